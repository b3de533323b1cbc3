"""Two points a row on one axis, such as two years or two measures, joined by a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import altair as alt

from ..theme import BLUE, INK, MUTED, PAPER, RED
from .labels import Drawing, labelled_rows, labels_above, row_step

if TYPE_CHECKING:
    import pandas as pd


def dots(
    frame: pd.DataFrame,
    *,
    label: str,
    first: str,
    second: str,
    names: tuple[str, str],
    width: int,
    domain: Sequence[float] | None = None,
    axis: str = "",
    step: int = 30,
    label_share: float = 0.28,
    room: float = 16,
) -> Drawing:
    """Draw each row's two numbers as a hollow and a full point on one axis, named above by a line of their own.

    Parameters
    ----------
    frame : DataFrame, shape (rows, any)
        One row a pair, none missing.
    label, first, second : str
        Columns: row label, the hollow point's number, the full point's.
    names : (str, str)
        What the two points are, written above in their colours.
    width : int
        In pixels.
    domain : sequence of two floats
        Ends of the axis; from zero to a tenth above the greatest when None.
    axis : str
        Title of the axis, with its unit.
    step, label_share, room
        As in :func:`bars`.
    """
    y, left, wide = labelled_rows(label, width, label_share, points=True)
    ends = list(domain) if domain else [0, 1.1 * max(float(frame[first].max()), float(frame[second].max()))]
    scale = alt.Scale(domain=ends, nice=False, zero=False, range=[0, width - left - room])
    title = alt.Axis(title=axis or None, grid=True, tickCount=5, titleAnchor="start")
    x, x2 = alt.X(f"{first}:Q", scale=scale, axis=title), alt.X(f"{second}:Q", scale=scale)
    base = alt.Chart(frame).encode(y=y)
    hollow = base.mark_point(filled=True, fill=PAPER, stroke=BLUE, strokeWidth=2, size=70, opacity=1)
    layers = [
        base.mark_rule(color=MUTED, strokeWidth=1.5).encode(x=x, x2=f"{second}:Q"),
        hollow.encode(x=x),
        base.mark_point(filled=True, color=RED, size=70, opacity=1).encode(x=x2),
        *_key(frame, names),
    ]
    if not wide:
        layers = labels_above(frame, base, label, 8) + layers
    return alt.layer(*layers).properties(width=width - left, height=row_step(frame, label, step, wide))


def _key(frame: pd.DataFrame, names: tuple[str, str]) -> list[alt.Chart]:
    """Return what the two kinds of point are, in one line above the chart."""
    head = alt.Chart(frame.head(1))
    layers = []
    for at, (name, colour) in enumerate(zip(names, (BLUE, RED), strict=True)):
        place = {"x": alt.value(6 + at * (14 + 7.2 * len(names[0]) + 12)), "y": alt.value(-14)}
        shape: dict[str, Any] = {"fill": PAPER, "stroke": BLUE, "strokeWidth": 2} if colour == BLUE else {"color": RED}
        layers.append(head.mark_point(filled=True, size=70, opacity=1, **shape).encode(**place))
        text = head.mark_text(align="left", dx=9, color=INK, fontWeight=600, text=name)
        layers.append(text.encode(**place))
    return layers
