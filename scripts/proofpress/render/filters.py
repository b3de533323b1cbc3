"""What registers can be filtered by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

SEARCHED = 12
"""Rows from which on a table is searched; a shorter one is read."""
Choice = tuple[str, str, list[tuple[str, str]]]


def options(values: Iterable[str], texts: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Return the choices of a filter: each value once, with its text, by text."""
    named = {value: (texts or {}).get(value, value) for value in values if value}
    return sorted(named.items(), key=lambda item: item[1].lower())


def table_filter(title: str, choices: Sequence[Choice], total: int) -> dict[str, Any] | None:
    """Return the filter of a table within a page; nothing for one that is short and offers no choice.

    Parameters
    ----------
    title : str
        The table's title.
    choices : sequence of tuple
        Key, heading and options of each choice.
    total : int
        Rows of the table.
    """
    if total < SEARCHED and not any(offered for _, _, offered in choices):
        return None
    return {"label": f"Filter the table: {title}", "choices": choices, "noun": "rows", "total": total}
