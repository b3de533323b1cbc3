"""Rank and bound words in documents: each is printed by a claim of its paragraph, or named as not one.

"Largest", "first" and "most" assert as much as numbers do, and are as easily passed over. The program lists them as
:mod:`proofpress.evidence.number_coverage` lists numbers, and the same files explain those that are no claims.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..model.errors import DataError, Problem
from .number_coverage import ADDRESS, FOLDER, AskedDocument, Leftover, account_for, asked_documents

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


def cover_ranks(document: AskedDocument) -> tuple[int, tuple[Leftover, ...]]:
    """Return how many rank and bound words a document has, and those that nothing accounts for."""
    leftovers: list[Leftover] = []
    total = 0
    for number, text, claims, explanations in document.parts():
        account = account_for(text, rank_tokens, claims, explanations)
        total += account.total
        leftovers += account.leftovers(document.source, number, text)
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
    totals: dict[str, int] = {}
    problems: list[Problem] = []
    for document in asked_documents(root, documents):
        if not document.explanations:
            continue
        source = document.source
        totals[source], left = cover_ranks(document)
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
