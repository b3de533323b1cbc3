"""A map of tiles: each place a square of one size where a reader looks for it, so that small ones are seen too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from ..theme import INK, PAPER, SOFT
from .labels import Drawing

if TYPE_CHECKING:
    import pandas as pd


def tile_map(
    frame: pd.DataFrame,
    *,
    column: str,
    row: str,
    code: str,
    text: str,
    width: int,
    tone: str = "",
    ink: str = "",
) -> Drawing:
    """Draw a square for each place, with its code and a word or number in it.

    Parameters
    ----------
    frame : DataFrame, shape (places, any)
        One row a place. Its position is data of a table, so that the map too leads back to a source.
    column, row : str
        Columns of the tile's position, whole numbers from the upper left.
    code, text : str
        Columns of what stands in the tile: a short name, and a number or word below it.
    width : int
        In pixels.
    tone, ink : str
        Columns of palette colours of the tile and of its words.
    """
    across, down = (frame[name].max() - frame[name].min() + 1 for name in (column, row))
    side = min(72.0, width / float(across))
    x = alt.X(f"{column}:O", axis=None, scale=alt.Scale(paddingInner=0.04, paddingOuter=0))
    y = alt.Y(f"{row}:O", axis=None, scale=alt.Scale(paddingInner=0.04, paddingOuter=0))
    base = alt.Chart(frame).encode(x=x, y=y)
    fill = alt.Color(f"{tone}:N", scale=None) if tone else alt.value(SOFT)
    colour = alt.Color(f"{ink}:N", scale=None) if ink else alt.value(INK)
    size = 13 if side > 44 else 11
    return alt.layer(
        base.mark_rect(stroke=PAPER, strokeWidth=1).encode(color=fill),
        base.mark_text(dy=-0.14 * side, fontWeight=600, fontSize=size).encode(text=f"{code}:N", color=colour),
        base.mark_text(dy=0.18 * side, fontSize=size).encode(text=f"{text}:N", color=colour),
    ).properties(width=side * float(across), height=side * float(down))
