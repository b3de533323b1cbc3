"""Today's results against the record."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.model.records import Drift, Entry
from proofpress.record.compare import TOLERANCE, compare, drift_problems, same_number
from proofpress.record.store import value_entry
from tests.support import samples
from tests.support.entries import NUMBERS, entries, one_entry, written


@given(entries())
def test_a_record_does_not_differ_from_itself(found: dict[str, Entry]) -> None:
    """Comparing anything with itself, or with what was written of it, finds nothing."""
    assert compare(found, found) == []
    with tempfile.TemporaryDirectory() as folder:
        assert compare(written(found, Path(folder)), found) == []


@given(
    st.lists(st.fixed_dictionaries({"year": st.integers(1990, 2030), "share": NUMBERS}), min_size=1, max_size=5),
    st.data(),
)
def test_one_changed_number_is_one_drift_that_names_it(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    """A number moved beyond the tolerance gives exactly one difference, with row, column, old and new."""
    at = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.sampled_from(["year", "share"]))
    old = rows[at][column]
    new = old + max(1, abs(old)) * data.draw(st.sampled_from([-1, 1, 10 * TOLERANCE]))
    changed = [{**row, column: new} if index == at else row for index, row in enumerate(rows)]
    [drift] = [d for d in compare(one_entry(rows), one_entry(changed)) if d.what not in {"file"}]
    assert (drift.id, drift.what) == ("power/bars", "cell")
    assert drift.where == f"row {at + 1} (mix:r{at}), column {column}"
    assert (float(drift.old), float(drift.new)) == (pytest.approx(old), pytest.approx(new))


@given(st.floats(-1e12, 1e12), st.floats(-0.9, 0.9))
def test_within_the_tolerance_nothing_moved(number: float, part: float) -> None:
    """A number that moves by less than the tolerance is the same, written as number or as text."""
    near = number * (1 + part * TOLERANCE)
    assert same_number(number, near)
    assert same_number(repr(number), repr(near))


@pytest.mark.parametrize(("old", "new"), [("", "0"), ("0", ""), ("a", "b"), ("nan", "1"), (None, 0), ("1", "1a")])
def test_a_gap_is_not_a_number(old: Any, new: Any) -> None:
    """A missing cell and nought, two words, or a word and a number are never the same."""
    assert not same_number(old, new)


def test_every_kind_of_difference_is_named() -> None:
    """A text, the specification, the picture, a row more and a column more each have their own line."""
    old = one_entry()
    rows = [{"year": 2012, "share": 39, "note": "x"}] * 3
    new = one_entry(rows, b"<svg>2</svg>", title="Coal rose", spec={**samples.figure().spec, "width": 9}, grade="B")
    result = {(drift.what, drift.where): (drift.old, drift.new) for drift in compare(old, new)}
    assert result["row", "number of rows"] == ("2", "3")
    assert result["row", "column note"] == ("", "present")
    assert result["text", "title"] == ("Coal fell to {{ share }}", "Coal rose")
    assert result["text", "grade"] == ("A", "B")
    assert result["specification", "spec.json"] == ("recorded", "another")
    assert ("picture", "chart.svg") in result
    assert ("file", "chart-dark.svg") in result


def test_the_schema_address_is_no_difference() -> None:
    """A new version of Vega-Lite's schema address changes no chart."""
    old = one_entry()
    key = next(iter(old))
    moved = old[key].files["spec.json"].replace(b"vega-lite/v6.json", b"vega-lite/v7.json")
    assert moved != old[key].files["spec.json"]
    new = {key: Entry(key, old[key].fields, {**old[key].files, "spec.json": moved})}
    assert compare(old, new) == []


@pytest.mark.parametrize(("field", "new"), [("number", 20), ("text", "20%"), ("grade", "B"), ("row_ids", ("mix:r0",))])
def test_a_values_difference_is_named(field: str, new: Any) -> None:
    """Each field of a value that moved is one difference."""
    old, after = (value_entry(samples.value(**changes)) for changes in ({}, {field: new}))
    [drift] = compare({old.id: old}, {after.id: after})
    assert (drift.id, drift.what, drift.where) == ("power.share", "value", "rows" if field == "row_ids" else field)


def test_figures_and_values_come_and_go_by_name() -> None:
    """What is new and what is gone are told apart, for figures and values."""
    value = value_entry(samples.value())
    drifts = compare(one_entry(), {value.id: value})
    assert [(drift.id, drift.what) for drift in drifts] == [("power.share", "new"), ("power/bars", "gone")]
    new, gone = map(str, drift_problems(drifts))
    assert "value `power.share` is published but not in the record" in new
    assert "figure `power/bars` is in the record but no notebook publishes it" in gone
    assert all("review it and run `proofpress accept`" in text for text in (new, gone))


def test_a_drift_reads_as_old_and_new() -> None:
    """A difference is one line: id, place, old, new; nothing is called nothing."""
    assert str(Drift("a/b", "cell", "row 1, column x", "1", "")) == "a/b, row 1, column x: 1 → nothing"
    [problem] = drift_problems([Drift("a/b", "cell", "row 1, column x", "1", "2")])
    assert str(problem).startswith("figure `a/b`, row 1, column x; expected 1; got 2. If that is right")


def test_a_threshold_that_comes_or_goes_is_named() -> None:
    """A record made before a value had thresholds still holds; giving one, or taking it away, is a difference."""
    plain, stated = (value_entry(samples.value(thresholds=given)) for given in ((), ((50, "half"),)))
    assert "thresholds" not in plain.fields
    for old, new in ((plain, stated), (stated, plain)):
        [drift] = compare({old.id: old}, {new.id: new})
        assert (drift.what, drift.where) == ("value", "thresholds")
