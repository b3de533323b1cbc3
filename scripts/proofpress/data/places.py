"""Places in data files, as messages name them."""

from __future__ import annotations


def show_place(path: str, row: int | None = None, column: str = "") -> str:
    """Return a place as shown in messages.

    Examples
    --------
    >>> show_place("data/tables/mines.csv", 3, "tonnes")
    'data/tables/mines.csv, row 3, column `tonnes`'
    """
    parts = [path, *([f"row {row}"] if row else []), *([f"column `{column}`"] if column else [])]
    return ", ".join(parts)
