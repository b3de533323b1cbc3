"""The house look of charts, and what a chart's specification says about its data.

Colours are CSS variables with a fallback, ``var(--pp-1, #a83220)``: one picture serves light and dark pages, and
the fallback is written in for downloads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

FONT = "Ledger Sans"
"""Our cut of Source Sans 3, see :mod:`proofpress.fonts`."""
WIDE = 640
NARROW = 340
"""Chart widths in pixels: the page shows the wide picture from 30 rem on, else the narrow one."""

LIGHT: dict[str, str] = {
    "ink": "#17212b",
    "muted": "#566270",
    "grid": "#e2e6eb",
    "paper": "#ffffff",
    "soft": "#f2f4f6",
    "1": "#a83220",
    "2": "#1f5f99",
    "3": "#9a6200",
    "4": "#3f7a4f",
    "5": "#6b4a94",
    "6": "#7d8894",
}
DARK: dict[str, str] = {
    "ink": "#e8edf2",
    "muted": "#a3afbb",
    "grid": "#333c46",
    "paper": "#14191f",
    "soft": "#1b222a",
    "1": "#f08a72",
    "2": "#7db7ea",
    "3": "#e0b050",
    "4": "#86cf98",
    "5": "#bfa3e6",
    "6": "#8d99a6",
}
VARIABLE = re.compile(r"var\(--pp-([a-z0-9]+),\s*(#[0-9a-fA-F]{3,8})\)")


def colour(name: str) -> str:
    """Return a palette colour as a CSS variable with its light value as fallback.

    Parameters
    ----------
    name : str
        A key of :data:`LIGHT`: ``ink``, ``muted``, ``grid``, ``paper``, ``soft`` or ``1`` to ``6``.
    """
    return f"var(--pp-{name}, {LIGHT[name]})"


INK, MUTED, GRID, PAPER, SOFT = (colour(name) for name in ("ink", "muted", "grid", "paper", "soft"))
RED, BLUE, OCHRE, GREEN, VIOLET, GREY = (colour(name) for name in "123456")


def is_colour(cell: object) -> bool:
    """Whether a cell is a colour of the palette, as :func:`colour` writes it."""
    return isinstance(cell, str) and VARIABLE.fullmatch(cell) is not None


def resolve_colours(text: str, palette: Mapping[str, str]) -> str:
    """Return SVG or JSON text with every palette variable replaced by its colour in ``palette``."""
    return VARIABLE.sub(lambda match: palette.get(match[1], match[2]), text)


def theme() -> dict[str, Any]:
    """Return the house theme as a Vega-Lite configuration."""
    axis = {
        "labelColor": MUTED,
        "titleColor": MUTED,
        "domainColor": GRID,
        "tickColor": GRID,
        "gridColor": GRID,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelPadding": 6,
        "titlePadding": 10,
    }
    return {
        "config": {
            "font": FONT,
            "background": "transparent",
            "view": {"stroke": None, "continuousWidth": WIDE, "continuousHeight": 300},
            "axis": axis,
            "axisX": {"grid": False},
            "axisY": {"domain": False, "ticks": False},
            "header": {"labelColor": INK, "titleColor": MUTED, "labelFontSize": 14, "labelFontWeight": 600},
            "legend": {"labelColor": MUTED, "titleColor": MUTED, "labelFontSize": 13, "titleFontSize": 13},
            "text": {"color": INK, "fontSize": 13, "font": FONT},
            "line": {"color": RED, "strokeWidth": 2.5},
            "bar": {"color": RED},
            "point": {"color": RED, "filled": True, "size": 50},
            "rule": {"color": MUTED},
            "rect": {"color": SOFT},
            "area": {"color": RED},
            "range": {"category": [RED, BLUE, OCHRE, GREEN, VIOLET, GREY]},
        }
    }


def enable_theme() -> None:
    """Make the house theme Altair's, and let charts hold as many rows as their data have."""
    import altair as alt

    alt.theme.register("chokepoint", enable=True)(lambda: cast("alt.theme.ThemeConfig", theme()))
    alt.data_transformers.disable_max_rows()


def font_folder() -> Path:
    """Return the folder of the shipped typeface (SIL Open Font License)."""
    import fontpkg_source_sans_3

    return Path(fontpkg_source_sans_3.__file__).parent / "files"


@dataclass(frozen=True)
class Leaf:
    """A chart's smallest part: one mark, the data set it draws and the fields it encodes."""

    mark: Mapping[str, Any]
    data: str
    encoding: Mapping[str, Any]

    def fields(self, *channels: str) -> list[str]:
        """Return the fields of some channels, or of all."""
        wanted = channels or tuple(self.encoding)
        return [field for channel in wanted for field in _fields(self.encoding.get(channel))]


def _fields(definition: Any) -> list[str]:
    if isinstance(definition, list):
        return [field for item in definition for field in _fields(item)]
    if not isinstance(definition, dict):
        return []
    own = [definition["field"]] if isinstance(definition.get("field"), str) else []
    return own + [field for item in definition.values() if isinstance(item, dict | list) for field in _fields(item)]


CHILDREN = ("layer", "hconcat", "vconcat", "concat")


def leaves(spec: Mapping[str, Any], data: str = "", encoding: Mapping[str, Any] | None = None) -> Iterator[Leaf]:
    """Yield the leaves of a Vega-Lite specification, data and encoding inherited from above."""
    own = spec.get("data")
    data = str(own.get("name", "?")) if isinstance(own, dict) else data
    merged = {**(encoding or {}), **spec.get("encoding", {})}
    for key in CHILDREN:
        for child in spec.get(key, ()):
            yield from leaves(child, data, merged)
    if isinstance(spec.get("spec"), dict):
        facet = spec.get("facet")
        extra = {"facet": facet} if isinstance(facet, dict) else {}
        yield from leaves(spec["spec"], data, {**merged, **extra})
    if "mark" in spec:
        mark = spec["mark"]
        yield Leaf({"type": mark} if isinstance(mark, str) else mark, data, merged)


def walk(node: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every object in a specification, the specification first, data sets left out."""
    if isinstance(node, dict):
        yield node
        for key, item in node.items():
            if key not in {"datasets", "config"}:
                yield from walk(item)
    elif isinstance(node, list):
        for item in node:
            yield from walk(item)


def narrowed(spec: Mapping[str, Any], width: int = NARROW) -> dict[str, Any]:
    """Return a specification with each greater width brought down to ``width``.

    Side-by-side parts share it; a chart whose labels no longer fit needs its own narrow drawing.
    """

    def change(node: Any) -> Any:
        if isinstance(node, list):
            return [change(item) for item in node]
        if not isinstance(node, dict):
            return node
        made = {key: item if key in {"data", "datasets"} else change(item) for key, item in node.items()}
        number = made.get("width")
        if isinstance(number, int | float) and number > width:
            made["width"] = width
        return made

    changed = change(dict(spec))
    if "width" not in spec and not any(key in spec for key in (*CHILDREN[1:], "facet", "spec")):
        changed["width"] = width
    return dict(changed)
