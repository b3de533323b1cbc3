"""Tests of what differs between two states' entries."""

from __future__ import annotations

from hypothesis import given

from proofpress.changes.differences import Cell, changed_cells, find_differences, parts_of
from proofpress.model.records import Entry
from proofpress.record.store import value_entry
from tests.support import samples
from tests.support.entries import entries, one_entry


@given(entries())
def test_a_state_does_not_differ_from_itself(found: dict[str, Entry]) -> None:
    """No difference between a state and itself."""
    assert find_differences(found, found) == []


@given(entries(), entries())
def test_each_side_sees_the_other_reversed(old: dict[str, Entry], new: dict[str, Entry]) -> None:
    """What is added from one side is removed from the other."""
    there, back = find_differences(old, new), find_differences(new, old)
    assert {item.id for item in there if item.kind == "added"} == {item.id for item in back if item.kind == "removed"}
    assert len(there) == len(back)


def test_rows_are_matched_by_what_they_name() -> None:
    """A row put before another does not make the other differ."""
    old = b"year,share,rows\n2012,39,mix:a\n2023,19,mix:b\n"
    new = b"year,share,rows\n2011,40,mix:c\n2012,39,mix:d\n2023,20,mix:b\n"
    cells = changed_cells(old, new)
    assert Cell("2023", "share", "19", "20") in cells
    assert {cell.row for cell in cells} == {"2011", "2023"}


def test_rows_that_name_nothing_are_matched_by_their_ids_or_number() -> None:
    """Tables of numbers alone are compared by row id, and where those differ, by place."""
    assert changed_cells(b"share,rows\n1,mix:a\n2,mix:b\n", b"share,rows\n1,mix:a\n3,mix:b\n") == [
        Cell("mix:b", "share", "2", "3")
    ]
    assert changed_cells(b"share,rows\n1,mix:a\n", b"share,rows\n2,mix:z\n") == [Cell("row 1", "share", "1", "2")]


def test_a_trail_is_not_what_a_reader_is_told() -> None:
    """Other row ids and thresholds alone are no change of a value."""
    old = value_entry(samples.value())
    new = value_entry(samples.value(row_ids=("mix:r9",), thresholds=((50, "half"),)))
    assert find_differences({old.id: old}, {new.id: new}) == []


def test_the_same_figure_under_another_slug_is_renamed() -> None:
    """Same values and specification, same analysis: one rename, with the earlier id."""
    [old], [new] = one_entry().values(), one_entry(name="columns").values()
    [result] = find_differences({old.id: old}, {new.id: new})
    assert (result.kind, result.before, result.id) == ("renamed", "power/bars", "power/columns")


def test_a_rename_that_is_in_doubt_is_none() -> None:
    """Two candidates for one old figure: added twice and removed once."""
    old = one_entry()
    new = {**one_entry(name="columns"), **one_entry(name="lines")}
    assert [difference.kind for difference in find_differences(old, new)] == ["removed", "added", "added"]


def test_a_declared_rename_may_change_as_well() -> None:
    """A notebook's header says what the old name was; then values may differ."""
    new = one_entry([{"year": 2012, "share": 1}], name="columns")
    [result] = find_differences(one_entry(), new, {"power/columns": "power/bars"})
    assert (result.kind, result.before) == ("renamed", "power/bars")


def test_an_entry_that_is_not_there_has_no_parts() -> None:
    """Nothing is nothing."""
    assert parts_of(None) == {}


def test_a_label_that_prints_a_number_names_no_row() -> None:
    """Where a label moves with its number, the row is still the same row."""
    old = b"place,label,share,rows\nChile,19%,19,mix:a\nPeru,20%,20,mix:b\n"
    new = b"place,label,share,rows\nChile,21%,21,mix:c\nPeru,20%,20,mix:b\n"
    assert changed_cells(old, new, ("place", "share")) == [Cell("Chile", "share", "19", "21")]
    assert [cell.column for cell in changed_cells(old, new)] == ["label", "share"]
