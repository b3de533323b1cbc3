"""Numbers that the text on trade in chip tools states, each with its unit, how it is computed, and its time.

Each function returns the entries of one ``values`` call: name to number, style, formula and, where it differs, period.
"""

from __future__ import annotations

import pandas as pd

import proofpress as pp
from proofpress.notebook.traced import Traced

from .entries import Entries

MOMENTS = {"2022 Q3": "before", "2023 Q1": "low", "2024 Q3": "peak", "2025 Q2": "latest"}
"""Quarters that are told, with what they are: before the rules of October 2022, the low, the peak, the newest."""
REGIONS = {"China": "china", "Taiwan": "taiwan", "Korea": "korea", "North America": "america"}
"""Regions whose half year is told, with the end of the value's name."""
MAKERS = {"lam": "Lam Research", "kla": "KLA", "applied": "Applied Materials"}
PLACE = pp.Style("{}", spell=lambda place: ("first", "second", "third", "fourth", "fifth")[int(place) - 1])


def of_editions(rates: pd.DataFrame) -> Entries:
    """Return the slowest and the fastest growth that editions saw, and that they forecast.

    Parameters
    ----------
    rates : DataFrame
        Of :func:`.chip_trade.growth_by_edition`.
    """
    a_year, said = pp.number_of("percentage points a year", 1), "change of the share over the years each edition looks"
    told: Entries = {}
    for way in ("back", "ahead"):
        told[f"{way}-low"] = (pp.lowest(rates, way), a_year, f"{said} {way}, lowest of the four")
        told[f"{way}-high"] = (pp.highest(rates, way), a_year, f"{said} {way}, highest of the four")
    return told


def of_market(newest: pd.DataFrame) -> Entries:
    """Return which part of a market is made in China, and by firms with their seat there, as the newest edition has it.

    Parameters
    ----------
    newest : DataFrame
        ``value``, ``edition`` and ``rows``, indexed by ``measure`` and ``year``.
    """
    kept = {"share": ("share produced in China", [2011, 2013, 2018, 2019, 2021])}
    kept["own"] = ("share produced by Chinese firms", [2019, 2021])
    told: Entries = {}
    for name, (measure, years) in kept.items():
        for year in years:
            edition = pp.take(newest, "edition", measure=measure, year=year)
            part, printed = pp.take(newest, "value", measure=measure, year=year), f"{measure}, IC Insights"
            told[f"{name}-{year}"] = (part, pp.PERCENT.digits(1), f"{printed}, edition of {edition}", str(year))
    return told


def of_gap(years: pd.DataFrame) -> Entries:
    """Return what a market took and China did not make, first and last, and how much that grew.

    Parameters
    ----------
    years : DataFrame
        Of :func:`.chip_trade.market_gap`.
    """
    first, last = (pp.take(years, "gap", year=year) for year in (2018, 2021))
    less, over = "China’s market for integrated circuits less production in China", "the gap of 2021 over that of 2018"
    return {
        "gap-2018": (first, pp.BILLION_USD.digits(0), less, "2018"),
        "gap-2021": (last, pp.BILLION_USD.digits(0), less, "2021"),
        "gap-growth": (100 * (last / first - 1), pp.PERCENT, f"{over}, less one; two editions", "2018 to 2021"),
    }


def of_quarters(china: pd.DataFrame, world: pd.DataFrame, annual: pd.DataFrame) -> Entries:
    """Return billings in the quarters of :data:`MOMENTS`, and how they fell and rose, in China and elsewhere.

    Parameters
    ----------
    china, world : DataFrame
        Of :func:`.chip_trade.quarters_of`.
    annual : DataFrame
        Billings to China by year.
    """
    billed = {key: pp.take(china, "billings", key=key) for key in MOMENTS}
    before, low, peak, _ = MOMENTS
    rest = {key: pp.take(world, "billings", key=key) - billed[key] for key in (before, low, peak)}
    dip, fall = f"{before} to {low}", "fall of billings to the world less China"
    rebound = 100 * (pp.take(annual, "billings", year=2024) / pp.take(annual, "billings", year=2022) - 1)
    risen = "billings to China in 2024 over those of 2022, less one"
    quarters: Entries = {
        f"q-{MOMENTS[key]}": (number, pp.BILLION_USD, "chip-equipment billings to China", key.replace(" ", "-"))
        for key, number in billed.items()
    }
    return quarters | {
        "dip-china": (100 * (1 - billed[low] / billed[before]), pp.PERCENT, "fall of billings to China", dip),
        "dip-rest": (100 * (1 - rest[low] / rest[before]), pp.PERCENT.digits(1), fall, dip),
        "later-rest": (100 * (1 - rest[peak] / rest[low]), pp.PERCENT, fall, f"{low} to {peak}"),
        "rebound": (rebound, pp.PERCENT, risen, "2022 to 2024"),
    }


def of_halves(halves: pd.DataFrame) -> Entries:
    """Return billings of January to June 2025 by region, and how those to China and Taiwan moved on 2024.

    Parameters
    ----------
    halves : DataFrame
        Of :func:`.chip_trade.half_years`.
    """
    now = {place: pp.take(halves, "billings", region=place, year=2025) for place in REGIONS}
    over = {place: now[place] / pp.take(halves, "billings", region=place, year=2024) for place in ("China", "Taiwan")}
    times, fell = pp.TIMES.shown("{:.1f} times"), "fall of billings to China on the first half before"
    added = "first and second quarter, billings to"
    return {f"half-{name}": (now[place], pp.BILLION_USD, f"{added} {place}") for place, name in REGIONS.items()} | {
        "half-fall": (100 * (1 - over["China"]), pp.PERCENT, fell),
        "taiwan-times": (over["Taiwan"], times, "billings to Taiwan over those of the first half before"),
    }


def of_origins(named: pd.DataFrame, total: pd.Series, makers: pd.DataFrame) -> Entries:
    """Return where China's imported tools came from in 2024, and what part of their sales three makers made there.

    Parameters
    ----------
    named : DataFrame
        Imports by ``country_of_origin``.
    total : Series
        Imports from the main sources together.
    makers : DataFrame
        Parts of sales by ``firm``.
    """
    whole, us = pp.take(total, "value"), pp.take(named, "value", country_of_origin="United States")
    two = pp.total(named, "value", country_of_origin=["Japan", "Netherlands"])
    place, over = pp.rank(named, "value", country_of_origin="United States"), "over those from the main sources"
    told: Entries = {
        "us-place": (place, PLACE, "place among the origins by value"),
        "counted-2024": (whole, pp.BILLION_USD, "imports from the main sources that Nikkei added up"),
        "us-amount": (us, pp.BILLION_USD, "imports of tools from the United States"),
        "us-share": (100 * us / whole, pp.PERCENT, f"imports from United States {over}"),
        "two-share": (100 * two / whole, pp.PERCENT, f"imports from Japan and Netherlands {over}"),
    }
    for name, firm in MAKERS.items():
        sold = pp.take(makers, "value", measure="share of sales made to China", firm=firm)
        told[name] = (sold, pp.PERCENT, f"China’s share of the sales of {firm}")
    return told


def of_sources(origin: pd.DataFrame, us_trade: pd.DataFrame) -> Entries:
    """Return what customs say of years before: Japan's share, Singapore's growth, China's place among buyers.

    Parameters
    ----------
    origin, us_trade : DataFrame
        Imports of tools by origin, and US exports, indexed by ``id``.
    """
    japan = pp.take(origin, "value", id="share-japan-2015-2022-jw")
    singapore = pp.take(origin, "value", id="growth-since-2018-singapore-2024-nikkei")
    buyer = pp.take(us_trade, "value", id="tools-china-rank-2017")
    about, average = pp.PERCENT.shown("about {:.0f}%"), "Japan’s share, average of the years"
    grown = "growth of imports of tools from Singapore since 2018"
    return {
        "japan-average": (japan, about, average, "2015 to 2022"),
        "singapore-growth": (singapore, pp.PERCENT, grown, "2018 to 2024"),
        "rank-2017": (buyer, PLACE, "place of China among buyers of US chip machinery", "2017"),
    }


def of_buyers(five: pd.DataFrame, parts: dict[int, tuple[Traced, Traced]]) -> Entries:
    """Return what makers sold to China, and by year what part of their sales to state firms and to others there.

    Parameters
    ----------
    five : DataFrame
        Sales of the five largest makers, indexed by ``id``.
    parts : dict of int to pair of Traced
        Of :func:`.chip_trade.state_and_other`.
    """
    state = "share of all sales of the five that went to Chinese state firms"
    others = (
        "China’s share of all sales less that of state firms; for 2022 China’s share is computed from rounded figures"
    )
    sales, of_china = (pp.take(five, "value", id=f"{name}-2024") for name in ("china-sales", "state-share-china"))
    billions, about = pp.BILLION_USD.digits(0).shown("about US${:.0f} billion"), pp.PERCENT.shown("about {:.0f}%")
    told: Entries = {
        "china-sales": (sales, billions, "sales of the five to China", "2024"),
        "state-of-china": (of_china, pp.PERCENT, "share of sales to China that went to state firms", "2024"),
    }
    for year, (to_state, to_china) in parts.items():
        told[f"state-{year}"] = (to_state, pp.PERCENT, state, str(year))
        told[f"others-{year}"] = (to_china - to_state, about, others, str(year))
    return told


def of_goods(us_trade: pd.DataFrame, origin: pd.DataFrame) -> Entries:
    """Return by how much exports of chips, and imports of tools, shrank from their peak of 2021.

    Parameters
    ----------
    us_trade, origin : DataFrame
        Exports of chips, and imports of tools with their growth, indexed by ``id``.
    """
    then, now = (pp.take(origin, "value", id=f"value-united-states-{year}-nikkei") for year in (2021, 2024))
    year_before = now / (1 + pp.take(origin, "value", id="growth-united-states-2024-nikkei") / 100)
    exports = pp.take(us_trade, "value", id="chips-2023")
    fall = -pp.take(us_trade, "value", id="chips-since-peak-2023")
    since = "fall of US exports of chips and components to China since 2021"
    computed = "imports of US tools in 2023, from those of 2024 and their growth, over those of 2021; the fall"
    over, span = "imports of US tools in 2024 over those of 2021", "2021 to 2023"
    return {
        "chips-2023": (exports, pp.BILLION_USD, "US exports of chips and components to China", "2023"),
        "chips-fall": (fall, pp.PERCENT, since, span),
        "tools-fall": (100 * (1 - year_before / then), pp.PERCENT, computed, span),
        "tools-2024": (100 * now / then, pp.PERCENT, over, "2021 to 2024"),
    }
