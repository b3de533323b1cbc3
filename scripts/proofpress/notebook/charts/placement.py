"""Placement of marks and labels, in pixels: apart from one another, in cells, on levels."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

SIDES = {"center": 0.5, "left": 0.0, "right": 1.0}
"""How much of a label lies to the left of its stem, by the label's alignment."""


def spread(
    positions: Sequence[float], gap: float, low: float = float("-inf"), high: float = float("inf")
) -> list[float]:
    """Move positions apart until neighbours are at least ``gap`` apart, each as little as may be.

    Parameters
    ----------
    positions : sequence of float
        Where labels belong, in any unit.
    gap : float
        Least distance, same unit.
    low, high : float
        Ends that no position may pass.

    Returns
    -------
    list of float
        In the order given.

    Raises
    ------
    ValueError
        If there is no room.

    Examples
    --------
    >>> spread([1, 1, 5], 2)
    [0.0, 2.0, 5.0]
    """
    if gap * (len(positions) - 1) > high - low:
        raise ValueError(f"no room for {len(positions)} labels {gap:g} apart between {low:g} and {high:g}")
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    groups: list[list[float]] = []  # a group: its members' wanted offsets from the group's start
    for index in order:
        groups.append([float(positions[index])])
        while len(groups) > 1 and _start(groups[-1], gap, low, high) < _start(groups[-2], gap, low, high) + gap * len(
            groups[-2]
        ):
            last = groups.pop()
            groups[-1] += last
    placed = [_start(group, gap, low, high) + gap * step for group in groups for step in range(len(group))]
    result = dict(zip(order, placed, strict=True))
    return [result[index] for index in range(len(positions))]


def along(line: Sequence[tuple[float, float]], step: float = 8.0) -> list[tuple[float, float]]:
    """Return a line's points and further ones between them, so that none is far from the next.

    Parameters
    ----------
    line : sequence of (x, y)
        Its points.
    step : float
        Greatest distance between neighbours, same unit.

    Examples
    --------
    >>> along([(0, 0), (0, 12)])
    [(0, 0), (0.0, 6.0), (0, 12)]
    """
    result = list(line[:1])
    for (left, top), (right, bottom) in pairwise(line):
        parts = math.ceil(math.hypot(right - left, bottom - top) / step) or 1
        shares = [part / parts for part in range(1, parts)]
        result += [(left + (right - left) * share, top + (bottom - top) * share) for share in shares]
        result.append((right, bottom))
    return result


def _start(group: Sequence[float], gap: float, low: float, high: float) -> float:
    wanted = sum(item - gap * step for step, item in enumerate(group)) / len(group)
    return min(max(wanted, low), high - gap * (len(group) - 1))


def place_marks(
    items: pd.DataFrame,
    row: str,
    column: str,
    *,
    rows: Sequence[object],
    columns: Mapping[str, float],
    per_line: int,
    step: float = 22.0,
    head: float = 8.0,
    least: float = 30.0,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Place one mark an item in a grid of cells whose rows are as tall as their fullest cell.

    Parameters
    ----------
    items : DataFrame, shape (items, any)
        In the order in which marks fill a cell, left to right, then downwards.
    row, column : str
        Columns of ``items`` that name the cell.
    rows : sequence
        Values of ``row`` from the top.
    columns : mapping of str to float
        Value of ``column`` to the x, in pixels, of the cell's first mark.
    per_line : int
        Marks side by side in a cell.
    step : float
        Pixels from one mark to the next.
    head : float
        Pixels above the first line of marks of a row.
    least : float
        Least height of a row in pixels, for rows without items too.

    Returns
    -------
    marks : DataFrame, shape (items, any + 2)
        A copy in the same order with ``x`` and ``y`` in pixels, y growing downwards.
    bands : DataFrame, shape (rows, 3)
        Columns ``row``, ``top`` and ``bottom`` in pixels.

    Raises
    ------
    ValueError
        If an item's row or column is not among those given: nothing is left out silently.
    """
    outside = items[~items[row].isin(list(rows)) | ~items[column].isin(list(columns))]
    if len(outside):
        raise ValueError(f"no cell for: {', '.join(map(str, outside.index))}")
    counts = Counter(zip(items[row], items[column], strict=True))
    fullest = {key: max(counts[key, other] for other in columns) for key in rows}
    bands = _bands({key: max(least, head + -(-number // per_line) * step) for key, number in fullest.items()})
    tops = {band["row"]: band["top"] for band in bands}
    position = items.groupby([row, column]).cumcount()
    marks = items.assign(
        x=items[column].map(dict(columns)).astype(float) + position % per_line * step,
        y=items[row].map(tops).astype(float) + head + step / 2 + position // per_line * step,
    )
    return marks, pd.DataFrame(bands)


def _bands(heights: Mapping[object, float]) -> list[dict[str, Any]]:
    """Return rows of some heights one below the other."""
    bands: list[dict[str, Any]] = []
    top = 0.0
    for key, height in heights.items():
        bands.append({"row": key, "top": top, "bottom": top + height})
        top += height
    return bands


@dataclass(frozen=True)
class Label:
    """A label at the end of a stem: where the stem stands, the text's edges, its alignment, and its level."""

    stem: float
    start: float
    end: float
    align: str
    level: int

    def meets(self, other: Label, gap: float) -> bool:
        """Whether two labels overlap, or the stem of one crosses the other on its way."""
        if self.level == other.level:
            return self.start < other.end + gap and self.end + gap > other.start
        near, far = sorted((self, other), key=lambda label: label.level)
        return near.start - gap < far.stem < near.end + gap


def arrange_labels(
    stems: Sequence[float], widths: Sequence[float], *, low: float, high: float, gap: float = 4.0
) -> list[Label]:
    """Place labels along an axis, on as few levels as can be, so that none overlaps another or another's stem.

    Parameters
    ----------
    stems : sequence of float
        Where on the axis each label belongs, in pixels.
    widths : sequence of float
        Width of each label, in pixels.
    low, high : float
        Edges of the drawing: no label reaches beyond them.
    gap : float
        Least room around a label.

    Returns
    -------
    list of Label
        In the order given. Levels count from 0, next to the axis; where it makes no difference to their number, a
        label is near the axis and centred on its stem.

    Raises
    ------
    ValueError
        If no arrangement exists.
    """
    order = sorted(range(len(stems)), key=lambda index: -stems[index])
    for levels in range(1, len(stems) + 1):
        choices = [
            [
                Label(stems[index], start, start + widths[index], align, level)
                for level in range(levels)
                for align, part in SIDES.items()
                if (start := stems[index] - part * widths[index]) >= low and start + widths[index] <= high
            ]
            for index in order
        ]
        result = _first_arrangement(choices, gap, [])
        if result is not None:
            return [label for _, label in sorted(zip(order, result, strict=True), key=lambda pair: pair[0])]
    raise ValueError(f"no room for {len(stems)} labels between {low:g} and {high:g}: fewer labels, or narrower ones")


def _first_arrangement(choices: Sequence[Sequence[Label]], gap: float, placed: list[Label]) -> list[Label] | None:
    """Return the first choice for each label that meets none before it, or None."""
    if len(placed) == len(choices):
        return placed
    for label in choices[len(placed)]:
        if not any(label.meets(other, gap) for other in placed):
            result = _first_arrangement(choices, gap, [*placed, label])
            if result is not None:
                return result
    return None
