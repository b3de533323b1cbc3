"""Cobalt's price within the year of the Congo's ban, what the world uses, and what one company mines.

A yearly average hides what a ban did: quarters and months of one basis show it, and bases are never joined.
"""

from __future__ import annotations

import pandas as pd

import proofpress as pp
from ledger.measures.cobalt_balance import CONGO
from ledger.measures.entries import Entries
from proofpress.notebook.traced import Traced

POUNDS = 2204.62
"""Pounds in a tonne."""


def month_before(path: pd.DataFrame) -> Traced:
    """Return the average of October 2025, which the source gives as November's rise over it."""
    rise = pp.take(path, "low", id="metal-2025-11-rise")
    return pp.take(path, "low", id="metal-2025-11") / (1 + rise / 100)


def of_path(path: pd.DataFrame, cash: Traced) -> Entries:
    """Return the averages before and after the ban, how many times the later is, and how near the exchange they lie.

    Parameters
    ----------
    path : DataFrame
        Prices by quarter, month and day: ``id``, ``low``, ``high`` and ``rows``.
    cash : Traced
        The exchange's average of 2024, in dollars a pound.
    """
    quarters = {name: pp.take(path, "low", id=f"metal-{name}") for name in ("2024-q4", "2025-q2", "2025-q3")}
    before, after = quarters["2024-q4"], pp.take(path, "low", id="metal-2025-11")
    year = pp.total(path, "low", id=[f"metal-2024-q{number}" for number in range(1, 5)]) / 4
    words, pound = "average price of cobalt metal", pp.USD.digits(2)
    hydroxide = {end: pp.take(path, end, id="hydroxide-2025-10-10") for end in ("low", "high")}
    climb = pp.take(path, "low", id="hydroxide-2025-10-10-rise")
    since = "rise of the assessment’s lower end since 22 September 2025, stated as almost"
    return {
        "path-before": (before, pp.USD, words, "fourth quarter of 2024"),
        "path-spring": (quarters["2025-q2"], pp.USD, words, "second quarter of 2025"),
        "path-summer": (quarters["2025-q3"], pp.USD, words, "third quarter of 2025"),
        "path-october": (month_before(path), pp.USD, "November’s average over one plus its rise", "October 2025"),
        "path-november": (after, pp.USD, words, "November 2025"),
        "path-times": (after / before, pp.TIMES, "November’s average over that of the fourth quarter of 2024", "2025"),
        "path-exchange": (
            100 * (year / (cash * POUNDS) - 1),
            pp.PERCENT.digits(1),
            "mean of the four quarters over the exchange’s average in dollars a tonne",
            "2024",
        ),
        "hydroxide-rise": (climb, pp.PERCENT, since, "10 October 2025"),
    } | {
        f"hydroxide-{end}": (
            number,
            pound,
            f"{'lower' if end == 'low' else 'upper'} end of the assessment, US dollars a pound",
            "10 October 2025",
        )
        for end, number in hydroxide.items()
    }


def of_use(table: pd.DataFrame, measures: pd.DataFrame, stages: pd.DataFrame) -> Entries:
    """Return what can leave mines in months of the world's use, what supply left over, and one company's part.

    Parameters
    ----------
    table : DataFrame
        The complete table of one year: ``iso3``, ``tonnes`` and ``rows``.
    measures, stages : DataFrame
        Bans and quotas, and statistics as printed, each indexed by ``id``.
    """
    quota = pp.take(measures, "tonnes", id="quota-2026")
    used = pp.take(stages, "value", id="use-2024")
    left = pp.total(table[table["iso3"] != CONGO], "tonnes") + quota
    surplus = pp.total(stages, "value", id=["surplus-2023", "surplus-2024"])
    mined, allowed = (pp.take(stages, "value", id=f"cmoc-{name}") for name in ("output-2025", "quota-2026"))
    months = pp.number_of("months", 1)
    return {
        "world-use": (used, pp.TONNES, "world use as the Cobalt Institute counts it", "2024"),
        "use-months": (12 * left / used, months, "what can leave mines, in months of the use of 2024", "2026"),
        "surplus": (surplus, pp.TONNES, "supply beyond use of both years, summed", "2023 and 2024"),
        "cmoc-share": (100 * mined / pp.total(table, "tonnes"), pp.PERCENT, "CMOC’s output over the rows", "2025"),
        "cmoc-quota-part": (100 * allowed / quota, pp.PERCENT, "CMOC’s quota over the Congo’s", "2026"),
    }
