"""The claims of one chapter on innovation, and the series that test those that can be tested."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from proofpress.notebook.taking import take

from .innovation import HOME, peer_median
from .innovation_verdicts import GROUPS, Dated, Number, Test, claim_tests

TESTED = [
    "csis-2020-ip-payments-2018",
    "csis-2020-ip-deficit-2018",
    "csis-2020-filed-abroad-china",
    "csis-2020-gii-input-above-output",
    "csis-2020-gii-input-closer",
    "csis-2020-gii-output-above-korea",
    "csis-2020-rd-close-to-oecd",
    "csis-2020-business-rd-below-oecd",
]
"""Claims that a series here can test."""

UNTESTED = [
    "csis-2020-china-receipts-from-us-2018",
    "csis-2020-filed-abroad-us",
    "csis-2020-gii-components",
    "csis-2020-gii-efficiency-improved",
    "csis-2020-gii-highest-asia-pacific",
    "csis-2020-invention-share-of-grants",
    "csis-2020-listed-rd-china",
    "csis-2020-listed-rd-japan",
    "csis-2020-listed-rd-korea",
    "csis-2020-listed-rd-us-germany",
    "csis-2020-patent-grants-2019",
    "csis-2020-us-receipts-from-china-2018",
]
"""Claims without a series here, or that serve as a yardstick only."""

MEMBERS = [name for name in GROUPS["All peers"] if name not in {"Singapore", "India"}]
"""Peers that are members of the OECD."""


class Series(NamedTuple):
    """The tables that test the claims.

    Attributes
    ----------
    scores : DataFrame
        Columns ``economy``, ``edition``, ``input_score``, ``output_score``, ``gap`` and ``rows``.
    charges : DataFrame
        Columns ``economy``, ``year``, ``receipts``, ``payments``, ``deficit`` (US dollars) and ``rows``.
    intensity : DataFrame
        Columns ``iso3``, ``year``, ``measure``, ``value`` and ``rows``.
    business : DataFrame
        Business R&D: columns ``economy``, ``edition``, ``value`` and ``rows``.
    filings : DataFrame, indexed by ``id``
        Columns ``value`` and ``rows``.
    """

    scores: pd.DataFrame
    charges: pd.DataFrame
    intensity: pd.DataFrame
    business: pd.DataFrame
    filings: pd.DataFrame


def _paid(charges: pd.DataFrame, column: str, year: int) -> Dated:
    """Return a flow of the home economy in billions of dollars."""
    return take(charges, column, economy=HOME, year=year) / 1e9, str(year)


def _points(scores: pd.DataFrame, edition: int, others: pd.DataFrame, column: str, sign: int) -> Dated:
    """Return by how many points the home economy's score is above another's; below it with a sign of minus one."""
    own, other = take(scores, column, economy=HOME, edition=edition), take(others, column, edition=edition)
    return (own - other if sign > 0 else other - own), str(edition)


def relative_gross(intensity: pd.DataFrame, year: int) -> Number:
    """Return gross R&D intensity in percent of that of the OECD."""
    own, all_members = (take(intensity, "value", iso3=iso3, year=year, measure="gross R&D") for iso3 in ("CHN", "OED"))
    return 100 * own / all_members


def _relative_business(business: pd.DataFrame, members: Sequence[str], edition: int) -> Number:
    """Return business R&D in percent of the median of some economies."""
    middle = peer_median(business[business["economy"].isin(members)], "value", "edition")
    return 100 * take(business, "value", economy=HOME, edition=edition) / take(middle, "value", edition=edition)


def chapter_tests(
    register: pd.DataFrame, series: Series, first_peers: Sequence[str], members: Sequence[str]
) -> pd.DataFrame:
    """Return what each testable claim says beside the series for its time and the newest value.

    Parameters
    ----------
    register : DataFrame, indexed by ``id``
        The claims, with ``low``, ``high`` and ``rows``.
    series : Series
        The tables that test them.
    first_peers : sequence of str
        Economies whose median input score the home economy was said to close on.
    members : sequence of str
        Economies whose median business R&D is the yardstick.

    Returns
    -------
    DataFrame, shape (8, 11)
        As of :func:`.innovation_verdicts.claim_tests`, in the order of :data:`TESTED`.
    """
    scores, charges, intensity, business, filings = series
    five = peer_median(scores[scores["economy"].isin(first_peers)], "input_score", "edition")
    korea = scores[scores["economy"] == "South Korea"]
    behind = {year: _points(scores, year, five, "input_score", -1) for year in (2017, 2019, 2025)}
    lead = {year: _points(scores, year, korea, "output_score", 1) for year in (2019, 2025)}
    gap = {year: (take(scores, "gap", economy=HOME, edition=year), str(year)) for year in (2017, 2025)}
    gross = {year: (relative_gross(intensity, year), str(year)) for year in (2018, 2023)}
    firms: list[Dated] = [
        (_relative_business(business, members, edition), year) for edition, year in ((2021, "2019"), (2025, "2023"))
    ]
    paid, owed = ([_paid(charges, column, year) for year in (2018, 2025)] for column in ("payments", "deficit"))
    foreign = take(register, "low", id="csis-2020-filed-abroad-us")
    abroad = take(filings, "value", id="chn-2022-abroad"), "2022"
    tests: list[Test] = [
        ("money", "China’s payments", paid[0], paid[1], _paid(charges, "receipts", 2025)[0]),
        ("money", "China’s deficit", owed[0], owed[1], 0.0),
        ("abroad", "China’s filings abroad", None, abroad, foreign),
        ("points", "Inputs above outputs", gap[2017], gap[2025], 0.0),
        ("points", "Inputs closing on five peers", behind[2019], behind[2025], behind[2017][0]),
        ("points", "Outputs above South Korea", lead[2019], lead[2025], 0.0),
        ("relative", "R&D very close to OECD", gross[2018], gross[2023], math.nan),
        ("relative", "Business R&D far lower", firms[0], firms[1], 100.0),
    ]
    bounds = {"csis-2020-gii-input-closer": (None, behind[2017][0]), "csis-2020-rd-close-to-oecd": (100.0, 100.0)}
    return claim_tests(register, dict(zip(TESTED, tests, strict=True)), bounds=bounds, scales={"money": 1e9})
