"""Formulas filled in: shown where one arithmetic gives the number, and never where two would or none does."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.render.arithmetic import is_one_of, ways_of_column, ways_of_pool, ways_of_unit


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
    assert sorted(ways_of_column(numbers, result)) == sorted(ways)


@given(st.lists(st.floats(1, 1e6), min_size=2, max_size=8), st.floats(1, 1e6))
def test_what_is_shown_gives_the_number(numbers: list[float], result: float) -> None:
    """Whatever is shown of two numbers is arithmetic that a reader can repeat."""
    for way in ways_of_column(numbers[:2], result):
        value = eval(way.replace(",", "").replace("−", "-"))
        assert math.isclose(value, result, rel_tol=1e-6) or math.isclose(100 * value, result, rel_tol=1e-6)


@pytest.mark.parametrize(
    ("numbers", "result", "ways"),
    [
        ([50.0, 30.0, 15.0, 5.0], 3650.0, []),
        ([51.0, 30.0, 14.1, 4.9], 51.0**2 + 30**2 + 14.1**2 + 4.9**2, ["the squares of 4 shares in percent, added up"]),
        ([51.0, 30.0, 14.1], 10_000 / 3927.3, []),
        ([5.1, 3.0, 1.41], 100 * 6.51 / 9.51, ["(9.51 − 3) / 9.51"]),
        ([5.1, 3.07, 1.411], 9.581 / 3, ["9.581 / 3"]),
        ([5.0, 3.0, 1.0], 3.0, []),
    ],
)
def test_of_many_numbers_only_what_is_no_chance(numbers: list[float], result: float, ways: list[str]) -> None:
    """An index, a mean and what is left of a whole are shown where the result has too many digits to be chance."""
    assert [way for way in ways_of_column(numbers, result) if "added up" in way or " / " in way] == ways


def test_an_index_may_leave_out_who_stands_for_others() -> None:
    """Small producers that are one row have no share of their own, so the index of the named is shown as such."""
    numbers = [62.0, 29.7, 8.3]
    assert list(ways_of_column(numbers, 62.0**2 + 29.7**2)) == ["the squares of 2 of 3 shares in percent, added up"]


def test_an_index_of_equal_holders_names_the_index() -> None:
    """Ten thousand over the index is shown with it, and with what the index is."""
    numbers = [62.0, 29.7, 8.3]
    index = sum((100 * number / 100) ** 2 for number in numbers)
    assert list(ways_of_column(numbers, 10_000 / index)) == [
        f"10,000 / {index:,.0f} (the squares of 3 shares in percent, added up)"
    ]


@pytest.mark.parametrize(
    ("numbers", "result", "ways"),
    [
        ([96600.0, 230000.0], 42.0, ["96,600 / 230,000"]),
        ([57.8898, 55.2205], 100 * 55.2205 / 57.8898, ["55.2205 / 57.8898"]),
        ([580.0, 19000.0], 11.02, ["580 × 19,000 / 1,000,000"]),
        ([1000.0, 71000.0], 71.0, ["71,000 / 1,000", "1,000 × 71,000 / 1,000,000"]),
        ([4.0, 2.0, 9.0], 2.25, []),
        ([4.01, 2.0, 9.17], 100 * 4.01 / 9.17, ["4.01 / 9.17"]),
        ([46629335622.5, 520446621611.1], 46629335622.5 / 5204466216.111, ["46,629,335,622 / 520,446,621,611"]),
        ([5.0, 5.0], 1.0, []),
    ],
)
def test_numbers_of_different_measures(numbers: list[float], result: float, ways: list[str]) -> None:
    """Two measures give a ratio, a difference or an amount at a price; of more than two only a long result counts."""
    assert list(ways_of_pool(numbers, result)) == ways


def test_one_number_in_another_unit() -> None:
    """Thousands, millions and billions are told; of several numbers, or another factor, nothing is."""
    assert list(ways_of_unit([2615000.0], 2.615)) == ["2,615,000 / 1,000,000"]
    assert list(ways_of_unit([2615000.0], 26.15)) == []
    assert list(ways_of_unit([2615000.0, 1.0], 2.615)) == []


def test_a_number_of_the_rows_is_not_computed() -> None:
    """What stands in a row itself needs no arithmetic, whatever would give it too."""
    assert is_one_of([2.0, 1.0], 2.0)
    assert not is_one_of([2.0, 1.0], 2.1)


@given(st.lists(st.floats(1, 1e6), min_size=2, max_size=6, unique=True), st.data())
def test_what_is_shown_of_a_pool_gives_the_number(numbers: list[float], data: st.DataObject) -> None:
    """Every way that is found of a ratio of two numbers of a pool gives it when it is worked out."""
    first, second = data.draw(st.permutations(numbers))[:2]
    ways = list(ways_of_pool(numbers, first / second))
    for way in ways:
        value = eval(way.replace(",", "").replace("−", "-").replace("×", "*"))
        assert any(math.isclose(factor * value, first / second, rel_tol=1e-6) for factor in (1, 100))
