"""A table of values as a reader meets it: the block on a page, the file with a line a number, its dictionary."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from ..model.canonical_json import to_json
from ..model.records import Analysis, Value, worst_grade
from ..model.value_table import TableColumn, TableRow, ValueTable
from ..notebook.value_tables import ANALYSIS
from ..text.placeholders import find_placeholders
from .context import Page, templates
from .filters import options, table_filter
from .licences import licence_field
from .row_facts import row_facts

LONG_LETTERS = 40
"""From here on a cell is wide rather than tall; from four times as many it is a short text, and wider."""
WIDE_COLUMNS = 8
"""A table of more columns takes more of the screen than text does."""
COLUMNS = {
    "group": "Group of rows",
    "row": "Name of the row, as in the page’s addresses",
    "column": "Key of the column",
    "heading": "Heading of the column",
    "shown": "The whole cell as a reader sees it",
    "value": "Id of the published value, as in values.json; empty for a cell of words or without data",
    "number": "The value’s number",
    "unit": "Its unit",
    "period": "What time it speaks of",
    "grade": "The weakest grade of the sources behind it",
    "sources": "Those sources, by registry id",
    "rows": "The rows it was computed from, by row id",
}
"""The columns of a table's file, with what they hold."""


def values_in(text: str, analysis: str, page: Page) -> list[Value]:
    """Return the published values that a text binds, in order."""
    known = page.names.values
    values = [known.get(holder.name) or known.get(f"{analysis}.{holder.name}") for holder in find_placeholders(text)]
    return [value for value in values if value is not None]


def sources_behind(table: ValueTable, slug: str, page: Page) -> tuple[str, ...]:
    """Return the ids of the sources behind a table's values, by name."""
    bound = (values_in(row.cells[column.key], slug, page) for row in table.rows for column in table.columns)
    return tuple(sorted({key for values in bound for value in values for key in value.sources}))


def table_block(table: ValueTable, analysis: Analysis, page: Page) -> str:
    """Return a table's block as Markdown: a heading, then one block of HTML."""
    slug = analysis.slug
    groups = [
        {"name": group, "rows": [_shown(row, table, slug, page) for row in table.rows if row.group == group]}
        for group in table.groups
    ]
    choices = [
        (key, heading, options(row.facts.get(key, "") for row in table.rows)) for key, heading in table.picks.items()
    ]
    context = {
        "table": table,
        "wide": len(table.columns) > WIDE_COLUMNS,
        "head": table.columns[0],
        "columns": table.columns[1:],
        "orders": [column for column in table.columns[1:] if _ordering(column, table, slug, page)],
        "groups": groups,
        "title": page.text(table.title, slug),
        "subtitle": page.html(table.subtitle, slug),
        "note": page.html(table.note, slug),
        "folder": f"{page.root}analyses/{slug}/",
        "address": page.evidence.settings.address(f"analyses/{slug}/"),
        "filter": table_filter(page.text(table.title, slug), choices, len(table.rows)),
    }
    return templates().get_template("value_table.md.j2").render(context)


def _ordering(column: TableColumn, table: ValueTable, slug: str, page: Page) -> bool:
    """Whether a column orders the rows: some cell of it has a number."""
    return any(
        not isinstance(value.number, str)
        for row in table.rows
        for value in values_in(row.cells[column.key], slug, page)
    )


def _shown(row: TableRow, table: ValueTable, slug: str, page: Page) -> dict[str, Any]:
    """Return what the template needs of a row."""
    cells = [_cell(row, column, slug, page) for column in table.columns]
    facts = to_json(dict(row.facts)).strip()
    shown = {"name": row.name, "facts": facts, "head": cells[0], "cells": cells[1:]}
    return {**shown, "evidence": evidence_of(row, table, slug, page) if table.evidence else ("", 0)}


def _cell(row: TableRow, column: TableColumn, slug: str, page: Page) -> dict[str, Any]:
    """Return what the template needs of a cell: its text or links, its grade and the number that it is ordered by."""
    text = row.cells[column.key]
    bound = values_in(text, slug, page)
    numbers = [value.number for value in bound if not isinstance(value.number, str)]
    words = "; ".join(label for label, _ in row.links.get(column.key, ())) or page.text(text, slug)
    return {
        "kind": "pp-text" if len(words) > 4 * LONG_LETTERS else "pp-long" if len(words) > LONG_LETTERS else "",
        "heading": column.heading,
        "html": page.html(text, slug) if text else "",
        "links": [(label, target_of(target, page)) for label, target in row.links.get(column.key, ())],
        "grade": worst_grade([value.grade for value in bound if value.grade]),
        "number": sum(numbers[:2]) / len(numbers[:2]) if numbers else "",
    }


def evidence_of(row: TableRow, table: ValueTable, slug: str, page: Page) -> tuple[str, int]:
    """Return the weakest grade of a row's values, and how many origins they have: publishers, statistics or events."""
    counted = [row.cells[column.key] for column in table.columns if column.counted]
    bound = [value for text in counted for value in values_in(text, slug, page)]
    ids = {key for value in bound for key in value.row_ids}
    origins = {origin for key in ids for origin in _origins(key, page)}
    return worst_grade([value.grade for value in bound if value.grade]), len(origins)


def _origins(row: str, page: Page) -> frozenset[str]:
    """Return what a row rests on: the origins that the register names for it, or else its source's publisher."""
    source = row_facts(row, page.evidence)["source"]
    named = page.evidence.audit.origins.named(row, source)
    return named or frozenset({page.evidence.sources[source].publisher})


def target_of(target: str, page: Page) -> str:
    """Return the address that a link of a table leads to: an analysis, a place on its page, or a row."""
    if target.startswith(ANALYSIS):
        slug, _, anchor = target.removeprefix(ANALYSIS).partition("#")
        return f"{page.root}analyses/{slug}/" + (f"#{anchor}" if anchor else "")
    return page.root + row_facts(target, page.evidence)["href"]


def table_lines(table: ValueTable, slug: str, page: Page) -> Iterator[dict[str, Any]]:
    """Yield the lines of a table's file: one for each number of a cell, and one for a cell without."""
    for row in table.rows:
        for column in table.columns:
            text, links = row.cells[column.key], row.links.get(column.key, ())
            shown = "; ".join(label for label, _ in links) or page.text(text, slug) or table.missing
            place = {"group": row.group, "row": row.name, "column": column.key, "heading": column.heading}
            line = {**dict.fromkeys(COLUMNS, ""), **place, "shown": shown}
            bound = values_in(text, slug, page)
            if not bound:
                yield line
            for value in bound:
                facts = {key: getattr(value, key) for key in ("number", "unit", "period", "grade")}
                trail = {"sources": " ".join(value.sources), "rows": " ".join(value.row_ids)}
                yield {**line, "value": value.id, **facts, **trail}
        if table.evidence:
            grade, origins = evidence_of(row, table, slug, page)
            shown = f"{origins} origin{'s' if origins != 1 else ''}" if grade else table.missing
            place = {"group": row.group, "row": row.name, "column": "evidence", "heading": table.evidence}
            yield {**dict.fromkeys(COLUMNS, ""), **place, "shown": shown, "grade": grade}


def table_files(analysis: Analysis, page: Page) -> dict[str, bytes]:
    """Return each table's file and its dictionary, by name."""
    result = {}
    for table in analysis.tables:
        stream = io.StringIO()
        writer = csv.DictWriter(stream, list(COLUMNS), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table_lines(table, analysis.slug, page))
        result[f"{table.name}.csv"] = stream.getvalue().encode()
        result[f"{table.name}.csv-metadata.json"] = _dictionary(table, analysis, page)
    return result


def _dictionary(table: ValueTable, analysis: Analysis, page: Page) -> bytes:
    """Return what a table's file holds, as W3C CSV on the Web metadata, with what each column of the table means."""
    settings, slug = page.evidence.settings, analysis.slug
    meanings = {column.key: page.text(column.meaning, slug) for column in table.columns if column.meaning}
    fields = [
        {"name": key, "dc:description": text, "datatype": "any" if key == "number" else "string"}
        for key, text in COLUMNS.items()
    ]
    result = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": f"{table.name}.csv",
        "dc:title": page.text(table.title, slug),
        "dc:description": f"{page.text(table.subtitle, slug)}. {page.text(table.note, slug)}",
        "dc:publisher": settings.site_name,
        **licence_field("dc:license", settings),
        "dc:identifier": settings.address(f"analyses/{slug}/#{table.name}"),
        "dc:hasVersion": settings.release,
        "notes": [{"column": key, "meaning": text} for key, text in meanings.items()],
        "tableSchema": {"columns": fields},
    }
    return to_json(result).encode()


def listed_in(slug: str, page: Page) -> list[dict[str, str]]:
    """Return the rows of other analyses' tables that lead to an analysis, so that it leads back."""
    named = leading_to(page).get(ANALYSIS + slug, [])
    return [item for item in named if item["slug"] != slug]


def leading_to(page: Page) -> dict[str, list[dict[str, str]]]:
    """Return, for each target of links in tables, the rows that lead to it, so that claims and rows lead back."""
    result: dict[str, list[dict[str, str]]] = {}
    for slug, nav, tables in page.evidence.value_tables:
        for table in tables:
            for row in table.rows:
                item = _place(row, table, (slug, nav), page)
                for target in dict.fromkeys(target for links in row.links.values() for _, target in links):
                    result.setdefault(target, []).append(item)
    return result


def _place(row: TableRow, table: ValueTable, analysis: tuple[str, str], page: Page) -> dict[str, str]:
    """Return how a row of a table is named elsewhere, and its address."""
    slug, nav = analysis
    return {
        "slug": slug,
        "table": page.text(table.title, slug),
        "nav": nav,
        "row": page.text(row.cells[table.columns[0].key], slug),
        "href": f"{page.root}analyses/{slug}/#{table.name}--{row.name}",
    }
