"""Tables that are figures: what a notebook publishes of one, what its picture shows, and what is refused."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from proofpress.figures.draw import draw_sizes
from proofpress.figures.extract import _figure
from proofpress.model.data_table import Column
from proofpress.model.errors import PublishError
from proofpress.model.records import Figure
from proofpress.notebook.data_tables import MOST_ROWS, cross_table, publish_table
from proofpress.notebook.fonts import Typeface
from proofpress.notebook.publish import FIGURE_MIME
from proofpress.notebook.session import load_claims, load_table
from proofpress.notebook.theme import GREEN, RED
from proofpress.record.store import values_csv

TEXTS = {"title": "Who makes it", "subtitle": "By plant", "note": "Made up.", "alt": "Table of two plants."}
COLUMNS = {
    "plant": Column("Plant"),
    "share": Column("Share", "percent", "{:.0f}%", bar=100),
    "open": Column("Open", dots={"yes": GREEN, "no": RED}),
    "since": Column("Since", order="date"),
}


@pytest.fixture
def plants(kernel_session: Any) -> pd.DataFrame:
    """Give the plants, loaded in a session, with cells of each kind and a column that the table does not show."""
    frame = load_table("plants")[["plant", "rows"]].assign(
        share=[19.4, None],
        open=[True, False],
        since=["May 2020", "June 2019"],
        date=["2020-05", "2019-06"],
        idle=[1, 2],
    )
    kernel_session.clear()
    return frame


def publish(frame: Any, **changes: Any) -> None:
    """Publish the table, changed as told."""
    publish_table(frame, **{"name": "made", "columns": COLUMNS, "picks": ["open"], **TEXTS, **changes})


def figure(shown: Any) -> Figure:
    """Return the one figure that was published."""
    [(mime, payload)] = shown
    assert mime == FIGURE_MIME
    return _figure("plants", 1, payload, {})


def test_a_table_is_a_figure_with_its_record(plants: pd.DataFrame, kernel_session: Any) -> None:
    """Texts, trail, sources and grade are a figure's; the specification carries what each column shows."""
    publish(plants, missing="not told")
    made = figure(kernel_session)
    assert made.table is not None
    assert made.table.columns == COLUMNS
    assert (made.table.picks, made.table.missing) == (("open",), "not told")
    assert made.columns == {"plant": "Plant", "share": "Share (percent)", "open": "Open", "since": "Since"}
    assert (made.grade, made.row_ids) == ("C", ("plants:north", "plants:south"))


def test_values_are_what_the_table_says(plants: pd.DataFrame, kernel_session: Any) -> None:
    """The file of values has the columns of the table and those that order it, and none that places words."""
    publish(plants)
    head, *rows = values_csv(figure(kernel_session)).decode().splitlines()
    assert head == "plant,share,open,since,date,rows"
    assert rows == ["North,19.4,true,May 2020,2020-05,plants:north", "South,,false,June 2019,2019-06,plants:south"]


def test_the_picture_shows_every_cell(plants: pd.DataFrame, kernel_session: Any, fonts: Typeface) -> None:
    """Wide and narrow, the picture prints each heading and each cell as a reader sees it, and no mark is unseen."""
    publish(plants, missing="not told")
    drawn, problems = draw_sizes(figure(kernel_session), fonts)
    assert problems == []
    for size in ("wide", "narrow"):
        for word in ("North", "South", "19%", "not told", "yes", "no", "May 2020", "June 2019"):
            assert f">{word}<" in drawn[size], (size, word)
    for word in ("Plant", "Share", "Open", "Since"):
        assert f">{word}" in drawn["wide"]


def test_a_wide_table_is_stacked_in_a_narrow_picture(
    plants: pd.DataFrame, kernel_session: Any, fonts: Typeface
) -> None:
    """What has no place side by side stands below its row's name, each cell after its heading."""
    long = "licence for each export of listed goods and of the know-how that belongs to them"
    publish(plants.assign(since=[long, long], more=[long, long]), columns={**COLUMNS, "more": "Whole story"})
    drawn, problems = draw_sizes(figure(kernel_session), fonts)
    assert problems == []
    assert ">Share (percent): 19%<" in drawn["narrow"]
    assert ">Share (percent): 19%<" not in drawn["wide"]


def test_a_changed_cell_changes_values_picture_and_specification(plants: pd.DataFrame, kernel_session: Any) -> None:
    """A cell of the data moves what the table says and what its picture draws."""
    publish(plants)
    before = figure(kernel_session)
    kernel_session.clear()
    publish(plants.assign(share=[83.6, None]), name="other")
    after = figure(kernel_session)
    assert values_csv(before) != values_csv(after)
    assert "84%" in str(after.layers[0].records[0])
    assert before.layers[0].records[0]["pp_laid_wide_1_to"] < after.layers[0].records[0]["pp_laid_wide_1_to"]


def test_the_largest_number_fills_a_bar_without_an_end(plants: pd.DataFrame, kernel_session: Any) -> None:
    """Where the author names no number at which a bar is full, the record does."""
    publish(plants, columns={"plant": "Plant", "share": Column("Share", bar=True)}, picks=[])
    table = figure(kernel_session).table
    assert table is not None
    assert table.columns["share"].bar == 19.4


@pytest.mark.parametrize(
    ("cells", "changes", "code"),
    [
        ({}, {"columns": {"plant": "Plant"}, "picks": []}, "missing-field"),
        ({}, {"columns": {**COLUMNS, "shares": "Shares"}}, "unknown-column"),
        ({}, {"columns": {**COLUMNS, "since": Column("Since", order="day")}}, "unknown-column"),
        ({}, {"picks": ["idle"]}, "unknown-column"),
        ({}, {"columns": {**COLUMNS, "since": "In 50 countries"}}, "typed-number"),
        ({}, {"missing": "under 5 tonnes"}, "typed-number"),
        ({}, {"columns": {**COLUMNS, "share": Column("Share", format="{:.0f} of {:.0f}")}}, "bad-format"),
        ({}, {"columns": {**COLUMNS, "share": Column("Share", format="percent")}}, "bad-format"),
        ({}, {"columns": {**COLUMNS, "open": Column("Open", dots={"yes": "red"})}}, "bad-colour"),
        ({}, {"title": ""}, "missing-field"),
        ({}, {"name": "Made Up"}, "bad-slug"),
        ({}, {"sources": ["nobody"]}, "unknown-source"),
        ({"share": [119.4, None]}, {}, "bad-bar"),
        ({"share": [-1, None]}, {"columns": {**COLUMNS, "share": Column("Share", bar=True)}}, "bad-bar"),
        ({"since": [["a", "b"], "c"]}, {}, "bad-column"),
        ({"share": [float("inf"), 1]}, {"columns": {**COLUMNS, "share": "Share"}}, "bad-column"),
        ({"plant": ["North", None]}, {}, "no-head"),
        ({"since": ["=1+1", "x"]}, {}, "formula"),
        ({"rows": ["plants:north", "plants:gone"]}, {}, "unknown-row"),
        ({"rows": ["plants:north", ""]}, {}, "no-row-ids"),
    ],
)
def test_what_no_reader_could_use_is_refused(
    cells: dict[str, Any], changes: dict[str, Any], code: str, plants: pd.DataFrame, kernel_session: Any
) -> None:
    """Columns, headings, formats, bars, dots, cells and trails that break the contract are refused, by name."""
    with pytest.raises(PublishError) as caught:
        publish(plants.assign(**cells), **changes)
    assert code in {problem.code for problem in caught.value.problems}
    assert all("figure `" in problem.place for problem in caught.value.problems)
    assert not kernel_session


def test_a_table_is_neither_empty_nor_endless(plants: pd.DataFrame, kernel_session: Any) -> None:
    """No frame, a frame without rows, and one that is longer than a figure is read."""
    for frame, code in (
        (None, "no-rows"),
        (plants.iloc[:0], "no-rows"),
        (plants.loc[plants.index.repeat(MOST_ROWS)], "long-table"),
    ):
        with pytest.raises(PublishError) as caught:
            publish(frame)
        assert [problem.code for problem in caught.value.problems] == [code]


def test_what_is_unverified_has_a_trail_of_its_own(plants: pd.DataFrame, kernel_session: Any, fonts: Typeface) -> None:
    """A column whose cells come from elsewhere is a series of its own: its rows' grades mix with no others."""
    load_claims("press-coal-2030")
    claimed = {"said": ["ten", "twelve"], "from": ["claim:press-coal-2030", ""]}
    publish(plants.assign(**claimed), columns={"plant": "Plant", "said": Column("Said", rows="from")}, picks=[])
    made = figure(kernel_session)
    assert [layer.name for layer in made.layers] == ["main", "layer-2"]
    assert made.layers[1].row_ids == ("claim:press-coal-2030", "plants:south")
    drawn, problems = draw_sizes(made, fonts)
    assert problems == []
    assert ">ten<" in drawn["wide"]


def test_cells_one_a_row_become_a_table(kernel_session: Any) -> None:
    """Names keep their order, a pair without a cell is a gap, and a row rests on all of its cells."""
    cells = pd.DataFrame(
        {
            "plant": ["South", "South", "North"],
            "what": ["z", "a", "z"],
            "said": [1, 2, 3],
            "rows": ["t:c", "t:b", "t:a"],
        }
    )
    table = cross_table(cells, row="plant", column="what", cell="said")
    assert list(table.columns) == ["plant", "z", "a", "rows"]
    assert table["plant"].tolist() == ["South", "North"]
    assert table["z"].tolist() == [1, 3]
    assert pd.isna(table["a"].iloc[1])
    assert table["rows"].tolist() == ["t:b t:c", "t:a"]
    with pytest.raises(ValueError, match="duplicate"):
        cross_table(pd.concat([cells, cells]), row="plant", column="what", cell="said")


def test_the_foot_counts_what_the_title_says(plants: pd.DataFrame, kernel_session: Any, fonts: Typeface) -> None:
    """A tally says how often each word stands, or what it is counted as; the picture prints it at both widths."""
    tallied = {"open": Column("Open", tally=True), "since": Column("Since", tally={"May 2020": "new"})}
    publish(plants, columns={"plant": "Plant", **tallied})
    made = figure(kernel_session)
    assert made.table is not None
    assert made.table.columns["open"].tally == {"yes": "yes", "no": "no"}
    drawn, problems = draw_sizes(made, fonts)
    assert problems == []
    for size in ("wide", "narrow"):
        for words in ("All 2 rows", "1 yes, 1 no", "1 new"):
            assert words in drawn[size], (size, words)
