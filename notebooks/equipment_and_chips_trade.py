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
#     nav: Equipment and chips
#     topic: Chips
#     question: Is China closing the gap between the chips it uses and the chips it makes, and who sells it the tools?
#     reviewed: "2026-11-21"
#     review_by: "2027-05-21"
#     data_through: 2025
#     edition: CSIS 2020, IC Insights 2019 to 2022, SEMI releases 2022 to 2025, Nikkei Asia May 2025
#     searched: [self-sufficiency, semiconductor equipment, chips China makes itself, domestic chips]
#     card: {figure: quarters, value: rebound, label: "more chip tools went to China in 2024 than in 2022, by value"}
# ---

# %% [markdown]
# # Sales of chip tools to China rose by {{ rebound }} from 2022 to 2024, although US rules came in between
#
# In 2020 a chapter of a volume by the Center for Strategic and International Studies (CSIS) pointed to an unnoticed
# trade. In its account the United States sold China chips and also the tools to make them, *capacity-building exports*.
# We set its figures beside what market researchers, customs and industry bodies have published since. The newest rows
# are billings to June 2025. A US rule on firms owned by listed ones followed in September, was suspended from November
# 2025 to 9 November 2026, and is not covered.

# %% [markdown]
# ::: decision
#
# Means: A US rule alone seems to reach little of the trade: {{ us-share }} of China’s imported tools came from the
# United States in 2024, by place of shipment.
#
# Answer: As a share the gap closes slowly, in dollars it widened to {{ gap-2021 }} by 2021, where the count ends. The
# tools come from Japan and the Netherlands more than from the United States, with {{ us-share }} by place of shipment.
#
# Confidence: Moderate
#
# Cost: Five large toolmakers sold {{ china-sales }} to China in 2024, which a stop would put at risk.
#
# Exposed: US toolmakers, with {{ applied }} to {{ lam }} of their sales in China, and Chinese state firms, which
# took {{ state-of-china }} of what the five sold there.
#
# Watch: Billings by region from the third quarter of 2025 on, which SEMI prints each quarter. What follows the
# suspension of the US rule on affiliates, which ran to 9 November 2026.

# %% [markdown]
# ## Takeaways
#
# 1. A dip, not a stop, followed the US rules of October 2022, and what would have happened without them is not known.
#    Quarterly tool sales to China fell from {{ q-before }} to {{ q-low }}, but were {{ q-latest }} in the second
#    quarter of 2025. *Moderate confidence*
# 2. The gap between the chips that China takes and makes shrank as a share but grew in money, from {{ gap-2018 }} in
#    2018 to {{ gap-2021 }} in 2021. In that year, the last held, plants in China made {{ share-2021 }} of what its
#    market took. *Moderate confidence*
# 3. By 2024 the United States was China’s {{ us-place }}-largest source of tools, with {{ us-share }} by place of
#    shipment. Of what five large toolmakers sold to China {{ state-of-china }} went to firms of the Chinese
#    state, by a committee of the US Congress as the press reports it. *Moderate confidence*

# %%
from functools import partial

import proofpress as pp
from ledger.charts import equipment_quarters as by_quarter
from ledger.charts import equipment_trade as draw
from ledger.measures import chip_trade as measures
from ledger.measures import chip_trade_values as numbers

WHOLE = pp.BILLION_USD.digits(0)

# %% [markdown]
# ## The gap as a share: slow behind, fast ahead
#
# CSIS wrote that China takes {{ claim.csis-2020-chip-demand-share }} of the world’s chips and makes
# {{ claim.csis-2020-chip-own-production }} of what it takes. The first figure is the consultancy PwC’s and, on its own
# page, is for 2015. The second has no year, and does not say whether foreign-owned plants in China count: in 2019
# plants in China made {{ share-2019 }} of what the market took, firms with their seat there only {{ own-2019 }}. The
# chapter’s figure lies between the two. *Consumption* is what electronics factories in China buy; much of it leaves
# again inside phones and computers, in high-technology exports of {{ high-tech-2021 }} in 2021.
#
# The research firm IC Insights published the share in four yearly editions. Looking back, they found a rise of
# {{ back-low }} to {{ back-high }} percentage points a year; looking ahead, they forecast {{ ahead-low }} to
# {{ ahead-high }}. All four expected more than they had seen. Editions do not agree on the past: one has
# {{ share-2011 }} for 2011, another {{ share-2013 }} for 2013. So no line is drawn from one to the next.

# %%
market = pp.load_table("china_chip_market")
assert len(market) == 31, "the table holds other editions than the text was written for"
share = market[market["measure"] == "share produced in China"].sort_values(["edition", "year"])
own = market[market["measure"] == "share produced by Chinese firms"]
rates = measures.growth_by_edition(share)
assert (rates["ahead"] > rates["back"]).all(), "an edition forecast no faster rise than it had seen"
assert rates["back"].min() > 0, "an edition saw the share fall"
pp.values(numbers.of_editions(rates), period="2010 to 2026")

# %%
newest = market.sort_values("edition").groupby(["measure", "year"]).tail(1).set_index(["measure", "year"])
told, middle = pp.values(numbers.of_market(newest)), pp.claim("csis-2020-chip-own-production").low
between = told["own-2019"].number < middle < told["share-2019"].number
assert between, "the chapter’s figure would not lie between the two"
exports = pp.load_table("china_high_tech_exports").query("year == 2021")
goods = ("exports", WHOLE.per(1e9), "China’s exports of high-technology goods", "{year}")
pp.values(exports, {"high-tech-{year}": goods})

# %%
plot = draw.editions_frame(share, own)
pp.publish_figure(lambda width: draw.editions(plot, width), name="editions", data=plot, columns=draw.EDITIONS)

# %% [markdown]
# ::: figure editions
#
# **Editions forecast a faster rise of China’s chip share than they saw**
#
# *Production in China as a share of China’s market for integrated circuits, percent, by edition of IC Insights, 2010 to
# 2026*
#
# Note: Red: all plants in China, whoever owns them; filled is the firm’s estimate, hollow and dashed its forecast. Blue
# squares: firms with their seat in China only, where the edition gives them. Editions are not joined, since they differ
# on earlier years.
#
# Alt: Four small line charts, one for each edition from 2019 to 2022. In each the share made in China rises slowly to
# the year before, {{ share-2018 }} in the first and {{ share-2021 }} in the last, then more steeply in the dashed
# forecast. Squares far below mark Chinese firms alone, {{ own-2021 }} in the last.

# %% [markdown]
# ## The gap in dollars: wider
#
# A share can rise while the gap grows, if the market adds more than production does. By IC Insights’ amounts chips for
# {{ gap-2018 }} were not made in China in 2018 and for {{ gap-2021 }} in 2021, {{ gap-growth }} more, after a fall in
# the weak market of 2019. So the forecast, {{ claim.csis-2020-chip-gap-narrowing }}, which the chapter takes from PwC
# and others, is right or wrong by the measure chosen. It does not say which.
#
# Chinese customs carry the story on: imports of integrated circuits were {{ ic-2022 }} in 2022, {{ ic-2023 }} in 2023
# and {{ ic-2024 }} in 2024; exports reached {{ ic-exports-2024 }} in 2024. Imports are not the gap: they include chips
# that leave again, and Chinese-made chips that return.

# %%
years = measures.market_gap(market)
all_plants = newest.loc["share produced in China"]
gap, check = years["gap"], 100 * years["made"] / years["market"]
assert all(abs(check[year] - all_plants.value[year]) < 0.15 for year in gap.index), "amounts and shares disagree"
assert gap[2019] < gap[2018] < gap[2021], "the gap did not fall in 2019 and then grow past its size of 2018"
pp.values(numbers.of_gap(years))
trade = pp.load_table("china_chip_trade").query("year >= 2022")
circuits = ("value", WHOLE, "China’s {flow} of integrated circuits", "{year}")
pp.values(trade[trade["flow"] == "imports"], {"ic-{year}": circuits})
pp.values(trade[trade["flow"] == "exports"], {"ic-exports-{year}": circuits})

# %%
stack = draw.gap_frame(years)
pp.publish_figure(lambda width: draw.gap(stack, width), name="gap", data=stack, columns=draw.GAP)

# %% [markdown]
# ::: figure gap
#
# **China took {{ gap-2018 }} of chips from abroad in 2018, {{ gap-2021 }} in 2021**
#
# *China’s market for integrated circuits by who made them, billion US dollars, 2018 to 2021, IC Insights*
#
# Note: Grey is the gap: market less production in China. For 2018 production by Chinese firms alone was not found, so
# blue stands for all plants there. Each year is from the next year’s edition. Sales of contract chipmakers are counted
# at their own prices, which makes production look smaller.
#
# Alt: Four horizontal bars that grow from 2019 to 2021. Most of each is grey, not made in China: {{ gap-2018 }} in
# 2018, less in 2019, {{ gap-2021 }} in 2021. Thin parts at the left are made in China by Chinese and by foreign firms.

# %% [markdown]
# ## What changed after October 2022: the tools by quarter
#
# On 7 October 2022 the United States put chip tools under wide controls. The chapter had named only two things likely
# to turn demand round: a prolonged trade war and *an expansive export-control programme*. Both came. The industry
# bodies SEMI and SEAJ count what toolmakers bill, by the place the tools go to.
#
# Billings to China fell from {{ q-before }} in the third quarter of 2022 to {{ q-low }} in the first of 2023, by
# {{ dip-china }}; those to the rest of the world by only {{ dip-rest }}. They then rose to {{ q-peak }} in the third
# quarter of 2024, when those to the rest of the world were {{ later-rest }} below the first quarter of 2023. For 2024
# as a whole they were {{ rebound }} above 2022; in the latest quarter with regions they were {{ q-latest }}.
#
# The figure cannot say why. The controls were aimed at tools for the most advanced chips, buyers had reason to buy
# ahead of the Dutch and Japanese rules of 2023, and demand elsewhere was weak in 2023.

# %%
billings = pp.load_table("chip_equipment_billings_quarterly")
assert len(billings) == 136, "the table holds other quarters"
china, world = (measures.quarters_of(billings, region) for region in ("China", "World"))
annual = pp.load_table("chip_equipment_billings").query("region == 'China'")
by_year, whole = annual.set_index("year")["billings"].astype(float), china.groupby("year")["billings"].sum()
for year in (2021, 2022, 2024):
    assert abs(whole[year] - by_year[year]) < 0.1, f"the quarters of {year} do not add up to the published year"
before, low, peak, _ = numbers.MOMENTS
assert china["billings"].loc["2022 Q4":].idxmin() == low, "the low would be in another quarter"
assert china["billings"].idxmax() == peak, "the peak would be in another quarter"
told = pp.values(numbers.of_quarters(china, world, annual))
assert min(told[name].number for name in ("dip-china", "dip-rest", "later-rest")) > 0, "billings would have risen"

# %%
rule = pp.claim("csis-2024-october-2022").row
computed = by_quarter.missing_quarter(china, annual[annual["year"] == 2023].iloc[0])
quarters = by_quarter.frame(china, computed, "2022 Q4", numbers.MOMENTS)
drawing = partial(by_quarter.draw, quarters, rule)
pp.publish_figure(
    drawing,
    name="quarters",
    data=quarters,
    columns=by_quarter.COLUMNS,
    pick="region",
    period="key",
    among=by_quarter.all_regions(billings, quarters),
)

# %% [markdown]
# ::: figure quarters
#
# **Tool sales to China: low {{ q-low }}, peak {{ q-peak }}, now {{ q-latest }}**
#
# *Chip-equipment billings to China by quarter, billion US dollars, first quarter of 2021 to second quarter of 2025*
#
# Note: Grey before the US rules, red from the quarter in which they were issued. The dashed bar, the fourth quarter of
# 2023, was not found; it is what the published year leaves after three published quarters. The third quarter of 2025
# was found for the world only.
#
# Alt: Bars by quarter. Before October 2022 they stand near the height of {{ q-before }}. After a dashed line for the US
# rules they fall to {{ q-low }} in early 2023, climb steeply within the year, stay high through 2024 with a peak of
# {{ q-peak }}, and ease to {{ q-latest }} in the second quarter of 2025.

# %% [markdown]
# ## Billings by region to 2025
#
# Comparing January to June of each year compares like with like. China has been the largest market in each since 2021.
# In 2025 it took {{ half-china }}, {{ half-fall }} less than a year before. Taiwan took {{ half-taiwan }},
# {{ taiwan-times }} as much as a year before, and Korea {{ half-korea }}. North America, in spite of its subsidies for
# new plants, took {{ half-america }}.

# %%
halves = measures.half_years(billings)
table = halves.pivot(index="region", columns="year", values="billings")
assert list(table.columns) == [*range(2021, 2026)], "other half years are held"
assert (table.idxmax() == "China").all(), "China was not the largest market in every first half"
told = pp.values(numbers.of_halves(halves), period="2025 H1")
moved = {"China": f"{told['half-fall'].text} less", "Taiwan": told["taiwan-times"].text}
halves = draw.regions_frame(halves, moved)
drawing = partial(draw.regions, halves)
pp.publish_figure(drawing, name="regions", data=halves, columns=draw.REGIONS, pick="region", period="year")

# %% [markdown]
# ::: figure regions
#
# **Tool sales to China fell by {{ half-fall }} in early 2025**
#
# *Chip-equipment billings by region, January to June of each year, billion US dollars, 2021 to 2025*
#
# Note: First and second quarter added; beside the lines of China and Taiwan the change on a year before. The region is
# where the tools go, whoever owns the plant. The rest of the world is left out, since its second quarter of 2025 was
# not found.
#
# Alt: Six lines over January to June of 2021 to 2025. China is highest throughout, leaps in 2024 and falls to
# {{ half-china }} in 2025. Taiwan drops to a low in 2024 and climbs to {{ half-taiwan }}; Korea reaches
# {{ half-korea }}. North America, Japan and Europe stay low.

# %% [markdown]
# ## Who sells the tools
#
# CSIS wrote that {{ claim.csis-2020-equipment-imports-us }} of China’s imports of chip tools came from the United
# States. Chinese customs, as JW Insights reads them, say otherwise: Japan was the largest source in every year from
# 2015 to 2022, with {{ japan-average }} on average, so no other can have had more. CSIS also wrote that China was the
# largest buyer of US tools. That was becoming true: it was {{ rank-2017 }} among the buyers in 2017 and first in August
# 2018, by US customs.
#
# For 2024 Nikkei Asia counted {{ counted-2024 }} from the main sources. Japan and the Netherlands together sold
# {{ two-share }} of it; the United States came {{ us-place }} with {{ us-amount }}, after Singapore, whose amount had
# grown by {{ singapore-growth }} since 2018. The place a tool is shipped from is not the seat of its maker: US
# toolmakers have plants in Singapore and Malaysia, so the US figure understates what US *firms* sell. By the count of a
# committee of the US House of Representatives China made up {{ lam }} of the sales of Lam Research, {{ kla }} of KLA’s
# and {{ applied }} of those of Applied Materials in 2024.

# %%
origin = pp.load_table("china_tool_imports_by_origin").set_index("id")
counted = origin[(origin["measure"] == "import value") & (origin["period"] == "2024")].set_index("country_of_origin")
total, named = counted.loc["Major sources"], counted.drop("Major sources").sort_values("value", ascending=False)
assert origin.value["rank-japan-2015-2022-jw"] == 1, "Japan was not the largest source in every year"
us_trade = pp.load_table("us_chip_trade_with_china").set_index("id")
assert us_trade.value["tools-china-rank-2018-08"] == 1, "China was not first in August 2018"
pp.values(numbers.of_sources(origin, us_trade))

# %%
makers = pp.load_table("toolmaker_sales_to_china")
pp.values(numbers.of_origins(named, total, makers), period="2024")
shown = draw.origins_frame(named, total)
pp.publish_figure(lambda width: draw.origins(shown, width), name="origins", data=shown, columns=draw.ORIGINS)

# %% [markdown]
# ::: figure origins
#
# **The United States supplied {{ us-share }} of China’s imported chip tools in 2024**
#
# *China’s imports of chipmaking equipment by origin, billion US dollars and share of the main sources, 2024, Chinese
# customs as read by Nikkei Asia*
#
# Note: Origin is where the tool was shipped from, not the seat of its maker: US firms also ship from Singapore and
# Malaysia. Other main sources is the total of Nikkei less the five named. The tariff lines are not stated, so the total
# differs from other counts.
#
# Alt: Bars by country. Japan and the Netherlands are longest and nearly equal, together {{ two-share }} of the total.
# Singapore follows, then the United States in red with {{ us-amount }}, then Korea and the others.

# %% [markdown]
# ## Who buys them
#
# Behind the chapter’s title stands a question of ownership. In the years to 2018, it says from Chinese customs,
# foreign-invested firms imported {{ claim.csis-2020-equipment-buyers-foreign }} of the US tools and state-owned firms
# the rest (private Chinese firms are not mentioned); US affiliates alone employed
# {{ claim.csis-2020-affiliate-workers }} in chipmaking there. So much of the capacity built was foreign.
#
# The picture of 2024 is another. The same committee found that the five largest toolmakers, of the United States,
# Japan and the Netherlands, sold {{ china-sales }} to China in 2024, of which {{ state-of-china }} went to firms owned
# by the Chinese state. Their part of *all* sales of the five rose from {{ state-2022 }} in 2022 to {{ state-2024 }} in
# 2024, that of other buyers in China from {{ others-2022 }} to {{ others-2024 }}. The two sources do not measure the
# same thing (imports of US tools, and sales of five makers), so they stand in no chart together.

# %%
five = makers[makers["firm"] == "Five toolmakers"].set_index("id")
parts = measures.state_and_other(five)
(state_then, all_then), (state_now, all_now) = parts[2022], parts[2024]
assert 20 < all_then < 32, "the computed share of 2022 would be implausible"
assert abs((all_now - state_now) - (all_then - state_then)) < 5, "other buyers changed a lot"
implied = 100 * five.value["state-firms-2024"] / five.value["china-sales-2024"]
assert abs(implied - five.value["state-share-china-2024"]) < 1, "the shares do not agree"
pp.values(numbers.of_buyers(five, parts))
buyers = measures.buyers(parts)
buyers["tint"] = buyers["buyer"].map(draw.TINTS)
pp.publish_figure(lambda width: draw.buyers(buyers, width), name="buyers", data=buyers, columns=draw.BUYERS)

# %% [markdown]
# ::: figure buyers
#
# **Chinese state firms took {{ state-2024 }} of large toolmakers’ sales in 2024, {{ state-2022 }} in 2022**
#
# *Sales of Applied Materials, Lam Research, KLA, ASML and Tokyo Electron by buyer, percent of all sales, 2022 and 2024*
#
# Note: From an inquiry of a US congressional committee, as the press reports it. The parts of state firms and China’s
# part of 2024 are as printed. China’s part of 2022 is computed from printed, rounded figures (sales of 2024, their
# growth, sales to state firms and their share), so the split of the rest is approximate.
#
# Alt: Two stacked bars. In 2022 Chinese state firms take {{ state-2022 }} and other buyers in China {{ others-2022 }};
# in 2024 state firms take {{ state-2024 }} and others in China {{ others-2024 }}. The rest, buyers elsewhere, shrinks.

# %% [markdown]
# ## Goods or capacity: which trade shrank more
#
# The chapter’s distinction gives a test of the controls, which were to keep advanced chips from China and the means to
# make them. By the count of the US-China Business Council, US exports of chips and components to China came to
# {{ chips-2023 }} in 2023, {{ chips-fall }} below their peak of 2021. China’s imports of *tools* from the United States
# fell by {{ tools-fall }} over the same two years and had come back to {{ tools-2024 }} of the 2021 level in 2024. The
# two figures come from opposite sides of the border and from different baskets; only the direction should be used.
#
# ## How the chapter’s statements have fared
#
# - **China is the largest market for US tools.** *True by then*: first in August 2018.
# - **Most of China’s imported tools come from the United States.** *Not as written*: Chinese customs name Japan.
# - **The gap will go on narrowing.** *It depends on the measure*: as a share, slowly; in dollars, no.
# - **Demand for US tools will stay strong unless there is a long trade war or a wide export control.** *Consistent*:
#   imports reached a record in 2021, both conditions came, and 2024 was below it. Their effect cannot be isolated.
# - **Imported tools do not readily become a lead in design.** Nothing here tests it.

# %%
told = pp.values(numbers.of_goods(us_trade, origin))
assert told["chips-fall"].number > told["tools-fall"].number > 0, "chips would not have shrunk more than tools"

# %% [markdown]
# ## Limits
#
# - Nearly all figures are second-hand: releases of industry bodies, market researchers and customs, read in the press.
# - The series on China’s chip market ends with the edition of 2022; what the tools bought since then produce does not
#   show in it. Editions differ on earlier years: the comparison of 2018 with 2021 takes each from its own.
# - Tool counts differ in scope (makers’ billings, customs codes, what five firms told a committee), and are never added
#   or divided by each other here.
# - Origin is not ownership. How much of what Singapore and Malaysia ship US firms made was not found.
# - Billings do not say what becomes of a tool: one bought in advance and stored looks like one at work.
#
# ## What would change our mind
#
# - **That the gap is closing:** a count for 2024 or 2025, by the same method, in which it falls in dollars.
# - **That the controls cut capacity:** figures on tools *by type* in which controlled kinds vanish and free kinds do
#   not make up for them.
# - **That US firms lost the market:** sales of US toolmakers to China by place of manufacture, falling together.
# - **That stockpiling drove the peak:** several quarters in which billings to China fall below their level before
#   October 2022 while plants there go on expanding.
