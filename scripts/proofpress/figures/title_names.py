"""Names in a title: those of the site's subjects, and those that the figure's own data hold."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.vocabulary import Vocabulary
from ..text.numbers import DAY, MONTH, MONTHS, YEAR

SHORT = 4
"""Letters up to which a word is told from others by its capitals: ``US`` is not ``us``."""
_DATED = re.compile(rf"\b({MONTH})(?=\s+(?:{DAY},?\s+)?{YEAR}\b)|\b{DAY}\s+({MONTH})\b")
_CAPITALISED = re.compile(r"[A-Z][\w&]*[a-zA-Z][\w&]*")
_CODED = re.compile(r"#[0-9a-fA-F]{3,8}|[a-z0-9_-]*\d[a-z0-9_-]*|\d{4}-\d\d-\d\d.*")
"""Cells that are codes: colours, ids, dates."""
_BETWEEN = re.compile(r"[\s-]+")
"""What stands between the words of a phrase."""
_WORD = re.compile(r"[a-z-]{1,2}|[a-z]+")
"""Cells that are words for a kind, such as ``missed``: a name has a capital or is a phrase."""


@dataclass(frozen=True)
class Name:
    """A name that stands in a title, and the words by which a picture may print it."""

    text: str
    words: tuple[str, ...]

    def is_in(self, texts: str) -> bool:
        """Whether some texts hold one of its words."""
        return any(word_pattern(word).search(texts) for word in self.words)


@functools.cache
def word_pattern(word: str) -> re.Pattern[str]:
    """Return the pattern of a word or phrase that stands by itself; ``US`` of ``US$`` does not."""
    flags = re.IGNORECASE if len(word) > SHORT or not word.isupper() else 0
    spaced = r"[\s-]+".join(re.escape(part) for part in _BETWEEN.split(word.replace("’", "'")))
    return re.compile(rf"(?<![\w$]){spaced}(?![\w$])", flags)


def names_in(title: str, records: Iterable[Mapping[str, Any]], vocabulary: Vocabulary) -> list[Name]:
    """Return the names in a title: subjects of the site, months of dates, and what the figure's text columns hold.

    Parameters
    ----------
    title : str
        With its numbers filled in.
    records : iterable of mapping
        The rows of the figure's data sets.
    vocabulary : Vocabulary
        Of the site: its subjects, each with other words for it.
    """
    text = title.replace("’", "'")
    names: dict[tuple[int, int], Name] = {}
    cells = {cell for row in records for cell in _texts_of(row) if not _CODED.fullmatch(cell)}
    found = [*_subjects(text, vocabulary), *_dates(text), *_cells(text, cells, vocabulary), *_parts(text, cells)]
    for start, name in found:
        span = (start, start + len(name.text))
        if not any(span[0] < end and begin < span[1] for begin, end in names):
            names[span] = name
    return [names[span] for span in sorted(names)]


def _texts_of(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield the texts of a row; lines of a label are joined."""
    for cell in row.values():
        if isinstance(cell, str):
            yield " ".join(cell.replace("’", "'").split())
        elif isinstance(cell, list | tuple) and all(isinstance(line, str) for line in cell):
            yield " ".join(" ".join(cell).replace("’", "'").split())


def _subjects(title: str, vocabulary: Vocabulary) -> Iterator[tuple[int, Name]]:
    """Yield the site's subjects that a title names, the longest words first."""
    known = [(word, (name, *others)) for name, others in vocabulary.subjects for word in (name, *others)]
    for word, words in sorted(known, key=lambda item: -len(item[0])):
        for match in word_pattern(word).finditer(title):
            yield match.start(), Name(match[0], words)


def _dates(title: str) -> Iterator[tuple[int, Name]]:
    """Yield the months of dates, which a picture may shorten."""
    for match in _DATED.finditer(title):
        month = match[1] or match[2]
        full = next(name for name in MONTHS if name.startswith(month[:3]))
        short = (full[:3], "Sept") if full == "September" else (full[:3],)
        yield match.start(1 if match[1] else 2), Name(month, (full, *short))


def _cells(title: str, cells: Iterable[str], vocabulary: Vocabulary) -> Iterator[tuple[int, Name]]:
    """Yield the cells that stand whole in a title, the longest first."""
    same = [(word, *others) for word, others in vocabulary.synonyms]
    lowered = title.lower()
    near = [cell for cell in cells if _BETWEEN.split(cell, maxsplit=1)[0].lower() in lowered]  # few, of hundreds
    for cell in sorted(near, key=lambda text: (-len(text), text)):
        if _WORD.fullmatch(cell) or len(cell) < len("US"):
            continue
        for match in word_pattern(cell).finditer(title):
            others = {word for words in same if cell in words for word in words}
            yield match.start(), Name(match[0], (cell, *sorted(others - {cell})))


def _parts(title: str, cells: Iterable[str]) -> Iterator[tuple[int, Name]]:
    """Yield the words with a capital that a title shares with a cell; its first word may be no name."""
    held = {word for cell in cells for word in _CAPITALISED.findall(cell)}
    for match in _CAPITALISED.finditer(title):
        if match[0] in held and (match.start() or title[match.end() :].startswith("'s")):
            yield match.start(), Name(match[0], (match[0],))
