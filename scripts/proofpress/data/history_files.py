"""Reading of ``docs/history/``, where the past is committed.

``proofpress changes A B --write`` writes it, the build reads it: a page says nothing about the past that is not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..model.errors import HistoryError, Problem
from ..model.exchange import read_settled
from ..model.settings import Settings
from ..text.svg import find_foreign
from .history import Cause, Change, History, PastRelease, Point, ReleaseChanges, Version, folder_of, order
from .registers import read_json
from .shapes import shape_problems

RESTORE = "Restore it from version control, or write it anew with `proofpress changes … --write`."


def read_history(settings: Settings) -> History:
    """Read the committed past.

    Parameters
    ----------
    settings : Settings
        The project.

    Returns
    -------
    History
        Empty if nothing has been written so far.

    Raises
    ------
    HistoryError
        With every file that is missing, cannot be read or does not hold what it should.
    """
    folder = folder_of(settings)
    if not folder.is_dir():
        return History()
    reader, history = read_settled(folder, lambda: _read_past(folder, settings.root))
    if reader.problems:
        raise HistoryError(reader.problems)
    return history


def _read_past(folder: Path, root: Path) -> tuple[_Reader, History]:
    """Return the past, and the reader that knows what is wrong with it."""
    reader = _Reader(root)
    releases = _read_releases(folder, reader)
    changes = _read_changes(folder, reader)
    values = _read_values(folder, reader)
    versions = _read_versions(folder, {past.release for past in releases}, reader)
    if reader.problems:
        return reader, History()
    renames = _renames(changes.values())
    figures = {key: _superseded(key, versions, renames) for key in sorted({*versions, *renames})}
    return reader, History(releases, changes, values, figures)


class _Reader:
    """Reads the files of the past and gathers what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def bad(self, path: Path, thing: str, expected: str = "", got: str = "") -> None:
        """Add a problem of a file."""
        self.problems.append(Problem("broken-history", self._place(path), thing, expected, got, RESTORE))

    def load(self, path: Path, kind: str) -> Any:
        """Return a JSON file's content if it is there and of the shape that it should have; otherwise None."""
        if not path.is_file():
            return None
        content, problems = read_json(self.root, self._place(path))
        problems = problems or shape_problems(content, self._place(path), kind)
        self.problems += [
            Problem("broken-history", wrong.place, wrong.thing, wrong.expected, wrong.got, RESTORE)
            for wrong in problems
        ]
        return None if problems else content

    def _place(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def _read_releases(folder: Path, reader: _Reader) -> tuple[PastRelease, ...]:
    path = folder / "releases.json"
    releases = [PastRelease(**entry) for entry in reader.load(path, "history-releases") or ()]
    names = [past.release for past in releases]
    if names != sorted(set(names), key=order):
        reader.bad(path, "the releases", "each once, oldest first", ", ".join(names))
    return tuple(releases)


def _read_changes(folder: Path, reader: _Reader) -> dict[str, ReleaseChanges]:
    changes = {}
    for path in sorted(folder.glob("*/changes.json")):
        stored = reader.load(path, "history-changes")
        if stored is None:
            continue
        if stored["to"] != path.parent.name:
            reader.bad(path, "`to` is not its folder", path.parent.name, stored["to"])
        changes[stored["to"]] = changes_from(stored)
    return changes


def changes_from(stored: Mapping[str, Any]) -> ReleaseChanges:
    """Return the content of a ``changes.json`` that is known to be sound, in order of consequence."""
    changes = [
        Change(**{**entry, "causes": tuple(Cause(**cause) for cause in entry["causes"])}) for entry in stored["changes"]
    ]
    changes.sort(key=lambda change: change.order)
    return ReleaseChanges(stored["from"], stored["to"], stored["released"], tuple(changes), stored["note"])


def _read_values(folder: Path, reader: _Reader) -> dict[str, tuple[Point, ...]]:
    stored = reader.load(folder / "values.json", "history-values") or {}
    return {
        key: tuple(Point(**entry) for entry in entries) for key, entries in stored.items() if not key.startswith("$")
    }


def _read_versions(folder: Path, known: set[str], reader: _Reader) -> dict[str, list[Version]]:
    """Return the superseded forms by the name that the figure then had, newest first."""
    versions: dict[str, list[Version]] = {}
    for path in sorted(folder.glob("*/*/*/"), key=lambda path: path.as_posix()):
        release, figure = path.parents[1].name, f"{path.parent.name}/{path.name}"
        if release not in known:
            reader.bad(path, "a form of no release in `releases.json`", "a release", release)
            continue
        files = {}
        for name in ("chart.svg", "values.csv"):
            try:
                files[name] = (path / name).read_bytes()
            except OSError as err:
                reader.bad(path / name, "cannot be read", "a file", str(err.strerror or err))
        if "chart.svg" in files:
            _check_picture(path / "chart.svg", files["chart.svg"], reader)
        if len(files) == 2:
            versions.setdefault(figure, []).append(Version(release, figure, files["chart.svg"], files["values.csv"]))
    return {key: _newest_first(versions_of_figure) for key, versions_of_figure in versions.items()}


def _check_picture(path: Path, content: bytes, reader: _Reader) -> None:
    """Find what could run in a superseded picture: it is published as it was committed."""
    try:
        foreign = find_foreign(content.decode())
    except UnicodeDecodeError:
        foreign = ["what is no UTF-8"]
    if foreign:
        reader.bad(path, "holds more than a drawing", "a picture as a build drew it", ", ".join(foreign[:3]))


def _newest_first(versions: Iterable[Version]) -> list[Version]:
    return sorted(versions, key=lambda version: order(version.release), reverse=True)


def _renames(changes: Iterable[ReleaseChanges]) -> dict[str, str]:
    """Return each renamed figure's earlier id by its later one."""
    return {
        change.id: str(change.old)
        for release in changes
        for change in release.changes
        if change.kind == "renamed" and change.what == "figure"
    }


def _superseded(key: str, versions: Mapping[str, list[Version]], renames: Mapping[str, str]) -> tuple[Version, ...]:
    """Return a figure's superseded forms under this name and all earlier ones, newest first."""
    forms, seen = list(versions.get(key, ())), {key}
    while (key := renames.get(key, "")) and key not in seen:
        seen.add(key)
        forms += versions.get(key, ())
    return tuple(_newest_first(forms))
