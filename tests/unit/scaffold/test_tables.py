"""A file of another's making becomes a table that the build accepts, or is refused by what is wrong with it."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from proofpress.data.sources import REGISTRY
from proofpress.data.tables import DESCRIPTOR
from proofpress.model.errors import DataError
from proofpress.model.settings import Settings
from proofpress.scaffold.new import new_analysis
from proofpress.scaffold.tables import new_table


@pytest.fixture
def site(tmp_path: Path) -> Settings:
    """Give a project with one source and no table."""
    root = tmp_path / "site"
    (root / "data").mkdir(parents=True)
    (root / "notebooks").mkdir()
    (root / DESCRIPTOR).write_text('{"resources": []}')
    (root / REGISTRY).write_text('[{"id": "office"}]')
    return Settings(root)


def rows_of(site: Settings, name: str) -> list[list[str]]:
    """Return the rows of a table's file."""
    with (site.root / "data" / "tables" / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def workbook(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    """Write an Excel file of some sheets and return its path."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def written(path: Path, text: str) -> Path:
    """Write a text file and return its path."""
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_whose_names_mean_something_here_are_renamed(site: Settings, tmp_path: Path) -> None:
    """An id that does not tell rows apart, a source that is none of the site's, and `rows` keep their cells."""
    file = written(tmp_path / "trade.csv", "id,source,rows,v\n1,UN,3,5\n1,UN,4,6\n")
    _, found = new_table(site, file)
    assert rows_of(site, "trade")[:2] == [
        ["id", "stated_id", "stated_source", "stated_rows", "v", "source"],
        ["r1", "1", "UN", "3", "5", "trade"],
    ]
    assert found[:3] == [
        "id is called stated_id: its cells do not tell rows apart",
        "source is called stated_source: its cells are no sources of the site",
        "rows is called stated_rows: the name is that of the rows' ids",
    ]


def test_columns_that_mean_what_they_say_keep_their_names(site: Settings, tmp_path: Path) -> None:
    """An id and a source that fit stay; the id is a name, which needs no unit."""
    new_table(site, written(tmp_path / "trade.csv", "id,source,v\n7,office,5\n8,office,6\n"))
    assert rows_of(site, "trade")[0] == ["id", "source", "v"]
    [resource] = json.loads((site.root / DESCRIPTOR).read_text())["resources"]
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert fields["id"]["type"] == "string"
    assert "unit" not in fields["id"]


@pytest.mark.parametrize("name", ["日本.csv", "check.csv"])
def test_a_name_that_no_table_can_have_is_refused(site: Settings, tmp_path: Path, name: str) -> None:
    """Nothing is written, and the message says how to name it; an analysis needs a name as well."""
    file = written(tmp_path / name, "a,b\n1,2\n")
    with pytest.raises(DataError, match="--name"):
        new_table(site, file)
    assert not (site.root / "data" / "tables").exists()
    new_table(site, file, name="trade")
    with pytest.raises(DataError, match="no letter of it"):
        new_analysis(site, "日本")


def test_a_spreadsheet_is_read_as_its_cells_stand(site: Settings, tmp_path: Path) -> None:
    """Codes keep their zeros, numbers are not read twice, marks of gaps are gaps, beside numbers too."""
    rows = [["code", "text", "v", "gap"], ["007", "1,5", 1.234, 5], ["008", "2,25", 2.345, "n/a"]]
    _, found = new_table(site, workbook(tmp_path / "trade.xlsx", Data=rows))
    assert rows_of(site, "trade")[1:] == [
        ["007", "007", "1.5", "1.234", "5", "trade"],
        ["008", "008", "2.25", "2.345", "", "trade"],
    ]
    assert "gap: `n/a` is read as missing" in found
    assert "code: string, 2 different" in found


def test_the_sheet_that_is_meant_is_asked_for(site: Settings, tmp_path: Path) -> None:
    """Of several sheets with rows none is taken unasked; an empty one is no choice."""
    rows = [["year", "v"], [2020, 1.5]]
    file = workbook(tmp_path / "trade.xlsx", Notes=[["Read me"]], Data=rows, Empty=[])
    with pytest.raises(DataError, match=r"several sheets hold rows.*`Notes`, `Data`.*--sheet"):
        new_table(site, file)
    with pytest.raises(DataError, match="no sheet `Empty` that holds rows"):
        new_table(site, file, sheet="Empty")
    new_table(site, file, sheet="Data")
    assert rows_of(site, "trade")[1] == ["r1", "2020", "1.5", "trade"]
    new_table(site, workbook(tmp_path / "other.xlsx", Empty=[], Data=rows))
    assert rows_of(site, "other")[1] == ["r1", "2020", "1.5", "other"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_title_is_not_taken_for_the_head(site: Settings, tmp_path: Path, kind: str) -> None:
    """A first line that names one column of several is refused; the first column may go without a name."""
    titled = [["Trade by year", "", ""], ["Year", "Country", "Value"], [2020, "A", 1]]
    unnamed = [["", "x"], ["a", 5], ["b", 6]]
    for name, rows in (("titled", titled), ("unnamed", unnamed)):
        path = tmp_path / f"{name}.{kind}"
        lines = "".join(",".join(map(str, row)) + "\n" for row in rows)
        written(path, lines) if kind == "csv" else workbook(path, Data=rows)
    with pytest.raises(DataError, match=rf"titled.{kind}:1: the head names no column 2, 3.*lines above the head"):
        new_table(site, tmp_path / f"titled.{kind}")
    new_table(site, tmp_path / f"unnamed.{kind}")
    assert rows_of(site, "unnamed")[:2] == [["id", "column", "x", "source"], ["a", "a", "5", "unnamed"]]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
def test_text_in_an_encoding_that_it_states_is_read(site: Settings, tmp_path: Path, encoding: str) -> None:
    """What spreadsheets save as Unicode text is read by its first bytes."""
    text = "Land\tWert\nKärnten\t1\n"
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    (tmp_path / "trade.txt").write_bytes(mark + text.encode(encoding))
    new_table(site, tmp_path / "trade.txt")
    assert rows_of(site, "trade")[1] == ["karnten", "Kärnten", "1", "trade"]
    (tmp_path / "cut.txt").write_bytes(b"\xff\xfea")
    with pytest.raises(DataError, match="not utf-16, as its first bytes say"):
        new_table(site, tmp_path / "cut.txt")


def test_parquet_keeps_every_digit(site: Settings, tmp_path: Path) -> None:
    """A whole number of many digits beside a gap, decimals and numbers beyond whole ones stand as they are."""
    first = "select 123456789012345678 as big, 1.50::decimal(9,2) as price, 1e300::double as far"
    query = f"{first} union all select null, 2, 'nan'::double"
    path = tmp_path / "trade.parquet"
    duckdb.sql(query).write_parquet(str(path))
    new_table(site, path)
    assert {tuple(row[1:4]) for row in rows_of(site, "trade")[1:]} == {
        ("123456789012345678", "1.50", "1e+300"),
        ("", "2.00", ""),
    }


def test_cells_of_several_values_are_refused(site: Settings, tmp_path: Path) -> None:
    """Lists and records of Parquet have no place in a table; each column is named with its type."""
    path = tmp_path / "trade.parquet"
    duckdb.sql("select [1, 2] as list, {'a': 1} as record, map {'k': 1} as map, 1 as fine").write_parquet(str(path))
    with pytest.raises(DataError) as caught:
        new_table(site, path)
    assert [problem.place for problem in caught.value.problems] == [
        f"trade.parquet, column `{name}`" for name in ("list", "record", "map")
    ]


@pytest.mark.parametrize("cell", ["5%", "$1,200", "12 €"])
def test_a_unit_in_cells_is_told(site: Settings, tmp_path: Path, cell: str) -> None:
    """A column of amounts with their unit stays text, and the author is told where units stand."""
    _, found = new_table(site, written(tmp_path / "trade.csv", f'year;v\n2020;"{cell}"\n2021;"{cell}"\n'))
    assert f"v: `{cell}` stays text: a unit stands in the descriptor, not in the cells" in found


def test_parquet_is_read_alike_on_every_machine(
    site: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Times are those of UTC wherever the file is read, and keep nanoseconds; short floats keep their digits."""
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    columns = (
        "'a' AS id, TIMESTAMPTZ '2020-01-01 00:30:00+02' AS at, TIMESTAMP_NS '2020-01-01 00:00:00.123456789' AS fine, "
        "0.1::FLOAT AS part, 'nan'::DOUBLE AS gap"
    )
    file = tmp_path / "times.parquet"
    duckdb.sql(f"COPY (SELECT {columns}) TO '{file}' (FORMAT parquet)")
    try:
        new_table(site, file, source="office")
    finally:
        monkeypatch.undo()
        time.tzset()
    [_, row] = rows_of(site, "times")
    assert row[1:5] == ["2019-12-31 22:30:00+00", "2020-01-01 00:00:00.123456789", "0.1", ""]


def test_a_formula_without_a_saved_result_is_refused(site: Settings, tmp_path: Path) -> None:
    """Its cells would be read as empty: by cell and formula, one for each column; nothing is written."""
    file = workbook(tmp_path / "twice.xlsx", Data=[["id", "v", "w"], ["a", 1, "=B2*2"], ["b", 2, "=B3*2"]])
    with pytest.raises(DataError, match=r"twice\.xlsx, cell C2: its formula has no saved result.*got =B2\*2"):
        new_table(site, file)
    assert not (site.root / "data" / "tables").exists()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bare.csv", "id,v\na,1\n".encode("utf-16-be"), "characters that no text has"),
        ("nul.csv", b"id,v\na,1\0\n", "characters that no text has"),
        ("data.json", b'[{"id": "a"}]', "data.json, which is neither CSV, Excel nor Parquet"),
        ("bytes.parquet", b"", "one value that a reader can read; got BLOB"),
    ],
)
def test_a_file_that_is_no_table_is_refused(
    site: Settings, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    """What cannot be read, and what would be read as something else, is told in a line; nothing is written."""
    file = tmp_path / name
    file.write_bytes(content)
    if name == "bytes.parquet":
        duckdb.sql(f"COPY (SELECT 'a' AS id, 'abc'::BLOB AS v) TO '{file}' (FORMAT parquet)")
    with pytest.raises(DataError, match=told):
        new_table(site, file)
    assert not (site.root / "data" / "tables").exists()


@pytest.mark.parametrize("cell", ["inf", "(3)", "about 5"])
def test_a_column_that_stays_text_for_one_cell_says_which(site: Settings, tmp_path: Path, cell: str) -> None:
    """Numbers with one cell that is none would be loaded as texts without a word."""
    _, notes = new_table(site, written(tmp_path / "odd.csv", f"id,v\na,1\nb,2\nc,{cell}\n"))
    assert f"v: `{cell}` is no plain number, so that the column stays text" in notes
