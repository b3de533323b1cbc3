"""Numbers taken from frames with their rows: a cell, a total, a count, a share, a rank, an extreme.

Each call says which rows it means by columns and what they hold: ``take(plants, "capacity", name="North", year=2025)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..model.errors import Problem, PublishError, nearest
from ..model.records import Claim
from .session import ROWS, as_rows
from .traced import Traced

if TYPE_CHECKING:
    import pandas as pd


def take(source: Any, column: str, **where: Any) -> Traced:
    """Return one cell of a frame, a row or a claim, with its rows.

    Parameters
    ----------
    source : DataFrame, Series or claim
        A frame with the column ``rows``, one row of such a frame, or a claim.
    column : str
        The column that holds the number; of a claim, its field, such as ``low``.
    **where : any
        Columns, or names of the index, with what they hold in the row that is meant.

    Raises
    ------
    PublishError
        If a column is unknown, or if no row or more than one is meant.
    """
    if isinstance(source, Claim):
        return Traced(getattr(source, column), as_rows(source))
    if not hasattr(source, "columns"):
        _check_known([column, ROWS], source.index)
        return Traced(source[column], as_rows(source))
    chosen = _chosen(source, column, where)
    if len(chosen) != 1:
        thing, fix = f"`{column}` where {_said(where)}", "Say more of what the row holds."
        raise PublishError([Problem("not-one-row", "take()", thing, "one row", f"{len(chosen)} rows", fix)])
    return Traced(chosen[column].iloc[0], as_rows(chosen))


def total(frame: pd.DataFrame, column: str, **where: Any) -> Traced:
    """Return the sum of a column over the rows that are meant, with their rows.

    Parameters
    ----------
    frame, column, where
        As in :func:`take`; all rows without ``where``.
    """
    chosen = _some(frame, column, where)
    return Traced(chosen[column].sum(), as_rows(chosen))


def count(frame: pd.DataFrame, **where: Any) -> Traced:
    """Return how many rows of a frame are meant, with all that were looked through.

    Parameters
    ----------
    frame, where
        As in :func:`take`. None is a count too.
    """
    return Traced(len(_chosen(frame, ROWS, where)), as_rows(frame))


def share(frame: pd.DataFrame, column: str, **where: Any) -> Traced:
    """Return the part that some rows have in the sum of a column, in percent, with the rows of the whole.

    Parameters
    ----------
    frame : DataFrame
        The whole, such as one year's rows.
    column, where
        As in :func:`take`.
    """
    part, whole = total(frame, column, **where), total(frame, column)
    return 100 * part / whole


def rank(frame: pd.DataFrame, column: str, *, ascending: bool = False, **where: Any) -> Traced:
    """Return the place of one row by a column, the largest first, with the rows of all; ties share the better place.

    Parameters
    ----------
    frame, column, where
        As in :func:`take`.
    ascending : bool
        Whether the smallest is first.
    """
    own = take(frame, column, **where).value
    before = frame[column] < own if ascending else frame[column] > own
    return Traced(int(before.sum()) + 1, as_rows(frame))


def highest(frame: pd.DataFrame, column: str, **where: Any) -> Traced:
    """Return the largest number of a column, with the rows of all among which it is the largest."""
    chosen = _some(frame, column, where)
    return Traced(chosen[column].max(), as_rows(chosen))


def lowest(frame: pd.DataFrame, column: str, **where: Any) -> Traced:
    """Return the smallest number of a column, with the rows of all among which it is the smallest."""
    chosen = _some(frame, column, where)
    return Traced(chosen[column].min(), as_rows(chosen))


def _some(frame: pd.DataFrame, column: str, where: dict[str, Any]) -> pd.DataFrame:
    """Return the rows that are meant; none is an error."""
    chosen = _chosen(frame, column, where)
    if chosen.empty:
        thing = f"`{column}` where {_said(where)}" if where else f"`{column}` of a frame"
        raise PublishError([Problem("no-rows", "a number taken from a frame", thing, "at least one row", "none")])
    return chosen


def _chosen(frame: pd.DataFrame, column: str, where: dict[str, Any]) -> pd.DataFrame:
    """Return the rows of a frame in which columns, or levels of the index, hold what is asked."""
    levels = [name for name in frame.index.names if name is not None and name not in frame.columns]
    whole = frame.reset_index(level=levels) if levels else frame
    _check_known([column, *where, ROWS], whole.columns)
    for name, wanted in where.items():
        whole = whole[whole[name].isin(wanted) if isinstance(wanted, list | tuple | set) else whole[name] == wanted]
    return whole


def _check_known(names: list[str], known: Any) -> None:
    """Raise a problem for each column that a frame lacks."""
    problems = [
        Problem(
            "unknown-column", "a number taken from a frame", f"no column `{name}`",
            "the row ids of `load_table`, carried along" if name == ROWS else "a column of the frame",
            fix=nearest(name, map(str, known)),
        )
        for name in dict.fromkeys(names)
        if name not in known
    ]  # fmt: skip
    if problems:
        raise PublishError(problems)


def _said(where: dict[str, Any]) -> str:
    """Return a condition in words."""
    return " and ".join(f"{name} is {wanted!r}" for name, wanted in where.items()) or "nothing is asked"
