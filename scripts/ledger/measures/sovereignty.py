"""An index of decisions taken at home: its value, how far weights can move it, and when they decide a ranking.

The index is a weighted mean of shares, one for each kind of decision. Where nobody gives the weights, it lies
somewhere between the smallest and the largest share: no more can be said of it.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ledger.measures.counts import Counted
from proofpress.notebook.session import ROWS, join_rows

FACT: dict[str, object] = {"about": "fact"}
DOCUMENT: dict[str, object] = {**FACT, "origin_kind": "document"}
WORLD: dict[str, object] = {"about": ["fact", "date"]}
UNTESTED: dict[str, object] = {**WORLD, "outcome": "not testable"}
ODDS = ["differs", "record speaks against"]
LAW = "figures that name a law, act, standard or directive"
COMPLETE: dict[str, object] = {**DOCUMENT, "measure_clear": True, "period_stated": True}
TESTED = "tested, and the"
COUNTS: dict[str, Counted] = {
    "total": ({}, {}, "numbers and dates of the article in the claims register"),
    "world": (WORLD, {}, "figures and dates of the article that speak of the world"),
    "facts": (FACT, {}, "figures about the world"),
    "dates": ({"about": "date"}, {}, "dates of instruments and events"),
    "own-lists": ({"about": "own list"}, {}, "counts of what the article itself lists"),
    "proposals": ({"about": "proposal"}, {}, "aims of a programme that the article asks for"),
    "with-measure": ({**FACT, "measure_clear": True}, {}, "figures that say what is counted and of what whole"),
    "with-period": ({**FACT, "period_stated": True}, {}, "figures with a year, a quarter or a span of years"),
    "with-document": (DOCUMENT, {}, LAW),
    "with-found": ({**DOCUMENT, "document_found": "yes"}, {}, f"{LAW} which exists as named"),
    "with-body": ({**FACT, "origin_kind": "body"}, {}, "figures laid to a body without a document"),
    "with-quote": ({**FACT, "origin_kind": "quotation"}, {}, "figures inside a quotation"),
    "complete": (COMPLETE, {}, "figures with a document, a period and a clear measure"),
    "single-firm": ({"firm": ["named", "anonymous"]}, {}, "statements about one firm"),
    "single-named": ({"firm": "named"}, {}, "statements about one firm that name it"),
    "untested": (UNTESTED, {}, "figures and dates that nothing was found to test with"),
    "tested": (
        {**WORLD, "outcome": [*ODDS, "fits as a bound", "agrees"]},
        {},
        "figures and dates that the record could be set against",
    ),
    "odds": ({**WORLD, "outcome": ODDS}, {}, f"{TESTED} record differs or speaks against"),
    "agrees": ({**WORLD, "outcome": "agrees"}, {}, f"{TESTED} record says the same"),
    "against": ({**WORLD, "outcome": "record speaks against"}, {}, "tested, and a related record tells against it"),
    "bounds": ({**WORLD, "outcome": "fits as a bound"}, {}, f"{TESTED} printed bound holds and says little"),
    "differs": ({**WORLD, "outcome": "differs"}, {}, f"{TESTED} record says otherwise"),
    **{
        name: ({**UNTESTED, "obstacle": obstacle}, {}, f"not testable: {obstacle}")
        for name, obstacle in {
            "no-document": "document not named or not found",
            "no-firm": "firm not named",
            "no-measure": "measure not defined",
            "no-count": "nobody counts it",
        }.items()
    },
}
"""What is counted among the statements of the article."""


def weighted_index(shares: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the weighted mean of shares.

    Parameters
    ----------
    shares : mapping of str to float
        Percent of decisions of each kind taken at home, 0 to 100.
    weights : mapping of str to float
        Of the same kinds, none below 0, not all 0.

    Returns
    -------
    float
        In percent.

    Raises
    ------
    ValueError
        If the kinds differ, a share is no percentage, or the weights are no weights.

    Examples
    --------
    >>> weighted_index({"a": 100, "b": 50}, {"a": 3, "b": 1})
    87.5
    """
    if shares.keys() != weights.keys():
        raise ValueError(f"shares of {', '.join(shares)}, but weights of {', '.join(weights)}")
    if any(not 0 <= share <= 100 for share in shares.values()):
        raise ValueError("a share lies outside 0 to 100 percent")
    total = sum(weights.values())
    if any(weight < 0 for weight in weights.values()) or total <= 0:
        raise ValueError("weights must not be negative and must not all be zero")
    return sum(shares[kind] * weights[kind] for kind in shares) / total


def index_ranges(shares: pd.DataFrame) -> pd.DataFrame:
    """Return, for each plant, the index with equal weights and its ends over all weights.

    Parameters
    ----------
    shares : DataFrame, shape (plants x kinds, any)
        Columns ``plant``, ``kind``, ``share`` (percent) and ``rows``.

    Returns
    -------
    DataFrame, shape (plants, 5)
        ``plant``, ``low``, ``equal``, ``high`` in percent, and ``rows``; in the order of the plants.

    Raises
    ------
    ValueError
        If plants do not have the same kinds, each once.
    """
    kinds = sorted(shares["kind"].unique())
    frame = []
    for plant, group in shares.groupby("plant", sort=False):
        if sorted(group["kind"]) != kinds:
            raise ValueError(f"{plant} lacks a kind of decision, or has one twice")
        values = dict(zip(group["kind"], group["share"].astype(float), strict=True))
        equal = weighted_index(values, dict.fromkeys(values, 1.0))
        low, high = min(values.values()), max(values.values())
        frame.append({"plant": plant, "low": low, "equal": equal, "high": high, ROWS: join_rows(group[ROWS])})
    return pd.DataFrame(frame)


def always_above(first: Mapping[str, float], second: Mapping[str, float]) -> bool:
    """Whether one plant's index is at least another's whatever the weights.

    Examples
    --------
    >>> always_above({"a": 90, "b": 50}, {"a": 80, "b": 50})
    True
    >>> always_above({"a": 90, "b": 40}, {"a": 80, "b": 50})
    False
    """
    return all(first[kind] >= second[kind] for kind in first)


def open_order(kinds: int) -> float:
    """Return the share of pairs of plants whose order depends on the weights, in percent.

    It holds where shares of different kinds are unrelated and never equal: one plant is above the other in every kind
    with a chance of one half to the power of ``kinds``, and as often below in every kind. Only those pairs are settled.

    Parameters
    ----------
    kinds : int
        Kinds of decision, at least one.

    Raises
    ------
    ValueError
        If there are none.

    Examples
    --------
    >>> open_order(1), open_order(4)
    (0.0, 87.5)
    """
    if kinds < 1:
        raise ValueError("an index needs at least one kind of decision")
    return float(100 * (1 - 2 ** (1 - kinds)))
