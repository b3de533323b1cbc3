"""What cobalt can leave mines under the Congo's quota, how concentrated one buyer's sellers are, and what spot costs.

A quota is judged in tonnes and months of output: how concentrated mining is says nothing of what still arrives.
"""

from __future__ import annotations

import pandas as pd

import proofpress as pp
from ledger.measures.concentration import index_range
from ledger.measures.entries import Entries

CONGO = "COD"
SELLERS = ("nor", "fin", "can", "jpn")


def of_balance(table: pd.DataFrame, measures: pd.DataFrame, use: pd.DataFrame) -> Entries:
    """Return what is exportable with the quota, in tonnes, months of output and multiples of a buyer's use.

    Parameters
    ----------
    table : DataFrame
        The complete table of one year: ``iso3``, ``tonnes`` and ``rows``.
    measures : DataFrame
        Bans and quotas, indexed by ``id``.
    use : DataFrame
        The buyer's statistics, with ``id`` and ``value`` in tonnes.
    """
    outside, mined = pp.total(table[table["iso3"] != CONGO], "tonnes"), pp.total(table, "tonnes")
    quota = pp.take(measures, "tonnes", id="quota-2026")
    left = outside + quota
    used = pp.take(use, "value", id="cobalt-apparent-consumption-2025")
    months, when = pp.number_of("months", 1), "2026"
    return {
        "balance-tonnes": (left, pp.TONNES, "mined outside the Congo in 2025, and the quota of 2026", when),
        "balance-fall": (100 * (1 - left / mined), pp.PERCENT, "that sum against all that was mined in 2025", when),
        "balance-months": (12 * left / mined, months, "that sum in months of what was mined in 2025", when),
        "ban-months": (
            12 * outside / mined,
            months,
            "mined outside the Congo, in months of all that was mined",
            "2025",
        ),
        "balance-us-times": (outside / used, pp.TIMES, "mined outside the Congo over US use", "2025"),
    }


def of_sellers(stages: pd.DataFrame) -> Entries:
    """Return the concentration of the United States' sellers: the unnamed ones as a great many, and as one.

    Parameters
    ----------
    stages : DataFrame
        Shares of imports, indexed by ``id``.
    """
    named = [pp.take(stages, "value", id=f"us-import-share-{seller}") for seller in SELLERS]
    other = pp.take(stages, "value", id="us-import-share-other")
    low = sum((share**2 for share in named[1:]), named[0] ** 2)
    assert index_range(pd.Series([float(share) for share in named]), float(other))[0] == float(low)
    words, period = "Herfindahl-Hirschman index of sellers of cobalt to the United States", "2021 to 2024"
    return {
        "sellers-low": (low, pp.INDEX, f"{words}, those without a name as very many", period),
        "sellers-high": (low + other**2, pp.INDEX, f"{words}, those without a name as one", period),
    }


def of_premium(price: pd.DataFrame) -> Entries:
    """Return how far the US spot price lay above the exchange's, in percent.

    Parameters
    ----------
    price : DataFrame
        Newest quotations: ``market``, ``year``, ``usd_per_lb`` and ``rows``.
    """
    result: Entries = {}
    for year in (2017, 2024, 2025):
        spot, cash = (
            pp.take(price, "usd_per_lb", market=market, year=year) for market in ("US spot, cathode", "LME cash")
        )
        words = "US spot price over the cash price of the London Metal Exchange"
        result[f"premium-{year}"] = (100 * (spot / cash - 1), pp.PERCENT, words, str(year))
    return result
