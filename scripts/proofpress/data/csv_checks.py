"""One CSV file against the rules of its format and its schema, read as strictly as it can be.

What passes here is read the same by every CSV reader; cells are checked by frictionless.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from ..model.characters import find_unseen, no_letter, unseen_problem
from ..model.errors import Problem, nearest
from ..model.letters import missing_letters
from .cell_checks import check_cells
from .cells import field_faults
from .places import show_place

MARKUP = ("<script", "</", "{{", "}}", "{%")
"""What has no place in a cell."""
CELL = re.compile(r'(?:"(?:[^"]|"")*"|[^",\n]*)(?:,|\n|\Z)')
"""One cell of a CSV file with what ends it."""


def check_bytes(path: str, content: bytes) -> list[Problem]:
    """Return what is wrong with a CSV file's bytes: empty, byte-order mark, CRLF, invalid UTF-8, a stray quote."""
    if not content.strip():
        return [Problem("empty-file", path, "the file is empty", "a header and rows", "nothing", "Restore it.")]
    problems = []
    if content.startswith(b"\xef\xbb\xbf"):
        problems.append(
            Problem(
                "byte-order-mark",
                show_place(path, 1),
                "the file starts with a byte-order mark",
                "UTF-8 without one",
                fix="Save it without.",
            )
        )
        content = content[3:]
    if b"\r" in content:
        row = content[: content.index(b"\r")].count(b"\n") + 1
        problems.append(
            Problem(
                "line-ends",
                show_place(path, row),
                "the line ends in CR",
                "LF line ends",
                "CRLF",
                "Convert the line ends.",
            )
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as err:
        row = content[: err.start].count(b"\n") + 1
        bad = Problem(
            "not-utf8",
            show_place(path, row),
            "a byte is not UTF-8",
            "UTF-8",
            f"0x{content[err.start]:02x}",
            "Save the file as UTF-8.",
        )
        return [*problems, bad]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error as err:
        problems.append(
            Problem(
                "stray-quote",
                show_place(path, reader.line_num),
                "the row cannot be read as CSV",
                "quotes doubled inside quoted cells",
                str(err),
                "Mend the quotes.",
            )
        )
    return problems or [*_check_quotes(path, text), *_check_characters(path, text)]


def _check_characters(path: str, text: str) -> list[Problem]:
    """Return each cell that holds a character which no text may or no font has, by row and column."""
    if not find_unseen(text) and not missing_letters(text):
        return []
    header, *rows = csv.reader(io.StringIO(text))
    problems = []
    for number, row in enumerate([header, *rows], 1):
        for column, cell in zip_longest(header, row, fillvalue=""):
            place = show_place(path, number, column.encode("unicode_escape").decode())
            if unseen := find_unseen(cell):
                problems.append(unseen_problem(place, unseen, cell))
            elif missing := missing_letters(cell):
                problems.append(no_letter(place, missing, cell))
    return problems


def _check_quotes(path: str, text: str) -> list[Problem]:
    """Return the first row with a quote inside a cell that is not quoted: readers of CSV disagree about it."""
    at = 0
    while at < len(text):
        match = CELL.match(text, at)
        if match is None:
            return [
                Problem(
                    "stray-quote",
                    show_place(path, text.count("\n", 0, at) + 1),
                    "a quote stands in a cell that is not quoted",
                    "the cell in quotes, the quote doubled",
                    repr(re.split(r"[,\n]", text[at:], maxsplit=1)[0][:60]),
                    "Mend the quotes.",
                )
            ]
        at = match.end()
    return []


def check_header(path: str, header: list[str], schema: Mapping[str, Any]) -> list[Problem]:
    """Return each column that is missing, that the schema lacks, that stands twice, or that is out of place."""
    names = [str(field["name"]) for field in schema["fields"]]
    place = show_place(path, 1)
    missing, extra = [n for n in names if n not in header], [n for n in header if n not in names]
    problems = [
        Problem("missing-column", place, f"column `{name}` is missing", fix=_renamed(name, extra) or "Add the column.")
        for name in missing
    ]
    problems += [
        Problem("extra-column", place, f"column `{name}` is not in the schema", fix=nearest(name, names))
        for name in dict.fromkeys(extra)
    ]
    problems += [
        Problem("repeated-column", place, f"column `{name}` stands twice", "each column once", fix="Remove one.")
        for name in dict.fromkeys(n for n in header if header.count(n) > 1)
    ]
    if not problems and header != names:
        problems.append(
            Problem("column-order", place, "the columns are out of order", ", ".join(names), ", ".join(header))
        )
    return problems


def _renamed(name: str, extra: list[str]) -> str:
    hint = nearest(name, extra)
    return hint if hint.startswith("Did you mean") else ""


def check_schema(path: str, content: bytes, schema: Mapping[str, Any]) -> list[Problem]:
    """Return every cell, row or column that breaks a table's schema.

    Parameters
    ----------
    path : str
        As shown in messages.
    content : bytes
        The CSV file, already known to be clean UTF-8.
    schema : mapping
        The Table Schema of the data package.
    """
    rows = list(csv.reader(io.StringIO(content.decode())))
    problems = check_header(path, rows[0], schema)
    if len(rows) == 1 and path.startswith("data/tables/"):  # a register may still be without claims
        return [*problems, Problem("no-rows", path, "the table has no rows", "at least one", "a header only")]
    if problems:  # the cells are checked by name, so that one wrong column does not shift all the others
        content, schema = _shared_columns(rows, schema)
    if any(field_faults(field) for field in schema["fields"]):
        return problems  # told by the description's own check; what cells say by it would be guessed
    return problems + check_cells(path, content, schema)


def _shared_columns(rows: list[list[str]], schema: Mapping[str, Any]) -> tuple[bytes, dict[str, Any]]:
    """Return the file and the schema reduced to the columns that both have."""
    fields = [field for field in schema["fields"] if field["name"] in rows[0]]
    at = [rows[0].index(field["name"]) for field in fields]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([row[i] for i in at if i < len(row)] for row in rows)
    key = schema.get("primaryKey") or []
    names = {field["name"] for field in fields}
    kept = {name: item for name, item in schema.items() if name not in {"fields", "primaryKey"}}
    whole = names.issuperset([key] if isinstance(key, str) else key)
    return out.getvalue().encode(), {**kept, "fields": fields, **({"primaryKey": key} if key and whole else {})}
