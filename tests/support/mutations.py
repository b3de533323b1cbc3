"""Choosing a cell of a table to change, and changing it so that the table stays valid."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np

from proofpress.data.claims import COLUMNS
from proofpress.data.row_ids import key_of, row_id
from proofpress.evidence.checks import run_check
from proofpress.evidence.links import run_link
from proofpress.evidence.records import Audit, Ref, Register
from proofpress.model.canonical_json import canonical_number
from proofpress.model.records import Claim, Drift, Entry
from proofpress.record.site_input import SiteInput

MOVED = {"cell", "value", "text"}
NUDGE = 2e-6
"""Relative change of a number: far above what counts as the same, mostly below what a notebook's own checks allow."""
TELLING_TURNS = 3
"""Times that a change which showed something before is made until it shows something again."""
ONLY_VALUES = 1000
"""Added to the rank of a row that feeds no mark, only values."""
PROSE = 30
"""Characters that the cells of a column hold on average where they are sentences, which feed no computation."""
CLAIM_COLUMNS = ("value_low", "value_high", "period", "statement")
REACH, STEPS = 100_000, 200
"""How far, and in how many steps, a claim's number is moved up and down to see whether checks and links notice."""


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


def apply(flip: Flip, root: Path, *, undo: bool = False) -> None:
    """Write a changed cell into a project, or put back what it held."""
    path = root / flip.path
    rows = read_rows(path)
    old, new = (flip.new, flip.old) if undo else (flip.old, flip.new)
    assert rows[flip.index][flip.column] == old
    rows[flip.index][flip.column] = new
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")


def row_ids(resource: Mapping[str, Any], rows: list[dict[str, str]]) -> list[str]:
    """Return the ids by which figures and values cite a file's rows."""
    if str(resource["path"]).startswith("claims/"):
        return [f"claim:{row['id']}" for row in rows]
    return [row_id(resource["name"], row, key_of(resource["schema"])) for row in rows]


def _scaled(text: str, definition: Mapping[str, Any]) -> Iterator[str]:
    """Yield other numbers near a number, within its constraints; an interval's bounds only move apart."""
    rules = definition.get("constraints", {})
    low, high = float(rules.get("minimum", "-inf")), float(rules.get("maximum", "inf"))
    number = float(text)
    if definition["type"] in {"integer", "year"}:
        step = max(1, round(abs(number) / 1000))
        result: list[float] = [number + step, number - step]
        if definition["type"] == "integer":
            result += [round(number * 1.5), round(number * 0.6)]
    else:
        result = [number * (1 + NUDGE), number * 1.5, number * 0.6, number * (1 - NUDGE), number + 1]
    if definition["name"] == "value_low":
        result = [number * (1 - NUDGE), number * 0.6]
    if definition["name"] == "value_high":
        result = [number * (1 + NUDGE), number * 1.5]
    for other in result:
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


def other_cells(text: str, definition: Mapping[str, Any], column: Iterable[str] = ()) -> Iterator[str]:
    """Yield other valid contents for a cell, the smallest change first.

    Words that come back within their column are a category, which another of its words can take the place of.
    """
    rules = definition.get("constraints", {})
    words = list(dict.fromkeys(word for word in column if word))
    if not text:
        return
    if rules.get("enum"):
        yield from (str(item) for item in rules["enum"] if str(item) != text)
    elif definition["type"] in {"number", "integer", "year"}:
        yield from _scaled(text, definition)
    elif definition["type"] in {"string", "date"}:
        yield from _shifted(text)
        if definition["type"] == "string" and len(words) <= len(list(column)) / 2:
            yield from (word for word in words if word != text)
        elif definition["type"] == "string" and not rules.get("pattern"):
            yield f"{text} (changed)"


def columns_to_try(
    resource: Mapping[str, Any], rows: list[dict[str, str]], names: set[str], shown: list[set[str]]
) -> list[Mapping[str, Any]]:
    """Return a table's columns, those that most likely move a figure first; keys and sources never.

    ``shown`` holds for each row the cells of the marks that it feeds: what stands there as in the table comes first.

    Nor columns that name something else by its id, such as a claim: another name there is an error, not another fact.
    """
    schema = resource["schema"]
    key = schema["primaryKey"]
    hidden = {"source", "locator", "rests_on", "grade", *([key] if isinstance(key, str) else key)}
    fields = [item for item in schema["fields"] if item["name"] not in hidden]
    if tuple(item["name"] for item in schema["fields"]) == COLUMNS:
        fields = [item for item in fields if item["name"] in CLAIM_COLUMNS]
    cells = {item["name"]: [row[item["name"]] for row in rows if row[item["name"]]] for item in fields}
    fields = [item for item in fields if not names.intersection(cells[item["name"]])]
    order = {"number": 0, "integer": 1, "date": 2, "year": 4}
    late = {"year": 1, "edition": 1, "edition_order": 2, "data_year": 2, "paragraph": 2, "qualifier": 2}

    def rank(item: Mapping[str, Any]) -> tuple[int, int, int]:
        drawn = any(
            row[item["name"]] and _plain(row[item["name"]]) in marks for row, marks in zip(rows, shown, strict=True)
        )
        length = sum(map(len, cells[item["name"]])) / max(1, len(cells[item["name"]]))
        prose = item["type"] == "string" and length > PROSE
        return late.get(item["name"], 0), 0 if drawn else 1, 2 if prose else order.get(item["type"], 3)

    return sorted(fields, key=rank)


def users(entries: Mapping[str, Entry]) -> dict[str, list[str]]:
    """Return for each row id the figures, then the values, that cite it."""
    result: dict[str, list[str]] = {}
    for key in sorted(entries, key=lambda key: ("/" not in key, key)):
        for row in entries[key].fields["rows"]:
            result.setdefault(row, []).append(key)
    return result


def _plain(cell: str) -> str:
    """Return a cell such that a number is the same however many digits it is written with."""
    try:
        return f"{float(cell):.12g}"
    except ValueError:
        return cell


@cache
def _cells(values: bytes) -> list[tuple[set[str], set[str]]]:
    """Return for each row of a figure's values the ids that it came from, and its cells."""
    return [
        (set(row["rows"].split()), {_plain(cell) for name, cell in row.items() if name != "rows" and cell})
        for row in csv.DictReader(io.StringIO(values.decode()))
    ]


def shows(entries: Mapping[str, Entry]) -> dict[str, set[str]]:
    """Return for each row id the cells of the marks that it feeds."""
    result: dict[str, set[str]] = {}
    for key, entry in entries.items():
        for rows, cells in _cells(entry.files["values.csv"]) if "/" in key else ():
            for row in rows:
                result.setdefault(row, set()).update(cells)
    return result


def feeds(entries: Mapping[str, Entry]) -> dict[str, int]:
    """Return for each row id how few rows share a mark with it: one that feeds a mark alone shows any change."""
    result: dict[str, int] = {}
    for key, entry in entries.items():
        for line in lines_of(entry) if "/" in key else [set(entry.fields["rows"])]:
            size = len(line) + (0 if "/" in key else ONLY_VALUES)
            result |= {row: min(size, result.get(row, size)) for row in line}
    return result


def candidates(
    resource: Mapping[str, Any], root: Path, entries: Mapping[str, Entry], names: set[str]
) -> Iterator[Flip]:
    """Yield changes of one cell of a table, the most promising first: of rows that feed a figure's marks directly.

    Small changes before large ones, now of another row, now of another column.
    """
    path = f"data/{resource['path']}"
    rows = read_rows(root / path)
    ids = row_ids(resource, rows)
    shared = feeds(entries)
    used = sorted((n for n, key in enumerate(ids) if key in shared), key=lambda n: shared[ids[n]])
    alone = [n for n in used if shared[ids[n]] == shared[ids[used[0]]]] if used else []
    behind = [n for n in used if shared[ids[n]] >= ONLY_VALUES]
    chosen = list(dict.fromkeys([*alone[len(alone) // 2 :][:1], *alone[:1], *behind[:2], *used[-1:]]))
    marks = shows(entries)
    columns = columns_to_try(resource, rows, names, [marks.get(key, set()) for key in ids])
    options = {
        (n, item["name"]): list(other_cells(rows[n][item["name"]], item, [row[item["name"]] for row in rows]))
        for n in chosen
        for item in columns
    }
    ways = [
        (2 * turn + at + place, n, item["name"], new)
        for place, item in enumerate(columns)
        for at, n in enumerate(chosen)
        for turn, new in enumerate(options[n, item["name"]])
    ]
    for _, n, name, new in sorted(ways, key=lambda way: way[0]):
        yield Flip(str(resource["name"]), path, ids[n], n, name, rows[n][name], new)


def telling_first(
    resource: Mapping[str, Any], root: Path, telling: Sequence[str] | None, rest: Iterator[Flip]
) -> Iterator[Flip]:
    """Yield a change that showed something before, if it can still be made, then the others.

    It comes again, for it shows nothing while another changed row stands behind the same marks and values.

    Parameters
    ----------
    resource : mapping
        The table's description.
    root : Path
        The project.
    telling : sequence of str, optional
        The row's id, the column, and the cell's other content.
    rest : iterator of Flip
        The other changes.
    """
    path = f"data/{resource['path']}"
    if telling:
        key, column, new = telling
        rows = read_rows(root / path)
        ids = row_ids(resource, rows)
        index = ids.index(key) if key in ids else -1
        if index >= 0 and rows[index].get(column, new) != new:
            yield from TELLING_TURNS * [Flip(str(resource["name"]), path, key, index, column, rows[index][column], new)]
    yield from rest


def lines_of(entry: Entry) -> list[set[str]]:
    """Return for each row of a figure's values the ids that it came from."""
    return [rows for rows, _ in _cells(entry.files["values.csv"])]


def feeds_pages(resource: Mapping[str, Any]) -> bool:
    """Whether a change of a file can move what is published.

    The files in ``data/coverage`` cannot, by rule: they say of each number in a document that is no claim why it is
    none. They are for ``proofpress check-documents``, which holds them against the documents; no notebook can
    load them.
    """
    return not str(resource["path"]).startswith("coverage/")


@dataclass
class Ledger:
    """Which rows stand behind what is published, the rows that the audit makes of other rows among them."""

    entries: Mapping[str, Entry]
    audit: Audit

    def __post_init__(self) -> None:
        self.users = users(self.entries)
        result: dict[str, set[str]] = {}
        for check in self.audit.checks:
            for row in check.row_ids:
                result.setdefault(row, set()).add(f"check:{check.id}")
        for key, standing in self.audit.statuses_by_claim.items():
            behind = {f"claim:{key}"}
            behind |= {row for check in self.audit.checks if check.id in standing.checks for row in check.row_ids}
            for link in self.audit.links:
                behind |= {f"claim:{link.claim}", link.target.row} if link.id in standing.links else set()
            for row in behind:
                result.setdefault(row, set()).add(f"status:{key}")
        self.made = result

    def reach(self, row: str) -> set[str]:
        """Return a row and what the audit makes of it: its checks, and the statuses_by_claim that rest on it."""
        return {row} | self.made.get(row, set())

    def behind(self, drift: Drift) -> set[str]:
        """Return the rows behind a mark or a value that moved."""
        if drift.what != "cell":
            return set(self.entries[drift.id].fields["rows"])
        number = int(re.match(r"row (\d+)", drift.where)[1])  # type: ignore[index]
        lines = lines_of(self.entries[drift.id])
        return lines[number - 1] if number <= len(lines) else set()

    def attributed(self, flip: Flip, flips: list[Flip], results: SiteInput) -> list[Drift]:
        """Return the differences that only this change can have made: where no other changed row stands behind.

        Those of figures come first.
        """
        own = self.reach(flip.row)
        others = {row for other in flips if other.row != flip.row for row in self.reach(other.row)}
        wanted = {key for row in own for key in self.users.get(row, ())}
        result = []
        for drift in results.drifts:
            if drift.id in wanted and drift.what in MOVED and drift.old and drift.new:
                behind = self.behind(drift)
                if behind & own and not behind & others:
                    result.append(drift)
        return sorted(result, key=lambda drift: "/" not in drift.id)


def other_claims(claim: Claim, beside: Iterable[Ref] = ()) -> Iterator[Claim]:
    """Yield a claim with other numbers, of a date with other years: those that it is set beside, then far to near."""
    for ref in beside:
        if ref.unit == "date" and claim.unit == "date":
            yield replace(claim, period=ref.text, as_printed=ref.text)
        elif isfinite(ref.interval.low + ref.interval.high):
            number = (ref.interval.low + ref.interval.high) / 2
            yield replace(claim, low=number, high=number, as_printed=f"{number:.6f}")
    if claim.unit == "date":
        for years in (40, -40, *range(-12, 13)):
            moved = re.sub(r"\b[12]\d{3}\b", lambda match, by=years: str(int(match[0]) + by), claim.period)
            yield replace(claim, period=moved)
        return
    for power in sorted(range(-STEPS, STEPS + 1), key=lambda power: -abs(power)):
        factor = REACH ** (power / STEPS)
        low, high = (None if item is None else float(f"{(item or 1) * factor:.2g}") for item in (claim.low, claim.high))
        shown = low if low is not None else high
        yield replace(claim, low=low, high=high, as_printed=np.format_float_positional(shown, trim="-"))


def verdicts(register: Register, checks: Iterable[Mapping[str, Any]], links: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what some checks and links say of a register; a verdict that was not reviewed is told as moved."""
    result = []
    for entry in checks:
        check, problems = run_check(entry, register)
        result.append(check.verdict if check else "; ".join(problem.code for problem in problems))
    for entry in links:
        link, problems = run_link(entry, register)
        result.append(link.verdict if link else "; ".join(problem.code for problem in problems))
    return result


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
