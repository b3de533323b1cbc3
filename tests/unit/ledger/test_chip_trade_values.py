"""Numbers that the text on trade in chip tools states: what each is, and on which rows it rests."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from ledger.measures import chip_trade_values as numbers
from ledger.measures.entries import Entries
from proofpress.notebook.traced import Traced


def plain(entries: Entries) -> dict[str, Any]:
    """Return the numbers of entries by name."""
    return {name: entry[0].value for name, entry in entries.items()}


def with_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with a row id for each row."""
    return frame.assign(rows=[f"t:{number}" for number in range(len(frame))])


def test_growth_is_told_from_slowest_to_fastest() -> None:
    """Each is found among all editions, and rests on all."""
    rates = with_rows(pd.DataFrame({"back": [0.5, 0.2], "ahead": [1.2, 2.0]}))
    entries = numbers.of_editions(rates)
    assert plain(entries) == {"back-low": 0.2, "back-high": 0.5, "ahead-low": 1.2, "ahead-high": 2.0}
    assert entries["back-low"][0].row_ids == ("t:0", "t:1")


def test_a_share_is_told_with_its_edition() -> None:
    """The formula names the edition that printed it."""
    cells = [("share produced in China", year, float(year - 2000)) for year in (2011, 2013, 2018, 2019, 2021)]
    cells += [("share produced by Chinese firms", 2019, 6.0), ("share produced by Chinese firms", 2021, 7.0)]
    frame = with_rows(pd.DataFrame(cells, columns=["measure", "year", "value"]).assign(edition=2022))
    entries = numbers.of_market(frame.set_index(["measure", "year"]))
    assert plain(entries)["share-2019"] == 19.0
    assert plain(entries)["own-2021"] == 7.0
    assert entries["own-2021"][2] == "share produced by Chinese firms, IC Insights, edition of 2022"
    assert entries["share-2013"][0].row_ids == ("t:1",)


def test_the_gap_grows_from_first_to_last() -> None:
    """A year between plays no part."""
    years = pd.DataFrame({"gap": [100.0, 80.0, 150.0]}, pd.Index([2018, 2019, 2021], name="year"))
    found = plain(numbers.of_gap(with_rows(years)))
    assert found == {"gap-2018": 100.0, "gap-2021": 150.0, "gap-growth": 50.0}


def test_customs_of_years_before_are_told_as_printed() -> None:
    """Each is one row."""
    cells = {"share-japan-2015-2022-jw": 30.0, "growth-since-2018-singapore-2024-nikkei": 140.0}
    origin = pd.DataFrame({"value": cells, "rows": {name: f"o:{name}" for name in cells}}).rename_axis("id")
    us_trade = pd.DataFrame({"value": [2.0], "rows": ["u:a"]}, pd.Index(["tools-china-rank-2017"], name="id"))
    entries = numbers.of_sources(origin, us_trade)
    assert plain(entries) == {"japan-average": 30.0, "singapore-growth": 140.0, "rank-2017": 2.0}
    assert entries["rank-2017"][1].apply(2.0) == "second"


def test_quarters_fall_and_rise_in_china_and_elsewhere() -> None:
    """A dip is of the quarter before; the rest of the world is the world less China."""
    keys = pd.Index(list(numbers.MOMENTS), name="key")
    china = pd.DataFrame({"billings": [8.0, 6.0, 12.0, 9.0], "rows": list("abcd")}, keys)
    world = pd.DataFrame({"billings": [28.0, 25.0, 26.25, None], "rows": list("efgh")}, keys)
    annual = with_rows(pd.DataFrame({"year": [2022, 2024], "billings": [20.0, 50.0]}))
    entries = numbers.of_quarters(china, world, annual)
    found = plain(entries)
    assert (found["q-before"], found["q-low"], found["q-peak"], found["q-latest"]) == (8.0, 6.0, 12.0, 9.0)
    assert (found["dip-china"], found["dip-rest"], found["rebound"]) == (25.0, pytest.approx(5), 150.0)
    assert found["later-rest"] == pytest.approx(25)
    assert entries["q-low"][3] == "2023-Q1"
    assert entries["dip-rest"][0].row_ids == ("a", "b", "e", "f")


def test_half_years_are_set_against_the_year_before() -> None:
    """China took a quarter less, Taiwan twice as much; the year before that plays no part."""
    cells = [(place, year, 4.0 if year == 2024 else 8.0) for place in numbers.REGIONS for year in (2023, 2024, 2025)]
    halves = with_rows(pd.DataFrame(cells, columns=["region", "year", "billings"]))
    halves.loc[(halves["region"] == "China") & (halves["year"] == 2025), "billings"] = 3.0
    found = plain(numbers.of_halves(halves))
    assert (found["half-china"], found["half-taiwan"], found["half-america"]) == (3.0, 8.0, 8.0)
    assert (found["half-fall"], found["taiwan-times"]) == (25.0, 2.0)


def test_an_origin_has_a_part_of_the_total_and_a_place_among_the_named() -> None:
    """The total holds more than the named origins; the United States is the third of them."""
    origins = ["Japan", "Netherlands", "United States", "Korea"]
    named = with_rows(pd.DataFrame({"country_of_origin": origins, "value": [40.0, 30.0, 20.0, 5.0]}))
    firms = list(numbers.MAKERS.values())
    makers = pd.DataFrame({"firm": firms, "measure": "share of sales made to China", "value": [40.0, 35.0, 30.0]})
    entries = numbers.of_origins(named, pd.Series({"value": 200.0, "rows": "t:all"}), with_rows(makers))
    found = plain(entries)
    assert (found["us-place"], found["us-amount"], found["us-share"], found["two-share"]) == (3, 20.0, 10.0, 35.0)
    assert (found["counted-2024"], found["lam"], found["kla"], found["applied"]) == (200.0, 40.0, 35.0, 30.0)
    assert entries["us-share"][0].row_ids == ("t:2", "t:all")
    assert numbers.PLACE.apply(3) == "third"


def test_other_buyers_are_china_less_its_state_firms() -> None:
    """Each year is told by itself."""
    parts = {2022: (Traced(6.0, ["a"]), Traced(26.0, ["b"])), 2024: (Traced(16.0, ["c"]), Traced(38.0, ["d"]))}
    sales = {"china-sales-2024": 38.0, "state-share-china-2024": 42.0}
    five = pd.DataFrame({"value": sales, "rows": {name: f"f:{name}" for name in sales}}).rename_axis("id")
    found = plain(numbers.of_buyers(five, parts))
    assert (found.pop("china-sales"), found.pop("state-of-china")) == (38.0, 42.0)
    assert found == {"state-2022": 6.0, "others-2022": 20.0, "state-2024": 16.0, "others-2024": 22.0}


def test_goods_and_tools_fall_from_their_peak() -> None:
    """Tools of 2023 follow from those of 2024 and their growth: a quarter more than 8 is 10, of 16 in 2021."""
    exports = {"chips-2023": 6.0, "chips-since-peak-2023": -55.0}
    us_trade = pd.DataFrame({"value": exports, "rows": {name: f"u:{name}" for name in exports}}).rename_axis("id")
    cells = {"value-united-states-2021-nikkei": 16.0, "value-united-states-2024-nikkei": 10.0}
    cells["growth-united-states-2024-nikkei"] = 25.0
    origin = pd.DataFrame({"value": cells, "rows": {name: f"o:{name}" for name in cells}}).rename_axis("id")
    found = plain(numbers.of_goods(us_trade, origin))
    assert (found["chips-2023"], found["chips-fall"]) == (6.0, 55.0)
    assert (found["tools-fall"], found["tools-2024"]) == (50.0, 62.5)
