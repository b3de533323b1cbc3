"""Statements stand on their own side of a condition, and months are counted without days."""

from __future__ import annotations

import pandas as pd
import pytest

from ledger.measures.leverage import months_apart, months_between, stack_sides


def test_each_side_counts_from_one_in_its_direction() -> None:
    """Statements for a condition go up from 1, those against down from -1, each condition by itself."""
    frame = pd.DataFrame({"condition": ["a", "a", "b", "a"], "side": ["for", "against", "for", "for"]})
    assert stack_sides(frame)["place"].tolist() == [1, -1, 1, 2]


def test_the_order_of_drawing_is_kept() -> None:
    """The frame given is left as it is, and its rows keep their order."""
    frame = pd.DataFrame({"condition": ["b", "a"], "side": ["for", "against"]})
    stacked = stack_sides(frame)
    assert stacked["condition"].tolist() == ["b", "a"]
    assert "place" not in frame


def test_an_unknown_side_is_named() -> None:
    """A side that is neither for nor against is an error that names it."""
    with pytest.raises(ValueError, match="perhaps"):
        stack_sides(pd.DataFrame({"condition": ["a"], "side": ["perhaps"]}))


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [("2023-02-13", "2025-07-15", 29), ("2023-02", "2023-02-28", 0), ("2025-01", "2024-12", -1)],
)
def test_months_between_leaves_days_out(start: str, end: str, months: int) -> None:
    """Only year and month count, in either direction."""
    assert months_between(start, end) == months


@pytest.mark.parametrize("date", ["2023", "May 2023", "2023-2"])
def test_a_date_without_a_month_is_refused(date: str) -> None:
    """A month is never made up for a date known to the year."""
    with pytest.raises(ValueError, match="year and month"):
        months_between(date, "2025-07")


def test_months_between_two_rows_rest_on_both() -> None:
    """The number brings the rows of both dates."""
    rows = pd.DataFrame({"date": ["2023-02-13", "2025-07"], "rows": ["d:a", "d:b"]})
    apart = months_apart(rows.iloc[0], rows.iloc[1])
    assert (apart.value, apart.row_ids) == (29, ("d:a", "d:b"))
