"""Row ranges: what an id says, and what it reads back as."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from proofpress.data.row_ranges import RowRange, counted, range_cells, read_range
from proofpress.data.selection import OPERATORS, read_selection
from proofpress.model.records import Table

SCHEMA = {"primaryKey": ["name"], "fields": [{"name": "name", "type": "string"}, {"name": "size", "type": "number"}]}


def table(name: str, path: str, *sources: str) -> Table:
    """Return the record of a table."""
    return Table(name, path, "Trade", "", {}, "", 9, sources)


TABLES = {
    "trade": table("trade", "data/tables/trade.parquet", "met", "ice"),
    "short": table("short", "data/tables/short.csv", "ice"),
}


@st.composite
def conditions(draw: st.DrawFn) -> str:
    """Return the names of some conditions, on texts of any letters and on numbers."""
    texts = st.lists(st.text(max_size=4), min_size=1, max_size=3)
    where = [("name", "in", draw(texts))] if draw(st.booleans()) else []
    number = draw(st.floats(-1e6, 1e6))
    where += [("size", draw(st.sampled_from(OPERATORS[:-1])), number)] if draw(st.booleans()) else []
    return "".join(condition.name for condition in read_selection("trade", SCHEMA, None, where or None).conditions)


@given(conditions(), st.integers(1, 10**7), st.integers(0, 10**7), st.data())
def test_an_id_reads_back_as_its_range(where: str, first: int, more: int, data: st.DataObject) -> None:
    """Any range has an id without spaces, which reads back as that range."""
    one = RowRange("trade", where, first, first + more, data.draw(st.integers(1, more + 1)))
    assert not any(letter.isspace() for letter in one.row)
    assert read_range(one.row) == one


def test_a_range_says_its_rows_and_its_filter() -> None:
    """A reader is told the rows, how many of them fit, and each condition in words."""
    where = [("name", "in", ["a, b", "c"]), ("size", ">=", 2)]
    name = "".join(item.name for item in read_selection("trade", SCHEMA, None, where).conditions)
    said = str(read_range(f"trade:120of1-4000{name}"))
    assert said == "120 of the rows 1 to 4,000, where name is one of a, b, c and size is at least 2"
    assert str(read_range("trade:5-5")) == "row 5"
    assert str(read_range("trade:5-6(name,is,)")) == "rows 5 to 6, where name is empty"
    assert read_range("trade:2020+C1") is None


def test_a_range_has_the_source_that_it_names() -> None:
    """Of a table with several sources the condition says which; a table in CSV has no ranges, whatever its keys are."""
    cells = range_cells(["trade:1-4(source,is,ice)", "trade:1-4", "short:1-4", "claim:x"], TABLES)
    assert {row: known["source"] for row, known in cells.items()} == {
        "trade:1-4(source,is,ice)": "ice",
        "trade:1-4": "met",
    }


def test_rows_behind_a_result_are_counted() -> None:
    """The count is of the rows that fit, of all ranges of a table together."""
    assert counted(["trade:3of1-4", "trade:6-7", "short:1-4"], TABLES) == {"trade": 5}
