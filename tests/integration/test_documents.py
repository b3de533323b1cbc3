"""The register against the documents themselves, where a copy of them lies at hand."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

from proofpress.data.claims import read_claims
from proofpress.data.documents import check_claims, paragraphs
from proofpress.evidence.frameworks import FOLDER, Framework, framework_from
from proofpress.evidence.number_coverage import REASONS, cover_documents, read_explanations
from proofpress.evidence.theses import read_theses
from tests.support.projects import names_of

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = os.environ.get("PROOFPRESS_SOURCES", "")
FIVE = (
    "ai-assisted-value-chain-article",
    "carter-strategic-leveraging",
    "csis-2020-uneven-drive",
    "csis-2024-advanced-packaging",
    "merics-2024-value-chains",
)
at_hand = pytest.mark.skipif(not DOCUMENTS, reason="PROOFPRESS_SOURCES names no folder with the documents")


@pytest.fixture(scope="module")
def frameworks() -> list[Framework]:
    """Give every framework, each document's by its file."""
    claims = {key: claim for key, (claim, _) in read_claims(ROOT).items()}
    files = sorted((ROOT / FOLDER).glob("*.json"))
    result = [(file.stem, entry) for file in files for entry in json.loads(file.read_text(encoding="utf-8"))]
    assert result, "no frameworks"
    return [framework_from(entry, source, claims) for source, entry in result]


@at_hand
def test_every_claim_stands_in_its_paragraph() -> None:
    """Each claim's fingerprint and digits are those of the paragraph that it names, in every document."""
    claims = read_claims(ROOT)
    assert claims, "the register is empty"
    checked, missing = check_claims(ROOT, Path(DOCUMENTS))
    assert missing == ()
    assert checked == len(claims)


@pytest.mark.parametrize("source", FIVE)
def test_every_document_has_its_account(source: str) -> None:
    """What is no claim in a document stands in a file of its own, each row with a known reason and words to find."""
    path = ROOT / "data" / "coverage" / f"{source}.csv"
    assert path.is_file(), f"{source} has no account of the numbers that are no claims"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert {row["source"] for row in rows} == {source}
    assert {row["reason"] for row in rows} <= set(REASONS)
    assert all(row["text"].strip() for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)


@at_hand
def test_every_number_of_the_documents_is_accounted_for() -> None:
    """Each number in each of the five documents is claimed or named as no claim, and no explanation is stale."""
    assert set(read_explanations(ROOT)) == set(FIVE)
    result = {coverage.source: coverage for coverage in cover_documents(ROOT, Path(DOCUMENTS))}
    assert set(result) == set(FIVE)
    for source, coverage in result.items():
        assert coverage.tokens > 0, source
        assert coverage.claimed > 0, source
        assert coverage.leftovers == (), source
        assert coverage.stale == (), source
        assert coverage.claimed + coverage.explained == coverage.tokens


@at_hand
def test_every_framework_and_thesis_stands_in_its_document(frameworks: list[Framework]) -> None:
    """The paragraphs that frameworks, their cases and examples, and theses name are paragraphs of their document."""
    claims = {key: claim for key, (claim, _) in read_claims(ROOT).items()}
    theses = read_theses(ROOT, claims)
    assert theses, "no theses"
    named = [(framework.source, framework.id, number) for framework in frameworks for number in framework.paragraphs]
    named += [(thesis.source, thesis.id, number) for thesis in theses for number in thesis.paragraphs]
    named += [(framework.source, framework.id, case.paragraph) for framework in frameworks for case in framework.cases]
    named += [(o.source, o.id, case.paragraph) for o in frameworks if o.procedure for case in o.procedure.examples]
    lengths = {
        source: len(paragraphs((Path(DOCUMENTS) / f"{source}.txt").read_text(encoding="utf-8"))) for source in FIVE
    }
    astray = [f"{source}, {key}: {number}" for source, key, number in named if not 1 <= number <= lengths[source]]
    assert astray == [], names_of(astray)
