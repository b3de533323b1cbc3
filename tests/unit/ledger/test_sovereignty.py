"""The measures behind the analysis of technical sovereignty."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from ledger.measures import sovereignty as so
from ledger.measures.counts import tally


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
