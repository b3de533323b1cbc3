"""The two publishing calls: what they publish, and that they say all that is wrong at once."""

from __future__ import annotations

import json
import math
from typing import Any

import altair as alt
import pandas as pd
import pytest

from proofpress.model.errors import PublishError
from proofpress.notebook.publish import FIGURE_MIME, SESSION_MIME, VALUE_MIME, publish_figure, report
from proofpress.notebook.session import claim, join_rows, load_table, session
from proofpress.notebook.theme import NARROW, WIDE
from proofpress.notebook.values import publish_value

TEXTS = {"title": "It fell", "subtitle": "Percent", "note": "Gross.", "alt": "Bars that fall."}


def bars(frame: pd.DataFrame, **changes: Any) -> alt.Chart:
    """Return a bar chart of the plants."""
    return alt.Chart(frame).mark_bar().encode(x="capacity:Q", y="plant:N", **changes)


def publish(frame: pd.DataFrame, chart: Any = None, **changes: Any) -> None:
    """Publish a whole figure, changed as told."""
    whole = {"name": "bars", "data": frame, "columns": {"plant": "Plant"}, **TEXTS, **changes}
    publish_figure(bars(frame) if chart is None else chart, **whole)


def value(**changes: Any) -> Any:
    """Publish a whole value, changed as told."""
    whole = {"format": "{:.0f}%", "unit": "percent", "rows": "plants:north", "formula": "a sum", **changes}
    return publish_value(whole.pop("name", "share"), whole.pop("number", 19.4), **whole)


@pytest.fixture
def plants(kernel_session: Any) -> pd.DataFrame:
    """Give the plants, loaded in a session."""
    return load_table("plants")


def test_a_figure_is_published_with_what_its_marks_show(plants: pd.DataFrame, kernel_session: Any) -> None:
    """The payload holds texts, rows, sources, the weakest grade, and the frame without its column of ids."""
    publish(plants, sources=["blog"])
    [(mime, payload)] = kernel_session
    assert mime == FIGURE_MIME
    assert (payload["name"], payload["title"], payload["grade"]) == ("bars", "It fell", "C")
    assert payload["rows"] == ["plants:north", "plants:south"]
    assert payload["sources"] == ["blog", "grid-office", "trade-press"]
    [layer] = payload["layers"]
    assert (layer["name"], layer["rows"]) == ("main", ["plants:north", "plants:south"])
    assert [sorted(record) for record in layer["records"]] == [["capacity", "id", "plant", "source"]] * 2
    assert json.loads(json.dumps(payload)) == payload


def test_a_figures_bytes_do_not_depend_on_names_made_by_altair(plants: pd.DataFrame, kernel_session: Any) -> None:
    """Data sets are named by use, so drawing the same chart twice gives the same specification."""
    publish(plants)
    publish(plants, name="again")
    first, second = (payload for _, payload in kernel_session)
    assert first["spec"] == second["spec"]
    assert first["spec"]["data"] == {"name": "main"}


def test_a_narrow_drawing_shares_its_data(plants: pd.DataFrame, kernel_session: Any) -> None:
    """A chart of one's own for small screens draws the same frame under the same name."""
    publish(plants, narrow=bars(plants).properties(width=300))
    [(_, payload)] = kernel_session
    assert payload["narrow"]["width"] == 300
    assert [layer["name"] for layer in payload["layers"]] == ["main"]


def test_a_function_of_the_width_draws_both(plants: pd.DataFrame, kernel_session: Any) -> None:
    """A chart may be given as a function: it is called for the wide and for the narrow page."""
    publish(plants, chart=lambda width: bars(plants).properties(width=width))
    [(_, payload)] = kernel_session
    assert (payload["spec"]["width"], payload["narrow"]["width"]) == (WIDE, NARROW)
    assert [layer["name"] for layer in payload["layers"]] == ["main"]


def test_a_figure_without_anything_lists_all_that_it_lacks(kernel_session: Any) -> None:
    """Name, texts, chart and data are all reported together, each by the field's name."""
    with pytest.raises(PublishError) as caught:
        publish_figure()
    text = str(caught.value)
    assert len(caught.value.problems) == 7
    for field in ("title", "subtitle", "note", "alt"):
        assert f"figure `?`: `{field}` is missing; expected a text; got nothing. Give `{field}=`." in text
    assert "the figure's name; expected a slug such as `mine-share`; got nothing" in text
    assert "`chart` is missing; expected an Altair chart; got nothing" in text
    assert "`data` is missing; expected the chart's main frame; got nothing" in text


def test_a_name_is_published_once(plants: pd.DataFrame) -> None:
    """A second figure or value of the same name is refused; the first stays."""
    publish(plants)
    value()
    with pytest.raises(PublishError, match=r"figure `bars` was published before; .*Rename one of the two"):
        publish(plants)
    with pytest.raises(PublishError, match="value `share` was published before"):
        value()


def test_a_refused_figure_leaves_no_name_behind(plants: pd.DataFrame, kernel_session: Any) -> None:
    """After a mend the same name can be published in the same kernel."""
    with pytest.raises(PublishError):
        publish(plants, columns={})
    publish(plants)
    assert len(kernel_session) == 1


def test_the_chart_must_draw_its_data(plants: pd.DataFrame) -> None:
    """A chart of another frame than ``data`` is refused: the table view would show something else."""
    with pytest.raises(PublishError, match="the chart does not draw `data`; expected one frame for both"):
        publish(plants, chart=bars(plants.head(1)))


def test_an_unknown_source_names_the_nearest(plants: pd.DataFrame) -> None:
    """A source that the registry lacks is refused with the one that was meant."""
    with pytest.raises(PublishError, match=r"source `grid-ofice` is not in the registry\. Did you mean `grid-office`"):
        publish(plants, sources=["grid-ofice"])


def test_sources_given_are_inputs(plants: pd.DataFrame) -> None:
    """A source named in the call is noted, so that a change of its grade makes the notebook run again."""
    publish(plants, sources=["blog"])
    assert "source:blog" in session().inputs


def test_a_value_is_published_with_its_trail(plants: pd.DataFrame, kernel_session: Any) -> None:
    """The payload holds number, text, formula, rows, sources and the weakest grade."""
    shown = value(rows=plants, period="2023")
    [(mime, payload)] = kernel_session
    assert mime == VALUE_MIME
    assert payload == {
        "name": "share",
        "number": 19.4,
        "unit": "percent",
        "text": "19%",
        "formula": "a sum",
        "period": "2023",
        "rows": ["plants:north", "plants:south"],
        "sources": ["grid-office", "trade-press"],
        "grade": "C",
    }
    assert (shown.text, shown.grade) == ("19%", "C")


def test_a_value_of_values_and_claims_keeps_their_rows(plants: pd.DataFrame) -> None:
    """A number computed from a value and a claim rests on the rows of both."""
    first = value(rows=plants[plants["id"] == "south"])
    second = value(name="gap", rows=[first, claim("press-coal-2030")])
    assert second.row_ids == ("claim:press-coal-2030", "plants:south")
    assert second.grade == "C"


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (-5.4, "{:.0f}%", "−5%"),
        (-5, "US${:,}", "US$−5"),
        (-1234.5, "{:,.1f}", "−1,234.5"),
        (3.2, "{:.0f}-fold", "3-fold"),
        (-3.2, "year-on-year {:.0f}", "year-on-year −3"),
        (-0.2, "{:,.0f}", "0"),
        (-0.2, "{:+.0f} points", "0 points"),
        (0.1 + 0.2, "{}", "0.3"),
        (123456789012345.0, "{:,}", "123,456,789,012,345"),
        ("Guinea-Bissau", "{}", "Guinea-Bissau"),
        (2025, "{}", "2025"),
    ],
)
def test_how_numbers_are_shown(plants: pd.DataFrame, number: Any, form: str, text: str) -> None:
    """A negative number has a true minus sign; other hyphens stay as they are."""
    assert value(number=number, format=form).text == text


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_value_must_be_finite(plants: pd.DataFrame, number: float) -> None:
    """NaN and infinity are refused by the value's name."""
    with pytest.raises(PublishError, match=rf"value `share`: the number; expected a finite number; got {number}"):
        value(number=number)


def test_a_value_lists_all_that_it_lacks(kernel_session: Any) -> None:
    """Name, unit, formula, rows and format are reported together."""
    with pytest.raises(PublishError) as caught:
        publish_value("Not A Slug", 1, format="{:q}")
    text = str(caught.value)
    assert [problem.code for problem in caught.value.problems] == [
        "bad-slug",
        "missing-field",
        "missing-field",
        "missing-field",
        "bad-format",
    ]
    assert "got 'Not A Slug'" in text
    for field in ("unit", "formula", "rows"):
        assert f"`{field}` is missing" in text
    assert "format '{:q}'; expected a format string" in text


def test_a_value_cites_only_what_was_loaded(plants: pd.DataFrame) -> None:
    """A row id that no table gave is refused with the nearest loaded one."""
    with pytest.raises(PublishError, match=r"`plants:nord` was not loaded in this notebook\. Did you mean `plants:nor"):
        value(rows="plants:nord")


def test_the_report_names_the_inputs_in_order(plants: pd.DataFrame, kernel_session: Any) -> None:
    """The call that the build appends tells what was used, sorted, so that its bytes do not depend on order."""
    load_table("power_mix")
    report()
    [(mime, payload)] = kernel_session
    assert mime == SESSION_MIME
    names = [item["name"] for item in payload["inputs"]]
    assert names == sorted(names)
    assert {"plants", "power_mix"} <= set(names)


def test_numbers_of_a_frame_are_canonical(plants: pd.DataFrame, kernel_session: Any) -> None:
    """What a chart plots is rounded as it is recorded, so that floating-point dust shows nowhere."""
    frame = plants.assign(capacity=[0.1 + 0.2, 2.0])
    publish(frame)
    [(_, payload)] = kernel_session
    assert [record["capacity"] for record in payload["layers"][0]["records"]] == [0.3, 2]


def test_numbers_that_a_table_gives_keep_their_digits(plants: pd.DataFrame, kernel_session: Any) -> None:
    """A number that is carried over is published to the last digit, in figures and values; a computed one is not."""
    long = 1234567890.12345
    session().carry([long])
    publish(plants.assign(capacity=[long, long / 7]))
    value(number=long, format="{:,.5f}")
    value(name="part", number=long / 7, format="{}")
    (_, figure), (_, whole), (_, part) = kernel_session
    assert [record["capacity"] for record in figure["layers"][0]["records"]] == [long, 176366841.446]
    assert figure["carried"] == [long]
    assert (whole["number"], whole["text"]) == (long, "1,234,567,890.12345")
    assert (part["number"], part["text"]) == (176366841.446, "176366841.446")


@pytest.mark.parametrize(
    ("number", "form"), [(1.7e308, "{:,.0f}"), (2**53 + 1, "{:,}"), (10**40, "{}"), (1e30, "{:f}")]
)
def test_a_number_of_more_digits_than_it_has_is_refused(plants: pd.DataFrame, number: float, form: str) -> None:
    """A text of hundreds of digits, and whole numbers that not every reader's program can hold."""
    with pytest.raises(PublishError, match=r"value `share`: .*larger unit"):
        value(number=number, format=form)


def test_an_aggregate_carries_its_rows(plants: pd.DataFrame, kernel_session: Any) -> None:
    """A frame of totals whose ids were joined names every row behind each mark."""
    total = pd.DataFrame({"plant": ["All"], "capacity": [2000.0], "rows": [join_rows(plants["rows"])]})
    publish(total)
    [(_, payload)] = kernel_session
    assert payload["layers"][0]["rows"] == ["plants:north plants:south"]


def test_thresholds_ride_with_a_value_only_where_given(plants: pd.DataFrame, kernel_session: Any) -> None:
    """Sorted, as numbers with words; a value without them publishes no such field."""
    value(thresholds={80: "most", 50.0: "a majority"})
    value(name="other")
    (_, given), (_, without) = kernel_session
    assert given["thresholds"] == [[50, "a majority"], [80, "most"]]
    assert "thresholds" not in without


@pytest.mark.parametrize("thresholds", [{math.inf: "all"}, {50: ""}, {"half": "a majority"}])
def test_a_threshold_is_a_number_with_words(plants: pd.DataFrame, thresholds: Any) -> None:
    """What is no finite number, or says nothing, is refused by name."""
    with pytest.raises(PublishError, match="threshold"):
        value(thresholds=thresholds)


def test_a_word_has_no_thresholds(plants: pd.DataFrame) -> None:
    """A country's name crosses nothing."""
    with pytest.raises(PublishError, match="a word has no thresholds"):
        value(number="Chile", format="{}", thresholds={50: "a majority"})
