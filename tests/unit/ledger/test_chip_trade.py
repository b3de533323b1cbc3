"""Measures of a chip market and of tools sold to it: growth by edition, the gap, half years, parts of sales."""

from __future__ import annotations

import pandas as pd
import pytest

from ledger.measures import chip_trade as measures


def editions() -> pd.DataFrame:
    """Return two made-up editions, each with a look back, the year before and a forecast."""
    cells = [("2020", 2010, 10.0), ("2020", 2020, 15.0), ("2020", 2025, 25.0)]
    cells += [("2021", 2011, 12.0), ("2021", 2021, 14.0), ("2021", 2026, 20.0)]
    frame = pd.DataFrame(cells, columns=["edition", "year", "value"])
    return frame.assign(rows=[f"t:{number}" for number in range(len(frame))])


def test_growth_is_points_a_year_of_each_edition() -> None:
    """The look back and the forecast are each divided by their own years, and rest on the edition's rows."""
    rates = measures.growth_by_edition(editions().sample(frac=1, random_state=1))
    assert rates.loc["2020", ["back", "ahead"]].tolist() == [0.5, 2.0]
    assert rates.loc["2021", ["back", "ahead"]].tolist() == pytest.approx([0.2, 1.2])
    assert rates.loc["2021", "rows"] == "t:3 t:4 t:5"


def test_an_edition_without_a_forecast_is_refused() -> None:
    """Two points give one rate only."""
    with pytest.raises(ValueError, match="look back"):
        measures.growth_by_edition(editions().iloc[:5])


def test_the_gap_is_what_a_market_takes_less_what_is_made_in_it() -> None:
    """Forecasts are no amounts; own production may be missing."""
    cells = [("market", 2018, 100, None), ("production in China", 2018, 20, ""), ("market", 2019, 90, "")]
    cells += [("production in China", 2019, 30, ""), ("production by Chinese firms", 2019, 5, "")]
    cells += [("production in China", 2025, 60, "forecast"), ("share produced in China", 2018, 20, "")]
    frame = pd.DataFrame(cells, columns=["measure", "year", "value", "qualifier"])
    years = measures.market_gap(frame.assign(rows=[f"t:{number}" for number in range(len(frame))]))
    assert years["gap"].to_dict() == {2018: 80.0, 2019: 60.0}
    assert years["own"].isna().tolist() == [True, False]
    assert years["rows"].tolist() == ["t:0 t:1", "t:2 t:3 t:4"]


def billings() -> pd.DataFrame:
    """Return made-up billings of two regions in two quarters of a year, a third region being a sum."""
    cells = [(region, 2024, quarter, 2.0) for region in ("North", "South", "World") for quarter in ("Q2", "Q1", "Q3")]
    frame = pd.DataFrame(cells, columns=["region", "year", "quarter", "billings"])
    return frame.assign(rows=[f"t:{number}" for number in range(len(frame))])


def test_a_half_year_is_its_two_quarters() -> None:
    """The third quarter and the sum of regions stay out."""
    halves = measures.half_years(billings())
    assert halves["region"].tolist() == ["North", "South"]
    assert halves["billings"].tolist() == [4.0, 4.0]
    assert halves["rows"].iloc[0] == "t:0 t:1"


def test_half_a_half_year_is_refused() -> None:
    """One quarter would look like a fall."""
    with pytest.raises(ValueError, match="lacks a quarter"):
        measures.half_years(billings().iloc[1:])


def test_quarters_stand_in_order_under_their_names() -> None:
    """A region's quarters are found by year and quarter."""
    assert measures.quarters_of(billings(), "South").index.tolist() == ["2024 Q1", "2024 Q2", "2024 Q3"]


def five() -> pd.DataFrame:
    """Return made-up statements of five makers: of 2022 China's part is not printed."""
    cells = [
        ("share of all sales made to Chinese state firms", 2022, 10.0),
        ("share of all sales made to Chinese state firms", 2024, 25.0),
        ("sales to Chinese state firms", 2022, 8.0),
        ("sales to China", 2024, 30.0),
        ("growth of sales to China since 2022", 2024, 50.0),
        ("share of sales made to China", 2024, 40.0),
    ]
    frame = pd.DataFrame(cells, columns=["measure", "year", "value"])
    return frame.assign(rows=[f"t:{number}" for number in range(len(frame))])


def test_the_part_that_is_not_printed_follows_from_four_statements() -> None:
    """Sales of 20 to China, of 80 in all, are a quarter; the trail holds the four statements."""
    parts = measures.state_and_other(five())
    assert [float(part) for part in parts[2022]] == [10.0, 25.0]
    assert parts[2022][1].row_ids == ("t:0", "t:2", "t:3", "t:4")
    assert [float(part) for part in parts[2024]] == [25.0, 40.0]


def test_buyers_fill_each_bar() -> None:
    """The parts of a year follow each other from nothing to all."""
    frame = measures.buyers(measures.state_and_other(five()))
    assert frame["part"].tolist() == [10.0, 15.0, 75.0, 25.0, 15.0, 60.0]
    assert frame.groupby("year")["end"].max().tolist() == [100.0, 100.0]
    assert frame["rows"].iloc[3] == "t:1 t:5"
