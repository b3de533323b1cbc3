"""What was found, as text and JSON, and in ``docs/history/``: changes, values' histories, superseded forms."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..data.history import RELEASE, SCHEMA_VERSION, Change, History, PastRelease, Point, folder_of, missing_notes, order
from ..data.history_files import read_history
from ..model.canonical_json import to_json
from ..model.count_noun import count_noun
from ..model.errors import HistoryError, Problem
from ..model.exchange import put_in_place
from ..model.locks import locked
from ..model.records import Entry
from ..model.scratch import scratch_folder
from ..model.settings import Settings
from .attribute import Comparison
from .differences import is_number

SUPERSEDED = ("chart.svg", "values.csv")
"""The files that the past keeps of a figure that has changed since."""


def changes_text(comparison: Comparison) -> str:
    """Return the changes as plain text, one a paragraph, the most consequential first."""
    head = f"{count_noun(len(comparison.changes), 'change')} from {comparison.names[0]} to {comparison.names[1]}"
    kinds = {
        kind: sum(change.kind == kind for change in comparison.changes) for kind in ("added", "removed", "renamed")
    }
    kinds_text = ", ".join(f"{number} {kind}" for kind, number in kinds.items() if number)
    lines = [f"{head}{f' ({kinds_text})' if kinds_text else ''}"]
    for change in comparison.changes:
        lines += ["", f"{change.order}. {change.sentence}", f"   {change.kind} {change.what} {change.id}"]
        if change.consequential:
            lines.append(f"   consequential: {change.threshold}")
        lines += [f"   {cause}" for cause in _causes(change)]
    return "\n".join(lines)


def _causes(change: Change) -> Iterable[str]:
    for cause in change.causes:
        share = f"{100 * cause.share:.0f}%, " if cause.share is not None and len(change.causes) > 1 else ""
        text = f": {cause.detail}" if cause.detail != cause.name else ""
        yield f"{cause.factor}: {share}{cause.name}{text}"


def changes_of(comparison: Comparison, note: str = "") -> dict[str, Any]:
    """Return the changes as ``changes.json`` holds them."""
    return {
        "schema_version": SCHEMA_VERSION,
        "from": comparison.origin.release
        if comparison.origin.release != comparison.to.release
        else comparison.names[0],
        "to": comparison.to.release if comparison.origin.release != comparison.to.release else comparison.names[1],
        "released": comparison.to.released,
        "changes": [asdict(change) for change in comparison.changes],
        "note": note,
    }


def changes_json(comparison: Comparison, note: str = "") -> str:
    """Return the changes as JSON text."""
    return to_json(changes_of(comparison, note))


def store(settings: Settings, comparison: Comparison, note: str | None = None) -> tuple[str, ...]:
    """Write what was found to ``docs/history/``; the same comparison written again gives the same files.

    Parameters
    ----------
    settings : Settings
        The project.
    comparison : Comparison
        Between two releases.
    note : str, optional
        The editors' note; when missing, one that was written before stays.

    Returns
    -------
    tuple of str
        The files that were written, by path from the project's folder.

    Raises
    ------
    HistoryError
        If the two states are of one release, or the past cannot be read or written.
    """
    origin, to = comparison.origin.release, comparison.to.release
    if order(origin) >= order(to) or not RELEASE.fullmatch(to):
        problem = Problem(
            "same-release",
            "mkdocs.yml, `plugins.proofpress.release`",
            "changes are stored between two releases",
            f"a release after {origin}",
            to,
            "Give the release that you are preparing its number, then run this again.",
        )
        raise HistoryError([problem])
    history, folder = read_history(settings), folder_of(settings)
    known = history.changes_by_release.get(to)
    kept = note if note is not None else known.note if known else ""
    files = {
        f"{to}/changes.json": to_json(changes_of(comparison, kept)).encode(),
        "releases.json": _releases(history, comparison).encode(),
        "values.json": _values(history, comparison).encode(),
        **_superseded(comparison),
    }
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with locked(folder.parent), scratch_folder(settings.root, f".{folder.name}-") as work:
            new = work / folder.name
            _write_past(new, folder, origin, files)
            put_in_place(new, folder)
    except OSError as err:
        raise HistoryError([Problem("unwritable", str(folder), "the past cannot be written", got=str(err))]) from err
    return tuple((folder / name).relative_to(settings.root).as_posix() for name in sorted(files))


def _write_past(new: Path, folder: Path, origin: str, files: Mapping[str, bytes]) -> None:
    """Write the past as it shall be: what there is, without the origin's superseded figures, and the files given."""
    if folder.is_dir():
        shutil.copytree(folder, new)
    for old in (new / origin).glob("*/"):
        shutil.rmtree(old)
    for name, content in files.items():
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def note_missing(settings: Settings, comparison: Comparison) -> bool:
    """Whether the later release has a consequential change and no note in ``docs/history/``."""
    return comparison.to.release in missing_notes(read_history(settings))


def _releases(history: History, comparison: Comparison) -> str:
    """Return the releases before the one that is being prepared, the origin among them."""
    origin = comparison.origin
    known = history.changes_by_release.get(origin.release)
    before = [release for release in history.releases if order(release.release) < order(origin.release)]
    last = PastRelease(origin.release, origin.released, origin.reason, known.note if known else "")
    return json.dumps([asdict(item) for item in (*before, last)], indent=1, ensure_ascii=False) + "\n"


def _values(history: History, comparison: Comparison) -> str:
    """Return each moved value's numbers over the releases, oldest first, only where they changed."""
    origin, to = comparison.origin.release, comparison.to.release
    lines = {
        key: [point for point in points if order(point.release) < order(to)] for key, points in history.values.items()
    }
    for change in comparison.changes:
        before = change.old if change.kind == "renamed" else change.id
        old, new = comparison.old.get(str(before)), comparison.new.get(change.id)
        if change.what == "figure" or old is None or new is None or not _has_number(old, new):
            continue
        line = lines.pop(str(before), []) or [_point(origin, old)]
        lines[change.id] = line if _same(line[-1], new) else [*line, _point(to, new)]
    kept = {key: [asdict(point) for point in line] for key, line in sorted(lines.items()) if len(line) > 1}
    return json.dumps(kept, indent=1, ensure_ascii=False) + "\n"


def _has_number(*entries: Entry) -> bool:
    return all("number" in entry.fields for entry in entries)


def _point(release: str, entry: Entry) -> Point:
    number = entry.fields["number"]
    return Point(release, number if is_number(number) else str(number), entry.fields["text"], entry.fields["unit"])


def _same(point: Point, entry: Entry) -> bool:
    return (point.number, point.text, point.unit) == tuple(entry.fields[key] for key in ("number", "text", "unit"))


def _superseded(comparison: Comparison) -> dict[str, bytes]:
    """Return the origin's form of each figure that has changed or is gone, by path below the history's folder."""
    files: dict[str, bytes] = {}
    for change in comparison.changes:
        before = str(change.old) if change.kind == "renamed" else change.id
        old, new = comparison.old.get(before), comparison.new.get(change.id)
        if change.what == "value" or old is None:
            continue
        if new is None or any(old.files[name] != new.files[name] for name in SUPERSEDED):
            files |= {f"{comparison.origin.release}/{before}/{name}": old.files[name] for name in SUPERSEDED}
    return files
