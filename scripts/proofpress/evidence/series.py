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
from ..model.records import Source, Table
from ..text.numbers import YEAR

DATES = ("year", "yearmonth", "date")
"""Types of the schema that are periods by themselves."""
REMARKS = frozenset({"source", "edition", "locator", "qualifier", "note"})
"""Columns that say where a row stands and how sure it is; they name no series: its newest row is often an estimate."""
SAID_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")


@dataclass(frozen=True)
class Years:
    """The year of a row, and the newest year that the rows of its series hold."""

    own: int
    newest: int


def series_years(
    tables: Iterable[Table], rows: Mapping[str, Mapping[str, str]], sources: Mapping[str, Source]
) -> dict[str, Years]:
    """Return the years of each table row that has one, by row id.

    Parameters
    ----------
    tables : iterable of Table
        Of the data package.
    rows : mapping of str to mapping
        Every row by its row id, cells as printed.
    sources : mapping of str to Source
        By id: what a source says of years after its own is a projection, and makes no series newer.

    Returns
    -------
    dict of str to Years
        A series is what agrees in every text column whose texts recur in the table; keys and remarks name none.
    """
    by_table: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_table[row.partition(":")[0]].append(row)
    result: dict[str, Years] = {}
    for table in tables:
        result |= _years_of(table, by_table[table.name], rows, sources)
    return result


def _years_of(
    table: Table, ids: Sequence[str], rows: Mapping[str, Mapping[str, str]], sources: Mapping[str, Source]
) -> dict[str, Years]:
    schema = table.resource["schema"]
    period = next((field["name"] for field in schema["fields"] if _is_period(field)), None)
    if period is None:
        return {}
    own = {row: max(map(int, said)) for row in ids if (said := SAID_YEAR.findall(rows[row][period]))}
    names = _series_columns(schema, period, [rows[row] for row in own])
    newest: dict[tuple[str, ...], int] = {}
    for row, year in own.items():
        series = tuple(rows[row][name] for name in names)
        if year <= _issued(rows[row], sources):
            newest[series] = max(year, newest.get(series, 0))
    return {row: Years(year, newest.get(tuple(rows[row][name] for name in names), year)) for row, year in own.items()}


def _issued(row: Mapping[str, str], sources: Mapping[str, Source]) -> int:
    """Return the year in which a row's source was issued; no year is later where that is not known."""
    source = sources.get(row.get("source", ""))
    said = SAID_YEAR.search(source.issued) if source else None
    return int(said[0]) if said else 9999


def _is_period(field: Mapping[str, Any]) -> bool:
    """Whether a column says when its rows hold."""
    return field["name"] == "period" or field.get("type") in DATES or field.get("unit") == "year"


def _series_columns(schema: Mapping[str, Any], period: str, rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the text columns that name a row's series: those whose texts stand in two rows each, as a rule."""
    texts = [field["name"] for field in schema["fields"] if field.get("type", "string") == "string"]
    left = {period, *REMARKS, *key_of(schema)}
    return [name for name in texts if name not in left and 2 * len({row[name] for row in rows}) <= len(rows)]
