"""A dated statement is judged by its dates alone, and what is not known stays so."""

from __future__ import annotations

import pandas as pd
import pytest

from ledger.measures.races import count_origins, judge_dates, origin_kind


def judged(due: str, came: str, seen: str) -> pd.Series:
    """Return the judgement of one statement."""
    return judge_dates(pd.DataFrame({"due": [due], "came": [came], "seen_to": [seen]})).iloc[0]


@pytest.mark.parametrize(
    ("due", "came", "seen", "verdict"),
    [
        ("2020", "2019-10", "2020", "on time"),
        ("2020", "2020-12", "2020-12", "on time"),
        ("2020", "2021-01", "2024", "late"),
        ("2018", "2018/2019-11", "2019-11", "not known"),
        ("2025", "", "2025-12", "not reached"),
        ("2025", "", "2025-07", "not known"),
    ],
)
def test_verdict_follows_from_dates(due: str, came: str, seen: str, verdict: str) -> None:
    """In time, too late, never, or undecided where a period straddles the date or knowledge ends before it."""
    assert judged(due, came, seen)["verdict"] == verdict


def test_delay_is_the_least_possible() -> None:
    """A delay counts from the end of the due period to the start of the period in which it came."""
    assert judged("2020", "2022/2024", "2024")["late"] == pytest.approx(1.0)
    assert judged("2020", "2019-10", "2020")["late"] == 0


def test_missing_dates_stay_missing() -> None:
    """What is not known to have come has no date."""
    assert pd.isna(judged("2025", "", "2025-12")["came_low"])


def test_unreadable_period_is_refused() -> None:
    """A date in words is an error, not a guess."""
    with pytest.raises(ValueError, match="soon"):
        judged("soon", "", "2020")


def test_origin_kinds() -> None:
    """An estimate by nobody in particular is not a named source, and silence is neither."""
    assert [origin_kind(text) for text in ("A ministry", "“many”, not named", " ")] == ["named", "unnamed", "none"]


def test_counts_fill_the_bar() -> None:
    """Shares of a group add up to all of it, kinds without a claim are left out, and rows are kept."""
    claims = pd.DataFrame({"chapter": ["a", "a", "b"], "origin": ["X", "", "X"], "rows": ["c:1", "c:2", "c:3"]})
    counts = count_origins(claims, "chapter")
    assert counts.groupby("chapter")["share"].sum().tolist() == [100, 100]
    assert counts["origin"].tolist() == ["named", "none", "named"]
    assert counts["rows"].tolist() == ["c:1", "c:2", "c:3"]
    assert counts["start"].tolist() == [0, 50, 0]
