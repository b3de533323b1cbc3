"""A data file looked at before it becomes a table: types, keys, ranges, gaps, and what may not be published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.errors import Problem
from ..model.slug import slugify

if TYPE_CHECKING:
    import pandas as pd

SECRET = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "an access key": re.compile(
        r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}|xox[abpr]-[A-Za-z0-9-]{10,}|sk-[A-Za-z0-9_-]{20,})"
    ),
    "a token": re.compile(r"\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,}"),
    "a password in an address": re.compile(r"://[^/\s:@]+:[^/\s:@]+@"),
}
PERSONAL = {
    "a mail address": re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}"),
    "a telephone number": re.compile(r"(?<![\d.])\+\d{1,3}(?:[ ()/-]{0,2}\d){7,12}(?![\d.])"),
    "a number of social insurance": re.compile(r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)"),
    "an account number": re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}\b"),
}
PRIVATE_NAMES = re.compile(
    r"^(?:e_?mail.*|phone.*|mobile.*|passport.*|ssn|password|passwd|secret|token|api_?key|birth_?da(?:te|y)|date_of_birth"
    r"|home_?address|first_?name|last_?name|surname|full_?name)$"
)
YEARS = re.compile(r"(?:^|_)(?:year|yr|jahr|annee|ano|anno|jaar|rok|ar|aar)(?:_|$)|(?:year|jahr)")
"""Names of columns of years, in a few languages, without accents."""
SHOWN = 6
EXACT = 2**53
"""From here on a float no longer holds each whole number."""


@dataclass(frozen=True)
class Column:
    """A column as it was found: its name in the table, its type, and what its cells hold."""

    name: str
    type: str
    missing: int
    unique: int
    low: str
    high: str
    gaps: tuple[str, ...]

    @property
    def of_years(self) -> bool:
        """Whether it holds years: whole numbers of four digits, under a name that says so."""
        whole = self.type == "integer" and len(self.low) == len(self.high) == 4
        return whole and YEARS.search(self.name) is not None

    def __str__(self) -> str:
        span = f", {self.low} to {self.high}" if self.low else ""
        missing = f", {self.missing} missing" if self.missing else ""
        gaps = f", without {', '.join(self.gaps[:SHOWN])}" if self.gaps else ""
        return f"{self.name}: {self.type}, {self.unique} different{span}{missing}{gaps}"


def snake(name: str) -> str:
    """Return a column's name in small letters and underscores.

    Examples
    --------
    >>> snake("Capacity (MW)")
    'capacity_mw'
    """
    return slugify(str(name)).replace("-", "_") or "column"


def private_problems(frame: pd.DataFrame, path: Path) -> list[Problem]:
    """Return each column that holds what may not be published: secrets, and what tells of persons."""
    problems = []
    for name in frame.columns:
        if PRIVATE_NAMES.match(snake(name)):
            problems.append(_private(path, str(name), "its name says that it tells of persons or holds a secret"))
            continue
        what = next(_found(map(plain, frame[name])), None)
        if what:
            problems.append(_private(path, str(name), f"it holds {what}"))
    return problems


def _found(cells: Iterable[str]) -> Iterator[str]:
    for cell in cells:
        for what, pattern in {**SECRET, **PERSONAL}.items():
            if pattern.search(cell):
                yield what


def _private(path: Path, column: str, thing: str) -> Problem:
    fix = "Take the column out: a site publishes every cell of its tables. Change a secret that has left its place."
    return Problem("private-data", f"{path.name}, column `{column}`", thing, "nothing private", fix=fix)


def typed(cells: Iterable[Any]) -> str:
    """Return the type of a column's cells as a schema names it.

    Examples
    --------
    >>> typed(["1", "2", ""]), typed(["1.5"]), typed(["2024-05-01"]), typed(["a"])
    ('integer', 'number', 'date', 'string')
    """
    texts = [text for text in map(plain, cells) if text]
    rules = (
        ("integer", r"-?(?:0|[1-9]\d*)"),
        ("number", r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?"),
        ("date", r"\d{4}-\d{2}-\d{2}"),
        ("boolean", r"(?i:true|false)"),
    )
    return next((name for name, rule in rules if texts and all(re.fullmatch(rule, text) for text in texts)), "string")


def plain(cell: Any) -> str:
    """Return a cell as a table's file holds it; what is missing is empty."""
    if cell is None or cell != cell:  # noqa: PLR0124 - not a number
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return str(int(cell))
    text = str(cell).strip()
    return text[:10] if re.fullmatch(r"\d{4}-\d{2}-\d{2} 00:00:00", text) else text


def profile(frame: pd.DataFrame) -> list[Column]:
    """Return what each column holds."""
    columns = []
    for name in frame.columns:
        texts = [plain(cell) for cell in frame[name]]
        kind, there = typed(texts), [text for text in texts if text]
        ordered = sorted(there, key=float) if kind in {"integer", "number"} else sorted(there)
        low, high = (ordered[0], ordered[-1]) if ordered and kind != "string" else ("", "")
        columns.append(Column(snake(name), kind, len(texts) - len(there), len(set(there)), low, high, ()))
        if columns[-1].of_years:
            columns[-1] = replace(columns[-1], gaps=_gaps({int(text) for text in there}))
    return columns


def _gaps(years: set[int]) -> tuple[str, ...]:
    """Return the years that a column of years passes over."""
    return tuple(str(year) for year in range(min(years), max(years)) if year not in years)
