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
#     topic: semiconductors
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
# kind: {{ figures }} offer a figure, and of those {{ figures-for }} speaks for replacement, {{ figures-against }} speak
# against it and {{ figures-open }} fit both.

# %% [markdown]
# ## Takeaways
#
# 1. A third-country supplier sold far more to China after the controls: ASML of the Netherlands booked {{ asml-2022 }}
#    there in 2022 and {{ asml-2023 }} in 2023, or {{ asml-share-2022 }} and {{ asml-share-2023 }} of its sales. The
#    table in its filing does not say when the machines were ordered or what they replaced. *High confidence*
# 2. Plants in China bought more equipment, not less: {{ billings-2022 }} in 2022 and {{ billings-2024 }} in 2024, while
#    the rest of the world went from {{ rest-2022 }} to {{ rest-2024 }}. China’s share then eased to {{ share-q2-2025 }}
#    in the second quarter of 2025. Within China’s imports the US share fell from {{ us-2021 }} to {{ us-2023 }} between
#    the third quarters of 2021 and 2023. *Moderate confidence*
# 3. The case for design-out and design-around is mostly argued, not measured: of {{ supporting }} items that support
#    it, {{ supporting-weak }} are assertions, statements, plans or forecasts and {{ figures-for }} is a figure. Of all
#    {{ items }} items {{ compared-word }} measures what would have happened without controls, so the effect of the
#    controls is unknown. *Moderate confidence*

# %%
import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures.evidence import (
    RUNGS,
    missing_cells,
    rank_evidence,
    shares_of_world,
    strongest_rungs,
)
from proofpress import claim, join_rows, load_claims, load_table, publish_figure, publish_value
from proofpress.notebook.charts import arrange_labels, place_marks, wrap_letters
from proofpress.text.periods import format_period, year_span

# %% [markdown]
# ## What would count as evidence
#
# The term comes from a report of the Center for Strategic and International Studies (CSIS) of October 2024. It
# distinguishes three channels: Chinese firms take the place of US suppliers; firms of *third countries*, neither
# Chinese nor American, take it; or China develops something that makes a whole class of controlled technology
# unnecessary. We test one sentence: *US technology is being replaced or bypassed in China’s chip supply chain.* Every
# item that our documents and tables hold on it is a row of one table, with its direction and its kind. The kinds form a
# ladder, weakest first:
#
# 1. **Assertion**: a judgement, without a figure, a date or a case that can be looked up.
# 2. **Statement**: what a firm or a person says of itself or of others.
# 3. **Plan or forecast**: something that has not happened yet.
# 4. **Named case**: a named firm with a named product, filing or deal.
# 5. **Market figure**: a share or an amount from an industry body, a firm or an analyst.
# 6. **Official figure**: a customs or trade statistic, or a filing with a regulator.
# 7. **Measured comparison**: a figure set against what would have been without controls.
#
# The rung says *what* is offered; the grade (A to D) says *who* offers it. A customs figure quoted by the press stands
# high on the ladder and keeps grade C. Items of grade D, from an unsigned machine-assisted article and from trade press
# that names no source, stand in a column of their own. They enter no count below.

# %%
evidence = load_table("design_out_evidence")
assert len(evidence) == 58, "the ladder holds another number of items than the text was written for"
claims = load_claims(
    *sorted({key[6:] for cell in evidence["rests_on"] for key in cell.split() if key.startswith("claim:")})
)
billings = load_table("chip_equipment_billings")
asml = load_table("asml_net_sales")
imports = load_table("china_equipment_imports")
carbide = load_table("silicon_carbide_market")
packaging = load_table("packaging_revenue_shares")
print(len(evidence), "items,", len(claims), "claims,", evidence["source"].nunique(), "sources")

# %%
tables = pd.concat([billings, asml, imports, carbide, packaging])["rows"]
known = set(tables) | set(claims["rows"])
loose = [key for cell in evidence["rests_on"] for key in cell.split() if key not in known]
assert not loose, f"items rest on rows that do not exist: {loose}"
by_claim = evidence[evidence["rests_on"].str.contains("claim:")]
for item in by_claim.itertuples():
    grades = set(claims.loc[claims["rows"].isin(item.rests_on.split()), "grade"])
    assert grades == {item.grade}, f"{item.id} has another grade than its claim"

# %%
assert {rung.kind for rung in RUNGS} >= set(evidence["kind"]), "an item stands on no rung"
ranked = rank_evidence(evidence)
ranked["rows"] = [join_rows(pair) for pair in zip(ranked["rows"], ranked["rests_on"], strict=True)]
graded = ranked[ranked["grade"] != "D"]
apart = ranked[ranked["grade"] == "D"]
print(pd.crosstab(graded["kind"], graded["direction"], margins=True))


# %%
def count(name, part, of, formula):
    """Publish how many items a part of the ladder holds; ``of`` are the items looked through."""
    return publish_value(name, len(part), unit="count", rows=of, formula=formula)


figures = graded[graded["rung"] >= 5]
supporting = graded[graded["direction"] == "supports"]
n_items = count("items", graded, graded, "items of grades A to C")
n_apart = count("items-apart", apart, apart, "items of grade D, kept apart")
n_figures = count("figures", figures, graded, "items of grades A to C that are a market or an official figure")
n_for = count("figures-for", figures[figures["direction"] == "supports"], figures, "figures that support replacement")
n_against = count(
    "figures-against", figures[figures["direction"] == "against"], figures, "figures that speak against it"
)
n_open = count("figures-open", figures[figures["direction"] == "ambiguous"], figures, "figures that fit both")
n_supporting = count("supporting", supporting, graded, "items of grades A to C that support replacement or bypassing")
n_asserted = count(
    "supporting-assertions",
    supporting[supporting["kind"] == "assertion"],
    supporting,
    "supporting items that are assertions",
)
compared = int((graded["counterfactual"] == "measured").sum())
publish_value(
    "compared-word", str(compared) if compared else "none", rows=graded, formula="items with a measured comparison"
)

# %%
assert n_for.number + n_against.number + n_open.number == n_figures.number, "a figure has no direction"
assert n_for.number == 1, "there would be more than one supporting figure"
assert compared == 0, "the highest rung would not be empty"
assert (supporting["rung"] <= 3).mean() > 0.5, "the case would not be mostly argued"
n_weak = count(
    "supporting-weak", supporting[supporting["rung"] <= 3], supporting, "supporting items on the three lowest rungs"
)

# %% [markdown]
# ## The ladder
#
# {{ supporting }} of the {{ items }} items support the sentence. {{ supporting-weak }} of them stand on the three
# lowest rungs: assertions, statements, plans and forecasts. The single supporting figure is a shift in the origin of
# China’s equipment imports, from Chinese customs as quoted by the press. The highest rung is empty. That does not show
# that design-out is not happening. It shows that the documents argue for it with few numbers of their own.

# %%
CHANNELS = ["Chinese firms", "third-country firms", "design-around", "not separable", "grade D"]
HEADS = ["Chinese\nfirms", "Third\ncountries", "Design-\naround", "Not\nseparable", "Apart:\ngrade D"]
KINDS = [rung.kind for rung in reversed(RUNGS)]
ranked["column"] = ranked["channel"].where(ranked["grade"] != "D", "grade D")
ranked["panel"] = ranked["grade"].eq("D").map({True: "apart", False: "graded"})
LADDER = {
    pp.WIDE: {"first": 182, "cell": 92, "per_line": 4, "step": 22, "head": 6, "least": 34},
    pp.NARROW: {"first": 0, "cell": 68, "per_line": 3, "step": 21, "head": 26, "least": 44},
}
bands = {}
for width, at in LADDER.items():
    places = {name: at["first"] + 12 + number * at["cell"] for number, name in enumerate(CHANNELS)}
    keys = ("per_line", "step", "head", "least")
    marks, bands[width] = place_marks(ranked, "kind", "column", rows=KINDS, columns=places, **{k: at[k] for k in keys})
    ranked[[f"x{width}", f"y{width}"]] = marks[["x", "y"]]

# %%
DIRECTION = alt.Scale(domain=["supports", "ambiguous", "against"], range=[pp.RED, pp.PAPER, pp.BLUE])
EDGE = alt.Scale(domain=["supports", "ambiguous", "against"], range=[pp.RED, pp.MUTED, pp.BLUE])
SHAPE = alt.Scale(domain=["supports", "ambiguous", "against"], range=["circle", "circle", "square"])
LETTER = alt.Scale(domain=["supports", "ambiguous", "against"], range=[pp.PAPER, pp.INK, pp.PAPER])
all_rows = join_rows(graded["rows"])


def canvas(width, top, bottom, x="x", y="y"):
    """Return x and y in pixels for a drawing without axes, y growing downwards."""
    across, down = alt.Scale(domain=[0, width], nice=False), alt.Scale(domain=[bottom, top], nice=False)
    return alt.X(f"{x}:Q", axis=None, scale=across), alt.Y(f"{y}:Q", axis=None, scale=down)


def ladder_frames(width):
    """Return the ladder’s words: rung names, channel heads, the key and the note on the empty rung."""
    at, rows = LADDER[width], bands[width]
    wide = width == pp.WIDE
    names = rows.assign(
        text=rows["row"].str.capitalize(),
        x=0,
        y=(rows["top"] + rows["bottom"]) / 2 if wide else rows["top"] + 13,
        rows=all_rows,
    )
    heads = pd.DataFrame({"text": HEADS, "column": CHANNELS})
    heads["x"] = [at["first"] + 2 + number * at["cell"] for number in range(len(CHANNELS))]
    heads["y"], heads["panel"] = -38, ["graded"] * 4 + ["apart"]
    heads["rows"] = [join_rows(ranked.loc[ranked["column"] == name, "rows"]) for name in CHANNELS]
    key = pd.DataFrame(
        {"direction": DIRECTION.domain, "text": ["supports", "fits both", "speaks against"], "rows": all_rows}
    )
    key["x"] = [at["first"] + (12 if wide else 10) + offset for offset in (0, 100, 200)]
    key["y"], key["panel"] = -66, "graded"
    empty = names.iloc[[0]].assign(
        text="empty: no item offers one",
        x=at["first"] + 2,
        y=rows["top"][0] + (17 if wide else 32),
    )
    return names, heads, key, empty


# %%
def draw_ladder(width):
    """Draw one mark an item, rung by rung and channel by channel, grade D in a column of its own."""
    names, heads, key, empty = ladder_frames(width)
    rows, at = bands[width], LADDER[width]
    bottom = rows["bottom"].max()
    x, y = canvas(width, -78, bottom)
    column = ranked.loc[ranked["panel"] == "apart", ["rows"]].assign(
        x=at["first"] + 4 * at["cell"] - 4, x2=width, y=-44, y2=bottom
    )
    lines = rows.assign(x=0, x2=width, y=rows["top"], rows=all_rows)
    style = {
        "fill": alt.Fill("direction:N", scale=DIRECTION, legend=None),
        "stroke": alt.Stroke("direction:N", scale=EDGE, legend=None),
        "shape": alt.Shape("direction:N", scale=SHAPE, legend=None),
        "detail": "panel:N",
    }
    mark_x, mark_y = canvas(width, -78, bottom, f"x{width}", f"y{width}")
    letters = {"color": alt.Color("direction:N", scale=LETTER, legend=None), "text": "grade:N", "detail": "panel:N"}
    base = alt.Chart(ranked).encode(x=mark_x, y=mark_y)
    return alt.layer(
        alt.Chart(column.iloc[[0]]).mark_rect(color=pp.SOFT).encode(x=x, x2="x2:Q", y=y, y2="y2:Q"),
        alt.Chart(lines).mark_rule(color=pp.GRID).encode(x=x, x2="x2:Q", y=y),
        alt.Chart(names).mark_text(align="left", baseline="middle", fontWeight=600).encode(x=x, y=y, text="text:N"),
        alt.Chart(heads)
        .mark_text(align="left", baseline="top", lineBreak="\n", color=pp.MUTED, fontSize=12)
        .encode(x=x, y=y, text="text:N", detail="panel:N"),
        alt.Chart(key).mark_point(size=150, opacity=1, strokeWidth=1.5).encode(x=x, y=y, **style),
        alt.Chart(key).mark_text(align="left", baseline="middle", dx=13).encode(x=x, y=y, text="text:N"),
        alt.Chart(empty)
        .mark_text(align="left", baseline="middle", color=pp.MUTED, fontStyle="italic")
        .encode(x=x, y=y, text="text:N"),
        base.mark_point(size=270, opacity=1, strokeWidth=1.5).encode(**style),
        base.mark_text(baseline="middle", fontSize=12, fontWeight=600).encode(**letters),
    ).properties(width=width, height=bottom + 78)


publish_figure(
    draw_ladder,
    name="ladder",
    data=ranked,
    columns={
        "kind": "Kind of evidence",
        "stage": "Stage",
        "channel": "Channel",
        "actor": "Actor",
        "direction": "Direction",
        "timing": "Timing against October 2022",
        "grade": "Grade",
        "statement": "What it says, in our words",
        "period": "Period",
        "source": "Source",
        "locator": "Place",
    },
)

# %% [markdown]
# ::: figure ladder
#
# **Of {{ figures }} items that offer a figure, {{ figures-for }} supports replacement of US chip technology in China**
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
# The supply chain has many stages and the evidence covers few of them well: {{ packaging-items }} items concern
# packaging and {{ equipment-items }} chip equipment, because those are what the documents treat. In chip equipment
# alone does a supporting item rest on an official figure. In silicon carbide, the case that the CSIS report calls its
# strongest, the best support is a forecast, while a market figure speaks against. The report says so itself: it calls
# the evidence that US firms are designed out of packaging more limited, and sees US firms still ahead in silicon
# carbide.

# %%
STAGES = ["chip equipment", "packaging", "chip fabrication", "systems", "silicon carbide", "whole chain", "chip design"]
assert set(STAGES) == set(graded["stage"]), "a stage is missing from the figure"
stages = strongest_rungs(graded, "stage")
stages["label"] = stages["kind"] + " (" + stages["items"].astype(str) + ")"
best = stages.set_index(["stage", "direction"])["rung"]
assert best["silicon carbide", "supports"] < best["silicon carbide", "against"], (
    "silicon carbide’s support would be no weaker"
)
others = supporting[supporting["stage"] != "chip equipment"]
assert others["rung"].max() < 6, "another stage would have an official figure in support"
expected = dict(
    zip(
        STAGES,
        [
            "official figure",
            "named case",
            "named case",
            "named case",
            "plan or forecast",
            "plan or forecast",
            "assertion",
        ],
        strict=True,
    )
)
assert stages[stages["direction"] == "supports"].set_index("stage")["kind"].to_dict() == expected, (
    "the alternative text would be untrue"
)
n_packaging = count("packaging-items", graded[graded["stage"] == "packaging"], graded, "items on packaging")
n_equipment = count("equipment-items", graded[graded["stage"] == "chip equipment"], graded, "items on chip equipment")

# %%
STAGE_GRID = {pp.WIDE: (150, 62, 8, 6), pp.NARROW: (14, 30, 30, 10)}
stages["order"] = stages["stage"].map(STAGES.index) * 3 + stages["direction"].map(DIRECTION.domain.index)
stages = stages.sort_values("order", ignore_index=True)
for width, (left, cell, head, foot) in STAGE_GRID.items():
    first = ~stages["stage"].duplicated()
    stages[f"y{width}"] = (21 + first * head + (first & (stages.index > 0)) * foot).cumsum() - 8
    stages[f"x{width}"], stages[f"start{width}"] = left + (stages["rung"] - 1) * cell, left


def draw_stages(width):
    """Draw, for each stage, the strongest rung that each direction reaches."""
    left, cell, head, _ = STAGE_GRID[width]
    bottom = stages[f"y{width}"].max() + 14
    heads = stages.groupby("stage", as_index=False).agg(rows=("rows", join_rows), y=(f"y{width}", "min"))
    heads["text"], heads["x"], heads["x2"] = heads["stage"].str.capitalize(), 0, width
    heads["y2"], heads["y"] = heads["y"] - head - 13, heads["y"] - (0 if width == pp.WIDE else 22)
    key = pd.DataFrame(
        {"direction": DIRECTION.domain, "text": ["supports", "fits both", "speaks against"], "rows": all_rows}
    )
    key["x"], key["y"] = [left + offset for offset in (0, 100, 200)], -40
    ends = pd.DataFrame(
        {
            "text": ["← weaker kinds", "stronger kinds →"],
            "x": [left - 8, left + 5 * cell - 8],
            "y": -14,
            "rows": all_rows,
        }
    )
    x, y = canvas(width, -52, bottom)
    _, edge = canvas(width, -52, bottom, y="y2")
    mark_x, mark_y = canvas(width, -52, bottom, f"x{width}", f"y{width}")
    fill = alt.Fill("direction:N", scale=DIRECTION, legend=None)
    stroke = alt.Stroke("direction:N", scale=EDGE, legend=None)
    shape = alt.Shape("direction:N", scale=SHAPE, legend=None)
    base = alt.Chart(stages).encode(x=mark_x, y=mark_y)
    return alt.layer(
        alt.Chart(heads).mark_rule(color=pp.GRID).encode(x=x, x2="x2:Q", y=edge),
        alt.Chart(heads).mark_text(align="left", baseline="middle", fontWeight=600).encode(x=x, y=y, text="text:N"),
        alt.Chart(ends).mark_text(align="left", baseline="middle", color=pp.MUTED).encode(x=x, y=y, text="text:N"),
        alt.Chart(key)
        .mark_point(size=130, opacity=1, strokeWidth=1.5)
        .encode(x=x, y=y, fill=fill, stroke=stroke, shape=shape),
        alt.Chart(key).mark_text(align="left", baseline="middle", dx=12).encode(x=x, y=y, text="text:N"),
        base.mark_rule(strokeWidth=2).encode(x2=f"start{width}:Q", stroke=stroke),
        base.mark_point(size=130, opacity=1, strokeWidth=1.5).encode(fill=fill, stroke=stroke, shape=shape),
        base.mark_text(align="left", baseline="middle", dx=12).encode(text="label:N"),
    ).properties(width=width, height=bottom + 52)


publish_figure(
    draw_stages,
    name="stages",
    data=stages,
    columns={
        "stage": "Stage",
        "direction": "Direction",
        "kind": "Strongest kind of evidence",
        "items": "Items of that direction (count)",
    },
)

# %% [markdown]
# ::: figure stages
#
# **Only in chip equipment does support for design-out reach an official figure**
#
# *Strongest kind of evidence for, fitting both and against, by stage of the supply chain; {{ items }} items of grades A
# to C*
#
# Note: In brackets, how many items point that way at all. A direction without a mark has no item at that stage. Whole
# chain: items that name no stage.
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
# the call by SMIC and Huawei’s stacking patent, which the report presents as ways around US controls, carry dates of
# 2022 or earlier. The measures against ZTE and Huawei may explain them; the rules of October 2022 can explain only what
# came after. China’s own export controls are a second kind of response. They restrict what others may buy and replace
# nothing.

# %%
dated = supporting[supporting["timing"].isin(["before", "after", "in 2022", "spans"])]
early, late = dated[dated["timing"] == "before"], dated[dated["timing"] == "after"]
n_dated = count("dated-support", dated, supporting, "supporting items of grades A to C that can be placed in time")
n_early = count("dated-before", early, supporting, "supporting items that report something before 7 October 2022")
n_late = count("dated-after", late, supporting, "supporting items that lie wholly after 7 October 2022")
assert set(late["kind"]) == {"plan or forecast", "statement"}, (
    "items after the rules would be more than pledges and a remark"
)
assert len(late[late["kind"] == "statement"]) == 1, "there would be more than one quoted remark"

# %%
LANES = ["US and allied controls", "Chinese responses", "China’s own export controls"]
EVENTS = {
    "csis-2024-zte-2018": (0, "ZTE cut off from US technology"),
    "csis-2020-huawei-entity-list": (0, "Huawei put on the Entity List"),
    "csis-2024-entity-rule-2020": (0, "Rule reaches foreign goods for listed firms"),
    "csis-2024-october-2022": (0, "Wide US rules on chips and chip tools"),
    "csis-2024-allies-2023": (0, "Dutch and Japanese controls"),
    "csis-2020-xi-speech-2018": (1, "Xi calls for core technology of China’s own"),
    "csis-2024-huawei-patent-2019": (1, "Huawei patent on stacked chips"),
    "csis-2024-smic-2021": (1, "SMIC urges advanced packaging"),
    "csis-2024-ymtc-layers": (1, "YMTC memory chip with bonded wafers"),
    "csis-2024-document-79": (1, "Leaked plan to buy Chinese circulates"),
    "csis-2024-wuxi-pledge": (1, "City of Wuxi funds chiplets"),
    "csis-2024-chiplet-call-2023": (1, "Ministry funds chiplet research"),
}
dates = load_claims(*EVENTS, "merics-2024-october-2022")
twice = dates.set_index("id")["rows"]
assert year_span("2022-10-07")[0] > year_span(dates.set_index("id")["period"]["merics-2024-october-2022"])[0], (
    "MERICS and CSIS would date the rules to different months"
)
dates = dates[dates["id"].isin(EVENTS)].assign(
    lane=lambda frame: [LANES[EVENTS[key][0]] for key in frame["id"]],
    text=lambda frame: [EVENTS[key][1] for key in frame["id"]],
)
dates.loc[dates["id"] == "csis-2024-october-2022", "rows"] = join_rows(
    twice[["csis-2024-october-2022", "merics-2024-october-2022"]]
)

# %%
OWN = {
    "gallium-germanium-2023": "Licence for gallium and germanium",
    "graphite-2023": "Licence for graphite",
    "ban-to-us-2024": "Export ban to the US on gallium and others",
    "rare-earths-april-2025": "Licence for seven rare earths",
    "suspension-2025": "Export ban to the US suspended",
}
own = load_table("china_chip_controls")
assert set(own["id"]) == set(OWN), "the timeline would miss one of China’s controls"
own = own.assign(period=own["announced"], lane=LANES[2], text=own["id"].map(OWN))
stations = ranked[ranked["id"] == "base-stations"].assign(
    lane=LANES[1], text="Huawei finds other chips for base stations"
)
keep = ["id", "lane", "text", "period", "rows"]
events = pd.concat([frame[keep] for frame in (dates, own, stations)])
events["start"] = [year_span(period)[0] for period in events["period"]]
events["end"] = [year_span(period)[1] for period in events["period"]]
events["date"] = [format_period(period, short=True) for period in events["period"]]
events = events.sort_values(["start", "end", "id"], ignore_index=True)
assert events["start"].between(2018, 2026).all(), "an event would fall off the axis"

# %%
PER_YEAR, LINE, LEVEL = 69, 14.5, 68
events["label"] = [
    f"{date}\n{wrap_letters(text, 15)}" for date, text in zip(events["date"], events["text"], strict=True)
]
events["tall"] = [label.count("\n") + 1 for label in events["label"]]
events["x"], events["x2"] = (events["start"] - 2018) * PER_YEAR, (events["end"] - 2018) * PER_YEAR
events["stem"] = (events["x"] + events["x2"]) / 2
for lane in LANES:
    part = events[events["lane"] == lane]
    widths = [max(len(line) for line in label.split("\n")) * 6.3 + 4 for label in part["label"]]
    placed = arrange_labels(list(part["stem"]), widths, low=0, high=pp.WIDE)
    events.loc[part.index, "level"] = [label.level for label in placed]
    events.loc[part.index, "align"] = [label.align for label in placed]
responses = events[events["lane"] == LANES[1]]
after = responses[responses["start"] >= year_span("2022-10-07")[1]]
n_responses = publish_value(
    "responses",
    len(responses),
    unit="count",
    rows=responses,
    formula="dated Chinese responses on the timeline",
    period="2018 to 2023",
)
n_later = publish_value(
    "responses-after",
    len(after),
    unit="count",
    rows=responses,
    formula="dated Chinese responses that begin after 7 October 2022",
    period="2022 to 2023",
)
steps = events[events["lane"] == LANES[0]]
n_steps = publish_value(
    "control-steps",
    len(steps),
    unit="count",
    rows=steps,
    formula="US and allied measures that the documents date",
    period="2018 to 2023",
)
n_events = publish_value(
    "events",
    len(events),
    unit="count",
    rows=events,
    formula="dated controls and responses on the timeline",
    period="2018 to 2025",
)

# %%
depth = events.groupby("lane")["level"].max() + 1
BASE = {LANES[0]: 0.0, LANES[1]: 24.0}
BASE[LANES[2]] = BASE[LANES[1]] + depth[LANES[1]] * LEVEL + 30
events["y"] = events["lane"].map(BASE)
up, offset = events["lane"] == LANES[0], 12 + events["level"] * LEVEL
events["y2"] = (events["y"] - offset - events["tall"] * LINE).where(up, events["y"] + offset)
events["foot"] = (events["y"] - offset).where(up, events["y2"])
events["plain"] = [wrap_letters(text, 36) for text in events["text"]]
events["yn"] = 8 + 40.0 * (events.index + 0.5)
LANE = alt.Scale(domain=LANES, range=[pp.RED, pp.BLUE, pp.OCHRE])
LANE_SHAPE = alt.Scale(domain=LANES, range=["square", "circle", "diamond"])
years = pd.DataFrame({"year": range(2018, 2027), "rows": join_rows(events["rows"])})
years["x"], years["text"] = (years["year"] - 2018) * PER_YEAR, years["year"].astype(str)


def lane_titles(width):
    """Return the lanes' names: a key on a narrow screen, a heading of each lane on a wide one."""
    titles = events.groupby("lane", as_index=False).agg(rows=("rows", join_rows))
    number = titles["lane"].map(LANES.index)
    if width == pp.NARROW:
        return titles.assign(x=6, y=-46.0 + 20 * number)
    tops = {LANES[0]: events["y2"].min() - 22, LANES[1]: BASE[LANES[1]] + 14, LANES[2]: BASE[LANES[2]] + 14}
    two = titles["lane"]
    return titles.assign(title=two, x=number.eq(1) * 6.9 * PER_YEAR, y=titles["lane"].map(tops))


# %%
def draw_timeline_wide():
    """Draw time from left to right: controls above the axis, responses below, China’s own controls on a line of their own."""
    top, bottom = events["y2"].min() - 26, (events["y2"] + events["tall"] * LINE)[~up].max() + 4
    x, y = canvas(pp.WIDE, top, bottom)
    stem, _ = canvas(pp.WIDE, top, bottom, x="stem")
    _, label_y = canvas(pp.WIDE, top, bottom, y="y2")
    colour = alt.Color("lane:N", scale=LANE, legend=None)
    lines = years.assign(y=top + 24, y2=bottom)
    tracks = pd.DataFrame({"y": list(BASE.values()), "x": 0, "x2": 8 * PER_YEAR, "rows": years["rows"][0]})
    base = alt.Chart(events)
    labels = [
        base.transform_filter(alt.datum.align == align)
        .mark_text(align=align, baseline="top", dx=shift, lineBreak="\n", lineHeight=LINE, fontSize=12)
        .encode(x=stem, y=label_y, text="label:N")
        for align, shift in (("left", -2), ("center", 0), ("right", 2))
        if align in set(events["align"])
    ]
    return alt.layer(
        alt.Chart(lines).mark_rule(color=pp.GRID, strokeDash=[2, 3]).encode(x=x, y=y, y2="y2:Q"),
        alt.Chart(tracks).mark_rule(color=pp.MUTED, strokeWidth=1.5).encode(x=x, x2="x2:Q", y=y),
        alt.Chart(years.head(8).assign(y=12))
        .mark_text(align="left", baseline="middle", dx=3, color=pp.MUTED, fontSize=12)
        .encode(x=x, y=y, text="text:N"),
        base.mark_rule(strokeWidth=1).encode(x=stem, y=y, y2=alt.Y2("foot:Q"), color=colour),
        base.mark_bar(height=7).encode(x=x, x2="x2:Q", y=y, color=colour, stroke=alt.value(pp.PAPER)),
        base.mark_point(size=62, opacity=1).encode(
            x=stem, y=y, color=colour, shape=alt.Shape("lane:N", scale=LANE_SHAPE, legend=None)
        ),
        *labels,
        alt.Chart(lane_titles(pp.WIDE))
        .mark_text(align="left", baseline="top", fontWeight=600, lineBreak="\n", lineHeight=17)
        .encode(x=x, y=y, text="title:N", color=colour),
    ).properties(width=pp.WIDE, height=bottom - top)


def draw_timeline_narrow():
    """Draw time downwards, one event a row: date, mark, words."""
    bottom = events["yn"].max() + 20
    shown = events.assign(xa=0, xm=92, xt=106)
    x, y = canvas(pp.NARROW, -58, bottom)
    date_x, row_y = canvas(pp.NARROW, -58, bottom, "xa", "yn")
    mark_x, text_x = (canvas(pp.NARROW, -58, bottom, name)[0] for name in ("xm", "xt"))
    colour = alt.Color("lane:N", scale=LANE, legend=None)
    shape = alt.Shape("lane:N", scale=LANE_SHAPE, legend=None)
    titles = lane_titles(pp.NARROW)
    spine = pd.DataFrame({"x": [92], "y": [16], "y2": [bottom], "rows": years["rows"][0]})
    base = alt.Chart(shown).encode(y=row_y)
    return alt.layer(
        alt.Chart(spine).mark_rule(color=pp.MUTED, strokeWidth=1.5).encode(x=x, y=y, y2="y2:Q"),
        alt.Chart(titles).mark_point(size=80, opacity=1).encode(x=x, y=y, color=colour, shape=shape),
        alt.Chart(titles)
        .mark_text(align="left", baseline="middle", dx=12, fontWeight=600)
        .encode(x=x, y=y, text="lane:N", color=colour),
        base.mark_text(align="left", baseline="middle", color=pp.MUTED, fontSize=12).encode(x=date_x, text="date:N"),
        base.mark_point(size=80, opacity=1).encode(x=mark_x, color=colour, shape=shape),
        base.mark_text(align="left", baseline="middle", lineBreak="\n", lineHeight=16).encode(x=text_x, text="plain:N"),
    ).properties(width=pp.NARROW, height=bottom + 58)


publish_figure(
    draw_timeline_wide(),
    narrow=draw_timeline_narrow(),
    name="timeline",
    data=events,
    columns={"date": "Date", "lane": "Lane", "text": "Event", "period": "As dated (ISO)"},
)

# %% [markdown]
# ::: figure timeline
#
# **Of {{ responses }} dated Chinese responses, {{ responses-after }} came wholly after the US rules of October 2022**
#
# *{{ events }} dated controls and responses, 2018 to 2025*
#
# Note: What follows a control is not shown to be caused by it. A thick bar means that only the year or the months are
# stated; on a narrow screen the rows are evenly spaced, not to scale. The report names two rounds of US chip controls
# and dates the first; the second is not drawn. China’s controls stand at the date announced.
#
# Alt: Timeline of {{ events }} events. Above the axis, {{ control-steps }} US and allied controls from April 2018
# to 2023. Below it, {{ responses }} Chinese responses from May 2018 to 2023, of which {{ responses-after }} came wholly
# after 7 October 2022. On a separate line, China’s own export controls from July 2023 to November 2025.

# %% [markdown]
# ## What was sold to China
#
# The industry bodies SEMI and SEAJ add up what toolmakers bill, by the region the equipment goes to. China’s share was
# {{ share-2018 }} in 2018 and {{ share-2022 }} in 2022. It reached {{ share-2024 }} in 2024 and stood at
# {{ share-q2-2025 }} in the second quarter of 2025. In money, billings to China rose from {{ billings-2022 }} in 2022
# to {{ billings-2024 }} in 2024. Billings to everyone else went from {{ rest-2022 }} to {{ rest-2024 }}, so part of the
# rise in the share came from weaker buying elsewhere.
#
# This counts neither for nor against design-out. If Chinese plants had swapped US tools for Dutch or Japanese ones, the
# total could have risen in the same way. It could equally have risen because they bought ahead of the next rule. The
# billings do not say whose tools were bought, nor who owns the plant. An older customs figure shows that ownership
# matters: to 2018, foreign-invested firms bought {{ claim.csis-2020-equipment-buyers-foreign }} of the US chip
# equipment that China imported.

# %%
REGIONS = ["China", "Taiwan", "Korea", "North America", "Japan", "Europe", "Rest of World"]
sold = shares_of_world(billings)
annual = sold[sold["quarter"] == ""]
gaps = missing_cells(annual, REGIONS, range(2018, 2025))
assert set(gaps["year"]) == {2018, 2023}, "the gaps would be in other years than the note says"
n_gaps = publish_value(
    "gaps",
    len(gaps),
    unit="count",
    rows=annual,
    formula="region-years from 2018 to 2024 without a published amount",
    period="2018 to 2024",
)
world = billings[billings["region"] == "World"].set_index(["year", "quarter"])
for year in (2019, 2020, 2021, 2022, 2024):
    total = annual[annual["year"] == year]["billings"].sum()
    assert abs(total / world.loc[(year, ""), "billings"] - 1) < 0.003, (
        f"the regions of {year} would not sum to the world"
    )
gaps["rows"] = [world.loc[(year, ""), "rows"] for year in gaps["year"]]

# %%
china = sold[sold["region"] == "China"].set_index(["year", "quarter"])


def publish_share(name, key, period):
    """Publish China’s share of world billings in one period."""
    return publish_value(
        name,
        float(china.loc[key, "share"]),
        format="{:.0f}%",
        unit="percent",
        rows=china.loc[key, "rows"],
        formula="billings to China over billings to the world",
        period=period,
    )


share_2018 = publish_share("share-2018", (2018, ""), "2018")
share_2022 = publish_share("share-2022", (2022, ""), "2022")
share_2024 = publish_share("share-2024", (2024, ""), "2024")
share_q2 = publish_share("share-q2-2025", (2025, "Q2"), "second quarter of 2025")
for year in (2022, 2024):
    own, whole = china.loc[(year, "")], world.loc[(year, "")]
    publish_value(
        f"billings-{year}",
        float(own["billings"]),
        format="US${:.1f} billion",
        unit="billion US dollars",
        rows=own["rows"],
        formula="billings to China",
        period=str(year),
    )
    publish_value(
        f"rest-{year}",
        float(whole["billings"] - own["billings"]),
        format="US${:.1f} billion",
        unit="billion US dollars",
        rows=own["rows"],
        formula="billings to the world less billings to China",
        period=str(year),
    )
assert share_2018.number < share_2022.number < share_q2.number < share_2024.number, (
    "the share would not have risen, then eased"
)
peak = annual[annual["region"] == "China"].sort_values("share")["year"].iloc[-1]
assert peak == 2024, "2024 would not be the peak"

# %%
sold["start"] = [year_span(f"{y}-{q}" if q else str(y))[0] for y, q in zip(sold["year"], sold["quarter"], strict=True)]
sold["end"] = [year_span(f"{y}-{q}" if q else str(y))[1] for y, q in zip(sold["year"], sold["quarter"], strict=True)]
sold["left"] = sold["start"] + (sold["end"] - sold["start"]) * 0.08
sold["right"] = sold["end"] - (sold["end"] - sold["start"]) * 0.08
sold["middle"] = (sold["start"] + sold["end"]) / 2
sold["label"], sold["zero"] = sold["share"].map("{:.0f}%".format), 0
sold["span"] = sold["quarter"].where(sold["quarter"] != "", "year")
sold["period"] = [f"{q} {y}" if q else str(y) for y, q in zip(sold["year"], sold["quarter"], strict=True)]
SHORT = {
    "claim:csis-2024-zte-2018": "ZTE",
    "claim:csis-2020-huawei-entity-list": "Huawei listed",
    "claim:csis-2024-entity-rule-2020": "Foreign-goods rule",
    "claim:csis-2024-october-2022": "Chip rules",
    "claim:csis-2024-allies-2023": "Allied rules",
}
rules = steps.copy()
rules["short"] = [next(text for key, text in SHORT.items() if key in cell.split()) for cell in rules["rows"]]
rules["label"] = rules["date"] + "\n" + rules["short"]
rules["height"] = [83.0 - 7.2 * number for number in range(len(rules))]
rules["foot"] = [float(china.loc[(int(start), ""), "share"]) + 6 for start in rules["start"]]
print(sold[sold["region"] == "China"][["period", "billings", "share"]].to_string(index=False))


# %%
def heading(*lines):
    """Return the heading of a panel, set at its left edge."""
    return alt.Title(list(lines), fontSize=13, fontWeight=600, anchor="start", color=pp.INK, offset=12)


def draw_share(width):
    """Draw China’s share as one bar a year, as wide as the year, with the controls as rules at their dates."""
    x_scale = alt.Scale(domain=[2017, 2026], nice=False, zero=False)
    y_scale = alt.Scale(domain=[0, 84], nice=False)
    ticks = list(range(2017, 2026)) if width == pp.WIDE else [2018, 2020, 2022, 2024]
    x = alt.X(
        "left:Q", scale=x_scale, axis=alt.Axis(values=ticks, format="d", labelAlign="left", labelPadding=4, title=None)
    )
    y = alt.Y("share:Q", scale=y_scale, axis=alt.Axis(values=[0, 10, 20, 30, 40], title=None, minExtent=24))
    base = alt.Chart(sold).transform_filter(alt.datum.region == "China")
    year, quarter = base.transform_filter(alt.datum.span == "year"), base.transform_filter(alt.datum.span == "Q2")
    middle = alt.X("middle:Q", scale=x_scale)
    missing = world.reset_index()
    missing = missing[missing["year"].eq(2017)].assign(text="China not given", middle=2017.5, share=1.5)
    start = alt.X("start:Q", scale=x_scale)
    height = alt.Y("height:Q", scale=y_scale)
    return alt.layer(
        alt.Chart(rules).mark_rule(color=pp.MUTED, strokeDash=[3, 3]).encode(x=start, y=height, y2="foot:Q"),
        year.mark_bar(color=pp.RED, opacity=1).encode(x=x, x2="right:Q", y=y, y2="zero:Q"),
        quarter.mark_bar(fill=pp.PAPER, stroke=pp.RED, strokeWidth=1.5).encode(x=x, x2="right:Q", y=y, y2="zero:Q"),
        base.mark_text(dy=-8, fontWeight=600).encode(x=middle, y=y, text="label:N"),
        alt.Chart(missing)
        .mark_text(angle=270, align="left", baseline="middle", color=pp.MUTED, fontSize=12)
        .encode(x=middle, y=y, text="text:N"),
        alt.Chart(rules)
        .mark_text(align="left", baseline="top", dx=4, lineBreak="\n", lineHeight=14, fontSize=12, color=pp.MUTED)
        .encode(x=start, y=height, text="label:N"),
    ).properties(width=width - 48, height=380, title=heading("China’s share of world billings, percent"))


def draw_regions(width):
    """Draw the amounts, one small panel a region, with a word where none is published."""
    columns = 4 if width == pp.WIDE else 2
    size = (width - 48 - 26 * (columns - 1)) // columns
    top = alt.Scale(domain=[0, 55], nice=False)
    x_scale = alt.Scale(domain=[2018, 2025], nice=False, zero=False)
    panels = []
    for number, region in enumerate(REGIONS):
        axis = alt.Axis(
            values=[0, 20, 40], title=None, labels=number % columns == 0, minExtent=24 if number % columns == 0 else 0
        )
        x = alt.X(
            "left:Q", scale=x_scale, axis=alt.Axis(values=[2018, 2021, 2024], format="d", labelAlign="left", title=None)
        )
        y = alt.Y("billings:Q", scale=top, axis=axis)
        bars = alt.Chart(sold).transform_filter((alt.datum.region == region) & (alt.datum.span == "year"))
        holes = gaps[gaps["region"] == region].assign(
            text="no figure", middle=lambda frame: frame["year"] + 0.5, billings=2.0
        )
        layers = [
            bars.mark_bar(color=pp.RED if region == "China" else pp.GREY).encode(x=x, x2="right:Q", y=y, y2="zero:Q")
        ]
        if len(holes):
            layers.append(
                alt.Chart(holes)
                .mark_text(angle=270, align="left", baseline="middle", color=pp.MUTED, fontSize=12)
                .encode(x=alt.X("middle:Q", scale=x_scale), y=y, text="text:N")
            )
        panels.append(
            alt.layer(*layers).properties(
                width=size, height=96, title=alt.Title(region, fontSize=13, anchor="start", color=pp.INK, frame="group")
            )
        )
    return alt.concat(
        *panels,
        columns=columns,
        bounds="flush",
        spacing={"row": 56, "column": 26},
        title=heading("Billings by region, billion US dollars"),
    )


def draw_billings(width):
    """Draw the share above the amounts."""
    return alt.vconcat(draw_share(width), draw_regions(width), spacing=92, bounds="flush")


publish_figure(
    draw_billings,
    name="billings",
    data=sold,
    columns={
        "region": "Region",
        "period": "Period",
        "billings": "Billings (billion US dollars)",
        "share": "Share of world (percent)",
        "source": "Source",
    },
)

# %% [markdown]
# ::: figure billings
#
# **China’s share of world chip-equipment billings rose from {{ share-2022 }} in 2022 to {{ share-2024 }} in 2024**
#
# *Above: China’s share of world billings, percent, with the controls the documents date. Below: billings by region,
# billion US dollars. 2018 to 2024; hollow: second quarter of 2025*
#
# Note: SEMI and SEAJ, newest edition read for each year. Billings follow the place of delivery, not the owner of the
# plant or the home of the maker. {{ gaps }} region-years have no published amount in the copies read, all in 2018 and
# 2023; nothing is filled in. For 2017 and the first quarter of 2025 the world total alone was found. Measures dated to
# a month or a year stand at its start; those of 2023 are Dutch and Japanese.
#
# Alt: Bar chart by year: China’s share of world chip-equipment billings is {{ share-2018 }} in 2018, {{ share-2022 }}
# in 2022, {{ share-2024 }} in 2024 and {{ share-q2-2025 }} in the second quarter of 2025; dashed rules mark
# {{ control-steps }} controls from 2018 to 2023. Small panels below show billings to seven regions from 2018 to 2024;
# the word “no figure” stands where an amount is missing.

# %% [markdown]
# ## Who sold it: third countries
#
# The one figure in support of design-out is about third countries. Chinese customs, quoted by the press, put the US
# share of China’s imports of chip equipment at {{ us-2021 }} in the third quarter of 2021 and {{ us-2023 }} in that
# of 2023. The Dutch share rose from {{ nl-2021 }} to {{ nl-2023 }}. Japan’s fell from {{ jp-2021 }} to {{ jp-2023 }}, so
# the Netherlands gained, not third countries in general. The three together held {{ three-2021 }} and {{ three-2023 }}:
# what the Netherlands gained, the United States and Japan lost.
#
# A falling share is not a falling sale. If China’s imports grew by {{ break-even }} between those dates, the US amount
# stayed what it was; we found no total for the earlier one. The shift also fits three other readings: the US rules
# forbade the sale, so that nothing was designed out by choice; buyers stocked up on Dutch machines before the Dutch
# rules took hold; or the mix of plants under construction changed.
#
# Dutch sales did jump. China imported {{ litho-2022 }} lithography machines from the Netherlands in 2022 and
# {{ litho-2023 }} in 2023. ASML’s filing shows sales to China of {{ asml-2022 }} and {{ asml-2023 }} in the same years,
# {{ asml-share-2022 }} and {{ asml-share-2023 }} of its total. The figures of the filing are grade A, and still do not
# say what the machines replaced.
#
# An older statement does not join on to these: a chapter of the CSIS volume of 2020 says that
# {{ claim.csis-2020-equipment-imports-us }} of China’s equipment imports came from the United States, on data to 2018.
# Against {{ us-2021 }} in 2021 that would be a collapse. The tariff lines behind the two are not stated, so we read it
# as a difference of scope until shown otherwise.

# %%
regions = asml[asml["region"] != "World"].groupby("year")["net_sales"].sum()
totals = asml[asml["region"] == "World"].set_index("year")["net_sales"]
assert len(asml) == 20, "ASML would report other regions"
assert (abs(regions - totals) < 0.2).all(), "ASML’s regions would not sum to its total"
to_china = asml[asml["region"] == "China"].set_index("year")
for year in (2022, 2023):
    pair = asml[(asml["year"] == year) & asml["region"].isin(["China", "World"])]
    amount = float(to_china.loc[year, "net_sales"])
    publish_value(
        f"asml-{year}",
        amount / 1000,
        format="€{:.1f} billion",
        unit="billion euros",
        rows=to_china.loc[year, "rows"],
        formula="ASML net sales to China",
        period=str(year),
    )
    publish_value(
        f"asml-share-{year}",
        100 * amount / float(totals[year]),
        format="{:.1f}%",
        unit="percent",
        rows=pair,
        formula="ASML net sales to China over its total net sales",
        period=str(year),
    )
assert to_china.loc[2023, "net_sales"] > 2 * to_china.loc[2022, "net_sales"], (
    "sales to China would not have more than doubled"
)

# %%
origin = imports[imports["measure"] == "share of import value"].set_index(["origin", "period"])
assert len(origin) == 6, "three origins at two times would not be there"
codes = {"us": "United States", "nl": "Netherlands", "jp": "Japan"}
for code, country in codes.items():
    for period in ("2021-Q3", "2023-Q3"):
        row = origin.loc[(country, period)]
        publish_value(
            f"{code}-{period[:4]}",
            float(row["value"]),
            format="{:.0f}%",
            unit="percent",
            rows=row["rows"],
            formula=f"share of China’s chip-equipment imports from {country}",
            period=period,
        )
for period in ("2021-Q3", "2023-Q3"):
    three = origin[origin.index.get_level_values("period") == period]
    publish_value(
        f"three-{period[:4]}",
        float(three["value"].sum()),
        format="{:.0f}%",
        unit="percent",
        rows=three,
        formula="sum of the shares of the United States, the Netherlands and Japan",
        period=period,
    )
us = origin.loc["United States"]
level = float(us.loc["2021-Q3", "value"] / us.loc["2023-Q3", "value"] - 1)
publish_value(
    "break-even",
    100 * level,
    format="{:.0f}%",
    unit="percent",
    rows=us,
    formula="US share in the earlier quarter over that in the later, less one: growth of the total at which the US amount is unchanged",
    period="2021-Q3 to 2023-Q3",
)
japan = origin.loc["Japan"]["value"]
assert level > 0, "the US share would not have fallen"
assert japan["2023-Q3"] < japan["2021-Q3"], "Japan’s share would not have fallen"
machines = imports[imports["measure"] == "lithography machines"].set_index("period")
for year in ("2022", "2023"):
    publish_value(
        f"litho-{year}",
        int(machines.loc[year, "value"]),
        unit="count",
        rows=machines.loc[year, "rows"],
        formula="lithography machines China imported from the Netherlands",
        period=year,
    )

# %%
slope = imports[imports["measure"] == "share of import value"].assign(
    panel="origin", series=lambda frame: frame["origin"]
)
units = imports[imports["measure"] == "lithography machines"].assign(panel="machines", series="Netherlands")
filed = to_china.reset_index().assign(
    panel="sales",
    series="ASML",
    period=lambda frame: frame["year"].astype(str),
    value=lambda frame: frame["net_sales"] / 1000,
    unit="billion euros",
)
suppliers = pd.concat([slope, units, filed])[
    ["panel", "series", "period", "value", "unit", "source", "rows"]
].reset_index(drop=True)
suppliers["shown"] = [format_period(period) for period in suppliers["period"]]
suppliers["label"] = [
    f"{v:.1f}" if u == "billion euros" else f"{v:.0f}%" if u == "percent" else f"{v:.0f}"
    for v, u in zip(suppliers["value"], suppliers["unit"], strict=True)
]
suppliers["last"] = suppliers["panel"].eq("origin") & suppliers["period"].eq("2023-Q3")
suppliers["name"] = suppliers["series"] + " " + suppliers["label"]


def draw_suppliers(width):
    """Draw three measures in three panels: origin shares, machines, and sales of one firm."""
    wide = width == pp.WIDE
    base = alt.Chart(suppliers)
    lines = base.transform_filter(alt.datum.panel == "origin")
    x = alt.X("shown:N", sort=None, axis=alt.Axis(labelAngle=0, title=None), scale=alt.Scale(padding=0.45))
    y = alt.Y(
        "value:Q", scale=alt.Scale(domain=[0, 36]), axis=alt.Axis(values=[0, 10, 20, 30], title=None, minExtent=26)
    )
    colour = alt.Color(
        "series:N",
        legend=None,
        scale=alt.Scale(domain=["United States", "Netherlands", "Japan"], range=[pp.RED, pp.BLUE, pp.MUTED]),
    )
    ends = lines.transform_filter(alt.datum.last)
    starts = lines.transform_filter(~alt.datum.last)
    slopes = alt.layer(
        lines.mark_line(strokeDash=[4, 3]).encode(x=x, y=y, color=colour),
        lines.mark_point(size=60, opacity=1).encode(x=x, y=y, color=colour),
        starts.mark_text(align="right", dx=-8).encode(x=x, y=y, text="label:N", color=colour),
        ends.mark_text(align="left", dx=8).encode(x=x, y=y, text="name:N", color=colour),
    )
    bars = []
    for panel, top in (("machines", 200), ("sales", 8.3)):
        data = base.transform_filter(alt.datum.panel == panel)
        bx = alt.X("period:O", axis=alt.Axis(labelAngle=0, title=None), scale=alt.Scale(paddingInner=0.3))
        by = alt.Y("value:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=None)
        bars.append(
            alt.layer(
                data.mark_bar(color=pp.BLUE).encode(x=bx, y=by),
                data.mark_text(dy=-8).encode(x=bx, y=by, text="label:N"),
            )
        )
    machines, sales = bars
    slopes = slopes.properties(
        width=118 if wide else 150,
        height=220,
        title=heading("Origin of China’s equipment", "imports, percent of value"),
    )
    machines = machines.properties(
        width=168 if wide else 280, height=220, title=heading("Lithography machines from", "the Netherlands, number")
    )
    sales = sales.properties(
        width=92 if wide else 130, height=220, title=heading("ASML sales to China,", "billion euros")
    )
    if wide:
        return alt.hconcat(
            slopes, alt.hconcat(machines, sales, spacing=54, bounds="flush"), spacing=140, bounds="flush"
        )
    return alt.vconcat(slopes, machines, sales, spacing=92, bounds="flush")


publish_figure(
    draw_suppliers,
    name="third-countries",
    data=suppliers,
    columns={
        "panel": "Measure",
        "series": "Origin or firm",
        "shown": "Period",
        "value": "Value",
        "unit": "Unit",
        "source": "Source",
    },
)

# %% [markdown]
# ::: figure third-countries
#
# **The Dutch share of China’s chip-equipment imports rose from {{ nl-2021 }} to {{ nl-2023 }} between 2021 and 2023; US
# and Japanese shares fell**
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
# example of design-out in advanced packaging, and its numbers are large: {{ claim.csis-2024-sic-2021 }} made in China
# in 2021, and {{ claim.csis-2024-sic-2026 }} in 2026, or {{ sic-growth }} times as many. The second is a forecast of
# the firm Yole Group, quoted in 2024. We found no count of what was made since.
#
# Three cautions come from the report itself. The controls did not directly touch the material, so the case shows little
# of what they do. One US firm, Wolfspeed, held {{ claim.csis-2024-wolfspeed-2021 }} of the market in 2021. And US firms
# are said to have kept their lead up to October 2024.
#
# Newer shares exist, and none is better than grade D. Trade press that names no source gives Wolfspeed
# {{ d-wolfspeed-low }} for 2023; a report of October 2023, also without a source, gives {{ d-wolfspeed-high }} and does
# not say for when. Either the share fell fast or one of the two is wrong, and we cannot say which. They stand apart in
# the figure and support nothing here.
#
# Two further numbers concern other things. MERICS puts China’s share of world exports of silicon carbide at
# {{ claim.merics-2024-sic-exports }} from a trade heading; as we read it, that heading covers the bulk compound, not
# wafers. And in power devices made from silicon carbide, a later stage, three European and US firms took
# {{ devices-three }} of revenue in 2023.

# %%
wafers = load_claims("csis-2024-sic-2021", "csis-2024-sic-2026")
lead = claim("csis-2024-wolfspeed-2021")
exports = claim("merics-2024-sic-exports")
assert wafers["hedge"].tolist() == ["exact", "projected"], "the wafer numbers would be hedged otherwise"
growth = float(wafers["low"].iloc[1] / wafers["low"].iloc[0])
publish_value(
    "sic-growth",
    growth,
    format="{:.0f}",
    unit="ratio",
    rows=wafers,
    formula="forecast for 2026 over output in 2021",
    period="2021 to 2026",
)
share = carbide[carbide["unit"].eq("percent") & carbide["measure"].isin(["share of wafers", "share of substrates"])]
wolfspeed = share[share["firm"].eq("Wolfspeed") & share["year"].eq(2023)].sort_values("value")
assert len(wolfspeed) == 2, "there would not be two unverified figures for Wolfspeed"
for name, at in (("d-wolfspeed-low", 0), ("d-wolfspeed-high", 1)):
    row = wolfspeed.iloc[at]
    words = {"approximate": "about {:.0f}%", "period not stated": "{:.0f}%"}[row["qualifier"]]
    publish_value(
        name,
        float(row["value"]),
        format=words,
        unit="percent",
        rows=row["rows"],
        formula="share of Wolfspeed as trade press prints it",
        period="2023, or not stated",
    )
devices = carbide[carbide["measure"].eq("share of power-device revenue") & ~carbide["firm"].str.startswith("Top")]
publish_value(
    "devices-three",
    float(devices["value"].sum()),
    format="{:.0f}%",
    unit="percent",
    rows=devices,
    formula="sum of the shares of STMicroelectronics, onsemi and Infineon",
    period="2023",
)
assert len(devices) == 3, "there would not be three firms"

# %%
made = wafers.assign(
    panel="wafers",
    name=["2021", "2026, forecast"],
    million=wafers["low"] / 1e6,
    status=["made", "forecast"],
    low=wafers["low"] / 1e6,
    high=wafers["high"] / 1e6,
)
made["value"] = made["low"].map("{:.2f}".format).where(made["status"] == "made", made["low"].map("{:.1f}".format))
held = pd.DataFrame(
    {
        "name": ["Wolfspeed, 2021 (CSIS)"],
        "low": lead.low,
        "high": 100.0,
        "value": lead.text,
        "status": "graded",
        "rows": lead.row,
    }
)
doubt = share.assign(status="unverified", low=share["value"], high=share["value"]).copy()
paper = {"jw-sic2023": "JW Insights", "redplanx-sic": "Redplanx"}
doubt["when"] = doubt["year"].astype(str).where(doubt["qualifier"] != "period not stated", "year unclear")
doubt["name"] = [
    f"{firm.replace(' combined', '')}, {when} ({paper[source]})"
    for firm, when, source in zip(doubt["firm"], doubt["when"], doubt["source"], strict=True)
]
doubt["value"] = [
    ("about " if q == "approximate" else "") + f"{v:.0f}%"
    for q, v in zip(doubt["qualifier"], doubt["low"], strict=True)
]
doubt = doubt.sort_values(["low", "name"], ascending=[False, True])
cases = pd.concat([made.assign(panel="wafers"), held.assign(panel="shares"), doubt.assign(panel="shares")])
cases = cases[["panel", "status", "name", "low", "high", "value", "rows"]].reset_index(drop=True)
lines = cases["panel"].eq("shares").cumsum()
cases["y"] = 14 + (lines - 1) * 40.0 + cases["status"].eq("unverified") * 44
cases["yt"] = cases["y"] - 4
cases["ym"] = cases["y"] + 14


def draw_carbide(width):
    """Draw wafers made and forecast, and shares: graded as an interval, unverified apart as hollow marks."""
    wide = width == pp.WIDE
    base = alt.Chart(cases)
    series = alt.Detail("status:N")
    column = base.transform_filter(alt.datum.panel == "wafers")
    x = alt.X("name:N", sort=None, axis=alt.Axis(labelAngle=0, title=None), scale=alt.Scale(paddingInner=0.4))
    y = alt.Y(
        "low:Q",
        scale=alt.Scale(domain=[0, 4.4], nice=False),
        axis=alt.Axis(values=[0, 1, 2, 3], title=None, minExtent=16),
    )
    bars = alt.layer(
        column.transform_filter(alt.datum.status == "made").mark_bar(color=pp.RED).encode(x=x, y=y, detail=series),
        column.transform_filter(alt.datum.status == "forecast")
        .mark_bar(fill=pp.PAPER, stroke=pp.RED, strokeDash=[4, 3], strokeWidth=1.5)
        .encode(x=x, y=y, detail=series),
        column.mark_text(dy=-8, fontWeight=600).encode(x=x, y=y, text="value:N", detail=series),
    ).properties(
        width=180 if wide else 250,
        height=300 if wide else 200,
        title=heading("Silicon-carbide wafers", "made in China, million"),
    )
    bottom, size = float(cases["ym"].max() + 12), 380 if wide else width - 40
    across = alt.Scale(domain=[0, 100], nice=False)
    down = alt.Scale(domain=[bottom, -6], nice=False)
    sx = alt.X("low:Q", scale=across, axis=alt.Axis(values=[0, 25, 50, 75, 100], title=None))
    marks, words = (alt.Y(f"{name}:Q", scale=down, axis=None) for name in ("ym", "yt"))
    shares = base.transform_filter(alt.datum.panel == "shares")
    good, poor = (shares.transform_filter(alt.datum.status == kind) for kind in ("graded", "unverified"))
    head = (
        cases[cases["status"] == "unverified"]
        .head(1)
        .assign(
            name="Unverified, grade D: sources not named",
            yt=cases.loc[cases["status"] == "unverified", "yt"].min() - 26,
            low=0.0,
        )
    )
    shade = head.assign(high=100.0, yt=head["yt"] - 14, ym=bottom)
    zero = cases[cases["panel"] == "shares"].assign(low=0.0)
    share_panel = alt.layer(
        alt.Chart(shade).mark_rect(color=pp.SOFT).encode(x=sx, x2="high:Q", y=words, y2="ym:Q"),
        alt.Chart(zero)
        .mark_text(align="left", baseline="middle", dx=4)
        .encode(x=sx, y=words, text="name:N", detail=series),
        alt.Chart(head)
        .mark_text(align="left", baseline="middle", dx=4, fontWeight=600, color=pp.MUTED)
        .encode(x=sx, y=words, text="name:N"),
        good.mark_rule(strokeWidth=5, color=pp.RED, opacity=0.65).encode(x=sx, x2="high:Q", y=marks, detail=series),
        good.mark_point(shape="triangle-right", size=90, color=pp.RED, opacity=1).encode(
            x=alt.X("high:Q", scale=across), y=marks, detail=series
        ),
        good.mark_point(size=80, color=pp.RED, opacity=1).encode(x=sx, y=marks, detail=series),
        good.mark_text(align="right", dx=-10, fontWeight=600).encode(x=sx, y=marks, text="value:N", detail=series),
        poor.mark_point(shape="diamond", size=90, filled=False, stroke=pp.MUTED, strokeWidth=1.5, opacity=1).encode(
            x=sx, y=marks, detail=series
        ),
        poor.mark_text(align="left", dx=10, color=pp.MUTED).encode(x=sx, y=marks, text="value:N", detail=series),
    ).properties(
        width=size,
        height=bottom + 6,
        title=heading("Share of silicon-carbide wafers", "or substrates, percent of world"),
    )
    return (
        alt.hconcat(bars, share_panel, spacing=40, bounds="flush")
        if wide
        else alt.vconcat(bars, share_panel, spacing=88, bounds="flush")
    )


publish_figure(
    draw_carbide,
    name="silicon-carbide",
    data=cases,
    columns={"panel": "Measure", "name": "What", "value": "Value as printed", "status": "Status"},
)

# %% [markdown]
# ::: figure silicon-carbide
#
# **China’s silicon-carbide output is forecast to grow {{ sic-growth }}-fold from 2021 to 2026; who lost market share is
# not known**
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
# They must not be put on one axis or averaged. None of the three measures *advanced* packaging; a public share of that
# was not found. All describe a position that China held before the rules of October 2022 could act, so none shows a
# response. IDC does give a change: China’s firms gained {{ osat-change }} percentage point in 2022, too little and too
# broad to read. The whole step is small: {{ claim.csis-2020-packaging-value }} of a chip’s value, in a CSIS chapter
# that cites an industry filing of 2018.
#
# Two cautions on the report’s wording. It uses *advanced substrates* for two products: the boards that carry a chip, of
# which firms in Taiwan, Japan and South Korea earn {{ claim.csis-2024-substrates-88 }} of revenue, and silicon-carbide
# wafers, where it names US firms as leaders. And the Chinese support it lists, {{ claim.csis-2024-chiplet-funding }}
# for {{ claim.csis-2024-chiplet-projects }} projects and a city’s {{ claim.csis-2024-wuxi-pledge }}, is small beside
# the US programme of {{ claim.csis-2024-napmp-funding }}. But these are examples set beside a whole programme, so they
# do not compare totals.
#
# The unsigned machine-assisted article gives shares of its own, {{ claim.ai-article-packaging-test-capacity }} of test
# capacity and {{ claim.ai-article-packaging-qualification }} of qualification protocols, without a source. They are
# grade D and are not drawn.

# %%
value_added = claim("csis-2024-atp-value-added")
plants = load_claims("csis-2024-osat-facilities", "csis-2024-idm-facilities")
load_claims(
    "csis-2024-facility-share", "csis-2024-substrates-88", "csis-2020-packaging-value", "csis-2020-equipment-imports-us"
)
load_claims(
    "csis-2024-chiplet-funding",
    "csis-2024-chiplet-projects",
    "csis-2024-wuxi-pledge",
    "csis-2024-napmp-funding",
    "ai-article-packaging-qualification",
)
plants_osat, plants_idm = claim("csis-2024-osat-facilities"), claim("csis-2024-idm-facilities")
publish_value(
    "plants",
    int(plants["low"].sum()),
    unit="count",
    rows=plants,
    formula="plants of outsourcing firms plus plants of chipmakers",
    period="2021",
)
revenue = packaging[packaging["measure"] == "share of revenue"]
assert len(revenue) == 4, "there would be other groups"
assert abs(revenue["value"].sum() - 100) < 0.11, "the four groups would not make up the market"
row = revenue[revenue["home"] == "China"].iloc[0]
publish_value(
    "osat-china",
    float(row["value"]),
    format="{:.1f}%",
    unit="percent",
    rows=row["rows"],
    formula="revenue share of Chinese firms in outsourced assembly and test",
    period="2022",
)
row = packaging[(packaging["measure"] == "change of share on year") & (packaging["home"] == "China")].iloc[0]
publish_value(
    "osat-change",
    float(row["value"]),
    format="{:.0f}",
    unit="percentage points",
    rows=row["rows"],
    formula="change of that share on the year before",
    period="2022",
)

# %%
place = pd.DataFrame(
    {
        "panel": "value",
        "name": ["China", "All others"],
        "amount": [value_added.low, 100 - value_added.low],
        "unit": "percent of value added, by place, 2022",
        "rows": value_added.row,
    }
)
count_of = pd.DataFrame(
    {
        "panel": "plants",
        "name": ["Of outsourcing firms", "Of chipmakers"],
        "amount": plants["low"],
        "unit": "plants in China, count, 2021",
        "rows": plants["rows"],
    }
)
homes = revenue.sort_values("value", ascending=False).assign(
    panel="revenue",
    name=lambda frame: frame["home"],
    amount=lambda frame: frame["value"],
    unit="percent of revenue, by home of firm, 2022",
)
measures = pd.concat([place, count_of, homes])[["panel", "name", "amount", "unit", "rows"]].reset_index(drop=True)
measures["china"] = measures["name"].eq("China") | measures["panel"].eq("plants")
measures["label"] = [
    f"{a:.1f}%" if p == "revenue" else f"{a:.0f}%" if p == "value" else f"{a:.0f}"
    for a, p in zip(measures["amount"], measures["panel"], strict=True)
]
measures["slot"] = measures.groupby("panel").cumcount() * 44.0
measures["top"], measures["bottom"], measures["zero"] = measures["slot"] + 20, measures["slot"] + 38, 0
HEADINGS = {
    "value": ("Value added in assembly,", "testing and packaging,", "percent, by place, 2022"),
    "plants": ("Assembly, testing and", "packaging plants in China,", "count, 2021"),
    "revenue": ("Revenue of outsourced", "assembly and test, percent,", "by home of firm, 2022"),
}
REACH = {"value": 80, "plants": 150, "revenue": 68}


def draw_packaging(width):
    """Draw three measures in three panels, each with a scale and a unit of its own."""
    wide, parts = width == pp.WIDE, []
    for panel, lines in HEADINGS.items():
        base = alt.Chart(measures).transform_filter(alt.datum.panel == panel)
        deep = float(measures.loc[measures["panel"] == panel, "bottom"].max())
        down = alt.Scale(domain=[deep + 4, 0], nice=False)
        top, words = alt.Y("top:Q", scale=down, axis=None), alt.Y("slot:Q", scale=down, axis=None)
        across = alt.Scale(domain=[0, REACH[panel]], nice=False)
        left, end = alt.X("zero:Q", scale=across, axis=None), alt.X("amount:Q", scale=across, axis=None)
        colour = alt.Color("china:N", legend=None, scale=alt.Scale(domain=[True, False], range=[pp.RED, pp.GREY]))
        layers = [
            base.mark_bar().encode(x=left, x2="amount:Q", y=top, y2="bottom:Q", color=colour),
            base.mark_text(align="left", baseline="middle", dx=5, dy=9, fontWeight=600).encode(
                x=end, y=top, text="label:N"
            ),
            base.mark_text(align="left", baseline="top", dy=3).encode(x=left, y=words, text="name:N"),
        ]
        parts.append(
            alt.layer(*layers).properties(width=184 if wide else width - 20, height=deep + 4, title=heading(*lines))
        )
    return alt.hconcat(*parts, spacing=44, bounds="flush") if wide else alt.vconcat(*parts, spacing=98, bounds="flush")


publish_figure(
    draw_packaging,
    name="packaging",
    data=measures,
    columns={"unit": "Measure", "name": "Place or home", "label": "Value as printed"},
)

# %% [markdown]
# ::: figure packaging
#
# **China’s share of chip packaging: {{ claim.csis-2024-atp-value-added }} of value,
# {{ claim.csis-2024-facility-share }} of plants, {{ osat-china }} of outsourced revenue; none is for advanced
# packaging**
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
# - **What would have happened without controls.** Of {{ items }} items {{ compared-word }} measures it.
#   {{ compared-asserted }} asserts it: that Chinese firms would have gone on buying US tools. The same report says that
#   China sought independence long before.
# - **Choice or ban.** A sale that the rules forbid vanishes from the US share just like one that a buyer gave up. The
#   figures on origin do not separate the two.
# - **The channel most argued.** {{ chinese-items }} items concern replacement by Chinese firms. {{ chinese-figures }}
#   of them offer a figure; of these, {{ chinese-figures-for }} supports it.
# - **When.** {{ undated }} of the {{ supporting }} supporting items carry no date that places them before or after
#   October 2022.
# - **Independent voices.** {{ one-report }} of the {{ items }} items come from one report, so they are not independent
#   of each other. Our counts describe what was offered, not how often it happens.
# - **At first hand.** {{ official }} items rest on an official figure; {{ first-hand }} was read in the official
#   document itself, the rest through the press or a report.
# - **Detours.** Goods routed through another country lower the recorded US share without replacing any US technology.

# %%
chinese = graded[graded["channel"] == "Chinese firms"]
counted = chinese[chinese["rung"] >= 5]
official = graded[graded["kind"] == "official figure"]
n_chinese = count("chinese-items", chinese, graded, "items on replacement by Chinese firms")
count("chinese-figures", counted, chinese, "items on replacement by Chinese firms that offer a figure")
backed = int((counted["direction"] == "supports").sum())
publish_value(
    "chinese-figures-for",
    str(backed) if backed else "none",
    rows=counted,
    formula="figures on replacement by Chinese firms that support it",
)
count(
    "undated",
    supporting[supporting["timing"] == "not dated"],
    supporting,
    "supporting items that cannot be placed in time",
)
count(
    "one-report",
    graded[graded["source"] == "csis-2024-advanced-packaging"],
    graded,
    "items from the CSIS report of October 2024",
)
count("official", official, graded, "items that rest on an official figure")
first = count(
    "first-hand", official[official["grade"] == "A"], official, "official figures read in the official document"
)
asserted = count(
    "compared-asserted",
    graded[graded["counterfactual"] == "asserted"],
    graded,
    "items that assert, without measuring, a comparison",
)
assert first.number == 1, "more than one official figure would be at first hand"
assert asserted.number == 1, "more than one item would assert a comparison"
assert backed == 0, "a figure would support replacement by Chinese firms"
assert n_chinese.number == graded["channel"].value_counts().max(), "another channel would be the most argued"

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
# - Kind, direction and timing are our coding, by one reader, with the rules stated above. Another reader would move
#   some items. The table holds every item with its place, so that anyone can recode it.
# - The documents used here end in October 2024. The later reports of the CSIS series, on equipment and on chip design,
#   were not among our sources, and those stages are thin here for that reason.
# - The documents’ charts and tables were images and are absent from the copies read. Nothing was rebuilt from them.
# - The SEMI figures come from press releases and trade-press copies of them, in several editions. {{ gaps }} amounts by
#   region are missing. For 2025 the first quarter was found as a world total only, the second by region.
# - Customs figures are second-hand and their tariff lines unstated. Totals of different scope were left apart, and no
#   growth was computed across them.
# - The dates of China’s own controls come from secondary pages and, for 2025, from the US Geological Survey, which
#   gives months.
# - {{ items-apart }} items are of grade D. They are shown apart and used for nothing.
#
# ## What would change our mind
#
# - **Towards design-out:** purchases by Chinese plants by home of the toolmaker, with dates, in which US makers lose
#   ground in tools that the rules leave free to sell.
# - **Towards design-out:** filings of US toolmakers in which sales to China fall in uncontrolled lines while named
#   Chinese rivals report gains in the same lines.
# - **Towards design-out:** a count of silicon-carbide wafers made in China in 2025 or 2026 near the forecast, with
#   market shares from a named source.
# - **Away from it:** customs totals that show the US amount steady or rising since 2021, or a US share that recovers as
#   stocks of Dutch machines are worked off.
# - **Away from it:** a comparison with an uncontrolled branch or country in which the same shift took place without
#   controls.
