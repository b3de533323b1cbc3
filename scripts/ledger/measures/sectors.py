"""Place a sector by Kennedy's questions, find what would move it, and count how well a factor sorts cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from proofpress.notebook.session import ROWS, join_rows

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "tech": ("yes", "no"),
    "market": ("yes", "no"),
    "earn": ("yes", "no", "unknown"),
    "invest": ("yes", "no"),
    "chains": ("yes", "no"),
    "firms": ("yes", "no"),
}
"""Questions of the framework ``sector-placement`` with their answers, in order."""
HARMS = ("invest", "chains", "firms")
MARKS = 2
"""Kinds of harm that make an effect destructive; our reading, as the framework says."""


def place(answers: Mapping[str, str]) -> str:
    """Return the category of a sector, from its answers.

    Parameters
    ----------
    answers : mapping of str to str
        An answer for each of :data:`QUESTIONS`.

    Returns
    -------
    str
        ``A`` to ``D``: success or failure, by a constructive or a destructive effect.

    Raises
    ------
    ValueError
        If an answer is missing or unknown.

    Examples
    --------
    >>> yes = dict.fromkeys(QUESTIONS, "yes")
    >>> place(yes), place({**yes, "tech": "no"})
    ('B', 'D')
    """
    for question, allowed in QUESTIONS.items():
        if answers.get(question) not in allowed:
            raise ValueError(f"answer to `{question}`: expected {' or '.join(allowed)}, got {answers.get(question)}")
    success = answers["tech"] == "yes" and not answers["market"] == answers["earn"] == "no"
    destructive = sum(answers[harm] == "yes" for harm in HARMS) >= MARKS
    return ("AB" if success else "CD")[destructive]


def turning(answers: Mapping[str, str]) -> dict[str, str]:
    """Return the questions whose answer alone would move a sector, each with where it would move.

    Examples
    --------
    >>> turning({**dict.fromkeys(QUESTIONS, "yes"), "invest": "no"})
    {'tech': 'D', 'chains': 'A', 'firms': 'A'}
    """
    result = place(answers)
    moves = {}
    for question, allowed in QUESTIONS.items():
        there = {place({**answers, question: other}) for other in allowed} - {result}
        if there:
            moves[question] = min(there)
    return moves


def sorted_right(cases: pd.DataFrame, factor: str, outcome: str) -> int:
    """Return how many cases a factor sorts rightly, when each of its values is taken to mean one outcome.

    Parameters
    ----------
    cases : DataFrame, shape (cases, any)
        One row a case.
    factor, outcome : str
        Columns of words.

    Returns
    -------
    int
        Cases in the commonest outcome of their factor's value. With few cases a factor sorts well by chance.
    """
    return sum(max(Counter(group[outcome]).values()) for _, group in cases.groupby(factor))


def answers_of(table: pd.DataFrame, cases: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return each case's answers by question, in the order of ``cases``."""
    return {
        case: dict(zip(item["question"], item["answer"], strict=True))
        for case in cases
        for item in [table[table["case"] == case]]
    }


def with_sources(table: pd.DataFrame, column: str = "rests_on") -> pd.Series:
    """Return each row's trail: its own row id with those it rests on.

    Parameters
    ----------
    table : DataFrame, shape (rows, any)
        ``column`` holds row ids joined by spaces, or nothing.
    column : str
        Name of that column.
    """
    return pd.Series(
        [
            join_rows([own, *(rests or "").split()])
            for own, rests in zip(table[ROWS], table[column].fillna(""), strict=True)
        ],
        index=table.index,
        dtype="str",
    )
