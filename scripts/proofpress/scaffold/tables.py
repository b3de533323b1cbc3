"""A table of a data file of another's making: cells, descriptor and source, written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..data.row_ids import RESERVED
from ..data.sources import REGISTRY
from ..data.tables import DESCRIPTOR
from ..model.errors import DataError, Problem
from ..model.hashing import sha256
from ..model.settings import Settings
from ..model.slug import slugify
from .delimited import settle_numbers
from .new import empty_source, name_of, read_package, read_sources, refuse_taken, write_all
from .profile import Column, plain, private_problems, profile
from .reading import read_frame

if TYPE_CHECKING:
    import pandas as pd

NAME_IT = "Name the table: `--name`."
STATED = "stated"
"""Begins the name of a column whose own name has a meaning here that its cells do not have."""


def new_table(
    settings: Settings, file: Path, name: str = "", source: str = "", sheet: str = ""
) -> tuple[list[str], list[str]]:
    """Write a data file as a tidy table with its descriptor, and a source to fill in where none is named.

    Returns
    -------
    tuple of list of str, list of str
        The files written, and what was found in words: encoding, numbers written otherwise, what the columns hold.

    Raises
    ------
    DataError
        If it cannot be read, is there already, or holds what may not be published.
    """
    table = name_of(name or file.stem, NAME_IT)
    path = f"data/tables/{table.replace('-', '_')}.csv"
    refuse_taken(settings, path)
    if table in RESERVED:
        thing = "the ids of its rows would be those of claims or of the audit"
        raise DataError([Problem("reserved-name", f"`{table}`", thing, "another name", fix=NAME_IT)])
    frame, encoding = read_frame(file, sheet)
    frame, notes = settle_numbers(frame)
    columns = profile(frame)
    _refuse(frame, columns, file)
    source = source or table
    registry, entries = read_sources(settings)
    known = {str(entry["id"]) for entry in entries} | {source}
    rows = [[plain(cell) for cell in row] for row in frame.itertuples(index=False)]
    columns, renamed = _renamed(columns, rows, known)
    header, rows, columns = _with_ids([column.name for column in columns], rows, columns, source)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *sorted(rows)])
    package = read_package(settings)
    package["resources"].append(_resource(table, path, out.getvalue(), columns, source))
    files = {path: out.getvalue(), DESCRIPTOR: json.dumps(package, indent=1, ensure_ascii=False) + "\n"}
    if source not in {entry["id"] for entry in entries}:
        entries.append(empty_source(source, "dataset"))
        files[REGISTRY] = json.dumps(registry, indent=1, ensure_ascii=False) + "\n"
    write_all(settings, files)
    read = [] if encoding == "utf-8" else [f"read as {encoding}"]
    return list(files), [*read, *notes, *renamed, *map(str, columns)]


def _refuse(frame: pd.DataFrame, columns: list[Column], file: Path) -> None:
    """Refuse what may not be published, and what is no table.

    Raises
    ------
    DataError
        With all that is wrong.
    """
    problems = private_problems(frame, file)
    names = [column.name for column in columns]
    if not len(frame):
        problems.append(Problem("no-rows", file.name, "it has no rows"))
    if twice := sorted({item for item in names if names.count(item) > 1}):
        thing = f"two columns are called `{', '.join(twice)}`"
        problems.append(Problem("same-column", file.name, thing, fix="Rename one."))
    if problems:
        raise DataError(problems)


def _renamed(columns: list[Column], rows: list[list[str]], sources: Collection[str]) -> tuple[list[Column], list[str]]:
    """Return columns under names that mean what their cells hold, and what was renamed in words.

    An ``id`` is a row's own, a ``source`` one of the site's, and ``rows`` are what a loaded table counts by.
    """
    cells = {column.name: [row[at] for row in rows] for at, column in enumerate(columns)}
    own = cells.get("id", [])
    faults = {
        "id": (not all(own) or len(set(own)) < len(own)) and "its cells do not tell rows apart",
        "source": not set(cells.get("source", ())) <= set(sources) and "its cells are no sources of the site",
        "rows": "rows" in cells and "the name is that of the rows' ids",
    }
    names = {name: _free(f"{STATED}_{name}", cells) for name, fault in faults.items() if fault}
    renamed = [replace(column, name=names.get(column.name, column.name)) for column in columns]
    return renamed, [f"{name} is called {other}: {faults[name]}" for name, other in names.items()]


def _free(name: str, taken: Collection[str]) -> str:
    """Return a name that is not taken, the given one if it is free."""
    return name if name not in taken else _free(f"{name}_{STATED}", taken)


def _with_ids(
    names: list[str], rows: list[list[str]], columns: list[Column], source: str
) -> tuple[list[str], list[list[str]], list[Column]]:
    """Return a table with a row id before its columns, where none is one, and a source behind them."""
    if "id" in names:
        columns = [replace(column, type="string") if column.name == "id" else column for column in columns]
    else:
        key = next(
            (at for at, column in enumerate(columns) if column.unique == len(rows) and column.type == "string"), -1
        )
        ids = [slugify(row[key]) if key >= 0 else f"r{number}" for number, row in enumerate(rows, 1)]
        if len(set(ids)) < len(ids):
            ids = [f"r{number}" for number in range(1, len(rows) + 1)]
        names, rows = ["id", *names], [[key, *row] for key, row in zip(ids, rows, strict=True)]
        columns = [Column("id", "string", 0, len(rows), "", "", ()), *columns]
    if "source" not in names:
        names, rows = [*names, "source"], [[*row, source] for row in rows]
        columns = [*columns, Column("source", "string", 0, 1, "", "", ())]
    return names, rows, columns


def _resource(table: str, path: str, text: str, columns: list[Column], source: str) -> dict[str, Any]:
    """Return a table's descriptor, with empty texts where only its author knows."""
    said = {"id": "Row id.", "source": "Source id."}
    fields = []
    for column in columns:
        field: dict[str, Any] = {"name": column.name, "type": column.type, "description": said.get(column.name, "")}
        if column.type in {"integer", "number"}:
            field["unit"] = "year" if column.of_years else ""
        if not column.missing:
            field["constraints"] = {"required": True}
        fields.append(field)
    return {
        "name": table,
        "type": "table",
        "path": path.removeprefix("data/"),
        "title": "",
        "description": "",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "licenses": [{"name": "", "path": ""}],
        "sources": [{"title": source, "name": source}],
        "bytes": len(text.encode()),
        "hash": f"sha256:{sha256(text.encode())}",
        "schema": {"primaryKey": ["id"], "fields": fields},
    }
