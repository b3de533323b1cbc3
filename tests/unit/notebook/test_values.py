"""Values published together, styles, and choices of our own."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import proofpress as pp
from proofpress.model.errors import PublishError
from proofpress.notebook.session import load_table
from proofpress.notebook.styles import Style


@pytest.fixture
def plants(kernel_session: Any) -> pd.DataFrame:
    """Give the plants, loaded in a session."""
    return load_table("plants")


def test_each_row_of_a_frame_publishes_with_itself_as_trail(plants: pd.DataFrame, kernel_session: Any) -> None:
    """Names, formulas and periods are filled from the row; the row is the trail."""
    entries = {"capacity-{id}": ("capacity", pp.TONNES, "capacity of {plant}", {"thresholds": {5: "large"}})}
    published = pp.values(plants, entries, period="2025")
    assert list(published) == ["capacity-north", "capacity-south"]
    payload = kernel_session[0][1]
    assert (payload["rows"], payload["unit"], payload["period"]) == (["plants:north"], "tonnes", "2025")
    assert payload["formula"] == f"capacity of {plants['plant'][0]}"
    assert payload["thresholds"] == [[5, "large"]]
    assert "kind" not in payload


def test_one_row_and_an_indexed_frame_publish_as_well(plants: pd.DataFrame, kernel_session: Any) -> None:
    """A row is enough; what the index says can be named too, and more rows can be added for all."""
    pp.values(plants.iloc[0], {"first": ("capacity", pp.TONNES, "the first")}, rows="plants:south")
    pp.values(plants.set_index("id"), {"of-{id}": ("capacity", pp.TONNES, "capacity of {id}")})
    payloads = {payload["name"]: payload["rows"] for _, payload in kernel_session}
    assert payloads == {
        "first": ["plants:north", "plants:south"],
        "of-north": ["plants:north"],
        "of-south": ["plants:south"],
    }


def test_traced_numbers_bring_their_rows(plants: pd.DataFrame, kernel_session: Any) -> None:
    """A number taken through the package is published without `rows=`, alone or with others."""
    part = pp.share(plants, "capacity", id="north")
    pp.publish_value("part", part, pp.PERCENT, formula="the north’s share")
    pp.values({"rest": (100 - part, pp.PERCENT.digits(1), "the others’ share", "2024")}, period="2025")
    payloads = {payload["name"]: payload for _, payload in kernel_session}
    assert {tuple(payload["rows"]) for payload in payloads.values()} == {("plants:north", "plants:south")}
    assert payloads["rest"]["period"] == "2024"
    assert payloads["rest"]["text"] == f"{100 - part.value:.1f}%"
    assert payloads["part"]["number"] == pytest.approx(part.value)


def test_nothing_is_published_if_one_entry_is_wrong(plants: pd.DataFrame, kernel_session: Any) -> None:
    """All problems come at once, and no value without the others."""
    with pytest.raises(PublishError, match=r"(?s)2 problems.*value `good`: `formula` is missing.*value `Bad`"):
        pp.values(plants.iloc[0], {"good": ("capacity", pp.TONNES, ""), "Bad": ("capacity", pp.TONNES, "x")})
    assert kernel_session == []


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({"a": ("capacity", "{:.0f}", "x")}, r"value `a`: its entry; expected \(column or number, style, formula\)"),
        ({"a": ("capacity", pp.TONNES)}, "its entry"),
        ({"a": ("capacity", pp.TONNES, "x", {"rows": "t:a"})}, "its entry"),
        ({"a": ("capacty", pp.TONNES, "x")}, r"no column `capacty`.*`capacity`"),
        ({"a-{yeer}": ("capacity", pp.TONNES, "x")}, "names no column of its row"),
        ({"a": ("capacity", pp.TONNES, "x")}, "`a`: published twice at once; expected a name for each; got 2"),
    ],
)
def test_a_wrong_entry_is_refused_by_name(plants: pd.DataFrame, entries: dict[str, Any], message: str) -> None:
    """An entry of another form, an unknown column or one name for two rows: the message says which value."""
    with pytest.raises(PublishError, match=message):
        pp.values(plants, entries)


def test_a_number_that_nothing_traces_is_refused_with_the_three_ways_out(plants: pd.DataFrame) -> None:
    """A plain number needs a trail: taken, typed, or declared a choice."""
    with pytest.raises(PublishError, match=r"`rows` is missing.*`take`.*`rows=`.*`publish_choice`"):
        pp.publish_value("half", 50, pp.PERCENT, formula="half")


def test_a_choice_has_a_reason_and_no_rows(kernel_session: Any) -> None:
    """A number of our own making is published without rows, sources and grade, as what it is."""
    value = pp.publish_choice("half", 50, pp.PERCENT, "where a majority begins")
    pp.publish_choice("steps", 10, "count", "as fine as the eye can tell")
    payload = kernel_session[0][1]
    assert (payload["kind"], payload["rows"], payload["sources"], payload["grade"]) == ("choice", [], [], "")
    assert (value.is_choice, value.text, value.formula) == (True, "50%", "where a majority begins")
    with pytest.raises(PublishError, match="`why` is missing"):
        pp.publish_choice("third", 33, pp.PERCENT, " ")


def test_a_name_published_twice_is_an_error_in_a_build_only(
    plants: pd.DataFrame, kernel_session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a live kernel a cell that runs again publishes anew."""
    pp.publish_choice("half", 50, pp.PERCENT, "a majority")
    with pytest.raises(PublishError, match="`half` was published before"):
        pp.publish_choice("half", 51, pp.PERCENT, "a majority")
    monkeypatch.setattr("proofpress.notebook.value_fields.in_live_kernel", lambda: True)
    assert pp.publish_choice("half", 51, pp.PERCENT, "a majority").number == 51


@pytest.mark.parametrize(
    ("style", "number", "text", "unit"),
    [
        (pp.PERCENT, 66.6, "67%", "percent"),
        (pp.PERCENT.digits(1).of("GDP"), 2.55, "2.5%", "percent of GDP"),
        (pp.COUNT, 1234, "1,234", "count"),
        (pp.TONNES, 230000.0, "230,000", "tonnes"),
        (pp.BILLION_USD.per(1e9), 8.64e9, "US$8.6 billion", "billion US dollars"),
        (pp.USD, 1250, "US$1,250", "US dollars"),
        (pp.INDEX, 5804.2, "5,804", "index"),
        (pp.TIMES, 3.14, "3.1", "times"),
        (pp.TIMES.shown("{:.0f} times"), 3.14, "3 times", "times"),
        (pp.YEAR, 2025, "2025", "year"),
        (pp.YEARS, 2.6, "3", "years"),
        (pp.POINTS, -3.4, "−3", "percentage points"),
        (pp.ORDINAL, 12.0, "12th", ""),
        (pp.WORD, 2025, "2025", ""),
        (pp.number_of("countries", 1), 2.04, "2.0", "countries"),
    ],
)
def test_a_style_gives_text_and_unit(kernel_session: Any, style: Style, number: Any, text: str, unit: str) -> None:
    """Each style reads as the notebooks' helpers did."""
    value = pp.publish_choice("shown", number, style, "to look at")
    assert (value.text, value.unit) == (text, unit)


def test_a_style_that_divides_publishes_what_it_shows(kernel_session: Any) -> None:
    """The unit and the number agree: billions are published as billions."""
    assert pp.publish_choice("shown", 8.64e9, pp.BILLION_USD.per(1e9), "to look at").number == 8.64


def test_a_scale_word_that_the_unit_lacks_is_refused(kernel_session: Any) -> None:
    """Listings would publish a millionth of what the text says; a unit with the word, or a word alone, passes."""
    with pytest.raises(
        PublishError, match=r"its text says “2,096 million t”, its number is 2096 and its unit `t`.*`million t`"
    ):
        pp.publish_choice("mined", 2096, pp.number_of("t").shown("{:,.0f} million t"), "to look at")
    pp.publish_choice("mined", 2096, pp.number_of("million t").shown("{:,.0f} million t"), "to look at")
    pp.publish_choice("word", "a million", pp.WORD, "to look at")
    pp.publish_choice("whole", 2.1e9, pp.Style("2.1 billion t", "t"), "to look at")
    assert len(kernel_session) == 3


@pytest.mark.parametrize(
    ("number", "format"),
    [
        (3, "42 t"),
        (3, "1{:d} t"),
        (0.25, "{:.1f}00 t"),
        (5, "{:b} t"),
        (65, "{:c} t"),
        (3, "{0.__class__} t"),
        (3, ""),
        (3, "many t"),
        (1.5, "3 to {:.0f}00 t"),
        ("many", "few t"),
    ],
)
def test_a_format_that_says_another_number_is_refused(kernel_session: Any, number: Any, format: str) -> None:
    """What readers see is the number that is compared, traced and listed, not one that the format types."""
    with pytest.raises(PublishError, match="other-number"):
        pp.publish_choice("level", number, Style(format, "t"), "to look at")
    assert not kernel_session


def test_a_format_may_round_and_put_words_around(kernel_session: Any) -> None:
    """Rounded, scaled, in percent, as a power of ten, with a sign, a currency or words, or as a range that holds it."""
    shown = {
        2096.4: "{:,.0f} t",
        -3.25: "{:.1f} t",
        0.04: "{:.0f} t",
        1.23e5: "{:.1e} t",
        0.25: "{:.0%}",
        5.9: "about US${:.1f} of it",
        2.1e9: "2.1 billion t",
        7.04: "6.33 to 7.74 t",
        2.0: "×{:.0f}",
    }
    for count, (number, format) in enumerate(shown.items()):
        pp.publish_choice(f"level-{count}", number, Style(format, "of it"), "to look at")
    assert len(kernel_session) == len(shown)


def test_decimals_that_no_number_has_are_refused(kernel_session: Any) -> None:
    """Four hundred noughts behind the point say nothing, and fill a page."""
    with pytest.raises(PublishError, match="more digits than the number has"):
        pp.publish_choice("level", 3.0, Style("{:.400f} t", "t"), "to look at")
