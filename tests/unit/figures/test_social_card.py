"""Pictures to pass on: the frame around a chart holds every word, inside the picture and as text."""

from __future__ import annotations

import base64
import io
import itertools
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from proofpress.figures.draw import font_attribute
from proofpress.figures.social_card import (
    CREDIT,
    HEADLINES,
    LEAST,
    MARGIN,
    PAD,
    PREVIEW,
    SMALL,
    SUBTITLE,
    TITLE,
    Frame,
    Line,
    break_lines,
    frame_picture,
    preview_picture,
    table_preview,
    text_width,
    with_font,
)
from proofpress.model.options import FONT
from proofpress.notebook.fonts import Typeface
from tests.support.samples import FRAME

SVG = "{http://www.w3.org/2000/svg}"
LONG = "The Congo mined an estimated share of the world’s cobalt, up from far less ten years before; " * 3
WORDS = st.lists(
    st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), min_size=1, max_size=12), max_size=40
)


def chart(width: float = 640, height: float = 300) -> str:
    """Return a chart as the renderer gives it, with a picture of another size inside."""
    return (
        f'<svg version="1.1" class="marks" width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}" '
        'xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="k-title"><title id="k-title">T</title>'
        "<desc>D</desc><g><path d='M0,0'/></g></svg>"
    )


def place_of(root: ET.Element) -> tuple[float, float]:
    """Return where the chart stands in its frame: moved, and not scaled."""
    [group] = [match for match in root.findall(f"{SVG}g") if match.attrib]
    match = re.fullmatch(r"translate\(([\d.]+),([\d.]+)\)", group.attrib["transform"])
    assert match
    return float(match[1]), float(match[2])


def framed(fonts: Typeface, frame: Frame = FRAME, svg: str | None = None) -> ET.Element:
    """Return a framed picture, read as XML."""
    return ET.fromstring(frame_picture(svg or chart(), frame, font_attribute(FONT), fonts))


def lines_of(root: ET.Element) -> list[tuple[str, float, float, Line]]:
    """Return each line of a frame: its words, where it starts, its base line and how it is set."""
    lines = []
    for node in root.findall(f"{SVG}text"):
        line = Line(int(node.attrib["font-size"]), 0, int(node.attrib["font-weight"]), node.attrib["fill"])
        lines.append((node.text or "", float(node.attrib["x"]), float(node.attrib["y"]), line))
    return lines


@pytest.mark.parametrize("width", [120, 340, 640, 900])
def test_long_texts_stay_within_the_picture(width: float, fonts: Typeface) -> None:
    """However narrow the chart, every line ends before the margin, as measured with the font, and no word is lost."""
    frame = Frame(*(LONG.strip() for _ in range(4)))
    root = framed(fonts, frame, chart(width))
    lines = lines_of(root)
    assert len(lines) > 8
    room = float(root.attrib["width"]) - PAD
    assert room == PAD + max(width, LEAST)
    assert [text for text, x, _, line in lines if x + text_width(text, line, fonts) > room] == []
    assert " ".join(text for text, *_ in lines).split() == f"{LONG}{LONG}Source: {LONG}{LONG}".split()


def test_lines_stand_below_one_another(fonts: Typeface) -> None:
    """No line of the frame covers another line or the chart, and the last ends inside the picture."""
    root = framed(fonts, Frame(LONG, LONG, LONG, LONG))
    _, top = place_of(root)
    foot = top + 300
    at = [(y, line.size) for _, _, y, line in lines_of(root)]
    assert len(at) > 8
    assert all(below - size >= above for (above, _), (below, size) in itertools.pairwise(at))
    assert max(y for y, _ in at if y < foot) < top
    assert min(y - size for y, size in at if y > foot) >= foot
    assert at[-1][0] < float(root.attrib["height"])


@given(words=WORDS, room=st.floats(20, 600))
def test_breaking_lines_keeps_every_word(words: list[str], room: float, fonts: Typeface) -> None:
    """Lines hold all words in order, and none is wider than the room unless it is a single word."""
    lines = break_lines(" ".join(words), SUBTITLE, room, fonts)
    assert " ".join(lines) == " ".join(words)
    assert all(text_width(line, SUBTITLE, fonts) <= room for line in lines if " " in line)


@given(words=WORDS)
def test_width_is_that_of_its_letters(words: list[str], fonts: Typeface) -> None:
    """A text is as wide as its parts together; bold is wider than regular, larger wider than small."""
    text = "".join(words)
    assert text_width(text, SMALL, fonts) == pytest.approx(sum(text_width(letter, SMALL, fonts) for letter in text))
    assert text_width(f"{text}M", replace(SMALL, weight=700), fonts) > text_width(f"{text}M", SMALL, fonts)
    assert text_width(f"{text}M", TITLE, fonts) > text_width(f"{text}M", SMALL, fonts)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a & b", "]]>", "\"quoted\" 'so'", "{{ name }}"])
def test_markup_in_a_frame_is_text(text: str, fonts: Typeface) -> None:
    """Whatever stands in a title, subtitle, source or credit is shown as it is, in the label too."""
    root = framed(fonts, Frame(text, text, text, text))
    assert [words for words, *_ in lines_of(root)] == [text, text, f"Source: {text}", text]
    assert root.attrib["aria-label"] == text
    assert list(root.iter(f"{SVG}script")) == []


@pytest.mark.parametrize("size", [(640, 300), (120.5, 80.25), (1200, 1400)])
def test_the_chart_keeps_its_size(size: tuple[float, float], fonts: Typeface) -> None:
    """The chart stands in the frame once, unscaled, and the whole is no smaller than the chart with its margins."""
    root = framed(fonts, svg=chart(*size))
    x, y = place_of(root)
    assert x == PAD
    assert [path.attrib for path in root.iter(f"{SVG}path")] == [{"d": "M0,0"}]
    assert float(root.attrib["width"]) == max(size[0], LEAST) + 2 * PAD
    assert float(root.attrib["height"]) > y + size[1]
    assert root.attrib["viewBox"] == f"0 0 {root.attrib['width']} {root.attrib['height']}"


def test_a_picture_without_its_size_is_refused(fonts: Typeface) -> None:
    """A chart that does not say how large it is cannot be framed."""
    with pytest.raises(ValueError, match="the picture has no viewBox"):
        frame_picture("<svg></svg>", FRAME, font_attribute(FONT), fonts)


def test_a_picture_carries_its_typeface(fonts: Typeface) -> None:
    """What travels alone is set in our font: a style sheet inside holds it, and nothing outside is asked for."""
    svg = with_font(frame_picture(chart(), FRAME, font_attribute(FONT), fonts), FONT)
    style = ET.fromstring(svg).find(f"{SVG}style")
    assert style is not None
    assert style.text is not None
    face = re.fullmatch(r'@font-face{font-family:"([^"]+)";src:url\("data:font/woff2;base64,([^"]+)"\).*}', style.text)
    assert face is not None
    assert face[1] == FONT
    assert f'font-family="{FONT},' in svg
    carried = TTFont(io.BytesIO(base64.b64decode(face[2]))).getBestCmap()
    assert {ord(letter) for letter in "Aaz09“’–−×·%€$é"} <= carried.keys()


@pytest.mark.parametrize("size", [(640, 300), (300, 900), (1400, 200)])
@pytest.mark.parametrize("title", ["Coal fell", LONG.rsplit("; ", 3)[0], "Silicon " * 30])
def test_a_preview_holds_title_and_chart(size: tuple[int, int], title: str, fonts: Typeface) -> None:
    """A link's picture has the size that services ask for; title, chart and credit stand apart, inside its margins."""
    frame = replace(FRAME, title=title)
    root = ET.fromstring(preview_picture(chart(*size), frame, font_attribute(FONT), fonts))
    assert (root.attrib["width"], root.attrib["height"]) == tuple(map(str, PREVIEW))
    *lines, credit = root.findall(f"{SVG}text")
    assert " ".join(line.text or "" for line in lines) == title.strip()
    [group] = [match for match in root.findall(f"{SVG}g") if match.attrib]
    left, top, scale = map(float, re.findall(r"[\d.]+", group.attrib["transform"]))
    style = next(style for style in HEADLINES if style.size == int(lines[0].attrib["font-size"]))
    ends = [float(line.attrib["x"]) + text_width(line.text or "", style, fonts) for line in lines]
    assert max(ends) <= left
    assert float(lines[-1].attrib["y"]) < float(credit.attrib["y"]) - CREDIT.size
    assert left + scale * size[0] <= PREVIEW[0] - MARGIN + 0.5
    assert MARGIN <= top < top + scale * size[1] <= float(credit.attrib["y"]) - CREDIT.size


@pytest.mark.parametrize(("height", "rows"), [(200, 5), (900, 20), (3000, 30)])
@pytest.mark.parametrize("title", ["Coal fell", "Silicon carbide stands " * 5])
def test_a_tables_preview_shows_whole_rows_at_a_size_to_read(
    height: float, rows: int, title: str, fonts: Typeface
) -> None:
    """A table fills the width; it is cut between two rows, what is below is covered, and the foot counts the rows."""
    lines = [40 + (height - 40) * number / rows for number in range(rows)]
    frame = replace(FRAME, title=title)
    root = ET.fromstring(table_preview(chart(652, height), frame, font_attribute(FONT), fonts, lines))
    *titles, credit = root.findall(f"{SVG}text")
    assert " ".join(line.text or "" for line in titles) == title.strip()
    [group] = [match for match in root.findall(f"{SVG}g") if match.attrib]
    _, top, scale = map(float, re.findall(r"[\d.]+", group.attrib["transform"]))
    assert scale == pytest.approx((PREVIEW[0] - 2 * MARGIN) / 652, abs=0.001)
    assert float(titles[-1].attrib["y"]) < top
    cover = float(root.findall(f"{SVG}rect")[1].attrib["y"])
    ends = [top + scale * end for end in (*lines[1:], height)]
    [shown] = [number for number, end in enumerate(ends, 1) if cover == pytest.approx(end, abs=0.1)]
    room = float(credit.attrib["y"]) - CREDIT.size - MARGIN / 2
    assert cover <= room
    assert shown == rows or ends[shown] > room, "one more row would have had its place"
    assert (credit.text or "").startswith(f"The first {shown} of {rows} rows. ") == (shown < rows)
    assert (shown < rows) == (height > 200)


def test_a_table_whose_first_row_has_no_room_is_shown_whole(fonts: Typeface) -> None:
    """Where not even one row can be read across the width, the whole table stands beside its title."""
    family = font_attribute(FONT)
    picture = table_preview(chart(652, 1500), FRAME, family, fonts, [40, 900])
    assert picture == preview_picture(chart(652, 1500), FRAME, family, fonts)


def test_a_chart_without_a_size_has_no_preview(fonts: Typeface) -> None:
    """What does not say how large it is cannot be fitted."""
    with pytest.raises(ValueError, match="viewBox"):
        preview_picture("<svg></svg>", FRAME, font_attribute(FONT), fonts)
