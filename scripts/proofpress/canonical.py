"""One way to write a number, a structure and a name, so that equal things have equal bytes."""

from __future__ import annotations

import hashlib
import json
import math
import re
import unicodedata
from pathlib import Path
from typing import Any

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DIGITS = 12
"""Significant digits kept of a computed number; beyond them processors disagree."""


def sha256(data: bytes | str) -> str:
    """Return the SHA-256 of bytes, or of text as UTF-8, in hexadecimal."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def sha256_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return sha256(path.read_bytes())


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


def slugify(text: str) -> str:
    """Return the slug of a text: lower-case ASCII words joined by hyphens; a slug is its own slug.

    Examples
    --------
    >>> slugify("Cobalt_concentration 2025")
    'cobalt-concentration-2025'
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_text))


def is_slug(text: str) -> bool:
    """Whether a text is a slug: lower-case ASCII letters and digits, words joined by single hyphens."""
    return SLUG.fullmatch(text) is not None
