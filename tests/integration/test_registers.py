"""The real registers: claims, audit, frameworks, debate and forecasts hold what the site promises."""

from __future__ import annotations

import csv
import itertools
import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from proofpress.data.sources import load_sources
from proofpress.evidence.audit import read_register, run_audit
from proofpress.evidence.frameworks import FOLDER, Framework, framework_from, read_frameworks
from proofpress.evidence.records import STATUS_MEANING, Audit, Register
from proofpress.evidence.rules import RULES
from proofpress.evidence.theses import read_theses
from proofpress.model.errors import DataError
from proofpress.model.records import HEDGES
from proofpress.model.records import KINDS as CLAIM_KINDS
from proofpress.model.settings import load_settings
from proofpress.text.quantities import in_words
from tests.support.projects import ROOT, names_of
from tests.support.shapes import words_of

FIVE = {
    "ai-assisted-value-chain-article",
    "carter-strategic-leveraging",
    "csis-2020-uneven-drive",
    "csis-2024-advanced-packaging",
    "merics-2024-value-chains",
}
PROCEDURES = {
    "which-control-rule": "procedure",
    "chokepoint-controllability": "procedure",
    "export-control-targets": "procedure",
    "sector-placement": "procedure",
    "deal-control-spectrum": "procedure",
    "technical-sovereignty-index": "score",
}
"""What a reader can apply at least, and how."""
AUTHORS = {"Tse", "Lewis", "Nealer", "Allen"}
"""Whose essays take a view without figures."""


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a real table."""
    with (ROOT / "data" / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def register() -> Register:
    """Give the real register."""
    return read_register(ROOT, load_sources(ROOT))


@pytest.fixture(scope="module")
def audit(register: Register) -> Audit:
    """Give the real audit, which has no problems."""
    return run_audit(ROOT, register)


@pytest.fixture(scope="module")
def frameworks(register: Register) -> dict[str, Framework]:
    """Give the real frameworks by id, each entry whole."""
    files = sorted((ROOT / FOLDER).glob("*.json"))
    entries = [(file.stem, entry) for file in files for entry in json.loads(file.read_text(encoding="utf-8"))]
    result = [framework_from(entry, source, register.claims) for source, entry in entries]
    assert len({item.id for item in result}) == len(result)
    return {item.id: item for item in result}


# Claims


def test_the_register_is_large(register: Register) -> None:
    """The register holds well over four hundred claims, and all five documents have some."""
    counts = Counter(claim.source for claim in register.claims.values())
    assert len(register.claims) > 400
    assert set(counts) == FIVE


def test_every_claim_is_whole(register: Register) -> None:
    """Each claim says what, of whom, when and where, in words of the register, and has a number, a date or a word."""
    assert register.claims
    for claim in register.claims.values():
        assert claim.statement, claim.id
        assert claim.metric, claim.id
        assert claim.entity, claim.id
        assert claim.as_printed, claim.id
        assert claim.section, claim.id
        assert claim.hedge in HEDGES, claim.id
        assert claim.kind in CLAIM_KINDS, claim.id
        assert claim.unit, claim.id
        bounds = [bound for bound in (claim.low, claim.high) if bound is not None]
        assert bounds or claim.unit == "date" or in_words(claim.as_printed), claim.id
        assert claim.low is None or claim.high is None or claim.low <= claim.high, claim.id


def test_a_document_of_grade_d_has_claims_of_grade_d(register: Register) -> None:
    """No claim has a better grade than the document that makes it."""
    better = [claim.id for claim in register.claims.values() if claim.grade < register.sources[claim.source].grade]
    assert better == [], names_of(better)
    unsigned = {claim.grade for claim in register.claims.values() if claim.source.startswith("ai-assisted")}
    assert unsigned == {"D"}


# Audit


def test_the_audit_finds_what_holds_and_what_fails(audit: Audit) -> None:
    """Some checks hold and some fail, and each is of a rule that exists."""
    verdicts = Counter(check.verdict for check in audit.checks)
    assert verdicts["holds"] > 0
    assert verdicts["fails"] > 0
    assert {check.rule.name for check in audit.checks} <= RULES.keys()
    assert all(RULES[check.rule.name] is check.rule for check in audit.checks)


def test_every_claim_has_a_standing(audit: Audit, register: Register) -> None:
    """Every claim has one status with its reason, and names only checks and links that exist."""
    assert audit.statuses_by_claim.keys() == register.claims.keys()
    checks, links = {check.id for check in audit.checks}, {link.id for link in audit.links}
    for key, standing in audit.statuses_by_claim.items():
        assert standing.claim == key
        assert standing.status in STATUS_MEANING
        assert standing.reason, key
        assert set(standing.checks) <= checks, key
        assert set(standing.links) <= links, key


def test_statuses_are_found(audit: Audit) -> None:
    """All statuses but perhaps one are some claim's, so that a reader sees what each means."""
    result = {standing.status for standing in audit.statuses_by_claim.values()}
    assert len(STATUS_MEANING.keys() - result) <= 1


def test_a_status_follows_from_something(audit: Audit, register: Register) -> None:
    """A claim stands alone only where nothing decides; every other status names the check or link that it rests on."""
    for key, standing in audit.statuses_by_claim.items():
        if standing.status not in {"unverifiable", "single-source"}:
            assert standing.checks or standing.links, key
        assert (standing.status != "unverifiable") or register.claims[key].grade == "D", key


def test_nothing_is_its_own_witness(audit: Audit, register: Register) -> None:
    """No claim is linked to itself, no document is independent of itself, and every link and check says why it is."""
    assert audit.links
    assert [link.id for link in audit.links if link.target.row == f"claim:{link.claim}"] == []
    own = [
        link.id
        for link in audit.links
        if link.independent
        and link.target.claim
        and register.claims[link.target.claim].source == register.claims[link.claim].source
    ]
    assert own == [], names_of(own)
    assert [link.id for link in audit.links if not link.why] == []
    assert [check.id for check in audit.checks if not check.title or not check.reading] == []


def test_a_check_rests_on_something(audit: Audit) -> None:
    """Every check speaks of a claim or a row, and every list of parts has some."""
    assert audit.checks
    for check in audit.checks:
        assert check.row_ids, check.id
        assert all(refs for refs in check.inputs.values()), check.id


def test_verdicts_follow_from_the_numbers(audit: Audit, register: Register) -> None:
    """A claim that agrees with another value does not when it is a hundred times as large: the audit tells of it."""
    same = [check for check in audit.checks if check.rule.name == "same" and check.verdict == "holds"]
    assert same
    named = [(check, ref.claim) for check in same for ref in check.refs if ref.claim]
    check, key = next((check, key) for check, key in named if register.claims[key].low and register.claims[key].high)
    claim = register.claims[key]
    far = replace(claim, low=100 * (claim.low or 0), high=100 * (claim.high or 0))
    with pytest.raises(DataError, match=f"check `{check.id}`: the verdict that was reviewed"):
        run_audit(ROOT, replace(register, claims={**register.claims, key: far}))


# Frameworks and theses


def test_frameworks_are_many(frameworks: dict[str, Framework]) -> None:
    """At least eighty frameworks are described, some of each document, each of a known kind and with its parts."""
    assert len(frameworks) >= 80
    assert {framework.source for framework in frameworks.values()} == FIVE
    assert {framework.kind for framework in frameworks.values()} <= set(words_of("frameworks", "kind"))
    for entry in frameworks.values():
        assert entry.elements, entry.id
        assert entry.paragraphs, entry.id
        assert entry.use, entry.id
        assert entry.analysis, entry.id


@pytest.mark.parametrize("name", PROCEDURES)
def test_what_a_reader_can_apply(name: str, frameworks: dict[str, Framework]) -> None:
    """The procedures that are promised exist and work."""
    assert name in frameworks
    assert getattr(frameworks[name], PROCEDURES[name]) is not None


def test_an_index_is_well_formed(frameworks: dict[str, Framework]) -> None:
    """Weights of an index add up to one, its inputs have a range, and its zones follow on one another."""
    scores = [(key, framework.score) for key, framework in frameworks.items() if framework.score]
    assert scores
    for key, score in scores:
        assert sum(input_.weight for input_ in score.inputs) == pytest.approx(1), key
        assert all(input_.low < input_.high for input_ in score.inputs), key
        assert score.zones, key
        bounds = [(zone.low, zone.high) for zone in score.zones]
        assert all(entry[1] == other[0] for entry, other in itertools.pairwise(bounds)), key


def test_every_framework_is_put_to_work(register: Register) -> None:
    """The register as the site reads it has no problems: every framework is used by an analysis or the debate."""
    result = read_frameworks(load_settings(ROOT), register.claims)
    assert len(result) >= 80


def test_the_debate_has_both_sides(register: Register) -> None:
    """The essays without figures have theses; what bears on them is for some and against others, and is published."""
    theses = read_theses(ROOT, register.claims)
    assert {author for author in AUTHORS if any(author in thesis.author for thesis in theses)} == AUTHORS
    bears = [item for thesis in theses for item in thesis.bears]
    assert {"for", "against"} <= {item.side for item in bears}
    figures = {item.figure for item in bears if item.figure}
    assert figures
    missing = [figure for figure in sorted(figures) if not (ROOT / "docs" / "published" / figure).is_dir()]
    assert missing == [], names_of(missing)


# Forecasts


def test_every_forecast_is_scored(register: Register) -> None:
    """Every projection and every target of the five documents stands in the table of forecasts, and nothing else."""
    rows = table("forecasts")
    assert rows
    scored = {key for row in rows for column in ("claim", "further_claims") for key in row[column].split()}
    wanted = {claim.row for claim in register.claims.values() if claim.kind in {"projection", "target"}}
    assert wanted
    assert sorted(wanted - scored) == []
    assert sorted(scored - {claim.row for claim in register.claims.values()}) == []


def test_forecasts_name_what_exists(register: Register) -> None:
    """Each outcome and each base that a forecast names is a row of the register or of a table."""
    rows = table("forecasts")
    assert rows
    known = {*register.rows, *(claim.row for claim in register.claims.values())}
    named: list[Any] = [
        (row["id"], row[column]) for row in rows for column in ("outcome_row", "base_row", "nearest_row")
    ]
    unknown = [f"{key}: {name}" for key, cell in named for name in cell.split() if name not in known]
    assert unknown == [], names_of(unknown)
