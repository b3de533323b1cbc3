"""The drawn scene shows every row, or the figure is refused with layer and row."""

from __future__ import annotations

from typing import Any

import pytest

from proofpress.figures.draw import draw_figure
from proofpress.model.errors import PublishError
from proofpress.model.records import Layer
from proofpress.notebook.fonts import Typeface
from tests.support.samples import figure, order

X = {"field": "name", "type": "nominal"}
Y = {"field": "share", "type": "quantitative"}
ROWS = [{"name": "a", "share": 4}, {"name": "b", "share": 9}, {"name": "c", "share": 0}]


def chart(mark: Any = "bar", rows: list[dict[str, Any]] = ROWS, **changes: Any) -> dict[str, Any]:
    """Return a chart of some rows, changed as told."""
    return {"data": {"name": "main"}, "mark": mark, "encoding": {"x": X, "y": Y}, "width": 200, "height": 90, **changes}


def draw(spec: dict[str, Any], fonts: Typeface, rows: list[dict[str, Any]] = ROWS) -> str:
    """Return what a figure is refused with; empty if it is drawn."""
    narrow = {**spec, "width": 150} if "width" in spec else spec
    layers = (Layer("main", tuple(rows), tuple(f"mix:r{number}" for number in range(len(rows)))),)
    try:
        draw_figure(order(figure(rows, spec=spec, narrow=narrow, layers=layers)), fonts)
    except PublishError as err:
        return str(err)
    return ""


TICKS = {"mark": "tick", "encoding": {"x": Y}}
NAME = {"field": "name"}
FAR = {**Y, "scale": {"domain": [5, 10]}}
WHOLE = [
    chart(),
    chart("point"),
    chart("line"),
    chart("text", encoding={"x": X, "y": Y, "text": Y}),
    chart("arc", encoding={"theta": Y, "color": X}),
    chart("rect", encoding={"x": X, "color": Y}),
    chart("rule", encoding={"y": Y}),
    {
        "data": {"name": "main"},
        "layer": [{"mark": "line"}, {"mark": "text", "transform": [{"filter": "datum.share > 3"}]}],
        "encoding": {"x": X, "y": Y, "text": Y},
    },
    {
        "data": {"name": "main"},
        "layer": [
            {"mark": "point", "transform": [{"filter": "datum.share > 3"}]},
            {"mark": "tick", "transform": [{"filter": "datum.share <= 3"}]},
        ],
        "encoding": {"x": X, "y": Y},
    },
    chart(transform=[{"filter": "datum.share > 3"}], encoding={"x": X, "y": {"aggregate": "sum", "field": "share"}}),
    chart(encoding={"x": X, "y": {"aggregate": "sum", "field": "share"}}),
    chart("point", encoding={"x": X, "y": {**Y, "scale": {"type": "symlog"}}}),
    {"data": {"name": "main"}, "layer": [{"mark": "line"}, {"mark": "point"}], "encoding": {"x": X, "y": Y}},
    {
        "data": {"name": "main"},
        "vconcat": [{"mark": "bar", "encoding": {"x": X, "y": Y}}, {"mark": "tick", "encoding": {"x": Y}}],
    },
    {"data": {"name": "main"}, "facet": {"row": X}, "spec": {"mark": "point", "encoding": {"x": Y}}},
    chart({"type": "line", "point": True}, encoding={"x": X, "y": Y, "color": X}),
    chart("boxplot", encoding={"y": Y}),
    {
        "data": {"name": "main"},
        "layer": [
            {"mark": "bar"},
            {"mark": {"type": "point", "opacity": 0}},
            {"mark": {"type": "bar", "fillOpacity": 0}},
        ],
        "encoding": {"x": X, "y": Y},
    },
    chart({"type": "bar", "filled": False}),
    chart({"type": "point", "filled": True, "fill": "#ffffff", "stroke": "#000000"}),
    {
        "data": {"name": "main"},
        "layer": [{"mark": "bar"}, {"mark": {"type": "text", "color": "#ffffff", "dy": 6}}],
        "encoding": {"x": X, "y": Y, "text": Y},
    },
    chart(
        encoding={
            "x": X,
            "y": Y,
            "color": {"condition": {"test": "datum.name === 'a'", "value": "#900"}, "value": "white"},
        }
    ),
]


@pytest.mark.parametrize("spec", WHOLE, ids=range(len(WHOLE)))
def test_a_picture_of_every_row_is_drawn(fonts: Typeface, spec: dict[str, Any]) -> None:
    """Every kind of mark, bars of nought, declared filters and aggregates, layers, facets, parts side by side."""
    assert draw(spec, fonts) == ""


GHOST = "has no mark in the picture"
BROKEN = [
    (chart({"type": "bar", "opacity": 0}), GHOST),
    (chart({"type": "bar", "color": "transparent"}), GHOST),
    (chart({"type": "point", "filled": True, "fillOpacity": 0}), GHOST),
    (chart({"type": "line", "strokeWidth": 0}), GHOST),
    (chart({"type": "bar", "color": "white"}), GHOST),
    (chart({"type": "point", "filled": True, "color": "#fdfdfd"}), GHOST),
    (chart({"type": "bar", "color": "#900", "opacity": 0.01}), GHOST),
    (chart({"type": "bar", "color": "rgba(0, 0, 0, 0.01)"}), GHOST),
    (chart({"type": "text", "color": "snow"}, encoding={"x": X, "y": Y, "text": X}), GHOST),
    (chart({"type": "line", "color": "#fff"}), GHOST),
    (chart({"type": "rule", "strokeOpacity": 0}, encoding={"y": Y}), GHOST),
    (chart({"type": "text", "fontSize": 0}, encoding={"x": X, "y": Y, "text": X}), GHOST),
    (chart(encoding={"x": X, "y": Y, "opacity": {**Y, "scale": {"range": [0, 0]}}}), GHOST),
    (chart(encoding={"x": X, "y": {**Y, "scale": {"type": "log"}}}), "row 3 (mix:r2) of the plotted frame has no"),
    (chart(encoding={"x": X, "y": {"field": "sha.re", "type": "quantitative"}}), "row 1 (mix:r0), row 2 (mix:r1)"),
    (
        chart("point", encoding={"x": {**NAME, "type": "quantitative"}, "y": Y}),
        "row 1 (mix:r0), row 2 (mix:r1)",
    ),
    (chart("point", encoding={"x": {"field": "name", "type": "temporal"}, "y": Y}), "row 1 (mix:r0), row 2 (mix:r1)"),
    (chart("point", encoding={"x": X, "y": FAR}), "row 1 (mix:r0), row 3 (mix:r2)"),
    (
        chart({"type": "point", "clip": True}, encoding={"x": X, "y": FAR}),
        "outside the frame",
    ),
    (chart("bar", encoding={"x": X, "y": {**Y, "scale": {"domain": [20, 30]}}}), "outside the frame"),
    (chart("point", encoding={"x": {**X, "scale": {"domain": ["a", "b"]}}, "y": Y}), "row 3 (mix:r2)"),
    (chart(transform=[{"filter": "datum.share > 99"}]), "the picture has no marks"),
    (chart(transform=[{"filter": "datum.share > 3"}]), "row 3 (mix:r2) of the plotted frame is left out by a filter"),
    (chart({"type": "line", "point": True}, transform=[{"filter": "datum.share < 9"}]), "row 2 (mix:r1)"),
    (chart("text", encoding={"x": X, "y": Y, "text": {"field": "nothing"}}), "undefined"),
    (chart("point", encoding={"x": X, "y": Y, "size": {"value": 0}}), "no size"),
    (chart("line", encoding={"x": X, "y": Y, "color": X}), "has no mark in the picture"),
]


@pytest.mark.parametrize(("spec", "told"), BROKEN, ids=range(len(BROKEN)))
def test_a_picture_that_hides_rows_is_refused(fonts: Typeface, spec: dict[str, Any], told: str) -> None:
    """Marks that are dropped, clipped, of no size, alone in a line or labelled with nothing, by layer and row."""
    assert told in draw(spec, fonts)
