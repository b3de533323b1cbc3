"""Events down the page, each with its date and a mark on a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from ..theme import GRID, INK, MUTED, RED
from .labels import BREAK, LINE, Drawing

if TYPE_CHECKING:
    import pandas as pd


def timeline(
    frame: pd.DataFrame,
    *,
    when: str,
    text: str,
    width: int,
    colour: str = "",
    shape: str = "",
    left: int = 104,
    step: int = 30,
) -> Drawing:
    """Draw events down the page in the frame's order: the date, a mark on a line, the event in words.

    Parameters
    ----------
    frame : DataFrame, shape (events, any)
        In order of time; ``text`` is unique.
    when, text : str
        Columns: the date as read, the event (broken with :func:`wrap` at ``width - left - 24`` pixels: a column for
        each width).
    width : int
        In pixels.
    colour, shape : str
        Columns of palette colours and of Vega shapes (``circle``, ``square``, ``diamond``).
    left : int
        Pixels for the dates.
    step : int
        Height of a one-line event; all take the lines of the tallest.
    """
    height = step + LINE * max(str(item).count(BREAK) for item in frame[text])
    base = alt.Chart(frame).encode(y=alt.Y(f"{text}:N", sort=None, axis=None))
    rise = -height / 2 + step / 2
    tint = alt.Color(f"{colour}:N", scale=None) if colour else alt.value(RED)
    form = {"shape": alt.Shape(f"{shape}:N", scale=None)} if shape else {}
    return alt.layer(
        base.mark_rule(color=GRID, strokeWidth=2).encode(x=alt.value(left), y=alt.value(0), y2=alt.value("height")),
        base.mark_text(align="right", dy=rise, color=MUTED).encode(x=alt.value(left - 14), text=f"{when}:N"),
        base.mark_point(size=110, opacity=1, yOffset=rise).encode(x=alt.value(left), color=tint, **form),
        base.mark_text(align="left", dy=rise, lineBreak=BREAK, color=INK).encode(
            x=alt.value(left + 16), text=f"{text}:N"
        ),
    ).properties(width=width, height=alt.Step(height))
