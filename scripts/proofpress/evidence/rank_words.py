"""Rank and bound words in documents: each is printed by a claim of its paragraph, or named as not one.

"Largest", "first" and "most" assert as much as numbers do, and are as easily passed over. The program lists them as
:mod:`proofpress.evidence.number_coverage` lists numbers, and the same files explain those that are no claims.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..data.claims import read_claims
from ..data.documents import fold, paragraphs
from ..model.errors import DataError, Problem
from ..model.records import Claim
from .number_coverage import ADDRESS, EVERYWHERE, FOLDER, Explanation, Leftover, explained_spans, read_explanations

WORD = re.compile(
    r"\b(?:largest|biggest|greatest|highest|lowest|fastest|leaders?|leading|first|most|majority|only|sole|solely|top"
    r"|dominan(?:t|ce)|dominate[sd]?|monopol\w+|(?:almost|nearly|virtually) (?:all|every)|number one|unrivall?ed"
    r"|unparalleled|foremost|exclusive(?:ly)?)\b",
    re.IGNORECASE,
)
"""Words that rank or bound without a number."""


def rank_tokens(text: str) -> list[tuple[int, int, str]]:
    """Return the rank and bound words of a text with where they begin and end; addresses have none.

    Examples
    --------
    >>> [token for _, _, token in rank_tokens("The largest of all, by far; most agree")]
    ['largest', 'most']
    """
    shown = ADDRESS.sub(lambda match: " " * len(match[0]), text)
    return [(match.start(), match.end(), match[0]) for match in WORD.finditer(shown)]


def cover_ranks(
    source: str, blocks: Sequence[str], claims: Iterable[Claim], explanations: Iterable[Explanation]
) -> tuple[int, tuple[Leftover, ...]]:
    """Return how many rank and bound words a document has, and those that nothing accounts for.

    Parameters
    ----------
    source : str
        Its id.
    blocks : sequence of str
        Its paragraphs.
    claims : iterable of Claim
        Those located in it; each accounts once for every such word that it prints.
    explanations : iterable of Explanation
        What is named as no claim.
    """
    claims, explanations = list(claims), list(explanations)
    leftovers: list[Leftover] = []
    total = 0
    for number, text in enumerate(map(fold, blocks), 1):
        tokens = rank_tokens(text)
        total += len(tokens)
        own = [entry for entry in explanations if entry.paragraph in {EVERYWHERE, str(number)}]
        spans = explained_spans(text, own)
        printed = (claim.printed for claim in claims if claim.paragraph == number)
        budget = Counter(token.lower() for words in printed for _, _, token in rank_tokens(words))
        for start, end, token in tokens:
            if any(first <= start and end <= last for first, last, _ in spans):
                continue
            if budget[token.lower()]:
                budget[token.lower()] -= 1
                continue
            leftovers.append(Leftover(source, number, token, text[max(0, start - 40) : end + 40]))
    return total, tuple(leftovers)


def cover_rank_words(root: Path, documents: Path) -> dict[str, int]:
    """Return how many rank and bound words each document has, all of them accounted for.

    Parameters
    ----------
    root : Path
        The project folder.
    documents : Path
        Holds ``<source id>.txt``; a document without a file of explanations is not asked: its register has only begun.

    Raises
    ------
    DataError
        With each word that no claim prints and nothing explains.
    """
    explanations = read_explanations(root)
    claims: dict[str, list[Claim]] = {}
    for claim, _ in read_claims(root).values():
        claims.setdefault(claim.source, []).append(claim)
    totals: dict[str, int] = {}
    problems: list[Problem] = []
    for source, known in sorted(explanations.items()):
        file = documents / f"{source}.txt"
        if not file.is_file():
            continue
        blocks = paragraphs(file.read_text(encoding="utf-8"))
        totals[source], left = cover_ranks(source, blocks, claims.get(source, ()), known)
        problems += [
            Problem(
                "leftover-rank",
                f"{source}, paragraph {entry.paragraph}",
                f"`{entry.token}` is neither claimed nor explained",
                got=f"“…{entry.around}…”",
                fix=f"Add a claim that prints it, or say in {FOLDER}/{source}.csv why it is none.",
            )
            for entry in left
        ]
    if problems:
        raise DataError(problems)
    return totals
