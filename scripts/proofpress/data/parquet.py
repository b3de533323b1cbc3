"""Large tables: Parquet files, read by DuckDB in memory that does not grow with the file.

Filters go down to the file, whose parts that hold no fitting row are not read. The library is an extra of its own:
without it a site may have every table but these.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.errors import DataError, Problem
from .selection import AMONG, Condition, Selection

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    import pandas as pd

FORMAT = "parquet"
SUFFIX = f".{FORMAT}"
LIBRARY = "duckdb"
MEMORY_MB = 256
"""Memory that the library may take; what it gives to a notebook comes on top."""
POSITION = "file_row_number"
"""The reader's own column: which row of the file it is, counted from 0."""
TYPES: Mapping[str, tuple[str, ...]] = {
    "string": ("VARCHAR",),
    "integer": ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"),
    "year": ("SMALLINT", "INTEGER", "BIGINT", "USMALLINT", "UINTEGER"),
    "number": ("DOUBLE",),
    "boolean": ("BOOLEAN",),
    "date": ("DATE",),
}
"""The types that a column of the file may have, the usual one last."""
SIGNS = {"==": "=", "!=": "<>"}
FEW_WORDS = 50_000
"""Different texts of a column up to which each is kept once in memory, however many rows hold it."""


def is_parquet(resource: Mapping[str, Any]) -> bool:
    """Whether a resource of the data package is a Parquet file."""
    return resource.get("format") == FORMAT or str(resource.get("path", "")).endswith(SUFFIX)


def connect(path: str) -> duckdb.DuckDBPyConnection:
    """Return a connection that reads with one thread and bounded memory, so that every run reads alike.

    Raises
    ------
    DataError
        If the library is not installed.
    """
    try:
        library = importlib.import_module(LIBRARY)
    except ImportError as err:
        fix = 'Install it: `pip install "proofpress[large]"`.'
        thing = "a Parquet file is read by DuckDB, which is not installed"
        raise DataError([Problem("missing-library", path, thing, "the extra `large`", "none", fix)]) from err
    settings = {"memory_limit": f"{MEMORY_MB}MB", "threads": 1, "temp_directory": ""}
    connection: duckdb.DuckDBPyConnection = library.connect(":memory:", config=settings)
    return connection


def quoted(name: str) -> str:
    """Return a column's name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def reading(path: Path) -> str:
    """Return the SQL that stands for a file's rows with their positions."""
    name = str(path).replace("'", "''")
    return f"read_parquet('{name}', {POSITION} = true)"


def count_rows(path: Path, shown: str) -> int:
    """Return how many rows a file has, as its foot says.

    Raises
    ------
    DataError
        If it is no Parquet file.
    """
    with connect(shown) as connection:
        try:
            found = connection.execute("SELECT num_rows FROM parquet_file_metadata(?)", [str(path)]).fetchone()
        except Exception as err:
            raise DataError([bad_file(shown, err)]) from err
    return int(found[0]) if found else 0


def bad_file(shown: str, err: Exception) -> Problem:
    """Return the problem of a file that cannot be read."""
    said = str(err).partition("\n")[0].partition(": ")[2] or type(err).__name__
    return Problem("bad-parquet", shown, "the file cannot be read", "a Parquet file", said, "Write it again.")


def as_sql(conditions: Sequence[Condition]) -> tuple[str, list[Any]]:
    """Return conditions as SQL with its parameters; a gap fits none but a text's, which is an empty text."""
    parts, values = [], []
    for condition in conditions:
        column = quoted(condition.column)
        column = f"coalesce({column}, '')" if condition.kind == "string" and _meets_empty(condition) else column
        mark = "CAST(? AS DATE)" if condition.kind == "date" else "?"
        if condition.operator == AMONG:
            parts.append(f"{column} IN ({', '.join(mark for _ in condition.value)})")
            values += condition.value
        else:
            parts.append(f"{column} {SIGNS.get(condition.operator, condition.operator)} {mark}")
            values.append(condition.value)
    return (f"WHERE {' AND '.join(parts)}" if parts else ""), values


def _meets_empty(condition: Condition) -> bool:
    """Whether an empty text fits a condition on texts: only then gaps are looked for, which costs the file's filter."""
    if condition.operator == AMONG:
        return "" in condition.value
    return bool((condition.value == "") == (condition.operator == "=="))


def read_selection_of(
    path: Path, shown: str, schema: Mapping[str, Any], selection: Selection
) -> tuple[dict[str, pd.Series[Any]], np.ndarray[Any, Any]]:
    """Return the columns of the rows that fit, as a notebook holds them, and the rows' positions in the file from 1.

    Raises
    ------
    DataError
        If the file cannot be read.
    """
    types = {str(field["name"]): str(field["type"]) for field in schema["fields"]}
    where, values = as_sql(selection.conditions)
    with connect(shown) as connection:
        try:
            texts = [name for name in selection.columns if types[name] in {"string", "date"}]
            few = _few_words(connection, reading(path), where, values, texts)
            wanted = [
                f"{_read_as(name, types[name], few)} AS {quoted(f'c{n}')}" for n, name in enumerate(selection.columns)
            ]
            query = f"SELECT {', '.join([*wanted, f'{POSITION} + 1 AS position'])} FROM {reading(path)} {where}"
            found: dict[str, Any] = dict(connection.execute(query, values).fetchnumpy())
        except connection_errors() as err:
            raise DataError([bad_file(shown, err)]) from err
    columns = {name: _series(found.pop(f"c{n}"), types[name]) for n, name in enumerate(selection.columns)}
    return columns, found["position"]


def connection_errors() -> type[Exception]:
    """Return the library's own error."""
    error: type[Exception] = importlib.import_module(LIBRARY).Error
    return error


def _few_words(
    connection: duckdb.DuckDBPyConnection, rows: str, where: str, values: list[Any], texts: Iterable[str]
) -> dict[str, str]:
    """Return by column of texts the type that keeps each text once; none of columns with many different ones."""
    names = list(texts)
    if not names:
        return {}
    counts = ", ".join(f"approx_count_distinct({quoted(name)})" for name in names)
    found = connection.execute(f"SELECT {counts} FROM {rows} {where}", values).fetchone() or ()
    result = {}
    for number, (name, count) in enumerate(zip(names, found, strict=True)):
        if count <= FEW_WORDS:
            cell = f"CAST({quoted(name)} AS VARCHAR)"
            words = f"SELECT DISTINCT {cell} FROM {rows} {where}"
            told = sorted(word for (word,) in connection.execute(words, values).fetchall() if word is not None)
            literals = ", ".join("'" + word.replace("'", "''") + "'" for word in told)
            if told:
                connection.execute(f"CREATE TYPE words{number} AS ENUM ({literals})")
                result[name] = f"words{number}"
    return result


def _read_as(name: str, kind: str, few: Mapping[str, str]) -> str:
    """Return the SQL that reads a column as a notebook holds it."""
    if kind in {"integer", "year"}:
        return f"CAST({quoted(name)} AS BIGINT)"
    if kind in {"string", "date"}:
        text = f"CAST({quoted(name)} AS VARCHAR)"
        return f"CAST({text} AS {few[name]})" if name in few else text
    return quoted(name)


def _series(cells: Any, kind: str) -> pd.Series[Any]:
    """Return a column as :func:`proofpress.data.tables.to_frame` gives it; a missing text is an empty one."""
    import numpy as np
    import pandas as pd

    gaps = np.ma.getmaskarray(cells)
    plain = np.ma.getdata(cells)
    if kind == "number":
        return pd.Series(np.where(gaps, np.nan, plain) if gaps.any() else plain, dtype="float64")
    if kind in {"integer", "year"}:
        return pd.Series(pd.arrays.IntegerArray(plain.astype("int64"), gaps))
    if kind == "boolean":
        return pd.Series(pd.arrays.BooleanArray(plain.astype(bool), gaps))
    texts = np.asarray(plain, dtype=object)
    missing = gaps | np.asarray(pd.isna(texts))
    if missing.any():
        texts = np.where(missing, "", texts)
    return pd.Series(texts, dtype="str")


def first_rows(path: Path, shown: str, schema: Mapping[str, Any], most: int) -> list[dict[str, str]]:
    """Return the first rows of a file, each cell as text."""
    names = [str(field["name"]) for field in schema["fields"]]
    cells = ", ".join(f"coalesce(CAST({quoted(name)} AS VARCHAR), '')" for name in names)
    with connect(shown) as connection:
        rows = connection.execute(f"SELECT {cells} FROM {reading(path)} LIMIT {int(most)}").fetchall()
    return [dict(zip(names, map(str, row), strict=True)) for row in rows]
