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
#     card: {figure: quarters, value: rebound, label: "more chip tools went to China in 2024 than in 2022, by value"}
# ---

# %% [markdown]
# # Sales of chip tools to China rose by {{ rebound }} from 2022 to 2024, although US rules came in between
#
# In 2020 a chapter of a volume by the Center for Strategic and International Studies (CSIS) pointed to an unnoticed
# trade: the United States sold China not only chips but the tools to make them, *capacity-building exports*. It passed
# on forecasts that the gap between the chips China uses and those it makes would go on narrowing. We set its figures
# beside what market researchers, customs and industry bodies have published since.

# %% [markdown]
# ## Takeaways
#
# 1. The US rules of October 2022 were followed by a dip, not a stop. Tool sales to China went from {{ q-before }} in
#    the quarter before to {{ q-low }} in the first quarter of 2023, then to a peak of {{ q-peak }} in the third quarter
#    of 2024. From January to June 2025 they were {{ half-fall }} lower than a year before, while those to Taiwan were
#    {{ taiwan-times }} as large as a year before. What would have happened without the rules is not known. *Moderate
#    confidence*
# 2. The gap between the chips that China takes and those it makes shrank slowly as a share and grew in money. Plants in
#    China made {{ share-2018 }} of what its market took in 2018 and {{ share-2021 }} in 2021; what they did not make
#    rose from {{ gap-2018 }} to {{ gap-2021 }}, by two editions of one series that ends there. Chinese firms made only
#    {{ own-2021 }}. *Moderate confidence*
# 3. By 2024 the United States was only China’s {{ us-place }}-largest source of tools, with {{ us-share }} of the
#    imports counted, by where they were shipped from. And {{ state-of-china }} of what the five largest toolmakers sold
#    to China went to firms of the Chinese state, by a committee of the US Congress as the press reports it. *Moderate
#    confidence*

# %%
import altair as alt
import pandas as pd

import proofpress as pp
from proofpress import claim, join_rows, load_claims, load_table, publish_figure, publish_value
from proofpress.notebook.charts import bars, lines

# %% [markdown]
# ## The gap as a share: slow behind, fast ahead
#
# CSIS wrote that China takes {{ claim.csis-2020-chip-demand-share }} of the world’s chips and makes
# {{ claim.csis-2020-chip-own-production }} of what it takes. The first figure is the consultancy PwC’s and, on its own
# page, is for 2015. For the second the chapter gives no year, and does not say whether foreign-owned plants in China
# count. That matters: in 2019 plants in China made {{ share-2019 }} of what the market took, but firms with their seat
# in China only {{ own-2019 }}. The chapter’s figure lies between the two.
#
# *Consumption* here is what electronics factories in China buy, not what people in China use. Much of it leaves again
# inside phones and computers: China’s exports of high-technology goods came to {{ high-tech-2021 }} in 2021.
#
# The research firm IC Insights published the share in four yearly editions. Looking back, they found a rise of
# {{ back-low }} to {{ back-high }} percentage points a year; looking ahead, they forecast {{ ahead-low }} to
# {{ ahead-high }}. All four expected more than they had seen. Editions do not agree on the past: one has
# {{ share-2011 }} for 2011, another {{ share-2013 }} for 2013. So no line is drawn from one to the next.

# %%
market = load_table("china_chip_market")
assert len(market) == 31, "the table holds other editions than the text was written for"
share = market[market["measure"] == "share produced in China"].sort_values(["edition", "year"])
assert share.groupby("edition").size().eq(3).all(), "an edition does not look back, at the year before and ahead"
paths = share.assign(
    rank=share.groupby("edition").cumcount(), text=[f"{value:.1f}" for value in share["value"]], kind="all plants"
)
steps = paths.pivot(index="edition", columns="rank", values=["year", "value"])
back = (steps["value"][1] - steps["value"][0]) / (steps["year"][1] - steps["year"][0])
ahead = (steps["value"][2] - steps["value"][1]) / (steps["year"][2] - steps["year"][1])
assert (ahead > back).all(), "an edition forecast no faster rise than it had seen"
assert back.min() > 0, "an edition saw the share fall"


# %%
def percent(name, year, measure="share produced in China"):
    """Publish a share of China’s market as an edition prints it, the newest where two do."""
    row = market[(market["measure"] == measure) & (market["year"] == year)].sort_values("edition").iloc[-1]
    text = f"{measure}, IC Insights, edition of {row['edition']}"
    return publish_value(
        name, float(row["value"]), format="{:.1f}%", unit="percent", rows=row["rows"], formula=text, period=str(year)
    )


for year in (2011, 2013, 2018, 2019, 2021):
    percent(f"share-{year}", year)
for year in (2019, 2021):
    percent(f"own-{year}", year, "share produced by Chinese firms")
for name, rate in (("back", back), ("ahead", ahead)):
    for end, number in (("low", rate.min()), ("high", rate.max())):
        publish_value(
            f"{name}-{end}",
            float(number),
            format="{:.1f}",
            unit="percentage points a year",
            rows=paths["rows"],
            formula=f"change of the share over the years each edition looks {name}, {end}est of the four",
            period="2010 to 2026",
        )

# %%
exports = load_table("china_high_tech_exports").set_index("year").loc[2021]
publish_value(
    "high-tech-2021",
    float(exports["exports"]) / 1e9,
    format="US${:.0f} billion",
    unit="billion US dollars",
    rows=exports["rows"],
    formula="China’s exports of high-technology goods",
    period="2021",
)
load_claims(
    "csis-2020-chip-demand-share",
    "csis-2020-chip-own-production",
    "csis-2020-equipment-buyers-foreign",
    "csis-2020-chip-gap-narrowing",
)
own = market[market["measure"] == "share produced by Chinese firms"]
low, high = (float(frame.loc[frame["year"] == 2019, "value"].iloc[0]) for frame in (own, share))
middle = claim("csis-2020-chip-own-production").low
assert low < middle < high, "the chapter’s figure would not lie between the two"

# %%
owned = own.assign(rank=9, text=[f"{value:.1f}" for value in own["value"]], kind="Chinese firms")
plot = pd.concat([paths, owned]).reset_index(drop=True)
plot["year"], plot["edition"] = plot["year"].astype(int), plot["edition"].astype(int)
plot["qualifier"] = plot["qualifier"].where(plot["qualifier"].notna() & plot["qualifier"].ne(""), "estimate")
EDITIONS = sorted(plot["edition"].unique())


def draw_editions(width):
    """Draw a panel for each edition: its look back solid, its forecast dashed, Chinese firms apart."""
    wide = width == pp.WIDE
    room = 136 if wide else 150
    up = alt.Y("value:Q", axis=None, scale=alt.Scale(domain=[0, 25], nice=False))
    across = alt.Scale(domain=[2007.5, 2028], nice=False, zero=False)
    parts = []
    for edition in EDITIONS:
        base = alt.Chart(plot).transform_filter(alt.datum.edition == int(edition))
        years = sorted(plot.loc[(plot["edition"] == edition) & (plot["kind"] == "all plants"), "year"])
        axis = alt.Axis(values=years, format="d", title=None, labelOverlap=False, labelFontSize=12, domain=True)
        x = alt.X("year:Q", axis=axis, scale=across)
        solid = base.transform_filter("datum.rank <= 1").mark_line(color=pp.RED, strokeWidth=2.5)
        dashed = base.transform_filter("datum.rank >= 1 && datum.rank <= 2").mark_line(
            color=pp.RED, strokeWidth=2, strokeDash=[4, 4]
        )
        named = base.transform_filter("datum.rank <= 2")
        firms = base.transform_filter("datum.rank == 9")
        layers = [
            solid.encode(x=x, y=up),
            dashed.encode(x=x, y=up),
            named.transform_filter("datum.rank <= 1").mark_point(size=60, opacity=1, color=pp.RED).encode(x=x, y=up),
            named.transform_filter("datum.rank == 2")
            .mark_point(size=60, opacity=1, filled=True, fill=pp.PAPER, stroke=pp.RED, strokeWidth=2)
            .encode(x=x, y=up),
            named.transform_filter("datum.rank == 1").mark_text(dx=-8, dy=-13).encode(x=x, y=up, text="text:N"),
            named.transform_filter("datum.rank != 1").mark_text(dy=-13).encode(x=x, y=up, text="text:N"),
            firms.mark_point(size=60, shape="square", opacity=1, color=pp.BLUE).encode(x=x, y=up),
            firms.mark_text(dy=17, color=pp.BLUE).encode(x=x, y=up, text="text:N"),
        ]
        title = alt.TitleParams(f"{edition} edition", anchor="start", fontSize=13, fontWeight=600, color=pp.INK)
        parts.append(alt.layer(*layers).properties(width=room, height=150, title=title))
    if wide:
        return alt.hconcat(*parts, spacing=28, bounds="flush")
    return alt.vconcat(alt.hconcat(*parts[:2], spacing=28), alt.hconcat(*parts[2:], spacing=28), spacing=24)


publish_figure(
    draw_editions,
    name="editions",
    data=plot,
    columns={"edition": "Edition", "kind": "Made by", "year": "Year", "text": "Share (percent)", "qualifier": "Kind"},
)

# %% [markdown]
# ::: figure editions
#
# **Four editions saw the share of chips made in China rise {{ back-low }} to {{ back-high }} points a year and forecast
# {{ ahead-low }} to {{ ahead-high }}**
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
# A share can rise while the gap grows, if the market adds more than production does. That is what IC Insights’ amounts
# show: not made in China were chips for {{ gap-2018 }} in 2018 and for {{ gap-2021 }} in 2021, {{ gap-growth }} more.
# It first fell with the weak market of 2019. So the forecast for the gap, {{ claim.csis-2020-chip-gap-narrowing }},
# which the chapter takes from PwC and others, is right or wrong by the measure chosen. It does not say which.
#
# Chinese customs carry the story on, in another measure. Imports of integrated circuits were {{ ic-2022 }} in 2022,
# {{ ic-2023 }} in 2023 and {{ ic-2024 }} in 2024; exports reached {{ ic-exports-2024 }} in 2024. Imports are not the
# gap: they include chips that leave again, and Chinese-made chips that return.

# %%
amount = market[market["measure"].isin(["market", "production in China", "production by Chinese firms"])]
amount = amount[amount["qualifier"].fillna("") == ""]
wide_amount = amount.pivot(index="year", columns="measure", values="value").astype(float)
sources_of = amount.groupby("year")["rows"].agg(join_rows)
gap = wide_amount["market"] - wide_amount["production in China"]
check = wide_amount["production in China"] / wide_amount["market"] * 100
printed = share.drop_duplicates(["year", "edition"]).set_index("year")["value"]
assert all(abs(check[year] - printed[year]) < 0.15 for year in gap.index), "amounts and printed shares disagree"
assert gap[2019] < gap[2018] < gap[2021], "the gap did not fall in 2019 and then grow past its size of 2018"
for year in (2018, 2021):
    publish_value(
        f"gap-{year}",
        float(gap[year]),
        format="US${:.0f} billion",
        unit="billion US dollars",
        rows=sources_of[year],
        formula="China’s market for integrated circuits less production in China",
        period=str(year),
    )
publish_value(
    "gap-growth",
    float(gap[2021] / gap[2018] - 1) * 100,
    format="{:.0f}%",
    unit="percent",
    rows=join_rows([sources_of[2018], sources_of[2021]]),
    formula="the gap of 2021 over that of 2018, less one; two editions",
    period="2018 to 2021",
)

# %%
trade = load_table("china_chip_trade")
for flow, year, name in (
    ("imports", 2022, "ic-2022"),
    ("imports", 2023, "ic-2023"),
    ("imports", 2024, "ic-2024"),
    ("exports", 2024, "ic-exports-2024"),
):
    row = trade[(trade["flow"] == flow) & (trade["year"] == year)].iloc[0]
    publish_value(
        name,
        float(row["value"]),
        format="US${:.0f} billion",
        unit="billion US dollars",
        rows=row["rows"],
        formula=f"China’s {flow} of integrated circuits",
        period=str(year),
    )

# %%
parts = []
for year in gap.index:
    total, made = wide_amount.at[year, "market"], wide_amount.at[year, "production in China"]
    by_own = wide_amount.at[year, "production by Chinese firms"]
    known = pd.notna(by_own)
    first = (
        [("by Chinese firms", 0.0, by_own), ("by foreign firms", by_own, made)]
        if known
        else [("made in China", 0.0, made)]
    )
    words = " + ".join(f"{end - start:.1f} {who}" for who, start, end in first)
    for who, start, end in [*first, ("not made in China", made, total)]:
        parts.append(
            {"year": str(year), "part": who, "start": start, "end": end, "amount": end - start,
             "line": f"{words}, {total - made:.1f} not made in China", "rows": sources_of[year]}
        )  # fmt: skip
stack = pd.DataFrame(parts)
stack["short"] = [
    text.replace("by Chinese firms", "Chinese").replace("by foreign firms", "foreign") for text in stack["line"]
]
stack["tint"] = stack["part"].map(
    {"by Chinese firms": pp.RED, "by foreign firms": pp.OCHRE, "made in China": pp.RED, "not made in China": pp.GREY}
)


def draw_gap(width):
    """Draw the market of each year as a bar cut into who made it, the amounts in words above."""
    wide = width == pp.WIDE
    y = alt.Y("year:N", axis=alt.Axis(title=None, labelFontWeight=600, labelColor=pp.INK, labelOffset=8))
    across = alt.Scale(domain=[0, 190], nice=False)
    x = alt.X("start:Q", axis=None, scale=across)
    base = alt.Chart(stack).encode(y=y)
    words = base.transform_filter(alt.datum.part == "not made in China")
    return alt.layer(
        base.mark_bar(height=18, yOffset=8, stroke=pp.PAPER, strokeWidth=1).encode(
            x=x, x2="end:Q", color=alt.Color("tint:N", scale=None)
        ),
        words.mark_text(align="left", dy=-12).encode(x=alt.value(0), text="line:N" if wide else "short:N"),
    ).properties(width=width - 46, height=alt.Step(54))


publish_figure(
    draw_gap,
    name="gap",
    data=stack,
    columns={"year": "Year", "part": "Part of the market", "amount": "Amount (billion US dollars)"},
)

# %% [markdown]
# ::: figure gap
#
# **Chips that China’s market took from abroad grew from {{ gap-2018 }} in 2018 to {{ gap-2021 }} in 2021**
#
# *China’s market for integrated circuits by who made them, billion US dollars, 2018 to 2021, IC Insights*
#
# Note: Grey is the gap: market less production in China. For 2018 production by Chinese firms alone was not found, so
# red stands for all plants there. Each year is from the next year’s edition. Sales of contract chipmakers are counted
# at their own prices, which makes production look smaller.
#
# Alt: Four horizontal bars that grow from 2019 to 2021. Most of each is grey, not made in China: {{ gap-2018 }} in
# 2018, less in 2019, {{ gap-2021 }} in 2021. Thin parts at the left are made in China by Chinese and by foreign firms.

# %% [markdown]
# ## What changed after October 2022: the tools by quarter
#
# On 7 October 2022 the United States put chip tools under wide controls. The CSIS chapter had named the only two things
# that it thought likely to turn demand round: a prolonged trade war and *an expansive export-control programme*. Both
# came. The industry bodies SEMI and SEAJ count what toolmakers bill, by the place the tools go to.
#
# Billings to China fell from {{ q-before }} in the third quarter of 2022 to {{ q-low }} in the first of 2023, by
# {{ dip-china }}; those to the rest of the world fell by only {{ dip-rest }}. Billings to China then rose to
# {{ q-peak }} in the third quarter of 2024, when those to the rest of the world were {{ later-rest }} below the first
# quarter of 2023. For 2024 as a whole they were {{ rebound }} above 2022. In the latest quarter with regions, the
# second of 2025, they were {{ q-latest }}.
#
# The figure cannot say why. The controls were aimed at tools for the most advanced chips, not at all tools. Buyers had
# reason to buy ahead of the Dutch and Japanese rules of 2023. And demand elsewhere was weak in 2023. The yearly shares
# are on the page on design-out evidence.

# %%
billings = load_table("chip_equipment_billings_quarterly")
assert len(billings) == 136, "the table holds other quarters"
china = billings[billings["region"] == "China"].copy()
world = billings[billings["region"] == "World"].copy()
for frame in (china, world):
    frame["key"] = frame["year"].astype(str) + " " + frame["quarter"]
china, world = china.set_index("key"), world.set_index("key")
rest = world["billings"].drop("2025 Q3") - china["billings"]
yearly = load_table("chip_equipment_billings")
annual = yearly[(yearly["region"] == "China") & (yearly["year"] == 2023)].iloc[0]
found = china[china["year"] == 2023]
assert list(found["quarter"]) == ["Q1", "Q2", "Q3"], "the fourth quarter of 2023 would no longer be missing"
remainder = float(annual["billings"]) - float(found["billings"].sum())
whole = china.groupby("year")["billings"].sum()
years = yearly[yearly["region"] == "China"].set_index("year")["billings"].astype(float)
for year in (2021, 2022, 2024):
    assert abs(whole[year] - years[year]) < 0.1, f"the quarters of {year} do not add up to the published year"
by_time = china.sort_index()["billings"]
assert by_time.loc["2022 Q4":].idxmin() == "2023 Q1", "the low would be in another quarter"
assert by_time.idxmax() == "2024 Q3", "the peak would be in another quarter"


# %%
def dollars(name, key):
    """Publish billings to China in a quarter."""
    return publish_value(
        name,
        float(china.at[key, "billings"]),
        format="US${:.1f} billion",
        unit="billion US dollars",
        rows=china.at[key, "rows"],
        formula="chip-equipment billings to China",
        period=key.replace(" ", "-"),
    )


def fall(name, series, span, rows, place):
    """Publish by how many percent billings fell from one quarter to another."""
    start, end = span
    number = float(1 - series[end] / series[start]) * 100
    assert number > 0, f"billings to {place} would have risen"
    style = "{:.0f}%" if number >= 1 else "{:.1f}%"
    text, period = f"fall of billings to {place}", f"{start} to {end}"
    return publish_value(name, number, format=style, unit="percent", rows=rows, formula=text, period=period)


BEFORE, LOW, PEAK, LATEST = "2022 Q3", "2023 Q1", "2024 Q3", "2025 Q2"
for name, key in (("q-before", BEFORE), ("q-low", LOW), ("q-peak", PEAK), ("q-latest", LATEST)):
    dollars(name, key)
both = [join_rows([china.at[key, "rows"], world.at[key, "rows"]]) for key in (BEFORE, LOW, PEAK)]
fall("dip-china", china["billings"], (BEFORE, LOW), china.loc[[BEFORE, LOW]], "China")
fall("dip-rest", rest, (BEFORE, LOW), both[:2], "the world less China")
fall("later-rest", rest, (LOW, PEAK), both[1:], "the world less China")
publish_value(
    "rebound",
    float(years[2024] / years[2022] - 1) * 100,
    format="{:.0f}%",
    unit="percent",
    rows=yearly[(yearly["region"] == "China") & yearly["year"].isin([2022, 2024])],
    formula="billings to China in 2024 over those of 2022, less one",
    period="2022 to 2024",
)
rule = claim("csis-2024-october-2022")

# %%
quarters = china.reset_index()[["key", "year", "quarter", "billings", "rows"]].assign(kind="published")
extra = {"key": "2023 Q4", "year": 2023, "quarter": "Q4", "billings": remainder, "kind": "computed"}
extra["rows"] = join_rows([annual["rows"], *found["rows"]])
quarters = pd.concat([quarters, pd.DataFrame([extra])]).sort_values("key").reset_index(drop=True)
quarters["after"] = quarters["key"] >= "2022 Q4"
quarters["place"] = quarters.index + 0.5
quarters["from"], quarters["to"] = quarters.index + 0.12, quarters.index + 0.88
quarters["zero"] = 0
labelled = quarters["key"].isin([BEFORE, LOW, PEAK, LATEST])
quarters["text"] = [
    f"{amount:.1f}" if shown else "" for amount, shown in zip(quarters["billings"], labelled, strict=True)
]
ticks = quarters[quarters["quarter"] == "Q1"].assign(name=lambda frame: frame["year"].astype(str))
line = pd.DataFrame({"at": [7.0], "label": ["US rules, 7 October 2022"], "rows": [rule.row]})


def draw_quarters(width):
    """Draw a bar for each quarter, grey before the US rules and red after, the computed one hollow."""
    across = alt.Scale(domain=[0, len(quarters)], nice=False)
    up = alt.Scale(domain=[0, 15.5], nice=False)
    x, y = alt.X("from:Q", axis=None, scale=across), alt.Y("billings:Q", scale=up, axis=None)
    tint = alt.Color("after:N", legend=None, scale=alt.Scale(domain=[False, True], range=[pp.GREY, pp.RED]))
    base = alt.Chart(quarters)
    shape = {"x": x, "x2": "to:Q", "y": y, "y2": "zero:Q"}
    middle = alt.X("place:Q", scale=across, axis=None)
    return alt.layer(
        base.transform_filter(alt.datum.kind == "published").mark_rect().encode(color=tint, **shape),
        base.transform_filter(alt.datum.kind == "computed")
        .mark_rect(fill=pp.PAPER, stroke=pp.RED, strokeWidth=1.5, strokeDash=[3, 2])
        .encode(**shape),
        base.transform_filter(alt.datum.key != BEFORE)
        .mark_text(dy=-10, fontWeight=600)
        .encode(x=middle, y=y, text="text:N"),
        base.transform_filter(alt.datum.key == BEFORE)
        .mark_text(dx=-5, dy=-10, fontWeight=600)
        .encode(x=middle, y=y, text="text:N"),
        alt.Chart(line).mark_rule(color=pp.INK, strokeDash=[4, 3]).encode(x=alt.X("at:Q", scale=across, axis=None)),
        alt.Chart(line)
        .mark_text(align="right", baseline="top", dx=-6, color=pp.INK)
        .encode(x=alt.X("at:Q", scale=across, axis=None), y=alt.value(0), text="label:N"),
        alt.Chart(ticks)
        .mark_text(align="left", baseline="top", dy=8, color=pp.MUTED)
        .encode(x=x, y=alt.value(260), text="name:N"),
    ).properties(width=width, height=260)


publish_figure(
    draw_quarters,
    name="quarters",
    data=quarters,
    columns={"key": "Quarter", "billings": "Billings to China (billion US dollars)", "kind": "Kind"},
)

# %% [markdown]
# ::: figure quarters
#
# **Tool sales to China dipped to {{ q-low }} a quarter after October 2022, then peaked at {{ q-peak }}**
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
firsts = billings[billings["quarter"].isin(["Q1", "Q2"]) & ~billings["region"].isin(["World", "Rest of World"])]
halves = firsts.groupby(["region", "year"], as_index=False).agg(
    billings=("billings", "sum"), count=("billings", "size"), rows=("rows", join_rows)
)
assert (halves["count"] == 2).all(), "a half year lacks a quarter"
halves["year"] = halves["year"].astype(int)
table = halves.pivot(index="region", columns="year", values="billings")
assert (
    table.idxmax() == pd.Series({2021: "China", 2022: "China", 2023: "China", 2024: "China", 2025: "China"})
).all(), "China was not the largest market in every first half"


def half(name, region):
    """Publish a region’s billings in the first half of 2025."""
    row = halves[(halves["region"] == region) & (halves["year"] == 2025)].iloc[0]
    return publish_value(
        name, float(row["billings"]), format="US${:.1f} billion", unit="billion US dollars", rows=row["rows"],
        formula=f"first and second quarter, billings to {region}", period="2025 H1",
    )  # fmt: skip


for name, region in (("china", "China"), ("taiwan", "Taiwan"), ("korea", "Korea"), ("america", "North America")):
    half(f"half-{name}", region)
pair = halves[halves["year"].isin([2024, 2025])]
publish_value(
    "half-fall", float(1 - table.at["China", 2025] / table.at["China", 2024]) * 100, format="{:.0f}%", unit="percent",
    rows=pair[pair["region"] == "China"], formula="fall of billings to China on the first half before", period="2025 H1",
)  # fmt: skip
publish_value(
    "taiwan-times", float(table.at["Taiwan", 2025] / table.at["Taiwan", 2024]), format="{:.1f} times", unit="times",
    rows=pair[pair["region"] == "Taiwan"], formula="billings to Taiwan over those of the first half before", period="2025 H1",
)  # fmt: skip

# %%
halves["label"] = [
    f"{region} {amount:.1f}" for region, amount in zip(halves["region"], halves["billings"], strict=True)
]
SERIES = {"China": pp.RED, "Taiwan": pp.BLUE, "Korea": pp.OCHRE}


def draw_regions(width):
    """Draw a line for each region over the first halves of five years."""
    return lines(
        halves, x="year", y="billings", series="region", label="label", width=width, colours=SERIES, height=320,
        domain=(0, 27), unit="billion US dollars", room=140 if width == pp.WIDE else 132,
    )  # fmt: skip


publish_figure(
    draw_regions,
    name="regions",
    data=halves,
    columns={"region": "Region", "year": "January to June of", "billings": "Billings (billion US dollars)"},
)

# %% [markdown]
# ::: figure regions
#
# **From January to June 2025 tool sales to China fell by {{ half-fall }} on the year, while Taiwan took
# {{ taiwan-times }} as much**
#
# *Chip-equipment billings by region, January to June of each year, billion US dollars, 2021 to 2025*
#
# Note: First and second quarter added. The region is where the tools go, whoever owns the plant. The rest of the world
# is left out, since its second quarter of 2025 was not found.
#
# Alt: Six lines over January to June of 2021 to 2025. China is highest throughout, leaps in 2024 and falls to
# {{ half-china }} in 2025. Taiwan drops to a low in 2024 and climbs to {{ half-taiwan }}; Korea reaches
# {{ half-korea }}. North America, Japan and Europe stay low.

# %% [markdown]
# ## Who sells the tools
#
# CSIS wrote that {{ claim.csis-2020-equipment-imports-us }} of China’s imports of chip tools came from the United
# States. Chinese customs, as JW Insights reads them, say otherwise: Japan was the largest source in every year from
# 2015 to 2022, with {{ japan-average }} on average, so no other can have had more than that on average. CSIS also wrote
# that China was the largest buyer of US tools. That was becoming true: it was {{ rank-2017 }} among the buyers in 2017
# and first in August 2018, by US customs.
#
# For 2024 Nikkei Asia counted {{ counted-2024 }} from the main sources. Japan and the Netherlands together sold
# {{ two-share }} of it; the United States came {{ us-place }} with {{ us-amount }}, after Singapore. The amount from
# Singapore had grown by {{ singapore-growth }} since 2018. The place a tool is shipped from is not the seat of its
# maker. US toolmakers have plants in Singapore and Malaysia, as Nikkei notes, so the US figure understates what US
# *firms* sell: by the count of a committee of the US House of Representatives China made up {{ lam }} of the sales of
# Lam Research, {{ kla }} of KLA’s and {{ applied }} of those of Applied Materials in 2024.

# %%
origin = load_table("china_tool_imports_by_origin")
counted = origin[(origin["measure"] == "import value") & (origin["period"] == "2024")].set_index("origin")
total = counted.loc["Major sources"]
named = counted.drop("Major sources").sort_values("value", ascending=False)
assert list(named.index[:4]) == ["Japan", "Netherlands", "Singapore", "United States"], "the order would be another"
publish_value("us-place", "fourth", rows=named["rows"], formula="place among the origins by value", period="2024")
japan = origin[(origin["origin"] == "Japan") & (origin["period"] == "2015/2022")].set_index("measure")
assert japan.at["rank", "value"] == 1, "Japan was not the largest source in every year"
makers = load_table("toolmaker_sales_to_china")
by_firm = makers[makers["measure"] == "share of sales made to China"].set_index("firm")
us_trade = load_table("us_chip_trade_with_china").set_index("id")
growth = origin[(origin["measure"] == "growth since 2018") & (origin["origin"] == "Singapore")].iloc[0]


# %%
def stated(name, row, style, formula, period):
    """Publish a number as the table holds it."""
    unit = "percent" if "%" in style else "billion US dollars"
    text = {"formula": formula, "period": period}
    return publish_value(name, float(row["value"]), format=style, unit=unit, rows=row["rows"], **text)


BILLION, PERCENT = "US${:.1f} billion", "{:.0f}%"
stated(
    "japan-average",
    japan.loc["share of import value"],
    "about {:.0f}%",
    "Japan’s share, average of the years",
    "2015 to 2022",
)
stated("counted-2024", total, BILLION, "imports from the main sources that Nikkei added up", "2024")
stated(
    "us-amount",
    named.loc["United States"],
    BILLION,
    "imports of tools from the United States",
    "2024",
)
stated(
    "singapore-growth",
    growth,
    PERCENT,
    "growth of imports of tools from Singapore since 2018",
    "2018 to 2024",
)
for name, firm in (("lam", "Lam Research"), ("kla", "KLA"), ("applied", "Applied Materials")):
    stated(name, by_firm.loc[firm], PERCENT, f"China’s share of the sales of {firm}", "2024")
for name, pick in (("us-share", ["United States"]), ("two-share", ["Japan", "Netherlands"])):
    publish_value(
        name, float(named.loc[pick, "value"].sum() / total["value"]) * 100, format=PERCENT, unit="percent",
        rows=[*named.loc[pick, "rows"], total["rows"]], formula=f"imports from {' and '.join(pick)} over those from the main sources",
        period="2024",
    )  # fmt: skip
assert us_trade.at["tools-china-rank-2018-08", "value"] == 1, "China was not first in August 2018"
ordinal = {3: "third"}[int(us_trade.at["tools-china-rank-2017", "value"])]
publish_value(
    "rank-2017",
    ordinal,
    rows=us_trade.at["tools-china-rank-2017", "rows"],
    formula="place of China among buyers of US chip machinery",
    period="2017",
)
load_claims("csis-2020-equipment-imports-us")

# %%
other = float(total["value"] - named["value"].sum())
shown = named.reset_index()[["origin", "value", "rows"]]
shown.loc[len(shown)] = ["Other main sources", other, join_rows([total["rows"], *named["rows"]])]
shown["share"] = shown["value"] / float(total["value"]) * 100
shown["text"] = [f"{amount:.1f} ({part:.0f}%)" for amount, part in zip(shown["value"], shown["share"], strict=True)]
shown["tint"] = [pp.RED if name == "United States" else pp.GREY for name in shown["origin"]]


def draw_origins(width):
    """Draw a bar for each country the tools came from."""
    return bars(shown, label="origin", value="value", text="text", width=width, colour="tint", share=0.26)


publish_figure(
    draw_origins,
    name="origins",
    data=shown,
    columns={
        "origin": "Shipped from",
        "value": "Imports (billion US dollars)",
        "share": "Share of the main sources (percent)",
    },
)

# %% [markdown]
# ::: figure origins
#
# **The United States was the {{ us-place }}-largest source of China’s imported chip tools in 2024, with
# {{ us-share }}**
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
# the rest (private Chinese firms are not mentioned). US affiliates alone employed
# {{ claim.csis-2020-affiliate-workers }} in chipmaking there. On that reading much of the capacity built in China
# belonged to foreign firms.
#
# The picture of 2024 is another. The same committee found in 2025 that the five largest toolmakers, of the United
# States, Japan and the Netherlands, sold {{ china-sales }} to China in 2024. Of that {{ state-of-china }} went to firms
# owned by the Chinese state. Their part of *all* sales of the five rose from {{ state-2022 }} in 2022 to
# {{ state-2024 }} in 2024, while that of other buyers in China moved much less, from {{ others-2022 }} to
# {{ others-2024 }}. The two sources do not measure the same thing (imports of US tools, and sales of five makers), so
# they stand in no chart together.

# %%
five = makers[makers["firm"] == "Five toolmakers"].copy()
five["key"] = five["measure"] + " " + five["year"].astype(str)
five = five.set_index("key")
grown = float(five.at["growth of sales to China since 2022 2024", "value"])
sold_2024 = float(five.at["sales to China 2024", "value"])
state = {
    year: float(five.at[f"share of all sales made to Chinese state firms {year}", "value"]) for year in (2022, 2024)
}
all_2022 = float(five.at["sales to Chinese state firms 2022", "value"]) / state[2022] * 100
china_share = {2022: sold_2024 / (1 + grown / 100) / all_2022 * 100}
china_share[2024] = float(five.at["share of sales made to China 2024", "value"])
assert 20 < china_share[2022] < 32, "the computed share of 2022 would be implausible"
implied = float(five.at["sales to Chinese state firms 2024", "value"]) / sold_2024 * 100
assert abs(implied - five.at["share of sales to China made to state firms 2024", "value"]) < 1, (
    "the shares do not agree"
)
rows_of = {
    2022: join_rows(five.loc[["sales to Chinese state firms 2022", "share of all sales made to Chinese state firms 2022", "sales to China 2024", "growth of sales to China since 2022 2024"], "rows"]),
    2024: join_rows(five.loc[["share of all sales made to Chinese state firms 2024", "share of sales made to China 2024"], "rows"]),
}  # fmt: skip

# %%
stated(
    "china-sales",
    five.loc["sales to China 2024"],
    "about US${:.0f} billion",
    "sales of the five to China",
    "2024",
)
stated(
    "state-of-china",
    five.loc["share of sales to China made to state firms 2024"],
    PERCENT,
    "share of sales to China that went to state firms",
    "2024",
)
for year in (2022, 2024):
    stated(
        f"state-{year}",
        five.loc[f"share of all sales made to Chinese state firms {year}"],
        PERCENT,
        "share of all sales of the five that went to Chinese state firms",
        str(year),
    )
    publish_value(
        f"others-{year}", china_share[year] - state[year], format="about {:.0f}%", unit="percent", rows=rows_of[year],
        formula="China’s share of all sales less that of state firms; for 2022 China’s share is computed from rounded figures", period=str(year),
    )  # fmt: skip
buyers = []
for year in (2022, 2024):
    ends = [0.0, state[year], china_share[year], 100.0]
    for number, who in enumerate(("Chinese state firms", "other buyers in China", "buyers elsewhere")):
        start, end = ends[number], ends[number + 1]
        buyers.append({"year": str(year), "buyer": who, "start": start, "end": end, "part": end - start, "text": f"{end - start:.0f}%", "mid": (start + end) / 2, "rows": rows_of[year]})  # fmt: skip
buyers = pd.DataFrame(buyers)
assert abs((china_share[2024] - state[2024]) - (china_share[2022] - state[2022])) < 5, "other buyers changed a lot"
buyers["tint"] = buyers["buyer"].map(
    {"Chinese state firms": pp.RED, "other buyers in China": pp.OCHRE, "buyers elsewhere": pp.MUTED}
)


def draw_buyers(width):
    """Draw the sales of the five toolmakers in two years, cut by buyer."""
    wide = width == pp.WIDE
    y = alt.Y("year:N", axis=alt.Axis(title=None, labelFontWeight=600, labelColor=pp.INK))
    across = alt.Scale(domain=[0, 100], nice=False)
    base = alt.Chart(buyers).encode(y=y)
    first = base.transform_filter(alt.datum.year == "2022")
    names = first.encode(color=alt.Color("tint:N", scale=None), text="buyer:N")
    heads = [
        names.transform_filter(alt.datum.buyer == who)
        .mark_text(align="left", dy=rise, fontWeight=600)
        .encode(x=alt.X("start:Q", scale=across, axis=None))
        for who, rise in zip(buyers["buyer"][:3], (-28, -28, -28) if wide else (-62, -45, -28), strict=True)
    ]
    if wide:
        heads[1] = (
            names.transform_filter(alt.datum.buyer == "other buyers in China")
            .mark_text(align="left", dy=-45, fontWeight=600)
            .encode(x=alt.X("start:Q", scale=across, axis=None))
        )
    return alt.layer(
        base.mark_bar(height=30, stroke=pp.PAPER, strokeWidth=1.5).encode(
            x=alt.X("start:Q", scale=across, axis=None), x2="end:Q", color=alt.Color("tint:N", scale=None)
        ),
        base.mark_text(color=pp.PAPER, fontWeight=600).encode(x=alt.X("mid:Q", scale=across, axis=None), text="text:N"),
        *heads,
    ).properties(width=width - 46, height=alt.Step(52))


publish_figure(
    draw_buyers,
    name="buyers",
    data=buyers,
    columns={"year": "Year", "buyer": "Buyer", "part": "Share of sales (percent)"},
)

# %% [markdown]
# ::: figure buyers
#
# **Chinese state firms took {{ state-2024 }} of the five largest toolmakers’ sales in 2024, up from {{ state-2022 }} in
# 2022**
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
# fell by {{ tools-fall }} over the same two years and had come back to {{ tools-2024 }} of the 2021 level in 2024. So
# the trade in goods shrank more than the trade in capacity. The two figures come from opposite sides of the border and
# from different baskets; only the direction should be used.
#
# ## How the chapter’s statements have fared
#
# - **China is the largest market for US tools.** It was {{ rank-2017 }} in 2017 and first in August 2018. *True by
#   then.*
# - **Most of China’s imported tools come from the United States.** Chinese customs name Japan. *It does not stand as
#   written, by that count.*
# - **The gap will go on narrowing.** As a share, slowly; in dollars, no. *It depends on the measure.*
# - **Demand for US tools will stay strong unless there is a long trade war or a wide export control.** Imports of US
#   tools reached a record in 2021; both conditions then came, and in 2024 they were below the record. *Consistent, but
#   the effect of the conditions cannot be isolated.*
# - **Imported tools do not readily become a lead in design.** Nothing here tests it.

# %%
row = us_trade.loc["chips-2023"]
stated("chips-2023", row, BILLION, "US exports of chips and components to China", "2023")
peak = us_trade.loc["chips-since-peak-2023"]
publish_value(
    "chips-fall",
    -float(peak["value"]),
    format=PERCENT,
    unit="percent",
    rows=peak["rows"],
    formula="fall of US exports of chips and components to China since 2021",
    period="2021 to 2023",
)
from_us = origin[origin["origin"] == "United States"].set_index(["measure", "period"])
tools = {
    2021: float(from_us.at[("import value", "2021"), "value"]),
    2024: float(from_us.at[("import value", "2024"), "value"]),
}
tools[2023] = tools[2024] / (1 + float(from_us.at[("growth on the year before", "2024"), "value"]) / 100)
publish_value(
    "tools-fall", (1 - tools[2023] / tools[2021]) * 100, format=PERCENT, unit="percent", rows=from_us["rows"],
    formula="imports of US tools in 2023, from those of 2024 and their growth, over those of 2021; the fall", period="2021 to 2023",
)  # fmt: skip
publish_value(
    "tools-2024", tools[2024] / tools[2021] * 100, format=PERCENT, unit="percent",
    rows=from_us.loc[[("import value", "2021"), ("import value", "2024")], "rows"], formula="imports of US tools in 2024 over those of 2021", period="2021 to 2024",
)  # fmt: skip
assert -peak["value"] > (1 - tools[2023] / tools[2021]) * 100 > 0, "chips would not have shrunk more than tools"
load_claims("csis-2020-affiliate-workers")

# %% [markdown]
# ## Limits
#
# - Nearly all figures here are second-hand: releases of industry bodies, market researchers and customs, read in the
#   press. None was checked against the publisher’s own tables.
# - The series on China’s chip market ends with the edition of 2022. What the tools bought since then produce does not
#   show in it.
# - Editions of that series differ on earlier years; the comparison of 2018 with 2021 takes each from its own edition.
# - Tool counts differ in scope. SEMI counts what makers bill wherever they ship from; customs count what crosses the
#   border under certain codes; the committee counts what five firms told it. They are never added or divided by each
#   other here.
# - Origin is not ownership. How much of what China imports from Singapore and Malaysia was made by US firms was not
#   found.
# - Billings do not say what becomes of a tool: one bought in advance and stored looks like one at work.
# - The chapter’s two charts were images; only the numbers in its text are used.
#
# ## What would change our mind
#
# - **That the gap is closing:** a count for 2024 or 2025, by the same method, in which what is not made in China falls
#   in dollars.
# - **That the controls cut capacity:** figures on tools *by type* in which controlled kinds vanish and free kinds do
#   not make up for them.
# - **That US firms lost the market:** sales of US toolmakers to China by place of manufacture, falling together.
# - **That stockpiling drove the peak:** several quarters in which billings to China fall below their level before
#   October 2022 while plants there go on expanding.
