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
# Who leads in 5G, AI and self-driving cars is mostly asserted: {{ leads-bare }} of {{ leads }} judgements of 2020 give
# no evidence
# ====================
#
# Three chapters of a CSIS volume of 2020 say who was ahead in 5G, artificial intelligence (AI) and autonomous vehicles,
# and what was due by when. We set each statement beside what was reported up to 2025, and say where nothing can be
# checked. On AI the newest amounts are of 2018 and the newest miles per intervention of 2019: models, computing power
# and chips since then are not covered.

# %% [markdown]
# ## Takeaways
#
# 1. Who leads is mostly asserted. Of {{ leads }} such judgements {{ leads-bare }} come without evidence and
#    {{ leads-unchecked }} cannot be checked with anything we found. The two with a count behind them shifted within a
#    year: Baidu needed about {{ ratio-2018 }} times as many interventions per mile as Waymo in 2018, and
#    {{ ratio-2019 }} times as many in 2019. *Moderate confidence*
# 2. What could be built was built on time. Of {{ dated }} statements with a date, {{ networks-judged }} on networks and
#    phones can be judged, and all came about in time, {{ settled-before }} of them before the volume appeared. China’s
#    industry ministry counted more than {{ stations-2020 }} new base stations in 2020. *Moderate confidence*
# 3. What governments decide and what cars can do took longer: {{ other-score }} such statements came true on time.
#    Germany’s decision on Huawei, expected in 2020, came in {{ germany-year }}. In 2020 partial automation stood in
#    about {{ l2-2020 }} of new cars; government plans had wanted autonomous capabilities in {{ target-2020 }} of
#    vehicles. *Moderate confidence*

# %%
import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures import races
from proofpress.notebook import charts
from proofpress.text.periods import year_span

SOURCE = "csis-2020-uneven-drive"
COLOURS = {"on time": pp.GREEN, "late": pp.RED, "not reached": pp.RED, "not known": pp.MUTED}


def percent(name, number, **more):
    """Publish a whole percentage."""
    return pp.publish_value(name, number, format="{:.0f}%", unit="percent", **more)


def count(name, number, **more):
    """Publish a number of things."""
    return pp.publish_value(name, number, format="{:,.0f}", unit="count", **more)


# %% [markdown]
# ## Who leads, and how one would know
#
# {{ leads }} statements of the three chapters put a country or a firm first in something that could be counted.
# {{ leads-bare }} of them come without a number that compares, or a source. {{ leads-borne }} are borne out by a later
# press report; that of the 5G market, {{ devices-share }} of the world’s devices on 5G in March 2021, is a count by the
# Chinese ministry in charge. {{ leads-unchecked }} cannot be checked with anything we hold, and would need a measure
# that the chapters do not name.

# %%
outcomes = pp.load_table("race_outcomes").set_index("id")
leaders = pp.load_table("race_leaders")
assert len(leaders) == 9
pp.load_claims(*leaders["claim"])
leaders["rows"] = [
    pp.join_rows([row.rows, f"claim:{row.claim}", *row.rests_on.split()]) for row in leaders.itertuples()
]
bare, unchecked = leaders[leaders["evidence"] == "none"], leaders[leaders["reading"] == "cannot be checked"]
borne = leaders[leaders["reading"] == "borne out"]
assert (leaders["found"].eq("nothing") == leaders["reading"].eq("cannot be checked")).all(), (
    "a reading would rest on nothing"
)
count("leads", len(leaders), rows=leaders, formula="judgements of who leads in something countable")
count(
    "leads-bare", len(bare), rows=bare, formula="judgements without a number that compares, or a source, in the chapter"
)
count("leads-unchecked", len(unchecked), rows=unchecked, formula="judgements on which we found nothing")
devices = outcomes.loc["5g-world-share-terminals-2021"]
assert devices["qualifier"] == "lower bound", "the ministry’s count is a lower bound"
pp.publish_value("devices-share", devices["value"], format="more than {:.0f}%", unit="percent", period="2021-03", rows=devices, formula="China’s share of the world’s 5G devices, as the ministry is quoted")  # fmt: skip
count("leads-borne", len(borne), rows=borne, formula="judgements that a later report bears out")
HEADS = {
    "leader": "Said to lead",
    "evidence": "Evidence\nin the text",
    "found": "Found\nsince",
    "reading": "Our reading",
}
TONES = {"borne out": pp.GREEN, "turned round": pp.RED, "true, but less so": pp.OCHRE}
order = {"borne out": 0, "true, but less so": 1, "turned round": 2, "cannot be checked": 3}
leaders = leaders.sort_values(
    ["reading", "id"], key=lambda column: column.map(order) if column.name == "reading" else column
)
cells = pd.DataFrame(
    [
        {
            "label": row["label"], "head": head, "word": charts.wrap(row[key], 80), "plain": row[key],
            "ink": TONES.get(row[key], pp.MUTED if row[key] in {"none", "nothing", "cannot be checked"} else pp.INK),
            "rows": row["rows"],
        }
        for _, row in leaders.iterrows()
        for key, head in HEADS.items()
    ]
)  # fmt: skip


# %%
def draw_leaders(width):
    wide = width == pp.WIDE
    return charts.grid(
        cells, row="label", column="head", text="word", ink="ink", width=width, columns=list(HEADS.values()),
        height=42 if wide else 40, share=0.25, size=13 if wide else 12,
    )  # fmt: skip


pp.publish_figure(
    draw_leaders,
    name="who-leads",
    data=cells,
    columns={"label": "In what", "head": "Column", "plain": "Entry"},
)

# %% [markdown]
# ::: figure who-leads
#
# **Of {{ leads }} judgements about who leads, {{ leads-bare }} come without evidence and {{ leads-unchecked }} cannot
# be checked**
#
# *Statements of three chapters of 2020 that put a country or a firm first, what they rest on and what was found since*
#
# Note: Coded by one reader. “Nothing” means that we found nothing, not that nothing exists. For the 5G market the
# chapter gives the number of its likely customers, and no other country’s. Press reports quote a ministry on its own
# aim (5G market), a count of all telecom equipment, wider than the claim (mobile equipment), and a market firm (cars).
#
# Alt: Table of {{ leads }} rows: what the lead is in, who is said to lead, the evidence in the text, what was found
# since, and our reading. {{ leads-borne }} are borne out, {{ leads-unchecked }} cannot be checked, one is true but less
# so and one turned round.

# %% [markdown]
# ## Where the chapters’ numbers come from
#
# We read every statement with a number in the three chapters into the register: statistics, targets, projections,
# thresholds and ratios, dates and mere counts left aside. They name a source, such as a research firm, a regulator or a
# plan, for {{ named-score }}. The chapter on 5G names fewest, yet its dates came true, as the next section shows. So a
# named source and a true statement are two different virtues.

# %%
register = pp.load_register()
number = register["section"].str.startswith(("Chapter 5", "Chapter 6", "Chapter 7")) & (register["source"] == SOURCE)
number &= ~register["kind"].isin(["date", "count"]) & (register["unit"] != "date")
CHAPTERS = {"Chapter 5": "5G", "Chapter 6": "AI", "Chapter 7": "Autonomous vehicles"}
numbers = (
    register[number]
    .sort_values(["paragraph", "id"])
    .assign(chapter=lambda frame: frame["section"].str[:9].map(CHAPTERS))
)
assert numbers["chapter"].notna().all()
origins = races.count_origins(numbers, "chapter")
named = origins[origins["origin"] == "named"]
assert named.set_index("chapter")["share"].idxmin() == "5G", "another chapter would name fewer sources"
count(
    "numbers",
    len(numbers),
    rows=numbers,
    formula="statements with a number in the three chapters, without dates and counts of listed things",
)
count(
    "named",
    named["count"].sum(),
    rows=named,
    formula="statements with a number in the three chapters whose source the text names",
)
score = f"{named['count'].sum()} of {len(numbers)}"
pp.publish_value(
    "named-score", score, rows=numbers, formula="numbers whose source the text names, of all in the three chapters"
)
for key, name in (("5G", "5g"), ("AI", "ai"), ("Autonomous vehicles", "av")):
    row = named[named["chapter"] == key]
    percent(
        f"named-{name}",
        row["share"].iloc[0],
        rows=numbers[numbers["chapter"] == key],
        formula="numbers with a named source, percent",
    )
WORDS = {"named": "named", "unnamed": "unnamed", "none": "none"}
origins["label"] = [f"{n} {WORDS[kind]}" for n, kind in zip(origins["count"], origins["origin"], strict=True)]
origins["figure"] = origins["count"].astype(str)
origins["middle"] = (origins["start"] + origins["end"]) / 2
origins["tint"] = origins["origin"].map({"named": pp.BLUE, "unnamed": pp.OCHRE, "none": pp.MUTED})


# %%
def draw_origins(width):
    wide = width == pp.WIDE
    left = 150 if wide else 0
    scale = alt.Scale(domain=[0, 100], nice=False, range=[0, width - left - 4])
    axis = alt.Axis(title=None, labelColor=pp.INK, labelLimit=left) if wide else None
    base = alt.Chart(origins).encode(y=alt.Y("chapter:N", sort=None, axis=axis))
    dy, broad = (0, alt.datum.share > 15) if wide else (10, alt.datum.share > 17)
    middle = alt.X("middle:Q", scale=scale)
    inside = base.mark_text(dy=dy, color=pp.PAPER, fontWeight=600)
    layers = [
        base.mark_bar(height=28, yOffset=dy, stroke=pp.PAPER, strokeWidth=2).encode(
            x=alt.X("start:Q", scale=scale, axis=None), x2="end:Q", color=alt.Color("tint:N", scale=None)
        ),
        inside.encode(x=middle, text="label:N").transform_filter(broad),
        inside.encode(x=middle, text="figure:N").transform_filter(~broad),
    ]
    if not wide:
        layers.append(base.mark_text(align="left", dy=-16).encode(x=alt.value(0), text="chapter:N"))
    return alt.layer(*layers).properties(width=width - left - 4, height=alt.Step(40 if wide else 62))


pp.publish_figure(
    draw_origins,
    name="origins",
    data=origins,
    columns={
        "chapter": "Chapter",
        "origin": "Source of the number",
        "count": "Statements",
        "share": "Share of the chapter’s (percent)",
    },
)

# %% [markdown]
# ::: figure origins
#
# **The three chapters name a source for {{ named }} of their {{ numbers }} numbers, the one on 5G for {{ named-5g }} of
# its own**
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
cited = sorted({key[6:] for cell in statements["rests_on"] for key in cell.split() if key.startswith("claim:")})
claims = pp.load_claims(*statements["claim"], *cited)
known = set(outcomes["rows"]) | set(claims["rows"])
assert all(key in known for cell in statements["rests_on"] for key in cell.split()), "a verdict would rest on nothing"
statements["rows"] = [
    pp.join_rows([row.rows, f"claim:{row.claim}", *row.rests_on.split()]) for row in statements.itertuples()
]
dated = races.judge_dates(statements)
dated.groupby("depends_on")["verdict"].value_counts()

# %%
judged = dated[dated["verdict"] != "not known"]
networks = judged[judged["depends_on"] == "networks"]
other = judged[judged["depends_on"] != "networks"]
assert (networks["verdict"] == "on time").all(), "a statement on networks would not have come true in time"
assert (other["verdict"] != "on time").all(), "a statement on cars or governments would have come true in time"
count("dated", len(dated), rows=dated, formula="statements with a due date and no condition in the three chapters")
count("networks-judged", len(networks), rows=networks, formula="statements on networks and phones that can be judged")
count("other-judged", len(other), rows=other, formula="statements on governments and cars that can be judged")
for name, part in (("networks", networks), ("other", other)):
    hits = int((part["verdict"] == "on time").sum())
    text = f"{hits} of {len(part)}" if hits else f"none of {len(part)}"
    pp.publish_value(f"{name}-score", text, rows=part, formula="statements on time, of those that can be judged")
early = networks[networks["came_high"] <= year_span("2020-02")[1]]
count(
    "settled-before",
    len(early),
    rows=networks,
    formula="statements on networks and phones that came about by the month of the volume, February 2020",
)
pp.publish_value(
    "germany-year",
    int(outcomes.loc["5g-germany-decision-2024", "value"]),
    unit="year",
    rows=outcomes.loc[["5g-germany-decision-2024"]],
    formula="year of the agreement with the carriers",
)
stations = outcomes.loc["5g-stations-added-2020"]
count(
    "stations-2020",
    stations["value"],
    rows=stations,
    period="2020",
    formula="5G base stations added, as the ministry counted in January 2021, at least",
)
assert stations["value"] < outcomes.loc["5g-stations-added-2021", "value"], "building would not have gained speed"

# %%
GROUPS = {"networks": "Networks and phones", "governments": "Governments’ decisions", "cars": "What cars can do"}
dated["group"] = dated["depends_on"].map(GROUPS)
dated = dated.sort_values(["due_high", "due_low", "id"])
dated["colour"] = dated["verdict"].map(COLOURS)
dated["mark_low"] = dated["came_low"].fillna(dated["seen_high"])
dated["mark_high"] = dated["came_high"].fillna(dated["seen_high"])
dated["middle"] = (dated["mark_low"] + dated["mark_high"]) / 2
dated["known"] = dated["came_low"].notna()
dated = dated.drop(
    columns=["came_low", "came_high", "seen_high", "depends_on", "rests_on", "locator", "source", "claim"]
)


# %%
def draw_dates(width):
    wide = width == pp.WIDE
    left, right = (210, 92) if wide else (0, 80)
    scale = alt.Scale(domain=[2017.4, 2028], nice=False, range=[0, width - left - right])
    tint = alt.Color("colour:N", scale=None)

    def rows(group, last):
        axis = (
            alt.Axis(title=None, labelColor=pp.INK, labelLimit=left, minExtent=left - 6, maxExtent=left - 6)
            if wide
            else None
        )
        years = alt.Axis(format="d", values=[2018, 2020, 2022, 2024, 2026], title=None, grid=True, labels=last)
        base = (
            alt.Chart(dated).transform_filter(alt.datum.group == group).encode(y=alt.Y("label:N", sort=None, axis=axis))
        )
        x, dy = alt.X("due_low:Q", scale=scale, axis=years), 0 if wide else 9
        layers = [
            base.mark_bar(height=15, color=pp.GRID, stroke=pp.MUTED, yOffset=dy).encode(x=x, x2="due_high:Q"),
            base.transform_filter("datum.known")
            .mark_bar(height=5, yOffset=dy)
            .encode(x=alt.X("mark_low:Q", scale=scale), x2="mark_high:Q", color=tint),
            base.transform_filter("datum.known")
            .mark_point(size=80, opacity=1, yOffset=dy)
            .encode(x=alt.X("mark_high:Q", scale=scale), color=tint),
            base.transform_filter("!datum.known")
            .mark_point(size=110, opacity=1, shape="triangle-right", yOffset=dy)
            .encode(x=alt.X("mark_high:Q", scale=scale), color=tint),
            base.mark_text(align="left", dy=dy, fontWeight=600).encode(
                x=alt.value(width - left - right + 10), text="verdict:N", color=tint
            ),
        ]
        if not wide:
            layers.append(base.mark_text(align="left", dy=-10).encode(x=alt.value(0), text="label:N"))
        title = alt.Title(group, anchor="start", frame="bounds", color=pp.MUTED, fontSize=13, fontWeight=600)
        return alt.layer(*layers).properties(
            width=width - left - right, height=alt.Step(28 if wide else 44), title=title
        )

    names = list(GROUPS.values())
    return alt.vconcat(*(rows(name, name == names[-1]) for name in names), spacing=14)


# %%
pp.publish_figure(
    draw_dates,
    name="due-and-came",
    data=dated,
    columns={
        "group": "About",
        "label": "Statement",
        "due": "Due",
        "came": "Came about",
        "seen_to": "Evidence runs to",
        "verdict": "Verdict",
        "why": "Why",
    },
)

# %% [markdown]
# ::: figure due-and-came
#
# **China’s 5G was built when it was due; decisions and self-driving cars came late or not at all**
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
# made in 2020 and in {{ claim.csis-2020-av-target-2025 }} of new cars by 2025, with
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
automation = outcomes.loc[["l2-share-2020", "l2-share-2021", "l2-share-2024", "l2-share-2025"]].copy()
targets = pp.load_claims("csis-2020-av-target-2020", "csis-2020-av-target-2025", "csis-2020-av-target-2025-high")
for row in automation.itertuples():
    pp.publish_value(
        f"l2-{row.year}",
        row.value,
        format="{:g}%",
        unit="percent",
        period=row.period,
        rows=row.rows,
        formula="share of new cars with partial automation, as reported",
    )
percent(
    "target-2020",
    targets["low"].iloc[0],
    period="2020",
    rows=targets.iloc[0],
    formula="autonomous share of new vehicles aimed at, as the chapter reports it",
)
plan = outcomes.loc["av-plan-2025-share"]
percent(
    "plan-2025",
    plan["value"],
    period="2025",
    rows=plan,
    formula="aim of a draft plan of the industry ministry, as reported",
)
assert automation["value"].is_monotonic_increasing, "the share would have fallen"
assert automation["value"].iloc[0] < targets["low"].iloc[0], "the target for 2020 would have been met on this measure"
assert automation["value"].iloc[-1] < targets["low"].iloc[1], "the target for 2025 would have been met by July"
automation["label"] = [f"{value:g}%" for value in automation["value"]]
automation = automation[["year", "period", "value", "label", "qualifier", "source", "rows"]]
words = ["target: {}% of vehicles made", "target: {}% of new cars", "target: {}% highly autonomous"]
targets["year"] = targets["period"].astype(int)
targets["label"] = [form.format(f"{low:g}") for form, low in zip(words, targets["low"], strict=True)]
targets["short"] = targets["label"].str.replace("% ", "%\n").str.replace("target: ", "target ")
targets = targets[["year", "low", "label", "short", "rows"]]

gap_years = pd.DataFrame(
    {"year": [2022.5], "value": [37.5], "label": ["no figures"], "rows": [pp.join_rows(automation["rows"])]}
)


# %%
def draw_automation(width):
    wide = width == pp.WIDE
    scale = alt.Scale(domain=[2019.4, 2025.6], nice=False, range=[0, width - 36])
    x = alt.X("year:Q", scale=scale, axis=alt.Axis(format="d", values=[2020, 2021, 2022, 2023, 2024, 2025], title=None))
    y = alt.Scale(domain=[0, 100])
    ticks = alt.Axis(
        values=[0, 25, 50, 75, 100], title="percent", titleAngle=0, titleAlign="left", titleX=0, titleY=-14
    )
    counted = alt.Chart(automation).encode(x=x, y=alt.Y("value:Q", scale=y, axis=ticks))
    aimed = alt.Chart(targets).encode(x=x, y=alt.Y("low:Q", scale=y, axis=ticks))
    early, later = alt.datum.year == 2020, alt.datum.year != 2020
    told = {"fontWeight": 600, "color": pp.RED}
    text, gap = ("label:N", {}) if wide else ("short:N", {"lineBreak": "\n", "lineHeight": 16})
    return alt.layer(
        counted.mark_point(size=120, opacity=1),
        counted.mark_text(dy=-18, **told).encode(text="label:N"),
        alt.Chart(gap_years)
        .mark_text(color=pp.MUTED)
        .encode(x=x, y=alt.Y("value:Q", scale=y, axis=ticks), text="label:N"),
        aimed.mark_point(shape="diamond", size=200, filled=False, strokeWidth=2, color=pp.INK, opacity=1),
        aimed.mark_text(align="left", dx=16, **gap).encode(text=text).transform_filter(early),
        aimed.mark_text(align="right", dx=-18, **gap).encode(text=text).transform_filter(later),
    ).properties(width=width - 36, height=300)


# %%
pp.publish_figure(
    draw_automation,
    name="automation",
    data=automation,
    columns={
        "period": "Period",
        "value": "Cars with partial automation (percent of new cars)",
        "qualifier": "Marked as",
        "source": "Source",
    },
)

# %% [markdown]
# ::: figure automation
#
# **Partial automation stood in about {{ l2-2020 }} of new cars in 2020, when autonomy had been due in {{ target-2020 }}
# of vehicles**
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
# reports to California, as the press quotes them, the multiple *per mile* is {{ ratio-2018 }}. The text leaves “per
# mile” out, and names the Department of Transportation where the reports go to the Department of Motor Vehicles; the
# number stands.
#
# A year later the same reports put Baidu ahead, with {{ baidu-2019 }} interventions per thousand miles against Waymo’s
# {{ waymo-2019 }}. Baidu’s figure rests on {{ baidu-stops }} interventions in {{ baidu-miles }} miles, Waymo’s on
# {{ miles-multiple }} times as many miles. Each firm decides itself what counts. We read the reversal as a warning
# about the measure, not as a change of leader.

# %%
tests = outcomes[outcomes.index.str.startswith("rate-")].copy()
assert len(tests) == 4
rate = tests.set_index(["entity", "year"])["value"]
pairs = {year: tests[tests["year"] == year] for year in (2018, 2019)}
ratio = {year: rate["Baidu", year] / rate["Waymo", year] for year in pairs}
stated = pp.claim("csis-2020-av-baidu-interventions")
assert abs(ratio[2018] / stated.low - 1) < 0.1, "the chapter’s multiple would not be one per mile"
assert ratio[2019] < 1 < ratio[2018], "the order would not have turned round"
for year, form in ((2018, "{:.0f}"), (2019, "{:.1f}")):
    pp.publish_value(
        f"ratio-{year}",
        ratio[year],
        format=form,
        unit="times",
        period=str(year),
        rows=pairs[year],
        formula="Baidu’s interventions per mile over Waymo’s",
    )
for name in ("Baidu", "Waymo"):
    row = tests[(tests["entity"] == name) & (tests["year"] == 2019)]
    pp.publish_value(
        f"{name.lower()}-2019",
        row["value"].iloc[0],
        format="{:.3f}",
        unit="per thousand miles",
        period="2019",
        rows=row,
        formula=f"interventions of {name}’s test cars, as reported",
    )
stops, miles = outcomes.loc["stops-baidu-2019"], outcomes.loc[["miles-baidu-2019", "miles-waymo-2019"]]
count(
    "baidu-stops", stops["value"], rows=stops, period="2019", formula="interventions of Baidu’s test cars, as reported"
)
count(
    "baidu-miles",
    miles["value"].iloc[0],
    rows=miles.iloc[0],
    period="2019",
    formula="miles of Baidu’s test cars, as reported",
)
count(
    "miles-multiple",
    miles["value"].iloc[1] / miles["value"].iloc[0],
    rows=miles,
    period="2019",
    formula="Waymo’s test miles over Baidu’s",
)
tests["label"] = [f"{row.entity} {row.value:g}" for row in tests.itertuples()]
tests = tests[["entity", "year", "value", "label", "qualifier", "source", "rows"]].sort_values(["entity", "year"])


# %%
def draw_tests(width):
    room = 108 if width == pp.WIDE else 92
    x = alt.X(
        "year:Q",
        scale=alt.Scale(domain=[2018, 2019], nice=False, range=[room, width - room]),
        axis=alt.Axis(values=[2018, 2019], format="d", title=None, domain=False, ticks=False),
    )
    y = alt.Y("value:Q", scale=alt.Scale(type="log", domain=[0.03, 10], nice=False), axis=None)
    tint = alt.Color("entity:N", legend=None, scale=alt.Scale(domain=["Baidu", "Waymo"], range=[pp.RED, pp.BLUE]))
    base = alt.Chart(tests).encode(x=x, y=y, color=tint)
    first, last = alt.datum.year == 2018, alt.datum.year == 2019
    bold = {"fontWeight": 600}
    return alt.layer(
        base.mark_line(strokeWidth=2.5),
        base.mark_point(size=90, opacity=1),
        base.mark_text(align="right", dx=-12, **bold).encode(text="label:N").transform_filter(first),
        base.mark_text(align="left", dx=12, **bold).encode(text="label:N").transform_filter(last),
    ).properties(width=width, height=260)


# %%
pp.publish_figure(
    draw_tests,
    name="interventions",
    data=tests,
    columns={
        "entity": "Firm",
        "year": "Year",
        "value": "Interventions (per thousand miles)",
        "qualifier": "Marked as",
        "source": "Source",
    },
)

# %% [markdown]
# ::: figure interventions
#
# **Baidu reported {{ ratio-2018 }} times Waymo’s interventions per mile in 2018, and fewer than Waymo in 2019**
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
# first half to above it in the second. By its counts China’s start-ups raised more in 2018 than in 2017; the chapter
# reports a cooling. A few very large deals decide such figures: in 2017 China’s sum came from {{ deals-china }}
# investments, the US sum from {{ deals-us }}.

# %%
money = outcomes[outcomes.index.str.startswith("ai-money")]
amount = money["value"]
half = pp.load_claims("csis-2020-ai-vc-china-2018h1", "csis-2020-ai-vc-share-2018h1", "csis-2020-ai-vc-us-2017")
china_half, share_half = half["low"].iloc[0], half["high"].iloc[1]
us_half = 100 * china_half / share_half
china_rest, us_rest = amount["ai-money-china-2018"] - china_half, amount["ai-money-us-2018"] - us_half
assert us_half > half["low"].iloc[2], "the US half year would not exceed the US year before"
assert us_half < amount["ai-money-us-2018"], "the half year would not fit into the year"
assert amount["ai-money-china-2018"] > amount["ai-money-china-2017"], "China’s money would have shrunk"


def dollars(name, number, **more):
    """Publish an amount in billions of dollars."""
    return pp.publish_value(name, number / 1e9, format="US${:.1f} billion", unit="billion US dollars", **more)


dollars(
    "us-half-2018",
    us_half,
    rows=half.iloc[:2],
    period="2018, first half",
    formula="China’s half year over one third, the least the United States must have raised",
)
for name, country in (("china", "China"), ("us", "the United States")):
    row = money.loc[[f"ai-money-{name}-2018"]]
    dollars(
        f"{name}-2018",
        row["value"].iloc[0],
        rows=row,
        period="2018",
        formula=f"venture capital raised by AI start-ups in {country}, as ABI Research counted",
    )
    deals = outcomes.loc[[f"ai-deals-{name}-2017"]]
    count(
        f"deals-{name}",
        deals["value"].iloc[0],
        rows=deals,
        period="2017",
        formula=f"investments in AI start-ups in {country}, as ABI Research counted",
    )

# %%
both = {year: money[money["year"] == year] for year in (2017, 2018)}
shares = {year: 100 * amount[f"ai-money-china-{year}"] / amount[f"ai-money-us-{year}"] for year in both}
rest = 100 * china_rest / us_rest
for year, pair in both.items():
    percent(
        f"share-{year}",
        shares[year],
        period=str(year),
        rows=pair,
        formula="China’s amount in percent of the US amount",
    )
TOP = 160
assert rest < TOP
percent(
    "share-rest",
    rest,
    period="2018, second half",
    rows=[*both[2018]["rows"], *half["rows"].iloc[:2]],
    formula="whole year less first half, China in percent of the United States; the least it can be",
)
intervals = pd.DataFrame(
    [
        ("2017", shares[2017], shares[2017], f"{shares[2017]:.0f}%", "", pp.INK, pp.join_rows(both[2017]["rows"])),
        ("2018", shares[2018], shares[2018], f"{shares[2018]:.0f}%", "", pp.INK, pp.join_rows(both[2018]["rows"])),
        ("2018, first half", 0.0, share_half, f"under {share_half:g}%", "low", pp.RED, half["rows"].iloc[1]),
        (
            "2018, second half, implied",
            rest,
            float(TOP),
            f"over {rest:.0f}%",
            "high",
            pp.BLUE,
            pp.join_rows([*both[2018]["rows"], *half["rows"].iloc[:2]]),
        ),
    ],
    columns=["label", "low", "high", "text", "open", "colour", "rows"],
)


# %%
def draw_money(width):
    return charts.ranges(
        intervals, label="label", low="low", high="high", text="text", opens="open", colour="colour",
        width=width, domain=[0, TOP], axis="percent of the US amount", step=34,
    )  # fmt: skip


pp.publish_figure(
    draw_money,
    name="ai-money",
    data=intervals,
    columns={
        "label": "Period",
        "low": "At least (percent of the US amount)",
        "high": "At most (percent of the US amount)",
        "text": "In words",
    },
)

# %% [markdown]
# ::: figure ai-money
#
# **China’s AI start-ups raised {{ share-2018 }} of what US ones did in 2018; the chapter had only the weak first half**
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
# ## What official statistics can say
#
# Of the official statistics we hold, none counts 5G networks, AI or self-driving cars. The nearest, [trade in
# intellectual property](fat-tech-dragon.md), covers all technologies at once and tells nothing of the lead in any one.
# China’s patent office claims nearly {{ patents-5g }} of patents declared essential to 5G; a declaration is made by the
# owner and examined by nobody.
#
# The estimate that 5G would cost {{ claim.csis-2020-5g-cost-cny }} over {{ claim.csis-2020-5g-cost-years }} means
# {{ cost-low }} to {{ cost-high }} billion yuan a year. The one figure we found, {{ invested-2021 }} billion in 2021,
# lies below that. It may count less: the estimate includes data centres and software.
#
# ## Slips in the text
#
# The first two stand in the claim audit with the check that found them. The first 5G handsets are to appear in 2020,
# but the author used one in November 2019. ZTE is said to have left the US Entity List by a settlement of 2018; a law
# firm’s notice dates that to March {{ zte-year }}, and what ended in 2018 was the denial order. The draft strategy for
# connected vehicles of 2018 is ascribed to the industry ministry; the trade press of the time has it from the National
# Development and Reform Commission.

# %%
patents = outcomes.loc["5g-patents-china-2022"]
percent(
    "patents-5g",
    patents["value"],
    period="2022",
    rows=patents,
    formula="China’s share of patents declared essential to 5G, as its patent office is quoted",
)
cost, years = (pp.claim(f"csis-2020-5g-cost-{key}") for key in ("cny", "years"))
invested = outcomes.loc["5g-investment-2021"]
low, high = cost.low / years.high / 1e9, cost.high / years.low / 1e9
assert invested["value"] / 1e9 < low, "investment of 2021 would reach the estimate’s pace"
for name, number, rows, how in (
    ("cost-low", low, [cost.row, years.row], "estimated cost over the longest period named"),
    ("cost-high", high, [cost.row, years.row], "estimated cost over the shortest period named"),
    ("invested-2021", invested["value"] / 1e9, invested, "investment in 5G, as the ministry is quoted"),
):
    pp.publish_value(name, number, format="{:.0f}", unit="billion yuan", rows=rows, formula=how)
zte = outcomes.loc["zte-entity-list-end-2017"]
pp.publish_value(
    "zte-year", int(zte["value"]), unit="year", rows=zte, formula="year of the removal, as the notice says"
)

# %% [markdown]
# ## Limits
#
# - The outcomes are press and trade reports of grade C. Many quote Chinese ministries and councils on aims of their
#   own. We did not read the original statistics.
# - {{ dated }} statements are few, and the authors chose them. Statements on networks had months to run, those on cars
#   up to {{ horizon-cars }} years. The split may say as much about horizons as about kinds of things.
# - When something “came about” is our reading by one reader, written down row by row with the reason. “Deployed” and
#   “autonomous capabilities” are defined nowhere.
# - The first six months of 2018 and the whole year may be counted differently; the implied rest stands or falls with
#   that.
# - That a target was missed says nothing against the authors who reported it. On cars they were sceptical, and the
#   outcome fits their doubt.
#
# ## What would change our mind
#
# - An official count of cars by level of automation for 2025 at or above {{ claim.csis-2020-av-target-2025 }}, or a
#   text of the plan that counts simple driver assistance as autonomous.
# - The reports to California themselves, if they gave other rates than the press quotes.
# - A record of the carriers’ trials in 2018 that shows how many stations stood at the end of that year.
# - A measure of leadership in AI or 5G agreed beforehand, with figures for several countries and years.

# %%
cars = dated[dated["group"] == GROUPS["cars"]]
horizon = max(int(due[:4]) for due in cars["due"]) - 2020
count("horizon-cars", horizon, rows=cars, formula="last due year of a statement on cars, less the year of the volume")
