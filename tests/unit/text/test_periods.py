"""Periods: when a day, a month, a quarter or a year begins and ends, and how a reader says it."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.text.periods import format_period, year_span

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 30))


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2022", 2022, 2023),
        ("2023-Q1", 2023, 2023.25),
        ("2023-Q3", 2023.5, 2023.75),
        ("2023-Q4", 2023.75, 2024),
        ("2022-01", 2022, 2022 + 31 / 365),
        ("2024-02", 2024 + 31 / 366, 2024 + 60 / 366),
        ("2022-12-31", 2022 + 364 / 365, 2023),
        ("2024-02-29", 2024 + 59 / 366, 2024 + 60 / 366),
        ("2024-12-31", 2024 + 365 / 366, 2025),
        ("2015/2018", 2015, 2019),
        ("2022-09/2022-10", 2022 + 243 / 365, 2022 + 304 / 365),
        ("2022-10-07/2023-Q3", 2022 + 279 / 365, 2023.75),
    ],
)
def test_periods(period: str, start: float, end: float) -> None:
    """A period is as long as it is, in decimal years, leap years included; of two joined, from first to last."""
    assert year_span(period) == pytest.approx((start, end), abs=1e-9)


@pytest.mark.parametrize(
    "period",
    [
        "",
        "now",
        "early 2020",
        "22",
        "2022-1",
        "2022-13",
        "2022-00",
        "2022-02-30",
        "2023-Q5",
        "2022 to 2023",
        "2022/",
        "/2022",
        " 2022",
    ],
)
def test_what_is_no_period(period: str) -> None:
    """A text that names no day, month, quarter or year is refused."""
    with pytest.raises(ValueError, match=r"is not a period|must be in|out of range"):
        year_span(period)


@given(DAYS)
def test_a_day_lies_in_its_month_and_year(day: datetime.date) -> None:
    """Day, month, quarter and year of one day each lie within the next, and the next day begins where this one ends."""
    text = day.isoformat()
    spans = [year_span(period) for period in (text, text[:7], text[:4])]
    for (low, high), (first, last) in itertools.pairwise(spans):
        assert first - 1e-9 <= low < high <= last + 1e-9
    tomorrow = day + datetime.timedelta(days=1)
    assert year_span(tomorrow.isoformat())[0] == pytest.approx(spans[0][1], abs=1e-9)


@given(DAYS, DAYS)
def test_periods_keep_their_order(one: datetime.date, other: datetime.date) -> None:
    """An earlier day begins earlier and ends no later than the other begins."""
    first, last = sorted([one, other])
    (a, b), (c, d) = year_span(first.isoformat()), year_span(last.isoformat())
    assert (a, b) == (c, d) if first == last else b <= c + 1e-9
    assert year_span(f"{first}/{last}") == (a, d)


@pytest.mark.parametrize(
    ("period", "shown"),
    [("2021", "2021"), ("2018-04", "Apr 2018"), ("2024-12-03", "3 Dec 2024"), ("2021/2026", "2021–2026")],
)
def test_a_date_is_shown_as_exactly_as_it_is_known(period: str, shown: str) -> None:
    """A month does not become a day, nor a year a month."""
    assert format_period(period, short=True) == shown
