"""Long descriptions: made from the table view's columns alone, true for each kind of chart, whatever is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.figures.describe import FEW, KINDS, MOST_SERIES, describe_figure, read_marks
from proofpress.model.records import Layer
from tests.support.samples import figure

COUNTRIES = {"country": "Country", "year": "Year", "share": "Share (%)"}
CELL = st.none() | st.booleans() | st.text(max_size=5) | st.integers(-9999, 99999) | st.floats(-1e6, 1e6)


def describe(records: Sequence[Mapping[str, Any]], columns: Mapping[str, str], *marks: str) -> str:
    """Return the description of a chart of some rows, columns and marks."""
    spec = {"data": {"name": "main"}, "layer": [{"mark": mark, "encoding": {}} for mark in marks or ("bar",)]}
    return describe_figure(figure(records, columns=columns, spec=spec))


def test_bars_have_their_ends() -> None:
    """A chart of bars says how many rows it has, and which are lowest and highest in each measure."""
    rows = [{"fuel": "coal", "share": 39, "power": 1.5}, {"fuel": "gas", "share": 61, "power": 0.25}]
    assert describe(rows, {"fuel": "Fuel", "share": "Share (%)", "power": "Power (TWh)"}) == (
        "Chart of bars, from a table of 2 rows. Share (%): lowest 39 (coal), highest 61 (gas). "
        "Power (TWh): lowest 0.25 (gas), highest 1.5 (coal)."
    )


def test_lines_have_their_movement() -> None:
    """Each series is told from its first year to its last, whatever the order of its rows."""
    rows = [
        {"country": "Chad", "year": 2023, "share": 19},
        {"country": "Chad", "year": 2012, "share": 39},
        {"country": "Mali", "year": 2012, "share": -5},
        {"country": "Mali", "year": 2015, "share": 8},
    ]
    assert describe(rows, COUNTRIES, "line", "point") == (
        "Chart of lines and points, from a table of 4 rows. "
        "Share (%): lowest −5 (Mali 2012), highest 39 (Chad 2012). "
        "Chad: 39 in 2012, 19 in 2023. Mali: −5 in 2012, 8 in 2015."
    )


def test_one_series_needs_no_name() -> None:
    """A line without a column of names is told by its years alone."""
    rows = [{"year": 2012, "share": 39}, {"year": 2023, "share": 19}]
    assert describe(rows, {"year": "Year", "share": "Share (%)"}, "line").endswith(
        "lowest 19 (2023), highest 39 (2012). 39 in 2012, 19 in 2023."
    )


def test_two_names_tell_rows_apart() -> None:
    """Where one name stands for several rows of a year, the second is said too, and no two series are mixed."""
    rows = [
        {"country": "Chad", "what": what, "year": year, "share": share}
        for what, year, share in (("ore", 2012, 1), ("metal", 2012, 9), ("metal", 2023, 4), ("ore", 2023, 6))
    ]
    text = describe([*rows, {**rows[0], "country": "Mali"}], {**COUNTRIES, "what": "What"}, "line")
    assert "highest 9 (Chad, metal 2012)" in text
    assert text.endswith("Chad, ore: 1 in 2012, 6 in 2023. Chad, metal: 9 in 2012, 4 in 2023.")


def test_many_series_are_not_listed() -> None:
    """Beyond a few series only the ends are told."""
    rows = [
        {"country": f"c{number}", "year": year, "share": number}
        for number in range(MOST_SERIES + 1)
        for year in (2012, 2023)
    ]
    assert describe(rows, COUNTRIES, "line").endswith("highest 8 (c8 2012).")
    assert describe(rows[2:], COUNTRIES, "line").endswith("c8: 8 in 2012, 8 in 2023.")


def test_a_few_words_are_listed() -> None:
    """A chart of words without numbers says what stands in each row."""
    rows = [{"ground": "Lists", "says": "no"}, {"ground": "Law", "says": ""}, {"ground": "Offices"}]
    assert describe(rows, {"ground": "Ground", "says": "Says"}, "rect", "text") == (
        "Chart of cells, from a table of 3 rows. Lists: no; Law: no entry; Offices: no entry."
    )


def test_many_words_are_counted() -> None:
    """A long chart of words says how often each word of its last column stands, unless there are too many."""
    rows = [{"item": f"i{number}", "verdict": "met" if number else "missed"} for number in range(FEW + 1)]
    text = describe(rows, {"item": "Item", "verdict": "Verdict"}, "point")
    assert text == f"Chart of points, from a table of {FEW + 1} rows. Verdict: missed 1 time and met {FEW} times."
    assert describe(rows, {"verdict": "Verdict", "item": "Item"}, "point") == (
        f"Chart of points, from a table of {FEW + 1} rows."
    )


def test_missing_numbers_are_passed_over() -> None:
    """A gap is neither lowest nor an end of a series, and a row without a name or a year is still told."""
    rows = [
        {"country": "Chad", "year": 2012, "share": None},
        {"country": "Chad", "year": 2013, "share": 7},
        {"country": "Chad", "year": 2014, "share": 8},
        {"country": None, "year": None, "share": 2},
    ]
    text = describe(rows, COUNTRIES, "line")
    assert "lowest 2 (one row), highest 8 (Chad 2014)" in text
    assert text.endswith("Chad: 7 in 2013, 8 in 2014.")
    assert "None" not in text


def test_a_measure_that_never_changes_is_said_once() -> None:
    """Equal numbers have no ends."""
    rows = [{"fuel": "coal", "of": 37}, {"fuel": "gas", "of": 37}]
    assert describe(rows, {"fuel": "Fuel", "of": "Of (count)"}).endswith("Of (count): 37 in every row.")


def test_one_row_is_one_row() -> None:
    """The count agrees with its noun."""
    assert describe([{"fuel": "coal", "share": 1}], {"fuel": "Fuel", "share": "Share"}).startswith(
        "Chart of bars, from a table of 1 row. "
    )


@pytest.mark.parametrize(
    ("column", "heading", "values", "is_year"),
    [
        ("year", "When", (2012, 2023), True),
        ("from", "First year", (1850, 2200), True),
        ("edition", "Edition", (2019, 2022), True),
        ("tonnes", "Tonnes (t)", (2019, 2022), False),
        ("year", "Year", (3, 2023), False),
        ("rank", "Rank", (1, 2), False),
    ],
)
def test_years_are_no_measures(column: str, heading: str, values: tuple[int, int], is_year: bool) -> None:
    """Years and editions are said as names of rows; all other numbers have a lowest and a highest."""
    rows = [{column: value, "share": share} for value, share in zip(values, (3, 4), strict=True)]
    text = describe(rows, {column: heading, "share": "Share"}, "line")
    assert (f"{heading}: lowest" not in text) is is_year
    assert (f"{values[0]}: " in text or f"lowest 3 ({values[0]})" in text) is is_year


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0"),
        (0.000012, "0.000012"),
        (-0.5, "−0.5"),
        (12.3456, "12.35"),
        (999.96, "1,000"),
        (9999.7, "10,000"),
        (1234567.8, "1,234,568"),
    ],
)
def test_numbers_are_said_in_figures(number: float, said: str) -> None:
    """Four digits or whole numbers, with separators and a true minus, never with an exponent."""
    rows = [{"fuel": "coal", "share": number}, {"fuel": "gas", "share": 10**9}]
    assert f"lowest {said} (coal)" in describe(rows, {"fuel": "Fuel", "share": "Share"})


def test_kinds_are_those_of_the_marks() -> None:
    """Marks are named once, three at most, in their order; a chart of text alone is one of text."""
    head = [describe([{"a": 1}], {"a": "A"}, *marks).partition(",")[0] for marks in (("text",), ("point", "circle"))]
    assert head == ["Chart of text", "Chart of points"]
    assert describe([{"a": 1}], {"a": "A"}, *KINDS).startswith("Chart of bars, lines and points, ")


@given(st.lists(st.fixed_dictionaries({"name": CELL, "year": CELL, "share": CELL}), min_size=1, max_size=20))
def test_any_table_is_described(records: list[dict[str, Any]]) -> None:
    """Whatever stands in its cells, a table's description has sentences, and no word of the program."""
    text = describe(records, {"name": "Name", "year": "Year", "share": "Share (%)"})
    assert text.startswith("Chart of bars, from a table of ")
    numbers = [row for row in records if isinstance(row["share"], int | float) and not isinstance(row["share"], bool)]
    assert not numbers or "Share (%): " in text
    words = " ".join(str(row[key]) for row in records for key in row)
    for word in ("None", "True", "False", "nan"):
        assert word in words or not re.search(rf"\b{word}\b", text)


def test_marks_read_rows_of_the_table() -> None:
    """A mark says its row with headings; the end of a line says the row that it is; a note beside the chart nothing."""
    rows = [
        {"country": "Chad", "year": 2012, "share": 1234.5678, "tone": "#942120"},
        {"country": "Chad", "year": 2023, "share": None, "tone": "#942120"},
        {"country": "Mali", "year": 2023, "share": 0.5, "tone": "#003b62"},
    ]
    ends = [{"country": "Mali", "year": 2023, "label": "Mali 0.5"}, {"country": "Chad"}, {"x": 2016}, {"year": 1999}]
    chart = figure(rows, columns=COUNTRIES)
    chart = replace(chart, layers=(*chart.layers, Layer("ends", tuple(ends), ())))
    assert read_marks(chart) == {
        "main": [
            "Country: Chad; Year: 2012; Share (%): 1,235",
            "Country: Chad; Year: 2023",
            "Country: Mali; Year: 2023; Share (%): 0.5",
        ],
        "ends": ["Country: Mali; Year: 2023; Share (%): 0.5", "", "", ""],
    }
