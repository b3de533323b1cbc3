"""Numbers with their formula filled in: how a value follows from the few rows it names, where that can be shown.

Nothing is recorded of how a notebook computed a number. What stands here is arithmetic that gives the very number, to
its last digit, from the rows of its trail; where two kinds of arithmetic would, or none does, nothing is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.records import Value
from ..record.site_input import SiteInput
from ..text.periods import with_said_dates
from ..text.shown import show_cell
from .arithmetic import is_one_of, ways_of_column, ways_of_pool, ways_of_unit

MEASURED = frozenset({"number", "integer"})
PLACES = frozenset({"year", "edition", "data_year", "paragraph", "rank"})
"""Columns of numbers that say when or where, and are no measure."""
HIDDEN = frozenset({"id", "iso3", "source", "locator", "qualifier", "note", "unit", "edition", "rows"})
LONGEST_NAME = 60
MOST_ROWS = 60
"""Rows of a sum that is still shown as one."""
COUNT = "count"
"""The unit of what was counted."""
CLAIM = "claim"
"""The kind of a row that is a claim of the register."""


@dataclass(frozen=True)
class RowValue:
    """A row as a reader knows it: its name, and its number where it has one.

    Attributes
    ----------
    name : str
        What the row is about, such as ``Oslo, 2011``.
    text : str
        The number with its unit.
    numbers : tuple of (str, float)
        Each measure of the row, by column.
    """

    name: str
    text: str
    numbers: tuple[tuple[str, float], ...]


def row_value(row: str, evidence: SiteInput) -> RowValue | None:
    """Return a row's name and number; none of a claim, which a statement names."""
    kind, _, _ = row.partition(":")
    table = evidence.tables.get(kind)
    cells = evidence.rows.get(row)
    if table is None or cells is None or table.is_large:
        return None
    fields = table.resource["schema"]["fields"]
    names = [
        with_said_dates(str(cells[field["name"]]))
        for field in fields
        if field["name"] not in HIDDEN
        and cells.get(field["name"])
        and (field["type"] == "string" or field["name"] in PLACES or field["name"].startswith("period"))
        and len(str(cells[field["name"]])) <= LONGEST_NAME
    ]
    numbers = [
        (field, number)
        for field in fields
        if field["type"] in MEASURED
        and field["name"] not in PLACES
        and not field["name"].endswith("_order")
        and (number := _number(cells.get(field["name"]))) is not None
    ]
    text = "; ".join(_said(number, str(cells.get("unit") or field.get("unit") or "")) for field, number in numbers)
    return RowValue(", ".join(names), text, tuple((field["name"], number) for field, number in numbers))


def _said(number: float, unit: str) -> str:
    """Return a number with its unit; a year is said as one."""
    return f"{number:g}" if unit == "year" else " ".join(filter(None, (show_cell(number), unit)))


def _number(cell: object) -> float | None:
    try:
        return float(str(cell))
    except ValueError:
        return None


def filled(value: Value, evidence: SiteInput) -> str:
    """Return a value's formula with the numbers of its rows, such as ``230,000 / 314,600 = 73%``; empty where unknown.

    Parameters
    ----------
    value : Value
        The number.
    evidence : SiteInput
        What holds its rows.
    """
    if not isinstance(value.number, int | float) or value.is_choice:
        return ""
    if value.unit == COUNT and value.number == len(value.row_ids) > 1:
        return f"{len(value.row_ids):,} rows, counted"
    return filled_number(float(value.number), value.text, value.row_ids, evidence)


def filled_number(number: float, text: str, ids: Sequence[str], evidence: SiteInput) -> str:
    """Return the arithmetic that gives a number from the rows it rests on; empty where none, or more than one, does.

    Parameters
    ----------
    number : float
        The number in full.
    text : str
        The number as a reader sees it.
    ids : sequence of str
        The rows, by row id.
    evidence : SiteInput
        What holds the rows.
    """
    if not 1 <= len(ids) <= MOST_ROWS:
        return ""
    rows = [_measures(row, evidence) for row in ids]
    pool = [own for row in rows for _, own in row]
    stands = is_one_of(pool, number)
    if not all(rows) or (stands and len(ids) < 3):
        return ""
    texts = [] if stands else [*ways_of_unit(pool, number), *ways_of_pool(pool, number)]
    for column in dict.fromkeys(column for row in rows for column, _ in row):
        numbers = [own for row in rows for name, own in row if name == column]
        if len(numbers) == len(rows):
            texts += list(ways_of_column(numbers, number))
    ways = list(dict.fromkeys(texts))
    return f"{ways[0]} = {text}" if len(ways) == 1 else ""


def _measures(row: str, evidence: SiteInput) -> tuple[tuple[str, float], ...]:
    """Return the numbers of a row by column; that of a claim where it states one and no interval."""
    kind, _, name = row.partition(":")
    if kind == CLAIM:
        claim = evidence.claims.get(name)
        stated = () if claim is None else {claim.low, claim.high}
        return tuple((CLAIM, float(number)) for number in stated if len(stated) == 1 and number is not None)
    known = row_value(row, evidence)
    return () if known is None else known.numbers
