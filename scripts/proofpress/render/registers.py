"""The registers as tables: cards, gallery, claims, sources, data, values. Pages place them as ``{{ block.name }}``."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable
from html import escape
from typing import Any

from markupsafe import Markup

from ..audit import STATUS_MEANING, Check, Ref
from ..bind import Names, linked
from ..frameworks import Framework, Thesis
from ..quantities import format_interval
from ..records import GRADE_MEANING, Analysis, Claim, Table
from ..rules import RULES
from ..sources import cite
from .context import Evidence, Page, templates
from .figures import row_facts, unsearched

Block = Callable[[str], str]
TALL = 1.45
AUDIT_ANALYSIS = "claim-audit"
"""The analysis that publishes what the checks compute, each under the check's id."""


def blocks(evidence: Evidence, names: Names) -> dict[str, Block]:
    """Return every register as a function of the way back to the site's root."""

    def made(template: str, context: Callable[[Page], dict[str, Any]]) -> Block:
        def render(root: str) -> str:
            page = Page(root, evidence, names)
            text = templates().get_template(template).render({"page": page, "root": root, **context(page)})
            return "\n".join(line for line in text.split("\n") if line.strip())

        return render

    registers = {
        "cards": made("cards.html.j2", lambda page: {"cards": _cards(page)}),
        "gallery": made("gallery.html.j2", lambda page: {"groups": _gallery(page)}),
        "claims": made("claims.html.j2", lambda page: {"documents": _claims(evidence)}),
        "sources": made("sources.html.j2", lambda page: {"grades": _sources(evidence)}),
        "tables": made("tables.html.j2", lambda page: {"tables": list(evidence.tables.values())}),
        "values": made("values.html.j2", lambda page: {"groups": _values(evidence)}),
        "grades": made("grades.html.j2", lambda page: {"grades": GRADE_MEANING}),
        "rules": made("rules.html.j2", lambda page: {"rules": list(RULES.values())}),
        "statuses": made("statuses.html.j2", lambda page: {"statuses": _statuses(evidence)}),
        "checks": made("checks.html.j2", lambda page: {"groups": _checks(page)}),
        "frameworks": made("frameworks.html.j2", lambda page: {"documents": _frameworks(evidence)}),
        "debate": made("debate.html.j2", lambda page: {"topics": _debate(evidence), "theses": evidence.theses}),
    }
    working = {
        f"procedure.{one.id}": made("procedure.html.j2", functools.partial(_procedure, one))
        for one in evidence.frameworks
        if one.works
    }
    return {f"block.{name}": block for name, block in registers.items()} | working


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
            "claims": [
                {
                    "claim": claim,
                    "figures": cited.get(claim.row, []),
                    "standing": evidence.audit.standings.get(claim.id),
                    "links": _linked(claim, evidence),
                }
                for claim in group
            ],
        }
        for key, group in sorted(groups.items(), key=lambda item: (evidence.sources[item[0]].grade, item[0]))
    ]


def _procedure(framework: Framework, _: Page) -> dict[str, Any]:
    return {"framework": framework}


def _linked(claim: Claim, evidence: Evidence) -> list[dict[str, str]]:
    """Return what stands beside a claim: other claims and table rows, with the verdict and the reason."""
    found = []
    for link in evidence.audit.links:
        if row := link.beside(claim):
            text = link.target.text if link.claim == claim.id else evidence.claims[link.claim].text
            text = "" if link.relation in JUDGED else text
            found.append({"verdict": link.verdict, "why": link.why, "text": text, **row_facts(row, evidence)})
    return found


def _statuses(evidence: Evidence) -> list[dict[str, Any]]:
    counts = Counter(standing.status for standing in evidence.audit.standings.values())
    return [{"status": key, "meaning": text, "count": counts[key]} for key, text in STATUS_MEANING.items()]


JUDGED = {"supports", "opposes"}
"""Relations without a common number."""
VERDICTS = {
    "fails": "Checks that fail",
    "cannot tell": "Checks that leave it open",
    "holds": "Checks that hold",
}


def _checks(page: Page) -> list[dict[str, Any]]:
    """Return every check by verdict, the failing ones first, each as a sentence with its numbers linked."""
    return [
        {
            "verdict": verdict,
            "title": title,
            "checks": [
                {
                    "check": check,
                    "sentence": _sentence(check, page),
                    "reading": page.html(check.reading, AUDIT_ANALYSIS),
                }
                for check in page.evidence.audit.checks
                if check.verdict == verdict
            ],
        }
        for verdict, title in VERDICTS.items()
    ]


def _sentence(check: Check, page: Page) -> Markup:
    """Return a check in words: its rule's sentence with each quantity linked to its claim, row or value."""

    def shown(refs: tuple[Ref, ...]) -> str:
        return " and ".join(_quantity(ref, page) for ref in refs)

    texts = {name: shown(refs) for name, refs in check.inputs.items()}
    value = f"{AUDIT_ANALYSIS}.{check.id}"
    bound = linked(f"{{{{ {value} }}}}", "", page.names, page.root) if value in page.names.values else ""
    texts["computed"] = bound or escape(check.text)
    texts["said"] = escape(format_interval(check.said, check.unit))
    return Markup(check.rule.sentence.format(**texts))


def _quantity(ref: Ref, page: Page) -> str:
    if ref.claim:
        return linked(f"{{{{ claim.{ref.claim} }}}}", "", page.names, page.root)
    if not ref.row:
        return f'<span title="{escape(ref.why)}">{escape(ref.text)}</span>'
    facts = row_facts(ref.row, page.evidence)
    title = f"{facts['short']}: {facts['says']}"
    return f'<a class="pp-v" href="{page.root}{escape(facts["href"])}" title="{escape(title)}">{escape(ref.text)}</a>'


def _frameworks(evidence: Evidence) -> list[dict[str, Any]]:
    groups: dict[str, list[Framework]] = {}
    for one in evidence.frameworks:
        groups.setdefault(one.source, []).append(one)
    menu = {analysis.slug: str(analysis.meta["nav"]) for analysis in evidence.analyses}
    order = sorted(groups, key=lambda key: (evidence.sources[key].grade, key))
    return [{"source": evidence.sources[key], "frameworks": groups[key], "menu": menu} for key in order]


def _debate(evidence: Evidence) -> list[dict[str, Any]]:
    topics: dict[str, list[Thesis]] = {}
    for thesis in evidence.theses:
        topics.setdefault(thesis.topic, []).append(thesis)
    return [{"topic": topic, "theses": theses} for topic, theses in topics.items()]


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


def _values(evidence: Evidence) -> list[dict[str, Any]]:
    return [
        {
            "slug": analysis.slug,
            "nav": analysis.meta["nav"],
            "count": len(analysis.values),
            "grades": sorted(Counter(value.grade for value in analysis.values).items()),
        }
        for analysis in evidence.analyses
    ]


def values_page(analysis: Analysis, page: Page) -> str:
    """Return the page of an analysis's values: each number with formula, unit, rows, sources, grade and status."""
    evidence = page.evidence
    items = []
    for value in analysis.values:
        rows = [{"id": row, "status": _status_of(row, evidence), **row_facts(row, evidence)} for row in value.rows[:4]]
        shorts = [(key, evidence.sources[key].short, evidence.sources[key].grade) for key in value.sources]
        items.append({"value": value, "rows": rows, "more": max(0, len(value.rows) - 4), "sources": shorts})
    context = {"page": page, "slug": analysis.slug, "nav": analysis.meta["nav"], "items": items}
    return templates().get_template("values_page.md.j2").render(context)


def _status_of(row: str, evidence: Evidence) -> str:
    """Return the audit's word on a row that is a claim."""
    standing = evidence.audit.standings.get(row.removeprefix("claim:"))
    return standing.status if standing and row.startswith("claim:") else ""


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
