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
#     nav: Sector outcomes
#     topic: Patents, money and industry
#     question: Which Chinese high-technology sectors succeed, and at whose cost?
#     reviewed: "2026-11-21"
#     review_by: "2027-05-21"
#     data_through: 2025
#     edition: CSIS 2020; CAAM to 2025; SEMI to 2024; IC Insights to 2021
#     card:
#       figure: vehicles
#       value: nev-multiple
#       label: "times as many new-energy vehicles were sold by makers in China in 2025 as in 2019"
# ---

# %% [markdown]
# Of {{ success-standards }} standards for success only technology tells China’s winning sectors from its failing ones
# ====================
#
# In a CSIS volume of 2020 Scott Kennedy sorts China’s high-technology sectors by two questions: does China succeed, and
# does the world gain or lose? We show what each placement rests on, find no figure since 2020 that could move one but
# aircraft, and let the reader place a sector. The newest figures are of 2025, those on chips made in China of 2021;
# plants built since are not covered. Use the page to ask what would show success in a sector, not to foresee it.

# %% [markdown]
# ::: decision
#
# Means: Support for a sector may be better judged by whether its technology catches up than by its growth, on one
# author’s reading of {{ cases }} cases.
#
# Answer: Those in which its technology caught up, as in electric vehicles; in none but aircraft could a figure since
# 2020 move the verdict. Who gains and who loses abroad rests on one author’s judgements.
#
# Confidence: Low
#
# Cost: Not held: no table here counts what the support of a sector cost China, or what its success cost others.
#
# Exposed: Carmakers elsewhere: China exported {{ nev-exports-2025 }} million new-energy vehicles in 2025. Aircraft
# makers less so, as its airliner reached {{ c919-share }} of its first target.
#
# Watch: Deliveries of China’s airliner and exports of vehicles in 2026, counted by March 2027.

# %% [markdown]
# ## Takeaways
#
# 1. Growth is not the test: the market is large or growing in all {{ market-yes }} of Kennedy’s cases, failures
#    included. Of his {{ success-standards }} standards only technology tells the winners from the losers. *Moderate
#    confidence*
# 2. None of the figures since 2020 could move a sector but aircraft; most show more of what 2020 saw. Makers in China
#    sold {{ nev-multiple }} times as many new-energy vehicles in 2025 as in 2019, while its airliner reached
#    {{ c919-share }} of the first target for 2025. *Moderate confidence*
# 3. Watch aircraft: even if every figure that points against an answer of 2020 were enough to overturn it, only
#    {{ could-move }} of {{ cases }} sectors would move, to a win-win. For {{ uncovered }} of the answers we hold no
#    figure, for internet services none at all. *Low confidence*

# %%
import proofpress as pp
from ledger.charts import sector_outcomes as drawings
from ledger.measures import sectors
from ledger.measures.counts import tally

# %% [markdown]
# ## The question
#
# The chapter opens the volume *China’s Uneven High-Tech Drive* (CSIS, 2020). It answers a debate in Washington in which
# plans and spending counted as proof of success. Kennedy judges results instead, sector by sector. The first question
# is whether China succeeds. The second is what China’s effort does to the sector in the rest of the world. Together
# they give {{ categories }} categories, and the chapter fills each with one case.

# %%
cases = pp.load_table("sector_cases").set_index("case").loc[sectors.CASES].reset_index()
assert list(cases["category"]) == list("ABCD"), "one case in each category"
kinds, led = pp.count(cases.drop_duplicates("category")), pp.count(cases, state_role="state-led")
told = {
    "cases": (pp.count(cases), pp.COUNT, "cases that the chapter places"),
    "categories": (kinds, pp.COUNT, "categories of the matrix: outcome in China times effect on the world"),
    "state-led": (led, pp.COUNT, "cases that the chapter’s figure calls state-led"),
}
pp.values(told)
matrix = drawings.matrix_frame(cases)
pp.publish_table(matrix, name="matrix", columns=drawings.MATRIX)

# %% [markdown]
# ::: figure matrix
#
# **Of {{ cases }} Chinese sectors, one in each category, {{ state-led }} are state-led**
#
# *Outcome in China by effect on the sector in the rest of the world, with the role of the state as the chapter names
# it, 2020*
#
# Note: Placements and names are the chapter’s. It calls new-energy vehicles electric vehicles in its own figure.
#
# Alt: Table of {{ cases }} sectors. Constructive: internet services succeed and are market-oriented, commercial
# aircraft fail and are state-led. Destructive: new-energy vehicles succeed, semiconductors fail, both state-led.

# %% [markdown]
# ## Place a sector
#
# The questions below are the chapter’s standards. How the answers combine is our reading, because the chapter gives no
# rule; the rule puts all of its cases where it puts them. Try robotics, batteries or solar panels.
#
# {{ procedure.sector-placement }}

# %% [markdown]
# ## What the placements rest on
#
# The chapter names {{ success-standards }} standards for success and says that they are not purely objective. We looked
# for what it says on each of them in each case, and did the same for its marks of a good or bad effect.
#
# Three things stand out. The market is large or growing in every case, so growth places nothing. Productivity is named
# as a standard and then never applied. Earnings are spoken of in {{ profit-said }} of {{ cases }} cases, badly in each,
# and one of these is called a success. What is left is technology, good in both successes and wanting in both failures.
#
# On the other side, each destructive case shows at least {{ fewest-harms }} kinds of harm and each constructive one
# none. For new-energy vehicles the harm to companies abroad was still a possibility in 2020.

# %%
judged, answers = pp.load_table("sector_judgements"), pp.load_table("sector_answers")
assert len(judged) == 32, "four cases on eight standards"
assert len(answers) == 24, "four cases, six questions"
success, bad = judged[judged["side"] == "success"], judged[judged["verdict"] == "bad"]
tested = sectors.tell_apart(success, cases)
technology = tested["tells"] == (tested["standard"] == "Technological upgrading")
good = ["only technology tells the winners", "Only technology is good in both", "only technology tells China’s winning"]
pp.assert_all(good, tested, technology, over=["standard", "case"], where={"side": "success"})
market = success[success["standard"] == "Market size"]
large = "the market is large or growing in all {{ market-yes }} of Kennedy’s cases"
pp.assert_all(large, market, market["verdict"] == "yes", over="case", where={"standard": "Market size"})

# %%
assert (success.loc[success["standard"] == "Productivity", "verdict"] == "silent").all(), "nothing on productivity"
harms = bad.groupby("case").agg(kinds=("verdict", "size"), rows=("rows", pp.join_rows))
assert set(harms.index) == {"New-energy vehicles", "Semiconductors"}, "harm stands in the destructive cases only"
pp.publish_table(drawings.standards_frame(judged), name="standards", columns=drawings.STANDARDS)

# %%
telling = "standards that are met in every success and not met in every failure"
fewest = "fewest kinds of harm that the chapter states in a destructive case"
told = {
    "success-standards": (pp.count(tested), pp.COUNT, "standards for success that the chapter names"),
    "telling": (pp.count(tested, tells=True), pp.COUNT, telling),
    "fewest-harms": (pp.lowest(harms, "kinds"), pp.COUNT, fewest),
}
pp.values({**tally(judged, sectors.JUDGED), **told})

# %% [markdown]
# ::: figure standards
#
# **Only technology is good in both successes and wanting in both failures**
#
# *What the chapter says of each case on each standard: yes or no for success, good or bad for the effect on the world,
# 2020*
#
# Note: Coded by us from the chapter; the table gives each statement and its paragraph. Silent: no statement found
# ({{ silent }} of {{ judgements }}). Possible: a harm that the chapter expects but does not state as a fact. The effect
# standards pair the chapter’s marks of a constructive with those of a destructive effect.
#
# Alt: A grid of eight standards by four sectors. Technology is yes for internet services and new-energy vehicles and no
# for aircraft and chips. Market size is yes in all. Productivity is silent in all. Bad effects stand only under
# new-energy vehicles and chips.

# %% [markdown]
# ## The role of the state
#
# Kennedy’s conclusion is that market-oriented sectors with competition do well for China and for others, while a
# dominant state makes a loser somewhere. Complex technology, he says, is hard to master, above all for state firms.
#
# How far do {{ cases }} cases carry that? Take each factor as a sorting rule. The state’s role sorts {{ state-loser }}
# of {{ cases }} by whether anybody loses, as he says. It does not tell who: by success it sorts {{ state-success }},
# missing new-energy vehicles, and by effect {{ state-effect }}, missing aircraft. Complexity sorts
# {{ complex-success }} by success and {{ complex-effect }} by effect, no better than a coin. So his conclusion fits his
# cases. But only one of them is market-oriented, and complexity is stated for aircraft only and is our reading for the
# rest. A pattern of this kind needs many more cases.
#
# The third factor, ownership, cannot be tested at all: the chapter names the owner for one case, the state firm that
# builds airliners. Newer figures speak to it for chips. A US House committee puts {{ tool-state-share }} of what
# {{ toolmakers }} large toolmakers sold to China in 2024 with state firms.

# %%
assert sectors.sorted_right(cases, "complexity", "outcome") == len(cases), "complexity goes with failure in every case"
assert (cases["state_role"] == "market-oriented").sum() == 1, "one market-oriented case"
pp.values(sectors.sorting_rules(cases), {"{name}": ("right", pp.COUNT, "cases sorted rightly when {said}")})
tools = pp.load_table("toolmaker_sales_to_china").set_index("id")
assert tools.loc["state-share-china-2024", "firm"] == "Five toolmakers", "the share is that of the five"
state = pp.take(tools, "value", id="state-share-china-2024")
named = pp.count(tools[tools["measure"] == "share of sales made to China"], firm=sectors.TOOLMAKERS)
told = {
    "tool-state-share": (state, pp.PERCENT, "share of five toolmakers’ sales to China that went to state firms"),
    "toolmakers": (named, pp.COUNT, "toolmakers named beside the total"),
}
pp.values(told, period="2024")

# %% [markdown]
# ## New-energy vehicles: exports came, the harm is not shown
#
# In 2020 the chapter gave {{ claim.csis-2020-nev-cars-2019 }} new-energy cars made and sold in 2019,
# {{ claim.csis-2020-nev-manufacturers }} makers, and {{ claim.csis-2020-nev-subsidies-cny }} of public money spent by
# the end of 2018. It saw excess capacity, a shakeout to come, exports just starting, and possible dumping abroad.
#
# The makers’ association counts {{ nev-sales-2025 }} million vehicles sold in 2025, {{ nev-multiple }} times the number
# of 2019 and {{ nev-share }} of all vehicles sold. Exports went from {{ nev-exports-2021 }} million in 2021 to
# {{ nev-exports-2025 }} million. In 2024 the EU set duties, tariffs against subsidies, of up to {{ eu-duty }} on
# battery-electric cars from China; its finding is a threat of injury to European makers, not injury. A consultancy
# counts {{ brands }} brands in 2025 and expects {{ brands-viable }} to be viable by 2030; it puts the use of car plants
# at {{ plants-used }}. The Chinese firms among the ten largest battery makers supplied {{ battery-2025 }} of the
# capacity installed in the world’s electric vehicles in 2025, against {{ battery-2022 }} in 2022.
#
# On raw materials the one price we hold shows no lasting strain: [cobalt](cobalt-concentration.md) cost
# {{ cobalt-2019 }} dollars a pound in 2019, {{ cobalt-2022 }} in 2022 and {{ cobalt-2024 }} again in 2024, with many
# times the vehicles.

# %%
figures = pp.load_table("sector_figures").set_index("id")
assert len(figures) == 35, "the table of figures since 2018"
sold = figures[(figures["sector"] == "new-energy vehicles") & (figures["measure"] == "sales")]
assert sorted(sold["period"]) == [str(year) for year in range(2018, 2026)], "every year from 2018 to 2025"
first, last = (pp.take(sold, "value", id=f"nev-sales-{year}") for year in (2019, 2025))
million = pp.number_of("million vehicles", 1).per(1e6)
times = "new-energy vehicles sold in 2025 divided by those sold in 2019"
told = {
    "nev-multiple": (last / first, pp.TIMES, times, "2019 to 2025"),
    "nev-sales-2025": (last, million, "new-energy vehicles sold by makers in China, exports included", "2025"),
}
pp.values(told)
shipped, abroad = figures.loc[["nev-exports-2021", "nev-exports-2025"]], "new-energy vehicles exported from China"
pp.values(shipped, {"nev-exports-{period}": ("value", million, abroad)}, period="{period}")

# %%
for unit, told in sectors.quoted(figures).groupby("unit"):
    style = pp.PERCENT if unit == "percent" else pp.Style("{:.0f}", unit)
    pp.values(told, {"{name}": ("value", style, "{measure}")}, period="{period}")
duty = {"eu-duty": ("value", pp.PERCENT.digits(1), "{measure}")}
pp.values(figures.loc["eu-duty-highest-2024"], duty, period="{period}")
prices = pp.load_table("cobalt_prices").set_index("id")
spot = prices.loc[["us-spot-2019-mcs2023", "us-spot-2022-mcs2026", "us-spot-2024-mcs2026"]]
a_pound, cathode = pp.number_of("US dollars a pound"), "US spot price of cobalt cathode, mean of the year"
pp.values(spot, {"cobalt-{year}": ("usd_per_lb", a_pound, cathode)}, period="{year}")

# %%
vehicles, names = drawings.vehicles_frame(figures), drawings.VEHICLES
pp.publish_figure(
    lambda width: drawings.vehicles(vehicles, width),
    name="vehicles",
    data=vehicles,
    columns=names,
    pick="series",
    period="year",
    absolute="millions",
)

# %% [markdown]
# ::: figure vehicles
#
# **China sold {{ nev-multiple }} times as many new-energy vehicles in 2025 as in 2019**
#
# *New-energy vehicles sold by makers in China, exports included, and exported from China, millions, 2018 to 2025*
#
# Note: Counts of the China Association of Automobile Manufacturers, each read on a page that quotes them. Buses and
# trucks are included. Exports include those of foreign-owned plants; before 2021 no figure was found. The figure for
# exports in 2023 is a lower bound.
#
# Alt: Two lines over the years 2018 to 2025. Vehicles sold stay flat to 2020 and then rise steeply. Exports begin in
# 2021 at {{ nev-exports-2021 }} million and reach {{ nev-exports-2025 }} million.

# %% [markdown]
# ## Commercial aircraft: flying, not competing
#
# The chapter counted {{ claim.csis-2020-comac-jets-in-operation }} jet type of COMAC in operation after
# {{ claim.csis-2020-aircraft-trying-years }} of trying, and called almost every part that keeps the C919 in the air
# foreign. It judged a US certificate unlikely any time soon.
#
# The C919 was certified in China in {{ c919-certified }} and has flown passengers since {{ c919-service }}. COMAC first
# meant to deliver {{ c919-target }} in 2025, cut that to {{ c919-cut }}, and had delivered {{ c919-2025 }} by 22
# December, as many as the year before. Of the suppliers counted in one report, {{ suppliers-chinese }} of
# {{ suppliers }} are Chinese. Europe’s agency said in April 2025 that its certificate would take {{ easa-low }} to
# {{ easa-high }} years; of a US one we found no sign. The failure has become smaller. It has not become a success by
# the chapter’s own standard, which is to match the leaders.

# %%
suppliers = pp.total(figures, "value", measure="suppliers of the C919")
delivered, target = (pp.take(figures, "value", id=f"c919-{what}-2025") for what in ("delivered", "target"))
reached = "C919 delivered by 22 December 2025 divided by the first target for the year"
told = {
    "suppliers": (suppliers, pp.COUNT, "suppliers counted: US, European and Chinese"),
    "c919-share": (100 * delivered / target, pp.PERCENT, reached),
}
pp.values(told, period="2025")
jets = drawings.jets_frame(figures)
assert jets["value"].iloc[0] == jets["value"].iloc[1], "as many in 2025 as the year before"
pp.publish_figure(lambda width: drawings.jets(jets, width), name="c919", data=jets, columns=drawings.JETS)

# %% [markdown]
# ::: figure c919
#
# **By late 2025 COMAC had delivered {{ c919-share }} of the C919 jets first planned**
#
# *C919 airliners delivered to airlines, and COMAC’s targets for 2025, aircraft*
#
# Note: * To 22 December. Deliveries as Bloomberg counted them from Cirium and Planespotters; the targets are press
# reports.
#
# Alt: Four bars. Deliveries of 2024 and 2025 are equal and short; the reduced target is longer, the first target by far
# the longest.

# %% [markdown]
# ## Semiconductors: more tools, little more made at home
#
# The chapter’s case rests on words: behind in nearly everything, chips the largest import, investment bent and supply
# chains strained. It gives dates for the policy, {{ claim.csis-2020-chip-policy-1994 }} and
# {{ claim.csis-2020-chip-funds-2014 }}, and no amounts.
#
# Two series bear on it. China’s share of the chip equipment bought in the world went from {{ tools-2018 }} in 2018 to
# {{ tools-2024 }} in 2024: the investment that the chapter calls distorting grew faster than the world’s. The share of
# China’s chips that are made in China, foreign-owned plants included, went from {{ made-2018 }} to {{ made-2021 }} in
# 2021, against a target of {{ made-target }} for 2025; Chinese firms alone made {{ made-own }}. No newer figure of that
# kind is in our tables, so the newest years could look better than this.
#
# On harm to firms abroad the figures we hold point the other way. {{ toolmakers }} foreign toolmakers sold
# {{ tool-growth }} more to China in 2024 than in 2022. They gain while China builds; what its new plants do to
# chipmakers abroad is not in our tables. [Equipment and chips trade](equipment-and-chips-trade.md) goes further.

# %%
chips = pp.load_table("china_chip_market").set_index("id")
shares = sectors.chip_shares(pp.load_table("chip_equipment_billings"), chips)
bought, made = (shares[shares["series"] == series] for series in ("bought", "made"))
assert list(bought["year"]) == list(range(2018, 2025)), "both for each year from 2018 to 2024"
assert list(made["year"]) == [2018, 2019, 2020, 2021], "four years, one edition each"
assert bought["percent"].iloc[-1] > 2 * bought["percent"].iloc[0], "the share of equipment more than doubled"
trade = pp.load_table("china_chip_trade").set_index("id")
assert trade.loc["imports-2024", "value"] > trade.loc["imports-2020", "value"], "chip imports grew"

# %%
billed = "billings of chip equipment in China divided by those of the world"
counted = "chips made in China as a share of chips used there, as IC Insights counts them"
pp.values(bought[bought["year"].isin([2018, 2024])], {"tools-{year}": ("percent", pp.PERCENT, billed)}, period="{year}")
pp.values(made[made["year"].isin([2018, 2021])], {"made-{year}": ("percent", pp.PERCENT, counted)}, period="{year}")
told = sectors.quoted(chips, {"target-2025-ici-2021": "made-target", "own-share-2021-ici-2022": "made-own"})
pp.values(told, {"{name}": ("value", pp.PERCENT, "{measure}")}, period="{year}")
pp.values(tools.loc["china-growth-2024"], {"tool-growth": ("value", pp.PERCENT, "{measure}")}, period="{year}")
trend = drawings.chips_frame(shares)
pp.publish_figure(lambda width: drawings.chips(trend, width), name="chips", data=trend, columns=drawings.CHIPS)

# %% [markdown]
# ::: figure chips
#
# **China bought {{ tools-2018 }} of the world’s chip equipment in 2018 and {{ tools-2024 }} in 2024**
#
# *China’s share of world billings of chip equipment, 2018 to 2024, and share of the chips used in China that are made
# there, 2018 to 2021, percent*
#
# Note: Two shares of different wholes, each on its own axis. Billings by SEMI, production by IC Insights, one edition a
# year, both read on pages that quote them. Made in China includes foreign-owned plants. After 2021 no production figure
# is in our tables.
#
# Alt: Two charts, one above the other, of percent over years. The share of equipment bought in China rises from
# {{ tools-2018 }} in 2018 to {{ tools-2024 }} in 2024. The share of chips made in China goes from {{ made-2018 }} to
# {{ made-2021 }} and ends in 2021.

# %% [markdown]
# ## Internet services: no figure
#
# The chapter speaks of {{ claim.csis-2020-internet-firms }} of companies and entrepreneurs, of services that lead, and
# of firms across the world that learn from them. It gives no measure of any of this, and we found no public series that
# measures it: not the earnings of the sector, not the openness of its markets, not what foreign firms learn from it.
# Nor do our tables say how far the state’s role has grown since. The placement may still be right.
#
# ## Would a case move?
#
# The table puts the answers of 2020 beside what the figures say since. An answer decides where another one alone would
# move the sector. Figures exist for {{ covered }} of {{ answers }} answers. Of the {{ turning }} that decide
# {{ turning-held }} have a figure; {{ turning-vehicles }} are those of new-energy vehicles.
#
# Suppose that each figure that points against an answer were enough to overturn it. Then new-energy vehicles, counted
# as hurting firms abroad, stay where they are, with a third kind of harm. Chips stay too, since excess and strain
# remain. Only aircraft would go to a win-win. Whole-economy measures, such as the innovation index or patents of the
# page [Fat tech dragon](fat-tech-dragon.md), cannot place any sector: they do not say which.

# %%
answers["rows"] = sectors.with_sources(answers)
now = dict(zip(cases["case"], cases["category"], strict=True))
assert sectors.places(answers) == now, "the questions put every case where the text does"
there = {case: new for case, new in sectors.places(sectors.overturn(answers)).items() if new != now[case]}
assert there == {"Commercial aircraft": "A"}, "only aircraft could move, to a win-win"
cells = answers.groupby("case", as_index=False).agg(rows=("rows", pp.join_rows))
stays, others = ~cells["case"].isin(there), cells["case"] != "Commercial aircraft"
unmoved = ["no figure since 2020 that could move one", "in none but aircraft", "None of the figures since 2020"]
pp.assert_all(
    unmoved, cells[others], stays[others], over="case", apart={"Commercial aircraft": "excepted in the words"}
)
pp.assert_all("every figure that points against an answer of 2020", cells, stays == others, over="case")
moving = "cases that would change category if every figure that points against an answer overturned it"
pp.values({"could-move": (len(there), pp.COUNT, moving)}, rows=answers)  # every answer is overturned or kept

# %%
moves = {case: sectors.turning(own) for case, own in sectors.answers_of(answers, sectors.CASES).items()}
cells = drawings.answers_frame(answers, moves)
red = [question in moves[case] for case, question in zip(answers["case"], answers["question"], strict=True)]
marked = answers.assign(held=answers["since"].ne("no figure"), red=red)
cars = marked[marked["case"] == "New-energy vehicles"]
assert max(moves, key=lambda case: len(moves[case])) == "New-energy vehicles", "it would not hang on most answers"
found, internet = marked[marked["held"]], marked[marked["case"] == "Internet services"]
most = [(found["since"] == "more").mean() > 0.5] * len(found)
pp.assert_all("most show more", found, most, over="sector_answers.id", where={"since": ["more", "less", "as before"]})
bare = "no figure, for internet services none at all"
pp.assert_all(bare, internet, ~internet["held"], over="sector_answers.id", where={"case": "Internet services"})
assert cars["held"].all(), "a figure on every answer for new-energy vehicles"
pp.values(tally(marked, sectors.ANSWERED))
pp.publish_table(cells, name="answers", columns=drawings.ANSWERS, picks=["case", "asked"])

# %% [markdown]
# ::: figure answers
#
# **Figures bear on {{ covered }} of {{ answers }} answers to the questions of the placement**
#
# *Answer of 2020 to each question of the placement, and what figures since then say: more, less or the same; a dash:
# none held*
#
# Note: Tech level: firms match the leaders. Earns well: productivity and profits rise without lasting support. Excess
# capacity: plants or investment beyond demand. Firms hurt: good firms, or innovation, abroad. An answer decides
# where another one alone would move the sector to a category, A to D, of the matrix. Answers and directions are our
# reading; the table gives the reason for each.
#
# Alt: Table of {{ answers }} answers, six on each of four sectors, with yes or no and a word for the figures since.
# Internet services has a dash in every row, new-energy vehicles in none.

# %% [markdown]
# ## Limits
#
# - The chapter places {{ cases }} cases, chosen to fill its matrix. They illustrate; they do not test.
# - The coding of what the text says, the rule that combines answers, and the direction of each figure are ours. The
#   rule counts a destructive effect from two kinds of harm on; the chapter’s cases would bear one as well.
# - Apart from the price of cobalt, all figures since 2020 were found by search and read on pages that quote their
#   producer, so none is better than grade C and none stands in the title of this page. Vehicle counts come from the
#   makers’ own association. The count of C919 suppliers does not say what each supplies.
# - Growth, exports and purchases of equipment measure effort and scale. None of them measures harm. Duties are a
#   government’s finding on its own market.
# - Subsidies after 2018, earnings by sector, productivity, and the supply of lithium and nickel are not in our tables.
# - The chapter’s figure of {{ claim.csis-2020-nev-cars-2019 }} passenger cars for 2019 is what the association counts
#   for all new-energy vehicles; the [audit](claim-audit.md) has this and its other slips.
#
# ## What would change our mind
#
# - A certificate for the C919 from the US or the European agency, with deliveries to airlines abroad. That would move
#   aircraft towards a win-win.
# - A count for 2024 or later in which Chinese firms make most of the chips that China uses. That would move chips to a
#   success, and with the harm unchanged to a destructive victory.
# - Car plants in use as elsewhere, or supply chains no longer strained. Under our rule either would make vehicles a
#   win-win, as long as firms abroad are not found to be hurt.
# - A public series on what foreign internet firms earn in China or learn from it.
# - More cases, coded by others with the same questions, in which market-oriented sectors harm or state-led ones do not.
