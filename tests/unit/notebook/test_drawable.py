"""Frames whose cells no specification holds are refused where the figure is published, with what to do."""

from __future__ import annotations

from datetime import UTC, date, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import altair as alt
import pandas as pd
import pytest

from proofpress.model.errors import PublishError
from proofpress.notebook.drawable import check_frames
from proofpress.notebook.publish import publish_figure
from proofpress.notebook.session import load_table

FRAME = pd.DataFrame({"year": [2012, 2023], "share": [39.0, 19.0], "rows": ["plants:north", "plants:south"]})
BAD: dict[str, tuple[Any, str]] = {
    "a period": (pd.PeriodIndex(["2020Q1", "2020Q2"], freq="Q"), "`period[Q-DEC]`. Convert it: `.dt.to_timestamp()`"),
    "a class of pd.cut": (pd.cut([1, 2], [0, 1, 2]), "`interval[int64, right]`. Convert it: `.astype(str)`"),
    "an interval": (pd.arrays.IntervalArray.from_breaks([0, 1, 2]), "`interval[int64, right]`"),
    "a duration": (pd.to_timedelta(["1D", "2D"]), "Convert it: `.dt.total_seconds()`"),
    "a complex number": ([1 + 2j, 2j], "`complex128`"),
    "a decimal": ([Decimal("1.5"), Decimal(2)], "row 1: the cell cannot be drawn; expected text, numbers"),
    "a fraction": ([1, Fraction(1, 3)], "row 2: the cell cannot be drawn"),
    "a time of day": ([time(1), time(2)], "got `datetime.time`"),
    "bytes": ([b"a", b"b"], "got `bytes`"),
    "a set": ([{1}, {2}], "got `set`"),
    "a mapping": ([{"a": 1}, {}], "got `dict`"),
    "numbers in a list": ([[1], [2]], "got `list`"),
    "an object": ([object(), 1], "got `object`"),
    "categories of objects": (pd.Categorical([(1, 2), (3, 4)]), "row 1: the cell cannot be drawn"),
}
GOOD: dict[str, Any] = {
    "an ordered category": pd.Categorical(["low", "high"], categories=["low", "mid", "high"], ordered=True),
    "numbers as categories": pd.Categorical([1, 2], ordered=True),
    "dates": [date(2020, 1, 1), date(2020, 1, 2)],
    "times with a zone": pd.to_datetime(["2020-01-01", "2020-01-02"]).tz_localize(UTC),
    "lines of a label": [["one", "two"], ["three"]],
    "words and gaps": ["a", None],
    "whole numbers with gaps": pd.array([1, None], dtype="Int64"),
    "mixed": [1, "a"],
}


@pytest.mark.parametrize("kind", BAD)
def test_a_column_that_no_chart_draws_is_refused(kernel_session: Any, kind: str) -> None:
    """By figure and column, with what it is and how to convert it; drawn or not, for it is published with the frame."""
    load_table("plants")
    cells, said = BAD[kind]
    frame = FRAME.assign(p=cells)
    texts = dict.fromkeys(("title", "subtitle", "note", "alt"), "Text")
    for chart in (alt.Chart(frame).mark_bar().encode(x="p", y="share"), alt.Chart(frame).mark_bar().encode(y="share")):
        with pytest.raises(PublishError) as caught:
            publish_figure(chart, name="bars", data=frame, columns={"year": "Year"}, **texts)
        assert "figure `bars`" in str(caught.value)
        assert "column `p` of the plotted frame" in str(caught.value)
        assert said in str(caught.value)


@pytest.mark.parametrize("kind", GOOD)
def test_what_a_chart_draws_is_taken(kind: str) -> None:
    """Categories, dates, times, lines of a label and gaps stay as they are."""
    frame = FRAME.assign(p=GOOD[kind])
    assert check_frames(alt.Chart(frame).mark_bar(), frame, "figure `bars`") == []


def test_frames_of_parts_are_looked_at() -> None:
    """Of layers, parts side by side and facets, each once."""
    bad = FRAME.assign(p=pd.PeriodIndex(["2020", "2021"], freq="Y"))
    point = alt.Chart(FRAME).mark_point()
    for chart in (
        point + alt.Chart(bad).mark_bar(),
        point | alt.Chart(bad).mark_bar(),
        point & (point | alt.Chart(bad).mark_bar()),
    ):
        [problem] = check_frames(chart, FRAME, "figure `bars`")
        assert problem.thing == "column `p` of a frame of the chart"


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (FRAME.rename(columns={"year": 7}), "a column of the plotted frame; expected a text as its name; got 7"),
        (pd.concat([FRAME, FRAME[["share"]]], axis=1), "column `share` of the plotted frame stands twice"),
    ],
)
def test_columns_have_a_name_of_their_own(frame: pd.DataFrame, said: str) -> None:
    """A number as name, or a name twice, would stop the drawing library with words about its own parts."""
    [problem] = check_frames(alt.Chart(FRAME).mark_bar(), frame, "figure `bars`")
    assert str(problem).startswith(f"figure `bars`: {said}")


def test_what_altair_cannot_write_is_told_in_its_words(kernel_session: Any) -> None:
    """A chart that its own library refuses names the figure, not a traceback."""
    load_table("plants")
    chart = alt.Chart(FRAME).mark_bar().encode(x="year:O", y="nothing")
    texts = dict.fromkeys(("title", "subtitle", "note", "alt"), "Text")
    with pytest.raises(PublishError, match=r"figure `bars`: Altair cannot write the chart; got Unable to determine"):
        publish_figure(chart, name="bars", data=FRAME, columns={"year": "Year"}, **texts)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"chart": {"mark": "line"}}, "`chart` is of another kind; expected an Altair chart, or a function"),
        ({"chart": FRAME, "data": alt.Chart(FRAME)}, "got `DataFrame`.*`data` is of another kind.*got `Chart`"),
        ({"chart": lambda width: None}, "`chart` is of another kind.*got `NoneType`"),
        ({"data": [1, 2]}, "expected a pandas frame; got `list`"),
        ({"columns": ["year"]}, "expected a mapping of column to heading; got `list`"),
        ({"sources": "power-agency"}, "expected a list of sources; got `str`"),
        ({"undrawn": ["coal"]}, "expected a mapping of words of the title to a reason"),
        ({"narrow": "small"}, "`narrow` is of another kind"),
    ],
)
@pytest.mark.usefixtures("kernel_session")
def test_an_argument_of_another_kind_is_named(changes: dict[str, Any], told: str) -> None:
    """By argument, with what it takes and what it was given, not by what a library cannot do with it."""
    load_table("plants")
    given = {"chart": alt.Chart(FRAME).mark_bar(), "data": FRAME, "name": "shares", "columns": {"year": "Year"}}
    with pytest.raises(PublishError, match=f"(?s){told}"):
        publish_figure(**{**given, **changes})


@pytest.mark.usefixtures("kernel_session")
def test_a_value_that_nothing_binds_in_a_frame_is_refused() -> None:
    """A picture would print the placeholder that texts bind; the value's own text is what it takes."""
    load_table("plants")
    frame = FRAME.assign(label="{{ capacity }}")
    chart = alt.Chart(frame).mark_text().encode(x="year:O", text="label:N")
    with pytest.raises(PublishError, match=r"(?s)nothing binds what stands in a frame.*Write `value\.text` into it"):
        publish_figure(chart, name="shares", data=frame, columns={"year": "Year"})
