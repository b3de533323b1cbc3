"""Cells of a table against its schema: what frictionless finds, and what a notebook could not load."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..model.errors import Problem
from .cells import missing_values, read_columns
from .places import show_place
from .row_ids import key_of
from .tables import unreadable


def check_cells(path: str, content: bytes, schema: Mapping[str, Any]) -> list[Problem]:
    """Return each cell, row or key that breaks a schema or that a notebook could not load, once.

    Parameters
    ----------
    path : str
        As shown in messages.
    content : bytes
        The CSV file, its header that of the schema.
    schema : mapping
        The Table Schema, of columns that can be read.
    """
    rows = list(csv.reader(io.StringIO(content.decode())))[1:]
    own = [*_unreadable_cells(path, rows, schema), *_gaps_in_keys(path, rows, schema)]
    misread = {problem.place for problem in own}
    problems = [
        problem
        for problem in _by_frictionless(path, content, schema)
        if problem.code != "constraint-error" or problem.place not in misread
    ]
    places = {problem.place for problem in problems}
    return [*problems, *(problem for problem in own if problem.place not in places)]


def _unreadable_cells(path: str, rows: Sequence[Sequence[str]], schema: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield each cell that Table Schema takes and a notebook could not load."""
    width = len(schema["fields"])
    at = [number for number, row in enumerate(rows, 2) if len(row) == width]  # frictionless tells of the others
    _, bad = read_columns([rows[number - 2] for number in at], schema)
    for index, *cell in bad:
        yield unreadable(path, at[index - 2], *cell)


def _gaps_in_keys(path: str, rows: Sequence[Sequence[str]], schema: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield each missing cell of a key whose other cells are there; frictionless tells of keys that miss all."""
    fields = {str(field["name"]): (at, missing_values(field, schema)) for at, field in enumerate(schema["fields"])}
    key = [(name, *fields[name]) for name in (key_of(schema) if schema.get("primaryKey") else ()) if name in fields]
    for number, row in enumerate(rows, 2):
        gaps = [name for name, at, missing in key if at < len(row) and row[at] in missing]
        if len(gaps) < len(key):
            for name in gaps:
                yield Problem(
                    "missing-key", show_place(path, number, name), "the key has a gap", "a key", fix="Give it."
                )


def _schema_for_check(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema without our own field properties, which frictionless would refuse."""
    own = {"unit", "title"}
    fields = [{key: item for key, item in field.items() if key not in own} for field in schema["fields"]]
    return {**schema, "fields": fields}


def _by_frictionless(path: str, content: bytes, schema: Mapping[str, Any]) -> list[Problem]:
    """Return what frictionless finds."""
    from frictionless import FrictionlessException, Schema, validate
    from frictionless.formats import CsvControl  # noqa: F401 - registers the format
    from frictionless.resources import TableResource

    try:
        described = Schema.from_descriptor(_schema_for_check(schema))
    except FrictionlessException as err:
        return [Problem("bad-schema", path, "its schema cannot be used", "a Table Schema", str(err.error.note))]
    report = validate(TableResource(data=content, format="csv", encoding="utf-8", schema=described))
    return [_cell_problem(path, error, schema) for task in report.tasks for error in task.errors]


def _cell_problem(path: str, error: Any, schema: Mapping[str, Any]) -> Problem:
    """Return one of frictionless's errors in our shape."""
    row = getattr(error, "row_number", None)
    column = str(getattr(error, "field_name", "") or getattr(error, "label", "") or "")
    place, note = show_place(path, row, column), str(error.note).strip()
    if error.type == "primary-key":
        names = key_of(schema)
        header = [field["name"] for field in schema["fields"]]
        cells = dict(zip(header, error.cells, strict=False))
        key = ", ".join(str(cells.get(name, "")) for name in names)
        if not key.strip(", "):
            return Problem(
                "missing-key", place, f"the key ({', '.join(names)}) is empty", "a key", "nothing", "Give it."
            )
        thing = f"duplicate key `{key}` ({', '.join(names)}): {note}"
        return Problem("duplicate-key", place, thing, "a key of its own", fix="Remove the row or correct its key.")
    cell = getattr(error, "cell", None)
    got = "" if cell is None else repr(cell)
    fix = "Correct the cell or the schema."
    title = str(error.title).lower()
    if cell is None:
        return Problem(str(error.type), place, f"{title}: {note}" if note else title, fix=fix)
    return Problem(str(error.type), place, title, note.replace("type is ", "type "), got, fix)
