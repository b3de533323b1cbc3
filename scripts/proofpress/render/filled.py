"""Numbers with their formula filled in: how a value follows from the few rows it names, where that can be shown.

Nothing is recorded of how a notebook computed a number. What stands here is arithmetic that gives the very number, to
its last digit, from the rows of its trail; where two kinds of arithmetic would, or none does, nothing is shown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..model.records import Value
from ..record.site_input import SiteInput
from ..text.periods import with_said_dates
from ..text.shown import show_cell

MEASURED = frozenset({"number", "integer"})
PLACES = frozenset({"year", "edition", "data_year", "paragraph", "rank"})
"""Columns of numbers that say when or where, and are no measure."""
HIDDEN = frozenset({"id", "iso3", "source", "locator", "qualifier", "note", "unit", "edition", "rows"})
LONGEST_NAME = 60
MOST_ROWS = 60
"""Rows of a sum that is still shown as one."""
EXACT = 1e-9
PERCENT = 100.0


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
    if not 2 <= len(ids) <= MOST_ROWS:
        return ""
    rows = [row_value(row, evidence) for row in ids]
    if any(row is None for row in rows):
        return ""
    columns = dict.fromkeys(column for row in rows if row is not None for column, _ in row.numbers)
    texts = []
    for column in columns:
        numbers = [own for row in rows if row is not None for name, own in row.numbers if name == column]
        if len(numbers) == len(rows):
            texts += list(_ways(numbers, number))
    ways = list(dict.fromkeys(texts))
    return f"{ways[0]} = {text}" if len(ways) == 1 else ""


def _ways(numbers: list[float], result: float) -> Iterable[str]:
    """Yield each kind of arithmetic that gives the result."""
    if len(numbers) == 2:
        yield from _of_two(numbers, result)
    total = math.fsum(numbers)
    if _same(total, result) and len(numbers) > 2:
        yield " + ".join(map(_shown, numbers)) if len(numbers) <= 6 else f"{len(numbers)} rows, added up"
    for number in dict.fromkeys(numbers) if total and len(numbers) > 2 else ():
        for scale in (PERCENT, 1.0):
            if _same(scale * number / total, result):
                yield f"{_shown(number)} / {_shown(total)}"


def _of_two(numbers: list[float], result: float) -> Iterable[str]:
    operations: tuple[tuple[str, Callable[[float, float], float]], ...] = (
        ("{0} / {1}", lambda a, b: a / b),
        ("{0} / {1}", lambda a, b: PERCENT * a / b),
        ("({0} − {1}) / {1}", lambda a, b: PERCENT * (a - b) / b),
        ("({1} − {0}) / {1}", lambda a, b: PERCENT * (b - a) / b),
        ("{0} − {1}", lambda a, b: a - b),
        ("{0} / ({0} + {1})", lambda a, b: PERCENT * a / (a + b)),
    )
    first, second = numbers
    if _same(first + second, result):
        yield f"{_shown(first)} + {_shown(second)}"
    for a, b in ((first, second), (second, first)):
        for form, operation in operations:
            try:
                if _same(operation(a, b), result):
                    yield form.format(_shown(a), _shown(b))
            except ZeroDivisionError:
                continue


def _same(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=EXACT, abs_tol=0.0)


def _shown(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:,.10g}".replace("-", "−")
