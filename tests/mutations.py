"""Choosing a cell of a table to change, and changing it so that the table stays valid."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from proofpress.canonical import canonical_number
from proofpress.claims import COLUMNS
from proofpress.pipeline import Results
from proofpress.records import Drift, Entry

MOVED = {"cell", "value", "text"}
NUDGE = 2e-6
"""Relative change of a number: far above what counts as the same, mostly below what a notebook's own checks allow."""
ONLY_VALUES = 1000
"""Added to the rank of a row that feeds no mark, only values."""
CLAIM_COLUMNS = ("value_low", "value_high", "period", "statement")


@dataclass(frozen=True)
class Flip:
    """One changed cell: the table, the row by its id and by its place in the file, the column, old and new."""

    table: str
    path: str
    row: str
    index: int
    column: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.row}, {self.column}: {self.old} → {self.new}"


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return a CSV file's rows."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def apply(flip: Flip, root: Path) -> None:
    """Write a changed cell into a project."""
    path = root / flip.path
    rows = read_rows(path)
    assert rows[flip.index][flip.column] == flip.old
    rows[flip.index][flip.column] = flip.new
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")


def row_ids(resource: Mapping[str, Any], rows: list[dict[str, str]]) -> list[str]:
    """Return the ids by which figures and values cite a file's rows."""
    if str(resource["path"]).startswith("claims/"):
        return [f"claim:{row['id']}" for row in rows]
    key = resource["schema"]["primaryKey"]
    key = [key] if isinstance(key, str) else key
    return [f"{resource['name']}:{'+'.join(row[name] for name in key)}" for row in rows]


def _scaled(text: str, definition: Mapping[str, Any]) -> Iterator[str]:
    """Yield other numbers near a number, within its constraints; an interval's bounds only move apart."""
    rules = definition.get("constraints", {})
    low, high = float(rules.get("minimum", "-inf")), float(rules.get("maximum", "inf"))
    number = float(text)
    if definition["type"] in {"integer", "year"}:
        step = max(1, round(abs(number) / 1000))
        found: list[float] = [number + step, number - step]
    else:
        found = [number * (1 + NUDGE), number * 1.5, number * 0.6, number * (1 - NUDGE), number + 1]
    if definition["name"] == "value_low":
        found = [number * (1 - NUDGE), number * 0.6]
    if definition["name"] == "value_high":
        found = [number * (1 + NUDGE), number * 1.5]
    for other in found:
        if low <= other <= high and other != number:
            yield str(canonical_number(other))


def _shifted(text: str) -> Iterator[str]:
    """Yield other dates, months or years near one."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        yield (date.fromisoformat(text) + timedelta(days=1)).isoformat()
    elif re.fullmatch(r"\d{4}-\d{2}", text):
        yield f"{text[:5]}{int(text[5:]) % 12 + 1:02d}"
    elif re.fullmatch(r"\d{4}", text):
        yield str(int(text) - 1)


def other_cells(text: str, definition: Mapping[str, Any]) -> Iterator[str]:
    """Yield other valid contents for a cell, the smallest change first."""
    rules = definition.get("constraints", {})
    if not text:
        return
    if rules.get("enum"):
        yield from (str(item) for item in rules["enum"] if str(item) != text)
    elif definition["type"] in {"number", "integer", "year"}:
        yield from _scaled(text, definition)
    elif definition["type"] in {"string", "date"}:
        yield from _shifted(text)
        if not rules.get("pattern") and definition["type"] == "string":
            yield f"{text} (changed)"


def columns_to_try(resource: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return a table's columns, those that most likely move a figure first; keys, sources and claims' ids never."""
    schema = resource["schema"]
    key = schema["primaryKey"]
    hidden = {"source", "locator", "rests_on", "grade", *([key] if isinstance(key, str) else key)}
    fields = [item for item in schema["fields"] if item["name"] not in hidden]
    if tuple(item["name"] for item in schema["fields"]) == COLUMNS:
        fields = [item for item in fields if item["name"] in CLAIM_COLUMNS]
    order = {"number": 0, "integer": 1, "date": 2, "year": 3}
    late = {"year": 1, "edition": 1, "edition_order": 2, "data_year": 2, "paragraph": 2, "qualifier": 2}
    return sorted(fields, key=lambda item: (late.get(item["name"], 0), order.get(item["type"], 2)))


def users(entries: Mapping[str, Entry]) -> dict[str, list[str]]:
    """Return for each row id the figures, then the values, that cite it."""
    found: dict[str, list[str]] = {}
    for key in sorted(entries, key=lambda key: ("/" not in key, key)):
        for row in entries[key].fields["rows"]:
            found.setdefault(row, []).append(key)
    return found


def feeds(entries: Mapping[str, Entry]) -> dict[str, int]:
    """Return for each row id how few rows share a mark with it: one that feeds a mark alone shows any change."""
    found: dict[str, int] = {}
    for key, entry in entries.items():
        for line in lines_of(entry) if "/" in key else [set(entry.fields["rows"])]:
            size = len(line) + (0 if "/" in key else ONLY_VALUES)
            found |= {row: min(size, found.get(row, size)) for row in line}
    return found


def candidates(resource: Mapping[str, Any], root: Path, entries: Mapping[str, Entry]) -> Iterator[Flip]:
    """Yield changes of one cell of a table, the most promising first: of rows that feed a figure's marks directly.

    Small and large changes of one column, then of the next; then the other changes.
    """
    path = f"data/{resource['path']}"
    rows = read_rows(root / path)
    ids = row_ids(resource, rows)
    shared = feeds(entries)
    used = sorted((n for n, key in enumerate(ids) if key in shared), key=lambda n: shared[ids[n]])
    alone = [n for n in used if shared[ids[n]] == shared[ids[used[0]]]] if used else []
    behind = [n for n in used if shared[ids[n]] >= ONLY_VALUES]
    chosen = list(dict.fromkeys([*alone[len(alone) // 2 :][:1], *alone[:1], *behind[:2], *used[-1:]]))
    columns = columns_to_try(resource)
    options = {(n, item["name"]): list(other_cells(rows[n][item["name"]], item)) for n in chosen for item in columns}
    for turns in ((0, 1), (2, 3)):
        for item in columns:
            for turn in turns:
                for n in chosen:
                    others = options[n, item["name"]]
                    if turn < len(others):
                        name = item["name"]
                        yield Flip(str(resource["name"]), path, ids[n], n, name, rows[n][name], others[turn])


def lines_of(entry: Entry) -> list[set[str]]:
    """Return for each row of a figure's values the ids that it came from."""
    text = entry.files["values.csv"].decode()
    return [set(row["rows"].split()) for row in csv.DictReader(io.StringIO(text))]


def attributed(flip: Flip, flips: list[Flip], results: Results, old: Mapping[str, Entry]) -> list[Drift]:
    """Return the differences that only this change can have made: in marks and values that no other changed row feeds.

    Those of figures come first.
    """
    others = {other.row for other in flips} - {flip.row}
    wanted = users(old).get(flip.row, [])
    found = []
    for drift in results.drifts:
        if drift.id not in wanted or drift.what not in MOVED or not drift.old or not drift.new:
            continue
        if drift.what == "cell":
            number = int(re.match(r"row (\d+)", drift.where)[1])  # type: ignore[index]
            lines = lines_of(old[drift.id])
            feeds = lines[number - 1] if number <= len(lines) else set()
        else:
            feeds = set(old[drift.id].fields["rows"])
        if flip.row in feeds and not feeds & others:
            found.append(drift)
    return sorted(found, key=lambda drift: "/" not in drift.id)


@dataclass
class Outcome:
    """What became of a table: the change that moved something and what it moved, and all that was tried."""

    flip: Flip | None = None
    drifts: list[Drift] = field(default_factory=list)
    message: str = ""
    tried: list[str] = field(default_factory=list)


def load_resources(root: Path) -> dict[str, Mapping[str, Any]]:
    """Return the data package's resources by name."""
    package = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
    return {str(resource["name"]): resource for resource in package["resources"]}
