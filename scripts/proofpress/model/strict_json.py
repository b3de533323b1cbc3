"""JSON read as one thing or not at all: no key twice in an object, no numbers of Python alone, no endless lists."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NoReturn


def read_strictly(text: str) -> Any:
    """Return what a JSON text holds; a bad merge doubles keys, and the second would hide the first.

    Raises
    ------
    ValueError
        If the text is no JSON, holds a key twice, NaN or an infinity, or lists in lists deeper than can be read.

    Examples
    --------
    >>> read_strictly('{"a": [1]}')
    {'a': [1]}
    """
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("lists in lists without end") from None


def _object(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key, value in pairs:
        if key in content:
            raise ValueError(f"key `{key}` twice in one object")
        content[key] = value
    return content


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")
