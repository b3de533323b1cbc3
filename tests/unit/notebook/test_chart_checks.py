"""Checks where beginners fall: colours that repeat, years with commas, raw names of columns."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import pytest

from proofpress.notebook.chart_checks import check_chart
from proofpress.notebook.theme import PALETTE

COLUMNS = {"year": "Year", "mined": "Mined (tonnes)", "maker": "Country"}


@pytest.fixture
def frame() -> pd.DataFrame:
    """Give six makers' output in six years."""
    return pd.DataFrame({"year": range(1990, 1996), "mined": range(6), "maker": list("abcdef"), "rows": "t:a"})


def problems(chart: Any) -> str:
    """Return what is wrong with a chart, as one text."""
    spec = chart.to_dict()
    return "\n".join(map(str, check_chart(spec, spec.pop("datasets"), COLUMNS, "figure `x`")))


def points(frame: pd.DataFrame, **changes: Any) -> alt.Chart:
    """Return a chart with nothing wrong, changed as told."""
    x = alt.X("year:Q", axis=alt.Axis(format="d", title=None))
    return alt.Chart(frame).mark_point().encode(**{"x": x, "y": alt.Y("mined:Q", title="Mined"), **changes})


def test_a_chart_that_says_what_it_means_is_left_alone(frame: pd.DataFrame) -> None:
    """Five names, years as years and titles in words pass."""
    colour = alt.Color("maker:N", legend=None)
    assert problems(points(frame.head(5), color=colour)) == ""
    assert problems(points(frame, color=alt.Color("maker:N", scale=None))) == ""
    assert problems(points(frame, color=alt.Color("maker:N", scale=alt.Scale(scheme="tableau10")))) == ""


def test_more_names_than_colours_are_refused(frame: pd.DataFrame) -> None:
    """Of six names two would have one colour: both are named."""
    text = problems(points(frame, color="maker:N"))
    assert "`maker` has 6 names and color 5 colours" in text
    assert "“a” and “f” look the same" in text
    two = alt.Scale(domain=list("abc"), range=list(PALETTE[:2]))
    assert "“a” and “c” look the same" in problems(points(frame, fill=alt.Fill("maker:N", scale=two)))


def test_years_with_commas_are_refused(frame: pd.DataFrame) -> None:
    """A quantitative axis of years needs a format; one of another measure does not."""
    text = problems(points(frame, x=alt.X("year:Q", title=None)))
    assert (
        'the x axis shows `year`; expected years; got 1,995. Give the x axis a format: `axis=alt.Axis(format="d")`.'
        in text
    )
    assert problems(points(frame, x=alt.X("year:O", title=None))) == ""
    assert problems(points(frame, x=alt.X("year:Q", axis=None))) == ""
    assert problems(points(frame.assign(year=frame["mined"]), x=alt.X("year:Q", title=None))) == ""


def test_years_since_a_start_need_a_title(frame: pd.DataFrame) -> None:
    """An axis of whole numbers without a title is a calendar; one that counts from zero says what it counts."""
    counted = frame.assign(year=frame["mined"])
    text = problems(points(counted, x=alt.X("year:Q", axis=alt.Axis(format="d", title=None))))
    assert "the x axis shows `year`; expected years of the calendar, or a title; got 0 to 5 without a title" in text
    assert problems(points(counted, x=alt.X("year:Q", axis=alt.Axis(format="d", title="Years since")))) == ""


def test_a_raw_name_as_the_title_of_an_axis_is_refused(frame: pd.DataFrame) -> None:
    """The words that the table view has are offered; another layer's title, or none, will do."""
    text = problems(points(frame, y="mined:Q"))
    assert "the y axis is called `mined`; expected words, as `columns` has “Mined (tonnes)”" in text
    assert problems(points(frame, y="mined:Q") + points(frame)) == ""
    assert problems(points(frame, y=alt.Y("mined:Q", title=None))) == ""
    assert problems(points(frame.rename(columns={"mined": "other"}), y="other:Q")) == ""
