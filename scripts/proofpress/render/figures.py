"""A figure as a reader meets it: the block on a page, its own page, its embed, its provenance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ..audit import CHECKS, LINKS
from ..canonical import sha256, to_json
from ..records import Figure, Value
from .context import Evidence, Page, chip, grade_of, sources_of, templates

SCHEMA_VERSION = 1
SHOWN_ROWS = 60


def table_rows(figure: Figure) -> list[list[tuple[Any, str]]]:
    """Return the table view's cells: ``(value, heading)``, in the order of the plotted frame."""
    main = figure.layers[0]
    return [[(row.get(key), heading) for key, heading in figure.columns.items()] for row in main.records]


def unsearched(svg: str) -> str:
    """Return a picture that the search index passes over.

    The mark stands on the picture itself: the index ends an exclusion at the first nested element of the same name.
    """
    return svg.replace("<svg ", "<svg data-search-exclude ", 1)


def block_context(figure: Figure, page: Page, *, own_page: bool) -> dict[str, Any]:
    """Return what the figure block's template needs."""
    picture = page.evidence.pictures[figure.id]
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
        "rows": table_rows(figure),
        "sources": sources_of(figure.sources, page.evidence),
        "folder": "" if own_page else f"{page.root}figures/{figure.id}/",
        "own_page": own_page,
    }


def figure_block(figure: Figure, page: Page, *, own_page: bool = False) -> str:
    """Return a figure's block as Markdown: a heading, then one block of HTML."""
    return templates().get_template("figure.md.j2").render(block_context(figure, page, own_page=own_page))


def embed(figure: Figure, page: Page, css: str) -> bytes:
    """Return a figure as a page of its own for an ``iframe``, whole without script or any other file."""
    css = css.replace('url("', f'url("{page.root}assets/proofpress/')
    context = {**block_context(figure, page, own_page=True), "css": css, "site": page.evidence.settings.site_name}
    return templates().get_template("embed.html.j2").render(context).encode()


def figure_page(figure: Figure, page: Page, hashes: Mapping[str, str]) -> str:
    """Return a figure's own page as Markdown."""
    evidence = page.evidence
    analysis = next(item for item in evidence.analyses if item.slug == figure.analysis)
    rows = [
        {"id": row, "grade": grade_of(row, evidence), **row_facts(row, evidence)} for row in figure.rows[:SHOWN_ROWS]
    ]
    tables = Counter(row.partition(":")[0] for row in figure.rows)
    context = {
        "block": figure_block(figure, page, own_page=True),
        "figure": figure,
        "title": page.text(figure.title, figure.analysis),
        "alt": page.text(figure.alt, figure.analysis),
        "page": page,
        "analysis": analysis,
        "analysis_title": page.text(analysis.title, analysis.slug),
        "rows": rows,
        "more": max(0, len(figure.rows) - SHOWN_ROWS),
        "tables": tables,
        "hashes": hashes,
        "settings": evidence.settings,
        "environment": evidence.environment,
        "citation": citation(figure, page),
    }
    return templates().get_template("figure_page.md.j2").render(context)


AUDITED = {"check": "analyses/claim-audit/#check-", "status": "claims/#"}
"""Where the rows that the audit makes are shown."""


def row_facts(row: str, evidence: Evidence) -> dict[str, str]:
    """Return what a trail shows of a row: what it says, its source and where in it, and its address."""
    if row.startswith("claim:"):
        claim = evidence.claims[row[6:]]
        return {
            "says": f"{claim.statement} ({claim.text})",
            "source": claim.source,
            "short": evidence.sources[claim.source].short,
            "locator": f"{claim.section}, paragraph {claim.paragraph}",
            "href": f"claims/#{claim.id}",
        }
    cells = evidence.rows[row]
    kind, _, name = row.partition(":")
    if kind in AUDITED:
        says = " ".join(cell for key, cell in cells.items() if key != "source")
        short = evidence.sources[cells["source"]].short
        return {"says": says, "source": cells["source"], "short": short, "locator": "", "href": AUDITED[kind] + name}
    hidden = {"id", "source", "locator", "rows"}
    says = ", ".join(f"{cell}" for key, cell in cells.items() if cell and key not in hidden)
    return {
        "says": says,
        "source": cells["source"],
        "short": evidence.sources[cells["source"]].short,
        "locator": cells.get("locator", ""),
        "href": f"data/{kind.replace('_', '-')}/#{name}",
    }


def citation(figure: Figure, page: Page) -> str:
    """Return how to cite this figure in this release."""
    settings = page.evidence.settings
    title = page.text(figure.title, figure.analysis)
    return (
        f"{settings.site_name} ({settings.released[:4]}). “{title}”, figure {figure.id}, release {settings.release}. "
        f"{settings.site_url}figures/{figure.id}/"
    )


def provenance(figure: Figure, evidence: Evidence, hashes: Mapping[str, str]) -> bytes:
    """Return how a figure was made: notebook and cell, inputs, rows with their sources, environment, hashes."""
    analysis = next(item for item in evidence.analyses if item.slug == figure.analysis)
    rows = [
        {
            "id": row,
            "grade": grade_of(row, evidence),
            "source": row_facts(row, evidence)["source"],
            "locator": row_facts(row, evidence)["locator"],
        }
        for row in figure.rows
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


def inputs_of(item: Figure | Value, evidence: Evidence) -> dict[str, str]:
    """Return the files behind a figure or value, path to hash."""
    paths = set()
    for row in item.rows:
        kind, _, name = row.partition(":")
        if kind == "check":
            paths.add(CHECKS)
        elif kind == "status":
            paths |= {*({CHECKS, LINKS} & evidence.input_hashes.keys()), evidence.claim_paths[name]}
        else:
            paths.add(evidence.claim_paths[name] if kind == "claim" else evidence.tables[kind].path)
    return {path: evidence.input_hashes[path] for path in sorted(paths)}


def figure_json(figure: Figure, page: Page, hashes: Mapping[str, str]) -> dict[str, Any]:
    """Return a figure's entry in ``figures.json``."""
    evidence = page.evidence
    analysis = next(item for item in evidence.analyses if item.slug == figure.analysis)
    folder = f"figures/{figure.id}/"
    return {
        "id": figure.id,
        "analysis": figure.analysis,
        **{key: page.text(getattr(figure, key), figure.analysis) for key in ("title", "subtitle", "alt", "note")},
        "page": folder,
        "sources": list(figure.sources),
        "claims": [row[6:] for row in figure.rows if row.startswith("claim:")],
        "grade": figure.grade,
        "notebook": {"path": analysis.path, "sha256": analysis.sha256},
        "inputs": inputs_of(figure, evidence),
        "files": {name: {"path": f"{folder}{name}", "sha256": digest} for name, digest in sorted(hashes.items())},
    }


def figure_assets(figure: Figure, page: Page, css: str) -> dict[str, bytes]:
    """Return a figure's files by name, ``provenance.json`` naming the hashes of the others."""
    files = {**page.evidence.figure_files[figure.id], "embed.html": embed(figure, page, css)}
    hashes = {name: sha256(content) for name, content in sorted(files.items())}
    return {**files, "provenance.json": provenance(figure, page.evidence, hashes)}


__all__ = ["chip", "figure_assets", "figure_block", "figure_json", "figure_page"]
