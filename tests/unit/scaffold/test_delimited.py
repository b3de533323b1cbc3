"""Text files of other countries and programs become tables, and what could be read in two ways is said."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from proofpress.model.errors import DataError
from proofpress.scaffold.delimited import read_rows, settle_numbers
from proofpress.scaffold.profile import private_problems, profile
from proofpress.scaffold.reading import read_frame


def settled(text: str) -> tuple[list[list[str]], list[str]]:
    """Return a text's rows with their numbers settled, and what was said."""
    head, rows = read_rows(text, "a.csv")
    frame, notes = settle_numbers(pd.DataFrame(rows, columns=head, dtype=str))
    return frame.values.tolist(), notes


def test_a_decimal_comma_of_one_column_tells_of_the_others() -> None:
    """Commas become points, points between thousands go, marks of gaps become empty; each is said once a column."""
    rows, notes = settled("Ort;Fälle;Anteil\nKöln;1.234;12,5\nBonn;987;9,1\nAachen;k.A.;7,0\n")
    assert rows == [["Köln", "1234", "12.5"], ["Bonn", "987", "9.1"], ["Aachen", "", "7.0"]]
    assert notes == [
        "Fälle: `1.234` is read as 1234",
        "Fälle: `k.A.` is read as missing",
        "Anteil: `12,5` is read as 12.5",
    ]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('y,v\n1,"1,234"\n2,"2,345.5"\n', ["1234", "2345.5"]),
        ("y\tv\n1\t1\u00a0234,5\n2\t2 000,0\n", ["1234.5", "2000.0"]),
        ("y;v\n1;\u22121,5\n2;..\n", ["-1.5", ""]),
        ("y|v\n1|2.5\n2|n/a\n", ["2.5", ""]),
        ("# of an office\n# of 2026\ny,v\n1,2\n2,3\n", ["2", "3"]),
        ("y,v,,\n1,2,,\n2,3,,\n", ["2", "3"]),
        ("y,v\n1,2\n2,3,,\n", ["2", "3"]),
        ("y,v\n1,007\n2,011\n", ["007", "011"]),
        ('y,v\n1,"a, b"\n2,"c\nd"\n', ["a, b", "c\nd"]),
    ],
)
def test_a_column_is_read(text: str, cells: list[str]) -> None:
    """Delimiters, marks, comments and columns without a name are seen; codes and words stay as they stand."""
    rows, _ = settled(text)
    assert [row[1] for row in rows] == cells
    assert {len(row) for row in rows} == {2}


@pytest.mark.parametrize(
    ("text", "cells", "note"),
    [
        ('y,v\n1,"1,234"\n2,"2,345"\n', ["1,234", "2,345"], "v: `1,234` can be read in two ways"),
        ("y;v\n1;1.234\n2;2.345\n", ["1.234", "2.345"], "v: `1.234` is read as less than a thousand"),
    ],
)
def test_what_can_be_read_in_two_ways_is_said(text: str, cells: list[str], note: str) -> None:
    """Where nothing in the file tells what a mark means, its author is told."""
    rows, notes = settled(text)
    assert [row[1] for row in rows] == cells
    assert any(line.startswith(note) for line in notes), notes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it has no rows"),
        ("\n\n", "it has no rows"),
        ("a,b\n1,2\n3\n", r"a\.csv:3: a row; expected 2 cells; got 1 cell"),
        ("A title\n\na,b\n1,2\n3,4\n", r"a\.csv:1: a row; expected 2 cells; got 1 cell"),
        ("a;b;c\n1;2;3\n4;5;6\nSource: an office\n", r"a\.csv:4: a row; expected 3 cells"),
    ],
)
def test_a_file_that_is_no_table_is_refused_by_its_line(text: str, said: str) -> None:
    """Nothing at all, a row of other cells, and titles and notes around a table are named."""
    with pytest.raises(DataError, match=said):
        read_rows(text, "a.csv")


def test_a_file_with_gaps_is_read(tmp_path: Path) -> None:
    """Empty cells are no reason to fail, and names of columns keep their letters."""
    path = tmp_path / "a.csv"
    path.write_bytes("Städte,Fälle\nKöln,\nBonn,2\n".encode("cp1252"))
    frame, encoding = read_frame(path)
    assert encoding == "cp1252"
    assert private_problems(frame, path) == []
    assert [(column.name, column.type, column.missing) for column in profile(frame)] == [
        ("stadte", "string", 0),
        ("falle", "integer", 1),
    ]


@pytest.mark.parametrize(
    ("name", "cells", "years"),
    [
        ("Year", ["2019", "2021"], True),
        ("Berichtsjahr", ["2019", "2021"], True),
        ("Année", ["1999", "2000"], True),
        ("Jahreszahl", ["1", "2"], False),
        ("Fälle", ["2019", "2021"], False),
        ("Year", ["2019.5", "2020"], False),
    ],
)
def test_a_column_of_years_is_known(name: str, cells: list[str], years: bool) -> None:
    """Four digits under a name that says so have the unit of years, and the years between that are not there."""
    [column] = profile(pd.DataFrame({name: cells}, dtype=str))
    assert column.of_years is years
    assert column.gaps == (("2020",) if years and "2021" in cells else ())
