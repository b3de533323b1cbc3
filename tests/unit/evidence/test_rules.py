"""The audit's rules: each on made-up registers that hold, that fail and that leave it open, in any unit."""

from __future__ import annotations

import math
import string
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.evidence.records import Check
from proofpress.evidence.rules import RULES, judge
from proofpress.model.records import Claim
from proofpress.text.interval import Interval
from tests.support.registers import check, register, run, said

INF = math.inf
Given = Mapping[str, "Claim | list[Claim]"]


def usd(printed: str, **changes: Any) -> Claim:
    """Return a claim of so many billion dollars."""
    number = float(printed) * 1e9
    return said("_", printed, "USD", **{"low": number, "high": number, **changes})


def share(printed: str, **changes: Any) -> Claim:
    """Return a claim of so many percent."""
    return said("_", printed, **changes)


def count(printed: str, **changes: Any) -> Claim:
    """Return a claim of so many things."""
    return said("_", printed, "count", **changes)


def years(printed: str, **changes: Any) -> Claim:
    """Return a claim of so many years."""
    return said("_", printed, "years", **changes)


def day(printed: str) -> Claim:
    """Return a claim that dates something."""
    return said("_", printed, "date")


MORE: dict[str, Any] = {"high": None, "hedge": "more than"}
LESS: dict[str, Any] = {"low": None, "hedge": "less than"}
CASES: Mapping[str, tuple[Given, Given]] = {
    "difference": (
        {"minuend": usd("35.8"), "subtrahend": usd("29.0"), "result": usd("6.8")},
        {"minuend": usd("35.8"), "subtrahend": usd("29.0"), "result": usd("8.6")},
    ),
    "sum": (
        {"parts": [usd("1.5"), usd("2.5"), usd("3")], "total": usd("7")},
        {"parts": [usd("1.5"), usd("2.5"), usd("3")], "total": usd("9")},
    ),
    "share": (
        {"part": usd("9"), "whole": usd("25"), "share": share("36")},
        {"part": usd("9.0"), "whole": usd("25.0"), "share": share("63")},
    ),
    "same_whole": (
        {"part_a": count("30"), "share_a": share("15"), "part_b": count("60"), "share_b": share("30")},
        {"part_a": count("30"), "share_a": share("15"), "part_b": count("60"), "share_b": share("50")},
    ),
    "implied_whole": (
        {"part": count("30"), "share": share("15"), "whole": count("200")},
        {"part": count("30"), "share": share("15"), "whole": count("300")},
    ),
    "quotient": (
        {"numerator": usd("140"), "denominator": usd("20"), "quotient": said("_", "7", "times")},
        {"numerator": usd("140"), "denominator": usd("20"), "quotient": said("_", "9", "times")},
    ),
    "same_quotient": (
        {"a": usd("140"), "b": usd("20"), "c": usd("70"), "d": usd("10")},
        {"a": usd("140"), "b": usd("20"), "c": usd("70"), "d": usd("30")},
    ),
    "growth": (
        {"start": usd("100"), "end": usd("150"), "growth": share("50")},
        {"start": usd("100"), "end": usd("150"), "growth": share("150")},
    ),
    "annual_growth": (
        {"start": usd("100"), "end": usd("121"), "years": years("2.0"), "growth": share("10")},
        {"start": usd("100"), "end": usd("121"), "years": years("2.0"), "growth": share("21")},
    ),
    "multiple": (
        {"start": count("20"), "end": count("60"), "times": said("_", "3", "times")},
        {"start": count("20"), "end": count("60"), "times": said("_", "5", "times")},
    ),
    "at_most": (
        {"smaller": share("20"), "larger": share("30")},
        {"smaller": share("30"), "larger": share("20")},
    ),
    "within_hundred": (
        {"parts": [share("40"), share("60")]},
        {"parts": [share("50"), share("40"), share("30")]},
    ),
    "same": (
        {"a": share("36"), "b": share("35.8")},
        {"a": share("36"), "b": share("53.8")},
    ),
    "distinct": (
        {"a": share("36"), "b": share("53")},
        {"a": share("36"), "b": share("35.8")},
    ),
    "same_date": (
        {"a": day("2022-10-07"), "b": day("2022")},
        {"a": day("2022-10-07"), "b": day("2022-10-08")},
    ),
    "before": (
        {"earlier": day("2022-10-07"), "later": day("2023")},
        {"earlier": day("2023"), "later": day("2022-10-07")},
    ),
    "span": (
        {"start": day("2015"), "end": day("2025"), "years": years("10")},
        {"start": day("2015"), "end": day("2025"), "years": years("5")},
    ),
    "listed": (
        {"stated": count("5"), "listed": count("5")},
        {"stated": count("5"), "listed": count("7")},
    ),
}
"""For each rule, what holds and what fails."""
OPEN: Mapping[str, Given] = {
    "difference": {"minuend": usd("35.8"), "subtrahend": usd("20", **MORE), "result": usd("9", **MORE)},
    "sum": {"parts": [usd("1.5", **MORE), usd("2.5")], "total": usd("5", **MORE)},
    "share": {"part": usd("9", **MORE), "whole": usd("25"), "share": share("40", **MORE)},
    "same_whole": {
        "part_a": count("30", **MORE),
        "share_a": share("15"),
        "part_b": count("90", **MORE),
        "share_b": share("30"),
    },
    "implied_whole": {"part": count("30"), "share": share("15", **LESS), "whole": count("250", **MORE)},
    "quotient": {
        "numerator": usd("140"),
        "denominator": usd("20", **LESS),
        "quotient": said("_", "9", "times", **MORE),
    },
    "same_quotient": {"a": usd("140", **MORE), "b": usd("20"), "c": usd("70", **MORE), "d": usd("5")},
    "growth": {"start": usd("100"), "end": usd("150", **MORE), "growth": share("60", **MORE)},
    "annual_growth": {
        "start": usd("100"),
        "end": usd("121", **MORE),
        "years": years("2.0"),
        "growth": share("15", **MORE),
    },
    "multiple": {"start": count("20"), "end": count("60", **MORE), "times": said("_", "4", "times", **MORE)},
    "at_most": {"smaller": share("20", **MORE), "larger": share("30")},
    "within_hundred": {"parts": [share("40", **MORE), share("30")]},
    "same": {"a": share("30", **MORE), "b": share("36", **MORE)},
    "distinct": {"a": share("30", **MORE), "b": share("36", **MORE)},
    "span": {"start": day("2015"), "end": day("2025"), "years": years("10", **MORE)},
    "listed": {"stated": count("5", **MORE), "listed": count("4", **MORE)},
}
"""For each rule that compares amounts, bounds so open that it cannot be told."""
CLOSED = {"same_date", "before"}
"""A day, a month or a year always has two ends: dates leave nothing open."""
KINDS: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "difference": {"minuend": (1, 0), "subtrahend": (1, 0), "result": (1, 0)},
    "sum": {"parts": (1, 0), "total": (1, 0)},
    "share": {"part": (1, 0), "whole": (1, 0), "share": (0, 0)},
    "same_whole": {"part_a": (1, 0), "share_a": (0, 0), "part_b": (1, 0), "share_b": (0, 0)},
    "implied_whole": {"part": (1, 0), "share": (0, 0), "whole": (1, 0)},
    "quotient": {"numerator": (1, 0), "denominator": (0, 1), "quotient": (1, -1)},
    "same_quotient": {"a": (1, 0), "b": (0, 1), "c": (1, 0), "d": (0, 1)},
    "growth": {"start": (1, 0), "end": (1, 0), "growth": (0, 0)},
    "annual_growth": {"start": (1, 0), "end": (1, 0), "years": (0, 0), "growth": (0, 0)},
    "multiple": {"start": (1, 0), "end": (1, 0), "times": (0, 0)},
    "at_most": {"smaller": (1, 0), "larger": (1, 0)},
    "same": {"a": (1, 0), "b": (1, 0)},
    "distinct": {"a": (1, 0), "b": (1, 0)},
    "listed": {"stated": (1, 0), "listed": (1, 0)},
}
"""For each rule that compares amounts, how often two units of one's choice are in each input."""
FIXED = {"within_hundred", "same_date", "before", "span"}
"""Percent and dates have no other unit."""


def listed(claims: Claim | Sequence[Claim]) -> list[Claim]:
    """Return the claims of an input, which may be one."""
    return [claims] if isinstance(claims, Claim) else list(claims)


def apply(rule: str, given: Given, **changes: Any) -> Check:
    """Return a rule applied to claims, by way of a register and a check's entry."""
    claims, inputs = [], {}
    for name, found in given.items():
        own = [replace(entry, id=f"{name.replace('_', '-')}-{n}") for n, entry in enumerate(listed(found))]
        refs = [item.row for item in own]
        inputs[name] = refs[0] if isinstance(found, Claim) else refs
        claims += own
    return run(check(rule, inputs=inputs, **changes), register(*claims))


def test_every_rule_has_its_cases() -> None:
    """No rule is without a case that holds and one that fails, one that is open, and one in other units."""
    assert RULES
    assert CASES.keys() == RULES.keys()
    assert OPEN.keys() | CLOSED == RULES.keys()
    assert KINDS.keys() | FIXED == RULES.keys()
    assert all(rule.name == name for name, rule in RULES.items())


@pytest.mark.parametrize("name", RULES)
def test_every_rule_holds_and_fails(name: str) -> None:
    """Each rule holds on a register whose numbers agree and fails on one whose numbers do not."""
    holds, fails = CASES[name]
    assert apply(name, holds).verdict == "holds"
    assert apply(name, fails).verdict == "fails"


@pytest.mark.parametrize("name", sorted(RULES.keys() - CLOSED))
def test_open_bounds_leave_it_open(name: str) -> None:
    """Where an open bound could make the numbers agree or not, the verdict is that it cannot be told."""
    assert apply(name, OPEN[name]).verdict == "cannot tell"


@pytest.mark.parametrize(
    ("name", "given", "verdict"),
    [
        ("at_most", {"smaller": share("40", **MORE), "larger": share("30")}, "fails"),
        ("at_most", {"smaller": share("30"), "larger": share("40", **MORE)}, "holds"),
        ("within_hundred", {"parts": [share("60", **MORE), share("60", **MORE)]}, "fails"),
        ("same", {"a": share("20"), "b": share("30", **MORE)}, "fails"),
        ("same", {"a": share("40"), "b": share("30", **MORE)}, "holds"),
        ("distinct", {"a": share("20"), "b": share("30", **MORE)}, "holds"),
        ("difference", {"minuend": usd("9"), "subtrahend": usd("2", **LESS), "result": usd("5")}, "fails"),
    ],
)
def test_open_bounds_may_decide(name: str, given: Given, verdict: str) -> None:
    """An open bound decides where all it leaves open is on one side."""
    assert apply(name, given).verdict == verdict


@pytest.mark.parametrize("name", RULES)
def test_a_rule_says_what_it_does(name: str) -> None:
    """Each rule has a formula in words and a sentence that names only its inputs and what was computed."""
    rule = RULES[name]
    named = {field for _, field, _, _ in string.Formatter().parse(rule.sentence) if field is not None}
    inputs = {key.removesuffix("[]") for key in rule.inputs}
    assert named <= inputs | {"computed", "said"}
    assert inputs <= named, "a reader is not told of every input"
    assert rule.formula
    assert rule.sentence.endswith(".")
    assert set(rule.alike) <= inputs
    assert rule.unit.startswith("=") or rule.unit in inputs


@pytest.mark.parametrize(
    ("computed", "said_", "mode", "tolerance", "verdict"),
    [
        (Interval(8, 8), Interval(9, 9), "equal", 0, "fails"),
        (Interval(8, 8), Interval(9, 9), "equal", 12.5, "holds"),
        (Interval(8, 8), Interval(9, 9), "differ", 12.5, "fails"),
        (Interval(7, 8), Interval(8, 9), "equal", 0, "holds"),
        (Interval(7, 8), Interval(8, 9), "at most", 0, "holds"),
        (Interval(8, 9), Interval(7, 8), "at most", 0, "holds"),
        (Interval(8.1, 9), Interval(7, 8), "at most", 0, "fails"),
        (Interval(-INF, INF), Interval(7, 8), "at most", 0, "cannot tell"),
        (Interval(-INF, INF), Interval(7, INF), "equal", 0, "cannot tell"),
        (Interval(-INF, INF), Interval(7, INF), "differ", 0, "cannot tell"),
    ],
)
def test_the_judge(computed: Interval, said_: Interval, mode: Any, tolerance: float, verdict: str) -> None:
    """What can be true at once holds, within a tolerance in percent; what cannot fails; the rest is left open."""
    assert judge(computed, said_, mode, tolerance) == verdict


def test_a_span_that_may_be_nothing_has_no_growth_a_year() -> None:
    """Less than some years may be a moment: growth a year then has no upper end, and the check is no error."""
    start, end = usd("100"), usd("121")
    result = apply("annual_growth", {"start": start, "end": end, "years": years("2", **LESS), "growth": share("10")})
    assert (round(result.computed.low), result.computed.high) == (9, INF)
    loss = {"start": usd("1", low=-1e9, high=1e9), "end": end, "years": years("2"), "growth": share("10")}
    assert apply("annual_growth", loss).computed == Interval(-100, INF)


ENDS = st.tuples(st.integers(-50, 50), st.integers(-50, 50), st.sampled_from(["", "", "low", "high"]))
SOME = ENDS.map(
    lambda ends: Interval(
        -INF if ends[2] == "low" else float(min(ends[:2])), INF if ends[2] == "high" else float(max(ends[:2]))
    )
)


@given(SOME, SOME)
def test_equal_and_differ_are_opposites(computed: Interval, said_: Interval) -> None:
    """What holds as equal fails as different and the other way round; what cannot be told is so for both."""
    opposite = {"holds": "fails", "fails": "holds", "cannot tell": "cannot tell"}
    assert judge(computed, said_, "differ") == opposite[judge(computed, said_, "equal")]


@given(SOME, SOME, st.integers(0, 90))
def test_tolerance_only_forgives(computed: Interval, said_: Interval, tolerance: float) -> None:
    """A wider tolerance never turns two numbers that agree into two that do not."""
    if judge(computed, said_, "equal") == "holds":
        assert judge(computed, said_, "equal", tolerance) != "fails"


@given(SOME, SOME)
def test_a_failure_is_certain(computed: Interval, said_: Interval) -> None:
    """A check of equal amounts fails exactly where no value fits both, one of bounds where every value breaks it."""
    assert (judge(computed, said_, "equal") == "fails") is not computed.meets(said_)
    assert (judge(computed, said_, "at most") == "fails") is (computed.low > said_.high)


@st.composite
def amounts(draw: st.DrawFn, factor: float, shift: int, unit: str) -> tuple[Claim, Claim]:
    """Return a claim, and the same one so many times as large, printed with its point moved to the left."""
    digits, decimals = draw(st.integers(1, 999)), draw(st.integers(0, 2))
    size = 10.0 ** draw(st.sampled_from([0, 3, 9]))
    hedge = draw(st.sampled_from(["exact", "exact", "about", "nearly", "more than", "less than"]))
    number = digits / 10**decimals
    low, high = (None if hedge == "less than" else number), (None if hedge == "more than" else number)

    def claim(times: float, places: int) -> Claim:
        ends: dict[str, Any] = {"low": low and low * times, "high": high and high * times}
        return said("_", f"{digits / 10**places:.{places}f}", unit, hedge=hedge, **ends)

    return claim(size, decimals), claim(size * factor, decimals + shift)


@pytest.mark.parametrize("name", sorted(KINDS))
@given(st.data())
def test_no_verdict_depends_on_the_unit(name: str, data: st.DataObject) -> None:
    """All amounts of one unit may be told in another, however printed: no verdict changes."""
    factors = [data.draw(st.sampled_from([1e-3, 1.0, 1e3, 1e6]) | st.integers(1, 1000)) for _ in range(2)]
    shift = data.draw(st.integers(0, 3))
    result: dict[str, Claim | list[Claim]] = {}
    there: dict[str, Claim | list[Claim]] = {}
    for key, powers in KINDS[name].items():
        times = math.prod(factor**power for factor, power in zip(factors, powers, strict=True))
        if key == "years":
            result[key] = there[key] = years(str(data.draw(st.integers(1, 30))))
            continue
        many = f"{key}[]" in RULES[name].inputs
        number = data.draw(st.integers(1, 3)) if many else 1
        unit = "percent" if key in RULES[name].shares else "units"
        pairs = [data.draw(amounts(times, shift if any(powers) else 0, unit)) for _ in range(number)]
        result[key] = [pair for pair, _ in pairs] if many else pairs[0][0]
        there[key] = [other for _, other in pairs] if many else pairs[0][1]
    tolerance = data.draw(st.sampled_from([0, 0, 2, 10]))
    assert apply(name, result, tolerance=tolerance).verdict == apply(name, there, tolerance=tolerance).verdict
