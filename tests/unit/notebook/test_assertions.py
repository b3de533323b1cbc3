"""Assertions: what a notebook proves of every row, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

from proofpress.model.errors import PublishError
from proofpress.notebook.assertions import ASSERTION_MIME, assert_all
from proofpress.notebook.session import load_table


@pytest.fixture
def plants(kernel_session: Any) -> pd.DataFrame:
    """Give the plants, loaded in a session."""
    return load_table("plants")


def test_what_holds_travels_with_its_rows(plants: pd.DataFrame, kernel_session: Any) -> None:
    """The payload has words, rows, members, scope and reasons, as files hold them."""
    assert_all("none is idle", plants, plants["capacity"] > 0, over="id", where={"year": 2025}, apart={"east": "Shut."})
    [(mime, payload)] = kernel_session
    assert mime == ASSERTION_MIME
    assert json.loads(json.dumps(payload)) == {
        "words": ["none is idle"],
        "row_ids": ["plants:north", "plants:south"],
        "over": ["id"],
        "where": [["year", ["2025"]]],
        "apart": [["east", "Shut."]],
    }


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"condition": [True, False]}, "“all run”: it does not hold; expected of every member; got south"),
        ({"condition": [False, False], "over": "none"}, "got plants:north, plants:south"),
        ({"condition": [True]}, "expected true or false for each of the 2 rows; got 1 of them"),
        ({"condition": True}, "got True"),
        ({"condition": "capacity > 0"}, "got 'capacity > 0'"),
        ({"frame": pd.DataFrame({"rows": []})}, "its frame; expected rows, with the column `rows`"),
        ({"frame": pd.DataFrame({"plant": ["a"]})}, "its frame; expected rows, with the column `rows`"),
        (
            {"frame": pd.DataFrame({"rows": ["plants:west"]}), "condition": [True]},
            "row id `plants:west` was not loaded",
        ),
        ({"words": ""}, "`words` is missing"),
        ({"words": ()}, "`words` is missing"),
        ({"over": ()}, "`over` is missing"),
        ({"apart": {"east": " "}}, "expected a reason why `east` is left out"),
    ],
)
def test_what_does_not_hold_is_refused(plants: pd.DataFrame, changes: dict[str, Any], told: str) -> None:
    """A member of which the words are untrue is named; so is each thing that is missing."""
    whole = {"words": "all run", "frame": plants, "condition": [True, True], "over": "id", **changes}
    with pytest.raises(PublishError) as refused:
        assert_all(whole.pop("words"), whole.pop("frame"), whole.pop("condition"), **whole)
    assert told in str(refused.value)
