"""Counts of a table's rows, each with what was looked through, what of it counts, and what the number is in words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from proofpress.notebook.styles import COUNT, Style
from proofpress.notebook.taking import count
from proofpress.notebook.traced import Traced

Conditions = Mapping[str, object]
Counted = tuple[Conditions, Conditions, str]
"""The rows looked through, those of them that count, and what the number is in words; no condition means all."""


def part(frame: pd.DataFrame, where: Conditions) -> pd.DataFrame:
    """Return the rows of a frame whose columns hold what is asked; a list means any of its items.

    Examples
    --------
    >>> part(pd.DataFrame({"kind": ["a", "b", "c"]}), {"kind": ["a", "c"]})["kind"].tolist()
    ['a', 'c']
    """
    for column, wanted in where.items():
        frame = frame[frame[column].isin(wanted if isinstance(wanted, list) else [wanted])]
    return frame


def tally(
    frame: pd.DataFrame, counts: Mapping[str, Counted], styles: Mapping[str, Style] | None = None
) -> dict[str, tuple[Traced, Style, str]]:
    """Return counts by name as they are published: with their style, their words and the rows looked through.

    Parameters
    ----------
    frame : DataFrame, shape (rows, any)
        With ``rows`` and the columns of the conditions.
    counts : mapping of str to (whole, where, words)
        What is counted.
    styles : mapping of str to Style, optional
        Of counts that do not read as plain ones.
    """
    chosen = styles or {}
    return {
        name: (count(part(frame, whole), **where), chosen.get(name, COUNT), words)
        for name, (whole, where, words) in counts.items()
    }
