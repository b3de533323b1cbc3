"""Measures of China's chip market and of the tools that it buys: growth by edition, the gap, quarters, buyers."""

from __future__ import annotations

import pandas as pd

from proofpress.notebook.session import ROWS, join_rows
from proofpress.notebook.taking import take
from proofpress.notebook.traced import Traced

BUYERS = ("Chinese state firms", "other buyers in China", "buyers elsewhere")


def growth_by_edition(shares: pd.DataFrame) -> pd.DataFrame:
    """Return how fast each edition saw a share rise, and how fast it expected it to rise, in points a year.

    Parameters
    ----------
    shares : DataFrame, shape (3 x editions, 4 or more)
        Columns ``edition``, ``year``, ``value`` and ``rows``: of each edition a look back, the year before, a forecast.

    Returns
    -------
    DataFrame, shape (editions, 3)
        ``back``, ``ahead`` and ``rows``, by edition.

    Raises
    ------
    ValueError
        If an edition has another number of rows than three.
    """
    if not shares.groupby("edition").size().eq(3).all():
        raise ValueError("an edition does not look back, at the year before and ahead")
    result = {}
    for edition, group in shares.sort_values("year").groupby("edition"):
        rise, span = group["value"].diff().tolist(), group["year"].diff().tolist()
        result[edition] = (rise[1] / span[1], rise[2] / span[2], join_rows(group[ROWS]))
    return pd.DataFrame.from_dict(result, orient="index", columns=["back", "ahead", ROWS])


def market_gap(market: pd.DataFrame) -> pd.DataFrame:
    """Return by year what a market took, what was made there, by own firms, and the gap that is left.

    Parameters
    ----------
    market : DataFrame
        Columns ``measure``, ``year``, ``value``, ``qualifier`` and ``rows``; forecasts and shares are left out.

    Returns
    -------
    DataFrame
        ``market``, ``made``, ``own`` (missing where not printed), ``gap`` and ``rows``, by year.
    """
    names = {"market": "market", "production in China": "made", "production by Chinese firms": "own"}
    amounts = market[market["measure"].isin(names) & (market["qualifier"].fillna("") == "")]
    years = amounts.pivot(index="year", columns="measure", values="value").astype(float).rename(columns=names)
    return years.assign(gap=years["market"] - years["made"], rows=amounts.groupby("year")[ROWS].agg(join_rows))


def quarters_of(billings: pd.DataFrame, region: str) -> pd.DataFrame:
    """Return a region's billings by quarter, under keys such as ``2023 Q1``, in order."""
    frame = billings[billings["region"] == region].copy()
    frame.index = pd.Index(frame["year"].astype(str) + " " + frame["quarter"], name="key")
    return frame.sort_index()


def half_years(billings: pd.DataFrame) -> pd.DataFrame:
    """Return each region's billings of January to June, for years that have both quarters.

    Raises
    ------
    ValueError
        If a half year lacks a quarter.
    """
    firsts = billings[billings["quarter"].isin(["Q1", "Q2"]) & ~billings["region"].isin(["World", "Rest of World"])]
    groups = firsts.groupby(["region", "year"], as_index=False)
    halves = groups.agg(billings=("billings", "sum"), count=("billings", "size"), rows=(ROWS, join_rows))
    if not halves["count"].eq(2).all():
        raise ValueError("a half year lacks a quarter")
    return halves.astype({"year": int})


def state_and_other(five: pd.DataFrame) -> dict[int, tuple[Traced, Traced]]:
    """Return by year which part of their sales makers made to China's state firms, and to all of China.

    China's part of 2022 is not printed. It follows from the sales to China in 2024 and their growth since 2022, and
    from all sales of 2022, which are those to state firms over their share.

    Parameters
    ----------
    five : DataFrame
        Columns ``measure``, ``year``, ``value`` and ``rows``.
    """

    def printed(measure: str, year: int) -> Traced:
        return take(five, "value", measure=measure, year=year)

    state = {year: printed("share of all sales made to Chinese state firms", year) for year in (2022, 2024)}
    sold = printed("sales to China", 2024) / (1 + printed("growth of sales to China since 2022", 2024) / 100)
    everything = printed("sales to Chinese state firms", 2022) / state[2022] * 100
    return {
        2022: (state[2022], sold / everything * 100),
        2024: (state[2024], printed("share of sales made to China", 2024)),
    }


def buyers(shares: dict[int, tuple[Traced, Traced]]) -> pd.DataFrame:
    """Return the parts of each year's bar, in order: state firms, other buyers in China, buyers elsewhere."""
    result = []
    for year, (state, china) in shares.items():
        rows = join_rows([*state.row_ids, *china.row_ids])
        ends = [0.0, float(state), float(china), 100.0]
        for buyer, start, end in zip(BUYERS, ends, ends[1:], strict=False):
            part = {"part": end - start, "text": f"{end - start:.0f}%", "mid": (start + end) / 2, ROWS: rows}
            result.append({"year": str(year), "buyer": buyer, "start": start, "end": end, **part})
    return pd.DataFrame(result)
