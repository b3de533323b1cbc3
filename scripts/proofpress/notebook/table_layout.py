"""Where the cells of a table stand in a picture of it: widths of columns, lines of words, heights of rows.

Widths are reckoned from letters, as for other labels of charts: kernels measure no typeface. A table that is too wide
is stacked: each row is its name, with a line for each other column below it.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LETTER = 6.9
"""Width that a letter at 13 pixels is given, in pixels: words of capitals and digits are wider than the mean."""
LINE = 17
"""Height of a line of text, in pixels."""
GAP = 16
"""Between columns, in pixels."""
PAD = 10
"""Above and below the words of a row together, in pixels."""
BAR = 8
"""What a bar below a number takes, in pixels."""
DOT = 14
"""What a dot before a word takes, in pixels."""
LEAST_BAR = 60
"""Width of a column with bars, in pixels, at least."""
SHORT = 11
"""Letters of a cell up to which it is kept in one line where there is room: a day of a month and year, an amount."""
ROOMY = 0.75
"""Part of the width that such cells and the longest words may take, so that long texts have the rest."""
MOST_LINES = 7
"""Lines of a cell from which on a table is stacked rather than squeezed."""
BREAK = "\n"


@dataclass(frozen=True)
class LaidColumn:
    """A column in a picture: its heading in lines, its left edge and width, and what stands beside or below words."""

    head: str
    left: int
    width: int
    bars: bool = False
    dots: bool = False


@dataclass(frozen=True)
class LaidRow:
    """A row in a picture: the line above it, the top of its words, its cells in lines, and where bars stand."""

    line: int
    top: int
    cells: tuple[str, ...]
    bars: tuple[int, ...]


@dataclass(frozen=True)
class Layout:
    """A table at one width: columns, rows, foot, height; stacked, a row's cells are its name and all the rest."""

    columns: tuple[LaidColumn, ...]
    rows: tuple[LaidRow, ...]
    foot: LaidRow | None
    height: int
    stacked: bool = False

    @property
    def width(self) -> int:
        """Where the last column ends."""
        return self.columns[-1].left + self.columns[-1].width


@dataclass(frozen=True)
class Asked:
    """A column to lay out: its heading, its words row by row, its foot, what stands with words, and at which edge."""

    head: str
    words: tuple[str, ...]
    bars: bool = False
    dots: bool = False
    foot: str | None = None
    right: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of its rows and of its foot, where the table has one."""
        return self.words if self.foot is None else (*self.words, self.foot)

    @property
    def natural(self) -> int:
        """The width in which no words break."""
        return self._width(max(map(len, (self.head, *self.words))))

    @property
    def least(self) -> int:
        """The width in which every single word has its place."""
        return self._width(max(len(word) for text in (self.head, *self.texts) for word in text.split() or [""]))

    @property
    def kept(self) -> int:
        """The width in which no short cell breaks either."""
        return max(self.least, self._width(max((len(text) for text in self.words if len(text) <= SHORT), default=0)))

    def _width(self, letters: int) -> int:
        return max(math.ceil(letters * LETTER) + (DOT if self.dots else 0), LEAST_BAR if self.bars else 0)


def broken(text: str, width: float) -> str:
    r"""Return a text in lines that are no wider than some pixels; a word that is wider is broken.

    Examples
    --------
    >>> broken("Licence for each export", 90)
    'Licence for\neach export'
    """
    return BREAK.join(textwrap.wrap(text, max(1, int(width / LETTER)), break_on_hyphens=False)) or " "


def lines_of(text: str) -> int:
    """Return how many lines a broken text has."""
    return text.count(BREAK) + 1


def shared_widths(columns: Sequence[Asked], width: int) -> list[int] | None:
    """Return the widths of columns side by side; none where a word would not have its place."""
    room = width - GAP * (len(columns) - 1)
    least, natural = [column.least for column in columns], [column.natural for column in columns]
    if sum(least) > room:
        return None
    if sum(kept := [column.kept for column in columns]) <= ROOMY * room:
        least = kept
    spare = room - sum(natural)
    if spare >= 0:
        return [int(own + spare / len(columns)) for own in natural]
    wanted = sum(max(own - low, 0) for own, low in zip(natural, least, strict=True))
    shares = [max(own - low, 0) / wanted for own, low in zip(natural, least, strict=True)]
    return [int(low + share * (room - sum(least))) for low, share in zip(least, shares, strict=True)]


def foot_widths(columns: Sequence[Asked], widths: Sequence[int]) -> list[int]:
    """Return the widths of columns' feet: one at the left edge reaches over those that follow and have no foot.

    Examples
    --------
    >>> foot_widths([Asked("Mine", ("a",), foot="All 9 rows"), Asked("Why", ("b",), foot="")], [40, 100])
    [156, 100]
    """
    result = list(widths)
    for number in reversed(range(len(columns) - 1)):
        if not columns[number].right and not columns[number + 1].foot:
            result[number] += GAP + result[number + 1]
    return result


def lay_out(columns: Sequence[Asked], width: int) -> Layout:
    """Return a table at some width: side by side where its words have their place, else stacked.

    Parameters
    ----------
    columns : sequence of Asked
        The first heads each row.
    width : int
        In pixels.
    """
    widths = shared_widths(columns, width)
    if widths is None:
        return _stacked(columns, width)
    cells = [
        [broken(text, own - (DOT if column.dots else 0)) for text in column.words]
        + ([] if column.foot is None else [broken(column.foot, foot)])
        for column, own, foot in zip(columns, widths, foot_widths(columns, widths), strict=True)
    ]
    if len(columns) > 2 and max(lines_of(text) for words in cells for text in words) > MOST_LINES:
        return _stacked(columns, width)
    return _side_by_side(columns, widths, list(zip(*cells, strict=True)))


def _side_by_side(columns: Sequence[Asked], widths: Sequence[int], rows: Iterable[tuple[str, ...]]) -> Layout:
    """Return a table whose columns stand side by side below their headings."""
    lefts = [sum(widths[:number]) + GAP * number for number in range(len(widths))]
    laid = tuple(
        LaidColumn(broken(column.head, own), left, own, column.bars, column.dots)
        for column, left, own in zip(columns, lefts, widths, strict=True)
    )
    at, placed = LINE * max(lines_of(column.head) for column in laid) + PAD // 2, []
    for cells in rows:
        top = at + PAD // 2
        ends = [top + LINE * lines_of(text) for text in cells]
        placed.append(LaidRow(at, top, cells, tuple(end + BAR // 2 - 2 for end in ends)))
        below = (end + (BAR if column.bars else 0) for end, column in zip(ends, columns, strict=True))
        at = max(below) + PAD // 2
    return _finished(laid, placed, at, columns)


def _stacked(columns: Sequence[Asked], width: int) -> Layout:
    """Return a table each of whose rows is a block: its name, then a line for each other column."""
    at, placed = 0, []
    for head, *rest in zip(*(column.texts for column in columns), strict=True):
        name = broken(head, width)
        told = zip(columns[1:], rest, strict=True)
        said = BREAK.join(broken(f"{column.head}: {text}", width) for column, text in told if text)
        top = at + PAD // 2
        below = top + LINE * lines_of(name)
        placed.append(LaidRow(at, top, (name, said or " "), (top, below)))
        at = below + LINE * lines_of(said or " ") + PAD // 2
    return _finished((LaidColumn("", 0, width), LaidColumn("", 0, width)), placed, at, columns, stacked=True)


def _finished(
    laid: tuple[LaidColumn, ...], rows: list[LaidRow], height: int, columns: Sequence[Asked], *, stacked: bool = False
) -> Layout:
    """Return a layout, its foot apart from its rows."""
    foot = rows.pop() if columns[0].foot is not None else None
    return Layout(laid, tuple(rows), foot, height, stacked)
