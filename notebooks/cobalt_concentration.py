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
#     nav: Cobalt concentration
#     topic: Minerals
#     question: How concentrated is the mining of cobalt, and do the claims made about its supply hold?
#     reviewed: "2026-11-21"
#     review_by: "2027-05-21"
#     data_through: 2025
#     edition: USGS Mineral Commodity Summaries 2022 to 2026; Minerals Yearbook 2015
#     card:
#       {figure: congo-share, value: congo-share-2025, label: "of the world’s cobalt was mined in the DR Congo in 2025"}
# ---

# %% [markdown]
# The Congo mined an estimated {{ congo-share-2025 }} of the world’s cobalt in 2025, up from {{ congo-share-2015 }} in
# 2015
# ====================
#
# On the figures of the United States Geological Survey (USGS), cobalt mining is as concentrated as if {{ equal-2025 }}
# countries shared it equally, against {{ equal-2015 }} ten years earlier. Two claims made in 2020, on refining in China
# and on the price, lie well above the statistics we found. The newest figures are first estimates for 2025; what mines
# gave in 2026, the first full year of the Congo’s export quotas, is not covered.

# %% [markdown]
# ::: decision
#
# Means: Supply security may rest more on refining and price than on ore: mines outside the Congo gave
# {{ balance-us-times }} times US use in 2025, though others buy there too.
#
# Answer: With the Congo’s quota {{ balance-tonnes }} tonnes can leave mines in 2026, {{ balance-fall }} less than was
# mined in 2025, and {{ use-months }} months of what the world used in 2024. Of the claims about its supply, that on its
# share came true; those on China’s refining and on the price lie above the statistics.
#
# Confidence: Moderate
#
# Cost: What the United States uses in a year costs {{ cost-of-a-stop.stock-cobalt }} at the average price of 2025,
# within which cobalt metal became {{ path-times }} times as dear.
#
# Exposed: Net imports met {{ us-reliance }} of US use in 2025. No seller named is Chinese, but China refined
# {{ refined-2021 }} of the world’s cobalt in 2021, the last year held.
#
# Watch: The Congo’s quotas, set to the end of 2027, and its output of 2026 in the commodity summaries of early 2027.

# %% [markdown]
# ## Takeaways
#
# 1. On the figures of USGS, cobalt mining has become far more concentrated: its Herfindahl-Hirschman index
#    ({{= 10,000 | one producer with all}} is one producer) rose from {{ index-2015 }} in 2015 to {{ index-2025 }} in
#    2025. No new edition moves a year by more than {{ move-index-printed }} points, whichever total the shares are of,
#    and unnamed producers could move it less. *High confidence*
# 2. The quota binds: with it {{ balance-tonnes }} tonnes can leave mines in 2026, where the world used
#    {{ world-use }} in 2024. Mines outside the Congo give {{ balance-us-times }} times what the United States uses, so
#    its exposure lies in refining and in the price, not in ore. *Moderate confidence*
# 3. The Congo’s share of {{ projected-share }}, which the Center for Strategic and International Studies (CSIS)
#    projected in 2020, came true by 2025 on the figures of USGS. China refined {{ refined-2021 }} of the world’s cobalt
#    in 2021, less than CSIS gave, and cobalt cost less in 2025 than in 2018. *Moderate confidence*

# %%
from functools import partial

import proofpress as pp
from ledger.charts import cobalt_chain as links
from ledger.charts import cobalt_concentration as draw
from ledger.charts import cobalt_output as supply
from ledger.charts import cobalt_path as path_chart
from ledger.charts import cobalt_what_if as what_if
from ledger.measures import cobalt_balance as balance
from ledger.measures import cobalt_chain_values as chain_numbers
from ledger.measures import cobalt_mining_values as numbers
from ledger.measures import cobalt_path as path
from ledger.measures import concentration as co

# %% [markdown]
# ## How concentrated mining is
#
# “The Congo” is the Democratic Republic of the Congo. All figures of this section come from one agency, USGS. It prints
# mine production by country, in tonnes of cobalt contained in the ore, and revises it in each edition.
#
# For each year we take the newest edition that prints a *complete* table: one whose rows add up to its own world total,
# give or take {{ tolerance }}. A table is never mixed from two editions. The test leaves {{ years-with-table }} years,
# {{ year-first }} to 2015 and 2020 to {{ year-last }}. For 2016 to 2019 the best that could be found reaches
# {{ best-coverage-gap }} of the world total, so those years stay a gap; two pages that quote USGS imply
# {{ share-2019-low }} and {{ share-2019-high }} for the Congo in 2019, and are not drawn.
#
# Shares are of the sum of the rows, {{ world-sum-2025 }} tonnes for 2025, where the printed world total is a rounded
# {{ world-printed-2025 }}. USGS states the same share in its text ({{ share-stated-2025 }}); against the rounded total
# it would be {{ share-printed-2025 }}.

# %%
TOLERANCE = 3.0
prints = pp.load_table("cobalt_mine_production")
assert len(prints) == 291
assert prints["year"].agg(["min", "max"]).tolist() == [2011, 2025]
cover = co.table_coverage(prints)
complete = co.complete_tables(prints, TOLERANCE)
table = co.add_shares(co.newest_rows(complete))
why = (
    "how far a table’s rows may add up from its printed world total for the table to count as complete: rounding moves "
    "a sum by less, a large producer left out by more"
)
pp.publish_choice("tolerance", TOLERANCE, pp.PERCENT, why)
cover.astype(object).fillna("")

# %%
measured = co.concentration(complete)
newest = co.concentration(table).set_index("year")
years = newest.index.tolist()
assert years == [*range(2011, 2016), *range(2020, 2026)], "the gap would not be 2016 to 2019"
assert (newest["top"] == "DR Congo").all(), "another country led in some year"
assert (newest["other_share"] < newest["top_share"]).all(), "“other countries” could hide a larger producer"
missing = cover[cover["year"].between(2016, 2019)]
assert missing["coverage"].max() < 80, "a nearly complete table of the gap years exists after all"
pp.values(numbers.of_tables(cover, newest))

# %%
congo, now = table[table["iso3"] == "COD"].set_index("year"), table[table["year"] == 2025]
stages = pp.load_table("cobalt_stage_statistics").set_index("id")
assert len(stages) == 16
told = pp.values(numbers.of_shares(table, newest, prints, stages))
ours, stated = congo.loc[2025, "share"], told["share-stated-2025"].number
assert round(ours) == stated, "our share would differ from the one USGS states"

# %%
claim = pp.load_claims("csis-2020-cobalt-congo-share-2025")
projection = ("low", pp.PERCENT, "DR Congo’s share of cobalt as CSIS 2020 projects it", "2025")
pp.values(claim, {"projected-share": projection})
projected = claim["low"].iloc[0]
assert abs(congo.loc[2025, "share"] - projected) < 1, "the projection would not have come true"
totals = prints[(prints["edition"] == "Mineral Commodity Summaries, parsed") & (prints["iso3"] == "WLD")]
assert totals["year"].tolist() == [2016, 2017, 2018, 2019], "the gap would not be the years with nothing but totals"
gap, lines, forecast = draw.gap_of(totals), draw.share_frame(table), draw.forecast_frame(claim, 2025)

# %%
places, land = pp.load_table("country_points"), pp.load_table("land_outline")
pp.publish_figure(
    partial(draw.share, lines, forecast, gap),
    name="congo-share",
    data=lines,
    columns=draw.SHARE,
    pick="country",
    period="year",
    relative="share",
    absolute="tonnes",
    among=draw.all_shares(table, places),
    outline=land,
)

# %% [markdown]
# ::: figure congo-share
#
# **The Congo mined {{ congo-share-2015 }} of the world’s cobalt in 2015 and {{ congo-share-2025 }} in 2025**
#
# *Share of world cobalt mine production, percent, 2011 to 2025; newest complete edition for each year*
#
# Note: Hollow points are first estimates; earlier figures for the Congo are mostly estimates too. The diamond is the
# projection for 2025 that CSIS printed in 2020. For 2016 to 2019 no complete table was found; nothing is interpolated.
#
# Alt: Line chart of two countries by year. DR Congo: {{ congo-share-2015 }} in 2015, a gap until 2020,
# {{ congo-share-2025 }} in 2025, where a diamond marks the projection of {{ projected-share }}. Indonesia:
# {{ indonesia-share-2020 }} in 2020, {{ indonesia-share-2025 }} in 2025.

# %% [markdown]
# ## The index, and how far it can move
#
# The Herfindahl-Hirschman index adds up the squares of all shares in percent. It is {{= 10,000 | top of the scale}}
# when one country has all. Divided into that, it says how many countries with equal shares would be as concentrated:
# {{ equal-2015 }} in 2015, {{ equal-2025 }} in 2025. Two things could move it without any change on the ground.
#
# *“Other countries.”* USGS prints small producers as one group. A great many producers would add nothing to the index,
# a single one the square of the group’s share; the truth lies between, at most {{ other-points-max }} points
# ({{ other-points-year }}). The share of the largest producer stays as it is.
#
# *Editions.* Each year from 2021 to 2024 stands in two complete tables. The largest move is that of {{ move-year }}:
# the Congo’s share went from {{ move-share-first }} to {{ move-share-newest }}, and the index moved by
# {{ move-index-max }} points; in the other years by {{ move-index-other }} or less. With shares of the printed world
# totals, which are rounded, the largest move is {{ move-index-printed }} points. The fall from 2024 to 2025,
# {{ index-fall-2025 }} points, is smaller, and 2025 is a first estimate; we do not read it as a turn.

# %%
index = pp.values(numbers.of_index(measured, newest))
editions = pp.values(numbers.of_editions(measured))
room, most = index["other-points-max"].number, editions["move-index-max"].number
rise = newest.loc[2025, "index_low"] - newest.loc[2015, "index_low"]
assert rise > 2 * (room + 700), "the rise would be within what groups and editions can do"

# %%
moves = co.edition_moves(measured, "index_low")
assert moves["year"].tolist() == [2021, 2022, 2023, 2024], "others are printed twice"
printed = co.edition_moves(co.of_printed_totals(measured, cover), "index_low")
size = printed.assign(size=printed["move"].abs())
words = "largest move between first and newest complete edition, shares of the printed world totals"
widest = pp.values({"move-index-printed": (pp.highest(size, "size"), pp.number_of("index points"), words)})
limit, twice = widest["move-index-printed"].number, {"year": list(moves["year"])}
small = (moves["move"].abs() <= limit) & (printed["move"].abs() <= limit)
partial_table = {"Minerals Yearbook 2023, in part": "it prints no complete table"}
pp.assert_all("No new edition moves a year by more than", moves, small, over="year", where=twice, apart=partial_table)
assert most > room, "unnamed producers could move the index more than an edition"
assert 0 < index["index-fall-2025"].number < most, "the fall to 2025 would exceed what an edition moves"

# %%
moved = int(editions["move-year"].number)
frame = draw.index_frame(measured)
pp.publish_figure(partial(draw.index, frame, moved, gap), name="index-by-year", data=frame, columns=draw.INDEX)

# %% [markdown]
# ::: figure index-by-year
#
# **Cobalt mining was as concentrated as {{ equal-2015 }} equal countries in 2015, {{ equal-2025 }} in 2025**
#
# *Herfindahl-Hirschman index of cobalt mine production by country, world, 2011 to 2025; dotted lines are the levels of
# two, three and four equal countries*
#
# Note: The thickness of each dash, drawn with a fine edge, is the range that “other countries” allow: at most
# {{ other-points-max }} points. Figures for 2025 are first estimates. Grey dashes are the first prints of years that
# USGS has since revised; the largest revision moves the index by {{ move-index-max }} points.
#
# Alt: Chart of short horizontal dashes by year. The index is {{ index-2015 }} in 2015 and {{ index-2025 }} in 2025,
# with a gap from 2016 to 2019. Grey dashes of older editions lie close to the newest ones, except for {{ move-year }},
# where the older edition is {{ move-index-max }} points away. Dotted lines mark the levels of two, three and four equal
# countries.

# %% [markdown]
# ## The projection for 2025, and its reason
#
# CSIS 2020 prints that the Congo mined {{ claim.csis-2020-cobalt-congo-share-2018 }} of the world’s cobalt as of
# mid-2018, and that the share was expected to climb to {{ projected-share }} by 2025 as supplies elsewhere dwindled.
# The Bloomberg article of 26 October 2017 that it names has the same number from the consultancy Wood Mackenzie with a
# weaker verb, “may”, another start, {{ press-share-2017 }}, and another reason: mines in the Congo that expand.
#
# The number came true. On the newest complete editions the share passed {{ projected-share }} in {{ year-reached }};
# an older edition had put that year lower, and so does the newest partial table, just below. From 2023 on every edition
# has it above.
#
# The reason can be tested only against 2015. Outside the Congo, mines gave {{ outside-2015 }} tonnes in 2015,
# {{ outside-2020 }} in 2020 and {{ outside-2025 }} in 2025; without Indonesia {{ rest-2015 }}, {{ rest-2020 }} and
# {{ rest-2025 }}. For 2018 itself, CSIS’s share and the world total of USGS would give {{ outside-2018 }}, about as
# much as in 2015. So supply did dwindle in the others taken together, but Indonesia more than made up for it, and the
# Congo’s share rose because its own mines grew to {{ congo-multiple }} times their output of 2015, as Bloomberg had
# reported. (For 2018 CSIS puts the growth of world production at {{ claim.csis-2020-cobalt-world-growth-2018 }}, where
# USGS has {{ world-growth-2018 }}; its {{ claim.csis-2020-cobalt-congo-growth-2018 }} for the Congo cannot be checked.)
#
# Since then the Congo has limited exports. A ban began in {{ ban-start }} and ended in {{ ban-end }}; quotas followed,
# with {{ quota-2025 }} tonnes for the rest of 2025 and up to {{ quota-2026 }} tonnes a year in 2026 and 2027, of which
# {{ quota-strategic }} are a strategic quota: {{ quota-part }} of what the Congo mined in 2025. Quotas cap exports, not
# mining, so ore may be stocked.

# %%
press = pp.load_table("cobalt_press_facts").set_index("id")
assert press.loc["congo-share-2025-projected", "value"] == projected, "CSIS and the article it cites would differ"
reached = int(congo.index[congo["share"] >= projected].min())
by_edition = measured.set_index(["year", "edition_order"])["top_share"]
assert reached == 2022, "another year would be the first above the projection"
assert by_edition.loc[2022].min() < projected, "the year reached would not depend on the edition"
assert measured.loc[measured["year"] >= 2023, "top_share"].min() > projected, "some edition has a later year below it"
first = "first year in which DR Congo’s share is at least the projected one"
told = "DR Congo’s share as a Bloomberg article gives it"
before, year = pp.take(press, "value", id="congo-share-2017"), pp.take(newest, "year", year=reached)
pp.values({"press-share-2017": (before, pp.PERCENT, told, "2017"), "year-reached": (year, pp.WORD, first)})

# %%
parsed = prints[prints["edition"] == "Mineral Commodity Summaries, parsed"]
told = pp.values(numbers.of_outside(table, parsed, pp.claim("csis-2020-cobalt-congo-share-2018")))
mined = {name: value.number for name, value in told.items()}
assert mined["rest-2025"] < mined["rest-2015"], "the others would have grown as well"
assert mined["outside-rise"] > 25, "supply outside the Congo would have dwindled"
near = abs(mined["outside-2018"] / mined["outside-2015"] - 1) < 0.05
assert near, "supply outside the Congo in 2018 would not be near that of 2015"

# %%
measures = pp.load_table("cobalt_export_measures").set_index("id")
assert len(measures) == 6
quotas = measures.loc[["quota-2026", "quota-2027"]]
assert quotas["tonnes"].nunique() == 1, "the quota would differ from year to year"
pp.values(numbers.of_quotas(measures, table))
output = supply.frame(co.output_by_group(table, {"COD": "DR Congo", "IDN": "Indonesia"}), quotas)
drawing = partial(supply.draw, output, supply.totals(output, 2015, 2025), gap)
pp.publish_figure(drawing, name="outside-supply", data=output, columns=supply.COLUMNS)

# %% [markdown]
# ::: figure outside-supply
#
# **Cobalt supply outside the Congo grew by {{ outside-rise }} from 2015 to 2025, through Indonesia**
#
# *Cobalt mine production, kilotonnes of cobalt content, 2011 to 2015 and 2020 to 2025; export quotas of the Congo for
# 2026 and 2027*
#
# Note: One scale for both. Dashed outlines are quotas, upper limits on exports and not forecasts of mining. No
# complete tables for 2016 to 2019. Figures for 2025 are first estimates. “All other countries” holds every named
# country but two, and the group that USGS does not name.
#
# Alt: Two column charts on one scale. Outside the Congo the columns shrink to 2020 and grow to {{ outside-2025 }}
# tonnes in 2025, from {{ outside-2015 }} in 2015: Indonesia rises from almost nothing, all others together fall from
# {{ rest-2015 }} tonnes to {{ rest-2025 }}. DR Congo rises to {{ congo-multiple }} times its output of 2015, with
# outlines at {{ quota-2026 }} tonnes for the export quotas of 2026 and 2027.

# %% [markdown]
# ## After the mine: owner, refiner, buyer
#
# Where ore is dug does not show who controls it. The cobalt chapter of CSIS 2020, by Maria Sinclair, follows the chain
# from mine to buyer. For each stage we set its claims beside the statistics that could be found.
#
# - **Mine.** CSIS puts China’s own mines at {{ claim.csis-2020-cobalt-china-mine-share }} of world output, without a
#   year. USGS has {{ china-mine-2019 }} for 2019, above the claim, and {{ china-mine-2025 }} for 2025, below it.
# - **Owner.** CSIS counts {{ claim.csis-2020-cobalt-mines-bought }} of the Congo’s
#   {{ claim.csis-2020-cobalt-mines-top }} largest mines as bought by China. No statistic by owner was found, but one
#   Chinese company, CMOC, gives an output that is {{ cmoc-share }} of the world’s in 2025; it may export
#   {{ cmoc-quota-part }} of the Congo’s quota of 2026.
# - **Refiner.** CSIS says that Chinese firms control {{ claim.csis-2020-cobalt-refinery-control }} refineries, and that
#   China makes {{ claim.csis-2020-cobalt-refined-share }} of refined cobalt. At the end of 2015 USGS counted
#   {{ refinery-capacity-2015 }} of the world’s capacity in China. China’s share of output was {{ refined-2017 }} in
#   2017 (USGS) and {{ refined-2021 }} in 2021 (British Geological Survey, quoted by a course page); for 2023 only
#   {{ refined-tonnes-2023 }} tonnes are quoted, without a world total. Control of firms and place of refineries are
#   different things, which may explain part of the difference.
# - **Buyer.** CSIS says that China buys the largest share, and gives none. Net imports met an estimated
#   {{ us-reliance }} of the cobalt used in the United States in 2025; in 2021 to 2024 {{ us-four }} of US imports came
#   from Norway, Finland, Canada and Japan. Counted by these sellers the index is {{ sellers-low }} to
#   {{ sellers-high }}, far below that of mining: by seller the dependence does not show. Where the ore came from, the
#   figures do not tell.
#
# Two of the purchases in the chapter appear to be one: a sale of {{ gem-tonnes }} tonnes to the Chinese firm GEM in
# 2017, {{ claim.csis-2020-cobalt-gem-share }} of world output by its count, and GEM’s announcement in March 2018 that
# it would buy one part in three, {{ glencore-third }}, of Glencore’s cobalt, which it equates with
# {{ claim.csis-2020-cobalt-glencore-half-world }} of world production in 2017. A Reuters report of that announcement
# gives {{ gem-first-year }} tonnes as the contract’s first year, and {{ gem-total }} tonnes over 2018 to 2020, all as
# cobalt hydroxide, which we read as cobalt content: {{ gem-total-share }} of world mining in 2017, three years of
# deliveries set against one of output. Read as one year, the two fractions would mean that Glencore mined
# {{ glencore-implied }} of the world’s cobalt.

# %%
chinas, worlds = (parsed[parsed["iso3"] == iso3].set_index("year")["tonnes"] for iso3 in ("CHN", "WLD"))
over = "China’s mine share would have been below one percent when CSIS wrote"
assert (chinas / worlds).loc[[2017, 2018, 2019]].gt(0.01).all(), over
capacity = pp.load_table("cobalt_refinery_capacity").set_index("iso3")
parts = capacity.drop(index="WLD")
assert len(parts) == 17
assert abs(parts["tonnes_per_year"].sum() / capacity.loc["WLD", "tonnes_per_year"] - 1) < 0.01
refined = stages.loc[["refined-share-chn-2017", "refined-share-chn-2021"]]
assert refined["value"].max() < pp.claim("csis-2020-cobalt-refined-share").low, "the claim would agree with one"
china = chain_numbers.of_china(parsed, now, parts, stages)
pp.values(china)

# %%
shares = stages.loc[[f"us-import-share-{seller}" for seller in ("nor", "fin", "can", "jpn", "other")], "value"]
assert shares.sum() == 100, "the United States would have another seller"
said = {name: pp.claim(f"csis-2020-cobalt-{name}") for name in (*links.CLAIMED, *chain_numbers.DEALS)}
world_2017 = pp.take(parsed, "tonnes", iso3="WLD", year=2017)
deals = pp.values(chain_numbers.of_america(stages) | chain_numbers.of_deals(said, press, world_2017))
pp.values(balance.of_sellers(stages))
same = deals["gem-tonnes"].number == deals["gem-first-year"].number
assert same, "the two tonnages would differ, and the deals be two"

# %%
mined = tuple(pp.take(newest, "top_share", year=year) for year in (2015, 2025))
mine, capacity, *made = (
    china[name][0] for name in ("china-mine-2019", "refinery-capacity-2015", "refined-2017", "refined-2021")
)
chain = links.chain_frame(links.facts(mined, mine, capacity, tuple(made), said))
pp.publish_figure(partial(links.chain, chain), name="chain-stages", data=chain, columns=links.CHAIN)

# %% [markdown]
# ::: figure chain-stages
#
# **China refined {{ refined-2017 }} of the world’s cobalt in 2017 and {{ refined-2021 }} in 2021**
#
# *Shares of the world’s refining and mining of cobalt, percent; years as marked*
#
# Note: Dots are statistics (mined, capacity and refined in 2017: USGS; refined in 2021: BGS), the diamond and bars are
# claims of CSIS 2020; the arrow is a claim without upper bound. Scopes differ, so the points of a row are not a series.
# Of owners and buyers only claims were found: China bought {{ claim.csis-2020-cobalt-mines-bought }} of the
# {{ claim.csis-2020-cobalt-mines-top }} largest mines of the Congo, and is named the largest buyer.
#
# Alt: Dot chart with three rows. Refined in China: capacity {{ refinery-capacity-2015 }}, output {{ refined-2017 }} and
# {{ refined-2021 }}, claim {{ claim.csis-2020-cobalt-refined-share }}. Mined in China: near zero. Mined in the Congo:
# statistics {{ congo-share-2015 }} for 2015 and {{ congo-share-2025 }} for 2025, claim
# {{ claim.csis-2020-cobalt-congo-share-2018 }} for 2018.

# %% [markdown]
# ## The price
#
# CSIS 2020 writes that the *price* of cobalt “may” rise by {{ price-rise-claimed }} up to 2030, because electric
# vehicles and chips need it. It gives no base year, and the Financial Times article of 20 August 2018 that stands in
# the next note we have not seen.
#
# A rise of that size multiplies the price by {{ price-multiple }}. Counted from the yearly average of 2017, 2018 or
# 2019, it would mean US${{ price-claim-low }} to US${{ price-claim-high }} a pound. The average of 2018 was
# US${{ price-2018 }}, that of 2025 US${{ price-2025 }} (USGS, estimated): {{ price-fall }} lower, without adjustment
# for inflation. The year 2030 has not come, so the claim is not refuted; but the price of 2025 would have to grow
# {{ price-needed }}-fold to meet even the lowest reading. One explanation is a slip: the Bloomberg article of 2017
# quotes an estimate that world *demand* for cobalt could by 2030 be {{ demand-multiple }} times that of 2016, a rise of
# about the same size. We cannot settle it.
#
# The market has split since: spot cobalt in the United States cost {{ premium-2025 }} more than on the exchange in 2025
# and {{ premium-2024 }} more in 2024, against {{ premium-2017 }} in 2017.

# %%
price = co.newest_rows(pp.load_table("cobalt_prices"), keys=("market", "year"))
assert price.groupby("market")["year"].nunique().to_dict() == {"LME cash": 9, "US spot, cathode": 9}
spot = price[price["market"] == "US spot, cathode"].set_index("year")
claimed = pp.take(pp.claim("csis-2020-cobalt-price-rise"), "low")
told = pp.values(chain_numbers.of_price(spot, claimed, press))
premium = pp.values(balance.of_premium(price))
assert premium["premium-2025"].number > 4 * premium["premium-2017"].number, "the two prices would not have parted"
assert spot["usd_per_lb"].idxmax() == 2018, "the price of 2018 would not be the peak"
assert told["price-fall"].number > 40, "the price would not have fallen as stated"
quotes = links.price_frame(price)
span = links.reading_frame(*chain_numbers.claimed_prices(spot, claimed))
drawing = partial(links.price, quotes, span)
pp.publish_figure(
    drawing, name="price-claim", data=quotes, columns=links.PRICE, pick="market", period="year", absolute="usd_per_lb"
)

# %% [markdown]
# ::: figure price-claim
#
# **Cobalt cost {{ price-fall }} less in 2025 than in 2018**
#
# *Annual average price of cobalt metal, US dollars a pound, nominal, 2017 to 2025, logarithmic scale; the claim for
# 2030 as a range*
#
# Note: The bar for 2030 is our arithmetic: {{ price-multiple }} times the average price of 2017, 2018 or 2019, because
# the claim names no base year. Hollow points are estimates. LME is the London Metal Exchange.
#
# Alt: Line chart on a logarithmic scale. The United States spot price peaks at {{ price-2018 }} dollars a pound in 2018
# and is {{ price-2025 }} in 2025; the exchange price runs a little lower. Far above them a bar at 2030 spans
# {{ price-claim-low }} to {{ price-claim-high }} dollars.

# %% [markdown]
# An average of 2025 hides the path within the year. On one publisher’s averages, which name no market but differ by
# {{ path-exchange }} from the exchange’s in 2024, metal cost {{ path-before }} a tonne in the quarter before the ban,
# {{ path-spring }} in the spring and {{ path-summer }} in the summer of 2025, both wholly within it, and
# {{ path-november }} in the month after the quotas began: {{ path-times }} times as much. Hydroxide, the form that the
# Congo sells, is another basis: Fastmarkets put it at {{ hydroxide-low }} to {{ hydroxide-high }} a pound on
# 10 October, its lower end almost {{ hydroxide-rise }} above that of 22 September, when the quotas were announced.

# %%
dated, days = pp.load_table("cobalt_price_path"), pp.load_table("cobalt_export_days")
pp.values(path.of_path(dated, pp.take(price, "usd_per_lb", market="LME cash", year=2024)))
steps, marks = path_chart.path_frame(dated, path.month_before(dated)), path_chart.days_frame(days)
pp.publish_figure(partial(path_chart.draw, steps, marks), name="price-path", data=steps, columns=path_chart.COLUMNS)

# %% [markdown]
# ::: figure price-path
#
# **Cobalt averaged {{ path-before }} a tonne in late 2024, {{ path-november }} in November 2025**
#
# *Average price of cobalt metal by quarter, and by month where held, US dollars a tonne, nominal, October 2024 to
# November 2025*
#
# Note: A bar is as long as the time that it averages. The first quarter of 2025 lies on both sides of the ban. October
# is computed from November and its rise of which the source tells; other months, and December, are not held. A
# secondary page, graded so.
#
# Alt: Horizontal bars by time. {{ path-before }} in the last quarter of 2024, a little more in the first of 2025, in
# which the ban begins, {{ path-spring }} and {{ path-summer }} in the next two, {{ path-october }} in October, when
# quotas replace the ban, and {{ path-november }} in November. Dashed lines mark the ban, its extension and the quotas.

# %% [markdown]
# ## Reserves
#
# Reserves, what could be mined economically now, are less concentrated than mining. The Congo holds
# {{ reserves-congo }} of the reserves that USGS counts in its edition of 2026. Australia holds {{ reserves-australia }}
# and mines {{ mine-australia }}; Indonesia holds {{ reserves-indonesia }} and mines {{ mine-indonesia }}. So reserves
# alone do not explain the Congo’s share of mining. Reserves themselves are revised in steps: Russia’s went from
# {{ russia-before }} to {{ russia-after }} tonnes between the last two editions.

# %%
stock = pp.load_table("cobalt_reserves")
assert len(stock) == 57
assert stock.loc[stock["tonnes"].isna(), "iso3"].unique().tolist() == ["NCL"]
held = co.add_shares(stock[(stock["edition"] == "MCS 2026") & (stock["iso3"] != "WLD")]).set_index("country")
dug = now.set_index("country")
assert held["tonnes"].notna().all()
assert held.loc["DR Congo", "share"] < dug.loc["DR Congo", "share"] - 15, "reserves would be as concentrated as mining"
pp.values(numbers.of_reserves(held, dug, stock))

# %%
pairs = draw.pairs_frame(held, dug)
pp.publish_figure(
    partial(draw.reserves, pairs),
    name="reserves-and-mining",
    data=pairs,
    columns=draw.PAIRS,
    pick="country",
    relative="reserves",
    absolute="tonnes",
    among=draw.with_places(pairs.join(held["iso3"], on="country"), places),
    outline=land,
)

# %% [markdown]
# ::: figure reserves-and-mining
#
# **The Congo has {{ reserves-congo }} of cobalt reserves but {{ congo-share-2025 }} of mining in 2025**
#
# *Share of world cobalt reserves and of world cobalt mine production in 2025, percent, by country*
#
# Note: Both from USGS Mineral Commodity Summaries 2026; shares of the sum of the rows. The production of 2025 is a
# first estimate.
#
# Alt: Dot pairs by country, share of reserves against share of mining. DR Congo: {{ reserves-congo }} of reserves,
# {{ congo-share-2025 }} of mining. Indonesia too mines more than its share of reserves. Australia:
# {{ reserves-australia }} of reserves, {{ mine-australia }} of mining. Russia, Cuba and the group of other countries
# hold more than they mine.

# %% [markdown]
# ## What if the quota binds
#
# What can leave mines is what others dig and what the Congo lets out. With the quota of 2026 and the others as in 2025
# that is {{ balance-tonnes }} tonnes, {{ balance-fall }} less than all that was mined in 2025, or {{ balance-months }}
# months of it; were exports stopped for a year, {{ ban-months }} months. The world used less than that: the Cobalt
# Institute counts {{ world-use }} tonnes for 2024, without purchases for government stocks, so that the same tonnes
# are {{ use-months }} months of use. In 2023 and 2024 supply went {{ surplus }} tonnes beyond use, by the same count;
# stocks outside the Congo, of which no table is held, put the shortage off, and ore that stays may be exported later.
# The two agencies count mines and use by rules of their own. It is arithmetic, not a forecast.

# %%
now_used = pp.load_table("us_mineral_use")
pp.values(balance.of_balance(now, measures, now_used) | path.of_use(now, measures, stages))
curve = what_if.curve_frame(now, "COD")
quota = measures.loc["quota-2026"]
cases = what_if.cases_frame(curve, quota["tonnes"] / 1e3, quota["rows"])
drawing = partial(what_if.what_if, curve, cases, what_if.first_state(cases))
pp.publish_figure(drawing, name="what-if", data=curve, columns=what_if.COLUMNS, computed=what_if.COMPUTED)

# %% [markdown]
# ::: figure what-if
#
# **With the Congo’s quota, mines can export {{ balance-months }} months of the output of 2025**
#
# *Cobalt that can leave mines in a year for any quota of the Congo, the other countries as in 2025, thousand tonnes of
# cobalt content*
#
# Note: The quota caps exports, not mining. USGS Mineral Commodity Summaries 2026; figures of 2025 are first estimates.
# Arithmetic, not a forecast.
#
# Alt: A straight line that climbs with the quota. Three points: no exports of the Congo, the quota of 2026 at
# {{ balance-tonnes }} tonnes in all, and all that was mined in 2025. A ring stands at the quota of 2026.
#
# Explore: Move the slider to set the Congo’s quota; the other countries mine what they mined in 2025, and the chart
# computes what can leave mines, and how many months of 2025 that is.

# %% [markdown]
# ## Limits
#
# - **Agencies disagree.** For 2011 to 2015 USGS puts the Congo {{ bgs-gap-low }} to {{ bgs-gap-high }} below the
#   British Geological Survey; on the latter’s figures the share of 2015 was about {{ bgs-share-2015 }} rather than
#   {{ congo-share-2015 }}. For 2024 USGS prints {{ usgs-world-2024 }} tonnes for the world, World Mining Data
#   {{ wmd-world-2024 }}, with nearly the same share of the Congo, {{ usgs-share-2024 }} and {{ wmd-share-2024 }}. So
#   the level today is surer than the size of the rise. We never join figures of two agencies.
# - **Figures for the Congo are estimates** in every year for which our copies keep the mark. Those of 2025 are first
#   estimates and will move. That of 2022 is {{ yearbook-share-2022 }} of the printed world total in the Yearbook of
#   2023, read in part, against {{ mcs-share-2022 }} in the edition we use.
# - **A country is not an owner.** The index counts where ore is dug; of output by owner one company’s is held, of
#   refined output none.
# - **Refining rests on two years from two agencies,** one of them quoted by a course page; no share after 2021.
# - **Use and the price within the year rest on secondary pages.** Use is held for 2024 alone; the months from January
#   to September 2025 only as quarters.
# - **Claims are read as printed.** Of the articles that CSIS cites here, only the beginning of Bloomberg’s was read.
# - **We read copies.** That of the 2026 edition is a machine extraction, in which marks of single rows are lost.

# %%
marks = set(congo["qualifier"])
known = all("estimated" in mark or mark == "flag not preserved" for mark in marks)
assert known, "some figure for the Congo would not be an estimate"
others = pp.load_table("cobalt_other_agencies").set_index("id")
pp.values(numbers.of_agencies(table, prints, newest, others))

# %% [markdown]
# ## What would change our mind
#
# - A complete table for 2016 to 2019, or an edition that moves the Congo’s share of a past year by more than the
#   {{ move-share-points }} points seen so far.
# - A first full year under the quotas in which the Congo’s mines give much less than the {{ congo-tonnes-2025 }} tonnes
#   of 2025.
# - Mine production by owner from filings or an official register, which could turn a finding about countries into one
#   about firms.
# - A series of refined output by country from one agency. A share of China above {{ claim-refined-low }} in it would
#   bear out CSIS.
# - The Financial Times article that CSIS cites for the price, if it names a base year or another quantity.

# %%
bound = "lower bound of the claim on China’s share of refined cobalt"
pp.values({"claim-refined-low": (pp.take(said["refined-share"], "low"), pp.PERCENT, bound)})
