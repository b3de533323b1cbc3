"""Publication of a table of values from within a notebook: a reader orders and filters it, and opens each number.

The numbers are published values, with their trail and grade in the record; the table says where each stands. A cell
for which nothing is held is empty in the frame, and says so on the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..model.characters import check_texts, is_formula
from ..model.errors import Problem, PublishError, nearest
from ..model.slug import is_slug
from ..model.value_table import TableColumn, TableRow, ValueTable
from ..text.placeholders import fill
from . import publish
from .contract import check_name, check_text, missing_field
from .place import in_build, in_live_kernel
from .session import Session, session

if TYPE_CHECKING:
    import pandas as pd

TABLE_MIME = "application/vnd.proofpress.table+json"
ANALYSIS = "analysis:"
"""What a link to an analysis begins with; others name a row id."""


def publish_value_table(
    frame: pd.DataFrame,
    *,
    name: str,
    label: str,
    columns: Sequence[TableColumn],
    title: str = "",
    subtitle: str = "",
    note: str = "",
    groups: str = "",
    picks: Mapping[str, str] | None = None,
    missing: str = "not held",
    evidence: str = "",
) -> None:
    """Publish a table whose cells are texts that bind values, such as ``"{{ share-low }} to {{ share-high }}"``.

    Parameters
    ----------
    frame : DataFrame
        One row a row of the table. Its index holds the rows' names, slugs that stand in addresses for ever. A cell is
        a text, empty where nothing is held, or a list of links ``(label, target)``; a target is ``analysis:<slug>``
        or a row id that this notebook has loaded.
    name : str
        Slug of the table, unique in the notebook.
    label : str
        The column that heads each row.
    columns : sequence of TableColumn
        The other columns in order, each with its heading and what it means.
    title, subtitle, note : str, optional
        The finding; what is shown, where and when; what a reader must know to read it rightly. A Markdown cell
        ``::: table <name>`` gives them as prose (:mod:`proofpress.text.figure_texts`); then none is given here.
    groups : str, optional
        The column that puts rows into groups with a heading of their own.
    picks : mapping of str to str, optional
        Columns by whose cells readers choose rows, with the heading of the choice.
    missing : str
        What an empty cell says.
    evidence : str, optional
        Heading of a last column that the build fills: the weakest grade of the row's values, and of how many
        independent origins they are.

    Raises
    ------
    PublishError
        With all that breaks the contract.
    """
    head = TableColumn(label, str(label).replace("_", " ").capitalize())
    wanted = [head, *columns]
    known = [*(column.key for column in wanted), *([groups] if groups else []), *(picks or {})]
    place = f"table `{name or '?'}`"
    problems = _check_frame(frame, known, place)
    if problems:
        raise PublishError(problems)
    rows = tuple(_row(str(key), record, wanted, groups, picks or {}) for key, record in frame.iterrows())
    current, said = session(), (title, subtitle, note)
    elsewhere = bool(name) and not any(said)
    texts = _saved_texts(name, current) if elsewhere and not in_build() else said
    table = ValueTable(name, *texts, tuple(wanted), rows, dict(picks or {}), missing, evidence)
    _publish(table, _check_table(table, place, current, bound_later=elsewhere and in_build()), current)


def _publish(table: ValueTable, problems: Sequence[Problem], current: Session) -> None:
    """Show a table in the notebook's outputs; its problems are raised."""
    if problems:
        raise PublishError(problems)
    current.figures.add(table.name)
    publish.show(TABLE_MIME, table.payload(), {"text/plain": plain_table(table, current)})


def _saved_texts(name: str, current: Session) -> tuple[str, str, str]:
    """Return title, subtitle and note as the notebook's saved file has them."""
    saved = publish.saved_texts(name, current)
    return saved["title"], saved["subtitle"], saved["note"]


def _check_frame(frame: Any, known: Iterable[str], place: str) -> list[Problem]:
    """Return what is wrong with a frame: nothing in it, a column that it lacks, a row's name twice or no slug."""
    if not hasattr(frame, "columns") or frame.empty:
        return [Problem("no-rows", place, "the frame has no rows", "at least one", "none")]
    problems = [
        Problem("unknown-column", place, f"no column `{key}`", fix=nearest(key, map(str, frame.columns)))
        for key in known
        if key not in frame.columns
    ]
    names = [str(key) for key in frame.index]
    problems += [
        Problem("bad-slug", place, "the row's name", "a slug such as `mine-share`", repr(key))
        for key in names
        if not is_slug(key)
    ]
    twice = sorted({key for key in names if names.count(key) > 1})
    return [*problems, *(Problem("duplicate-slug", place, f"row `{key}` stands twice", "once") for key in twice)]


def _row(name: str, record: Any, columns: Iterable[TableColumn], groups: str, picks: Mapping[str, str]) -> TableRow:
    """Return a row of the table: lists are links, all else is text."""
    cells, links = {}, {}
    for column in columns:
        cell = record[column.key]
        if isinstance(cell, list | tuple) and cell:
            links[column.key] = tuple((str(label), str(target)) for label, target in cell)
        cells[column.key] = "" if isinstance(cell, list | tuple) or _is_nothing(cell) else str(cell)
    facts = {key: str(record[key]) for key in picks}
    return TableRow(name, str(record[groups]) if groups else "", cells, links, facts)


def _is_nothing(cell: Any) -> bool:
    """Whether a cell of a frame is empty: None, or what pandas puts in its place."""
    return cell is None or (isinstance(cell, float) and math.isnan(cell))


def _check_table(table: ValueTable, place: str, current: Session, *, bound_later: bool) -> list[Problem]:
    """Return what is wrong with a table's name, texts and links; a build binds texts of a cell of their own."""
    problems = check_name(table.name, () if in_live_kernel() else current.figures, "table", place)
    problems += [missing_field("columns", place)] if len(table.columns) < 2 else []
    needed = set() if bound_later else {"title", "subtitle", "note"}
    for where, text in table.texts():
        problems += check_text(where, text, place, current) if text or where in needed else []
        if is_formula(text):
            expected, fix = "a text that does not begin with `=`, `+`, `-`, `@` or a tab", "Put a word before it."
            problems.append(
                Problem("formula", f"{place}, {where}", "a spreadsheet would run this", expected, text, fix)
            )
    problems += check_texts(
        {
            "missing": table.missing,
            "evidence": table.evidence,
            "headings": [column.heading for column in table.columns],
        },
        place,
    )
    problems += [
        Problem("unknown-row", f"{place}, row `{row.name}`", f"link to `{target}`, which was not loaded")
        for row in table.rows
        for links in row.links.values()
        for _, target in links
        if not target.startswith(ANALYSIS) and target not in current.row_sources
    ]
    return problems


def plain_table(table: ValueTable, current: Session) -> str:
    """Return a table as lines of text, a cell a line, as JupyterLab shows it."""

    def text_of(text: str) -> str:
        return fill(
            text, lambda holder: current.values[holder.name].text if holder.name in current.values else holder.name
        )

    lines = [text_of(table.title)]
    for row in table.rows:
        lines.append(f"{row.group}: {row.name}" if row.group else row.name)
        for column in table.columns:
            links = ", ".join(label for label, _ in row.links.get(column.key, ()))
            lines.append(f"  {column.heading}: {links or text_of(row.cells[column.key]) or table.missing}")
    return "\n".join(lines)
