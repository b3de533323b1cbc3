"""Numbers that the text on cobalt states: what each is, and on which rows it rests."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from ledger.measures import cobalt_chain_values as chain
from ledger.measures import cobalt_mining_values as mining
from ledger.measures import concentration
from ledger.measures.entries import Entries
from proofpress.notebook.traced import Traced
from tests.support import samples


def plain(entries: Entries) -> dict[str, Any]:
    """Return the numbers of entries by name."""
    return {name: entry[0].value if isinstance(entry[0], Traced) else entry[0] for name, entry in entries.items()}


def by_id(**cells: float) -> pd.DataFrame:
    """Return one number an id, the underscores of a keyword standing for hyphens."""
    frame = pd.DataFrame({"id": [name.replace("_", "-") for name in cells], "value": list(cells.values())})
    return frame.assign(rows=[f"t:{name}" for name in frame["id"]]).set_index("id")


def printed(year: int, order: int, **tonnes: float) -> pd.DataFrame:
    """Return one edition's table of a year with its world total."""
    frame = pd.DataFrame({"iso3": list(tonnes), "tonnes": list(tonnes.values())})
    frame = frame.assign(country=frame["iso3"], year=year, edition=f"edition {order}", edition_order=order)
    return frame.assign(rows=[f"t:{iso3.lower()}-{year}-{order}" for iso3 in frame["iso3"]])


@pytest.fixture
def tables() -> pd.DataFrame:
    """Return the rows of four years' complete tables, without world rows."""
    shares = {2015: (50.0, 1.0, 49.0), 2020: (60.0, 2.0, 38.0), 2022: (62.0, 8.0, 30.0), 2024: (80.0, 10.0, 10.0)}
    years = [printed(year, 1, COD=congo, IDN=second, AUS=rest) for year, (congo, second, rest) in shares.items()]
    return concentration.add_shares(pd.concat([*years, printed(2025, 1, COD=150.0, IDN=30.0, AUS=20.0)]))


def test_a_table_is_counted_and_the_best_of_the_gap_named(tables: pd.DataFrame) -> None:
    """The best of 2016 to 2019 is named even where another year's coverage is higher, and one prints no total."""
    cover = pd.DataFrame(
        {"year": [2015, 2017, 2018, 2019], "coverage": [100.0, 70.0, 40.0, None], "rows": list("abcd")}
    )
    newest = concentration.concentration(tables).set_index("year")
    entries = mining.of_tables(cover, newest)
    assert plain(entries) == {"best-coverage-gap": 70, "years-with-table": 5, "year-first": 2015, "year-last": 2025}
    assert entries["best-coverage-gap"][0].row_ids == ("b",)


def test_shares_are_of_the_rows_and_of_the_printed_total(tables: pd.DataFrame) -> None:
    """The world total is rounded on its own, so the two shares differ; a share rests on its year's whole table."""
    world = printed(2025, 1, COD=150.0, WLD=210.0)
    quotes = pd.concat([printed(2019, order, COD=share, WLD=100.0) for order, share in ((1, 71.0), (2, 69.0))])
    quotes["edition"] = ["page quoting USGS, one"] * 2 + ["page quoting USGS, two"] * 2
    prints = pd.concat([world, quotes])
    newest = concentration.concentration(tables).set_index("year")
    entries = mining.of_shares(tables, newest, prints, by_id(mine_share_cod_2025=75.0))
    found = plain(entries)
    assert (found["congo-share-2015"], found["congo-share-2025"], found["indonesia-share-2025"]) == (50.0, 75.0, 15.0)
    assert (found["share-2019-low"], found["share-2019-high"]) == (69.0, 71.0)
    assert (found["world-sum-2025"], found["world-printed-2025"]) == (200.0, 210.0)
    assert found["share-printed-2025"] == pytest.approx(100 * 150 / 210)
    assert entries["congo-share-2025"][0].row_ids == ("t:aus-2025-1", "t:cod-2025-1", "t:idn-2025-1")
    assert entries["congo-share-2025"][3]["period"] == "2025"


def test_the_index_moves_by_groups_and_by_editions(tables: pd.DataFrame) -> None:
    """The group's square bounds what it can add; the largest move is found among all years that are printed twice."""
    newest = concentration.concentration(tables).set_index("year")
    named = printed(2025, 1, COD=60.0, IDN=30.0).assign(country="named")
    group = pd.concat([named, printed(2025, 1, AUS=10.0).assign(iso3="", country="Other countries")])
    widened = pd.concat([concentration.concentration(tables), concentration.concentration(group)], ignore_index=True)
    found = plain(mining.of_index(widened, newest))
    assert found["index-2015"] == pytest.approx(50**2 + 1 + 49**2)
    assert found["equal-2025"] == pytest.approx(10_000 / (75**2 + 15**2 + 10**2))
    assert (found["other-points-max"], found["other-points-year"]) == (pytest.approx(100), 2025)
    again = [(2022, 0, 60.0, 40.0), (2022, 1, 70.0, 30.0), (2024, 0, 70.0, 30.0), (2024, 1, 71.0, 29.0)]
    prints = pd.concat([printed(year, order, COD=congo, IDN=rest) for year, order, congo, rest in again])
    entries = mining.of_editions(concentration.concentration(prints))
    moved = plain(entries)
    assert (moved["move-year"], moved["move-share-first"], moved["move-share-newest"]) == (2022, 60.0, 70.0)
    assert (moved["move-index-max"], moved["move-index-other"]) == (pytest.approx(600), pytest.approx(82))
    assert moved["move-share-points"] == pytest.approx(10)
    assert len(entries["move-index-other"][0].row_ids) == 8


def test_what_is_mined_outside_is_all_but_the_congos(tables: pd.DataFrame) -> None:
    """With Indonesia it stays at fifty, without it falls; a claimed share of a printed total gives the rest of 2018."""
    totals = pd.concat([printed(2017, 1, WLD=100.0), printed(2018, 1, WLD=120.0)])
    found = plain(mining.of_outside(tables, totals, samples.claim(low=60.0, high=60.0)))
    assert (found["outside-2015"], found["outside-2020"], found["outside-2025"]) == (50.0, 40.0, 50.0)
    assert (found["rest-2015"], found["rest-2020"], found["rest-2025"]) == (49.0, 38.0, 20.0)
    assert (found["outside-rise"], found["congo-multiple"], found["congo-tonnes-2025"]) == (0.0, 3.0, 150.0)
    assert (found["outside-2018"], found["world-growth-2018"]) == (pytest.approx(48), pytest.approx(20))


def test_quotas_are_a_part_of_what_was_mined(tables: pd.DataFrame) -> None:
    """Half of the year's mining may leave; months are spelled where they are shown."""
    ids = ["ban-2025", "quota-2025", "quota-2026", "quota-2027", "strategic-2026", "strategic-2027"]
    frame = pd.DataFrame({"id": ids, "tonnes": [None, 20.0, 75.0, 75.0, 9.0, 9.0], "rows": ids}).set_index("id")
    entries = mining.of_quotas(frame.assign(starts="2025-02-22", ends="2025-10-15"), tables)
    found = plain(entries)
    assert (found["quota-2025"], found["quota-2026"], found["quota-strategic"], found["quota-part"]) == (20, 75, 9, 50)
    assert entries["ban-start"][1].apply("2025-02-22") == "February 2025"


def test_reserves_are_shares_of_their_own_frame() -> None:
    """A share is of the frame it is taken from; editions of one country stand side by side."""
    names = pd.Index(["DR Congo", "Australia", "Indonesia"], name="country")
    held = pd.DataFrame({"tonnes": [50.0, 30.0, 20.0], "rows": ["h:c", "h:a", "h:i"]}, names)
    dug = pd.DataFrame({"tonnes": [80.0, 4.0, 16.0], "rows": ["d:c", "d:a", "d:i"]}, names)
    stock = pd.DataFrame({"iso3": "RUS", "edition": ["MCS 2025", "MCS 2026"], "tonnes": [2.0, 8.0], "rows": ["a", "b"]})
    found = plain(mining.of_reserves(held, dug, stock))
    assert (found["reserves-congo"], found["reserves-australia"], found["mine-indonesia"]) == (50.0, 30.0, 16.0)
    assert (found["russia-before"], found["russia-after"]) == (2.0, 8.0)


def test_agencies_differ_by_year(tables: pd.DataFrame) -> None:
    """The least and the most of five years rest on all five."""
    early = pd.concat([printed(year, 1, COD=50.0) for year in range(2011, 2015)])
    amounts = {f"cod_{year}_bgs": 100.0 for year in range(2011, 2015)} | {"cod_2015_bgs": 62.5, "wld_2015_bgs": 125.0}
    others = by_id(**amounts, cod_2024_wmd=30.0, wld_2024_wmd=40.0).rename(columns={"value": "tonnes"})
    prints = pd.concat([printed(2024, 1, WLD=99.0).assign(edition="MCS 2026"), printed(2022, 2, COD=7.0, WLD=10.0)])
    prints["edition"] = prints["edition"].replace("edition 2", "Minerals Yearbook 2023, in part")
    newest = concentration.concentration(tables).set_index("year")
    entries = mining.of_agencies(pd.concat([early, tables]), prints, newest, others)
    found = plain(entries)
    assert (found["bgs-gap-low"], found["bgs-gap-high"], found["bgs-share-2015"]) == (pytest.approx(20), 50.0, 50.0)
    assert (found["usgs-world-2024"], found["wmd-world-2024"], found["wmd-share-2024"]) == (99.0, 40.0, 75.0)
    assert (found["yearbook-share-2022"], found["mcs-share-2022"]) == (70.0, 62.0)
    assert len(entries["bgs-gap-low"][0].row_ids) == 10


def test_chinas_part_is_of_each_stage() -> None:
    """Of the printed total in one year, of the rows in another, of capacity; refined shares are as printed."""
    parsed = printed(2019, 1, CHN=2.0, WLD=100.0)
    capacity = pd.DataFrame(
        {"tonnes_per_year": [60.0, 40.0], "rows": ["a", "b"]}, pd.Index(["CHN", "FIN"], name="iso3")
    )
    stages = by_id(refined_share_chn_2017=60.0, refined_share_chn_2021=75.0, refined_output_chn_2023=9.0)
    entries = chain.of_china(parsed, printed(2025, 1, CHN=1.0, COD=99.0), capacity, stages)
    found = plain(entries)
    assert (found["china-mine-2019"], found["china-mine-2025"], found["refinery-capacity-2015"]) == (2.0, 1.0, 60.0)
    assert (found["refined-2017"], found["refined-2021"], found["refined-tonnes-2023"]) == (60.0, 75.0, 9.0)
    assert entries["refined-2021"][3] == "2021"


def test_america_and_one_contract_told_twice() -> None:
    """Four sellers are summed; a half of the world over a third of a firm is more than the world."""
    sellers = {f"us_import_share_{iso3}": 20.0 for iso3 in ("nor", "fin", "can", "jpn", "other")}
    found = plain(chain.of_america(by_id(us_net_import_reliance_2025=76.0, **sellers)))
    assert found == {"us-reliance": 76.0, "us-four": 80.0}
    said = {name: samples.claim(low=low, high=low) for name, low in zip(chain.DEALS, (10.0, 50.0, 25.0), strict=True)}
    press = by_id(glencore_gem_2018=10.0, glencore_gem_2019=12.0, glencore_gem_2020=18.0)
    found = plain(chain.of_deals(said, press, Traced(80.0, ["t:wld-2017"])))
    assert (found["gem-tonnes"], found["gem-first-year"], found["gem-total"]) == (10.0, 10.0, 40.0)
    assert (found["gem-total-share"], found["glencore-third"], found["glencore-implied"]) == (50.0, 25.0, 200.0)


def test_a_rise_is_counted_from_each_of_three_years() -> None:
    """A rise of 100 percent doubles the least and the most of the three; the price of 2025 is set against the least."""
    years = pd.Index([2017, 2018, 2019, 2025], name="year")
    spot = pd.DataFrame({"usd_per_lb": [30.0, 40.0, 20.0, 10.0], "rows": list("abcd")}, years)
    rise = Traced(100.0, ["c:rise"])
    low, high = chain.claimed_prices(spot, rise)
    assert (low.value, high.value) == (40.0, 80.0)
    assert low.row_ids == ("a", "b", "c", "c:rise")
    found = plain(chain.of_price(spot, rise, by_id(demand_multiple_2030=30.0)))
    assert (found["price-2018"], found["price-2025"], found["price-fall"]) == (40.0, 10.0, 75.0)
    assert (found["price-multiple"], found["price-needed"], found["demand-multiple"]) == (2.0, 4.0, 30.0)
