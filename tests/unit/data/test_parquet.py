"""Tables in Parquet: loaded like the same table in CSV, and refused with the first row that breaks a rule."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from proofpress.data.parquet import count_rows, first_rows, read_selection_of
from proofpress.data.selection import read_selection, select
from proofpress.data.sources import load_sources
from proofpress.data.tables import read_table, to_frame
from proofpress.data.validate import data_drift, find_problems
from proofpress.model.errors import DataError
from proofpress.model.records import Table
from tests.support.large import MADE, PATH, SCHEMA, large_project, write_parquet
from tests.unit.data.test_validate import describe

SMALL = MADE.format(rows=40)
WITH_GAPS = f"""SELECT id, year, CASE WHEN product % 7 = 3 THEN NULL ELSE country END AS country, product,
    CASE WHEN product % 5 = 2 THEN NULL ELSE value END AS value,
    CASE WHEN product % 4 = 1 THEN NULL ELSE kept END AS kept,
    CASE WHEN product % 6 = 5 THEN NULL ELSE day END AS day, source FROM ({SMALL})"""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, pd.DataFrame]:
    """Return a Parquet file with gaps in each kind of column, and the frame of the same rows from a CSV file."""
    path = tmp_path_factory.mktemp("both") / "trade.parquet"
    write_parquet(path, WITH_GAPS)
    with duckdb.connect(":memory:") as connection:
        rows = connection.execute(f"SELECT * FROM read_parquet('{path}')").fetchall()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(field["name"] for field in SCHEMA["fields"])
    writer.writerows(["" if cell is None else str(cell) for cell in row] for row in rows)
    schema = {**SCHEMA, "primaryKey": ["id"]}
    content = out.getvalue().encode()
    frame = to_frame(Table("trade", "", "", "", {"schema": schema}, "", 0, ()), content).drop(columns="rows")
    return path, frame.sort_values("product", ignore_index=True)


@pytest.mark.parametrize(
    "where",
    [
        None,
        [("year", "==", 2020)],
        [("product", "in", [3, 5, 900])],
        [("value", ">", 500.5)],
        [("value", "!=", 0.5)],
        [("kept", "==", True)],
        [("kept", "!=", True)],
        [("day", "<=", "2020-01-11")],
        [("day", "!=", "2020-01-02")],
        [("country", "==", "C0")],
        [("country", "!=", "C0")],
        [("country", "==", "")],
        [("country", "!=", "")],
        [("country", "in", ["", "C1"])],
        [("country", "==", "it's")],
        [("source", "==", "met"), ("product", ">=", 7), ("product", "<", 30)],
    ],
)
def test_a_selection_means_the_same_in_both_formats(both: tuple[Path, pd.DataFrame], where: Any) -> None:
    """The same words give the same cells and the same types from Parquet and from CSV, gaps among them."""
    path, frame = both
    selection = read_selection("trade", SCHEMA, None, where)
    columns, positions = read_selection_of(path, "trade", SCHEMA, selection)
    expected = select(frame, selection.conditions)
    pd.testing.assert_frame_equal(pd.DataFrame(columns), expected)
    assert list(positions) == [product + 1 for product in expected["product"]]


def test_columns_come_in_the_order_asked_for(both: tuple[Path, pd.DataFrame]) -> None:
    """Only the columns that are asked for are read."""
    columns, _ = read_selection_of(both[0], "trade", SCHEMA, read_selection("trade", SCHEMA, ["value", "id"]))
    assert list(columns) == ["value", "id"]


def test_a_tables_record_says_its_rows(tmp_path: Path) -> None:
    """The record counts the rows without reading them; the first ones are shown as texts."""
    project = large_project(tmp_path, SMALL)
    table, content = read_table("trade", project)
    assert (table.rows, content, table.is_large) == (40, b"", True)
    assert first_rows(project / PATH, PATH, SCHEMA, 2)[1]["id"] == "2020-C0-1"


def said(root: Path) -> str:
    """Return all that is wrong with a project's data, as one text."""
    return "\n".join(map(str, find_problems(root, load_sources(root))))


def test_a_good_table_is_valid(tmp_path: Path) -> None:
    """Fifty thousand rows break no rule, and the data package states their size and hash."""
    project = large_project(tmp_path)
    assert said(project) == ""
    assert data_drift(project) == []


COLUMNS = "id, year, country, product, value, kept, day, source"


def with_cell(column: str, cell: str, at: int = 17) -> str:
    """Return the small table's query with another cell in one row."""
    return f"SELECT * REPLACE (CASE WHEN product = {at} THEN {cell} ELSE {column} END AS {column}) FROM ({SMALL})"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            with_cell("value", "'nan'::DOUBLE"),
            "row 18, column `value`: the cell breaks a rule; expected a finite number",
        ),
        (with_cell("value", "-1.0"), "row 18, column `value`: the cell breaks a rule; expected at least 0; got -1.0"),
        (with_cell("year", "1999::SMALLINT"), "row 18, column `year`: the cell breaks a rule; expected at least 2000"),
        (with_cell("country", "'CX'"), "row 18, column `country`: the cell breaks a rule; expected what fits `C[0-9]`"),
        (with_cell("country", "NULL"), "row 18, column `country`: the cell breaks a rule; expected a value; got None"),
        (with_cell("id", "'=1+1'"), "row 18, column `id`: a spreadsheet would run this"),
        (with_cell("id", "'<script>'"), "row 18, column `id`: the cell holds markup"),
        (with_cell("source", "'mett'"), "row 18, column `source`: the source is not in the registry; got 'mett'"),
        (with_cell("source", "'ice-office'"), "row 18, column `source`: source `ice-office` is not among"),
        (with_cell("product", "16"), "row 18: the key is that of the row before"),
        (with_cell("product", "3"), "row 18: the key comes before that of the row before; expected keys that rise"),
        (f"SELECT * EXCLUDE (day) FROM ({SMALL})", "column `day` is missing"),
        (f"SELECT *, 1 AS extra FROM ({SMALL})", "column `extra` is not in the schema"),
        (f"SELECT id, country, year, product, value, kept, day, source FROM ({SMALL})", "columns are out of order"),
        (
            f"SELECT * REPLACE (value::FLOAT AS value) FROM ({SMALL})",
            "column `value`: the column is described as `number`",
        ),
        (f"SELECT * REPLACE (day::VARCHAR AS day) FROM ({SMALL})", "expected DATE; got VARCHAR. Write it as DATE"),
        (f"SELECT * FROM ({SMALL}) WHERE false", "the table has no rows"),
    ],
)
def test_what_breaks_a_rule_is_told_by_row_and_column(tmp_path: Path, query: str, message: str) -> None:
    """Cells, keys, sources, columns and types are checked in every row, and the first bad one is named."""
    assert message in said(large_project(tmp_path, query))


def test_cells_that_break_a_rule_are_counted(tmp_path: Path) -> None:
    """Of ten thousand bad cells one is shown, with their number."""
    query = f"SELECT * REPLACE (-value AS value) FROM ({MADE.format(rows=20_000)})"
    text = said(large_project(tmp_path, query))
    assert "row 1, column `value`: the first of 20,000 cells that break a rule; expected at least 0; got -0.5" in text


def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path) -> None:
    """Other bytes under that name are told as such, by validation and by whoever loads it."""
    project = large_project(tmp_path, SMALL)
    (project / PATH).write_bytes(b"id,year\n1,2\n" * 10)
    assert f"{PATH}: the file cannot be read; expected a Parquet file" in said(project)
    with pytest.raises(DataError, match="the file cannot be read"):
        count_rows(project / PATH, PATH)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda resource: resource.update(format="csv"), "format and path; expected `format: parquet` and a path that"),
        (lambda resource: resource.pop("format"), "format and path"),
        (lambda resource: resource["schema"]["fields"][4].update(decimalChar=","), "column `value`: `decimalChar`"),
        (lambda resource: resource["schema"]["fields"][4]["constraints"].update(unique=True), "`constraints.unique`"),
        (lambda resource: resource.update(path="claims/trade.parquet"), "`path`"),
    ],
)
def test_a_description_must_fit_the_format(tmp_path: Path, edit: Any, message: str) -> None:
    """Format and file agree, and nothing says how cells of a text file are written."""
    project = large_project(tmp_path, SMALL)
    describe(project, edit, "trade")
    assert message in said(project)


def test_without_the_library_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where DuckDB is not installed, a table in Parquet is refused with what to install, and others are valid."""
    project = large_project(tmp_path, SMALL)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    text = said(project)
    assert f"{PATH}: a Parquet file is read by DuckDB, which is not installed" in text
    assert 'pip install "proofpress[large]"' in text
    assert "ice.csv" not in text
