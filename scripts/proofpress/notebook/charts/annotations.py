"""Labels that place themselves: beside the point that each names, clear of all points and of one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .labels import BREAK, LETTER, LINE

AWAY = 10
"""Pixels from a point to its label."""
SIDES = ("right", "left", "above", "below", "above-right", "above-left", "below-right", "below-left")


@dataclass(frozen=True)
class Placed:
    """Where a label goes: its offset from its point in pixels, y growing downwards, and its alignment."""

    dx: float
    dy: float
    align: str


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: _Box) -> float:
        """Return the area that two boxes share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0.0) * max(height, 0.0)

    @property
    def area(self) -> float:
        """Size of the box."""
        return (self.right - self.left) * (self.bottom - self.top)


def place_labels(
    points: Sequence[tuple[float, float]],
    texts: Sequence[str],
    *,
    size: tuple[float, float],
    obstacles: Sequence[tuple[float, float]] = (),
    labelled: Sequence[tuple[tuple[float, float], str]] = (),
) -> list[Placed]:
    """Place a label beside each point so that as little as can be lies over points, other labels or the edge.

    Parameters
    ----------
    points : sequence of (x, y)
        What the labels name, in pixels from the upper left corner.
    texts : sequence of str
        One a point; may hold line breaks.
    size : (width, height)
        Of the drawing; a label beyond it would be cut.
    obstacles : sequence of (x, y)
        Other points that labels leave free.
    labelled : sequence of (point, text)
        Points that have a label to their right already.

    Returns
    -------
    list of Placed
        In the order given. Of equally free places the right comes first, then left, above and below.
    """
    width, height = size
    page = _Box(0, 0, width, height)
    taken = [_Box(x - 5, y - 5, x + 5, y + 5) for x, y in [*points, *obstacles]]
    taken += [_box(*point, _choice("right", text), text) for point, text in labelled]
    result = []
    for (x, y), text in zip(points, texts, strict=True):
        choices = [_choice(side, text) for side in SIDES]
        boxes = [_box(x, y, place, text) for place in choices]
        costs = [sum(box.shared(other) for other in taken) + 3 * (box.area - box.shared(page)) for box in boxes]
        best = costs.index(min(costs))
        taken.append(boxes[best])
        result.append(choices[best])
    return result


def _choice(side: str, text: str) -> Placed:
    """Return where a label on a side of its point goes; its first line's middle is what the offset moves."""
    more = LINE * text.count(BREAK)
    vertical = {"above": -AWAY - LINE / 2 - more, "below": AWAY + LINE / 2}
    first, _, second = side.partition("-")
    dy = vertical.get(first, -more / 2)
    across = second or first
    dx = {"right": AWAY, "left": -AWAY}.get(across, 0)
    return Placed(dx if not second else dx / 2, dy, {"right": "left", "left": "right"}.get(across, "center"))


def _box(x: float, y: float, place: Placed, text: str) -> _Box:
    """Return the room that a label takes."""
    lines = text.split(BREAK)
    width = LETTER * max(map(len, lines))
    start = x + place.dx - {"left": 0.0, "center": width / 2, "right": width}[place.align]
    top = y + place.dy - LINE / 2
    return _Box(start, top, start + width, top + LINE * len(lines))
