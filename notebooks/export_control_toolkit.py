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
#     nav: Export controls
#     topic: Minerals
#     question: >-
#       What are China’s export controls made of, which materials suit them, and what followed when they
#       were used?
#     reviewed: "2026-11-21"
#     review_by: "2027-05-21"
#     data_through: 2025
#     edition: USGS Mineral Commodity Summaries 2022 to 2026; MERICS 2024
#     searched: [permanent magnets, neodymium magnets, prices after controls, prices rise]
#     card:
#       figure: prices
#       value: germanium-times
#       label: "the price of germanium in 2025, next to that of 2022, the year before China’s controls"
# ---

# %% [markdown]
# Germanium cost {{ germanium-times }} as much in 2025 as in 2022; China’s share of gallium and graphite has not fallen
# ====================
#
# China has asked for a licence to export gallium and germanium since August 2023, and for more kinds of graphite since
# December 2023. A report of 2024 by the Mercator Institute for China Studies (MERICS) explains the instruments and how
# targets are chosen. Here it meets the figures of the two years since. The newest rows are first estimates for 2025 and
# exports to September of that year. What the suspension from November 2025 to 27 November 2026 did is not covered.

# %% [markdown]
# ::: decision
#
# Means: Prices have risen under the licences while China’s lead in gallium has not fallen ({{ gallium-share-2025 }} in
# 2025), so relief from new suppliers may be slow.
#
# Answer: Prices rose and exports thinned out, but China’s lead has not fallen: it made {{ gallium-share-2025 }} of
# gallium in 2025, by a first estimate. Whether a lasting loss follows is open, since mines and plants take longer than
# the controls have lasted.
#
# Confidence: Moderate
#
# Cost: Buyers paid {{ germanium-times }} the price of 2022 for germanium in 2025 and {{ gallium-times }} for gallium;
# what Chinese sellers lost is not held here.
#
# Exposed: Those who buy gallium, germanium and graphite outside China: plants elsewhere have
# {{ gallium-capacity-outside }} of the capacity for gallium, and most of it stands idle.
#
# Watch: What follows the suspension that ended on 27 November 2026, and the shares of output that the US Geological
# Survey prints early in 2027.

# %% [markdown]
# ## Takeaways
#
# 1. The controls have not yet cost China its lead in gallium: by first estimates its share of output went from
#    {{ gallium-share-2022 }} in 2022 to {{ gallium-share-2025 }} in 2025. The price of germanium, of which no output
#    after 2021 is held, rose to {{ germanium-times }} its level of 2022. *High confidence*
# 2. The controls thin out exports more than they stop them: from January to September 2025 China’s exports of germanium
#    metal were {{ left-germanium-2025 }} of those two years before. The United States, at the time under a ban on
#    gallium and germanium and stricter review of graphite, took {{ spherical-usa }} of China’s spherical graphite.
#    *Moderate confidence*
# 3. We read a test for good targets out of the MERICS report, and {{ test-passing }} of {{ test-materials }} pass it as
#    far as the text answers. Ores of rare earths do; the know-how to work them does not, since MERICS sees skilled
#    rivals abroad. *Moderate confidence*

# %%
import pandas as pd

import proofpress as pp
from ledger.charts import export_control_grids as grids
from ledger.charts import export_control_series as series
from ledger.charts import export_control_timeline as timeline
from ledger.measures import controls
from ledger.measures.counts import tally
from proofpress.text.periods import year_span

# %% [markdown]
# ## The instruments side by side
#
# MERICS sorts China’s instruments into three families. Dual-use controls cover listed goods, software and know-how that
# armies as well as civilians can use, under the Export Control Law of 2020. A second regime, under foreign-trade law,
# covers civilian technology by a catalogue of what may not be exported at all and what needs a licence; its rules name
# economic security as a ground, and MERICS finds nothing like it elsewhere. The third family holds the rest, such as
# blacklists, rules on where data stay and limits on travel by experts.
#
# What sets the toolkit apart, in the report’s view, is how little can be seen. Most controls were brought together in
# {{ claim.merics-2024-control-lists }} lists, neither of them complete, and the list of barred users is secret.
# Licences are given by discretion: from 2020 to 2023 Northvolt of Sweden could get no artificial graphite, while
# Chinese battery makers in Hungary had no such trouble. Of the {{ claim.merics-2024-regimes }} multilateral regimes
# China is {{ claim.merics-2024-regimes-joined }}, yet points to the list of another, the Wassenaar Arrangement.

# %%
instruments = pp.load_table("china_outflow_instruments")
assert len(instruments) == 21
aims = instruments[instruments["property"] == "Stated aim"]
economic, civilian = aims["reading"].str.contains("Economic"), aims["instrument"] == "Civilian technology"
pp.assert_all("Only the civilian technology regime", aims, economic == civilian, over="instrument")
readings = grids.instruments_frame(instruments)
assert readings["property"].tolist() == grids.PROPERTIES
pp.publish_table(readings, name="instruments", columns=grids.INSTRUMENTS)

# %% [markdown]
# ::: figure instruments
#
# **Only the civilian technology regime names economic security as its aim**
#
# *China’s three families of instruments against outflows of technology, by property, as of mid-2024*
#
# Note: Our reading of MERICS 2024, in our words; the rows of the data give the paragraphs. The report’s section on the
# third family is missing from the copy we read, so that column is thin. TIER: Technology Import-Export Regulations.
#
# Alt: Table of properties by family of instruments. Dual-use goods: Export Control Law, licences, national security,
# lists incomplete. Civilian technology: foreign-trade law, bans or licences with an assessment, economic security,
# licences by discretion. Other instruments: many laws and offices, opaque.

# %% [markdown]
# ## The timeline from 2002
#
# The report dates measures back to 2002, when drones came onto the missile list: those that carry
# {{ claim.merics-2024-drone-payload }} or more over {{ claim.merics-2024-drone-range }}. A common commercial drone
# flies {{ claim.merics-2024-mavic-range }}, so the control, as MERICS reads it, spared the industry.
#
# We add what came after the report, in 2024 and 2025; [the calendar](chokepoint-ledger.md#calendar) has the instruments
# of both sides by number, with suspensions and ends. Not every event is a control: rare earths for Japan and graphite
# for Sweden stopped with no published rule, and the Export Control Law gave later rules their base.

# %%
dates = pp.load_claims(*timeline.FROM_CLAIMS)
steps = pd.concat([pp.load_table("china_chip_controls"), pp.load_table("china_control_steps")])
steps = steps[steps["id"].isin(timeline.FROM_TABLES)]
assert len(steps) == len(timeline.FROM_TABLES), "a control of the tables is not on the timeline"
reference = pp.load_table("reference_figures")
stop = reference[reference["id"] == "rare-earth-stop-start"]
claimed = dates.set_index("id").loc[timeline.JAPAN, "period"]
assert stop["period"].item() < claimed, "the register would date the stop as the report does"
events = timeline.events_frame(dates, steps, stop)
assert events["start"].between(2002, 2026).all()

# %%
late = events["start"] >= 2021
later = late & events["kind"].isin(timeline.CONTROLS)
assert (events.loc[later, "start"] >= year_span("2023-07")[0]).all(), "a control would be older than July 2023"
pp.values(tally(events.assign(late=late), timeline.COUNTS))
pp.publish_table(events, name="timeline", columns=timeline.COLUMNS, picks=["kind"])

# %% [markdown]
# ::: figure timeline
#
# **{{ measures-later }} of {{ measures }} dated controls came after the Export Control Law of 2020**
#
# *China’s export controls by date of announcement, 2002 to 2025, beside stops of supply with no published rule, the law
# and relief*
#
# Note: To 2024 as MERICS dates them, but for the stop of rare earths, dated as in the register of Global Trade Alert;
# the mineral measures of 2023 and all later ones as press and USGS report them; for 2025 USGS gives months. The list is
# of the measures these sources name, not of all there are.
#
# Alt: Table of events by date. Drones in 2002, graphite in 2006, rare earths withheld from Japan in 2010, then gaps of
# years. From July 2023 measures follow within months: gallium and germanium, drones, graphite, magnet technology,
# aerospace, a ban on sales to the United States, rare earths. {{ measures-later }} of {{ measures }} controls fall
# after 2020.

# %% [markdown]
# ## What happened to exports
#
# Here are the months that the press quotes; [What controls did](control-effects.md) sets the years beside goods that
# were not controlled.
#
# MERICS describes steps: announcement, a rush of orders, a stop while licences are pending, a return to slightly below
# the old level, and some countries that stay cut off. Customs figures in the press show the first ones: exports of
# wrought gallium and germanium were nil in August 2023, the first month under control, and in December 2023 no
# spherical or flake graphite went to the United States or Japan. The lists of 2023 cover
# {{ claim.merics-2024-custom-lines }} customs lines for these minerals; MERICS found exports of the vast majority
# unaffected.
#
# The return differs by metal. In an average month of 2024, China exported {{ gallium-month-2024 }} tonnes of gallium,
# by customs figures in the press; in two months before the control {{ gallium-nov-2022 }} and {{ gallium-mar-2023 }}
# tonnes. Germanium fell further: from January to September exports of the metal, as the US Geological Survey (USGS)
# quotes customs, were {{ left-germanium-2024 }} of the level of 2023 in 2024 and {{ left-germanium-2025 }} in 2025.

# %%
exports = pp.load_table("china_mineral_exports")
assert len(exports) == 67
left = series.left_frame(controls.left_after(exports, series.PAIRS.values()), list(series.PAIRS))
assert left["left"].lt(100).all(), "some exports would have grown"
december = exports[(exports["period"] == "2023-12") & exports["iso3"].isin(["USA", "JPN"])]
assert len(december) == 4
assert december["value"].eq(0).all(), "some graphite went to the United States or Japan in December 2023"
pp.publish_figure(lambda width: series.exports_left(left, width), name="exports", data=left, columns=series.LEFT)

# %%
metal = left[left["product"] == "germanium metal"].assign(year=lambda frame: frame["period"].str[:4])
kept = "exports of germanium metal, January to September {year} in percent of the same months of 2023"
pp.values(metal, {"left-germanium-{year}": ("left", pp.PERCENT, kept)}, period="{year}")
graphite = left[left["product"].str.endswith("graphite")].assign(kind=lambda frame: frame["product"].str.split().str[0])
kept = "exports of two months in percent of the same months of 2023"
pp.values(graphite, {"left-{kind}": ("left", pp.PERCENT, kept)}, period="January and February 2024")
kilos = exports[exports["product"] == "gallium"]
TONNES, monthly = pp.TONNES.digits(1).per(1000), "exports by customs, in tonnes a month"
told = {
    "gallium-month-2024": (pp.take(kilos, "value", period="2024") / 12, TONNES, monthly, "2024"),
    "gallium-nov-2022": (pp.take(kilos, "value", period="2022-11"), TONNES, monthly, "2022-11"),
    "gallium-mar-2023": (pp.take(kilos, "value", period="2023-03"), TONNES, monthly, "2023-03"),
}
pp.values(told)

# %% [markdown]
# ::: figure exports
#
# **Germanium metal exports fell to {{ left-germanium-2024 }} of those of 2023, then to {{ left-germanium-2025 }}**
#
# *What was left of China’s exports, percent of the amount in the same months before the control; in red germanium
# metal, of official figures*
#
# Note: Germanium metal: USGS quoting customs; old level is 2023, of which the last two months were under control.
# Others: customs figures quoted by trade press, same months a year earlier; tariff lines are mostly not stated, so
# products differ in scope. Months that nobody quotes are missing; gallium recovered later in 2024, for which no
# matching month before was found.
#
# Alt: Bars of what was left of exports. Gallium products: nothing in August 2023. Gallium and germanium in November
# 2023 and March 2024: small parts of a year before, germanium in March the largest. Germanium metal:
# {{ left-germanium-2024 }} in 2024 and {{ left-germanium-2025 }} in 2025. Flake and spherical graphite in early 2024:
# {{ left-flake }} and {{ left-spherical }}.

# %% [markdown]
# ## Who still gets the material
#
# By 2024 MERICS saw exports of unwrought gallium, germanium and phosphide to the United States, Japan and the
# Netherlands gone and not back, unlike those to other rich countries. Of the destinations in 2025 of germanium metal
# and graphite we have shares: Japan bought {{ germanium-japan-tonnes }} tonnes of germanium metal in nine months; the
# United States is not a named buyer.
#
# What the United States imports from all countries moved both ways. Gallium metal rose from {{ us-gallium-2022 }}
# kilograms in 2022 to an estimated {{ us-gallium-2025 }} in 2025; germanium metal fell from {{ us-germanium-2022 }} to
# an estimated {{ us-germanium-2025 }}, metal and dioxide together by {{ control-effects.germanium-fall }}. Metal first
# made in China may be among it.

# %%
recent = exports[exports["period"] == "2025-01/2025-09"]
shares = recent[recent["unit"] == "percent of China’s exports"]
assert set(shares["destination"]) == set(grids.PLACES)
assert shares.groupby("product")["value"].sum().le(100).all()
japan = pp.take(shares, "value", destination="Japan", product="germanium metal")
usa = pp.take(shares, "value", destination="United States", product="spherical graphite")
printed = "share of China’s exports, as printed"
world = recent[recent["iso3"] == "WLD"]
metal = pp.take(world, "value", product="germanium metal") / 1000
told = {"germanium-japan": (japan, pp.PERCENT, printed), "spherical-usa": (usa, pp.PERCENT, printed)}
told["germanium-japan-tonnes"] = (japan / 100 * metal, pp.TONNES.digits(1), "share of exports times exports")
pp.values(told, period="January to September 2025")
buyers = grids.destinations_frame(shares, world)
pp.publish_table(buyers, name="destinations", columns=grids.DESTINATIONS, missing=grids.NOT_NAMED)

# %%
trade = pp.load_table("controlled_mineral_us_trade")
assert len(trade) == 50
metals = ["gallium-imports-of-metal", "germanium-imports-of-metal"]
bought = trade[trade["id"].isin([f"{metal}-{year}" for metal in metals for year in (2022, 2025)])]
KILOGRAMS = pp.number_of("kilograms")
pp.values(bought, {"us-{mineral}-{period}": ("value", KILOGRAMS, "US imports as printed")}, period="{period}")

# %% [markdown]
# ::: figure destinations
#
# **Japan took {{ germanium-japan }} of the germanium metal, the US {{ spherical-usa }} of the spherical graphite**
#
# *Destinations of China’s exports, percent of the amount and tonnes, January to September 2025*
#
# Note: USGS Mineral Commodity Summaries 2026, quoting customs; it names the largest buyers only, so “not named” need
# not mean none. No figures by destination were found for gallium.
#
# Alt: Table of seven destinations by three products. Germanium metal: Russia, Belgium and Germany in nearly equal
# parts, Japan {{ germanium-japan }}. Natural graphite: Japan most, then Indonesia. Spherical graphite: South Korea and
# Indonesia most, then Japan, the United States {{ spherical-usa }}.

# %% [markdown]
# ## The double-edged sword: price and share
#
# MERICS calls the use of such controls a double-edged sword: buyers diversify, and the lever shrinks. The price comes
# first. By the first estimate for 2025 germanium in Europe cost {{ germanium-times }} as much as in 2022, the last full
# year without controls; gallium imported by the United States {{ gallium-times }}. Flake graphite became
# {{ graphite-fall }} cheaper. The magnet metals neodymium and praseodymium, which were not put under licence in April
# 2025, became cheaper as well. A control does not
# make a price by itself; demand and stocks moved too.

# %%
prices = pp.load_table("controlled_mineral_prices")
assert len(prices) == 38
rates = series.prices_frame(controls.price_levels(prices, series.SERIES, base=2022))
assert rates.groupby("series")["year"].apply(list).tolist() == [[2021, 2022, 2023, 2024, 2025]] * 4
final = rates[rates["year"] == 2025]
level = {name: pp.take(final, "level", series=name) for name in series.MARKETS}
assert level["Magnet rare earths"] < 100, "the magnet metals would not be cheaper"
TIMES, ratio = pp.TIMES.shown("{:.1f} times"), "price of 2025 over price of 2022"
told = {
    "germanium-times": (level["Germanium"] / 100, TIMES, ratio),
    "gallium-times": (level["Gallium"] / 100, TIMES, ratio),
    "graphite-fall": (100 - level["Flake graphite"], pp.PERCENT, "fall of the price from 2022 to 2025"),
}
pp.values(told, period="2022 to 2025")
pp.publish_figure(lambda width: series.prices(rates, width), name="prices", data=rates, columns=series.PRICES)

# %% [markdown]
# ::: figure prices
#
# **In Europe germanium cost {{ germanium-times }} as much in 2025 as in 2022**
#
# *Annual prices in dollars of the day, percent of the price of 2022, 2021 to 2025; red: quotations, blue: average value
# of US imports*
#
# Note: USGS Mineral Commodity Summaries 2026; hollow points are estimates. Average values mix contracts, purities and
# months, so they lag a market price and move with what is bought: the two kinds are not to be compared. Magnet rare
# earths: neodymium-praseodymium oxide. Controls: gallium and germanium August 2023, graphite December 2023.
#
# Alt: Four small charts from 2021 to 2025. Germanium climbs steeply after 2023 to {{ germanium-times }} its level of
# 2022. Magnet rare earths fall until 2024, then recover a little. Gallium dips in 2023, then rises to
# {{ gallium-times }}. Flake graphite slips slowly.

# %% [markdown]
# The share of output comes second. Two years are short for a mine, and so far China’s share of gallium and graphite has
# not fallen: of mined natural graphite it was {{ graphite-share-2022 }} in 2022 and {{ graphite-share-2025 }} in 2025.
# That rise is no strength of China’s alone: [mines elsewhere](control-effects.md#what-others-make) dug
# {{ control-effects.graphite-outside-fall }} less. Plants outside China have an estimated
# {{ gallium-capacity-outside }} of primary gallium capacity, most of it idle, beside
# {{ control-effects.gallium-idle-china }} that stand idle in China.
#
# One older case has a longer record: the stop of rare earths for Japan. MERICS dates it to 2011; a register kept by
# Global Trade Alert has it begin on 21 September 2010, and the price spike that CSIS names,
# {{ claim.csis-2020-rare-earth-spike }}, fits that. China mined {{ ree-share-2010 }} of the world’s rare earths in
# 2010, {{ ree-share-2020 }} in 2020, as mines opened elsewhere, and again {{ ree-share-2025 }} in 2025. Much of the
# fall came in one year: {{ cost-of-a-stop.rare-earths-step }} points from 2017 to 2018, when a US mine began again with
# {{ cost-of-a-stop.us-mined-2018 }} tonnes. By 2020, the first year held by country, Burma mined {{ burma-2020 }}
# tonnes. Other forces were at work too, China’s own quotas among them, and mining is the stage where leaving is
# easiest.

# %%
output = pp.load_table("controlled_mineral_output")
assert len(output) == 364
produced = output[output["stage"] != "primary capacity"]
germanium = produced[produced["mineral"] == "germanium"]
past, mineral = (germanium["year"] <= 2021) | germanium["amount"].isna(), {"mineral": "germanium"}
pp.assert_all("no output after 2021 is held", germanium, past, over=["id"], where=mineral)

# %%
china = controls.output_shares(produced)
assert china.groupby("mineral")["year"].agg(["min", "max"]).loc["natural graphite"].tolist() == [2002, 2025]
held = series.shares_frame(china)
at = held.set_index(["mineral", "year"])
told = [(mineral, year) for mineral in ("gallium", "natural graphite") for year in (2022, 2025)]
told += [("rare earths", year) for year in (2010, 2020, 2025)]
chosen = at.loc[told].assign(short=[series.SHORT[mineral] for mineral, _ in told])
world = "China in percent of world output, newest edition"
pp.values(chosen, {"{short}-share-{year}": ("share", pp.PERCENT, world)}, period="{year}")

# %%
burma = produced[produced["id"] == "rare-earths-mmr-2020-mcs2022"]
pp.values(burma, {"burma-{year}": ("amount", pp.TONNES, "rare earths mined in Burma, as printed", "{year}")})
for mineral in ("gallium", "natural graphite"):
    assert at.loc[(mineral, 2025), "share"] >= at.loc[(mineral, 2022), "share"], f"the share of {mineral} would fall"
assert at.loc["rare earths"]["share"].idxmin() == 2020, "the low of rare earths would be another year"

# %%
capacity = output[(output["stage"] == "primary capacity") & (output["iso3"] != "WLD")]
outside = pp.total(capacity[capacity["iso3"] != "CHN"], "amount")
idle = "primary capacity outside China in percent of the sum of countries"
pp.values({"gallium-capacity-outside": (100 * outside / pp.total(capacity, "amount"), pp.PERCENT, idle)}, period="2025")
made = produced[(produced["mineral"] == "gallium") & (produced["year"] == 2025)]
made_outside = made[~made["iso3"].isin(["CHN", "WLD"])]
assert made_outside["amount"].sum() < 0.5 * float(outside), "most capacity outside China would be in use"
marks = series.marks_frame(events, stop)

# %%
pp.publish_figure(
    lambda width: series.shares(held, marks, width),
    name="shares",
    data=held,
    columns=series.SHARES,
    pick=["series", "country"],
    period="year",
    relative="share",
    among=series.every_share(produced),
)

# %% [markdown]
# ::: figure shares
#
# **China mined {{ ree-share-2010 }} of the world’s rare earths in 2010, {{ ree-share-2025 }} in 2025**
#
# *China’s share of world output, percent: mined rare earths and natural graphite, primary gallium; the axis does not
# start at zero*
#
# Note: USGS, newest edition for each year: the share of the sum of countries from 2020, of the printed world total
# before. Hollow points are first estimates. The share of graphite jumps in 2020, where the basis changes, and in 2023,
# when output elsewhere fell. Germanium is left out: USGS prints no output after 2021. Dashed: start of the stop for
# Japan in September 2010 and of the gallium and germanium licences.
#
# Alt: Three lines. Rare earths: from {{ ree-share-2010 }} in 2010 down to {{ ree-share-2020 }} in 2020 and up to
# {{ ree-share-2025 }} in 2025. Natural graphite: lower than that until 2019 and highest near the end. Gallium: near the
# top throughout.

# %% [markdown]
# ## Rare earths along the chain
#
# China holds back the steps in which the know-how sits: it banned the export of technology to extract and separate rare
# earths, then in December 2023 that of technology to make magnets. The shares show why. Mining is the least Chinese of
# the steps; in separation and magnets China’s share is about {{ later-low }} or more, by MERICS as by the International
# Energy Agency.
#
# The way out begins at the same steps. MERICS names magnet plants going up in the United States and Estonia, and a
# South Korean firm that claims a chain without China. US output of rare-earth compounds and metals rose from
# {{ us-ree-2022 }} tonnes in 2022 to an estimated {{ us-ree-2025 }} in 2025. Use grew faster: net imports were
# {{ control-effects.earths-reliance-2024 }} of it in 2024 and {{ control-effects.earths-reliance-2025 }} in 2025.

# %%
stages = pp.load_table("china_stage_shares")
assert len(stages) == 8
mined = at.loc[[("rare earths", 2023), ("rare earths", 2025)]].reset_index()
quoted = stages[stages["mineral"] == "rare earths"]
chain = series.chain_frame(pp.load_claims(*series.SAID), mined, quoted)
assert chain["label"].is_unique
mines, magnets = (chain[chain["stage"] == stage] for stage in ("Mining", "Magnets"))
beyond = chain[chain["stage"] != "Mining"]
assert magnets["low"].min() > mines["low"].max(), "magnets would be no more Chinese than mines"

# %%
told = {
    "mining-low": (pp.lowest(mines, "low"), pp.PERCENT, "lowest of the shares found"),
    "mining-high": (pp.highest(mines, "low"), pp.PERCENT, "highest of the shares found"),
    "magnets-latest": (pp.highest(magnets, "low"), pp.PERCENT, "highest of the shares found"),
    "later-low": (pp.lowest(beyond, "low"), pp.PERCENT, "lowest share found after mining"),
}
pp.values(told)
compounds = [f"rare-earths-production-of-compounds-and-metals-{year}" for year in (2022, 2025)]
OXIDE = pp.TONNES.of("oxide content")
produced_us = {"us-ree-{period}": ("value", OXIDE, "US production as printed")}
pp.values(trade[trade["id"].isin(compounds)], produced_us, period="{period}")
pp.publish_figure(lambda width: series.shares_along_chain(chain, width), name="chain", data=chain, columns=series.CHAIN)

# %% [markdown]
# ::: figure chain
#
# **China makes {{ magnets-latest }} of the world’s rare-earth magnets, on the latest figure**
#
# *China’s share of the world at each stage of the rare-earth chain, percent; the axis does not start at zero*
#
# Note: A ring is a source: MERICS quotes others; the International Energy Agency is quoted by trade pages and counts
# the rare earths that magnets need, in part by year of publication; USGS counts all, share of the sum of countries.
# Each stage is a measure of its own.
#
# Alt: A range for each stage. Mining: from {{ mining-low }} to {{ mining-high }}. Separation: close together and far
# above mining in every source. Magnets: somewhat below that for 2021 and {{ magnets-latest }} in 2025.

# %% [markdown]
# ## Which materials pass the report’s own test
#
# MERICS asks why China chose gallium and germanium and not silicon carbide. From its answer we read
# {{ test-conditions }} conditions for a good target: China dominates the supply; it is raw or little worked; it is not
# plentiful elsewhere; a control does no harm to a Chinese industry; no skilled rivals are ready; there is a security
# ground.
#
# Silicon carbide fails on nearly every count: China makes {{ claim.merics-2024-sic-exports }} of world exports, and its
# young industry needs customers. Rare earths are two things here. Where the report names skilled rivals abroad it
# speaks of separation and magnets, so the know-how fails and the ores and metals, of which it names none, pass. What
# China put under licence in April 2025 were metals, compounds and magnets, goods and not know-how: the test does not
# speak against that.
#
# The condition of dominance rests on a weak number for germanium. MERICS gives
# {{ claim.merics-2024-germanium-production-share }} of production for gallium and germanium alike. For gallium USGS
# says more; for germanium its last figure says less, {{ germanium-share-2021 }} in 2021 with none published since; two
# later estimates that we know of are {{ germanium-low }} and {{ germanium-high }}.

# %%
answers = pp.load_table("target_test_answers")
assert len(answers) == 36
assert set(answers["condition"]) == set(grids.CONDITIONS)
result = controls.results(answers)
passing = [name for name in grids.MATERIALS if result[name] != "fails"]
assert passing == ["Gallium", "Germanium", "Graphite", "Rare-earth ores"]
assert "passes" not in result.values(), "the text would answer every condition for some material"
free = "materials for which the text names no failing condition"
counts = {
    "test-passing": (len(passing), pp.COUNT, free),
    "test-materials": (len(grids.MATERIALS), pp.COUNT, "materials tested"),
    "test-conditions": (len(grids.CONDITIONS), pp.COUNT, "conditions read out of the report"),
}
pp.values(counts, rows=answers)  # a material or a condition is no row: it shows in all the answers

# %%
germanium = china[(china["mineral"] == "germanium") & (china["year"] == 2021)]
refined = "China in percent of refined germanium, sum of countries"
pp.values(germanium, {"germanium-share-{year}": ("share", pp.PERCENT, refined)}, period="{year}")
ENDS = {"germanium-share-chn-2023-crma": "low", "germanium-share-chn-2024-globsec": "high"}
estimates = reference[reference["id"].isin(ENDS)].assign(end=lambda frame: frame["id"].map(ENDS))
estimated = "China’s share of germanium production as printed"
pp.values(estimates, {"germanium-{end}": ("value", pp.PERCENT, estimated)}, period="{period}")
tested = grids.target_test_frame(answers, result, grids.newest_output(china))
pp.publish_table(tested, name="target-test", columns=grids.TARGET_TEST)

# %% [markdown]
# ::: figure target-test
#
# **Gallium, germanium, graphite and rare-earth ores pass the report’s test, rare-earth know-how fails**
#
# *Conditions for a Chinese export control that bites abroad and not at home; answers as MERICS 2024 gives them*
#
# Note: Conditions and answers are our reading of the report; “not said”: it does not answer. Of rare earths it speaks
# mostly as know-how. China’s share of output, from USGS and not from the report: primary gallium, mined natural
# graphite and rare earths in 2025 (estimates), refined germanium in 2021. For silicon carbide only a share of exports
# is known, another measure.
#
# Alt: Table of conditions by material. Gallium, germanium, graphite and rare-earth ores: yes where the report answers.
# Rare-earth know-how: no for skilled rivals abroad, and it is not raw. Silicon carbide: no for all but the security
# ground, which the report does not mention.

# %% [markdown]
# ## Put a material to the test
#
# The same test as questions. The conditions are read out of the report; it names none of them a rule.
#
# {{ procedure.export-control-targets }}
#
# ## The other side’s rules
#
# China’s instruments answer US ones. Which US rule reaches an item made abroad depends on what went into it and for
# whom it is meant, as the CSIS report of 2024 tells it. This is no legal advice.
#
# {{ procedure.which-control-rule }}

# %% [markdown]
# ## Limits
#
# - **Two years are short.** A gallium plant or a graphite mine takes longer to build: the share says little about 2030.
# - **Figures for 2025 are first estimates.** For 2025 the USGS table puts China’s graphite at {{ graphite-share-2025 }}
#   of the sum of countries; its own text says {{ graphite-text-2025 }}.
# - **No gallium by destination.** A UN code that holds gallium is a basket of minor metals; its {{ basket-2024 }}
#   kilograms from China to the United States in 2024 cannot stand for gallium.
# - **Customs figures in the press** mostly name no tariff line. For July 2023 reports of gallium exports differ widely.
# - **No cause is proved.** Demand, stocks and other suppliers moved too. MERICS infers motives from timing and targets.
# - **The test is ours.** We turned the report’s reasons into conditions, and leave open what it does not say.
# - **A section is missing.** Our copy of the report lacks the part on other instruments, with endnotes 42 to 59.
# - **We read copies** of USGS chapters and press pages, not the live web.

# %%
stated = pp.take(stages, "percent", mineral="natural graphite", year=2025)
basket = pp.take(exports, "value", id="basket-of-minor-metals-usa-2024-un")
worded = "China’s share of natural graphite as USGS states it in words"
told = {
    "graphite-text-2025": (stated, pp.PERCENT, worded, "2025"),
    "basket-2024": (basket, KILOGRAMS, "net weight as printed, HS 811292", "2024"),
}
pp.values(told)

# %% [markdown]
# ## What would change our mind
#
# - A fall of China’s share of primary gallium or mined graphite by several points in a later edition of USGS, with
#   plants opening elsewhere: the sword’s second edge.
# - Exports by destination for gallium, month by month, from customs, to see whether the stop for three countries
#   lasted.
# - A new germanium series. If China’s share is nearer to {{ germanium-share-2021 }} than to
#   {{ claim.merics-2024-germanium-production-share }}, the test’s first condition is weaker than MERICS thought.
# - What China does when the suspension ends on 27 November 2026: a new ban would speak for a weapon, licences for a
#   filter.
# - Rare-earth magnets made without China on a scale that shows in the shares; MERICS expected it.
