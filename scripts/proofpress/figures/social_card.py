"""A picture to pass on: the chart with its title, subtitle, sources, release and address drawn in.

What people paste into slides loses the page around it; this picture carries what a reader needs to judge it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from ..notebook.fonts import Typeface, chart_font, font_face, rare_letters
from ..notebook.theme import LIGHT

PAD = 24
LEAST = 560
"""Least width of the text, in pixels: a narrow chart still gets readable lines."""
SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
"""A picture's width and height in pixels, as its viewBox states them."""


@dataclass(frozen=True)
class Frame:
    """The texts around a shared picture, plain."""

    title: str
    subtitle: str
    source: str
    credit: str


@dataclass(frozen=True)
class Line:
    """How a text of the frame is set: size and leading in pixels, weight, colour."""

    size: int
    leading: int
    weight: int
    colour: str


TITLE = Line(21, 26, 700, LIGHT["ink"])
SUBTITLE = Line(14, 19, 400, LIGHT["muted"])
SMALL = Line(12, 16, 400, LIGHT["muted"])


@functools.cache
def _widths(fonts: Typeface, weight: int) -> tuple[dict[int, int], Any, int]:
    """Return a font's characters, the widths of their shapes, and its units an em."""
    from fontTools.ttLib import TTFont

    font = TTFont(chart_font(fonts, weight))
    return font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm


def text_width(text: str, line: Line, fonts: Typeface) -> float:
    """Return how wide a text is when set, in pixels; kerning left out."""
    characters, widths, units = _widths(fonts, line.weight)
    total = sum(widths[characters.get(ord(letter), ".notdef")][0] for letter in text)
    return float(total * line.size / units)


def break_lines(text: str, line: Line, room: float, fonts: Typeface) -> list[str]:
    """Return a text as lines no wider than ``room`` pixels, words kept whole."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", line, fonts) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _set(lines: Sequence[str], line: Line, top: float) -> str:
    return "".join(
        f'<text x="{PAD}" y="{top + line.size + number * line.leading:g}" font-size="{line.size}" '
        f'font-weight="{line.weight}" fill="{line.colour}">{escape(text, quote=False)}</text>'
        for number, text in enumerate(lines)
    )


def _placed(svg: str, x: float, y: float) -> str:
    """Return a picture as part of another: as a group, for a picture within one is clipped, which takes long."""
    body = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
    body = body.replace(f'<rect width="100%" height="100%" fill="{LIGHT["paper"]}"/>', "", 1)
    return f'<g transform="translate({x:g},{y:g})">{body}</g>'


def frame_picture(svg: str, frame: Frame, family: str, fonts: Typeface) -> str:
    """Return a stand-alone picture with its frame.

    Parameters
    ----------
    svg : str
        The chart on paper, with its own size in ``viewBox``.
    frame : Frame
        Texts above and below.
    family : str
        The attribute ``font-family="…"`` of its texts.
    fonts : Typeface
        Of the site, with which charts are measured.

    Raises
    ------
    ValueError
        If the picture does not state its size.
    """
    size = SIZE.search(svg)
    if size is None:
        raise ValueError("the picture has no viewBox")
    width, height = float(size[1]), float(size[2])
    room = max(width, LEAST)
    top = PAD
    parts = [f'<rect x="{PAD}" y="{PAD - 6}" width="{room:g}" height="3" fill="{LIGHT["ink"]}"/>']
    y = top + 4.0
    for text, line, gap in ((frame.title, TITLE, 4), (frame.subtitle, SUBTITLE, 12)):
        lines = break_lines(text, line, room, fonts)
        parts.append(_set(lines, line, y))
        y += len(lines) * line.leading + gap
    parts.append(_placed(svg, PAD, y))
    y += height + 12
    for text in (f"Source: {frame.source}", frame.credit):
        lines = break_lines(text, SMALL, room, fonts)
        parts.append(_set(lines, SMALL, y))
        y += len(lines) * SMALL.leading + 3
    whole = f"{room + 2 * PAD:g}", f"{y + PAD - 6:g}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{whole[0]}" height="{whole[1]}" viewBox="0 0 {whole[0]} {whole[1]}" {family} role="img" '
        f'aria-label="{escape(frame.title)}">'
    )
    return f'{head}<rect width="100%" height="100%" fill="{LIGHT["paper"]}"/>{"".join(parts)}</svg>\n'


def with_font(svg: str, family: str) -> str:
    """Return a picture that carries its typeface: without it, another font's widths would let labels run together."""
    head, _, body = svg.partition(">")
    return f"{head}><style>{font_face(family, rare_letters(body))}</style>{body}"
