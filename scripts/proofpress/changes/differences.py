"""What differs between the results of two states: entries as parts that can be compared one by one, and renames."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from ..model.records import TEXTS, Entry
from ..record.compare import same_number

TRAIL = ("rows", "sources", "thresholds", "files")
"""Fields of an entry that are not what a reader is told: the trail, and what is derived from the rest."""
Key = tuple[str, ...]
Parts = Mapping[Key, Any]


@dataclass(frozen=True)
class Difference:
    """An entry that was added, removed, renamed or changed; ``before`` is its earlier id if it was renamed."""

    id: str
    kind: str
    old: Entry | None
    new: Entry | None
    before: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure."""
        return "/" in self.id


@dataclass(frozen=True)
class Cell:
    """A cell of a figure's values that differs."""

    row: str
    column: str
    old: str
    new: str


def is_number(value: Any) -> TypeGuard[float]:
    """Whether something is a number, truth values apart."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _number(text: Any) -> float | None:
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def _words(row: Mapping[str, str], columns: Collection[str], digits: bool) -> str:
    """Return what names a row: its words and years in some columns; words with digits only where asked for."""
    kept = []
    for name, cell in row.items():
        number = _number(cell)
        year = number is not None and 1800 <= number <= 2200 and number % 1 == 0 and "year" in name.lower()
        word = bool(cell) and number is None and (digits or not any(sign.isdigit() for sign in cell))
        if name in columns and (word or year):
            kept.append(cell)
    return " ".join(dict.fromkeys(kept))


def row_names(rows: list[dict[str, str]], shown: Collection[str]) -> Iterator[list[str]]:
    """Yield names for a table's rows, the plainest first: words that a reader sees, all words, row ids, numbers.

    A word with digits, such as a label that prints a number, comes late: it changes with what it prints.
    """
    every = [name for name in (rows[0] if rows else ()) if name != "rows"]
    for columns, digits in ((shown, False), (every, False), (shown, True)):
        yield [_words(row, columns, digits) for row in rows]
    yield [row.get("rows", "") for row in rows]
    yield [f"row {number}" for number in range(1, len(rows) + 1)]


def _is_clear(names: list[str]) -> bool:
    return len(set(names)) == len(names) and all(names)


def _named(
    old: list[dict[str, str]], new: list[dict[str, str]], shown: Collection[str]
) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """Return the rows of two tables by the plainest names that tell them apart and that both have."""
    for before, after in zip(row_names(old, shown), row_names(new, shown), strict=True):
        if _is_clear(before) and _is_clear(after) and set(before) & set(after):
            return dict(zip(before, old, strict=True)), dict(zip(after, new, strict=True))
    return {}, {}


def changed_cells(old: bytes, new: bytes, shown: Collection[str] = ()) -> list[Cell]:
    """Return each cell that differs between two ``values.csv``, rows matched by what they name.

    Parameters
    ----------
    old, new : bytes
        The two files; row ids are left out.
    shown : collection of str
        The columns that a reader sees in the table view: if one of their cells differs, others are left out.
    """
    if old == new:
        return []
    before, after = _named(_rows(old), _rows(new), shown)
    result = []
    for row in [*before, *(row for row in after if row not in before)]:
        was, now = before.get(row, {}), after.get(row, {})
        for column in [*was, *(column for column in now if column not in was)]:
            pair = was.get(column) or "", now.get(column) or ""
            if column != "rows" and not same_number(*pair):
                result.append(Cell(row, column, *pair))
    return [cell for cell in result if cell.column in shown] or result


def figure_cells(old: Entry, new: Entry) -> list[Cell]:
    """Return the cells of a figure's table that differ."""
    shown = {**old.fields.get("columns", {}), **new.fields.get("columns", {})}
    return changed_cells(old.files["values.csv"], new.files["values.csv"], shown)


def cell_count(entry: Entry) -> int:
    """Return how many cells a figure's table has, in the columns that a reader sees."""
    rows = _rows(entry.files["values.csv"])
    return len(rows) * len(entry.fields.get("columns") or (rows[0] if rows else ()))


def parts_of(entry: Entry | None) -> dict[Key, Any]:
    """Return an entry as parts by key; none for an entry that is not there."""
    if entry is None:
        return {}
    if not entry.files:
        return {("field", key): value for key, value in entry.fields.items() if key not in TRAIL}
    parts: dict[Key, Any] = {("text", key): entry.fields.get(key) for key in (*TEXTS, "columns", "computed", "grade")}
    rows = _rows(entry.files["values.csv"])
    named, _ = _named(rows, rows, entry.fields.get("columns", {}))
    for name, row in named.items():
        for column, cell in row.items():
            if column != "rows":
                parts["cell", name, column] = cell
    spec = json.loads(entry.files["spec.json"])
    spec.pop("datasets", None)
    parts["spec", ""] = json.dumps(spec, sort_keys=True)
    parts["picture", ""] = entry.files["chart.svg"]
    return parts


def differing(old: Parts, new: Parts) -> list[Key]:
    """Return the keys of the parts that differ."""
    return [key for key in {**old, **new} if not (key in old and key in new and same_number(old[key], new[key]))]


def find_differences(
    old: Mapping[str, Entry], new: Mapping[str, Entry], declared: Mapping[str, str] | None = None
) -> list[Difference]:
    """Return what differs between two states' entries, by id.

    Parameters
    ----------
    old, new : mapping of str to Entry
        The entries.
    declared : mapping of str to str
        New id to old id, as notebooks' headers declare renames.
    """
    gone = {key: old[key] for key in old if key not in new}
    come = {key: new[key] for key in new if key not in old}
    renames = {key: was for key, was in (declared or {}).items() if key in come and was in gone}
    renames |= _same_under_another_name(
        {key: entry for key, entry in gone.items() if key not in renames.values()},
        {key: entry for key, entry in come.items() if key not in renames},
    )
    differences = [Difference(key, "renamed", old[was], new[key], was) for key, was in renames.items()]
    differences += [Difference(key, "added", None, entry) for key, entry in come.items() if key not in renames]
    differences += [
        Difference(key, "removed", entry, None) for key, entry in gone.items() if key not in renames.values()
    ]
    differences += [
        Difference(key, "changed", old[key], new[key])
        for key in old
        if key in new and differing(parts_of(old[key]), parts_of(new[key]))
    ]
    return sorted(differences, key=lambda difference: difference.id)


def _same_under_another_name(gone: Mapping[str, Entry], come: Mapping[str, Entry]) -> dict[str, str]:
    """Return the entries that hold the same under a new name in the same analysis, each where there is no doubt."""
    result = {}
    for key, entry in come.items():
        same = [was for was, other in gone.items() if _identity(was, other) == _identity(key, entry)]
        twins = [other for other in come if _identity(other, come[other]) == _identity(key, entry)]
        if len(same) == 1 and len(twins) == 1:
            result[key] = same[0]
    return result


def _identity(key: str, entry: Entry) -> Any:
    """Return what stays the same when only an entry's name changes."""
    analysis = key.replace("/", ".").split(".")[0]
    if entry.files:
        spec = json.loads(entry.files["spec.json"])
        return analysis, "figure", entry.files["values.csv"], json.dumps(spec, sort_keys=True)
    kind = "claim" if ".claim." in key else "value"
    fields = {name: value for name, value in entry.fields.items() if name != "thresholds"}
    return analysis, kind, json.dumps(fields, sort_keys=True)
