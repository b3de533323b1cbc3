# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
#   proofpress:
#     nav: The ledger
#     topic: Who needs what from whom
#     question: Who needs what from whom, and what would a stop cost the one who stops?
#     reviewed: "2026-11-29"
#     review_by: "2027-02-28"
#     data_through: 2025
#     edition: USGS Mineral Commodity Summaries 2022 to 2026; SEMI, customs and filings to 2025
#     card:
#       figure: exposure
#       value: gallium-world
#       label: "of the gallium that the United States uses would come from China if its suppliers bought as the
#         world does"
# ---

# %% [markdown]
# China holds {{ gallium-share }} of primary gallium; three allied states hold {{ chip-tools-share }}
# of its tool imports
# ===================
#
# China’s tightest holds on the United States are gallium and the separation of rare earths. Counted by seller, most of
# the dependence is hidden: {{ gallium-direct }} of US gallium came from China directly, {{ gallium-world }} if the
# sellers buy as the world does. The allies’ tightest hold on China is chip tools; what the United States itself ships
# is {{ tools-us-share }} of them. A stop costs its owner little where the good is a mineral, and much where it is a
# tool.

# %% [markdown]
# ## Takeaways
#
# 1. Direct imports understate what the United States needs from China. By seller the part of US use is
#    {{ gallium-direct }} for gallium and {{ graphite-mined-direct }} for natural graphite; by maker it is
#    {{ gallium-world }} and {{ graphite-mined-world }}. For cobalt, of which no seller named is Chinese, it is
#    {{ cobalt-refined-direct-high }} at most against {{ cobalt-refined-world }}, by shares of 2021. *Moderate
#    confidence*
# 2. Only gallium is a physical gap. Outside China the world made {{ gallium-room }} times what the United States
#    uses; of mined graphite {{ graphite-mined-room }} times, of mined rare earths {{ rare-earths-mined-room }} times.
#    But others need that output too, and ore that only China separates is no way out. *Moderate confidence*
# 3. A stop does not cost both sides alike. All natural graphite that China sold abroad in 2024 was worth
#    {{ graphite-mined-value }}, {{ graphite-mined-loss }} of its exports of goods and services. The five largest
#    makers of chip tools made {{ chip-tools-loss-low }} to {{ chip-tools-loss-high }} of their sales in China.
#    *Moderate confidence*

# %%
import pandas as pd

import proofpress as pp
from ledger.measures import holds, ledger, ranks
from ledger.measures import ledger_tables as tables
from proofpress.notebook import charts

TODAY = pp.publish_choice("today", "2026-11-29", "date", "The day to which the instruments’ dates are compared.")
rows = pp.load_table("ledger_holds").sort_values("place", ignore_index=True)
need = dict(zip(rows["id"], rows["need"], strict=True))

# %%
# Who holds it, and how concentrated it is: output by country, shares from single statements, imports by origin
whole_output = pp.load_table("controlled_mineral_output")
output = whole_output[whole_output["stage"] != "primary capacity"]
spread = ledger.concentration_by_year(output)
now = ledger.newest(spread)
assert (now["top"] == "China").all(), "some mineral has another largest producer"
MINED = {
    "gallium": "gallium",
    "germanium": "germanium",
    "graphite-mined": "natural graphite",
    "rare-earths-mined": "rare earths",
}

# %%
stages = pp.load_table("china_stage_shares")
single = pp.load_table("holder_shares").set_index("id")
refining = pp.load_table("cobalt_stage_statistics").set_index("id")
separation = stages[(stages["stage"] == "separation and refining") & (stages["year"] == 2025)]
magnets = ledger.row_of(stages, stage="permanent magnets")
refined = refining.loc["refined-share-chn-2021"]
battery, cathodes = single.loc["battery-graphite-china-2024"], single.loc["lfp-batteries-china-2024"]
wafers = single.loc["sic-substrates-wolfspeed-2024"]

# %%
imports = pp.load_table("china_tool_imports_by_origin")
whole = ledger.row_of(imports, origin="Major sources", period="2024")
tools = imports[(imports["measure"] == "import value") & (imports["period"] == "2024")]
tools = tools[tools["origin"] != "Major sources"].set_index("iso3")
parts = 100 * tools["value"] / whole["value"]
allied = tools.loc[["JPN", "NLD", "USA"]]
suppliers = [*parts.items(), ("", 100 - parts.sum())]
assert 0 < parts.sum() < 100, "the origins named are more than all imports"

# %%
separated, separated_rows = ledger.statements(separation, "percent")
share = {hold: ((now.top_share[m],) * 2, now.year[m], now.rows[m]) for hold, m in MINED.items()}
share |= {
    "graphite-battery": (holds.printed_bounds(battery["percent"], battery["qualifier"]), 2024, battery["rows"]),
    "rare-earths-separated": (separated, 2025, separated_rows),
    "magnets": ((magnets["percent"],) * 2, 2025, magnets["rows"]),
    "cobalt-refined": ((refined["value"],) * 2, 2021, refined["rows"]),
    "cathode-technology": ((cathodes["percent"],) * 2, 2024, cathodes["rows"]),
    "chip-tools": ((parts[["JPN", "NLD", "USA"]].sum(),) * 2, 2024, pp.join_rows([*allied["rows"], whole["rows"]])),
    "tools-us": ((parts["USA"],) * 2, 2024, pp.join_rows([tools.loc["USA", "rows"], whole["rows"]])),
    "sic-wafers": ((wafers["percent"],) * 2, 2024, wafers["rows"]),
}

# %%
chips = pp.load_table("china_chip_market")
plants = ledger.row_of(chips, measure="share produced in China", year=2021)
firms = ledger.row_of(chips, measure="share produced by Chinese firms", year=2021)
share["chips"] = (
    (100 - plants["value"], 100 - firms["value"]),
    2021,
    pp.join_rows([plants["rows"], firms["rows"]]),
)
index = {hold: ((now.index_low[m], now.index_high[m]), now.year[m], now.rows[m]) for hold, m in MINED.items()}
for hold in ("graphite-battery", "rare-earths-separated", "magnets", "cobalt-refined", "cathode-technology"):
    bounds, year, trail = share[hold]
    index[hold] = (holds.index_of_one_share(bounds), year, trail)
index["chip-tools"] = (holds.import_index(suppliers), 2024, pp.join_rows([*tools["rows"], whole["rows"]]))

# %%
# Exposure: net import reliance times the holder’s share of imports, and of the world’s output
trade = pp.load_table("controlled_mineral_us_trade")
reliance = trade[(trade["flow"] == "net import reliance") & (trade["period"] == "2025")].set_index("mineral")
bought = trade[trade["flow"].str.startswith("share of US imports")].set_index(["mineral", "flow"])
FROM_CHINA = {
    "gallium": bought.loc[("gallium", "share of US imports, metal")],
    "germanium": bought.loc[("germanium", "share of US imports, combined")],
    "graphite-mined": bought.loc[("natural graphite", "share of US imports, all")],
    "rare-earths-separated": bought.loc[("rare earths", "share of US imports, compounds and metals")],
}
USED = {**MINED, "rare-earths-separated": "rare earths"}
needed = {hold: holds.printed_bounds(reliance.value[m], reliance.qualifier[m]) for hold, m in USED.items()}

# %%
direct = {
    hold: (
        holds.exposure(needed[hold], (row["value"],) * 2),
        "2021 to 2025",
        f"{row['rows']} {reliance.rows[USED[hold]]}",
    )
    for hold, row in FROM_CHINA.items()
}
world = {
    hold: (holds.exposure(needed[hold], share[hold][0]), share[hold][1], f"{share[hold][2]} {reliance.rows[m]}")
    for hold, m in USED.items()
}

# %%
cobalt_need = refining.loc["us-net-import-reliance-2025"]
named = refining[refining["metric"].str.startswith("share of United States imports")]
unnamed = holds.unnamed_share(named.loc[named["iso3"] != "", "value"], named.loc["us-import-share-other", "value"])
bounds = (cobalt_need["value"],) * 2
direct["cobalt-refined"] = (
    holds.exposure(bounds, unnamed),
    "2021 to 2025",
    pp.join_rows([*named["rows"], cobalt_need["rows"]]),
)
world["cobalt-refined"] = (
    holds.exposure(bounds, share["cobalt-refined"][0]),
    "2021 and 2025",
    f"{refined['rows']} {cobalt_need['rows']}",
)

# %%
exports = pp.load_table("export_shares_of_gdp").set_index("year")
world["chips"] = share["chips"]
world["export-market"] = ((0, exports.exports[2025]), 2025, exports.rows[2025])
direct["chip-tools"] = ((0, share["chip-tools"][0][1]), 2024, share["chip-tools"][2])
direct["tools-us"] = ((0, share["tools-us"][0][1]), 2024, share["tools-us"][2])

# %%
# Room elsewhere: what the world makes outside the holder over what the United States uses
use = pp.load_table("us_mineral_use")
need_of = use[use["measure"].str.contains("consumption")].sort_values("year").groupby("mineral").tail(1)
need_of = need_of.set_index("mineral")
room = {}
for hold, mineral in MINED.items():
    held = now.total[mineral] * now.top_share[mineral] / 100
    multiple = holds.room_elsewhere(now.total[mineral], held, need_of.value[mineral])
    room[hold] = ((multiple,) * 2, now.year[mineral], f"{now.rows[mineral]} {need_of.rows[mineral]}")

# %%
capacity = whole_output
capacity = capacity[(capacity["stage"] == "primary capacity") & ~capacity["iso3"].isin(["CHN", "WLD"])]
idle = {
    "gallium": (
        (capacity["amount"].sum() / need_of.value["gallium"],) * 2,
        2025,
        pp.join_rows([*capacity["rows"], need_of.rows["gallium"]]),
    )
}

# %%
# What prices did
prices = pp.load_table("controlled_mineral_prices")
cobalt_prices = pp.load_table("cobalt_prices")
spot = cobalt_prices[(cobalt_prices["market"] == "US spot, cathode") & (cobalt_prices["edition"] == "MCS 2026")]
quoted = {hold: prices[prices["basis"] == basis].set_index("year") for hold, (basis, _) in tables.MARKET.items()}
quoted["cobalt-refined"] = spot.rename(columns={"usd_per_lb": "price"}).set_index("year")
price = {
    hold: ((frame.price[2025] / frame.price[2022],) * 2, "2022 to 2025", f"{frame.rows[2022]} {frame.rows[2025]}")
    for hold, frame in quoted.items()
}
market = {hold: words for hold, (_, words) in tables.MARKET.items()} | {"cobalt-refined": "US spot"}

# %%
# What a stop would cost the holder
earned = pp.load_table("china_mineral_export_values")
earned = earned[earned["year"] == 2024].set_index("product")
sold_abroad = exports.exports[2024] * exports.gdp[2024] / 100
basket = earned.loc["basket of minor metals"]
earths = earned.loc[["rare-earth compounds", "rare-earth metals"]]
graphite = earned.loc["natural graphite"]
value = {
    "gallium": ((0, basket["value"]), 2024, basket["rows"]),
    "germanium": ((0, basket["value"]), 2024, basket["rows"]),
    "graphite-mined": ((graphite["value"],) * 2, 2024, graphite["rows"]),
    "rare-earths-separated": ((earths["value"].sum(),) * 2, 2024, pp.join_rows(earths["rows"])),
}
loss = {
    hold: ((100 * low / sold_abroad, 100 * high / sold_abroad), year, f"{trail} {exports.rows[2024]}")
    for hold, ((low, high), year, trail) in value.items()
}

# %%
makers = pp.load_table("toolmaker_sales_to_china")
makers = makers[(makers["measure"] == "share of sales made to China") & makers["home"].notna()]
american, dutch = makers[makers["iso3"] == "USA"], ledger.row_of(makers, firm="ASML")
five = makers[makers["home"] != ""]
for hold, group in {"chip-tools": five, "tools-us": american}.items():
    bounds, trail = ledger.statements(group, "value")
    loss[hold] = (bounds, 2024, trail)
loss["lithography"] = ((dutch["value"],) * 2, 2024, dutch["rows"])
value["chip-tools"] = ((whole["value"] * 1e9,) * 2, 2024, whole["rows"])
value["tools-us"] = ((tools.value["USA"] * 1e9,) * 2, 2024, tools.rows["USA"])
bought_chips = ledger.row_of(pp.load_table("china_chip_trade"), flow="imports", year=2024)
value["chips"] = ((bought_chips["value"] * 1e9,) * 2, 2024, bought_chips["rows"])

# %%
charges = pp.load_table("ip_charges")
paid = ledger.row_of(charges, iso3="CHN", year=2025)
received = ledger.row_of(pp.load_table("world_ip_receipts"), year=2025)
value["foreign-ip"] = ((paid["payments"],) * 2, 2025, paid["rows"])
loss["foreign-ip"] = (
    (100 * paid["payments"] / received["receipts"],) * 2,
    2025,
    f"{paid['rows']} {received['rows']}",
)
value["export-market"] = ((exports.exports[2025] * exports.gdp[2025] / 100,) * 2, 2025, exports.rows[2025])
paid_share = 100 * paid["payments"] / exports.gdp[2025]

# %%
# Which way the share moves
trend = {}
for hold, mineral in MINED.items():
    path = spread[spread["good"] == mineral].sort_values("year")
    first, last = path[path["year"] >= path["year"].max() - 4].iloc[[0, -1]].to_dict("records")
    move = last["top_share"] - first["top_share"]
    trend[hold] = ((move,) * 2, f"{first['year']} to {last['year']}", f"{first['rows']} {last['rows']}")
before = refining.loc["refined-share-chn-2017"]
trend["cobalt-refined"] = (
    (refined["value"] - before["value"],) * 2,
    "2017 to 2021",
    f"{before['rows']} {refined['rows']}",
)

# %%
quarters = pp.load_table("china_equipment_imports")
quarters = quarters[quarters["measure"] == "share of import value"]
pivot = quarters.pivot_table(index="iso3", columns="period", values="value", aggfunc="sum")
moves = pivot["2023-Q3"] - pivot["2021-Q3"]
trend["chip-tools"] = ((moves.sum(),) * 2, "2021-Q3 to 2023-Q3", pp.join_rows(quarters["rows"]))
own = quarters[quarters["iso3"] == "USA"]
trend["tools-us"] = ((moves["USA"],) * 2, "2021-Q3 to 2023-Q3", pp.join_rows(own["rows"]))
led = pp.claim("csis-2024-wolfspeed-2021")
trend["sic-wafers"] = (
    (wafers["percent"] - 100, wafers["percent"] - led.low),
    "2021 to 2024",
    f"{wafers['rows']} {led.row}",
)
trend["export-market"] = (
    (exports.exports[2025] - exports.exports[2021],) * 2,
    "2021 to 2025",
    f"{exports.rows[2021]} {exports.rows[2025]}",
)

# %%
# Ranks without weights
COLUMNS = {"share": share, "index": index, "direct": direct, "world": world, "room": room, "idle": idle,
           "price": price, "loss": loss, "value": value, "trend": trend}  # fmt: skip
frame = pd.concat([ledger.cells(column, entries) for column, entries in COLUMNS.items()], ignore_index=True)
assert frame["hold"].isin(rows["id"]).all(), "a cell has no row in the ledger"
RANKING = {"share": True, "index": True, "direct": True, "world": True, "room": False}
ranking_columns = pp.publish_choice("ranking-columns", len(RANKING), "count", "Columns that say how tight a hold is.")
blocks = {block: ledger.to_rank(group, frame, RANKING) for block, group in rows.groupby("block", sort=False)}
placed = {name: pair for block in blocks.values() for name, pair in ranks.place_ranges(block, RANKING).items()}
leading = [name for block in blocks.values() for name in ranks.unbeaten(block, RANKING)]
assert "gallium" in leading, "the finding says that gallium is a tightest hold"

# %%
for column, (style, words) in tables.WORDS.items():
    numbers = ledger.points(frame[frame["column"] == column])
    numbers["formula"] = [
        f"{words}: {need[hold]}{end}" for hold, end in zip(numbers["hold"], numbers["end"], strict=True)
    ]
    pp.values(numbers, {"{name}": ("number", style, "{formula}", {"period": "{period}"})})


# %%
for _, point in ledger.points(frame[frame["column"] == "value"]).iterrows():
    words = f"what the sellers earn with it in a year: {need[point['hold']]}{point['end']}"
    style = tables.dollars_style(point["number"])
    pp.publish_value(point["name"], point["number"], style, rows=point, formula=words, period=point["period"])
machines = ledger.row_of(pp.load_table("china_equipment_imports"), measure="lithography machines", period="2023")
words = "lithography machines that China imported from the Netherlands"
pp.publish_value("lithography-machines", pp.take(machines, "value"), pp.COUNT, formula=words, period="2023")

# %%
ranked = frame[frame["column"].isin(RANKING)].merge(rows[["id", "block"]], left_on="hold", right_on="id")
trails = pd.concat([ranked, rows]).groupby("block")["rows"].agg(pp.join_rows)
for block, group in blocks.items():
    for row in group:
        if row.name in placed:
            pp.values(
                {
                    f"{row.name}-place-{word}": (
                        placed[row.name][end],
                        pp.number_of("place"),
                        f"{word} place of {need[row.name]} among the rows of its side",
                    )
                    for end, word in enumerate(("best", "worst"))
                },
                rows=trails[block],
            )
paid_over_gdp = pp.publish_value(
    "foreign-ip-gdp",
    paid_share,
    pp.PERCENT.digits(2),
    rows=f"{paid['rows']} {exports.rows[2025]}",
    formula="China’s payments for the use of foreign intellectual property over its GDP",
    period="2025",
)

# %%
calendar = tables.calendar_on(pp.load_table("control_calendar"), TODAY.text)
# %%
ran_out = calendar[calendar["state"] == "suspension ran out"]
pp.values(
    {
        "instruments": (pp.count(calendar), pp.COUNT, "instruments in the calendar of controls"),
        "instruments-ran-out": (
            len(ran_out),
            pp.COUNT,
            "instruments whose suspension ran out by the day of comparison",
        ),
        "last-expiry": (tables.dated(ran_out["resumes"].max()), pp.WORD, "last day of the suspension that ran longest"),
        "first-expiry": (
            tables.dated(ran_out["resumes"].min()),
            pp.WORD,
            "last day of the suspension that ran out first",
        ),
        "next-expiry": (
            tables.dated(min(filter(None, calendar["next"]))),
            pp.WORD,
            "next day on which an instrument changes",
        ),
    },
    rows=calendar,
)


# %%
texts = tables.cell_texts(frame, rows["id"], COLUMNS)
table = rows.set_index("id").join(texts)
table["share"] = [
    ", ".join(filter(None, pair)) for pair in zip(table["holder"].fillna(""), table["share"], strict=True)
]
table.loc["foreign-ip", "share"] += "; China pays {{ foreign-ip-gdp }} of its GDP"
table.loc["lithography", "share"] += "; {{ lithography-machines }} machines in 2023"
table["price"] = [f"{text} ({market[hold]})" if text else "" for hold, text in table["price"].items()]
table["room"] = [
    room_text + (f"; {idle_text} with all capacity" if idle_text else "")
    for room_text, idle_text in zip(table["room"], table["idle"], strict=True)
]


# %%
table["place_range"] = [tables.place_text(hold, placed, leading) for hold in table.index]
table["instruments"] = [tables.instruments_of(calendar, hold)[0] for hold in table.index]
table["expiry"] = [tables.instruments_of(calendar, hold)[1] for hold in table.index]
table["pages"] = [[(tables.NAV[slug], f"analysis:{slug}") for slug in text.split()] for text in table["analyses"]]
claimed = {key: pp.claim(key) for text in table["claims"] for key in text.split()}
table["claimed"] = [[(claimed[key].text, f"claim:{key}") for key in text.split()] for text in table["claims"]]

# %% [markdown]
# ## The ledger
#
# A row is a good at a stage; a column is one way to ask how tight the hold on it is. The columns cannot be added up, so
# nothing is weighted: choose the column that orders the rows. *Place* says how far a row’s rank depends on that choice:
# its best and worst place over {{ ranking-columns }} columns, over each choice of one stage a good, and over the
# bounds. A row marked *unbeaten* is one that no other row beats under every column. Where nothing is held the cell says
# so; that is no zero. Each column is explained under [Methods](../methods.md#the-ledger).

# %%
pp.publish_value_table(
    table,
    name="holds",
    label="need",
    columns=tables.LEDGER,
    groups="block",
    picks={"good": "Good"},
    evidence="Evidence",
    title="Who needs what from whom: China’s holds are on materials, the allies’ on tools and chips",
    subtitle="Goods at a stage, by the side that needs them; each number with its grade, newest year held",
    note=(
        "A cell without data says so: it is no zero. World exposure is an upper estimate of origin. “At most”"
        " marks an interval that starts at nothing. Places count within a side and compare bounds, so they "
        "are ranges."
    ),
)

# %% [markdown]
# ## By seller and by maker
#
# Net import reliance says how much of its use the United States buys abroad. Times China’s share of those purchases it
# is the *direct* exposure; times China’s share of the world’s output it asks where the sellers’ goods come from. The
# second is an upper estimate of origin, not a measurement. Purchases are the average of 2021 to 2024, so they hold
# years from before the controls.

# %%
GOODS = {"gallium": "Gallium", "germanium": "Germanium", "graphite-mined": "Natural graphite",
         "rare-earths-separated": "Rare earths", "cobalt-refined": "Cobalt"}  # fmt: skip
exposed = frame[frame["column"].isin(["direct", "world"]) & frame["hold"].isin(GOODS)].copy()
exposed["order"] = [list(GOODS).index(hold) for hold in exposed["hold"]]
exposed = exposed.sort_values(["order", "column"], ignore_index=True)
by = {"direct": "by seller", "world": "by maker"}
exposed["label"] = [
    f"{GOODS[hold]}, {by[column]}" for hold, column in zip(exposed["hold"], exposed["column"], strict=True)
]
exposed["text"] = [ledger.shown_percent(low, high) for low, high in zip(exposed["low"], exposed["high"], strict=True)]
exposed["tint"] = exposed["column"].map({"direct": pp.BLUE, "world": pp.RED})
pp.publish_figure(
    lambda width: charts.ranges(exposed, label="label", low="low", high="high", text="text", width=width,
                                domain=(0, 100), colour="tint", axis="Percent of US use"),
    name="exposure",
    data=exposed,
    columns={"label": "Mineral", "low": "At least (%)", "high": "At most (%)", "period": "Period"},
)  # fmt: skip

# %% [markdown]
# ::: figure exposure
#
# **By seller {{ gallium-direct }} of US gallium is Chinese, by maker {{ gallium-world }}**
#
# *Part of US use that comes from China, percent; by seller: purchases of 2021 to 2024; by maker: output of the newest
# year*
#
# Note: Rare earths by maker are those separated in China, cobalt that refined there in 2021. Germanium’s output is of
# 2021 and its reliance is printed as a lower bound. No seller of cobalt that is named is Chinese.
#
# Alt: Intervals for five minerals, two rows each. By seller they lie at the left, those of graphite and rare earths
# near the middle; by maker each lies further right, gallium’s at the end of the axis.

# %% [markdown]
# ## Could the rest of the world supply the United States alone?
#
# The multiple asks whether there is enough at all; it is no forecast. Other importers need the same goods, and for rare
# earths and cobalt the way from the mine leads through China. Only for gallium is the answer no, and there the capacity
# elsewhere, {{ gallium-idle }} times US use, stands mostly idle. China’s own capacity went from
# {{ gallium-capacity-2022 }} tonnes in 2022 to {{ gallium-capacity-2025 }} in 2025, of which it used
# {{ gallium-capacity-use }}: room to undersell whoever starts a plant elsewhere.

# %%
mined = pp.load_table("cobalt_mine_production").assign(mineral="cobalt (mined; holder DR Congo)")
cobalt_spread = ledger.concentration_by_year(mined, amount="tonnes")
cobalt = ledger.newest(cobalt_spread).iloc[0]
outside = [
    (GOODS.get(hold, "Rare earths, mined"), now.loc[mineral], need_of.loc[mineral]) for hold, mineral in MINED.items()
]
outside.append(("Cobalt, mined", cobalt, need_of.loc["cobalt"]))
alone = tables.supply_alone(outside)

# %%
pp.values(
    alone[alone["label"] == "Cobalt, mined"],
    {"cobalt-room": ("multiple", pp.TIMES, "cobalt mined outside the DR Congo over the use of the United States")},
)
capacity_now = pp.take(whole_output, "amount", id="gallium-capacity-chn-2025-mcs2026")
capacity_then = pp.take(pp.load_table("gallium_capacity"), "capacity", id="chn-2022")
made_now = pp.take(output, "amount", id="gallium-chn-2025-mcs2026")
pp.values(
    {
        "gallium-capacity-2022": (capacity_then, pp.TONNES.per(1e3), "China’s capacity for primary gallium, 2022"),
        "gallium-capacity-2025": (capacity_now, pp.TONNES.per(1e3), "China’s capacity for primary gallium, 2025"),
        "gallium-capacity-use": (
            100 * made_now / capacity_now,
            pp.PERCENT,
            "China’s gallium output over capacity, 2025",
        ),
    }
)

# %%
pp.publish_figure(
    lambda width: charts.bars(alone, label="label", value="multiple", text="text", width=width, room=150),
    name="rest-of-world",
    data=alone,
    columns={
        "label": "Mineral",
        "multiple": "Output elsewhere over US use (times)",
        "months": "World supply without the holder (months a year)",
        "years": "Years",
    },
)

# %% [markdown]
# ::: figure rest-of-world
#
# **Outside China the world makes {{ gallium-room }} times the gallium that the United States uses, of other minerals
# more than it uses**
#
# *Output outside the largest producer over US use, times; and how many months of the world’s supply that output is*
#
# Note: The largest producer is China, of mined cobalt the DR Congo. Use is of the newest year printed, for germanium an
# estimate of 2021; US use of rare earths in 2025 holds buying ahead. Mined output says nothing of who refines it.
#
# Alt: Bars for five minerals. Gallium’s is the shortest, then germanium’s; those of rare earths, graphite and cobalt
# are several times as long.

# %% [markdown]
# ## How concentrated each mineral has become

# %%
recent = pd.concat([spread, cobalt_spread], ignore_index=True)
paths = recent[(recent["year"] >= 2020) & (recent["good"] != "germanium")].reset_index(drop=True)
first = paths.groupby("good")["index_low"].transform("first")
words = [good.split(" (")[0].removeprefix("natural ") for good in paths["good"]]
ends = zip(words, first, paths["index_low"], strict=True)
paths["label"] = [f"{good} {begin:,.0f} to {end:,.0f}" for good, begin, end in ends]
paths = paths[["good", "year", "index_low", "index_high", "top", "top_share", "edition", "label", "rows"]]
earths_path = paths[paths["good"] == "rare earths"].set_index("year")
assert earths_path.index_low[2025] > 1.3 * earths_path.index_low[2020], (
    "the title says that rare earths rose by a third"
)
pp.values(
    {
        "earths-index-2020": (
            pp.take(earths_path, "index_low", year=2020),
            pp.INDEX,
            "concentration of rare-earth mining, 2020",
        ),
        "earths-index-2025": (
            pp.take(earths_path, "index_low", year=2025),
            pp.INDEX,
            "concentration of rare-earth mining, 2025",
        ),
    }
)
TINTS = {"rare earths": pp.RED, "gallium": pp.BLUE, "natural graphite": pp.GREEN}
pp.publish_figure(
    lambda width: charts.lines(
        paths,
        x="year",
        y="index_low",
        series="good",
        label="label",
        width=width,
        colours=TINTS,
        unit="Index",
        domain=(0, 10_500),
        room=176,
    ),
    name="concentration",
    data=paths,
    columns={
        "good": "Mineral",
        "year": "Year",
        "index_low": "Index, at least",
        "index_high": "Index, at most",
        "top": "Largest producer",
        "top_share": "Its share (%)",
        "edition": "Edition",
    },
)

# %% [markdown]
# ::: figure concentration
#
# **Only the mining of rare earths became much more concentrated: from {{ earths-index-2020 }} in 2020 to
# {{ earths-index-2025 }}**
#
# *Herfindahl-Hirschman index of output by country, lower bound, from the newest edition with a complete table, 2020
# to 2025*
#
# Note: Gallium as refined, the others as mined. Germanium is left out: no output by country is printed after 2021, and
# for 2020 and 2021 it is the same. The graphite of 2021 and 2022 is of editions that raise China’s level less than
# later ones.
#
# Alt: Lines of four minerals over six years. Gallium’s lies near the top and flat; graphite’s falls and returns;
# cobalt’s
# rises a little; that of rare earths rises most.

# %% [markdown]
# ## What China needs
#
# China’s chip market is met from plants outside China, whose origin by country is not held. Of its tools three allied
# states ship {{ chip-tools-share }}, the United States itself {{ tools-us-share }}; the US part moved by
# {{ tools-us-trend }} points from 2021 to 2023 while the three together held theirs. Foreign intellectual property
# costs it {{ foreign-ip-gdp }} of its GDP.

# %%
wants = frame.set_index(["hold", "column"]).loc[list(tables.WANTS)].reset_index()
wants["label"] = [charts.wrap(text, 190) for text in tables.WANTS.values()]
wants["tint"] = [pp.GREY, pp.RED, pp.BLUE, pp.GREY]
wants["text"] = [ledger.shown_percent(low or high, high) for low, high in zip(wants["low"], wants["high"], strict=True)]
pp.publish_figure(
    lambda width: charts.bars(
        wants, label="label", value="high", text="text", width=width, top=100, step=36, colour="tint"
    ),
    name="chinas-needs",
    data=wants,
    columns={"label": "What China needs", "low": "At least (%)", "high": "At most (%)", "period": "Period"},
)

# %% [markdown]
# ::: figure chinas-needs
#
# **Three allied states ship {{ chip-tools-share }} of China’s imported chip tools, the United States
# {{ tools-us-share }}**
#
# *Parts of China’s market, imports or output that come from abroad or go there, percent, newest year held*
#
# Note: Each bar is of its own whole, as its label says. Chips: 2021, the lower end counts foreign-owned plants in China
# as Chinese. Tools: 2024, by place of shipment, of imports from major sources. Exports are gross, so they overstate
# what
# output depends on them.
#
# Alt: Bars. That of chips is nearly the whole, that of tools from the allies is long, the part shipped from the United
# States is short; exports are a small part of output.

# %% [markdown]
# ## The instruments, and when they end
#
# {{ instruments }} instruments of both sides bear on the rows or stand beside them. The suspensions agreed in November
# 2025 ran to dates from {{ first-expiry }} to {{ last-expiry }}; whether they were extended is not held. The next
# date that
# an instrument names is {{ next-expiry }}.

# %%
pp.values(
    calendar,
    {
        "{id}-instrument": ("instrument", pp.WORD, "{by}: the instrument, as its source names it"),
        "{id}-items": ("items", pp.WORD, "{by}: what the instrument covers, in our words"),
        "{id}-destination": ("destination", pp.WORD, "{by}: exports to whom the instrument restricts"),
    },
)

# %%
dates = tables.calendar_texts(calendar, ["instrument", "items", "destination"])
pp.publish_value_table(
    dates,
    name="calendar",
    label="instrument",
    columns=tables.CALENDAR,
    groups="by",
    picks={"by": "By", "state": "State"},
    title="{{ instruments-ran-out }} suspended instruments of both sides reached their end by {{ last-expiry }}",
    subtitle="Export controls on what the ledger follows, by the state that controls, 2022 to 2026",
    note=(
        "Most were read on pages of law firms and news agencies, not in the official text. What followed a "
        "date that lies behind us is held only where a row says so."
    ),
    missing="–",
)

# %% [markdown]
# ## Limits
#
# - The need is that of the United States alone; for its allies no reliance by mineral is held.
# - World exposure is an upper estimate: it takes each seller’s goods to come from China as often as the world’s do.
# - Shares of single stages (separation, magnets, anodes, iron-phosphate batteries, silicon carbide) are statements of
#   an
#   agency or research house as pages quote them, of different years. No output by country stands behind them.
# - Cobalt’s refining is of 2021, germanium’s output of 2021, China’s chip market of 2021, tool imports of 2024.
# - Places compare only rows with data. A row with one figure is placed by that figure; a row without any has no place.
# - What the holder loses is his direct sales. Goods further down the chain, and the buyers that do not come back, are
#   not in it.
# - The calendar says what instruments say of themselves, mostly as read on pages of law firms. How they are applied,
#   licence by licence, is not public.

# %% [markdown]
# ## What would change our mind
#
# - A table of separated rare earths, of magnets or of anode graphite by country and year: it would replace three
#   single shares.
# - Chinese customs figures of tool imports in all, and the sales of Chinese toolmakers: they would turn “at most”
#   into an interval.
# - Primary gallium made outside China for a year in a quantity above US use: the first takeaway of room would fall.
# - An extension or an end of the suspensions that ran to November 2026.
