"""A figure as a reader meets it: the block on a page, its own page, its embed, its provenance."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from typing import Any

from ..data.row_ranges import counted
from ..figures.describe import describe_figure
from ..figures.social_card import with_font
from ..model.canonical_json import to_json
from ..model.hashing import sha256
from ..model.records import Analysis, Figure
from ..record.facts import code_of, inputs_of
from ..record.site_input import SiteInput
from ..text.periods import with_said_dates
from .assets import with_letters
from .citing import cite_figure
from .context import Page, chip, grade_of, sources_of, templates
from .csp import with_policy
from .data_package import address_of
from .history_pages import earlier_versions
from .licences import licence_field
from .metadata import figure_graph
from .offers import offer_file, offer_form
from .row_facts import behind_mark, range_facts, row_facts
from .table_figures import listing
from .table_trails import entries

SCHEMA_VERSION = 1
SHOWN_ROWS = 60


def table_rows(figure: Figure, page: Page) -> list[dict[str, Any]]:
    """Return the table view's rows in the order of the plotted frame: cells with headings, and what is behind them."""
    main = figure.layers[0]
    result = []
    for record, trail in zip(main.records, main.row_ids, strict=True):
        href, behind = behind_mark(trail, page.evidence)
        cells = [(record.get(key), heading) for key, heading in figure.columns.items()]
        result.append({"cells": cells, "href": page.root + href, "behind": behind})
    return result


def unsearched(svg: str) -> str:
    """Return a picture that the search index passes over.

    The mark stands on the picture itself: the index ends an exclusion at the first nested element of the same name.
    """
    return svg.replace("<svg ", "<svg data-search-exclude ", 1)


def block_context(figure: Figure, page: Page, *, own_page: bool) -> dict[str, Any]:
    """Return what the figure block's template needs."""
    picture = page.evidence.pictures[figure.id]
    folder = "" if own_page else f"{page.root}figures/{figure.id}/"
    return {
        "figure": figure,
        "page": page,
        "heading": f"{figure.analysis}--{figure.name}" if own_page else figure.name,
        "title": page.text(figure.title, figure.analysis),
        "subtitle": page.html(figure.subtitle, figure.analysis),
        "note": page.html(figure.note, figure.analysis),
        "alt": page.text(figure.alt, figure.analysis),
        "wide": unsearched(picture.inline["wide"]),
        "narrow": unsearched(picture.inline["narrow"]),
        "rows": table_rows(figure, page),
        "described": with_said_dates(describe_figure(figure)),
        "listing": listing(figure, page, folder or "./"),
        "offer": offer_form(figure),
        "embedded": False,
        "sources": sources_of(figure.sources, page.evidence),
        "large": [
            (page.evidence.tables[name], address_of(page.evidence.tables[name]), count)
            for name, count in counted(figure.row_ids, page.evidence.tables).items()
        ],
        "folder": folder,
        "own_page": own_page,
    }


def figure_block(figure: Figure, page: Page, *, own_page: bool = False, leading: bool = False) -> str:
    """Return a figure's block as Markdown: a heading, then one block of HTML.

    Parameters
    ----------
    figure : Figure
        The figure.
    page : Page
        Where the block stands.
    own_page : bool
        Whether that is the figure's own page, whose title is the figure's.
    leading : bool
        Whether it opens its analysis, before the first section.
    """
    context = {**block_context(figure, page, own_page=own_page), "leading": leading}
    return templates().get_template("figure.md.j2").render(context)


def embed(figure: Figure, page: Page, css: str) -> bytes:
    """Return a figure as a page of its own for an ``iframe``, whole without script or any other file."""
    css = css.replace('url("', f'url("{page.root}assets/proofpress/')
    settings = page.evidence.settings
    context = {**block_context(figure, page, own_page=True), "css": css, "embedded": True}
    context |= {"site": settings.site_name, "release": settings.release, "settings": settings}
    html = templates().get_template("embed.html.j2").render(context)
    return with_policy(with_letters(html, settings.font, page.root)).encode()


def dictionary(figure: Figure, page: Page) -> bytes:
    """Return what the columns of ``values.csv`` mean, as W3C CSV on the Web metadata."""
    settings = page.evidence.settings
    text = page.evidence.files_of(figure)["values.csv"].decode()
    header = next(csv.reader(io.StringIO(text)))
    titles = {"layer": "Data set of the chart", "rows": "Rows behind the mark, by row id", **figure.columns}
    columns = [{"name": key, "titles": titles.get(key, key), "datatype": _datatype(key, figure)} for key in header]
    result = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": "values.csv",
        "dc:title": page.text(figure.title, figure.analysis),
        "dc:description": f"{page.text(figure.subtitle, figure.analysis)}. {page.text(figure.note, figure.analysis)}",
        "dc:source": [item["citation"] for item in sources_of(figure.sources, page.evidence)],
        "dc:publisher": settings.site_name,
        **licence_field("dc:license", settings),
        "dc:identifier": settings.address(f"figures/{figure.id}/"),
        "dc:hasVersion": settings.release,
        "tableSchema": {"columns": columns},
    }
    return to_json(result).encode()


def _datatype(key: str, figure: Figure) -> str:
    """Return the kind of a column's cells, as CSV on the Web names it."""
    cells = [record.get(key) for layer in figure.layers for record in layer.records]
    kinds = {type(cell) for cell in cells if cell is not None and cell != ""}
    if kinds == {bool}:
        return "boolean"
    return "number" if kinds and kinds <= {int, float} else "string"


def figures_of(analysis: Analysis, page: Page) -> str:
    """Return the page that lists an analysis's figures, as Markdown."""
    context = {"page": page, "slug": analysis.slug, "nav": analysis.meta["nav"], "figures": analysis.figures}
    return templates().get_template("figures_of.md.j2").render(context)


def figure_page(figure: Figure, page: Page, hashes: Mapping[str, str]) -> str:
    """Return a figure's own page as Markdown."""
    evidence = page.evidence
    analysis = evidence.analysis(figure.analysis)
    rows = [
        {"id": row, "grade": grade_of(row, evidence), **row_facts(row, evidence)} for row in figure.row_ids[:SHOWN_ROWS]
    ]
    large = counted(figure.row_ids, evidence.tables)
    tables = Counter(row.partition(":")[0] for row in figure.row_ids) | Counter(large)
    title = page.text(figure.title, figure.analysis)
    context = {
        "block": figure_block(figure, page, own_page=True),
        "figure": figure,
        "title": title,
        "alt": page.text(figure.alt, figure.analysis),
        "page": page,
        "analysis": analysis,
        "analysis_title": page.text(analysis.title, analysis.slug),
        "entries": entries(figure, page),
        "rows": rows,
        "more": max(0, len(figure.row_ids) - SHOWN_ROWS),
        "tables": tables,
        "noun": "rows and ranges of rows" if large else "rows",
        "code": code_of(analysis),
        "hashes": hashes,
        "settings": evidence.settings,
        "environment": evidence.environment,
        "citation": cite_figure(figure.id, title, evidence.settings, page.hash_of(figure)),
        "earlier": earlier_versions(figure, page),
        "jsonld": figure_graph(figure, str(analysis.meta["nav"]), page),
    }
    return templates().get_template("figure_page.md.j2").render(context)


def provenance(figure: Figure, evidence: SiteInput, hashes: Mapping[str, str]) -> bytes:
    """Return how a figure was made: notebook and cell, inputs, rows with their sources, environment, hashes."""
    analysis = evidence.analysis(figure.analysis)
    rows = [
        {
            "id": row,
            "grade": grade_of(row, evidence),
            "source": row_facts(row, evidence)["source"],
            "locator": row_facts(row, evidence)["locator"],
            **range_facts(row, evidence),
        }
        for row in figure.row_ids
    ]
    return to_json(
        {
            "schema_version": SCHEMA_VERSION,
            "id": figure.id,
            "release": evidence.settings.release,
            "notebook": {"path": analysis.path, "sha256": analysis.sha256, "cell": figure.cell},
            "inputs": inputs_of(figure, evidence),
            "rows": rows,
            "sources": [dict(evidence.sources[key].csl) for key in figure.sources],
            "computed_by_chart": figure.computed,
            "environment": {"sha256": evidence.environment},
            "files": dict(hashes),
        }
    ).encode()


def figure_json(figure: Figure, page: Page, hashes: Mapping[str, str]) -> dict[str, Any]:
    """Return a figure's entry in ``figures.json``."""
    evidence = page.evidence
    analysis = evidence.analysis(figure.analysis)
    folder, recorded = f"figures/{figure.id}/", evidence.entries[figure.id].fields["files"]
    return {
        "id": figure.id,
        "analysis": figure.analysis,
        **{key: page.text(getattr(figure, key), figure.analysis) for key in ("title", "subtitle", "alt", "note")},
        "page": folder,
        "sources": list(figure.sources),
        "claims": [row[6:] for row in figure.row_ids if row.startswith("claim:")],
        "grade": figure.grade,
        "notebook": {"path": analysis.path, "sha256": analysis.sha256},
        "inputs": inputs_of(figure, evidence),
        "files": {
            name: {"path": f"{folder}{name}", "sha256": digest, **_in_record(recorded.get(name, digest), digest)}
            for name, digest in sorted(hashes.items())
        },
    }


def _in_record(recorded: str, digest: str) -> dict[str, str]:
    """Return the record's hash of a file that readers get with more than it holds: a picture with its letters."""
    return {} if recorded == digest else {"record_sha256": recorded}


def recorded_files(figure: Figure, evidence: SiteInput) -> dict[str, bytes]:
    """Return a figure's files that the record holds, as readers get them: each SVG picture with its letters."""
    files, family = evidence.files_of(figure), evidence.settings.font
    drawn = {name: content.decode() for name, content in files.items() if name.endswith(".svg")}
    return {**files, **{name: with_font(svg, family).encode() for name, svg in drawn.items()}}


def drawn_files(figure: Figure, evidence: SiteInput) -> dict[str, bytes]:
    """Return a figure's files that no page has a part in: pictures, values and specification, by name."""
    return {**recorded_files(figure, evidence), **evidence.pictures[figure.id].shared}


def figure_assets(figure: Figure, page: Page, css: str, drawn: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a figure's files by name, those drawn among them, ``provenance.json`` naming the hashes of the others."""
    title = page.text(figure.title, figure.analysis)
    citation = cite_figure(figure.id, title, page.evidence.settings, page.hash_of(figure))
    files = {**drawn, **citation.files(), **offer_file(figure, page)}
    files |= {"embed.html": embed(figure, page, css), "values.csv-metadata.json": dictionary(figure, page)}
    hashes = {name: sha256(content) for name, content in sorted(files.items())}
    return {**files, "provenance.json": provenance(figure, page.evidence, hashes)}


__all__ = ["chip", "drawn_files", "figure_assets", "figure_block", "figure_json", "figure_page", "recorded_files"]
