"""Labels of charts: broken into lines, beside the marks where there is room and above them where not."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, TypeAlias

import altair as alt

from ..theme import INK, PAPER, WIDE

if TYPE_CHECKING:
    import pandas as pd

Drawing: TypeAlias = alt.LayerChart | alt.FacetChart
LETTER = 6.6
"""Mean width of a letter at 13 pixels, in pixels, rounded up."""
LINE = 17
"""Height of a line of text at 13 pixels, in pixels."""
BREAK = "\n"
SPLIT = "split(datum.value, '\\n')"
COUNT = f"length({SPLIT})"
CLEAR = 12
"""Pixels that keep a row's label clear of a point at the beginning of the axis, half of which lies left of it."""


def wrap_letters(text: str, letters: int) -> str:
    r"""Return a text with line breaks so that no line is longer than ``letters`` characters, words kept whole.

    Examples
    --------
    >>> wrap_letters("Merlot on the Honour List", 14)
    'Merlot on the\nHonour List'
    """
    return BREAK.join(textwrap.wrap(str(text), letters, break_long_words=False))


def wrap(text: str, pixels: float) -> str:
    r"""Return a text with line breaks so that its lines are about ``pixels`` wide at most, words kept whole.

    Examples
    --------
    >>> wrap("Merlot on the Honour List", 95)
    'Merlot on the\nHonour List'
    """
    return wrap_letters(text, max(4, int(pixels / LETTER)))


def row_axis(room: float) -> alt.Axis:
    """Return the axis of row labels beside the marks, labels of several lines centred on their row.

    Parameters
    ----------
    room : float
        Pixels for the labels.
    """
    centred = [{"test": f"{COUNT} == {count}", "value": -LINE * (count - 1) / 2} for count in (2, 3, 4)]
    axis = alt.Axis(title=None, labelLimit=room, labelColor=INK, labelExpr=SPLIT, labelLineHeight=LINE)
    axis["labelOffset"] = {"condition": centred, "value": 0}
    return axis


def labelled_rows(label: str, width: int, label_share: float, *, points: bool = False) -> tuple[alt.Y, float, bool]:
    """Return the y encoding of labelled rows, the room left of the marks, and whether the chart is wide.

    Where the marks are points, labels keep clear of one that stands at the beginning of the axis.
    """
    wide = width >= WIDE
    room = round(width * label_share) if wide else 0
    axis = row_axis(room) if wide else None
    if axis is not None and points:
        axis["labelPadding"] = CLEAR
    return alt.Y(f"{label}:N", sort=None, axis=axis), room, wide


def has_lines(column: str, breaks: int) -> str:
    """Return the filter of rows whose text has so many line breaks."""
    return f"length(split(datum['{column}'], '\\n')) == {breaks + 1}"


def labels_above(frame: pd.DataFrame, base: alt.Chart, label: str, rise: float) -> list[alt.Chart]:
    """Return row labels that end above the marks, for narrow charts, clear of grid lines behind them.

    A layer for each number of lines, since Vega places several lines by the first.
    """
    layers = []
    for count in sorted({str(item).count(BREAK) for item in frame[label]}):
        own = base.transform_filter(has_lines(label, count)).encode(x=alt.value(0), text=f"{label}:N")
        rise_of_first = -rise - LINE * count
        style: dict[str, Any] = {
            "align": "left",
            "baseline": "bottom",
            "dy": rise_of_first,
            "lineBreak": BREAK,
            "lineHeight": LINE,
        }
        layers += [own.mark_text(color=PAPER, stroke=PAPER, strokeWidth=5, **style), own.mark_text(color=INK, **style)]
    return layers


def row_step(frame: pd.DataFrame, label: str, step: int, wide: bool) -> alt.Step:
    """Return the height of a row: narrow rows hold the lines of the tallest label too."""
    lines = max(str(item).count(BREAK) for item in frame[label]) + 1
    return alt.Step(max(step, LINE * lines + 6) if wide else step + LINE * lines + 4)
