"""A dated statement is judged by its dates alone, and what is not known stays so."""

from __future__ import annotations

import pandas as pd
import pytest

from ledger.measures.counts import tally
from ledger.measures.races import (
    DATED,
    LEADS,
    SOURCE,
    count_origins,
    counted,
    judge_dates,
    named_shares,
    numbers_of,
    origin_kind,
    score,
    with_trails,
)


def judged(due: str, came: str, seen: str) -> pd.Series:
    """Return the judgement of one statement."""
    return judge_dates(pd.DataFrame({"due": [due], "came_about": [came], "seen_to": [seen]})).iloc[0]


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
    assert pd.isna(judged("2025", "", "2025-12")["came_about_low"])


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


def test_a_trail_holds_the_row_its_claim_and_what_it_rests_on() -> None:
    """A reading that rests on nothing else has its own row and the claim."""
    table = pd.DataFrame({"claim": ["x", "y"], "rests_on": ["o:a o:b", ""], "rows": ["t:1", "t:2"]})
    assert [set(cell.split()) for cell in with_trails(table)["rows"]] == [
        {"t:1", "claim:x", "o:a", "o:b"},
        {"t:2", "claim:y"},
    ]


def test_a_score_says_none_in_words() -> None:
    """Verdicts other than on time do not count."""
    assert score(pd.DataFrame({"verdict": ["on time", "late", "on time"]})) == "2 of 3"
    assert score(pd.DataFrame({"verdict": ["not reached", "late"]})) == "none of 2"


def test_dates_counts_and_other_chapters_are_no_numbers() -> None:
    """Numbers come in the order of the text; a chapter's share takes all of its numbers as trail."""
    entries = [
        ("a", "Chapter 5, p. 2", SOURCE, "statistic", "percent", 9, "ABI Research"),
        ("b", "Chapter 5, p. 1", SOURCE, "statistic", "percent", 3, ""),
        ("c", "Chapter 6, p. 1", SOURCE, "target", "percent", 1, "“one estimate”, not named"),
        ("d", "Chapter 5, p. 1", SOURCE, "date", "year", 1, "x"),
        ("e", "Chapter 5, p. 1", SOURCE, "target", "date", 1, "x"),
        ("f", "Chapter 6, p. 1", SOURCE, "count", "count", 1, "x"),
        ("g", "Chapter 4, p. 1", SOURCE, "target", "percent", 1, "x"),
        ("h", "Chapter 5, p. 1", "another", "target", "percent", 1, "x"),
    ]
    names = ["id", "section", "source", "kind", "unit", "paragraph", "origin"]
    register = pd.DataFrame(entries, columns=names)
    numbers = numbers_of(register.assign(rows="claim:" + register["id"]))
    assert numbers["id"].tolist() == ["c", "b", "a"]
    shares = named_shares(numbers)
    assert shares["share"].to_dict() == {"5G": 50.0, "AI": 0.0}
    assert set(shares.loc["5G", "rows"].split()) == {"claim:a", "claim:b"}
    assert shares["short"].to_dict() == {"5G": "5g", "AI": "ai"}


def test_what_was_counted_in_both_places() -> None:
    """China comes first, other years are left out."""
    outcomes = pd.DataFrame({"value": [1.0, 2.0, 3.0]}, index=["d-us-2017", "d-china-2018", "d-china-2017"])
    rows = counted(outcomes, "d", 2017)
    assert rows[["key", "place", "value"]].to_numpy().tolist() == [
        ["china", "China", 3.0],
        ["us", "the United States", 1.0],
    ]


def test_only_what_is_known_is_judged() -> None:
    """Statements whose outcome is not known are dated and not judged; governments and cars are counted together."""
    frame = pd.DataFrame(
        {
            "depends_on": ["networks", "networks", "governments", "cars"],
            "verdict": ["on time", "not known", "late", "not reached"],
            "rows": ["t:1", "t:2", "t:3", "t:4"],
        }
    )
    numbers = {name: number.value for name, (number, _, _) in tally(frame, DATED).items()}
    assert numbers == {"dated": 4, "networks-judged": 1, "other-judged": 2}


def test_leads_are_counted_by_their_evidence_and_by_what_was_found() -> None:
    """A judgement may be both without evidence and beyond checking."""
    reading = ["cannot be checked", "borne out", "turned round"]
    frame = pd.DataFrame({"evidence": ["none", "none", "a count"], "reading": reading, "rows": ["t:1", "t:2", "t:3"]})
    numbers = {name: number.value for name, (number, _, _) in tally(frame, LEADS).items()}
    assert numbers == {"leads": 3, "leads-bare": 2, "leads-unchecked": 1, "leads-borne": 1}
