"""Intervals: what a printed quantity may mean, and arithmetic that keeps what is not known."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .numbers import Numeral, numerals
from .quantity_words import word_number

ABOUT = 0.05
"""How far "about", "nearly" and a number written in words may be off: one part in twenty."""


@dataclass(frozen=True)
class Interval:
    """All values from ``low`` to ``high``; an open end is infinite.

    Examples
    --------
    >>> Interval(28, 28) - Interval(20, 22)
    Interval(low=6, high=8)
    >>> Interval(1, 2).meets(Interval(2, 3))
    True
    """

    low: float
    high: float

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        ends = [_product(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        if other.low <= 0 <= other.high:
            if self.low < 0 or other.low < 0:
                return Interval(-math.inf, math.inf)
            lowest = 0.0 if math.isinf(other.high) or other.high == 0 else self.low / other.high
            return Interval(lowest, math.inf)
        return self * Interval(1 / other.high, 1 / other.low)

    def scaled(self, factor: float) -> Interval:
        """Return the interval times a positive number."""
        return Interval(self.low * factor, self.high * factor)

    def widened(self, part: float) -> Interval:
        """Return the interval with each end moved out by a part of itself, such as 0.02."""
        return Interval(self.low - abs(self.low) * part, self.high + abs(self.high) * part) if part else self

    @property
    def closed(self) -> bool:
        """Whether both ends are finite."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def middle(self) -> float:
        """The midpoint of a closed interval; of another, its finite end."""
        if self.closed:
            return (self.low + self.high) / 2
        return self.low if math.isfinite(self.low) else self.high

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both, rounding errors of arithmetic forgiven."""
        return _at_most(self.low, other.high) and _at_most(other.low, self.high)

    def within(self, other: Interval) -> bool:
        """Whether every value lies in the other too."""
        return _at_most(other.low, self.low) and _at_most(self.high, other.high)


def _product(a: float, b: float) -> float:
    return 0.0 if a == 0 or b == 0 else a * b


def _at_most(a: float, b: float) -> bool:
    return a <= b or math.isclose(a, b, rel_tol=1e-9)


HALF = 0.5 * (1 - 1e-6)
"""Just under half a unit: what is printed as 39 and what is printed as 40 have no value in common."""


def rounding(printed: str, value: float) -> float:
    """Return by how much a value may differ from what was printed: half a unit of the last digit.

    Parameters
    ----------
    printed : str
        Digits as the source prints them, such as ``"35.8"``; of several numbers the first counts.
    value : float
        What they stand for in base units, such as 35,800,000,000.

    Returns
    -------
    float
        In the unit of ``value``; one part in twenty where a word is printed.

    Examples
    --------
    >>> round(rounding("40", 40_000_000))
    500000
    >>> rounding("half", 50)
    2.5
    """
    first = next(iter(numerals(printed)), None)
    if first is None:
        number = word_number(printed)
        if number is None:
            return abs(value) * ABOUT
        first = Numeral(number, 0)
    return _half_step(first, value)


def _half_step(printed: Numeral, value: float) -> float:
    """Return half a unit of the last digit of a numeral, in the unit of what it stands for."""
    half = HALF / 10.0**printed.decimals
    return half * abs(value / printed.number) if printed.number else half


COUNTED = frozenset({"count", "rank", "year"})
"""Units of what is counted, ranked or dated: whole numbers, printed without rounding."""


def is_counted(unit: str, value: float, printed: str) -> bool:
    """Whether a number is a count or a rank printed in full, which has no rounding.

    Examples
    --------
    >>> is_counted("count", 7, "7"), is_counted("count", 1.2e6, "1.2"), is_counted("percent", 7, "7")
    (True, False, False)
    """
    if unit not in COUNTED or not float(value).is_integer():
        return False
    first = next(iter(numerals(printed)), None)
    return first is None or (first.decimals == 0 and math.isclose(first.number, value))


def stated(low: float | None, high: float | None, printed: str, hedge: str, unit: str = "") -> Interval:
    """Return what a printed quantity may mean: its bounds, its rounding and its hedge.

    Parameters
    ----------
    low, high : float or None
        Bounds in base units; None is open. An open lower bound of a positive quantity is zero.
    printed : str
        Digits as the source prints them.
    hedge : str
        As in :data:`records.HEDGES`.
    unit : str
        Counts and ranks have no rounding; "about" widens them too.

    Raises
    ------
    ValueError
        If both bounds are open.

    Examples
    --------
    >>> stated(40, 40, "40", "exact")
    Interval(low=39.5000005, high=40.4999995)
    >>> stated(80, None, "80", "more than")
    Interval(low=80, high=inf)
    """
    if low is None and high is None:
        raise ValueError("no number")
    if low is None:
        return Interval(0.0 if (high or 0) > 0 else -math.inf, high or 0.0)
    if high is None:
        return Interval(low, math.inf)
    parts = numerals(printed)
    below = 0.0 if is_counted(unit, low, printed) else rounding(printed, low)
    above = below if low == high or len(parts) < 2 else _half_step(parts[-1], high)
    if hedge == "nearly":
        return Interval(low - max(below, abs(low) * ABOUT), high)
    if hedge == "about":
        below, above = max(below, abs(low) * ABOUT), max(above, abs(high) * ABOUT)
    return Interval(low - below, high + above)


def stated_point(low: float | None, high: float | None, interval: Interval) -> Interval:
    """Return a quantity as printed, without rounding and without what "about" allows; an open end stays open.

    Parameters
    ----------
    low, high : float or None
        Bounds in base units; None is open.
    interval : Interval
        What the quantity may mean, for its open ends.
    """
    return Interval(interval.low if low is None else low, interval.high if high is None else high)
