"""What one kernel has loaded: rows with ids, grades and digests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress import session as sessions
from proofpress.claims import read_claims
from proofpress.errors import DataError
from proofpress.records import Input
from proofpress.reuse import current_digest
from proofpress.session import Value, as_rows, claim, join_rows, load_claims, load_table, session
from proofpress.sources import load_sources

SHARE = Value("share", 19, "19%", ("t:a", "t:b"), "A")
IDS = st.text(alphabet="abc-:+", min_size=1, max_size=6)


def test_a_loaded_table_says_where_its_rows_come_from(kernel_session: Any) -> None:
    """Each row has its id, and the session knows each id's source and that source's grade."""
    plants = load_table("plants")
    assert list(plants["rows"]) == ["plants:north", "plants:south"]
    here = session()
    assert here.row_sources == {"plants:north": "trade-press", "plants:south": "grid-office"}
    assert here.row_grades == {"plants:north": "C", "plants:south": "A"}


def test_an_unknown_table_names_the_nearest(kernel_session: Any) -> None:
    """A misspelt table is refused with the name that was meant."""
    with pytest.raises(DataError, match=r"datapackage\.json: no table `plant`\. Did you mean `plants`\?"):
        load_table("plant")


def test_an_unknown_claim_names_the_nearest(kernel_session: Any) -> None:
    """A misspelt claim is refused with the name that was meant."""
    with pytest.raises(DataError, match=r"no claim `press-coal-2031`\. Did you mean `press-coal-20\d\d`\?"):
        claim("press-coal-2031")


def test_claims_come_in_the_order_asked_for(kernel_session: Any) -> None:
    """A frame of claims keeps the caller's order and holds the reader's text and the row id."""
    frame = load_claims("press-coal-2030", "press-coal-2012")
    assert list(frame["rows"]) == ["claim:press-coal-2030", "claim:press-coal-2012"]
    assert list(frame["text"]) == ["less than 15%", "39%"]


def test_what_was_used_is_what_is_checked(kernel_session: Any, data_project: Path) -> None:
    """Every table, claim and source that a session names has the digest that the cache computes for it."""
    load_table("plants")
    claim("press-coal-2030")
    inputs = [Input(**item) for item in session().inputs.values()]
    assert {(item.kind, item.name) for item in inputs} == {
        ("table", "plants"),
        ("claim", "press-coal-2030"),
        ("source", "grid-office"),
        ("source", "trade-press"),
    }
    claims, sources = read_claims(data_project), load_sources(data_project)
    for item in inputs:
        assert item.sha256
        assert current_digest(item, data_project, claims, sources) == item.sha256, item
        assert (data_project / item.path).is_file()


@pytest.mark.parametrize("kind", ["table", "claim", "source"])
def test_what_is_gone_has_no_digest(kernel_session: Any, data_project: Path, kind: Any) -> None:
    """An input that no longer exists never equals what was stored."""
    item = Input(kind, "gone", "data/gone", "x")
    assert current_digest(item, data_project, read_claims(data_project), load_sources(data_project)) == ""


def test_a_schema_change_changes_the_digest(kernel_session: Any, data_project: Path) -> None:
    """The same bytes under another schema are another input: types and units decide what they mean."""
    load_table("plants")
    item = Input(**session().inputs["table:plants"])
    path = data_project / "data" / "datapackage.json"
    package = json.loads(path.read_text())
    [resource] = [one for one in package["resources"] if one["name"] == "plants"]
    resource["schema"]["fields"][2]["unit"] = "GW"
    path.write_text(json.dumps(package))
    assert current_digest(item, data_project, {}, {}) != item.sha256


def test_reset_forgets(kernel_session: Any) -> None:
    """After a reset the session starts anew."""
    load_table("plants")
    sessions.reset()
    assert session().row_sources == {}


def test_a_value_binds_in_texts() -> None:
    """Written into a text a value gives its placeholder, never its number; a format of one's own is refused."""
    assert f"fell to {SHARE}" == "fell to {{ share }}"
    with pytest.raises(ValueError, match=r"value `share` has its own format; write it without `:\.1f`"):
        f"{SHARE:.1f}"
    assert SHARE._repr_html_() == "<code>share</code> = <b>19%</b>"


@given(st.lists(st.lists(IDS, max_size=4).map(" ".join), max_size=5))
def test_joined_rows_hold_each_id_once(cells: list[str]) -> None:
    """Joining is sorted, without repeats, and joining what was joined changes nothing."""
    joined = join_rows(cells)
    ids = joined.split()
    assert ids == sorted({key for cell in cells for key in cell.split()})
    assert join_rows([joined]) == joined
    assert as_rows(joined) == tuple(ids)


def test_rows_are_read_from_anything_that_has_them() -> None:
    """Texts, values, frames, columns, single rows and lists of these all give sorted row ids, each once."""
    frame = pd.DataFrame({"share": [1, 2], "rows": ["t:b t:a", "t:a"]})
    assert as_rows(frame) == as_rows(frame["rows"]) == as_rows("t:b t:a") == ("t:a", "t:b")
    assert as_rows(frame.iloc[0]) == ("t:a", "t:b")
    assert as_rows([SHARE, "t:c", frame]) == ("t:a", "t:b", "t:c")
    assert as_rows(()) == ()


def test_rows_of_a_claim(kernel_session: Any) -> None:
    """A claim is its own row."""
    assert as_rows([claim("press-coal-2030")]) == ("claim:press-coal-2030",)
