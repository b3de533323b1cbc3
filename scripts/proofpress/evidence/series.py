"""Series of tables: rows that differ by their period only.

What a headline compares must reach the newest period of its series, so each row is known with the newest of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..data.row_ids import key_of
from ..model.records import Table
from ..text.numbers import YEAR

DATES = ("year", "yearmonth", "date")
"""Types of the schema that are periods by themselves."""
SAID_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")


@dataclass(frozen=True)
class Years:
    """The year of a row, and the newest year that the rows of its series hold."""

    own: int
    newest: int


def series_years(tables: Iterable[Table], rows: Mapping[str, Mapping[str, str]]) -> dict[str, Years]:
    """Return the years of each table row that has one, by row id.

    Parameters
    ----------
    tables : iterable of Table
        Of the data package.
    rows : mapping of str to mapping
        Every row by its row id, cells as printed.

    Returns
    -------
    dict of str to Years
        A series is what agrees in every text column whose texts recur in the table; keys, sources and notes, which are
        each row's own, name none.
    """
    by_table: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_table[row.partition(":")[0]].append(row)
    result: dict[str, Years] = {}
    for table in tables:
        result |= _years_of(table, by_table[table.name], rows)
    return result


def _years_of(table: Table, ids: Sequence[str], rows: Mapping[str, Mapping[str, str]]) -> dict[str, Years]:
    schema = table.resource["schema"]
    period = next((field["name"] for field in schema["fields"] if _is_period(field)), None)
    if period is None:
        return {}
    own = {row: max(map(int, said)) for row in ids if (said := SAID_YEAR.findall(rows[row][period]))}
    names = _series_columns(schema, period, [rows[row] for row in own])
    newest: dict[tuple[str, ...], int] = {}
    for row, year in own.items():
        series = tuple(rows[row][name] for name in names)
        newest[series] = max(year, newest.get(series, 0))
    return {row: Years(year, newest[tuple(rows[row][name] for name in names)]) for row, year in own.items()}


def _is_period(field: Mapping[str, Any]) -> bool:
    """Whether a column says when its rows hold."""
    return field["name"] == "period" or field.get("type") in DATES or field.get("unit") == "year"


def _series_columns(schema: Mapping[str, Any], period: str, rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the text columns that name a row's series: those whose texts stand in two rows each, as a rule."""
    texts = [field["name"] for field in schema["fields"] if field.get("type", "string") == "string"]
    left = {period, "source", "edition", *key_of(schema)}
    return [name for name in texts if name not in left and 2 * len({row[name] for row in rows}) <= len(rows)]
