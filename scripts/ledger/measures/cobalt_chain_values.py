"""Numbers that the text on the cobalt chain and on the price states: refining, deals, prices, each with its formula.

Each function returns the entries of one ``values`` call: name to number, style, formula and, where it differs, period.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

import proofpress as pp
from proofpress.model.records import Claim
from proofpress.notebook.traced import Traced

from .concentration import share_by_edition
from .entries import Entries

CHINA = "CHN"
TENTH = pp.PERCENT.digits(1)
DEALS = ("gem-tonnes", "glencore-half-world", "glencore-third")
"""Claims on one sale, which a document tells twice."""


def of_china(parsed: pd.DataFrame, now: pd.DataFrame, capacity: pd.DataFrame, stages: pd.DataFrame) -> Entries:
    """Return China's part of mining, of refineries and of what they make.

    Parameters
    ----------
    parsed, now : DataFrame
        Mine production with printed world totals; the rows of the newest year.
    capacity : DataFrame
        Yearly capacity of refineries, indexed by ``iso3``, without the world.
    stages : DataFrame
        Statistics as printed, indexed by ``id``.
    """
    [in_2019], in_2025 = share_by_edition(parsed, CHINA, 2019), pp.share(now, "tonnes", iso3=CHINA)
    held = pp.share(capacity, "tonnes_per_year", iso3=CHINA)
    refined = {year: pp.take(stages, "value", id=f"refined-share-chn-{year}") for year in (2017, 2021)}
    made, of_output = pp.take(stages, "value", id="refined-output-chn-2023"), "China’s share of refined cobalt"
    return {
        "china-mine-2019": (in_2019, TENTH, "China over the printed world total", "2019"),
        "china-mine-2025": (in_2025, TENTH, "China in percent of the sum of rows", "2025"),
        "refinery-capacity-2015": (held, pp.PERCENT, "capacity in China over the sum of rows", "end of 2015"),
        "refined-tonnes-2023": (made, pp.TONNES, "refined cobalt made in China, as a press page quotes it", "2023"),
    } | {
        f"refined-{year}": (number, pp.PERCENT, f"{of_output} as the source states it", str(year))
        for year, number in refined.items()
    }


def of_america(stages: pd.DataFrame) -> Entries:
    """Return what part of its cobalt the United States imports, and how much of that four allies sell.

    Parameters
    ----------
    stages : DataFrame
        Statistics as printed, indexed by ``id``.
    """
    reliance = pp.take(stages, "value", id="us-net-import-reliance-2025")
    use, stated = pp.PERCENT.of("apparent consumption"), "net import reliance as USGS states it, estimated"
    four = pp.total(stages, "value", id=[f"us-import-share-{iso3}" for iso3 in ("nor", "fin", "can", "jpn")])
    summed = "US cobalt imports from Norway, Finland, Canada and Japan, sum of the shares"
    return {
        "us-reliance": (reliance, use, stated, "2025"),
        "us-four": (four, pp.PERCENT.of("imports"), summed, "2021 to 2024"),
    }


def of_deals(said: Mapping[str, Claim], press: pd.DataFrame, world: Traced) -> Entries:
    """Return what one contract sells, by the document that tells it twice and by the press.

    Parameters
    ----------
    said : mapping of str to Claim
        The claims of :data:`DEALS`.
    press : DataFrame
        Facts of the press, indexed by ``id``.
    world : Traced
        World mine production of 2017.
    """
    sold, half, third = (pp.take(said[name], "low") for name in DEALS)
    contract = [f"glencore-gem-{year}" for year in (2018, 2019, 2020)]
    opening, whole = pp.take(press, "value", id=contract[0]), pp.total(press, "value", id=contract)
    part, gem = "three years of the contract over world mine production of 2017", "cobalt for GEM"
    implied = "half of the world over a third of Glencore"
    return {
        "gem-tonnes": (sold, pp.TONNES, "cobalt sold to GEM as CSIS 2020 prints it", "2017"),
        "gem-first-year": (opening, pp.TONNES, f"{gem} in the contract’s first year, as Reuters reports it", "2018"),
        "gem-total": (whole, pp.TONNES, f"{gem} over the contract’s three years, summed", "2018 to 2020"),
        "gem-total-share": (100 * whole / world, pp.PERCENT, part),
        "glencore-third": (third, pp.PERCENT, "one third, as CSIS 2020 prints it in words", "2018"),
        "glencore-implied": (100 * half / third, pp.PERCENT, implied),
    }


def claimed_prices(spot: pd.DataFrame, rise: Traced) -> tuple[Traced, Traced]:
    """Return the lowest and the highest price that a rise in percent means, counted from 2017, 2018 or 2019.

    Parameters
    ----------
    spot : DataFrame
        ``usd_per_lb`` and ``rows``, indexed by year.
    rise : Traced
        In percent.
    """
    bases, times = spot.loc[[2017, 2018, 2019]], 1 + rise / 100
    return pp.lowest(bases, "usd_per_lb") * times, pp.highest(bases, "usd_per_lb") * times


def of_price(spot: pd.DataFrame, rise: Traced, press: pd.DataFrame) -> Entries:
    """Return the price in two years, and what a claimed rise of it would mean.

    Parameters
    ----------
    spot, rise
        As in :func:`claimed_prices`.
    press : DataFrame
        Facts of the press, indexed by ``id``.
    """
    pound, fold = pp.number_of("US dollars a pound"), pp.TIMES.digits(0)
    average = "United States spot price of cathode, annual average"
    reading = "average price of 2017 to 2019 times the multiple, our arithmetic"
    nominal = "fall of the United States spot price, annual averages, nominal"
    printed = pp.PERCENT.shown("{:,.0f}%")
    then, now = (pp.take(spot, "usd_per_lb", year=year) for year in (2018, 2025))
    low, high = claimed_prices(spot, rise)
    demand = pp.take(press, "value", id="demand-multiple-2030")
    of_2016 = "world demand over that of 2016, as a Bloomberg article gives it"
    return {
        "price-2018": (then, pound, average, "2018"),
        "price-2025": (now, pound, average, "2025"),
        "price-fall": (100 * (1 - now / then), pp.PERCENT, nominal, "2018 to 2025"),
        "price-rise-claimed": (rise, printed, "rise of the cobalt price that CSIS 2020 prints", "by 2030"),
        "price-multiple": (1 + rise / 100, fold, "one plus the rise"),
        "price-claim-low": (low, pound, f"lowest {reading}", "2030"),
        "price-claim-high": (high, pound, f"highest {reading}", "2030"),
        "price-needed": (low / now, fold, "lowest reading of the claim over the price of 2025"),
        "demand-multiple": (demand, fold, of_2016, "2030"),
    }
