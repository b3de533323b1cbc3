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

DRAW = (
    "import json, sys, vl_convert;"
    "print(json.dumps([vl_convert.vegalite_to_svg(spec, vl_version='6.4') for spec in json.load(sys.stdin)]))"
)
ZONES = ("UTC", "America/New_York", "Asia/Tokyo")
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


def drawn(specs: list[dict[str, Any]], zone: str) -> list[str]:
    """Return the pictures that a machine in a zone draws."""
    given = json.dumps(specs)
    done = subprocess.run(
        [sys.executable, "-c", DRAW],
        input=given,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TZ": zone},
    )
    return list(json.loads(done.stdout))


@pytest.fixture(scope="module")
def pictures() -> list[list[str]]:
    """Return for each chart the pictures that machines in some zones draw, each machine all charts."""
    layers = (Layer("main", tuple(ROWS), ("mix:r0", "mix:r1")),)
    own = {"data": {"name": "main"}, "width": 200}
    specs = [full_spec(figure(ROWS, layers=layers), {**own, **chart}) for chart in CHARTS]
    return [list(each) for each in zip(*(drawn(specs, zone) for zone in ZONES), strict=True)]


@pytest.mark.parametrize("number", range(len(CHARTS)))
def test_a_picture_is_the_same_in_every_zone(number: int, pictures: list[list[str]]) -> None:
    """Axes, units of time, labels, expressions and times without a zone show the days of the data."""
    assert len(pictures[number]) == len(ZONES)
    [picture] = set(pictures[number])
    assert "2023" not in picture


def test_a_chart_without_times_stays_as_it_was() -> None:
    """Nothing else of a specification is touched."""
    spec = {"mark": "bar", "encoding": {"x": {"field": "day", "type": "nominal"}, "y": {**Y, "scale": None}}}
    assert in_utc(spec) == spec
