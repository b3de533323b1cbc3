"""What is done fast in Altair's stead: the same copies, the same verdicts, the same rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import altair as alt
import pandas as pd
import pytest
from altair.utils import schemapi
from jsonschema import ValidationError

from proofpress.notebook.fast_altair import copy_deep, frames_written_once, quicken_altair

FRAME = pd.DataFrame({"place": ["Here", "There"], "tonnes": [1.5, 2.0], "year": pd.to_datetime(["2024", "2025"])})
OTHER = FRAME.assign(tonnes=[3.0, 4.0])
own_copy: Callable[[Any, set[str]], Any] = schemapi._deep_copy
"""Altair's own, before a test replaces it."""


def bars(frame: pd.DataFrame = FRAME) -> alt.Chart:
    """Return bars with what a chart may hold: scales, a condition, transforms, a parameter, an expression."""
    slider = alt.param(name="least", value=1, bind=alt.binding_range(min=0, max=4))
    hue = alt.when(alt.datum.tonnes > slider).then(alt.value("red")).otherwise(alt.Color("place:N").legend(None))
    return (
        alt.Chart(frame)
        .mark_bar(size=12, tooltip={"content": "data"})
        .encode(x=alt.X("tonnes", scale=alt.Scale(domain=[0, 4])), y=alt.Y("place", sort=["There", "Here"]), color=hue)
        .transform_filter(alt.datum.tonnes > 0)
        .transform_lookup("place", from_=alt.LookupData(data=OTHER, key="place", fields=["tonnes"]))
        .add_params(slider)
    )


CHARTS = {
    "bars": bars(),
    "layers": alt.layer(bars(), alt.Chart(FRAME).mark_text().encode(text="place", x="tonnes"), title=["Of", "two"]),
    "facets": bars(OTHER).facet(row="place:N"),
    "repeated": alt.Chart(FRAME).mark_tick().encode(x=alt.X(alt.repeat(), type="quantitative")).repeat(["tonnes"]),
    "beside": (bars() | bars(OTHER)).resolve_scale(color="independent"),
    "below": bars() & alt.Chart(alt.Data(values=[{"a": 1}])).mark_point().encode(x="a:Q"),
}
WRONG = {
    "a type of another": lambda: alt.Axis(grid="yes"),
    "a list of another": lambda: alt.Scale(domain={"low": 0}),
    "a field that is none": lambda: alt.Chart(FRAME).mark_bar().encode(x=alt.X("tonnes", axes=None)).to_dict(),
    "a mark that is none": lambda: alt.Chart(FRAME, mark="bear").to_dict(),
    "a chart without a mark": lambda: alt.Chart(FRAME).encode(x="tonnes").to_dict(),
    "a title of a number": lambda: alt.Chart(FRAME).mark_bar().properties(title=3).to_dict(),
}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make this process' Altair fast for one test."""
    for owner, name in ((schemapi._FromDict, "__init__"), (schemapi, "validate_jsonschema"), (schemapi, "_deep_copy")):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    quicken_altair()


def message_of(make: Callable[[], Any]) -> str:
    """Return what Altair says against something."""
    with pytest.raises((ValidationError, TypeError, ValueError)) as told:
        make()
    return str(told.value)


@pytest.mark.parametrize("name", CHARTS)
def test_a_copy_is_that_of_altair(name: str) -> None:
    """It says the same, shares frames and no more, and what is changed in it is not changed in what was copied."""
    chart = CHARTS[name]
    said = chart.to_dict()
    copy, own = copy_deep(chart), own_copy(chart, set())
    assert copy.to_dict() == own.to_dict() == said
    assert fields_of(copy) == fields_of(own)
    shared = {id(part) for part in parts_of(chart)}
    assert shared
    assert not [part for part in parts_of(copy) if id(part) in shared]
    for part in list(parts_of(copy)):
        part.clear()
    assert chart.to_dict() == said


def test_a_shared_field_is_no_copy() -> None:
    """Fields named are shared, at any depth, as Altair's own copy has them."""
    chart = alt.Chart(FRAME).mark_bar().properties(title=["One", "Two"])
    for copy in (copy_deep(chart, {"title"}), own_copy(chart, {"title"})):
        assert copy.title is chart.title
        assert copy.mark == chart.mark


def parts_of(value: Any) -> Iterator[Any]:
    """Yield the lists and dicts of a chart at every depth."""
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in [*value._args, *value._kwds.values()] if isinstance(value, schemapi.SchemaBase) else items:
        if isinstance(item, dict | list):
            yield item
        yield from parts_of(item)


def fields_of(value: Any) -> Any:
    """Return a chart as classes and fields, empty ones too."""
    if isinstance(value, schemapi.SchemaBase):
        return type(value), fields_of(list(value._args)), fields_of(value._kwds)
    if isinstance(value, dict):
        return {key: fields_of(item) for key, item in value.items()}
    return [fields_of(item) for item in value] if isinstance(value, list) else repr(value)


@pytest.mark.usefixtures("quick")
def test_a_valid_chart_is_asked_of_the_compiled_schema_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of Altair's own checks of parts that have a name in the schema runs, and the specification is the same."""
    said = {name: chart.to_dict(validate=False) for name, chart in CHARTS.items()}
    asked: list[Any] = []
    check = schemapi._get_errors_from_spec

    def asking(spec: Any, schema: Any, rootschema: Any = None) -> Any:
        asked.append(schema)
        return check(spec, schema, rootschema)

    monkeypatch.setattr(schemapi, "_get_errors_from_spec", asking)
    assert {name: chart.to_dict() for name, chart in CHARTS.items()} == said
    assert asked == []


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_in_altairs_words(name: str, request: pytest.FixtureRequest) -> None:
    """A chart that no specification can say is refused where Altair refuses it, with its message."""
    own = message_of(WRONG[name])
    request.getfixturevalue("quick")
    assert message_of(WRONG[name]) == own


@pytest.mark.usefixtures("quick")
def test_a_channel_is_inferred_as_before() -> None:
    """The table of classes is made once, and each channel finds its class."""
    chart = alt.Chart(FRAME).mark_point().encode(x="tonnes", y="place", color="year")
    assert [type(chart.encoding[key]) for key in ("x", "y", "color")] == [alt.X, alt.Y, alt.Color]
    quicken_altair()
    assert schemapi._deep_copy is copy_deep


def test_a_frame_is_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks of one frame share its rows; a frame of the same rows is another; outside, all is as it was."""
    counted: list[int] = []
    before = alt.data_transformers.active
    write = alt.data_transformers.get()
    assert write is not None

    def counting(frame: pd.DataFrame, **_: Any) -> Any:
        counted.append(len(frame))
        return write(frame)

    monkeypatch.setattr(alt.data_transformers, "_active", counting)
    chart = alt.layer(bars(), alt.Chart(FRAME).mark_text().encode(text="place"), bars(FRAME.copy()))
    said = chart.to_dict()
    several = len(counted)
    counted.clear()
    with frames_written_once():
        assert chart.to_dict() == said
        assert chart.to_dict() == said
    assert len(counted) == 3  # the frame, its copy and the one that is looked up
    assert several > 3
    assert alt.data_transformers.active == before
