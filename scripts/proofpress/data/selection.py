"""Selection of a table: which columns, and which rows by what their cells hold; checked before anything is read.

A condition says column, operator and value. It means the same in every format that a table's file has.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..model.errors import DataError, Problem, nearest
from .row_ids import escaped

if TYPE_CHECKING:
    import pandas as pd

COMPARED: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
AMONG = "in"
OPERATORS = (*COMPARED, AMONG)
NAMES = {"==": "is", "!=": "not", "<": "below", "<=": "most", ">": "above", ">=": "least", AMONG: "in"}
"""What row ids and readers call the operators, which no address holds."""
SAID = {"==": "is", "!=": "is not", "<": "is below", "<=": "is at most", ">": "is above", ">=": "is at least"}
ORDERED = frozenset({"integer", "year", "number", "date"})
"""Types whose cells stand in an order."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
EXPECTED = {
    "string": "a text",
    "integer": "a whole number",
    "year": "a whole number",
    "number": "a number",
    "boolean": "True or False",
    "date": "a date such as `2026-01-31`",
}
FORM = 'column, operator and value, such as `("year", ">=", 2020)`'


@dataclass(frozen=True)
class Condition:
    """What a column's cells must hold: with the operator ``in``, one of several values."""

    column: str
    operator: str
    value: Any
    kind: str

    @property
    def name(self) -> str:
        """How a row id says it, such as ``(year,least,2020)``; no two conditions are called alike."""
        cells = self.value if self.operator == AMONG else (self.value,)
        said = [self.column, NAMES[self.operator], *map(_written, cells)]
        return f"({','.join(escaped(text, '-._/') for text in said)})"

    def __str__(self) -> str:
        if self.operator == AMONG:
            return f"{self.column} is one of {', '.join(map(_written, self.value))}"
        return f"{self.column} {SAID[self.operator]} {_written(self.value) or 'empty'}"


@dataclass(frozen=True)
class Selection:
    """Columns and rows of a table that a notebook asks for; all columns, or all rows, where it says none."""

    columns: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()


def _written(value: Any) -> str:
    return f"{value:.17g}" if isinstance(value, float) else str(value)


def read_selection(name: str, schema: Mapping[str, Any], columns: Any = None, where: Any = None) -> Selection:
    """Return what is asked of a table, checked against its schema.

    Parameters
    ----------
    name : str
        The table's.
    schema : mapping
        Its Table Schema.
    columns : sequence of str, optional
        Columns in the order asked for; all without.
    where : sequence of (column, operator, value), optional
        What rows must hold, all of it; one condition may stand by itself.

    Raises
    ------
    DataError
        With every column that the table lacks, and every condition that is none or does not fit its column.
    """
    place = f'load_table("{name}")'
    types = {str(field["name"]): str(field["type"]) for field in schema["fields"]}
    asked = list(types) if columns is None else _listed(columns)
    problems = list(_column_problems(asked, types, place, given=columns))
    conditions = []
    for number, item in enumerate(_conditions(where), 1):
        bad = list(_condition_problems(item, types, f"{place}, condition {number}"))
        problems += bad
        if not bad:
            column, sign, value = item
            kind = types[column]
            read = tuple(sorted({_plain(cell, kind) for cell in value})) if sign == AMONG else _plain(value, kind)
            conditions.append(Condition(column, sign, read, kind))
    if problems:
        raise DataError(problems)
    unique = {condition.name: condition for condition in conditions}
    return Selection(tuple(map(str, asked)), tuple(unique[name] for name in sorted(unique)))


def _listed(columns: Any) -> list[Any]:
    return list(columns) if isinstance(columns, Sequence) and not isinstance(columns, str) else [columns]


def _conditions(where: Any) -> Sequence[Any]:
    """Return the conditions one by one, also one that stands by itself."""
    if where is None:
        return ()
    alone = not isinstance(where, Sequence) or isinstance(where, str) or (where and isinstance(where[0], str))
    return (where,) if alone else where


def _column_problems(asked: list[Any], types: Mapping[str, str], place: str, given: Any) -> Iterator[Problem]:
    """Yield what is wrong with the columns that are asked for."""
    if given is not None and (isinstance(given, str) or not isinstance(given, Sequence) or not asked):
        fix = "Write them as `columns=[…]`; without it all are loaded."
        yield Problem("bad-columns", place, "`columns`", "a list of columns, one at least", repr(given), fix)
        return
    for column in dict.fromkeys(map(str, asked)):
        if column not in types:
            yield _unknown(column, types, f"{place}, `columns`")
        elif asked.count(column) > 1:
            thing = f"column `{column}` stands twice"
            yield Problem("repeated-column", f"{place}, `columns`", thing, "each column once", fix="Remove one.")


def _unknown(column: str, types: Mapping[str, str], place: str) -> Problem:
    expected = f"one of {', '.join(types)}"
    return Problem("unknown-column", place, f"no column `{column}`", expected, column, nearest(column, types))


def _condition_problems(item: Any, types: Mapping[str, str], place: str) -> Iterator[Problem]:
    """Yield what is wrong with a condition: its form, its column, its operator, the type of its value."""
    if not isinstance(item, Sequence) or isinstance(item, str) or len(item) != 3 or not isinstance(item[0], str):
        yield Problem("bad-condition", place, "the condition", FORM, repr(item), "Write it so.")
        return
    column, sign, value = item
    if column not in types:
        yield _unknown(column, types, place)
        return
    kind = types[column]
    known = OPERATORS if kind in ORDERED else ("==", "!=", AMONG)
    if sign not in known:
        thing = f"the operator of column `{column}`, which is of the type `{kind}`"
        signs = " ".join(f"`{item}`" for item in known)
        yield Problem("bad-operator", place, thing, f"one of {signs}", repr(sign), "Take one of these.")
    elif sign == AMONG and (isinstance(value, str) or not isinstance(value, list | tuple | set) or not value):
        expected = f"a list, each {EXPECTED[kind]}"
        yield Problem(
            "bad-condition", place, f"the value for column `{column}`", expected, repr(value), "Write a list."
        )
    else:
        for cell in value if sign == AMONG else (value,):
            if not _fits(cell, kind):
                thing = f"the value for column `{column}`, which is of the type `{kind}`"
                fix = "Give a value of this type."
                yield Problem("wrong-type", place, thing, EXPECTED[kind], repr(cell), fix)


def _plain(value: Any, kind: str) -> Any:
    """Return a value as Python's own; a whole number for a column of numbers as one with decimals."""
    plain = value.item() if hasattr(value, "item") else value
    return float(plain) if kind == "number" else plain


def _fits(value: Any, kind: str) -> bool:
    """Whether a value is of a column's type."""
    plain = value.item() if hasattr(value, "item") else value
    if kind in {"integer", "year"}:
        return isinstance(plain, int) and not isinstance(plain, bool)
    if kind == "number":
        return isinstance(plain, int | float) and not isinstance(plain, bool) and math.isfinite(plain)
    if kind == "boolean":
        return isinstance(plain, bool)
    return isinstance(plain, str) and (kind != "date" or bool(DAY.fullmatch(plain)))


def select(frame: pd.DataFrame, conditions: Sequence[Condition]) -> pd.DataFrame:
    """Return the rows of a loaded table that fit all conditions, numbered anew; a gap fits no condition but a text's.

    Parameters
    ----------
    frame : DataFrame
        All rows, typed by the schema.
    conditions : sequence of Condition
        None leave every row.
    """
    if not conditions:
        return frame
    fits = _fit(frame, conditions[0])
    for condition in conditions[1:]:
        fits &= _fit(frame, condition)
    return frame[fits].reset_index(drop=True)


def _fit(frame: pd.DataFrame, condition: Condition) -> pd.Series[bool]:
    """Return for each row whether it fits a condition."""
    cells = frame[condition.column]
    if condition.operator == AMONG:
        fits = cells.isin(list(condition.value))
    else:
        fits = COMPARED[condition.operator](cells, condition.value)
    gaps = cells == "" if condition.kind == "date" else cells.isna()
    return fits.fillna(value=False).astype(bool) & ~gaps.astype(bool)
