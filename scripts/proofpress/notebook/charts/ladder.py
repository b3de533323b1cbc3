"""A ladder: rungs from the weakest at the bottom to the strongest on top, a mark for each item on its rung."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from ..session import ROWS, join_rows
from ..theme import GRID, INK, MUTED, RED, WIDE
from .labels import BREAK, LINE, Drawing, wrap
from .placement import place_marks

if TYPE_CHECKING:
    from collections.abc import Mapping

STEP = 22


def ladder(
    frame: pd.DataFrame,
    *,
    rung: str,
    rungs: Sequence[str],
    width: int,
    colour: str = "",
    shape: str = "",
    counts: Mapping[str, str] | None = None,
) -> Drawing:
    """Draw items as marks on the rungs that they reach; an empty rung stays, so that what is not reached is seen.

    Parameters
    ----------
    frame : DataFrame, shape (items, any)
        One row an item, with ``rows``.
    rung : str
        Column of the rung that an item reaches.
    rungs : sequence of str
        All rungs, from the bottom.
    width : int
        In pixels.
    colour, shape : str
        Columns of palette colours and of Vega shapes.
    counts : mapping of str to str
        What is said at the right of a rung.
    """
    wide = width >= WIDE
    left = round(width * 0.36) if wide else 10
    marks, bands = place_marks(
        frame.assign(_cell="all"),
        rung,
        "_cell",
        rows=list(reversed(rungs)),
        columns={"all": left + 12.0},
        per_line=max(1, int((width - left - 70) / STEP)),
        step=STEP,
        head=8.0 if wide else 26.0,
        least=40,
    )
    bands[ROWS] = join_rows(frame[ROWS])
    bands["label"] = [wrap(str(row), left - 16 if wide else width - 20) for row in bands["row"]]
    bands["said"] = [(counts or {}).get(str(row), "") for row in bands["row"]]
    bands["middle"] = (bands["top"] + bands["bottom"]) / 2
    total = float(bands["bottom"].max())
    up = alt.Scale(domain=[total, 0], nice=False)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False))
    tint = alt.Color(f"{colour}:N", scale=None) if colour else alt.value(RED)
    form = {"shape": alt.Shape(f"{shape}:N", scale=None)} if shape else {}
    marked = alt.Chart(marks).mark_point(size=130, filled=True, opacity=1)
    return alt.layer(
        *_rungs(bands, up, wide, width),
        marked.encode(x=x, y=alt.Y("y:Q", scale=up, axis=None), color=tint, **form),
    ).properties(width=width, height=total)


def _rungs(bands: pd.DataFrame, up: alt.Scale, wide: bool, width: int) -> list[alt.Chart]:
    """Return the rungs and what is said of them; labels stand beside the marks on wide charts, else above."""
    rail = alt.Chart(bands)
    middle = alt.Y("middle:Q", scale=up, axis=None)
    style: dict[str, Any] = {"baseline": "middle"} if wide else {"baseline": "top", "dy": 6}
    label = rail.mark_text(align="left", lineBreak=BREAK, lineHeight=LINE, color=INK, **style)
    said = rail.mark_text(align="right", color=MUTED, fontWeight=600)
    return [
        rail.mark_rule(color=GRID, strokeWidth=2).encode(y=alt.Y("bottom:Q", scale=up, axis=None)),
        label.encode(x=alt.value(0), y=middle if wide else alt.Y("top:Q", scale=up, axis=None), text="label:N"),
        said.encode(x=alt.value(width - 4), y=middle, text="said:N"),
    ]
