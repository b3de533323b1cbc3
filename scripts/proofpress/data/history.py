"""The committed past, in ``docs/history/``: releases, what changed on the way into each, and forms superseded since.

``proofpress changes A B --write`` writes it, the build reads it: a page says nothing about the past that is not here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from ..model.errors import HistoryError, Problem
from ..model.settings import Settings

SCHEMA_VERSION = 1
FOLDER = "history"
"""The folder below ``docs/``."""
RELEASE = re.compile(r"\d{4}\.\d{2}(\.\d+)?")
KINDS = ("added", "removed", "renamed", "changed")
FACTORS = ("data", "analysis", "software")
DIRECTIONS = ("up", "down", "same", "")
RESTORE = "Restore it from version control, or write it anew with `proofpress changes … --write`."

Number = float | int


@dataclass(frozen=True)
class PastRelease:
    """A release before the one that is being prepared."""

    release: str
    released: str
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class Cause:
    """One thing that moved a figure or value.

    Attributes
    ----------
    factor : str
        ``data``, ``analysis`` or ``software``.
    name : str
        The table's or register's path, the notebook's path, or the package with its versions.
    detail : str
        Which rows and source edition, or which cells; in plain words.
    share : float or None
        Part of the whole change that it accounts for; None where the parts cannot be told apart.
    """

    factor: str
    name: str
    detail: str = ""
    share: float | None = None


@dataclass(frozen=True)
class Change:
    """One figure or value that was added, removed, renamed or changed between two releases.

    Attributes
    ----------
    id : str
        The figure or value; for a renamed one its new id.
    old, new : number, str or None
        A value's numbers; a figure's old and new id if it was renamed.
    old_text, new_text : str
        A value as printed, a figure's title.
    direction : str
        ``up``, ``down``, ``same``, or empty where there is none.
    size : float or None
        Relative size: of a value the change over the old number, of a figure the part of its cells that differ.
    sentence : str
        One plain line that says all of it.
    consequential : bool
        Whether it turns a direction, crosses a stated threshold, or changes a finding.
    threshold : str
        What was crossed or turned, in words; empty if nothing was.
    interaction : bool
        Whether several causes move it together, so that no share belongs to one alone.
    order : int
        Place on the page: the most consequential first, from one.
    """

    id: str
    kind: str
    what: Literal["figure", "value"]
    old: Number | str | None
    new: Number | str | None
    old_text: str
    new_text: str
    unit: str
    direction: str
    size: float | None
    sentence: str
    consequential: bool
    threshold: str
    causes: tuple[Cause, ...]
    interaction: bool
    order: int


@dataclass(frozen=True)
class ReleaseChanges:
    """What changed on the way from one release into the next, with the editors' note."""

    origin: str
    to: str
    released: str
    changes: tuple[Change, ...]
    note: str = ""

    @property
    def consequential(self) -> bool:
        """Whether any of the changes is consequential, so that the release needs a note."""
        return any(change.consequential for change in self.changes)

    @property
    def needs_note(self) -> bool:
        """Whether it has a consequential change and no note that explains it."""
        return self.consequential and not self.note.strip()


@dataclass(frozen=True)
class Point:
    """A value as a release printed it."""

    release: str
    number: Number | str
    text: str
    unit: str


@dataclass(frozen=True)
class Version:
    """A figure as an earlier release showed it; ``release`` is the last one that did."""

    release: str
    figure: str
    chart: bytes = field(repr=False)
    values: bytes = field(repr=False)


@dataclass(frozen=True)
class History:
    """The past of a site, empty for its first release.

    Attributes
    ----------
    releases : tuple of PastRelease
        Oldest first, without the one that is being prepared.
    changes_by_release : mapping of str to ReleaseChanges
        By the release that they led into.
    values : mapping of str to tuple of Point
        For each value that has ever moved, its numbers, oldest first, only where they changed.
    figures : mapping of str to tuple of Version
        For each figure its superseded forms, newest first, those under an earlier name among them.
    """

    releases: tuple[PastRelease, ...] = ()
    changes_by_release: Mapping[str, ReleaseChanges] = field(default_factory=dict)
    values: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)
    figures: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)

    @property
    def newest_first(self) -> tuple[ReleaseChanges, ...]:
        """The changes of all releases, newest first."""
        return tuple(self.changes_by_release[key] for key in sorted(self.changes_by_release, key=order, reverse=True))


def order(release: str) -> tuple[int, ...]:
    """Return a release as numbers to sort by.

    Examples
    --------
    >>> order("2026.11.2") > order("2026.11") > order("2026.02")
    True
    """
    return tuple(int(part) for part in release.split("."))


def folder_of(settings: Settings) -> Path:
    """Return the folder of the committed past."""
    return settings.docs / FOLDER


def missing_notes(history: History) -> tuple[str, ...]:
    """Return the releases that have a consequential change and no written note, oldest first."""
    found = [key for key, changes in history.changes_by_release.items() if changes.needs_note]
    return tuple(sorted(found, key=order))


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
    reader = _Reader(settings.root)
    releases = _read_releases(folder, reader)
    changes = _read_changes(folder, reader)
    values = _read_values(folder, reader)
    versions = _read_versions(folder, {one.release for one in releases}, reader)
    if reader.problems:
        raise HistoryError(reader.problems)
    renames = _renames(changes.values())
    return History(releases, changes, values, {key: _line(key, versions, renames) for key in _ids(versions, renames)})


Rule = tuple[str, Callable[[Any], bool]]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


TEXT: Rule = ("a text", lambda value: isinstance(value, str))
FLAG: Rule = ("true or false", lambda value: isinstance(value, bool))
COUNT: Rule = ("a whole number from one", lambda value: isinstance(value, int) and value >= 1)
AMOUNT: Rule = ("a number or null", lambda value: value is None or _is_number(value))
RESULT: Rule = ("a number, a text or null", lambda value: value is None or _is_number(value) or isinstance(value, str))
FOUND: Rule = ("a number or a text", lambda value: _is_number(value) or isinstance(value, str))
LIST: Rule = ("a list", lambda value: isinstance(value, list))
NUMBERED: Rule = ("`YYYY.MM` or `YYYY.MM.N`", lambda value: isinstance(value, str) and bool(RELEASE.fullmatch(value)))
DAY: Rule = (
    "an ISO date",
    lambda value: isinstance(value, str) and bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)),
)
IDENTITY: Rule = (
    "`analysis/figure` or `analysis.value`",
    lambda value: isinstance(value, str) and bool(re.fullmatch(r"[a-z0-9-]+[/.][a-z0-9.-]+", value)),
)


def _one_of(*words: str) -> Rule:
    return f"one of {', '.join(repr(word) for word in words)}", lambda value: value in words


OF_RELEASE: Mapping[str, Rule] = {"release": NUMBERED, "released": DAY, "reason": TEXT, "note": TEXT}
OF_POINT: Mapping[str, Rule] = {"release": NUMBERED, "number": FOUND, "text": TEXT, "unit": TEXT}
OF_CAUSE: Mapping[str, Rule] = {"factor": _one_of(*FACTORS), "name": TEXT, "detail": TEXT, "share": AMOUNT}
OF_CHANGE: Mapping[str, Rule] = {
    "id": IDENTITY,
    "kind": _one_of(*KINDS),
    "what": _one_of("figure", "value"),
    "old": RESULT,
    "new": RESULT,
    "old_text": TEXT,
    "new_text": TEXT,
    "unit": TEXT,
    "direction": _one_of(*DIRECTIONS),
    "size": AMOUNT,
    "sentence": TEXT,
    "consequential": FLAG,
    "threshold": TEXT,
    "causes": LIST,
    "interaction": FLAG,
    "order": COUNT,
}
OF_CHANGES: Mapping[str, Rule] = {
    "schema_version": (str(SCHEMA_VERSION), lambda value: value == SCHEMA_VERSION),
    "from": NUMBERED,
    "to": NUMBERED,
    "released": DAY,
    "changes": LIST,
    "note": TEXT,
}


class _Reader:
    """Reads the files of the past and gathers what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def bad(self, path: Path, thing: str, expected: str = "", got: str = "") -> None:
        """Add a problem of a file."""
        place = path.relative_to(self.root).as_posix()
        self.problems.append(Problem("broken-history", place, thing, expected, got, RESTORE))

    def load(self, path: Path, kind: type) -> Any:
        """Return a JSON file's content if it is there and of a kind; otherwise an empty one."""
        if not path.is_file():
            return kind()
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as err:
            self.bad(path, "the file cannot be read", "JSON", str(err))
            return kind()
        if not isinstance(content, kind):
            expected = "a list" if kind is list else "an object"
            self.bad(path, "the file holds something else", expected, type(content).__name__)
            return kind()
        return content

    def check(self, path: Path, item: Any, rules: Mapping[str, Rule], place: str) -> bool:
        """Whether an object has every field, each as it should be."""
        if not isinstance(item, dict):
            self.bad(path, place or "the file", "an object", type(item).__name__)
            return False
        before = len(self.problems)
        where = f"{place}, " if place else ""
        for key, (expected, holds) in rules.items():
            if key not in item:
                self.bad(path, f"{where}`{key}` is missing", expected)
            elif not holds(item[key]):
                self.bad(path, f"{where}`{key}`", expected, repr(item[key])[:80])
        for key in sorted(item.keys() - rules.keys()):
            self.bad(path, f"{where}unknown field `{key}`")
        return len(self.problems) == before


def _read_releases(folder: Path, reader: _Reader) -> tuple[PastRelease, ...]:
    path = folder / "releases.json"
    items = reader.load(path, list)
    good = [item for n, item in enumerate(items, 1) if reader.check(path, item, OF_RELEASE, f"release {n}")]
    found = [PastRelease(**item) for item in good]
    names = [one.release for one in found]
    if names != sorted(set(names), key=order):
        reader.bad(path, "the releases", "each once, oldest first", ", ".join(names))
    return tuple(found)


def _read_changes(folder: Path, reader: _Reader) -> dict[str, ReleaseChanges]:
    found = {}
    for path in sorted(folder.glob("*/changes.json")):
        stored = reader.load(path, dict)
        if not stored or not reader.check(path, stored, OF_CHANGES, ""):
            continue
        if stored["to"] != path.parent.name:
            reader.bad(path, "`to` is not its folder", path.parent.name, stored["to"])
        before = len(reader.problems)
        for number, item in enumerate(stored["changes"], 1):
            place = f"change {number}"
            if reader.check(path, item, OF_CHANGE, place):
                for cause in item["causes"]:
                    reader.check(path, cause, OF_CAUSE, f"{place}, a cause")
        if len(reader.problems) == before:
            found[stored["to"]] = changes_from(stored)
    return found


def changes_from(stored: Mapping[str, Any]) -> ReleaseChanges:
    """Return the content of a ``changes.json`` that is known to be sound, in order of consequence."""
    changes = [
        Change(**{**item, "causes": tuple(Cause(**cause) for cause in item["causes"])}) for item in stored["changes"]
    ]
    changes.sort(key=lambda change: change.order)
    return ReleaseChanges(stored["from"], stored["to"], stored["released"], tuple(changes), stored["note"])


def _read_values(folder: Path, reader: _Reader) -> dict[str, tuple[Point, ...]]:
    path = folder / "values.json"
    found = {}
    for key, items in reader.load(path, dict).items():
        place = f"value `{key}`"
        if not isinstance(items, list):
            reader.bad(path, place, "a list", type(items).__name__)
        else:
            good = [item for item in items if reader.check(path, item, OF_POINT, place)]
            found[key] = tuple(Point(**item) for item in good)
    return found


def _read_versions(folder: Path, known: set[str], reader: _Reader) -> dict[str, list[Version]]:
    """Return the superseded forms by the name that the figure then had, newest first."""
    found: dict[str, list[Version]] = {}
    paths = sorted(folder.glob("*/*/*/"), key=lambda path: path.as_posix())
    for path in paths:
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
        if len(files) == 2:
            found.setdefault(figure, []).append(Version(release, figure, files["chart.svg"], files["values.csv"]))
    return {key: sorted(forms, key=lambda one: order(one.release), reverse=True) for key, forms in found.items()}


def _renames(changes: Iterable[ReleaseChanges]) -> dict[str, str]:
    """Return each renamed figure's earlier id by its later one."""
    return {
        change.id: str(change.old)
        for release in changes
        for change in release.changes
        if change.kind == "renamed" and change.what == "figure"
    }


def _ids(versions: Mapping[str, Any], renames: Mapping[str, str]) -> list[str]:
    return sorted({*versions, *renames})


def _line(key: str, versions: Mapping[str, list[Version]], renames: Mapping[str, str]) -> tuple[Version, ...]:
    """Return a figure's superseded forms under this name and all earlier ones, newest first."""
    found, seen = list(versions.get(key, ())), {key}
    while (key := renames.get(key, "")) and key not in seen:
        seen.add(key)
        found += versions.get(key, ())
    return tuple(sorted(found, key=lambda one: order(one.release), reverse=True))
