"""Values of figures as one file to take away, of one figure or of an analysis: files, descriptor, licence, citation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..data.sources import cite
from ..model.records import Analysis, Figure, Source
from .context import Page
from .licences import data_licences, licence_lines
from .packing import load_all_lines, load_lines, packed, readme, told_lines
from .value_tables import sources_behind

PACKAGE = "package.zip"
KINDS = {"number": "number", "boolean": "boolean", "string": "string", "any": "any"}
"""Kinds of cells, from CSV on the Web to data packages."""
DICTIONARY = "-metadata.json"
"""What the name of a file ends in, after that of the CSV file whose columns it explains, as CSV on the Web has it."""


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
    told, file = json.loads(files[f"values.csv{DICTIONARY}"]), f"{figure.name}.csv"
    sources = [page.evidence.sources[key] for key in figure.sources]
    descriptor = {
        "name": figure.id.replace("/", "-"),
        **_titles(told),
        "homepage": told["dc:identifier"],
        "version": told["dc:hasVersion"],
        **_terms(sources, page),
        "resources": [{"name": figure.name, "path": file, **_tabular(told)}],
    }
    parts = {"": told["dc:description"], "Load": told_lines(load_lines(figure.name, file))}
    about = readme(told["dc:title"], {**parts, **_closing(sources, page, files)})
    return packed(descriptor, about, {file: files["values.csv"], **_citation(files)})


def analysis_package(analysis: Analysis, page: Page, files: Mapping[str, bytes]) -> bytes:
    """Return the values of all figures and tables of an analysis as a ZIP file that holds one data package.

    Parameters
    ----------
    analysis : Analysis
        The analysis.
    page : Page
        Where it stands.
    files : mapping of str to bytes
        By name: of each figure and table its values and what their columns mean, and the citation of the analysis.
    """
    settings, title = page.evidence.settings, page.text(analysis.title, analysis.slug)
    keys_by_name = {figure.name: figure.sources for figure in analysis.figures}
    keys_by_name |= {table.name: sources_behind(table, analysis.slug, page) for table in analysis.tables}
    told = {name: json.loads(files[f"{name}.csv{DICTIONARY}"]) for name in keys_by_name}
    sources = {
        key: page.evidence.sources[key] for key in sorted({key for keys in keys_by_name.values() for key in keys})
    }
    resources = [
        {
            "name": name,
            "path": f"{name}.csv",
            **_titles(told[name]),
            "homepage": told[name]["dc:identifier"],
            **({"sources": [_source(sources[key]) for key in keys]} if keys else {}),
            **_tabular(told[name]),
        }
        for name, keys in keys_by_name.items()
    ]
    question = str(analysis.meta["question"])
    descriptor = {
        "name": analysis.slug,
        "title": title,
        "description": question,
        "homepage": settings.address(f"analyses/{analysis.slug}/"),
        "version": settings.release,
        **_terms(sources.values(), page),
        "resources": resources,
    }
    parts = {"": question, "Files": _listed(resources), "Load": told_lines(load_all_lines())}
    rows = {f"{name}.csv": files[f"{name}.csv"] for name in keys_by_name}
    about = readme(title, {**parts, **_closing(sources.values(), page, files)})
    return packed(descriptor, about, {**rows, **_citation(files)})


def _titles(told: Mapping[str, Any]) -> dict[str, str]:
    """Return what values are called and what they are, as a descriptor says it."""
    return {"title": told["dc:title"], "description": told["dc:description"]}


def _terms(sources: Iterable[Source], page: Page) -> dict[str, Any]:
    """Return the part of a descriptor that says who may do what: licences, and sources with grades and their own."""
    licences = data_licences(page.evidence.settings)
    return {**({"licenses": licences} if licences else {}), "sources": [_source(source) for source in sources]}


def _source(source: Source) -> dict[str, str]:
    """Return a source as a data package names it, with its grade and its terms."""
    address = {"path": source.address} if source.address else {}
    return {"title": cite(source), **address, "name": source.id, "grade": source.grade, "licence": source.licence}


def _tabular(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a file of values is read: its form, and each column's name, kind and meaning."""
    return {
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": [_field(column) for column in told["tableSchema"]["columns"]]},
    }


def _field(column: Mapping[str, str]) -> dict[str, str]:
    """Return a column as a schema has it: figures say what it is called, tables what it holds."""
    said = {"title": column.get("titles", ""), "description": column.get("dc:description", "")}
    return {
        "name": column["name"],
        "type": KINDS[column["datatype"]],
        **{key: text for key, text in said.items() if text},
    }


def _closing(sources: Iterable[Source], page: Page, files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the last parts of a README: how to cite, under which licence, from which sources."""
    licences = data_licences(page.evidence.settings)
    return {
        "Cite": files["cite.txt"].decode().strip(),
        "Licence": licence_lines(licences) or "None is named.",
        "Sources": "\n".join(
            f"- {cite(source)} Grade {source.grade}. Licence: {source.licence}. {source.address}".rstrip()
            for source in sources
        ),
    }


def _listed(resources: Iterable[Mapping[str, Any]]) -> str:
    """Return the files of a package as a README lists them."""
    return "\n".join(f"- `{item['path']}`: {item['title']}. {item['description']}" for item in resources)


def _citation(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that say how to cite."""
    return {name: content for name, content in files.items() if name.startswith("cite.")}
