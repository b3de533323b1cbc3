"""Forecasts are judged by number or date, never before their time, and never by two verdicts at once."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.measures.forecasts import (
    VERDICTS,
    compare_date,
    compare_number,
    date_spans,
    figure,
    find_records,
    judge_forecast,
    name_tables,
    score_forecasts,
    scores,
    tally,
)
from proofpress.text.interval import Interval

TODAY = "2026-11-21"
EMPTY = {"further_claims": "", "outcome_row": "", "outcome_column": "", "base_row": "", "test": "", "verdict": ""}


def forecast(**given_: Any) -> dict[str, Any]:
    """Return a forecast of half by 2020."""
    base = {"id": "half", "source": "doc", "claim": "claim:half", "due": "2020", "outcome_source": "", "rows": "f:half"}
    return {**EMPTY, **base, **given_}


@pytest.fixture
def records() -> dict[str, dict[Any, Any]]:
    """Return a claim of half, and three figures."""
    claims = pd.DataFrame(
        {
            "low": [50.0],
            "high": [50.0],
            "as_printed": ["50"],
            "hedge": ["exact"],
            "unit": ["percent"],
            "grade": ["C"],
            "text": ["50%"],
            "rows": ["claim:half"],
        }
    )
    table = pd.DataFrame(
        {
            "value": [15.0, 51.0, 40000.0],
            "unit": ["percent", "percent", "count"],
            "period": ["2020", "2019-10", "2024-07"],
            "rows": ["t:low", "t:near", "t:other"],
        }
    )
    return find_records({"claims": claims, "t": table})


@pytest.mark.parametrize(
    ("test", "outcome", "expected"),
    [
        ("interval", 52.0, "met"),
        ("interval", 60.0, "missed"),
        ("interval", 40.0, "missed"),
        ("reach", 60.0, "met"),
        ("reach", 49.0, "missed"),
        ("majority", 51.0, "met"),
        ("majority", 50.0, "cannot be checked"),
    ],
)
def test_number_decides(test: str, outcome: float, expected: str) -> None:
    """A projection must be near what was said, a target reached, a first place shown by more than half."""
    assert compare_number(test, Interval(50, 50), outcome) == expected


def test_rise_needs_a_base() -> None:
    """A rise is judged against an earlier figure and against nothing else."""
    assert compare_number("rise", Interval(0, 0), 2, 1) == "met"
    assert compare_number("rise", Interval(0, 0), 1, 1) == "missed"
    with pytest.raises(ValueError, match="earlier figure"):
        compare_number("rise", Interval(0, 0), 2)
    with pytest.raises(ValueError, match="no test"):
        compare_number("by", Interval(0, 0), 2)


@given(st.floats(1, 1e6), st.floats(0.1, 3), st.floats(1e-3, 1e3), st.sampled_from(["interval", "reach"]))
def test_scaling_units_changes_no_verdict(said: float, ratio: float, factor: float, test: str) -> None:
    """Percent or parts of one, tonnes or kilograms: the verdict is the same."""
    if min(abs(ratio - 1), abs(ratio - 0.95), abs(ratio - 1.05)) < 1e-6:
        return
    verdict = compare_number(test, Interval(said, said), said * ratio)
    other = compare_number(test, Interval(said * factor, said * factor), said * factor * ratio)
    assert verdict == other


@pytest.mark.parametrize(
    ("test", "due", "outcome", "expected"),
    [
        ("by", "2020", "2019-10", "met"),
        ("by", "2020", "2020-12", "met"),
        ("by", "2020", "2024-07", "missed"),
        ("in", "2020", "2019-11", "missed"),
        ("in", "2020", "2020-06", "met"),
        ("by", "2020-06", "2020", "cannot be checked"),
        ("in", "2020-06", "2020", "cannot be checked"),
    ],
)
def test_date_decides(test: str, due: str, outcome: str, expected: str) -> None:
    """A date is met by its end, or within it; a period too wide to tell decides nothing."""
    assert compare_date(test, due, outcome) == expected


def test_unknown_test_of_dates() -> None:
    """A test of numbers is no test of dates."""
    with pytest.raises(ValueError, match="by, in"):
        compare_date("reach", "2020", "2020")


def test_open_forecasts_are_not_judged(records: dict[str, dict[Any, Any]]) -> None:
    """Before its date has passed a forecast is neither right nor wrong, and typing a verdict is refused."""
    assert judge_forecast(forecast(due="2026"), records, TODAY) == "not yet due"
    with pytest.raises(ValueError, match="half: judged before 2030"):
        judge_forecast(forecast(due="2030", verdict="missed"), records, TODAY)


def test_number_goes_before_a_reading(records: dict[str, dict[Any, Any]]) -> None:
    """A reading stands only where no test decides, and something must decide."""
    computed = forecast(test="reach", outcome_row="t:low", outcome_column="value")
    assert judge_forecast(computed, records, TODAY) == "missed"
    assert judge_forecast(forecast(verdict="partly"), records, TODAY) == "partly"
    with pytest.raises(ValueError, match="typed although"):
        judge_forecast({**computed, "verdict": "met"}, records, TODAY)
    with pytest.raises(ValueError, match="neither a test nor a verdict"):
        judge_forecast(forecast(), records, TODAY)


def test_units_must_agree(records: dict[str, dict[Any, Any]]) -> None:
    """Percent is never compared with a count."""
    with pytest.raises(ValueError, match="percent against count"):
        judge_forecast(forecast(test="reach", outcome_row="t:other", outcome_column="value"), records, TODAY)
    with pytest.raises(ValueError, match="percent against count"):
        judge_forecast(
            forecast(test="rise", outcome_row="t:other", outcome_column="value", base_row="t:low"), records, TODAY
        )


def test_score_carries_rows_and_says_who_told(records: dict[str, dict[Any, Any]]) -> None:
    """A verdict names its forecast, claim, outcome and base, and whether the same document told the outcome."""
    table = pd.DataFrame(
        [
            forecast(id="a", test="rise", outcome_row="t:near", outcome_column="value", base_row="t:low", rows="f:a"),
            forecast(id="b", verdict="missed", outcome_source="doc other", rows="f:b"),
            forecast(id="c", due="2030", rows="f:c"),
        ]
    )
    scored = score_forecasts(table, records, TODAY)
    assert list(scored["verdict"]) == ["met", "missed", "not yet due"]
    assert list(scored["how"]) == ["computed", "read", "open"]
    assert list(scored["told"]) == [False, True, False]
    assert scored.loc[0, "rows"] == "claim:half f:a t:low t:near"
    assert set(scored["grade"]) == {"C"}


def test_tally_counts_noughts_too(records: dict[str, dict[Any, Any]]) -> None:
    """Each group has a line for each verdict; a nought cites the whole group."""
    scored = score_forecasts(pd.DataFrame([forecast(id="b", verdict="missed", rows="f:b")]), records, TODAY)
    counts = tally(scored, "source")
    assert list(counts["verdict"]) == list(VERDICTS)
    assert counts["count"].sum() == 1
    assert (counts["rows"] == "claim:half f:b").all()


def test_date_spans_keep_precision(records: dict[str, dict[Any, Any]]) -> None:
    """A month stays a month: no midpoint is made up, and forecasts without dates are left out."""
    table = pd.DataFrame(
        [
            forecast(id="a", test="by", outcome_row="t:near", outcome_column="period", rows="f:a"),
            forecast(id="b", due="", verdict="partly", outcome_row="t:low", outcome_column="period", rows="f:b"),
        ]
    )
    spans = date_spans(score_forecasts(table, records, TODAY), records)
    assert list(spans["id"]) == ["a"]
    [row] = spans.to_dict("records")
    assert (row["due_start"], row["due_end"], row["came_about"]) == (2020, 2021, "2019-10")
    assert row["end"] - row["start"] == pytest.approx(31 / 365)


def test_a_figure_brings_the_row_that_it_stands_in(records: dict[str, dict[Any, Any]]) -> None:
    """A number of a table's row or of a claim, with its row id; arithmetic joins both."""
    assert figure(records, "t:low").row_ids == ("t:low",)
    gap = figure(records, "claim:half", "low") - figure(records, "t:low")
    assert (gap.value, gap.row_ids) == (35.0, ("claim:half", "t:low"))


def test_outcomes_name_their_tables_once() -> None:
    """Claims are no table, and an outcome that is not known names none."""
    rows = pd.DataFrame({"outcome_row": ["b:x", "claim:y"], "base_row": ["", "a:z"], "nearest_row": ["b:q", ""]})
    assert name_tables(rows) == ["a", "b"]


def test_a_score_rests_on_all_that_could_have_come_true() -> None:
    """Words count hits of the whole group, and the trail is the whole group."""
    group = pd.DataFrame({"verdict": ["met", "missed"], "rows": ["f:a", "f:b"]})
    [line] = scores([("hits", group, "forecasts that came true")]).to_dict("records")
    assert line == {"name": "hits", "text": "1 of 2", "what": "forecasts that came true", "rows": "f:a f:b"}
