"""Innovation beside its ratios: what lies above the line of peers, payments for the size of an economy, and sums.

A ratio has no unit and a balance says nothing of size: a country may buy far more than it sells and depend little.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

import proofpress as pp
from ledger.measures.entries import Entries, among
from proofpress.notebook.session import ROWS, join_rows

CHINA = "China"


def residuals(scores: pd.DataFrame) -> pd.DataFrame:
    """Return how far each economy's output score lies above the line of all but China, in each edition.

    Parameters
    ----------
    scores : DataFrame
        ``economy``, ``edition``, ``input_score``, ``output_score`` and ``rows``.

    Returns
    -------
    DataFrame
        ``economy``, ``edition``, ``points``, ``place`` (the highest first) and ``rows``: a distance rests on all.

    Raises
    ------
    ValueError
        If an edition lacks China or has fewer than three others.
    """
    result = []
    for edition, table in scores.groupby("edition", sort=True):
        others = table[table["economy"] != CHINA]
        if len(others) < 3 or len(others) == len(table):
            raise ValueError(f"edition {edition}: no line of others, or no China")
        slope, level = np.polyfit(others["input_score"].astype(float), others["output_score"].astype(float), 1)
        points = table["output_score"] - (level + slope * table["input_score"])
        place = points.rank(ascending=False, method="min").astype(int)
        result.append(table[["economy", "edition"]].assign(points=points, place=place, rows=join_rows(table[ROWS])))
    return pd.concat(result, ignore_index=True)


def of_residuals(scores: pd.DataFrame, first: int, last: int) -> Entries:
    """Return China's distance above the line in two editions, with its place in the later one.

    Parameters
    ----------
    scores : DataFrame
        As in :func:`residuals`, editions with all economies.
    first, last : int
        The editions.
    """
    own = residuals(scores).set_index(["economy", "edition"]).loc[CHINA]
    words = "China’s output score above the line of its peers’ output on input"
    points = pp.number_of("points", 1)
    told: Entries = {
        f"residual-{edition}": (pp.take(own, "points", edition=edition), points, words, str(edition))
        for edition in (first, last)
    }
    place = pp.take(own, "place", edition=last)
    return told | {"residual-place": (place, pp.ORDINAL, "China’s place by that distance", str(last))}


def over_gdp(charges: pd.DataFrame, gdp: pd.DataFrame) -> pd.DataFrame:
    """Return payments and receipts for intellectual property in percent of GDP, where both are known.

    Parameters
    ----------
    charges : DataFrame
        ``economy``, ``iso3``, ``year``, ``payments``, ``receipts`` and ``rows``.
    gdp : DataFrame
        ``iso3``, ``year``, ``gdp`` and ``rows``.

    Returns
    -------
    DataFrame
        ``economy``, ``year``, ``paid``, ``received`` and ``rows``.
    """
    both = charges.dropna(subset=["payments"]).merge(gdp, on=["iso3", "year"], suffixes=("", "_gdp"))
    rows = [join_rows(pair) for pair in zip(both[ROWS], both[f"{ROWS}_gdp"], strict=True)]
    part = {"paid": 100 * both["payments"] / both["gdp"], "received": 100 * both["receipts"] / both["gdp"]}
    return both[["economy", "year"]].assign(**part, rows=rows)


def of_dependence(parts: pd.DataFrame) -> Entries:
    """Return what China pays and receives in percent of its GDP, and who pays less.

    Parameters
    ----------
    parts : DataFrame
        As :func:`over_gdp` returns it.
    """
    own, now = parts[parts["economy"] == CHINA], parts[parts["year"] == 2025]
    hundredths, paid = pp.PERCENT.digits(2).of("GDP"), "China’s payments for the use of foreign intellectual property"
    less = now[now["paid"] < float(now.loc[now["economy"] == CHINA, "paid"].iloc[0])]
    return {
        "paid-gdp-2018": (pp.take(own, "paid", year=2018), hundredths, f"{paid} over GDP", "2018"),
        "paid-gdp-2025": (pp.take(own, "paid", year=2025), hundredths, f"{paid} over GDP", "2025"),
        "received-gdp-2025": (pp.take(own, "received", year=2025), hundredths, "China’s receipts over GDP", "2025"),
        "paid-gdp-usa": (pp.take(now, "paid", economy="United States"), hundredths, "US payments over GDP", "2025"),
        "paid-less": (among(len(less), now), pp.COUNT, "economies that pay a smaller part of GDP than China", "2025"),
        "paid-of": (among(len(now), now), pp.COUNT, "economies with both figures", "2025"),
    }


def of_origins(filings: pd.DataFrame) -> Entries:
    """Return how many patent applications come from China and from the United States, at home and abroad.

    Parameters
    ----------
    filings : DataFrame
        Applications, indexed by ``id``.
    """
    china, america = (pp.take(filings, "value", id=f"{iso3}-2024-origin") for iso3 in ("chn", "usa"))
    words, millions = "patent applications by origin, at home and abroad", pp.number_of("million applications", 1)
    return {
        "origin-china-2024": (china, millions.per(1e6), words, "2024"),
        "origin-usa-2024": (america, millions.per(1e6), words, "2024"),
        "origin-times-2024": (china / america, pp.TIMES, f"{words}, China over the United States", "2024"),
    }


def of_fields(leads: pd.DataFrame, figures: pd.DataFrame) -> Entries:
    """Return in how many technologies each country leads research, and how many economies one reading of the index has.

    Parameters
    ----------
    leads : DataFrame
        ``period``, ``iso3``, ``leads``, ``tracked`` and ``rows``.
    figures : DataFrame
        Single figures: ``id``, ``value`` and ``rows``.
    """
    words, technologies = (
        "technologies in which {} leads research by its most cited papers",
        pp.number_of("technologies"),
    )
    result: Entries = {}
    for name, iso3, key, period in (
        ("china-first", "CHN", "2003-2007", "2003 to 2007"),
        ("china-2023", "CHN", "2019-2023", "2019 to 2023"),
        ("china-2024", "CHN", "2020-2024", "2020 to 2024"),
        ("usa-first", "USA", "2003-2007", "2003 to 2007"),
        ("usa-2023", "USA", "2019-2023", "2019 to 2023"),
    ):
        whose = words.format("China" if iso3 == "CHN" else "the United States")
        result[f"fields-{name}"] = (pp.take(leads, "leads", iso3=iso3, period=key), technologies, whose, period)
    for name, key in (("", "2019-2023"), ("-2025", "2020-2024")):
        tracked = pp.take(leads, "tracked", iso3="CHN", period=key)
        result[f"fields-tracked{name}"] = (tracked, technologies, "technologies that the edition tracks", key)
    fitted = pp.take(figures, "value", id="wipo-efficiency-2018")
    economies = "economies in the publisher’s chart of outputs on inputs"
    return result | {"wipo-economies": (fitted, pp.number_of("economies"), economies, "2018 edition")}
