"""A data file looked at before it becomes a table: types, gaps, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from proofpress.model.errors import DataError
from proofpress.scaffold.profile import private_problems, profile, read_frame


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
    (tmp_path / "b.xlsx").write_bytes(b"no table")
    with pytest.raises(DataError, match=r"b\.xlsx: cannot be read as a table"):
        read_frame(tmp_path / "b.xlsx")
