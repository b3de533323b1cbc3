"""Measures of verdicts on innovation: claims set beside today's series, one score of several tests, how often it holds.

Every function takes frames and returns new ones; each row says which rows of the tables it rests on.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from proofpress.notebook.session import ROWS, as_rows, join_rows
from proofpress.notebook.traced import Traced, untraced

from .innovation import HOME, indicator_wide, scale_components

PARTS = {
    "IP receipts": "receipts",
    "IP payments": "payments",
    "patent families in two or more offices": "families",
    "business R&D": "business",
}
"""Indicators that a score is made of, with their columns."""

GROUPS = {
    "All peers": [
        "France",
        "Germany",
        "India",
        "Japan",
        "Netherlands",
        "Singapore",
        "South Korea",
        "Sweden",
        "Switzerland",
        "United Kingdom",
        "United States",
    ],
    "The first five": ["Germany", "Japan", "Singapore", "South Korea", "United States"],
    "Asia": ["India", "Japan", "Singapore", "South Korea"],
    "Europe": ["France", "Germany", "Netherlands", "Sweden", "Switzerland", "United Kingdom"],
    "G7 members": ["France", "Germany", "Japan", "United Kingdom", "United States"],
}
"""Groups of peers that the home economy is compared with."""

Number = float | Traced
Dated = tuple[Number, str]
Test = tuple[str, str, Dated | None, Dated, Number]


def claim_tests(
    register: pd.DataFrame,
    tests: Mapping[str, Test],
    *,
    bounds: Mapping[str, tuple[Number | None, Number | None]] | None = None,
    scales: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Return what each claim says beside the series for its time and the newest value.

    Parameters
    ----------
    register : DataFrame, indexed by claim
        With ``low``, ``high`` and ``rows``.
    tests : mapping of str to tuple
        Claim to its panel, label, number for the claim's time and newest number, each with its time in words, and
        what the claim compares with. A series that has nothing for the claim's time is None.
    bounds : mapping of str to tuple, optional
        Claim to its lowest and highest number where they are computed; None stands for what the register says.
    scales : mapping of str to float, optional
        Panel to what the register's numbers are divided by.

    Returns
    -------
    DataFrame, shape (tests, 10)
        Columns ``panel``, ``label``, ``claim``, ``low``, ``high``, ``same``, ``same_when``, ``newest``, ``when``,
        ``benchmark`` and ``rows``.
    """
    records = []
    for claim, (panel, label, same, newest, benchmark) in tests.items():
        said, scale = register.loc[claim], (scales or {}).get(panel, 1.0)
        lowest, highest = (bounds or {}).get(claim, (None, None))
        low = said["low"] / scale if lowest is None else lowest
        high = said["high"] / scale if highest is None else highest
        then, then_when = same or (math.nan, "")
        now, when = newest
        numbers = {"low": low, "high": high, "same": then, "newest": now, "benchmark": benchmark}
        plain = {name: untraced(number) for name, number in numbers.items()}
        record: dict[str, Any] = {"panel": panel, "label": label, "claim": claim}
        record |= {name: plain[name] for name in ("low", "high", "same")} | {"same_when": then_when}
        record |= {"newest": plain["newest"], "when": when, "benchmark": plain["benchmark"]}
        trail = [row for number in numbers.values() if isinstance(number, Traced) for row in number.row_ids]
        records.append({**record, ROWS: join_rows([*as_rows(said), *trail])})
    return pd.DataFrame(records)


def above_medians(scores: pd.DataFrame, groups: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return whether the home economy's ratio is above the median of each group in each edition.

    Parameters
    ----------
    scores : DataFrame
        Columns ``economy``, ``edition``, ``ratio`` and ``rows``.
    groups : mapping of str to sequence of str
        Peer group to its economies.

    Returns
    -------
    DataFrame, shape (editions x groups, 4)
        Columns ``edition``, ``group``, ``above`` and ``rows``, those of the home economy and of the group.
    """
    records = []
    for edition, table in scores.groupby("edition"):
        own = table[table["economy"] == HOME]
        for group, members in groups.items():
            peers = table[table["economy"].isin(members)]
            above = bool(own["ratio"].iloc[0] > peers["ratio"].median())
            rows = join_rows([*own[ROWS], *peers[ROWS]])
            records.append({"edition": edition, "group": group, "above": above, ROWS: rows})
    return pd.DataFrame(records)


def score_parts(indicators: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    """Return the tests of a score for each economy and edition of the index.

    Parameters
    ----------
    indicators : DataFrame
        Columns ``economy``, ``edition``, ``indicator``, ``value`` and ``rows``.
    scores : DataFrame
        Columns ``economy``, ``edition``, ``ratio`` (output per input, percent) and ``rows``.

    Returns
    -------
    DataFrame, shape (economies x editions, 7)
        Columns ``economy``, ``edition``, ``index`` (the ratio), ``ip`` (receipts per payment), ``families``,
        ``business`` and ``rows``; only pairs that have all of them.
    """
    wide = indicator_wide(indicators, PARTS)
    wide["ip"] = wide["receipts"] / wide["payments"]
    index = scores[["economy", "edition", "ratio", ROWS]].rename(columns={"ratio": "index"})
    both = wide.merge(index, on=["economy", "edition"], suffixes=("", "_b"))
    both[ROWS] = [join_rows(pair) for pair in zip(both[ROWS], both["rows_b"], strict=True)]
    return both[["economy", "edition", "index", "ip", "families", "business", ROWS]]


def equal_weights(tests: pd.DataFrame, components: Sequence[str]) -> pd.DataFrame:
    """Return the mean of the rank scores of one edition, highest first.

    Parameters
    ----------
    tests : DataFrame
        One row an economy, with the components and ``rows``.
    components : sequence of str
        Columns to score; more is better.

    Returns
    -------
    DataFrame, shape (economies, columns + 3)
        The components replaced by scores from 0 to 100, with ``score``, ``place`` (ties share the better one) and
        ``middle``, the median score of the peers.
    """
    frame = scale_components(tests, components, "rank")
    frame["score"] = frame[list(components)].mean(axis=1).round(9)
    frame = frame.sort_values(["score", "economy"], ascending=[False, True], ignore_index=True)
    frame["place"] = frame["score"].rank(ascending=False, method="min").astype("int64")
    frame["middle"] = frame.loc[frame["economy"] != HOME, "score"].median()
    return frame


def survival_by_weight(trials: pd.DataFrame, component: str, rows: str) -> pd.DataFrame:
    """Return the share of trials in which home trails, by the weight of one component.

    Parameters
    ----------
    trials : DataFrame
        Of :func:`.innovation.survival`.
    component : str
        Whose weight to go by.
    rows : str
        What all trials rest on.

    Returns
    -------
    DataFrame, shape (weights, 6)
        Columns ``component`` (0 to 1), ``share`` (percent), ``weight`` and ``label`` in words, ``most`` (whether it
        is more than half) and ``rows``.
    """
    frame = trials.groupby(component)["trails"].mean().mul(100).rename("share").reset_index()
    frame["weight"] = [f"{round(100 * weight)}%" for weight in frame[component]]
    frame["label"] = [">99" if 99 < share < 100 else f"{share:.0f}" for share in frame["share"]]
    frame["most"] = ["most" if share > 50 else "fewer" for share in frame["share"]]
    frame[ROWS] = rows
    return frame


def survival_by_group(trials: pd.DataFrame, tests: pd.DataFrame, groups: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return the share of weightings in which home trails, by peer group and edition.

    Parameters
    ----------
    trials : DataFrame
        Of :func:`.innovation.survival`.
    tests : DataFrame
        What the trials weigh: ``economy``, ``edition`` and ``rows``.
    groups : mapping of str to sequence of str
        Peer group to its economies.

    Returns
    -------
    DataFrame, shape (groups x editions, 5)
        Columns ``group`` (with the number of its members), ``edition`` in words, ``share`` (percent), ``label`` and
        ``rows``.
    """
    frame = trials.groupby(["group", "edition"], sort=False)["trails"].mean().mul(100).rename("share").reset_index()
    used = [
        tests["edition"].eq(edition) & tests["economy"].isin([HOME, *groups[group]])
        for group, edition in zip(frame["group"], frame["edition"], strict=True)
    ]
    frame["edition"] = frame["edition"].astype(str)
    frame["label"] = [f"{share:.0f}" for share in frame["share"]]
    frame[ROWS] = [join_rows(tests.loc[mask, ROWS]) for mask in used]
    frame["group"] = [f"{group} ({len(groups[group])})" for group in frame["group"]]
    return frame
