"""Cells of a table as a reader sees them, the part that a bar fills, and the foot."""

from __future__ import annotations

from typing import Any

import pytest

from proofpress.model.data_table import Column, TableRecord, table_record
from proofpress.text.table_cells import cell_text, filled_part, foot_texts

SHARE = Column("Share", "percent", "{:.1f}%", bar=50)


@pytest.mark.parametrize(
    ("value", "column", "shown"),
    [
        (12.345, SHARE, "12.3%"),
        (-0.04, SHARE, "0.0%"),
        (-3.0, Column("Change", format="{:+.0f}"), "−3"),
        (True, SHARE, "yes"),
        (False, Column("Open"), "no"),
        (None, SHARE, "not told"),
        ("", SHARE, "not told"),
        ("words", SHARE, "words"),
        (2012, Column("Year"), "2012"),
        (2012, Column("Cars", "thousands"), "2,012"),
        (1234.5, Column("Cars"), "1,234"),
    ],
)
def test_a_cell_is_read_by_its_column(value: Any, column: Column, shown: str) -> None:
    """Numbers by the format, or as table views read them; truths and gaps in words."""
    assert cell_text(value, column, "not told") == shown


def test_what_is_carried_over_is_shown_whole() -> None:
    """A number that a table gives keeps its digits where no format cuts them."""
    assert cell_text(1234.5, Column("Cars"), "", {1234.5}) == "1,234.5"


def test_a_bar_fills_the_part_that_the_number_is() -> None:
    """Words, gaps and columns without bars have none."""
    assert [filled_part(value, SHARE) for value in (25, 0, None, "x", True)] == [0.5, 0.0, None, None, None]
    assert filled_part(25, Column("Share")) is None


def test_the_foot_says_how_many_rows_and_words_there_are() -> None:
    """Words are counted as they are told; a table without a tally has no foot."""
    columns = {
        "plant": Column("Plant"),
        "state": Column("State", tally={"shut": "closed", "sold": "closed", "on": "on"}),
    }
    words = [["North", "South", "West"], ["shut", "sold", "elsewhere"]]
    assert foot_texts(TableRecord(columns), words) == ["All 3 rows", "2 closed, 0 on"]
    assert foot_texts(TableRecord({"plant": Column("Plant")}), words[:1]) == []


def test_a_record_travels_whole() -> None:
    """What a specification carries gives back each column; a chart has no record."""
    columns = {"share": SHARE, "state": Column("State", dots={"on": "c"}, order="day", rows="own", tally={"on": "on"})}
    record = TableRecord(columns, ("state",), "not told")
    assert table_record({"usermeta": {"proofpress-table": record.payload()}}) == record
    assert record.fields == ["share", "state", "day"]
    assert table_record({"mark": "bar", "usermeta": {"other": 1}}) is None
