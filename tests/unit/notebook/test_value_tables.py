"""Tables of values: what a notebook publishes, and what is refused, all at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from proofpress.model.errors import PublishError
from proofpress.model.value_table import TableColumn, value_table
from proofpress.notebook import place
from proofpress.notebook.session import load_table
from proofpress.notebook.value_tables import TABLE_MIME, publish_value_table
from proofpress.notebook.values import publish_value

COLUMNS = (TableColumn("share", "Share", "Percent of the whole."), TableColumn("more", "More"))
TEXTS = {"title": "Who makes it", "subtitle": "By plant", "note": "Made up."}


def frame(**cells: Any) -> pd.DataFrame:
    """Return a frame of two rows, the first's cells changed as told."""
    rows = {
        "north": {"plant": "North", "share": "{{ share }}", "more": [("the row", "plants:north")], "side": "cold"},
        "south": {"plant": "South", "share": "", "more": [], "side": "warm"},
    }
    rows["north"] |= cells
    return pd.DataFrame.from_dict(rows, orient="index")


def publish(data: pd.DataFrame, **changes: Any) -> None:
    """Publish the table, changed as told."""
    whole = {"name": "made", "label": "plant", "columns": COLUMNS, "groups": "side", "picks": {"side": "Side"}, **TEXTS}
    publish_value_table(data, **{**whole, **changes})


@pytest.fixture
def shown(kernel_session: Any) -> Any:
    """Give what is shown after a table was loaded and a value published."""
    load_table("plants")
    publish_value("share", 19.4, format="{:.0f}%", unit="percent", rows="plants:north", formula="a share")
    kernel_session.clear()
    return kernel_session


def test_a_table_travels_whole(shown: Any) -> None:
    """What an output holds gives back groups, cells, links, and what readers pick by; an empty cell stays empty."""
    publish(frame())
    [(mime, payload)] = shown
    table = value_table(payload, 3)
    assert mime == TABLE_MIME
    assert table.payload() == payload
    assert table.groups == ("cold", "warm")
    assert table.rows[0].cells == {"plant": "North", "share": "{{ share }}", "more": ""}
    assert table.rows[0].links == {"more": (("the row", "plants:north"),)}
    assert (table.rows[1].cells["share"], table.missing, table.cell) == ("", "not held", 3)
    assert [column.key for column in table.columns] == ["plant", "share", "more"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"share": "19 percent"}, "typed-number"),
        ({"share": "{{ shares }}"}, "unknown-value"),
        ({"share": "=1+1"}, "formula"),
        ({"more": [("gone", "plants:gone")]}, "unknown-row"),
    ],
)
def test_a_cell_that_proves_nothing_is_refused(changes: dict[str, Any], code: str, shown: Any) -> None:
    """A typed number, an unknown value, what a spreadsheet would run, and a link to a row that was not loaded."""
    with pytest.raises(PublishError) as caught:
        publish(frame(**changes))
    assert code in {problem.code for problem in caught.value.problems}
    assert not shown


@pytest.mark.parametrize(
    ("data", "changes", "code"),
    [
        (frame().iloc[:0], {}, "no-rows"),
        (frame().rename(index={"north": "North Plant"}), {}, "bad-slug"),
        (frame().rename(index={"north": "south"}), {}, "duplicate-slug"),
        (frame(), {"picks": {"sides": "Side"}}, "unknown-column"),
        (frame(), {"columns": ()}, "missing-field"),
        (frame(), {"title": ""}, "missing-field"),
        (frame(), {"name": "Made Up"}, "bad-slug"),
    ],
)
def test_a_table_without_a_contract_is_refused(
    data: pd.DataFrame, changes: dict[str, Any], code: str, shown: Any
) -> None:
    """No rows, names that are no slugs or stand twice, columns that the frame lacks, no columns, no title."""
    with pytest.raises(PublishError) as caught:
        publish(data, **changes)
    assert code in {problem.code for problem in caught.value.problems}
    assert not shown


CELL = """
# %% [markdown]
# ::: table made
#
# **Who makes
# it**
#
# *By plant*
#
# Note: Made up.
"""
UNSAID = dict.fromkeys(TEXTS, "")


def test_a_build_binds_texts_of_a_cell_of_their_own(shown: Any) -> None:
    """A call without texts publishes the table without them: its cell gives them when the notebook is read."""
    publish(frame(), **UNSAID)
    [(_, payload)] = shown
    assert [payload[key] for key in TEXTS] == ["", "", ""]


def test_outside_a_build_a_tables_texts_are_read_from_the_saved_notebook(
    data_project: Path, shown: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kernel knows no Markdown cells: what the file holds is checked and shown."""
    notebook = data_project / "notebooks" / "plants.py"
    notebook.write_text(notebook.read_text() + CELL)
    monkeypatch.delenv(place.BATCH_VARIABLE)
    publish(frame(), **UNSAID)
    assert {key: shown[-1][1][key] for key in TEXTS} == TEXTS
    monkeypatch.setattr(place, "texts_on_disk", None)
    with pytest.raises(PublishError, match="`title` is missing"):
        publish(frame(), **{**UNSAID, "note": "One alone."})
