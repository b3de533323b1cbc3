"""The site-wide listings for programs: figures, values, claims and sources as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..data.tables import DESCRIPTOR
from ..model.canonical_json import exact_number, to_json
from ..model.records import Claim, Source
from ..record.facts import inputs_of, register_files
from ..record.site_input import SiteInput
from ..text.binding import Namespace

SCHEMA_VERSION = 1


def listings(evidence: SiteInput, names: Namespace, figures: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
    """Return the site-wide listings: ``figures.json``, ``values.json``, ``claims.json``, ``sources.json``."""
    settings = evidence.settings

    def listing(name: str, items: Sequence[Mapping[str, Any]]) -> bytes:
        return to_json(
            {"schema_version": SCHEMA_VERSION, "release": settings.release, name: items}, number=exact_number
        ).encode()

    values = [
        {
            "id": value.id,
            **{key: getattr(value, key) for key in ("analysis", "kind", "number", "unit", "text", "formula", "period")},
            "rows": list(value.row_ids),
            "sources": list(value.sources),
            "grade": value.grade,
            "inputs": inputs_of(value, evidence),
            "page": f"values/{value.analysis}/#{value.id}",
        }
        for value in evidence.values
    ]
    cited = evidence.cited_sources()
    sources = [source_json(source, cited[source.id]) for source in evidence.sources.values()]
    return {
        "figures.json": listing("figures", figures),
        "values.json": listing("values", values),
        "claims.json": listing("claims", [claim_json(claim, evidence) for claim in evidence.claims.values()]),
        "sources.json": listing("sources", sources),
        DESCRIPTOR: evidence.project.files.read(DESCRIPTOR),
    } | {path: evidence.project.files.read(path) for path in register_files(evidence)}


def source_json(source: Source, cited_by: Sequence[str]) -> dict[str, Any]:
    """Return a source's entry in ``sources.json``, with the grade that its way to us allows, as pages show it."""
    return {**source.csl, "custom": {**source.csl["custom"], "grade": source.grade}, "cited_by": list(cited_by)}


def claim_json(claim: Claim, evidence: SiteInput) -> dict[str, Any]:
    """Return a claim's entry in ``claims.json``."""
    standing = evidence.audit.statuses_by_claim[claim.id]
    beside = sorted(evidence.audit.links, key=lambda link: link.claim != claim.id)  # its own links first
    links = [
        {
            "relation": link.relation,
            "row": row,
            "column": link.target.column if row == link.target.row else "",
            "verdict": link.verdict,
        }
        for link in beside
        if (row := link.beside(claim))
    ]
    links += [
        {"relation": f"check: {check.rule.name}", "row": f"check:{check.id}", "column": "", "verdict": check.verdict}
        for check in evidence.audit.checks
        if check.id in standing.checks
    ]
    return {
        "id": claim.id,
        "source": claim.source,
        "locator": {"section": claim.section, "paragraph": claim.paragraph, "note": claim.footnote},
        "statement": claim.statement,
        "metric": claim.metric,
        "entity": claim.entity,
        "iso3": claim.iso3,
        "value_low": claim.low,
        "value_high": claim.high,
        "unit": claim.unit,
        "printed": claim.as_printed,
        "period": claim.period,
        "hedge": claim.hedge,
        "kind": claim.kind,
        "origin": claim.origin,
        "grade": claim.grade,
        "status": standing.status,
        "links": links,
        "fingerprint": claim.fingerprint,
    }
