"""Small maps with symbols: a circle for each place, as large as its number, over outlines of land without borders."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt

from ..theme import INK, MUTED, NARROW, RED, SOFT

if TYPE_CHECKING:
    import pandas as pd

GAP_BETWEEN = 14
TALL = 0.46
"""Height of a map over its width."""
LARGEST = 0.03
"""Area of the largest circle over that of the map."""
AWAY = 10
"""From the edge of a circle to the middle of its words below, in pixels."""
HALF = 0.5
"""Part of the largest number from which words keep the distance of the largest circle."""


def symbol_maps(
    frame: pd.DataFrame,
    outline: pd.DataFrame,
    *,
    panel: str,
    longitude: str,
    latitude: str,
    size: str,
    text: str,
    width: int,
    part: str = "part",
    step: str = "step",
    colours: Mapping[str, str] | None = None,
) -> alt.VConcatChart:
    """Draw a small map for each group, two in a row on wide pages and one on narrow ones.

    Positions and outlines are data of tables, so that the map too leads back to a source. Degrees are drawn as they
    are, so areas near the poles are too wide.

    Parameters
    ----------
    frame : DataFrame, shape (places, any)
        One row a place and group, the largest first, so that small circles are not hidden.
    outline : DataFrame
        Points of closed lines: the columns of degrees, ``part`` and ``step``, and ``rows``.
    panel, longitude, latitude, size, text : str
        Columns of the frame: group, degrees, the number that a circle's area shows, the words beside it (or none).
    width : int
        Of the whole, in pixels.
    part, step : str
        Columns of the outline: which line a point is of, and its order in it.
    colours : mapping of str to str
        Palette colour of each group's circles; red for those not named.
    """
    names = list(dict.fromkeys(frame[panel]))
    per_row = 1 if width <= NARROW else min(2, len(names))
    inner = (width - GAP_BETWEEN * (per_row - 1)) / per_row
    place = _place(outline, longitude, latitude)
    land = alt.Chart(outline).mark_line(interpolate="linear-closed", fill=SOFT, stroke=MUTED, strokeWidth=0.5)
    drawn = land.encode(**place, detail=alt.Detail(f"{part}:N"), order=alt.Order(f"{step}:Q"))
    most = LARGEST * inner * inner * TALL
    area = alt.Size(f"{size}:Q", legend=None, scale=alt.Scale(domain=[0, float(frame[size].max())], range=[0, most]))
    panels = []
    for name in names:
        base = alt.Chart(frame).transform_filter(alt.datum[panel] == name).encode(**place)
        circles = base.mark_circle(color=(colours or {}).get(name, RED), opacity=0.85).encode(size=area)
        large = alt.datum[size] >= HALF * float(frame[size].max())
        words = [
            base.transform_filter(kept).mark_text(dy=away, fontSize=12, color=INK).encode(text=f"{text}:N")
            for kept, away in ((large, AWAY + (most / math.pi) ** 0.5), (~large, AWAY + (most / math.pi) ** 0.5 * HALF))
        ]
        head = alt.Chart(frame[frame[panel] == name].head(1))
        title = head.mark_text(align="left", baseline="top", fontWeight=600, x=0, y=-18, color=INK)
        maps = alt.layer(drawn, circles, *words, title.encode(text=f"{panel}:N"))
        panels.append(maps.properties(width=inner, height=TALL * inner))
    rows = [alt.hconcat(*panels[at : at + per_row], spacing=GAP_BETWEEN) for at in range(0, len(panels), per_row)]
    return alt.vconcat(*rows, spacing=GAP_BETWEEN)


def _place(outline: pd.DataFrame, longitude: str, latitude: str) -> dict[str, Any]:
    """Return the encodings of degrees, without axes, from edge to edge of the outline."""
    result: dict[str, Any] = {}
    for channel, column, kind in (("x", longitude, alt.X), ("y", latitude, alt.Y)):
        ends = [float(outline[column].min()), float(outline[column].max())]
        result[channel] = kind(f"{column}:Q", scale=alt.Scale(domain=ends, nice=False, zero=False), axis=None)
    return result
