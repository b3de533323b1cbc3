"""Timelines: read from YAML, refused where they are of another shape."""

from __future__ import annotations

from typing import Any

import pytest

from proofpress.model.options import read_options
from proofpress.model.timelines import COLUMNS, TAKEN, Timeline, timelines_from
from proofpress.render.default_pages import ALWAYS, OPTIONAL

WHOLE: dict[str, Any] = {"title": "Frosts", "table": "frosts", "name": "place", "announced": "day"}


def test_they_are_read() -> None:
    """A page has what is needed, and what else the site says; long texts may be broken in the file."""
    assert timelines_from({"frosts": WHOLE}) == (
        Timeline(page="frosts", title="Frosts", table="frosts", name="place", announced="day"),
    )
    [timeline] = timelines_from({"frosts": {**WHOLE, "about": "Cold\n nights", "filters": ["region"], "menu": "Cold"}})
    assert (timeline.about, timeline.filters, timeline.called, timeline.file) == (
        "Cold nights",
        ("region",),
        "Cold",
        "frosts.md",
    )
    assert timeline.columns == {"name": "place", "announced": "day", "filters[0]": "region"}
    assert timeline.dates == {"announced": "day"}
    options, problems = read_options({"timelines": {"frosts": WHOLE}})
    assert problems == []
    assert [timeline.page for timeline in options.timelines] == ["frosts"]
    assert read_options({})[0].timelines == ()


@pytest.mark.parametrize(
    "given",
    [
        3,
        ["frosts"],
        {"frosts": "frosts"},
        {"Frosts": WHOLE},
        {"frost/days": WHOLE},
        {"": WHOLE},
        {7: WHOLE},
        {"claims": WHOLE},
        {"figures": WHOLE},
        {"frosts": {key: text for key, text in WHOLE.items() if key != "title"}},
        {"frosts": {key: text for key, text in WHOLE.items() if key != "table"}},
        {"frosts": {key: text for key, text in WHOLE.items() if key != "name"}},
        {"frosts": {key: text for key, text in WHOLE.items() if key != "announced"}},
        {"frosts": {**WHOLE, "announcd": "day"}},
        {"frosts": {**WHOLE, "page": "other"}},
        {"frosts": {**WHOLE, "filters": "region"}},
        {"frosts": {**WHOLE, "filters": [1]}},
        {"frosts": {**WHOLE, "title": 3}},
        {"frosts": {**WHOLE, "about": " "}},
    ],
)
def test_another_shape_is_refused(given: Any) -> None:
    """The option is named, with what it must hold."""
    _, [problem] = read_options({"timelines": given})
    assert problem.thing == "option `plugins.proofpress.timelines`"
    assert "`title`, `table`, `name` (a column)" in problem.expected
    assert all(f"`{key}`" in problem.expected for key in COLUMNS)


def test_no_page_of_the_generator_is_taken() -> None:
    """A timeline cannot stand where a page stands that the generator makes."""
    names = {name.partition("/")[0].removesuffix(".md") for name in (*ALWAYS, *OPTIONAL)}
    assert len(names) > 10
    assert names <= TAKEN
