"""Large tables in a kernel: the rows that fit, each with the id of the short range of rows that it stands in.

Ten million rows cannot have an id each. Those that a selection finds are cut into ranges, so many that each is short;
where ranges are joined, those that follow one another become one, and a trail stays a filter and a few ranges.
"""

from __future__ import annotations

import itertools
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..data.parquet import LIBRARY, read_selection_of
from ..data.row_ranges import SOURCE, RowRange, read_range
from ..data.selection import Condition, Selection
from ..model.files import ProjectFiles
from ..model.records import Table
from .guard_state import STATE, trusted

if TYPE_CHECKING:
    import pandas as pd

MOST_PIECES = 20_000
"""Ranges that the rows of one selection and source are cut into."""
MOST_RANGES = 50
"""Ranges of a trail, of one selection and source; beyond them the nearest are joined with what stands between."""
_lent: dict[str, Any] = {}
"""The library's modules where a notebook must not reach them: loaded anew from its file it would end the process."""
_used: set[str] = set()


@dataclass(frozen=True)
class Pieces:
    """The ranges that the rows of a selection are cut into, in the order of the file.

    Attributes
    ----------
    first, last : sequence of int
        The first and the last row of each piece, counted from 1 in the file.
    below : sequence of int
        How many rows that fit stand before each piece; one more number than pieces.
    """

    table: str
    where: str
    first: Sequence[int]
    last: Sequence[int]
    below: Sequence[int]

    def joined(self, start: int, end: int) -> RowRange:
        """Return the range from one piece to another, both of it."""
        count = self.below[end + 1] - self.below[start]
        return RowRange(self.table, self.where, self.first[start], self.last[end], count)

    def at(self, given: RowRange) -> tuple[int, int]:
        """Return the numbers of the first and the last piece of a range."""
        return bisect_right(self.first, given.first) - 1, bisect_right(self.first, given.last) - 1


@contextmanager
def library() -> Iterator[None]:
    """Let the package read through a library that opens files without telling, which a notebook may not use."""
    sys.modules.update(_lent)
    try:
        yield
    finally:
        names = [name for name in sys.modules if name.partition(".")[0].lstrip("_") == LIBRARY]
        _used.update([LIBRARY] if names else [])
        if STATE.active:
            _lent.update({name: sys.modules.pop(name) for name in names})


def used_library() -> set[str]:
    """Return the library's name if this kernel has read through it: results depend on its version."""
    return set(_used)


def load_rows(
    table: Table, files: ProjectFiles, selection: Selection, held: dict[tuple[str, str], Pieces]
) -> tuple[pd.DataFrame, pd.Series[Any], dict[str, str]]:
    """Return the rows that fit with the columns asked for, the id of each row's range, and the source of each range.

    Parameters
    ----------
    table : Table
        A large one.
    files : ProjectFiles
        The project's files.
    selection : Selection
        What is asked of it.
    held : dict
        The pieces of each selection by table and conditions, to which these are added.
    """
    import numpy as np
    import pandas as pd

    several = len(table.sources) > 1
    columns = dict.fromkeys([*selection.columns, *([SOURCE] if several else [])])
    with trusted(), library():
        path = files.located(table.path)
        whole = Selection(tuple(columns), selection.conditions)
        read, positions = read_selection_of(path, table.path, table.resource["schema"], whole)
    ids = np.empty(len(positions), dtype=object)
    sources: dict[str, str] = {}
    for source in table.sources:
        own = np.flatnonzero(read[SOURCE] == source) if several else np.arange(len(positions))
        where = "".join(condition.name for condition in _with_source(selection, source if several else ""))
        pieces = _cut(table.name, where, positions[own])
        held[table.name, where] = pieces
        names = [pieces.joined(n, n).row for n in range(len(pieces.first))]
        ids[own] = np.repeat(np.array(names, dtype=object), np.diff(pieces.below))
        sources |= dict.fromkeys(names, source)
        if not several:
            break
    frame = pd.DataFrame({name: read[name] for name in selection.columns}, copy=False)
    return frame, pd.Series(ids, dtype="str"), sources


def _with_source(selection: Selection, source: str) -> tuple[Condition, ...]:
    """Return a selection's conditions, with that of a source where a table has several."""
    own = {condition.name: condition for condition in selection.conditions}
    if source:
        condition = Condition(SOURCE, "==", source, "string")
        own[condition.name] = condition
    return tuple(own[name] for name in sorted(own))


def _cut(table: str, where: str, positions: Any) -> Pieces:
    """Return rows cut into pieces of equal numbers of rows."""
    step = max(1, -(-len(positions) // MOST_PIECES))
    starts = list(range(0, len(positions), step))
    ends = [*starts[1:], len(positions)]
    first = [int(positions[start]) for start in starts]
    last = [int(positions[end - 1]) for end in ends] if starts else []
    return Pieces(table, where, first, last, [*starts, len(positions)])


def condensed(rows: Iterable[str], held: dict[tuple[str, str], Pieces]) -> tuple[set[str], dict[str, str]]:
    """Return row ids with the ranges of each selection joined, and for each new range one that it was joined from.

    Parameters
    ----------
    rows : iterable of str
        Ids, of which those that are no ranges stay as they are.
    held : dict
        The pieces of each selection.
    """
    result: set[str] = set()
    parts: dict[tuple[str, str], dict[str, tuple[int, int]]] = {}
    for row in rows:
        known = read_range(row)
        key = (known.table, known.where) if known else ("", "")
        if known is None or key not in held:
            result.add(row)
        else:
            parts.setdefault(key, {})[row] = held[key].at(known)
    came_from: dict[str, str] = {}
    for key, spans in parts.items():
        one = next(iter(spans))
        for start, end in _runs(sorted(spans.values())):
            row = held[key].joined(start, end).row
            result.add(row)
            came_from[row] = one
    return result, came_from


def _runs(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans with those that meet joined; beyond the most that a trail has, those with the smallest gaps too."""
    runs = [list(spans[0])]
    for start, end in spans[1:]:
        if start <= runs[-1][1] + 1:
            runs[-1][1] = max(end, runs[-1][1])
        else:
            runs.append([start, end])
    if len(runs) > MOST_RANGES:
        gaps = sorted(range(1, len(runs)), key=lambda at: (runs[at - 1][1] - runs[at][0], at))
        kept = sorted(gaps[: MOST_RANGES - 1])
        cuts = [0, *kept, len(runs)]
        runs = [[runs[start][0], runs[end - 1][1]] for start, end in itertools.pairwise(cuts)]
    return [(start, end) for start, end in runs]
