"""The frames that the drawings of cobalt are made of place marks and words, and change no number."""

from __future__ import annotations

import pandas as pd
import pytest

from ledger.charts import cobalt_chain, cobalt_output, cobalt_what_if
from ledger.charts import cobalt_concentration as drawings
from proofpress.notebook.traced import Traced
from tests.support import samples


def test_a_line_breaks_where_no_table_is_held() -> None:
    """Two countries are kept, each with an earlier and a later series; the newest year is a first estimate."""
    cells = [("COD", "DR Congo", 2015), ("COD", "DR Congo", 2025), ("AUS", "Australia", 2025)]
    table = pd.DataFrame(cells, columns=["iso3", "country", "year"])
    table = table.assign(share=60.0, tonnes=6.0, edition="e", qualifier="", rows=list("abc"))
    frame = drawings.share_frame(table)
    assert frame["series"].tolist() == ["DR Congo, earlier", "DR Congo, later"]
    assert frame["first_estimate"].tolist() == [False, True]


def test_a_projection_is_labelled() -> None:
    """The label prints the claim's number."""
    frame = drawings.forecast_frame(pd.DataFrame({"low": [73.0], "high": [73.0], "rows": ["c:a"]}), 2025)
    assert frame.iloc[0].tolist() == [2025, 73.0, "projected: 73%", "c:a"]


def test_reserves_are_paired_with_mining() -> None:
    """The largest reserves come first, the group of others last, on the rows of both; other countries are refused."""
    names = pd.Index(["Other countries", "A", "B"], name="country")
    held = pd.DataFrame({"share": [50.0, 20.0, 30.0], "tonnes": [5.0, 2.0, 3.0], "rows": ["h:o", "h:a", "h:b"]}, names)
    dug = pd.DataFrame({"share": [10.0, 70.0, 20.0], "rows": ["d:o", "d:a", "d:b"]}, names)
    pairs = drawings.pairs_frame(held, dug)
    assert pairs["country"].tolist() == ["B", "A", "Other countries"]
    assert pairs["mined"].tolist() == [20.0, 70.0, 10.0]
    assert pairs["rows"].iloc[0] == "d:b h:b"
    with pytest.raises(ValueError, match="different countries"):
        drawings.pairs_frame(held, dug.iloc[1:])


def test_each_stage_has_its_statistics_and_claims() -> None:
    """What the title speaks of stands first; an open claim is an arrow, an exact one a point."""
    mined, china, capacity = (Traced(57.0, ["t:a"]), Traced(73.0, ["t:b"])), Traced(1.4, ["t:c"]), Traced(50.0, ["t:d"])
    bounds = {
        "congo-share-2018": (60.0, 60.0),
        "china-mine-share": (None, 1.0),
        "refined-share": (80.0, None),
    }
    claimed = {name: samples.claim(low=low, high=high) for name, (low, high) in bounds.items()}
    refined = (Traced(64.0, ["t:e"]), Traced(76.0, ["t:f"]))
    frame = cobalt_chain.chain_frame(cobalt_chain.facts(mined, china, capacity, refined, claimed))
    assert set(bounds) == set(cobalt_chain.CLAIMED)
    assert frame.groupby("line").size().tolist() == [4, 2, 3]
    assert frame["open"].sum() == 1
    refined = frame[(frame["line"] == 0) & (frame["kind"] == "statistic")]
    assert refined["label"].tolist() == ["capacity 50%, 2015", "64% in 2017", "76% in 2021"]


def test_quotations_keep_their_estimates_apart() -> None:
    """A year is a whole number; a first estimate is marked."""
    prices = pd.DataFrame({"market": "LME", "year": [2024.0, 2025.0], "usd_per_lb": [12.0, 17.0], "edition": "e"})
    frame = cobalt_chain.price_frame(prices.assign(qualifier=["", "estimated"], rows=["a", "b"]))
    assert frame["year"].tolist() == [2024, 2025]
    assert frame["first_estimate"].tolist() == [False, True]


def test_a_reading_of_the_claim_spans_from_lowest_to_highest() -> None:
    """It stands at 2030, on the rows of the prices that it was counted from."""
    frame = cobalt_chain.reading_frame(Traced(200.0, ["t:b", "t:a"]), Traced(400.0, ["t:b", "t:a"]))
    assert frame.iloc[0].tolist() == [2030, 200.0, 400.0, "t:a t:b"]


def test_output_outside_stands_on_each_other() -> None:
    """Indonesia begins where the others end; the totals of two years give the growth; quotas are of the Congo."""
    cells = [("All other countries", 2015, 60_000.0), ("Indonesia", 2015, 1_000.0), ("DR Congo", 2015, 63_000.0)]
    cells += [("All other countries", 2025, 40_000.0), ("Indonesia", 2025, 45_000.0), ("DR Congo", 2025, 230_000.0)]
    sums = pd.DataFrame(cells, columns=["group", "year", "tonnes"]).assign(rows=list("abcdef"))
    quotas = pd.DataFrame({"year": [2026], "tonnes": [96_600.0], "rows": ["q"]})
    frame = cobalt_output.frame(sums, quotas)
    assert frame["start"].tolist() == [0.0, 60.0, 0.0, 0.0, 40.0, 0.0, 0.0]
    assert frame["end"].tolist() == [60.0, 61.0, 63.0, 40.0, 85.0, 230.0, 96.6]
    ends = cobalt_output.totals(frame, 2015, 2025)
    assert ends["label"].tolist() == ["61.0", "85.0, +39%"]
    assert ends["rows"].tolist() == ["a b", "d e"]


def test_the_reader_starts_at_the_quota() -> None:
    """What is exportable is the quota and all that others mined; months are of all that was mined."""
    table = pd.DataFrame({"iso3": ["COD", "IDN", ""], "tonnes": [230_000.0, 50_000.0, 20_000.0], "rows": list("abc")})
    curve = cobalt_what_if.curve_frame(table, "COD")
    ends = curve[["quota", "left", "months"]].iloc[[0, -1]].to_numpy().tolist()
    assert ends == [[0.0, 70.0, pytest.approx(2.8)], [230.0, 300.0, 12.0]]
    cases = cobalt_what_if.cases_frame(curve, 80.0, "q")
    assert cases["label"].tolist() == ["no exports: 70", "quota of 2026: 150", "mined in 2025: 300"]
    assert cases["rows"].tolist() == ["a b c", "a b c q", "a b c"]
    state = cobalt_what_if.first_state(cases)
    assert state[["left", "outside", "mined"]].iloc[0].tolist() == [150.0, 70.0, 300.0]
    assert state["more"].iloc[0] == "6.0 months of what was mined in 2025"
