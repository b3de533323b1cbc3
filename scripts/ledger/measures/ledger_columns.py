"""Columns of the ledger, each from the tables that say it: bounds by hold, with their period and their rows.

Who holds it and how concentrated it is, exposure, room elsewhere, prices, what a stop would cost, which way it moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ledger.measures import holds, ledger
from ledger.measures.holds import Bounds
from ledger.measures.ledger_tables import MARKET
from proofpress.model.records import Claim
from proofpress.notebook.session import ROWS, join_rows

Cells = dict[str, tuple[Any, Any, Any]]
"""By hold: bounds, period, rows."""
Tables = Mapping[str, pd.DataFrame]

TABLES = (
    "china_chip_market",
    "china_chip_trade",
    "china_equipment_imports",
    "china_mineral_export_values",
    "china_stage_shares",
    "cobalt_prices",
    "cobalt_stage_statistics",
    "controlled_mineral_prices",
    "controlled_mineral_us_trade",
    "export_shares_of_gdp",
    "holder_shares",
    "ip_charges",
    "toolmaker_sales_to_china",
    "world_ip_receipts",
)
"""Tables that columns are read from by name."""
MINED = {
    "gallium": "gallium",
    "germanium": "germanium",
    "graphite-mined": "natural graphite",
    "rare-earths-mined": "rare earths",
}
"""Holds with output by country, with their mineral."""
USED = {**MINED, "rare-earths-separated": "rare earths"}
"""Holds whose reliance is that of a mineral."""
BOUGHT = {
    "gallium": ("gallium", "share of US imports, metal"),
    "germanium": ("germanium", "share of US imports, combined"),
    "graphite-mined": ("natural graphite", "share of US imports, all"),
    "rare-earths-separated": ("rare earths", "share of US imports, compounds and metals"),
}
"""China's share of US imports: mineral and flow of each hold."""
ONE_SHARE = ("graphite-battery", "rare-earths-separated", "magnets", "cobalt-refined", "cathode-technology")
"""Holds of which one share alone is known."""
ALLIES = ["JPN", "NLD", "USA"]


def point(number: Any) -> Bounds:
    """Return the bounds of a number that is known."""
    return (number, number)


def origins_of(imports: pd.DataFrame, period: str) -> tuple[pd.DataFrame, pd.Series]:
    """Return the origins of tool imports in a period by code, with ``part`` of the whole in percent, and the whole.

    Raises
    ------
    ValueError
        If the origins named are more than all imports.
    """
    whole = ledger.row_of(imports, country_of_origin="Major sources", period=period)
    tools = imports[(imports["measure"] == "import value") & (imports["period"] == period)]
    tools = tools[tools["country_of_origin"] != "Major sources"].set_index("iso3")
    tools = tools.assign(part=100 * tools["value"] / whole["value"])
    if not 0 < tools["part"].sum() < 100:
        raise ValueError("the origins named are more than all imports")
    return tools, whole


def shares(now: pd.DataFrame, tables: Tables, tools: pd.DataFrame, whole: pd.Series) -> Cells:
    """Return who holds it: the largest holder's share, by hold."""
    stages = tables["china_stage_shares"]
    separation = stages[(stages["stage"] == "separation and refining") & (stages["year"] == 2025)]
    separated, separated_rows = ledger.statements(separation, "percent")
    single = tables["holder_shares"].set_index("id")
    battery: Any = single.loc["battery-graphite-china-2024"]
    refined = ledger.row_of(tables["cobalt_stage_statistics"], id="refined-share-chn-2021")
    magnets = ledger.row_of(stages, stage="permanent magnets")
    chips = tables["china_chip_market"]
    plants = ledger.row_of(chips, measure="share produced in China", year=2021)
    firms = ledger.row_of(chips, measure="share produced by Chinese firms", year=2021)
    allied = tools.loc[ALLIES]
    lone: dict[str, tuple[Any, str, str]] = {
        "cathode-technology": (single.loc["lfp-batteries-china-2024"], "percent", "2024"),
        "sic-wafers": (single.loc["sic-substrates-wolfspeed-2024"], "percent", "2024"),
        "magnets": (magnets, "percent", "2025"),
        "cobalt-refined": (refined, "value", "2021"),
    }
    return {
        **{hold: (point(now.top_share[m]), now.year[m], now.rows[m]) for hold, m in MINED.items()},
        **{hold: (point(row[column]), year, row[ROWS]) for hold, (row, column, year) in lone.items()},
        "graphite-battery": (holds.printed_bounds(battery["percent"], battery["qualifier"]), 2024, battery[ROWS]),
        "rare-earths-separated": (separated, 2025, separated_rows),
        "chip-tools": (point(allied["part"].sum()), 2024, join_rows([*allied[ROWS], whole[ROWS]])),
        "tools-us": (point(tools.part["USA"]), 2024, join_rows([str(tools.rows["USA"]), whole[ROWS]])),
        "chips": ((100 - plants["value"], 100 - firms["value"]), 2021, join_rows([plants[ROWS], firms[ROWS]])),
    }


def indices(now: pd.DataFrame, share: Cells, tools: pd.DataFrame, whole: pd.Series) -> Cells:
    """Return how concentrated it is: the range of the Herfindahl-Hirschman index, by hold."""
    suppliers = [*tools["part"].items(), ("", 100 - tools["part"].sum())]
    named = [(str(iso3), float(part)) for iso3, part in suppliers]
    return {
        **{hold: ((now.index_low[m], now.index_high[m]), now.year[m], now.rows[m]) for hold, m in MINED.items()},
        **{hold: (holds.index_of_one_share(share[hold][0]), *share[hold][1:]) for hold in ONE_SHARE},
        "chip-tools": (holds.import_index(named), 2024, join_rows([*tools[ROWS], whole[ROWS]])),
    }


def exposures(share: Cells, tables: Tables) -> tuple[Cells, Cells]:
    """Return exposure by seller and by maker: what is needed from abroad times the holder's share of it."""
    trade = tables["controlled_mineral_us_trade"]
    reliance = trade[(trade["flow"] == "net import reliance") & (trade["period"] == "2025")].set_index("mineral")
    bought = trade[trade["flow"].str.startswith("share of US imports")].set_index(["mineral", "flow"])
    needed = {hold: holds.printed_bounds(reliance.value[m], reliance.qualifier[m]) for hold, m in USED.items()}
    direct: Cells = {}
    for hold, key in BOUGHT.items():
        row: Any = bought.loc[key]
        reach = holds.exposure(needed[hold], point(row["value"]))
        direct[hold] = (reach, "2021 to 2025", f"{row[ROWS]} {reliance.rows[USED[hold]]}")
    world: Cells = {
        hold: (holds.exposure(needed[hold], share[hold][0]), share[hold][1], f"{share[hold][2]} {reliance.rows[m]}")
        for hold, m in USED.items()
    }
    seller, maker = _of_cobalt(share, tables["cobalt_stage_statistics"].set_index("id"))
    exports = tables["export_shares_of_gdp"].set_index("year")
    direct["cobalt-refined"], world["cobalt-refined"], world["chips"] = seller, maker, share["chips"]
    world["export-market"] = ((0, exports.exports[2025]), 2025, exports.rows[2025])
    for hold in ("chip-tools", "tools-us"):
        direct[hold] = ((0, share[hold][0][1]), 2024, share[hold][2])
    return direct, world


def _of_cobalt(share: Cells, refining: pd.DataFrame) -> tuple[tuple[Any, Any, Any], tuple[Any, Any, Any]]:
    """Return exposure to refined cobalt by seller, of which none named is Chinese, and by maker."""
    need: Any = refining.loc["us-net-import-reliance-2025"]
    named = refining[refining["metric"].str.startswith("share of United States imports")]
    other: Any = named.loc["us-import-share-other", "value"]
    unnamed = holds.unnamed_share(named.loc[named["iso3"] != "", "value"], other)
    bounds, maker = point(need["value"]), share["cobalt-refined"]
    seller = (holds.exposure(bounds, unnamed), "2021 to 2025", join_rows([*named[ROWS], need[ROWS]]))
    return seller, (holds.exposure(bounds, maker[0]), "2021 and 2025", f"{maker[2]} {need[ROWS]}")


def room(now: pd.DataFrame, output: pd.DataFrame, needs: pd.DataFrame) -> tuple[Cells, Cells]:
    """Return room elsewhere: output outside the holder, and capacity outside China, over what a buyer uses.

    Parameters
    ----------
    now : DataFrame
        The newest concentration of each mineral, with ``total`` and ``top_share``.
    output : DataFrame
        Output and capacity by country.
    needs : DataFrame
        What is used of each mineral: ``value`` and ``rows``.
    """
    rooms: Cells = {}
    for hold, mineral in MINED.items():
        held = now.total[mineral] * now.top_share[mineral] / 100
        multiple = holds.room_elsewhere(now.total[mineral], held, needs.value[mineral])
        rooms[hold] = (point(multiple), now.year[mineral], f"{now.rows[mineral]} {needs.rows[mineral]}")
    capacity = output[(output["stage"] == "primary capacity") & ~output["iso3"].isin(["CHN", "WLD"])]
    multiple = capacity["amount"].sum() / needs.value["gallium"]
    return rooms, {"gallium": (point(multiple), 2025, join_rows([*capacity[ROWS], needs.rows["gallium"]]))}


def prices(tables: Tables) -> Cells:
    """Return the price of 2025 over that of 2022, by hold."""
    quoted, cobalt = tables["controlled_mineral_prices"], tables["cobalt_prices"]
    paths = {hold: quoted[quoted["basis"] == basis].set_index("year") for hold, (basis, _) in MARKET.items()}
    spot = cobalt[(cobalt["market"] == "US spot, cathode") & (cobalt["edition"] == "MCS 2026")]
    paths["cobalt-refined"] = spot.rename(columns={"usd_per_lb": "price"}).set_index("year")
    return {
        hold: (point(path.price[2025] / path.price[2022]), "2022 to 2025", f"{path.rows[2022]} {path.rows[2025]}")
        for hold, path in paths.items()
    }


def worth(tables: Tables, tools: pd.DataFrame, whole: pd.Series) -> Cells:
    """Return what the sellers earn with it in a year, in dollars, by hold."""
    earned = tables["china_mineral_export_values"]
    earned = earned[earned["year"] == 2024].set_index("product")
    basket, graphite = earned.loc["basket of minor metals"], earned.loc["natural graphite"]
    earths = earned.loc[["rare-earth compounds", "rare-earth metals"]]
    chips = ledger.row_of(tables["china_chip_trade"], flow="imports", year=2024)
    paid = ledger.row_of(tables["ip_charges"], iso3="CHN", year=2025)
    exports = tables["export_shares_of_gdp"].set_index("year")
    sold = exports.exports[2025] * exports.gdp[2025] / 100
    return {
        "gallium": ((0, basket["value"]), 2024, basket[ROWS]),
        "germanium": ((0, basket["value"]), 2024, basket[ROWS]),
        "graphite-mined": (point(graphite["value"]), 2024, graphite[ROWS]),
        "rare-earths-separated": (point(earths["value"].sum()), 2024, join_rows(earths[ROWS])),
        "chip-tools": (point(whole["value"] * 1e9), 2024, whole[ROWS]),
        "tools-us": (point(tools.value["USA"] * 1e9), 2024, tools.rows["USA"]),
        "chips": (point(chips["value"] * 1e9), 2024, chips[ROWS]),
        "foreign-ip": (point(paid["payments"]), 2025, paid[ROWS]),
        "export-market": (point(sold), 2025, exports.rows[2025]),
    }


def losses(value: Cells, tables: Tables) -> Cells:
    """Return the part of the sellers' sales that a stop would cost, in percent, by hold."""
    exports = tables["export_shares_of_gdp"].set_index("year")
    abroad = exports.exports[2024] * exports.gdp[2024] / 100
    result: Cells = {}
    for hold in ("gallium", "germanium", "graphite-mined", "rare-earths-separated"):
        (low, high), year, rows = value[hold]
        result[hold] = ((100 * low / abroad, 100 * high / abroad), year, f"{rows} {exports.rows[2024]}")
    makers = tables["toolmaker_sales_to_china"]
    makers = makers[(makers["measure"] == "share of sales made to China") & makers["firm_home"].fillna("").ne("")]
    for hold, group in {"chip-tools": makers, "tools-us": makers[makers["iso3"] == "USA"]}.items():
        bounds, rows = ledger.statements(group, "value")
        result[hold] = (bounds, 2024, rows)
    dutch = ledger.row_of(makers, firm="ASML")
    result["lithography"] = (point(dutch["value"]), 2024, dutch[ROWS])
    received = ledger.row_of(tables["world_ip_receipts"], year=2025)
    (paid, _), year, rows = value["foreign-ip"]
    result["foreign-ip"] = (point(100 * paid / received["receipts"]), year, f"{rows} {received[ROWS]}")
    return result


def trends(spread: pd.DataFrame, tables: Tables, led: Claim) -> Cells:
    """Return by how many points the largest holder's share moved, by hold.

    Parameters
    ----------
    spread : DataFrame
        The concentration of each mineral by year.
    tables : mapping of str to DataFrame
        Tables by name.
    led : Claim
        The share of silicon carbide that its leader had, as a lower bound.
    """
    result: Cells = {}
    for hold, mineral in MINED.items():
        path = spread[spread["good"] == mineral].sort_values("year")
        first, last = path[path["year"] >= path["year"].max() - 4].iloc[[0, -1]].to_dict("records")
        period = f"{first['year']} to {last['year']}"
        result[hold] = (point(last["top_share"] - first["top_share"]), period, f"{first[ROWS]} {last[ROWS]}")
    refined = (
        tables["cobalt_stage_statistics"].set_index("id").loc[[f"refined-share-chn-{year}" for year in (2017, 2021)]]
    )
    move = refined["value"].iloc[1] - refined["value"].iloc[0]
    result["cobalt-refined"] = (point(move), "2017 to 2021", join_rows(refined[ROWS]))
    quarters = tables["china_equipment_imports"]
    quarters = quarters[quarters["measure"] == "share of import value"]
    table = quarters.pivot_table(index="iso3", columns="period", values="value", aggfunc="sum")
    moves, held = table["2023-Q3"] - table["2021-Q3"], "2021-Q3 to 2023-Q3"
    result["chip-tools"] = (point(moves.sum()), held, join_rows(quarters[ROWS]))
    result["tools-us"] = (point(moves["USA"]), held, join_rows(quarters.loc[quarters["iso3"] == "USA", ROWS]))
    wafers = tables["holder_shares"].set_index("id").loc["sic-substrates-wolfspeed-2024"]
    lost = (wafers["percent"] - 100, wafers["percent"] - float(led.low or 0))
    result["sic-wafers"] = (lost, "2021 to 2024", f"{wafers[ROWS]} {led.row}")
    exports = tables["export_shares_of_gdp"].set_index("year")
    move, rows = exports.exports[2025] - exports.exports[2021], f"{exports.rows[2021]} {exports.rows[2025]}"
    result["export-market"] = (point(move), "2021 to 2025", rows)
    return result
