"""What an author lets a reader choose: taken as declared, or refused with what is wrong."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import pytest

from proofpress.model.errors import PublishError
from proofpress.notebook.publish import publish_figure
from proofpress.notebook.session import load_table

HEADS = {"plant": "Plant", "year": "Year", "share": "Share (percent)", "capacity": "Capacity (megawatts)"}
TEXTS = {"title": "It fell", "subtitle": "Percent", "note": "Gross.", "alt": "Bars that fall."}


@pytest.fixture
def whole(kernel_session: Any) -> pd.DataFrame:
    """Give two plants in two years, with their parts of each year."""
    plants = load_table("plants")[["plant", "capacity", "rows"]]
    years = [plants.assign(year=year, capacity=plants["capacity"] * factor) for year, factor in ((2020, 1), (2021, 2))]
    frame = pd.concat(years, ignore_index=True)
    return frame.assign(share=100 * frame["capacity"] / frame.groupby("year")["capacity"].transform("sum"))


@pytest.fixture
def drawn(whole: pd.DataFrame) -> pd.DataFrame:
    """Give the rows of the picture: the first plant."""
    return whole[whole["plant"] == whole["plant"].iloc[0]].reset_index(drop=True)


def publish(data: pd.DataFrame, **offered: Any) -> None:
    """Publish the rows as bars, with what is offered."""
    chart = alt.Chart(data).mark_bar().encode(x=alt.X("share:Q", title=None), y=alt.Y("year:O", title=None))
    publish_figure(chart, name=offered.pop("name", "bars"), data=data, columns=HEADS, **TEXTS, **offered)


def refused(data: pd.DataFrame, **offered: Any) -> str:
    """Return what a declaration is refused with."""
    with pytest.raises(PublishError) as caught:
        publish(data, **offered)
    return str(caught.value)


def test_what_may_be_chosen_stands_beside_the_rows_of_the_picture(
    whole: pd.DataFrame, drawn: pd.DataFrame, kernel_session: Any
) -> None:
    """The wider frame becomes a data set of its own, with its trail; names, period and measures are told."""
    publish(drawn, pick="plant", period="year", relative="share", absolute="capacity", among=whole)
    [(_, payload)] = kernel_session
    main, offered = payload["layers"]
    assert [len(main["records"]), len(offered["records"])] == [2, 4]
    assert (offered["name"], len(set(offered["rows"]))) == ("offered", 2)
    assert sorted(offered["records"][0]) == sorted(HEADS)
    assert payload["rows"] == ["plants:north", "plants:south"]
    told = {"pick": "plant", "facets": [], "period": "year", "layer": "offered", "has_map": False}
    assert payload["offer"] == {**told, "measures": [["relative", "share"], ["absolute", "capacity"]]}


def test_the_picture_does_not_depend_on_what_is_offered(
    whole: pd.DataFrame, drawn: pd.DataFrame, kernel_session: Any
) -> None:
    """Specification and rows of the published figure are the same with choices and without."""
    publish(drawn)
    publish(drawn, name="again", pick="plant", period="year", among=whole)
    (_, plain), (_, offering) = kernel_session
    assert plain["spec"] == offering["spec"]
    assert plain["narrow"] == offering["narrow"]
    assert plain["layers"] == offering["layers"][:1]
    assert "offer" not in plain


def test_rows_of_the_picture_may_be_all_there_is(whole: pd.DataFrame, kernel_session: Any) -> None:
    """Without a wider frame the reader chooses among what is drawn, by the first column of numbers."""
    publish(whole, pick="plant", period="year")
    [(_, payload)] = kernel_session
    assert [layer["name"] for layer in payload["layers"]] == ["main"]
    assert payload["offer"]["layer"] == "main"
    assert payload["offer"]["measures"] == [["absolute", "share"]]


def test_of_further_columns_one_value_is_shown_at_a_time(
    whole: pd.DataFrame, drawn: pd.DataFrame, kernel_session: Any
) -> None:
    """The picture has one value of each, or the choice is refused."""
    publish(drawn, pick=["year", "plant"], among=whole)
    [(_, payload)] = kernel_session
    assert (payload["offer"]["pick"], payload["offer"]["facets"]) == ("year", ["plant"])
    assert "several of `plant`" in refused(whole, name="again", pick=["year", "plant"])


@pytest.mark.parametrize(
    ("offered", "said"),
    [
        ({"picks": "plant"}, "takes no `picks`"),
        ({"relative": "share"}, "nothing is offered to choose"),
        ({"pick": "country"}, "`pick` names `country`"),
        ({"pick": "plant", "period": "quarter"}, "`period` names `quarter`"),
        ({"pick": "plant", "period": "year"}, "column `plant` offers no choice"),
        ({"period": "year", "absolute": "plant"}, "the measure `plant` is no column of numbers"),
        ({"period": "year", "outline": pd.DataFrame({"longitude": [1.0]})}, "`outline` lacks the column `latitude`"),
    ],
    ids=["argument", "nothing", "pick", "period", "one-value", "no-numbers", "outline"],
)
def test_a_choice_that_is_none_is_refused(
    offered: dict[str, Any], said: str, drawn: pd.DataFrame, kernel_session: Any
) -> None:
    """Arguments and columns that are not there, one value, words as a measure: each is named."""
    assert said in refused(drawn, **offered)


def test_rows_to_choose_agree_with_the_picture(whole: pd.DataFrame, drawn: pd.DataFrame, kernel_session: Any) -> None:
    """A frame that lacks a drawn row, has another number for it, or two rows for one choice, is refused."""
    chosen: dict[str, Any] = {"pick": "plant", "period": "year"}
    assert "lacks the column `share`" in refused(drawn, **chosen, among=whole.drop(columns="share"))
    assert "lacks the drawn row" in refused(drawn, **chosen, among=whole.drop(index=0))
    assert "another `share` than the picture" in refused(drawn, **chosen, among=whole.assign(share=1.5))
    twice = pd.concat([whole, whole.tail(1)])
    assert "more than one row" in refused(drawn, **chosen, among=twice)


def test_rows_to_choose_keep_the_rules_of_every_frame(
    whole: pd.DataFrame, drawn: pd.DataFrame, kernel_session: Any
) -> None:
    """They say where they come from: a row that this notebook did not load is refused."""
    said = refused(drawn, pick="plant", period="year", among=whole.assign(rows="plants:nowhere"))
    assert "plants:nowhere" in said
