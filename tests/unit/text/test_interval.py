"""Intervals: arithmetic that keeps what is not known, and what a printed quantity may mean."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from proofpress.model.records import HEDGES
from proofpress.text.interval import ABOUT, Interval, rounding, stated, stated_point

INF = math.inf
NUMBERS = st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda number: round(number, 3))
PRINTED = st.tuples(st.integers(1, 99_999), st.integers(0, 3))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Return an interval, open at either end or at none."""
    low, high = sorted(draw(st.tuples(NUMBERS, NUMBERS)))
    opens = draw(st.sampled_from(["", "", "", "low", "high", "both"]))
    return Interval(-INF if opens in {"low", "both"} else low, INF if opens in {"high", "both"} else high)


@st.composite
def members(draw: st.DrawFn) -> tuple[Interval, float]:
    """Return an interval and one of its values."""
    whole = draw(intervals())
    return whole, min(max(draw(NUMBERS), whole.low), whole.high)


def holds(whole: Interval, value: float) -> bool:
    """Whether a value lies in an interval, rounding errors forgiven."""
    slack = 1e-9 * max(1.0, abs(value))
    return whole.low - slack <= value <= whole.high + slack


@pytest.mark.parametrize("combine", [operator.add, operator.sub, operator.mul])
@given(members(), members())
def test_arithmetic_keeps_every_result(
    combine: Callable[..., object], one: tuple[Interval, float], other: tuple[Interval, float]
) -> None:
    """Whatever values two intervals stand for, the sum, difference and product of these lie in theirs."""
    (a, x), (b, y) = one, other
    result = combine(a, b)
    assert isinstance(result, Interval)
    assert result.low <= result.high
    value = combine(x, y)
    assert isinstance(value, float)
    assert holds(result, value)


@given(members(), members())
def test_division_keeps_every_result(one: tuple[Interval, float], other: tuple[Interval, float]) -> None:
    """The same holds for a quotient, where the divisor may reach zero or have no end."""
    (a, x), (b, y) = one, other
    result = a / b
    assert result.low <= result.high
    assume(abs(y) > 1e-3)
    assert holds(result, x / y)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (Interval(10, 20) / Interval(2, 5), Interval(2, 10)),
        (Interval(10, 20) / Interval(0, 5), Interval(2, INF)),
        (Interval(10, 20) / Interval(2, INF), Interval(0, 10)),
        (Interval(10, 20) / Interval(0, INF), Interval(0, INF)),
        (Interval(10, 20) / Interval(0, 0), Interval(0, INF)),
        (Interval(-1, 20) / Interval(0, 5), Interval(-INF, INF)),
        (Interval(10, 20) / Interval(-1, 5), Interval(-INF, INF)),
        (Interval(0, INF) * Interval(0, 0), Interval(0, 0)),
        (Interval(0, 5) * Interval(1, INF), Interval(0, INF)),
        (Interval(1, INF) - Interval(0, INF), Interval(-INF, INF)),
    ],
)
def test_what_is_not_known_stays_unknown(made: Interval, expected: Interval) -> None:
    """Dividing by what may be zero, or by what has no end, leaves open what it must and no more."""
    assert made == expected


@given(intervals(), intervals())
def test_meeting_goes_both_ways(one: Interval, other: Interval) -> None:
    """Two intervals meet in either order or not at all, and one within another meets it."""
    assert one.meets(other) is other.meets(one)
    assert one.meets(one)
    assert one.within(one)
    if one.within(other):
        assert one.meets(other)


@given(members(), st.floats(0, 0.5), st.floats(0.001, 1000))
def test_widening_and_scaling(one: tuple[Interval, float], part: float, factor: float) -> None:
    """A widened interval holds the first one, and a scaled one the scaled values."""
    whole, value = one
    assert whole.within(whole.widened(part))
    assert whole.widened(0) is whole
    assert holds(whole.scaled(factor), value * factor)


def test_errors_of_arithmetic_are_forgiven() -> None:
    """A tenth and two tenths meet three tenths, as they do on paper; a thousandth off, they do not."""
    assert (Interval(0.1, 0.1) + Interval(0.2, 0.2)).meets(Interval(0.3, 0.3))
    assert not Interval(0.3, 0.3).meets(Interval(0.3001, 0.4))
    assert not Interval(0.3, 0.3).within(Interval(0.3001, 0.4))


@pytest.mark.parametrize(
    ("whole", "closed", "middle"),
    [
        (Interval(1, 3), True, 2),
        (Interval(1, INF), False, 1),
        (Interval(-INF, 3), False, 3),
    ],
)
def test_the_middle_of_what_has_one(whole: Interval, closed: bool, middle: float) -> None:
    """A closed interval has a midpoint; of one that is open, the end that is known is told."""
    assert whole.closed is closed
    assert whole.middle == middle


@pytest.mark.parametrize(
    ("printed", "value", "half"),
    [
        ("40", 40, 0.5),
        ("35.8", 35.8, 0.05),
        ("35.80", 35.8, 0.005),
        ("35.8", 35_800_000_000, 50_000_000),
        ("1,234", 1234, 0.5),
        ("10–25", 10, 0.5),
        ("80%", 80, 0.5),
        ("0", 0, 0.5),
        ("-3", -3, 0.5),
        ("half", 50, 50 * ABOUT),
        ("two", 2, 0.5),
    ],
)
def test_rounding(printed: str, value: float, half: float) -> None:
    """Digits mean half a unit of the last one, in the value's own unit; a word means one part in twenty."""
    assert rounding(printed, value) == pytest.approx(half, rel=1e-5)


@given(PRINTED, st.floats(1e-3, 1e12))
def test_rounding_is_in_the_unit_of_the_value(number: tuple[int, int], factor: float) -> None:
    """The same digits in a unit so many times smaller may be off by so many times as much."""
    digits, decimals = number
    value = digits / 10**decimals
    printed = f"{value:.{decimals}f}"
    assert rounding(printed, value) == pytest.approx(0.5 / 10**decimals, rel=1e-5)
    assert rounding(printed, value * factor) == pytest.approx(rounding(printed, value) * factor)


@given(PRINTED, st.sampled_from(HEDGES), st.sampled_from(["both", "low", "high"]))
def test_a_quantity_may_mean_what_it_states(number: tuple[int, int], hedge: str, bounds: str) -> None:
    """Whatever its hedge, a printed quantity may mean its own value, and never more than its open ends say."""
    digits, decimals = number
    value = digits / 10**decimals
    low, high = (value if bounds != "high" else None), (value if bounds != "low" else None)
    whole = stated(low, high, f"{value:.{decimals}f}", hedge)
    assert holds(whole, value)
    assert math.isinf(whole.high) is (high is None)
    assert whole.low >= 0 or low is not None


@pytest.mark.parametrize(
    ("low", "high", "printed", "hedge", "expected"),
    [
        (40, 40, "40", "exact", Interval(39.5, 40.5)),
        (73, 73, "73", "projected", Interval(72.5, 73.5)),
        (10, 25, "10 to 25", "exact", Interval(9.5, 25.5)),
        (1.5, 20, "1.5 or 20", "exact", Interval(1.45, 20.5)),
        (40, 40, "40", "about", Interval(38, 42)),
        (2, 2, "2", "about", Interval(1.5, 2.5)),
        (40, 40, "40", "nearly", Interval(38, 40)),
        (80, None, "80", "more than", Interval(80, INF)),
        (80, None, "80", "at least", Interval(80, INF)),
        (None, 15, "15", "less than", Interval(0, 15)),
        (None, 0, "0", "less than", Interval(-INF, 0)),
        (None, -5, "5", "at most", Interval(-INF, -5)),
        (50, 50, "half", "exact", Interval(47.5, 52.5)),
    ],
)
def test_what_is_stated(low: float | None, high: float | None, printed: str, hedge: str, expected: Interval) -> None:
    """Rounding, hedge and open ends are in the interval: a lower bound that is open is zero where amounts are."""
    result = stated(low, high, printed, hedge)
    assert (result.low, result.high) == pytest.approx((expected.low, expected.high))


@pytest.mark.parametrize(
    ("printed", "value", "unit", "width"),
    [
        ("7", 7, "count", 0),
        ("seven", 7, "count", 0),
        ("3", 3, "rank", 0),
        ("2030", 2030, "year", 0),
        ("387,000", 387_000, "count", 0),
        ("1.2", 1.2e6, "count", 1e5),
        ("7", 7, "percent", 1),
        ("7.5", 7.5, "count", 0.1),
    ],
)
def test_counts_and_ranks_have_no_rounding(printed: str, value: float, unit: str, width: float) -> None:
    """What is counted, ranked or dated is what it says; a count in millions is rounded like any amount."""
    result = stated(value, value, printed, "exact", unit)
    assert result.high - result.low == pytest.approx(width, rel=1e-5)


def test_the_printed_point() -> None:
    """Without rounding a quantity is what is printed; an open end stays open."""
    assert stated_point(36, 36, Interval(35.5, 36.5)) == Interval(36, 36)
    assert stated_point(None, 36, Interval(0, 36)) == Interval(0, 36)


def test_no_number_is_no_quantity() -> None:
    """What states neither bound cannot be computed with."""
    with pytest.raises(ValueError, match="no number"):
        stated(None, None, "many", "exact")
