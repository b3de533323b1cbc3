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
#     searched: [dependence, dependency, mutual dependence, interdependence, critical minerals, critical raw
#       materials, supply chain risk, leverage, dependence of Europe on China, dependence of allies, truce, trade
#       deal of November 2025]
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
# Of China’s holds on the United States none beats gallium, germanium, graphite and separated rare earths on every
# measure. Counted by seller, much of the dependence is hidden: {{ gallium-direct }} of US gallium came from China
# directly, {{ gallium-world }} if the sellers buy as the world does. Of what China needs, none beats chips and the
# tools to make them; what the United States itself ships is {{ tools-us-share }} of these tools. A stop costs its owner
# little where the good is a mineral, and much where it is a tool. The newest rows are estimates for 2025; what followed
# the suspensions that ran out in November 2026 is not held.

# %% [markdown]
# ::: decision
#
# Means: Stocks may matter first for gallium, of which the world outside China made {{ gallium-room }} times US use; for
# rare earths the gap seems to come after the mine.
#
# Answer: China can stop gallium and what comes after the mine of rare earths, the allies chip tools. Outside China the
# world made {{ gallium-room }} times the gallium that the United States uses, and three allied states ship
# {{ chip-tools-share }} of China’s imported tools.
#
# Confidence: Moderate
#
# Cost: To China {{ graphite-mined-loss }} of its exports for all natural graphite, to five large toolmakers
# {{ chip-tools-loss-low }} to {{ chip-tools-loss-high }} of their sales.
#
# Exposed: US users of gallium, and of rare earths that only China separates; toolmakers, whose largest buyer China is.
#
# Watch: What follows the suspensions of controls that ran out by {{ last-expiry }}; the next date that an instrument
# names is {{ next-expiry }}.

# %% [markdown]
# ## Takeaways
#
# 1. Direct imports understate what the United States needs from China: by seller {{ gallium-direct }} of its gallium is
#    Chinese, by maker {{ gallium-world }}. For cobalt, of which no seller named is Chinese, it is
#    {{ cobalt-refined-world }} by maker, on shares of 2021. *Moderate confidence*
# 2. Only gallium is a physical gap: outside China the world made {{ gallium-room }} times US use, of mined graphite
#    {{ graphite-mined-room }} times and of mined rare earths {{ rare-earths-mined-room }}. But others need that output
#    too, and the way from a rare-earth mine leads through China. *Moderate confidence*
# 3. A stop does not cost both sides alike: the natural graphite that China sold abroad in 2024 was
#    {{ graphite-mined-loss }} of its exports. Five large makers of chip tools made {{ chip-tools-loss-low }} to
#    {{ chip-tools-loss-high }} of their sales in China. *Moderate confidence*

# %%
import pandas as pd

import proofpress as pp
from ledger.charts import chokepoint_ledger as draw
from ledger.measures import ledger, ranks, stops
from ledger.measures import ledger_columns as columns
from ledger.measures import ledger_tables as texts

TODAY = pp.publish_choice("today", "2026-11-29", "date", "The day to which the instruments’ dates are compared.")
rows = pp.load_table("ledger_holds").sort_values("place", ignore_index=True)
need = dict(zip(rows["id"], rows["need"], strict=True))
tables = {name: pp.load_table(name) for name in columns.TABLES}

# %% [markdown]
# ## The ledger
#
# A row is a good at a stage; a column is one way to ask how tight the hold on it is. The columns cannot be added up, so
# nothing is weighted: choose the column that orders the rows. *Place* says how far a row’s rank depends on that choice:
# its best and worst place over {{ ranking-columns }} columns, over each choice of one stage a good, and over the
# bounds. A row marked *unbeaten* is one that no other row beats under every column. Where nothing is held the cell says
# so; that is no zero. What [each column means](../methods.md#the-ledger) is explained.

# %%
# Who holds it, how concentrated it is, and exposure: reliance times the holder’s share of imports, and of output
output, use = pp.load_table("controlled_mineral_output"), pp.load_table("us_mineral_use")
made = output[output["stage"] != "primary capacity"]
spread = ledger.concentration_by_year(made)
now, needs = ledger.newest(spread), stops.newest_use(use)
assert (now["top"] == "China").all(), "some mineral has another largest producer"
tools, whole = columns.origins_of(pp.load_table("china_tool_imports_by_origin"), "2024")
share = columns.shares(now, tables, tools, whole)
direct, world = columns.exposures(share, tables)
sellers = tables["cobalt_stage_statistics"].query("stage == 'buying' and unit == 'percent' and iso3 != 'USA'")
bought = {"stage": "buying", "period": "2021-2024"}
pp.assert_all("no seller named is Chinese", sellers, sellers["iso3"] != "CHN", over=["iso3", "country"], where=bought)
room, idle = columns.room(now, output, needs)
value = columns.worth(tables, tools, whole)

# %%
COLUMNS = {
    "share": share,
    "index": columns.indices(now, share, tools, whole),
    "direct": direct,
    "world": world,
    "room": room,
    "idle": idle,
    "price": columns.prices(tables),
    "loss": columns.losses(value, tables),
    "value": value,
    "trend": columns.trends(spread, tables, pp.claim("csis-2024-wolfspeed-2021")),
}
frame = pd.concat([ledger.cells(column, entries) for column, entries in COLUMNS.items()], ignore_index=True)
assert frame["hold"].isin(rows["id"]).all(), "a cell has no row in the ledger"

# %%
for column, (style, words) in texts.WORDS.items():
    numbers = ledger.points(frame[frame["column"] == column])
    numbers["formula"] = [f"{words}: {need[row.hold]}{row.end}" for row in numbers.itertuples()]
    pp.values(numbers, {"{name}": ("number", style, "{formula}", "{period}")})
for _, point in ledger.points(frame[frame["column"] == "value"]).iterrows():
    words = f"what the sellers earn with it in a year: {need[point['hold']]}{point['end']}"
    pp.values(point, {"{name}": ("number", texts.dollars_style(point["number"]), words, "{period}")})
machines = pp.take(tables["china_equipment_imports"], "value", measure="lithography machines", period="2023")
bought = "lithography machines that China imported from the Netherlands"
paid = pp.take(tables["ip_charges"], "payments", iso3="CHN", year=2025)
over = 100 * paid / pp.take(tables["export_shares_of_gdp"], "gdp", year=2025)
fees = "China’s payments for the use of foreign intellectual property over its GDP"
told = {"lithography-machines": (machines, pp.COUNT, bought, "2023")}
pp.values({**told, "foreign-ip-gdp": (over, pp.PERCENT.digits(2), fees, "2025")})

# %%
# Ranks without weights
RANKING = {"share": True, "index": True, "direct": True, "world": True, "room": False}
pp.publish_choice("ranking-columns", len(RANKING), "count", "Columns that say how tight a hold is.")
blocks = {block: ledger.to_rank(group, frame, RANKING) for block, group in rows.groupby("block", sort=False)}
placed = {name: pair for block in blocks.values() for name, pair in ranks.place_ranges(block, RANKING).items()}
leading = [name for block in blocks.values() for name in ranks.unbeaten(block, RANKING)]
ranked = rows[rows["id"].isin(placed)]
tight = ranked["good"].isin(["gallium", "germanium", "natural graphite", "chips", "chip tools"])
tight |= ranked["id"] == "rare-earths-separated"
bare = dict.fromkeys(set(rows["id"]) - set(placed), "nothing is held to rank it by")
none = ["none beats gallium, germanium, graphite and separated rare earths on every measure", "none beats chips"]
pp.assert_all(none, ranked, tight == ranked["id"].isin(leading), over="ledger_holds.id", apart=bare)
places = texts.places_frame(rows, frame[frame["column"].isin(RANKING)], placed)
words = "{end} place of {need} among the rows of its side"
pp.values(places, {"{id}-place-{end}": ("place", pp.number_of("place"), words)})

# %%
calendar = texts.calendar_on(pp.load_table("control_calendar"), TODAY.text)
ran_out, ahead = calendar[calendar["state"] == "suspension ran out"], min(filter(None, calendar["next"]))
first, last = (texts.dated(day) for day in (ran_out["resumes"].min(), ran_out["resumes"].max()))
expired = "instruments whose suspension ran out by the day of comparison"
told = {
    "instruments": (pp.count(calendar), pp.COUNT, "instruments in the calendar of controls"),
    "instruments-ran-out": (len(ran_out), pp.COUNT, expired),
    "last-expiry": (last, pp.WORD, "last day of the suspension that ran longest"),
    "first-expiry": (first, pp.WORD, "last day of the suspension that ran out first"),
    "next-expiry": (texts.dated(ahead), pp.WORD, "next day on which an instrument changes"),
}
pp.values(told, rows=calendar)  # the first, the last and the next day are such among all instruments

# %%
claimed = {key: pp.claim(key) for text in rows["claims"] for key in text.split()}
table = texts.ledger_table(rows, frame, COLUMNS, calendar, {key: claim.text for key, claim in claimed.items()})
table["place_range"] = [texts.place_text(hold, placed, leading) for hold in table.index]
pp.publish_value_table(
    table,
    name="holds",
    label="need",
    columns=texts.LEDGER,
    groups="block",
    picks={"good": "Good"},
    evidence="Evidence",
)

# %% [markdown]
# ::: table holds
#
# **Who needs what from whom: China’s holds are on materials, the allies’ on tools and chips**
#
# *Goods at a stage, by the side that needs them; each number with its grade, newest year held*
#
# Note: A cell without data says so: it is no zero. World exposure is an upper estimate of origin. “At most” marks an
# interval that starts at nothing. Places count within a side and compare bounds, so they are ranges.

# %% [markdown]
# ## By seller and by maker
#
# Net import reliance says how much of its use the United States buys abroad. Times China’s share of those purchases it
# is the *direct* exposure; times China’s share of the world’s output it asks where the sellers’ goods come from. The
# second is an upper estimate of origin, not a measurement. Purchases are the average of 2021 to 2024, so they hold
# years from before the controls.

# %%
exposed = draw.exposed_frame(frame)
pp.publish_figure(lambda width: draw.exposure(exposed, width), name="exposure", data=exposed, columns=draw.EXPOSURE)

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
outside = [(draw.NAMES[hold], now.loc[mineral], needs.loc[mineral]) for hold, mineral in columns.MINED.items()]
alone = texts.supply_alone([*outside, ("Cobalt, mined", cobalt, needs.loc["cobalt"])])
gap, gallium = alone["multiple"] < 1, alone["label"].str.startswith("Gallium")
silent = {"MCS 2023": "it prints no output of germanium", "MCS 2026": "it prints no use of germanium"}
pp.assert_all("Only gallium is a physical gap", alone, gap == gallium, over="mineral", apart=silent)

# %%
room_of = "cobalt mined outside the DR Congo over the use of the United States"
pp.values(alone[alone["label"] == "Cobalt, mined"], {"cobalt-room": ("multiple", pp.TIMES, room_of)})
capacity = pp.take(output, "amount", id="gallium-capacity-chn-2025-mcs2026")
before = pp.take(pp.load_table("gallium_capacity"), "capacity", id="chn-2022")
used, tonnes = 100 * pp.take(made, "amount", id="gallium-chn-2025-mcs2026") / capacity, pp.TONNES.per(1e3)
told = {"gallium-capacity-2022": (before, tonnes, "China’s capacity for primary gallium, 2022")}
told["gallium-capacity-2025"] = (capacity, tonnes, "China’s capacity for primary gallium, 2025")
pp.values({**told, "gallium-capacity-use": (used, pp.PERCENT, "China’s gallium output over capacity, 2025")})

# %%
pp.publish_figure(lambda width: draw.alone(alone, width), name="rest-of-world", data=alone, columns=draw.ALONE)

# %% [markdown]
# ::: figure rest-of-world
#
# **Outside China the world makes {{ gallium-room }} times the gallium that the United States uses**
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
paths = draw.paths_frame(pd.concat([spread, cobalt_spread], ignore_index=True))
earths = paths[paths["good"] == "rare earths"].set_index("year")
grown = earths.index_low[2025] > 1.3 * earths.index_low[2020]
assert grown, "the title says that rare earths rose by a third"
ends = paths[paths["year"].isin([2020, 2025])].sort_values("year").groupby("good", sort=False)
grew = ends["index_low"].last() > 1.3 * ends["index_low"].first()
goods = ends.agg(rows=("rows", pp.join_rows))
lacking = {"germanium": "no output by country is printed after 2021"}
only = "Only rare-earth mining became much more concentrated"
pp.assert_all(only, goods, grew == (grew.index == "rare earths"), over="mineral", apart=lacking)
words = "concentration of rare-earth mining, {year}"
pp.values(earths.loc[[2020, 2025]], {"earths-index-{year}": ("index_low", pp.INDEX, words)})

# %%
pp.publish_figure(
    lambda width: draw.paths(paths, width),
    name="concentration",
    data=paths,
    columns=draw.PATHS,
    pick="good",
    period="year",
    absolute="index_low",
)

# %% [markdown]
# ::: figure concentration
#
# **Only rare-earth mining became much more concentrated: {{ earths-index-2020 }} in 2020, {{ earths-index-2025 }} in
# 2025**
#
# *Herfindahl-Hirschman index of output by country, lower bound, from the newest edition with a complete table, 2020
# to 2025*
#
# Note: Gallium as refined, the others as mined. Germanium is left out: no output by country is printed after 2021, and
# for 2020 and 2021 it is the same. The graphite of 2021 and 2022 is of editions that raise China’s level less than
# later ones.
#
# Alt: Lines of four minerals over six years. Gallium’s lies near the top and flat; graphite’s falls and returns;
# cobalt’s rises a little; that of rare earths rises most.

# %% [markdown]
# ## Where each mineral comes from

# %%
whole = {name: (group, "amount") for name, group in made.dropna(subset=["amount"]).groupby("mineral")}
whole["cobalt"] = (mined, "tonnes")
latest = {label: ledger.latest_table(*whole[name]) for name, label in draw.MAPPED.items()}
spots, land = draw.places_frame(latest, pp.load_table("country_points")), pp.load_table("land_outline")
assert spots.groupby("mineral", sort=False)["country"].first().tolist() == ["China", "China", "China", "DR Congo"]
congo = pp.take(spots[spots["mineral"] == draw.MAPPED["cobalt"]], "share", country="DR Congo")
pp.values({"cobalt-congo": (congo, pp.PERCENT, "DR Congo’s share of mined cobalt, 2025")})
pp.publish_figure(lambda width: draw.places(spots, land, width), name="maps", data=spots, columns=draw.MAPS)

# %% [markdown]
# ::: figure maps
#
# **China makes {{ gallium-share }} of gallium, the DR Congo {{ cobalt-congo }} of cobalt**
#
# *Share of world output by country in 2025; the area of a circle is the share, the largest are named*
#
# Note: First estimates. Circles stand at the middle of a country’s largest part; the outline is of land, and no borders
# are drawn. “Other countries” have no place on a map. Germanium is left out: no output by country is printed after
# 2021.
#
# Alt: Four small maps of the world. Of gallium one large circle in China and dots in Japan and Russia; of graphite and
# rare earths large circles in China and small ones on other continents; of cobalt a large circle in central Africa
# and a middling one in Indonesia.

# %% [markdown]
# ## What China needs
#
# China’s chip market is met from plants outside China, whose origin by country is not held. Of its tools three allied
# states ship {{ chip-tools-share }}, the United States itself {{ tools-us-share }}; the US part moved by
# {{ tools-us-trend }} points from 2021 to 2023 while the three together held theirs. Foreign intellectual property
# costs it {{ foreign-ip-gdp }} of its GDP.

# %%
wants = draw.wants_frame(frame)
pp.publish_figure(lambda width: draw.wants(wants, width), name="chinas-needs", data=wants, columns=draw.WANTS)

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
told = {
    "{id}-instrument": ("instrument", pp.WORD, "{by}: the instrument, as its source names it"),
    "{id}-items": ("items", pp.WORD, "{by}: what the instrument covers, in our words"),
    "{id}-destination": ("destination", pp.WORD, "{by}: exports to whom the instrument restricts"),
}
pp.values(calendar, told)
pp.publish_value_table(
    texts.calendar_texts(calendar, ["instrument", "items", "destination"], need),
    name="calendar",
    label="instrument",
    columns=texts.CALENDAR,
    groups="by",
    picks={"by": "By", "state": "State"},
    missing="–",
)

# %% [markdown]
# ::: table calendar
#
# **{{ instruments-ran-out }} suspended instruments of both sides reached their end by {{ last-expiry }}**
#
# *Export controls on what the ledger follows, by the state that controls, 2022 to 2026*
#
# Note: Most were read on pages of law firms and news agencies, not in the official text. What followed a date that lies
# behind us is held only where a row says so.

# %% [markdown]
# ## Limits
#
# - The need is that of the United States alone. How far its allies, Europe or Japan for one, depend on China for each
#   mineral is not held.
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
