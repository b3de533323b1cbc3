"""The frames that the drawings of export controls are made of order, name and colour, and change no number."""

from __future__ import annotations

import pandas as pd
import pytest

import proofpress as pp
from ledger.charts import export_control_grids as grids
from ledger.charts import export_control_series as series
from ledger.charts import export_control_timeline as timeline


@pytest.fixture
def stop() -> pd.DataFrame:
    """Return the row that dates the stop of rare earths for Japan."""
    return pd.DataFrame({"period": ["2010-09-21"], "rows": ["r:stop"]})


@pytest.fixture
def events(stop: pd.DataFrame) -> pd.DataFrame:
    """Return the stop, a later law and a still later licence, given out of order."""
    ids = ["merics-2024-control-law-2020", timeline.JAPAN]
    dates = pd.DataFrame({"id": ids, "period": ["2020-10-17", "2011"], "rows": ["claim:law", "claim:japan"]})
    steps = pd.DataFrame({"id": ["gallium-germanium-2023"], "announced": ["2023-07-03"], "rows": ["s:gallium"]})
    return timeline.events_frame(dates, steps, stop)


def test_instruments_follow_the_order_of_the_table() -> None:
    """Properties go down and families across as they are listed, whatever the order of the rows."""
    pairs = [(rule, family) for rule in reversed(grids.PROPERTIES) for family in reversed(grids.FAMILIES)]
    frame = pd.DataFrame(pairs, columns=["property", "instrument"]).assign(reading="One two three four five six seven")
    table = grids.instruments_frame(frame.assign(rows="i:x"))
    assert table["property"].tolist() == grids.PROPERTIES
    assert list(table.columns)[1:4] == grids.FAMILIES
    assert set(grids.INSTRUMENTS) == {"property", *grids.FAMILIES}


def test_a_destination_without_a_share_is_not_named() -> None:
    """It rests on the exports of the product to the world; a share says tonnes too, on both rows."""
    shares = pd.DataFrame({"destination": ["Japan"], "product": ["natural graphite"], "value": [25.0], "rows": ["e:j"]})
    totals = pd.DataFrame({"product": grids.PRODUCTS, "rows": ["e:ge", "e:ng", "e:sg"]})
    totals = totals.assign(value=[4000.0, 2000.0, 2000.0], unit=["kilograms", "tonnes", "tonnes"])
    table = grids.destinations_frame(shares, totals).set_index("destination")
    assert table.index.tolist() == grids.PLACES
    assert table.loc["Japan", "natural graphite"] == "25%, 500 t"
    assert pd.isna(table.loc["Japan", "germanium metal"])
    assert set(table.loc["Japan", "rows"].split()) == {"e:ge", "e:j", "e:ng", "e:sg"}


def test_the_result_stands_below_the_answers_of_each_material() -> None:
    """Each material has its column; one without a share of output says so."""
    pairs = [(name, condition) for name in grids.MATERIALS for condition in grids.CONDITIONS]
    answers = pd.DataFrame(pairs, columns=["material", "condition"]).assign(answer="yes")
    answers["rows"] = [f"a:{number}" for number in range(len(answers))]
    last = answers.index[-1]
    answers.loc[last, "answer"] = "no"
    results = dict.fromkeys(grids.MATERIALS, "passes") | {"Silicon carbide": "fails"}
    share = pd.DataFrame({"share": [98.4], "rows": ["o:ga"]})
    table = grids.target_test_frame(answers, results, {"Gallium": share}).set_index("condition")
    assert table.index.tolist() == [grids.SHARE_ROW, *grids.CONDITIONS.values(), grids.RESULT_ROW]
    assert table.loc[grids.SHARE_ROW, ["Gallium", "Graphite"]].tolist() == ["98%", "no figure"]
    assert table.loc[grids.RESULT_ROW, ["Gallium", "Silicon carbide"]].tolist() == ["passes", "fails"]
    assert table["Silicon carbide"].tolist().count("no") == 1
    assert set(grids.ANSWERS) == {"yes", "no", "passes", "fails"}


def test_newest_output_is_one_row_a_material() -> None:
    """Each material that has a share gets the row of its mineral and year, whatever else the frame holds."""
    keys = [*grids.OUTPUT.values(), ("gallium", 2024)]
    frame = pd.DataFrame({"mineral": [mineral for mineral, _ in keys], "year": [year for _, year in keys]})
    newest = grids.newest_output(frame.assign(share=range(len(keys)), rows="o:x"))
    assert {name: part["share"].tolist() for name, part in newest.items()} == {
        name: [place] for place, name in enumerate(grids.OUTPUT)
    }


def test_the_stop_is_dated_by_the_register(events: pd.DataFrame) -> None:
    """It comes before the law, and rests on the claim as well as on the row that dates it."""
    assert events["id"].tolist() == [timeline.JAPAN, "merics-2024-control-law-2020", "gallium-germanium-2023"]
    assert events["period"].tolist() == ["2010-09-21", "2020-10-17", "2023-07-03"]
    assert set(events["rows"][0].split()) == {"claim:japan", "r:stop"}
    assert events["kind"].tolist() == [timeline.QUIET, timeline.FRAME, timeline.GOODS]


def test_each_control_came_before_or_after_the_law(events: pd.DataFrame) -> None:
    """Controls on goods and technology say which; a stop without a rule and the law itself do not."""
    assert events["law"].tolist() == ["", "", timeline.AFTER]
    assert set(timeline.COLOUR) == {timeline.GOODS, timeline.KNOWHOW, timeline.QUIET, timeline.FRAME}


def test_two_dates_are_drawn_through_the_shares(events: pd.DataFrame, stop: pd.DataFrame) -> None:
    """Each stands at its date, within its year, and rests on the rows of its event."""
    marks = series.marks_frame(events, stop)
    assert marks["year"].round(1).tolist() == [2010.7, 2023.6]
    assert marks["rows"].tolist() == events.loc[[0, 2], "rows"].tolist()


def test_nothing_left_is_said_in_a_word() -> None:
    """Germanium metal stands out; the amounts stay."""
    left = pd.DataFrame({"product": ["gallium", "germanium metal", "flake graphite"], "left": [0.0, 40.4, 71.0]})
    frame = series.left_frame(left, ["a", "b", "c"])
    assert frame["words"].tolist() == ["nothing", "40%", "71%"]
    assert frame["colour"].tolist() == [pp.GREY, pp.RED, pp.GREY]
    assert frame["left"].tolist() == left["left"].tolist()


def test_series_are_named_with_their_value() -> None:
    """Prices keep all series, shares those that are drawn."""
    rates = pd.DataFrame({"series": ["Gallium"], "year": [2025], "level": [249.6], "price": [9], "unit": ["u"]})
    named = series.prices_frame(rates.assign(rows="p:g"))
    assert named["panel"].tolist() == ["Gallium, value of US imports, 2.5 times"]
    assert named["guessed"].tolist() == [True]
    shares = pd.DataFrame({"mineral": ["germanium", "rare earths"], "year": 2020, "share": [60.0, 57.5], "rows": "o:x"})
    held = series.shares_frame(shares)
    assert held["label"].tolist() == ["Rare earths 58%"]
    assert held["hue"].tolist() == [pp.RED]


def test_the_chain_lists_a_share_once_and_tells_two_pages_apart() -> None:
    """What two pages say alike stands once; where they differ each has a letter; the stages keep their order."""
    said = pd.DataFrame({"id": list(series.SAID), "low": [70.0, 90.0, 92.0], "text": ["70%", "90%", "92%"]})
    mined = pd.DataFrame({"year": [2023], "share": [68.6], "rows": ["o:m"]})
    stages = pd.DataFrame({"stage": "permanent magnets", "year": 2024, "percent": [93.0, 94.0, 94.0], "rows": "s:x"})
    stages["qualifier"] = ["", "", "year of publication"]
    more = stages.iloc[[0]].assign(rows="s:y")
    chain = series.chain_frame(said.assign(rows="claim:x"), mined, pd.concat([stages, more]))
    assert chain["stage"].tolist() == ["Mining", "Mining", "Separation", *4 * ["Magnets"]]
    assert chain["label"].tolist()[4:] == [
        "Magnets: Energy Agency, 2024 (a)",
        "Magnets: Energy Agency, 2024 (b)",
        "Magnets: Energy Agency, 2024*",
    ]
    assert chain["words"].tolist() == ["70%", "69%", "90%", "92%", "93%", "94%", "94%"]
    assert (chain["low"] == chain["high"]).all()
