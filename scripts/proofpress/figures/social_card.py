"""A picture to pass on: the chart with its title, subtitle, sources, release and address drawn in.

What people paste into slides loses the page around it; this picture carries what a reader needs to judge it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from ..model.letters import rare_in
from ..notebook.fonts import Typeface, chart_font, font_face
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

PREVIEW = (1200, 630)
"""Width and height, in pixels, of the pictures beside links: what Open Graph's readers show without cutting."""
MARGIN = 40
COLUMN = 400
"""Width of the title, in pixels; the chart has the rest."""
HEADLINES = tuple(Line(size, round(size * 1.18), 700, LIGHT["ink"]) for size in (42, 37, 32, 28))
"""How a preview's title is set, from the largest; the first in which it fits its column."""
TITLE_HEIGHT = 100
"""Height that a title above a table may take, in pixels: two lines of the largest."""
CREDIT = Line(20, 26, 400, LIGHT["muted"])


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


def _set(lines: Sequence[str], line: Line, top: float, left: float = PAD) -> str:
    return "".join(
        f'<text x="{left:g}" y="{top + line.size + number * line.leading:g}" font-size="{line.size}" '
        f'font-weight="{line.weight}" fill="{line.colour}">{escape(text, quote=False)}</text>'
        for number, text in enumerate(lines)
    )


def _placed(svg: str, x: float, y: float) -> str:
    """Return a picture as part of another: as a group, for a picture within one is clipped, which takes long."""
    body = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
    body = body.replace(f'<rect width="100%" height="100%" fill="{LIGHT["paper"]}"/>', "", 1)
    return f'<g transform="translate({x:g},{y:g})">{body}</g>'


def _size(svg: str) -> tuple[float, float]:
    """Return a picture's width and height in pixels."""
    size = SIZE.search(svg)
    if size is None:
        raise ValueError("the picture has no viewBox")
    return float(size[1]), float(size[2])


def _on_paper(parts: Iterable[str], size: tuple[float, float], frame: Frame, family: str) -> str:
    """Return parts as a picture of some width and height that stands alone, named by its title."""
    width, height = (f"{side:g}" for side in size)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" {family} role="img" '
        f'aria-label="{escape(frame.title)}">'
    )
    return f'{head}<rect width="100%" height="100%" fill="{LIGHT["paper"]}"/>{"".join(parts)}</svg>\n'


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
    width, height = _size(svg)
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
    return _on_paper(parts, (room + 2 * PAD, y + PAD - 6), frame, family)


def preview_picture(svg: str, frame: Frame, family: str, fonts: Typeface) -> str:
    """Return the picture that stands beside a link to the figure, in the shape that services of links show whole.

    Parameters
    ----------
    svg, frame, family, fonts
        As for :func:`frame_picture`; the sources are left out: a preview is small, and leads to them.

    Raises
    ------
    ValueError
        If the picture does not state its size.
    """
    width, height = _size(svg)
    top, foot = MARGIN + 10.0, PREVIEW[1] - MARGIN - CREDIT.leading
    line, lines = _headline(frame.title, COLUMN, foot - top - MARGIN, fonts)
    left = 2 * MARGIN + COLUMN
    scale = min((PREVIEW[0] - MARGIN - left) / width, (foot - MARGIN / 2 - top) / height)
    down = top + (foot - MARGIN / 2 - top - scale * height) / 2
    credit = break_lines(frame.credit, CREDIT, PREVIEW[0] - 2 * MARGIN, fonts)[:1]
    parts = (
        f'<rect x="{MARGIN}" y="{MARGIN - 6}" width="{PREVIEW[0] - 2 * MARGIN}" height="5" fill="{LIGHT["ink"]}"/>',
        _set(lines, line, top, MARGIN),
        f'<g transform="translate({left},{down:.1f}) scale({scale:.4f})">{_placed(svg, 0, 0)}</g>',
        _set(credit, CREDIT, foot, MARGIN),
    )
    return _on_paper(parts, PREVIEW, frame, family)


def table_preview(svg: str, frame: Frame, family: str, fonts: Typeface, lines: Sequence[float]) -> str:
    """Return the picture that stands beside a link to a table: its title, its heads, and the rows that can be read.

    The whole of a long table would be too small for words in the size of a link's picture, so that its first rows stand
    for it, as many as have room across the whole width, and the foot says how many there are.

    Parameters
    ----------
    svg, frame, family, fonts
        As for :func:`preview_picture`.
    lines : sequence of float
        Where each row of the table begins in its picture, in pixels below the picture's own edge.

    Raises
    ------
    ValueError
        If the picture does not state its size.
    """
    width, height = _size(svg)
    room, foot = PREVIEW[0] - 2 * MARGIN, PREVIEW[1] - MARGIN - CREDIT.leading
    line, title = _headline(frame.title, room, TITLE_HEIGHT, fonts)
    top = MARGIN + 10.0 + len(title) * line.leading + MARGIN / 2
    scale = room / width
    most = (foot - MARGIN / 2 - top) / scale
    whole = height <= most
    cut = height if whole else max((edge for edge in lines[1:] if edge <= most), default=0)
    if not cut:
        return preview_picture(svg, frame, family, fonts)
    shown = len(lines) if whole else list(lines).index(cut)
    told = frame.credit if whole else f"The first {shown} of {len(lines)} rows. {frame.credit}"
    parts = (
        _set(title, line, MARGIN + 10.0, MARGIN),
        f'<g transform="translate({MARGIN},{top:.1f}) scale({scale:.4f})">{_placed(svg, 0, 0)}</g>',
        f'<rect y="{top + scale * cut:.1f}" width="100%" height="{PREVIEW[1]}" fill="{LIGHT["paper"]}"/>',
        f'<rect x="{MARGIN}" y="{MARGIN - 6}" width="{room}" height="5" fill="{LIGHT["ink"]}"/>',
        _set(break_lines(told, CREDIT, room, fonts)[:1], CREDIT, foot, MARGIN),
    )
    return _on_paper(parts, PREVIEW, frame, family)


def _headline(title: str, room: float, height: float, fonts: Typeface) -> tuple[Line, list[str]]:
    """Return how a preview's title is set, as large as has its place in so many pixels, and its lines."""
    return next(
        (line, lines)
        for line in HEADLINES
        if len(lines := break_lines(title, line, room, fonts)) * line.leading <= height or line is HEADLINES[-1]
    )


def with_font(svg: str, family: str) -> str:
    """Return a picture that carries its typeface: without it, another font's widths would let labels run together.

    The typeface stands last, so that a picture still begins with its title and description.
    """
    body, end, _ = svg.rpartition("</svg>")
    return f"{body}<style>{font_face(family, _letters(body))}</style>{end}"


def _letters(svg: str) -> str:
    """Return the letters of a picture's texts, each once: pictures that need the same share one cut."""
    return "".join(rare_in(svg))
