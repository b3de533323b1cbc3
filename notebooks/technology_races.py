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
#     nav: Technology races
#     topic: AI and 5G
#     question: >-
#       What became of the dates, targets and leads that were claimed for China in 5G, artificial
#       intelligence and autonomous vehicles?
#     reviewed: "2026-11-21"
#     review_by: "2027-05-21"
#     data_through: 2025
#     edition: CSIS 2020; press and trade reports, 2017 to 2025
#     card:
#       figure: origins
#       value: named-score
#       label: "numbers in three chapters on China’s 5G, AI and self-driving cars come with a named source"
# ---

# %% [markdown]
# China’s 5G came when it was due; Germany’s decision on Huawei, due in 2020, came in {{ germany-year }}
# ====================
#
# Three chapters of a CSIS volume of 2020 say who was ahead in 5G, artificial intelligence (AI) and autonomous vehicles,
# and what was due by when. We set each statement beside what was reported up to 2025, and say where that cannot be
# done. On AI the newest amounts are of 2024, by another count than the chapter’s, and the newest miles per intervention
# of 2019. Computing power, chips and what came since are not covered. Use the page as a list of what to measure before
# the next claim of a lead.

# %% [markdown]
# ::: decision
#
# Means: A plan should not rest on who is said to lead, since {{ leads-bare }} of {{ leads }} judgements came without
# evidence; dates for what is built may deserve more trust.
#
# Answer: What could be built was built on time, and what governments and cars were to do came late. Who leads cannot be
# read from it: {{ leads-bare }} of {{ leads }} judgements came without evidence.
#
# Confidence: Moderate
#
# Cost: Building 5G was to cost {{ claim.csis-2020-5g-cost-cny }} over {{ claim.csis-2020-5g-cost-years }}. What a lead
# is worth, and what a wrong belief in one costs, is not held.
#
# Exposed: Networks that chose Huawei before their governments decided: Germany’s did in {{ germany-year }}.
#
# Watch: Official counts of cars by level of automation for 2026, by mid 2027, and an agreed measure of leadership.

# %% [markdown]
# ## Takeaways
#
# 1. Who leads is mostly asserted: of {{ leads }} such judgements {{ leads-bare }} come without evidence and
#    {{ leads-unchecked }} cannot be checked with anything we found. The two with a count behind them shifted within a
#    year. *Moderate confidence*
# 2. What could be built was built on time: all {{ networks-judged }} dated statements on networks and phones that can
#    be judged came true, {{ settled-before }} before the volume appeared. China’s industry ministry counted more than
#    {{ stations-2020 }} new base stations in 2020. *Moderate confidence*
# 3. What governments decide and what cars can do took longer: {{ other-score }} such statements came true on time.
#    Germany’s decision on Huawei, expected in 2020, came in {{ germany-year }}; where autonomy was due in 2020, partial
#    automation stood in about {{ l2-2020 }} of new cars, growing to 2025. *Moderate confidence*

# %%
import proofpress as pp
from ledger.charts import technology_races as drawings
from ledger.measures import races
from ledger.measures.counts import tally
from proofpress.text.periods import year_span

# %% [markdown]
# ## Who leads, and how one would know
#
# {{ leads }} statements of the three chapters put a country or a firm first in something that could be counted.
# {{ leads-bare }} of them come without a number that compares, or a source. {{ leads-borne }} are borne out by a later
# press report; that of the 5G market, {{ devices-share }} of the world’s devices on 5G in March 2021, is a count by the
# Chinese ministry in charge. {{ leads-unchecked }} cannot be checked with what we hold.

# %%
outcomes = pp.load_table("race_outcomes").set_index("id")
leaders = races.with_trails(pp.load_table("race_leaders"))
assert len(leaders) == 9
pp.load_claims(*leaders["claim"])
assert (leaders["found"].eq("nothing") == leaders["reading"].eq("cannot be checked")).all(), "it would rest on nothing"
assert outcomes.loc["5g-world-share-terminals-2021", "qualifier"] == "lower bound", "the count is a lower bound"
devices = pp.take(outcomes, "value", id="5g-world-share-terminals-2021")
more_than = pp.PERCENT.shown("more than {:.0f}%")
world = "China’s share of the world’s 5G devices, as the ministry is quoted"
pp.values({**tally(leaders, races.LEADS), "devices-share": (devices, more_than, world, "2021-03")})
judged = drawings.leaders_frame(leaders)
pp.publish_table(judged, name="who-leads", columns=drawings.LEADERS, picks=["reading"])

# %% [markdown]
# ::: figure who-leads
#
# **Judgements about who leads come mostly without evidence**
#
# *Statements of three chapters of 2020 that put a country or a firm first, what they rest on and what was found since*
#
# Note: Coded by one reader. “Nothing” means that we found nothing, not that nothing exists. For the 5G market the
# chapter gives the number of its likely customers, and no other country’s. Press reports quote a ministry on its own
# aim (5G market), a count of all telecom equipment, wider than the claim (mobile equipment), and a market firm (cars).
#
# Alt: Table of {{ leads }} rows: what the lead is in, who is said to lead, the evidence in the text, what was found
# since, our reading and why. {{ leads-borne }} are borne out, {{ leads-unchecked }} cannot be checked, one is true but
# less so and one turned round.

# %% [markdown]
# ## Where the chapters’ numbers come from
#
# We read every statement with a number in the three chapters into the register: statistics, targets, projections,
# thresholds and ratios, dates and mere counts left aside. They name a source, such as a research firm, a regulator or a
# plan, for {{ named-score }}. The chapter on 5G names fewest, yet its dates came true, as the next section shows. So a
# named source and a true statement are two different virtues.

# %%
numbers = races.numbers_of(pp.load_register())
shares = races.named_shares(numbers)
assert shares["share"].idxmin() == "5G", "another chapter would name fewer sources"
pp.values(shares, {"named-{short}": ("share", pp.PERCENT, "numbers with a named source, percent")})
counted = tally(numbers, races.NUMBERS)
pp.values(counted)
named, every = counted["named"][0], counted["numbers"][0]
score = (f"{named} of {every}", pp.WORD, "numbers whose source the text names, of all in the three chapters")
pp.values({"named-score": score}, rows=numbers)  # a score is a text, which brings no rows
bars = drawings.origins_frame(races.count_origins(numbers, "chapter"))
pp.publish_figure(lambda width: drawings.origins(bars, width), name="origins", data=bars, columns=drawings.ORIGINS)

# %% [markdown]
# ::: figure origins
#
# **The three chapters name a source for {{ named }} of their {{ numbers }} numbers**
#
# *Statements with a number in each chapter by whether the text names the source, share of the chapter’s, with counts*
#
# Note: Blue: a source is named, be it a firm, a regulator or a plan. Ochre: an estimate by nobody named. Grey: none.
# Dates and counts of listed things are left aside. The chapters are short and mostly without footnotes.
#
# Alt: Three bars divided by how the source is named: {{ named-5g }} named for 5G, {{ named-ai }} for AI, {{ named-av }}
# for autonomous vehicles.

# %% [markdown]
# ## What was due, and when it came
#
# We take the statements of the three chapters that say by when something should be the case: {{ dated }} in all. Left
# aside are those that hang on a condition, and the arrival of 5G phones, which the chapter expects for 2020 although
# its author had used one the year before. Some are the authors’ own expectations. Others are targets of carriers or of
# the government that the authors report, and in the case of cars doubt.
#
# For each we looked for the date at which it came about. The verdict is computed from the two dates: *on time* if it
# came by the end of the due period, *late* if it can only have come after, *not reached* if our evidence runs to that
# end and it had not come, and *not known* otherwise.
#
# The line between success and failure runs between kinds of things. All {{ networks-judged }} statements on networks
# and phones that can be judged were on time. The {{ other-judged }} on governments and cars were not. Three cautions.
# The statements on networks looked months ahead, those on cars years ahead. Some were settled when the authors wrote:
# {{ settled-before }} of those on networks had come about, and China’s data rules were overdue. And the bar for 5G was
# low: “deployed” is defined nowhere, and a target of {{ claim.csis-2020-5g-mobile-stations }} base stations for 2018
# says little beside the {{ stations-2020 }} added in 2020.

# %%
statements = pp.load_table("race_expectations")
assert len(statements) == 14
rests = {key for cell in statements["rests_on"] for key in cell.split()}
claims = pp.load_claims(*statements["claim"], *sorted(key[6:] for key in rests if key.startswith("claim:")))
assert rests <= {*outcomes["rows"], *claims["rows"]}, "a verdict would rest on nothing"
dated = races.judge_dates(races.with_trails(statements))
cars = dated[dated["depends_on"] == "cars"]
horizon = max(int(due[:4]) for due in cars["due"]) - 2020
further = "last due year of a statement on cars, less the year of the volume"
pp.values({"horizon-cars": (horizon, pp.COUNT, further)}, rows=cars)  # the latest of all their due dates
dated.groupby("depends_on")["verdict"].value_counts()

# %%
judged = dated[dated["verdict"] != "not known"]
networks, other = judged[judged["depends_on"] == "networks"], judged[judged["depends_on"] != "networks"]
first = dated[dated["depends_on"] == "networks"]
intime, group = first["verdict"].isin(["on time", "not known"]), {"depends_on": "networks"}
words = "all {{ networks-judged }} dated statements on networks and phones that can be judged"
pp.assert_all(words, first, intime, over="race_expectations.id", where=group)
assert (other["verdict"] != "on time").all(), "a statement on cars or governments would have come true in time"
pp.values(tally(dated, races.DATED))
for name, part in (("networks", networks), ("other", other)):
    score = (races.score(part), pp.WORD, "statements on time, of those that can be judged")
    pp.values({f"{name}-score": score}, rows=part)  # a score is a text, which brings no rows

# %%
early = pp.count(networks.assign(early=networks["came_about_high"] <= year_span("2020-02")[1]), early=True)
settled = "statements on networks and phones that came about by the month of the volume, February 2020"
keys = ("5g-germany-decision-2024", "5g-stations-added-2020")
germany, stations = (pp.take(outcomes, "value", id=key) for key in keys)
assert stations < outcomes.loc["5g-stations-added-2021", "value"], "building would not have gained speed"
added = "5G base stations added, as the ministry counted in January 2021, at least"
told = {
    "settled-before": (early, pp.COUNT, settled),
    "germany-year": (germany, pp.YEAR, "year of the agreement with the carriers"),
    "stations-2020": (stations, pp.COUNT, added, "2020"),
}
pp.values(told)
due = drawings.dates_frame(dated)
pp.publish_figure(lambda width: drawings.dates(due, width), name="due-and-came", data=due, columns=drawings.DATES)

# %% [markdown]
# ::: figure due-and-came
#
# **China’s 5G came on time, decisions and self-driving cars late, if they came**
#
# *Dated statements of three chapters of 2020: when due (grey) and when each came about (colour), 2017 to 2027*
#
# Note: A coloured bar is the time within which it came about, as closely as we know. A triangle is the end of our
# evidence where it is not known to have come. All outcomes rest on press and trade reports, many of which quote Chinese
# officials on their own aims.
#
# Alt: Three groups of rows on an axis of years, each with a grey bar for the due period and a coloured mark for the
# outcome. Networks and phones: {{ networks-score }} that can be judged are on time. Governments and cars:
# {{ other-score }}; Germany’s decision, due in 2020, came in {{ germany-year }}.

# %% [markdown]
# ## Self-driving cars: the target and what was counted
#
# Government plans, as the chapter reports them, wanted autonomous capabilities in {{ target-2020 }} of the vehicles
# made in 2020 and in {{ claim.csis-2020-av-target-2025 }} of new cars by 2025,
# {{ claim.csis-2020-av-target-2025-high }} highly autonomous. The plans are not named and “autonomous capabilities” is
# not defined.
#
# What Chinese bodies count is *partial automation*, known as L2: the car steers and brakes in some situations while the
# driver watches. It stood in about {{ l2-2020 }} of cars sold in 2020, {{ l2-2021 }} in 2021, {{ l2-2024 }} in 2024 and
# {{ l2-2025 }} from January to July 2025. The first two models with *conditional automation*, L3, where the driver may
# look away on named roads, were permitted in December 2025.
#
# So on the weakest reading of autonomy the share aimed at for 2020 was passed between 2022 and 2024, and on a stricter
# one no target was near. A later draft, of December 2019, aimed lower, at {{ plan-2025 }} for 2025. The authors did not
# vouch for the targets. They wrote that success had been limited so far.

# %%
l2_shares = outcomes.loc[["l2-share-2020", "l2-share-2021", "l2-share-2024", "l2-share-2025"]]
targets = pp.load_claims("csis-2020-av-target-2020", "csis-2020-av-target-2025", "csis-2020-av-target-2025-high")
assert l2_shares["value"].is_monotonic_increasing, "the share would have fallen"
assert l2_shares["value"].iloc[0] < targets["low"].iloc[0], "the target for 2020 would have been met on this measure"
assert l2_shares["value"].iloc[-1] < targets["low"].iloc[1], "the target for 2025 would have been met by July"
partial, aimed = "share of new cars with partial automation, as reported", pp.take(targets.iloc[0], "low")
pp.values(l2_shares, {"l2-{year}": ("value", pp.PERCENT.shown("{:g}%"), partial)}, period="{period}")
plan = pp.take(outcomes, "value", id="av-plan-2025-share")
told = {
    "target-2020": (aimed, pp.PERCENT, "autonomous share of new vehicles aimed at, as the chapter reports it", "2020"),
    "plan-2025": (plan, pp.PERCENT, "aim of a draft plan of the industry ministry, as reported", "2025"),
}
pp.values(told)
l2, aims, names = drawings.automation_frame(l2_shares), drawings.targets_frame(targets), drawings.AUTOMATION
pp.publish_figure(lambda width: drawings.automation(l2, aims, width), name="automation", data=l2, columns=names)

# %% [markdown]
# ::: figure automation
#
# **In 2020 {{ l2-2020 }} of China’s new cars were partly automated, the target {{ target-2020 }}**
#
# *New cars in China with partial automation (L2), percent, as reported; 2020, 2021, 2024, January to July 2025*
#
# Note: Diamonds are the government’s targets as CSIS 2020 gives them. They speak of “autonomous capabilities”, not of
# L2, and that of 2020 is of all vehicles made. No figures were found for 2022 and 2023. The points come from an
# industry council, a report by research centres and the industry ministry, all through the press.
#
# Alt: Points for four years: {{ l2-2020 }} in 2020, {{ l2-2021 }} in 2021, {{ l2-2024 }} in 2024, {{ l2-2025 }} in 2025
# to July. Hollow diamonds mark targets of {{ target-2020 }} for 2020 and of {{ claim.csis-2020-av-target-2025 }} and
# {{ claim.csis-2020-av-target-2025-high }} for 2025.

# %% [markdown]
# ## Who is ahead in tests: a number that turned round
#
# The chapter’s evidence that China trails in self-driving is that Baidu’s cars needed
# {{ claim.csis-2020-av-baidu-interventions }} as many interventions by a human driver as Waymo’s. From the firms’
# reports to California, as the press quotes them, the multiple *per mile* is {{ ratio-2018 }}: the number stands. The
# text leaves “per mile” out, and names the Department of Transportation where the reports go to the Department of Motor
# Vehicles.
#
# A year later the same reports put Baidu ahead, with {{ baidu-2019 }} interventions per thousand miles against Waymo’s
# {{ waymo-2019 }}, or {{ ratio-2019 }} times as many. Baidu’s figure rests on {{ baidu-stops }} interventions in
# {{ baidu-miles }} miles, Waymo’s on {{ miles-multiple }} times as many miles. Each firm decides itself what counts. We
# read the reversal as a warning about the measure, not as a change of leader.

# %%
tests = outcomes[outcomes.index.str.startswith("rate-")]
assert len(tests) == 4
firms = {(row.entity, row.year): pp.take(tests, "value", id=row.Index) for row in tests.itertuples()}
ratio = {year: firms["Baidu", year] / firms["Waymo", year] for year in (2018, 2019)}
stated = pp.claim("csis-2020-av-baidu-interventions")
assert abs(ratio[2018] / stated.low - 1) < 0.1, "the chapter’s multiple would not be one per mile"
assert ratio[2019] < 1 < ratio[2018], "the order would not have turned round"
stops = pp.take(outcomes, "value", id="stops-baidu-2019")
miles, waymo = (pp.take(outcomes, "value", id=f"miles-{firm}-2019") for firm in ("baidu", "waymo"))

# %%
rate, multiple = pp.number_of("per thousand miles", 3), "Baidu’s interventions per mile over Waymo’s"
told = {
    "ratio-2018": (ratio[2018], pp.TIMES.digits(0), multiple, "2018"),
    "ratio-2019": (ratio[2019], pp.TIMES, multiple),
    "baidu-2019": (firms["Baidu", 2019], rate, "interventions of Baidu’s test cars, as reported"),
    "waymo-2019": (firms["Waymo", 2019], rate, "interventions of Waymo’s test cars, as reported"),
    "baidu-stops": (stops, pp.COUNT, "interventions of Baidu’s test cars, as reported"),
    "baidu-miles": (miles, pp.COUNT, "miles of Baidu’s test cars, as reported"),
    "miles-multiple": (waymo / miles, pp.COUNT, "Waymo’s test miles over Baidu’s"),
}
pp.values(told, period="2019")
lines, names = drawings.interventions_frame(tests), drawings.TESTS
pp.publish_figure(lambda width: drawings.interventions(lines, width), name="interventions", data=lines, columns=names)

# %% [markdown]
# ::: figure interventions
#
# **Baidu reported {{ ratio-2018 }} times Waymo’s interventions in 2018 and fewer in 2019**
#
# *Interventions by a human driver per thousand test miles on roads in California, logarithmic scale, 2018 and 2019*
#
# Note: Both firms’ own reports to the California Department of Motor Vehicles, as quoted in the press. Years run from
# December to November. Waymo’s figure for 2018 is rounded.
#
# Alt: Two lines from 2018 to 2019 on a logarithmic scale. Baidu falls steeply, from far above Waymo to
# {{ baidu-2019 }}; Waymo falls a little, to {{ waymo-2019 }}.

# %% [markdown]
# ## Money for AI: what half a year hides
#
# The chapter on AI rests its doubt on money. China’s start-ups raised {{ claim.csis-2020-ai-vc-china-2017 }} in 2017
# against {{ claim.csis-2020-ai-vc-us-2017 }} in the United States. In the first six months of 2018 they raised
# {{ claim.csis-2020-ai-vc-china-2018h1 }}, {{ claim.csis-2020-ai-vc-share-2018h1 }} of the US level. It follows that
# the United States raised more than {{ us-half-2018 }} in that half year, more than in all of 2017.
#
# The research firm named for 2017, ABI Research, later counted the whole of 2018: {{ china-2018 }} in China and
# {{ us-2018 }} in the United States. If the two counts are of one kind, China went from far below the US level in the
# first half to above it in the second. By its counts China’s start-ups raised more in 2018 than in 2017, where the
# chapter reports a cooling. A few very large deals decide such figures: in 2017 China’s sum came from {{ deals-china }}
# investments, the US sum from {{ deals-us }}.

# %%
money = {place: outcomes.loc[[f"ai-money-{place}-{year}" for year in (2017, 2018)]] for place in ("china", "us")}
china, us = ({year: pp.take(part, "value", year=year) for year in (2017, 2018)} for part in money.values())
china_half = pp.take(pp.claim("csis-2020-ai-vc-china-2018h1"), "low")
share_half = pp.take(pp.claim("csis-2020-ai-vc-share-2018h1"), "high")
us_half = 100 * china_half / share_half
share = {year: 100 * china[year] / us[year] for year in china}
rest = 100 * (china[2018] - china_half) / (us[2018] - us_half)
assert us_half > pp.claim("csis-2020-ai-vc-us-2017").low, "the US half year would not exceed the US year before"
assert us_half < us[2018], "the half year would not fit into the year"
assert china[2018] > china[2017], "China’s money would have shrunk"
assert rest < drawings.TOP, "the bound would lie beyond the axis"

# %%
billion = pp.BILLION_USD.per(1e9)
least = "China’s half year over one third, the least the United States must have raised"
left = "whole year less first half, China in percent of the United States; the least it can be"
told = {
    "us-half-2018": (us_half, billion, least, "2018, first half"),
    "share-2017": (share[2017], pp.PERCENT, "China’s amount in percent of the US amount", "2017"),
    "share-2018": (share[2018], pp.PERCENT, "China’s amount in percent of the US amount", "2018"),
    "share-rest": (rest, pp.PERCENT, left, "2018, second half"),
}
pp.values(told)

# %%
raised = "venture capital raised by AI start-ups in {place}, as ABI Research counted"
deals = "investments in AI start-ups in {place}, as ABI Research counted"
pp.values(races.counted(outcomes, "ai-money", 2018), {"{key}-2018": ("value", billion, raised)}, period="2018")
pp.values(races.counted(outcomes, "ai-deals", 2017), {"deals-{key}": ("value", pp.COUNT, deals)}, period="2017")
halves, names = drawings.money_frame(share, share_half, rest), drawings.MONEY
pp.publish_figure(lambda width: drawings.money(halves, width), name="ai-money", data=halves, columns=names)

# %% [markdown]
# ::: figure ai-money
#
# **China’s AI start-ups raised {{ share-2018 }} of what US ones did in 2018**
#
# *Money raised by AI start-ups in China, percent of the US amount, 2017 and 2018*
#
# Note: Whole years: ABI Research, as published in 2018 and 2019. First half: CSIS 2020, which gives
# {{ claim.csis-2020-ai-vc-share-2018h1 }}. Second half: our subtraction, right only if both counts are of one kind; an
# arrow marks an open end.
#
# Alt: Four rows. Points: {{ share-2017 }} in 2017 and {{ share-2018 }} in 2018. Intervals:
# {{ claim.csis-2020-ai-vc-share-2018h1 }} in the first six months of 2018, over {{ share-rest }} in the last six.

# %% [markdown]
# Newer counts are of another kind and are not joined to these. By Stanford’s AI Index, as the press quotes it, private
# investment in AI was {{ private-us-2024 }} in the United States in 2024 and {{ private-china-2024 }} in China;
# {{ models-us-2024 }} of the year’s notable models came from the one, {{ models-china-2024 }} from the other.

# %%
private, models = "private investment in AI in {entity}, as the AI Index is quoted", "notable AI models from {entity}"
for kind, style, words in (("private", billion, private), ("models", pp.COUNT, models)):
    newest = outcomes.loc[[f"ai-{kind}-us-2024", f"ai-{kind}-china-2024"]].assign(place=["us", "china"])
    pp.values(newest, {f"{kind}-{{place}}-2024": ("value", style, words)}, period="2024")

# %% [markdown]
# ## What official statistics can say
#
# Of the official statistics we hold, none counts 5G networks, AI or self-driving cars; [trade in intellectual
# property](fat-tech-dragon.md) covers all technologies at once. China’s patent office claims nearly {{ patents-5g }} of
# patents declared essential to 5G; a declaration is made by the owner and examined by nobody.
#
# The estimate that 5G would cost {{ claim.csis-2020-5g-cost-cny }} over {{ claim.csis-2020-5g-cost-years }} means
# {{ cost-low }} to {{ cost-high }} billion yuan a year. The one figure we found, {{ invested-2021 }} billion in 2021,
# lies below that. It may count less: the estimate includes data centres and software.
#
# ## Slips in the text
#
# Two stand in the claim audit: the first 5G handsets are to appear in 2020, but the author used one in November 2019;
# and ZTE is said to have left the US Entity List by a settlement of 2018, which a law firm’s notice dates to March
# {{ zte-year }}, while what ended in 2018 was the denial order. A third: the draft strategy for connected vehicles of
# 2018 is ascribed to the industry ministry, by the trade press to the National Development and Reform Commission.

# %%
cost, years = (pp.claim(f"csis-2020-5g-cost-{key}") for key in ("cny", "years"))
low, high = pp.take(cost, "low") / pp.take(years, "high"), pp.take(cost, "high") / pp.take(years, "low")
keys = ("5g-patents-china-2022", "5g-investment-2021", "zte-entity-list-end-2017")
patents, invested, zte = (pp.take(outcomes, "value", id=key) for key in keys)
assert invested < low, "investment of 2021 would reach the estimate’s pace"
yuan = pp.number_of("billion yuan").per(1e9)
declared = "China’s share of patents declared essential to 5G, as its patent office is quoted"
told = {
    "patents-5g": (patents, pp.PERCENT, declared, "2022"),
    "cost-low": (low, yuan, "estimated cost over the longest period named"),
    "cost-high": (high, yuan, "estimated cost over the shortest period named"),
    "invested-2021": (invested, yuan, "investment in 5G, as the ministry is quoted"),
    "zte-year": (zte, pp.YEAR, "year of the removal, as the notice says"),
}
pp.values(told)

# %% [markdown]
# ## Limits
#
# - The outcomes are press and trade reports of grade C. Many quote Chinese ministries and councils on aims of their
#   own. We did not read the original statistics.
# - {{ dated }} statements are few, and the authors chose them. Statements on networks had months to run, those on cars
#   up to {{ horizon-cars }} years. The split may say as much about horizons as about kinds of things.
# - When something “came about” is one reader’s reading, written down row by row with the reason. “Deployed” and
#   “autonomous capabilities” are defined nowhere.
# - The first six months of 2018 and the whole year may be counted differently; the implied rest stands or falls with
#   that.
# - That a target was missed says nothing against the authors who reported it; on cars they were sceptical, and rightly.
#
# ## What would change our mind
#
# - An official count of cars by level of automation for 2025 at or above {{ claim.csis-2020-av-target-2025 }}, or a
#   text of the plan that counts simple driver assistance as autonomous.
# - The reports to California themselves, if they gave other rates than the press quotes.
# - A record of the carriers’ trials in 2018 that shows how many stations stood at the end of that year.
# - A measure of leadership in AI or 5G agreed beforehand, with figures for several countries and years.
