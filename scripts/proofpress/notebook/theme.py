"""The house look of charts, and what a chart's specification says about its data.

Colours are CSS variables with a fallback, ``var(--pp-1, #942120)``: one picture serves light and dark pages, and
the fallback is written in for downloads. No two series colours are equally light, so that they stay apart in greyscale
print and for readers who do not see all hues: ``tests/unit/notebook/test_colours.py`` measures that for every chart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import fontpkg_source_sans_3

from ..model.options import FONT

FONT_VARIABLE = "PROOFPRESS_FONT"
"""Tells a kernel which name the site gives the shipped typeface."""


WIDE = 640


NARROW = 340
"""Chart widths in pixels: the page shows the wide picture from 30 rem on, else the narrow one."""


LIGHT: dict[str, str] = {
    "ink": "#17212b",
    "muted": "#545f6d",
    "grid": "#e2e6eb",
    "paper": "#ffffff",
    "soft": "#f2f4f6",
    "1": "#942120",
    "2": "#003b62",
    "3": "#976300",
    "4": "#2b6a43",
    "5": "#838e98",
}


DARK: dict[str, str] = {
    "ink": "#e8edf2",
    "muted": "#919eaa",
    "grid": "#333c46",
    "paper": "#14191f",
    "soft": "#1b222a",
    "1": "#f98f79",
    "2": "#2e92d3",
    "3": "#f0b854",
    "4": "#9de8b0",
    "5": "#697681",
}


VARIABLE = re.compile(r"var\(--pp-([a-z0-9]+),\s*(#[0-9a-fA-F]{3,8})\)")


def colour(name: str) -> str:
    """Return a palette colour as a CSS variable with its light value as fallback.

    Parameters
    ----------
    name : str
        A key of :data:`LIGHT`: ``ink``, ``muted``, ``grid``, ``paper``, ``soft`` or ``1`` to ``5``.
    """
    return f"var(--pp-{name}, {LIGHT[name]})"


INK, MUTED, GRID, PAPER, SOFT = (colour(name) for name in ("ink", "muted", "grid", "paper", "soft"))


RED, BLUE, OCHRE, GREEN, GREY = (colour(name) for name in "12345")


PALETTE = (RED, BLUE, OCHRE, GREEN, GREY)
"""Colours of series where a chart names none."""


def is_colour(cell: object) -> bool:
    """Whether a cell is a colour of the palette, as :func:`colour` writes it."""
    return isinstance(cell, str) and VARIABLE.fullmatch(cell) is not None


def resolve_colours(text: str, palette: Mapping[str, str]) -> str:
    """Return SVG or JSON text with every palette variable replaced by its colour in ``palette``."""
    return VARIABLE.sub(lambda match: palette.get(match[1], match[2]), text)


def theme(font: str = FONT) -> dict[str, Any]:
    """Return the house theme as a Vega-Lite configuration, its texts in a typeface."""
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
            "font": font,
            "background": "transparent",
            "view": {"stroke": None, "continuousWidth": WIDE, "continuousHeight": 300},
            "axis": axis,
            "axisX": {"grid": False},
            "axisY": {"domain": False, "ticks": False},
            "header": {"labelColor": INK, "titleColor": MUTED, "labelFontSize": 14, "labelFontWeight": 600},
            "legend": {"labelColor": MUTED, "titleColor": MUTED, "labelFontSize": 13, "titleFontSize": 13},
            "text": {"color": INK, "fontSize": 13, "font": font},
            "line": {"color": RED, "strokeWidth": 2.5},
            "bar": {"color": RED},
            "point": {"color": RED, "filled": True, "size": 50},
            "rule": {"color": MUTED},
            "rect": {"color": SOFT},
            "area": {"color": RED},
            "range": {"category": list(PALETTE)},
        }
    }


def enable_theme(font: str) -> None:
    """Make the house theme Altair's, its texts in a typeface, and let charts hold as many rows as their data have."""
    import altair as alt

    alt.theme.register("proofpress", enable=True)(lambda: cast("alt.theme.ThemeConfig", theme(font)))
    alt.data_transformers.disable_max_rows()


def font_folder() -> Path:
    """Return the folder of the shipped typeface (SIL Open Font License)."""
    return Path(fontpkg_source_sans_3.__file__).parent / "files"
