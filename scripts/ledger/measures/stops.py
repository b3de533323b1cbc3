"""What a stop of a mineral would cost beside a year's stock of it, and how long holds lasted."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ledger.measures.ledger import binding
from ledger.measures.ledger_tables import years_until
from proofpress.notebook.session import ROWS, join_rows

POUNDS = 2204.62262
"""Pounds in a tonne."""
BASES = {
    "gallium": "metal, average value of US imports",
    "germanium": "metal, price in Europe",
    "natural graphite": "flake, average value of US imports",
}
"""The price of each mineral: its basis in the table of prices."""
PATH = ["hold", "name", "begins", "year", "share", ROWS]
DROPS = {"ten": 10, "twenty": 20, "thirty": 30}
"""Points of share whose loss is timed, in words."""


def newest_use(table: pd.DataFrame) -> pd.DataFrame:
    """Return each mineral's consumption of the newest year printed, by mineral."""
    consumed = table[table["measure"].str.contains("consumption")].sort_values("year")
    return consumed.groupby("mineral").tail(1).set_index("mineral")


def quoted(prices: pd.DataFrame, cobalt: pd.DataFrame) -> pd.DataFrame:
    """Return the prices that stocks are counted at, by mineral and year, in dollars a unit of use.

    Parameters
    ----------
    prices : DataFrame
        Columns ``mineral``, ``basis``, ``year``, ``price`` and ``rows``.
    cobalt : DataFrame
        Its quotations: ``market``, ``year``, ``usd_per_lb``, ``edition`` and ``rows``.
    """
    kept = prices[[BASES.get(str(row.mineral)) == row.basis for row in prices.itertuples()]]
    spot = cobalt[(cobalt["market"] == "US spot, cathode") & (cobalt["edition"] == "MCS 2026")]
    spot = spot.assign(mineral="cobalt", price=POUNDS * spot["usd_per_lb"])
    return pd.concat([kept, spot])[["mineral", "year", "price", ROWS]].set_index(["mineral", "year"])


def stock_table(use: pd.DataFrame, slugs: Mapping[str, str], bases: Mapping[str, str]) -> pd.DataFrame:
    """Return the table of what stocks cost, its cells binding the values published of each mineral.

    Parameters
    ----------
    use : DataFrame
        As :func:`newest_use` returns it.
    slugs, bases : mapping of str to str
        Each mineral's name in values, and the words on its price.
    """
    rows = {}
    for mineral, slug in slugs.items():
        cells = {"mineral": mineral.capitalize(), "basis": bases[mineral], "cost": binding(f"stock-{slug}")}
        cells["use"] = f"{binding(f'{slug}-use')} {use.unit[mineral]} in {use.year[mineral]}"
        for column in ("loss", "times"):
            ends = " to ".join(binding(f"{column}-{slug}-{end}") for end in ("low", "high"))
            cells[column] = ends if mineral in ("gallium", "germanium") else ""
        rows[slug] = cells
    return pd.DataFrame.from_dict(rows, orient="index")


def lost_shares(paths: pd.DataFrame) -> pd.DataFrame:
    """Return paths with the points lost since the first figure of each hold, and the years since.

    Parameters
    ----------
    paths : DataFrame
        Columns ``hold``, ``name``, ``begins``, ``year``, ``share`` and ``rows``, by year within a hold.
    """
    first = paths.groupby("hold")[["share", "year"]].transform("first")
    label = [f"{row.name} {row.share:.0f}%" for row in paths.itertuples(index=False)]
    return paths.assign(points=first["share"] - paths["share"], after=paths["year"] - first["year"], label=label)


def ends_of(paths: pd.DataFrame) -> pd.DataFrame:
    """Return the first and the last figure of each hold, with ``end``."""
    groups = paths.groupby("hold", sort=False)
    return pd.concat([groups.head(1).assign(end="first"), groups.tail(1).assign(end="last")], ignore_index=True)


def years_lost(paths: pd.DataFrame) -> pd.DataFrame:
    """Return, for each hold and each loss that it saw, the years until it, on the rows of the whole path.

    Returns
    -------
    DataFrame
        ``hold``, ``name``, ``points`` in words, ``years``, ``lost`` (the points that were lost by then) and ``rows``; a
        loss that has not come has no row.
    """
    result = []
    for hold, path in paths.groupby("hold", sort=False):
        for word, points in DROPS.items():
            years = years_until(path, int(path["year"].min()), points)
            if years is not None:
                lost = float(path.loc[path["after"] == years, "points"].iloc[0])
                result.append((hold, path["name"].iloc[0], word, years, lost, join_rows(path[ROWS])))
    return pd.DataFrame(result, columns=["hold", "name", "points", "years", "lost", ROWS])


def speed_table(paths: pd.DataFrame) -> pd.DataFrame:
    """Return the table of how fast holds went, its cells binding the values published of each hold."""
    ends = ends_of(paths).set_index(["hold", "end"])
    came = years_lost(paths).set_index(["hold", "points"]).index
    rows = {}
    for hold, path in paths.groupby("hold", sort=False):
        cells = {"hold": path["name"].iloc[0], "begins": path["begins"].iloc[0]}
        cells |= {end: f"{binding(f'{hold}-{end}')} in {ends.year[hold, end]}" for end in ("first", "last")}
        cells |= {word: f"{binding(f'{hold}-{word}')} years" if (hold, word) in came else "" for word in DROPS}
        rows[str(hold)] = cells
    return pd.DataFrame.from_dict(rows, orient="index")
