"""The claims register in pages: each document's claims by themselves, none too long for a phone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model.records import Claim, Source

ROWS = 100
"""The most claims that a page shows."""


@dataclass(frozen=True)
class ClaimPage:
    """Some of a document's claims.

    Attributes
    ----------
    source : str
        The document's registry id.
    number, pages : int
        Which of the document's pages this is, from one, and how many there are.
    first, total : int
        Which of the document's claims is the first here, from one, and how many there are.
    """

    source: str
    number: int
    pages: int
    first: int
    total: int
    claims: tuple[Claim, ...]

    @property
    def last(self) -> int:
        """Which of the document's claims is the last here."""
        return self.first + len(self.claims) - 1

    @property
    def name(self) -> str:
        """The page's place in the register: the document, and the number from the second page on."""
        return self.source if self.number == 1 else f"{self.source}/{self.number}"

    @property
    def address(self) -> str:
        """The page's address below the site's root."""
        return f"claims/{self.name}/"

    @property
    def root(self) -> str:
        """The way back to the site's root."""
        return "../" * (2 + self.name.count("/"))


def claim_pages(claims: Iterable[Claim], sources: Mapping[str, Source]) -> tuple[ClaimPage, ...]:
    """Return the register's pages: documents by grade, the best first, and the claims in their own order."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.source, []).append(claim)
    results = []
    for key in sorted(groups, key=lambda key: (sources[key].grade, key)):
        result = groups[key]
        starts = range(0, len(result), ROWS)
        results += [
            ClaimPage(key, number, len(starts), start + 1, len(result), tuple(result[start : start + ROWS]))
            for number, start in enumerate(starts, 1)
        ]
    return tuple(results)


def claim_addresses(pages: Iterable[ClaimPage]) -> dict[str, str]:
    """Return where each claim's row stands, by claim."""
    return {claim.id: f"{page.address}#{claim.id}" for page in pages for claim in page.claims}
