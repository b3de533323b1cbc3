"""Parts that charts over years share: the band of a gap, hollow estimates, and points with a label of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from ...model.errors import Problem, PublishError
from ..session import ROWS, join_rows
from ..theme import INK, MUTED, PAPER, SOFT
from .annotations import place_labels
from .labels import BREAK, LINE

HALF = 0.45
"""How far the band of a gap reaches beyond its first and last year, in years."""


def band(
    frame: pd.DataFrame, gap: tuple[float, float, str] | None, scale: Mapping[str, Any], height: float
) -> list[alt.Chart]:
    """Return the tinted band of years for which nothing is held, and its words; it rests on the chart's rows.

    Parameters
    ----------
    frame : DataFrame
        The chart's, with ``rows``.
    gap : (first, last, words), optional
        Years, and what is said of them; nothing is drawn without.
    scale : mapping
        Of the years.
    height : float
        Of the chart, in pixels.
    """
    if gap is None:
        return []
    first, last, words = gap
    edges = {"start": [first - HALF], "end": [last + HALF], "middle": [(first + last) / 2]}
    chart = alt.Chart(pd.DataFrame({**edges, "words": [words], ROWS: [join_rows(frame[ROWS])]}))
    across = alt.Scale(**scale)
    text = chart.mark_text(color=MUTED, lineBreak=BREAK, lineHeight=LINE, baseline="bottom")
    return [
        chart.mark_rect(color=SOFT).encode(x=alt.X("start:Q", scale=across), x2="end:Q"),
        text.encode(x=alt.X("middle:Q", scale=across), y=alt.value(height - 8), text="words:N"),
    ]


def estimates(base: alt.Chart, hollow: str, colour: alt.Color) -> list[alt.Chart]:
    """Return the points of a chart, hollow where a column is true."""
    known, guessed = base.transform_filter(~alt.datum[hollow]), base.transform_filter(alt.datum[hollow])
    ring = guessed.mark_point(filled=True, fill=PAPER, size=60, strokeWidth=2, opacity=1)
    stroke = alt.Stroke(colour["shorthand"], scale=colour["scale"], legend=None)
    return [known.mark_point(size=34, opacity=1), ring.encode(stroke=stroke)]


@dataclass(frozen=True)
class Plot:
    """A drawing's columns (of x, y and label), its encodings with their domains, and its size in pixels."""

    columns: tuple[str, str, str]
    x: alt.X
    y: alt.Y
    size: tuple[float, float]

    def pixels(self, points: pd.DataFrame, up: str = "") -> list[tuple[float, float]]:
        """Return where points lie, in pixels from the upper left corner."""
        (left, right), (low, high) = (axis["scale"].to_dict()["domain"] for axis in (self.x, self.y))
        wide = (points[self.columns[0]] - left) / (right - left) * self.size[0]
        down = (high - points[up or self.columns[1]]) / (high - low) * self.size[1]
        return list(zip(wide.astype(float), down.astype(float), strict=True))


def named_marks(
    marks: pd.DataFrame,
    obstacles: Sequence[tuple[float, float]],
    labelled: Sequence[tuple[tuple[float, float], str]],
    plot: Plot,
    room: float,
) -> list[alt.Chart]:
    """Return points as diamonds, each with a label in the freest place.

    Parameters
    ----------
    marks : DataFrame
        The points, with ``rows``.
    obstacles : sequence of (x, y)
        What labels leave free, in pixels: the points of lines, and what lies between them.
    labelled : sequence of (point, text)
        Labels to the right of points in pixels, which the marks' labels leave free too.
    plot : Plot
        What both are drawn on.
    room : float
        Pixels beyond the plot's right edge that labels may take.

    Raises
    ------
    PublishError
        If the marks lack a column.
    """
    label = plot.columns[2]
    problems = [
        Problem("unknown-column", "the marks of a chart", f"no column `{name}`")
        for name in (*plot.columns, ROWS)
        if name not in marks.columns
    ]
    if problems:
        raise PublishError(problems)
    texts = [str(text) for text in marks[label]]
    whole = (plot.size[0] + room, plot.size[1])
    placed = place_labels(plot.pixels(marks), texts, size=whole, obstacles=obstacles, labelled=labelled)
    diamonds = alt.Chart(marks).mark_point(
        shape="diamond", size=200, filled=False, strokeWidth=1.8, color=INK, opacity=1
    )
    layers = [diamonds.encode(x=plot.x, y=plot.y)]
    for number, place in enumerate(placed):
        style: dict[str, Any] = {"align": place.align, "dx": place.dx, "dy": place.dy, "color": INK}
        text = alt.Chart(marks.iloc[[number]]).mark_text(lineBreak=BREAK, lineHeight=LINE, **style)
        layers.append(text.encode(x=plot.x, y=plot.y, text=f"{label}:N"))
    return layers
