"""Change between two times, a line an item, named at both ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from ..theme import GREY, MUTED, NARROW, RED
from .labels import BREAK, LINE, Drawing
from .placement import spread

if TYPE_CHECKING:
    from collections.abc import Sequence


def slope(
    frame: pd.DataFrame,
    *,
    name: str,
    start: str,
    end: str,
    texts: tuple[str, str],
    heads: tuple[str, str],
    width: int,
    colours: Mapping[str, str] | None = None,
    domain: Sequence[float] | None = None,
    height: int = 320,
    room: float | None = None,
) -> Drawing:
    """Draw a line from each item's earlier number to its later one; the labels at both ends keep apart.

    Parameters
    ----------
    frame : DataFrame, shape (items, any)
        One row an item, none missing.
    name, start, end : str
        Columns: the item, its earlier and its later number.
    texts : (str, str)
        Columns of the words at the two ends.
    heads : (str, str)
        What stands above the two ends, such as years.
    width, height : int
        In pixels.
    colours : mapping of str to str
        Palette colour of each item; grey for those not named, red for all where none is.
    domain : sequence of two floats
        Ends of the y axis; a tenth beyond the numbers when None.
    room : float, optional
        Pixels for the words at either side.
    """
    room = room or (150 if width > NARROW else 96)
    numbers = [float(number) for column in (start, end) for number in frame[column]]
    low, high = min(numbers), max(numbers)
    ends = list(domain) if domain else [low - (high - low) / 10, high + (high - low) / 10]
    scale, across = alt.Scale(domain=ends, nice=False, zero=False), alt.Scale(domain=[0, 1], range=[room, width - room])
    tints = {item: (colours or {}).get(item, GREY) if colours else RED for item in frame[name]}
    colour = alt.Color("_tint:N", scale=None)
    shown = frame.assign(_start=0, _end=1, _tint=[tints[item] for item in frame[name]])
    base = alt.Chart(shown).encode(color=colour)
    up = {0: alt.Y(f"{start}:Q", scale=scale, axis=None), 1: alt.Y(f"{end}:Q", scale=scale, axis=None)}
    x = {0: alt.X("_start:Q", scale=across, axis=None), 1: alt.X("_end:Q", scale=across, axis=None)}
    layers = [base.mark_rule(strokeWidth=2).encode(x=x[0], x2="_end:Q", y=up[0], y2=f"{end}:Q")]
    pixel = height / (ends[1] - ends[0])
    sides = zip((start, end), texts, heads, ("right", "left"), strict=True)
    for side, (column, words, above, align) in enumerate(sides):
        head = alt.Chart(shown.head(1)).mark_text(text=above, color=MUTED, fontWeight=600, y=-14)
        style: dict[str, Any] = {"align": align, "dx": 12 * (2 * side - 1), "lineBreak": BREAK}
        label = alt.Chart(_apart(shown, column, pixel)).mark_text(**style)
        at = alt.Y("_at:Q", scale=scale, axis=None)
        layers += [
            base.mark_point(size=50, opacity=1).encode(x=x[side], y=up[side]),
            label.encode(x=x[side], y=at, text=f"{words}:N", color=colour),
            head.encode(x=x[side]),
        ]
    return alt.layer(*layers).properties(width=width, height=height)


def _apart(shown: pd.DataFrame, column: str, pixel: float) -> pd.DataFrame:
    """Return items with the heights of their labels, kept apart, and grey ones in a grey that is read."""
    places = spread([float(number) * pixel for number in shown[column]], LINE)
    tints = [MUTED if tint == GREY else tint for tint in shown["_tint"]]
    return shown.assign(_at=[place / pixel for place in places], _tint=tints)
