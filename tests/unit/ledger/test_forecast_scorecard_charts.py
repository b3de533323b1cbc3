"""The frames that the drawings of the forecasts' score are made of mark each forecast and change no number."""

from __future__ import annotations

import pandas as pd

import proofpress as pp
from ledger.charts import forecast_scorecard as drawings
from ledger.measures.forecasts import find_records

VERDICTS = ["cannot be checked", "met", "missed"]


def graded() -> pd.DataFrame:
    """Return three forecasts of one official planner on cars."""
    frame = pd.DataFrame({"id": ["c", "b", "a"], "verdict": VERDICTS, "rows": ["f:c", "f:b", "f:a"]})
    return frame.assign(
        label=frame["id"], forecaster_kind="official plan", subject="cars", said="half", due="2020", claim="claim:x"
    )


def test_each_forecast_has_a_mark_in_the_column_of_its_verdict() -> None:
    """Marks stand in the order of verdicts, at both widths, with the verdict's colour and shape."""
    board = drawings.board_frame(graded())
    assert board["verdict"].tolist() == ["met", "missed", "cannot be checked"]
    assert board["colour"].tolist() == [pp.GREEN, pp.RED, pp.GREY]
    for width in (pp.WIDE, pp.NARROW):
        assert board[f"x{width}"].is_monotonic_increasing
        assert board[f"x{width}"].is_unique
        assert board[f"y{width}"].nunique() == 1


def test_subjects_are_counted_by_verdict() -> None:
    """A subject has a count for each verdict, noughts too, and all subjects together come last."""
    table = drawings.subjects_frame(graded()).set_index("subject")
    assert table.index.tolist() == ["Cars", drawings.ALL]
    assert table.loc["Cars", ["met", "partly", "missed", "all"]].tolist() == [1, 0, 1, 3]
    assert table.loc["Cars", "rows"] == "f:a f:b f:c"


def test_what_came_before_its_year_came_early() -> None:
    """A forecast for a year is missed by an earlier event, and the words say which way."""
    settled = graded().assign(
        outcome_column="period", outcome_row=["", "t:in", "t:before"], verdict=["", "met", "missed"]
    )
    table = pd.DataFrame({"period": ["2020-03", "2019-11"], "rows": ["t:in", "t:before"]})
    frame = drawings.dates_frame(settled.iloc[1:], find_records({"t": table}))
    assert frame["words"].tolist() == ["came early", "came true"]
    assert frame["colour"].tolist() == [pp.INK, pp.GREEN]
    assert frame["came_about_text"].tolist() == ["November 2019", "March 2020"]


def test_an_amount_of_another_scope_is_hollow() -> None:
    """What was said and found stay as they are; another scope is named and drawn hollow."""
    table = pd.DataFrame({"value": [15.0], "rows": ["t:found"]})
    claims = pd.DataFrame({"low": [50.0], "rows": ["claim:x"]})
    forecasts = graded().assign(outcome_row="t:found", nearest_row="t:found").set_index("id")
    chosen = [("a", "outcome_row", ""), ("b", "nearest_row", "to July")]
    frame = drawings.amounts_frame(chosen, forecasts, find_records({"t": table, "c": claims}))
    assert frame["said_at"].tolist() == [50.0, 50.0]
    assert frame["found_text"].tolist() == ["15%", "15% (to July)"]
    assert frame["fill"].tolist() == [pp.RED, pp.PAPER]
    assert frame["rows"].tolist() == ["f:a t:found", "f:b t:found"]


def test_an_open_forecast_names_its_next_checkpoint() -> None:
    """Dates are read in words and ordered as dates."""
    waiting = graded().assign(end="2040-05", next_checkpoint="Yearly count", checkpoint="2027-01", forecaster="X")
    first = drawings.open_frame(waiting).iloc[0]
    assert first[["when", "next"]].tolist() == ["May 2040", "Yearly count, January 2027"]
    assert (drawings.OPEN_COLUMNS["when"].order, first["end"]) == ("end", "2040-05")
