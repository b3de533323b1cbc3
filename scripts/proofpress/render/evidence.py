"""The evidence registers as what their templates show: claims, statuses, checks, frameworks, theses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from ..evidence.frameworks import Framework
from ..evidence.records import JUDGED, STATUS_MEANING, Check, Link, Ref
from ..evidence.theses import Thesis
from ..model.records import Claim
from ..record.paging import ClaimPage
from ..record.site_input import SiteInput
from ..text.bound import linked
from ..text.escape import html_text
from ..text.quantities import format_claim
from .context import Page
from .filters import options
from .row_facts import row_facts

GROUPS: tuple[tuple[str, str, Callable[[Check], bool]], ...] = (
    ("fails", "Checks that fail", lambda check: check.counted and check.outcome == "fails"),
    ("explained", "Differences that are nobody’s error", lambda check: check.counted and check.outcome == "explained"),
    ("cannot tell", "Checks that leave it open", lambda check: check.counted and check.outcome == "cannot tell"),
    ("holds", "Checks that hold", lambda check: check.counted and check.outcome == "holds"),
    ("warnings", "Measures that must not be compared", lambda check: check.rule.role == "warning"),
    ("sanity", "Sanity checks, in no count", lambda check: not check.counted and check.rule.role == "sanity"),
)
"""How checks are shown: the failing ones first, what is in no published count last."""


def claims_register(evidence: SiteInput) -> dict[str, Any]:
    """Return the register's first page: each document with its pages, and by what all claims can be filtered."""
    groups: dict[str, list[ClaimPage]] = {}
    for page in evidence.claim_pages:
        groups.setdefault(page.source, []).append(page)
    documents = [{"source": evidence.sources[key], "pages": pages} for key, pages in groups.items()]
    return {"documents": documents, "filter": claims_filter(evidence)}


def claim_entries(evidence: SiteInput) -> dict[str, dict[str, Any]]:
    """Return for each claim its status, links, uses and what it is filtered by."""
    cited: dict[str, list[str]] = {}
    for figure in evidence.figures:
        for row in figure.row_ids:
            cited.setdefault(row, []).append(figure.id)
    beside = _links_by_row(evidence)
    headers = {analysis.slug: analysis.meta for analysis in evidence.analyses}
    return {
        claim.id: _entry(claim, cited.get(claim.row, []), beside.get(claim.row, []), evidence, headers)
        for claim in evidence.claims.values()
    }


def _entry(
    claim: Claim,
    figures: list[str],
    links: list[Link],
    evidence: SiteInput,
    headers: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    standing = evidence.audit.statuses_by_claim[claim.id]
    return {
        "claim": claim,
        "text": format_claim(claim),
        "figures": figures,
        "called": {figure: _called(figure, headers) for figure in figures},
        "standing": standing,
        "links": _told_apart([_beside(link, claim, evidence) for link in links]),
        "facts": {
            "document": claim.source,
            "grade": claim.grade,
            "status": standing.status,
            "kind": claim.kind,
            "topic": sorted({str(headers[figure.partition("/")[0]]["topic"]) for figure in figures}),
        },
    }


def _called(figure: str, headers: Mapping[str, Mapping[str, Any]]) -> str:
    """Return a figure's name in a list: its analysis and its own, for two analyses may name theirs alike."""
    analysis, _, name = figure.partition("/")
    return f"{headers[analysis]['nav']}: {name.replace('-', ' ')}"


def _told_apart(links: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return links with the row's id in the name of those that others beside them have too."""
    shown = Counter((link["short"], link["text"]) for link in links)
    return [
        {**link, "short": f"{link['short']}, {link['id']}"} if shown[link["short"], link["text"]] > 1 else link
        for link in links
    ]


def _links_by_row(evidence: SiteInput) -> dict[str, list[Link]]:
    links: dict[str, list[Link]] = {}
    for link in evidence.audit.links:
        for row in dict.fromkeys((f"claim:{link.claim}", link.target.row)):
            links.setdefault(row, []).append(link)
    return links


def _beside(link: Link, claim: Claim, evidence: SiteInput) -> dict[str, str]:
    """Return what a link sets beside a claim: another claim or a table's row, with the verdict and the reason."""
    text = link.target.text if link.claim == claim.id else format_claim(evidence.claims[link.claim])
    facts = row_facts(link.beside(claim), evidence)
    reasons = "; ".join(part for part in (link.why, link.origins, link.gap) if part)
    verdict = {"agrees": "supports", "differs": "speaks against"}.get(link.verdict, "decides nothing")
    said = link.verdict if link.measured else verdict
    text = "" if link.relation in JUDGED else text
    row = link.beside(claim).partition(":")[2]
    return {"id": row, "verdict": said, "gap": link.gap, "why": reasons, "text": text, **facts}


def claims_filter(evidence: SiteInput) -> dict[str, Any]:
    """Return by what the claims can be filtered."""
    claims = evidence.claims.values()
    names = {key: source.short for key, source in evidence.sources.items()}
    return {
        "label": "Filter the claims",
        "total": len(claims),
        "noun": "claims",
        "choices": [
            ("document", "Document", options((claim.source for claim in claims), names)),
            ("status", "Status", [(status, status) for status in STATUS_MEANING]),
            ("kind", "Kind", options(claim.kind for claim in claims)),
            ("grade", "Grade", options(claim.grade for claim in claims)),
            ("topic", "Topic", options(str(analysis.meta["topic"]) for analysis in evidence.analyses)),
        ],
    }


def statuses(evidence: SiteInput) -> list[dict[str, Any]]:
    """Return each status with its meaning and how many claims have it, gravest first."""
    counts = Counter(standing.status for standing in evidence.audit.statuses_by_claim.values())
    return [{"status": key, "meaning": text, "count": counts[key]} for key, text in STATUS_MEANING.items()]


def checks_register(page: Page) -> list[dict[str, Any]]:
    """Return every check by outcome, the failing ones first, each as a sentence with its numbers linked."""
    return [
        {
            "verdict": key,
            "title": title,
            "checks": [
                {
                    "check": check,
                    "sentence": _sentence(check, page),
                    "reading": page.html(check.reading, page.evidence.settings.audit_analysis),
                }
                for check in page.evidence.audit.checks
                if wanted(check)
            ],
        }
        for key, title, wanted in GROUPS
    ]


def frameworks_register(evidence: SiteInput) -> dict[str, Any]:
    """Return the frameworks by document, the best grade first, those that work, and what they can be filtered by."""
    groups: dict[str, list[Framework]] = {}
    for framework in evidence.frameworks:
        groups.setdefault(framework.source, []).append(framework)
    menu = {analysis.slug: str(analysis.meta["nav"]) for analysis in evidence.analyses}
    order = sorted(groups, key=lambda key: (evidence.sources[key].grade, key))
    facts = {item.id: _framework_facts(item) for item in evidence.frameworks}
    documents = [
        {"source": evidence.sources[key], "frameworks": groups[key], "menu": menu, "facts": facts} for key in order
    ]
    return {
        "documents": documents,
        "works": [framework for framework in evidence.frameworks if framework.works],
        "filter": {
            "label": "Filter the frameworks",
            "total": len(evidence.frameworks),
            "noun": "frameworks",
            "choices": [
                ("document", "Document", [(key, evidence.sources[key].short) for key in order]),
                ("kind", "Kind", options(framework.kind for framework in evidence.frameworks)),
                ("use", "Use", [("yes", "you can use it here")]),
            ],
        },
    }


def _framework_facts(framework: Framework) -> dict[str, str]:
    return {"document": framework.source, "kind": framework.kind, "use": "yes" if framework.works else ""}


def debate_register(evidence: SiteInput) -> list[dict[str, Any]]:
    """Return the theses by topic."""
    topics: dict[str, list[Thesis]] = {}
    for thesis in evidence.theses:
        topics.setdefault(thesis.topic, []).append(thesis)
    return [{"topic": topic, "theses": theses} for topic, theses in topics.items()]


def thesis_names(theses: Iterable[Thesis]) -> dict[str, str]:
    """Return what each thesis is called by: its author, with a number where an author has several."""
    by_author: dict[str, list[Thesis]] = {}
    for thesis in theses:
        by_author.setdefault(thesis.author, []).append(thesis)
    return {
        thesis.id: f"{author}, thesis {number}" if len(own) > 1 else author
        for author, own in by_author.items()
        for number, thesis in enumerate(own, 1)
    }


def debate_context(page: Page) -> dict[str, Any]:
    """Return the theses by topic, what each is called, and the titles of the figures that bear on them."""
    topics = debate_register(page.evidence)
    return {
        "topics": topics,
        "names": thesis_names(thesis for topic in topics for thesis in topic["theses"]),
        "titles": {figure.id: page.text(figure.title, figure.analysis) for figure in page.evidence.figures},
    }


def _sentence(check: Check, page: Page) -> Markup:
    """Return a check in words: its rule's sentence with each quantity linked to its claim, row or value."""

    def shown(refs: tuple[Ref, ...]) -> str:
        return " and ".join(_quantity(ref, page) for ref in refs)

    texts = {name: shown(refs) for name, refs in check.inputs.items()}
    value = f"{page.evidence.settings.audit_analysis}.{check.id}"
    bound = linked(f"{{{{ {value} }}}}", "", page.names, page.root) if value in page.names.values else ""
    texts["computed"] = bound or html_text(check.text)
    texts["said"] = html_text(check.said_text)
    return Markup(check.rule.sentence.format(**texts))


def _quantity(ref: Ref, page: Page) -> str:
    if ref.claim:
        return linked(f"{{{{ claim.{ref.claim} }}}}", "", page.names, page.root)
    if not ref.row:
        return f'<span title="{html_text(ref.why)}">{html_text(ref.text)}</span>'
    facts = row_facts(ref.row, page.evidence)
    title = f"{facts['short']}: {facts['says']}"
    href = html_text(page.root + facts["href"])
    return f'<a class="pp-v" href="{href}" title="{html_text(title)}">{html_text(ref.text)}</a>'
