"""Row ranges: the trail of what rests on many rows of a large table, as a filter and the ranges where they stand.

A range is a row id like any other, such as ``trade:120of1-4000(year,least,2020)``: of the rows 1 to 4000 of the file,
the 120 that fit the condition. A range of all rows between its ends says no count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.records import Table
from .selection import AMONG, NAMES, SAID

RANGE = re.compile(r"(?P<table>[^:]+):(?:(?P<count>\d+)of)?(?P<first>\d+)-(?P<last>\d+)(?P<where>(?:\([^()]*\))*)")
ESCAPES = re.compile(r"(?:~[0-9a-f]{2})+")
WORDS = {NAMES[sign]: words for sign, words in SAID.items()} | {NAMES[AMONG]: "is one of"}
SOURCE = "source"
"""The column that every table has; a range of a table with several sources says in its conditions which it means."""


@dataclass(frozen=True, order=True)
class RowRange:
    """Rows of a large table between two of its rows, both counted from 1 in the file, that fit conditions.

    Attributes
    ----------
    where : str
        The conditions by their names, such as ``(year,least,2020)``.
    count : int
        How many of the rows fit.
    """

    table: str
    where: str
    first: int
    last: int
    count: int

    @property
    def row(self) -> str:
        """The row id."""
        count = "" if self.count == self.last - self.first + 1 else f"{self.count}of"
        return f"{self.table}:{count}{self.first}-{self.last}{self.where}"

    def __str__(self) -> str:
        whole = self.count == self.last - self.first + 1
        rows = f"rows {self.first:,} to {self.last:,}" if self.first != self.last else f"row {self.first:,}"
        shown = rows if whole else f"{self.count:,} of the {rows}"
        return f"{shown}{', where ' + said(self.where) if self.where else ''}"


def read_range(row: str) -> RowRange | None:
    """Return the range that a row id is; None of another row id.

    Examples
    --------
    >>> print(read_range("trade:120of1-4000(year,least,2020)"))
    120 of the rows 1 to 4,000, where year is at least 2020
    """
    match = RANGE.fullmatch(row)
    if match is None:
        return None
    first, last = int(match["first"]), int(match["last"])
    return RowRange(match["table"], match["where"], first, last, int(match["count"] or last - first + 1))


def said(where: str) -> str:
    """Return the conditions of a row id in words."""
    return " and ".join(_said(name) for name in _names(where))


def _names(where: str) -> list[list[str]]:
    return [[_plain(part) for part in name.split(",")] for name in where[1:-1].split(")(")] if where else []


def _said(parts: list[str]) -> str:
    column, sign, *cells = parts
    return f"{column} {WORDS.get(sign, sign)} {', '.join(cells) or 'empty'}"


def _plain(text: str) -> str:
    return ESCAPES.sub(lambda match: bytes.fromhex(match[0].replace("~", "")).decode(), text)


def range_cells(rows: Iterable[str], tables: Mapping[str, Table]) -> dict[str, dict[str, Any]]:
    """Return what is known of each row id that is a range of a large table: its words, its count and its source."""
    result = {}
    for row in rows:
        table = tables.get(row.partition(":")[0])
        known = read_range(row) if table is not None and table.is_large else None
        if table is not None and known is not None:
            own = [cells[0] for column, sign, *cells in _names(known.where) if (column, sign) == (SOURCE, NAMES["=="])]
            source = own[0] if own else table.sources[0]
            result[row] = {"range": str(known), "count": f"{known.count:,}", SOURCE: source}
    return result


def counted(rows: Iterable[str], tables: Mapping[str, Table]) -> dict[str, int]:
    """Return from how many rows of each large table something was computed, by table."""
    result: dict[str, int] = {}
    for row in rows:
        table = tables.get(row.partition(":")[0])
        known = read_range(row) if table is not None and table.is_large else None
        if known is not None:
            result[known.table] = result.get(known.table, 0) + known.count
    return result
