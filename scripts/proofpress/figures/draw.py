"""Specifications in, pictures out: deterministic SVG and PNG through vl-convert with the shipped typeface."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import oxipng
import vl_convert

from ..model.canonical_json import keeping, to_json
from ..model.errors import Problem, PublishError
from ..model.records import Figure, Picture
from ..notebook.fonts import Typeface, chart_fonts
from ..notebook.table_drawing import LAID
from ..notebook.theme import DARK, LIGHT, resolve_colours
from ..notebook.vegalite import rewritten
from .describe import read_marks
from .relaid import narrower, relaid
from .scene import check_scene
from .social_card import SIZE, Frame, frame_picture, preview_picture, table_preview, with_font
from .utc import in_utc, rows_in_utc, timed_fields

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
VEGALITE = "6.4"
SAYS = "pp_says"
"""The column of a live chart's data that holds what a mark says."""
CONNECTING = {"line", "area", "trail"}
"""Marks that stand for many rows."""
NARROW_PICTURE = 450
"""Pixels that a narrow page holds: its labels are then no smaller than nine tenths of what they should be."""
PNG_SCALE = 2
PNG_EFFORT = 0
"""Of oxipng, 0 to 6: the least brings a picture to a sixth; more effort saves little and takes long."""


@dataclass(frozen=True)
class DrawJob:
    """A figure to draw: its resolved title and alt text, and the frame of the picture to pass on."""

    figure: Figure
    title: str
    description: str
    frame: Frame


_INNER_ARIA = re.compile(r' (?:aria-[a-z]+|role)="[^"]*"')
OFFSET = re.compile(r'<g fill="none"[^>]* transform="translate\([\d.]+,([\d.]+)\)"')
"""Where a drawing stands in its picture: its second number is pixels below the edge."""
_FAMILY = re.compile(r'font-family="[^"]*"')


def font_attribute(family: str) -> str:
    """Return the attribute of a picture's texts: the site's typeface, and those that are nearest in width."""
    return f'font-family="{family}, Source Sans Pro, Segoe UI, Arial, sans-serif"'


@functools.cache
def _converter(fonts: Typeface) -> Any:
    """Return vl-convert, told of our fonts; without them it would measure with whatever the machine has."""
    vl_convert.register_font_directory(str(chart_fonts(fonts)))
    return vl_convert


def full_spec(figure: Figure, spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return a specification that stands alone: its schema and its data sets written in, its times in UTC."""
    times, text = timed_fields(spec), to_json(dict(spec), indent=None)
    used = [layer for layer in figure.layers if f'"{layer.name}"' in text]
    data = {layer.name: rows_in_utc(layer.records, times) for layer in used}
    return {"$schema": SCHEMA, **in_utc(spec), "datasets": data}


def live_spec(figure: Figure) -> dict[str, Any]:
    """Return the specification of the live chart: rows carry what their marks say, and lines have points."""
    said = read_marks(figure)
    spec = full_spec(figure, rewritten(figure.spec, _with_points))
    data = {
        name: [{**row, SAYS: text} if text else row for row, text in zip(rows, said[name], strict=True)]
        for name, rows in spec["datasets"].items()
    }
    return {**spec, "datasets": data}


def _with_points(part: dict[str, Any]) -> dict[str, Any]:
    """Return a part of a specification; a line or area has points, transparent ones if it had none."""
    mark = part.get("mark")
    mark = {"type": mark} if isinstance(mark, str) else mark
    if isinstance(mark, dict) and mark.get("type") in {"line", "area"} and not mark.get("point"):
        return {**part, "mark": {**mark, "point": "transparent"}}
    return part


def _speaking(part: dict[str, Any]) -> dict[str, Any]:
    """Return a part of a compiled chart; a mark says what its row carries, a line or decoration nothing.

    Vega would name fields and columns of colours; a line it would read as its first row.
    """
    match part:
        case {"type": kind, "encode": {"update": {"description": _} as update} as encode}:
            said = {"value": None} if kind in CONNECTING else {"signal": f"datum['{SAYS}']"}
            return {**part, "encode": {**encode, "update": {**update, "description": said}}}
    return part


def label(svg: str, key: str, title: str, description: str, family: str) -> str:
    """Return SVG with title, description and image role, its own names kept apart from other pictures'.

    Parameters
    ----------
    svg : str
        As vl-convert writes it.
    key : str
        Distinguishes this picture's element names on a page that holds several.
    title, description : str
        What the picture is called and what it shows, plain text.
    family : str
        The typeface of its texts.
    """
    head, _, body = svg.partition(">")
    body = _INNER_ARIA.sub("", body)
    body = re.sub(r'\bid="((?:clip|gradient)[^"]*)"', rf'id="{key}-\1"', body)
    body = re.sub(r"url\(#((?:clip|gradient)[^)]*)\)", rf"url(#{key}-\1)", body)
    body = _FAMILY.sub(font_attribute(family), body)
    head = _INNER_ARIA.sub("", head)
    names = f'role="img" aria-labelledby="{key}-title {key}-desc"'
    texts = (
        f'<title id="{key}-title">{escape(title, quote=False)}</title>'
        f'<desc id="{key}-desc">{escape(description, quote=False)}</desc>'
    )
    return f"{head} {names}>{texts}{body}"


def with_background(svg: str, palette: Mapping[str, str]) -> str:
    """Return a stand-alone picture: colours written in, on paper of the palette."""
    head, _, body = resolve_colours(svg, palette).partition("</desc>")
    return f'{head}</desc><rect width="100%" height="100%" fill="{palette["paper"]}"/>{body}'


def _png(svg: str, convert: Any, scale: float = PNG_SCALE) -> bytes:
    """Return a picture as PNG in few bytes."""
    return oxipng.optimize_from_memory(bytes(convert.svg_to_png(svg, scale=scale)), level=PNG_EFFORT)


def draw_sizes(figure: Figure, fonts: Typeface) -> tuple[dict[str, str], list[Problem]]:
    """Return a figure's wide and narrow picture as the renderer writes them, and what a reader would not see."""
    convert = _converter(fonts)
    drawn: dict[str, str] = {}
    problems: list[Problem] = []
    for size, given in (("wide", figure.spec), ("narrow", figure.narrow)):
        spec, svg = given, convert.vegalite_to_svg(full_spec(figure, given), vl_version=VEGALITE)
        if size == "narrow" and width_of(svg) > NARROW_PICTURE:
            spec, svg = _narrow(figure, given, convert)
            problems += _check_width(svg, figure.id)
        problems += check_scene(figure, spec, full_spec(figure, spec), convert, VEGALITE)
        drawn[size] = svg
    return drawn, problems


def _narrow(figure: Figure, given: Mapping[str, Any], convert: Any) -> tuple[Mapping[str, Any], str]:
    """Return a narrow specification laid out in one column, and drawn, its parts as narrow as long labels need."""
    spec = relaid(given)
    svg = str(convert.vegalite_to_svg(full_spec(figure, spec), vl_version=VEGALITE))
    part = narrower(width_of(svg), NARROW_PICTURE)
    if width_of(svg) <= NARROW_PICTURE or part is None:
        return spec, svg
    spec = relaid(given, part)
    return spec, str(convert.vegalite_to_svg(full_spec(figure, spec), vl_version=VEGALITE))


def draw_shown(order: DrawJob, fonts: Typeface) -> Picture:
    """Draw what a page shows of a figure: wide and narrow, coloured by the page's palette, and the wide one in light.

    The other forms take longer than these, and a preview shows the page before it has them.

    Raises
    ------
    PublishError
        If a reader would not see all that its rows say, or a narrow page could not hold it.
    """
    figure = order.figure
    base = figure.id.replace("/", "--")
    svgs, problems = draw_sizes(figure, fonts)
    if problems:
        raise PublishError(dict.fromkeys(problems))
    names = {size: (f"{base}-{size}", order.title, order.description, fonts.family) for size in svgs}
    drawn = {size: label(svg, *names[size]) for size, svg in svgs.items()}
    return Picture(figure.id, {"chart.svg": with_background(drawn["wide"], LIGHT).encode()}, drawn)


def draw_figure(order: DrawJob, fonts: Typeface) -> Picture:
    """Draw a figure, wide and narrow, for light and dark.

    Parameters
    ----------
    order : DrawJob
        The figure, and its resolved texts.
    fonts : Typeface
        Of the site, with which charts are measured.

    Returns
    -------
    Picture
        ``files`` by file name; ``inline`` has ``wide`` and ``narrow``, coloured by the page's palette; ``shared`` the
        pictures that name their release, which the record leaves out.

    Raises
    ------
    PublishError
        If a reader would not see all that its rows say, or a narrow page could not hold it.
    """
    figure = order.figure
    fonts = fonts if fonts.further else fonts.showing(*texts_of(order))
    convert = _converter(fonts)
    shown = draw_shown(order, fonts)
    light = shown.files["chart.svg"].decode()
    dark = with_background(shown.inline["wide"], DARK)
    explore = rewritten(convert.vegalite_to_vega(live_spec(figure), vl_version=VEGALITE), _speaking)
    files = {
        **shown.files,
        "chart-dark.svg": dark.encode(),
        "chart-narrow.svg": with_background(shown.inline["narrow"], LIGHT).encode(),
        "chart.png": _png(light, convert),
        "chart-dark.png": _png(dark, convert),
        "explore.json": to_json(explore, indent=None, number=keeping(figure.carried)).encode(),
    }
    family = font_attribute(fonts.family)
    share = frame_picture(light, order.frame, family, fonts)
    lines = row_lines(figure, light)
    preview = (
        table_preview(light, order.frame, family, fonts, lines)
        if lines
        else preview_picture(light, order.frame, family, fonts)
    )
    shared = {
        "share.svg": with_font(share, fonts.family).encode(),
        "share.png": _png(share, convert),
        "preview.png": _png(preview, convert, 1),
    }
    return Picture(figure.id, files, shown.inline, shared)


def row_lines(figure: Figure, svg: str) -> list[float]:
    """Return where the rows of a table begin in its wide picture, in pixels below the edge; none for a chart."""
    offset = OFFSET.search(svg)
    if figure.table is None or offset is None:
        return []
    return [float(offset[1]) + record[f"{LAID}_wide_line"] for record in figure.layers[0].records]


def texts_of(order: DrawJob) -> Iterator[str]:
    """Yield what a figure's pictures say, for the letters that they need."""
    figure = order.figure
    yield from (order.title, *vars(order.frame).values())
    yield to_json([dict(figure.spec), dict(figure.narrow)], indent=None)
    cells = (cell for layer in figure.layers for row in layer.records for cell in row.values())
    yield from (cell for cell in cells if isinstance(cell, str))


def width_of(svg: str) -> float:
    """Return how wide a picture says that it is."""
    size = SIZE.search(svg)
    return float(size[1]) if size else 0.0


def _check_width(svg: str, figure: str) -> list[Problem]:
    """Return that the picture for narrow pages is not narrow, even with its parts below one another."""
    width = width_of(svg)
    if width <= NARROW_PICTURE:
        return []
    fix = "Give `publish_figure` a function that draws the chart at a width in pixels, or its own `narrow=` drawing."
    thing = "the picture for narrow pages is too wide"
    return [Problem("not-narrow", f"figure `{figure}`", thing, f"at most {NARROW_PICTURE} pixels", f"{width:g}", fix)]


Draw = Callable[[DrawJob, Typeface], Picture]


def try_draw(order: DrawJob, fonts: Typeface, draw: Draw = draw_figure) -> Picture | list[Problem]:
    """Return a figure's pictures, or what is wrong with it."""
    try:
        return draw(order, fonts)
    except PublishError as err:
        return list(err.problems)
    except ValueError as err:
        reason = " ".join(str(err).split())[:400]
        fix = "Mend the specification; Vega-Lite's own message is quoted."
        return [Problem("undrawable", f"figure `{order.figure.id}`", "the chart cannot be drawn", got=reason, fix=fix)]


def interactive_bundle() -> str:
    """Return the script that draws interactive charts, made from vl-convert's own copy of Vega."""
    return str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"))
