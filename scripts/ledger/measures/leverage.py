"""Lay statements for and against a condition side by side, and count months between dates known to the month."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proofpress.notebook.session import as_rows
from proofpress.notebook.traced import Traced

if TYPE_CHECKING:
    import pandas as pd

SIDES = {"for": 1, "against": -1}
"""Direction in which the statements of a side are stacked."""


def stack_sides(statements: pd.DataFrame) -> pd.DataFrame:
    """Give each statement its place in a row of marks: 1, 2, ... for, -1, -2, ... against.

    Parameters
    ----------
    statements : DataFrame, shape (statements, any)
        Columns ``condition`` and ``side`` (a key of :data:`SIDES`), in the order of drawing.

    Returns
    -------
    DataFrame, shape (statements, any + 1)
        A copy with ``place``, a whole number, no unit.

    Raises
    ------
    ValueError
        If a side is neither for nor against.

    Examples
    --------
    >>> import pandas as pd
    >>> stack_sides(pd.DataFrame({"condition": ["a", "a", "a"], "side": ["for", "against", "for"]}))["place"].tolist()
    [1, -1, 2]
    """
    unknown = sorted(set(statements["side"]) - set(SIDES))
    if unknown:
        raise ValueError(f"sides are {', '.join(SIDES)}, not {', '.join(map(str, unknown))}")
    nth = statements.groupby(["condition", "side"]).cumcount() + 1
    return statements.assign(place=nth * statements["side"].map(SIDES))


def months_between(start: str, end: str) -> int:
    """Return the months from one date to another, days left out.

    Parameters
    ----------
    start, end : str
        ISO dates known at least to the month, such as ``2023-02-13`` or ``2023-02``.

    Raises
    ------
    ValueError
        If a date has no month.

    Examples
    --------
    >>> months_between("2023-02-13", "2025-07-15")
    29
    """
    first, last = _month(start), _month(end)
    return last - first


def months_apart(first: pd.Series, second: pd.Series) -> Traced:
    """Return the months from one dated row to another, which rest on both.

    Parameters
    ----------
    first, second : Series
        With ``date``, see :func:`months_between`, and ``rows``.
    """
    return Traced(months_between(str(first["date"]), str(second["date"])), as_rows([first, second]))


def _month(date: str) -> int:
    match = re.fullmatch(r"(\d{4})-(\d{2})(-\d{2})?", date)
    if match is None:
        raise ValueError(f"a date with year and month, not {date!r}")
    return 12 * int(match[1]) + int(match[2])
