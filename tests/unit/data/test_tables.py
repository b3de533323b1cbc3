"""A descriptor and a file in, a table out."""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.data.tables import load_descriptor, read_rows, read_table, read_tables, resources, to_frame
from proofpress.model.errors import DataError
from proofpress.model.hashing import sha256
from proofpress.model.records import Table
from tests.support.strategies import FIELDS, RESOURCE, table_bytes, tables, write_project

ROW = {"country": "COD", "year": 2020, "share": 69.5, "rank": 1, "note": "", "source": "survey"}


def table(content: bytes) -> Table:
    """Return the record of a table without a folder."""
    return Table("shares", "data/tables/shares.csv", "Shares", "", RESOURCE, sha256(content), 0, ())


def frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return the frame that rows become by way of a file."""
    content = table_bytes(rows)
    return to_frame(table(content), content)


@given(tables())
def test_writing_and_loading_gives_the_rows_back(rows: list[dict[str, Any]]) -> None:
    """Every cell comes back as it was written: numbers to the last bit, texts that look like gaps, and gaps."""
    loaded = frame(rows).drop(columns="rows")
    back = [
        {key: None if key in {"share", "rank"} and pd.isna(cell) else cell for key, cell in record.items()}
        for record in loaded.to_dict("records")
    ]
    assert back == rows


@given(tables(min_size=1), st.randoms(use_true_random=False))
def test_row_order_does_not_show(rows: list[dict[str, Any]], random: Any) -> None:
    """The order of a file's rows leaves no trace in the frame."""
    shuffled = list(rows)
    random.shuffle(shuffled)
    pd.testing.assert_frame_equal(frame(shuffled), frame(rows))


@given(tables(min_size=1), st.data())
def test_any_changed_cell_changes_the_hash(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    """Changing one cell changes the table's hash, whatever the cell."""
    at = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.sampled_from([field["name"] for field in FIELDS]))
    changed = [dict(row) for row in rows]
    changed[at][column] = f"{changed[at][column]}1"
    assert sha256(table_bytes(changed)) != sha256(table_bytes(rows))


@given(tables(min_size=1))
def test_row_ids_are_unique_and_name_the_row(rows: list[dict[str, Any]]) -> None:
    """A row's id is its table and primary key, and no two rows share one."""
    ids = list(frame(rows)["rows"])
    assert ids == [f"shares:{row['country'].replace(' ', '~20')}+{row['year']}" for row in rows]
    assert len(set(ids)) == len(ids)


def test_types_come_from_the_schema() -> None:
    """Years and whole numbers are integers also where some are missing, texts are never missing."""
    loaded = frame([ROW | {"rank": None}, ROW | {"year": 2021, "share": None, "note": "NA"}])
    assert [str(dtype) for dtype in loaded.dtypes] == ["str", "Int64", "float64", "Int64", "str", "str", "str"]
    assert list(loaded["note"]) == ["", "NA"]
    assert math.isnan(loaded["share"][1])


def test_read_table(tmp_path: Path) -> None:
    """A table's record holds its path, title, hash and rows."""
    content = table_bytes([ROW])
    result, read = read_table("shares", write_project(tmp_path, content))
    assert read == content
    assert (result.path, result.title, result.sha256, result.rows) == (
        "data/tables/shares.csv",
        "Shares",
        sha256(content),
        1,
    )


def test_unknown_table_names_the_nearest(tmp_path: Path) -> None:
    """A table that the package lacks is refused with the nearest name."""
    with pytest.raises(DataError, match=r"no table `share`\. Did you mean `shares`\?"):
        read_table("share", write_project(tmp_path, b""))


def test_claims_are_not_tables(tmp_path: Path) -> None:
    """A claims file cannot be loaded as a table."""
    write_project(tmp_path, b"", RESOURCE | {"path": "claims/shares.csv"})
    assert list(resources(tmp_path)) == ["shares"]
    with pytest.raises(DataError, match="no table `shares`"):
        read_table("shares", tmp_path)


def test_missing_file(tmp_path: Path) -> None:
    """A described table without a file is refused by both names."""
    (write_project(tmp_path, b"") / "data" / "tables" / "shares.csv").unlink()
    with pytest.raises(DataError, match=r"data/tables/shares\.csv: table `shares` has no file"):
        read_table("shares", tmp_path)


def test_every_table_is_read(tmp_path: Path) -> None:
    """All tables of the package come by name, and claims files are none."""
    root = write_project(tmp_path, table_bytes([ROW]))
    assert [(name, table.name, table.rows) for name, table in read_tables(root).items()] == [("shares", "shares", 1)]
    write_project(tmp_path, table_bytes([ROW]), RESOURCE | {"path": "claims/shares.csv"})
    assert read_tables(root) == {}


@given(tables(min_size=1))
def test_rows_are_read_as_printed(rows: list[dict[str, Any]]) -> None:
    """Each row of a file comes under the id that a loaded frame gives it, its cells as they are printed."""
    with tempfile.TemporaryDirectory() as folder:
        root = write_project(Path(folder), table_bytes(rows))
        result = read_rows(read_tables(root).values(), root)
    assert list(result) == list(frame(rows)["rows"])
    for cells, row in zip(result.values(), rows, strict=True):
        assert cells == {key: "" if cell is None else str(cell) for key, cell in row.items()}


def test_a_key_of_one_column(tmp_path: Path) -> None:
    """A primary key that is one column names the row by that column alone."""
    resource = RESOURCE | {"schema": {"fields": FIELDS, "primaryKey": "country"}}
    root = write_project(tmp_path, table_bytes([ROW]), resource)
    assert list(read_rows(read_tables(root).values(), root)) == ["shares:COD"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": "x"}', '{"resources": {}}'])
def test_bad_descriptor(tmp_path: Path, text: str) -> None:
    """A descriptor that is no Data Package is refused by its path."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"data/datapackage\.json: cannot be read; expected a Data Package v2"):
        load_descriptor(tmp_path)


def test_a_long_cell_is_read_in_every_process(tmp_path: Path) -> None:
    """Also where the validating library, which lifts Python's limit, is not loaded."""
    program = (
        "import io, sys\nfrom proofpress.scaffold.delimited import read_rows\n"
        "assert 'frictionless' not in sys.modules\n"
        "print(len(read_rows('id,v\\na,' + 'x' * 200_000, 'long.csv')[1][0][1]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip() == "200000"
