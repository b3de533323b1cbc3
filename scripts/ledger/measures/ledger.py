"""Cells of the ledger: one frame of bounds by hold and column, the texts that show them, the dates of instruments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ledger.measures.concentration import WORLD, complete_tables, concentration, newest_rows
from ledger.measures.holds import Bounds, check_bounds
from ledger.measures.ranks import Hold
from proofpress.notebook.session import ROWS, join_rows
from proofpress.text.standing import date_in, standing

CELLS = ["hold", "column", "low", "high", "period", ROWS]


def cells(column: str, entries: Mapping[str, tuple[Bounds, Any, str]]) -> pd.DataFrame:
    """Return cells of one column: the bounds of each hold, its period and its rows.

    Parameters
    ----------
    column : str
        The column's key.
    entries : mapping of str to (bounds, period, rows)
        By hold; the rows are ids joined by spaces.

    Returns
    -------
    DataFrame, shape (holds, 6)
        ``hold``, ``column``, ``low``, ``high``, ``period`` and ``rows``.

    Raises
    ------
    ValueError
        If bounds cross, or are missing.
    """
    result = []
    for hold, (bounds, period, rows) in entries.items():
        low, high = check_bounds(bounds)
        result.append((hold, column, float(low), float(high), str(period), join_rows(rows.split())))
    return pd.DataFrame(result, columns=CELLS)


def row_of(frame: pd.DataFrame, **where: Any) -> pd.Series:
    """Return the one row in which columns hold what is named.

    Raises
    ------
    ValueError
        If there is none, or more than one.
    """
    chosen = frame
    for column, wanted in where.items():
        chosen = chosen[chosen[column] == wanted]
    if len(chosen) != 1:
        raise ValueError(f"{len(chosen)} rows with {where}")
    return chosen.iloc[0]


def statements(frame: pd.DataFrame, column: str) -> tuple[Bounds, str]:
    """Return the bounds of several statements of one quantity, and their rows.

    Raises
    ------
    ValueError
        If there is no statement.
    """
    if frame.empty:
        raise ValueError("no statement")
    return (float(frame[column].min()), float(frame[column].max())), join_rows(frame[ROWS])


def concentration_by_year(output: pd.DataFrame, good: str = "mineral", amount: str = "amount") -> pd.DataFrame:
    """Return the concentration of each good in each year, from the newest complete table of the year.

    Parameters
    ----------
    output : DataFrame
        Output by country, one stage a good: the good's column, ``iso3``, ``country``, ``year``, ``edition``,
        ``edition_order``, ``rows`` and the amount; rows without an amount are left out.
    good, amount : str
        Those columns.

    Returns
    -------
    DataFrame
        As :func:`concentration`, with ``good`` first, by good and year.
    """
    known = output.dropna(subset=[amount])
    parts = [
        concentration(newest_rows(complete_tables(group, amount=amount)), amount).assign(good=name)
        for name, group in known.groupby(good, sort=True)
    ]
    whole = pd.concat(parts, ignore_index=True)
    return whole[["good", *(column for column in whole.columns if column != "good")]]


def latest_table(output: pd.DataFrame, amount: str) -> tuple[pd.DataFrame, str]:
    """Return the newest complete table of one good by country, with the column of its amounts."""
    whole = newest_rows(complete_tables(output, amount=amount))
    return whole[(whole["year"] == whole["year"].max()) & (whole["iso3"] != WORLD)], amount


def newest(frame: pd.DataFrame, good: str = "good") -> pd.DataFrame:
    """Return each good's row of the newest year, by good."""
    return frame.sort_values("year").groupby(good, sort=True).tail(1).set_index(good).sort_index()


def points(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers to publish of cells: one where bounds are equal, else both; with ``name`` and ``number``.

    An open lower end at nothing is no number to publish: the text says "at most".
    """
    result = []
    for _, cell in frame.iterrows():
        base = f"{cell['hold']}-{cell['column']}"
        if is_point(cell):
            ends = [(base, cell["low"], "")]
        else:
            ends = [(f"{base}-low", cell["low"], ", lower bound"), (f"{base}-high", cell["high"], ", upper bound")]
        result += [{**cell, "name": name, "number": end, "end": word} for name, end, word in ends if _shown(cell, end)]
    return pd.DataFrame(result)


def _shown(cell: pd.Series, end: float) -> bool:
    """Whether an end is a number to publish: all but the nothing from which an open interval starts."""
    return is_point(cell) or end != 0


def is_point(cell: Any) -> bool:
    """Whether bounds are read as one number: they are no more than a thousandth apart."""
    return bool(cell["high"] - cell["low"] <= abs(cell["high"]) / 1000)


def binding(name: str) -> str:
    """Return a text that binds a value.

    Examples
    --------
    >>> binding("tin-share")
    '{{ tin-share }}'
    """
    return f"{{{{ {name} }}}}"


def cell_text(cell: Mapping[Any, Any]) -> str:
    """Return how a cell reads: a number, two, or "at most" one.

    Examples
    --------
    >>> cell_text({"hold": "tin", "column": "share", "low": 0, "high": 30})
    'at most {{ tin-share-high }}'
    """
    base = f"{cell['hold']}-{cell['column']}"
    if is_point(cell):
        return binding(base)
    if cell["low"] == 0:
        return f"at most {binding(f'{base}-high')}"
    return f"{binding(f'{base}-low')} to {binding(f'{base}-high')}"


def shown_percent(low: float, high: float) -> str:
    """Return bounds in percent as a chart’s label.

    Examples
    --------
    >>> [shown_percent(18, 18), shown_percent(34.2, 67.6), shown_percent(0, 24)]
    ['18%', '34 to 68%', 'at most 24%']
    """
    if f"{low:.0f}" == f"{high:.0f}":
        return f"{high:.0f}%"
    return f"at most {high:.0f}%" if low == 0 else f"{low:.0f} to {high:.0f}%"


def to_rank(rows: pd.DataFrame, frame: pd.DataFrame, columns: Iterable[str]) -> list[Hold]:
    """Return the rows of a block as they are ranked.

    Parameters
    ----------
    rows : DataFrame
        Columns ``id`` and ``good``.
    frame : DataFrame
        Cells, as :func:`cells` makes them.
    columns : iterable of str
        Those that rank.
    """
    wanted = set(columns)
    held: dict[str, dict[str, Bounds]] = {}
    for _, cell in frame.iterrows():
        if cell["column"] in wanted:
            held.setdefault(cell["hold"], {})[cell["column"]] = (cell["low"], cell["high"])
    return [Hold(row["id"], row["good"], held.get(row["id"], {})) for _, row in rows.iterrows()]


def status(entry: Mapping[Any, Any], today: str) -> str:
    """Return how an instrument stands on a day, as far as its dates tell.

    Parameters
    ----------
    entry : mapping
        A row of the calendar: ``effective``, ``paused``, ``resumes`` and ``ends``, empty where not read.
    today : str
        The day, as ``2026-11-21``.

    Returns
    -------
    str
        ``ended``, ``suspended``, ``suspension ran out``, ``in force`` or ``announced``.

    Examples
    --------
    >>> status({"effective": "2024-12-03", "paused": "2025-11-09", "resumes": "2026-11-27", "ends": ""}, "2026-11-29")
    'suspension ran out'
    """
    return standing(entry, today)


def next_date(entry: Mapping[Any, Any], today: str) -> str:
    """Return the next day on which an instrument changes by its own dates; empty where none lies ahead."""
    ahead = [date_in(entry.get(key)) for key in ("effective", "resumes", "ends")]
    return min((day for day in ahead if day and day >= today[: len(day)]), default="")


def bearing_on(calendar: pd.DataFrame, hold: str) -> pd.DataFrame:
    """Return the instruments that bear on a hold, the newest first."""
    chosen = calendar[[hold in str(names).split() for names in calendar["holds"]]].copy()
    order = chosen["announced"].fillna(chosen["effective"])
    return chosen.assign(_order=order).sort_values("_order", ascending=False, kind="stable").drop(columns="_order")
