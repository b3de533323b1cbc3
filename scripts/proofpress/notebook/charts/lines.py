"""Lines over years with a point a year, each named at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import altair as alt

from ..theme import GREY, MUTED
from .labels import BREAK, LINE, Drawing
from .placement import spread

if TYPE_CHECKING:
    import pandas as pd


def lines(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    series: str,
    label: str,
    width: int,
    colours: Mapping[str, str],
    height: int = 300,
    domain: Sequence[float] | None = None,
    unit: str = "",
    room: float = 120,
    segment: str = "",
) -> Drawing:
    """Draw lines over years with a point a year, each named at its last point; labels are kept apart.

    Parameters
    ----------
    frame : DataFrame, shape (points, any)
        One row a point, none missing; years as numbers.
    x, y, series, label : str
        Columns: year, measure, series, and the words at a line's end (its last row's are drawn).
    width, height : int
        In pixels.
    colours : mapping of str to str
        Palette colour of each series; grey for those not named.
    domain : sequence of two floats
        Ends of the y axis; from zero to a tenth above the greatest when None.
    unit : str
        Title of the y axis.
    room : float
        Pixels at the right for the labels.
    segment : str
        Column that changes where a series has a gap, so that no line crosses it.
    """
    ends = list(domain) if domain else [0, float(frame[y].max()) * 1.1]
    names = list(dict.fromkeys(frame[series]))
    tints = {name: colours.get(name, GREY) for name in names}
    inks = {name: MUTED if tint == GREY else tint for name, tint in tints.items()}
    years = _years(frame, x, width - room)
    up = alt.Scale(domain=ends, nice=False, zero=False)
    axis = alt.Axis(title=unit or None, titleAngle=0, titleAlign="left", titleAnchor="end", titleX=0, titleY=-14,
                    titleBaseline="bottom", tickCount=5)  # fmt: skip
    base = alt.Chart(frame).encode(x=years, y=alt.Y(f"{y}:Q", scale=up, axis=axis), color=_colours(series, tints))
    detail: dict[str, Any] = {"detail": f"{segment}:N"} if segment else {}
    last = frame.sort_values(x).groupby(series, sort=False).tail(1)
    scale = height / (ends[1] - ends[0])
    last = last.assign(_at=[at / scale for at in spread([end * scale for end in last[y]], LINE)])
    labels = alt.Chart(last).mark_text(align="left", dx=10, fontWeight=600, lineBreak=BREAK)
    drawn: Drawing = (
        alt.layer(
            base.mark_line(strokeWidth=2.5).encode(**detail),
            base.mark_point(size=34, opacity=1),
            labels.encode(x=years, y=alt.Y("_at:Q", scale=up), text=f"{label}:N", color=_colours(series, inks)),
        )
        .properties(width=width - room, height=height)
        .resolve_scale(color="independent")
    )
    return drawn


def _years(frame: pd.DataFrame, x: str, width: float) -> alt.X:
    """Return the x encoding: the years of a frame from edge to edge."""
    first, final = float(frame[x].min()), float(frame[x].max())
    scale = alt.Scale(domain=[first, final], nice=False, zero=False, range=[0, width])
    return alt.X(
        f"{x}:Q", scale=scale, axis=alt.Axis(format="d", tickCount=min(6, int(final - first) or 1), title=None)
    )


def _colours(series: str, colours: Mapping[str, str]) -> alt.Color:
    """Return the colour encoding of series without a legend."""
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return alt.Color(f"{series}:N", legend=None, scale=scale)
