"""The frames that the drawings of the unsigned article are made of place each statement and change no number."""

from __future__ import annotations

import pandas as pd
import pytest

import proofpress as pp
from ledger.charts import sovereignty_index as index_drawings
from ledger.charts import technical_sovereignty as drawings


def statements() -> pd.DataFrame:
    """Return a statement for each way to fare, and a second that agrees."""
    ways = [*drawings.GROUPS, "agrees"]
    obstacles = [way if way in drawings.OBSTACLES else "" for way in ways]
    outcomes = ["not testable" if way in drawings.OBSTACLES else way for way in ways]
    frame = pd.DataFrame({"id": [f"s{n:02}" for n in range(len(ways))], "obstacle": obstacles, "outcome": outcomes})
    return frame.assign(claim=frame["id"], rows="t:" + frame["id"], paragraph="1", needed="a count")


def test_each_statement_has_a_square_on_the_row_of_how_it_fares() -> None:
    """Rows leave room for the heads; a judgement is hollow, a result full."""
    squares = drawings.statements_frame(statements())
    assert len(squares) == len(drawings.GROUPS) + 1
    agreeing = squares[squares["label"] == "Agrees with the record"]
    assert agreeing["place"].tolist() == [0, 1]
    assert agreeing["row"].tolist() == [1, 1]
    assert squares["row"].max() == len(drawings.GROUPS) - 1 + len(drawings.HEADS)
    fills = squares.drop_duplicates("label").set_index("label")
    assert (fills.loc["Differs from the record", "fill"], fills.loc["Firm not named", "fill"]) == (pp.RED, pp.GREY)
    hollow = fills.loc["Record speaks against it"]
    assert (hollow["fill"], hollow["edge"]) == (pp.PAPER, pp.RED)


def test_a_way_to_fare_that_is_not_drawn_is_refused() -> None:
    """A statement that would be in no row is an error, and so is a row without statement."""
    with pytest.raises(ValueError, match="proposal"):
        drawings.statements_frame(statements().query("outcome != 'proposal'"))


def test_the_last_bar_stands_out() -> None:
    """Each bar says how many of how many, and rests on those that it counts."""
    groups = {"A year": pd.DataFrame({"rows": ["t:a", "t:b"]}), "All": pd.DataFrame({"rows": ["t:a"]})}
    frame = drawings.named_frame(groups, 3)
    assert frame["text"].tolist() == ["2 of 3", "1 of 3"]
    assert frame["colour"].tolist() == [pp.GREY, pp.RED]
    assert frame["rows"].tolist() == ["t:a t:b", "t:a"]


def test_the_record_stands_beside_what_the_article_says() -> None:
    """Numbers are read by their unit and scope, what is said is shortened, and has its own trail."""
    keys = list(drawings.RECORD_SUBJECTS)
    units = {"tsmc-plan": ("USD", 165e9), "science-degrees": ("count", 1650000.0)}
    rows = [(key, f"c{n}", *units.get(key, ("year", 2020.0)), f"t:{key}", "w") for n, key in enumerate(keys)]
    tests = pd.DataFrame(rows, columns=["id", "claim", "unit", "value", "rows", "why"]).set_index("id")
    said = pd.DataFrame({"id": tests["claim"].tolist(), "text": "more than $50 billion", "rows": "claim:x"})
    fares = pd.Series("agrees", index=tests["claim"])
    fares["c0"] = "differs"
    frame = drawings.record_frame(tests, said, fares)
    found = dict(zip(keys, frame["found"], strict=True))
    assert found["tsmc-plan"] == "one firm US$165 bn"
    assert found["science-degrees"] == "1,650,000 in 2014"
    assert set(frame["article"]) == {"over $50 bn"}
    assert frame["word"].tolist() == ["differs", *["agrees"] * (len(keys) - 1)]
    assert set(frame["said"]) == {"claim:x"}
    assert set(drawings.VERDICT_DOTS) == set(drawings.VERDICTS.values())


def test_an_input_is_held_by_somebody() -> None:
    """Each input has its row, with who holds it; what nobody else holds the plant does."""
    needs = pd.DataFrame({"id": index_drawings.INPUTS, "rows": index_drawings.INPUTS})
    holders = ["the makers of tools", *["the investor"] * 5, ""]
    rows = index_drawings.inputs_frame(needs.assign(holder=holders)).set_index("id")
    assert rows["held_by"].tolist() == ["maker of the tool", *["investor"] * 5, "plant"]


def test_each_further_kind_leaves_more_to_the_weights() -> None:
    """One kind settles every pair, two half of them; the last number of kinds is that of the article, with its rows."""
    pairs = index_drawings.pairs_frame(pd.DataFrame({"rows": ["t:a", "t:b", "t:c"]}))
    assert pairs["share"].tolist() == [0, 50, 75]
    assert pairs["label"].tolist() == ["0%", "50%", "75.0%"]
    assert set(pairs["rows"]) == {"t:a t:b t:c"}
