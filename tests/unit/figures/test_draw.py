"""Pictures: the same bytes each time, labelled for those who do not see them, and safe inside a page."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
import vl_convert

from proofpress.figures.draw import PNG_SCALE, draw_figure, full_spec, label, with_background
from proofpress.model.options import FONT
from proofpress.model.records import Layer, Picture
from proofpress.notebook.fonts import Typeface
from proofpress.notebook.theme import DARK, LIGHT, RED
from proofpress.record.store import figure_entry
from tests.support.samples import FRAME, figure, order

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def picture(fonts: Typeface) -> Picture:
    """Give a figure drawn."""
    return draw_figure(order(), fonts)


def test_a_picture_has_every_file(picture: Picture) -> None:
    """Light, dark and narrow SVG, light and dark PNG, and the interactive specification."""
    assert set(picture.files) == {
        "chart.svg",
        "chart-dark.svg",
        "chart-narrow.svg",
        "chart.png",
        "chart-dark.png",
        "explore.json",
    }
    assert picture.files["chart.png"].startswith(b"\x89PNG")
    assert set(picture.inline) == {"wide", "narrow"}


def test_live_marks_say_rows_and_lines_say_nothing(fonts: Typeface) -> None:
    """In the live chart each point of a line says its row as the table has it; the line itself and rules are silent."""
    records = [{"year": year, "share": share} for year, share in ((2012, 39), (2023, 19))]
    encoding = {"x": {"field": "year", "type": "quantitative"}, "y": {"field": "share", "type": "quantitative"}}
    spec = {"data": {"name": "main"}, "layer": [{"mark": mark, "encoding": encoding} for mark in ("line", "rule")]}
    chart = figure(records, columns={"year": "Year", "share": "Share (%)"}, spec=spec, narrow=spec)
    live = json.loads(draw_figure(order(chart), fonts).files["explore.json"])
    [rows] = [data["values"] for data in live["data"] if "values" in data]
    assert [row["pp_says"] for row in rows] == ["Year: 2012; Share (%): 39", "Year: 2023; Share (%): 19"]
    said = {mark["type"]: mark["encode"]["update"]["description"] for mark in live["marks"]}
    assert said["line"] == {"value": None}
    assert said["symbol"] == said["rule"] == {"signal": "datum['pp_says']"}


def test_pictures_are_small(picture: Picture) -> None:
    """Each PNG has the size in pixels that vl-convert draws, in less than half the bytes."""
    files = {**picture.files, **picture.shared}
    for name in ("chart", "chart-dark", "share"):
        drawn = bytes(vl_convert.svg_to_png(files[f"{name}.svg"].decode(), scale=PNG_SCALE))
        assert files[f"{name}.png"][16:24] == drawn[16:24], "width and height"
        assert len(files[f"{name}.png"]) < len(drawn) / 2


def test_drawing_twice_gives_the_same_bytes(picture: Picture, fonts: Typeface) -> None:
    """A picture depends on nothing but its figure."""
    again = draw_figure(order(), fonts)
    assert again.files == picture.files
    assert again.inline == picture.inline


def test_a_picture_is_labelled(picture: Picture) -> None:
    """Each SVG is one image with title and description that its label names; nothing inside it speaks."""
    for name in ("chart.svg", "chart-dark.svg", "chart-narrow.svg"):
        root = ET.fromstring(picture.files[name])
        title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert desc is not None
        assert (title.text, desc.text) == ("Coal fell", "Two bars.")
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        spoken = [node for node in root.iter() if node is not root and (node.get("role") or node.get("aria-label"))]
        assert spoken == []


def test_a_picture_to_pass_on_says_where_it_is_from(picture: Picture) -> None:
    """The shared SVG carries title, source, release and address around the chart; the PNG is drawn from it."""
    assert set(picture.shared) == {"share.svg", "share.png", "preview.png"}
    assert picture.shared["share.png"].startswith(b"\x89PNG")
    root = ET.fromstring(picture.shared["share.svg"])
    words = " ".join("".join(node.itertext()) for node in root.findall(f"{SVG}text"))
    for part in (FRAME.title, FRAME.subtitle, f"Source: {FRAME.source}", FRAME.credit):
        assert part in words
    assert "release 2026.01" in words
    assert "https://fixture.example/figures/power/bars/" in words
    [chart] = [group for group in root.findall(f"{SVG}g") if "transform" in group.attrib]
    assert chart.findtext(f"{SVG}title") == "Coal fell"


def test_names_inside_pictures_do_not_meet(picture: Picture) -> None:
    """The wide and the narrow drawing share no id, so that both can stand on one page."""
    wide, narrow = (set(re.findall(r'\bid="([^"]+)"', picture.inline[size])) for size in ("wide", "narrow"))
    assert wide
    assert not wide & narrow
    for svg in picture.inline.values():
        ids = set(re.findall(r'\bid="([^"]+)"', svg))
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= ids


def test_the_record_leaves_shared_pictures_out(picture: Picture) -> None:
    """A picture that names its release is in no record: a new release alone moves nothing."""
    entry = figure_entry(figure(), picture, lambda _, text: text)
    assert entry.files
    assert not picture.shared.keys() & (entry.files.keys() | entry.fields["files"].keys())


def test_light_and_dark_differ_in_colour_only(fonts: Typeface) -> None:
    """Each stands on its own paper with its own palette and leaves no variable behind."""
    chart = figure(spec={**figure().spec, "mark": {"type": "bar", "color": RED}})
    files = draw_figure(order(chart), fonts).files
    light, dark = files["chart.svg"].decode(), files["chart-dark.svg"].decode()
    assert LIGHT["paper"] in light
    assert DARK["paper"] in dark
    assert LIGHT["1"] in light
    assert DARK["1"] in dark
    assert "var(" not in light + dark


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ name }}", "a & b", 'quo"te', "]]>"])
def test_labels_are_text(text: str, fonts: Typeface) -> None:
    """Markup in a label, a title or a description is shown, not run."""
    records = ({"year": text, "share": 39},)
    drawn = draw_figure(order(figure(records), text, text, replace(FRAME, title=text)), fonts)
    for svg in (drawn.files["chart.svg"].decode(), drawn.shared["share.svg"].decode()):
        assert "<script" not in svg
        root = ET.fromstring(svg)
        shown = ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]
        assert text in shown
        assert [node.text for node in root.iter(f"{SVG}desc")] == [text]


def test_a_specification_stands_alone() -> None:
    """It holds its schema and the data that it draws, no other layer's."""
    two = (Layer("main", ({"year": 1, "share": 2},), ("a",)), Layer("layer-1", ({"x": 1},), ("b",)))
    spec = full_spec(figure(layers=two), figure().spec)
    assert spec["$schema"].endswith("/vega-lite/v6.json")
    assert spec["datasets"] == {"main": [{"year": 1, "share": 2}]}


def test_labels_replace_what_was_there() -> None:
    """The converter's own roles and typeface give way to the page's."""
    svg = '<svg role="graphics-document" aria-label="x"><g role="y" font-family="Sans 3"><path id="clip0"/></g></svg>'
    result = label(svg, "k", "T & T", "D", FONT)
    assert result.startswith('<svg role="img" aria-labelledby="k-title k-desc"><title id="k-title">T &amp; T</title>')
    assert re.findall('font-family="([^,"]+)', result) == [FONT]
    assert 'id="k-clip0"' in result
    assert "graphics-document" not in result
    assert '<rect width="100%" height="100%" fill="#ffffff"/>' in with_background(result, LIGHT)
