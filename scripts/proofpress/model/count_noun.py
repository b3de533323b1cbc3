"""Numbers of things in messages: one place says when a noun stands in the plural."""

from __future__ import annotations


def count_noun(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural unless it is one.

    Examples
    --------
    >>> [count_noun(number, "row") for number in (0, 1, 2)]
    ['0 rows', '1 row', '2 rows']
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
