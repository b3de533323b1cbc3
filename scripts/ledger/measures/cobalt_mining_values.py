"""Numbers that the text on cobalt mining states, each with its unit, how it is computed, and the time it speaks of.

Each function returns the entries of one ``values`` call: name to number, style, formula and, where it differs, period.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

import proofpress as pp
from proofpress.model.records import Claim
from proofpress.notebook.session import ROWS

from .concentration import WORLD, edition_moves, share_by_edition
from .entries import Entries, among

CONGO, INDONESIA = "COD", "IDN"
TENTH = pp.PERCENT.digits(1)
OF_ROWS = "DR Congo in percent of the sum of rows"
GUIDELINES = {1800: "highly concentrated by the US merger guidelines of 2023"}
MAJORITY = {50: "a majority of what the world mines"}


def of_tables(cover: pd.DataFrame, newest: pd.DataFrame) -> Entries:
    """Return how many years have a complete table, and how nearly complete the best one of the gap is.

    Parameters
    ----------
    cover : DataFrame
        Of :func:`.concentration.table_coverage`.
    newest : DataFrame
        Of :func:`.concentration.concentration`, indexed by year.
    """
    missing = cover[cover["year"].between(2016, 2019)]
    best = missing.sort_values("coverage", ascending=False).iloc[0]
    reached = "largest sum of rows in percent of the printed world total, 2016 to 2019"
    first, last = (pp.take(newest, "year", year=year) for year in (newest.index.min(), newest.index.max()))
    return {
        "best-coverage-gap": (pp.take(best, "coverage"), pp.PERCENT, reached),
        "years-with-table": (pp.count(newest), pp.COUNT, "years with a complete table"),
        "year-first": (first, pp.WORD, "first year with a complete table"),
        "year-last": (last, pp.WORD, "last year with a complete table"),
    }


def of_shares(table: pd.DataFrame, newest: pd.DataFrame, prints: pd.DataFrame, stages: pd.DataFrame) -> Entries:
    """Return the Congo's share in our tables, in its rounded world total and in what others print, and Indonesia's.

    Parameters
    ----------
    table, newest, prints : DataFrame
        The rows of the newest complete tables, what they add up to by year, and all that is printed.
    stages : DataFrame
        Statistics as printed, indexed by ``id``.
    """
    shared = "DR Congo in percent of the sum of rows, newest complete edition"
    share: Entries = {
        f"congo-share-{year}": (
            pp.take(newest, "top_share", year=year),
            pp.PERCENT,
            shared,
            {"period": str(year), "thresholds": MAJORITY},
        )
        for year in (2015, 2025)
    }
    for year in (2020, 2025):
        part = pp.share(table[table["year"] == year], "tonnes", iso3=INDONESIA)
        share[f"indonesia-share-{year}"] = (part, pp.PERCENT, "Indonesia in percent of the sum of rows", str(year))
    low, high = share_by_edition(prints[prints["edition"].str.startswith("page quoting USGS")], CONGO, 2019)
    quoted = "DR Congo in percent of the world total on a page that quotes USGS"
    world, mined = pp.take(prints, "tonnes", iso3=WORLD, year=2025), pp.take(table, "tonnes", iso3=CONGO, year=2025)
    total, stated = pp.take(newest, "total", year=2025), pp.take(stages, "value", id="mine-share-cod-2025")
    of_total = "DR Congo in percent of the printed world total"
    as_stated = "DR Congo’s share of mine production as USGS states it"
    return share | {
        "share-2019-low": (low, pp.PERCENT, quoted, "2019"),
        "share-2019-high": (high, pp.PERCENT, quoted, "2019"),
        "world-printed-2025": (world, pp.TONNES, "world total as printed", "2025"),
        "world-sum-2025": (total, pp.TONNES, "world mine production, sum of the rows", "2025"),
        "share-printed-2025": (100 * mined / world, pp.PERCENT, of_total, "2025"),
        "share-stated-2025": (stated, pp.PERCENT, as_stated, "2025"),
    }


def of_index(measured: pd.DataFrame, newest: pd.DataFrame) -> Entries:
    """Return the index in two years, and how far unnamed producers and editions can move it.

    Parameters
    ----------
    measured, newest : DataFrame
        Of :func:`.concentration.concentration`: all complete tables; the newest, indexed by year.
    """
    points = pp.number_of("index points")
    room = measured.assign(points=measured["index_high"] - measured["index_low"])
    widest = room.sort_values("points").iloc[-1]
    squared = "sum of squared percent shares of named countries; other countries add nothing"
    group = "largest square of the group’s share, all complete editions"
    fall = pp.take(newest, "index_low", year=2024) - pp.take(newest, "index_low", year=2025)
    index: Entries = {}
    for year in (2015, 2025):
        low, told = pp.take(newest, "index_low", year=year), {"period": str(year), "thresholds": GUIDELINES}
        equal = pp.take(newest, "equal", year=year)
        index[f"index-{year}"] = (low, pp.INDEX, squared, told)
        index[f"equal-{year}"] = (equal, pp.number_of("countries", 1), "10,000 divided by the index", str(year))
    return index | {
        "other-points-max": (pp.take(widest, "points"), points, group, str(widest["year"])),
        "other-points-year": (pp.take(widest, "year"), pp.WORD, "year in which the group could add most"),
        "index-fall-2025": (fall, points, "index of 2024 less index of 2025", "2024 to 2025"),
    }


def of_editions(measured: pd.DataFrame) -> Entries:
    """Return how far a newer edition moved the index and the share of the Congo.

    Parameters
    ----------
    measured : DataFrame
        Of :func:`.concentration.concentration`, all complete tables.
    """
    points = pp.number_of("index points")
    moves = edition_moves(measured, "index_low")
    ranked: Any = moves.reindex(moves["move"].abs().sort_values(ascending=False).index)
    (most, second), moved = ranked["move"].abs().iloc[:2], int(ranked["year"].iloc[0])
    share = edition_moves(measured, "top_share")
    sizes = share.assign(move=share["move"].abs())
    largest = "largest move between first and newest complete edition"
    farthest = "largest move of the Congo’s share between first and newest complete edition"
    return {
        "move-year": (pp.take(moves, "year", year=moved), pp.WORD, "year whose index moved most between editions"),
        "move-index-max": (among(most, moves), points, largest, str(moved)),
        "move-index-other": (among(second, moves), points, "second largest move between editions"),
        "move-share-points": (pp.highest(sizes, "move"), pp.POINTS, farthest),
    } | {
        f"move-share-{end}": (pp.take(share, end, year=moved), pp.PERCENT, f"{OF_ROWS}, {end} edition", str(moved))
        for end in ("first", "newest")
    }


def of_outside(table: pd.DataFrame, prints: pd.DataFrame, claimed: Claim) -> Entries:
    """Return what was mined outside the Congo, with and without Indonesia, and how fast the Congo and the world grew.

    Parameters
    ----------
    table, prints : DataFrame
        The rows of the newest complete tables; the world totals of other years.
    claimed : Claim
        The Congo's share in 2018.
    """
    outside = table[table["iso3"] != CONGO]
    rest, without = outside[outside["iso3"] != INDONESIA], "sum of rows without DR Congo"
    amounts: Entries = {}
    for year in (2015, 2020, 2025):
        when = str(year)
        amounts[f"outside-{year}"] = (pp.total(outside, "tonnes", year=year), pp.TONNES, without, when)
        amounts[f"rest-{year}"] = (pp.total(rest, "tonnes", year=year), pp.TONNES, f"{without} and Indonesia", when)
    grown = 100 * (amounts["outside-2025"][0] / amounts["outside-2015"][0] - 1)
    before, after = (pp.take(table, "tonnes", iso3=CONGO, year=year) for year in (2015, 2025))
    world_2017, world_2018 = (pp.take(prints, "tonnes", iso3=WORLD, year=year) for year in (2017, 2018))
    left = world_2018 * (1 - pp.take(claimed, "low") / 100)
    growth = 100 * (world_2018 / world_2017 - 1)
    return amounts | {
        "outside-rise": (grown, pp.PERCENT, f"rise of the {without}", "2015 to 2025"),
        "congo-multiple": (after / before, pp.TIMES, "mine production of 2025 over 2015", "2015 to 2025"),
        "outside-2018": (left, pp.TONNES, "world total times one less the share that CSIS gives", "2018"),
        "world-growth-2018": (growth, pp.PERCENT, "growth of the printed world total", "2017 to 2018"),
        "congo-tonnes-2025": (after, pp.TONNES, "mine production as printed", "2025"),
    }


def of_quotas(measures: pd.DataFrame, table: pd.DataFrame) -> Entries:
    """Return when the Congo banned exports, what it lets out since, and what part that is of what it mined.

    Parameters
    ----------
    measures : DataFrame
        Bans and quotas, indexed by ``id``.
    table : DataFrame
        The rows of the newest complete tables.
    """
    month, stated = pp.Style("{}", spell=lambda date: f"{pd.Timestamp(date):%B %Y}"), "month as USGS states it"
    set_by, yearly = "DR Congo’s export quota as USGS states it", pp.number_of("tonnes a year")
    starts, ends = (pp.take(measures, edge, id="ban-2025") for edge in ("starts", "ends"))
    first = pp.take(measures, "tonnes", id="quota-2025")
    quota, strategic = (
        pp.highest(measures, "tonnes", id=[f"{kind}-2026", f"{kind}-2027"]) for kind in ("quota", "strategic")
    )
    part, years = 100 * quota / pp.take(table, "tonnes", iso3=CONGO, year=2025), "2026 and 2027"
    return {
        "ban-start": (starts, month, stated),
        "ban-end": (ends, month, stated),
        "quota-2025": (first, pp.TONNES, set_by, "from October 2025"),
        "quota-2026": (quota, yearly, f"{set_by}, an upper limit", years),
        "quota-strategic": (strategic, yearly, "part of the quota, as USGS states it", years),
        "quota-part": (part, pp.PERCENT, "yearly quota over mine production of 2025"),
    }


def of_reserves(held: pd.DataFrame, dug: pd.DataFrame, stock: pd.DataFrame) -> Entries:
    """Return what part of reserves and of mining three countries have, and what a new edition did to Russia's.

    Parameters
    ----------
    held, dug : DataFrame
        ``tonnes`` of reserves and of mine production, indexed by ``country``.
    stock : DataFrame
        Reserves as printed, of all editions.
    """
    of_sum, parts = "in percent of the sum of rows", {}
    for name in ("DR Congo", "Australia", "Indonesia"):
        slug = name.split()[-1].lower()
        kept = pp.share(held, "tonnes", country=name)
        parts[f"reserves-{slug}"] = (kept, pp.PERCENT, f"{name} {of_sum}", "edition of 2026")
    for name in ("Australia", "Indonesia"):
        mined = pp.share(dug, "tonnes", country=name)
        parts[f"mine-{name.lower()}"] = (mined, pp.PERCENT, f"{name} {of_sum}", "2025")
    before, after = (pp.take(stock, "tonnes", iso3="RUS", edition=f"MCS {year}") for year in (2025, 2026))
    printed = "reserves as printed"
    return parts | {
        "russia-before": (before, pp.TONNES, printed),
        "russia-after": (after, pp.TONNES, printed),
    }


def of_agencies(table: pd.DataFrame, prints: pd.DataFrame, newest: pd.DataFrame, others: pd.DataFrame) -> Entries:
    """Return what other agencies, and other editions, print beside our tables.

    Parameters
    ----------
    table, prints, newest : DataFrame
        As in :func:`of_shares`.
    others : DataFrame
        Amounts of other agencies, indexed by ``id``.
    """
    below = [
        100 * (1 - pp.take(table, "tonnes", iso3=CONGO, year=year) / pp.take(others, "tonnes", id=f"cod-{year}-bgs"))
        for year in range(2011, 2016)
    ]
    gaps = pd.DataFrame({"gap": [float(gap) for gap in below], ROWS: [" ".join(gap.row_ids) for gap in below]})
    under, span = "USGS below BGS, mine production of DR Congo", "2011 to 2015"
    bgs, wmd = (
        100 * pp.take(others, "tonnes", id=f"cod-{table}") / pp.take(others, "tonnes", id=f"wld-{table}")
        for table in ("2015-bgs", "2024-wmd")
    )
    usgs = pp.take(prints, "tonnes", edition="MCS 2026", year=2024, iso3=WORLD)
    mining_data = pp.take(others, "tonnes", id="wld-2024-wmd")
    [of_yearbook] = share_by_edition(prints[prints["edition"] == "Minerals Yearbook 2023, in part"], CONGO, 2022)
    then, now = (pp.take(newest, "top_share", year=year) for year in (2022, 2024))
    return {
        "bgs-gap-low": (pp.lowest(gaps, "gap"), pp.PERCENT, under, span),
        "bgs-gap-high": (pp.highest(gaps, "gap"), pp.PERCENT, under, span),
        "bgs-share-2015": (bgs, pp.PERCENT, "DR Congo over the sum of reporting countries", "2015"),
        "usgs-world-2024": (usgs, pp.TONNES, "world total as printed", "2024"),
        "wmd-world-2024": (mining_data, pp.TONNES, "world total as printed", "2024"),
        "usgs-share-2024": (now, TENTH, OF_ROWS, "2024"),
        "wmd-share-2024": (wmd, TENTH, "DR Congo over the world total", "2024"),
        "yearbook-share-2022": (of_yearbook, TENTH, "DR Congo over the printed world total", "2022"),
        "mcs-share-2022": (then, TENTH, OF_ROWS, "2022"),
    }
