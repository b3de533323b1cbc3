"""A table that is a figure, as a reader meets it: rows that order and filter, with what is behind each."""

from __future__ import annotations

from typing import Any

from ..model.canonical_json import to_json
from ..model.data_table import Column, TableRecord
from ..model.records import Figure
from ..text.table_cells import cell_text, filled_part, foot_texts, is_number
from .context import Page
from .filters import options, table_filter
from .row_facts import row_facts

LONG_LETTERS = 28
"""From here on a cell is wide rather than tall."""


def listing(figure: Figure, page: Page) -> dict[str, Any] | None:
    """Return what the template of a table needs beside its figure's block; nothing for a chart."""
    table = figure.table
    if table is None:
        return None
    title = page.text(figure.title, figure.analysis)
    records = figure.layers[0].records
    facts = [{key: _text(record[key], key, table, figure) for key in table.picks} for record in records]
    choices = [(key, table.columns[key].heading, options(fact[key] for fact in facts)) for key in table.picks]
    keys = list(table.columns)
    trails = _trails(figure, page)
    words = [[_text(record[key], key, table, figure) for record in records] for key in keys]
    searching = table_filter(title, choices, len(records))
    return {
        "foot": foot_texts(table, words),
        "columns": [_column(key, table, figure) for key in keys],
        "rows": [
            {
                "facts": to_json(fact, indent=None).strip(),
                "cells": [{**_cell(record, key, table, figure), **trails.get((number, key), {})} for key in keys],
            }
            for number, (record, fact) in enumerate(zip(records, facts, strict=True))
        ],
        "filter": searching and {**searching, "scope": figure.name},
    }


def _trails(figure: Figure, page: Page) -> dict[tuple[int, str], dict[str, str]]:
    """Return what is behind the cells of columns that come from elsewhere than their row, by row and column."""
    result = {}
    for layer in figure.layers[1:]:
        key = next(key for key in figure.columns if key in layer.records[0])
        for number, ids in enumerate(layer.row_ids):
            row = ids.split()[0]
            facts = row_facts(row, page.evidence)
            result[number, key] = {"href": page.root + facts["href"], "behind": f"{row}: {facts['short']}"}
    return result


def _text(value: Any, key: str, table: TableRecord, figure: Figure) -> str:
    """Return a cell as a reader sees it."""
    return cell_text(value, table.columns[key], table.missing, figure.carried)


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
        "number": ordering if is_number(ordering) else None,
        "order": ordering if column.order and isinstance(ordering, str) else None,
        "part": None if part is None else f"{100 * part:.4g}",
        "dot": column.dots.get(text),
        "href": "",
        "behind": "",
    }
