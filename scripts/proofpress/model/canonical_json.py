"""Canonical JSON: equal structures have equal bytes, so that hashes and files can be compared."""

from __future__ import annotations

import json
import math
from typing import Any

DIGITS = 12
"""Significant digits kept of a computed number; beyond them processors disagree."""


def canonical_number(value: float) -> float | int:
    """Return a number rounded to twelve significant digits, whole numbers as integers.

    Raises
    ------
    ValueError
        If the number is NaN or infinite.

    Examples
    --------
    >>> canonical_number(0.1 + 0.2)
    0.3
    >>> canonical_number(2.0)
    2
    """
    if not math.isfinite(value):
        raise ValueError(f"not a finite number: {value}")
    rounded = float(f"{value:.{DIGITS}g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 2**53 else rounded


def canonical(value: Any) -> Any:
    """Return a JSON-like structure with every float in canonical form."""
    if isinstance(value, bool) or value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return canonical_number(value)
    if isinstance(value, dict):
        return {str(key): canonical(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [canonical(item) for item in value]
    raise TypeError(f"not a JSON value: {type(value).__name__}")


def to_json(value: Any, *, indent: int | None = 1) -> str:
    """Return canonical JSON text: sorted keys, canonical numbers, one final newline when indented."""
    text = json.dumps(
        canonical(value),
        sort_keys=True,
        ensure_ascii=False,
        indent=indent,
        separators=(",", ": ") if indent else (",", ":"),
        allow_nan=False,
    )
    return text + "\n" if indent else text
