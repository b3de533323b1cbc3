"""Kinds of chart: every word of a frame is drawn, wide and narrow, and labels keep apart."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from proofpress.notebook.charts import (
    Drawing,
    bars,
    grid,
    labels_above,
    lines,
    ranges,
    symbol_maps,
    timeline,
    wrap,
    wrap_letters,
)
from proofpress.notebook.charts.labels import LINE
from proofpress.notebook.theme import GREY, INK, MUTED, NARROW, RED, SOFT, WIDE
from proofpress.notebook.vegalite import leaves
from tests.support import gallery

TEXTS = st.text("ab cde", max_size=60)

AMOUNTS = pd.DataFrame(
    {
        "what": ["Coal", "Gas and\noil", "Wind"],
        "value": [3.0, 7.0, 0.0],
        "low": [1.0, 4.0, 5.0],
        "high": [3.0, 10.0, 5.0],
        "opens": ["", "high", ""],
        "tint": [RED, GREY, RED],
        "word": ["3 TWh", "up to 10 TWh", "none"],
        "rows": ["t:coal", "t:gas", "t:wind"],
    }
)
CELLS = pd.DataFrame(
    [
        {
            "who": who,
            "what": what,
            "word": f"{who}\n{what}" if what == "Law" else what.lower(),
            "tone": SOFT,
            "ink": INK,
        }
        for who in ("China", "United\nStates")
        for what in ("Law", "Aim")
    ]
)
EVENTS = pd.DataFrame(
    {"when": ["2019", "May 2021"], "event": ["A rule", "Another rule,\nmade stricter"], "form": ["circle", "diamond"]}
)
POINTS = pd.DataFrame(
    {
        "year": [2019, 2020, 2019, 2020, 2019],
        "share": [1.0, 2.0, 1.0, 2.02, 0.5],
        "series": ["China", "China", "India", "India", "Chile"],
        "label": ["China, 2", "China, 2", "India", "India", "Chile"],
    }
)


def draw_bars(width: int, **changes: Any) -> Drawing:
    """Draw the made-up amounts as bars."""
    return bars(AMOUNTS, label="what", value="value", text="word", width=width, **changes)


def draw_ranges(width: int, **changes: Any) -> Drawing:
    """Draw the made-up amounts as ranges, one of them open."""
    names = {"label": "what", "low": "low", "high": "high", "text": "word", "opens": "opens"}
    return ranges(AMOUNTS, width=width, domain=(0, 10), axis="Power (TWh)", **{**names, **changes})


def draw_grid(width: int, **changes: Any) -> Drawing:
    """Draw the made-up cells as a grid."""
    names = {"row": "who", "column": "what", "text": "word", "tone": "tone", "ink": "ink"}
    return grid(CELLS, width=width, lines=2, **{**names, **changes})


def draw_timeline(width: int, **changes: Any) -> Drawing:
    """Draw the made-up events down the page."""
    return timeline(EVENTS, when="when", text="event", width=width, **changes)


def draw_lines(width: int, **changes: Any) -> Drawing:
    """Draw the made-up series as lines."""
    names: dict[str, Any] = {"x": "year", "y": "share", "series": "series", "label": "label", "colours": {"China": RED}}
    return lines(POINTS, width=width, **{**names, **changes})


FORMS: dict[str, tuple[Callable[..., Drawing], pd.DataFrame, list[str]]] = {
    "bars": (draw_bars, AMOUNTS, ["what", "word"]),
    "ranges": (draw_ranges, AMOUNTS, ["what", "word"]),
    "grid": (draw_grid, CELLS, ["who", "what", "word"]),
    "timeline": (draw_timeline, EVENTS, ["when", "event"]),
    "lines": (draw_lines, POINTS, ["label"]),
    **{
        name: (gallery.KINDS[name][1], frame, columns)
        for name, frame, columns in (
            ("dots", gallery.POWER, ["fuel"]),
            ("slope", gallery.POWER, ["was", "is"]),
            ("ladder", pd.DataFrame({"rung": gallery.RUNGS}), ["rung"]),
            ("tile-map", gallery.LANDS, ["code", "word"]),
        )
    },
}


def marks(drawing: Drawing) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return each mark of a drawing with what it encodes."""
    spec = drawing.to_dict()
    return [(dict(leaf.mark), dict(leaf.encoding)) for leaf in leaves(spec)]


def words(drawing: Drawing) -> set[str]:
    """Return the words that a drawing shows once it is drawn."""
    svg = vl_convert.vegalite_to_svg(drawing.to_dict())
    return {word for text in re.findall(r">([^<>]+)<", svg) for word in text.split()}


# Words


@given(TEXTS, st.integers(20, 300))
def test_wrapping_loses_nothing(text: str, pixels: int) -> None:
    """Broken into lines, a text has the same words in the same order, and no line but of one word is too long."""
    broken = wrap(text, pixels)
    assert broken.split() == text.split()
    for line in broken.split("\n"):
        assert len(line) <= max(4, pixels / 6.6) or " " not in line
    assert wrap(broken, pixels) == broken


def test_words_are_kept_whole() -> None:
    """A word that is longer than the line stands alone, and an empty text stays empty."""
    assert wrap("an incomprehensibility of law", 60) == "an\nincomprehensibility\nof law"
    assert wrap("", 60) == ""
    assert wrap("one two", 1) == "one\ntwo"


# Labels that keep apart


def test_wrapped_lines_keep_words_whole() -> None:
    """No line is longer than asked, and no word is cut."""
    text = "Netherlands and Japan bring in their own"
    wrapped = wrap_letters(text, 15)
    assert all(len(line) <= 15 for line in wrapped.split("\n"))
    assert wrapped.split() == text.split()


# Kinds


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", FORMS)
def test_every_word_is_drawn(name: str, width: int) -> None:
    """A form can be drawn at both widths, and no word of its frame is lost at either."""
    draw, frame, columns = FORMS[name]
    wanted = {word for column in columns for text in frame[column] for word in text.split()}
    assert wanted
    assert wanted - words(draw(width)) == set()


@pytest.mark.parametrize("name", FORMS)
def test_a_form_leaves_its_frame_alone(name: str) -> None:
    """What a form draws is the frame it was given, and that frame is afterwards what it was."""
    draw, frame, _ = FORMS[name]
    before = frame.copy(deep=True)
    drawing = draw(WIDE)
    pd.testing.assert_frame_equal(frame, before)
    shown = next(iter(drawing.to_dict()["datasets"].values()))
    assert len(shown) == len(frame)


@pytest.mark.parametrize("name", ["bars", "ranges"])
def test_row_labels_stand_beside_or_above(name: str) -> None:
    """A wide chart has its row labels on the axis, a narrow one above the marks, a layer for each number of lines."""
    draw = FORMS[name][0]
    wide, narrow = marks(draw(WIDE)), marks(draw(NARROW))
    assert all(encoding["y"]["axis"] for _, encoding in wide)
    assert all(encoding["y"]["axis"] is None for _, encoding in narrow)

    def labels(layers: list[tuple[dict[str, Any], dict[str, Any]]]) -> list[dict[str, Any]]:
        return [mark for mark, encoding in layers if encoding.get("text", {}).get("field") == "what"]

    assert labels(wide) == []
    rises = Counter(mark["dy"] for mark in labels(narrow))
    assert len(rises) == 2, "labels of one line and of two"
    assert set(rises.values()) == {2}, "each with paper behind it"
    assert max(rises) - min(rises) == LINE


def test_labels_above_are_clear_of_what_lies_behind() -> None:
    """Each label is drawn twice: its outline in paper first, then its ink."""
    import altair as alt

    result = labels_above(AMOUNTS, alt.Chart(AMOUNTS), "what", 8)
    assert [bool(layer.to_dict()["mark"].get("stroke")) for layer in result] == [True, False] * 2


def test_bars_begin_at_zero() -> None:
    """Lengths are compared from zero to the greatest, or to an end that several charts share."""
    [own] = {
        tuple(encoding["x"]["scale"]["domain"]) for mark, encoding in marks(draw_bars(WIDE)) if mark["type"] == "bar"
    }
    [shared] = {
        tuple(encoding["x"]["scale"]["domain"])
        for mark, encoding in marks(draw_bars(WIDE, top=100))
        if mark["type"] == "bar"
    }
    assert (own, shared) == ((0, 7), (0, 100))


def test_an_open_range_ends_in_an_arrow() -> None:
    """A bound that is open is drawn as an arrow head and not as a point; without any there are no arrows."""

    def filters(drawing: Drawing, shape: str | None) -> list[str]:
        layers = [layer for layer in drawing.to_dict()["layer"] if layer["mark"]["type"] == "point"]
        return [
            " ".join(str(step["filter"]) for step in layer.get("transform", ()))
            for layer in layers
            if layer["mark"].get("shape") == shape
        ]

    drawn = draw_ranges(WIDE)
    assert filters(drawn, "triangle-up") == ["(datum['opens'] === 'high')"]
    assert filters(drawn, None) == ["(datum['opens'] !== 'low')", "(datum['opens'] !== 'high')"]
    assert filters(draw_ranges(WIDE, opens=""), "triangle-up") == []
    assert filters(draw_ranges(WIDE, opens=""), None) == ["", ""]


def test_ranges_share_the_given_axis() -> None:
    """All ranges are on one scale with the given ends, and the axis names its unit."""
    drawn = [encoding["x"] for _, encoding in marks(draw_ranges(NARROW)) if "field" in encoding.get("x", {})]
    assert {tuple(x["scale"]["domain"]) for x in drawn} == {(0, 10)}
    assert drawn[0]["axis"]["title"] == "Power (TWh)"


def test_heads_keep_their_order() -> None:
    """The columns of a grid stand as told, or as in the frame."""
    for columns in ((), ("Aim", "Law")):
        sorts = [encoding["x"].get("sort") for _, encoding in marks(draw_grid(WIDE, columns=columns))]
        assert sorts == [list(columns) or None] * len(sorts)


@pytest.mark.parametrize("tint", ["colour", ""])
def test_colours_are_the_palettes(tint: str) -> None:
    """A column of colours is taken as it is; without one all marks are red."""
    drawn = draw_ranges(WIDE, colour="tint" if tint else "")
    colours = [encoding["color"] for mark, encoding in marks(drawn) if mark["type"] == "rule"]
    assert colours == [{"field": "tint", "scale": None, "type": "nominal"} if tint else {"value": RED}]


def test_events_stand_in_their_order() -> None:
    """A timeline keeps the frame's order, whatever the words, and takes colours and shapes from its columns."""
    result = marks(draw_timeline(WIDE, shape="form"))
    assert {encoding["y"]["sort"] for _, encoding in result if "field" in encoding["y"]} == {None}
    [point] = [encoding for mark, encoding in result if mark["type"] == "point"]
    assert (point["shape"]["field"], point["color"]) == ("form", {"value": RED})


def test_the_names_of_lines_do_not_collide() -> None:
    """Series that end in one place have their names a line apart, each at its own last year, grey unless named."""
    spec = draw_lines(WIDE, height=300).to_dict()
    [last] = [rows for rows in spec["datasets"].values() if "_at" in rows[0]]
    assert {row["series"]: row["year"] for row in last} == {"China": 2020, "India": 2020, "Chile": 2019}
    scale = 300 / (2.02 * 1.1)
    places = sorted(row["_at"] * scale for row in last)
    assert all(b - a >= LINE - 1e-9 for a, b in itertools.pairwise(places))
    drawn = {mark["type"]: tuple(encoding["color"]["scale"]["range"]) for mark, encoding in marks(draw_lines(WIDE))}
    assert drawn["line"] == (RED, GREY, GREY)
    assert drawn["text"] == (RED, MUTED, MUTED)  # words need more contrast than lines


def test_a_gap_is_not_bridged() -> None:
    """Where a column says that a series breaks off, the line does too."""
    [line] = [encoding for mark, encoding in marks(draw_lines(WIDE, segment="label")) if mark["type"] == "line"]
    assert line["detail"]["field"] == "label"
    [line] = [encoding for mark, encoding in marks(draw_lines(WIDE)) if mark["type"] == "line"]
    assert "detail" not in line


def test_a_map_draws_land_and_circles_on_one_scale() -> None:
    """Each group has its own panel over the same outline; areas begin at nothing and end at the largest of all."""
    frame = pd.DataFrame(
        {
            "fuel": ["coal", "coal", "wind"],
            "longitude": [10.0, 20.0, 30.0],
            "latitude": [1.0, 2.0, 3.0],
            "share": [80.0, 5.0, 20.0],
            "word": ["A", "", "B"],
            "rows": list("abc"),
        }
    )
    outline = pd.DataFrame({"part": 1, "step": [1, 2, 3], "longitude": [0.0, 40.0, 0.0], "latitude": [0.0, 5.0, 0.0]})
    names = {"panel": "fuel", "longitude": "longitude", "latitude": "latitude", "size": "share", "text": "word"}
    [row] = symbol_maps(frame, outline.assign(rows="o:a"), width=WIDE, **names).to_dict()["vconcat"]
    assert len(row["hconcat"]) == 2
    for panel in row["hconcat"]:
        land, circles, *_ = panel["layer"]
        assert land["mark"]["interpolate"] == "linear-closed"
        assert circles["encoding"]["size"]["scale"]["domain"] == [0, 80.0]
        assert circles["encoding"]["x"]["scale"]["domain"] == land["encoding"]["x"]["scale"]["domain"] == [0.0, 40.0]
    narrow = symbol_maps(frame, outline.assign(rows="o:a"), width=NARROW, **names).to_dict()
    assert len(narrow["vconcat"]) == 2
