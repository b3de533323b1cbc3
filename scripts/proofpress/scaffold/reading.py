"""A data file of another's making as cells: text, Excel and Parquet, each cell as the file holds it.

What would be lost or guessed on the way is refused, and said where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from ..data.parquet import connect, connection_errors
from ..model.errors import DataError, Problem
from .delimited import headed, read_rows

if TYPE_CHECKING:
    import pandas as pd

Read = tuple[list[str], Sequence[Any], str]
"""A head, rows, and what they were read as."""
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
"""How a text file begins that says its encoding, as spreadsheets write them."""
NESTED = re.compile(r"\]$|^(?:STRUCT|MAP|UNION)\b")
"""Types of DuckDB whose cells hold several values."""
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
        ".xls": lambda: _refuse_old(path),
    }.get(kind, lambda: _read_text(path))
    try:
        head, rows, encoding = read()
    except (OSError, ValueError, KeyError, BadZipFile) as err:
        raise DataError([_unreadable(path, str(err), AS_CSV)]) from err
    except ImportError as err:
        raise DataError([_unreadable(path, str(err), OPENPYXL)]) from err
    return pd.DataFrame(rows, columns=head, dtype=object), encoding


def _unreadable(path: Path, got: str, fix: str) -> Problem:
    return Problem("unreadable-data", str(path), "cannot be read as a table", got=got, fix=fix)


def _refuse_old(path: Path) -> Read:
    raise ValueError(f"{path.name} has the form of Excel before 2007")


def _read_text(path: Path) -> Read:
    """Return head and rows of a text file: in the encoding that it states, in UTF-8, or in Windows-1252."""
    content = path.read_bytes()
    stated = [encoding for mark, encoding in MARKS if content.startswith(mark)]
    for encoding in stated or ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        head, rows = read_rows(text, path.name)
        return head, rows, encoding.removesuffix("-sig")
    raise ValueError(f"not {stated[0]}, as its first bytes say" if stated else "neither UTF-8 nor Windows-1252")


def _read_parquet(path: Path) -> Read:
    """Return head and rows of a Parquet file: numbers to the last digit, and no lists or records in cells."""
    with connect(str(path)) as reader:
        try:
            table = reader.read_parquet(str(path))
            head, kinds = list(table.columns), list(map(str, table.types))
            nested = [(name, kind) for name, kind in zip(head, kinds, strict=True) if NESTED.search(kind)]
            rows = [] if nested else table.fetchall()
        except connection_errors() as err:
            raise ValueError(str(err).partition("\n")[0]) from err
    if nested:
        fix = "Make a column of each value, or a row."
        problems = [
            Problem("nested-column", f"{path.name}, column `{name}`", "its cells hold several values", "one", kind, fix)
            for name, kind in nested
        ]
        raise DataError(problems)
    return head, rows, "parquet"


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
    return *headed(rows, path.name), "excel"


def _numbered(rows: Iterable[Sequence[Any]]) -> Iterable[tuple[int, list[Any]]]:
    """Yield rows that hold something, each with its number in the sheet."""
    for number, row in enumerate(rows, 1):
        cells = ["" if cell is None else cell for cell in row]
        if any(str(cell).strip() for cell in cells):
            yield number, cells
