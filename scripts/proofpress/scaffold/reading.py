"""A data file of another's making as cells: text, Excel and Parquet, each cell as the file holds it.

What would be lost or guessed on the way is refused, and said where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..data.parquet import connect, connection_errors
from ..model.errors import DataError, Problem
from .delimited import headed, read_rows

if TYPE_CHECKING:
    import pandas as pd

Read = tuple[list[str], Sequence[Any], str]
"""A head, rows, and what they were read as."""
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
"""How a text file begins that says its encoding, as spreadsheets write them."""
OTHERS = (".json", ".jsonl", ".geojson", ".xml", ".html", ".ods", ".pdf", ".zip", ".gz", ".dta", ".sav", ".rds")
"""Files of other forms, some of which could be taken for a text with one column."""
NESTED = re.compile(r"\]$|^(?:STRUCT|MAP|UNION)\b")
"""Types of DuckDB whose cells hold several values."""
BYTES = ("BLOB", "BIT")
AS_TEXT = re.compile(r"FLOAT|TIME|INTERVAL")
"""Types that Python would hold with other digits, in the machine's time zone or without nanoseconds."""
AS_CSV = "Save it as CSV in UTF-8."
OPENPYXL = "Save it as CSV in UTF-8, or install what reads it: `python -m pip install openpyxl`."


def read_frame(path: Path, sheet: str = "") -> tuple[pd.DataFrame, str]:
    """Return a file's cells as they stand, and its encoding; CSV, Parquet and Excel are read.

    Parameters
    ----------
    path : Path
        The file.
    sheet : str
        Which sheet of an Excel file; needed where several hold something.

    Raises
    ------
    DataError
        If it cannot be read, or holds what is no table.
    """
    import pandas as pd

    kind = path.suffix.lower()
    read: Callable[[], Read] = {
        ".parquet": lambda: _read_parquet(path),
        ".xlsx": lambda: _read_excel(path, sheet),
        ".xlsm": lambda: _read_excel(path, sheet),
        ".xls": lambda: _refuse_old(path),
        **{suffix: lambda: _refuse_other(path) for suffix in OTHERS},
    }.get(kind, lambda: _read_text(path))
    try:
        head, rows, encoding = read()
    except DataError:
        raise
    except ImportError as err:
        raise DataError([_unreadable(path, str(err), OPENPYXL)]) from err
    except Exception as err:  # openpyxl and csv raise many kinds; each means that the file is no table
        raise DataError([_unreadable(path, str(err) or type(err).__name__, AS_CSV)]) from err
    return pd.DataFrame(rows, columns=head, dtype=object), encoding


def _unreadable(path: Path, got: str, fix: str) -> Problem:
    return Problem("unreadable-data", str(path), "cannot be read as a table", got=got, fix=fix)


def _refuse_old(path: Path) -> Read:
    raise ValueError(f"{path.name} has the form of Excel before 2007")


def _refuse_other(path: Path) -> Read:
    raise ValueError(f"{path.name}, which is neither CSV, Excel nor Parquet")


def _read_text(path: Path) -> Read:
    """Return head and rows of a text file: in the encoding that it states, in UTF-8, or in Windows-1252."""
    content = path.read_bytes()
    stated = [encoding for mark, encoding in MARKS if content.startswith(mark)]
    for encoding in stated or ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise ValueError("characters that no text has, as of UTF-16 without its mark")
        head, rows = read_rows(text, path.name)
        return head, rows, encoding.removesuffix("-sig")
    raise ValueError(f"not {stated[0]}, as its first bytes say" if stated else "neither UTF-8 nor Windows-1252")


def _read_parquet(path: Path) -> Read:
    """Return head and rows of a Parquet file: numbers to the last digit, and no lists or records in cells."""
    with connect(str(path)) as reader:
        try:
            table = reader.read_parquet(str(path))
            head, kinds = list(table.columns), list(map(str, table.types))
            nested = [
                (name, kind)
                for name, kind in zip(head, kinds, strict=True)
                if NESTED.search(kind) or kind.startswith(BYTES)
            ]
            reader.execute("SET TimeZone = 'UTC'")
            rows = [] if nested else table.project(", ".join(map(_expression, head, kinds))).fetchall()
        except connection_errors() as err:
            raise ValueError(str(err).partition("\n")[0]) from err
    if nested:
        thing, expected = "its cells hold several values, or bytes", "one value that a reader can read"
        fix = "Make a column of each value, or a row."
        problems = [
            Problem("nested-column", f"{path.name}, column `{name}`", thing, expected, kind, fix)
            for name, kind in nested
        ]
        raise DataError(problems)
    return head, rows, "parquet"


def _expression(name: str, kind: str) -> str:
    """Return how a column is asked for: as DuckDB writes it, where Python would hold something else."""
    quoted = '"' + name.replace('"', '""') + '"'
    return f"CAST({quoted} AS VARCHAR) AS {quoted}" if AS_TEXT.match(kind) else quoted


def _read_excel(path: Path, sheet: str) -> Read:
    """Return head and rows of an Excel file's one sheet that holds something, or of the one named."""
    import openpyxl

    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        sheets = {one.title: list(_numbered(one.iter_rows(values_only=True))) for one in book.worksheets}
    filled = [name for name, rows in sheets.items() if rows]
    names = ", ".join(f"`{name}`" for name in filled)
    if sheet and sheet not in filled:
        raise DataError(
            [Problem("unknown-sheet", path.name, f"no sheet `{sheet}` that holds rows", names, fix="Name it.")]
        )
    if not sheet and len(filled) > 1:
        fix = "Name the one that is meant: `--sheet`."
        raise DataError([Problem("several-sheets", path.name, "several sheets hold rows", "one", names, fix)])
    rows = sheets[sheet or filled[0]] if filled else []
    if filled:
        _refuse_unsaved(path, sheet or filled[0], dict(rows))
    return *headed(rows, path.name), "excel"


def _refuse_unsaved(path: Path, sheet: str, saved: Mapping[int, Sequence[Any]]) -> None:
    """Refuse a sheet with formulas whose results were never saved: their cells would be read as empty.

    Raises
    ------
    DataError
        Naming the first such cell of each column.
    """
    import openpyxl

    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True)
        found: dict[int, tuple[str, str]] = {}
        for row in book[sheet].iter_rows():
            for at, cell in enumerate(row):
                kept = saved.get(getattr(cell, "row", 0), ())
                if getattr(cell, "data_type", "") == "f" and (at >= len(kept) or kept[at] == ""):
                    found.setdefault(at, (str(cell.coordinate), str(cell.value)))
    fix = "Open it in a spreadsheet program and save it: that computes the results."
    problems = [
        Problem("unsaved-result", f"{path.name}, cell {cell}", "its formula has no saved result", "one", formula, fix)
        for cell, formula in found.values()
    ]
    if problems:
        raise DataError(problems)


def _numbered(rows: Iterable[Sequence[Any]]) -> Iterable[tuple[int, list[Any]]]:
    """Yield rows that hold something, each with its number in the sheet."""
    for number, row in enumerate(rows, 1):
        cells = ["" if cell is None else cell for cell in row]
        if any(str(cell).strip() for cell in cells):
            yield number, cells
