"""Canonical JSON: equal structures have equal bytes, so that hashes and files can be compared."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Container
from typing import Any

DIGITS = 12
"""Significant digits kept of a computed number; beyond them processors disagree."""
WHOLE = 2**53
"""Below this number every whole number is kept, and none above it can be told from its neighbours everywhere."""


def canonical_number(value: float) -> float | int:
    """Return a computed number: whole numbers below 2**53 as integers, others rounded to twelve significant digits.

    Raises
    ------
    ValueError
        If the number is NaN or infinite.

    Examples
    --------
    >>> canonical_number(0.1 + 0.2)
    0.3
    >>> canonical_number(2.0), canonical_number(123456789012345.0), canonical_number(-0.0)
    (2, 123456789012345, 0)
    """
    exact = exact_number(value)
    return exact if isinstance(exact, int) else exact_number(float(f"{value:.{DIGITS}g}"))


def exact_number(value: float) -> float | int:
    """Return a number that is carried over: whole numbers below 2**53 as integers, others to the last digit.

    Raises
    ------
    ValueError
        If the number is NaN or infinite.

    Examples
    --------
    >>> exact_number(1234567890.12345), exact_number(7.0)
    (1234567890.12345, 7)
    """
    if not math.isfinite(value):
        raise ValueError(f"not a finite number: {value}")
    return int(value) if float(value).is_integer() and abs(value) < WHOLE else value


def canonical(value: Any, number: Callable[[float], float | int] = canonical_number) -> Any:
    """Return a JSON-like structure with every float in canonical form, or as another function gives it."""
    if isinstance(value, bool) or value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return number(value)
    if isinstance(value, dict):
        return {str(key): canonical(item, number) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [canonical(item, number) for item in value]
    raise TypeError(f"not a JSON value: {type(value).__name__}")


def keeping(carried: Container[float]) -> Callable[[float], float | int]:
    """Return what rounds numbers as computed ones, but for those that are carried over."""
    return lambda number: exact_number(number) if number in carried else canonical_number(number)


def to_json(value: Any, *, indent: int | None = 1, number: Callable[[float], float | int] = canonical_number) -> str:
    """Return canonical JSON text: sorted keys, canonical numbers, one final newline when indented.

    ``number`` gives another form of numbers: :func:`exact_number` where those that were computed are rounded already.
    """
    text = json.dumps(
        canonical(value, number),
        sort_keys=True,
        ensure_ascii=False,
        indent=indent,
        separators=(",", ": ") if indent else (",", ":"),
        allow_nan=False,
    )
    return text + "\n" if indent else text
