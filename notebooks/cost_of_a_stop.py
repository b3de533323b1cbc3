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
#     nav: Cost of a stop
#     topic: Who needs what from whom
#     question: What would a stop cost, what would a stock against it cost, and how long does a hold last?
#     reviewed: "2026-11-29"
#     review_by: "2027-05-29"
#     data_through: 2025
#     edition: USGS Mineral Commodity Summaries 2026; USGS Open-File Report 2024-1057
#     searched: [strategic stockpile, strategic reserve, insurance, embargo, supplies cut off,
#       what happens if China stops exports]
#     card:
#       figure: lost
#       value: stock-gallium
#       label: "buys the gallium that the United States uses in a year, at the average price of its imports in 2025"
# ---

# %% [markdown]
# # A year’s stock of gallium costs {{ stock-gallium }}; a model puts its absence at {{ loss-gallium }}
#
# What the United States uses of four minerals in a year costs little to buy, at prices of 2025. The US Geological
# Survey’s model of October 2024 says what a full stop of two of them would cost. And holds last: where a share was
# lost, it took years. The newest figures are estimates for 2025. Prices and imports since the bans on gallium and
# germanium were suspended, from November 2025 to 27 November 2026, are not covered.

# %% [markdown]
# ::: decision
#
# Means: If the one public model is roughly right, a year’s stock of gallium for {{ stock-gallium }} costs far less than
# going without; for germanium that is open.
#
# Answer: A year’s stock of gallium costs {{ stock-gallium }}, and the one public model puts the loss without it at
# {{ loss-gallium }}. For germanium the model’s interval includes less than the stock costs.
#
# Confidence: Moderate
#
# Cost: {{ stock-gallium }} for gallium, {{ stock-germanium }} for germanium, {{ stock-graphite }} for graphite and
# {{ stock-cobalt }} for cobalt, at prices of 2025; buying so much would itself lift them.
#
# Exposed: US users of gallium and germanium, whose losses the model counts; those of graphite and cobalt, for whom no
# public model is held.
#
# Watch: What follows the suspension that ran to 27 November 2026, and whether US imports of gallium again exceed its
# use, in the commodity summaries of early 2027.

# %% [markdown]
# ## Takeaways
#
# 1. A stock of gallium is cheap insurance by the one public model: its absence would cost {{ times-gallium-low }} times
#    the stock or more. For germanium the interval, {{ times-germanium-low }} to {{ times-germanium-high }} times,
#    includes less than it costs. *Moderate confidence*
# 2. The model had the two prices the other way round: in a full stop it saw gallium dearer by {{ model-rise-gallium }}
#    or more, and germanium by far less. From 2022 to 2025, with a stop that was not full, gallium rose by
#    {{ rise-gallium }} on average imports and germanium by {{ rise-germanium }} in Europe. *Moderate confidence*
# 3. A hold goes in years: China’s share of rare-earth mining was {{ rare-earths-lost-thirty }} points lower
#    {{ rare-earths-thirty }} years after the stop of 2010 and still {{ rare-earths-lost-last }} in 2025. Two years
#    after the licences of 2023 its shares of gallium and graphite were no lower. *Moderate confidence*

# %%
import pandas as pd

import proofpress as pp
from ledger.charts import lost_shares as draw
from ledger.measures import controls, stops
from ledger.measures import ledger_tables as tables

# %% [markdown]
# ## What a year’s stock costs
#
# Use is of the newest year printed: 2025 for gallium, natural graphite and cobalt, 2021 for germanium. The price is
# that of 2025, an estimate, on a market that differs from mineral to mineral. US imports of gallium in 2025 came to
# {{ gallium-imports }} kilograms against a use of {{ gallium-use }}: private stocking seems to have begun.

# %%
SLUGS = {"gallium": "gallium", "germanium": "germanium", "natural graphite": "graphite", "cobalt": "cobalt"}
MILLIONS = pp.Style("US${:,.0f} million", "million US dollars", 1e6)
use = stops.newest_use(pp.load_table("us_mineral_use"))
prices = stops.quoted(pp.load_table("controlled_mineral_prices"), pp.load_table("cobalt_prices"))
stock = {}
for mineral, slug in SLUGS.items():
    price = pp.take(prices, "price", mineral=mineral, year=2025)
    stock[slug] = pp.take(use, "value", mineral=mineral) * price
    words = f"a year of US use of {mineral} at the price of 2025"
    pp.values({f"stock-{slug}": (stock[slug], MILLIONS, words)}, period="2025")
    used = ("value", pp.number_of(str(use.unit[mineral])), f"US use of {mineral}", "{year}")
    pp.values(use.loc[mineral], {f"{slug}-use": used})
trade = pp.load_table("controlled_mineral_us_trade")
bought = pp.take(trade, "value", id="gallium-imports-of-metal-2025")
pp.values({"gallium-imports": (bought, pp.number_of("kilograms"), "US imports of gallium metal, 2025")})

# %% [markdown]
# ## What its absence would cost, by a model
#
# The model finds prices and quantities after a stop of China’s net exports and follows them through the US economy. Its
# intervals are its own lower and upper estimates. It has gallium and germanium only, and both were stopped for the
# United States alone from December 2024 to November 2025, not for the world.
#
# The price basis does not decide the finding for gallium: its price would have to be {{ times-gallium-low }} times that
# of 2025 before a year’s stock cost as much as the model’s lowest loss. For germanium it does: at the price of 2025 the
# stock already costs more than the lowest estimate.

# %%
model = pp.load_table("disruption_model").set_index("id")
LOSS, absent = pp.BILLION_USD.per(1e9).shown("US${:,.2g} billion"), "loss of US output if China stopped"
ends = {"": "value", "-low": "low", "-high": "high"}
told = {
    f"loss-{{mineral}}{end}": (key, LOSS, f"{absent} {{mineral}}, by a model of 2024, {key}")
    for end, key in ends.items()
}
pp.values(model.loc[["loss-gallium", "loss-germanium"]], told)
for mineral in ("gallium", "germanium"):
    for end in ("low", "high"):
        times = pp.take(model, end, id=f"loss-{mineral}") / stock[mineral]
        style = pp.TIMES if times < 10 else pp.TIMES.digits(0)
        words = f"modelled loss over the cost of a year’s stock of {mineral}, {end} estimate"
        pp.values({f"times-{mineral}-{end}": (times, style, words)})

# %%
seen = model.loc[["price-gallium", "price-germanium"]]
words = "rise of the price of {mineral} in a full stop, by a model of 2024"
pp.values(seen, {"model-rise-{mineral}": ("value", pp.PERCENT, words)})
for mineral in ("gallium", "germanium"):
    then, now = (pp.take(prices, "price", mineral=mineral, year=year) for year in (2022, 2025))
    rise = 100 * (now / then - 1)
    pp.values({f"rise-{mineral}": (rise, pp.PERCENT, f"rise of the price of {mineral}", "2022 to 2025")})
assert seen["value"].iloc[0] > 5 * seen["value"].iloc[1], "the model would not have put gallium far above germanium"
assert rise > seen["value"].iloc[1], "germanium would not have outrun the model"

# %%
quoted = dict(
    zip(SLUGS, ["average of US imports", "price in Europe", "flake, average of US imports", "US spot"], strict=True)
)
pp.publish_value_table(
    stops.stock_table(use, SLUGS, quoted), name="stocks", label="mineral", columns=tables.STOCKS, evidence="Evidence"
)

# %% [markdown]
# ::: table stocks
#
# **A year’s stock costs {{ stock-gallium }} for gallium and {{ stock-cobalt }} for cobalt**
#
# *US use times the price of 2025, beside a model’s loss of US output if China stopped its exports*
#
# Note: Rare earths have no single price. Buying a stock would itself lift the price on a market as small as gallium’s.

# %% [markdown]
# ## How fast does a hold go?
#
# Each line starts at zero in the year of an instrument, or of the first figure where there was none. The largest step
# of rare-earth mining came in one year: {{ rare-earths-step }} points from 2017 to 2018, the year in which US mines
# went from {{ us-mined-2017 }} to {{ us-mined-2018 }} tonnes. A mine is the step that is easiest to open elsewhere; of
# the separation that follows China still holds {{ chokepoint-ledger.rare-earths-separated-share-low }} or more. One US
# firm’s lead in silicon carbide went within three years, and no instrument aimed at it.

# %%
output = pp.load_table("controlled_mineral_output")
shares = controls.output_shares(output[output["stage"] != "primary capacity"])
HOLDS = {
    "rare-earths": ("rare earths", 2010, "Rare earths, China", "stop of sales to Japan, 2010"),
    "gallium": ("gallium", 2023, "Gallium, China", "licences, 2023"),
    "graphite": ("natural graphite", 2023, "Graphite, China", "licences, 2023"),
}
paths = [
    shares[(shares["mineral"] == good) & (shares["year"] >= start)].assign(hold=key, name=name, begins=begins)
    for key, (good, start, name, begins) in HOLDS.items()
]

# %%
imports, wolfspeed = pp.load_table("china_equipment_imports"), pp.load_table("holder_shares").set_index("id")
own = imports[(imports["iso3"] == "USA") & (imports["measure"] == "share of import value")]
own = own.assign(year=own["period"].str[:4].astype(int), share=own["value"], hold="tools-us")
own = own.assign(name="Tools shipped from the US", begins="rules of October 2022; figures of 2021 and 2023")
led, wafer = pp.claim("csis-2024-wolfspeed-2021"), wolfspeed.loc["sic-substrates-wolfspeed-2024"]
wafers = pd.DataFrame({"year": [2021, 2024], "share": [led.low, wafer["percent"]], "rows": [led.row, wafer["rows"]]})
wafers = wafers.assign(
    hold="sic-wafers", name="Silicon carbide, Wolfspeed", begins="no instrument; figures of 2021 and 2024"
)
lost = stops.lost_shares(pd.concat([path[stops.PATH] for path in (*paths, own, wafers)], ignore_index=True))

# %%
minerals, refined = ["gallium", "natural graphite"], output[output["stage"] != "primary capacity"]
printed = pd.concat([controls.output_shares(part) for _, part in refined.groupby("edition")], ignore_index=True)
printed = printed[printed["mineral"].isin(minerals) & (printed["year"] >= 2023)]
before = printed[printed["year"] == 2023].groupby("mineral")["share"].max()
kept = (printed["year"] == 2023) | (printed["share"] > printed["mineral"].map(before))
none = "shares of gallium and graphite were no lower"
pp.assert_all(none, printed, kept, over=["mineral", "year"], where={"mineral": minerals})

# %%
earths, mines = lost[lost["hold"] == "rare-earths"], pp.load_table("us_mineral_use")
step = pp.take(earths, "share", year=2017) - pp.take(earths, "share", year=2018)
words = "points that China’s share of rare-earth mining lost from 2017 to 2018"
pp.values({"rare-earths-step": (step, pp.POINTS, words)})
words = "points that China’s share of rare-earth mining was lower than in 2010"
pp.values(earths.tail(1), {"rare-earths-lost-last": ("points", pp.POINTS, words, "{year}")})
words = "years from 2010 to the newest figure of rare-earth mining"
pp.values(earths.tail(1), {"rare-earths-since": ("after", pp.YEARS, words, "{year}")})

# %%
mined = mines[mines["id"].isin([f"rare-earths-production-of-concentrates-{year}" for year in (2017, 2018)])]
pp.values(mined, {"us-mined-{year}": ("value", pp.TONNES, "US output of rare-earth concentrates, {year}")})
pp.values(stops.ends_of(lost), {"{hold}-{end}": ("share", pp.PERCENT, "share held: {name}", "{year}")})
words = "years until the share was {points} points lower: {name}"
drops = stops.years_lost(lost)
pp.values(drops, {"{hold}-{points}": ("years", pp.YEARS, words)})
words = "points lost at the first figure that is {points} points lower: {name}"
pp.values(drops, {"{hold}-lost-{points}": ("lost", pp.POINTS, words)})

# %%
pp.publish_figure(lambda width: draw.lost(lost, width), name="lost", data=lost, columns=draw.COLUMNS)

# %% [markdown]
# ::: figure lost
#
# **China’s rare-earth mining share was {{ rare-earths-lost-thirty }} points lower after {{ rare-earths-thirty }} years,
# {{ rare-earths-lost-last }} after {{ rare-earths-since }}**
#
# *Percentage points of the holder’s share lost, by years since an instrument or the first figure*
#
# Note: Below zero the share grew. Silicon carbide began above {{ sic-wafers-first }}, so it lost at least what is
# drawn. Shares of tools are of the third quarters of 2021 and 2023. Rare earths before 2020 are of printed world
# totals.
#
# Alt: Lines from a common start. Rare earths rise slowly for seven years, then steeply, and fall back at the end;
# silicon carbide rises within three years; gallium’s and graphite’s lie at or below zero; that of US tools rises a
# little.

# %%
pp.publish_value_table(
    stops.speed_table(lost), name="speed", label="hold", columns=tables.SPEED, missing="not lost", evidence="Evidence"
)

# %% [markdown]
# ::: table speed
#
# **Rare-earth mining lost over ten points in {{ rare-earths-ten }} years, silicon carbide within
# {{ sic-wafers-ten }}**
#
# *Years until the holder’s share was so many points lower, or more, for the first time*
#
# Note: An empty cell: not lost so far, or between figures that we do not hold. Where only two figures are held the
# years are those between them, so the loss may have come sooner.

# %% [markdown]
# ## Limits
#
# - One model, read in its abstract. It is of a full stop of all net exports; what came was a ban for one country,
#   then a pause.
# - Prices: gallium’s is an average of US imports of all purities and contracts, germanium’s a European quotation. The
#   gap between prices in China and outside is not held.
# - A stock at the price of a year ignores that buying it would move the price, and that storing and turning it over
#   cost money.
# - Shares of output, not of what is traded. A share can fall because the world grew.
# - Five holds are no sample: they are those for which the site has a share at two dates.

# %% [markdown]
# ## What would change our mind
#
# - A second public model, or one that has graphite, rare earths and cobalt.
# - Prices of gallium by purity and contract, in and outside China.
# - Shares of separation and of magnets by year: if they fell as that of mining did, the hold goes at every step.
