"""Traced numbers: what is taken from frames, and what arithmetic makes of the rows."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.model.errors import PublishError
from proofpress.notebook.session import as_rows, claim, load_table
from proofpress.notebook.taking import count, highest, lowest, rank, share, take, total
from proofpress.notebook.traced import Traced, untraced

NUMBERS = st.floats(-1e6, 1e6).filter(lambda number: abs(number) > 1e-3)


@pytest.fixture
def mines() -> pd.DataFrame:
    """Give four mines with their rows."""
    return pd.DataFrame(
        {
            "mine": ["a", "b", "c", "d"],
            "year": [2024, 2024, 2025, 2025],
            "tonnes": [30.0, 10.0, 20.0, 20.0],
            "rows": ["t:a", "t:b", "t:c", "t:d"],
        }
    )


@given(NUMBERS, NUMBERS)
def test_arithmetic_is_that_of_plain_numbers_with_the_rows_of_both(left: float, right: float) -> None:
    """Each operation gives the very number that plain numbers give, and the union of the rows."""
    one, two = Traced(left, ["t:a", "t:b"]), Traced(right, ["t:b", "t:c"])
    results = {
        left + right: one + two,
        left - right: one - two,
        left * right: one * two,
        left / right: one / two,
    }
    assert all(number == traced.value for number, traced in results.items())
    assert {traced.row_ids for traced in results.values()} == {("t:a", "t:b", "t:c")}


@given(NUMBERS)
def test_a_plain_number_beside_a_traced_one_adds_no_rows(number: float) -> None:
    """Numbers on either side, signs and rounding keep the trail."""
    one = Traced(number, ["t:a"])
    results = [
        100 * one,
        one * 100,
        1 - one,
        one - 1,
        1 / one,
        one / 2,
        1 + one,
        -one,
        abs(one),
        round(one),
        round(one, 2),
    ]
    results += [sum([one, one]), one**2, one // 1, one % 7]
    assert all(isinstance(item, Traced) and item.row_ids == ("t:a",) for item in results)
    assert results[0].value == 100 * number


def test_a_traced_number_compares_and_prints_as_its_number() -> None:
    """Assertions and texts read it as a number, and where it becomes a plain one its rows are gone."""
    number = Traced(7, ["t:a"])
    assert number == 7
    assert number < 8 <= Traced(8, ["t:b"])
    assert number > 6.5
    assert number >= 7
    assert f"{number:.1f} {number}" == "7.0 7"
    assert list(range(9))[number] == 7
    assert float(number) == 7.0
    assert int(number) == untraced(number) == 7
    assert len({number, 7}) == 1
    assert bool(number)


def test_a_traced_number_and_a_whole_column_are_refused(mines: pd.DataFrame) -> None:
    """A column has rows of its own that would be lost: the message says to aggregate first."""
    with pytest.raises(PublishError, match=r"expected one number; got Series"):
        Traced(2.0, ["t:a"]) * mines["tonnes"]


def test_one_cell_is_taken_with_its_row(mines: pd.DataFrame) -> None:
    """Columns, and levels of the index, say which row is meant."""
    assert take(mines, "tonnes", mine="b").row_ids == ("t:b",)
    indexed = mines.set_index("year")
    assert (take(indexed, "tonnes", mine="c", year=2025).value, take(mines.iloc[0], "tonnes").row_ids) == (
        20.0,
        ("t:a",),
    )


def test_a_cell_that_is_none_or_several_is_refused(mines: pd.DataFrame) -> None:
    """Not one row, or a column that is not there: the message says which."""
    with pytest.raises(PublishError, match=r"`tonnes` where year is 2025; expected one row; got 2 rows"):
        take(mines, "tonnes", year=2025)
    with pytest.raises(PublishError, match=r"expected one row; got 0 rows"):
        take(mines, "tonnes", mine="z")
    with pytest.raises(PublishError, match=r"no column `tonness`.*`tonnes`"):
        take(mines, "tonness", mine="a")
    with pytest.raises(PublishError, match=r"no column `rows`"):
        total(mines.drop(columns="rows"), "tonnes")


def test_sums_shares_counts_ranks_and_extremes_carry_the_rows_that_they_rest_on(mines: pd.DataFrame) -> None:
    """A part rests on its rows; a share, a rank, a count and an extreme on all that were compared."""
    every = ("t:a", "t:b", "t:c", "t:d")
    assert (total(mines, "tonnes", year=2024).value, total(mines, "tonnes", year=2024).row_ids) == (
        40.0,
        ("t:a", "t:b"),
    )
    assert (share(mines, "tonnes", mine="a").value, share(mines, "tonnes", mine="a").row_ids) == (37.5, every)
    assert (count(mines, year=2024).value, count(mines, year=2023).value, count(mines).row_ids) == (2, 0, every)
    assert [rank(mines, "tonnes", mine=mine).value for mine in "abcd"] == [1, 4, 2, 2]
    assert rank(mines, "tonnes", ascending=True, mine="b").value == 1
    assert rank(mines, "tonnes", mine="b").row_ids == every
    assert (highest(mines, "tonnes", year=2025).value, lowest(mines, "tonnes").row_ids) == (20.0, every)
    assert total(mines, "tonnes", mine=["a", "b"]).value == 40.0


def test_the_sum_of_no_rows_is_refused(mines: pd.DataFrame) -> None:
    """Nothing adds up to nothing: a condition that no row meets is a slip."""
    with pytest.raises(PublishError, match=r"`tonnes` where year is 1900; expected at least one row; got none"):
        total(mines, "tonnes", year=1900)


def test_a_claims_field_is_taken_with_the_claim(kernel_session: Any) -> None:
    """The bound of a claim is a number whose row is the claim."""
    known = claim("press-coal-2012")
    assert (take(known, "low").value, take(known, "low").row_ids) == (known.low, (known.row,))
    assert as_rows([take(known, "low"), known]) == (known.row,)


def test_rows_of_a_loaded_table_are_taken(kernel_session: Any) -> None:
    """A real table's rows have ids that the session knows."""
    plants = load_table("plants")
    assert take(plants, "capacity", id="north").row_ids == ("plants:north",)
