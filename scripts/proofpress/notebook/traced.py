"""Traced numbers: a number with the ids of the rows that it was computed from, which arithmetic hands on.

Taken through the package (:mod:`.taking`), a number needs no typed trail where it is published.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from typing import Any

from ..model.errors import Problem, PublishError


class Traced:
    """A number, or a word, with the ids of the rows that it came from.

    ``+ - * / // % **``, ``abs``, ``round`` and minus give traced numbers with the rows of both sides. Comparisons give
    plain answers, and ``float`` the plain number: what is computed from that must say its rows where it is published.

    Parameters
    ----------
    value : float, int or str
        The number itself.
    rows : iterable of str
        Row ids such as ``table:key``.

    Examples
    --------
    >>> part, whole = Traced(1.0, ["t:a"]), Traced(4.0, ["t:a", "t:b"])
    >>> 100 * part / whole
    Traced(25.0, rows=('t:a', 't:b'))
    """

    __slots__ = ("row_ids", "value")
    __array_priority__ = 1000

    def __init__(self, value: Any, rows: Iterable[str]) -> None:
        self.value = value.item() if hasattr(value, "item") else value
        self.row_ids = tuple(sorted(set(rows)))

    def __repr__(self) -> str:
        return f"Traced({self.value!r}, rows={self.row_ids!r})"

    def __str__(self) -> str:
        return str(self.value)

    def __format__(self, spec: str) -> str:
        return format(self.value, spec)

    def __hash__(self) -> int:
        return hash(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __float__(self) -> float:
        return float(self.value)

    def __int__(self) -> int:
        return int(self.value)

    def __index__(self) -> int:
        return operator.index(self.value)

    def __neg__(self) -> Traced:
        return Traced(-self.value, self.row_ids)

    def __abs__(self) -> Traced:
        return Traced(abs(self.value), self.row_ids)

    def __round__(self, digits: int | None = None) -> Traced:
        return Traced(round(self.value, digits) if digits is not None else round(self.value), self.row_ids)

    def __eq__(self, other: object) -> bool:
        return bool(self.value == untraced(other))

    def __lt__(self, other: Any) -> bool:
        return bool(self.value < untraced(other))

    def __le__(self, other: Any) -> bool:
        return bool(self.value <= untraced(other))

    def __gt__(self, other: Any) -> bool:
        return bool(self.value > untraced(other))

    def __ge__(self, other: Any) -> bool:
        return bool(self.value >= untraced(other))

    def __add__(self, other: Any) -> Traced:
        return _combined(operator.add, self, other)

    def __radd__(self, other: Any) -> Traced:
        return _combined(operator.add, other, self)

    def __sub__(self, other: Any) -> Traced:
        return _combined(operator.sub, self, other)

    def __rsub__(self, other: Any) -> Traced:
        return _combined(operator.sub, other, self)

    def __mul__(self, other: Any) -> Traced:
        return _combined(operator.mul, self, other)

    def __rmul__(self, other: Any) -> Traced:
        return _combined(operator.mul, other, self)

    def __truediv__(self, other: Any) -> Traced:
        return _combined(operator.truediv, self, other)

    def __rtruediv__(self, other: Any) -> Traced:
        return _combined(operator.truediv, other, self)

    def __floordiv__(self, other: Any) -> Traced:
        return _combined(operator.floordiv, self, other)

    def __mod__(self, other: Any) -> Traced:
        return _combined(operator.mod, self, other)

    def __pow__(self, other: Any) -> Traced:
        return _combined(operator.pow, self, other)

    def __rpow__(self, other: Any) -> Traced:
        return _combined(operator.pow, other, self)


def untraced(number: Any) -> Any:
    """Return a number without its rows; of a number that is not traced, itself."""
    return number.value if isinstance(number, Traced) else number


def _combined(operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Traced:
    """Return what an operation makes of two numbers, with the rows of both."""
    for side in (left, right):
        if hasattr(side, "__len__") and not isinstance(side, str):
            got = type(side).__name__
            fix = "Aggregate the frame first, as with `total(frame, column)`, or compute with plain numbers."
            raise PublishError([Problem("traced-series", "a traced number", "the other side", "one number", got, fix)])
    rows = [row for side in (left, right) for row in (side.row_ids if isinstance(side, Traced) else ())]
    return Traced(operation(untraced(left), untraced(right)), rows)
