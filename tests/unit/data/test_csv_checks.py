"""One CSV file against its format and its schema."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.data.csv_checks import check_bytes, check_header, check_schema
from tests.support.strategies import RESOURCE, table_bytes, tables

PATH = "data/tables/t.csv"
SCHEMA: dict[str, Any] = {
    "primaryKey": ["id"],
    "fields": [
        {"name": "id", "type": "string", "constraints": {"required": True}},
        {"name": "year", "type": "integer", "unit": "year"},
        {"name": "share", "type": "number", "unit": "percent", "constraints": {"minimum": 0, "maximum": 100}},
    ],
}
TEXTS = st.text(st.characters(max_codepoint=0xFF, exclude_categories=["Cc"], include_characters="中국الЖΩ"), max_size=6)


def raw(content: bytes) -> str:
    """Return what is wrong with a file's bytes, as one text."""
    return "\n".join(map(str, check_bytes(PATH, content)))


def cells(*rows: str, header: str = "id,year,share") -> str:
    """Return what is wrong with a file's cells, as one text."""
    return "\n".join(map(str, check_schema(PATH, "\n".join([header, *rows, ""]).encode(), SCHEMA)))


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=3), min_size=1, max_size=4))
def test_whatever_a_csv_writer_writes_is_clean(rows: list[list[str]]) -> None:
    """Quotes, commas and spaces that a CSV writer quotes are no fault."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([["a", "b"], *rows])
    assert check_bytes(PATH, out.getvalue().encode()) == []


@given(tables(min_size=1))
def test_a_valid_table_is_valid(rows: list[dict[str, Any]]) -> None:
    """A table made to its schema passes both checks."""
    content = table_bytes(rows)
    assert check_bytes(PATH, content) == []
    assert check_schema(PATH, content, RESOURCE["schema"]) == []


@pytest.mark.parametrize("content", [b"", b"\n", b"  \n\n"])
def test_an_empty_file(content: bytes) -> None:
    """A file of nothing, or of blank lines, is empty."""
    assert raw(content) == f"{PATH}: the file is empty; expected a header and rows; got nothing. Restore it."


def test_bytes_that_are_not_plain_csv_are_told_together() -> None:
    """Byte-order mark, carriage returns and a broken quote are three problems of one file, each with its row."""
    text = raw(b'\xef\xbb\xbfid,year\na,"1\r\nb,2\r\n')
    assert f"{PATH}, row 1: the file starts with a byte-order mark; expected UTF-8 without one" in text
    assert f"{PATH}, row 2: the line ends in CR; expected LF line ends; got CRLF" in text
    assert f"{PATH}, row 3: the row cannot be read as CSV" in text


def test_invalid_utf8_names_row_and_byte() -> None:
    """A byte of another encoding is named with its row."""
    assert raw("id\nKørt\n".encode("latin-1")) == (
        f"{PATH}, row 2: a byte is not UTF-8; expected UTF-8; got 0xf8. Save the file as UTF-8."
    )


@pytest.mark.parametrize(
    ("row", "got"),
    [('5" pipe,1', "got '5\" pipe'"), ('"a"b,1', "expected after"), ('"a,1', "unexpected end of data")],
)
def test_a_stray_quote_names_its_row(row: str, got: str) -> None:
    """A quote inside a bare cell, after a quoted one, or never closed is found; readers of CSV disagree about each."""
    text = raw(f"id,year\nx,1\n{row}\n".encode())
    assert f"{PATH}, row 3: " in text
    assert got in text
    assert text.endswith("Mend the quotes.")


def test_columns_are_named() -> None:
    """A missing, an extra, a repeated and a misplaced column are each named, a misspelt one with its likely name."""

    def said(*header: str) -> str:
        return "\n".join(map(str, check_header(PATH, list(header), SCHEMA)))

    assert f"{PATH}, row 1: column `share` is missing. Add the column." in said("id", "year", "zz")
    assert "column `shares` is not in the schema. Did you mean `share`?" in said("id", "year", "shares")
    assert "column `share` is missing. Did you mean `shares`?" in said("id", "year", "shares")
    assert "column `year` stands twice" in said("id", "year", "share", "year")
    assert "the columns are out of order; expected id, year, share; got year, id, share" in said("year", "id", "share")
    assert said("id", "year", "share") == ""


def test_a_wrong_column_does_not_hide_bad_cells() -> None:
    """Cells are checked by their column's name also where the header is wrong."""
    text = cells("a,red,2020,150", header="id,colour,year,share")
    assert "column `colour` is not in the schema" in text
    assert (
        f'{PATH}, row 2, column `share`: constraint error; expected constraint "maximum" is "100"; got \'150\'' in text
    )
    assert "type error" not in text


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        ("a,MMXX,1", "year", "expected type \"integer/default\"; got 'MMXX'"),
        ("a,2020.5,1", "year", "got '2020.5'"),
        ("a,2020,much", "share", "expected type \"number/default\"; got 'much'"),
        ("a,2020,-1", "share", 'expected constraint "minimum" is "0"; got \'-1\''),
        (
            "a,2020,NaN",
            "share",
            "the cell cannot be read; expected a number in the digits 0 to 9, its decimals after `.`; got 'NaN'",
        ),
        (
            "a,2020,-INF",
            "share",
            "the cell cannot be read; expected a number in the digits 0 to 9, its decimals after `.`; got '-INF'",
        ),
    ],
)
def test_a_bad_cell_names_row_column_value_and_rule(row: str, column: str, told: str) -> None:
    """Type, constraint and finiteness each name file, row, column, rule and what stands there."""
    text = cells("x,2019,1", row)
    assert f"{PATH}, row 3, column `{column}`" in text
    assert told in text


def test_keys() -> None:
    """A key that stands twice and one that is empty are named by row."""
    text = cells("a,2020,1", "b,2020,1", "a,2021,2", ",2022,3")
    assert (
        f"{PATH}, row 4: duplicate key `a` (id): the same as in the row at position 2; expected a key of its own"
        in text
    )
    assert f"{PATH}, row 5: the key (id) is empty; expected a key; got nothing" in text


def test_rows_of_another_length() -> None:
    """A cell too few and one too many are named."""
    text = cells("a,2020", "b,2020,1,9")
    assert f"{PATH}, row 2, column `share`: missing cell" in text
    assert f"{PATH}, row 3: extra cell" in text


def test_a_header_alone_is_no_table() -> None:
    """A table without rows is refused; a register of claims may still be empty."""
    assert cells() == f"{PATH}: the table has no rows; expected at least one; got a header only."
    assert check_schema("data/claims/t.csv", b"id,year,share\n", SCHEMA) == []


def test_a_key_of_no_column_is_a_problem_and_no_traceback() -> None:
    """A primary key that names a column which the fields lack is told as a fault of the schema."""
    schema = {**SCHEMA, "primaryKey": ["id", "nowhere"]}
    text = "\n".join(map(str, check_schema(PATH, b"id,year,share\na,2020,101\n", schema)))
    assert "its schema cannot be used" in text
