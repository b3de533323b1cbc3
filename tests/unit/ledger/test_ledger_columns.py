"""Columns of the ledger from made-up tables: shares, exposure, room, prices, what a stop costs, which way it moves."""

from __future__ import annotations

import pandas as pd
import pytest

from ledger.measures import ledger_columns as columns
from tests.support import samples

NOW = pd.DataFrame(
    {
        "total": 100.0,
        "top_share": [99.0, 60.0, 80.0, 70.0],
        "index_low": [9800.0, 4000.0, 6500.0, 5000.0],
        "index_high": [9801.0, 4100.0, 6600.0, 5100.0],
        "year": [2025, 2021, 2025, 2025],
        "rows": ["o:ga", "o:ge", "o:gr", "o:re"],
    },
    index=list(columns.MINED.values()),
)


def rows(prefix: str, **cells: list[object]) -> pd.DataFrame:
    """Return a made-up table, each row with an id and a row of its own."""
    frame = pd.DataFrame(cells)
    return frame.assign(rows=[f"{prefix}:{number}" for number in range(len(frame))])


ORIGINS = rows(
    "i",
    country_of_origin=["Japan", "Netherlands", "United States", "Korea", "Major sources"],
    iso3=["JPN", "NLD", "USA", "KOR", ""],
    measure=["import value"] * 5,
    period=["2024"] * 5,
    value=[30.0, 30.0, 10.0, 5.0, 100.0],
)
TABLES = {
    "china_stage_shares": rows(
        "s",
        stage=["separation and refining", "separation and refining", "permanent magnets"],
        year=[2025, 2025, 2024],
        percent=[85.0, 91.0, 93.0],
    ),
    "holder_shares": rows(
        "h",
        id=["battery-graphite-china-2024", "lfp-batteries-china-2024", "sic-substrates-wolfspeed-2024"],
        percent=[90.0, 98.0, 34.0],
        qualifier=["more than", "", ""],
    ),
    "cobalt_stage_statistics": rows(
        "c",
        id=[
            *("refined-share-chn-2017", "refined-share-chn-2021", "us-net-import-reliance-2025"),
            *("us-import-share-nor", "us-import-share-other"),
        ],
        metric=["share", "share", "reliance", *["share of United States imports"] * 2],
        iso3=["CHN", "CHN", "USA", "NOR", ""],
        value=[60.0, 75.0, 80.0, 70.0, 30.0],
    ),
    "china_chip_market": rows(
        "m",
        measure=["share produced in China", "share produced by Chinese firms"],
        year=[2021, 2021],
        value=[17.0, 7.0],
    ),
    "controlled_mineral_us_trade": rows(
        "t",
        mineral=[*columns.MINED.values(), *columns.MINED.values()],
        flow=[*["net import reliance"] * 4, *(flow for _, flow in columns.BOUGHT.values())],
        period=[*["2025"] * 4, *["2021 to 2024"] * 4],
        value=[100.0, 50.0, 100.0, 80.0, 20.0, 30.0, 40.0, 60.0],
        qualifier=["", "more than", "", "", "", "", "", ""],
    ),
    "export_shares_of_gdp": rows("e", year=[2021, 2024, 2025], exports=[20.0, 20.0, 21.0], gdp=[100.0, 1000.0, 1000.0]),
}  # fmt: skip


@pytest.fixture
def share() -> columns.Cells:
    """Give the shares that the tables say."""
    return columns.shares(NOW, TABLES, *columns.origins_of(ORIGINS, "2024"))


def test_origins_are_parts_of_the_whole() -> None:
    """Named origins leave a rest; more than all is refused."""
    tools, whole = columns.origins_of(ORIGINS, "2024")
    assert tools["part"].to_dict() == {"JPN": 30.0, "NLD": 30.0, "USA": 10.0, "KOR": 5.0}
    assert whole["value"] == 100
    with pytest.raises(ValueError, match="more than all"):
        columns.origins_of(ORIGINS.assign(value=[30.0, 30.0, 10.0, 50.0, 100.0]), "2024")


def test_shares_are_points_or_bounds(share: columns.Cells) -> None:
    """Two statements are bounds, “more than” is open, allies are added up, own firms widen what is not made at home."""
    assert share["gallium"] == ((99.0, 99.0), 2025, "o:ga")
    assert share["rare-earths-separated"][0] == (85.0, 91.0)
    assert share["graphite-battery"][0] == (90.0, 100.0)
    assert share["chip-tools"] == ((70.0, 70.0), 2024, "i:0 i:1 i:2 i:4")
    assert share["chips"][0] == (83.0, 93.0)


def test_an_index_of_one_share_is_a_range(share: columns.Cells) -> None:
    """What the others share is unknown: the square of the share is the least."""
    index = columns.indices(NOW, share, *columns.origins_of(ORIGINS, "2024"))
    assert index["germanium"][0] == (4000.0, 4100.0)
    low, high = index["magnets"][0]
    assert 93**2 <= low < high
    assert index["chip-tools"][0][0] >= 30**2 + 30**2 + 10**2 + 5**2


def test_exposure_is_reliance_times_share(share: columns.Cells) -> None:
    """By seller of what is bought, by maker of what the world makes; what an origin hides stays open."""
    direct, world = columns.exposures(share, TABLES)
    assert direct["gallium"][0] == (20.0, 20.0)
    assert direct["germanium"][0] == (15.0, 30.0)
    assert world["gallium"][0] == (99.0, 99.0)
    assert world["rare-earths-separated"][0] == pytest.approx((68.0, 72.8))
    assert direct["cobalt-refined"][0] == (0.0, 24.0)
    assert world["cobalt-refined"] == ((60.0, 60.0), "2021 and 2025", "c:1 c:2")
    assert direct["tools-us"][0] == (0, 10.0)
    assert world["export-market"][0] == (0, 21.0)


def test_room_is_what_others_make_over_the_need() -> None:
    """A hundred tonnes less the holder's ninety-nine over a need of two; capacity of others counts apart."""
    needs = pd.DataFrame({"value": 2.0, "rows": list("abcd")}, index=list(columns.MINED.values()))
    output = rows("o", stage=["primary capacity"] * 3, iso3=["CHN", "DEU", "WLD"], amount=[90.0, 8.0, 98.0])
    room, idle = columns.room(NOW, output, needs)
    assert room["gallium"][0] == pytest.approx((0.5, 0.5))
    assert room["gallium"][2] == "o:ga a"
    assert idle["gallium"] == ((4.0, 4.0), 2025, "a o:1")


def test_prices_are_a_multiple_on_one_basis() -> None:
    """Each hold's own basis counts; cobalt's is the spot price of the newest edition."""
    bases = [basis for basis, _ in columns.MARKET.values()]
    quoted = rows(
        "p", basis=[*bases, *bases], year=[2022] * 4 + [2025] * 4, price=[1.0, 2.0, 3.0, 4.0, 3.0, 2.0, 3.0, 2.0]
    )
    spot = rows(
        "q", market=["US spot, cathode"] * 2, edition=["MCS 2026"] * 2, year=[2022, 2025], usd_per_lb=[30.0, 15.0]
    )
    price = columns.prices({"controlled_mineral_prices": quoted, "cobalt_prices": spot})
    assert [bounds[0] for bounds, _, _ in price.values()] == [3.0, 1.0, 1.0, 0.5, 0.5]
    assert price["cobalt-refined"][1:] == ("2022 to 2025", "q:0 q:1")


def test_a_stop_costs_part_of_what_is_sold() -> None:
    """Minerals are set against all exports, tools against the makers' sales, fees against those of the world."""
    tables = {
        **TABLES,
        "china_mineral_export_values": rows(
            "v",
            product=["basket of minor metals", "natural graphite", "rare-earth compounds", "rare-earth metals"],
            year=[2024] * 4,
            value=[2.0, 4.0, 5.0, 1.0],
        ),
        "china_chip_trade": rows("k", flow=["imports"], year=[2024], value=[3.0]),
        "ip_charges": rows("f", iso3=["CHN"], year=[2025], payments=[50.0]),
        "toolmaker_sales_to_china": rows(
            "w",
            firm=["ASML", "KLA", "All"],
            measure=["share of sales made to China"] * 3,
            firm_home=["Netherlands", "United States", None],
            iso3=["NLD", "USA", None],
            value=[36.0, 41.0, 39.0],
        ),
        "world_ip_receipts": rows("r", year=[2025], receipts=[200.0]),
    }
    value = columns.worth(tables, *columns.origins_of(ORIGINS, "2024"))
    assert value["gallium"][0] == (0, 2.0)
    assert value["rare-earths-separated"][0] == (6.0, 6.0)
    assert value["chip-tools"][0] == (1e11, 1e11)
    loss = columns.losses(value, tables)
    assert loss["gallium"][0] == (0, 1.0)
    assert loss["chip-tools"][0] == (36.0, 41.0)
    assert loss["tools-us"][0] == (41.0, 41.0)
    assert loss["foreign-ip"][0] == (25.0, 25.0)


def test_trends_are_points_between_dates() -> None:
    """Five editions back for what is mined; a leader's lower bound leaves the loss open."""
    path = pd.DataFrame({"year": [2019, 2021, 2025], "top_share": [10.0, 50.0, 60.0], "rows": ["a", "b", "c"]})
    spread = pd.concat([path.assign(good=mineral) for mineral in columns.MINED.values()])
    quarters = rows(
        "z",
        measure=["share of import value"] * 4,
        iso3=["USA", "USA", "JPN", "JPN"],
        period=["2021-Q3", "2023-Q3"] * 2,
        value=[12.0, 9.0, 30.0, 34.0],
    )
    trend = columns.trends(spread, {**TABLES, "china_equipment_imports": quarters}, samples.claim(low=60.0))
    assert trend["gallium"] == ((10.0, 10.0), "2021 to 2025", "b c")
    assert trend["cobalt-refined"][0] == (15.0, 15.0)
    assert trend["chip-tools"][0] == (1.0, 1.0)
    assert trend["tools-us"][0] == (-3.0, -3.0)
    assert trend["sic-wafers"][0] == (-66.0, -26.0)
    assert trend["export-market"][0] == (1.0, 1.0)
