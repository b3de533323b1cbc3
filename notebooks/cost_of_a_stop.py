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
# lost, it took years.

# %% [markdown]
# ## Takeaways
#
# 1. A stock of gallium is cheap insurance by the one public model: its absence would cost {{ times-gallium-low }} to
#    {{ times-gallium-high }} times the stock. For germanium the interval, {{ times-germanium-low }} to
#    {{ times-germanium-high }} times, includes less than it costs. *Moderate confidence*
# 2. The model had the two prices the other way round. In a full stop it saw gallium {{ model-rise-gallium }} dearer or
#    more and germanium {{ model-rise-germanium }}; from 2022 to 2025, with a stop that was not full, gallium rose by
#    {{ rise-gallium }} on average imports and germanium by {{ rise-germanium }} in Europe. *Moderate confidence*
# 3. A hold goes in years. China’s share of rare-earth mining was ten points lower {{ rare-earths-ten }} years after the
#    stop of 2010 and thirty points lower after {{ rare-earths-thirty }}; two years after the licences of 2023 its
#    shares
#    of gallium and graphite were no lower. *Moderate confidence*

# %%
import pandas as pd

import proofpress as pp
from ledger.measures import controls, ledger
from ledger.measures import ledger_tables as tables
from proofpress.notebook import charts

# %% [markdown]
# ## What a year’s stock costs
#
# Use is of the newest year printed: 2025 for gallium, natural graphite and cobalt, 2021 for germanium. The price is
# that
# of 2025, an estimate, on a market that differs from mineral to mineral. US imports of gallium in 2025 came to
# {{ gallium-imports }} kilograms against a use of {{ gallium-use }}: private stocking seems to have begun.

# %%
use = pp.load_table("us_mineral_use")
use = (
    use[use["measure"].str.contains("consumption")].sort_values("year").groupby("mineral").tail(1).set_index("mineral")
)
prices = pp.load_table("controlled_mineral_prices")
spot = pp.load_table("cobalt_prices")
spot = spot[(spot["market"] == "US spot, cathode") & (spot["edition"] == "MCS 2026")]
BASIS = {
    "gallium": "metal, average value of US imports",
    "germanium": "metal, price in Europe",
    "natural graphite": "flake, average value of US imports",
}
quoted = {mineral: prices[prices["basis"] == basis].set_index("year") for mineral, basis in BASIS.items()}
quoted["cobalt"] = spot.assign(price=2204.62262 * spot["usd_per_lb"]).set_index("year")  # pounds in a tonne

# %%
MILLIONS = pp.Style("US${:,.0f} million", "million US dollars", 1e6)
SLUG = {mineral: mineral.split()[-1] for mineral in quoted}
stock = {mineral: float(use.value[mineral] * frame.price[2025]) for mineral, frame in quoted.items()}
trail = {mineral: pp.join_rows([use.rows[mineral], frame.rows[2025]]) for mineral, frame in quoted.items()}
for mineral, dollars in stock.items():
    words = f"a year of US use of {mineral} at the price of 2025"
    pp.publish_value(f"stock-{SLUG[mineral]}", dollars, MILLIONS, rows=trail[mineral], formula=words, period="2025")
    style = pp.number_of(str(use.unit[mineral]))
    words = f"US use of {mineral}"
    row = use.loc[mineral]
    pp.publish_value(f"{SLUG[mineral]}-use", row["value"], style, rows=row, formula=words, period=str(row["year"]))
trade = pp.load_table("controlled_mineral_us_trade")
bought = ledger.row_of(trade, id="gallium-imports-of-metal-2025")
words = "US imports of gallium metal, 2025"
pp.publish_value("gallium-imports", bought["value"], pp.number_of("kilograms"), rows=bought, formula=words)

# %% [markdown]
# ## What its absence would cost, by a model
#
# The model finds prices and quantities after a stop of China’s net exports and follows them through the US economy. Its
# intervals are its own lower and upper estimates. It has gallium and germanium only, and both were stopped for the
# United States alone from December 2024 to November 2025, not for the world.

# %%
model = pp.load_table("disruption_model").set_index("id")
LOSS = pp.BILLION_USD.per(1e9).shown("US${:,.2g} billion")
for mineral in ("gallium", "germanium"):
    row = model.loc[f"loss-{mineral}"]
    for end, column in {"": "value", "-low": "low", "-high": "high"}.items():
        words = f"loss of US output if China stopped {mineral}, by a model of 2024, {column}"
        pp.publish_value(f"loss-{mineral}{end}", row[column], LOSS, rows=row, formula=words)
    over = dict(zip(("low", "high"), tables.times_of((row["low"], row["high"]), stock[mineral]), strict=True))
    for end, times in over.items():
        words = f"modelled loss over the cost of a year’s stock of {mineral}, {end} estimate"
        style = pp.TIMES if times < 10 else pp.TIMES.digits(0)
        pp.publish_value(f"times-{mineral}-{end}", times, style, rows=f"{row['rows']} {trail[mineral]}", formula=words)

# %%
for mineral in ("gallium", "germanium"):
    seen, path = model.loc[f"price-{mineral}"], quoted[mineral]
    words = f"rise of the price of {mineral} in a full stop, by a model of 2024"
    pp.publish_value(f"model-rise-{mineral}", seen["value"], pp.PERCENT, rows=seen, formula=words)
    rise = 100 * (path.price[2025] / path.price[2022] - 1)
    rows = f"{path.rows[2022]} {path.rows[2025]}"
    words = f"rise of the price of {mineral}"
    pp.publish_value(f"rise-{mineral}", rise, pp.PERCENT, rows=rows, formula=words, period="2022 to 2025")

# %%
costs = pd.DataFrame({"mineral": [mineral.capitalize() for mineral in stock]}, index=list(SLUG.values()))
costs["use"] = [f"{{{{ {key}-use }}}} {use.unit[mineral]} in {use.year[mineral]}" for mineral, key in SLUG.items()]
costs["basis"] = ["average of US imports", "price in Europe", "flake, average of US imports", "US spot"]
costs["cost"] = [f"{{{{ stock-{key} }}}}" for key in costs.index]
modelled = [key in ("gallium", "germanium") for key in costs.index]
for column, name in {"loss": "loss-{}", "times": "times-{}"}.items():
    names = [name.format(key) for key in costs.index]
    texts = [f"{{{{ {key}-low }}}} to {{{{ {key}-high }}}}" for key in names]
    costs[column] = [text if known else "" for text, known in zip(texts, modelled, strict=True)]
pp.publish_value_table(
    costs,
    name="stocks",
    label="mineral",
    columns=tables.STOCKS,
    title="A year’s stock costs {{ stock-gallium }} for gallium and {{ stock-cobalt }} for cobalt",
    subtitle="US use times the price of 2025, beside a model’s loss of US output if China stopped its exports",
    note=(
        "Rare earths have no single price. Buying a stock would itself lift the price on a market as small as"
        " gallium’s."
    ),
    evidence="Evidence",
)

# %% [markdown]
# ## How fast does a hold go?
#
# Each line starts at zero in the year of an instrument, or of the first figure where there was none. The largest step
# of
# rare-earth mining came in one year: {{ rare-earths-step }} points from 2017 to 2018, the year in which US mines went
# from
# {{ us-mined-2017 }} to {{ us-mined-2018 }} tonnes. A mine is the step that is easiest to open elsewhere; of the
# separation
# that follows China still holds {{ chokepoint-ledger.rare-earths-separated-share-low }} or more. One US firm’s lead in
# silicon carbide went within three years, and no instrument aimed at it.

# %%
output = pp.load_table("controlled_mineral_output")
shares = controls.output_shares(output[output["stage"] != "primary capacity"])
HOLDS = {
    "rare-earths": ("rare earths", 2010, "Rare earths, China", "stop of sales to Japan, 2010"),
    "gallium": ("gallium", 2023, "Gallium, China", "licences, 2023"),
    "graphite": ("natural graphite", 2023, "Graphite, China", "licences, 2023"),
}
paths = []
for key, (good, start, label, begins) in HOLDS.items():
    path = shares[(shares["mineral"] == good) & (shares["year"] >= start)]
    paths.append(path.assign(hold=key, name=label, begins=begins)[["hold", "name", "begins", "year", "share", "rows"]])

# %%
imports = pp.load_table("china_equipment_imports")
own = imports[(imports["iso3"] == "USA") & (imports["measure"] == "share of import value")]
own = own.assign(year=own["period"].str[:4].astype(int), share=own["value"], hold="tools-us")
own = own.assign(name="Tools shipped from the US", begins="rules of October 2022; figures of 2021 and 2023")
wolf, led = pp.load_table("holder_shares").set_index("id"), pp.claim("csis-2024-wolfspeed-2021")
wafer = wolf.loc["sic-substrates-wolfspeed-2024"]
wafers = pd.DataFrame({"year": [2021, 2024], "share": [led.low, wafer["percent"]], "rows": [led.row, wafer["rows"]]})
wafers = wafers.assign(
    hold="sic-wafers", name="Silicon carbide, Wolfspeed", begins="no instrument; figures of 2021 and 2024"
)
lost = pd.concat([*paths, own[paths[0].columns], wafers[paths[0].columns]], ignore_index=True)
lost["points"] = lost.groupby("hold")["share"].transform("first") - lost["share"]
lost["after"] = lost["year"] - lost.groupby("hold")["year"].transform("first")
assert (lost.loc[lost["hold"].isin(["gallium", "graphite"]), "points"] < 1).all(), (
    "a takeaway says that they are no lower"
)

# %%
years = lost[lost["hold"] == "rare-earths"].set_index("year")
step = pp.take(years, "share", year=2017) - pp.take(years, "share", year=2018)
mines = pp.load_table("us_mineral_use").set_index("id")
KEY = "rare-earths-production-of-concentrates-{}"
pp.values(
    {
        "rare-earths-step": (step, pp.POINTS, "points that China’s share of rare-earth mining lost from 2017 to 2018"),
        "us-mined-2017": (
            pp.take(mines.loc[KEY.format(2017)], "value"),
            pp.TONNES,
            "US output of rare-earth concentrates, 2017",
        ),
        "us-mined-2018": (
            pp.take(mines.loc[KEY.format(2018)], "value"),
            pp.TONNES,
            "US output of rare-earth concentrates, 2018",
        ),
    }
)

# %%
speed, DROPS = lost.groupby("hold", sort=False).first()[["name", "begins"]], {"ten": 10, "twenty": 20, "thirty": 30}
for key, path in lost.groupby("hold", sort=False):
    for end, row in {"first": path.iloc[0], "last": path.iloc[-1]}.items():
        words = f"share held: {row['name']}"
        pp.publish_value(f"{key}-{end}", row["share"], pp.PERCENT, rows=row, formula=words, period=str(row["year"]))
        speed.loc[key, end] = f"{{{{ {key}-{end} }}}} in {row['year']}"
    for word, drop in DROPS.items():
        years = tables.years_until(path, int(path["year"].min()), drop)
        speed.loc[key, word] = "" if years is None else f"{{{{ {key}-{word} }}}} years"
        if years is not None:
            words = f"years until the share was {word} points lower: {path['name'].iloc[0]}"
            pp.publish_value(f"{key}-{word}", years, pp.YEARS, rows=path, formula=words)
speed = speed.rename(columns={"name": "hold"}).set_axis(speed.index.astype(str))

# %%
lost["label"] = [f"{name} {last:.0f}%" for name, last in zip(lost["name"], lost["share"], strict=True)]
TINTS = {"rare-earths": pp.RED, "gallium": pp.BLUE, "graphite": pp.GREEN, "sic-wafers": pp.OCHRE}
pp.publish_figure(
    lambda width: charts.lines(
        lost,
        x="after",
        y="points",
        series="hold",
        label="label",
        width=width,
        colours=TINTS,
        unit="Points of share lost",
        domain=(-15, 45),
        room=200,
    ),
    name="lost",
    data=lost,
    columns={
        "name": "Hold",
        "begins": "Counted from",
        "year": "Year",
        "share": "Share (%)",
        "points": "Points lost",
        "after": "Years after",
    },
)

# %% [markdown]
# ::: figure lost
#
# **Rare-earth mining lost thirty points in {{ rare-earths-thirty }} years; gallium and graphite none in two**
#
# *Percentage points of the holder’s share lost, by years since an instrument or the first figure*
#
# Note: Below zero the share grew. Silicon carbide began above {{ sic-wafers-first }}, so it lost at least what is
# drawn. Shares of tools are of 2021-Q3 and 2023-Q3. Rare earths before 2020 are of printed world totals.
#
# Alt: Lines from a common start. Rare earths rise slowly for seven years, then steeply, and fall back at the end;
# silicon carbide rises within three years; gallium’s and graphite’s lie at or below zero; that of US tools rises a
# little.

# %%
pp.publish_value_table(
    speed,
    name="speed",
    label="hold",
    columns=tables.SPEED,
    title=(
        "Ten points went in {{ rare-earths-ten }} years for rare-earth mining, within {{ sic-wafers-ten }} "
        "for silicon carbide"
    ),
    subtitle="Years until the holder’s share was so many points lower for the first time",
    note=(
        "An empty cell: not lost so far, or between figures that we do not hold. Where only two figures are "
        "held the years are those between them, so the loss may have come sooner."
    ),
    missing="not lost",
    evidence="Evidence",
)

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
