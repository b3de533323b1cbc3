"""A count says what was looked through, what counts, and how the number reads."""

from __future__ import annotations

import pandas as pd

from ledger.measures.counts import part, tally
from proofpress.notebook.styles import COUNT, WORD

FRAME = pd.DataFrame(
    {"kind": ["a", "b", "b", "c"], "sure": [True, False, True, True], "rows": ["t:1", "t:2", "t:3", "t:4"]}
)


def test_a_part_holds_what_is_asked() -> None:
    """Conditions on several columns all hold; a list means any of its items; none means all."""
    assert part(FRAME, {"kind": ["a", "b"], "sure": True})["rows"].tolist() == ["t:1", "t:3"]
    assert len(part(FRAME, {})) == len(FRAME)


def test_a_count_rests_on_all_that_was_looked_through() -> None:
    """Of the rows of one kind those that are sure count; the trail is the kind's, and none is a count too."""
    counts = {"sure-b": ({"kind": "b"}, {"sure": True}, "sure ones"), "none": ({}, {"kind": "z"}, "none at all")}
    told = tally(FRAME, counts, {"none": WORD})
    number, style, words = told["sure-b"]
    assert (number.value, number.row_ids, style, words) == (1, ("t:2", "t:3"), COUNT, "sure ones")
    assert told["none"][0].value == 0
    assert told["none"][1] is WORD
