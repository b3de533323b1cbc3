"""Measures of innovation inputs and outputs: ratios within an edition, a weighted score, and how robust a verdict is.

Every function takes frames and returns new ones. The column ``rows`` (row ids of the tables) is carried or joined,
so that each result says which rows it came from. Scores of different index editions are never mixed.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from proofpress.notebook.session import ROWS, join_rows

HOME = "China"
"""The economy whose standing is examined; all others in a frame are its peers."""

SCORINGS = ("rank", "range")
"""Ways to bring a component to 0 to 100: by rank among the economies, or by place between lowest and highest."""

VERDICTS = ("holds", "moved", "reversed", "not reproduced")


def output_per_input(scores: pd.DataFrame) -> pd.DataFrame:
    """Return outputs as a percentage of inputs, with each economy's rank in its edition.

    Parameters
    ----------
    scores : DataFrame, shape (economies x editions, 5 or more)
        Columns ``economy``, ``edition`` (year), ``input_score``, ``output_score`` (0 to 100) and ``rows``.

    Returns
    -------
    DataFrame, shape (economies x editions, columns + 4)
        With ``ratio`` (percent), ``gap`` (input minus output, points), ``place`` (1 is the highest ratio of the
        edition) and ``of`` (economies in the edition), sorted by edition and place.

    Raises
    ------
    ValueError
        If an input score is not above zero, or an economy stands twice in an edition.
    """
    if (scores["input_score"] <= 0).any():
        raise ValueError("an input score is not above zero")
    if scores.duplicated(["economy", "edition"]).any():
        raise ValueError("an economy stands twice in an edition")
    frame = scores.assign(
        ratio=100 * scores["output_score"] / scores["input_score"],
        gap=scores["input_score"] - scores["output_score"],
    )
    by_edition = frame.groupby("edition")["ratio"]
    frame["place"] = by_edition.rank(ascending=False, method="min").astype("int64")
    frame["of"] = by_edition.transform("size").astype("int64")
    return frame.sort_values(["edition", "place", "economy"], ignore_index=True)


def peer_median(frame: pd.DataFrame, column: str, by: str) -> pd.DataFrame:
    """Return the median of all economies but :data:`HOME`, for each value of ``by``.

    Parameters
    ----------
    frame : DataFrame, shape (economies x periods, 4 or more)
        Columns ``economy``, ``by``, ``column`` (any unit) and ``rows``.
    column, by : str
        What to take the median of, and the period to take it in.

    Returns
    -------
    DataFrame, shape (periods, 4)
        Columns ``by``, ``column``, ``peers`` (how many) and ``rows`` of all peers, in rising order of ``by``.
    """
    peers = frame[frame["economy"] != HOME]
    table = peers.groupby(by, as_index=False).agg(
        **{column: (column, "median"), "peers": ("economy", "size"), ROWS: (ROWS, join_rows)}
    )
    return table.sort_values(by, ignore_index=True)


def receipts_per_payment(charges: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Return what each economy received for each dollar it paid, summed over some years.

    Parameters
    ----------
    charges : DataFrame, shape (economies x years, 5 or more)
        Columns ``economy``, ``year``, ``receipts``, ``payments`` (current US dollars) and ``rows``.
    first, last : int
        First and last year of the sum; an economy that lacks one of them is left out.

    Returns
    -------
    DataFrame, shape (economies, 6)
        Columns ``economy``, ``receipts``, ``payments``, ``ratio`` (dollars per dollar), ``place`` (1 is the
        highest) and ``rows``, in falling order of the ratio.

    Raises
    ------
    ValueError
        If no economy has all the years.
    """
    span = charges[charges["year"].between(first, last)]
    full = span.groupby("economy")["year"].transform("nunique") == last - first + 1
    if not full.any():
        raise ValueError(f"no economy has every year from {first} to {last}")
    frame = (
        span[full]
        .groupby("economy", as_index=False)
        .agg(receipts=("receipts", "sum"), payments=("payments", "sum"), rows=(ROWS, join_rows))
    )
    frame["ratio"] = frame["receipts"] / frame["payments"]
    frame["place"] = frame["ratio"].rank(ascending=False, method="min").astype("int64")
    columns = ["economy", "receipts", "payments", "ratio", "place", ROWS]
    return frame.sort_values(["place", "economy"], ignore_index=True)[columns]


def indicator_wide(indicators: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return one row an economy and edition, one column an indicator.

    Parameters
    ----------
    indicators : DataFrame, shape (values, 5 or more)
        Columns ``economy``, ``edition``, ``indicator``, ``value`` and ``rows``.
    names : mapping of str to str
        Indicator to column name; other indicators are left out.

    Returns
    -------
    DataFrame, shape (economies x editions, names + 3)
        Columns ``economy``, ``edition``, one a name, and ``rows`` joined; only pairs that have every indicator.
    """
    kept = indicators[indicators["indicator"].isin(names)]
    wide = kept.pivot(index=["economy", "edition"], columns="indicator", values="value").dropna()
    wide = wide.rename(columns=dict(names))[list(names.values())]
    rows = kept.groupby(["economy", "edition"])[ROWS].agg(join_rows)
    frame = wide.join(rows).reset_index()
    frame.columns.name = None
    return frame


def business_effort(indicators: pd.DataFrame) -> pd.DataFrame:
    """Return R&D performed and financed by business, with its place and its share of gross R&D.

    Parameters
    ----------
    indicators : DataFrame
        As in :func:`indicator_wide`, of one edition.

    Returns
    -------
    DataFrame, shape (economies, 8)
        Columns ``economy``, ``edition``, ``business`` and ``gross`` (percent of GDP), ``financed`` and ``share``
        (percent of gross R&D), ``place`` (1 is the highest) and ``rows``.
    """
    kinds = {"business R&D": "business", "gross R&D": "gross", "R&D financed by business": "financed"}
    frame = indicator_wide(indicators, kinds)
    frame["place"] = frame["business"].rank(ascending=False).astype("int64")
    frame["share"] = 100 * frame["business"] / frame["gross"]
    return frame


def families_per_filing(indicators: pd.DataFrame) -> pd.DataFrame:
    """Return patent families abroad for every hundred applications at home, by economy and year of the data.

    Parameters
    ----------
    indicators : DataFrame
        As in :func:`indicator_wide`, with ``data_year``.

    Returns
    -------
    DataFrame, shape (economies x years, 6)
        Columns ``economy``, ``edition`` (the year of the data), ``filed_at_home`` and ``families`` (per unit of GDP),
        ``per_hundred`` and ``rows``.
    """
    kinds = {"resident patent applications": "filed_at_home", "patent families in two or more offices": "families"}
    frame = indicator_wide(indicators.assign(edition=indicators["data_year"]), kinds)
    frame["per_hundred"] = 100 * frame["families"] / frame["filed_at_home"]
    return frame


def scale_components(frame: pd.DataFrame, components: Sequence[str], scoring: str = "rank") -> pd.DataFrame:
    """Return each component brought to 0 to 100 among the economies of the frame.

    Parameters
    ----------
    frame : DataFrame, shape (economies, components + 2 or more)
        One edition; more of a component counts as better.
    components : sequence of str
        Columns to scale, each in its own unit.
    scoring : str
        ``rank``: the share of the other economies that an economy is ahead of, ties shared. ``range``: its place
        between the lowest (0) and the highest (100).

    Returns
    -------
    DataFrame, shape (economies, as given)
        The same rows, the components replaced by scores from 0 to 100.

    Raises
    ------
    ValueError
        If the scoring is unknown, there are fewer than two economies, or a component does not vary.
    """
    if scoring not in SCORINGS:
        raise ValueError(f"scoring {scoring!r} is none of {', '.join(SCORINGS)}")
    if len(frame) < 2:
        raise ValueError("a scale needs at least two economies")
    table = frame.copy()
    for name in components:
        values = frame[name].astype("float64")
        if values.max() == values.min():
            raise ValueError(f"component {name!r} does not vary")
        if scoring == "rank":
            table[name] = 100 * (values.rank() - 1) / (len(values) - 1)
        else:
            table[name] = 100 * (values - values.min()) / (values.max() - values.min())
    return table


def weight_grid(parts: int, steps: int) -> npt.NDArray[np.float64]:
    """Return every way to share a weight of one among some parts in equal steps.

    Parameters
    ----------
    parts : int
        How many components share the weight.
    steps : int
        Steps that one weight is divided into: 10 gives weights 0, 0.1, …, 1.

    Returns
    -------
    ndarray, shape (choose(steps + parts - 1, parts - 1), parts)
        Each row sums to one, in lexicographic order.

    Raises
    ------
    ValueError
        If a count is below one.

    Examples
    --------
    >>> weight_grid(2, 2).tolist()
    [[0.0, 1.0], [0.5, 0.5], [1.0, 0.0]]
    """
    if parts < 1 or steps < 1:
        raise ValueError("parts and steps are at least one")
    shares = [share for share in itertools.product(range(steps + 1), repeat=parts) if sum(share) == steps]
    return np.array(shares, dtype="float64") / steps


def survival(
    frame: pd.DataFrame,
    components: Sequence[str],
    groups: Mapping[str, Sequence[str]],
    weights: npt.NDArray[np.float64],
) -> pd.DataFrame:
    """Return, for every edition, peer group, scoring and weighting, whether home trails the middle of its peers.

    Parameters
    ----------
    frame : DataFrame, shape (economies x editions, components + 3)
        Columns ``economy``, ``edition``, the components and ``rows``.
    components : sequence of str
        Columns to weigh; more is better.
    groups : mapping of str to sequence of str
        Peer group to its economies, home not among them.
    weights : ndarray, shape (weightings, components)
        Each row sums to one.

    Returns
    -------
    DataFrame, shape (editions x groups x scorings x weightings, 6 + components)
        Columns ``edition``, ``group``, ``scoring``, ``home_score`` and ``middle`` (weighted scores, 0 to 100),
        ``trails`` (home strictly below the peers' median), and one weight a component.

    Raises
    ------
    ValueError
        If a group lacks one of its economies in some edition.
    """
    names = list(components)
    parts = []
    for edition, group, scoring in itertools.product(sorted(frame["edition"].unique()), groups, SCORINGS):
        members = frame[(frame["edition"] == edition) & frame["economy"].isin([HOME, *groups[group]])]
        if len(members) != len(groups[group]) + 1:
            raise ValueError(f"edition {edition} lacks an economy of group {group!r}")
        scaled = scale_components(members, names, scoring).set_index("economy")[names]
        scores = scaled.to_numpy(dtype="float64") @ weights.T
        is_home = scaled.index == HOME
        part = pd.DataFrame(weights, columns=names)
        part.insert(0, "edition", edition)
        part.insert(1, "group", group)
        part.insert(2, "scoring", scoring)
        part["home_score"] = scores[is_home][0]
        part["middle"] = np.median(scores[~is_home], axis=0)
        part["trails"] = part["home_score"] < part["middle"] - 1e-9
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _within(value: float, low: float, high: float, tolerance: float) -> bool:
    """Whether a value lies in a claimed interval; a claim of one number is widened by the tolerance."""
    if low == high:
        return abs(value - low) <= tolerance * abs(low)
    return low < value < high


def judge_claims(claims: pd.DataFrame, tolerance: float) -> pd.DataFrame:
    """Return a verdict on each claim from today's series.

    The rule, in order: *not reproduced* if today's series, for the claim's own time, lies outside the claim;
    *holds* if the newest value lies inside; *reversed* if the newest value lies on the other side of the
    benchmark; else *moved*.

    Parameters
    ----------
    claims : DataFrame, shape (claims, 5 or more)
        Columns ``low`` and ``high`` (the claim, in its unit; NaN where open), ``same`` (today's series for the
        claim's time; NaN where there is none), ``newest``, and ``benchmark`` (what the claim sets the value
        against; NaN where it cannot be reversed).
    tolerance : float
        A claim of one number covers what differs from it by at most this share of it.

    Returns
    -------
    DataFrame, shape (claims, columns + 1)
        With ``verdict``, one of :data:`VERDICTS`.

    Raises
    ------
    ValueError
        If a claim has neither bound, or lacks the newest value.
    """

    def judge(row: pd.Series) -> str:
        low, high = float(row["low"]), float(row["high"])
        if math.isnan(low) and math.isnan(high):
            raise ValueError("a claim has neither bound")
        if math.isnan(row["newest"]):
            raise ValueError("a claim lacks the newest value")
        low = -math.inf if math.isnan(low) else low
        high = math.inf if math.isnan(high) else high
        if not math.isnan(row["same"]) and not _within(row["same"], low, high, tolerance):
            return "not reproduced"
        if _within(row["newest"], low, high, tolerance):
            return "holds"
        side = row["benchmark"]
        claimed_above = low >= side
        if not math.isnan(side) and (row["newest"] > side) != claimed_above:
            return "reversed"
        return "moved"

    return claims.assign(verdict=[judge(row) for _, row in claims.iterrows()])
