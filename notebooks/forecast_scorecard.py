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
# scored, {{ met }} came true, {{ partly }} did in part and {{ missed }} did not. The newest outcomes are first
# estimates for 2025; what became of forecasts since, and of those due after November 2026, is not covered.

# %% [markdown]
# ::: decision
#
# Means: Before acting on a forecast, ask for its date and measure: {{ unclear }} in the documents cannot be checked,
# and those settled may be too few to rank.
#
# Answer: {{ met }} of {{ settled }} that can be scored came true, most of them on China’s 5G; the others cannot be
# scored, or not yet. A forecast without a date cannot carry a policy with one.
#
# Confidence: Moderate
#
# Cost: Not held: what acting on the {{ missed }} that did not come true cost anybody.
#
# Exposed: Plans that rest on official targets: of {{ official }} only {{ official-settled }} can be scored.
#
# Watch: The {{ due-soon }} that fall due by the end of 2026, on silicon-carbide wafers and on Ford’s plant.

# %% [markdown]
# ## Takeaways
#
# 1. Where forecasts can be scored, the subject tells hits from misses: on China’s 5G networks and phones
#    {{ met-5g-of }} came true, on the rest {{ met-rest-of }}. What China’s carriers were already building was foreseen;
#    what governments would decide, or how soon cars would drive themselves, was not. *Moderate confidence*
# 2. Forecasters do not stand out by kind: {{ hit-official }} official plans came true, {{ hit-industry }} forecasts of
#    firms, {{ hit-author }} of authors and the press. These counts of settled forecasts are too small for a ranking.
#    *Low confidence*
# 3. The score is thin: {{ open }} forecasts are not yet due and {{ unclear }} cannot be checked. In {{ told }} of the
#    settled cases the document that gives the forecast also tells the outcome. *Moderate confidence*

# %%
import pandas as pd

import proofpress as pp
from ledger.charts import forecast_scorecard as drawings
from ledger.measures import forecasts as fo

AS_OF = "2026-11-21"

# %% [markdown]
# ## What is scored, and how
#
# A forecast is any claim that the register marks as a *projection* or a *target*. A forecast stated in several numbers,
# such as one sum in two currencies, is one forecast. Each has one of five verdicts: *came true*, *in part*, *did not*,
# *not yet due*, *cannot be checked*. Where a number or a date decides, the verdict is computed from the claim and the
# row that holds the outcome: {{ computed }} of the {{ settled }} settled ones. A number counts as right if the outcome
# is within {{ tolerance }} of what was said; a target, if the outcome reaches it; a date, if the event came by its end.
# The other {{ read }} verdicts are our reading, with the reason in the table. Without those that the forecast’s own
# document tells, {{ met-untold-of }} came true. Outcomes come from the tables of this site and from the documents; only
# {{ agency }} is a figure of a statistical agency. A forecast for which they hold no figure *cannot be checked* here;
# that is no verdict on the forecast.

# %%
forecasts, register = pp.load_table("forecasts"), pp.load_register()
due = register[register["kind"].isin(["projection", "target"])]
standing = {key for cell in forecasts["claim"] + " " + forecasts["further_claims"] for key in cell.split()}
assert standing == set(due["rows"]), f"forecasts and register differ: {standing ^ set(due['rows'])}"
kinds = {"kind": ["projection", "target"]}
pp.assert_all("every projection and target", due, due["rows"].isin(standing), over="claim.id", where=kinds)
names = fo.name_tables(forecasts)
records = fo.find_records({"register": register, **{name: pp.load_table(name) for name in names}})
print(len(forecasts), "forecasts from", len(due), "claims; outcomes from", len(names), "tables")

# %%
scored = fo.score_forecasts(forecasts, records, AS_OF)
graded, apart = scored[scored["grade"] != "D"], scored[scored["grade"] == "D"]
settled = graded[graded["verdict"].isin(fo.SETTLED)]
unclear = graded[graded["verdict"] == "cannot be checked"]
waiting = graded[graded["verdict"] == "not yet due"]
assert len(settled) + len(unclear) + len(waiting) == len(graded), "a forecast has no verdict"
assert set(apart["source"]) == {"ai-assisted-value-chain-article"}, "grade D is not the unsigned article alone"
assert (unclear["obstacle"] != "").all(), "an unchecked forecast names no obstacle"
assert (waiting["checkpoint"] > AS_OF[:7]).all(), "a checkpoint has passed"
pd.crosstab(graded["subject"], graded["verdict"])

# %%
agency = settled.assign(agency=settled["outcome_source"].str.startswith("usgs"))
assert list(agency.loc[agency["agency"], "id"]) == ["congo-share-2025"], "another verdict rests on an agency"
known, geological = "settled verdicts computed from a number or a date", "is a figure of the US Geological Survey"
told = {
    "graded": (pp.count(graded), pp.COUNT, "forecasts of grades A to C"),
    "settled": (pp.count(graded, verdict=fo.SETTLED), pp.COUNT, "forecasts whose outcome is known"),
    "open": (pp.count(graded, verdict="not yet due"), pp.COUNT, "forecasts whose date has not passed"),
    "unclear": (pp.count(graded, verdict="cannot be checked"), pp.COUNT, "forecasts that cannot be checked"),
    "no-date": (pp.count(unclear, obstacle="no date set"), pp.COUNT, "unchecked forecasts without a date"),
    "computed": (pp.count(settled, how="computed"), pp.COUNT, known),
    "read": (pp.count(settled, how="read"), pp.COUNT, "settled verdicts that are our reading"),
    "told": (pp.count(settled, told=True), pp.COUNT, "settled forecasts whose outcome the same document tells"),
    "agency": (pp.count(agency, agency=True), pp.COUNT, f"settled forecasts whose outcome {geological}"),
}
pp.values(told)

# %%
network, rest = (settled[(settled["subject"] == drawings.NETWORK) == own] for own in (True, False))
right = "settled forecasts that came true"
hits = {verdict: pp.count(settled, verdict=verdict) for verdict in fo.SETTLED}
told = {
    "met": (hits["met"], pp.COUNT, right),
    "partly": (hits["partly"], pp.COUNT, f"{right} in part"),
    "missed": (hits["missed"], pp.COUNT, "settled forecasts that did not come true"),
    "met-5g": (pp.count(network, verdict="met"), pp.COUNT, "settled 5G forecasts that came true"),
}
pp.values(told)
soon = network[(network["verdict"] == "met") & (network["due"] != "")]
assert (soon["due"].str[:4].astype(int) - soon["made"] <= 1).mean() > 0.5, "most hits on 5G looked further ahead"
most = [told["met-5g"][0] > hits["met"] / 2] * len(scored)
pp.assert_all("most of them on China’s 5G", scored, most, over="forecasts.id")

# %%
KINDS = {"official plan": "official", "industry body or firm": "industry", "think tank or author": "author"}
assert set(graded["forecaster_kind"]) == set(KINDS), "a kind of forecaster appears or is gone"
parts = [
    ("met-5g-of", network, "settled forecasts on 5G networks and phones that came true"),
    ("met-rest-of", rest, "settled forecasts on other subjects that came true"),
    ("met-untold-of", settled[~settled["told"]], f"{right}, those told by their own document left out"),
    *((f"hit-{name}", settled[settled["forecaster_kind"] == kind], f"{right}: {kind}") for kind, name in KINDS.items()),
]
pp.values(fo.scores(parts), {"{name}": ("text", pp.WORD, "{what}")})
share = (f"{len(settled)} of {len(graded)}", pp.WORD, "forecasts of grades A to C whose outcome is known")
pp.values({"settled-of-graded": share}, rows=graded)  # a score is a text, which brings no rows
width_of_about = "the width that the site gives to “about”"
why = f"how far an outcome may lie from what was said and still count as right: {width_of_about}"
pp.publish_choice("tolerance", 100 * fo.ABOUT, pp.PERCENT, why)

# %%
by_id = scored.set_index("id")
assert by_id.loc["cars-2020", "verdict"] == "missed", "the car target was met after all"
assert by_id.loc["congo-share-2025", "verdict"] == "met", "the share of 2025 is not what was forecast"
cars, congo = (fo.figure(records, by_id.loc[key, "outcome_row"]) for key in ("cars-2020", "congo-share-2025"))
said, price = (fo.figure(records, by_id.loc[key, "claim"], "low") for key in ("congo-share-2025", "cobalt-price-2030"))
told = {
    "cars-2020": (cars, pp.PERCENT, "share of new cars with partial automation", "2020"),
    "congo-said": (said, pp.PERCENT, "DR Congo’s share of cobalt as forecast"),
    "congo-2025": (congo, pp.PERCENT, "DR Congo’s share of cobalt as stated"),
    "price-said": (price, pp.PERCENT.shown("{:,.0f}%"), "rise of the cobalt price as forecast"),
}
pp.values(told)

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
told = {
    "official": (pp.count(official), pp.COUNT, "forecasts that are official plans"),
    "official-settled": (pp.count(official, verdict=fo.SETTLED), pp.COUNT, "official plans that are settled"),
    "apart": (pp.count(apart), pp.COUNT, "forecasts of grade D"),
}
pp.values(told)
board, names = drawings.board_frame(graded), drawings.BOARD_COLUMNS
pp.publish_figure(lambda width: drawings.board(board, width), name="scoreboard", data=board, columns=names)

# %% [markdown]
# ::: figure scoreboard
#
# **Of {{ graded }} forecasts {{ met }} came true, {{ missed }} did not, {{ unclear }} cannot be checked**
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
counts = drawings.subjects_frame(graded)
assert counts["all"].iloc[:-1].sum() == counts["all"].iloc[-1] == len(graded), "a subject is missing from the table"
pp.publish_table(counts, name="subjects", columns=drawings.SUBJECT_COLUMNS)

# %% [markdown]
# ::: figure subjects
#
# **Forecasts that came true are mostly about 5G networks and phones**
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
dates, names = drawings.dates_frame(settled[settled["id"] != "soviet-1984"], records), drawings.DATE_COLUMNS
assert set(dates.loc[dates["words"] == "came early", "label"]) == {"First 5G phones in 2020"}, "another came early"
late = dates.loc[dates["start"] >= dates["due_end"], "label"]
decisions = {"China finishes its data rules within a year", "Germany decides on Huawei in 2020"}
assert set(late) == decisions, "the late ones are not those two decisions"
drawn = "settled forecasts with a dated outcome, one of them drawn with the earlier of two"
pp.values({"dated": (len(dates), pp.COUNT, drawn)}, rows=settled)  # all among which those with a date were looked for
pp.publish_figure(lambda width: drawings.dates(dates, width), name="dates", data=dates, columns=names)
dates[["label", "due_text", "came_about_text", "verdict"]]

# %% [markdown]
# ::: figure dates
#
# **5G came on time or early, China’s data rules and Germany’s decision years late**
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
# plan for autonomous cars, {{ claim.csis-2020-av-target-2020 }} of those made in 2020, was missed: about
# {{ cars-2020 }} of those sold had partial automation. For 2025 its wider target, {{ claim.csis-2020-av-target-2025 }}
# of new cars, cannot be judged: the last figure for all new passenger cars is {{ cars-2025 }}, for January to July
# 2025. Two forecasts on chips came true in part. The share of China’s chip market that is made in China rose from
# {{ chip-share-2018 }} in 2018 to {{ chip-share-2021 }} in 2021, yet the gap in dollars grew from {{ chip-gap-2018 }}
# to {{ chip-gap-2021 }}, because demand grew. China’s imports of US chip tools fell from {{ tools-2021 }} in 2021 to
# {{ tools-2024 }} in 2024, after the controls that the forecast had named as what could reverse the trend. US firms
# also ship to China from plants elsewhere, which this count leaves out.

# %%
chips, tools = by_id.loc["chip-gap"], by_id.loc["us-tools-demand"]
part = {year: fo.figure(records, chips[key]) for year, key in ((2018, "base_row"), (2021, "outcome_row"))}
sold = {year: fo.figure(records, tools[key]) for year, key in ((2021, "base_row"), (2024, "outcome_row"))}
market = "china_chip_market:{}-{}-ici-{}"
gaps = {
    year: fo.figure(records, market.format("market", year, edition))
    - fo.figure(records, market.format("production", year, edition))
    for year, edition in ((2018, "2019"), (2021, "2022"))
}
assert gaps[2021] > gaps[2018], "the gap in dollars narrowed too, so the forecast came true"
assert part[2021] > part[2018], "the gap widened as a share too, so the forecast did not come true"
assert sold[2024] < sold[2021], "imports of US tools did not fall"

# %%
tenths, hundredths = pp.PERCENT.digits(1), pp.BILLION_USD.digits(2)
made, bought = (
    "share of China’s chip market that is made in China",
    "China’s imports of chip tools from the United States",
)
lacking = "chip market less production in China"
told = {
    **{f"chip-share-{year}": (number, tenths, made, str(year)) for year, number in part.items()},
    **{f"chip-gap-{year}": (number, pp.BILLION_USD, lacking, str(year)) for year, number in gaps.items()},
    **{f"tools-{year}": (number, hundredths, bought, str(year)) for year, number in sold.items()},
}
pp.values(told)

# %%
near = {key: fo.figure(records, by_id.loc[key, "nearest_row"]) for key in ("cars-2025", "electric-cars-2040")}
told = {
    "cars-2025": (near["cars-2025"], tenths, "share of new cars with partial automation"),
    "electric-china-2025": (near["electric-cars-2040"], tenths, "electric share of vehicles sold in China"),
}
pp.values(told)

# %%
CHOSEN = [
    ("congo-share-2025", "outcome_row", ""),
    ("5g-cities-2020", "outcome_row", ""),
    ("cars-2020", "outcome_row", ""),
    ("cars-2025", "nearest_row", "to July"),
]
amounts, names = drawings.amounts_frame(CHOSEN, by_id, records), drawings.AMOUNT_COLUMNS
assert {records[by_id.loc[key, "claim"]]["unit"] for key, _, _ in CHOSEN} == {"percent"}, "the chart would mix units"
pp.publish_figure(lambda width: drawings.amounts(amounts, width), name="amounts", data=amounts, columns=names)

# %% [markdown]
# ::: figure amounts
#
# **The Congo’s share of cobalt came out as forecast, at {{ congo-2025 }}**
#
# *What was forecast (upright bar) and what was measured (circle; hollow for a part of the year), percent*
#
# Note: Congo: share of world mine production, estimated. Cities of prefecture rank with 5G, as the ministry said; the
# forecast is a floor. Cars of 2020: partial automation, about. Cars in 2025: new cars of January to July.
#
# Alt: Upright bars and circles on a scale from zero to all, in percent. Congo’s share: bar and circle together at
# {{ congo-2025 }}. 5G in cities: circle at the top, above the bar. Cars with autonomous functions in 2020: circle far
# below the bar, at {{ cars-2020 }}. A hollow circle, of a part of the year: {{ cars-2025 }} of new cars in China from
# January to July 2025.

# %% [markdown]
# ## Still open
#
# {{ open }} forecasts are not yet due. {{ due-soon }} of them fall due by the end of 2026: the output of
# silicon-carbide wafers in China, and the start of Ford’s plant, which the essay dates to *this year* without naming
# it. Of the later ones, one looks out of reach: a cobalt price that rises by {{ price-said }} by 2030. In 2025 it was,
# by a first estimate, {{ cobalt-fall }} below the price of 2018, the year of the article, in dollars of the day. It is
# not counted as missed before its date. Electric cars, forecast for the world in 2040, were {{ electric-china-2025 }}
# of the vehicles sold in China in 2025; no figure of the world is held here.

# %%
waiting = waiting.assign(end=waiting["due"].str.split("/").str[-1]).sort_values(["end", "checkpoint", "id"])
soon = waiting.assign(soon=waiting["end"].str[:4] <= "2026")
assert set(soon.loc[soon["soon"], "id"]) == {"carbide-2026", "ford-marshall"}, "other forecasts fall due in 2026"
prices = "cobalt_prices:us-spot-{}-mcs{}"
early, late = (fo.figure(records, prices.format(*key), "usd_per_lb") for key in ((2018, 2023), (2025, 2026)))
fall = 100 * (1 - late / early)
assert fall > 0, "the price of 2025 is above that of 2018"
told = {
    "due-soon": (pp.count(soon, soon=True), pp.COUNT, "open forecasts due by the end of 2026"),
    "cobalt-fall": (fall, pp.PERCENT, "US spot price of cathode cobalt, 2025 against 2018"),
}
pp.values(told)

# %%
pp.publish_table(drawings.open_frame(waiting), name="open", columns=drawings.OPEN_COLUMNS, picks=["forecaster"])

# %% [markdown]
# ::: figure open
#
# **The last open forecast falls due in 2040**
#
# *Forecasts of grades A to C whose date has not passed on 21 November 2026: due date, forecast and next checkpoint*
#
# Note: Months of checkpoints are our reading of when such works appear. Ford’s date is that of its own statement of
# 2023; the essay names none.
#
# Alt: Table of {{ open }} forecasts in order of their due dates, from the end of 2026 to 2040, each with its next
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
# ## A public model beside what came
#
# One forecast from outside the documents can be set beside prices. In October 2024 a model of the US Geological Survey
# saw gallium dearer by {{ cost-of-a-stop.model-rise-gallium }} or more in a full stop, germanium by
# {{ cost-of-a-stop.model-rise-germanium }}. By 2025 gallium cost US importers {{ cost-of-a-stop.rise-gallium }} more
# than in 2022 and germanium in Europe {{ cost-of-a-stop.rise-germanium }} more: the order of the two came out the other
# way round. The stop was not full, and one price is a quotation, the other an average of contracts; so it
# [counts as no miss](cost-of-a-stop.md#what-its-absence-would-cost-by-a-model) in the score above.

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
