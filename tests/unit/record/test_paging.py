"""The pages of the claims register: none too long, every claim on one, in an order that a reader can follow."""

from __future__ import annotations

import pytest

from proofpress.model.records import Claim, Source
from proofpress.record.paging import ROWS, ClaimPage, claim_addresses, claim_pages
from tests.support.samples import claim

SOURCES = {
    key: Source(key, key, "", key, "2026", "", grade, "", "", {}) for key, grade in (("good", "A"), ("weak", "D"))
}


def claims_of(document: str, number: int) -> list[Claim]:
    """Return as many claims of a document."""
    return [claim(f"{document}-{index:04}", source=document) for index in range(number)]


def test_documents_come_by_grade() -> None:
    """The best document's pages come first, whatever the order of the claims."""
    pages = claim_pages([*claims_of("weak", 1), *claims_of("good", 1)], SOURCES)
    assert [page.source for page in pages] == ["good", "weak"]


@pytest.mark.parametrize("number", [1, ROWS - 1, ROWS, ROWS + 1, 10 * ROWS])
def test_every_claim_is_on_one_page(number: int) -> None:
    """However many claims a document has, its pages hold each once, in order, and none holds too many."""
    claims = claims_of("good", number)
    pages = claim_pages(claims, SOURCES)
    assert [claim for page in pages for claim in page.claims] == claims
    assert all(0 < len(page.claims) <= ROWS for page in pages)
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert {page.pages for page in pages} == {len(pages)}
    assert (pages[0].first, pages[-1].last) == (1, number)


def test_pages_have_addresses_of_their_own() -> None:
    """The first page stands at the document's name, the next ones below it; each finds its way back to the root."""
    pages = claim_pages(claims_of("good", ROWS + 1), SOURCES)
    assert [page.address for page in pages] == ["claims/good/", "claims/good/2/"]
    assert [page.root for page in pages] == ["../../", "../../../"]
    assert all(page.root.count("../") == page.address.count("/") for page in pages)


def test_a_claim_has_the_address_of_its_page() -> None:
    """Each claim's address is its row on the page that holds it."""
    claims = claims_of("good", ROWS + 1)
    result = claim_addresses(claim_pages(claims, SOURCES))
    assert result[claims[0].id] == f"claims/good/#{claims[0].id}"
    assert result[claims[-1].id] == f"claims/good/2/#{claims[-1].id}"
    assert len(result) == len(claims)


def test_a_page_says_what_it_holds() -> None:
    """A page tells which of the document's claims it shows."""
    second = claim_pages(claims_of("good", ROWS + 7), SOURCES)[1]
    assert isinstance(second, ClaimPage)
    assert (second.first, second.last, second.total) == (ROWS + 1, ROWS + 7, ROWS + 7)


def test_no_claims_no_pages() -> None:
    """A register without claims has no pages and no addresses."""
    empty: dict[str, Source] = {}
    assert claim_pages([], empty) == ()
    assert claim_addresses(()) == {}
