"""An index of decisions taken at home: its value, how far weights can move it, and when they decide a ranking.

The index is a weighted mean of shares, one for each kind of decision. Where nobody gives the weights, it lies
somewhere between the smallest and the largest share: no more can be said of it.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from proofpress.notebook.session import ROWS, join_rows


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
