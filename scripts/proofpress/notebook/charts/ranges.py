"""Intervals on an axis, open ends as arrow heads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import altair as alt

from ..theme import INK, RED
from .labels import Drawing, labelled_rows, labels_above, row_step

if TYPE_CHECKING:
    import pandas as pd


def _closed(base: alt.Chart, opens: str, side: str) -> alt.Chart:
    """Return a chart of the rows whose bound on a side is not open."""
    return base.transform_filter(alt.datum[opens] != side) if opens else base


def ranges(
    frame: pd.DataFrame,
    *,
    label: str,
    low: str,
    high: str,
    text: str,
    width: int,
    domain: Sequence[float],
    opens: str = "",
    colour: str = "",
    axis: str = "",
    step: int = 30,
    label_share: float = 0.36,
    room: float = 96,
) -> Drawing:
    """Draw each row as an interval from ``low`` to ``high``; a point where they are equal.

    Parameters
    ----------
    frame : DataFrame, shape (rows, any)
        Bounds finite: give an open bound the end of the domain, and say so in ``opens``.
    label, low, high, text : str
        Columns: row label, bounds, the interval in words (drawn at the right edge).
    width : int
        In pixels.
    domain : sequence of two floats
        Ends of the axis.
    opens : str
        Column saying ``low`` or ``high`` where that bound is open (drawn as an arrow head), else empty.
    colour : str
        Column of palette colours; all red when empty.
    axis : str
        Title of the axis, with its unit.
    step, label_share, room
        As in :func:`bars`.
    """
    y, left, wide = labelled_rows(label, width, label_share, points=True)
    scale = alt.Scale(domain=list(domain), nice=False, zero=False, range=[0, width - left - room])
    x = alt.X(f"{low}:Q", scale=scale, axis=alt.Axis(title=axis or None, grid=True, tickCount=5, titleAnchor="start"))
    base = alt.Chart(frame).encode(y=y)
    tint = {"color": alt.Color(f"{colour}:N", scale=None)} if colour else {"color": alt.value(RED)}
    layers = [
        base.mark_rule(strokeWidth=4).encode(x=x, x2=f"{high}:Q", **tint),
        _closed(base, opens, "low").mark_point(size=70, opacity=1).encode(x=x, **tint),
        _closed(base, opens, "high").mark_point(size=70, opacity=1).encode(x=alt.X(f"{high}:Q", scale=scale), **tint),
        base.mark_text(align="left", color=INK).encode(x=alt.value(width - left - room + 12), text=f"{text}:N"),
    ]
    for side, column, angle in (("low", low, 270), ("high", high, 90)):
        if opens and (frame[opens] == side).any():
            arrow = base.transform_filter(alt.datum[opens] == side).mark_point(
                shape="triangle-up", size=130, angle=angle, opacity=1
            )
            layers.append(arrow.encode(x=alt.X(f"{column}:Q", scale=scale), **tint))
    if not wide:
        layers = labels_above(frame, base, label, 8) + layers
    return alt.layer(*layers).properties(width=width - left, height=row_step(frame, label, step, wide))
