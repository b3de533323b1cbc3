"""Facts about holds: bounds keep their order, and what cannot be is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.measures.concentration import index_range
from ledger.measures.holds import (
    check_bounds,
    exposure,
    import_index,
    index_of_one_share,
    months_without,
    printed_bounds,
    room_elsewhere,
    unnamed_share,
)

PERCENT = st.floats(0, 100)
BOUNDS = st.tuples(PERCENT, PERCENT).map(lambda pair: (min(pair), max(pair)))


@given(BOUNDS, BOUNDS)
def test_an_exposure_stays_in_order_and_below_both(reliance, share):
    """Bounds never cross, and no more stops than is imported, nor more than the holder has."""
    low, high = exposure(reliance, share)
    assert 0 <= low <= high <= min(reliance[1], share[1]) + 1e-9


def test_an_open_figure_reaches_to_the_most():
    """More than 50 percent is anything from 50 to 100; an estimate is a figure like others."""
    assert printed_bounds(50, "lower bound") == (50, 100)
    assert printed_bounds(50, "estimated") == (50, 50)
    assert printed_bounds(90, "more than") == (90, 100)
    with pytest.raises(ValueError, match="130"):
        printed_bounds(130)


@given(st.floats(50, 100), st.lists(st.floats(0.01, 1), min_size=1, max_size=8))
def test_the_index_of_one_share_holds_every_table_with_it(top, rest):
    """However the rest is spread, the index of the whole table lies within the bounds."""
    scale = (100 - top) / sum(rest)
    index, _ = index_range([top, *(part * scale for part in rest)])
    low, high = index_of_one_share((top, top))
    assert low - 1e-6 <= index <= high + 1e-6


def test_what_cannot_be_is_refused():
    """Crossed bounds, a minority holder's index, more held than made, no need, shares that do not add up."""
    with pytest.raises(ValueError, match="cross"):
        check_bounds((2, 1))
    with pytest.raises(ValueError, match="one half"):
        index_of_one_share((40, 60))
    with pytest.raises(ValueError, match="120 of 100"):
        room_elsewhere(100, 120, 5)
    with pytest.raises(ValueError, match="nothing is needed"):
        room_elsewhere(100, 20, 0)
    with pytest.raises(ValueError, match="80"):
        unnamed_share([50], 30)
    with pytest.raises(ValueError, match="120 of 100"):
        months_without(120, 100)


def test_room_and_months_by_hand():
    """A holder of 90 in 100: the others make 10, half of a need of 20, and 1.2 months of the world's use."""
    assert room_elsewhere(100, 90, 20) == 0.5
    assert months_without(90, 100) == pytest.approx(1.2)


def test_the_index_of_suppliers_is_that_of_a_table():
    """Named suppliers and an open group give the bounds that a table of output with the same shares gives."""
    assert import_index([("A", 60), ("B", 30), ("", 10)]) == pytest.approx(index_range([60, 30], 10))
