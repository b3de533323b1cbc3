"""What one buyer's growing share is made of, what a seller's share means in money, and who sells in its place.

A share can rise because its holder buys more, or because others buy less; it can fall while the sum hardly does.
"""

from __future__ import annotations

import pandas as pd

import proofpress as pp
from ledger.measures.entries import Entries


def of_shift(china: pd.DataFrame, first: str, last: str) -> Entries:
    """Return the rise of a buyer's share in points, and its parts: what it bought more, and what others bought less.

    Parameters
    ----------
    china : DataFrame
        ``when``, ``billings``, ``rest`` (of all others) and ``rows``.
    first, last : str
        The two times.
    """
    (own, others), (bought, left) = (
        (pp.take(china, "billings", when=when), pp.take(china, "rest", when=when)) for when in (first, last)
    )
    before, after = 100 * own / (own + others), 100 * bought / (bought + left)
    alone = 100 * bought / (bought + others)
    words, span = "points of the rise of China’s share of world billings", f"{first} to {last}"
    points = pp.POINTS.digits(1)
    return {
        "shift-all": (after - before, points, f"{words}, in all", span),
        "shift-own": (alone - before, points, f"{words}, had all others bought as in {first}", span),
        "shift-rest": (after - alone, points, f"{words}, from weaker buying elsewhere", span),
        "shift-alone": (alone, pp.PERCENT, f"China’s share had all others bought as in {first}", last),
    }


def of_dollars(origins: pd.DataFrame) -> Entries:
    """Return what tools shipped from the United States to China came to in two years, and what is left of it.

    Parameters
    ----------
    origins : DataFrame
        China's imports: ``id``, ``value`` in billion dollars and ``rows``.
    """
    before, after = (pp.take(origins, "value", id=f"value-united-states-{year}-nikkei") for year in (2021, 2024))
    worth, billions = "China’s imports of chip tools from the United States", pp.BILLION_USD.digits(2)
    return {
        "us-value-2021": (before, billions, worth, "2021"),
        "us-value-2024": (after, billions, worth, "2024"),
        "us-value-fall": (100 * (1 - after / before), pp.PERCENT, f"fall of {worth}", "2021 to 2024"),
    }


def of_makers(held: pd.DataFrame, told: pd.DataFrame) -> Entries:
    """Return the share that Chinese makers have in their plants' tools, what is asked of new plants, and a lost lead.

    Parameters
    ----------
    held : DataFrame
        Shares of holders: ``id``, ``percent`` and ``rows``.
    told : DataFrame
        Figures from outside the documents: ``id``, ``value`` and ``rows``.
    """
    shares = {year: pp.take(held, "percent", id=f"tools-chinese-makers-{year}") for year in (2024, 2025)}
    words = "share of Chinese makers in the tools of Chinese plants, as stated"
    asked = pp.take(told, "value", id="domestic-tools-required-2025")
    debt = pp.take(told, "value", id="wolfspeed-debt-cut-2025")
    left = pp.take(held, "percent", id="sic-substrates-wolfspeed-2024")
    return {
        **{f"chinese-tools-{year}": (share, pp.PERCENT, words, str(year)) for year, share in shares.items()},
        "tools-asked": (asked, pp.PERCENT, "part of new tools to be made in China, as persons told Reuters", "2025"),
        "wolfspeed-debt": (debt, pp.BILLION_USD, "debt that Wolfspeed’s plan under Chapter 11 removes", "2025"),
        "wolfspeed-2024": (left, pp.PERCENT.digits(1), "Wolfspeed’s share of silicon-carbide substrates", "2024"),
    }
