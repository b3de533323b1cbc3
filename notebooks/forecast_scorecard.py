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
#     nav: Forecast scorecard
#     topic: How good is the evidence?
#     question: Which forecasts and targets in the five documents came true, and which can be checked at all?
#     reviewed: "2026-11-21"
#     review_by: "2027-05-21"
#     data_through: 2025
#     edition: CSIS 2020, CSIS October 2024, Carter Center; USGS Mineral Commodity Summaries 2026
#     card:
#       figure: scoreboard
#       value: settled-of-graded
#       label: >-
#         forecasts and targets in the documents can be scored by November 2026; the others are open or
#         cannot be checked
# ---

# %% [markdown]
# Of {{ graded }} forecasts and targets, only {{ settled }} can be scored by November 2026; {{ no-date }} cannot for
# want of a date
# ====================
#
# We took every projection and target in the register of claims and compared it with what came. Of those that can be
# scored, {{ met }} came true, {{ partly }} did in part and {{ missed }} did not.

# %% [markdown]
# ## Takeaways
#
# 1. Where forecasts can be scored, the subject tells hits from misses. On the building of China’s 5G network and the
#    phones for it, {{ met-5g-of }} came true; on all else, {{ met-rest-of }}. What China’s carriers were already
#    building was foreseen; what governments would decide, or how soon cars would drive themselves, was not. *Moderate
#    confidence*
# 2. No kind of forecaster stands out. Of settled forecasts, {{ hit-official }} official plans came true,
#    {{ hit-industry }} forecasts of firms and {{ hit-author }} of authors and the press. These counts are too small for
#    a ranking. The clearest miss is an official one: {{ claim.csis-2020-av-target-2020 }} of cars made in China were to
#    have autonomous functions by 2020, and about {{ cars-2020 }} of those sold had partial automation. *Low confidence*
# 3. The score is thin. {{ open }} forecasts are not yet due and {{ unclear }} cannot be checked, {{ no-date }} of these
#    for want of a date. In {{ told }} of the {{ settled }} settled cases the document that gives the forecast also
#    tells the outcome; without them, {{ met-untold-of }} came true. Only {{ agency }} of the verdicts rests on a figure
#    of a statistical agency: the Congo’s share of cobalt mining, forecast in 2017 at {{ congo-said }} for 2025 and put
#    at {{ congo-2025 }} in a first estimate. *Moderate confidence*

# %%
import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures import forecasts as fo
from proofpress import join_rows, publish_figure, publish_value
from proofpress.notebook.charts import grid, place_marks, timeline, wrap
from proofpress.text.periods import format_period

AS_OF = "2026-11-21"

# %% [markdown]
# ## What is scored, and how
#
# A forecast is any claim that the register marks as a *projection* or a *target*. A forecast stated in several numbers,
# such as one sum in two currencies, is one forecast. Each has one of five verdicts: *came true*, *in part*, *did not*,
# *not yet due*, *cannot be checked*. Where a number or a date decides, the verdict is computed from the claim and the
# row that holds the outcome: {{ computed }} of the {{ settled }} settled ones. A number counts as right if the outcome
# is within {{ tolerance }} of what was said; a target, if the outcome reaches it; a date, if the event came by its end.
# The other {{ read }} verdicts are our reading, with the reason in the table. Outcomes come from the tables of this
# site and from the documents. A forecast for which they hold no figure *cannot be checked* here; that is no verdict on
# the forecast.

# %%
forecasts = pp.load_table("forecasts")
register = pp.load_register()
due = register[register["kind"].isin(["projection", "target"])]
standing = {key for cell in forecasts["claim"] + " " + forecasts["further_claims"] for key in cell.split()}
assert standing == set(due["rows"]), f"forecasts and register differ: {standing ^ set(due['rows'])}"
linked = forecasts[["outcome_row", "base_row", "nearest_row"]].to_numpy().ravel()
names = sorted({key.split(":")[0] for key in linked if key and not key.startswith("claim:")})
records = fo.find_records({"register": register, **{name: pp.load_table(name) for name in names}})
print(len(forecasts), "forecasts from", len(due), "claims; outcomes from", len(names), "tables")

# %%
scored = fo.score_forecasts(forecasts, records, AS_OF)
graded = scored[scored["grade"] != "D"]
apart = scored[scored["grade"] == "D"]
settled = graded[graded["verdict"].isin(fo.SETTLED)]
met = settled[settled["verdict"] == "met"]
unclear = graded[graded["verdict"] == "cannot be checked"]
waiting = graded[graded["verdict"] == "not yet due"]
assert set(apart["source"]) == {"ai-assisted-value-chain-article"}, "grade D is not the unsigned article alone"
assert (unclear["obstacle"] != "").all(), "an unchecked forecast names no obstacle"
assert (waiting["checkpoint"] > AS_OF[:7]).all(), "a checkpoint has passed"
pd.crosstab(graded["subject"], graded["verdict"])


# %%
def count(name, part, of, formula):
    """Publish how many forecasts a part of the table holds; ``of`` are those looked through."""
    return publish_value(name, len(part), unit="count", rows=of, formula=formula)


def odds(name, of, formula):
    """Publish how many of some settled forecasts came true, as words."""
    text = f"{int((of['verdict'] == 'met').sum())} of {len(of)}"
    return publish_value(name, text, rows=of, formula=formula)


NETWORK = "5G networks and phones"
network = settled[settled["subject"] == NETWORK]
rest = settled[settled["subject"] != NETWORK]
n_graded = count("graded", graded, graded, "forecasts of grades A to C")
n_settled = count("settled", settled, graded, "forecasts whose outcome is known")
n_met = count("met", met, settled, "settled forecasts that came true")
n_partly = count("partly", settled[settled["verdict"] == "partly"], settled, "settled forecasts that came true in part")
n_missed = count("missed", settled[settled["verdict"] == "missed"], settled, "settled forecasts that did not come true")
n_open = count("open", waiting, graded, "forecasts whose date has not passed")
n_unclear = count("unclear", unclear, graded, "forecasts that cannot be checked")
assert n_settled.number + n_open.number + n_unclear.number == n_graded.number, "a forecast has no verdict"
share = f"{len(settled)} of {len(graded)}"
publish_value("settled-of-graded", share, rows=graded, formula="forecasts of grades A to C whose outcome is known")

# %%
n_met_5g = count("met-5g", network[network["verdict"] == "met"], network, "settled 5G forecasts that came true")
odds("met-5g-of", network, "settled forecasts on 5G networks and phones that came true")
odds("met-rest-of", rest, "settled forecasts on other subjects that came true")
hits = network[(network["verdict"] == "met") & (network["due"] != "")]
assert (hits["due"].str[:4].astype(int) - hits["made"] <= 1).mean() > 0.5, "most hits on 5G looked further ahead"
assert n_met_5g.number > n_met.number / 2, "5G would not make up most of what came true"
KINDS = {
    "official plan": "official",
    "industry body or firm": "industry",
    "think tank or author": "author",
}
assert set(graded["forecaster_kind"]) == set(KINDS), "a kind of forecaster appears or is gone"
for kind, slug in KINDS.items():
    odds(f"hit-{slug}", settled[settled["forecaster_kind"] == kind], f"settled forecasts that came true: {kind}")
count("no-date", unclear[unclear["obstacle"] == "no date set"], unclear, "unchecked forecasts without a date")
count("computed", settled[settled["how"] == "computed"], settled, "settled verdicts computed from a number or a date")
count("read", settled[settled["how"] == "read"], settled, "settled verdicts that are our reading")
n_told = count("told", settled[settled["told"]], settled, "settled forecasts whose outcome the same document tells")
odds(
    "met-untold-of",
    settled[~settled["told"]],
    "settled forecasts that came true, those told by their own document left out",
)
agency = settled[settled["outcome_source"].str.startswith("usgs")]
n_agency = count("agency", agency, settled, "settled forecasts whose outcome is a figure of the US Geological Survey")
assert list(agency["id"]) == ["congo-share-2025"], "another verdict rests on a statistical agency"
pp.publish_choice(
    "tolerance",
    100 * fo.ABOUT,
    pp.PERCENT,
    "how far an outcome may lie from what was said and still count as right: the width that the site gives to “about”",
)

# %%
by_id = scored.set_index("id")


def cell(name, row, formula, **more):
    """Publish the cell of a table that holds an outcome; the formula says what it is."""
    return publish_value(name, records[row]["value"], rows=row, formula=formula, **more)


PERCENT = {"format": "{:.0f}%", "unit": "percent"}
v_cars = cell(
    "cars-2020",
    by_id.loc["cars-2020", "outcome_row"],
    "share of new cars with partial automation",
    period="2020",
    **PERCENT,
)
for name, key, formula in (
    ("congo-said", "congo-share-2025", "DR Congo’s share of cobalt as forecast"),
    ("price-said", "cobalt-price-2030", "rise of the cobalt price as forecast"),
):
    row = by_id.loc[key, "claim"]
    publish_value(name, records[row]["low"], format="{:,.0f}%", unit="percent", rows=row, formula=formula)
v_congo = cell(
    "congo-2025", by_id.loc["congo-share-2025", "outcome_row"], "DR Congo’s share of cobalt as stated", **PERCENT
)
assert by_id.loc["cars-2020", "verdict"] == "missed", "the car target was met after all"
assert by_id.loc["congo-share-2025", "verdict"] == "met", "the share of 2025 is not what was forecast"

# %% [markdown]
# ## The score
#
# Each mark is one forecast; {{ settled-of-graded }} are settled. Official plans are the least often settled: of
# {{ official }} only {{ official-settled }} are, because most of the others name no date. *Think tank or author*
# includes the press and estimates that a document does not attribute to anyone; *industry* includes market researchers.

# %%
official = graded[graded["forecaster_kind"] == "official plan"]
left_open = official[~official["verdict"].isin(fo.SETTLED)]
assert (left_open["obstacle"] == "no date set").mean() > 0.5, "most unsettled plans name a date"
count("official", official, official, "forecasts that are official plans")
count("official-settled", official[official["verdict"].isin(fo.SETTLED)], official, "official plans that are settled")
SHOWN = {
    "met": ("Came\ntrue", pp.GREEN, "circle"),
    "partly": ("In\npart", pp.OCHRE, "square"),
    "missed": ("Did\nnot", pp.RED, "triangle-up"),
    "not yet due": ("Not yet\ndue", pp.BLUE, "diamond"),
    "cannot be checked": ("Cannot\nbe checked", pp.GREY, "cross"),
}
ROWS_SHOWN = {
    "official plan": "Official plans",
    "industry body or firm": "Industry bodies and firms",
    "think tank or author": "Think tanks, authors, press",
}
board = graded.assign(
    order=graded["verdict"].map(list(SHOWN).index),
    colour=graded["verdict"].map({key: item[1] for key, item in SHOWN.items()}),
    shape=graded["verdict"].map({key: item[2] for key, item in SHOWN.items()}),
).sort_values(["forecaster_kind", "order", "subject", "id"])[
    ["label", "forecaster_kind", "verdict", "colour", "shape", "said", "due", "rows"]
]


def place(width):
    """Return the board's marks and its bands at a width, with the x of each column of verdicts."""
    left, per_line, step, head = (176, 4, 20, 8) if width == pp.WIDE else (8, 3, 18, 30)
    stride = (width - left) / len(SHOWN)
    columns = {key: left + stride * n for n, key in enumerate(SHOWN)}
    return *place_marks(
        board, "forecaster_kind", "verdict", rows=list(ROWS_SHOWN), columns=columns,
        per_line=per_line, step=step, head=head, least=56,
    ), columns  # fmt: skip


placed = {width: place(width) for width in (pp.WIDE, pp.NARROW)}
for width, (marks, _, _) in placed.items():
    board[f"x{width}"], board[f"y{width}"] = marks["x"], marks["y"]


# %%
def draw_board(width):
    """One mark a forecast: rows are kinds of forecaster, columns verdicts."""
    wide = width == pp.WIDE
    _, bands, columns = placed[width]
    rows = [join_rows(board.loc[board["forecaster_kind"] == key, "rows"]) for key in bands["row"]]
    bands = bands.assign(name=[wrap(ROWS_SHOWN[key], 160 if wide else width) for key in bands["row"]], rows=rows)
    heads = pd.DataFrame(
        [{"x": at, "head": SHOWN[key][0], "rows": join_rows(board["rows"])} for key, at in columns.items()]
    )
    height = float(bands["bottom"].max()) + 8
    down = alt.Scale(domain=[0, height], reverse=True, nice=False)
    across = alt.Scale(domain=[0, width], nice=False)
    top = alt.Y("top:Q", axis=None, scale=down)
    base = alt.Chart(bands)
    layers = [
        base.mark_rule(color=pp.GRID).encode(y=top, x=alt.value(0), x2=alt.value(width)),
        base.mark_text(
            align="left", baseline="top", dy=10, fontWeight=600, color=pp.INK, lineBreak="\n", lineHeight=16
        ).encode(x=alt.value(0), y=top, text="name:N"),
        alt.Chart(heads)
        .mark_text(align="left", baseline="bottom", lineBreak="\n", lineHeight=15, color=pp.MUTED, fontSize=12, dy=-20)
        .encode(x=alt.X("x:Q", axis=None, scale=across), y=alt.value(0), text="head:N"),
        alt.Chart(board)
        .mark_point(filled=True, size=120, opacity=1, xOffset=7)
        .encode(
            x=alt.X(f"x{width}:Q", axis=None, scale=across),
            y=alt.Y(f"y{width}:Q", axis=None, scale=down),
            color=alt.Color("colour:N", scale=None),
            shape=alt.Shape("shape:N", scale=None),
        ),
    ]
    return alt.layer(*layers).properties(width=width, height=height)


count("apart", apart, apart, "forecasts of grade D")
publish_figure(
    draw_board,
    name="scoreboard",
    data=board,
    columns={
        "label": "Forecast",
        "forecaster_kind": "Forecaster",
        "said": "As stated",
        "due": "Due",
        "verdict": "Verdict",
    },
)

# %% [markdown]
# ::: figure scoreboard
#
# **Of {{ graded }} forecasts {{ met }} came true, {{ partly }} in part and {{ missed }} not; {{ open }} are open,
# {{ unclear }} cannot be checked**
#
# *Projections and targets of grades A to C in the documents, one mark each, by who made them, as of 21 November 2026*
#
# Note: The {{ apart }} of the unsigned article are kept apart and not counted. In part: one side of the forecast held,
# or it held for a time.
#
# Alt: Marks in a grid. Rows: official plans, industry bodies and firms, think tanks with authors and the press.
# Columns: came true {{ met }}, in part {{ partly }}, did not {{ missed }}, not yet due {{ open }}, cannot be checked
# {{ unclear }}.

# %% [markdown]
# ## What could be foreseen
#
# The subject separates hits from misses better than the forecaster does. {{ met-5g }} of the {{ met }} hits are on 5G,
# and most of those were made for the same year or the next, when the building had begun. The one miss there set the
# date too late: phones were in use the year before.

# %%
SUBJECTS = {
    NETWORK: "5G networks and phones",
    "decisions of governments": "Decisions of governments",
    "cars": "Cars",
    "chips and packaging": "Chips and packaging",
    "cobalt": "Cobalt",
    "other": "Other",
}
cells = fo.tally(graded, "subject")
cells = cells.assign(
    row=cells["subject"].map(SUBJECTS),
    head=cells["verdict"].map({key: item[0] for key, item in SHOWN.items()}),
    text=[str(n) if n else "–" for n in cells["count"]],
    tone=[
        SHOWN[verdict][1] if n and verdict in fo.SETTLED else pp.SOFT
        for verdict, n in zip(cells["verdict"], cells["count"], strict=True)
    ],
    ink=[
        pp.PAPER if n and verdict in fo.SETTLED else pp.INK if n else pp.MUTED
        for verdict, n in zip(cells["verdict"], cells["count"], strict=True)
    ],
)
cells = pd.concat([cells[cells["subject"] == key] for key in SUBJECTS], ignore_index=True)
assert cells["count"].sum() == len(graded), "a subject is missing from the grid"


def draw_subjects(width):
    """A table of counts: subjects by verdicts."""
    heads = [item[0] for item in SHOWN.values()]
    return grid(
        cells, row="row", column="head", text="text", width=width, tone="tone", ink="ink", columns=heads, share=0.3
    )


publish_figure(
    draw_subjects,
    name="subjects",
    data=cells,
    columns={"row": "Subject", "verdict": "Verdict", "count": "Forecasts (count)"},
)

# %% [markdown]
# ::: figure subjects
#
# **{{ met-5g }} of the {{ met }} forecasts that came true are about China’s 5G network and phones**
#
# *Number of forecasts and targets by subject and verdict, {{ graded }} of grades A to C, as of 21 November 2026*
#
# Note: Decisions of governments: on Huawei’s equipment and on China’s data rules. Other: an aircraft’s certificate and
# the end of the Soviet Union.
#
# Alt: Table of counts. 5G networks and phones: {{ met-5g }} came true. All other subjects together have the rest of the
# {{ met }} that came true, and {{ missed }} that did not, over all subjects.

# %% [markdown]
# ## On time, or not
#
# {{ dated }} forecasts with a date and a dated outcome are drawn here. The building of the network kept to its dates or
# was early; Germany’s decision on Huawei and China’s own data rules came years late.

# %%
dates = fo.date_spans(settled[settled["id"] != "soviet-1984"], records).sort_values(["end", "due_end"])
dates = dates.assign(
    colour=dates["verdict"].map({key: item[1] for key, item in SHOWN.items()}),
    words=[
        "came early" if end <= begin and verdict == "missed" else SHOWN[verdict][0].replace("\n", " ").lower()
        for verdict, end, begin in dates[["verdict", "end", "due_start"]].itertuples(index=False)
    ],
    came_text=[format_period(item) for item in dates["came"]],
    due_text=[format_period(item) for item in dates["due"]],
)[
    [
        "label",
        "said",
        "due_text",
        "came_text",
        "due_start",
        "due_end",
        "start",
        "end",
        "colour",
        "words",
        "verdict",
        "rows",
    ]
]
assert (dates.loc[dates["words"] == "came early", "label"] == "First 5G phones in 2020").all(), "another came early"
n_dated = count(
    "dated", dates, settled, "settled forecasts with a dated outcome, one of them drawn with the earlier of two"
)
late = dates[dates["start"] >= dates["due_end"]]
assert set(late["label"]) == {
    "China finishes its data rules within a year",
    "Germany decides on Huawei in 2020",
}, "the late ones are not those two decisions"
dates[["label", "due_text", "came_text", "verdict"]]


# %%
def draw_dates(width):
    """Due period as a band, outcome as a bar on the same line."""
    wide = width == pp.WIDE
    left, room = (250, 74) if wide else (0, 0)
    axis = alt.Axis(title=None, labelLimit=left, labelColor=pp.INK)
    y = alt.Y("label:N", sort=None, axis=axis if wide else None)
    scale = alt.Scale(domain=[2018, 2025], nice=False, zero=False, range=[0, width - left - room])
    x = alt.X(
        "due_start:Q", scale=scale, axis=alt.Axis(format="d", values=[2018, 2020, 2022, 2024], title=None, grid=True)
    )
    base = alt.Chart(dates).encode(y=y)
    drop = 0 if wide else 8
    layers = [
        base.mark_bar(height=18, color=pp.SOFT, stroke=pp.MUTED, strokeWidth=0.8, yOffset=drop).encode(
            x=x, x2="due_end:Q"
        ),
        base.mark_bar(height=8, yOffset=drop).encode(
            x=alt.X("start:Q", scale=scale), x2="end:Q", color=alt.Color("colour:N", scale=None)
        ),
    ]
    if wide:
        layers.append(
            base.mark_text(align="left", color=pp.INK, dx=10).encode(x=alt.value(width - left - room), text="words:N")
        )
    else:
        layers.append(
            base.mark_text(align="left", baseline="bottom", dy=-4, color=pp.INK).encode(x=alt.value(0), text="label:N")
        )
        layers.append(
            base.mark_text(align="right", baseline="bottom", dy=-4, color=pp.INK).encode(
                x=alt.value(width), text="words:N"
            )
        )
    return alt.layer(*layers).properties(width=width - left - room, height=alt.Step(34 if wide else 48))


publish_figure(
    draw_dates,
    name="dates",
    data=dates,
    columns={
        "label": "Forecast",
        "said": "As stated",
        "due_text": "Due",
        "came_text": "Came",
        "verdict": "Verdict",
    },
)

# %% [markdown]
# ::: figure dates
#
# **The 5G network came on time or early; China’s data rules and Germany’s decision came years late**
#
# *When each forecast was due (pale band) and when it came (solid bar), by year, 2018 to 2024*
#
# Note: A bar is as long as the period that the source names: a month or a year. China’s data rules are drawn with the
# first of two sets. The fate of Huawei is drawn with the British decision; the German one has a line of its own. A
# forecast for a year is missed if the event came before it; a target for a year is not.
#
# Alt: Bands and bars on a line of years from 2018 to 2025, for {{ dated }} forecasts. Bars of the 5G network lie within
# or before their bands. The British decision lies within its band; China’s data rules and the German decision come
# years after theirs.

# %% [markdown]
# ## How much
#
# Only a few forecasts are of an amount that somebody has since measured. The best of them: in 2017 a consultancy put
# the Congo’s share of cobalt at {{ congo-said }} for 2025, and the US Geological Survey states {{ congo-2025 }}. The
# plan for autonomous cars was missed in 2020. For 2025 its wider target, {{ claim.csis-2020-av-target-2025 }} of new
# cars, cannot be judged: the last figure for all new passenger cars is {{ cars-2025 }}, for January to July 2025. Two
# forecasts on chips came true in part. The share of China’s chip market that is made in China rose from
# {{ chip-share-2018 }} in 2018 to {{ chip-share-2021 }} in 2021, yet the gap in dollars grew from {{ chip-gap-2018 }}
# to {{ chip-gap-2021 }}, because demand grew. China’s imports of US chip tools fell from {{ tools-2021 }} in 2021 to
# {{ tools-2024 }} in 2024, after the controls that the forecast had named as what could reverse the trend. US firms
# also ship to China from plants elsewhere, which this count leaves out.

# %%
TENTHS = {"format": "{:.1f}%", "unit": "percent"}
v_nearest = cell(
    "cars-2025", by_id.loc["cars-2025", "nearest_row"], "share of new cars with partial automation", **TENTHS
)
v_nev = cell(
    "electric-china-2025",
    by_id.loc["electric-cars-2040", "nearest_row"],
    "electric share of vehicles sold in China",
    **TENTHS,
)
for year, key in ((2018, "base_row"), (2021, "outcome_row")):
    made = "share of China’s chip market that is made in China"
    cell(f"chip-share-{year}", by_id.loc["chip-gap", key], made, period=str(year), **TENTHS)
DOLLARS = {"format": "US${:.1f} billion", "unit": "billion US dollars"}
gaps = {}
for year, edition in ((2018, "2019"), (2021, "2022")):
    pair = [f"china_chip_market:{kind}-{year}-ici-{edition}" for kind in ("market", "production")]
    gaps[year] = publish_value(
        f"chip-gap-{year}",
        records[pair[0]]["value"] - records[pair[1]]["value"],
        rows=pair,
        formula="chip market less production in China",
        period=str(year),
        **DOLLARS,
    )
assert gaps[2021].number > gaps[2018].number, "the gap in dollars narrowed too, so the forecast came true"
shares = [records[by_id.loc["chip-gap", key]]["value"] for key in ("base_row", "outcome_row")]
assert shares[1] > shares[0], "the gap widened as a share too, so the forecast did not come true"
tools = by_id.loc["us-tools-demand"]
before, after = (records[tools[key]]["value"] for key in ("base_row", "outcome_row"))
assert after < before, "imports of US tools did not fall"
for year, key in ((2021, "base_row"), (2024, "outcome_row")):
    made = "China’s imports of chip tools from the United States"
    cell(f"tools-{year}", tools[key], made, period=str(year), format="US${:.2f} billion", unit="billion US dollars")


# %%
def amount(key, row, scope):
    """One line of the chart of amounts: what was said, what was measured, and whether the two have one scope."""
    item, found = by_id.loc[key], records[row]
    low = records[item["claim"]]["low"]
    return {
        "label": item["label"],
        "said": item["said"],
        "said_at": float(low),
        "found_at": float(found["value"]),
        "found": f"{found['value']:g}%",
        "scope": scope,
        "colour": SHOWN[item["verdict"]][1],
        "fill": SHOWN[item["verdict"]][1] if not scope else pp.PAPER,
        "verdict": item["verdict"],
        "rows": join_rows([item["rows"], row]),
    }


amounts = pd.DataFrame(
    [
        amount("congo-share-2025", by_id.loc["congo-share-2025", "outcome_row"], ""),
        amount("5g-cities-2020", by_id.loc["5g-cities-2020", "outcome_row"], ""),
        amount("cars-2020", by_id.loc["cars-2020", "outcome_row"], ""),
        amount("cars-2025", by_id.loc["cars-2025", "nearest_row"], "to July"),
        amount("electric-cars-2040", by_id.loc["electric-cars-2040", "nearest_row"], "China, 2025"),
    ]
)
units = {records[by_id.loc[key, "claim"]]["unit"] for key in ("congo-share-2025", "cars-2020", "cars-2025")}
assert units == {"percent"}, "the chart would mix units"
amounts["found_text"] = [
    f"{found} ({scope})" if scope else found for found, scope in zip(amounts["found"], amounts["scope"], strict=True)
]


def draw_amounts(width):
    """What was said (bar across) and what was measured (circle), in percent."""
    wide = width == pp.WIDE
    left, room = (250, 130) if wide else (0, 130)
    axis = alt.Axis(title=None, labelLimit=left, labelColor=pp.INK)
    y = alt.Y("label:N", sort=None, axis=axis if wide else None)
    scale = alt.Scale(domain=[0, 100], nice=False, range=[0, width - left - room])
    drop = 0 if wide else 8
    x = alt.X("said_at:Q", scale=scale, axis=alt.Axis(title="percent", tickCount=5, titleAnchor="start"))
    base = alt.Chart(amounts).encode(y=y)
    layers = [
        base.mark_rule(color=pp.MUTED, strokeWidth=2, yOffset=drop).encode(x=x, x2="found_at:Q"),
        base.mark_tick(color=pp.INK, thickness=4, height=22, yOffset=drop).encode(x=x),
        base.mark_point(size=120, opacity=1, strokeWidth=2, yOffset=drop).encode(
            x=alt.X("found_at:Q", scale=scale),
            stroke=alt.Color("colour:N", scale=None),
            fill=alt.Fill("fill:N", scale=None),
        ),
        base.mark_text(align="left", color=pp.INK, dy=drop).encode(
            x=alt.value(width - left - room + 14), text="found_text:N"
        ),
    ]
    if not wide:
        layers.append(
            base.mark_text(align="left", baseline="bottom", dy=-6, color=pp.INK).encode(x=alt.value(0), text="label:N")
        )
    return alt.layer(*layers).properties(width=width - left - room, height=alt.Step(42 if wide else 56))


publish_figure(
    draw_amounts,
    name="amounts",
    data=amounts,
    columns={
        "label": "Forecast",
        "said": "As stated",
        "found": "Measured",
        "scope": "Other scope or year",
        "verdict": "Verdict",
    },
)

# %% [markdown]
# ::: figure amounts
#
# **The Congo’s cobalt share came out as forecast, at {{ congo-2025 }}; the aim for autonomous cars was missed, at
# {{ cars-2020 }}**
#
# *What was forecast (upright bar) and what was measured (circle; hollow where scope or year differ), percent*
#
# Note: Congo: share of world mine production, estimated. Cities of prefecture rank with 5G, as the ministry said; the
# forecast is a floor. Cars of 2020: partial automation, about. Cars in 2025: new cars of January to July. Electric
# cars: the forecast is of world sales, the figure of China’s.
#
# Alt: Upright bars and circles on a scale from zero to all, in percent. Congo’s share: bar and circle together at
# {{ congo-2025 }}. 5G in cities: circle at the top, above the bar. Cars with autonomous functions in 2020: circle far
# below the bar, at {{ cars-2020 }}. Two hollow circles, of another scope or year: {{ cars-2025 }} of new cars in China
# from January to July 2025 and {{ electric-china-2025 }} for electric cars in China.

# %% [markdown]
# ## Still open
#
# {{ open }} forecasts are not yet due. {{ due-soon }} of them fall due by the end of 2026: the output of
# silicon-carbide wafers in China, and the start of Ford’s plant, which the essay dates to *this year* without naming
# it. Of the later ones, one looks out of reach: a cobalt price that rises by {{ price-said }} by 2030. In 2025 it was,
# by a first estimate, {{ cobalt-fall }} below the price of 2018, the year of the article, in dollars of the day. It is
# not counted as missed before its date.

# %%
waiting = waiting.assign(end=[item.split("/")[-1] for item in waiting["due"]]).sort_values(["end", "checkpoint", "id"])
soon = waiting[waiting["end"].str[:4] <= "2026"]
count("due-soon", soon, waiting, "open forecasts due by the end of 2026")
assert set(soon["id"]) == {"carbide-2026", "ford-marshall"}, "other forecasts fall due in 2026"
prices = [records[f"cobalt_prices:us-spot-{year}-mcs{edition}"] for year, edition in ((2018, 2023), (2025, 2026))]
fall = 100 * (1 - prices[1]["usd_per_lb"] / prices[0]["usd_per_lb"])
assert fall > 0, "the price of 2025 is above that of 2018"
publish_value(
    "cobalt-fall",
    fall,
    format="{:.0f}%",
    unit="percent",
    rows=[item["rows"] for item in prices],
    formula="US spot price of cathode cobalt, 2025 against 2018",
)
events = waiting.assign(
    when=[format_period(item) for item in waiting["end"]],
    check=[f"{what}, {format_period(at)}" for what, at in waiting[["next_checkpoint", "checkpoint"]].to_numpy()],
    colour=pp.BLUE,
)[["label", "said", "forecaster", "when", "next_checkpoint", "checkpoint", "check", "colour", "rows"]]


LEFT = {pp.WIDE: 104, pp.NARROW: 92}
for width, left in LEFT.items():
    events[f"text{width}"] = [
        wrap(label, width - left - 24) + "\n" + wrap(f"Next: {check}", width - left - 24)
        for label, check in events[["label", "check"]].to_numpy()
    ]


def draw_open(width):
    """Open forecasts down the page by the date on which they fall due."""
    return timeline(events, when="when", text=f"text{width}", width=width, colour="colour", left=LEFT[width])


publish_figure(
    draw_open,
    name="open",
    data=events,
    columns={
        "when": "Due by",
        "label": "Forecast",
        "said": "As stated",
        "forecaster": "Forecaster",
        "next_checkpoint": "Next checkpoint",
        "checkpoint": "Expected",
    },
)

# %% [markdown]
# ::: figure open
#
# **{{ open }} forecasts are still open, the last until 2040**
#
# *Forecasts of grades A to C whose date has not passed on 21 November 2026: due date, forecast and next checkpoint*
#
# Note: Months of checkpoints are our reading of when such works appear. Ford’s date is that of its own statement of
# 2023; the essay names none.
#
# Alt: List of {{ open }} forecasts in order of their due dates, from the end of 2026 to 2040, each with its next
# checkpoint.

# %% [markdown]
# ## Kept apart: the unsigned article
#
# The article of unknown authorship has {{ apart }} forecasts. None can be checked, because none names a start; all but
# the last belong to a programme that the article itself proposes.
#
# - {{ claim.ai-article-metrology-budget }} for measurement science over {{ claim.ai-article-metrology-years }}: a
#   proposal, not a government’s plan.
# - {{ claim.ai-article-metrologists }} new specialists in measurement: part of the same proposal.
# - {{ claim.ai-article-talent-years }} to copy China’s supply of skilled people: no start, no measure of success, no
#   source.

# %%
left_over = rest["verdict"].value_counts()
assert left_over["met"] + left_over["partly"] > left_over["missed"] > left_over["met"], "the last sentence is untrue"
assert set(apart["verdict"]) == {"cannot be checked"}, "a forecast of the unsigned article can be checked after all"

# %% [markdown]
# ## Limits
#
# - The documents were chosen for other reasons. Their forecasts are no sample, and hit rates from so few cases rank
#   nobody.
# - Authors choose which forecasts to quote, and some outcomes were known when they wrote.
# - Outcomes come from what this site holds. For {{ unclear }} forecasts that is not enough; a search for each might
#   settle some.
# - Most outcomes were found by search in press reports of grade C, so the score does not head this page. Several on 5G
#   are statements of Chinese ministries and firms, which have an interest in the targets.
# - In part, and the kind of each forecaster, are our coding by one reader. The reasons stand in the table.
# - Verdicts look at what came, not at why. A forecast can come true for another reason than the one given.
#
# ## What would change our mind
#
# - A figure for all new cars of 2025 at or above {{ claim.csis-2020-av-target-2025 }} would turn an unchecked target
#   into one that was met.
# - Outcomes for the {{ unclear }} unchecked forecasts that mostly point one way would change the balance of hits and
#   misses.
# - A second reader who codes *in part* differently: outside 5G, counting all of it as hits would make the hits more
#   than the misses.
