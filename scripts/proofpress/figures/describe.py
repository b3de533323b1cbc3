"""A figure's long description, made from its data: what kind of chart, its columns, extremes and movements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..model.count_noun import count_noun
from ..model.records import Figure
from ..notebook.vegalite import leaves
from ..text.shown import show_number

KINDS = {
    "bar": "bars",
    "line": "lines",
    "point": "points",
    "circle": "points",
    "rect": "cells",
    "area": "areas",
    "arc": "segments",
    "tick": "ticks",
    "rule": "rules",
}
MOST_SERIES = 8
FEW = 12
"""Rows up to which a description lists every one."""
Row = Mapping[str, Any]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_year(key: str, heading: str, values: Iterable[Any]) -> bool:
    numbers = [value for value in values if _is_number(value)]
    if not numbers or not all(1800 <= number <= 2200 for number in numbers):
        return False
    whole = all(isinstance(number, int) and 1900 <= number <= 2100 for number in numbers)
    return _names_years(key, heading) or (whole and "(" not in heading)


def _names_years(key: str, heading: str) -> bool:
    return "year" in f"{key} {heading}".lower()


def _said(value: Any, figure: Figure) -> str:
    if value is None or value == "":
        return "no entry"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return show_number(value, exact=value in figure.carried) if _is_number(value) else str(value)


def _join(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


class FigureColumns:
    """A figure's main frame, its columns sorted into names, years and measures."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.rows: Sequence[Row] = figure.layers[0].records
        shown = figure.columns
        values = {key: [row.get(key) for row in self.rows] for key in shown}
        years = [key for key in shown if _is_year(key, shown[key], values[key])]
        self.years = sorted(years, key=lambda key: not _names_years(key, shown[key]))
        self.measures = [
            key for key in shown if key not in self.years and any(_is_number(value) for value in values[key])
        ]
        self.names = [
            key
            for key in shown
            if key not in self.years and key not in self.measures and len({str(v) for v in values[key]}) > 1
        ]
        keys = [*self.names[:1], *self.years[:1]]
        alone = len({tuple(str(row.get(key)) for key in keys) for row in self.rows}) == len(self.rows)
        self.telling = self.names[: 1 if alone else 2]
        """The names that tell rows of a year apart: the first, or the first two."""

    def said(self, value: Any) -> str:
        """Return what a cell says."""
        return _said(value, self.figure)

    def name(self, row: Row) -> str:
        """Return what a row is about, without its year."""
        return ", ".join(self.said(row[key]) for key in self.telling if row.get(key) not in (None, ""))

    def label(self, row: Row) -> str:
        """Return how a row is called: what it is about, and its year."""
        parts = [self.name(row), *(str(row[key]) for key in self.years[:1] if row.get(key) is not None)]
        return " ".join(part for part in parts if part) or "one row"


def read_row(reading: FigureColumns, row: Row) -> str:
    """Return what a mark says of a row of the figure's table: each entry after its column's heading."""
    result = [key for key in reading.figure.columns if row.get(key) not in (None, "")]
    texts = [
        f"{reading.figure.columns[key]}: {row[key] if key in reading.years else reading.said(row[key])}"
        for key in result
    ]
    return " ".join("; ".join(texts).split())


def read_marks(figure: Figure) -> dict[str, list[str]]:
    """Return what each row of a figure's data sets says as a mark, by data set.

    Rows of the table say themselves. A row of another data set, such as the end of a line, says the one row of the
    table that it agrees with; where there is none, or more than one, it is an annotation and says nothing.
    """
    reading = FigureColumns(figure)
    table, *others = figure.layers
    said = {table.name: [read_row(reading, row) for row in table.records]}
    for layer in others:
        meant = [
            [number for number, row in enumerate(table.records) if _agrees(reading, row, record)]
            for record in layer.records
        ]
        said[layer.name] = [said[table.name][numbers[0]] if len(numbers) == 1 else "" for numbers in meant]
    return said


def _agrees(reading: FigureColumns, row: Row, record: Row) -> bool:
    """Whether a row of another data set has columns of the table, each with the entry of this row."""
    shared = [key for key in reading.figure.columns if record.get(key) not in (None, "")]
    return bool(shared) and all(row.get(key) == record[key] for key in shared)


def describe_figure(figure: Figure) -> str:
    """Return a figure's long description as sentences.

    Parameters
    ----------
    figure : Figure
        Its table columns say what is described; the chart's marks say what kind it is.

    Returns
    -------
    str
        Kind of chart and number of rows, of a table its columns too; each measure's range with the rows at its
        ends; how each series moved from its first year to its last.
    """
    reading = FigureColumns(figure)
    marks = dict.fromkeys(KINDS[leaf.mark["type"]] for leaf in leaves(figure.spec) if leaf.mark["type"] in KINDS)
    kind = _join(list(marks)[:3]) if marks else "text"
    head = f"Chart of {kind}, from a table of {count_noun(len(reading.rows), 'row')}."
    if figure.table:
        head = f"Table of {count_noun(len(reading.rows), 'row')} and {count_noun(len(figure.columns), 'column')}."
    parts = [head, *(_range(reading, key) for key in reading.measures[:3])]
    parts += _movements(reading)
    if not reading.measures:
        parts += _listing(reading)
    return " ".join(part for part in parts if part)


def _range(reading: FigureColumns, key: str) -> str:
    known = [row for row in reading.rows if _is_number(row.get(key))]
    low, high = min(known, key=lambda row: row[key]), max(known, key=lambda row: row[key])
    heading = reading.figure.columns[key]
    if low[key] == high[key]:
        return f"{heading}: {reading.said(low[key])} in every row."
    lowest, highest = (f"{reading.said(row[key])} ({reading.label(row)})" for row in (low, high))
    return f"{heading}: lowest {lowest}, highest {highest}."


def _movements(reading: FigureColumns) -> list[str]:
    """Return how the first measure moved over the years, series by series."""
    if not reading.years or not reading.measures:
        return []
    year, measure = reading.years[0], reading.measures[0]
    series: dict[str, list[Row]] = {}
    for row in reading.rows:
        if _is_number(row.get(measure)) and _is_number(row.get(year)):
            series.setdefault(reading.name(row), []).append(row)
    if len(series) > MOST_SERIES:
        return []
    movements = []
    for name, rows in series.items():
        first, last = min(rows, key=lambda row: row[year]), max(rows, key=lambda row: row[year])
        if first[year] != last[year]:
            movements.append(
                f"{name + ': ' if name else ''}{reading.said(first[measure])} in {first[year]}, "
                f"{reading.said(last[measure])} in {last[year]}."
            )
    return movements


def _listing(reading: FigureColumns) -> list[str]:
    """Return the rows of a chart of words, where they are few; else how often each word of the last column stands."""
    if not reading.names:
        return []
    if len(reading.rows) <= FEW:
        return [
            "; ".join(": ".join(reading.said(row.get(key)) for key in reading.names[:2]) for row in reading.rows) + "."
        ]
    counts: dict[str, int] = {}
    for row in reading.rows:
        word = reading.said(row.get(reading.names[-1]))
        counts[word] = counts.get(word, 0) + 1
    if len(counts) > MOST_SERIES:
        return []
    texts = [f"{word} {count_noun(number, 'time')}" for word, number in counts.items()]
    return [f"{reading.figure.columns[reading.names[-1]]}: {_join(texts)}."]
