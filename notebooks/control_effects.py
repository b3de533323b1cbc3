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
#     nav: What controls did
#     topic: Minerals
#     question: Which of China’s export controls cut supply, whom did they reach, and what came in its place?
#     reviewed: "2026-11-29"
#     review_by: "2027-05-29"
#     data_through: 2025
#     edition: UN Comtrade 2020 to 2024; USGS Mineral Commodity Summaries 2022 to 2026
#     searched: [do export controls work, does the export ban work, effect of export controls, sanctions]
#     card:
#       figure: comparison
#       value: natural-graphite-2024
#       label: "of the natural graphite that China exported in 2022 left it in 2024, the first year under licence"
# ---

# %% [markdown]
# China’s exports of natural graphite fell to {{ natural-graphite-2024 }} of those of 2022 by 2024; goods without a
# licence hardly fell
# ====================
#
# What a control did shows beside goods that it left alone. China put natural graphite under licence in December 2023
# and rare earths not before April 2025, so the same customs figures hold both. Exports by code end in 2024; output and
# US imports are first estimates for 2025. What the suspension from November 2025 to 27 November 2026 did is not
# covered.

# %% [markdown]
# ::: decision
#
# Means: A buyer may have to stock before a control is announced: of {{ at-once-of }} Chinese ones since 2024 with both
# days known, {{ at-once }} took effect that very day.
#
# Answer: The licence thinned out natural graphite: from 2022 to 2024 its exports fell {{ behind-low }} to
# {{ behind-high }} points behind those of goods without one, or with one in part. What the United States got fell a
# year earlier.
#
# Confidence: Moderate
#
# Cost: Buyers stocked up before the date and paid more for germanium; mines outside China dug
# {{ graphite-outside-fall }} less graphite in 2025 than in 2022, while its price fell.
#
# Exposed: Buyers of flake and spherical graphite who cannot wait for a licence, and mines in Mozambique and Madagascar.
# Anyone who would build a gallium plant beside {{ gallium-idle-china }} of idle Chinese capacity.
#
# Watch: China’s customs figures by code for 2025 and 2026, and what follows the suspension that ran to 27 November
# 2026.

# %% [markdown]
# ## Takeaways
#
# 1. Under licence natural graphite fell behind all that it can be compared with: 2024 exports were
#    {{ natural-graphite-2024 }} of 2022’s weight, of goods without a licence {{ others-low }} to {{ others-high }}.
#    Five years a good are too few for a standard error. *Moderate confidence*
# 2. Buyers used the weeks before the date: in November 2023 China exported {{ rush-flake }} times the flake graphite of
#    an ordinary month. Of {{ at-once-of }} controls announced since 2024 with both days known {{ at-once }} took effect
#    on the day itself, the others were set a month ahead. *Moderate confidence*
# 3. Goods still arrive by other ways and in other forms. US customs count {{ mirror-graphite-2024 }} times the Chinese
#    graphite that China counts as sold there, and US imports of germanium fell by {{ germanium-fall }}, those of the
#    metal by {{ germanium-metal-fall }}. *Moderate confidence*

# %%
import pandas as pd

import proofpress as pp
from ledger.charts import control_effects as draw
from ledger.measures import control_effects as effects

# %% [markdown]
# ## Exports beside goods that were not controlled
#
# Four groups of minerals of one customs, by net weight. Natural graphite came under licence on 1 December 2023.
# Artificial graphite did in part, for high-grade kinds; compounds and metals of rare earths not before April 2025. The
# four share the customs and the years, so the licence is the difference between them that is known. From 2022 to 2024
# the rush of late 2023 lies in between and does no harm to the comparison.
#
# To the United States the picture turns: exports of natural graphite fell by {{ usa-fall-2023 }} in 2023, before the
# licence and from the peak of 2022, and hardly in 2024.

# %%
trade = pp.load_table("mineral_trade_by_code")
assert len(trade) == 60
weights = effects.weights(trade)
moved = effects.changes(weights, [(2022, 2024), (2023, 2024)])
CHANGE = pp.PERCENT.shown("{:+.0f}%")
words = "change of the weight of {product} that China exported, {partner}, {since} to {until}"
pp.values(moved, {"{slug}-change-{short}-{since}-{until}": ("change", CHANGE, words, "{until}")})
compared = effects.behind(moved)
words = "points by which natural graphite changed less than {product}, {partner}, {since} to {until}"
pp.values(compared, {"{slug}-behind-{short}-{since}-{until}": ("behind", pp.POINTS, words, "{until}")})

# %%
levels = effects.indices(weights, base=2022)
world = levels[levels["partner"] == "World"]
last = world[world["year"] == 2024]
others = last[last["product"].isin(["rare-earth compounds", "rare-earth metals"])]
assert others["index"].min() > 95, "a good without a licence would have fallen too"
behind = last["index"] >= last.loc[last["product"] == effects.CONTROLLED, "index"].min()
basket = {"basket of minor metals": "gallium and germanium in it were under licence"}
pp.assert_all("behind all that it can be compared with", last, behind, over="product", apart=basket)

# %%
free = compared[(compared["partner"] == "World") & (compared["since"] == 2022)]
early = effects.changes(weights, [(2022, 2023)])
usa = early[(early["partner"] == "United States") & (early["product"] == effects.CONTROLLED)]
part = "exports of 2024 in percent of those of 2022"
told = {
    "natural-graphite-2024": (pp.take(last, "index", product=effects.CONTROLLED), pp.PERCENT, part),
    "others-low": (pp.lowest(others, "index"), pp.PERCENT, f"{part}, rare-earth compounds and metals, lowest"),
    "others-high": (pp.highest(others, "index"), pp.PERCENT, f"{part}, rare-earth compounds and metals, highest"),
}

# %%
told["behind-low"] = (pp.lowest(free, "behind"), pp.POINTS.shown("{:.0f}"), "least difference from 2022 to 2024")
told["behind-high"] = (pp.highest(free, "behind"), pp.POINTS.shown("{:.0f}"), "largest difference from 2022 to 2024")
pp.values(told, period="2024")
pp.values({"usa-fall-2023": (-pp.take(usa, "change"), pp.PERCENT, "fall of the weight, 2022 to 2023", "2023")})
calendar = pp.load_table("control_calendar")
lines, mark = draw.compared_frame(levels), draw.window_mark(calendar, "chn-2023-39")
drawn, names = draw.compared, draw.COMPARISON
pp.publish_figure(lambda width: drawn(lines, mark, width), name="comparison", data=lines, columns=names)

# %% [markdown]
# ::: figure comparison
#
# **Natural graphite exports fell to {{ natural-graphite-2024 }} of their level of 2022 by 2024**
#
# *Net weight of China’s exports to the world, percent of that of 2022, 2020 to 2024*
#
# Note: China’s figures through UN Comtrade; many weights are estimates of the United Nations, and the customs codes
# were renewed for 2022. The dashed lines are the days of announcement and of licence. Artificial graphite was put under
# licence in part.
#
# Alt: Four lines from 2020 to 2024 that meet in 2022. Artificial graphite and rare-earth compounds end above, metals of
# rare earths near that level, natural graphite far below at {{ natural-graphite-2024 }}.

# %%
pp.publish_value_table(
    effects.differences_table(moved), name="differences", label="product", columns=effects.DIFFERENCES, missing="–"
)

# %% [markdown]
# ::: table differences
#
# **Natural graphite fell {{ behind-low }} to {{ behind-high }} points behind its comparisons from 2022 to 2024**
#
# *Change of the net weight of China’s exports, percent, and how far natural graphite stayed behind*
#
# Note: To the United States rare-earth metals are few and jump from year to year. The year 2023 holds the rush before
# the licence, so from 2023 to 2024 the fall is larger than the licence made it.

# %% [markdown]
# ## Between announcement and effect
#
# The licence on graphite was announced {{ window-graphite }} days ahead, that on gallium and germanium
# {{ window-gallium }}. In that time flake graphite left China at {{ rush-flake }} times its usual pace, and in the
# first winter at {{ after-flake }} of it. What left in November 2023 beyond an ordinary month is {{ rush-part }} of the
# graphite exports of that year. For gallium the one month that is held shows no rush.

# %%
exports = pp.load_table("china_mineral_exports")
months = draw.window_frame(effects.around(exports, draw.SPANS))
flake = {span: pp.take(months, "part", product="flake graphite", span=span) for span in ("between", "after")}
rush = [
    pp.take(months, "tonnes", product=kind, span="between") - pp.take(months, "tonnes", product=kind, span="before")
    for kind in ("flake graphite", "spherical graphite")
]
year = pp.take(weights, "tonnes", product=effects.CONTROLLED, partner="World", year=2023)
told = {
    "rush-flake": (flake["between"] / 100, pp.TIMES, "exports of November 2023 over a month of early 2023"),
    "after-flake": (flake["after"], pp.PERCENT, "exports a month, December 2023 to February 2024, of early 2023"),
    "rush-part": (100 * (rush[0] + rush[1]) / year, pp.PERCENT, "exports beyond an ordinary month in those of 2023"),
}
pp.values(told)

# %%
held = effects.windows(calendar[calendar["by"] == "China"])
since = held[held["announced"] >= "2024"]
assert since["days"].isin([0, 30, 31]).all(), "a control since then would leave neither no time nor a month"
days = pp.number_of("days")
for good, row in {"gallium": "chn-2023-23", "graphite": "chn-2023-39"}.items():
    lasted = pp.take(held, "days", id=row)
    pp.values({f"window-{good}": (lasted, days, f"days from announcement to effect, {good}", "2023")})
told = {
    "at-once": (pp.count(since, days=0), pp.COUNT, "Chinese controls since 2024 in force on the day of announcement"),
    "at-once-of": (len(since), pp.COUNT, "Chinese controls since 2024 with both days known"),
}
pp.values(told, rows=since)  # how many there are rests on all that were looked through
pp.publish_figure(lambda width: draw.window(months, width), name="window", data=months, columns=draw.WINDOW)

# %% [markdown]
# ::: figure window
#
# **Exports of flake graphite reached {{ rush-flake }} times an ordinary month before the licence**
#
# *Exports a month before the announcement, between it and the licence, and after, tonnes and times the month before*
#
# Note: Customs figures quoted by trade press; months that nobody quotes are missing. Announced on 20 October and in
# force on 1 December 2023, for gallium on 3 July and 1 August.
#
# Alt: Bars in three groups. Flake and spherical graphite: an ordinary month, a bar several times as long for
# November 2023, then a short one. Gallium products: a month of 2022, a shorter bar for July 2023, none for August.

# %% [markdown]
# ## What both customs count
#
# China counts a sale by the last place that it knows of, US customs count where a good was made. Where the second is
# far above the first, goods may have come through third places. US figures include freight and insurance, which
# explains some percent and not a doubling; the two also differ in time and in what they put under a code. The gap in
# natural graphite was {{ mirror-gap-2024 }} in 2024; of a basket with gallium US customs counted
# {{ mirror-basket-2024 }} times as much as China’s. It is a trace of re-export and no proof of it.

# %%
both = draw.mirror_frame(effects.mirror(trade))
latest = both[both["year"] == 2024]
sold, bought = (pp.take(latest, side, product=effects.CONTROLLED) for side in ("sold", "bought"))
basket = pp.take(latest, "times", product="basket of minor metals")
ratio, MILLIONS = "US customs over China’s, in value", pp.Style("US${:,.0f} million", "million US dollars", 1)
told = {
    "mirror-graphite-2024": (bought / sold, pp.TIMES, ratio),
    "mirror-basket-2024": (basket, pp.TIMES, ratio),
    "mirror-gap-2024": (bought - sold, MILLIONS, "US customs less China’s, natural graphite"),
}
pp.values(told, period="2024")

# %%
pp.publish_figure(
    lambda width: draw.mirror(both, width),
    name="mirror",
    data=both,
    columns=draw.MIRROR,
    pick="product",
    period="year",
    relative="times",
    absolute="bought",
)

# %% [markdown]
# ::: figure mirror
#
# **US customs counted {{ mirror-graphite-2024 }} times the graphite that China’s customs did in 2024**
#
# *Value of US imports of Chinese origin over the value of China’s sales to the United States, times, 2020 to 2024*
#
# Note: HS 250410 and 811292, through UN Comtrade. The basket holds gallium and germanium with other minor metals.
# Imports are valued with freight, exports without.
#
# Alt: Two lines from 2020 to 2024. Natural graphite: between one and two until 2022, then just above two. The basket:
# between two and four, then about six.

# %% [markdown]
# ## The same metal in another form
#
# Of germanium the United States buys metal and dioxide. Metal alone fell by {{ germanium-metal-fall }} from 2022 to
# 2025; both together by {{ germanium-fall }}, since more dioxide came: {{ germanium-dioxide-2024 }} kilograms in 2024,
# {{ germanium-dioxide-2025 }} in 2025, by a first estimate, the year of the ban on sales to the United States.

# %%
bought = pp.load_table("controlled_mineral_us_trade")
forms = {"imports of metal": "Metal", "imports of dioxide": "Dioxide"}
germanium = draw.forms_frame(effects.forms(bought[bought["mineral"] == "germanium"], forms, "Both"), 2022)
fell = {
    form: 100
    * (1 - pp.take(germanium, "tonnes", form=form, year=2025) / pp.take(germanium, "tonnes", form=form, year=2022))
    for form in ("Both", "Metal")
}
words = "fall of US imports of germanium, 2022 to 2025"
told = {"germanium-fall": (fell["Both"], pp.PERCENT, words), "germanium-metal-fall": (fell["Metal"], pp.PERCENT, words)}
pp.values(told, period="2025")
dioxide = germanium[(germanium["form"] == "Dioxide") & germanium["year"].ge(2024)]
kilograms = pp.number_of("kilograms").per(1 / 1000)
pp.values(dioxide, {"germanium-dioxide-{year}": ("tonnes", kilograms, "US imports of dioxide", "{year}")})
pp.publish_figure(lambda width: draw.forms(germanium, width), name="germanium", data=germanium, columns=draw.FORMS)

# %% [markdown]
# ::: figure germanium
#
# **Imports of germanium metal fell by {{ germanium-metal-fall }}, of metal and dioxide by {{ germanium-fall }}**
#
# *US imports of germanium by form, tonnes of germanium, 2021 to 2025*
#
# Note: USGS Mineral Commodity Summaries 2026; hollow points are estimates. Percentages are since 2022. From all
# countries; some was first refined in China.
#
# Alt: Three lines from 2021 to 2025. Metal rises until 2023 and drops in 2025; dioxide falls until 2024 and rises in
# 2025; the sum rises until 2023 and ends below its start.

# %% [markdown]
# ## What others make
#
# China’s share of mined graphite rose because others dug less: outside China output fell by
# {{ graphite-outside-fall }}, in Mozambique from {{ graphite-mozambique-2022 }} to {{ graphite-mozambique-2025 }}
# tonnes and in Madagascar from {{ graphite-madagascar-2022 }} to {{ graphite-madagascar-2025 }}; Tanzania began. Flake
# graphite became cheaper meanwhile, so a higher share is no sign that the controls cost China nothing.
#
# Of gallium China made more and could make far more, {{ gallium-capacity-2025 }} tonnes in 2025: its plants ran at
# {{ gallium-use-2022 }} of capacity in 2022 and at {{ gallium-use-2025 }} in 2025. What stands idle is
# {{ gallium-idle-times }} times all capacity elsewhere.

# %%
output = pp.load_table("controlled_mineral_output")
graphite = output[output["mineral"] == "natural graphite"]
LEAST = 10_000
pp.publish_choice("least", LEAST, pp.number_of("tonnes"), "Countries below it in both years are one row.")
outside = effects.elsewhere(graphite, "CHN", (2022, 2025), LEAST)
before, after = (pp.total(outside, when) for when in ("before", "after"))
fall = "fall of graphite output outside China, 2022 to 2025"
pp.values({"graphite-outside-fall": (100 * (1 - after / before), pp.PERCENT, fall)}, period="2025")

# %%
places = [
    f"natural-graphite-{iso3}-{edition}" for iso3 in ("moz", "mdg") for edition in ("2022-mcs2024", "2025-mcs2026")
]
named = graphite[graphite["id"].isin(places)].assign(slug=lambda frame: frame["country"].str.lower())
TONNES = pp.number_of("tonnes")
pp.values(named, {"graphite-{slug}-{year}": ("amount", TONNES, "graphite mined in {country}", "{year}")})
elsewhere, drawn, names = draw.elsewhere_frame(outside), draw.elsewhere, draw.ELSEWHERE
pp.publish_figure(lambda width: drawn(elsewhere, width), name="graphite-elsewhere", data=elsewhere, columns=names)

# %% [markdown]
# ::: figure graphite-elsewhere
#
# **Outside China {{ graphite-outside-fall }} less graphite was mined in 2025 than in 2022**
#
# *Mine output of natural graphite outside China by country, thousand tonnes, 2022 and 2025*
#
# Note: 2022 from the commodity summary of 2024, 2025 a first estimate from that of 2026. Countries below
# {{ least }} tonnes in both years are one row; one that a table does not name counts as nothing.
#
# Alt: Two points a country. Mozambique and Madagascar lost most, South Korea nearly all; Tanzania rose from little to
# near Madagascar’s level; Brazil fell a little.

# %%
capacity = pp.load_table("gallium_capacity")
newest = output[output["stage"] == "primary capacity"].rename(columns={"amount": "capacity"})
gallium = output[(output["mineral"] == "gallium") & (output["stage"] == "primary production")]
made = effects.used_capacity(gallium, pd.concat([capacity, newest]), "CHN")
ran = draw.capacity_frame(made, 2022)
at = {
    (line, year): pp.take(ran, "tonnes", line=line, year=year)
    for line in ("China, output", "China, capacity")
    for year in (2022, 2025)
}
idle = at["China, capacity", 2025] - at["China, output", 2025]
others = pp.take(ran, "tonnes", line="Elsewhere, capacity", year=2025)

# %%
for year in (2022, 2025):
    used = 100 * at["China, output", year] / at["China, capacity", year]
    pp.values({f"gallium-use-{year}": (used, pp.PERCENT, "China’s gallium output over capacity", str(year))})
told = {
    "gallium-idle-china": (idle, pp.TONNES.shown("{:,.0f} tonnes"), "China’s capacity less its output"),
    "gallium-idle-times": (idle / others, pp.TIMES, "China’s idle capacity over all capacity elsewhere"),
    "gallium-capacity-2025": (at["China, capacity", 2025], pp.TONNES, "China’s capacity for primary gallium"),
}
pp.values(told, period="2025")
pp.publish_figure(lambda width: draw.capacity(ran, width), name="gallium-capacity", data=ran, columns=draw.CAPACITY)

# %% [markdown]
# ::: figure gallium-capacity
#
# **China used {{ gallium-use-2025 }} of its capacity for gallium in 2025**
#
# *Primary gallium: capacity and output, tonnes, 2022 to 2025*
#
# Note: USGS, newest edition of each year; figures of 2025 and most capacities are estimates. Percent: part of capacity
# used. For 2024 the capacity
# outside China is not printed by country.
#
# Alt: Four lines from 2022 to 2025. China’s capacity more than doubles and its output rises by half; capacity and
# output elsewhere lie near the bottom.

# %% [markdown]
# ## What the United States makes, and needs
#
# US output of rare-earth compounds and metals rose from {{ earths-output-2022 }} tonnes in 2022 to
# {{ earths-output-2025 }} in 2025. Use rose by more, at least in part by buying ahead: net imports were
# {{ earths-reliance-2024 }} of use in 2024 and {{ earths-reliance-2025 }} in 2025. The way out has begun, and the need
# grew faster.

# %%
use = pp.load_table("us_mineral_use")
earths = draw.earths_frame(bought[bought["mineral"] == "rare earths"], use[use["mineral"] == "rare earths"])
output_us = earths[(earths["line"] == "Output") & earths["year"].isin([2022, 2025])]
pp.values(output_us, {"earths-output-{year}": ("tonnes", pp.TONNES, "US output as printed", "{year}")})
came = pp.take(earths, "tonnes", line="Imports", year=2025)
pp.values({"earths-imports-2025": (came, pp.TONNES, "US imports of compounds as printed", "2025")})
relied = bought[bought["id"].isin([f"rare-earths-net-import-reliance-{year}" for year in (2024, 2025)])]
net = "net imports in percent of use, as printed"
pp.values(relied, {"earths-reliance-{period}": ("value", pp.PERCENT, net, "{period}")})
pp.publish_figure(lambda width: draw.earths(earths, width), name="rare-earths", data=earths, columns=draw.EARTHS)

# %% [markdown]
# ::: figure rare-earths
#
# **US imports of rare-earth compounds reached {{ earths-imports-2025 }} tonnes in 2025 beside output of
# {{ earths-output-2025 }}**
#
# *US output, imports and use of rare-earth compounds and metals, tonnes of oxide content, 2021 to 2025*
#
# Note: USGS Mineral Commodity Summaries 2026; hollow points are estimates. Output holds metals, imports compounds
# alone. Use is apparent: what was bought ahead counts as used.
#
# Alt: Three lines from 2021 to 2025. Use is flat until 2024 and leaps in 2025; imports follow it; output rises from
# near nothing to a part of use.

# %% [markdown]
# ## Limits
#
# - **Comparison is no experiment.** The four groups share customs and years, not uses: demand for batteries and for
#   magnets moved too, and one graphite may stand in for the other.
# - **Annual weights, five a good**, of which the United Nations estimated many. We offer no standard error.
# - **Codes are broad.** HS 250410 holds flake and spherical graphite with others; HS 811292 is a basket. No code for
#   gallium or germanium alone is held by destination.
# - **The trace is no proof.** Both customs differ in value basis, time and scope; before the controls the ratio was
#   above one as well.
# - **Months from the press.** Flake and spherical graphite have one month between announcement and licence, gallium
#   one.
# - **First estimates.** Figures for 2025 change in the next edition.

# %% [markdown]
# ## What would change our mind
#
# - Chinese exports by code for 2025: natural graphite back at the level of 2022 would make the licence a delay.
# - The other goods falling as far once they came under licence in April 2025: then the licence, and not the good, made
#   the difference.
# - US imports of Chinese graphite by place of shipment: they would show or end the trace.
# - A plant for gallium outside China that runs for a year at the market’s price.
