"""Cells of a table that is a figure, as page, picture and filters read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from typing import Any, TypeGuard

from ..model.data_table import Column, TableRecord
from .shown import show_cell, show_formatted


def is_number(value: Any) -> TypeGuard[int | float]:
    """Whether a cell holds a number: true and false are words."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def cell_text(value: Any, column: Column, missing: str, carried: Container[Any] = ()) -> str:
    """Return a cell as a reader sees it.

    Parameters
    ----------
    value : str, number, bool or None
        What the frame holds.
    column : Column
        How its numbers are read.
    missing : str
        What is said where the frame holds nothing.
    carried : container
        Numbers that a table or claim gives, which are shown to the last digit.
    """
    if value is None or value == "":
        return missing
    if column.format and is_number(value):
        return show_formatted(value, column.format)
    return show_cell(value, column.head, carried)


def filled_part(value: Any, column: Column) -> float | None:
    """Return which part of its cell the bar of a number fills, from 0 to 1; none where the column has no bars."""
    return value / float(column.bar) if column.bar and is_number(value) else None


def foot_texts(table: TableRecord, words: Iterable[Sequence[str]]) -> list[str]:
    """Return the foot of a table, a text a column: how many rows, and how often each word stands where that is asked.

    Parameters
    ----------
    table : TableRecord
        What the table shows.
    words : iterable of sequence of str
        The cells of each column as a reader sees them.

    Returns
    -------
    list of str
        Empty where no column is counted.
    """
    columns = list(table.columns.values())
    if not any(column.counted for column in columns):
        return []
    first, *rest = zip(columns, words, strict=True)
    number = len(first[1])
    return [f"All {number} rows" if number > 1 else "1 row", *(_tally(column, cells) for column, cells in rest)]


def _tally(column: Column, cells: Iterable[str]) -> str:
    """Return how often each word of a column stands, as it is counted."""
    counts = Counter(column.counted[cell] for cell in cells if cell in column.counted)
    return ", ".join(f"{counts[name]} {name}" for name in dict.fromkeys(column.counted.values()))
