"""The figure contract, rule by rule: each breach names the figure and the thing."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import pandas as pd
import pytest

from proofpress.model.errors import Problem
from proofpress.notebook import vegalite
from proofpress.notebook.contract import check_columns, check_leaf, check_name, check_spec, check_text, collect_data
from proofpress.notebook.publish import publish_figure
from proofpress.notebook.session import Session, load_table, session
from proofpress.notebook.vegalite import reached

PLACE = "figure `bars`"
FRAME = pd.DataFrame({"year": [2012, 2023], "share": [39.0, 19.0], "rows": ["plants:north", "plants:south"]})


@pytest.fixture
def here(kernel_session: Any) -> Session:
    """Give a session that loaded the plants: one row of grade C, one of grade A."""
    load_table("plants")
    return session()


def said(problems: list[Problem]) -> str:
    """Return problems as one text."""
    return "\n".join(map(str, problems))


def breach(frame: pd.DataFrame, chart: Any = None, **changes: Any) -> str:
    """Return what publishing a chart of a frame is refused with."""
    from proofpress.model.errors import PublishError

    chart = alt.Chart(frame).mark_bar().encode(x="year:O", y="share:Q") if chart is None else chart
    texts = dict.fromkeys(("title", "subtitle", "note", "alt"), "Text")
    with pytest.raises(PublishError) as caught:
        publish_figure(chart, name="bars", data=frame, **{"columns": {"year": "Year"}, **texts, **changes})
    return str(caught.value)


@pytest.mark.parametrize("text", ["", "  \n", None, 5])
def test_a_text_must_be_there(here: Session, text: Any) -> None:
    """An empty, blank or other thing than a text is missing."""
    assert f"{PLACE}: `alt` is missing; expected a text" in said(check_text("alt", text, PLACE, here))


def test_a_text_binds_its_numbers(here: Session) -> None:
    """A typed number is quoted with its place; an unknown value names the nearest; an escape passes."""
    here.values["share"] = None  # type: ignore[assignment]
    result = said(
        check_text("title", "Fell 20 percent to {{ shares }}, {{= 25% | the law }}, {{ claim.x }}", PLACE, here)
    )
    assert "`title` types “20”; expected a value, as {{ name }}; got “Fell 20 percent" in result
    assert "`title` names value `shares`, not published so far. Did you mean `share`?" in result
    assert len(result.splitlines()) == 2


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, None])
@pytest.mark.parametrize("column", ["year", "share"])
def test_positions_must_be_finite(here: Session, bad: Any, column: str) -> None:
    """A gap, NaN or infinity in a plotted column is refused by column and row."""
    frame = FRAME.astype({"year": float}).assign(**{column: [1.0, bad]})
    text = breach(frame)
    assert f"{PLACE}: column `{column}` of the plotted frame, row 2; expected a finite number" in text
    assert "got missing, NaN or infinity. Leave the row out" in text


def test_a_colour_scale_must_be_finite(here: Session) -> None:
    """A number shown as colour is plotted too."""
    frame = FRAME.assign(heat=[math.nan, 1.0])
    chart = alt.Chart(frame).mark_rect().encode(x="year:O", color="heat:Q")
    assert "column `heat` of the plotted frame, row 1; expected a finite number" in breach(frame, chart)


def test_labels_may_be_missing(here: Session, kernel_session: Any) -> None:
    """A label that only some marks carry is empty elsewhere; a missing one would be printed as such, and is refused."""
    frame = FRAME.assign(label=["", "last"])
    chart = alt.Chart(frame).mark_text().encode(x="year:O", y="share:Q", text="label:N")
    texts = dict.fromkeys(("title", "subtitle", "note", "alt"), "Text")
    publish_figure(chart, name="bars", data=frame, columns={"year": "Year"}, **texts)
    assert len(kernel_session) == 1
    here.figures.clear()
    gap = FRAME.assign(label=[None, "last"])
    chart = alt.Chart(gap).mark_text().encode(x="year:O", y="share:Q", text="label:N")
    assert "column `label` of the plotted frame, row 1; expected a value for channel `text`" in breach(gap, chart)


CHANNELS = [
    *("latitude", "longitude", "x2", "y2", "xOffset", "yOffset", "radius", "theta", "size"),
    *("color", "fill", "shape", "text", "tooltip", "opacity", "strokeDash", "facet", "row"),
]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("kind", ["O", "N"])
def test_a_gap_is_refused_on_every_channel(here: Session, channel: str, kind: str) -> None:
    """Whatever a column places, measures, prints or colours: a row without a cell is named."""
    frame = FRAME.assign(part=[1.5, None])
    kind = {"latitude": "", "longitude": "", "x2": "", "y2": ""}.get(channel, f":{kind}")
    chart = alt.Chart(frame).mark_text().encode(x="year:O", **{channel: f"part{kind}"})
    assert "column `part` of the plotted frame, row 2; expected a" in breach(frame, chart)


@pytest.mark.parametrize("name", ["val.ue", "share [%]", "it's", 'a "b"'])
def test_a_column_is_meant_as_vega_lite_reaches_it(here: Session, kernel_session: Any, name: str) -> None:
    """A name with dots, brackets or quotes is taken escaped, and refused unescaped with the spelling that draws."""
    frame = FRAME.rename(columns={"share": name})
    texts = dict.fromkeys(("title", "subtitle", "note", "alt"), "Text")
    axis = alt.X("year:O", title="Year")

    def chart(field: str) -> alt.Chart:
        return alt.Chart(frame).mark_bar().encode(x=axis, y=alt.Y(field=field, type="quantitative", title="Share"))

    publish_figure(chart(reached(name)), name="bars", data=frame, columns={"year": "Year"}, **texts)
    assert len(kernel_session) == 1
    here.figures.clear()
    assert f"Write `{reached(name)}`" in breach(frame, chart(name))


def test_a_logarithmic_scale_has_no_place_for_nought(here: Session) -> None:
    """The rows that are nought or below are named, on whatever channel the scale is."""
    frame = FRAME.assign(share=[0.0, 5.0])
    for channel in ("y", "size"):
        definition = {"y": alt.Y, "size": alt.Size}[channel]("share:Q").scale(type="log")
        chart = alt.Chart(frame).mark_point().encode(x="year:O", **{channel: definition})
        assert f"row 1, on the logarithmic scale of `{channel}`" in breach(frame, chart)


def test_a_picture_from_an_address_is_refused(here: Session) -> None:
    """A mark of images loads what is no row of a frame."""
    frame = FRAME.assign(picture="https://a.example/x.png")
    chart = alt.Chart(frame).mark_image().encode(x="year:O", y="share:Q", url="picture:N")
    assert "a mark of pictures is loaded from an address" in breach(frame, chart)


def test_letters_that_the_typeface_lacks_are_refused_by_place_and_code(here: Session, kernel_session: Any) -> None:
    """In a cell, a title of an axis and each text of the figure; what some shipped font has is no fault."""
    frame = FRAME.assign(plant=["ไทย", "Київ Ελλάδα ₹ № ™ 中国 かな 한국 السعودية"])
    chart = alt.Chart(frame).mark_bar().encode(x="year:O", y=alt.Y("share:Q", title="हिन्दी"), color="plant:N")
    text = breach(frame, chart)
    assert "column `plant` of the plotted frame, row 1: no shipped font has U+0E17" in text
    assert "the chart's `title`: no shipped font has U+0926 DEVANAGARI LETTER DA" in text
    assert "row 2" not in text
    for name in ("title", "subtitle", "note", "alt"):
        assert f"figure `bars`, field `{name}`: no shipped font has U+0E44" in breach(FRAME, **{name: "ไ rose"})


def test_a_frame_must_have_rows(here: Session) -> None:
    """A chart of no rows is refused."""
    assert f"{PLACE}: the plotted frame has no rows; expected at least one; got none" in breach(FRAME.head(0))


@pytest.mark.parametrize("rows", [None, ["", "plants:north"], [" ", " "]])
def test_a_frame_must_say_where_its_rows_come_from(here: Session, rows: Any) -> None:
    """Without the column of ids, or with an empty id, a figure has no source and is refused."""
    frame = FRAME.drop(columns="rows") if rows is None else FRAME.assign(rows=rows)
    text = breach(frame)
    assert f"{PLACE}: the plotted frame does not say where its rows come from; expected the column `rows`" in text
    assert "aggregate it with join_rows" in text


def test_rows_must_have_been_loaded(here: Session) -> None:
    """An id that this notebook never loaded is refused with the nearest."""
    text = breach(FRAME.assign(rows=["plants:nort", "plants:south"]))
    assert "row id `plants:nort` was not loaded in this notebook. Did you mean `plants:north`?" in text


def test_many_unknown_rows_are_capped(here: Session) -> None:
    """A frame of nothing but unknown ids names five of them, not all."""
    many = pd.concat([FRAME] * 10, ignore_index=True).assign(rows=[f"x:{n}" for n in range(20)])
    assert breach(many).count("was not loaded") == 5


def test_columns_must_exist(here: Session) -> None:
    """The table view names columns of the frame; one that is not there names the nearest."""
    assert "`columns` is missing" in said(check_columns({}, FRAME, PLACE))
    result = said(check_columns({"shar": "Share"}, FRAME, PLACE))
    assert "`columns` names `shar`, which the frame lacks. Did you mean `share`?" in result
    assert "the chart encodes `shar`, which its frame lacks" in breach(
        FRAME, alt.Chart(FRAME).mark_bar().encode(x="year:O", y="shar:Q")
    )


def test_a_chart_computes_nothing_unsaid(here: Session) -> None:
    """An aggregate, a bin or a transform inside the chart is refused unless `computed` says what it does."""
    chart = alt.Chart(FRAME).mark_bar().encode(x=alt.X("share:Q", bin=True), y="mean(share):Q")
    chart = chart.transform_calculate(double="datum.share * 2")
    text = breach(FRAME, chart)
    for step in ("bin", "aggregate", "calculate"):
        assert f"the chart computes `{step}` itself; expected a prepared frame" in text
    spec, _, _ = collect_data(chart, {}, PLACE)
    assert check_spec(spec, "The mean of shares.", PLACE) == []


def test_labels_of_a_chart_type_no_numbers(here: Session) -> None:
    """An axis title or a text mark with a typed quantity is refused; a year in one passes."""
    chart = (
        alt.Chart(FRAME).mark_bar().encode(x="year:O", y=alt.Y("share:Q", title="share, above 50 percent since 2012"))
    )
    assert "the chart's `title` types “50”; expected a label from the frame" in breach(FRAME, chart)


def test_constants_come_from_frames(here: Session) -> None:
    """A rule at a typed number is refused: it has no row."""
    rule = alt.Chart(FRAME).mark_rule().encode(y=alt.datum(50))
    bars = alt.Chart(FRAME).mark_bar().encode(x="year:O", y="share:Q")
    assert "channel `y` draws the typed number 50; expected a row of a frame" in breach(FRAME, bars + rule)


def test_data_are_frames(here: Session) -> None:
    """A chart that draws an address or a made-up sequence is refused: nothing says where its rows come from."""
    chart = alt.Chart("https://data.example/x.csv").mark_bar().encode(x="year:O", y="share:Q")
    assert "the chart draws data that is not a frame; expected frames only; got url" in breach(FRAME, chart)


def test_parameters_have_names(here: Session) -> None:
    """A parameter that Altair would name by a counter is refused: it would change the bytes."""
    chart = alt.Chart(FRAME).mark_bar().encode(x="year:O", y="share:Q").add_params(alt.selection_point())
    assert "chart parameter 1 has no name; expected a name" in breach(FRAME, chart)


def test_grade_d_is_not_mixed_in(here: Session) -> None:
    """Unverified rows in one series with others are refused; as a series of their own they pass."""
    here.row_grades["plants:north"] = "D"
    frame = FRAME.assign(kind=["unverified", "official"])
    text = breach(frame)
    assert f"{PLACE}: series the whole mark mixes grade D with A; expected grade D in a series of its own" in text
    chart = alt.Chart(frame).mark_bar().encode(x="year:O", y="share:Q", color="kind:N")
    leaf = next(vegalite.leaves(chart.to_dict()))
    assert check_leaf(leaf, frame.to_dict("records"), PLACE, here) == []


def test_grade_d_inside_an_aggregate_is_found(here: Session) -> None:
    """A single mark that rests on rows of grade D and others is refused too."""
    here.row_grades["plants:north"] = "D"
    frame = FRAME.assign(rows=["plants:north plants:south"] * 2, kind=["a", "b"])
    chart = alt.Chart(frame).mark_bar().encode(x="year:O", y="share:Q", color="kind:N")
    text = breach(frame, chart)
    assert "series a mixes grade D with A" in text
    assert "series b mixes grade D with A" in text


@pytest.mark.parametrize("name", ["", "Two Words", "a_b", "-a", "ä"])
def test_names_are_slugs(name: str) -> None:
    """A name that is no slug is refused with an example of one."""
    assert (
        f"expected a slug such as `mine-share`; got {name!r}" in said(check_name(name, (), "figure", PLACE)) or not name
    )
    assert check_name(name, (), "figure", PLACE)[0].code == "bad-slug"


def test_several_breaches_are_told_together(here: Session) -> None:
    """One refusal holds every breach of the drawing: gap, unknown source, column and typed number."""
    frame = FRAME.assign(share=[1.0, math.nan])
    chart = alt.Chart(frame).mark_bar().encode(x="year:O", y=alt.Y("share:Q", title="above 50 percent"))
    text = breach(frame, chart, columns={"gone": "Gone"}, sources=["nobody"])
    for part in (
        "row 2; expected a finite number",
        "types “50”",
        "names `gone`",
        "source `nobody` is not in the registry",
    ):
        assert part in text
