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
    """An open claim is an arrow, an exact one a point; a count of mines is drawn in percent."""
    mined, china, capacity = (Traced(57.0, ["t:a"]), Traced(73.0, ["t:b"])), Traced(1.4, ["t:c"]), Traced(50.0, ["t:d"])
    bounds = {
        "congo-share-2018": (60.0, 60.0),
        "china-mine-share": (None, 1.0),
        "refined-share": (80.0, None),
        "mines-bought": (8.0, 8.0),
        "mines-top": (14.0, 14.0),
    }
    claimed = {name: samples.claim(low=low, high=high) for name, (low, high) in bounds.items()}
    refined = (Traced(64.0, ["t:e"]), Traced(76.0, ["t:f"]))
    frame = cobalt_chain.chain_frame(cobalt_chain.facts(mined, china, capacity, refined, claimed))
    assert set(bounds) == set(cobalt_chain.CLAIMED)
    assert frame.groupby("line").size().tolist() == [3, 2, 1, 4]
    assert frame["open"].sum() == 1
    owner = frame[frame["line"] == 2].iloc[0]
    assert owner["low"] == pytest.approx(100 * 8 / 14)
    assert owner["label"] == "8 of the 14 largest, CSIS"


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


def test_past_years_are_named() -> None:
    """Each year's point has its year as label."""
    newest = pd.DataFrame({"top_share": [57.0], "index_low": [3400.0], "rows": ["a"]}, pd.Index([2015], name="year"))
    assert cobalt_what_if.past_frame(newest)["label"].tolist() == ["2015"]


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


def test_the_reader_starts_at_the_year_as_it_was() -> None:
    """The first state has the share's own index, not that of a rounded share; the lowest point is the curve's."""
    curve = pd.DataFrame({"share": [0.0, 100.0], "index_low": [2500.0, 10_000.0], "index_high": [2600.0, 10_000.0]})
    curve = curve.assign(rows="t:a")
    state = cobalt_what_if.first_state(72.9, curve, "t:a")
    assert state["index_low"].iloc[0] == pytest.approx(72.9**2 + 0.271**2 * 2500)
    assert state["head"].iloc[0] == "If the Congo had 73%"
    least = cobalt_what_if.lowest(curve)
    assert least.iloc[0].tolist() == [20.0, pytest.approx(20**2 + 0.8**2 * 2500), "lowest at 20%", "t:a"]
