"""A data file looked at before it becomes a table: types, gaps, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from proofpress.model.errors import DataError
from proofpress.scaffold.profile import plain, private_problems, profile
from proofpress.scaffold.reading import read_frame


def test_a_column_is_told_as_it_is() -> None:
    """Types follow from the cells, missing ones are counted, and a year that is passed over is named."""
    frame = pd.DataFrame({"Year": ["2020", "2022"], "Share (%)": ["1.5", ""], "Day": ["2024-01-02", "2024-01-03"]})
    assert [str(column) for column in profile(frame)] == [
        "year: integer, 2 different, 2020 to 2022, without 2021",
        "share: number, 1 different, 1.5 to 1.5, 1 missing",
        "day: date, 2 different, 2024-01-02 to 2024-01-03",
    ]


@pytest.mark.parametrize(
    ("column", "cell", "what"),
    [
        ("note", "write to ann.b@office.example", "a mail address"),
        ("note", "+43 1 234 5678", "a telephone number"),
        ("note", "123-45-6789", "a number of social insurance"),
        ("note", "ghp_" + "a" * 36, "an access key"),
        ("note", "-----BEGIN RSA PRIVATE KEY-----", "a private key"),
        ("link", "https://me:secret@host.example/", "a password in an address"),
        ("E-Mail", "x", "its name says"),
    ],
)
def test_private_cells_are_named(column: str, cell: str, what: str) -> None:
    """A column with a secret, or that tells of persons, is refused by its name and what it holds."""
    [problem] = private_problems(pd.DataFrame({column: [cell]}), Path("data.csv"))
    assert what in str(problem)
    assert f"column `{column}`" in problem.place


@pytest.mark.parametrize("cell", ["2020-2024", "1,234,567", "10.1000/182", "GB-2020", "x@y", "+3.5 to +4.5"])
def test_common_data_are_not_private(cell: str) -> None:
    """Spans, numbers, identifiers and signs of growth are no telephone numbers or addresses."""
    assert private_problems(pd.DataFrame({"note": [cell]}), Path("data.csv")) == []


def test_other_encodings_and_marks_are_read(tmp_path: Path) -> None:
    """A file in Windows-1252 with semicolons is read; one that is no table is refused by name."""
    path = tmp_path / "a.csv"
    path.write_bytes("Stadt;Wert\nKöln;1\n".encode("cp1252"))
    frame, encoding = read_frame(path)
    assert (list(frame.columns), frame.iloc[0, 0], encoding) == (["Stadt", "Wert"], "Köln", "cp1252")
    for name in ("b.xlsx", "b.parquet"):
        (tmp_path / name).write_bytes(b"no table")
        with pytest.raises(DataError, match=rf"{name}: cannot be read as a table"):
            read_frame(tmp_path / name)


@pytest.mark.parametrize("kind", ["xlsx", "parquet"])
def test_excel_and_parquet_are_read_as_csv_is(tmp_path: Path, kind: str) -> None:
    """Whole numbers, numbers, days, texts and gaps of each format have the type and the cells of a tidy table."""
    import duckdb

    days = pd.to_datetime(["2024-05-01", "2024-05-02", "2024-05-03"])
    frame = pd.DataFrame({"Place": ["A", "B", "C"], "Count": [1, 2, 3], "Rain (mm)": [1.5, None, 2.0], "Day": days})
    path = tmp_path / f"rain.{kind}"
    if kind == "xlsx":
        frame.to_excel(path, index=False)
    else:
        duckdb.from_df(frame).write_parquet(str(path))
    read, encoding = read_frame(path)
    assert encoding == ("excel" if kind == "xlsx" else "parquet")
    columns = {column.name: column for column in profile(read)}
    assert {name: column.type for name, column in columns.items()} == {
        "place": "string",
        "count": "integer",
        "rain_mm": "number",
        "day": "date",
    }
    assert [plain(cell) for cell in read["Rain (mm)"]] == ["1.5", "", "2"]
    assert (columns["day"].low, columns["day"].high) == ("2024-05-01", "2024-05-03")
    assert columns["rain_mm"].missing == 1
