"""Publication of a table as a figure: a frame's rows as a page shows them, and as a picture made of the same data."""

from __future__ import annotations

import math
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..model.characters import check_texts
from ..model.data_table import Column, TableRecord
from ..model.errors import Problem, PublishError, nearest
from ..text.table_cells import cell_text, is_number
from ..text.tells import tells
from ..text.typed_numbers import find_typed_numbers
from .contract import missing_field
from .publish import publish_figure
from .session import ROWS, Session, join_rows, session
from .table_drawing import DrawnTable, own_columns
from .theme import is_colour

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 200
"""Rows of a table that is a figure: longer ones are read as data, on the page of their table."""
KINDS = "texts, numbers, true and false"


def publish_table(
    frame: pd.DataFrame,
    *,
    name: str = "",
    columns: Mapping[str, str | Column] | None = None,
    title: str = "",
    subtitle: str = "",
    note: str = "",
    alt: str = "",
    picks: Sequence[str] = (),
    missing: str = "–",
    sources: Sequence[str] = (),
    undrawn: Mapping[str, str] | None = None,
) -> None:
    """Publish a table under a slug, as a figure: readers order and filter it, and take a picture of it for slides.

    Parameters
    ----------
    frame : DataFrame
        One row a row of the table, in the order of the page, with the column ``rows``. Cells are texts, numbers, true
        or false, or nothing.
    name : str
        Slug of the figure, unique in the notebook; its address for ever.
    columns : mapping of str to str or Column
        Columns of ``frame`` in order, the first of which heads each row, to their headings; a
        :class:`~proofpress.model.data_table.Column` gives a unit, a format, bars, dots and an order too.
    title, subtitle, note, alt : str, optional
        As of :func:`publish_figure`; or a Markdown cell ``::: figure <name>`` gives them. The alt text is read where
        the picture stands: what the columns are, how many rows, what stands out.
    picks : sequence of str, optional
        Columns by whose cells readers choose rows.
    missing : str
        What a cell without anything says.
    sources : sequence of str, optional
        Sources beside those of the rows, by registry id.
    undrawn : mapping of str to str, optional
        As of :func:`publish_figure`.

    Raises
    ------
    PublishError
        With all that breaks the contract.
    """
    given = {key: item if isinstance(item, Column) else Column(str(item)) for key, item in (columns or {}).items()}
    table = _checked(frame, TableRecord(given, tuple(picks), missing), f"figure `{name or '?'}`")
    data = _laid(frame, table)
    apart = _own_trails(frame, data, table.record)
    publish_figure(
        lambda width: table.draw(data, apart, width),
        name=name,
        data=data,
        columns={key: column.head for key, column in given.items()},
        title=title,
        subtitle=subtitle,
        note=note,
        alt=alt,
        sources=sources,
        undrawn=undrawn,
    )


def _checked(frame: Any, record: TableRecord, place: str) -> DrawnTable:
    """Return a table with what its record leaves to the data.

    Raises
    ------
    PublishError
        With what is wrong with its frame, then with its record and cells.
    """
    current = session()
    problems = list(_check_frame(frame, record, place))
    if problems:
        raise PublishError(problems)
    rows = [_plain_row(row, record) for row in frame.to_dict("records")]
    problems = [*_check_record(record, place, current), *_check_rows(rows, record, place)]
    if problems:
        raise PublishError(problems)
    return DrawnTable(_resolved(record, rows, current), rows, current.carried)


def cross_table(frame: pd.DataFrame, *, row: str, column: str, cell: str) -> pd.DataFrame:
    """Return a frame with a row for each name of a column and a column for each name of another.

    Parameters
    ----------
    frame : DataFrame
        One row a cell, with the column ``rows``; names stand in their order, and a pair of names once.
    row, column, cell : str
        Columns of ``frame``: what heads the rows, what heads the columns, what stands in the cells.

    Returns
    -------
    DataFrame, shape (names of rows, names of columns + 2)
        ``row``, a column for each name of ``column`` and ``rows``: the ids of all its cells.

    Raises
    ------
    ValueError
        If a pair of names stands twice.
    """
    wide = frame.pivot(index=row, columns=column, values=cell)
    wide = wide.reindex(index=frame[row].unique(), columns=frame[column].unique())
    wide.columns.name = None
    wide[ROWS] = frame.groupby(row)[ROWS].agg(join_rows)
    return wide.reset_index()


def _laid(frame: pd.DataFrame, table: DrawnTable) -> pd.DataFrame:
    """Return the frame of the table's picture: what it says, where each row came from, and where cells stand."""
    kept = [*table.record.fields, *([ROWS] if ROWS in frame.columns else [])]
    return frame[kept].reset_index(drop=True).assign(**table.laid_columns())


def _own_trails(frame: pd.DataFrame, data: pd.DataFrame, record: TableRecord) -> dict[int, pd.DataFrame]:
    """Return the frames of those columns whose cells come from elsewhere than their row, by number."""
    result = {}
    for number, (key, column) in enumerate(record.columns.items()):
        if column.rows:
            trail = [own or row for own, row in zip(frame[column.rows], frame[ROWS], strict=True)]
            laid = [name for name in own_columns(number) if name in data.columns]
            result[number] = data[[key, *laid]].assign(**{ROWS: trail})
    return result


def _plain_row(row: Mapping[Any, Any], record: TableRecord) -> dict[str, Any]:
    """Return what a row of a frame says, its numbers as Python's own and gaps as None."""
    return {key: _plain(row[key]) for key in record.fields}


def _plain(cell: Any) -> Any:
    own = cell.item() if type(cell).__module__ == "numpy" and hasattr(cell, "item") else cell
    gap = own is None or type(own).__name__ in {"NAType", "NaTType"} or (isinstance(own, float) and math.isnan(own))
    return None if gap else own


def _resolved(record: TableRecord, rows: Sequence[Mapping[str, Any]], current: Session) -> TableRecord:
    """Return the record with what the author leaves to the data: where a bar is full, and the words to count."""

    def resolved(key: str, column: Column) -> Column:
        largest = max((row[key] for row in rows if is_number(row[key])), default=0)
        words = [cell_text(row[key], column, record.missing, current.carried) for row in rows]
        bar = (largest or 1) if column.bar is True else column.bar
        return replace(
            column, bar=bar, tally=dict(zip(words, words, strict=True)) if column.tally is True else column.tally
        )

    return replace(record, columns={key: resolved(key, column) for key, column in record.columns.items()})


def _check_frame(frame: Any, record: TableRecord, place: str) -> Iterator[Problem]:
    """Yield what is wrong with a table before its cells are looked at: no rows, too many, columns that it lacks."""
    if not hasattr(frame, "columns") or frame.empty:
        yield Problem("no-rows", place, "the frame has no rows", "at least one", "none")
        return
    if len(record.columns) < 2:
        yield missing_field(
            "columns", place, "a column that heads the rows and another", fix="Say what the table shows."
        )
    if len(frame) > MOST_ROWS:
        fix = "Publish what the reader needs of it; the whole stands on the page of its data table."
        yield Problem("long-table", place, "the table is too long", f"at most {MOST_ROWS} rows", str(len(frame)), fix)
    trails = [column.rows for column in record.columns.values() if column.rows]
    wanted = [("columns", key) for key in (*record.fields, *trails)] + [("picks", key) for key in record.picks]
    for what, key in wanted:
        known = frame.columns if what == "columns" else list(record.columns)
        if key not in known:
            thing = f"`{what}` names `{key}`, which the {'frame' if what == 'columns' else 'table'} lacks"
            yield Problem("unknown-column", place, thing, fix=nearest(str(key), map(str, known)))


def _check_record(record: TableRecord, place: str, current: Session) -> Iterator[Problem]:
    """Yield what is wrong with headings, formats, dots and the word for a gap."""
    yield from check_texts(dict(record.texts()), place)
    for where, text in record.texts():
        if where.startswith("the format"):
            continue
        for number in find_typed_numbers(text, current.vocabulary):
            fix = "Say it in the note, with a value."
            yield Problem("typed-number", place, f"{where} types “{number.text}”", "words", f"“{text}”", fix)
    for key, column in record.columns.items():
        if column.format and not _reads_one_number(column.format):
            got = f"“{column.format}”"
            yield Problem("bad-format", place, f"the format of column `{key}`", "one number, such as `{:.0f}%`", got)
        for word, colour in column.dots.items():
            if not is_colour(colour):
                fix = "Use `pp.RED`, `pp.BLUE`, `pp.OCHRE`, `pp.GREEN`, `pp.GREY` or `pp.INK`."
                thing = f"the dot of “{word}” in column `{key}`"
                yield Problem("bad-colour", place, thing, "a colour of the palette", repr(colour), fix)


def _reads_one_number(style: str) -> bool:
    """Whether a format string has one place, and what it makes of a number says that number."""
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(style) if name is not None]
        return names == [""] and tells(style.format(1.5), 1.5, hundredfold="%}" in style)
    except (ValueError, IndexError, KeyError):
        return False


def _check_rows(rows: Iterable[Mapping[str, Any]], record: TableRecord, place: str) -> list[Problem]:
    """Return what is wrong with cells: kinds that no page shows, bars that no cell holds, no name; at most five."""
    first = next(iter(record.columns))
    problems: list[Problem] = []
    for at, row in enumerate(rows, 1):
        for key, cell in row.items():
            bar = record.columns[key].bar if key in record.columns else False
            problems += _check_cell(cell, bar, f"{place}, column `{key}`, row {at}")
        if row[first] in (None, ""):
            problems.append(Problem("no-head", f"{place}, row {at}", "the row has no name", "a text", "nothing"))
    return problems[:5]


def _check_cell(cell: Any, bar: bool | float, where: str) -> Iterator[Problem]:
    """Yield what is wrong with a cell."""
    if not isinstance(cell, str | int | float | None) or (is_number(cell) and not math.isfinite(cell)):
        fix = "Convert the column, for example with `.astype(str)`."
        yield Problem("bad-column", where, "a table cannot show the cell", KINDS, repr(cell)[:60], fix)
    elif bar and is_number(cell) and not 0 <= cell <= (cell if bar is True else bar):
        expected = "a number from nought up" if bar is True else f"a number from nought to {bar:g}"
        fix = "Leave `bar` out, or name the number at which it is full."
        yield Problem("bad-bar", where, "a bar cannot show the cell", expected, f"{cell:g}", fix)
