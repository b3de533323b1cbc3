"""Bars from zero, each with its label and its value in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from ..theme import INK
from .labels import Drawing, labelled_rows, labels_above, row_step

if TYPE_CHECKING:
    import pandas as pd


def bars(
    frame: pd.DataFrame,
    *,
    label: str,
    value: str,
    text: str,
    width: int,
    colour: str = "",
    step: int = 30,
    label_share: float = 0.32,
    room: float = 90,
    top: float | None = None,
) -> Drawing:
    """Draw horizontal bars from zero, in the frame's order, each with its label and its value in words.

    Parameters
    ----------
    frame : DataFrame, shape (bars, any)
        One row a bar, none missing.
    label, value, text : str
        Columns: the row's label (break long ones with :func:`wrap`), the length (0 or more), the value as read.
    width : int
        In pixels, ``pp.WIDE`` or ``pp.NARROW``.
    colour : str
        Column of palette colours; all red when empty.
    step : int
        Height of a row in pixels; narrow rows take a line more.
    label_share : float
        Part of a wide chart that row labels take.
    room : float
        Pixels kept free at the right for the longest text.
    top : float
        End of the axis; the greatest value when None.
    """
    y, left, wide = labelled_rows(label, width, label_share)
    end = float(frame[value].max()) if top is None else top
    x = alt.X(f"{value}:Q", axis=None, scale=alt.Scale(domain=[0, end], nice=False, range=[0, width - left - room]))
    base = alt.Chart(frame).encode(y=y)
    tint = {"color": alt.Color(f"{colour}:N", scale=None)} if colour else {}
    layers = [
        base.mark_bar(height=15).encode(x=x, **tint),
        base.mark_text(align="left", dx=6, color=INK).encode(x=x, text=f"{text}:N"),
    ]
    if not wide:
        layers = labels_above(frame, base, label, 9) + layers
    return alt.layer(*layers).properties(width=width - left, height=row_step(frame, label, step, wide))
