"""A text file read as a table: its delimiter, lines that are no rows, and numbers as other countries write them.

What could be read in two ways is left as it stands, and said.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..model.count_noun import count_noun
from ..model.errors import DataError, Problem

if TYPE_CHECKING:
    import pandas as pd

DELIMITERS = (",", ";", "\t", "|")
MOST_TOLD = 6
GAPS = frozenset({"na", "n/a", "#n/a", "n.a.", "k.a.", "nan", "null", "none", "-", "–", "—", "..", "...", "…", ":"})
"""What others write where nothing is known, in small letters."""
SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?:\D|$))")
POINT = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})")
WITH_UNIT = re.compile(r"[€$£¥] ?[+-]?\d[\d.,]*|[+-]?\d[\d.,]* ?[%‰€$£¥]")
PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
COMMA = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")


def read_rows(text: str, name: str) -> tuple[list[str], list[list[str]]]:
    """Return the head and the rows of a text whose delimiter is found.

    Parameters
    ----------
    text : str
        The file's; lines before its head that begin with `#` are passed over.
    name : str
        The file's, for messages.

    Raises
    ------
    DataError
        If it holds none, or with the lines whose number of cells is another.
    """
    lines = text.splitlines()
    passed = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    tried = [_split(lines[passed:], delimiter) for delimiter in DELIMITERS]
    numbered = max(tried, key=_evenness)
    if not numbered:
        raise DataError([Problem("no-rows", name, "it has no rows")])
    width = _width(numbered)
    rows = [(passed + at, _trimmed(row, width)) for at, row in numbered]
    wrong = [(at, row) for at, row in rows if len(row) != width]
    if wrong:
        fix = "Take out lines that are no rows, such as titles and notes; put cells that hold the delimiter in quotes."
        told = wrong[:MOST_TOLD]
        raise DataError(
            [
                Problem(
                    "uneven-row", f"{name}:{at}", "a row", count_noun(width, "cell"), count_noun(len(row), "cell"), fix
                )
                for at, row in told
            ]
        )
    return headed(rows, name)


def headed(numbered: Sequence[tuple[int, Sequence[Any]]], name: str) -> tuple[list[str], list[list[Any]]]:
    """Return head and rows of rows of one width, without columns that hold nothing.

    Raises
    ------
    DataError
        If there are none, or a column has no name: what stands first is then a title. The first column may have none.
    """
    if not numbered:
        raise DataError([Problem("no-rows", name, "it has no rows")])
    (line, head), *others = numbered
    texts = [str(cell).strip() for cell in head]
    kept = [at for at, text in enumerate(texts) if text or any(str(row[at]).strip() for _, row in others)]
    if unnamed := [at for at in kept[1:] if not texts[at]]:
        thing = f"the head names no column {', '.join(str(at + 1) for at in unnamed)}"
        fix = "Take out lines above the head, such as titles; give each column a name."
        raise DataError([Problem("unnamed-column", f"{name}:{line}", thing, "a name for each column", fix=fix)])
    return [texts[at] for at in kept], [[row[at] for at in kept] for _, row in others]


def _split(lines: Sequence[str], delimiter: str) -> list[tuple[int, list[str]]]:
    """Return rows that hold something, each with the number of the line on which it ends."""
    reader = csv.reader([f"{line}\n" for line in lines], delimiter=delimiter)
    return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]


def _width(rows: Iterable[tuple[int, list[str]]]) -> int:
    return Counter(len(row) for _, row in rows).most_common(1)[0][0]


def _evenness(rows: list[tuple[int, list[str]]]) -> tuple[int, int]:
    """Return how well a delimiter divides lines: how many have the usual number of cells, where that is not one."""
    width = _width(rows) if rows else 0
    return (sum(len(row) == width for _, row in rows) if width > 1 else 0), width


def _trimmed(row: list[str], width: int) -> list[str]:
    """Return a row without empty cells behind the last column."""
    return row if any(cell.strip() for cell in row[width:]) else row[:width]


def settle_numbers(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Return a table whose numbers have a decimal point and no marks between digits, and what was read so.

    Whether a comma divides digits or thousands is asked of the whole file: a column that can be read in one way only
    tells of the others. What a file holds as a number is one: beside it only the marks of gaps are read.
    """
    columns = {name: _texts(frame[name]) for name in frame.columns}
    held = {name for name in frame.columns if any(isinstance(cell, int | float | Decimal) for cell in frame[name])}
    ways = {name: [] if name in held else _ways(_numbers(texts)) for name, texts in columns.items()}
    certain = {way[0] for way in ways.values() if len(way) == 1}
    usual = next(iter(certain)) if len(certain) == 1 else ""
    settled, notes = frame.copy(), []
    for name, texts in columns.items():
        there = _numbers(texts)
        if name in held:
            read: Mapping[str, str] | None = {text: text for text in there}
        else:
            read = _read(there, ways[name][0] if len(ways[name]) == 1 else usual)
        if read is None:
            notes += [f"{name}: {left}" for left in _left(there, ways[name])]
            continue
        gaps = sorted({text for text in texts if text and text not in read})
        settled[name] = ["" if text not in read else cell if name in held else read[text]
                         for text, cell in zip(texts, frame[name], strict=True)]  # fmt: skip
        changed = next((text for text in there if read[text] != text), "")
        thousands = not changed and not usual and all(map(THOUSANDS.fullmatch, there)) and next(iter(there), "")
        notes += [f"{name}: `{changed}` is read as {read[changed]}"] if changed else []
        notes += [f"{name}: `{thousands}` is read as less than a thousand"] if thousands and name not in held else []
        notes += [f"{name}: `{'`, `'.join(gaps)}` is read as missing"] if gaps else []
    return settled, notes


def _left(there: Sequence[str], ways: Sequence[str]) -> Iterator[str]:
    """Yield why a column that looks like numbers stays text."""
    if len(ways) == 2:
        yield f"`{there[0]}` can be read in two ways and stays as it stands"
    elif there and all(map(WITH_UNIT.fullmatch, there)):
        yield f"`{there[0]}` stays text: a unit stands in the descriptor, not in the cells"
    elif 2 * sum(map(bool, map(PLAIN.fullmatch, there))) >= len(there) > 0:
        other = next(text for text in there if not PLAIN.fullmatch(text))
        yield f"`{other}` is no plain number, so that the column stays text"


def _texts(cells: Iterable[object]) -> list[str]:
    return ["" if cell is None or cell != cell else str(cell).strip().replace("−", "-") for cell in cells]  # noqa: PLR0124


def _numbers(texts: Iterable[str]) -> list[str]:
    """Return the cells that are neither empty nor the mark of a gap."""
    return [text for text in texts if text and text.lower() not in GAPS]


def _ways(there: Sequence[str]) -> list[str]:
    """Return the ways in which a column can be read as numbers."""
    closed = [SPACES.sub("", text) for text in there]
    return [name for name, rule in (("point", POINT), ("comma", COMMA)) if closed and all(map(rule.fullmatch, closed))]


def _read(there: Sequence[str], way: str) -> Mapping[str, str] | None:
    """Return each number by how it stands; None where a column holds others than numbers, or it is not clear which."""
    closed = {text: SPACES.sub("", text) for text in there}
    if way == "comma" and all(map(COMMA.fullmatch, closed.values())):
        return {text: number.replace(".", "").replace(",", ".") for text, number in closed.items()}
    if way == "point" and all(map(POINT.fullmatch, closed.values())):
        return {text: number.replace(",", "") for text, number in closed.items()}
    return closed if there and all(map(PLAIN.fullmatch, closed.values())) else None
