"""A large table in a kernel: the trail of what rests on it is a filter and a few ranges."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import proofpress as pp
from proofpress.data.row_ranges import read_range
from proofpress.model.errors import DataError, PublishError
from proofpress.notebook import large_tables
from proofpress.notebook import session as sessions
from proofpress.notebook.carried import MANY, Carried
from proofpress.notebook.guard_state import STATE
from proofpress.notebook.large_tables import MOST_PIECES, MOST_RANGES, Pieces, condensed
from proofpress.notebook.session import as_rows, join_rows, load_table, session
from tests.support.large import MADE, PATH, ROWS, large_project, write_parquet


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with a table in Parquet of fifty thousand rows."""
    return large_project(tmp_path_factory.mktemp("large"))


@pytest.fixture
def kernel(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Yield a notebook's session on it."""
    from proofpress.model.settings import ROOT_VARIABLE

    monkeypatch.setenv(ROOT_VARIABLE, str(project))
    sessions.reset()
    yield
    sessions.reset()


def sources_of(rows: tuple[str, ...]) -> set[str]:
    """Return the sources that the session knows of some ids."""
    return {session().row_sources[row] for row in rows}


def test_a_trail_is_the_filter_and_the_ranges(kernel: None) -> None:
    """Rows of two sources give a range of each run, with conditions and source; their counts are those of the rows."""
    some = load_table("trade", columns=["value"], where=[("year", ">=", 2023), ("product", "<", 100)])
    assert len(some) == 2 * 5 * 100
    trail = as_rows(some)
    assert trail == (
        "trade:400of36001-48100(product,below,100)(source,is,ice)(year,least,2023)",
        "trade:600of30001-44100(product,below,100)(source,is,met)(year,least,2023)",
    )
    assert sources_of(trail) == {"ice", "met"}


def test_ranges_of_parts_are_shorter(kernel: None) -> None:
    """What is aggregated by group rests on the ranges of its group, to within a piece."""
    whole = load_table("trade", columns=["year", "value"], where=[("source", "==", "met")])
    piece = -(-len(whole) // MOST_PIECES)
    years = whole.groupby("year").agg({"value": "sum", "rows": join_rows})
    assert piece == 2
    for number, cell in enumerate(years["rows"]):
        [known] = [read_range(row) for row in cell.split()]
        assert known is not None
        assert (known.first, known.last, known.count) == (number * 10_000 + 1, number * 10_000 + 6_000, 6_000)


def test_one_row_has_a_range_of_its_own(kernel: None) -> None:
    """A selection that is short leads to the very row."""
    one = load_table(
        "trade", columns=["value"], where=[("year", "==", 2021), ("country", "==", "C4"), ("product", "in", [7])]
    )
    [row] = as_rows(one)
    assert str(read_range(row)).startswith("row 18,008, where country is C4 and product is one of 7")


@pytest.fixture
def guarded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the library's modules kept from the notebook, as in a build; give them back, for they load only once."""
    monkeypatch.setattr(STATE, "active", True)
    yield
    sys.modules.update(large_tables._lent)


def test_the_file_is_an_input_with_the_library(kernel: None, guarded: None) -> None:
    """The table's hash is in the notebook's key, and the session of a build keeps the library's modules to itself."""
    from proofpress.notebook.large_tables import used_library

    load_table("trade", columns=["value"], where=[("year", "==", 2020)])
    assert session().inputs["table:trade"]["path"] == PATH
    assert used_library() == {"duckdb"}
    assert not [name for name in sys.modules if name.partition(".")[0] in {"duckdb", "_duckdb"}]
    assert len(load_table("trade", columns=["id"], where=[("year", "==", 2021)])) == 10_000


def test_a_live_notebook_may_use_the_library_too(kernel: None) -> None:
    """Outside a build nobody's modules are taken: the library, loaded anew from its file, would end the process."""
    load_table("trade", columns=["value"], where=[("year", "==", 2020)])
    assert "duckdb" in sys.modules
    import duckdb

    assert duckdb.sql("select 1").fetchall() == [(1,)]


def test_nothing_that_fits_is_an_empty_frame(kernel: None) -> None:
    """A selection without rows has its columns, typed, and no ids."""
    none = load_table("trade", where=[("year", "==", 1999)])
    assert none.empty
    assert list(none.columns)[-1] == "rows"
    assert as_rows(none) == ()


def test_what_the_table_lacks_is_refused(kernel: None) -> None:
    """The same words refuse a column and a type as for a table in CSV."""
    with pytest.raises(DataError, match=r"no column `valu`.*Did you mean `value`\?"):
        load_table("trade", columns=["valu"])
    with pytest.raises(DataError, match="expected a whole number; got '2020'"):
        load_table("trade", where=[("year", "==", "2020")])


def test_all_members_of_a_large_table_cannot_be_asserted(kernel: None) -> None:
    """A headline's "all" is not proven of rows that the build cannot look through one by one."""
    some = load_table("trade", columns=["country", "value"], where=[("year", "==", 2020)])
    with pytest.raises(PublishError, match="members of a large table are not known one by one"):
        pp.assert_all("all of them", some, some["value"] > 0, over="country")


def test_a_frame_of_many_rows_is_not_drawn(kernel: None) -> None:
    """A chart of fifty thousand marks is refused before it is made; the refusal says how to aggregate."""
    import altair as alt

    whole = load_table("trade", columns=["product", "value"])
    chart = alt.Chart(whole).mark_point().encode(x="product:Q", y="value:Q")
    with pytest.raises(
        PublishError, match=r"too long to draw; expected at most 20,000 rows; got 50,000\. Aggregate first"
    ):
        pp.publish_figure(
            chart, name="all", data=whole, columns={"value": "Value"}, title="T", subtitle="S", note="N", alt="A"
        )


def test_the_same_rows_load_alike_from_another_file(kernel: None, project: Path, tmp_path: Path) -> None:
    """How the file is cut into groups leaves no trace in frame and trail."""
    before = load_table("trade", where=[("country", "==", "C3")])
    write_parquet(project / PATH, f"SELECT * FROM ({MADE.format(rows=ROWS)}) LIMIT {ROWS}")
    sessions.reset()
    pd.testing.assert_frame_equal(before, load_table("trade", where=[("country", "==", "C3")]))


PIECES = Pieces("t", "", list(range(1, 401)), list(range(1, 401)), list(range(401)))
"""Four hundred pieces of a row each."""


@given(st.sets(st.integers(1, 400), min_size=1))
def test_ranges_hold_all_that_they_were_joined_from(rows: set[int]) -> None:
    """Joined ranges are apart, at most fifty, hold every row, and no other where there are fewer runs than that."""
    ids, came_from = condensed({f"t:{row}-{row}" for row in rows} | {"claim:x"}, {("t", ""): PIECES})
    known = sorted(one for row in ids if (one := read_range(row)))
    held = [set(range(one.first, one.last + 1)) for one in known]
    assert "claim:x" in ids
    assert len(known) <= MOST_RANGES
    assert rows <= set().union(*held)
    assert sum(map(len, held)) == len(set().union(*held))
    runs = sum(row - 1 not in rows for row in rows)
    assert runs > MOST_RANGES or set().union(*held) == rows
    assert came_from.keys() == ids - {"claim:x"}


@given(st.sets(st.integers(1, 400), min_size=1), st.sets(st.integers(1, 400), min_size=1))
def test_joining_in_steps_joins_alike(one: set[int], other: set[int]) -> None:
    """Ranges that were joined before are joined again to what all of them give at once, short of the most."""
    held = {("t", ""): PIECES}
    few = [{f"t:{row}-{row}" for row in sorted(rows)[: MOST_RANGES // 2]} for rows in (one, other)]
    steps, _ = condensed(condensed(few[0], held)[0] | condensed(few[1], held)[0], held)
    assert steps == condensed(few[0] | few[1], held)[0]


def test_numbers_of_a_long_column_are_carried_over() -> None:
    """A number of a long column is known to the last digit, one beside it is not, and nothing of another kind."""
    carried = Carried()
    cells: Any = pd.Series(np.arange(MANY) / 3)
    carried.add_column(cells)
    carried.add_column(pd.Series([7.25, float("nan")]))
    assert 1000 / 3 in carried
    assert 7.25 in carried
    assert 1000 / 3 + 1e-9 not in carried
    assert "x" not in carried
    assert None not in carried
