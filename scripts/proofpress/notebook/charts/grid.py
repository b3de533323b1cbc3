"""Table of cells: a word in each, a tone behind it, row labels beside or above, column heads on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt

from ..theme import INK, MUTED, PAPER, SOFT
from .labels import BREAK, LINE, SPLIT, Drawing, has_lines, labelled_rows

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class _Cells:
    """Cells of a grid: their frame, where they stand, and how much of each a narrow chart's row label takes."""

    base: alt.Chart
    x: alt.X
    y: alt.Y
    height: int
    band: int

    def plain(self, fill: Any) -> alt.Chart:
        """Return the cells of a wide chart."""
        cells: alt.Chart = self.base.mark_rect(stroke=PAPER, strokeWidth=2).encode(x=self.x, y=self.y, color=fill)
        return cells

    def below_labels(self, fill: Any) -> alt.Chart:
        """Return the cells of a narrow chart, below their rows' labels."""
        bars = self.base.mark_bar(
            stroke=PAPER, strokeWidth=2, height=self.height - 2, yOffset=self.band / 2, orient="horizontal"
        )
        cells: alt.Chart = bars.encode(x=self.x, y=self.y, color=fill)
        return cells

    def words(self, text: str, breaks: int, size: int, colour: Any) -> alt.Chart:
        """Return the words of the cells that have so many line breaks."""
        middle = (self.band - (LINE + 2) * breaks) / 2
        own = self.base.transform_filter(has_lines(text, breaks)).mark_text(
            lineBreak=BREAK, lineHeight=LINE + 2, fontSize=size, baseline="middle", dy=middle
        )
        words: alt.Chart = own.encode(x=self.x, y=self.y, text=f"{text}:N", color=colour)
        return words

    def row_labels(self, row: str, column: str, first: str) -> alt.Chart:
        """Return the row labels of a narrow chart, drawn once a row, with its first column."""
        own = self.base.transform_filter(alt.datum[column] == first).mark_text(
            align="left", baseline="top", lineBreak=BREAK, fontWeight=600, color=INK,
            dy=-(self.height + self.band) / 2 + 4,
        )  # fmt: skip
        labels: alt.Chart = own.encode(x=alt.value(0), y=self.y, text=f"{row}:N")
        return labels


def _heads(frame: pd.DataFrame, column: str, columns: Sequence[str], wide: bool) -> alt.X:
    """Return the x encoding of a grid, with its column heads on top."""
    breaks = max(str(head).count(BREAK) for head in frame[column])
    axis = alt.Axis(
        orient="top",
        title=None,
        labelExpr=SPLIT,
        labelLineHeight=LINE,
        labelPadding=6 + LINE * breaks,
        labelAngle=0,
        labelLimit=400,
        domain=False,
        ticks=False,
        labelColor=MUTED,
        labelFontSize=13 if wide else 12,
    )
    scale = alt.Scale(paddingInner=0.02, paddingOuter=0)
    return alt.X(f"{column}:N", sort=list(columns) or None, scale=scale, axis=axis)


def grid(
    frame: pd.DataFrame,
    *,
    row: str,
    column: str,
    text: str,
    width: int,
    tone: str = "",
    ink: str = "",
    columns: Sequence[str] = (),
    height: int = 34,
    lines: int = 1,
    label_share: float = 0.26,
    size: int = 13,
) -> Drawing:
    """Draw a table of cells: row labels, column heads on top, a word in each cell, a tone behind it.

    Parameters
    ----------
    frame : DataFrame, shape (cells, any)
        One row a cell. Words must fit their cell: break them with :func:`wrap`.
    row, column, text : str
        Columns: row label, column head (both may hold line breaks), the word.
    width : int
        In pixels.
    tone, ink : str
        Columns of palette colours for the cell and its word.
    columns : sequence of str
        Order of the heads; the frame's when empty.
    height : int
        Height of a cell in pixels.
    lines : int
        Lines of the tallest row label, which narrow charts draw above the cells.
    label_share : float
        Part of a wide chart that row labels take.
    size : int
        Font size of the words.
    """
    y, left, wide = labelled_rows(row, width, label_share)
    band = 0 if wide else lines * LINE + 6
    cells = _Cells(alt.Chart(frame), _heads(frame, column, columns, wide), y, height, band)
    fill = alt.Color(f"{tone}:N", scale=None) if tone else alt.value(SOFT)
    colour = alt.Color(f"{ink}:N", scale=None) if ink else alt.value(INK)
    words = [cells.words(text, breaks, size, colour) for breaks in sorted({str(w).count(BREAK) for w in frame[text]})]
    if wide:
        return alt.layer(cells.plain(fill), *words).properties(width=width - left, height=alt.Step(height))
    first = (list(columns) or list(frame[column]))[0]
    layers = [cells.below_labels(fill), *words, cells.row_labels(row, column, first)]
    return alt.layer(*layers).properties(width=width, height=alt.Step(height + band))
