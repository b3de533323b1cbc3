"""What registers can be filtered by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def options(values: Iterable[str], texts: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Return the choices of a filter: each value once, with its text, by text."""
    named = {value: (texts or {}).get(value, value) for value in values if value}
    return sorted(named.items(), key=lambda item: item[1].lower())
