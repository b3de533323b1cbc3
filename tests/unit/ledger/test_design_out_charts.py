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
    """Stages follow the order of the figure, directions that of the key; each line is lower than the one before."""
    found = pd.DataFrame(
        {
            "stage": ["packaging", "chip equipment", "chip equipment"],
            "direction": ["supports", "against", "supports"],
            "rung": [4, 2, 6],
            "kind": ["named case", "statement", "official figure"],
            "items": [3, 1, 2],
            "rows": ["t:a", "t:b", "t:c"],
        }
    )
    frame = ladder.stages_frame(found)
    assert frame["label"].tolist() == ["official figure (2)", "statement (1)", "named case (3)"]
    for width in (pp.WIDE, pp.NARROW):
        assert frame[f"y{width}"].is_monotonic_increasing
        assert frame[f"x{width}"].rank().tolist() == [3, 1, 2]


def test_events_follow_time_and_keep_to_their_side_of_the_axis(events: pd.DataFrame) -> None:
    """Controls rise above the axis, responses hang below it, China's own controls below those."""
    assert events["id"].tolist() == ["base-stations", "csis-2024-smic-2021", "csis-2024-october-2022", "graphite-2023"]
    assert events["start"].is_monotonic_increasing
    up = events["lane"] == timeline.LANES[0]
    assert (events["y2"] < events["y"])[up].all()
    assert (events["y2"] > events["y"])[~up].all()
    base = events.set_index("id")["y"]
    assert base["csis-2024-october-2022"] < base["base-stations"] < base["graphite-2023"]


def test_labels_of_near_events_take_two_levels_or_sides(events: pd.DataFrame) -> None:
    """Two labels at nearly one place would lie on each other."""
    near = events[events["lane"] == timeline.LANES[1]]
    assert len(near) == 2
    assert near["stem"].diff().max() < 15
    assert len(near[["level", "align"]].drop_duplicates()) == 2


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
    assert frame["value"].tolist() == ["0.25", "3.0", "more than 60%", "40%", "about 30%"]
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
