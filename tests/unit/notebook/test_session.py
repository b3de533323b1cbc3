"""What one kernel has loaded: rows with ids, grades and digests."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import proofpress
from proofpress.data.claims import read_claims
from proofpress.data.sources import load_sources
from proofpress.evidence.audit import read_register, register_digest
from proofpress.evidence.records import CHECKS, LINKS
from proofpress.execute.cache import current_digest
from proofpress.model.errors import DataError
from proofpress.model.records import Claim, Input, Value
from proofpress.notebook import session as sessions
from proofpress.notebook.session import (
    as_rows,
    claim,
    join_rows,
    load_checks,
    load_claims,
    load_register,
    load_table,
    session,
)
from tests.support.projects import project_of
from tests.support.registers import check, link, reviewed, write_json

SHARE = Value("", "share", 19, "percent", "19%", "a share", "", ("t:a", "t:b"), (), "A", 0)
IDS = st.text(alphabet="abc-:+", min_size=1, max_size=6)


def taken(cells: Any) -> Input:
    """Return an input as a session notes it."""
    return Input(**cells)


def test_a_loaded_table_says_where_its_rows_come_from(kernel_session: Any) -> None:
    """Each row has its id, and the session knows each id's source and that source's grade."""
    plants = load_table("plants")
    assert list(plants["rows"]) == ["plants:north", "plants:south"]
    current = session()
    assert current.row_sources == {"plants:north": "trade-press", "plants:south": "grid-office"}
    assert current.row_grades == {"plants:north": "C", "plants:south": "A"}


def test_an_unknown_table_names_the_nearest(kernel_session: Any) -> None:
    """A misspelt table is refused with the name that was meant."""
    with pytest.raises(DataError, match=r"datapackage\.json: no table `plant`\. Did you mean `plants`\?"):
        load_table("plant")


def test_a_part_of_a_table_is_loaded(kernel_session: Any) -> None:
    """Columns come in the order asked for, rows are those that fit, and only their sources count as used."""
    plants = load_table("plants", columns=["source", "id"], where=[("id", "in", ["south", "nowhere"])])
    assert list(plants.columns) == ["source", "id", "rows"]
    assert list(plants["rows"]) == ["plants:south"]
    current = session()
    assert current.row_sources == {"plants:south": "grid-office"}
    assert {name for name in current.inputs if name.startswith("source:")} == {"source:grid-office"}


def test_what_a_table_lacks_is_refused(kernel_session: Any) -> None:
    """A misspelt column and a condition that does not fit are refused together."""
    with pytest.raises(DataError) as error:
        load_table("plants", columns=["di"], where=[("id", "==", 7)])
    assert [problem.code for problem in error.value.problems] == ["unknown-column", "wrong-type"]


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
    inputs = [taken(item) for item in session().inputs.values()]
    assert {(item.kind, item.name) for item in inputs} == {
        ("table", "plants"),
        ("claim", "press-coal-2030"),
        ("source", "grid-office"),
        ("source", "trade-press"),
    }
    project = project_of(data_project)
    for item in inputs:
        assert item.sha256
        assert current_digest(item, project) == item.sha256, item
        assert (data_project / item.path).is_file()


@pytest.mark.parametrize("kind", ["table", "claim", "source"])
def test_what_is_gone_has_no_digest(kernel_session: Any, data_project: Path, kind: Any) -> None:
    """An input that no longer exists never equals what was stored."""
    item = Input(kind, "gone", "data/gone", "x")
    assert current_digest(item, project_of(data_project)) == ""


def test_a_schema_change_changes_the_digest(kernel_session: Any, data_project: Path) -> None:
    """The same bytes under another schema are another input: types and units decide what they mean."""
    load_table("plants")
    item = taken(session().inputs["table:plants"])
    path = data_project / "data" / "datapackage.json"
    package = json.loads(path.read_text())
    [resource] = [resource for resource in package["resources"] if resource["name"] == "plants"]
    resource["schema"]["fields"][2]["unit"] = "GW"
    path.write_text(json.dumps(package))
    assert current_digest(item, project_of(data_project)) != item.sha256


def test_reset_forgets(kernel_session: Any) -> None:
    """After a reset, which a notebook may call too, the session starts anew."""
    assert proofpress.reset is sessions.reset
    load_table("plants")
    sessions.reset()
    assert session().row_sources == {}
    assert session().inputs == {}


@pytest.fixture
def audited(kernel_session: Any, data_project: Path) -> Path:
    """Return the fixture site with one check that fails, one that cannot tell and one link, in a session of its own."""
    share = {"part": "table:power_mix:coal-2012.generation", "whole": {"value": 50, "unit": "TWh", "why": "made up"}}
    known = read_register(data_project, load_sources(data_project))
    checks = [
        check("share", "coal-2012", inputs={**share, "share": "claim:press-coal-2012"}),
        check("at_most", "order", inputs={"smaller": "claim:press-coal-2030", "larger": "claim:press-coal-2012"}),
    ]
    write_json(data_project, CHECKS, [reviewed(entry, known) for entry in checks])
    target = {"claim": "press-coal-2030", "target": "table:power_mix:coal-2023.generation"}
    write_json(data_project, LINKS, [link("later", relation="supports", **target)])
    return data_project


def test_the_register_comes_with_its_statuses(audited: Path) -> None:
    """Each claim has its status, reason, checks and links, the row of the claim and the row of the status."""
    frame = load_register()
    assert list(frame.columns) == [
        *(field.name for field in fields(Claim)),
        *("text", "status", "reason", "standing", "checks", "links", "rows"),
    ]
    assert list(frame["id"]) == list(read_claims(audited))
    first, second = frame.to_dict("records")
    assert (first["id"], first["text"], first["rows"]) == ("press-coal-2012", "39%", "claim:press-coal-2012")
    assert (first["status"], first["checks"], first["links"]) == ("contradicted", "coal-2012 order", "")
    assert (first["standing"], first["reason"]) == ("status:press-coal-2012", "The check coal-2012: fails")
    assert (second["status"], second["checks"], second["links"]) == ("supported", "order", "later")


def test_checks_come_with_what_they_computed(audited: Path) -> None:
    """Each check has its rule, verdict, both sides, unit, and the claims, documents and rows that it rests on."""
    frame = load_checks()
    assert frame.shape == (2, 17)
    first, second = frame.to_dict("records")
    assert (first["id"], first["rule"], first["verdict"], first["rows"]) == (
        *("coal-2012", "share", "fails"),
        "check:coal-2012",
    )
    assert (first["low"], first["high"]) == pytest.approx((77, 79))
    assert (first["said_low"], first["said_high"]) == pytest.approx((38.5, 39.5), abs=1e-5)
    assert (first["unit"], first["text"]) == ("percent", "78%")
    assert (first["claims"], first["documents"]) == ("press-coal-2012", "trade-press")
    assert first["inputs"] == "claim:press-coal-2012 power_mix:coal-2012"
    assert (second["verdict"], second["claims"]) == ("holds", "press-coal-2030 press-coal-2012")
    assert first["title"] == "The check coal-2012"
    assert first["formula"] == "a part over its whole gives the share"


@pytest.mark.parametrize("load", [load_register, load_checks])
def test_the_register_is_one_input(load: Any, audited: Path) -> None:
    """A notebook that counts over the register rests on all of it, by one digest, and each row has source and grade."""
    load()
    current = session()
    item = taken(current.inputs["register:claims"])
    assert (item.kind, item.name) == ("register", "claims")
    assert item.sha256 == current_digest(item, project_of(audited)) == register_digest(audited)
    assert "source:claim-audit" in current.inputs
    assert current.row_sources["check:order"] == current.row_sources["status:press-coal-2030"] == "claim-audit"
    assert (current.row_sources["claim:press-coal-2030"], current.row_grades["claim:press-coal-2030"]) == (
        "trade-press",
        "C",
    )
    assert (current.row_sources["plants:south"], current.row_grades["plants:south"]) == ("grid-office", "A")


def test_a_bad_audit_stops_the_notebook(audited: Path) -> None:
    """What is wrong with the audit's entries is told in the notebook that loads it, all of it."""
    write_json(audited, LINKS, [link(claim="press-coal-2021"), link("two", relation="sames")])
    with pytest.raises(DataError) as caught:
        load_register()
    assert "no claim `press-coal-2021`. Did you mean" in str(caught.value)
    assert "link `two`: `relation`; expected same, newer, supports, opposes" in str(caught.value)


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
