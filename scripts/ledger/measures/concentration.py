"""Concentration of production among countries: shares, the Herfindahl-Hirschman index, how far they can move.

A *table* here is what one edition of a source prints for one year: a row for the world, rows for named countries
and, mostly, one row for "other countries". Shares are of the sum of the rows, not of the printed world total,
which the source rounds on its own; so shares always add up to 100.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from proofpress.notebook.session import ROWS, join_rows
from proofpress.notebook.taking import take
from proofpress.notebook.traced import Traced

WORLD = "WLD"
OTHER = ""
"""Country code of the printed group "other countries"."""

KEYS = ["year", "edition", "edition_order"]


def _tables(frame: pd.DataFrame) -> Iterator[tuple[dict[str, Any], pd.DataFrame]]:
    """Yield each table with its year, edition and order of edition."""
    keys: Any
    for keys, table in frame.groupby(KEYS, sort=True):
        yield {"year": int(keys[0]), "edition": str(keys[1]), "edition_order": int(keys[2])}, table


def index_range(named: Iterable[float], other: float = 0.0) -> tuple[float, float]:
    """Return the lowest and highest Herfindahl-Hirschman index that a table allows.

    Parameters
    ----------
    named : iterable of float
        Amounts of the named producers, any unit, none negative.
    other : float
        Amount of the group "other producers", in the same unit.

    Returns
    -------
    low, high : float
        On the scale 0 to 10,000. ``low`` spreads the group over so many producers that it adds nothing;
        ``high`` takes it for one producer.

    Raises
    ------
    ValueError
        If an amount is negative or missing, or all are zero.

    Notes
    -----
    The high end does not assume that a producer hidden in the group is smaller than the smallest named one.
    Tables break that rule: for 2021 one edition of the United States Geological Survey names a country with 700
    tonnes of cobalt while Turkey, 2,400 tonnes in the next edition, stands in the group. One producer is the
    only bound that always holds.

    Examples
    --------
    >>> index_range([50, 50])
    (5000.0, 5000.0)
    >>> index_range([60, 30], other=10)
    (4500.0, 4600.0)
    """
    amounts = [float(amount) for amount in named]
    if any(not amount >= 0 for amount in (*amounts, other)):
        raise ValueError("an amount is negative or missing")
    total = math.fsum((*amounts, other))
    if total <= 0:
        raise ValueError("nothing is produced: the index has no meaning")
    low = math.fsum((100 * amount / total) ** 2 for amount in amounts)
    return low, low + (100 * other / total) ** 2


def equal_producers(index: float) -> float:
    """Return how many producers of equal size have this index: 10,000 over the index.

    Raises
    ------
    ValueError
        If the index is not above 0 and at most 10,000.

    Examples
    --------
    >>> equal_producers(5000)
    2.0
    """
    if not 0 < index <= 10_000:
        raise ValueError(f"a Herfindahl-Hirschman index lies above 0 and up to 10,000, not at {index}")
    return 10_000 / index


def table_coverage(frame: pd.DataFrame, amount: str = "tonnes") -> pd.DataFrame:
    """Return, for each year and edition, how much of the printed world total its rows add up to.

    Parameters
    ----------
    frame : DataFrame
        Columns ``iso3``, ``year``, ``edition``, ``edition_order``, ``rows`` and the amount.
    amount : str
        The column of amounts.

    Returns
    -------
    DataFrame, shape (tables, 7)
        Columns ``year``, ``edition``, ``edition_order``, ``parts``, ``world``, ``coverage`` (percent) and
        ``rows``, by year and edition. ``world`` and ``coverage`` are missing where no world total is printed.
    """
    result = []
    for key, table in _tables(frame):
        world = table.loc[table["iso3"] == WORLD, amount]
        parts = float(table.loc[table["iso3"] != WORLD, amount].sum())
        total = float(world.iloc[0]) if len(world) else math.nan
        coverage = 100 * parts / total
        result.append((*key.values(), parts, total, coverage, join_rows(table[ROWS])))
    columns = ["year", "edition", "edition_order", "parts", "world", "coverage", ROWS]
    return pd.DataFrame(result, columns=columns).sort_values(["year", "edition_order"], ignore_index=True)


def complete_tables(frame: pd.DataFrame, tolerance: float = 3.0, amount: str = "tonnes") -> pd.DataFrame:
    """Keep the rows of complete tables: those whose rows add up to the printed world total.

    Parameters
    ----------
    frame : DataFrame
        As for :func:`table_coverage`.
    tolerance : float
        How far, in percent of the world total, the sum of the rows may lie from it. The default allows for a
        total of 170,000 tonnes rounded to the nearest 10,000, and refuses a table that lacks a large producer.
    amount : str
        The column of amounts.

    Returns
    -------
    DataFrame
        The rows that stay, without the world row, in the frame's order.
    """
    cover = table_coverage(frame, amount)
    kept = cover[(cover["coverage"] - 100).abs() <= tolerance]
    wanted = set(zip(kept["year"], kept["edition_order"], strict=True))
    keys = zip(frame["year"], frame["edition_order"], strict=True)
    chosen = pd.Series([key in wanted for key in keys], index=frame.index, dtype=bool)
    return frame[chosen & (frame["iso3"] != WORLD)].reset_index(drop=True)


def newest_rows(frame: pd.DataFrame, keys: Sequence[str] = ("year",)) -> pd.DataFrame:
    """Keep, for each combination of keys, the rows of the newest edition that has any.

    Parameters
    ----------
    frame : DataFrame
        With the keys and ``edition_order``, higher for newer.
    keys : sequence of str
        ``("year",)`` keeps one whole table a year, never a mix of editions.

    Returns
    -------
    DataFrame
        The rows that stay, in the frame's order.

    Examples
    --------
    >>> prints = pd.DataFrame({"year": [2024, 2024], "edition_order": [1, 2], "tonnes": [28, 35]})
    >>> newest_rows(prints)["tonnes"].tolist()
    [35]
    """
    newest = frame.groupby(list(keys))["edition_order"].transform("max")
    return frame[frame["edition_order"] == newest].reset_index(drop=True)


def add_shares(frame: pd.DataFrame, amount: str = "tonnes") -> pd.DataFrame:
    """Return the frame with ``share``: percent of the sum of all rows of the same year and edition.

    Raises
    ------
    ValueError
        If a world row is among them: it would be counted twice.
    """
    if (frame["iso3"] == WORLD).any():
        raise ValueError("take the world row out before computing shares of the sum")
    total = frame.groupby(["year", "edition_order"])[amount].transform("sum")
    return frame.assign(share=100 * frame[amount] / total)


def share_by_edition(prints: pd.DataFrame, iso3: str, year: int, amount: str = "tonnes") -> list[Traced]:
    """Return a country's percent of the printed world total in a year, one an edition, the least first.

    Parameters
    ----------
    prints : DataFrame
        Columns ``iso3``, ``year``, ``edition``, ``rows`` and the amount, with world rows.
    iso3 : str
        The country.
    year : int
        The year.
    amount : str
        The column of amounts.
    """
    editions = prints[prints["year"] == year].groupby("edition")
    return sorted(100 * take(table, amount, iso3=iso3) / take(table, amount, iso3=WORLD) for _, table in editions)


def concentration(frame: pd.DataFrame, amount: str = "tonnes") -> pd.DataFrame:
    """Return one row a table: its largest producer, that producer's share and the range of the index.

    Parameters
    ----------
    frame : DataFrame
        Complete tables without the world row: ``iso3``, ``country``, ``year``, ``edition``,
        ``edition_order``, ``rows`` and the amount.
    amount : str
        The column of amounts.

    Returns
    -------
    DataFrame, shape (tables, 11)
        Columns ``year``, ``edition``, ``edition_order``, ``total``, ``top``, ``top_share`` and
        ``other_share`` (percent), ``index_low`` and ``index_high`` (0 to 10,000), ``equal`` (producers of equal
        size at the low end of the index) and ``rows``, by year and edition.

    Raises
    ------
    ValueError
        If "other countries" outweigh the largest named producer, so that the largest is unknown.
    """
    result = []
    for key, table in _tables(frame):
        named = table[(table["iso3"] != OTHER) & (table["iso3"] != WORLD)]
        other = float(table.loc[table["iso3"] == OTHER, amount].sum())
        total = float(named[amount].sum()) + other
        top = named.sort_values(amount, kind="stable").iloc[-1]
        if other > float(top[amount]):
            raise ValueError(
                f"{key['edition']}, {key['year']}: other countries exceed {top['country']}; the largest is unknown"
            )
        low, high = index_range(named[amount], other)
        result.append(
            {
                **key,
                "total": total,
                "top": top["country"],
                "top_share": 100 * float(top[amount]) / total,
                "other_share": 100 * other / total,
                "index_low": low,
                "index_high": high,
                "equal": equal_producers(low),
                ROWS: join_rows(table[ROWS]),
            }
        )
    return pd.DataFrame(result).sort_values(["year", "edition_order"], ignore_index=True)


def of_printed_totals(measured: pd.DataFrame, cover: pd.DataFrame) -> pd.DataFrame:
    """Return the index of each table with shares of the printed world total in place of the sum of its rows.

    Parameters
    ----------
    measured : DataFrame
        Of :func:`concentration`: columns ``year``, ``edition`` and ``index_low``, among others.
    cover : DataFrame
        Of :func:`table_coverage`: columns ``year``, ``edition`` and ``coverage`` (percent).
    """
    merged = measured.merge(cover[["year", "edition", "coverage"]], on=["year", "edition"], validate="one_to_one")
    return merged.assign(index_low=merged["index_low"] * (merged["coverage"] / 100) ** 2)


def edition_moves(measured: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return, for each year that several editions print, the first and the newest result and the move.

    Parameters
    ----------
    measured : DataFrame
        What :func:`concentration` returns.
    column : str
        The result to compare, such as ``top_share``.

    Returns
    -------
    DataFrame, shape (years with two editions or more, 7)
        Columns ``year``, ``first``, ``first_edition``, ``newest``, ``newest_edition``, ``move`` (newest less
        first) and ``rows``.
    """
    frame = []
    year: Any
    for year, group in measured.sort_values("edition_order").groupby("year", sort=True):
        if len(group) < 2:
            continue
        old, new = group.iloc[0], group.iloc[-1]
        frame.append(
            {
                "year": int(year),
                "first": float(old[column]),
                "first_edition": old["edition"],
                "newest": float(new[column]),
                "newest_edition": new["edition"],
                "move": float(new[column]) - float(old[column]),
                ROWS: join_rows([old[ROWS], new[ROWS]]),
            }
        )
    columns = ["year", "first", "first_edition", "newest", "newest_edition", "move", ROWS]
    return pd.DataFrame(frame, columns=columns)


def output_by_group(table: pd.DataFrame, groups: Mapping[str, str], rest: str = "All other countries") -> pd.DataFrame:
    """Return the output of some countries by year, and of all others together.

    Parameters
    ----------
    table : DataFrame
        Columns ``iso3``, ``year``, ``tonnes`` and ``rows``; one edition a year, without the world row.
    groups : mapping of str to str
        Country code to the group's name.
    rest : str
        Name of the group of all others.

    Returns
    -------
    DataFrame, shape (groups and years, 4)
        Columns ``group``, ``year``, ``tonnes`` and ``rows``, by group and year.
    """
    named = table.assign(group=table["iso3"].map(dict(groups)).fillna(rest))
    sums = named.groupby(["group", "year"], as_index=False)
    return sums.agg(tonnes=("tonnes", "sum"), rows=("rows", join_rows))
