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
#       figure: matrix
#       value: telling
#       label: >-
#         of Kennedy’s standards for success tells China’s winning sectors from its failing ones:
#         technology, and not growth
# ---

# %% [markdown]
# Only {{ telling }} of Kennedy’s {{ success-standards }} standards for success, technology, tells China’s winning
# sectors from its failing ones
# ====================
#
# Scott Kennedy sorts China’s high-technology sectors by two questions: does China succeed, and does the world gain or
# lose? We show what each placement rests on, find no figure since 2020 that clearly moves one, and let the reader place
# a sector.

# %% [markdown]
# ## Takeaways
#
# 1. Growth is not the test. The market is large or growing in all {{ market-yes }} of Kennedy’s cases, the failures
#    included; of his {{ success-standards }} standards for success only technology tells the winners from the losers.
#    He says nothing on productivity in any case, and is silent on {{ silent }} of {{ judgements }} points. *Moderate
#    confidence*
# 2. None of the figures since 2020 clearly moves a sector; most show that the efforts of 2020 grew. Makers in China
#    sold {{ nev-multiple }} times as many new-energy vehicles in 2025 as in 2019, and exported {{ nev-exports-2025 }}
#    million. China’s share of the chip equipment bought in the world went from {{ tools-2018 }} in 2018 to
#    {{ tools-2024 }} in 2024, but the share of its chips made in China only from {{ made-2018 }} to {{ made-2021 }}
#    by 2021. Its airliner reached {{ c919-share }} of the first target for 2025. *Moderate confidence*
# 3. Watch aircraft. Even if every figure that points against an answer of 2020 were enough to overturn it, only
#    {{ could-move }} of {{ cases }} sectors would move: commercial aircraft, to a win-win. For {{ uncovered }} of
#    {{ answers }} answers we hold no figure, for internet services none at all. *Low confidence*

# %%
import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures import sectors
from proofpress.notebook import charts

# %% [markdown]
# ## The question
#
# The chapter opens the volume *China’s Uneven High-Tech Drive* (CSIS, 2020). It answers a debate in Washington in which
# plans and spending counted as proof of success. Kennedy judges results instead, sector by sector. The first question
# is whether China succeeds. The second is what China’s effort does to the sector in the rest of the world. Together
# they give {{ categories }} categories, and the chapter fills each with one case.

# %%
CASES = ["Internet services", "New-energy vehicles", "Commercial aircraft", "Semiconductors"]
cases = pp.load_table("sector_cases").set_index("case").loc[CASES].reset_index()
assert list(cases["category"]) == list("ABCD"), "one case in each category"
matrix = cases.assign(
    effect_label=cases["effect"].str.capitalize() + "\neffect",
    outcome_label=cases["outcome"].str.capitalize() + "\nin China",
    words=[
        f"{one.category}. {one.category_name.capitalize()}\n{one.case}\n{one.state_role}" for one in cases.itertuples()
    ],
    tone=cases["effect"].map({"constructive": pp.SOFT, "destructive": pp.RED}),
    ink=cases["effect"].map({"constructive": pp.INK, "destructive": pp.PAPER}),
)
count = pp.publish_value("cases", len(cases), unit="count", rows=cases, formula="cases that the chapter places")
categories = pp.publish_value("categories", cases["category"].nunique(), unit="count", rows=cases, formula="categories of the matrix: outcome in China times effect on the world")  # fmt: skip
led = pp.publish_value("state-led", int((cases["state_role"] == "state-led").sum()), unit="count", rows=cases, formula="cases that the chapter’s figure calls state-led")  # fmt: skip


def draw_matrix(width):
    """Return the matrix: effect down, outcome across."""
    return charts.grid(
        matrix, row="effect_label", column="outcome_label", text="words", tone="tone", ink="ink", width=width,
        columns=["Success\nin China", "Failure\nin China"], height=92, lines=2, share=0.18,
    )  # fmt: skip


pp.publish_figure(
    draw_matrix, name="matrix", data=matrix,
    columns={"case": "Sector", "category": "Category", "category_name": "Name", "outcome": "In China", "effect": "Effect on the world sector", "state_role": "Role of the state"},
)  # fmt: skip

# %% [markdown]
# ::: figure matrix
#
# **Kennedy places {{ cases }} sectors, one in each category; {{ state-led }} of them are state-led**
#
# *Outcome in China by effect on the sector in the rest of the world, with the role of the state as the chapter names
# it, 2020*
#
# Note: Placements and names are the chapter’s. It calls new-energy vehicles electric vehicles in its own figure. Red:
# the effect is destructive.
#
# Alt: A matrix of two rows and two columns. Constructive: internet services succeed and are market-oriented, commercial
# aircraft fail and are state-led. Destructive: new-energy vehicles succeed, semiconductors fail, both state-led.

# %% [markdown]
# ## Place a sector
#
# The questions below are the chapter’s standards. How the answers combine is our reading, because the chapter gives no
# rule; the rule puts all of its cases where it puts them. Try robotics, batteries or solar panels, and see which answer
# decides.

# %% [markdown]
# {{ procedure.sector-placement }}

# %% [markdown]
# ## What the placements rest on
#
# The chapter names {{ success-standards }} standards for success and says that they are not purely objective. We looked
# for what it says on each of them in each case, and did the same for its marks of a good or bad effect.
#
# Three things stand out. The market is large or growing in every case, so growth places nothing. Productivity is named
# as a standard and then never applied. Earnings are spoken of in {{ profit-said }} of {{ cases }} cases, badly in each,
# and one of these is called a success. What is left is technology: it is good in both successes and wanting in both
# failures.
#
# On the other side, each destructive case shows at least {{ fewest-harms }} kinds of harm and each constructive one
# none. For new-energy vehicles the harm to companies abroad was still a possibility in 2020.

# %%
judged = pp.load_table("sector_judgements")
assert len(judged) == 32, "four cases on eight standards"
answers = pp.load_table("sector_answers")
assert len(answers) == 24, "four cases, six questions"
success = judged[judged["side"] == "success"]
market = success[success["standard"] == "Market size"]
technology = success[success["standard"] == "Technological upgrading"].merge(
    cases[["case", "outcome"]], on="case", validate="one_to_one"
)
assert (technology["verdict"].eq("yes") == technology["outcome"].eq("success")).all(), "technology sorts every case"
assert (success.loc[success["standard"] == "Productivity", "verdict"] == "silent").all(), "nothing on productivity"
pp.publish_value("market-yes", int((market["verdict"] == "yes").sum()), unit="count", rows=market, formula="cases in which the chapter calls the market large or growing")  # fmt: skip
pp.publish_value("success-standards", success["standard"].nunique(), unit="count", rows=success, formula="standards for success that the chapter names")  # fmt: skip
silent = pp.publish_value("silent", int((judged["verdict"] == "silent").sum()), unit="count", rows=judged, formula="pairs of case and standard on which we found no statement")  # fmt: skip
total = pp.publish_value("judgements", len(judged), unit="count", rows=judged, formula="cases times standards, for success and for the effect")  # fmt: skip
sorts = (
    success.merge(cases[["case", "outcome"]], on="case")
    .groupby("standard")
    .apply(
        lambda one: (
            (one["verdict"].eq("yes") == one["outcome"].eq("success")).all() and one["verdict"].ne("silent").all()
        )
    )
)
assert list(sorts[sorts].index) == ["Technological upgrading"], "another standard would tell success from failure"
pp.publish_value("telling", int(sorts.sum()), unit="count", rows=success, formula="standards that are met in every success and not met in every failure")  # fmt: skip
profit = success[success["standard"] == "Profitability"]
pp.publish_value("profit-said", int((profit["verdict"] == "no").sum()), unit="count", rows=profit, formula="cases in which the chapter speaks of profits; it calls them weak or threatened each time")  # fmt: skip

# %%
bad = judged[judged["verdict"] == "bad"].groupby("case").size()
assert set(bad.index) == {"New-energy vehicles", "Semiconductors"}, "harm stands in the destructive cases only"
pp.publish_value("fewest-harms", int(bad.min()), unit="count", rows=judged[judged["verdict"] == "bad"], formula="fewest kinds of harm that the chapter states in a destructive case")  # fmt: skip
TONES = {"yes": pp.SOFT, "good": pp.SOFT, "no": pp.RED, "bad": pp.RED, "possible": pp.OCHRE, "silent": pp.PAPER}
INKS = {"no": pp.PAPER, "bad": pp.PAPER, "possible": pp.PAPER, "silent": pp.MUTED}
ORDER = ["Technological upgrading", "Market size", "Productivity", "Profitability",
         "Innovation and ideas", "Capacity and investment", "Supply chains", "Companies"]  # fmt: skip
SHORT = {"New-energy vehicles": "New-energy\nvehicles", "Commercial aircraft": "Commercial\naircraft",
         "Internet services": "Internet\nservices", "Semiconductors": "Semi-\nconductors"}  # fmt: skip
standards = judged.assign(
    place=judged["standard"].map(ORDER.index),
    column=judged["case"].map(SHORT),
    across=judged["case"].map(CASES.index),
    label=judged["side"].str.capitalize() + ": " + judged["standard"].str.lower(),
    tone=judged["verdict"].map(TONES),
    ink=judged["verdict"].map(INKS).fillna(pp.INK),
).sort_values(["place", "across"], ignore_index=True)


def draw_standards(width):
    """Return the grid of standards by case."""
    return charts.grid(
        standards, row="label", column="column", text="verdict", tone="tone", ink="ink", width=width,
        columns=[SHORT[case] for case in CASES], height=32, share=0.36,
    )  # fmt: skip


pp.publish_figure(
    draw_standards, name="standards", data=standards,
    columns={"case": "Sector", "label": "Standard", "verdict": "What the text says", "statement": "In our words", "paragraph": "Paragraph"},
)  # fmt: skip

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
# dominant state makes a loser somewhere. He also says that complex technology is hard to master, for state firms above
# all.
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
# {{ toolmakers }} large toolmakers sold to China in 2024 with state firms. That is a state role in numbers, and it
# agrees with the label.

# %%
for key, factor, outcome in (
    ("state-success", "state_role", "outcome"), ("state-effect", "state_role", "effect"),
    ("complex-success", "complexity", "outcome"), ("complex-effect", "complexity", "effect"),
):  # fmt: skip
    pp.publish_value(key, sectors.sorted_right(cases, factor, outcome), unit="count", rows=cases, formula=f"cases sorted rightly when each value of {factor} is taken to mean one {outcome}")  # fmt: skip
lost = cases.assign(loser=["none" if category == "A" else "some" for category in cases["category"]])
pp.publish_value("state-loser", sectors.sorted_right(lost, "state_role", "loser"), unit="count", rows=cases, formula="cases sorted rightly when each role of the state is taken to mean that somebody loses or nobody does")  # fmt: skip
assert sectors.sorted_right(cases, "complexity", "outcome") == len(cases), "complexity goes with failure in every case"
assert (cases["state_role"] == "market-oriented").sum() == 1, "one market-oriented case"
tools = pp.load_table("toolmaker_sales_to_china").set_index("id")
state_share = tools.loc["state-share-china-2024"]
pp.publish_value("tool-state-share", state_share["value"], format="{:.0f}%", unit="percent", rows=state_share, period="2024", formula="share of five toolmakers’ sales to China that went to state firms")  # fmt: skip
assert state_share["firm"] == "Five toolmakers", "the share is that of the five"
pp.publish_value("toolmakers", tools["firm"].isin(["Applied Materials", "ASML", "KLA", "Lam Research", "Tokyo Electron"]).sum(), unit="count", rows=tools[tools["measure"] == "share of sales made to China"], period="2024", formula="toolmakers named beside the total")  # fmt: skip

# %% [markdown]
# ## New-energy vehicles: exports came, the harm is not shown
#
# In 2020 the chapter gave {{ claim.csis-2020-nev-cars-2019 }} new-energy cars made and sold in 2019,
# {{ claim.csis-2020-nev-manufacturers }} makers, and {{ claim.csis-2020-nev-subsidies-cny }} of public money spent by
# the end of 2018. It saw excess capacity, a shakeout to come, exports just starting, and dumping abroad as a
# possibility.
#
# The makers’ association counts {{ nev-sales-2025 }} million vehicles sold in 2025, {{ nev-multiple }} times the number
# of 2019 and {{ nev-share }} of all vehicles sold. Exports went from {{ nev-exports-2021 }} million in 2021 to
# {{ nev-exports-2025 }} million. In 2024 the EU set duties of up to {{ eu-duty }} on battery-electric cars from China;
# its finding is a threat of injury to European makers, not injury. A consultancy counts {{ brands }} brands in 2025 and
# expects {{ brands-viable }} to be viable by 2030; it puts the use of car plants at {{ plants-used }}. The Chinese
# firms among the ten largest battery makers supplied {{ battery-2025 }} of the capacity installed in the world’s
# electric vehicles in 2025, against {{ battery-2022 }} in 2022.
#
# On raw materials the one price we hold shows no lasting strain: cobalt cost {{ cobalt-2019 }} dollars a pound in 2019,
# {{ cobalt-2022 }} in 2022 and {{ cobalt-2024 }} again in 2024, with many times the vehicles.
# [Cobalt](cobalt-concentration.md) has the detail.

# %%
figures = pp.load_table("sector_figures").set_index("id")
assert len(figures) == 35, "the table of figures since 2018"
sold = figures[(figures["sector"] == "new-energy vehicles") & (figures["measure"] == "sales")]
assert sorted(sold["period"]) == [str(year) for year in range(2018, 2026)], "every year from 2018 to 2025"
first, last = figures.loc["nev-sales-2019"], figures.loc["nev-sales-2025"]
multiple = pp.publish_value("nev-multiple", last["value"] / first["value"], format="{:.1f}", unit="times", rows=[first["rows"], last["rows"]], period="2019 to 2025", formula="new-energy vehicles sold in 2025 divided by those sold in 2019")  # fmt: skip
pp.publish_value("nev-sales-2025", last["value"] / 1e6, format="{:.1f}", unit="million vehicles", rows=last, period="2025", formula="new-energy vehicles sold by makers in China, exports included")  # fmt: skip
shipped = {}
for year in (2021, 2025):
    one = figures.loc[f"nev-exports-{year}"]
    shipped[year] = pp.publish_value(f"nev-exports-{year}", one["value"] / 1e6, format="{:.1f}", unit="million vehicles", rows=one, period=str(year), formula="new-energy vehicles exported from China")  # fmt: skip
for name, key, form in (
    ("eu-duty", "eu-duty-highest-2024", "{:.1f}%"), ("nev-share", "nev-share-of-sales-2025", "{:.0f}%"), ("brands", "nev-brands-2025", "{:.0f}"),
    ("brands-viable", "nev-brands-viable-2030", "{:.0f}"), ("plants-used", "car-plants-used-2024", "{:.0f}%"),
    ("battery-2022", "battery-chinese-share-2022", "{:.0f}%"), ("battery-2025", "battery-chinese-share-2025", "{:.0f}%"),
):  # fmt: skip
    one = figures.loc[key]
    pp.publish_value(name, one["value"], format=form, unit=one["unit"], rows=one, period=one["period"], formula=one["measure"])  # fmt: skip
prices = pp.load_table("cobalt_prices").set_index("id")
for year, key in ((2019, "us-spot-2019-mcs2023"), (2022, "us-spot-2022-mcs2026"), (2024, "us-spot-2024-mcs2026")):
    one = prices.loc[key]
    pp.publish_value(f"cobalt-{year}", one["usd_per_lb"], format="{:.0f}", unit="US dollars a pound", rows=one, period=str(year), formula="US spot price of cobalt cathode, mean of the year")  # fmt: skip

# %%
exported = figures[(figures["sector"] == "new-energy vehicles") & (figures["measure"] == "exports")]
vehicles = pd.concat([sold, exported]).reset_index(drop=True)
vehicles["year"] = vehicles["period"].astype(int)
vehicles["millions"] = vehicles["value"] / 1e6
vehicles["series"] = vehicles["measure"].map({"sales": "Sold", "exports": "Exported"})
vehicles["label"] = [f"{one.series},\n{one.millions:.1f} million" for one in vehicles.itertuples()]


def draw_vehicles(width):
    """Return vehicles sold and exported by year."""
    return charts.lines(
        vehicles, x="year", y="millions", series="series", label="label", width=width, height=280, segment="series",
        colours={"Sold": pp.RED, "Exported": pp.BLUE}, unit="Million vehicles", room=110,
    )  # fmt: skip


pp.publish_figure(
    draw_vehicles, name="vehicles", data=vehicles,
    columns={"year": "Year", "series": "Measure", "millions": "Vehicles (millions)", "qualifier": "Qualifier"},
)  # fmt: skip

# %% [markdown]
# ::: figure vehicles
#
# **Makers in China sold {{ nev-multiple }} times as many new-energy vehicles in 2025 as in 2019, and exported
# {{ nev-exports-2025 }} million**
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
for name, key in (
    ("c919-certified", "c919-certified-home"), ("c919-service", "c919-in-service"), ("c919-target", "c919-target-2025"),
    ("c919-cut", "c919-target-cut-2025"), ("c919-2025", "c919-delivered-2025"),
    ("suppliers-chinese", "c919-suppliers-chinese"), ("easa-low", "c919-easa-earliest"), ("easa-high", "c919-easa-latest"),
):  # fmt: skip
    one = figures.loc[key]
    pp.publish_value(name, int(one["value"]), format="{:d}", unit=one["unit"], rows=one, period=one["period"], formula=one["measure"])  # fmt: skip
jets = figures.loc[
    ["c919-delivered-2024", "c919-delivered-2025", "c919-target-cut-2025", "c919-target-2025"]
].reset_index()
jets["label"] = ["Delivered in 2024", "Delivered in 2025*", "Reduced target for 2025", "First target for 2025"]
jets["colour"] = [pp.RED, pp.RED, pp.GREY, pp.GREY]
jets["text"] = jets["value"].map("{:.0f}".format)
assert jets["value"].iloc[0] == jets["value"].iloc[1], "as many in 2025 as the year before"
suppliers = figures[figures["measure"] == "suppliers of the C919"]
pp.publish_value("suppliers", int(suppliers["value"].sum()), unit="count", rows=suppliers, period="2025", formula="suppliers counted: US, European and Chinese")  # fmt: skip
reached = pp.publish_value("c919-share", 100 * jets["value"].iloc[1] / jets["value"].iloc[3], format="{:.0f}%", unit="percent", rows=jets.iloc[[1, 3]], period="2025", formula="C919 delivered by 22 December 2025 divided by the first target for the year")  # fmt: skip


def draw_jets(width):
    """Return deliveries and targets."""
    return charts.bars(jets, label="label", value="value", text="text", colour="colour", width=width, room=40)


pp.publish_figure(
    draw_jets, name="c919", data=jets,
    columns={"label": "Measure", "value": "Aircraft", "qualifier": "Qualifier"},
)  # fmt: skip

# %% [markdown]
# ::: figure c919
#
# **By 22 December COMAC had delivered {{ c919-share }} of the C919 jets first planned for 2025**
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
billings = pp.load_table("chip_equipment_billings")
yearly = billings[billings["quarter"].eq("") & billings["region"].isin(["China", "World"])]
pairs = yearly.pivot(index="year", columns="region", values="billings").dropna()
assert list(pairs.index) == list(range(2018, 2025)), "both for each year from 2018 to 2024"
bought = pd.DataFrame({"year": pairs.index.astype(int), "percent": (100 * pairs["China"] / pairs["World"]).to_numpy(), "series": "bought"})  # fmt: skip
bought["rows"] = [pp.join_rows(yearly.loc[yearly["year"] == year, "rows"]) for year in bought["year"]]
chips = pp.load_table("china_chip_market").set_index("id")
made = chips[(chips["measure"] == "share produced in China") & chips["qualifier"].eq("") & (chips["year"] >= 2018)]
assert list(made["year"]) == [2018, 2019, 2020, 2021], "four years, one edition each"
home = pd.DataFrame({"year": made["year"].astype(int), "percent": made["value"], "series": "made", "rows": made["rows"]})  # fmt: skip
trend = pd.concat([bought, home], ignore_index=True)
share = "{:.0f}%"
shown = {}
for name, frame, year in (("tools-2018", bought, 2018), ("tools-2024", bought, 2024), ("made-2018", home, 2018), ("made-2021", home, 2021)):  # fmt: skip
    one = frame[frame["year"] == year].iloc[0]
    said = "billings of chip equipment in China divided by those of the world" if frame is bought else "chips made in China as a share of chips used there, as IC Insights counts them"  # fmt: skip
    shown[name] = pp.publish_value(
        name, one["percent"], format=share, unit="percent", rows=one, period=str(year), formula=said
    )
assert bought["percent"].iloc[-1] > 2 * bought["percent"].iloc[0], "the share of equipment more than doubled"
for name, row in (("made-target", chips.loc["target-2025-ici-2021"]), ("made-own", chips.loc["own-share-2021-ici-2022"]), ("tool-growth", tools.loc["china-growth-2024"])):  # fmt: skip
    pp.publish_value(name, row["value"], format=share, unit="percent", rows=row, period=str(row["year"]), formula=row["measure"])  # fmt: skip
trade = pp.load_table("china_chip_trade").set_index("id")
assert trade.loc["imports-2024", "value"] > trade.loc["imports-2020", "value"], "chip imports grew"

# %%
WHAT = {
    "bought": "Share of the world’s chip equipment bought in China",
    "made": "Share of the chips used in China that are made there",
}
trend["what"] = trend["series"].map(WHAT)
trend["label"] = trend["percent"].map("{:.0f}%".format)
trend["end"] = trend["year"].isin([2018, 2024]) | (trend["series"].eq("made") & trend["year"].eq(2021))
assert trend.loc[trend["series"] == "made", "year"].max() == 2021, "the second series ends in 2021"


def draw_chips(width):
    """Return both shares by year, each on an axis of its own."""
    across = alt.Scale(domain=[2017.6, 2024.4], nice=False, zero=False)
    x = alt.X("year:Q", scale=across, axis=alt.Axis(format="d", values=[2018, 2020, 2022, 2024], title=None))
    y = alt.Y("percent:Q", scale=alt.Scale(domain=[0, 50], nice=False), axis=alt.Axis(title=None, tickCount=3, labelExpr="datum.label + '%'"))  # fmt: skip
    panels = []
    for key, tint, rise in (("bought", pp.RED, -14), ("made", pp.BLUE, 16)):
        base = alt.Chart(trend).transform_filter(alt.datum.series == key).encode(x=x, y=y)
        told = base.transform_filter("datum.end").mark_text(dy=rise, fontWeight=600, color=tint).encode(text="label:N")
        layers = alt.layer(base.mark_line(strokeWidth=2.5, color=tint), base.mark_point(size=40, opacity=1, color=tint), told)  # fmt: skip
        head = alt.Title(WHAT[key], anchor="start", frame="bounds", color=tint, fontSize=13, fontWeight=600)
        panels.append(layers.properties(width=width - 40, height=130, title=head))
    return alt.vconcat(*panels, spacing=18)


pp.publish_figure(
    draw_chips, name="chips", data=trend,
    columns={"year": "Year", "what": "Measure", "percent": "Percent"},
)  # fmt: skip

# %% [markdown]
# ::: figure chips
#
# **China’s share of chip equipment bought rose to {{ tools-2024 }} by 2024; it made {{ made-2021 }} of its chips at
# home in 2021**
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
# Nor do our tables say how far the state’s role has grown since. The placement may still be right. Nothing here tests
# it.
#
# ## Would a case move?
#
# The grid puts the answers of 2020 beside what the figures say since. A red cell is one where another answer alone
# would move the sector. Figures exist for {{ covered }} of {{ answers }} answers. Of the {{ turning }} red cells
# {{ turning-held }} have a figure; {{ turning-vehicles }} are those of new-energy vehicles, the placement that hangs on
# most answers.
#
# Suppose that each figure that points against an answer were enough to overturn it. Then new-energy vehicles, counted
# as hurting firms abroad, stay where they are, with a third kind of harm. Chips stay too, since excess and strain
# remain. Only aircraft would go to a win-win. Whole-economy measures, such as the innovation index or patents of the
# page [Fat tech dragon](fat-tech-dragon.md), cannot place any sector: they do not say which.

# %%
answers["rows"] = sectors.with_sources(answers)
given = sectors.answers_of(answers, CASES)
now = dict(zip(cases["case"], cases["category"], strict=True))
assert {case: sectors.place(given[case]) for case in CASES} == now, "the questions put every case where the text does"
moves = {case: sectors.turning(given[case]) for case in CASES}
against = answers[
    (answers["since"].eq("more") & answers["answer"].eq("no"))
    | (answers["since"].eq("less") & answers["answer"].eq("yes"))
]
flipped = {
    case: given[case] | {q: {"yes": "no", "no": "yes"}[given[case][q]] for q in against.loc[against["case"] == case, "question"]}
    for case in CASES
}  # fmt: skip
there = {case: sectors.place(flipped[case]) for case in CASES}
assert [case for case in CASES if there[case] != now[case]] == ["Commercial aircraft"], "only aircraft could move"
assert there["Commercial aircraft"] == "A", "to a win-win"
pp.publish_value("could-move", sum(there[case] != now[case] for case in CASES), unit="count", rows=answers, formula="cases that would change category if every figure that points against an answer overturned it")  # fmt: skip

# %%
HEADS = {"tech": "Tech\nlevel", "market": "Market\ngrows", "earn": "Earns\nwell", "invest": "Excess\ncapacity",
         "chains": "Chains\nstrained", "firms": "Firms\nhurt"}  # fmt: skip
held = answers["since"] != "no figure"
decisive = pd.Series([q in moves[c] for c, q in zip(answers["case"], answers["question"], strict=True)])
covered = pp.publish_value("covered", int(held.sum()), unit="count", rows=answers, formula="answers on which a figure published since bears")  # fmt: skip
every = pp.publish_value("answers", len(answers), unit="count", rows=answers, formula="cases times questions")
pp.publish_value("uncovered", int((~held).sum()), unit="count", rows=answers, formula="answers on which we hold no figure")  # fmt: skip
red = pp.publish_value("turning", int(decisive.sum()), unit="count", rows=answers, formula="answers whose change alone would move the sector")  # fmt: skip
red_held = pp.publish_value("turning-held", int((decisive & held).sum()), unit="count", rows=answers, formula="answers whose change alone would move the sector, and on which a figure bears")  # fmt: skip
pp.publish_value("turning-vehicles", len(moves["New-energy vehicles"]), unit="count", rows=answers[answers["case"] == "New-energy vehicles"], formula="answers for new-energy vehicles whose change alone would move the sector")  # fmt: skip
assert max(moves, key=lambda case: len(moves[case])) == "New-energy vehicles", (
    "the placement that hangs on most answers"
)
assert not held[answers["case"] == "Internet services"].any(), "no figure for internet services"
cells = answers.assign(
    column=answers["question"].map(HEADS),
    asked=answers["question"].map(lambda key: HEADS[key].replace("\n", " ")),
    across=answers["question"].map(list(HEADS).index),
    down=answers["case"].map(CASES.index),
    words=answers["answer"].replace("unknown", "?")
    + "\n"
    + answers["since"].map({"more": "more", "less": "less", "as before": "same", "no figure": "–"}),
    tone=decisive.map({True: pp.RED, False: pp.SOFT}),
    ink=decisive.map({True: pp.PAPER, False: pp.INK}),
    turns=[moves[c].get(q, "") for c, q in zip(answers["case"], answers["question"], strict=True)],
).sort_values(["down", "across"], ignore_index=True)


def draw_cells(width):
    """Return the answers by case, with what figures say since."""
    return charts.grid(
        cells, row="case", column="column", text="words", tone="tone", ink="ink", width=width,
        columns=list(HEADS.values()), height=52, share=0.26,
    )  # fmt: skip


pp.publish_figure(
    draw_cells, name="answers", data=cells,
    columns={"case": "Sector", "asked": "Question", "answer": "Answer in 2020", "since": "Figures since", "statement": "What they say", "turns": "Another answer alone moves it to"},
)  # fmt: skip

# %% [markdown]
# ::: figure answers
#
# **Figures bear on {{ covered }} of {{ answers }} answers, and on {{ turning-held }} of the {{ turning }} that decide a
# category**
#
# *Answer of 2020 to each question of the placement, and below it what figures since then say: more, less or the same; a
# dash: none held*
#
# Note: Tech level: firms match the leaders. Earns well: productivity and profits rise without lasting support. Excess
# capacity: plants or investment beyond demand. Firms hurt: good firms, or innovation, abroad. A question mark: the
# chapter does not say. Red: another answer alone would move the sector. Answers and directions are our reading; the
# table gives the reason for each.
#
# Alt: A grid of four sectors by six questions with yes or no in each cell and a word for the figures since. Internet
# services has a dash in every cell, new-energy vehicles in none.

# %%
assert held[answers["case"] == "New-energy vehicles"].all(), "a figure on every answer for new-energy vehicles"

# %% [markdown]
# ## Limits
#
# - The chapter places {{ cases }} cases, chosen to fill its matrix. They illustrate; they do not test. Sectors between
#   categories are not among them.
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

# %% [markdown]
# ## What would change our mind
#
# - A certificate for the C919 from the US or the European agency, with deliveries to airlines abroad. That would move
#   aircraft towards a win-win.
# - A count for 2024 or later in which Chinese firms make most of the chips that China uses. That would move chips to a
#   success, and with the harm unchanged to a destructive victory.
# - Car plants in use as elsewhere, or supply chains no longer strained. Under our rule either would make vehicles a
#   win-win, as long as firms abroad are not found to be hurt.
# - A public series on what foreign internet firms earn in China or learn from it. It would be the first test of the
#   win-win.
# - More cases, coded by others with the same questions, in which market-oriented sectors harm or state-led ones do not.
