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
import pandas as pd

from ledger.charts import design_out_cases as cases
from ledger.charts import design_out_ladder as ladder
from ledger.charts import design_out_sales as sales
from ledger.charts import design_out_timeline as timeline
from ledger.measures.evidence import RUNGS, missing_cells, rank_evidence, shares_of_world, strongest_rungs
from proofpress import claim, join_rows, load_claims, load_table, publish_figure, publish_value
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
items = ladder.ladder_frame(ranked)
publish_figure(
    lambda width: ladder.ladder(items, width),
    name="ladder",
    data=items,
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
assert set(ladder.STAGES) == set(graded["stage"]), "a stage is missing from the figure"
stages = strongest_rungs(graded, "stage")
best = stages.set_index(["stage", "direction"])["rung"]
assert best["silicon carbide", "supports"] < best["silicon carbide", "against"], (
    "silicon carbide’s support would be no weaker"
)
others = supporting[supporting["stage"] != "chip equipment"]
assert others["rung"].max() < 6, "another stage would have an official figure in support"
expected = dict(
    zip(
        ladder.STAGES,
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
grid = ladder.stages_frame(stages)
publish_figure(
    lambda width: ladder.stages(grid, join_rows(graded["rows"]), width),
    name="stages",
    data=grid,
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
    lane=lambda frame: [timeline.LANES[EVENTS[key][0]] for key in frame["id"]],
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
own = own.assign(period=own["announced"], lane=timeline.LANES[2], text=own["id"].map(OWN))
stations = ranked[ranked["id"] == "base-stations"].assign(
    lane=timeline.LANES[1], text="Huawei finds other chips for base stations"
)
keep = ["id", "lane", "text", "period", "rows"]
events = pd.concat([frame[keep] for frame in (dates, own, stations)])
events["start"] = [year_span(period)[0] for period in events["period"]]
events["end"] = [year_span(period)[1] for period in events["period"]]
events["date"] = [format_period(period, short=True) for period in events["period"]]
events = events.sort_values(["start", "end", "id"], ignore_index=True)
assert events["start"].between(2018, 2026).all(), "an event would fall off the axis"

# %%
events = timeline.timeline_frame(events)
responses = events[events["lane"] == timeline.LANES[1]]
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
steps = events[events["lane"] == timeline.LANES[0]]
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
publish_figure(
    timeline.timeline_wide(events),
    narrow=timeline.timeline_narrow(events),
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
sold = shares_of_world(billings)
annual = sold[sold["quarter"] == ""]
gaps = missing_cells(annual, sales.REGIONS, range(2018, 2025))
assert set(gaps["year"]) == {2018, 2023}, "the gaps would be in other years than the note says"
n_gaps = publish_value(
    "gaps",
    len(gaps),
    unit="count",
    rows=annual,
    formula="region-years from 2018 to 2024 without a published amount",
    period="2018 to 2024",
)
whole = billings[billings["region"] == "World"]
world = whole.set_index(["year", "quarter"])
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
    own, all_of_it = china.loc[(year, "")], world.loc[(year, "")]
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
        float(all_of_it["billings"] - own["billings"]),
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
sold = sales.billings_frame(sold)
rules = sales.rules_frame(steps, sold)
publish_figure(
    lambda width: sales.billings(sold, rules, whole, gaps, width),
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
suppliers = sales.suppliers_frame(imports, to_china.reset_index())
publish_figure(
    lambda width: sales.suppliers(suppliers, width),
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
carbides = cases.carbide_frame(wafers, lead, share)
publish_figure(
    lambda width: cases.carbide(carbides, width),
    name="silicon-carbide",
    data=carbides,
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
measures = cases.packaging_frame(value_added, plants, revenue)
publish_figure(
    lambda width: cases.packaging(measures, width),
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
