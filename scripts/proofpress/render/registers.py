"""The registers as tables: cards, gallery, claims, sources, data, values. Pages place them as ``{{ block.name }}``."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from ..data.parquet import first_rows
from ..data.sources import cite
from ..evidence.frameworks import Framework
from ..evidence.rules import RULES
from ..figures.social_card import SIZE
from ..model.hashing import sha256
from ..model.records import GRADE_MEANING, REACHED, Analysis, Source, Table
from ..quotes.index import SCRIPT, quotes_of
from ..record.paging import ClaimPage
from ..record.site_input import SiteInput
from ..text.binding import Namespace
from .citing import Citation, cite_site, cite_value
from .context import Page, templates
from .data_package import address_of, is_published, loading_lines
from .evidence import (
    checks_register,
    claim_entries,
    claims_register,
    debate_context,
    frameworks_register,
    statuses,
)
from .figures import unsearched
from .filled import filled
from .filters import options
from .history_pages import changes_context, history_line, news_context
from .manifest import manifest_file
from .metadata import table_graph
from .row_facts import SHOWN_ROWS, behind
from .row_filters import choices_of, facts_of
from .timelines import timeline_register
from .topics import topics
from .value_tables import leading_to

Block = Callable[[str], str]
Thing = TypeVar("Thing")
TALL = 1.45
RANGE = {"range": "Rows", "count": "How many", "source": "Source"}
"""Columns of the ranges of rows that a large table's page lists."""
FIRST_ROWS = 20


def blocks(evidence: SiteInput, names: Namespace) -> dict[str, Block]:
    """Return every register as a function of the way back to the site's root."""

    def register(template: str, context: Callable[[Page], dict[str, Any]]) -> Block:
        def render(root: str) -> str:
            page = Page(root, evidence, names)
            text = templates().get_template(template).render({"page": page, "root": root, **context(page)})
            return "\n".join(line for line in text.split("\n") if line.strip())

        return render

    registers = {
        "cards": register("cards.html.j2", lambda page: {"topics": _cards(page)}),
        "analyses": register("analyses.html.j2", lambda page: {"topics": topics(evidence)}),
        "gallery": register(
            "gallery.html.j2", lambda page: {"groups": _gallery(page), "filter": _gallery_filter(page)}
        ),
        "claims": register("claims.html.j2", lambda page: claims_register(evidence)),
        "sources": register("sources.html.j2", _sources_register),
        "tables": register("tables.html.j2", lambda page: {"tables": list(evidence.tables.values())}),
        "values": register("values.html.j2", lambda page: {"groups": _values(evidence)}),
        "choices": register(
            "choices.html.j2", lambda page: {"choices": [value for value in evidence.values if value.is_choice]}
        ),
        "grades": register("grades.html.j2", lambda page: {"grades": GRADE_MEANING}),
        "glossary": register("glossary.html.j2", lambda page: {"terms": evidence.glossary}),
        "rules": register("rules.html.j2", lambda page: {"rules": list(RULES.values())}),
        "statuses": register("statuses.html.j2", lambda page: {"statuses": statuses(evidence)}),
        "checks": register("checks.html.j2", lambda page: {"groups": checks_register(page)}),
        "frameworks": register("frameworks.html.j2", lambda page: frameworks_register(evidence)),
        "cite": register("cite.html.j2", lambda page: {"citation": cite_site(evidence.settings, manifest_hash(page))}),
        "contact": register("contact.html.j2", lambda page: {"settings": evidence.settings}),
        "quotes": register("quotes.html.j2", _quotes),
        "changes": register("changes.html.j2", changes_context),
        "news": register("news.html.j2", news_context),
        "debate": register("debate.html.j2", debate_context),
    }
    working = {
        f"procedure.{framework.id}": register("procedure.html.j2", functools.partial(_procedure, framework))
        for framework in evidence.frameworks
        if framework.works
    }
    timelines = {
        f"timeline.{timeline.page}": register("timeline.html.j2", functools.partial(timeline_register, timeline))
        for timeline in evidence.settings.timelines
    }
    return {f"block.{name}": block for name, block in registers.items()} | working | timelines


def quotes_index(page: Page) -> dict[str, Any]:
    """Return the index of what can be quoted from this release."""
    return quotes_of(page.evidence, page.names, page.evidence.corrections)


def _quotes(page: Page) -> dict[str, Any]:
    index = quotes_index(page)
    with_numbers = {sentence["page"] for sentence in index["sentences"]}
    titles = (figure["title"] for key, figure in index["figures"].items() if f"figures/{key}/" in with_numbers)
    facts = {key: index[key] for key in ("release", "released")}
    return {**facts, "script": page.root + SCRIPT, "example": next(titles, "")}


def manifest_hash(page: Page) -> str:
    """Return the hash of the release's manifest, which holds the hashes of all that it publishes."""
    return sha256(manifest_file(page.evidence, page.names))


def is_tall(svg: str) -> bool:
    """Whether a picture is so much taller than wide that a card shows its upper part only."""
    match = SIZE.search(svg)
    return match is not None and float(match[2]) > TALL * float(match[1])


def _cards(page: Page) -> list[dict[str, Any]]:
    """Return the home page's cards by topic: one message each, which title and chart both say."""
    return [
        {"topic": topic, "cards": [_card(analysis, page) for analysis in topic.analyses]}
        for topic in topics(page.evidence)
    ]


def _card(analysis: Analysis, page: Page) -> dict[str, Any]:
    card = analysis.meta["card"]
    value = next((value for value in analysis.values if value.name == card["value"]), None)
    figure = next(figure for figure in analysis.figures if figure.name == card["figure"])
    title = page.text(figure.title, analysis.slug)
    return {
        "slug": analysis.slug,
        "nav": analysis.meta["nav"],
        "question": analysis.meta["question"],
        "title": title,
        "value": value if value is not None and value.text in title else None,
        "picture": unsearched(page.evidence.pictures[figure.id].inline["narrow"]),
        "label": card.get("label") or (value.formula if value else ""),
        "figure": figure,
        "caption": page.text(figure.subtitle, analysis.slug),
    }


def _gallery_filter(page: Page) -> dict[str, Any]:
    evidence = page.evidence
    figures = evidence.figures
    names = {key: source.short for key, source in evidence.sources.items()}
    return {
        "label": "Filter the figures",
        "total": len(figures),
        "noun": "figures",
        "choices": [
            ("topic", "Topic", options(str(analysis.meta["topic"]) for analysis in evidence.analyses)),
            ("grade", "Grade", options(figure.grade for figure in figures)),
            ("source", "Source", options((key for figure in figures for key in figure.sources), names)),
            *choices_of(evidence),
        ],
    }


def _procedure(framework: Framework, _: Page) -> dict[str, Any]:
    return {"framework": framework}


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
                    "picture": unsearched(page.evidence.pictures[figure.id].inline["narrow"]),
                    "tall": is_tall(page.evidence.pictures[figure.id].inline["narrow"]),
                    "facts": {
                        "topic": str(analysis.meta["topic"]),
                        "grade": figure.grade,
                        "source": list(figure.sources),
                        **facts_of(figure, page.evidence),
                    },
                }
                for figure in analysis.figures
            ],
        }
        for analysis in page.evidence.analyses
    ]


def _reached(source: Source) -> str:
    """Return how a source's values reached us, as a sentence, with what shows that a copy is whole."""
    if not source.reached:
        return ""
    how = f"Values {REACHED[source.reached][0]}."
    totals = source.csl["custom"].get("totals", "")
    return f"{how} {totals}".strip()


def _sources(evidence: SiteInput) -> list[dict[str, Any]]:
    cited = evidence.cited_sources()
    return [
        {
            "grade": grade,
            "meaning": meaning,
            "sources": [
                {
                    "source": source,
                    "citation": cite(source),
                    "cited": len(cited[source.id]),
                    "reached": _reached(source),
                }
                for source in sorted(evidence.sources.values(), key=lambda s: s.short.lower())
                if source.grade == grade
            ],
        }
        for grade, meaning in GRADE_MEANING.items()
    ]


def _sources_register(page: Page) -> dict[str, Any]:
    """Return the sources by grade, and what they can be filtered by."""
    sources = page.evidence.sources.values()
    choices = [
        ("grade", "Grade", options(source.grade for source in sources)),
        ("licence", "Licence", options(source.licence for source in sources)),
    ]
    filters = {"label": "Filter the sources", "total": len(sources), "noun": "sources", "choices": choices}
    return {"grades": _sources(page.evidence), "filter": filters}


def _values(evidence: SiteInput) -> list[dict[str, Any]]:
    return [
        {
            "slug": analysis.slug,
            "nav": analysis.meta["nav"],
            "count": len(analysis.values),
            "grades": sorted(Counter(value.grade for value in analysis.values if not value.is_choice).items()),
        }
        for analysis in evidence.analyses
    ]


def value_citations(analysis: Analysis, page: Page) -> list[Citation]:
    """Return how to cite each value of an analysis."""
    return [cite_value(value, page.evidence.settings, page.hash_of(value)) for value in analysis.values]


def values_page(analysis: Analysis, page: Page) -> str:
    """Return the page of an analysis's values: each number with formula, unit, rows, sources, grade and status."""
    evidence = page.evidence
    items = []
    for value in analysis.values:
        rows = [behind(row, evidence) for row in value.row_ids[:SHOWN_ROWS]]
        shorts = [(key, evidence.sources[key].short, evidence.sources[key].grade) for key in value.sources]
        more = max(0, len(value.row_ids) - SHOWN_ROWS)
        history = history_line(evidence.history.values.get(value.id, ()))
        items.append({"value": value, "rows": rows, "more": more, "sources": shorts, "history": history})
        items[-1]["filled"] = filled(value, evidence)
    for item, citation in zip(items, value_citations(analysis, page), strict=True):
        item["citation"] = citation
    context = {"page": page, "slug": analysis.slug, "nav": analysis.meta["nav"], "items": items}
    return templates().get_template("values_page.md.j2").render(context)


def claims_pages(evidence: SiteInput, names: Namespace) -> list[tuple[ClaimPage, str]]:
    """Return the pages of the claims register, each with its text as Markdown."""
    entries = claim_entries(evidence)
    template = templates().get_template("claims_page.md.j2")
    return [
        (
            item,
            template.render(
                page=Page(item.root, evidence, names),
                here=item,
                siblings=[page for page in evidence.claim_pages if page.source == item.source],
                source=evidence.sources[item.source],
                items=[entries[claim.id] for claim in item.claims],
                leading=leading_to(Page(item.root, evidence, names)),
            ).lstrip(),
        )
        for item in evidence.claim_pages
    ]


def field_names(table: Table) -> list[str]:
    """Return the names of a table's columns."""
    return [str(field["name"]) for field in table.resource["schema"]["fields"]]


def first_rows_of(table: Table, evidence: SiteInput) -> list[dict[str, str]]:
    """Return the first rows of a large table, which a page cannot hold whole."""
    path = evidence.project.files.located(table.path)
    return first_rows(path, table.path, table.resource["schema"], FIRST_ROWS)


def table_pages(evidence: SiteInput, names: Namespace) -> dict[str, str]:
    """Return the tables' pages by path; what they ask of all rows and figures is gone through once."""
    page = Page("../../", evidence, names)
    rows, leading = _by_table(evidence.rows), _by_table(leading_to(page))
    users: dict[str, list[str]] = {}
    for figure in evidence.figures:
        for name in dict.fromkeys(row.partition(":")[0] for row in figure.row_ids):
            users.setdefault(name, []).append(figure.id)
    return {
        f"{address_of(table)}.md": _table_page(
            table, page, rows.get(table.name, {}), leading.get(table.name, {}), users.get(table.name, [])
        )
        for table in evidence.tables.values()
    }


def _by_table(things: Mapping[str, Thing]) -> dict[str, dict[str, Thing]]:
    """Return things by table and row, given by row ids such as ``plants:north``."""
    result: dict[str, dict[str, Thing]] = {}
    for key, thing in things.items():
        table, _, row = key.partition(":")
        result.setdefault(table, {})[row] = thing
    return result


def _table_page(
    table: Table,
    page: Page,
    rows: Mapping[str, Mapping[str, str]],
    leading: Mapping[str, list[dict[str, str]]],
    users: Sequence[str],
) -> str:
    """Return a table's page: what it is, its columns, every row under an address of its own."""
    evidence = page.evidence
    context = {
        "page": page,
        "table": table,
        "leading": leading,
        "fields": table.resource["schema"]["fields"],
        "columns": RANGE if table.is_large else {name: name for name in field_names(table)},
        "first": first_rows_of(table, evidence) if table.is_large else [],
        "published": is_published(table),
        "licences": table.resource.get("licenses", ()),
        "sources": [evidence.sources[key] for key in table.sources],
        "rows": list(rows.items()),
        "users": users,
        "jsonld": table_graph(table, evidence.settings),
        "package": "" if table.is_large else f"{address_of(table)}.zip",
        "loading": loading_lines(table),
    }
    return templates().get_template("table_page.md.j2").render(context)
