"""The frames that the drawings of chips and tools are made of place marks and words, and change no number."""

from __future__ import annotations

import pandas as pd
import pytest

import proofpress as pp
from ledger.charts import equipment_quarters
from ledger.charts import equipment_trade as drawings


def test_editions_keep_their_order_and_own_firms_apart() -> None:
    """The look back is first, own firms are of a kind of their own, and an empty mark is an estimate."""
    shares = pd.DataFrame({"edition": "2020", "year": [2010, 2019, 2024], "value": [10.24, 15.0, 20.0]})
    shares = shares.assign(qualifier=["", None, "forecast"], rows=list("abc"))
    frame = drawings.editions_frame(shares, shares.head(1).assign(value=6.0))
    assert frame["rank"].tolist() == [0, 1, 2, 9]
    assert frame["text"].tolist() == ["10.2", "15.0", "20.0", "6.0"]
    assert frame["qualifier"].tolist() == ["estimate", "estimate", "forecast", "estimate"]
    assert frame["kind"].iloc[3] == "Chinese firms"


def test_a_bar_of_the_market_is_cut_into_its_makers() -> None:
    """Where own firms are not known, all plants are one part; the parts add up to the market."""
    years = pd.DataFrame({"market": [100.0, 90.0], "made": [20.0, 30.0], "own": [None, 5.0], "gap": [80.0, 60.0]})
    frame = drawings.gap_frame(years.assign(rows=["t:a", "t:b"]).set_axis([2018, 2019]))
    assert frame.groupby("year")["amount"].sum().tolist() == [100.0, 90.0]
    assert frame["text"].tolist()[:2] == ["20.0 all plants in China", "80 not made in China"]
    assert frame["text"].tolist()[2:] == ["5.0 by Chinese firms", "25.0 by foreign firms", "60 not made in China"]
    assert frame["middle"].iloc[1] == 60.0
    assert frame["tint"].notna().all()


def test_the_pace_of_an_edition_is_told_before_and_after_its_year() -> None:
    """Points a year: the rise looked back on, then the rise forecast."""
    path = pd.DataFrame({"rank": [2, 0, 1], "year": [2025, 2010, 2020], "value": [20.0, 10.0, 15.0]})
    assert drawings.rates(path) == "a year +0.5, then +1.0"


def test_the_rest_of_a_total_is_a_bar_of_its_own() -> None:
    """What no named origin ships is left, and rests on all of them."""
    named = pd.DataFrame(
        {"value": [6.0, 3.0], "rows": ["t:a", "t:b"]},
        index=pd.Index(["Japan", "United States"], name="country_of_origin"),
    )
    frame = drawings.origins_frame(named, pd.Series({"value": 10.0, "rows": "t:w"}))
    assert frame["value"].tolist() == [6.0, 3.0, 1.0]
    assert frame["text"].iloc[1] == "3.0 (30% of China’s imports in 2024)"
    assert frame["tint"].tolist() == [pp.GREY, pp.RED, pp.GREY]
    assert frame["rows"].iloc[2] == "t:a t:b t:w"


def quarters() -> pd.DataFrame:
    """Return made-up quarters of two years; the fourth of the first is missing."""
    names = [(2023, "Q1"), (2023, "Q2"), (2023, "Q3"), (2024, "Q1")]
    frame = pd.DataFrame(names, columns=["year", "quarter"]).assign(billings=[1.0, 2.0, 3.0, 5.0], rows=list("abcd"))
    frame.index = pd.Index([f"{year} {quarter}" for year, quarter in names], name="key")
    return frame


def test_the_missing_quarter_is_what_the_year_leaves() -> None:
    """Ten in the year less six in three quarters are four, on the rows of all."""
    whole = pd.Series({"year": 2023, "billings": 10.0, "rows": "y"})
    computed = equipment_quarters.missing_quarter(quarters(), whole)
    assert computed.loc[0, ["key", "billings", "kind", "rows"]].tolist() == ["2023 Q4", 4.0, "computed", "a b c y"]
    frame = equipment_quarters.frame(quarters(), computed, "2023 Q4", ["2023 Q2"])
    assert frame["key"].tolist() == ["2023 Q1", "2023 Q2", "2023 Q3", "2023 Q4", "2024 Q1"]
    assert frame["after"].tolist() == [False, False, False, True, True]
    assert frame["text"].tolist() == ["", "2.0", "", "computed", ""]


def test_another_missing_quarter_is_refused() -> None:
    """The rest of a year stands for its fourth quarter only if the others are there."""
    with pytest.raises(ValueError, match="2023"):
        equipment_quarters.missing_quarter(
            quarters().iloc[1:], pd.Series({"year": 2023, "billings": 10.0, "rows": "y"})
        )


def test_a_line_says_how_its_half_year_moved() -> None:
    """Only the last half year tells it; other lines and years read their amount alone."""
    halves = pd.DataFrame({"region": ["China", "China", "Korea"], "year": [2024, 2025, 2025]})
    frame = drawings.regions_frame(halves.assign(billings=[24.7, 21.6, 13.6]), {"China": "13% less"})
    assert frame["label"].tolist() == ["China 24.7", "China 21.6, 13% less", "Korea 13.6"]
