"""The audit's rules: what two or more quantities must satisfy, each a name, a formula in words, and a test.

A rule gets intervals and returns two: what follows from some of its inputs, and what is stated. Rounding and hedges
are inside the intervals already; no rule knows of documents or claims.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from ..text.interval import Interval

Inputs = Mapping[str, tuple[Interval, ...]]
Verdict = Literal["holds", "fails", "cannot tell"]
Mode = Literal["equal", "at most", "differ"]
Role = Literal["test", "sanity", "warning"]
HUNDRED = Interval(100, 100)


@dataclass(frozen=True)
class Rule:
    """One kind of check.

    Attributes
    ----------
    name : str
        As in ``data/audit/checks.json``.
    inputs : tuple of str
        Namespace of its inputs; one that ends in ``[]`` is a list.
    formula : str
        In words.
    compute : callable
        Inputs to what follows from them and what is stated.
    mode : str
        How the two must stand to one another.
    unit : str
        Input whose unit the result has, or the unit itself after ``=``.
    sentence : str
        How a reader is told, with ``{input}``, ``{computed}``.
    role : str
        ``test``: it can fail where a document errs. ``sanity``: it nearly always holds, and counts only where its entry
        says what it could have found. ``warning``: it says what must not be compared, and is no test.
    fails_if : str
        What would have made it fail, with ``{computed}`` and ``{said}``.
    """

    name: str
    inputs: tuple[str, ...]
    formula: str
    compute: Callable[[Inputs], tuple[Interval, Interval]]
    unit: str
    sentence: str
    mode: Mode = "equal"
    role: Role = "test"
    fails_if: str = "It would fail if what is stated, {said}, lay outside {computed}, rounding allowed."

    def __reduce__(self) -> tuple[Callable[[str], Rule], tuple[str]]:
        """Keep a rule by its name: results that hold rules can be pickled, the functions in them cannot."""
        return find_rule, (self.name,)

    @property
    def shares(self) -> tuple[str, ...]:
        """Inputs that must be in percent."""
        names = tuple(name.removesuffix("[]") for name in self.inputs if name.startswith("share"))
        return ("parts",) if self.name == "within_hundred" else names

    @property
    def alike(self) -> tuple[str, ...]:
        """Inputs that must be in one unit."""
        return ALIKE.get(self.name, ())


def judge(computed: Interval, said: Interval, mode: Mode, tolerance: float = 0.0) -> Verdict:
    """Return whether what follows and what is stated can stand together.

    Parameters
    ----------
    computed, said : Interval
        In one unit.
    mode : str
        ``equal``: some value fits both. ``at most``: the first is not above the second. ``differ``: none fits both.
    tolerance : float
        Percent by which the first is widened.

    Returns
    -------
    str
        ``cannot tell`` where an open end leaves it undecided.

    Examples
    --------
    >>> judge(Interval(7.8, 8.2), Interval(7.95, 8.05), "equal")
    'holds'
    >>> judge(Interval(70, math.inf), Interval(80, math.inf), "equal")
    'cannot tell'
    """
    wide = computed.widened(tolerance / 100)
    if mode == "at most":
        if wide.high <= said.low or math.isclose(wide.high, said.low):
            return "holds"
        if wide.low > said.high and not math.isclose(wide.low, said.high):
            return "fails"
        return "holds" if wide.closed and said.closed else "cannot tell"
    if not wide.meets(said):
        return "fails" if mode == "equal" else "holds"
    one_inside = (wide.closed and wide.within(said)) or (said.closed and said.within(wide))
    if not one_inside and not (wide.closed and said.closed):
        return "cannot tell"
    return "holds" if mode == "equal" else "fails"


def _one(inputs: Inputs, *names: str) -> list[Interval]:
    return [inputs[name][0] for name in names]


def _total(parts: tuple[Interval, ...]) -> Interval:
    total = Interval(0, 0)
    for part in parts:
        total = total + part
    return total


def _difference(inputs: Inputs) -> tuple[Interval, Interval]:
    minuend, subtrahend, result = _one(inputs, "minuend", "subtrahend", "result")
    return minuend - subtrahend, result


def _share(inputs: Inputs) -> tuple[Interval, Interval]:
    part, whole, share = _one(inputs, "part", "whole", "share")
    return part / whole * HUNDRED, share


def _same_whole(inputs: Inputs) -> tuple[Interval, Interval]:
    part_a, share_a, part_b, share_b = _one(inputs, "part_a", "share_a", "part_b", "share_b")
    return part_a / share_a * HUNDRED, part_b / share_b * HUNDRED


def _implied_whole(inputs: Inputs) -> tuple[Interval, Interval]:
    part, share, whole = _one(inputs, "part", "share", "whole")
    return part / share * HUNDRED, whole


def _quotient(inputs: Inputs) -> tuple[Interval, Interval]:
    numerator, denominator, quotient = _one(inputs, "numerator", "denominator", "quotient")
    return numerator / denominator, quotient


def _same_quotient(inputs: Inputs) -> tuple[Interval, Interval]:
    a, b, c, d = _one(inputs, "a", "b", "c", "d")
    return a / b, c / d


def _growth(inputs: Inputs) -> tuple[Interval, Interval]:
    start, end, growth = _one(inputs, "start", "end", "growth")
    return end / start * HUNDRED - HUNDRED, growth


def _annual_growth(inputs: Inputs) -> tuple[Interval, Interval]:
    start, end, years, growth = _one(inputs, "start", "end", "years", "growth")
    ratio = end / start
    span = (1 / years.high, 1 / years.low if years.low > 0 else math.inf)
    rates = [100 * (max(r, 0.0) ** p - 1) for r in (ratio.low, ratio.high) for p in span if r < math.inf]
    return Interval(min(rates), max(rates) if math.isfinite(ratio.high) else math.inf), growth


def _multiple(inputs: Inputs) -> tuple[Interval, Interval]:
    start, end, times = _one(inputs, "start", "end", "times")
    return end / start, times


def _pair(first: str, second: str) -> Callable[[Inputs], tuple[Interval, Interval]]:
    return lambda inputs: (inputs[first][0], inputs[second][0])


def _span(inputs: Inputs) -> tuple[Interval, Interval]:
    start, end, years = _one(inputs, "start", "end", "years")
    return end - start, years


ALIKE: Mapping[str, tuple[str, ...]] = {
    "difference": ("minuend", "subtrahend", "result"),
    "sum": ("parts", "total"),
    "share": ("part", "whole"),
    "same_whole": ("part_a", "part_b"),
    "implied_whole": ("part", "whole"),
    "growth": ("start", "end"),
    "annual_growth": ("start", "end"),
    "multiple": ("start", "end"),
    "at_most": ("smaller", "larger"),
    "within_hundred": ("parts",),
    "same": ("a", "b"),
    "same_date": ("a", "b"),
    "before": ("earlier", "later"),
    "listed": ("stated", "listed"),
}
"""Inputs of each rule that must be in one unit."""
RULES: Mapping[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("difference", ("minuend", "subtrahend", "result"), "one amount less another gives a third",
             _difference, "result", "{minuend} less {subtrahend} gives {computed}; stated is {result}."),
        Rule("sum", ("parts[]", "total"), "the parts add up to the total",
             lambda inputs: (_total(inputs["parts"]), inputs["total"][0]), "total",
             "{parts} add up to {computed}; stated is {total}."),
        Rule("share", ("part", "whole", "share"), "a part over its whole gives the share",
             _share, "share", "{part} of {whole} is {computed}; stated is {share}."),
        Rule("same_whole", ("part_a", "share_a", "part_b", "share_b"), "a part over its share gives the whole, twice",
             _same_whole, "part_b",
             "If {part_a} is {share_a}, the whole is {computed}; if {part_b} is {share_b}, it is {said}."),
        Rule("implied_whole", ("part", "share", "whole"), "a part over its share gives the whole",
             _implied_whole, "whole", "If {part} is {share}, the whole is {computed}; stated is {whole}."),
        Rule("quotient", ("numerator", "denominator", "quotient"), "one amount over another gives the rate",
             _quotient, "quotient", "{numerator} over {denominator} gives {computed}; stated is {quotient}."),
        Rule("same_quotient", ("a", "b", "c", "d"), "two pairs of amounts give one rate",
             _same_quotient, "=", "{a} over {b} gives {computed}; {c} over {d} gives {said}."),
        Rule("growth", ("start", "end", "growth"), "the end over the start gives the growth",
             _growth, "growth", "From {start} to {end} is a change of {computed}; stated is {growth}."),
        Rule("annual_growth", ("start", "end", "years", "growth"), "start, end and years give the growth a year",
             _annual_growth, "growth",
             "From {start} to {end} in {years} is {computed} a year; stated is {growth}."),
        Rule("multiple", ("start", "end", "times"), "the end over the start gives the multiple",
             _multiple, "times", "From {start} to {end} is {computed}; stated is {times}."),
        Rule("at_most", ("smaller", "larger"), "a part is not above what it is part of",
             _pair("smaller", "larger"), "larger", "{smaller} must not be above {larger}.", "at most", "sanity",
             "It would fail if the first, {computed}, lay above the second, {said}."),
        Rule("within_hundred", ("parts[]",), "shares of one whole do not add up to more than all of it",
             lambda inputs: (_total(inputs["parts"]), HUNDRED), "=percent",
             "{parts} add up to {computed}; shares of one whole cannot exceed all of it.", "at most", "sanity",
             "It would fail if the shares, {computed}, came to more than {said}."),
        Rule("same", ("a", "b"), "two values for one quantity agree",
             _pair("a", "b"), "b", "One statement gives {a}, another {b}, for the same quantity."),
        Rule("distinct", ("a", "b"), "one name, two measures: the values differ and must not share an axis",
             _pair("a", "b"), "b", "{a} and {b} go by one name but measure different things.", "differ", "warning",
             "It would fail if both had one value, {said}."),
        Rule("same_date", ("a", "b"), "two dates for one event agree",
             _pair("a", "b"), "=date", "One statement dates the event {a}, another {b}.",
             fails_if="It would fail if the two dates had no day in common."),
        Rule("before", ("earlier", "later"), "the first event is not later than the second",
             _pair("earlier", "later"), "=date", "{earlier} must not lie after {later}.", "at most", "sanity",
             "It would fail if the first event lay after the second."),
        Rule("span", ("start", "end", "years"), "the time between two dates is what is stated",
             _span, "years", "From {start} to {end} is {computed}; stated is {years}."),
        Rule("listed", ("stated", "listed"), "as many are listed as are announced",
             _pair("listed", "stated"), "stated", "{stated} are announced, {listed} are listed.", role="sanity",
             fails_if="It would fail if {said} were announced and {computed} listed, unless these are one number."),
    )
}  # fmt: skip
"""Every rule by name."""


def find_rule(name: str) -> Rule:
    """Return a rule by name."""
    return RULES[name]
