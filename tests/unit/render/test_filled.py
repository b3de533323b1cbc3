"""Formulas filled in: shown where one arithmetic gives the number, and never where two would or none does."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.render.filled import _ways


@pytest.mark.parametrize(
    ("numbers", "result", "ways"),
    [
        ([230000.0, 314600.0], 100 * 230000 / 314600, ["230,000 / 314,600"]),
        ([62.7, 84.6], 100 * (84.6 - 62.7) / 62.7, ["(84.6 − 62.7) / 62.7"]),
        ([1.5, 2.0, 4.0], 7.5, ["1.5 + 2 + 4"]),
        ([1.0, 3.0, 6.0], 60.0, ["6 / 10"]),
        ([5.0, 3.0], 42.0, []),
        ([0.0, 3.0], 3.0, ["3 − 0", "0 + 3"]),
        ([7.0, 7.0, 7.0], 1.0, []),
    ],
)
def test_what_gives_the_number(numbers: list[float], result: float, ways: list[str]) -> None:
    """Ratios, shares, differences, changes and sums are told apart by their result."""
    assert sorted(_ways(numbers, result)) == sorted(ways)


@given(st.lists(st.floats(1, 1e6), min_size=2, max_size=8), st.floats(1, 1e6))
def test_what_is_shown_gives_the_number(numbers: list[float], result: float) -> None:
    """Whatever is shown of two numbers is arithmetic that a reader can repeat."""
    for way in _ways(numbers[:2], result):
        value = eval(way.replace(",", "").replace("−", "-"))
        assert math.isclose(value, result, rel_tol=1e-6) or math.isclose(100 * value, result, rel_tol=1e-6)
