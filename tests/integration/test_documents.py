"""The register against the documents themselves, where a copy of them lies at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from proofpress.claims import check_sources, read_claims

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = os.environ.get("PROOFPRESS_SOURCES", "")


@pytest.mark.skipif(not DOCUMENTS, reason="PROOFPRESS_SOURCES names no folder with the documents")
def test_every_claim_stands_in_its_paragraph() -> None:
    """Each claim's fingerprint and digits are those of the paragraph that it names, in every document."""
    claims = read_claims(ROOT)
    assert claims, "the register is empty"
    checked, missing = check_sources(ROOT, Path(DOCUMENTS))
    assert missing == ()
    assert checked == len(claims)
