"""A table that is a figure, as a reader meets it: rows that order and filter, with what is behind each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.canonical_json import to_json
from ..model.data_table import Column, TableRecord
from ..model.records import Figure
from ..text.periods import is_said_date, with_said_dates
from ..text.table_cells import cell_text, filled_part, foot_texts, is_number
from .context import Page
from .filters import options, table_filter
from .table_trails import own_rows, parts_of, row_names

LONG_LETTERS = 28
"""From here on a cell is wide rather than tall."""


def listing(figure: Figure, page: Page, trail: str) -> dict[str, Any] | None:
    """Return what the template of a table needs beside its figure's block; nothing for a chart.

    Parameters
    ----------
    figure : Figure
        The figure.
    page : Page
        Where the table stands.
    trail : str
        Address of the page that says what is behind each row.
    """
    table = figure.table
    if table is None:
        return None
    title = page.text(figure.title, figure.analysis)
    records = figure.layers[0].records
    facts = [{key: _text(record[key], key, table, figure) for key in table.picks} for record in records]
    choices = [(key, table.columns[key].heading, options(fact[key] for fact in facts)) for key in table.picks]
    keys = list(table.columns)
    words = [[_text(record[key], key, table, figure) for record in records] for key in keys]
    searching = table_filter(title, choices, len(records))
    return {
        "foot": foot_texts(table, words),
        "columns": [_column(key, table, figure) for key in keys],
        "rows": [
            {"facts": to_json(fact, indent=None).strip(), "cells": cells}
            for cells, fact in zip(_rows(figure, table, page, trail), facts, strict=True)
        ],
        "filter": searching and {**searching, "scope": figure.name},
    }


def _rows(figure: Figure, table: TableRecord, page: Page, trail: str) -> Iterator[list[dict[str, Any]]]:
    """Yield the cells of each row, the numbers of all but the first leading to what is behind them."""
    own, (first, *_) = own_rows(figure), table.columns
    for number, (record, name) in enumerate(zip(figure.layers[0].records, row_names(figure, table), strict=True)):
        cells = {key: _cell(record, key, table, figure) for key in table.columns}
        for key, cell in cells.items():
            apart = (number, key) in own
            whole = apart or (is_number(record[key]) and key != first)
            cell["parts"] = [(cell["text"], whole)] if whole or key == first else parts_of(cell["text"], page)
            cell["href"] = f"{trail}#{name}.{key}" if apart else f"{trail}#{name}"
        yield list(cells.values())


def _text(value: Any, key: str, table: TableRecord, figure: Figure) -> str:
    """Return a cell as a reader sees it."""
    return with_said_dates(cell_text(value, table.columns[key], table.missing, figure.carried))


def _column(key: str, table: TableRecord, figure: Figure) -> dict[str, Any]:
    """Return what the template needs of a column: its heading, and how its cells stand and order the rows."""
    cells = [cell for record in figure.layers[0].records if (cell := record[key]) is not None]
    numbers = bool(cells) and all(map(is_number, cells))
    return {"key": key, "heading": table.columns[key].head, "numbers": numbers, "bar": bool(table.columns[key].bar)}


def _cell(record: Any, key: str, table: TableRecord, figure: Figure) -> dict[str, Any]:
    """Return what the template needs of a cell: its words, and the number or the text that it is ordered by."""
    column: Column = table.columns[key]
    value, text = record[key], _text(record[key], key, table, figure)
    ordering = record[column.order] if column.order else value
    part = filled_part(value, column)
    return {
        "heading": column.head,
        "text": text,
        "gap": value is None or value == "",
        "long": len(text) > LONG_LETTERS,
        "date": is_said_date(text),
        "number": ordering if is_number(ordering) else None,
        "order": ordering if column.order and isinstance(ordering, str) else None,
        "part": None if part is None else f"{100 * part:.4g}",
        "dot": column.dots.get(text),
    }
