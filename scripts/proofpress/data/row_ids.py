"""Row ids: one for each row, whatever its key holds, so that a trail leads to one row and no other."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

PLAIN = frozenset("-._/,()’'")
"""Marks that a row id may hold; with letters and digits of any script they need no escape in addresses or anchors."""
RESERVED = ("claim", "status", "check")
"""What the row ids of claims and of the audit begin with, so that no table may have these names."""


def key_of(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the columns of a schema's primary key."""
    key = schema["primaryKey"]
    return (key,) if isinstance(key, str) else tuple(key)


def row_name(cells: Iterable[str]) -> str:
    """Return a row's name within its table: the cells of its key as printed, joined by ``+``.

    What could be mistaken for a joint, end the id, or be read otherwise in an address stands as ``~`` with its code, so
    that two keys never share a name.

    Examples
    --------
    >>> row_name(["a+b", "c"]), row_name(["a", "b+c"]), row_name(["Côte d’Ivoire", "2020"])
    ('a~2bb+c', 'a+b~2bc', 'Côte~20d’Ivoire+2020')
    """
    return "+".join(map(escaped, cells))


def row_id(table: str, row: Mapping[str, str], key: Sequence[str]) -> str:
    """Return the id of a table's row, its cells as printed."""
    return f"{table}:{row_name(row[name] for name in key)}"


def escaped(text: str, plain: Container[str] = PLAIN) -> str:
    """Return a text as a row id holds it: marks that are not plain as ``~`` with their code."""
    if text.isalnum():  # most cells are, and a build asks for some thousand
        return text
    return "".join(letter if letter.isalnum() or letter in plain else _code(letter) for letter in text)


def _code(letter: str) -> str:
    return "".join(f"~{byte:02x}" for byte in letter.encode())
