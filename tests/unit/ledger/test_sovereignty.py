"""The measures behind the analysis of technical sovereignty."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from ledger.measures import sovereignty as so
from ledger.measures.counts import tally


def frame(**plants):
    """Return shares of plants in the shape that the measures take."""
    return pd.DataFrame(
        [
            {"plant": plant, "kind": kind, "share": share, "rows": f"t:{plant}-{kind}"}
            for plant, shares in plants.items()
            for kind, share in shares.items()
        ]
    )


def test_equal_weights_give_the_mean():
    """With equal weights the index is the plain mean of the shares."""
    assert so.weighted_index({"a": 10, "b": 20, "c": 60}, {"a": 2, "b": 2, "c": 2}) == pytest.approx(30)


def test_scaling_weights_changes_nothing():
    """Only the ratio of weights matters."""
    shares = {"a": 10, "b": 90}
    assert so.weighted_index(shares, {"a": 1, "b": 3}) == pytest.approx(so.weighted_index(shares, {"a": 25, "b": 75}))


@pytest.mark.parametrize(
    ("shares", "weights"),
    [
        ({"a": 10}, {"b": 1}),
        ({"a": 101}, {"a": 1}),
        ({"a": -1}, {"a": 1}),
        ({"a": 10}, {"a": 0}),
        ({"a": 10, "b": 10}, {"a": 2, "b": -1}),
    ],
)
def test_bad_shares_and_weights_are_refused(shares, weights):
    """Other kinds, shares beyond percentages, and weights that are none are refused."""
    with pytest.raises(ValueError, match=r"shares of|outside|weights"):
        so.weighted_index(shares, weights)


def test_no_weights_leave_the_range_of_the_shares():
    """Over all weights the index runs from the smallest share to the largest, and carries every row."""
    ranges = so.index_ranges(frame(p={"a": 20, "b": 100}, q={"a": 50, "b": 50})).set_index("plant")
    assert ranges.loc["p", ["low", "equal", "high"]].tolist() == [20, 60, 100]
    assert ranges.loc["q", "low"] == ranges.loc["q", "high"] == 50
    assert ranges.loc["p", "rows"] == "t:p-a t:p-b"


def test_weights_never_leave_the_range():
    """No weights put the index outside the range that is given."""
    shares = {"a": 5, "b": 40, "c": 95}
    ends = so.index_ranges(frame(p=shares)).iloc[0]
    for weights in itertools.product((0, 1, 5), repeat=3):
        if any(weights):
            assert ends["low"] <= so.weighted_index(shares, dict(zip(shares, weights, strict=True))) <= ends["high"]


def test_plants_of_unlike_kinds_are_refused():
    """A plant that lacks a kind of decision cannot be compared."""
    with pytest.raises(ValueError, match="lacks a kind"):
        so.index_ranges(frame(p={"a": 20, "b": 100}, q={"a": 50}))


def test_open_order_is_the_share_of_pairs_that_no_weights_settle():
    """The formula agrees with counting all orders of two plants in four kinds, above or below in each."""
    signs = list(itertools.product((True, False), repeat=4))
    unsettled = [sign for sign in signs if any(sign) and not all(sign)]
    assert so.open_order(4) == pytest.approx(100 * len(unsettled) / len(signs))


def test_an_index_of_nothing_is_refused():
    """An index needs a kind of decision."""
    with pytest.raises(ValueError, match="at least one"):
        so.open_order(0)


def test_statements_are_counted_by_what_they_give_and_how_they_fare():
    """A complete figure has a document, a period and a clear measure; what is not testable counts by its obstacle."""
    frame = pd.DataFrame(
        {
            "about": ["fact", "fact", "date", "proposal"],
            "measure_clear": [True, True, False, False],
            "period_stated": [True, False, False, False],
            "origin_kind": ["document", "document", "none", "none"],
            "document_found": ["yes", "no", "", ""],
            "firm": ["", "named", "anonymous", ""],
            "outcome": ["differs", "not testable", "agrees", "proposal"],
            "obstacle": ["", "firm not named", "", ""],
            "rows": ["t:1", "t:2", "t:3", "t:4"],
        }
    )
    told = tally(frame, so.COUNTS)
    numbers = {name: number.value for name, (number, _, _) in told.items()}
    assert (numbers["total"], numbers["world"], numbers["facts"], numbers["proposals"]) == (4, 3, 2, 1)
    assert (numbers["with-document"], numbers["with-found"], numbers["complete"]) == (2, 1, 1)
    assert (numbers["single-firm"], numbers["single-named"]) == (2, 1)
    assert (numbers["tested"], numbers["untested"], numbers["odds"], numbers["no-firm"]) == (2, 1, 1, 1)
    assert told["odds"][0].row_ids == ("t:1",)
