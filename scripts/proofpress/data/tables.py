"""Descriptor and file in, table out.

In a notebook :func:`load_table` gives a frame whose column ``rows`` says, for each row, which row of which table it
is. Carried through an analysis, that column is the trail from a mark in a chart back to a source.
"""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ..model.errors import DataError, Problem, nearest
from ..model.files import ProjectFiles, Root, is_large, project_files
from ..model.records import Table
from ..model.strict_json import read_strictly
from .cells import Cell, read_columns
from .parquet import count_rows
from .places import show_place
from .row_ids import key_of, row_id, row_name

if TYPE_CHECKING:
    import pandas as pd


DESCRIPTOR = "data/datapackage.json"


ROWS = "rows"
"""The column that says where each row of a frame came from: row ids such as ``table:key``, joined by spaces."""
SHOWN = 60
"""Characters of a cell that a message shows."""
DTYPES = {
    "string": "str",
    "integer": "Int64",
    "year": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "date": "str",
}
"""How a notebook holds a column; a date is a text such as ``2026-01-31``, whatever way its file writes dates."""


@functools.lru_cache(maxsize=8)
def _parse(text: str) -> Mapping[str, Any]:
    package = read_strictly(text)
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        raise ValueError("not a Data Package: `resources` is missing")
    if not all(isinstance(resource, dict) for resource in package["resources"]):
        raise ValueError("a resource is no object")
    return package


def load_descriptor(root: Root) -> Mapping[str, Any]:
    """Read the data package's descriptor.

    Raises
    ------
    DataError
        If it is missing, is not JSON, or lists no resources.
    """
    try:
        return _parse(project_files(root).text(DESCRIPTOR))
    except (OSError, ValueError) as err:
        raise DataError(
            [Problem("bad-descriptor", DESCRIPTOR, "cannot be read", "a Data Package v2", str(err))]
        ) from err


def resources(root: Root, folder: str = "") -> dict[str, Mapping[str, Any]]:
    """Return the package's resources by name; ``folder`` keeps those below ``data/<folder>/``."""
    descriptor = load_descriptor(root)["resources"]
    return {str(r.get("name")): r for r in descriptor if str(r.get("path", "")).startswith(folder)}


def read_table(name: str, root: Root) -> tuple[Table, bytes]:
    """Return a table's record and its file's bytes; none of a large one, which no stage holds whole.

    Parameters
    ----------
    name : str
        A resource's name in the data package.
    root : Path or ProjectFiles
        The project.

    Raises
    ------
    DataError
        If the package has no such table, or the file is missing.
    """
    files = project_files(root)
    known = resources(files, "tables/")
    if name not in known:
        fix = nearest(name, known) or "Describe it in the data package."
        raise DataError([Problem("unknown-table", DESCRIPTOR, f"no table `{name}`", fix=fix)])
    return _described_table(name, known[name], files)


def _described_table(name: str, resource: Mapping[str, Any], files: ProjectFiles) -> tuple[Table, bytes]:
    """Return the table that a resource describes, and its file's bytes."""
    path = f"data/{resource['path']}"
    try:
        content = b"" if is_large(path) else files.read(path)
        digest = files.sha256(path)
    except OSError as err:
        raise DataError([Problem("missing-table", path, f"table `{name}` has no file", got=str(err))]) from err
    table = Table(
        name=name,
        path=path,
        title=str(resource.get("title", name)),
        description=str(resource.get("description", "")),
        resource=resource,
        sha256=digest,
        rows=count_rows(files.located(path), path) if is_large(path) else _counted(content),
        sources=tuple(str(source.get("name")) for source in resource.get("sources", ())),
    )
    return table, content


def _counted(content: bytes) -> int:
    """Return how many rows a CSV file has below its header."""
    return max(0, sum(1 for _ in csv.reader(io.StringIO(content.decode("utf-8", "replace")))) - 1)


def read_rows(tables: Iterable[Table], root: Root) -> dict[str, dict[str, str]]:
    """Return every row of some tables by its row id, as printed in the file; large ones have no rows by themselves."""
    rows = {}
    files = project_files(root)
    for table in (table for table in tables if not table.is_large):
        key = key_of(table.resource["schema"])
        text = files.text(table.path)
        for row in csv.DictReader(io.StringIO(text)):
            rows[row_id(table.name, row, key)] = row
    return rows


def read_tables(root: Root) -> dict[str, Table]:
    """Return every table of the data package by name."""
    files = project_files(root)
    return {name: _described_table(name, resource, files)[0] for name, resource in resources(files, "tables/").items()}


def to_frame(table: Table, content: bytes) -> pd.DataFrame:
    """Return a table's rows as a frame with the types of its schema and the column ``rows``.

    Parameters
    ----------
    table : Table
        Its schema gives the columns' types.
    content : bytes
        The CSV file.

    Returns
    -------
    DataFrame, shape (rows, fields + 1)
        In the file's order sorted by primary key, so that the order of the file's rows never shows.
    """
    import pandas as pd

    schema = table.resource["schema"]
    _, *rows = csv.reader(io.StringIO(content.decode()))
    columns, bad = read_columns(rows, schema)
    if bad:
        raise DataError(unreadable(table.path, *cell) for cell in bad)
    types = {str(field["name"]): DTYPES.get(field["type"], "str") for field in schema["fields"]}
    frame = pd.DataFrame({name: _series(columns[name], dtype) for name, dtype in types.items()})
    key = key_of(schema)
    at = [list(types).index(name) for name in key]
    frame[ROWS] = pd.Series([f"{table.name}:{row_name(row[i] for i in at)}" for row in rows], dtype="str")
    return frame.sort_values(list(key), kind="stable", ignore_index=True)


def _series(cells: list[Cell], dtype: str) -> pd.Series[Any]:
    """Return a column; a missing text is an empty one."""
    import pandas as pd

    return pd.Series(["" if cell is None else cell for cell in cells] if dtype == "str" else cells, dtype=dtype)


def unreadable(path: str, row: int, column: str, expected: str, cell: str) -> Problem:
    """Return the problem of a cell that cannot be read as its column's type."""
    place = show_place(path, row, column)
    shown = repr(cell if len(cell) <= SHOWN else f"{cell[:SHOWN]}…")
    return Problem("unreadable-cell", place, "the cell cannot be read", expected, shown, "Correct the cell.")
