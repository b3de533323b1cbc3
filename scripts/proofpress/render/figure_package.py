"""A figure's data as one file to take away: values, description, sources, licence, citation, and how to load them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..data.sources import cite
from ..model.records import Figure, Source
from .context import Page
from .packing import load_lines, packed, readme, told_lines

PACKAGE = "package.zip"
KINDS = {"number": "number", "boolean": "boolean", "string": "string"}
"""Kinds of cells, from CSV on the Web to data packages."""


def figure_package(figure: Figure, page: Page, files: Mapping[str, bytes]) -> bytes:
    """Return a figure's values as a ZIP file that holds a data package of its own.

    Parameters
    ----------
    figure : Figure
        The figure.
    page : Page
        Where it stands.
    files : mapping of str to bytes
        Its files by name: ``values.csv``, what the columns mean, which the descriptor repeats in its own form, and the
        citation.
    """
    told, file = json.loads(files["values.csv-metadata.json"]), f"{figure.name}.csv"
    cited = {name: content for name, content in files.items() if name.startswith("cite.")}
    sources = [page.evidence.sources[key] for key in figure.sources]
    licences = [{"name": "CC-BY-4.0", "path": told["dc:license"], "title": "Our compilation; sources keep their terms"}]
    descriptor = {
        "name": figure.id.replace("/", "-"),
        "title": told["dc:title"],
        "description": told["dc:description"],
        "homepage": told["dc:identifier"],
        "version": told["dc:hasVersion"],
        "licenses": licences,
        "sources": [_source(source) for source in sources],
        "resources": [{"name": figure.name, "path": file, **_tabular(told)}],
    }
    parts = {
        "": told["dc:description"],
        "Load": told_lines(load_lines(figure.name, file)),
        "Cite": files["cite.txt"].decode().strip(),
        "Licence": f"{licences[0]['title']}: {licences[0]['path']}",
        "Sources": "\n".join(
            f"- {cite(source)} Grade {source.grade}. Licence: {source.licence}. {source.address}".rstrip()
            for source in sources
        ),
    }
    return packed(descriptor, readme(told["dc:title"], parts), {file: files["values.csv"], **cited})


def _source(source: Source) -> dict[str, str]:
    """Return a source as a data package names it."""
    address = {"path": source.address} if source.address else {}
    return {"title": cite(source), **address}


def _tabular(told: dict[str, Any]) -> dict[str, Any]:
    """Return how a file of values is read: its form, and each column's name, kind and meaning."""
    fields = [
        {"name": column["name"], "type": KINDS[column["datatype"]], "title": column["titles"]}
        for column in told["tableSchema"]["columns"]
    ]
    return {
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields},
    }
