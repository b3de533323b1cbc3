"""Ranks without weights: the place of each row under each column, as bounds, and the rows that none beats.

A table of holds has columns that cannot be added up. Each orders the rows in its own way; a row's best and worst
place over all of them says how much its rank rests on the choice of the column, and nobody has to defend a weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from ledger.measures.holds import Bounds


@dataclass(frozen=True)
class Hold:
    """One row to be ranked: a good at a stage, with the bounds that it has under each column.

    ``good`` joins the stages of one good, of which a reader looks at one at a time. ``cells`` lacks the columns for
    which nothing is held.
    """

    name: str
    good: str
    cells: Mapping[str, Bounds] = field(default_factory=dict)


def _tighter(bounds: Bounds, rising: bool) -> Bounds:
    """Return the bounds turned so that more is tighter."""
    low, high = bounds
    return (low, high) if rising else (-high, -low)


def places(rows: Iterable[Hold], column: str, rising: bool = True) -> dict[str, tuple[int, int]]:
    """Return the best and the worst place of each row under one column.

    Parameters
    ----------
    rows : iterable of Hold
        Rows without the column have no place.
    column : str
        The column to order by.
    rising : bool
        Whether more is tighter; else less is.

    Returns
    -------
    dict of str to (int, int)
        A row stands behind those that are surely tighter, and before those that are surely looser: where bounds
        overlap its place is open.

    Examples
    --------
    >>> rows = [Hold("a", "a", {"x": (5, 9)}), Hold("b", "b", {"x": (6, 6)}), Hold("c", "c", {"x": (1, 2)})]
    >>> places(rows, "x")
    {'a': (1, 2), 'b': (1, 2), 'c': (3, 3)}
    """
    bounds = {row.name: _tighter(row.cells[column], rising) for row in rows if column in row.cells}
    result = {}
    for name, (low, high) in bounds.items():
        others = [other for key, other in bounds.items() if key != name]
        best = 1 + sum(other[0] > high for other in others)
        worst = 1 + sum(other[1] >= low for other in others)
        result[name] = (best, worst)
    return result


def stage_choices(rows: Sequence[Hold]) -> Iterator[tuple[Hold, ...]]:
    """Yield each choice of one stage a good, in the order of the rows."""
    goods: dict[str, list[Hold]] = {}
    for row in rows:
        goods.setdefault(row.good, []).append(row)
    yield from product(*goods.values())


def place_ranges(rows: Sequence[Hold], columns: Mapping[str, bool]) -> dict[str, tuple[int, int]]:
    """Return each row's best and worst place over all columns and all choices of stage.

    Parameters
    ----------
    rows : sequence of Hold
        One block of the table.
    columns : mapping of str to bool
        Column to whether more is tighter.

    Returns
    -------
    dict of str to (int, int)
        Without the rows that have none of the columns.
    """
    ranks: dict[str, list[int]] = {}
    for chosen in stage_choices(rows):
        for column, rising in columns.items():
            for name, pair in places(chosen, column, rising).items():
                ranks.setdefault(name, []).extend(pair)
    return {row.name: (min(ranks[row.name]), max(ranks[row.name])) for row in rows if row.name in ranks}


def beats(row: Hold, other: Hold, columns: Mapping[str, bool]) -> bool:
    """Return whether a row is surely tighter than another under every column that the other has."""
    shared = [column for column in columns if column in other.cells]
    if not shared or any(column not in row.cells for column in shared):
        return False
    return all(
        _tighter(row.cells[column], columns[column])[0] > _tighter(other.cells[column], columns[column])[1]
        for column in shared
    )


def unbeaten(rows: Sequence[Hold], columns: Mapping[str, bool]) -> list[str]:
    """Return the rows, of those with a figure, that no other row beats under every column.

    Examples
    --------
    >>> rows = [Hold("a", "a", {"x": (3, 3)}), Hold("b", "b", {"x": (2, 2)}), Hold("c", "c")]
    >>> unbeaten(rows, {"x": True})
    ['a']
    """
    ranked = [row for row in rows if any(column in row.cells for column in columns)]
    return [row.name for row in ranked if not any(beats(other, row, columns) for other in ranked if other is not row)]
