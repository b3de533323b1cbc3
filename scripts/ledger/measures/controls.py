"""Minerals under export control: one country's share of output, what is left of its exports, who passes a test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from ledger.measures.concentration import WORLD
from proofpress.notebook.session import ROWS, join_rows


def output_shares(frame: pd.DataFrame, iso3: str = "CHN") -> pd.DataFrame:
    """Return a country's share of output for each mineral and year, from the newest edition.

    Parameters
    ----------
    frame : DataFrame, shape (rows, any)
        Columns ``mineral``, ``year``, ``iso3``, ``amount``, ``edition``, ``edition_order`` and ``rows``; one stage of
        each mineral. Rows without an amount are left out.
    iso3 : str
        The country.

    Returns
    -------
    DataFrame, shape (mineral-years, 6)
        ``mineral``, ``year``, ``share`` (percent), ``basis``, ``edition`` and ``rows``. The share is of the sum of the
        rows where the edition's countries are at hand, else of the world total as printed; ``basis`` says which.

    Raises
    ------
    ValueError
        If some edition has the country but neither other countries nor a world total.
    """
    known = frame.dropna(subset=["amount"])
    newest = known.groupby(["mineral", "year"])["edition_order"].transform("max")
    held = known[known["edition_order"] == newest]
    held = held[held["mineral"].isin(held.loc[held["iso3"] == iso3, "mineral"])]
    result = []
    key: Any
    for key, table in held.groupby(["mineral", "year", "edition"], sort=True):
        mineral, year, edition = key
        own = table.loc[table["iso3"] == iso3, "amount"]
        if own.empty:
            continue
        parts = table[table["iso3"] != WORLD]
        world = table.loc[table["iso3"] == WORLD, "amount"]
        if len(parts) > 1:
            total, basis, used = float(parts["amount"].sum()), "sum of countries", parts
        elif len(world):
            total, basis, used = float(world.iloc[0]), "world total as printed", table
        else:
            raise ValueError(f"{mineral} {year}: nothing to take a share of")
        share = 100 * float(own.iloc[0]) / total
        result.append((mineral, int(year), share, basis, edition, join_rows(used[ROWS])))
    return pd.DataFrame(result, columns=["mineral", "year", "share", "basis", "edition", ROWS])


def left_after(frame: pd.DataFrame, pairs: Iterable[tuple[str, Sequence[str], Sequence[str]]]) -> pd.DataFrame:
    """Return what is left of exports to the world: an amount in percent of an earlier one.

    Parameters
    ----------
    frame : DataFrame, shape (rows, any)
        Columns ``product``, ``iso3``, ``period``, ``value`` and ``rows``; one unit for a product.
    pairs : iterable of (product, before, after)
        Periods to add up on each side; each must be in the frame once.

    Returns
    -------
    DataFrame, shape (pairs, 6)
        ``product``, ``period``, ``before``, ``after``, ``left`` (percent of before) and ``rows``, in the order given.

    Raises
    ------
    KeyError
        If the frame lacks a period of a product.
    ValueError
        If nothing was exported before, or a period stands twice.
    """
    world = frame[frame["iso3"] == WORLD].set_index(["product", "period"])
    if not world.index.is_unique:
        raise ValueError("a product has one period twice")
    table = []
    for product, before, after in pairs:
        first = world.loc[[(product, period) for period in before]]
        second = world.loc[[(product, period) for period in after]]
        base = float(first["value"].sum())
        if base <= 0:
            raise ValueError(f"{product}: nothing exported before")
        rows = join_rows([*first[ROWS], *second[ROWS]])
        amount = float(second["value"].sum())
        table.append((product, " and ".join(after), base, amount, 100 * amount / base, rows))
    return pd.DataFrame(table, columns=["product", "period", "before", "after", "left", ROWS])


def passes(answers: Mapping[str, str]) -> str:
    """Return how a material stands in a test of conditions that must all hold.

    Parameters
    ----------
    answers : mapping of str to str
        Each condition's answer: ``yes``, ``no`` or ``not said``.

    Returns
    -------
    str
        ``fails`` if any fails, ``passes`` if all hold, else ``passes as far as told``.

    Raises
    ------
    ValueError
        If there is no answer, or another one.

    Examples
    --------
    >>> passes({"dominant": "yes", "scarce": "not said"})
    'passes as far as told'
    """
    given = set(answers.values())
    if not given or given - {"yes", "no", "not said"}:
        raise ValueError(f"answers must be yes, no or not said, not {sorted(given)}")
    if "no" in given:
        return "fails"
    return "passes" if given == {"yes"} else "passes as far as told"


def results(answers: pd.DataFrame) -> dict[str, str]:
    """Return how each material stands in the test, as :func:`passes` says.

    Parameters
    ----------
    answers : DataFrame, shape (answers, any)
        Columns ``material``, ``condition`` and ``answer``.
    """
    return {
        str(name): passes(dict(zip(part["condition"], part["answer"], strict=True)))
        for name, part in answers.groupby("material")
    }


def price_levels(prices: pd.DataFrame, names: Mapping[tuple[str, str], str], base: int) -> pd.DataFrame:
    """Return prices in percent of those of a base year, each resting on both prices.

    Parameters
    ----------
    prices : DataFrame, shape (rows, any)
        Columns ``mineral``, ``basis``, ``year``, ``price`` and ``rows``.
    names : mapping of (mineral, basis) to str
        The series that are meant, and how each is called.
    base : int
        The year that is a hundred; years from the one before it on are given.

    Returns
    -------
    DataFrame, shape (years of the series, any)
        With ``series`` and ``level``, sorted by series and year.
    """
    rates = prices[prices["year"] >= base - 1].copy()
    rates["series"] = [names.get(key, "") for key in zip(rates["mineral"], rates["basis"], strict=True)]
    rates = rates[rates["series"] != ""].sort_values(["series", "year"], ignore_index=True)
    rates["year"] = rates["year"].astype(int)
    first = rates[rates["year"] == base].set_index("series")
    rates["level"] = 100 * rates["price"] / rates["series"].map(first["price"])
    pairs = zip(rates[ROWS], rates["series"].map(first[ROWS]), strict=True)
    return rates.assign(rows=[join_rows(pair) for pair in pairs])
