"""The house look, and what a specification says about its data."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.notebook.theme import (
    DARK,
    LIGHT,
    NARROW,
    RED,
    VARIABLE,
    WIDE,
    colour,
    font_folder,
    resolve_colours,
    theme,
)
from proofpress.notebook.vegalite import leaves, narrowed, walk

X = {"field": "year", "type": "ordinal"}
Y = {"field": "share", "type": "quantitative"}
LAYERED: dict[str, Any] = {
    "width": WIDE,
    "data": {"name": "a"},
    "encoding": {"x": X},
    "layer": [
        {"mark": "line", "encoding": {"y": Y}},
        {"mark": {"type": "text", "dx": 4}, "data": {"name": "b"}, "encoding": {"text": {"field": "label"}}},
    ],
}


def luminance(colour_code: str) -> float:
    """Return the relative luminance of ``#rrggbb`` as WCAG defines it."""
    channels = [int(colour_code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_leaves_inherit_data_and_encoding() -> None:
    """A layer's parts draw the nearest data set above them and encode what stands above and at them."""
    first, second = leaves(LAYERED)
    assert (first.mark, first.data, first.fields()) == ({"type": "line"}, "a", ["year", "share"])
    assert (second.mark["type"], second.data, second.fields()) == ("text", "b", ["year", "label"])
    assert second.fields("y") == []


@pytest.mark.parametrize("key", ["layer", "hconcat", "vconcat", "concat"])
def test_leaves_of_every_composition(key: str) -> None:
    """Layers and concatenations are all followed, nested ones too."""
    part = {"mark": "bar", "encoding": {"x": X}}
    result = list(leaves({"data": {"name": "d"}, key: [part, {key: [part, part]}]}))
    assert [leaf.data for leaf in result] == ["d", "d", "d"]


def test_leaves_of_facets_carry_the_facet() -> None:
    """The field a facet splits by belongs to the marks inside, as row and column too."""
    inner = {"mark": "bar", "encoding": {"x": X}}
    (leaf,) = leaves({"data": {"name": "d"}, "facet": {"row": {"field": "country"}}, "spec": inner})
    assert (leaf.data, leaf.fields("facet")) == ("d", ["country"])


def test_fields_of_conditions_and_lists() -> None:
    """Fields in conditions, sorts and tooltip lists count as shown."""
    encoding = {
        "color": {"condition": [{"test": "datum.x", "field": "group"}], "value": "red"},
        "y": {"field": "share", "sort": {"field": "rank"}},
        "tooltip": [{"field": "note"}, {"value": 3}],
    }
    (leaf,) = leaves({"data": {"name": "d"}, "mark": "bar", "encoding": encoding})
    assert sorted(leaf.fields()) == ["group", "note", "rank", "share"]


def test_narrowed_layer() -> None:
    """A wide chart comes down to the narrow width; a chart without a width gets it."""
    assert narrowed(LAYERED)["width"] == NARROW
    assert narrowed({"mark": "bar"})["width"] == NARROW
    assert narrowed({"mark": "bar", "width": 200})["width"] == 200
    assert narrowed({"mark": "bar"}, 300)["width"] == 300


def test_narrowed_parts() -> None:
    """In a composition each part is brought down, and the whole gets no width of its own."""
    spec = {"vconcat": [{"mark": "bar", "width": WIDE}, {"mark": "bar", "width": {"step": 20}}]}
    result = narrowed(spec)
    assert [part["width"] for part in result["vconcat"]] == [NARROW, {"step": 20}]
    assert "width" not in result


def test_narrowed_leaves_data_alone() -> None:
    """A data column that is called width keeps its numbers, inline or in a data set."""
    rows = [{"width": 900}]
    spec = {"mark": "bar", "data": {"values": rows}, "datasets": {"d": rows}}
    result = narrowed(spec)
    assert result["data"]["values"] == result["datasets"]["d"] == [{"width": 900}]


def test_narrowed_changes_a_copy() -> None:
    """The specification passed in stays as it was, and narrowing twice is narrowing once."""
    before = copy.deepcopy(LAYERED)
    once = narrowed(LAYERED)
    assert before == LAYERED
    assert narrowed(once) == once


def test_walk_leaves_out_data_and_configuration() -> None:
    """Walking yields every object but data sets and configuration."""
    spec = {"config": {"a": {}}, "datasets": {"d": [{}]}, "layer": [{"mark": {"type": "bar"}}]}
    assert list(walk(spec)) == [spec, {"mark": {"type": "bar"}}, {"type": "bar"}]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_is_resolved(palette: dict[str, str]) -> None:
    """In a resolved theme no variable is left, and each colour is the palette's."""
    text = resolve_colours(str(theme()), palette)
    assert "var(" not in text
    assert palette["1"] in text
    assert resolve_colours(colour("ink"), palette) == palette["ink"]


def test_unknown_variables_fall_back() -> None:
    """A variable that the palette lacks becomes its own fallback; other text stays."""
    assert resolve_colours("fill: var(--pp-new, #abc); x", LIGHT) == "fill: #abc; x"
    assert resolve_colours("var(--md-default, #abc)", LIGHT) == "var(--md-default, #abc)"


@given(st.text(max_size=60))
def test_resolving_twice_is_resolving_once(text: str) -> None:
    """Nothing that resolving writes is resolved again."""
    once = resolve_colours(text + RED, DARK)
    assert resolve_colours(once, DARK) == once
    assert not VARIABLE.search(once)


def test_palettes_match() -> None:
    """Light and dark have the same colours by name."""
    assert set(LIGHT) == set(DARK)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast(palette: dict[str, str]) -> None:
    """Text reaches WCAG's 4.5 to 1 on the paper and every series colour its 3 to 1."""
    for name in ("ink", "muted"):
        assert contrast(palette[name], palette["paper"]) >= 4.5, name
    for name in "12345":
        assert contrast(palette[name], palette["paper"]) >= 3, name


def test_the_typeface_is_shipped() -> None:
    """The typeface comes with the environment, so that pictures do not depend on the machine."""
    assert list(font_folder().glob("**/*.ttf")) or list(font_folder().glob("**/*.otf"))
