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
#     topic: minerals
#     question: How concentrated is the mining of cobalt, and do the claims made about its supply hold?
#     reviewed: "2026-11-21"
#     review_by: "2027-05-21"
#     data_through: 2025
#     edition: USGS Mineral Commodity Summaries 2022 to 2026; Minerals Yearbook 2015
#     card: {figure: congo-share, value: congo-share-2025, label: "of the world’s cobalt was mined in the DR Congo in 2025"}
# ---

# %% [markdown]
# The Congo mined an estimated {{ congo-share-2025 }} of the world’s cobalt in 2025, up from {{ congo-share-2015 }} in
# 2015
# ====================
#
# On the figures of the United States Geological Survey (USGS), cobalt mining is as concentrated as if {{ equal-2025 }}
# countries shared it equally, against {{ equal-2015 }} ten years earlier. Two claims made in 2020, on refining in China
# and on the price, lie well above the statistics we found.

# %% [markdown]
# ## Takeaways
#
# 1. On the figures of USGS, cobalt mining has become far more concentrated. The Herfindahl-Hirschman index, the sum of
#    squared shares, rose from {{ index-2015 }} in 2015 to {{ index-2025 }} in 2025, on a scale that ends at
#    {{= 10,000 | top of the scale: one producer with all}}. Neither the unnamed “other countries” (at most
#    {{ other-points-max }} points) nor a new edition (at most {{ move-index-max }} points) comes near this rise. *High
#    confidence*
# 2. A report of 2020 by the Center for Strategic and International Studies (CSIS) expected the Congo to have
#    {{ projected-share }} of the world’s cobalt by 2025, and on the figures of USGS it did. The reason given, dwindling
#    supply elsewhere, held for the other countries together but not for Indonesia: supply outside the Congo is
#    {{ outside-rise }} larger than in 2015. *Moderate confidence*
# 3. China refined {{ refined-2017 }} of the world’s cobalt in 2017 and {{ refined-2021 }} in 2021, on the only two
#    statistics we found. CSIS gave {{ claim.csis-2020-cobalt-refined-share }} in 2020. It also named a price rise of
#    {{ price-rise-claimed }} by 2030 as possible; the price of 2025, in dollars of the day, is {{ price-fall }} below
#    that of 2018. *Moderate confidence*

# %%
import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures import concentration as co


def percent(name, number, **more):
    """Publish a whole percentage."""
    return pp.publish_value(name, number, format="{:.0f}%", unit="percent", **more)


def tonnes(name, number, **more):
    """Publish an amount of cobalt."""
    return pp.publish_value(name, number, format="{:,.0f}", unit="tonnes", **more)


def word(name, text, **more):
    """Publish a word or a year."""
    return pp.publish_value(name, text, **more)


# %% [markdown]
# ## How concentrated mining is
#
# “The Congo” is the Democratic Republic of the Congo. All figures of this section come from one agency, USGS. It prints
# mine production by country, in tonnes of cobalt contained in the ore, and revises it in each edition.
#
# For each year we take the newest edition that prints a *complete* table: one whose rows add up to its own world total,
# give or take {{ tolerance }}. A table is never mixed from two editions. The test leaves {{ years-with-table }} years,
# {{ year-first }} to 2015 and 2020 to {{ year-last }}. For 2016 to 2019 the best that could be found reaches
# {{ best-coverage-gap }} of the world total, so those years stay a gap. Two pages that quote USGS give figures from
# which the Congo’s share of 2019 comes to {{ share-2019-low }} and {{ share-2019-high }}; they are not drawn.
#
# Shares are of the sum of the rows. For 2025 the printed world total is a rounded {{ world-printed-2025 }} tonnes, but
# the rows add up to {{ world-sum-2025 }}. The share of the sum, {{ congo-share-2025 }}, is also the share that USGS
# states in its text ({{ share-stated-2025 }}); against the rounded total it would be {{ share-printed-2025 }}.

# %%
prints = pp.load_table("cobalt_mine_production")
assert len(prints) == 291
assert prints["year"].min() == 2011
assert prints["year"].max() == 2025
cover = co.table_coverage(prints)
TOLERANCE = 3.0
complete = co.complete_tables(prints, TOLERANCE)
table = co.add_shares(co.newest_rows(complete))
cover

# %%
years = sorted(int(year) for year in table["year"].unique())
assert years == [*range(2011, 2016), *range(2020, 2026)], "the gap would not be 2016 to 2019"
gap_prints = cover[cover["year"].between(2016, 2019)]
assert gap_prints["coverage"].max() < 80, "a nearly complete table of the gap years exists after all"
best = gap_prints.loc[gap_prints["coverage"].idxmax()]
pp.publish_choice(
    "tolerance",
    TOLERANCE,
    pp.PERCENT,
    "how far a table’s rows may add up from its printed world total for the table to count as complete: rounding moves "
    "a sum by less, a large producer left out by more",
)
pp.publish_value(
    "years-with-table", len(years), unit="count", rows=table["rows"], formula="years with a complete table"
)
word("year-first", str(years[0]), rows=table[table["year"] == years[0]], formula="first year with a complete table")
word("year-last", str(years[-1]), rows=table[table["year"] == years[-1]], formula="last year with a complete table")
percent(
    "best-coverage-gap",
    best["coverage"],
    rows=best,
    formula="largest sum of rows in percent of the printed world total, 2016 to 2019",
)

# %%
measured = co.concentration(complete)
newest = co.concentration(table).set_index("year")
congo = table[table["iso3"] == "COD"].set_index("year")
indonesia = table[table["iso3"] == "IDN"].set_index("year")
assert (newest["top"] == "DR Congo").all(), "another country led in some year"
assert (newest["other_share"] < newest["top_share"]).all(), "“other countries” could hide a larger producer"
for year in (2015, 2025):
    percent(
        f"congo-share-{year}",
        congo.loc[year, "share"],
        period=str(year),
        rows=newest.loc[year],
        formula="DR Congo in percent of the sum of rows, newest complete edition",
        thresholds={50: "a majority of what the world mines"},
    )
congo["share"].round(1)


# %%
def shares_of_world(edition):
    """The Congo in percent of the world total that the same edition prints."""
    own = prints[(prints["edition"] == edition) & (prints["year"] == 2019)].set_index("iso3")
    return 100 * own.loc["COD", "tonnes"] / own.loc["WLD", "tonnes"], own.loc[["COD", "WLD"], "rows"]


found = sorted(
    (shares_of_world(edition) for edition in ("page quoting USGS, 2020", "page quoting USGS, 2021")),
    key=lambda item: item[0],
)
for name, (share, rows) in zip(("share-2019-low", "share-2019-high"), found, strict=True):
    percent(
        name,
        share,
        period="2019",
        rows=rows,
        formula="DR Congo in percent of the world total on a page that quotes USGS",
    )

# %%
world_2025 = prints[(prints["iso3"] == "WLD") & (prints["year"] == 2025)].iloc[0]
stages = pp.load_table("cobalt_stage_statistics").set_index("id")
assert len(stages) == 11
tonnes("world-printed-2025", world_2025["tonnes"], period="2025", rows=world_2025, formula="world total as printed")
tonnes(
    "world-sum-2025",
    newest.loc[2025, "total"],
    period="2025",
    rows=newest.loc[2025],
    formula="world mine production, sum of the rows",
)
percent(
    "share-printed-2025",
    100 * congo.loc[2025, "tonnes"] / world_2025["tonnes"],
    period="2025",
    rows=[world_2025["rows"], congo.loc[2025, "rows"]],
    formula="DR Congo in percent of the printed world total",
)
stated = percent(
    "share-stated-2025",
    stages.loc["mine-share-cod-2025", "value"],
    period="2025",
    rows=stages.loc[["mine-share-cod-2025"]],
    formula="DR Congo’s share of mine production as USGS states it",
)
assert round(congo.loc[2025, "share"]) == stated.number, "our share would differ from the one USGS states"

# %%
forecast = pp.load_claims("csis-2020-cobalt-congo-share-2025").assign(year=2025)
forecast["label"] = [f"projected: {low:.0f}%" for low in forecast["low"]]
forecast = forecast[["year", "low", "label", "rows"]]
projected = percent(
    "projected-share",
    forecast["low"].iloc[0],
    period="2025",
    rows=forecast,
    formula="DR Congo’s share of cobalt as CSIS 2020 projects it",
)
assert abs(congo.loc[2025, "share"] - projected.number) < 1, "the projection would not have come true"

lines = table[table["iso3"].isin(["COD", "IDN"])].copy()
lines["series"] = lines["country"] + lines["year"].gt(2016).map({True: ", later", False: ", earlier"})
lines["first_estimate"] = lines["year"].eq(2025)
lines = lines[["country", "year", "share", "tonnes", "edition", "qualifier", "series", "first_estimate", "rows"]]
ends = lines[lines["year"] == 2025].copy()
ends["label"] = [f"{row.country} {row.share:.0f}%" for row in ends.itertuples()]
gap_totals = prints[(prints["edition"] == "Mineral Commodity Summaries, parsed") & (prints["iso3"] == "WLD")]
assert gap_totals["year"].tolist() == [2016, 2017, 2018, 2019], "the gap would not be the years with nothing but totals"
gap = pd.DataFrame(
    {"start": [2015.4], "end": [2019.6], "middle": [2017.5], "height": [34], "rows": [pp.join_rows(gap_totals["rows"])]}
)


# %%
def draw_share(width):
    domain = alt.Scale(domain=[2010.5, 2026.4], zero=False)
    ticks = [2011, 2013, 2015, 2020, 2022, 2025] if width == pp.WIDE else [2011, 2015, 2020, 2025]
    x = alt.X("year:Q", axis=alt.Axis(format="d", title=None, values=ticks), scale=domain)
    y = alt.Y(
        "share:Q",
        axis=alt.Axis(title="percent of world mine production", values=[0, 20, 40, 60, 80]),
        scale=alt.Scale(domain=[0, 84]),
    )
    colour = alt.Color(
        "country:N", scale=alt.Scale(domain=["DR Congo", "Indonesia"], range=[pp.RED, pp.BLUE]), legend=None
    )
    band = alt.Chart(gap).mark_rect(color=pp.SOFT).encode(x=alt.X("start:Q", scale=domain), x2="end:Q")
    words = (
        alt.Chart(gap)
        .mark_text(color=pp.MUTED, text=["no complete", "table"], lineHeight=16)
        .encode(x=alt.X("middle:Q", scale=domain), y="height:Q")
    )
    base = alt.Chart(lines)
    line = base.mark_line().encode(x=x, y=y, color=colour, detail="series:N")
    dots = (
        base.transform_filter(~alt.datum.first_estimate)
        .mark_point(filled=True, size=50, opacity=1)
        .encode(x=x, y=y, color=colour)
    )
    last = (
        base.transform_filter(alt.datum.first_estimate)
        .mark_point(filled=True, fill=pp.PAPER, size=60, strokeWidth=2, opacity=1)
        .encode(
            x=x,
            y=y,
            stroke=alt.Stroke(
                "country:N", scale=alt.Scale(domain=["DR Congo", "Indonesia"], range=[pp.RED, pp.BLUE]), legend=None
            ),
        )
    )
    diamond = (
        alt.Chart(forecast)
        .mark_point(shape="diamond", size=260, filled=False, strokeWidth=1.8, color=pp.INK, opacity=1)
        .encode(x=x, y="low:Q")
    )
    told = (
        alt.Chart(forecast).mark_text(align="right", dy=37, dx=14, color=pp.INK).encode(x=x, y="low:Q", text="label:N")
    )
    names = (
        alt.Chart(ends)
        .mark_text(align="right", dy=20, dx=14, fontWeight=600, fontSize=14)
        .encode(x=x, y=y, text="label:N", color=colour)
        .transform_filter(alt.datum.country == "DR Congo")
    )
    names2 = (
        alt.Chart(ends)
        .mark_text(align="right", dy=-33, dx=14, fontWeight=600, fontSize=14)
        .encode(x=x, y=y, text="label:N", color=colour)
        .transform_filter(alt.datum.country == "Indonesia")
    )
    return alt.layer(band, words, line, diamond, dots, last, told, names, names2).properties(width=width, height=320)


# %%
idn_2025 = percent(
    "indonesia-share-2025",
    indonesia.loc[2025, "share"],
    period="2025",
    rows=newest.loc[2025],
    formula="Indonesia in percent of the sum of rows",
)
idn_2020 = percent(
    "indonesia-share-2020",
    indonesia.loc[2020, "share"],
    period="2020",
    rows=newest.loc[2020],
    formula="Indonesia in percent of the sum of rows",
)
pp.publish_figure(
    draw_share,
    name="congo-share",
    data=lines,
    columns={
        "country": "Country",
        "year": "Year",
        "share": "Share of world mine production (percent)",
        "tonnes": "Mine production (tonnes)",
        "edition": "Edition",
        "qualifier": "Marked by USGS as",
    },
)

# %% [markdown]
# ::: figure congo-share
#
# **The Congo’s share of cobalt mining rose from {{ congo-share-2015 }} in 2015 to {{ congo-share-2025 }} in 2025, the
# level once projected**
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
# when one country has all. Divided into {{= 10,000 | top of the scale}}, it gives a number that is easier to picture:
# how many countries with equal shares would be as concentrated. That number fell from {{ equal-2015 }} in 2015 to
# {{ equal-2025 }} in 2025.
#
# Two things could move the index without any change on the ground.
#
# *“Other countries.”* USGS prints small producers as one group. If the group were a great many producers, it would add
# nothing to the index; if it were a single one, it would add the square of its share. The truth lies between. The range
# is at most {{ other-points-max }} points ({{ other-points-year }}). How the group is split does not touch the share of
# the largest producer.
#
# *Editions.* Each year from 2021 to 2024 stands in two editions as a complete table. The largest move is that of
# {{ move-year }}: the Congo’s share went from {{ move-share-first }} to {{ move-share-newest }}, and the index moved by
# {{ move-index-max }} points. In the other years the index moved by {{ move-index-other }} points or less. The fall
# from 2024 to 2025, {{ index-fall-2025 }} points, is smaller than the largest move, and 2025 is a first estimate; we do
# not read it as a turn.

# %%
for year in (2015, 2025):
    row = newest.loc[year]
    pp.publish_value(
        f"index-{year}",
        row["index_low"],
        format="{:,.0f}",
        unit="index",
        period=str(year),
        rows=row,
        formula="sum of squared percent shares of named countries; other countries add nothing",
        thresholds={1800: "highly concentrated by the US merger guidelines of 2023"},
    )
    pp.publish_value(
        f"equal-{year}",
        row["equal"],
        format="{:.1f}",
        unit="countries",
        period=str(year),
        rows=row,
        formula="10,000 divided by the index",
    )
rise = newest.loc[2025, "index_low"] - newest.loc[2015, "index_low"]
room = measured.assign(points=measured["index_high"] - measured["index_low"])
widest = room.loc[room["points"].idxmax()]
assert rise > 2 * (widest["points"] + 500), "the rise would be within what groups and editions can do"
pp.publish_value(
    "other-points-max",
    widest["points"],
    format="{:.0f}",
    unit="index points",
    period=str(widest["year"]),
    rows=widest,
    formula="largest square of the group’s share, all complete editions",
)
word("other-points-year", str(widest["year"]), rows=widest, formula="year in which the group could add most")

# %%
moves = co.edition_moves(measured, "index_low")
share_moves = co.edition_moves(measured, "top_share").set_index("year")
assert moves["year"].tolist() == [2021, 2022, 2023, 2024], "other years are printed twice"
ranked = moves.reindex(moves["move"].abs().sort_values(ascending=False).index)
most, second = ranked.iloc[0], ranked.iloc[1]
fall = newest.loc[2024, "index_low"] - newest.loc[2025, "index_low"]
assert 0 < fall < abs(most["move"]), "the fall to 2025 would exceed what an edition moves"
word("move-year", str(most["year"]), rows=most, formula="year whose index moved most between editions")
pp.publish_value(
    "move-index-max",
    abs(most["move"]),
    format="{:.0f}",
    unit="index points",
    period=str(most["year"]),
    rows=moves["rows"],
    formula="largest move between first and newest complete edition",
)
pp.publish_value(
    "move-index-other",
    abs(second["move"]),
    format="{:.0f}",
    unit="index points",
    rows=moves["rows"],
    formula="second largest move between editions",
)
pp.publish_value(
    "index-fall-2025",
    fall,
    format="{:.0f}",
    unit="index points",
    period="2024 to 2025",
    rows=[newest.loc[2024, "rows"], newest.loc[2025, "rows"]],
    formula="index of 2024 less index of 2025",
)
for end in ("first", "newest"):
    percent(
        f"move-share-{end}",
        share_moves.loc[most["year"], end],
        period=str(most["year"]),
        rows=share_moves.loc[most["year"]],
        formula=f"DR Congo in percent of the sum of rows, {end} edition",
    )

# %%
latest = measured.groupby("year")["edition_order"].transform("max")
index = measured.assign(newest=measured["edition_order"] == latest, era=measured["year"].gt(2016).astype(str))
index["left"] = index["year"] - 0.3
index["right"] = index["year"] + 0.3
index["print"] = index["newest"].map({True: "newest edition", False: "older edition"})
index = index[
    [
        "year",
        "edition",
        "print",
        "top_share",
        "index_low",
        "index_high",
        "equal",
        "left",
        "right",
        "era",
        "newest",
        "rows",
    ]
]
levels = pd.DataFrame({"equal": [2, 3, 4]})
levels["label"] = [f"{number} equal" for number in levels["equal"]]
levels["level"] = [10_000 / number for number in levels["equal"]]
levels["long"] = levels["label"] + " countries"
levels["year"] = 2017.5
levels["rows"] = newest.loc[2025, "rows"]
tags = index[index["newest"] & index["year"].isin([2015, 2020, 2025])].copy()
tags["above"] = tags["year"] < 2016
tags["label"] = [f"{value:,.0f}" for value in tags["index_low"]]
older = index[~index["newest"] & (index["year"] == most["year"])].copy()
older["label"] = "older edition"


# %%
def draw_index(width):
    domain = alt.Scale(domain=[2010.4, 2026.4], zero=False)
    ticks = [2011, 2013, 2015, 2020, 2022, 2025] if width == pp.WIDE else [2011, 2015, 2020, 2025]
    x = alt.X("year:Q", axis=alt.Axis(format="d", title=None, values=ticks), scale=domain)
    y = alt.Y(
        "index_low:Q",
        axis=alt.Axis(title="Herfindahl-Hirschman index", grid=False, values=[0, 2000, 4000, 6000], format=",d"),
        scale=alt.Scale(domain=[0, 6600]),
    )
    band = (
        alt.Chart(gap.assign(top=6600, floor=0))
        .mark_rect(color=pp.SOFT)
        .encode(x=alt.X("start:Q", scale=domain), x2="end:Q")
    )
    words = (
        alt.Chart(gap.assign(height=1000))
        .mark_text(color=pp.MUTED, text=["no complete", "table"], lineHeight=16)
        .encode(x=alt.X("middle:Q", scale=domain), y="height:Q")
    )
    rules = alt.Chart(levels).mark_rule(color=pp.MUTED, strokeDash=[2, 4], strokeWidth=1.5).encode(y="level:Q")
    named = (
        alt.Chart(levels)
        .mark_text(color=pp.MUTED, dy=-9)
        .encode(x=alt.X("year:Q", scale=domain), y="level:Q", text="long:N" if width == pp.WIDE else "label:N")
    )
    base = alt.Chart(index)
    line = (
        base.transform_filter(alt.datum.newest)
        .mark_line(strokeWidth=1.5, color=pp.RED, opacity=0.75)
        .encode(x=x, y=y, detail="era:N")
    )
    span = {
        "x": alt.X("left:Q", scale=domain, axis=alt.Axis(format="d", title=None, values=ticks)),
        "x2": "right:Q",
        "y": y,
        "y2": "index_high:Q",
    }
    old = (
        base.transform_filter(~alt.datum.newest)
        .mark_rect(color=pp.GREY, fillOpacity=0, stroke=pp.GREY, strokeWidth=2.5)
        .encode(**span)
    )
    new = base.transform_filter(alt.datum.newest).mark_rect(color=pp.RED, stroke=pp.RED, strokeWidth=3.5).encode(**span)
    labels = alt.Chart(tags).encode(x=x, y=y, text="label:N")
    above = labels.transform_filter(alt.datum.above).mark_text(dy=-14, fontWeight=600, fontSize=14, color=pp.RED)
    below = labels.transform_filter(~alt.datum.above).mark_text(dy=15, fontWeight=600, fontSize=14, color=pp.RED)
    aside = alt.Chart(older).mark_text(align="center", dy=15, dx=14, color=pp.MUTED).encode(x=x, y=y, text="label:N")
    return alt.layer(band, words, rules, named, line, old, new, above, below, aside).properties(width=width, height=320)


# %%
pp.publish_figure(
    draw_index,
    name="index-by-year",
    data=index,
    columns={
        "year": "Year",
        "edition": "Edition",
        "print": "Print",
        "top_share": "Share of DR Congo (percent)",
        "index_low": "Index, lowest",
        "index_high": "Index, highest",
        "equal": "Equal countries",
    },
)

# %% [markdown]
# ::: figure index-by-year
#
# **Cobalt mining was as concentrated as {{ equal-2015 }} equal countries in 2015, and as {{ equal-2025 }} in 2025**
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
# Its note names a Bloomberg article of 26 October 2017 and a market report of June 2019. The Bloomberg article gives
# the same number with a weaker verb, “may”, and names the consultancy Wood Mackenzie. It gives another reason, mines in
# the Congo that expand, and a different starting point, {{ press-share-2017 }}.
#
# The number came true. On the newest editions the share passed {{ projected-share }} in {{ year-reached }}. An older
# edition had put that year lower; from 2023 on every complete edition has it above.
#
# The reason given by CSIS can be tested only against 2015, because there is no complete table between. Outside the
# Congo, mines gave {{ outside-2015 }} tonnes in 2015, {{ outside-2020 }} in 2020 and {{ outside-2025 }} in 2025.
# Without Indonesia the same countries gave {{ rest-2015 }}, {{ rest-2020 }} and {{ rest-2025 }}. For 2018 itself,
# CSIS’s share and the world total of USGS would give {{ outside-2018 }} outside the Congo, about as much as in 2015. So
# supply did dwindle in the others taken together, but Indonesia more than made up for it, and the Congo’s share rose
# because its own mines grew to {{ congo-multiple }} times their output of 2015. That is the reason Bloomberg reported.
# (For 2018 CSIS puts the growth of world production at {{ claim.csis-2020-cobalt-world-growth-2018 }}, where USGS has
# {{ world-growth-2018 }}; its {{ claim.csis-2020-cobalt-congo-growth-2018 }} for the Congo cannot be checked.)
#
# Since then the Congo has limited exports. A ban began in {{ ban-start }} and ended in {{ ban-end }}; quotas followed,
# with {{ quota-2025 }} tonnes for the rest of 2025 and up to {{ quota-2026 }} tonnes a year in 2026 and 2027, of which
# {{ quota-strategic }} are a strategic quota. A year’s quota is {{ quota-part }} of what the Congo mined in 2025.
# Quotas cap exports, not mining, so ore may be stocked; how far the quotas bind is not yet known.

# %%
press = pp.load_table("cobalt_press_facts").set_index("id")
assert press.loc["congo-share-2025-projected", "value"] == projected.number, (
    "CSIS and the article it cites would differ"
)
percent(
    "press-share-2017",
    press.loc["congo-share-2017", "value"],
    period="2017",
    rows=press.loc[["congo-share-2017"]],
    formula="DR Congo’s share as a Bloomberg article gives it",
)
reached = int(congo.index[congo["share"] >= projected.number].min())
by_edition = measured.set_index(["year", "edition_order"])["top_share"]
assert reached == 2022, "another year would be the first above the projection"
assert by_edition.loc[2022].min() < projected.number, "the year reached would not depend on the edition"
assert measured.loc[measured["year"] >= 2023, "top_share"].min() > projected.number, (
    "some edition has a later year below the projection"
)
word(
    "year-reached",
    str(reached),
    rows=newest.loc[reached],
    formula="first year in which DR Congo’s share is at least the projected one",
)

# %%
everyone = table[table["iso3"] != "COD"].copy()
everyone["group"] = everyone["iso3"].map({"IDN": "Indonesia"}).fillna("All other countries")
sums = pd.concat([table[table["iso3"] == "COD"].assign(group="DR Congo"), everyone])
sums = sums.groupby(["group", "year"], as_index=False).agg(tonnes=("tonnes", "sum"), rows=("rows", pp.join_rows))
by = sums.set_index(["group", "year"])
outside = everyone.groupby("year").agg(tonnes=("tonnes", "sum"), rows=("rows", pp.join_rows))
for year in (2015, 2020, 2025):
    tonnes(
        f"outside-{year}",
        outside.loc[year, "tonnes"],
        period=str(year),
        rows=outside.loc[year],
        formula="sum of rows without DR Congo",
    )
    tonnes(
        f"rest-{year}",
        by.loc[("All other countries", year), "tonnes"],
        period=str(year),
        rows=by.loc[("All other countries", year)],
        formula="sum of rows without DR Congo and Indonesia",
    )
grown = 100 * (outside.loc[2025, "tonnes"] / outside.loc[2015, "tonnes"] - 1)
assert grown > 25, "supply outside the Congo would have dwindled"
assert by.loc[("All other countries", 2025), "tonnes"] < by.loc[("All other countries", 2015), "tonnes"], (
    "the others would have grown as well"
)
parsed = prints[prints["edition"] == "Mineral Commodity Summaries, parsed"].set_index(["iso3", "year"])
share_2018 = pp.claim("csis-2020-cobalt-congo-share-2018")
outside_2018 = parsed.loc[("WLD", 2018), "tonnes"] * (1 - share_2018.low / 100)
assert abs(outside_2018 / outside.loc[2015, "tonnes"] - 1) < 0.05, (
    "supply outside the Congo in 2018 would not be near that of 2015"
)
tonnes(
    "outside-2018",
    outside_2018,
    period="2018",
    rows=[share_2018.row, parsed.loc[("WLD", 2018), "rows"]],
    formula="world total times one less the share that CSIS gives",
)
percent(
    "world-growth-2018",
    100 * (parsed.loc[("WLD", 2018), "tonnes"] / parsed.loc[("WLD", 2017), "tonnes"] - 1),
    period="2017 to 2018",
    rows=parsed.loc[[("WLD", 2017), ("WLD", 2018)]],
    formula="growth of the printed world total",
)
percent(
    "outside-rise",
    grown,
    period="2015 to 2025",
    rows=[outside.loc[2015, "rows"], outside.loc[2025, "rows"]],
    formula="rise of the sum of rows without DR Congo",
)
pp.publish_value(
    "congo-multiple",
    congo.loc[2025, "tonnes"] / congo.loc[2015, "tonnes"],
    format="{:.1f}",
    unit="times",
    period="2015 to 2025",
    rows=congo.loc[[2015, 2025], "rows"],
    formula="mine production of 2025 over 2015",
)

# %%
measures = pp.load_table("cobalt_export_measures").set_index("id")
assert len(measures) == 6
assert measures.loc["quota-2026", "tonnes"] == measures.loc["quota-2027", "tonnes"]
for name, column in (("ban-start", "starts"), ("ban-end", "ends")):
    word(
        name,
        f"{pd.Timestamp(measures.loc['ban-2025', column]):%B %Y}",
        rows=measures.loc[["ban-2025"]],
        formula="month as USGS states it",
    )
tonnes(
    "quota-2025",
    measures.loc["quota-2025", "tonnes"],
    period="from October 2025",
    rows=measures.loc[["quota-2025"]],
    formula="DR Congo’s export quota as USGS states it",
)
quota = pp.publish_value(
    "quota-2026",
    measures.loc["quota-2026", "tonnes"],
    format="{:,.0f}",
    unit="tonnes a year",
    period="2026 and 2027",
    rows=measures.loc[["quota-2026", "quota-2027"]],
    formula="DR Congo’s export quota as USGS states it, an upper limit",
)
pp.publish_value(
    "quota-strategic",
    measures.loc["strategic-2026", "tonnes"],
    format="{:,.0f}",
    unit="tonnes a year",
    period="2026 and 2027",
    rows=measures.loc[["strategic-2026", "strategic-2027"]],
    formula="part of the quota, as USGS states it",
)
percent(
    "quota-part",
    100 * quota.number / congo.loc[2025, "tonnes"],
    rows=[*quota.rows, congo.loc[2025, "rows"]],
    formula="yearly quota over mine production of 2025",
)

# %%
bars = sums.assign(kind="mined", kilotonnes=sums["tonnes"] / 1000)
caps = measures.loc[["quota-2026", "quota-2027"]].reset_index()
caps = pd.DataFrame(
    {
        "group": "DR Congo",
        "year": caps["year"].astype(int),
        "tonnes": caps["tonnes"],
        "rows": caps["rows"],
        "kind": "export quota, upper limit",
        "kilotonnes": caps["tonnes"] / 1000,
    }
)
output = pd.concat([bars, caps], ignore_index=True)
shown = output[output["year"].isin([2015, 2020, 2025]) & (output["kind"] == "mined")].copy()
shown["label"] = [f"{value:.0f}" if value >= 10 else f"{value:.1f}" for value in shown["kilotonnes"]]
capped = output[(output["kind"] != "mined") & (output["year"] == 2026)].copy()
capped["label"] = [f"quota {value:.0f}" for value in capped["kilotonnes"]]


# %%
def draw_output(width):
    wide = width == pp.WIDE
    colours = {"DR Congo": pp.RED, "Indonesia": pp.BLUE, "All other countries": pp.GREY}
    charts = []
    for place, (group, colour) in enumerate(colours.items()):
        domain = alt.Scale(
            domain=[2010.3, 2029.6] if place == 0 or not wide else [2010.3, 2025.9], zero=False, nice=False
        )
        x = alt.X(
            "year:Q",
            axis=alt.Axis(format="d", title=None, values=[2011, 2015, 2020, 2025], labelOverlap=False),
            scale=domain,
        )
        axis = alt.Axis(
            title="kilotonnes" if place == 0 or not wide else None, labels=place == 0 or not wide, values=[0, 100, 200]
        )
        y = alt.Y("kilotonnes:Q", axis=axis, scale=alt.Scale(domain=[0, 255]))
        head = output[output["group"] == group].head(1)
        name = (
            alt.Chart(head)
            .mark_text(
                align="left",
                baseline="top",
                fontSize=14,
                fontWeight=600,
                color=pp.MUTED if colour == pp.GREY else colour,
                x=0,
                y=-20,
            )
            .encode(text="group:N")
        )
        size = 8 if wide else 11
        base = alt.Chart(output).transform_filter(alt.datum.group == group)
        full = base.transform_filter(alt.datum.kind == "mined").mark_bar(size=size, color=colour).encode(x=x, y=y)
        hollow = (
            base.transform_filter(alt.datum.kind != "mined")
            .mark_bar(size=size, fillOpacity=0, stroke=colour, strokeWidth=1.5, strokeDash=[3, 2])
            .encode(x=x, y=y)
        )
        label = (
            alt.Chart(shown)
            .transform_filter(alt.datum.group == group)
            .mark_text(dy=-8, color=pp.INK)
            .encode(x=x, y=y, text="label:N")
        )
        band = alt.Chart(gap).mark_rect(color=pp.SOFT).encode(x=alt.X("start:Q", scale=domain), x2="end:Q")
        words = (
            alt.Chart(gap)
            .mark_text(color=pp.MUTED, text=["no", "table"], lineHeight=15, y=24)
            .encode(x=alt.X("middle:Q", scale=domain))
        )
        layers = [band, words, full, hollow, label, name] if place == 0 else [band, words, full, label, name]
        if place == 0:
            layers.append(
                alt.Chart(capped)
                .mark_text(dy=-9, dx=-4, align="left", color=pp.INK)
                .encode(x=alt.X("year:Q", scale=domain), y=y, text="label:N")
            )
        charts.append(
            alt.layer(*layers).properties(
                width=(232 if place == 0 else 172) if wide else width - 40, height=250 if wide else 150
            )
        )
    return alt.hconcat(*charts, spacing=14) if wide else alt.vconcat(*charts, spacing=16)


# %%
pp.publish_figure(
    draw_output,
    name="outside-supply",
    data=output,
    columns={"group": "Country or group", "year": "Year", "kind": "Kind", "tonnes": "Tonnes of cobalt"},
)

# %% [markdown]
# ::: figure outside-supply
#
# **Cobalt supply outside the Congo grew by {{ outside-rise }} from 2015 to 2025: Indonesia outweighed the decline of
# the others**
#
# *Cobalt mine production, kilotonnes of cobalt content, 2011 to 2015 and 2020 to 2025; export quotas of the Congo for
# 2026 and 2027*
#
# Note: One scale for all three. Dashed outlines are quotas, upper limits on exports and not forecasts of mining. No
# complete tables for 2016 to 2019. Figures for 2025 are first estimates. “All other countries” holds every named
# country but two, and the group that USGS does not name.
#
# Alt: Three column charts on one scale. DR Congo rises to {{ congo-multiple }} times its output of 2015 by 2025, with
# outlines at {{ quota-2026 }} tonnes for the export quotas of 2026 and 2027. Indonesia rises from almost nothing. All
# other countries together fall from {{ rest-2015 }} tonnes in 2015 to {{ rest-2025 }} in 2025.

# %% [markdown]
# ## After the mine: owner, refiner, buyer
#
# Where ore is dug does not show who controls it. The cobalt chapter of CSIS 2020, by Maria Sinclair, follows the chain
# from mine to buyer. For each stage we set its claims beside the statistics that could be found.
#
# - **Mine.** CSIS puts China’s own mines at {{ claim.csis-2020-cobalt-china-mine-share }} of world output, without a
#   year. USGS has {{ china-mine-2019 }} for 2019, above the claim, and {{ china-mine-2025 }} for 2025, below it. Either
#   way the share is small.
# - **Owner.** CSIS counts {{ claim.csis-2020-cobalt-mines-bought }} of the Congo’s
#   {{ claim.csis-2020-cobalt-mines-top }} largest mines as bought by China. No statistic of ownership was found.
# - **Refiner.** CSIS says that Chinese firms control {{ claim.csis-2020-cobalt-refinery-control }} refineries, and that
#   China makes {{ claim.csis-2020-cobalt-refined-share }} of refined cobalt. At the end of 2015 USGS counted
#   {{ refinery-capacity-2015 }} of the world’s refinery capacity in China. China’s share of output was
#   {{ refined-2017 }} in 2017 (USGS) and {{ refined-2021 }} in 2021 (British Geological Survey, quoted by a course
#   page). For 2023 a page quotes the International Energy Agency with {{ refined-tonnes-2023 }} tonnes, but no world
#   total from the same source was seen, so we compute no share. Control of firms and place of refineries are different
#   things, which may explain part of the difference.
# - **Buyer.** CSIS says that China buys the largest share, and gives none. Net imports met an estimated
#   {{ us-reliance }} of the cobalt used in the United States in 2025; in 2021 to 2024 {{ us-four }} of US imports came
#   from Norway, Finland, Canada and Japan. Where the ore came from, the figures do not show.
#
# Two of the purchases in the chapter appear to be one. It reports a sale of {{ gem-tonnes }} tonnes to the Chinese firm
# GEM in 2017, {{ claim.csis-2020-cobalt-gem-share }} of world output by its count, and GEM’s announcement in March 2018
# that it would buy one part in three, {{ glencore-third }}, of Glencore’s cobalt, which it equates with
# {{ claim.csis-2020-cobalt-glencore-half-world }} of world production in 2017. A Reuters report of that announcement
# gives {{ gem-first-year }} tonnes as the first year’s part of the Glencore contract, and {{ gem-total }} tonnes over
# the three years 2018 to 2020, all as cobalt hydroxide, which we read as cobalt content. That total is
# {{ gem-total-share }} of world mining in 2017: three years of planned deliveries set against one year of output. Read
# as one year, the two fractions would mean that Glencore mined {{ glencore-implied }} of the world’s cobalt.

# %%
china = table[table["iso3"] == "CHN"].set_index("year")
china_2019 = pp.publish_value(
    "china-mine-2019",
    100 * parsed.loc[("CHN", 2019), "tonnes"] / parsed.loc[("WLD", 2019), "tonnes"],
    format="{:.1f}%",
    unit="percent",
    period="2019",
    rows=parsed.loc[[("CHN", 2019), ("WLD", 2019)]],
    formula="China over the printed world total",
)
pp.publish_value(
    "china-mine-2025",
    china.loc[2025, "share"],
    format="{:.1f}%",
    unit="percent",
    period="2025",
    rows=newest.loc[2025],
    formula="China in percent of the sum of rows",
)
assert all(
    parsed.loc[("CHN", year), "tonnes"] / parsed.loc[("WLD", year), "tonnes"] > 0.01 for year in (2017, 2018, 2019)
), "China’s mine share would have been below one percent when CSIS wrote"

# %%
capacity = pp.load_table("cobalt_refinery_capacity").set_index("iso3")
parts = capacity.drop(index="WLD")
assert len(parts) == 17
assert abs(parts["tonnes_per_year"].sum() / capacity.loc["WLD", "tonnes_per_year"] - 1) < 0.01
cap = 100 * parts.loc["CHN", "tonnes_per_year"] / parts["tonnes_per_year"].sum()
percent(
    "refinery-capacity-2015", cap, period="end of 2015", rows=parts, formula="capacity in China over the sum of rows"
)
for year in (2017, 2021):
    percent(
        f"refined-{year}",
        stages.loc[f"refined-share-chn-{year}", "value"],
        period=str(year),
        rows=stages.loc[[f"refined-share-chn-{year}"]],
        formula="China’s share of refined cobalt as the source states it",
    )
tonnes(
    "refined-tonnes-2023",
    stages.loc["refined-output-chn-2023", "value"],
    period="2023",
    rows=stages.loc[["refined-output-chn-2023"]],
    formula="refined cobalt made in China, as a press page quotes it",
)
assert stages.loc["refined-share-chn-2021", "value"] < pp.claim("csis-2020-cobalt-refined-share").low, (
    "the claim would agree with a statistic"
)

# %%
pp.publish_value(
    "us-reliance",
    stages.loc["us-net-import-reliance-2025", "value"],
    format="{:.0f}%",
    unit="percent of apparent consumption",
    period="2025",
    rows=stages.loc[["us-net-import-reliance-2025"]],
    formula="net import reliance as USGS states it, estimated",
)
four = stages.loc[[f"us-import-share-{iso3}" for iso3 in ("nor", "fin", "can", "jpn")]]
pp.publish_value(
    "us-four",
    four["value"].sum(),
    format="{:.0f}%",
    unit="percent of imports",
    period="2021 to 2024",
    rows=four,
    formula="US cobalt imports from Norway, Finland, Canada and Japan, sum of the shares",
)
assert four["value"].sum() + stages.loc["us-import-share-other", "value"] == 100

# %%
gem = pp.load_claims(
    "csis-2020-cobalt-gem-tonnes", "csis-2020-cobalt-glencore-third", "csis-2020-cobalt-glencore-half-world"
).set_index("id")
contract = press.loc[["glencore-gem-2018", "glencore-gem-2019", "glencore-gem-2020"]]
assert gem.loc["csis-2020-cobalt-gem-tonnes", "low"] == contract["value"].iloc[0], (
    "the two tonnages would differ, and the deals be two"
)
world_2017 = parsed.loc[[("WLD", 2017)]]
tonnes(
    "gem-tonnes",
    gem.loc["csis-2020-cobalt-gem-tonnes", "low"],
    period="2017",
    rows=gem.loc[["csis-2020-cobalt-gem-tonnes"]],
    formula="cobalt sold to GEM as CSIS 2020 prints it",
)
tonnes(
    "gem-first-year",
    contract["value"].iloc[0],
    period="2018",
    rows=contract.iloc[[0]],
    formula="cobalt for GEM in the contract’s first year, as Reuters reports it",
)
tonnes(
    "gem-total",
    contract["value"].sum(),
    period="2018 to 2020",
    rows=contract,
    formula="cobalt for GEM over the contract’s three years, summed",
)
percent(
    "gem-total-share",
    100 * contract["value"].sum() / world_2017["tonnes"].iloc[0],
    rows=[*contract["rows"], *world_2017["rows"]],
    formula="three years of the contract over world mine production of 2017",
)
half, third = gem.loc["csis-2020-cobalt-glencore-half-world", "low"], gem.loc["csis-2020-cobalt-glencore-third", "low"]
percent(
    "glencore-third",
    third,
    period="2018",
    rows=gem.loc[["csis-2020-cobalt-glencore-third"]],
    formula="one third, as CSIS 2020 prints it in words",
)
percent(
    "glencore-implied",
    100 * half / third,
    rows=gem.loc[["csis-2020-cobalt-glencore-half-world", "csis-2020-cobalt-glencore-third"]],
    formula="half of the world over a third of Glencore",
)

# %%
claims = pp.load_claims(
    "csis-2020-cobalt-congo-share-2018",
    "csis-2020-cobalt-china-mine-share",
    "csis-2020-cobalt-mines-bought",
    "csis-2020-cobalt-mines-top",
    "csis-2020-cobalt-refined-share",
).set_index("id")


def said(key):
    return claims.loc[f"csis-2020-cobalt-{key}"]


bought, top = said("mines-bought"), said("mines-top")
LINES = [
    "Mine: dug in the Congo, percent of world",
    "Mine: dug in China, percent of world",
    "Owner: Congolese mines China bought",
    "Refiner: refined in China, percent of world",
    "Buyer: bought by China, percent of world",
]
facts = [
    (
        0,
        "statistic",
        congo.loc[2015, "share"],
        congo.loc[2015, "share"],
        f"{congo.loc[2015, 'share']:.0f}% USGS 2015",
        "right",
        newest.loc[2015, "rows"],
    ),
    (
        0,
        "statistic",
        congo.loc[2025, "share"],
        congo.loc[2025, "share"],
        f"{congo.loc[2025, 'share']:.0f}% USGS 2025",
        "left",
        newest.loc[2025, "rows"],
    ),
    (
        0,
        "claim",
        said("congo-share-2018")["low"],
        said("congo-share-2018")["low"],
        f"{said('congo-share-2018')['low']:.0f}% CSIS, 2018",
        "center",
        said("congo-share-2018")["rows"],
    ),
    (
        1,
        "statistic",
        china_2019.number,
        china_2019.number,
        f"{china_2019.number:.1f}% USGS 2019",
        "left",
        " ".join(china_2019.rows),
    ),
    (
        1,
        "claim",
        0,
        said("china-mine-share")["high"],
        f"less than {said('china-mine-share')['high']:.0f}% CSIS",
        "left",
        said("china-mine-share")["rows"],
    ),
    (
        2,
        "claim",
        100 * bought["low"] / top["low"],
        100 * bought["low"] / top["low"],
        f"{bought['low']:.0f} of the {top['low']:.0f} largest, CSIS",
        "center",
        pp.join_rows([bought["rows"], top["rows"]]),
    ),
    (3, "statistic", cap, cap, f"capacity {cap:.0f}%, 2015", "right", pp.join_rows(parts["rows"])),
    (
        3,
        "statistic",
        *[stages.loc["refined-share-chn-2017", "value"]] * 2,
        f"{stages.loc['refined-share-chn-2017', 'value']:.0f}% 2017",
        "right",
        stages.loc["refined-share-chn-2017", "rows"],
    ),
    (
        3,
        "statistic",
        *[stages.loc["refined-share-chn-2021", "value"]] * 2,
        f"{stages.loc['refined-share-chn-2021', 'value']:.0f}% BGS 2021",
        "left",
        stages.loc["refined-share-chn-2021", "rows"],
    ),
    (
        3,
        "claim",
        said("refined-share")["low"],
        100,
        f"more than {said('refined-share')['low']:.0f}% CSIS",
        "right",
        said("refined-share")["rows"],
    ),
]
chain = pd.DataFrame(facts, columns=["line", "kind", "low", "high", "label", "align", "rows"])
chain["stage"] = [LINES[line] for line in chain["line"]]
chain["open"] = (chain["low"] != chain["high"]) & (chain["high"] == 100)
heads = pd.DataFrame({"line": range(5), "stage": LINES, "zero": 0, "hundred": 100, "rows": pp.join_rows(chain["rows"])})
silent = heads.tail(1).assign(label="no figure: CSIS names China the|largest buyer; no statistic found")


# %%
def draw_chain(width):
    wide = width == pp.WIDE
    scale = alt.Scale(domain=[0, 100], nice=False)
    rank = alt.Scale(domain=[-0.55, 4.4], reverse=True, nice=False)
    x = alt.X("low:Q", scale=scale, axis=alt.Axis(title=None, values=[0, 25, 50, 75, 100], grid=False))
    y = alt.Y("line:Q", scale=rank, axis=None)
    rail = (
        alt.Chart(heads.head(4))
        .mark_rule(color=pp.GRID, strokeWidth=1.5)
        .encode(x=alt.X("zero:Q", scale=scale), x2="hundred:Q", y=y)
    )
    name = (
        alt.Chart(heads)
        .mark_text(align="left", dy=-38, fontWeight=600, fontSize=14)
        .encode(x=alt.X("zero:Q", scale=scale), y=y, text="stage:N")
    )
    none = (
        alt.Chart(silent)
        .mark_text(align="left", dy=-16, lineBreak="|", lineHeight=16, color=pp.MUTED)
        .encode(x=alt.X("zero:Q", scale=scale), y=y, text="label:N")
    )
    base = alt.Chart(chain)
    stat = (
        base.transform_filter(alt.datum.kind == "statistic")
        .mark_point(filled=True, color=pp.BLUE, size=90, opacity=1)
        .encode(x=x, y=y)
    )
    interval = (
        base.transform_filter(alt.datum.low != alt.datum.high)
        .mark_rule(color=pp.OCHRE, strokeWidth=4)
        .encode(x=x, x2="high:Q", y=y)
    )
    exact = (
        base.transform_filter((alt.datum.kind == "claim") & (alt.datum.low == alt.datum.high))
        .mark_point(shape="diamond", filled=True, fill=pp.PAPER, stroke=pp.OCHRE, strokeWidth=2, size=130, opacity=1)
        .encode(x=x, y=y)
    )
    arrow = (
        base.transform_filter(alt.datum.open)
        .mark_point(shape="triangle-right", filled=True, color=pp.OCHRE, size=120, opacity=1)
        .encode(x=alt.X("high:Q", scale=scale), y=y)
    )
    notes = []
    for kind, drop, colour in (("statistic", 18, pp.BLUE), ("claim", -16, pp.OCHRE)):
        for align, shift in (("left", 0), ("center", 0), ("right", 0)):
            kept = base.transform_filter((alt.datum.kind == kind) & (alt.datum.align == align))
            where = "high:Q" if (kind, align) == ("claim", "right") else "low:Q"
            notes.append(
                kept.mark_text(align=align, dy=drop, dx=shift, color=colour).encode(
                    x=alt.X(where, scale=scale), y=y, text="label:N"
                )
            )
    return alt.layer(rail, name, none, interval, stat, exact, arrow, *notes).properties(
        width=width, height=420 if wide else 430
    )


# %%
pp.publish_figure(
    draw_chain,
    name="chain-stages",
    data=chain,
    columns={
        "stage": "Stage",
        "kind": "Claim or statistic",
        "low": "From (percent)",
        "high": "To (percent)",
        "label": "As printed, and where",
    },
)

# %% [markdown]
# ::: figure chain-stages
#
# **China refined {{ refined-2017 }} of the world’s cobalt in 2017 and {{ refined-2021 }} in 2021, less than CSIS
# claimed in 2020**
#
# *Shares at each stage of the cobalt chain, percent; years as marked*
#
# Note: For owners and buyers only claims were found. Blue dots are statistics, ochre diamonds and bars are claims of
# CSIS 2020; an arrow is a claim without upper bound. The row of mines counts mines, not tonnes. In the row of refining,
# capacity and 2017 are from USGS. Scopes differ, so the points of a row are not a series.
#
# Alt: Dot chart with five rows. Mined in the Congo: statistics {{ congo-share-2015 }} for 2015 and
# {{ congo-share-2025 }} for 2025, claim {{ claim.csis-2020-cobalt-congo-share-2018 }} for 2018. Mined in China: near
# zero. Congolese mines bought by China: claim of {{ claim.csis-2020-cobalt-mines-bought }} of
# {{ claim.csis-2020-cobalt-mines-top }}. Refined in China: capacity {{ refinery-capacity-2015 }}, output
# {{ refined-2017 }} and {{ refined-2021 }}, claim {{ claim.csis-2020-cobalt-refined-share }}. Bought by China: no
# figure.

# %% [markdown]
# ## The price
#
# CSIS 2020 writes that the *price* of cobalt “may” rise by {{ price-rise-claimed }} up to 2030, because electric
# vehicles and chips need it. It gives no base year. The note after the following sentence names a Financial Times
# article of 20 August 2018, which we have not seen.
#
# A rise of that size multiplies the price by {{ price-multiple }}. Counted from the yearly average of 2017, 2018 or
# 2019, it would mean US${{ price-claim-low }} to US${{ price-claim-high }} a pound. The average of 2018 was
# US${{ price-2018 }}, that of 2025 US${{ price-2025 }} (USGS, estimated): {{ price-fall }} lower, without adjustment
# for inflation. The year 2030 has not come, so the claim is not refuted; but the price of 2025 would have to grow
# {{ price-needed }}-fold to meet even the lowest reading.
#
# One explanation is a slip between price and demand. The Bloomberg article of October 2017 quotes an estimate of
# Bloomberg New Energy Finance that world *demand* for cobalt could by 2030 be {{ demand-multiple }} times that of 2016,
# a rise of about the same size. We cannot settle it.


# %%
def newest_prices():
    frame = co.newest_rows(pp.load_table("cobalt_prices"), keys=("market", "year"))
    assert frame.groupby("market")["year"].nunique().to_dict() == {"LME cash": 9, "US spot, cathode": 9}
    return frame.assign(first_estimate=frame["qualifier"].eq("estimated"), year=frame["year"].astype(int))


price = newest_prices()
spot = price[price["market"] == "US spot, cathode"].set_index("year")
[claimed] = pp.load_claims("csis-2020-cobalt-price-rise").to_dict("records")
multiple = 1 + claimed["low"] / 100
bases = spot.loc[[2017, 2018, 2019]]
reading = pd.DataFrame(
    {"year": [2030], "low": [bases["usd_per_lb"].min() * multiple], "high": [bases["usd_per_lb"].max() * multiple]}
)
reading["rows"] = pp.join_rows([claimed["rows"], *bases["rows"]])
pp.publish_value(
    "price-rise-claimed",
    claimed["low"],
    format="{:,.0f}%",
    unit="percent",
    period="by 2030",
    rows=[claimed["rows"]],
    formula="rise of the cobalt price that CSIS 2020 prints",
)
pp.publish_value(
    "price-multiple", multiple, format="{:.0f}", unit="times", rows=[claimed["rows"]], formula="one plus the rise"
)
for end in ("low", "high"):
    pp.publish_value(
        f"price-claim-{end}",
        reading[end].iloc[0],
        format="{:,.0f}",
        unit="US dollars a pound",
        period="2030",
        rows=reading,
        formula=f"{end}est average price of 2017 to 2019 times the multiple, our arithmetic",
    )

# %%
fall = 100 * (1 - spot.loc[2025, "usd_per_lb"] / spot.loc[2018, "usd_per_lb"])
assert spot["usd_per_lb"].idxmax() == 2018, "the price of 2018 would not be the peak"
assert fall > 40, "the price would not have fallen as stated"
for year in (2018, 2025):
    pp.publish_value(
        f"price-{year}",
        spot.loc[year, "usd_per_lb"],
        format="{:.0f}",
        unit="US dollars a pound",
        period=str(year),
        rows=spot.loc[[year]],
        formula="United States spot price of cathode, annual average",
    )
percent(
    "price-fall",
    fall,
    period="2018 to 2025",
    rows=spot.loc[[2018, 2025]],
    formula="fall of the United States spot price, annual averages, nominal",
)
pp.publish_value(
    "price-needed",
    reading["low"].iloc[0] / spot.loc[2025, "usd_per_lb"],
    format="{:.0f}",
    unit="times",
    rows=[*reading["rows"], spot.loc[2025, "rows"]],
    formula="lowest reading of the claim over the price of 2025",
)
pp.publish_value(
    "demand-multiple",
    press.loc["demand-multiple-2030", "value"],
    format="{:.0f}",
    unit="times",
    period="2030",
    rows=press.loc[["demand-multiple-2030"]],
    formula="world demand over that of 2016, as a Bloomberg article gives it",
)

# %%
quotes = price[["market", "year", "usd_per_lb", "edition", "qualifier", "first_estimate", "rows"]]
spans = reading.assign(
    label=[f"US${row.low:,.0f} to {row.high:,.0f}" for row in reading.itertuples()], words="if the claim held"
)
names = quotes[quotes["year"] == 2025].copy()
names["label"] = [f"{row.market.split(',')[0]} ${row.usd_per_lb:.0f}" for row in names.itertuples()]
peak = quotes[(quotes["year"] == 2018) & (quotes["market"] == "US spot, cathode")].copy()
peak["label"] = [f"${value:.0f}" for value in peak["usd_per_lb"]]


# %%
def draw_price(width):
    domain = alt.Scale(domain=[2016.5, 2031.2], zero=False)
    x = alt.X("year:Q", axis=alt.Axis(format="d", title=None, values=[2017, 2020, 2025, 2030]), scale=domain)
    log = alt.Scale(type="log", domain=[7, 3000], nice=False)
    y = alt.Y(
        "usd_per_lb:Q",
        axis=alt.Axis(title="US dollars a pound, logarithmic", values=[10, 30, 100, 300, 1000], format=",d"),
        scale=log,
    )
    colour = alt.Color(
        "market:N", scale=alt.Scale(domain=["US spot, cathode", "LME cash"], range=[pp.RED, pp.MUTED]), legend=None
    )
    base = alt.Chart(quotes)
    line = base.mark_line().encode(x=x, y=y, color=colour)
    dots = (
        base.transform_filter(~alt.datum.first_estimate)
        .mark_point(filled=True, size=42, opacity=1)
        .encode(x=x, y=y, color=colour)
    )
    last = (
        base.transform_filter(alt.datum.first_estimate)
        .mark_point(filled=True, fill=pp.PAPER, strokeWidth=2, size=55, opacity=1)
        .encode(
            x=x,
            y=y,
            stroke=alt.Stroke(
                "market:N",
                scale=alt.Scale(domain=["US spot, cathode", "LME cash"], range=[pp.RED, pp.MUTED]),
                legend=None,
            ),
        )
    )
    bar = (
        alt.Chart(spans).mark_rule(color=pp.OCHRE, strokeWidth=7).encode(x=x, y=alt.Y("low:Q", scale=log), y2="high:Q")
    )
    told = (
        alt.Chart(spans)
        .mark_text(align="right", dx=-12, dy=4, fontWeight=600, color=pp.OCHRE)
        .encode(x=x, y=alt.Y("high:Q", scale=log), text="words:N")
    )
    sums = (
        alt.Chart(spans)
        .mark_text(align="right", dx=-12, dy=21, color=pp.OCHRE)
        .encode(x=x, y=alt.Y("high:Q", scale=log), text="label:N")
    )
    ends = alt.Chart(names).mark_text(align="left", dx=9, fontWeight=600).encode(x=x, y=y, text="label:N", color=colour)
    top = alt.Chart(peak).mark_text(dy=-13, fontWeight=600, color=pp.RED).encode(x=x, y=y, text="label:N")
    return alt.layer(line, dots, last, bar, told, sums, ends, top).properties(width=width, height=320)


# %%
pp.publish_figure(
    draw_price,
    name="price-claim",
    data=quotes,
    columns={
        "market": "Quotation",
        "year": "Year",
        "usd_per_lb": "Annual average price (US dollars a pound)",
        "edition": "Edition",
        "qualifier": "Marked by USGS as",
    },
)

# %% [markdown]
# ::: figure price-claim
#
# **Cobalt cost {{ price-fall }} less in 2025 than in 2018; the rise named in 2020 would need US${{ price-claim-low }} a
# pound or more by 2030**
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
dug = table[table["year"] == 2025].set_index("country")
assert set(held.index) == set(dug.index)
assert held["tonnes"].notna().all()
for name in ("DR Congo", "Australia", "Indonesia"):
    percent(
        f"reserves-{name.split()[-1].lower()}",
        held.loc[name, "share"],
        period="edition of 2026",
        rows=held,
        formula=f"{name} in percent of the sum of rows",
    )
percent(
    "mine-australia",
    dug.loc["Australia", "share"],
    period="2025",
    rows=dug,
    formula="Australia in percent of the sum of rows",
)
percent(
    "mine-indonesia",
    dug.loc["Indonesia", "share"],
    period="2025",
    rows=dug,
    formula="Indonesia in percent of the sum of rows",
)
russia = stock[stock["iso3"] == "RUS"].set_index("edition")
for name, edition in (("before", "MCS 2025"), ("after", "MCS 2026")):
    tonnes(f"russia-{name}", russia.loc[edition, "tonnes"], rows=russia.loc[[edition]], formula="reserves as printed")
assert held.loc["DR Congo", "share"] < dug.loc["DR Congo", "share"] - 15, "reserves would be as concentrated as mining"

# %%
pairs = pd.DataFrame({"reserves": held["share"], "mined": dug["share"], "tonnes": held["tonnes"]})
pairs["rows"] = [pp.join_rows([held.loc[name, "rows"], dug.loc[name, "rows"]]) for name in pairs.index]
pairs = pairs.rename_axis("country").reset_index()
pairs["last"] = pairs["country"].eq("Other countries")
pairs = pairs.sort_values(["last", "reserves"], ascending=[True, False], ignore_index=True)
order = pairs["country"].tolist()
heading = pairs[pairs["country"] == "DR Congo"].assign(held="reserves", dug="mined in 2025")


# %%
def draw_reserves(width):
    x = alt.X(
        "reserves:Q",
        scale=alt.Scale(domain=[0, 84], nice=False),
        axis=alt.Axis(title="percent of world", grid=True, values=[0, 20, 40, 60, 80]),
    )
    mined = alt.X("mined:Q", scale=alt.Scale(domain=[0, 84], nice=False))
    y = alt.Y("country:N", sort=order, axis=alt.Axis(title=None, domain=False, ticks=False, labelColor=pp.INK))
    base = alt.Chart(pairs)
    bar = base.mark_rule(color=pp.MUTED, strokeWidth=1.5).encode(x=x, x2="mined:Q", y=y)
    left = base.mark_point(filled=True, fill=pp.PAPER, stroke=pp.BLUE, strokeWidth=2, size=70, opacity=1).encode(
        x=x, y=y
    )
    right = base.mark_point(filled=True, color=pp.RED, size=70, opacity=1).encode(x=mined, y=y)
    one = (
        alt.Chart(heading)
        .mark_text(align="right", dx=8, dy=-16, fontWeight=600, color=pp.BLUE)
        .encode(x=x, y=y, text="held:N")
    )
    two = alt.Chart(heading).mark_text(dy=-16, fontWeight=600, color=pp.RED).encode(x=mined, y=y, text="dug:N")
    return alt.layer(bar, left, right, one, two).properties(width=width, height=380)


# %%
pp.publish_figure(
    draw_reserves(pp.WIDE - 90),
    narrow=draw_reserves(pp.NARROW - 80),
    name="reserves-and-mining",
    data=pairs,
    columns={
        "country": "Country",
        "reserves": "Share of reserves (percent)",
        "mined": "Share of mine production, 2025 (percent)",
        "tonnes": "Reserves (tonnes)",
    },
)

# %% [markdown]
# ::: figure reserves-and-mining
#
# **The Congo has {{ reserves-congo }} of cobalt reserves but {{ congo-share-2025 }} of mining in 2025; Australia has
# {{ reserves-australia }} and mines {{ mine-australia }}**
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
# ## What if the Congo’s share moved
#
# The curve shows the index for any share of the Congo, if all other countries kept their proportions of 2025. It is
# arithmetic, not a forecast. Because of Indonesia’s weight among the others, the index would not fall to nothing even
# if the Congo stopped: the rest of the world alone has an index of {{ rest-index }}, as if {{ rest-equal }} countries
# shared it equally. Mining would be at its least concentrated with a share of the Congo near {{ best-share }}.

# %%
today = table[table["year"] == 2025]
curve = co.index_curve(today, "COD", steps=50)
curve["equal"] = [co.equal_producers(value) for value in curve["index_low"]]
rest_low, rest_high = curve.loc[0, "index_low"], curve.loc[0, "index_high"]
slider = round(congo.loc[2025, "share"])
weight = ((100 - slider) / 100) ** 2
state = pd.DataFrame({"share": [slider], "rest_low": [rest_low], "rest_high": [rest_high]})
state["index_low"] = slider**2 + weight * rest_low
state["index_high"] = slider**2 + weight * rest_high
state["words"] = [f"Index {row.index_low:,.0f} to {row.index_high:,.0f}" for row in state.itertuples()]
state["more"] = [f"as if {10_000 / row.index_low:.1f} equal countries" for row in state.itertuples()]
state["head"] = [f"If the Congo had {row.share}%" for row in state.itertuples()]
state["rows"] = newest.loc[2025, "rows"]
own = congo.loc[2025, "share"] ** 2
percent(
    "own-part",
    100 * own / newest.loc[2025, "index_low"],
    period="2025",
    rows=newest.loc[2025],
    formula="square of the Congo’s share over the index",
)
lowest = 100 * rest_low / (10_000 + rest_low)
pp.publish_value(
    "rest-index",
    rest_low,
    format="{:,.0f}",
    unit="index",
    period="2025",
    rows=newest.loc[2025],
    formula="index of all countries but DR Congo, other countries adding nothing",
)
pp.publish_value(
    "rest-equal",
    10_000 / rest_low,
    format="{:.1f}",
    unit="countries",
    period="2025",
    rows=newest.loc[2025],
    formula="10,000 divided by that index",
)
percent(
    "best-share",
    lowest,
    period="2025",
    rows=newest.loc[2025],
    formula="share at which the index is lowest: index of the rest over itself plus 10,000",
)

# %%
past = newest.reset_index()[["year", "top_share", "index_low", "rows"]].copy()
past["label"] = past["year"].astype(str)
marked = past[past["year"].isin([2015, 2020, 2025])]
assert len(past) == 11
assert past["index_low"].between(2600, 6000).all()


def draw_what_if(width):
    share = alt.param(
        name="drc_share",
        value=slider,
        bind=alt.binding_range(min=0, max=100, step=1, name="The Congo’s share of world mining, percent: "),
    )
    scale, index_scale = alt.Scale(domain=[0, 100], nice=False), alt.Scale(domain=[0, 10_000], nice=False)
    x = alt.X(
        "share:Q",
        scale=scale,
        axis=alt.Axis(title="share of the Congo in world mine production, percent", values=[0, 25, 50, 75, 100]),
    )
    y = alt.Y(
        "index_low:Q",
        scale=index_scale,
        axis=alt.Axis(title="Herfindahl-Hirschman index", values=[0, 2500, 5000, 7500, 10_000], format=",d"),
    )
    line = alt.Chart(curve).mark_line(color=pp.GREY, strokeWidth=2).encode(x=x, y=y)
    dots = (
        alt.Chart(past)
        .mark_point(filled=True, color=pp.INK, size=28, opacity=1)
        .encode(x=alt.X("top_share:Q", scale=scale), y=y)
    )
    labels = alt.Chart(marked).encode(x=alt.X("top_share:Q", scale=scale), y=y, text="label:N")
    below = labels.transform_filter(alt.datum.label != "2025").mark_text(dx=-3, dy=23, color=pp.INK)
    beside = labels.transform_filter(alt.datum.label == "2025").mark_text(align="left", dx=14, dy=10, color=pp.INK)
    moved = (
        alt.Chart(state)
        .transform_calculate(share="drc_share")
        .transform_calculate(
            index_low="pow(datum.share, 2) + pow((100 - datum.share) / 100, 2) * datum.rest_low",
            index_high="pow(datum.share, 2) + pow((100 - datum.share) / 100, 2) * datum.rest_high",
        )
        .transform_calculate(
            head="'If the Congo had ' + datum.share + '%'",
            words="'Index ' + format(datum.index_low, ',.0f') + ' to ' + format(datum.index_high, ',.0f')",
            more="'as if ' + format(10000 / datum.index_low, '.1f') + ' equal countries'",
        )
    )
    rule = moved.mark_rule(color=pp.RED, strokeWidth=1.5, strokeDash=[4, 3]).encode(x=x, y=y)
    point = moved.mark_point(filled=True, fill=pp.PAPER, stroke=pp.RED, strokeWidth=3, size=130, opacity=1).encode(
        x=x, y=y
    )
    head = moved.mark_text(align="left", baseline="top", x=14, y=8, color=pp.MUTED, fontSize=14).encode(text="head:N")
    words = moved.mark_text(align="left", baseline="top", x=14, y=28, fontWeight=600, fontSize=19, color=pp.RED).encode(
        text="words:N"
    )
    more = moved.mark_text(align="left", baseline="top", x=14, y=54, fontSize=14, color=pp.INK).encode(text="more:N")
    return (
        alt.layer(line, rule, dots, below, beside, point, head, words, more)
        .add_params(share)
        .properties(width=width, height=330)
    )


# %%
pp.publish_figure(
    draw_what_if,
    name="what-if",
    data=curve,
    columns={
        "share": "Share of DR Congo (percent)",
        "index_low": "Index, lowest",
        "index_high": "Index, highest",
        "equal": "Equal countries",
    },
    computed="The reader sets the share; the chart computes the index from the frame’s index of the other countries alone.",
)

# %% [markdown]
# ::: figure what-if
#
# **What if the Congo’s share moved? In 2025 its own share, squared, makes up {{ own-part }} of the index**
#
# *Herfindahl-Hirschman index of cobalt mining for any share of the Congo, the other countries in the proportions of
# 2025*
#
# Note: Black points are the years 2011 to 2015 and 2020 to 2025 as they were. The ring stands at the share of 2025,
# rounded. The two numbers of the index treat “other countries” as very many small producers and as one. Arithmetic, not
# a forecast.
#
# Alt: Curve of the index against the Congo’s share from none to all. It falls slightly to a low near {{ best-share }},
# then climbs steeply; a ring marks the share of 2025, {{ congo-share-2025 }}, at an index of about {{ index-2025 }}.
# Points of past years lie close to the curve.
#
# Explore: Move the slider to set the Congo’s share; the other countries keep their proportions and the chart computes
# the index.

# %%
assert abs(past.set_index("year").loc[2025, "index_low"] - state["index_low"].iloc[0]) < 30, (
    "the slider would not start at the index of 2025"
)

# %% [markdown]
# ## Limits
#
# - **Agencies disagree.** For 2011 to 2015 USGS puts the Congo {{ bgs-gap-low }} to {{ bgs-gap-high }} below the
#   British Geological Survey; on the latter’s figures the share of 2015 was about {{ bgs-share-2015 }} rather than
#   {{ congo-share-2015 }}. For 2024 USGS prints {{ usgs-world-2024 }} tonnes for the world, World Mining Data
#   {{ wmd-world-2024 }}; the Congo’s share is nearly the same, {{ usgs-share-2024 }} and {{ wmd-share-2024 }}. The
#   level today is therefore surer than the size of the rise. We never join figures of two agencies.
# - **Figures for the Congo are estimates** in every year for which our copies keep the mark. Those of 2025 are first
#   estimates and will move.
# - **Four years are missing.** Nothing here says how the share moved within 2016 to 2019.
# - **A country is not an owner.** The index counts where ore is dug. By owner, mining may be more or less concentrated;
#   no statistic was found.
# - **Refining rests on two years from two agencies,** one of them quoted by a course page. No share newer than 2021 was
#   found.
# - **The Yearbook of 2023 could be read only in part.** Its figures for 2022 put the Congo at {{ yearbook-share-2022 }}
#   of the printed world total, against {{ mcs-share-2022 }} in the edition we use.
# - **Claims are read as printed.** Of the articles that CSIS cites here, only the beginning of Bloomberg’s was read.
# - **We read copies.** That of the 2026 edition is a machine extraction of the chapter, in which marks of single rows
#   are lost.

# %%
marks = set(congo["qualifier"])
assert all("estimated" in mark or mark == "flag not preserved" for mark in marks), (
    "some figure for the Congo would not be an estimate"
)
others = pp.load_table("cobalt_other_agencies").set_index("id")
early = [2011, 2012, 2013, 2014, 2015]
below = [100 * (1 - congo.loc[year, "tonnes"] / others.loc[f"cod-{year}-bgs", "tonnes"]) for year in early]
where = [*congo.loc[early, "rows"], *others.loc[[f"cod-{year}-bgs" for year in early], "rows"]]
for name, number in (("low", min(below)), ("high", max(below))):
    percent(
        f"bgs-gap-{name}",
        number,
        period="2011 to 2015",
        rows=where,
        formula="USGS below BGS, mine production of DR Congo",
    )
percent(
    "bgs-share-2015",
    100 * others.loc["cod-2015-bgs", "tonnes"] / others.loc["wld-2015-bgs", "tonnes"],
    period="2015",
    rows=others.loc[["cod-2015-bgs", "wld-2015-bgs"]],
    formula="DR Congo over the sum of reporting countries",
)
world_2024 = prints[(prints["edition"] == "MCS 2026") & (prints["year"] == 2024) & (prints["iso3"] == "WLD")]
tonnes(
    "usgs-world-2024", world_2024["tonnes"].iloc[0], period="2024", rows=world_2024, formula="world total as printed"
)
tonnes(
    "wmd-world-2024",
    others.loc["wld-2024-wmd", "tonnes"],
    period="2024",
    rows=others.loc[["wld-2024-wmd"]],
    formula="world total as printed",
)
pp.publish_value(
    "usgs-share-2024",
    congo.loc[2024, "share"],
    format="{:.1f}%",
    unit="percent",
    period="2024",
    rows=newest.loc[2024],
    formula="DR Congo in percent of the sum of rows",
)
pp.publish_value(
    "wmd-share-2024",
    100 * others.loc["cod-2024-wmd", "tonnes"] / others.loc["wld-2024-wmd", "tonnes"],
    format="{:.1f}%",
    unit="percent",
    period="2024",
    rows=others.loc[["cod-2024-wmd", "wld-2024-wmd"]],
    formula="DR Congo over the world total",
)

# %%
yearbook = prints[(prints["edition"] == "Minerals Yearbook 2023, in part") & (prints["year"] == 2022)].set_index("iso3")
pp.publish_value(
    "yearbook-share-2022",
    100 * yearbook.loc["COD", "tonnes"] / yearbook.loc["WLD", "tonnes"],
    format="{:.1f}%",
    unit="percent",
    period="2022",
    rows=yearbook.loc[["COD", "WLD"]],
    formula="DR Congo over the printed world total",
)
pp.publish_value(
    "mcs-share-2022",
    congo.loc[2022, "share"],
    format="{:.1f}%",
    unit="percent",
    period="2022",
    rows=newest.loc[2022],
    formula="DR Congo in percent of the sum of rows",
)

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
pp.publish_value(
    "move-share-points",
    share_moves["move"].abs().max(),
    format="{:.0f}",
    unit="percentage points",
    rows=share_moves["rows"],
    formula="largest move of the Congo’s share between first and newest complete edition",
)
tonnes(
    "congo-tonnes-2025",
    congo.loc[2025, "tonnes"],
    period="2025",
    rows=congo.loc[[2025]],
    formula="mine production as printed",
)
percent(
    "claim-refined-low",
    pp.claim("csis-2020-cobalt-refined-share").low,
    rows=pp.claim("csis-2020-cobalt-refined-share"),
    formula="lower bound of the claim on China’s share of refined cobalt",
)
