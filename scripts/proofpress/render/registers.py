"""The registers as tables: cards, gallery, claims, sources, data, values. Pages place them as ``{{ block.name }}``."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any

from ..bind import Names, plain
from ..records import GRADE_MEANING, Claim, Table
from ..sources import cite
from .context import Evidence, Page, templates
from .figures import row_facts, unsearched

Block = Callable[[str], str]
TALL = 1.45


def blocks(evidence: Evidence, names: Names) -> dict[str, Block]:
    """Return every register as a function of the way back to the site's root."""

    def made(template: str, context: Callable[[Page], dict[str, Any]]) -> Block:
        def render(root: str) -> str:
            page = Page(root, evidence, names)
            text = templates().get_template(template).render({"page": page, "root": root, **context(page)})
            return "\n".join(line for line in text.split("\n") if line.strip())

        return render

    return {
        "cards": made("cards.html.j2", lambda page: {"cards": _cards(page)}),
        "gallery": made("gallery.html.j2", lambda page: {"groups": _gallery(page)}),
        "claims": made("claims.html.j2", lambda page: {"documents": _claims(evidence)}),
        "sources": made("sources.html.j2", lambda page: {"grades": _sources(evidence)}),
        "tables": made("tables.html.j2", lambda page: {"tables": list(evidence.tables.values())}),
        "values": made("values.html.j2", lambda page: {"groups": _values(evidence, names)}),
        "grades": made("grades.html.j2", lambda page: {"grades": GRADE_MEANING}),
    }


def is_tall(svg: str) -> bool:
    """Whether a picture is so much taller than wide that a card shows its upper part only."""
    match = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    return match is not None and float(match[2]) > TALL * float(match[1])


def _cards(page: Page) -> list[dict[str, Any]]:
    cards = []
    for analysis in page.evidence.analyses:
        card = analysis.meta["card"]
        value = next(value for value in analysis.values if value.name == card["value"])
        figure = next(figure for figure in analysis.figures if figure.name == card["figure"])
        picture = page.evidence.pictures[figure.id].inline["narrow"]
        cards.append(
            {
                "slug": analysis.slug,
                "nav": analysis.meta["nav"],
                "question": analysis.meta["question"],
                "title": page.text(analysis.title, analysis.slug),
                "value": value,
                "picture": unsearched(picture),
                "tall": is_tall(picture),
                "label": card.get("label") or value.formula,
                "figure": figure,
                "caption": page.text(figure.subtitle, analysis.slug),
            }
        )
    return cards


def _gallery(page: Page) -> list[dict[str, Any]]:
    return [
        {
            "title": analysis.meta["nav"],
            "slug": analysis.slug,
            "figures": [
                {
                    "id": figure.id,
                    "title": page.text(figure.title, analysis.slug),
                    "subtitle": page.text(figure.subtitle, analysis.slug),
                    "grade": figure.grade,
                    "alt": page.text(figure.alt, analysis.slug),
                }
                for figure in analysis.figures
            ],
        }
        for analysis in page.evidence.analyses
    ]


def _claims(evidence: Evidence) -> list[dict[str, Any]]:
    cited: dict[str, list[str]] = {}
    for figure in evidence.figures:
        for row in figure.rows:
            cited.setdefault(row, []).append(figure.id)
    groups: dict[str, list[Claim]] = {}
    for claim in evidence.claims.values():
        groups.setdefault(claim.source, []).append(claim)
    return [
        {
            "source": evidence.sources[key],
            "claims": [{"claim": claim, "figures": cited.get(claim.row, [])} for claim in group],
        }
        for key, group in sorted(groups.items(), key=lambda item: (evidence.sources[item[0]].grade, item[0]))
    ]


def _sources(evidence: Evidence) -> list[dict[str, Any]]:
    cited = evidence.cited_sources()
    return [
        {
            "grade": grade,
            "meaning": meaning,
            "sources": [
                {"source": source, "citation": cite(source), "cited": len(cited[source.id])}
                for source in sorted(evidence.sources.values(), key=lambda s: s.short.lower())
                if source.grade == grade
            ],
        }
        for grade, meaning in GRADE_MEANING.items()
    ]


def _values(evidence: Evidence, names: Names) -> list[dict[str, Any]]:
    groups = []
    for analysis in evidence.analyses:
        values = []
        for value in analysis.values:
            rows = [{"id": row, **row_facts(row, evidence)} for row in value.rows[:4]]
            shorts = [(key, evidence.sources[key].short, evidence.sources[key].grade) for key in value.sources]
            values.append({"value": value, "rows": rows, "more": max(0, len(value.rows) - 4), "sources": shorts})
        groups.append({"title": plain(analysis.title, analysis.slug, names), "analysis": analysis, "values": values})
    return groups


def table_page(table: Table, evidence: Evidence, names: Names) -> str:
    """Return a table's page: what it is, its columns, every row under an address of its own."""
    prefix = f"{table.name}:"
    rows = [cells for key, cells in evidence.rows.items() if key.startswith(prefix)]
    users = [figure.id for figure in evidence.figures if any(row.startswith(prefix) for row in figure.rows)]
    context = {
        "page": Page("../../", evidence, names),
        "table": table,
        "fields": table.resource["schema"]["fields"],
        "columns": [field["name"] for field in table.resource["schema"]["fields"]],
        "licences": table.resource.get("licenses", ()),
        "sources": [evidence.sources[key] for key in table.sources],
        "rows": rows,
        "users": users,
        "escape": escape,
    }
    return templates().get_template("table_page.md.j2").render(context)
