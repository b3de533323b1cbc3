"""The frames that the design-out drawings are made of place marks and words, and change no number."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

import proofpress as pp
from ledger.charts import design_out_cases as cases
from ledger.charts import design_out_ladder as ladder
from ledger.charts import design_out_sales as sales
from ledger.charts import design_out_timeline as timeline
from ledger.measures.evidence import rank_evidence


@pytest.fixture
def items() -> pd.DataFrame:
    """Return three items of one rung and channel and one of grade D."""
    frame = pd.DataFrame({"id": list("abcd"), "kind": "assertion", "direction": "supports", "channel": "Chinese firms"})
    return rank_evidence(frame.assign(grade=["C", "C", "B", "D"], rows=["t:a", "t:b", "t:c", "t:d"]))


@pytest.fixture
def events() -> pd.DataFrame:
    """Return a control, two responses two months apart, and an export control, in order of time."""
    ids = ["csis-2024-october-2022", "csis-2024-smic-2021"]
    dates = pd.DataFrame({"id": ids, "period": ["2022-10-07", "2021-01"], "rows": [f"claim:{key}" for key in ids]})
    own = pd.DataFrame({"id": ["graphite-2023"], "announced": ["2023-10"], "rows": ["o:g"]})
    stations = pd.DataFrame({"id": ["base-stations"], "period": ["2020-11"], "rows": ["t:s"]})
    return timeline.timeline_frame(timeline.events_frame(dates, own, stations))


def test_grade_d_stands_in_a_column_of_its_own(items: pd.DataFrame) -> None:
    """An item of grade D leaves its channel, and stands right of the others at each width."""
    frame = ladder.ladder_frame(items).set_index("id")
    assert frame["panel"].to_dict() == {"a": "graded", "b": "graded", "c": "graded", "d": "apart"}
    assert frame.loc["d", "column"] == "grade D"
    for width in (pp.WIDE, pp.NARROW):
        assert frame.loc["d", f"x{width}"] > frame.loc[["a", "b", "c"], f"x{width}"].max()


def test_no_two_items_share_a_place(items: pd.DataFrame) -> None:
    """Items of one rung and channel stand side by side or below one another."""
    frame = ladder.ladder_frame(items)
    for width in (pp.WIDE, pp.NARROW):
        assert len(frame[[f"x{width}", f"y{width}"]].drop_duplicates()) == len(items)


def test_stages_are_listed_in_order_with_their_counts() -> None:
    """Stages are rows in the order of the figure, kinds columns; a mark carries its count, marks of a cell part."""
    found = pd.DataFrame(
        {
            "stage": ["packaging", "chip equipment", "chip equipment"],
            "direction": ["supports", "against", "supports"],
            "rung": [4, 6, 6],
            "kind": ["named case", "official figure", "official figure"],
            "items": [3, 1, 2],
            "rows": ["t:a", "t:b", "t:c"],
        }
    )
    frame = ladder.stages_frame(found)
    assert frame["label"].tolist() == ["2", "1", "3"]
    for width in (pp.WIDE, pp.NARROW):
        assert frame[f"y{width}"].rank(method="dense").tolist() == [1, 1, 2]
        assert frame[f"x{width}"].diff().tolist()[1] == ladder.BESIDE
        assert frame[f"x{width}"].iloc[2] < frame[f"x{width}"].iloc[0]


def test_figures_are_counted_with_those_in_support(items: pd.DataFrame) -> None:
    """Only kinds that are figures count, and grade D never does."""
    frame = ladder.ladder_frame(items)
    assert ladder.figures_told(frame) == "0 items with a figure, 0 for"
    frame.loc[frame["id"].isin(["a", "d"]), "kind"] = "market figure"
    assert ladder.figures_told(frame) == "1 items with a figure, 1 for"


def test_events_stand_lane_by_lane_in_order_of_time(events: pd.DataFrame) -> None:
    """Each event has a row of its own, below those of the lanes before; a mark is no higher than its words."""
    assert events["id"].tolist() == ["csis-2024-october-2022", "base-stations", "csis-2024-smic-2021", "graphite-2023"]
    for width in (pp.WIDE, pp.NARROW):
        assert events[f"y{width}"].diff().dropna().ge(timeline.GRID[width][1]).all()
        assert (events[f"mark{width}"] >= events[f"y{width}"]).all()


def test_only_responses_that_begin_after_the_rules_came_after(events: pd.DataFrame) -> None:
    """A response that the day of the rules falls into did not come wholly after; China's own controls are none."""
    assert not events["after"].any()
    later = events.assign(start=2023.0, end=2024.0).drop(columns="after")
    assert timeline.timeline_frame(later)["after"].sum() == 2


def test_a_rule_ends_above_the_bar_of_its_year(events: pd.DataFrame) -> None:
    """A bar is as wide as its period; the rule of a control of 2022 runs down to the bar of 2022."""
    shares = pd.DataFrame({"region": "China", "year": [2022, 2025], "quarter": ["", "Q2"], "share": [26.0, 35.0]})
    bars = sales.billings_frame(shares)
    assert bars["period"].tolist() == ["2022", "Q2 2025"]
    assert ((bars["start"] < bars["left"]) & (bars["right"] < bars["end"])).all()
    assert (bars["end"] - bars["start"]).round(2).tolist() == [1.0, 0.25]
    steps = events[events["lane"] == timeline.LANES[0]]
    rules = sales.rules_frame(steps, bars)
    assert rules["short"].tolist() == ["Chip rules"]
    assert rules["foot"].tolist() == [32.0]


def test_each_measure_of_supply_is_said_in_its_own_unit() -> None:
    """Shares are read in percent, machines as a count, sales with a decimal; the number stays what it was."""
    imports = pd.DataFrame(
        {
            "measure": ["share of import value", "lithography machines"],
            "country_of_origin": ["Japan", "Netherlands"],
            "period": ["2023-Q3", "2023"],
            "value": [25.0, 190.0],
            "unit": ["percent", "count"],
            "source": "s",
            "rows": ["i:a", "i:b"],
        }
    )
    filed = pd.DataFrame({"year": [2023], "net_sales": [7251.8], "source": "s", "rows": ["a:x"]})
    frame = sales.suppliers_frame(imports, filed)
    assert frame["name"].tolist() == ["Japan 25%", "Netherlands 190", "ASML 7.3"]
    assert frame["value"].tolist() == [25.0, 190.0, 7251.8 / 1000]
    assert frame["last"].tolist() == [True, False, False]


def test_unverified_shares_stand_below_the_graded_one() -> None:
    """A graded share is an interval with no upper end; shares of trade press stand apart below, the largest first."""
    wafers = pd.DataFrame({"low": [250_000.0, 3_000_000.0], "high": [250_000.0, 3_000_000.0], "rows": ["c:a", "c:b"]})
    lead = SimpleNamespace(low=60.0, text="more than 60%", row="claim:l")
    press = pd.DataFrame(
        {
            "firm": ["Wolfspeed", "Two firms combined"],
            "year": [2023, 2023],
            "qualifier": ["approximate", "period not stated"],
            "source": ["jw-sic2023", "redplanx-sic"],
            "value": [30.0, 40.0],
            "rows": ["s:a", "s:b"],
        }
    )
    frame = cases.carbide_frame(wafers, lead, press)
    assert frame["value"].tolist() == ["0.25", "3.0, 12-fold", "more than 60%", "40%", "about 30%"]
    assert frame["name"].tolist()[3:] == ["Two firms, year unclear (Redplanx)", "Wolfspeed, 2023 (JW Insights)"]
    assert frame.loc[2, ["low", "high"]].tolist() == [60.0, 100.0]
    assert frame["y"].diff().tolist()[3:] == [84.0, 40.0]


def test_all_others_are_the_remainder_of_the_whole() -> None:
    """Value added is split into China and the rest; plants and revenue are as given, revenue from the largest."""
    plants = pd.DataFrame({"low": [70.0, 50.0], "rows": ["claim:o", "claim:i"]})
    revenue = pd.DataFrame({"firm_home": ["China", "Taiwan"], "value": [25.5, 49.0], "rows": ["p:c", "p:t"]})
    frame = cases.packaging_frame(SimpleNamespace(low=38.0, row="claim:v"), plants, revenue)
    assert frame["label"].tolist() == ["38%", "62%", "70", "50", "49.0%", "25.5%"]
    assert frame["china"].tolist() == [True, False, True, True, False, True]
    assert frame["slot"].tolist() == [0.0, 44.0] * 3


def test_a_rung_says_how_many_items_it_holds_and_how_many_are_for() -> None:
    """Items of grade D are left out, and an empty rung says nothing."""
    made = [("assertion", "supports", "graded"), ("assertion", "against", "graded"), ("assertion", "supports", "apart")]
    items = pd.DataFrame(made, columns=["kind", "direction", "panel"])
    assert ladder.rung_counts(items, ["statement", "assertion"]) == ["", "2 items, 1 for"]
