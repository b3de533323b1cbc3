"""What is wrong with a site's timelines: tables and columns that are none, cells that are no date or no address."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping

from ..model.characters import is_address
from ..model.errors import DataError, Problem, nearest
from ..model.records import Table
from ..model.settings import Settings
from ..model.timelines import Timeline

FILE = "mkdocs.yml"
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
WEB = ("https://", "http://")
Rows = Mapping[str, Mapping[str, str]]


def is_day(text: str) -> bool:
    """Whether a text is a day, a month or a year of the calendar, as a page's ``time`` element states it.

    Examples
    --------
    >>> [is_day(text) for text in ("2023-07-03", "2023-07", "2023", "2023-13", "2023-02-30", "July 2023", "2023-Q3")]
    [True, True, True, False, False, False, False]
    """
    if not DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text + "2000-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def check_timelines(settings: Settings, tables: Mapping[str, Table], rows: Rows) -> None:
    """Refuse timelines that the data cannot fill.

    Raises
    ------
    DataError
        With every table and column that is none, and every cell that is no date or no address.
    """
    problems = [problem for timeline in settings.timelines for problem in _problems(timeline, tables, rows)]
    if problems:
        raise DataError(problems)


def rows_of(timeline: Timeline, rows: Rows) -> dict[str, Mapping[str, str]]:
    """Return the rows of a timeline's table, by row id."""
    return {key: row for key, row in rows.items() if key.startswith(f"{timeline.table}:")}


def _problems(timeline: Timeline, tables: Mapping[str, Table], rows: Rows) -> Iterator[Problem]:
    place = f"{FILE}, `timelines.{timeline.page}`"
    table = tables.get(timeline.table)
    if table is None:
        yield Problem("unknown-table", place, f"no table `{timeline.table}`", fix=nearest(timeline.table, tables))
        return
    if table.is_large:
        thing = f"the rows of `{timeline.table}` are too many for a page"
        yield Problem("large-table", place, thing, "a table in CSV", "one in Parquet", "Name a smaller table.")
        return
    names = [str(field["name"]) for field in table.resource["schema"]["fields"]]
    missing = {key: column for key, column in timeline.columns.items() if column not in names}
    for key, column in missing.items():
        thing = f"`{timeline.table}` has no column `{column}`, which `{key}` names"
        yield Problem("unknown-column", place, thing, fix=nearest(column, names) or f"Known: {', '.join(names)}.")
    for row, cells in {} if missing else rows_of(timeline, rows).items():
        yield from _row_problems(timeline, table, row, cells)


def _row_problems(timeline: Timeline, table: Table, row: str, cells: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what keeps a row from a place in the timeline."""
    place, page = f"{table.path}, row {row.partition(':')[2]}", f"the timeline `{timeline.page}`"
    for column in timeline.dates.values():
        if cells[column] and not is_day(cells[column]):
            thing, expected = f"`{column}` is no date, which {page} needs", "a day, a month or a year: 2023-07-03"
            yield Problem("no-date", place, thing, expected, repr(cells[column]), "Correct it, or leave it empty.")
    first = [column for key, column in timeline.dates.items() if key in ("announced", "effective")]
    if not any(cells[column] for column in first):
        thing = f"{page} has no place for it: {' and '.join(f'`{column}`' for column in first)} empty"
        yield Problem("no-date", place, thing, "a date in one of them", "none", "Add the date.")
    if timeline.checked and not (is_day(cells[timeline.checked]) and len(cells[timeline.checked]) == len("2026-11-21")):
        thing = f"`{timeline.checked}` is no day, to which {page} tells the status"
        yield Problem("no-date", place, thing, "a day: 2023-07-03", repr(cells[timeline.checked]), "Add the day.")
    for column in filter(None, (timeline.text, timeline.pause_text)):
        if cells[column] and not (cells[column].startswith(WEB) and is_address(cells[column])):
            thing = f"`{column}` cannot be followed from {page}"
            expected = "an `https` or `http` address"
            yield Problem("bad-address", place, thing, expected, repr(cells[column]), "Correct it.")
