"""What is asked of a table: checked against its schema, then taken."""

from __future__ import annotations

import operator
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.data.selection import OPERATORS, read_selection, select
from proofpress.data.tables import to_frame
from proofpress.model.errors import DataError
from tests.support.strategies import RESOURCE, table_bytes, tables
from tests.unit.data.test_tables import table

SCHEMA = {
    "primaryKey": ["id"],
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "year", "type": "year"},
        {"name": "count", "type": "integer"},
        {"name": "share", "type": "number"},
        {"name": "sold", "type": "boolean"},
        {"name": "day", "type": "date"},
    ],
}


def asked(columns: Any = None, where: Any = None) -> Any:
    """Return a selection of a table with a column of each type."""
    return read_selection("sales", SCHEMA, columns, where)


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ([("yeer", "==", 2020)], r"no column `yeer`; expected one of id, year, .*Did you mean `year`\?"),
        ([("year", "==", "2020")], r"`year`, which is of the type `year`; expected a whole number; got '2020'"),
        ([("year", "==", 2020.5)], "expected a whole number; got 2020.5"),
        ([("count", ">", True)], "expected a whole number; got True"),
        ([("share", ">", float("nan"))], "expected a number; got nan"),
        ([("sold", "==", 1)], "expected True or False; got 1"),
        ([("id", "==", 7)], "expected a text; got 7"),
        ([("day", ">=", "5 May 2020")], "expected a date such as `2026-01-31`"),
        ([("id", "<", "b")], "operator of column `id`, .*expected one of `==` `!=` `in`; got '<'"),
        ([("sold", ">", True)], "operator of column `sold`"),
        ([("year", "=>", 2020)], "expected one of `==` `!=` `<` `<=` `>` `>=` `in`"),
        ([("id", "in", "abc")], "expected a list, each a text; got 'abc'"),
        ([("id", "in", [])], "expected a list"),
        ([("year", "in", [2020, "2021"])], "got '2021'"),
        ([("year", 2020)], "expected column, operator and value"),
        ("year >= 2020", "expected column, operator and value"),
        ({"year": 2020}, "expected column, operator and value"),
    ],
)
def test_what_is_no_condition_is_refused(where: Any, message: str) -> None:
    """An unknown column, a wrong type, a wrong operator and another form are each told with place, expected and got."""
    with pytest.raises(DataError, match=r'load_table\("sales"\), condition 1: .*' + message):
        asked(where=where)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (["shape"], r"`columns`: no column `shape`.*Did you mean `share`\?"),
        ("share", "expected a list of columns, one at least"),
        ([], "expected a list of columns, one at least"),
        (["share", "share"], "column `share` stands twice"),
        (["rows"], "no column `rows`"),
    ],
)
def test_what_are_no_columns_is_refused(columns: Any, message: str) -> None:
    """Columns that the table lacks, that stand twice or that are no list are refused."""
    with pytest.raises(DataError, match=message):
        asked(columns)


def test_all_that_is_wrong_is_told_together() -> None:
    """Bad columns and bad conditions stand in one error."""
    with pytest.raises(DataError) as error:
        asked(["shape"], [("yeer", "==", 1), ("year", "==", "x")])
    assert [problem.code for problem in error.value.problems] == ["unknown-column", "unknown-column", "wrong-type"]


def test_conditions_stand_in_one_order() -> None:
    """The order of conditions, of the values of one, and a repeated one leave no trace; one may stand by itself."""
    one = asked(where=[("year", ">=", 2020), ("id", "in", ["b", "a"]), ("year", ">=", 2020)])
    other = asked(where=[("id", "in", ("a", "b")), ("year", ">=", 2020)])
    assert one == other
    assert asked(where=("year", ">=", 2020)).conditions == (other.conditions[1],)


@given(
    st.lists(st.text(max_size=3), min_size=1, max_size=3, unique=True),
    st.lists(st.text(max_size=3), min_size=1, max_size=3, unique=True),
)
def test_no_two_conditions_are_called_alike(one: list[str], other: list[str]) -> None:
    """A condition's name in a row id holds no space or bracket of its own, and tells it from every other."""
    names = [asked(where=[("id", "in", cells)]).conditions[0].name for cells in (one, other)]
    assert (names[0] == names[1]) == (set(one) == set(other))
    assert all(not {" ", "(", ")"} & set(name[1:-1]) for name in names)


PLAIN = {"==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt,
         ">=": operator.ge, "in": lambda cell, among: cell in among}  # fmt: skip


@given(tables(), st.data())
def test_rows_are_those_that_fit(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    """A selection holds the rows that Python's own comparison finds, in their order; gaps of numbers never fit."""
    column = data.draw(st.sampled_from(["year", "share", "rank", "note"]))
    sign = data.draw(st.sampled_from(OPERATORS if column != "note" else ("==", "!=", "in")))
    held = [row[column] for row in rows if row[column] is not None]
    other = "x" if column == "note" else 7
    value = data.draw(st.sampled_from([*held, other]))
    conditions = read_selection("t", RESOURCE["schema"], None, [(column, sign, [value] if sign == "in" else value)])
    content = table_bytes(rows)
    frame = to_frame(table(content), content)
    chosen = select(frame, conditions.conditions)
    fitting = [row[column] is not None and PLAIN[sign](row[column], [value] if sign == "in" else value) for row in rows]
    pd.testing.assert_frame_equal(chosen, frame[pd.Series(fitting, dtype=bool)].reset_index(drop=True))
