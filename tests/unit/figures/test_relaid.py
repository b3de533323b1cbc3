"""A narrow picture that comes out wide has its parts below one another, and still shows every row."""

from __future__ import annotations

from typing import Any

import pytest
import vl_convert

from proofpress.figures.draw import NARROW_PICTURE, VEGALITE, draw_figure, draw_sizes, full_spec, width_of
from proofpress.figures.relaid import relaid
from proofpress.figures.scene import check_scene
from proofpress.model.errors import PublishError
from proofpress.model.records import Layer
from proofpress.notebook.fonts import Typeface
from proofpress.notebook.theme import theme
from proofpress.notebook.vegalite import narrowed
from tests.support.samples import figure, order

ROWS = [
    {"name": f"place {letter}", "share": 4 + at, "other": 9 - at, "kind": "new" if at % 2 else "old"}
    for at, letter in enumerate("abcdefgh")
]
LAYERS = (Layer("main", tuple(ROWS), tuple(f"mix:r{at}" for at in range(len(ROWS)))),)
X, Y = {"field": "name", "type": "nominal"}, {"field": "share", "type": "quantitative"}
COLOUR = {"field": "kind", "type": "nominal"}
BAR: dict[str, Any] = {"mark": "bar", "encoding": {"y": X, "x": Y}}
WIDE = {
    "side by side": {"hconcat": [{**BAR, "width": 300}, {**BAR, "width": 300}]},
    "side by side, as wide as the page": {"hconcat": [{**BAR, "width": "container"}, BAR]},
    "in a grid": {"concat": [BAR, BAR, BAR], "columns": 3},
    "side by side within rows": {"vconcat": [{"hconcat": [BAR, BAR]}, BAR]},
    "steps": {"mark": "bar", "encoding": {"x": X, "y": Y}, "width": {"step": 80}},
    "columns of small charts": {"mark": "bar", "encoding": {"y": X, "x": Y, "column": COLOUR}, "width": 300},
    "wrapped small charts": {
        "mark": "bar", "encoding": {"y": X, "x": Y, "facet": {**COLOUR, "columns": 2}}, "width": 300,
    },
    "facets": {"facet": {"column": COLOUR}, "spec": {**BAR, "width": 300}},
    "wrapped facets": {"facet": COLOUR, "columns": 4, "spec": {"layer": [BAR], "width": 300}},
    "repeated in columns": {
        "repeat": {"column": ["share", "other"]},
        "spec": {
            "mark": "point", "width": 300,
            "encoding": {"y": X, "x": {"field": {"repeat": "column"}, "type": "quantitative"}},
        },
    },
    "repeated and wrapped": {
        "repeat": ["share", "other"], "columns": 2,
        "spec": {
            "mark": "bar", "width": 300,
            "encoding": {"y": X, "x": {"field": {"repeat": "repeat"}, "type": "quantitative"}},
        },
    },
    "a legend beside": {
        "mark": "bar", "encoding": {"y": X, "x": Y, "color": {**COLOUR, "title": "A long name of kinds"}},
    },
}  # fmt: skip


def whole(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a specification as a notebook publishes it: with its data set and the house theme."""
    return {**spec, "data": {"name": "main"}, **theme()}


@pytest.mark.parametrize("kind", WIDE)
def test_what_is_too_wide_is_laid_out_anew(kind: str) -> None:
    """Parts side by side, columns of small charts, steps, wide legends: narrow, and each row has its mark."""
    spec = narrowed(whole(WIDE[kind]))
    chart = figure(ROWS, spec=spec, narrow=spec, layers=LAYERS)
    assert width_of(vl_convert.vegalite_to_svg(full_spec(chart, spec), vl_version=VEGALITE)) > NARROW_PICTURE
    again = relaid(spec)
    alone = full_spec(chart, again)
    assert width_of(vl_convert.vegalite_to_svg(alone, vl_version=VEGALITE)) <= NARROW_PICTURE
    assert check_scene(chart, again, alone, vl_convert, VEGALITE) == []
    assert relaid(again) == again


def test_long_labels_leave_less_for_the_marks(fonts: Typeface) -> None:
    """A chart whose names take half of a narrow page still has all of its bars."""
    rows = [{**row, "name": f"{row['name']} of a long and telling name"} for row in ROWS]
    spec = narrowed(whole(BAR))
    chart = figure(rows, spec=spec, narrow=spec, layers=(Layer("main", tuple(rows), LAYERS[0].row_ids),))
    drawn, problems = draw_sizes(chart, fonts)
    assert problems == []
    assert 400 < width_of(drawn["narrow"]) <= NARROW_PICTURE


def test_what_no_layout_makes_narrow_is_refused(fonts: Typeface) -> None:
    """Rows and columns of small charts: the message says how to draw them at a width."""
    spec = whole({"facet": {"column": X, "row": COLOUR}, "spec": {**BAR, "width": 200}})
    with pytest.raises(
        PublishError, match=r"too wide; expected at most 450 pixels; got .* function that draws"
    ) as caught:
        draw_figure(order(figure(ROWS, spec=spec, narrow=narrowed(spec), layers=LAYERS)), fonts)
    assert [problem.code for problem in caught.value.problems] == ["not-narrow"]
