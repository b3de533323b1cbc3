"""Times are drawn and shown in UTC, whatever the zone of the machine or the reader."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from proofpress.figures.draw import full_spec
from proofpress.figures.utc import in_utc
from proofpress.model.records import Layer
from tests.support.samples import figure

DRAW = "import json, sys, vl_convert; print(vl_convert.vegalite_to_svg(json.load(sys.stdin), vl_version='6.4'))"
ROWS = [
    {"day": "2024-01-01", "at": "2024-01-01T00:30:00", "share": 1},
    {"day": "2024-12-31", "at": "2024-12-31 23:30", "share": 2},
]
X = {"field": "day", "type": "temporal"}
Y = {"field": "share", "type": "quantitative"}
MONTH = {"calculate": "month(toDate(datum.day))", "as": "m"}
CHARTS = [
    {"mark": "point", "encoding": {"x": X, "y": Y}},
    {"mark": "point", "encoding": {"x": {**X, "field": "at"}, "y": Y}},
    {"mark": "bar", "encoding": {"x": {**X, "timeUnit": "yearmonth"}, "y": Y}},
    {"mark": "text", "encoding": {"x": X, "y": Y, "text": {**X, "format": "%b %Y"}}},
    {"mark": "point", "encoding": {"x": {**X, "axis": {"labelExpr": "timeFormat(datum.value, '%b %Y')"}}, "y": Y}},
    {
        "mark": "point",
        "transform": [{"calculate": "month(toDate(datum.day))", "as": "m"}],
        "encoding": {"x": {"field": "m"}, "y": Y},
    },
]


def drawn(spec: dict[str, Any], zone: str) -> str:
    """Return the picture that a machine in a zone draws."""
    given = json.dumps(spec)
    done = subprocess.run(
        [sys.executable, "-c", DRAW],
        input=given,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TZ": zone},
    )
    return done.stdout


@pytest.mark.parametrize("chart", CHARTS, ids=range(len(CHARTS)))
def test_a_picture_is_the_same_in_every_zone(chart: dict[str, Any]) -> None:
    """Axes, units of time, labels, expressions and times without a zone show the days of the data."""
    layers = (Layer("main", tuple(ROWS), ("mix:r0", "mix:r1")),)
    spec = full_spec(figure(ROWS, layers=layers), {"data": {"name": "main"}, "width": 200, **chart})
    pictures = {drawn(spec, zone) for zone in ("UTC", "America/New_York", "Asia/Tokyo")}
    assert len(pictures) == 1
    assert "2023" not in pictures.pop()


def test_a_chart_without_times_stays_as_it_was() -> None:
    """Nothing else of a specification is touched."""
    spec = {"mark": "bar", "encoding": {"x": {"field": "day", "type": "nominal"}, "y": {**Y, "scale": None}}}
    assert in_utc(spec) == spec
