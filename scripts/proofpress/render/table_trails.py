"""What is behind the numbers of a table that is a figure: an entry a row, on the figure's page, for each to open.

A table's frame says for each row where it came from, and for some columns where each cell did. No value was published
of a cell, so its number has no entry among the values; who asks must find rows, sources and grade all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.data_table import TableRecord
from ..model.records import Figure, worst_grade
from ..model.slug import slugify
from ..text.table_cells import cell_text, is_number
from ..text.typed_numbers import find_typed_numbers
from .context import Page, grade_of, sources_of
from .filled import filled_number
from .row_facts import SHOWN_ROWS, behind, row_facts

OwnRows = Mapping[tuple[int, str], tuple[str, ...]]
"""The rows behind cells that come from elsewhere than their row, by row and column."""


def own_rows(figure: Figure) -> OwnRows:
    """Return the rows behind the cells of columns that come from elsewhere than their row."""
    result: dict[tuple[int, str], tuple[str, ...]] = {}
    for layer in figure.layers[1:]:
        key = next(key for key in figure.columns if key in layer.records[0])
        result |= {(number, key): tuple(ids.split()) for number, ids in enumerate(layer.row_ids)}
    return result


def row_names(figure: Figure, table: TableRecord) -> list[str]:
    """Return each row's name as an address has it: its first cell's words, numbered where rows share them."""
    first = next(iter(table.columns))
    names: list[str] = []
    for record in figure.layers[0].records:
        name = f"row--{slugify(str(record[first])) or 'row'}"
        same = sum(other == name or other.startswith(f"{name}--") for other in names)
        names.append(f"{name}--{same + 1}" if same else name)
    return names


def parts_of(text: str, page: Page) -> list[tuple[str, bool]]:
    """Return a cell's words in parts, with whether each is a number that opens.

    Parameters
    ----------
    text : str
        The cell as a reader sees it.
    page : Page
        Where it stands.
    """
    result = []
    rest = text
    for number in find_typed_numbers(text, page.evidence.vocabulary):
        before, found, after = rest.partition(number.text)
        if found:
            result += [(before, False), (found, True)]
            rest = after
    return [(part, opens) for part, opens in [*result, (rest, False)] if part]


def entries(figure: Figure, page: Page) -> list[dict[str, Any]]:
    """Return what the figure's page says of each row of its table, and of each cell with rows of its own.

    Returns
    -------
    list of dict
        ``id``, ``name``, ``lines`` (heading, number, formula filled in), ``rows``, ``more``, ``grade``, ``sources``;
        empty for a chart.
    """
    table = figure.table
    return list(_entries(figure, table, page)) if table else []


def _entries(figure: Figure, table: TableRecord, page: Page) -> Iterator[dict[str, Any]]:
    main, own, first = figure.layers[0], own_rows(figure), next(iter(table.columns))
    for number, (record, name) in enumerate(zip(main.records, row_names(figure, table), strict=True)):
        words = {
            key: cell_text(record[key], column, table.missing, figure.carried) for key, column in table.columns.items()
        }
        ids = tuple(main.row_ids[number].split())
        numbers = [key for key in table.columns if is_number(record[key]) and (number, key) not in own]
        lines = [
            (table.columns[key].head, words[key], filled_number(float(record[key]), words[key], ids, page.evidence))
            for key in numbers
        ]
        yield {"id": name, "name": words[first], "lines": lines, **_behind(ids, page)}
        for (at, key), rows in own.items():
            if at == number:
                line = (table.columns[key].head, words[key], "")
                yield {"id": f"{name}.{key}", "name": words[first], "lines": [line], **_behind(rows, page)}


def _behind(ids: tuple[str, ...], page: Page) -> dict[str, Any]:
    """Return the rows of an entry with their sources, and the weakest grade of them."""
    sources = dict.fromkeys(row_facts(row, page.evidence)["source"] for row in ids)
    return {
        "rows": [behind(row, page.evidence) for row in ids[:SHOWN_ROWS]],
        "more": max(0, len(ids) - SHOWN_ROWS),
        "grade": worst_grade([grade_of(row, page.evidence) for row in ids]),
        "sources": sources_of(sources, page.evidence),
    }
