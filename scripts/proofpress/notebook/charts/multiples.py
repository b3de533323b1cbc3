"""Small multiples: the same columns or line for each group, on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from ..theme import GREY, MUTED, NARROW, PAPER, RED
from .labels import LINE
from .marks import band

if TYPE_CHECKING:
    import pandas as pd

Multiples = alt.VConcatChart
GAP_BETWEEN = 18


def small_multiples(
    frame: pd.DataFrame,
    *,
    panel: str,
    x: str,
    y: str,
    width: int,
    unit: str,
    colours: Mapping[str, str] | None = None,
    domain: Sequence[float] | None = None,
    ticks: Sequence[float] = (),
    mark: Literal["bar", "line"] = "bar",
    hollow: str = "",
    gap: tuple[float, float, str] | None = None,
    height: int = 150,
    per_row: int = 3,
    narrow_per_row: int = 1,
    break_at: str = "",
) -> Multiples:
    """Draw a small chart for each group on one scale, three in a row on wide pages and one on narrow ones.

    Parameters
    ----------
    frame : DataFrame, shape (points, any)
        One row a point, none missing; years as numbers.
    panel, x, y : str
        Columns: group, year, measure.
    width, height, unit
        Of the whole and of one panel, in pixels; and the title of the y axis.
    colours, domain
        Palette colour of each group, red for those not named; ends of the y axis, from zero to a tenth above the
        greatest when None.
    ticks, mark
        Years that the axis names, the first and the last when empty; ``"bar"``, or ``"line"`` with points.
    per_row, narrow_per_row, break_at
        Panels side by side on wide and on narrow pages; where their names are broken into lines, such as ``", "``.
    hollow, gap
        As in :func:`lines`.
    """
    names = list(dict.fromkeys(frame[panel]))
    per_row = min(narrow_per_row if width <= NARROW else per_row, len(names))
    inner = (width - 44 - GAP_BETWEEN * (per_row - 1)) / per_row
    years = [float(frame[x].min()), float(frame[x].max())]
    across = alt.Scale(domain=[years[0] - 0.7, years[1] + 0.7], nice=False, zero=False)
    up = alt.Scale(domain=list(domain) if domain else [0, 1.1 * float(frame[y].max())], nice=False)
    named = alt.Axis(format="d", title=None, values=list(ticks) or years, labelOverlap=False)
    panels = []
    for number, name in enumerate(names):
        first = number % per_row == 0
        axis = alt.Axis(title=unit if first else None, labels=first, tickCount=4)
        base = alt.Chart(frame).transform_filter(alt.datum[panel] == name)
        base = base.encode(x=alt.X(f"{x}:Q", scale=across, axis=named), y=alt.Y(f"{y}:Q", scale=up, axis=axis))
        colour = (colours or {}).get(name, RED)
        size = max(3.0, 0.6 * inner / (years[1] - years[0] + 1))
        marks = _marks(base, mark, colour, size, hollow, x, gap)
        layers = [*band(frame, gap, across.to_dict(), height), *marks, _head(frame, panel, name, colour, break_at)]
        panels.append(alt.layer(*layers).properties(width=inner, height=height))
    rows = [alt.hconcat(*panels[at : at + per_row], spacing=GAP_BETWEEN) for at in range(0, len(panels), per_row)]
    return alt.vconcat(*rows, spacing=GAP_BETWEEN)


def _head(frame: pd.DataFrame, panel: str, name: str, colour: str, break_at: str) -> alt.Chart:
    """Return the name of a panel, above it in its colour."""
    ink, breaks = MUTED if colour == GREY else colour, name.count(break_at) if break_at else 0
    head = alt.Chart(frame[frame[panel] == name].head(1))
    lines: dict[str, Any] = {"lineBreak": break_at, "lineHeight": LINE} if breaks else {}
    style = head.mark_text(align="left", baseline="top", fontWeight=600, color=ink, x=0, y=-20 - LINE * breaks, **lines)
    drawn: alt.Chart = style.encode(text=f"{panel}:N")
    return drawn


def _marks(  # noqa: PLR0917
    base: alt.Chart, mark: str, colour: str, size: float, hollow: str, x: str, gap: tuple[float, float, str] | None
) -> list[alt.Chart]:
    """Return the marks of one panel, estimates hollow, no line across a gap."""
    known = base.transform_filter(~alt.datum[hollow]) if hollow else base
    guessed = [base.transform_filter(alt.datum[hollow])] if hollow else []
    if mark == "bar":
        dashed: dict[str, Any] = {"fillOpacity": 0, "stroke": colour, "strokeWidth": 1.5, "strokeDash": [3, 2]}
        return [known.mark_bar(size=size, color=colour), *(part.mark_bar(size=size, **dashed) for part in guessed)]
    line = base.mark_line(color=colour)
    parts = (
        [line.transform_filter(alt.datum[x] < gap[0]), line.transform_filter(alt.datum[x] > gap[1])] if gap else [line]
    )
    ring: dict[str, Any] = {"filled": True, "fill": PAPER, "stroke": colour, "strokeWidth": 2, "size": 50, "opacity": 1}
    return [*parts, known.mark_point(size=34, opacity=1, color=colour), *(part.mark_point(**ring) for part in guessed)]
