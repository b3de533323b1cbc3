"""Runs of words that a claim's statement shares with its document: facts carry over, sentences do not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ..data.claims import read_claims
from ..model.errors import DataError, Problem
from ..model.records import Claim

RUN = 8
"""Words in a row that make a copy."""
OWN = 5
"""Of those, words that are neither names nor numbers: titles and names cannot be said otherwise."""
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def longest_run(statement: str, document: str) -> str:
    """Return the longest run of words that a statement shares with a document; nothing if it is short or names alone.

    Examples
    --------
    >>> longest_run("It is the oldest of the plants that we know", "Yes, it is the oldest of the plants that stand.")
    'It is the oldest of the plants that'
    >>> longest_run("It is old", "It is old")
    ''
    """
    words = _WORD.findall(statement)
    folded = [word.lower() for word in words]
    text = f" {' '.join(word.lower() for word in _WORD.findall(document))} "
    best: list[str] = []
    for start in range(len(words)):
        end = start + max(RUN, len(best) + 1)
        while end <= len(words) and f" {' '.join(folded[start:end])} " in text:
            best = words[start:end]
            end += 1
    plain = [word for place, word in enumerate(best) if word[0].islower() or place == 0]
    return " ".join(best) if len(plain) >= OWN else ""


def check_copied_runs(root: Path, documents: Path) -> int:
    """Refuse statements that share a run of words with their document; return how many were compared.

    Raises
    ------
    DataError
        With each statement and the run that it shares.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    compared = 0
    for claim, path in read_claims(root).values():
        file = documents / f"{claim.source}.txt"
        if claim.source not in texts:
            texts[claim.source] = file.read_text(encoding="utf-8") if file.is_file() else ""
        compared += bool(texts[claim.source])
        problems += _run_problems(claim, path, texts[claim.source])
    if problems:
        raise DataError(problems)
    return compared


def _run_problems(claim: Claim, path: str, text: str) -> Iterable[Problem]:
    """Return a problem if a claim's statement copies its document."""
    run = longest_run(claim.statement, text)
    expected = f"no {RUN} words of the document in a row, names aside"
    if not run:
        return []
    return [Problem("copied-words", path, f"claim `{claim.id}`", expected, f"“{run}”", "Say it in your own words.")]
