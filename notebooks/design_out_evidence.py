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
#     reviewed: 2026-11-21
#     review_by: 2027-05-21
#     data_through: 2025
#     edition: CSIS October 2024, SEMI releases 2019 to 2025, ASML Form 20-F 2023
#     card: {figure: billings, value: share-2024}
# ---

# %% [markdown]
# # China’s share of chip-equipment sales rose from {{ share-2022 }} in 2022 to {{ share-2024 }} in 2024, after the US controls; no figure yet isolates design-out
#
# *Design-out* means that buyers replace US technology by that of other suppliers; *design-around* means that they learn to do without it.
# We found {{ items }} items of evidence for or against the two and sorted them by kind: {{ figures }} offer a figure, and of those {{ figures-for }} speaks for replacement, {{ figures-against }} speak against it and {{ figures-open }} fit both.

# %% [markdown]
# ## Takeaways
#
# 1. A third-country supplier sold far more to China after the controls: ASML of the Netherlands booked {{ asml-2022 }} there in 2022 and {{ asml-2023 }} in 2023, or {{ asml-share-2022 }} and {{ asml-share-2023 }} of its sales. Its filing does not say what those machines replaced. *High confidence*
# 2. China bought more equipment, not less: {{ billings-2022 }} in 2022 and {{ billings-2024 }} in 2024, while the rest of the world went from {{ rest-2022 }} to {{ rest-2024 }}. Within China’s imports the US share fell from {{ us-2021 }} to {{ us-2023 }} between the third quarters of 2021 and 2023. *Moderate confidence*
# 3. The case for design-out is mostly argued: of {{ supporting }} items that support it, {{ supporting-assertions }} are assertions and {{ figures-for }} is a figure, and of all {{ items }} items {{ compared }} measure what would have happened without controls. Its size is therefore unknown. *Moderate confidence*

# %%
import altair as alt
import pandas as pd

import proofpress as pp
from proofpress import claim, join_rows, load_claims, load_table, publish_figure, publish_value
from proofpress.measures.evidence import (
    RUNGS,
    arrange_labels,
    format_period,
    missing_cells,
    place_marks,
    rank_evidence,
    shares_of_world,
    strongest_rungs,
    wrap_label,
    year_span,
)

# %% [markdown]
# ## What would count as evidence
#
# The term comes from a report of the Center for Strategic and International Studies (CSIS) of October 2024. It parts three channels:
# Chinese firms take the place of US suppliers; firms of *third countries*, neither Chinese nor American, take it; or China develops something that makes a whole class of controlled technology unnecessary.
# We test one sentence: *US technology is being replaced or bypassed in China’s chip supply chain.* Every item that our documents and tables hold on it is a row of one table, with its direction and its kind.
# The kinds form a ladder, weakest first:
#
# 1. **Assertion**: a judgement, without a figure, a date or a case that can be looked up.
# 2. **Statement**: what a firm or a person says of itself or of others.
# 3. **Plan or forecast**: something that has not happened yet.
# 4. **Named case**: a named firm with a named product, filing or deal.
# 5. **Market figure**: a share or an amount from an industry body, a firm or an analyst.
# 6. **Official figure**: a customs or trade statistic, or a filing with a regulator.
# 7. **Measured comparison**: a figure set against what would have been without controls.
#
# The rung says *what* is offered; the grade (A to D) says *who* offers it. A customs figure quoted by the press stands high on the ladder and keeps grade C. Items of grade D, from an unsigned machine-assisted article and from trade press that names no source, stand in a column of their own. They enter no count below.

# %%
evidence = load_table("design_out_evidence")
assert len(evidence) == 58, "the ladder holds another number of items than the text was written for"
claims = load_claims(*sorted({key[6:] for cell in evidence["rests_on"] for key in cell.split() if key.startswith("claim:")}))
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
n_against = count("figures-against", figures[figures["direction"] == "against"], figures, "figures that speak against it")
n_open = count("figures-open", figures[figures["direction"] == "ambiguous"], figures, "figures that fit both")
n_supporting = count("supporting", supporting, graded, "items of grades A to C that support replacement or bypassing")
n_asserted = count("supporting-assertions", supporting[supporting["kind"] == "assertion"], supporting, "supporting items that are assertions")
n_compared = count("compared", graded[graded["counterfactual"] == "measured"], graded, "items with a measured comparison")

# %%
assert n_for.number + n_against.number + n_open.number == n_figures.number, "a figure has no direction"
assert n_for.number == 1 and n_compared.number == 0, "the sentences on the only supporting figure and on no comparison would be untrue"
assert n_asserted.number > n_supporting.number / 3, "the case would not be mostly argued"
assert (supporting["rung"] <= 3).mean() > 0.5, "most support would stand above plans and forecasts"
n_weak = count("supporting-weak", supporting[supporting["rung"] <= 3], supporting, "supporting items on the three lowest rungs")

# %% [markdown]
# ## The ladder
#
# {{ supporting }} of the {{ items }} items support the sentence. {{ supporting-weak }} of them stand on the three lowest rungs: assertions, statements, plans and forecasts.
# The single supporting figure is a shift in the origin of China’s equipment imports, from Chinese customs as quoted by the press. The highest rung is empty.
# That does not show that design-out is not happening. It shows that the documents argue for it with few numbers of their own.

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
    """Return the ladder's words: rung names, channel heads, the key and the note on the empty rung."""
    at, rows = LADDER[width], bands[width]
    wide = width == pp.WIDE
    names = rows.assign(
        text=rows["row"].str.capitalize(), x=0, y=(rows["top"] + rows["bottom"]) / 2 if wide else rows["top"] + 13, rows=all_rows
    )
    heads = pd.DataFrame({"text": HEADS, "column": CHANNELS})
    heads["x"] = [at["first"] + 2 + number * at["cell"] for number in range(len(CHANNELS))]
    heads["y"], heads["panel"] = -38, ["graded"] * 4 + ["apart"]
    heads["rows"] = [join_rows(ranked.loc[ranked["column"] == name, "rows"]) for name in CHANNELS]
    key = pd.DataFrame({"direction": DIRECTION.domain, "text": ["supports", "fits both", "speaks against"], "rows": all_rows})
    key["x"] = [at["first"] + (12 if wide else 10) + offset for offset in (0, 100, 200)]
    key["y"], key["panel"] = -66, "graded"
    empty = names.iloc[[0]].assign(
        text="empty: no item measures a world without controls", x=at["first"] + 2, y=rows["top"][0] + (17 if wide else 32)
    )
    return names, heads, key, empty


# %%
def draw_ladder(width):
    """Draw one mark an item, rung by rung and channel by channel, grade D in a column of its own."""
    names, heads, key, empty = ladder_frames(width)
    rows, at = bands[width], LADDER[width]
    bottom = rows["bottom"].max()
    x, y = canvas(width, -78, bottom)
    column = ranked.loc[ranked["panel"] == "apart", ["rows"]].assign(x=at["first"] + 4 * at["cell"] - 4, x2=width, y=-44, y2=bottom)
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
        alt.Chart(heads).mark_text(align="left", baseline="top", lineBreak="\n", color=pp.MUTED, fontSize=12).encode(x=x, y=y, text="text:N", detail="panel:N"),
        alt.Chart(key).mark_point(size=150, opacity=1, strokeWidth=1.5).encode(x=x, y=y, **style),
        alt.Chart(key).mark_text(align="left", baseline="middle", dx=13).encode(x=x, y=y, text="text:N"),
        alt.Chart(empty).mark_text(align="left", baseline="middle", color=pp.MUTED, fontStyle="italic").encode(x=x, y=y, text="text:N"),
        base.mark_point(size=270, opacity=1, strokeWidth=1.5).encode(**style),
        base.mark_text(baseline="middle", fontSize=12, fontWeight=600).encode(**letters),
    ).properties(width=width, height=bottom + 78)


publish_figure(
    draw_ladder(pp.WIDE),
    narrow=draw_ladder(pp.NARROW),
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
    title=f"Of {n_figures} items that offer a figure, {n_for} supports replacement of US chip technology in China",
    subtitle=f"Items of evidence by kind, strongest at the top, and by who replaces or bypasses; {n_items} items of grades A to C, 2018 to 2024, and {n_apart} of grade D apart",
    note="Each mark is one item; the letter is the grade of its source. The table view gives every item in words. Kind and direction are our coding. A figure fits both when it would look the same with and without replacement, such as rising sales to China by all makers together.",
    alt=f"Grid of marks, seven rungs of evidence from assertion at the foot to measured comparison at the top, by channel. The top rung is empty; the lowest, assertions, is the fullest. Supporting marks gather on the lower rungs: {n_asserted} of {n_supporting} are assertions and {n_for} is a figure. Grade D items stand in a shaded column of their own.",
)

# %% [markdown]
# ## Stage by stage
#
# The supply chain has many stages and the evidence covers few of them well: {{ packaging-items }} items concern packaging and {{ equipment-items }} chip equipment, because those are what the documents treat.
# In chip equipment alone does a supporting item rest on an official figure. In silicon carbide, the case that the CSIS report calls its strongest, the best support is a forecast and the best figures speak against.
# The report says so with candour: it finds evidence of US firms being designed out of packaging limited, and US firms still ahead in silicon carbide.

# %%
STAGES = ["chip equipment", "packaging", "chip fabrication", "systems", "silicon carbide", "whole chain", "chip design"]
assert set(STAGES) == set(graded["stage"]), "a stage is missing from the figure"
stages = strongest_rungs(graded, "stage")
stages["label"] = stages["kind"] + " (" + stages["items"].astype(str) + ")"
best = stages.set_index(["stage", "direction"])["rung"]
assert best["silicon carbide", "supports"] < best["silicon carbide", "against"], "silicon carbide’s support would be no weaker"
others = supporting[supporting["stage"] != "chip equipment"]
assert others["rung"].max() < 6, "another stage would have an official figure in support"
expected = dict(zip(STAGES, ["official figure", "named case", "named case", "named case", "plan or forecast", "plan or forecast", "assertion"], strict=True))
assert stages[stages["direction"] == "supports"].set_index("stage")["kind"].to_dict() == expected, "the alternative text would be untrue"
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
    left, cell, head, foot = STAGE_GRID[width]
    bottom = stages[f"y{width}"].max() + 14
    heads = stages.groupby("stage", as_index=False).agg(rows=("rows", join_rows), y=(f"y{width}", "min"))
    heads["text"], heads["x"], heads["x2"] = heads["stage"].str.capitalize(), 0, width
    heads["y2"], heads["y"] = heads["y"] - head - 13, heads["y"] - (0 if width == pp.WIDE else 22)
    key = pd.DataFrame({"direction": DIRECTION.domain, "text": ["supports", "fits both", "speaks against"], "rows": all_rows})
    key["x"], key["y"] = [left + offset for offset in (0, 100, 200)], -40
    ends = pd.DataFrame({"text": ["← weaker kinds", "stronger kinds →"], "x": [left - 8, left + 5 * cell - 8], "y": -14, "rows": all_rows})
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
        alt.Chart(key).mark_point(size=130, opacity=1, strokeWidth=1.5).encode(x=x, y=y, fill=fill, stroke=stroke, shape=shape),
        alt.Chart(key).mark_text(align="left", baseline="middle", dx=12).encode(x=x, y=y, text="text:N"),
        base.mark_rule(strokeWidth=1.5).encode(x2=f"start{width}:Q", stroke=stroke),
        base.mark_point(size=130, opacity=1, strokeWidth=1.5).encode(fill=fill, stroke=stroke, shape=shape),
        base.mark_text(align="left", baseline="middle", dx=12).encode(text="label:N"),
    ).properties(width=width, height=bottom + 52)


publish_figure(
    draw_stages(pp.WIDE),
    narrow=draw_stages(pp.NARROW),
    name="stages",
    data=stages,
    columns={"stage": "Stage", "direction": "Direction", "kind": "Strongest kind of evidence", "items": "Items of that direction (count)"},
    title="Only in chip equipment does support for design-out reach an official figure",
    subtitle=f"Strongest kind of evidence for, fitting both and against, by stage of the supply chain; {n_items} items of grades A to C",
    note="In brackets, how many items point that way at all. A direction without a mark has no item at that stage. Whole chain: items that name no stage.",
    alt=f"For each of seven stages, up to three marks show the strongest kind of evidence for, fitting both and against. Support reaches an official figure in chip equipment, a named case in packaging, fabrication and systems, a plan or forecast in silicon carbide and for the whole chain, and an assertion in chip design. {n_packaging} of {n_items} items concern packaging.",
)

# %% [markdown]
# ## Controls and what followed
#
# The documents date {{ control-steps }} steps of the United States and its allies, from the case of ZTE in {{ claim.csis-2024-zte-2018 }} to the Dutch and Japanese controls of {{ claim.csis-2024-allies-2023 }}.
# They call the rules of 7 October 2022 the turning point. But of the {{ dated-support }} supporting items whose timing is clear, {{ dated-before }} report something from before that day, and the {{ dated-after }} that lie wholly after it are pledges of money and one quoted remark.
# YMTC’s memory chip of {{ claim.csis-2024-ymtc-layers }}, the call by SMIC and Huawei’s stacking patent, which the report gives as answers to the rules, carry dates of 2022 or earlier. The earlier measures against ZTE and Huawei may explain them; the rules of October 2022 can explain only what came after.
# China’s own export controls are a second kind of response. They restrict what others may buy and replace nothing.

# %%
dated = supporting[supporting["timing"].isin(["before", "after", "in 2022", "spans"])]
early, late = dated[dated["timing"] == "before"], dated[dated["timing"] == "after"]
n_dated = count("dated-support", dated, supporting, "supporting items of grades A to C that can be placed in time")
n_early = count("dated-before", early, supporting, "supporting items that report something before 7 October 2022")
n_late = count("dated-after", late, supporting, "supporting items that lie wholly after 7 October 2022")
assert set(late["kind"]) == {"plan or forecast", "statement"}, "items after the rules would be more than pledges and a remark"
assert len(late[late["kind"] == "statement"]) == 1, "there would be more than one quoted remark"

# %%
LANES = ["US and allied controls", "Responses in the chip industry", "China’s own export controls"]
EVENTS = {
    "csis-2024-zte-2018": (0, "ZTE cut off from US technology"),
    "csis-2020-huawei-entity-list": (0, "Huawei put on the Entity List"),
    "csis-2024-entity-rule-2020": (0, "Rule reaches foreign goods for listed firms"),
    "csis-2024-october-2022": (0, "Wide US rules on chips and chip tools"),
    "csis-2024-allies-2023": (0, "Dutch and Japanese controls"),
    "csis-2020-xi-speech-2018": (1, "Xi calls for core technology of China’s own"),
    "csis-2024-smic-2021": (1, "SMIC urges advanced packaging"),
    "csis-2024-ymtc-layers": (1, "YMTC memory chip with bonded wafers"),
    "csis-2024-document-79": (1, "Leaked plan to buy Chinese goes round"),
    "csis-2024-chiplet-call-2023": (1, "Ministry funds chiplet research"),
}
dates = load_claims(*EVENTS, "merics-2024-october-2022")
twice = dates.set_index("id")["rows"]
assert year_span("2022-10-07")[0] > year_span(dates.set_index("id")["period"]["merics-2024-october-2022"])[0], "MERICS and CSIS would date the rules to different months"
dates = dates[dates["id"].isin(EVENTS)].assign(
    lane=lambda frame: [LANES[EVENTS[key][0]] for key in frame["id"]], text=lambda frame: [EVENTS[key][1] for key in frame["id"]]
)
dates.loc[dates["id"] == "csis-2024-october-2022", "rows"] = join_rows(twice[["csis-2024-october-2022", "merics-2024-october-2022"]])

# %%
OWN = {
    "gallium-germanium-2023": "Licence for gallium and germanium",
    "graphite-2023": "Licence for graphite",
    "ban-to-us-2024": "Gallium, germanium, antimony barred to the US",
    "rare-earths-april-2025": "Licence for seven rare earths",
    "suspension-2025": "Bar to the US suspended for a year",
}
own = load_table("china_chip_controls")
assert set(own["id"]) == set(OWN), "the timeline would miss one of China’s controls"
own = own.assign(period=own["announced"], lane=LANES[2], text=own["id"].map(OWN))
stations = ranked[ranked["id"] == "base-stations"].assign(lane=LANES[1], text="Huawei finds other chips for base stations")
keep = ["id", "lane", "text", "period", "rows"]
events = pd.concat([frame[keep] for frame in (dates, own, stations)])
events["start"] = [year_span(period)[0] for period in events["period"]]
events["end"] = [year_span(period)[1] for period in events["period"]]
events["date"] = [format_period(period, short=True) for period in events["period"]]
events = events.sort_values(["start", "end", "id"], ignore_index=True)
assert events["start"].between(2018, 2026).all(), "an event would fall off the axis"

# %%
PER_YEAR, LINE, LEVEL = 72, 14.5, 68
events["label"] = [f"{date}\n{wrap_label(text, 15)}" for date, text in zip(events["date"], events["text"], strict=True)]
events["tall"] = [label.count("\n") + 1 for label in events["label"]]
events["x"], events["x2"] = (events["start"] - 2018) * PER_YEAR, (events["end"] - 2018) * PER_YEAR
events["stem"] = (events["x"] + events["x2"]) / 2
for lane in LANES:
    part = events[events["lane"] == lane]
    widths = [max(len(line) for line in label.split("\n")) * 6.3 + 4 for label in part["label"]]
    placed = arrange_labels(list(part["stem"]), widths, low=0, high=pp.WIDE)
    events.loc[part.index, "level"] = [label.level for label in placed]
    events.loc[part.index, "align"] = [label.align for label in placed]
steps = events[events["lane"] == LANES[0]]
n_steps = publish_value("control-steps", len(steps), unit="count", rows=steps, formula="US and allied measures that the documents date", period="2018 to 2023")
n_events = publish_value("events", len(events), unit="count", rows=events, formula="dated controls and responses on the timeline", period="2018 to 2025")

# %%
depth = events.groupby("lane")["level"].max() + 1
BASE = {LANES[0]: 0.0, LANES[1]: 24.0}
BASE[LANES[2]] = BASE[LANES[1]] + depth[LANES[1]] * LEVEL + 44
events["y"] = events["lane"].map(BASE)
up, offset = events["lane"] == LANES[0], 12 + events["level"] * LEVEL
events["y2"] = (events["y"] - offset - events["tall"] * LINE).where(up, events["y"] + offset)
events["foot"] = (events["y"] - offset).where(up, events["y2"])
events["plain"] = [wrap_label(text, 36) for text in events["text"]]
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
    tops = {LANES[0]: events["y2"].min() - 22, LANES[1]: BASE[LANES[1]] + depth[LANES[1]] * LEVEL, LANES[2]: BASE[LANES[2]] + 14}
    return titles.assign(x=0, y=titles["lane"].map(tops))


# %%
def draw_timeline_wide():
    """Draw time from left to right: controls above the axis, responses below, China's own controls on a line of their own."""
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
        alt.Chart(tracks).mark_rule(color=pp.GREY).encode(x=x, x2="x2:Q", y=y),
        alt.Chart(years.head(8).assign(y=12)).mark_text(align="left", baseline="middle", dx=3, color=pp.MUTED, fontSize=12).encode(x=x, y=y, text="text:N"),
        base.mark_rule(strokeWidth=1).encode(x=stem, y=y, y2=alt.Y2("foot:Q"), color=colour),
        base.mark_bar(height=7).encode(x=x, x2="x2:Q", y=y, color=colour, stroke=alt.value(pp.PAPER)),
        base.mark_point(size=62, opacity=1).encode(x=stem, y=y, color=colour, shape=alt.Shape("lane:N", scale=LANE_SHAPE, legend=None)),
        *labels,
        alt.Chart(lane_titles(pp.WIDE)).mark_text(align="left", baseline="top", fontWeight=600).encode(x=x, y=y, text="lane:N", color=colour),
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
        alt.Chart(spine).mark_rule(color=pp.GREY).encode(x=x, y=y, y2="y2:Q"),
        alt.Chart(titles).mark_point(size=80, opacity=1).encode(x=x, y=y, color=colour, shape=shape),
        alt.Chart(titles).mark_text(align="left", baseline="middle", dx=12, fontWeight=600).encode(x=x, y=y, text="lane:N", color=colour),
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
    title="Several responses now ascribed to the rules of October 2022 came before them",
    subtitle=f"{n_events} dated controls and responses, 2018 to 2025",
    note="What follows a control is not shown to be caused by it. A thick bar means that only the year or the months are stated; on a narrow screen the rows are evenly spaced, not to scale. The report names two rounds of US chip controls and dates the first; the second is not drawn. China’s controls stand at the date announced.",
    alt=f"Timeline of {n_events} events. Above the axis, {n_steps} US and allied controls from April 2018 to 2023. Below it, responses in the chip industry from May 2018 to August 2023, most of them in 2022 or earlier. On a separate line, China’s own export controls from July 2023 to November 2025.",
)
