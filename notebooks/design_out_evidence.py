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
#     nav: Design-out evidence
#     topic: Chips
#     question: How strong is the evidence that US chip technology is being replaced or bypassed in China?
#     reviewed: "2026-11-21"
#     review_by: "2027-05-21"
#     data_through: 2025
#     edition: CSIS October 2024, SEMI releases 2019 to 2025, ASML Form 20-F 2023
#     card: {figure: billings, value: share-2024, label: "of the world’s chip-equipment billings went to China in 2024"}
# ---

# %% [markdown]
# China’s share of world chip-equipment sales rose from {{ share-2022 }} in 2022 to {{ share-2024 }} in 2024; no figure
# isolates design-out
# ====================
#
# *Design-out* means that Chinese buyers replace US technology with that of other suppliers; *design-around* means that
# they find ways to do without it. We found {{ items }} items of evidence for or against the two and sorted them by
# kind. Of these, {{ figures }} offer a figure: {{ figures-for }} speaks for replacement, {{ figures-against }} speak
# against it and {{ figures-open }} fit both. The newest row is of equipment bought in the second quarter of 2025, of
# ASML’s sales 2023, of Chinese makers’ share, as stated, the end of 2025. What came since is not covered.

# %% [markdown]
# ::: decision
#
# Means: A rule on chip tools cannot yet be judged by what was designed out: of {{ supporting }} items that support that
# case {{ figures-for }} is a figure.
#
# Answer: Weak: of {{ supporting }} items that support it {{ figures-for }} is a figure. Chinese plants bought more
# equipment under the controls, and nothing held here says what they would have bought without them.
#
# Confidence: Moderate
#
# Cost: What US makers lost to replacement is not held; a third-country supplier, ASML, booked {{ asml-share-2023 }} of
# its sales in China in 2023.
#
# Exposed: US toolmakers, by customs figures in the press: their country’s share of China’s equipment imports fell from
# {{ us-2021 }} to {{ us-2023 }} between the third quarters of 2021 and 2023. The dollars fell by {{ us-value-fall }}
# from 2021 to 2024.
#
# Watch: Filings of US toolmakers for 2026, due by March 2027, with sales to China in lines that the rules leave free.

# %% [markdown]
# ## Takeaways
#
# 1. A third-country supplier sold far more to China after the controls: ASML of the Netherlands booked
#    {{ asml-share-2022 }} of its sales there in 2022 and {{ asml-share-2023 }} in 2023. The table in its filing does
#    not say when the machines were ordered or what they replaced. *High confidence*
# 2. Plants in China bought more equipment, not less: {{ billings-2022 }} in 2022 and {{ billings-2024 }} in 2024.
#    China’s share of the world’s purchases then eased to {{ share-q2-2025 }} in the second quarter of 2025. *Moderate
#    confidence*
# 3. The case for design-out and design-around is mostly argued, not measured: of {{ supporting }} items that support it
#    {{ figures-for }} is a figure. Of the items {{ compared-word }} measures what would have happened without controls,
#    so the effect of the controls is unknown. *Moderate confidence*

# %%
import pandas as pd

import proofpress as pp
from ledger.charts import design_out_cases as cases
from ledger.charts import design_out_ladder as ladder
from ledger.charts import design_out_sales as sales
from ledger.charts import design_out_timeline as timeline
from ledger.measures import design_out_values as makers
from ledger.measures.evidence import link_evidence, sales_to, shares_of_world, strongest_rungs, tally
from proofpress.text.periods import year_span

# %% [markdown]
# ## What would count as evidence
#
# The term comes from a report of the Center for Strategic and International Studies (CSIS) of October 2024. It has
# three channels: Chinese firms take the place of US suppliers; firms of *third countries*, neither Chinese nor
# American, take it; or China makes a whole class of controlled technology unnecessary. We test one sentence: *US
# technology is being replaced or bypassed in China’s chip supply chain.* Every item that our documents and tables hold
# on it is a row of one table, with its direction and its kind. The kinds form a ladder, weakest first:
#
# 1. **Assertion**: a judgement, without a figure, a date or a case that can be looked up.
# 2. **Statement**: what a firm or a person says of itself or of others.
# 3. **Plan or forecast**: something that has not happened yet.
# 4. **Named case**: a named firm with a named product, filing or deal.
# 5. **Market figure**: a share or an amount from an industry body, a firm or an analyst.
# 6. **Official figure**: a customs or trade statistic, or a filing with a regulator.
# 7. **Measured comparison**: a figure set against what would have been without controls.
#
# The rung says *what* is offered; the grade (A to D) says *who* offers it: a customs figure quoted by the press stands
# high on the ladder and keeps grade C. Items of grade D, from an unsigned machine-assisted article and from trade press
# that names no source, stand in a column of their own and enter no count.

# %%
evidence, billings = pp.load_table("design_out_evidence"), pp.load_table("chip_equipment_billings")
asml, imports = pp.load_table("asml_net_sales"), pp.load_table("china_equipment_imports")
carbide, packaging = pp.load_table("silicon_carbide_market"), pp.load_table("packaging_revenue_shares")
assert len(evidence) == 58, "the ladder holds another number of items than the text was written for"
named = {key[6:] for cell in evidence["rests_on"] for key in cell.split() if key.startswith("claim:")}
claims = pp.load_claims(*sorted(named))
ranked = link_evidence(evidence, claims, [billings, asml, imports, carbide, packaging])
graded, apart = ranked[ranked["grade"] != "D"], ranked[ranked["grade"] == "D"]
supporting = graded[graded["direction"] == "supports"]
pd.crosstab(graded["kind"], graded["direction"], margins=True)

# %%
told = tally(graded)
number = {name: counted for name, (counted, _, _) in told.items()}
assert number["figures-for"] == 1, "there would be more than one supporting figure"
uncompared, words = graded["counterfactual"].ne("measured"), ["no figure isolates design-out", "nothing held here says"]
pp.assert_all(words, graded, uncompared, over="design_out_evidence.id", where={"grade": ["A", "B", "C"]})
assert number["supporting-weak"] > 0.5 * len(supporting), "the case would not be mostly argued"
assert number["compared-asserted"] == 1, "more than one item would assert a comparison"
pp.values({**told, "items-apart": (pp.count(apart), pp.COUNT, "items of grade D, kept apart")})

# %% [markdown]
# ## The ladder
#
# {{ supporting-weak }} of the {{ supporting }} supporting items stand on the three lowest rungs: assertions,
# statements, plans and forecasts. The single supporting figure is a shift in the origin of China’s equipment imports,
# from Chinese customs as quoted by the press. That the highest rung is empty does not show that design-out is not
# happening; it shows that the documents argue for it with few numbers of their own.

# %%
items = ladder.ladder_frame(ranked)
pp.publish_figure(lambda width: ladder.ladder(items, width), name="ladder", data=items, columns=ladder.COLUMNS)

# %% [markdown]
# ::: figure ladder
#
# **Of {{ figures }} items with a figure, {{ figures-for }} supports design-out**
#
# *Items of evidence by kind, strongest at the top, and by who replaces or bypasses; {{ items }} items of grades A to C,
# 2018 to 2024, and {{ items-apart }} of grade D apart*
#
# Note: Each mark is one item; the letter is the grade of its source. The table view gives every item in words. Kind and
# direction are our coding. A figure fits both when it would look the same with and without replacement, such as rising
# sales to China by all makers together.
#
# Alt: Grid of marks, seven rungs of evidence from assertion at the foot to measured comparison at the top, by channel.
# The top rung is empty; the lowest, assertions, is the fullest. Supporting marks gather on the lower rungs:
# {{ supporting-assertions }} of {{ supporting }} are assertions and {{ figures-for }} is a figure. Grade D items stand
# in a shaded column of their own.

# %% [markdown]
# ## Stage by stage
#
# Few stages are covered well: {{ packaging-items }} items concern packaging and {{ equipment-items }} chip equipment,
# because those are what the documents treat. In chip equipment alone does a supporting item rest on an official figure.
# In silicon carbide, which the CSIS report calls its strongest case, the best support is a forecast, while a market
# figure speaks against. The report itself calls the evidence on packaging more limited, and sees US firms still ahead
# in silicon carbide.

# %%
assert set(ladder.STAGES) == set(graded["stage"]), "a stage is missing from the figure"
stages = strongest_rungs(graded, "stage")
best = stages.set_index(["stage", "direction"])["rung"]["silicon carbide"]
assert best["supports"] < best["against"], "silicon carbide’s support would be no weaker"
others = supporting[supporting["stage"] != "chip equipment"]
assert len(others), "no other stage would have support"
official, side = supporting["rung"].ge(6), {"direction": "supports", "grade": ["A", "B", "C"]}
alone = ~official | supporting["stage"].eq("chip equipment")
pp.assert_all("Only in chip equipment", supporting, alone, over=["design_out_evidence.id", "stage"], where=side)
reached = stages[stages["direction"] == "supports"].set_index("stage")["kind"]
expected = ["official figure", *3 * ["named case"], *2 * ["plan or forecast"], "assertion"]
assert reached[ladder.STAGES].tolist() == expected, "the alternative text would be untrue"
grid, every, names = ladder.stages_frame(stages), pp.join_rows(graded["rows"]), ladder.STAGE_COLUMNS
pp.publish_figure(lambda width: ladder.stages(grid, every, width), name="stages", data=grid, columns=names)

# %% [markdown]
# ::: figure stages
#
# **Only in chip equipment does support for design-out reach an official figure**
#
# *Strongest kind of evidence for, fitting both and against, by stage of the supply chain; {{ items }} items of grades A
# to C*
#
# Note: The number in a mark is how many items point that way at all. A direction without a mark has no item at that
# stage. Whole chain: items that name no stage.
#
# Alt: For each of seven stages, up to three marks show the strongest kind of evidence for, fitting both and against.
# Support reaches an official figure in chip equipment, a named case in packaging, fabrication and systems, a plan or
# forecast in silicon carbide and for the whole chain, and an assertion in chip design. {{ packaging-items }} of
# {{ items }} items concern packaging.

# %% [markdown]
# ## Controls and what followed
#
# The documents date {{ control-steps }} steps of the United States and its allies, from the case of ZTE in
# {{ claim.csis-2024-zte-2018 }} to the Dutch and Japanese controls of {{ claim.csis-2024-allies-2023 }}. The CSIS
# report calls the rules of 7 October 2022 the most important shift. But of the {{ dated-support }} supporting items
# whose timing is clear, {{ dated-before }} report something from before that day, and the {{ dated-after }} that lie
# wholly after it are pledges of money and one quoted remark. YMTC’s memory chip of {{ claim.csis-2024-ymtc-layers }},
# the call by SMIC and Huawei’s stacking patent, presented as ways around US controls, carry dates of 2022 or earlier:
# the measures against ZTE and Huawei may explain them, the rules of October 2022 cannot. China’s own export controls
# are a second kind of response, which restricts what others may buy and replaces nothing.

# %%
late = supporting[supporting["timing"] == "after"]["kind"].value_counts()
assert set(late.index) == {"plan or forecast", "statement"}, "late items would be more than pledges and a remark"
assert late["statement"] == 1, "there would be more than one quoted remark"
dates, merics = pp.load_claims(*timeline.EVENTS), pp.claim("merics-2024-october-2022")
first, last = year_span("2022-10-07")
assert first > year_span(merics.period)[0], "MERICS and CSIS would date the rules to different months"
twice = dates["id"].eq("csis-2024-october-2022")
dates.loc[twice, "rows"] = pp.join_rows([*dates.loc[twice, "rows"], merics.row])
own = pp.load_table("china_chip_controls")
assert set(own["id"]) == set(timeline.OWN), "the timeline would miss one of China’s controls"
events = timeline.timeline_frame(timeline.events_frame(dates, own, ranked[ranked["id"] == "base-stations"]))
assert events["start"].between(2018, 2026).all(), "an event would fall off the axis"

# %%
steps, responses = (events[events["lane"] == lane].copy() for lane in timeline.LANES[:2])
after = pp.count(responses.assign(after=responses["start"] >= last), after=True)
begun = "dated Chinese responses that begin after 7 October 2022"
measured = "US and allied measures that the documents date"
told = {
    "responses": (pp.count(responses), pp.COUNT, "dated Chinese responses on the timeline", "2018 to 2023"),
    "responses-after": (after, pp.COUNT, begun, "2022 to 2023"),
    "control-steps": (pp.count(steps), pp.COUNT, measured, "2018 to 2023"),
    "events": (pp.count(events), pp.COUNT, "dated controls and responses on the timeline", "2018 to 2025"),
}
pp.values(told)
names = timeline.COLUMNS
pp.publish_figure(lambda width: timeline.timeline(events, width), name="timeline", data=events, columns=names)

# %% [markdown]
# ::: figure timeline
#
# **{{ responses-after }} of {{ responses }} dated Chinese responses came after the US rules of October 2022**
#
# *{{ events }} dated controls and responses, 2018 to 2025*
#
# Note: What follows a control is not shown to be caused by it. A thick bar means that only the year or the months are
# stated; what came wholly after the rules is red. The report names two rounds of US chip controls and dates the first;
# the second is not drawn. China’s controls stand at the date announced.
#
# Alt: Timeline of {{ events }} events, a row each, in three groups, with a dashed line at the US rules of 7 October
# 2022. First {{ control-steps }} US and allied controls from April 2018 to 2023, then {{ responses }} Chinese responses
# from May 2018 to 2023, of which {{ responses-after }} begin right of the line, then China’s own export controls from
# July 2023 to November 2025.

# %% [markdown]
# ## What was sold to China
#
# The industry bodies SEMI and SEAJ add up what toolmakers bill, by region of delivery. China’s share was
# {{ share-2018 }} in 2018 and {{ share-2022 }} in 2022, reached {{ share-2024 }} in 2024 and stood at
# {{ share-q2-2025 }} in the second quarter of 2025. In money, billings to China rose from {{ billings-2022 }} in 2022
# to {{ billings-2024 }} in 2024, those to everyone else went from {{ rest-2022 }} to {{ rest-2024 }}. Had the others
# bought as in 2022, China’s share would have been {{ shift-alone }}: of the rise of {{ shift-all }} points
# {{ shift-own }} come from China’s own buying and {{ shift-rest }} from weaker buying elsewhere.
#
# This counts neither for nor against design-out: had Chinese plants swapped US tools for Dutch or Japanese ones, or
# bought ahead of the next rule, the total could have risen too. Billings say neither whose tools were bought nor who
# owns the plant; to 2018 foreign-invested firms bought {{ claim.csis-2020-equipment-buyers-foreign }} of the US chip
# equipment that China imported.

# %%
shares = shares_of_world(billings)
annual = shares[shares["quarter"] == ""]
whole = billings[billings["region"] == "World"]
world = whole[whole["quarter"] == ""].set_index("year")
sums = annual.groupby("year")["billings"].sum() / world["billings"]
assert (abs(sums[[2019, 2020, 2021, 2022, 2024]] - 1) < 0.003).all(), "a year’s regions would not sum to the world"

# %%
china, sold = sales_to("China", shares, billings), "billings to China over billings to the world"
named = china[china["when"].isin(["2018", "2022", "2024", "q2-2025"])]
pp.values(named, {"share-{when}": ("share", pp.PERCENT, sold)}, period="{said}")
billed = {
    "billings-{year}": ("billings", pp.BILLION_USD, "billings to China"),
    "rest-{year}": ("rest", pp.BILLION_USD, "billings to the world less billings to China"),
}
pp.values(china[china["when"].isin(["2022", "2024"])], billed, period="{said}")
pp.values(makers.of_shift(china, "2022", "2024"))
part = china.set_index("when")["share"]
assert part["2018"] < part["2022"] < part["q2-2025"] < part["2024"], "the share would not have risen, then eased"
assert part.idxmax() == "2024", "2024 would not be the peak"

# %%
bars, names = sales.billings_frame(shares[shares["region"] == "China"]), sales.BILLINGS
rules = sales.rules_frame(steps, bars)
pp.publish_figure(lambda width: sales.billings(bars, rules, whole, width), name="billings", data=bars, columns=names)

# %% [markdown]
# ::: figure billings
#
# **China’s share of chip-equipment billings rose from {{ share-2022 }} in 2022 to {{ share-2024 }} in 2024**
#
# *Billings by place of delivery, with the controls the documents date, 2018 to 2024; hollow: second quarter
# of 2025*
#
# Note: SEMI and SEAJ, newest edition read for each year. Billings follow the place of delivery, not the owner of the
# plant or the home of the maker. For 2017 and the first quarter of 2025 the world total alone was found. Measures dated
# to a month or a year stand at its start; those of 2023 are Dutch and Japanese. Amounts by region
# stand on the page on equipment and chips.
#
# Alt: Bar chart by year: China’s share of world chip-equipment billings is {{ share-2018 }} in 2018, {{ share-2022 }}
# in 2022, {{ share-2024 }} in 2024 and {{ share-q2-2025 }} in the second quarter of 2025; dashed rules mark
# {{ control-steps }} controls from 2018 to 2023. A question mark stands for 2017.

# %% [markdown]
# ## Who sold it: third countries
#
# The one figure in support of design-out is about third countries. Chinese customs, quoted by the press, put the US
# share of China’s imports of chip equipment at {{ us-2021 }} in the third quarter of 2021 and {{ us-2023 }} in that
# of 2023. The Dutch share rose from {{ nl-2021 }} to {{ nl-2023 }}; Japan’s fell from {{ jp-2021 }} to {{ jp-2023 }}.
# Together the three held {{ three-2021 }}, then {{ three-2023 }}: what the Netherlands gained, the other two lost.
#
# A falling share is not as large a fall in sales: if China’s imports grew by {{ break-even }} between those dates, the
# US amount stayed what it was. In years, customs figures in the press put the tools shipped from the United States at
# {{ us-value-2021 }} in 2021 and {{ us-value-2024 }} in 2024: while the share went from {{ us-2021 }} to
# {{ us-2023 }}, the dollars fell by {{ us-value-fall }}. The shift also fits three other readings: the US rules forbade
# the sale, buyers stocked up on Dutch machines before the Dutch rules took hold, or that other plants were being built.
#
# Chinese makers are the other supplier. By a Chinese news site they had {{ chinese-tools-2024 }} of the tools in
# Chinese plants in 2024 and {{ chinese-tools-2025 }} at the end of 2025; how that was counted is not said. Persons told
# Reuters that a new plant is approved only if {{ tools-asked }} of its tools are made in China, a rule that no public
# document states. The dependence runs both ways: the five largest toolmakers made
# {{ chokepoint-ledger.chip-tools-loss-low }} to {{ chokepoint-ledger.chip-tools-loss-high }} of their sales in China.
#
# Dutch sales did jump. China imported {{ litho-2022 }} lithography machines from the Netherlands in 2022 and
# {{ litho-2023 }} in 2023, and ASML’s filing shows sales to China of {{ asml-2022 }} and {{ asml-2023 }},
# {{ asml-share-2022 }} and {{ asml-share-2023 }} of its total. These figures are of grade A and still do not say what
# the machines replaced.
#
# An older statement does not join on to these: on data to 2018, a chapter of the CSIS volume of 2020 gives the United
# States {{ claim.csis-2020-equipment-imports-us }} of China’s equipment imports. With the tariff lines of neither
# stated, we read the gap to {{ us-2021 }} in 2021 as a difference of scope.

# %%
assert len(asml) == 20, "ASML would report other regions"
totals = asml[asml["region"] == "World"].set_index("year")["net_sales"]
regions = asml[asml["region"] != "World"].groupby("year")["net_sales"].sum()
assert (abs(regions - totals) < 0.2).all(), "ASML’s regions would not sum to its total"
euros, part = pp.Style("€{:.1f} billion", "billion euros", 1000), "ASML net sales to China over its total net sales"
booked = {year: pp.take(asml, "net_sales", region="China", year=year) for year in (2022, 2023)}
assert booked[2023] > 2 * booked[2022], "sales to China would not have more than doubled"
for year, amount in booked.items():
    share = 100 * amount / pp.take(asml, "net_sales", region="World", year=year)
    entries = {"": (amount, euros, "ASML net sales to China"), "share-": (share, pp.PERCENT.digits(1), part)}
    pp.values({f"asml-{name}{year}": entry for name, entry in entries.items()}, period=str(year))

# %%
origin = imports[imports["measure"] == "share of import value"]
assert len(origin) == 6, "three origins at two times would not be there"
codes = {"United States": "us", "Netherlands": "nl", "Japan": "jp"}
coded = origin.assign(code=origin["country_of_origin"].map(codes), year=origin["period"].str[:4])
part = {"{code}-{year}": ("value", pp.PERCENT, "share of China’s chip-equipment imports from {country_of_origin}")}
pp.values(coded, part, period="{period}")
added = "sum of the shares of the United States, the Netherlands and Japan"
threes = {quarter: pp.total(origin, "value", period=quarter) for quarter in ("2021-Q3", "2023-Q3")}
pp.values({f"three-{quarter[:4]}": (three, pp.PERCENT, added, quarter) for quarter, three in threes.items()})

# %%
held = origin.set_index(["country_of_origin", "period"])["value"]
assert held["Japan"]["2023-Q3"] < held["Japan"]["2021-Q3"], "Japan’s share would not have fallen"
earlier, later = (pp.take(origin, "value", country_of_origin="United States", period=quarter) for quarter in threes)
assert earlier > later, "the US share would not have fallen"
grown = "US share in the earlier quarter over that in the later, less one: "
grown += "growth of the total at which the US amount is unchanged"
pp.values({"break-even": (100 * (earlier / later - 1), pp.PERCENT, grown)}, period="2021-Q3 to 2023-Q3")
pp.values(makers.of_dollars(pp.load_table("china_tool_imports_by_origin")))
machines = imports[imports["measure"].eq("lithography machines") & imports["period"].isin(["2022", "2023"])]
bought = "lithography machines China imported from the Netherlands"
pp.values(machines, {"litho-{period}": ("value", pp.COUNT, bought)}, period="{period}")
third, names = sales.suppliers_frame(imports, asml[asml["region"] == "China"]), sales.SUPPLIERS
pp.publish_figure(lambda width: sales.suppliers(third, width), name="third-countries", data=third, columns=names)

# %% [markdown]
# ::: figure third-countries
#
# **The Dutch share of China’s chip-equipment imports rose from {{ nl-2021 }} to {{ nl-2023 }} by 2023**
#
# *Shares of China’s chip-equipment imports, third quarters of 2021 and 2023; lithography machines imported from the
# Netherlands, 2019 to 2023; ASML net sales to China, 2022 and 2023*
#
# Note: Three measures, each on its own axis. Dashed lines join the dates given; nothing is known of the time between.
# Customs figures are as quoted by the press, tariff lines not stated. The filing counts systems and service by place of
# delivery; press shares of system sales alone are higher.
#
# Alt: Three panels. Left: of China’s chip-equipment imports, the US share falls from 2021 to 2023, the Japanese share
# falls too, and the Dutch share rises. Middle: bars of lithography machines from the Netherlands, 2019 to 2023, highest
# in 2023. Right: ASML’s sales to China, in 2023 more than in 2022.

# %% [markdown]
# ## Silicon carbide
#
# Silicon carbide is a chip material for electric cars and power supplies. The CSIS report calls it the strongest
# example of design-out in advanced packaging: {{ claim.csis-2024-sic-2021 }} made in China in 2021, and
# {{ claim.csis-2024-sic-2026 }} in 2026, {{ sic-growth }} times as many. The second is a forecast of the firm Yole
# Group, quoted in 2024; we found no count of what was made since.
#
# The report itself adds cautions: the controls did not directly touch the material, one US firm, Wolfspeed, held
# {{ claim.csis-2024-wolfspeed-2021 }} of the market in 2021, and US firms are said to have kept their lead up to
# October 2024. TrendForce, a research house, put Wolfspeed at {{ wolfspeed-2024 }} of substrates in 2024, still first,
# with two Chinese firms behind it. On 30 June 2025 Wolfspeed filed for bankruptcy protection under Chapter 11, by a
# plan that takes off {{ wolfspeed-debt }} of debt. So a lead was lost in public, with no control aimed at it. Shares
# for 2023 are of grade D: trade press that names no source gives {{ d-wolfspeed-low }}, a report of October 2023
# {{ d-wolfspeed-high }} without saying for when. They support nothing here.
#
# Two further numbers concern other things. MERICS puts China’s share of world exports of silicon carbide at
# {{ claim.merics-2024-sic-exports }} from a trade heading that, as we read it, covers the bulk compound, not wafers.
# And in power devices made from silicon carbide, three European and US firms took {{ devices-three }} of revenue in
# 2023.

# %%
wafers = pp.load_claims("csis-2024-sic-2021", "csis-2024-sic-2026")
assert wafers["hedge"].tolist() == ["exact", "projected"], "the wafer numbers would be hedged otherwise"
growth = pp.take(wafers, "low", hedge="projected") / pp.take(wafers, "low", hedge="exact")
devices = carbide[carbide["measure"].eq("share of power-device revenue") & ~carbide["firm"].str.startswith("Top")]
assert len(devices) == 3, "there would not be three firms"
three = "sum of the shares of STMicroelectronics, onsemi and Infineon"
told = {
    "sic-growth": (growth, pp.number_of("ratio"), "forecast for 2026 over output in 2021", "2021 to 2026"),
    "devices-three": (pp.total(devices, "value"), pp.PERCENT, three, "2023"),
}
pp.values(told)

# %%
share = carbide[carbide["unit"].eq("percent") & carbide["measure"].isin(["share of wafers", "share of substrates"])]
wolfspeed = share[share["firm"].eq("Wolfspeed") & share["year"].eq(2023)].sort_values("value")
hedges = ["approximate", "period not stated"]
assert wolfspeed["qualifier"].tolist() == hedges, "there would not be two unverified figures for Wolfspeed"
low, high = (pp.take(wolfspeed, "value", qualifier=hedge) for hedge in hedges)
printed = "share of Wolfspeed as trade press prints it"
about = pp.PERCENT.shown("about {:.0f}%")
told = {"d-wolfspeed-low": (low, about, printed), "d-wolfspeed-high": (high, pp.PERCENT, printed)}
pp.values(told, period="2023, or not stated")
pp.values(makers.of_makers(pp.load_table("holder_shares"), pp.load_table("reference_figures")))
carbides, names = cases.carbide_frame(wafers, pp.claim("csis-2024-wolfspeed-2021"), share), cases.CARBIDE
pp.publish_figure(lambda width: cases.carbide(carbides, width), name="silicon-carbide", data=carbides, columns=names)

# %% [markdown]
# ::: figure silicon-carbide
#
# **China’s silicon-carbide output is forecast to grow {{ sic-growth }}-fold from 2021 to 2026**
#
# *Left or above: silicon-carbide wafers made in China, million, 2021 and forecast for 2026. Right or below: shares of
# the world market, percent, 2021 to 2023*
#
# Note: The forecast is drawn hollow and no line joins it to 2021. “More than” is drawn as an interval, open to the
# right. Grey diamonds are shares from trade press that names no source; they do not agree and support no finding.
#
# Alt: Two panels. Bars: a low solid bar for silicon-carbide wafers made in China in 2021 and a far taller hollow one
# for the forecast of 2026. Market shares: Wolfspeed’s share in 2021 as an open interval above a level; apart from it,
# on a shaded ground, hollow marks for unverified shares, among them shares of the same firm that differ widely.

# %% [markdown]
# ## Packaging: three measures, three axes
#
# Packaging joins finished chips to the board and, in its advanced forms, to each other. It is the report’s main case of
# design-around. Three shares for China circulate, and they measure three different things:
#
# - {{ claim.csis-2024-atp-value-added }} of the *value added* in assembly, testing and packaging in 2022, by place, as
#   the report quotes Boston Consulting Group and the Semiconductor Industry Association;
# - {{ claim.csis-2024-facility-share }} of the *plants* in 2021, by place whoever owns them: {{ plants }} plants, of
#   which {{ claim.csis-2024-osat-facilities }} belong to outsourcing firms;
# - {{ osat-china }} of the *revenue* of outsourced assembly and test in 2022, by home of the firm (IDC).
#
# They must not be averaged. None measures *advanced* packaging, of which no public share was found, and all describe a
# position held before the rules of October 2022 could act. IDC does give a change: China’s firms gained
# {{ osat-change }} percentage point in 2022, too little and too broad to read. The whole step is small:
# {{ claim.csis-2020-packaging-value }} of a chip’s value, in a CSIS chapter that cites an industry filing of 2018.
#
# Two cautions on the report’s wording. It uses *advanced substrates* for two products: the boards that carry a chip, of
# which firms in Taiwan, Japan and South Korea earn {{ claim.csis-2024-substrates-88 }} of revenue, and silicon-carbide
# wafers. And the Chinese support it lists, {{ claim.csis-2024-chiplet-funding }} for
# {{ claim.csis-2024-chiplet-projects }} projects and a city’s {{ claim.csis-2024-wuxi-pledge }}, are examples beside a
# whole US programme of {{ claim.csis-2024-napmp-funding }}.
#
# The unsigned machine-assisted article gives {{ claim.ai-article-packaging-test-capacity }} of test capacity and
# {{ claim.ai-article-packaging-qualification }} of qualification protocols, without a source: grade D, and not drawn.

# %%
plants = pp.load_claims("csis-2024-osat-facilities", "csis-2024-idm-facilities")
revenue = packaging[packaging["measure"] == "share of revenue"]
assert len(revenue) == 4, "there would be other groups"
assert abs(revenue["value"].sum() - 100) < 0.11, "the four groups would not make up the market"

# %%
change = pp.take(packaging, "value", measure="change of share on year", firm_home="China")
earned = pp.take(revenue, "value", firm_home="China")
osat = "revenue share of Chinese firms in outsourced assembly and test"
told = {
    "plants": (pp.total(plants, "low"), pp.COUNT, "plants of outsourcing firms plus plants of chipmakers", "2021"),
    "osat-china": (earned, pp.PERCENT.digits(1), osat, "2022"),
    "osat-change": (change, pp.POINTS, "change of that share on the year before", "2022"),
}
pp.values(told)
measures, names = cases.packaging_frame(pp.claim("csis-2024-atp-value-added"), plants, revenue), cases.PACKAGING
pp.publish_figure(lambda width: cases.packaging(measures, width), name="packaging", data=measures, columns=names)

# %% [markdown]
# ::: figure packaging
#
# **China has {{ claim.csis-2024-atp-value-added }} of value added in chip packaging, {{ osat-china }} of outsourced
# revenue**
#
# *Three measures that do not share an axis: value added by place, 2022; plants in China, 2021; revenue of outsourcing
# firms by home, 2022*
#
# Note: Each panel has its own scale and unit; bars must not be compared across panels. All others in the first panel is
# the remainder, since the document’s chart was an image. Other countries in the third are Korea, Japan and Southeast
# Asia.
#
# Alt: Three separate bar panels. Value added in 2022: China {{ claim.csis-2024-atp-value-added }} and all others the
# rest. Plants in China in 2021: {{ claim.csis-2024-osat-facilities }} of outsourcing firms and
# {{ claim.csis-2024-idm-facilities }} of chipmakers. Revenue of outsourced assembly and test in 2022: Taiwan leads,
# then China, the United States and other countries.

# %% [markdown]
# ## What the evidence cannot show
#
# - **What would have happened without controls.** Of {{ items }} items {{ compared-word }} measures it;
#   {{ compared-asserted }} asserts that Chinese firms would have gone on buying US tools. The same report says that
#   China sought independence long before.
# - **Choice or ban.** A sale that the rules forbid vanishes from the US share just like one that a buyer gave up.
# - **The channel most argued.** {{ chinese-items }} items concern replacement by Chinese firms; {{ chinese-figures }}
#   of them offer a figure, of which {{ chinese-figures-for }} supports it.
# - **When.** {{ undated }} of the {{ supporting }} supporting items carry no date before or after October 2022.
# - **Independent voices.** {{ one-report }} of the {{ items }} items come from one report. Our counts describe what was
#   offered, not how often it happens.
# - **At first hand.** {{ official }} items rest on an official figure; {{ first-hand }} was read in the official
#   document itself.
# - **Detours.** Goods routed through another country lower the recorded US share without replacing any US technology.

# %%
assert number["chinese-figures-for"] == 0, "a figure would support replacement by Chinese firms"
assert number["chinese-items"] == graded["channel"].value_counts().max(), "another channel would be the most argued"
assert number["first-hand"] == 1, "more than one official figure would be at first hand"

# %% [markdown]
# ## Can a chokepoint be controlled at all?
#
# The CSIS report asks of each technology who else supplies it, who can replace it and who can go round it. Put as
# questions, its tests sort the cases that it discusses; the order of the questions is ours.
#
# {{ procedure.chokepoint-controllability }}

# %% [markdown]
# ## Limits
#
# - Kind, direction and timing are our coding, by one reader. Another would move some; the table holds every item with
#   its place, so that anyone can recode it.
# - The documents used here end in October 2024. The later CSIS reports, on equipment and on chip design, were not among
#   our sources, and those stages are thin here for that reason.
# - The documents’ charts and tables were images, absent from the copies read. Nothing was rebuilt from them.
# - The SEMI figures come from press releases and trade-press copies, in several editions; of 2018 and 2023
#   they give no amount for some regions, of the first quarter of 2025 only a world total. Nothing is filled in.
# - Customs figures are second-hand and their tariff lines unstated; no growth was computed across unlike totals.
# - China’s own controls are dated by secondary pages and, for 2025, by the US Geological Survey, which gives months.
#
# ## What would change our mind
#
# - **Towards design-out:** purchases by Chinese plants by home of the toolmaker, in which US makers lose ground in
#   tools that the rules leave free to sell.
# - **Towards design-out:** filings of US toolmakers in which sales to China fall in uncontrolled lines while named
#   Chinese rivals report gains in the same lines.
# - **Towards design-out:** a count of silicon-carbide wafers made in China in 2025 or 2026 near the forecast.
# - **Away from it:** customs totals that show the US amount steady or rising since 2021, or a US share that recovers as
#   stocks of Dutch machines are worked off.
# - **Away from it:** an uncontrolled branch or country in which the same shift took place without controls.
