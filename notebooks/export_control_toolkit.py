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
#     nav: Export controls
#     topic: Minerals
#     question: >-
#       What are China’s export controls made of, which materials suit them, and what followed when they
#       were used?
#     reviewed: "2026-11-21"
#     review_by: "2027-05-21"
#     data_through: 2025
#     edition: USGS Mineral Commodity Summaries 2022 to 2026; MERICS 2024
#     card:
#       figure: prices
#       value: germanium-times
#       label: "the price of germanium in 2025, next to that of 2022, the year before China’s controls"
# ---

# %% [markdown]
# Germanium cost {{ germanium-times }} as much in 2025 as in 2022; China’s share of gallium and graphite has not fallen
# ====================
#
# China has asked for a licence to export gallium and germanium since August 2023, and for more kinds of graphite since
# December 2023. A report of 2024 by the Mercator Institute for China Studies (MERICS) explains the instruments and how
# targets are chosen; here it meets the figures of the two years that followed. The newest rows are first estimates for
# 2025 and exports to September of that year; what controls did after some were suspended in November 2025 is not
# covered.

# %% [markdown]
# ## Takeaways
#
# 1. The controls have not yet cost China its lead in gallium and graphite; of germanium no output after 2021 is held.
#    From 2022 to 2025 its share of primary gallium went from
#    {{ gallium-share-2022 }} to {{ gallium-share-2025 }}, of mined natural graphite from {{ graphite-share-2022 }} to
#    {{ graphite-share-2025 }}. The price of germanium rose to {{ germanium-times }} its level of 2022 and that of
#    gallium to {{ gallium-times }}; flake graphite became {{ graphite-fall }} cheaper. Figures for 2025 are estimates.
#    *High confidence*
# 2. The controls thin out exports more than they stop them. From January to September 2025 China’s exports of germanium
#    metal were {{ left-germanium-2025 }} of those in the same months of 2023, yet Japan, to which MERICS saw them end,
#    took {{ germanium-japan }} of them. The United States, barred from gallium and germanium at the time, took
#    {{ spherical-usa }} of China’s spherical graphite. *Moderate confidence*
# 3. We read a test for good targets out of the MERICS report: {{ test-passing }} of the {{ test-materials }} materials
#    pass it as far as the text answers. Rare earths do not, since MERICS sees skilled rivals abroad; China put some of
#    them under licence in April 2025 all the same. An earlier stop of rare earths for Japan, in September 2010, was
#    followed by a fall of China’s share of mining from {{ ree-share-2010 }} in that year to {{ ree-share-2020 }}
#    in 2020; by 2025 it was {{ ree-share-2025 }} again. *Moderate confidence*

# %%
import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures import controls
from proofpress.notebook import charts
from proofpress.text.periods import format_period, year_span


def percent(name, number, **more):
    """Publish a whole percentage."""
    return pp.publish_value(name, number, format="{:.0f}%", unit="percent", **more)


def count(name, number, **more):
    """Publish how many."""
    return pp.publish_value(name, number, unit="count", **more)


# %%
def first_estimates(frame, value, label, *, x_range, domain):
    """Return hollow points over the values of 2025, which are first estimates."""
    years = alt.Scale(domain=[int(frame["year"].min()), 2025], nice=False, zero=False, range=x_range)
    return (
        alt.Chart(frame)
        .transform_filter(alt.datum.year == int(frame["year"].max()))
        .mark_point(filled=True, fill=pp.PAPER, size=46, strokeWidth=2, opacity=1)
        .encode(
            x=alt.X("year:Q", scale=years),
            y=alt.Y(f"{value}:Q", scale=alt.Scale(domain=domain, nice=False, zero=False)),
            stroke=alt.Stroke(f"{label}:N", scale=None),
        )
    )


# %% [markdown]
# ## The instruments side by side
#
# MERICS sorts China’s instruments into three families. Dual-use controls cover listed goods, software and know-how that
# armies as well as civilians can use, under the Export Control Law of 2020. A second regime, under foreign-trade law,
# covers civilian technology: a catalogue names what may not be exported at all and what needs a licence. MERICS finds
# nothing like it elsewhere: its rules name economic security as a ground. The third family holds the rest: blacklists,
# rules on where data and patents stay, limits on travel by experts.
#
# What sets the toolkit apart, in the report’s view, is how little can be seen. Most controls were brought together in
# {{ claim.merics-2024-control-lists }} lists, but neither is complete and the list of barred users is secret. Licences
# are given by discretion: from 2020 to 2023 Northvolt of Sweden could get no artificial graphite, while Chinese battery
# makers in Hungary had no such trouble. Of the {{ claim.merics-2024-regimes }} multilateral regimes China is
# {{ claim.merics-2024-regimes-joined }}, yet points to items on the list of another, the Wassenaar Arrangement, as a
# security ground.
#
# A licence may serve the licenser in another way too. Firms that apply tell the authorities about their supply chains;
# a ban yields no such knowledge.

# %%
instruments = pp.load_table("china_outflow_instruments")
assert len(instruments) == 21
FAMILIES = ["Dual-use goods", "Civilian technology", "Other instruments"]
PROPERTIES = [
    "Legal base",
    "Authority",
    "What it reaches",
    "How it bites",
    "Stated aim",
    "What outsiders see",
    "Cases",
]
matrix = instruments.sort_values(
    ["property", "instrument"],
    key=lambda column: column.map({name: n for n, name in enumerate([*PROPERTIES, *FAMILIES])}),
    ignore_index=True,
)
assert matrix["property"].drop_duplicates().tolist() == PROPERTIES
matrix["wide"] = [charts.wrap(text, 150) for text in matrix["reading"]]
matrix["slim"] = [charts.wrap(text, 106) for text in matrix["reading"]]
matrix["head"] = [charts.wrap(text, 90) for text in matrix["instrument"]]
matrix["tone"] = (matrix["instrument"] == "Civilian technology").map({True: pp.SOFT, False: pp.PAPER})


def draw_instruments(width):
    wide = width == pp.WIDE
    return charts.grid(
        matrix,
        row="property",
        column="instrument" if wide else "head",
        text="wide" if wide else "slim",
        tone="tone",
        width=width,
        height=68 if wide else 88,
        share=0.24,
        size=13 if wide else 12,
    )


pp.publish_figure(
    draw_instruments,
    name="instruments",
    data=matrix,
    columns={"property": "Property", "instrument": "Family", "reading": "What the report says", "locator": "Place"},
)

# %% [markdown]
# ::: figure instruments
#
# **Only the civilian technology regime names economic security as its aim, and outsiders see little of any**
#
# *China’s three families of instruments against outflows of technology, by property, as of mid-2024*
#
# Note: Our reading of MERICS 2024, in our words; the table view gives the paragraphs. The report’s section on the third
# family is missing from the copy we read, so that column is thin. TIER: Technology Import-Export Regulations.
#
# Alt: Table of properties by family of instruments. Dual-use goods: Export Control Law, licences, national security,
# lists incomplete. Civilian technology: foreign-trade law, bans or licences with an assessment, economic security,
# licences by discretion. Other instruments: many laws and offices, opaque.

# %% [markdown]
# ## The timeline from 2002
#
# The report dates measures back to 2002, when drones came onto the missile list: those that carry
# {{ claim.merics-2024-drone-payload }} or more over {{ claim.merics-2024-drone-range }}. A common commercial drone
# flies {{ claim.merics-2024-mavic-range }}, so the control showed good will and, as MERICS reads it, spared the
# industry. It sees the same care in later measures.
#
# We add what came after the report: the ban on sales to the United States in December 2024, two rounds of rare-earth
# controls in 2025, and the suspension of the ban until 27 November 2026. Not every event is a control. Rare earths for
# Japan and graphite for Sweden stopped with no published rule, and the Export Control Law gave later rules their base.

# %%
GOODS, KNOWHOW, QUIET, FRAME = "goods", "technology", "no published rule", "law or relief"
FROM_CLAIMS = {
    "merics-2024-drones-2002": (GOODS, "Drones on the missile list"),
    "merics-2024-graphite-announcement-2006": (GOODS, "Temporary control of graphite items"),
    "merics-2024-japan-embargo-2011": (QUIET, "Rare earths withheld from Japan (2011 in the report)"),
    "merics-2024-drones-2015": (GOODS, "Drone controls widened"),
    "merics-2024-ip-measures-2018": (KNOWHOW, "Review of rights that pass to foreigners"),
    "merics-2024-graphite-sweden-2020": (QUIET, "Graphite withheld from Sweden"),
    "merics-2024-tiktok-2020": (KNOWHOW, "TikTok’s algorithm under control"),
    "merics-2024-control-law-2020": (FRAME, "Export Control Law"),
    "merics-2024-announcement-27": (GOODS, "More drone items"),
    "merics-2024-announcement-57": (KNOWHOW, "Magnet technology: export banned"),
    "merics-2024-announcement-21": (GOODS, "Aerospace items, parts of protective vests"),
}
FROM_TABLES = {
    "gallium-germanium-2023": (GOODS, "Gallium and germanium: licence from 1\u00a0August"),
    "graphite-2023": (GOODS, "Graphite: wider licence from 1\u00a0December"),
    "ban-to-us-2024": (GOODS, "Gallium, germanium and others: ban on sales to the US"),
    "rare-earths-april-2025": (GOODS, "Seven rare earths: licence"),
    "rare-earths-october-2025": (GOODS, "Five more rare earths, suspended within weeks"),
    "suspension-2025": (FRAME, "Ban on sales to the US suspended for a year"),
}
dates = pp.load_claims(*FROM_CLAIMS)
steps = pd.concat([pp.load_table("china_chip_controls"), pp.load_table("china_control_steps")])
steps = steps[steps["id"].isin(FROM_TABLES)].assign(period=lambda frame: frame["announced"])
assert len(steps) == len(FROM_TABLES), "a control of the tables is not on the timeline"
events = pd.concat([frame[["id", "period", "rows"]] for frame in (dates, steps)])
events["kind"], events["event"] = zip(*events["id"].map({**FROM_CLAIMS, **FROM_TABLES}), strict=True)
claim_year = dates.set_index("id").loc["merics-2024-japan-embargo-2011", "period"]
stop = pp.load_table("reference_figures").set_index("id").loc[["rare-earth-stop-start"]]
assert stop["period"].iloc[0] < claim_year, "the register would date the stop as the report does"
japan = events["id"] == "merics-2024-japan-embargo-2011"
events.loc[japan, "period"] = stop["period"].iloc[0]
events.loc[japan, "rows"] = pp.join_rows([*events.loc[japan, "rows"], *stop["rows"]])
events["start"] = [year_span(period)[0] for period in events["period"]]
events = events.sort_values("start", kind="stable", ignore_index=True)
events["when"] = [format_period(period, short=True) for period in events["period"]]
events["slim"] = [charts.wrap(text, pp.NARROW - 128) for text in events["event"]]
events["colour"] = events["kind"].map({GOODS: pp.RED, KNOWHOW: pp.BLUE, QUIET: pp.OCHRE, FRAME: pp.GREY})
events["shape"] = events["kind"].map({GOODS: "square", KNOWHOW: "circle", QUIET: "diamond", FRAME: "triangle-up"})
assert events["start"].between(2002, 2026).all()

# %%
measures = events[events["kind"].isin([GOODS, KNOWHOW])]
later = measures[measures["start"] >= 2021]
assert later["start"].min() > year_span("2023-07-02")[0], "a control of 2021 to mid-2023 is on the timeline after all"
n_measures = count("measures", len(measures), rows=measures, formula="dated controls on goods or technology")
n_later = count(
    "measures-later", len(later), rows=measures, formula="dated controls on goods or technology of 2021 and later"
)


def draw_timeline(width):
    wide = width == pp.WIDE
    return charts.timeline(
        events,
        when="when",
        text="event" if wide else "slim",
        colour="colour",
        shape="shape",
        width=width,
        step=30 if wide else 32,
    )


pp.publish_figure(
    draw_timeline,
    name="timeline",
    data=events,
    columns={"when": "Date", "event": "Measure or event", "kind": "Kind"},
)

# %% [markdown]
# ::: figure timeline
#
# **{{ measures-later }} of the {{ measures }} dated controls came after the Export Control Law of 2020, all since July
# 2023**
#
# *China’s export controls by date of announcement, 2002 to 2025. Squares: goods; circles: technology; diamonds: supply
# stopped with no published rule; triangles: the law, and relief*
#
# Note: To 2024 as MERICS dates them, but for the stop of rare earths, dated as in the register of Global Trade Alert;
# the mineral measures of 2023 and all later ones as press and USGS report them; for 2025 USGS gives months. The list is
# of the measures these sources name, not of all there are.
#
# Alt: Events down the page. Drones in 2002, graphite in 2006, rare earths withheld from Japan in 2010, then gaps of
# years. From July 2023 measures follow within months: gallium and germanium, drones, graphite, magnet technology,
# aerospace, a ban on sales to the United States, rare earths. {{ measures-later }} of {{ measures }} controls fall
# after 2020.

# %% [markdown]
# ## What happened to exports
#
# MERICS describes steps: announcement, a rush of orders, a stop while licences are pending, a return to slightly below
# the old level, and some countries that stay cut off. Customs figures in the press show the first ones. In August 2023,
# the first month under control, exports of wrought gallium and germanium were nil. In December 2023 no spherical or
# flake graphite went to the United States or Japan. The lists of 2023 cover {{ claim.merics-2024-custom-lines }}
# customs lines for these minerals; MERICS found the export volumes of the vast majority unaffected.
#
# The return differs by metal. In an average month of 2024, China exported {{ gallium-month-2024 }} tonnes of gallium,
# by customs figures in the press. In the two months before the control for which we have a figure of the same kind, it
# was {{ gallium-nov-2022 }} and {{ gallium-mar-2023 }} tonnes. Germanium fell further: from January to September
# exports of the metal, as the US Geological Survey (USGS) quotes customs, were {{ left-germanium-2024 }} of the level
# of 2023 in 2024 and {{ left-germanium-2025 }} in 2025.

# %%
exports = pp.load_table("china_mineral_exports")
assert len(exports) == 67
PAIRS = [
    ("gallium, wrought products", ["2022-08"], ["2023-08"], "Gallium products, August 2023"),
    ("gallium", ["2022-11"], ["2023-11"], "Gallium, November 2023"),
    ("gallium", ["2023-03"], ["2024-03"], "Gallium, March 2024"),
    ("germanium", ["2022-11"], ["2023-11"], "Germanium, November 2023"),
    ("germanium", ["2023-03"], ["2024-03"], "Germanium, March 2024"),
    ("germanium metal", ["2023-01/2023-09"], ["2024-01/2024-09"], "Germanium metal, Jan–Sep 2024"),
    ("germanium metal", ["2023-01/2023-09"], ["2025-01/2025-09"], "Germanium metal, Jan–Sep 2025"),
    ("flake graphite", ["2023-01/2023-02"], ["2024-01", "2024-02"], "Flake graphite, Jan–Feb 2024"),
    ("spherical graphite", ["2023-01/2023-02"], ["2024-01", "2024-02"], "Spherical graphite, Jan–Feb 2024"),
]
left = controls.left_after(exports, [pair[:3] for pair in PAIRS])
left["what"] = [pair[3] for pair in PAIRS]
left["words"] = [f"{share:.0f}%" if share else "nothing" for share in left["left"]]
left["colour"] = left["product"].str.contains("graphite").map({True: pp.INK, False: pp.BLUE})
left.loc[left["product"].str.startswith("germanium"), "colour"] = pp.RED
assert left["left"].lt(100).all(), "some exports would have grown"
left_2025 = percent(
    "left-germanium-2025",
    left.loc[6, "left"],
    period="2025",
    rows=left.loc[6],
    formula="exports of germanium metal, January to September 2025 in percent of the same months of 2023",
)
left_2024 = percent(
    "left-germanium-2024",
    left.loc[5, "left"],
    period="2024",
    rows=left.loc[5],
    formula="exports of germanium metal, January to September 2024 in percent of the same months of 2023",
)
for name, row in (("left-flake", 7), ("left-spherical", 8)):
    percent(
        name,
        left.loc[row, "left"],
        period="January and February 2024",
        rows=left.loc[row],
        formula="exports of two months in percent of the same months of 2023",
    )
kilos = exports[exports["product"] == "gallium"].set_index("period")
for name, period, months in (
    ("gallium-month-2024", "2024", 12),
    ("gallium-nov-2022", "2022-11", 1),
    ("gallium-mar-2023", "2023-03", 1),
):
    pp.publish_value(
        name,
        kilos.loc[period, "value"] / months / 1000,
        format="{:.1f}",
        unit="tonnes",
        period=period,
        rows=kilos.loc[[period]],
        formula="exports by customs, in tonnes a month",
    )
december = exports[(exports["period"] == "2023-12") & exports["iso3"].isin(["USA", "JPN"])]
assert december["value"].eq(0).all(), "some graphite went to the United States or Japan in December 2023"
assert len(december) == 4


# %%
def draw_left(width):
    return charts.bars(left, label="what", value="left", text="words", colour="colour", width=width, top=100)


pp.publish_figure(
    draw_left,
    name="exports",
    data=left,
    columns={
        "what": "Product and time after the control",
        "left": "Left of the amount before (percent)",
        "before": "Before (kilograms; graphite: tonnes)",
        "after": "After (kilograms; graphite: tonnes)",
    },
)

# %% [markdown]
# ::: figure exports
#
# **China’s January to September exports of germanium metal fell to {{ left-germanium-2024 }} of those of 2023, then to
# {{ left-germanium-2025 }}**
#
# *What was left of China’s exports, percent of the amount in the same months before the control*
#
# Note: Germanium metal: USGS quoting customs; old level is 2023, of which the last two months were under control.
# Others: customs figures quoted by trade press, same months a year earlier; tariff lines are mostly not stated, so
# products differ in scope. Months that nobody quotes are missing; gallium recovered later in 2024, for which no
# matching month before was found.
#
# Alt: Bars of what was left of exports. Gallium products: nothing in August 2023. Gallium and germanium in November
# 2023 and March 2024: small parts of a year before, germanium in March the largest. Germanium metal:
# {{ left-germanium-2024 }} in 2024 and {{ left-germanium-2025 }} in 2025. Flake and spherical graphite in early 2024:
# {{ left-flake }} and {{ left-spherical }}.

# %% [markdown]
# ## Who still gets the material
#
# By 2024 MERICS saw exports of unwrought gallium, germanium and phosphide to the United States, Japan and the
# Netherlands gone and not back, unlike those to other rich countries. We have shares of destinations for 2025 only, and
# for germanium metal and graphite only. In them Japan is a customer again; the United States is not among the named
# buyers of germanium metal.
#
# What the United States imports from all countries moved both ways. Gallium metal rose from {{ us-gallium-2022 }}
# kilograms in 2022 to an estimated {{ us-gallium-2025 }} in 2025; germanium metal fell from {{ us-germanium-2022 }} to
# an estimated {{ us-germanium-2025 }}. Metal first made in China may be among it.

# %%
PRODUCTS = ["germanium metal", "natural graphite", "spherical graphite"]
PLACES = ["Japan", "South Korea", "Indonesia", "Germany", "Belgium", "Russia", "United States"]
shares = exports[(exports["period"] == "2025-01/2025-09") & (exports["unit"] == "percent of China’s exports")]
assert set(shares["destination"]) == set(PLACES)
named = shares.groupby("product")["value"].sum()
assert named.le(100).all()
totals = exports[(exports["period"] == "2025-01/2025-09") & (exports["iso3"] == "WLD")].set_index("product")["rows"]
known = shares.set_index(["destination", "product"])
cells = []
for place in PLACES:
    for product in PRODUCTS:
        one = (place, product)
        share = known.loc[one, "value"] if one in known.index else None
        cells.append(
            {
                "destination": place,
                "product": product,
                "share": "not named" if share is None else f"{share:.0f}%",
                "tone": pp.PAPER if share is None else pp.SOFT,
                "ink": pp.MUTED if share is None else pp.INK,
                "rows": known.loc[one, "rows"] if share is not None else totals[product],
            }
        )
cells = pd.DataFrame(cells)
cells.loc[cells["destination"].isin(["Japan", "United States"]) & cells["share"].ne("not named"), "ink"] = pp.RED
cells["head"] = [charts.wrap(text, 80) for text in cells["product"]]
for name, place, product in (
    ("germanium-japan", "Japan", "germanium metal"),
    ("spherical-usa", "United States", "spherical graphite"),
):
    percent(
        name,
        known.loc[(place, product), "value"],
        period="January to September 2025",
        rows=known.loc[[(place, product)]],
        formula="share of China’s exports, as printed",
    )

# %%
trade = pp.load_table("controlled_mineral_us_trade").set_index("id")
assert len(trade) == 50
for name, key in (("us-gallium", "gallium-imports-of-metal"), ("us-germanium", "germanium-imports-of-metal")):
    for year in (2022, 2025):
        pp.publish_value(
            f"{name}-{year}",
            trade.loc[f"{key}-{year}", "value"],
            format="{:,.0f}",
            unit="kilograms",
            period=str(year),
            rows=trade.loc[[f"{key}-{year}"]],
            formula="US imports as printed",
        )


def draw_destinations(width):
    wide = width == pp.WIDE
    return charts.grid(
        cells,
        row="destination",
        column="product" if wide else "head",
        text="share",
        tone="tone",
        ink="ink",
        width=width,
        height=32,
        share=0.24,
    )


pp.publish_figure(
    draw_destinations,
    name="destinations",
    data=cells,
    columns={"destination": "Destination", "product": "Product", "share": "Share of China’s exports"},
)

# %% [markdown]
# ::: figure destinations
#
# **To September 2025 Japan took {{ germanium-japan }} of China’s germanium metal exports, the US {{ spherical-usa }} of
# its spherical graphite**
#
# *Destinations of China’s exports, percent of the amount, January to September 2025*
#
# Note: USGS Mineral Commodity Summaries 2026, quoting customs; it names the largest buyers only, so “not named” need
# not mean none. No figures by destination were found for gallium.
#
# Alt: Table of seven destinations by three products. Germanium metal: Russia, Belgium and Germany in nearly equal
# parts, Japan {{ germanium-japan }}. Natural graphite: Japan most, then Indonesia. Spherical graphite: South Korea and
# Indonesia most, then Japan, the United States {{ spherical-usa }}.

# %% [markdown]
# ## The double-edged sword: price and share
#
# MERICS calls the use of such controls a double-edged sword: buyers diversify, and the lever shrinks. The price comes
# first. By the first estimate for 2025 germanium in Europe cost {{ germanium-times }} as much as in 2022, the last full
# year without controls; gallium imported by the United States cost {{ gallium-times }} as much. Flake graphite became
# cheaper. So did the magnet metals neodymium and praseodymium, which were not among the rare earths put under licence
# in April 2025. A control does not make a price by itself; demand and stocks moved too.

# %%
prices = pp.load_table("controlled_mineral_prices")
assert len(prices) == 38
SERIES = {
    ("germanium", "metal, price in Europe"): "Germanium",
    ("gallium", "metal, average value of US imports"): "Gallium",
    ("natural graphite", "flake, average value of US imports"): "Flake graphite",
    ("rare earths", "neodymium-praseodymium oxide"): "Magnet rare earths",
}
rates = prices[prices["year"] >= 2021].copy()
rates["series"] = [SERIES.get(key, "") for key in zip(rates["mineral"], rates["basis"], strict=True)]
rates = rates[rates["series"] != ""].sort_values(["series", "year"], ignore_index=True)
assert rates.groupby("series")["year"].apply(list).tolist() == [[2021, 2022, 2023, 2024, 2025]] * 4
base = rates[rates["year"] == 2022].set_index("series")
rates["level"] = 100 * rates["price"] / rates["series"].map(base["price"])
rates["year"] = rates["year"].astype(int)
rates["rows"] = [
    pp.join_rows([row, base.loc[name, "rows"]]) for row, name in zip(rates["rows"], rates["series"], strict=True)
]
rates["label"] = [f"{name} {level:.0f}%" for name, level in zip(rates["series"], rates["level"], strict=True)]
HUES = {"Germanium": pp.RED, "Gallium": pp.BLUE, "Flake graphite": pp.INK, "Magnet rare earths": pp.MUTED}
rates["hue"] = rates["series"].map(HUES)
rates = rates[["series", "year", "level", "price", "unit", "label", "hue", "rows"]]
final = rates[rates["year"] == 2025].set_index("series")
for name, series in (("germanium-times", "Germanium"), ("gallium-times", "Gallium")):
    pp.publish_value(
        name,
        final.loc[series, "level"] / 100,
        format="{:.1f} times",
        unit="times",
        period="2022 to 2025",
        rows=final.loc[[series]],
        formula="price of 2025 over price of 2022",
    )
percent(
    "graphite-fall",
    100 - final.loc["Flake graphite", "level"],
    period="2022 to 2025",
    rows=final.loc[["Flake graphite"]],
    formula="fall of the price from 2022 to 2025",
)
assert final.loc["Magnet rare earths", "level"] < 100, "the magnet metals would not be cheaper"


# %%
def draw_prices(width):
    room = 160 if width == pp.WIDE else 148
    drawn = charts.lines(
        rates,
        x="year",
        y="level",
        series="series",
        label="label",
        width=width,
        domain=[0, 350],
        unit="percent of the price of 2022",
        colours=HUES,
        room=room,
    )
    hollow = first_estimates(rates, "level", "hue", x_range=[0, width - room], domain=[0, 350])
    return alt.layer(drawn, hollow).properties(width=width - room, height=300)


pp.publish_figure(
    draw_prices,
    name="prices",
    data=rates,
    columns={
        "series": "Material",
        "year": "Year",
        "level": "Price (percent of that of 2022)",
        "price": "Price as printed",
        "unit": "Unit",
    },
)

# %% [markdown]
# ::: figure prices
#
# **By 2025 germanium cost {{ germanium-times }} as much as in 2022 and gallium {{ gallium-times }}; graphite became
# {{ graphite-fall }} cheaper**
#
# *Annual prices in dollars of the day, percent of the price of 2022, 2021 to 2025*
#
# Note: USGS Mineral Commodity Summaries 2026; hollow points are estimates. Germanium metal: price in Europe. Gallium
# and flake graphite: average value of US imports, which moves with purity and kind. Magnet rare earths:
# neodymium-praseodymium oxide. Controls: gallium and germanium August 2023, graphite December 2023.
#
# Alt: Four lines from 2021 to 2025, all at the same level in 2022. Germanium climbs steeply after 2023 to
# {{ germanium-times }}. Gallium dips in 2023, then rises to {{ gallium-times }}. Flake graphite slips slowly. Magnet
# rare earths fall until 2024, then recover a little.

# %% [markdown]
# The share of output comes second. Two years are short for a mine, and so far China’s share of gallium and graphite has
# not fallen. Nor could it easily: plants outside China have an estimated {{ gallium-capacity-outside }} of the world’s
# primary gallium capacity, and most of it stands idle.
#
# One older case has a longer record: the stop of rare earths for Japan. MERICS dates it to 2011; a register kept by
# Global Trade Alert has it begin on 21 September 2010, and the price spike that CSIS names,
# {{ claim.csis-2020-rare-earth-spike }}, fits that. In 2010 China mined {{ ree-share-2010 }} of the world’s rare
# earths. Its share fell to {{ ree-share-2020 }} in 2020, as mines opened elsewhere, and was back at
# {{ ree-share-2025 }} in 2025. Other forces were at work too, China’s own quotas among them. And mining is the stage
# where leaving is easiest, as the next section shows.

# %%
output = pp.load_table("controlled_mineral_output")
assert len(output) == 364
produced = output[output["stage"] != "primary capacity"]
china = controls.output_shares(produced)
assert china.groupby("mineral")["year"].agg(["min", "max"]).loc["natural graphite"].tolist() == [2002, 2025]
held = china[china["mineral"] != "germanium"].copy()
SERIES_NAMES = {"gallium": "Gallium", "natural graphite": "Natural graphite", "rare earths": "Rare earths"}
held["series"] = held["mineral"].map(SERIES_NAMES)
held["label"] = [f"{name} {share:.0f}%" for name, share in zip(held["series"], held["share"], strict=True)]
HELD_HUES = {"Gallium": pp.BLUE, "Natural graphite": pp.INK, "Rare earths": pp.RED}
held["hue"] = held["series"].map(HELD_HUES)
at = held.set_index(["mineral", "year"])
for name, mineral, year in (
    ("gallium-share-2022", "gallium", 2022),
    ("gallium-share-2025", "gallium", 2025),
    ("graphite-share-2022", "natural graphite", 2022),
    ("graphite-share-2025", "natural graphite", 2025),
    ("ree-share-2010", "rare earths", 2010),
    ("ree-share-2020", "rare earths", 2020),
    ("ree-share-2025", "rare earths", 2025),
):
    percent(
        name,
        at.loc[(mineral, year), "share"],
        period=str(year),
        rows=at.loc[[(mineral, year)]],
        formula="China in percent of world output, newest edition",
    )
assert at.loc[("gallium", 2025), "share"] >= at.loc[("gallium", 2022), "share"]
assert at.loc[("natural graphite", 2025), "share"] >= at.loc[("natural graphite", 2022), "share"]
low = at.loc["rare earths"]["share"]
assert low.idxmin() == 2020, "the low of rare earths would be another year"
capacity = output[output["stage"] == "primary capacity"].set_index("iso3")
outside = capacity.drop(index=["WLD", "CHN"])
percent(
    "gallium-capacity-outside",
    100 * outside["amount"].sum() / capacity.drop(index="WLD")["amount"].sum(),
    period="2025",
    rows=capacity.drop(index="WLD"),
    formula="primary capacity outside China in percent of the sum of countries",
)
made_outside = produced[
    (produced["mineral"] == "gallium") & (produced["year"] == 2025) & ~produced["iso3"].isin(["CHN", "WLD"])
]
assert made_outside["amount"].sum() < 0.5 * outside["amount"].sum(), "most capacity outside China would be in use"

# %%
marks = pd.DataFrame(
    {
        "year": [year_span(stop["period"].iloc[0])[0], year_span("2023-08-01")[0]],
        "words": ["stop for Japan", "licences"],
        "level": [44.0, 44.0],
        "rows": [
            events.loc[events["id"] == key, "rows"].iloc[0]
            for key in ("merics-2024-japan-embargo-2011", "gallium-germanium-2023")
        ],
    }
)


def draw_shares(width):
    wide = width == pp.WIDE
    room = 150 if wide else 136
    drawn = charts.lines(
        held,
        x="year",
        y="share",
        series="series",
        label="label",
        width=width,
        domain=[40, 102],
        unit="percent of world output",
        colours=HELD_HUES,
        room=room,
    )
    scale = alt.Scale(domain=[2002, 2025], nice=False, zero=False, range=[0, width - room])
    x = alt.X("year:Q", scale=scale)
    up = alt.Scale(domain=[40, 102], nice=False, zero=False)
    rule = alt.Chart(marks).mark_rule(color=pp.OCHRE, strokeDash=[4, 3]).encode(x=x)
    told = (
        alt.Chart(marks)
        .mark_text(align="right", dx=-6, color=pp.OCHRE)
        .encode(x=x, y=alt.Y("level:Q", scale=up), text="words:N")
    )
    hollow = first_estimates(held, "share", "hue", x_range=[0, width - room], domain=[40, 102])
    return alt.layer(rule, told, drawn, hollow).properties(width=width - room, height=300)


pp.publish_figure(
    draw_shares,
    name="shares",
    data=held,
    columns={
        "series": "Mineral",
        "year": "Year",
        "share": "China’s share (percent)",
        "basis": "Share of",
        "edition": "Edition",
    },
)

# %% [markdown]
# ::: figure shares
#
# **China’s share of mined rare earths fell from {{ ree-share-2010 }} in 2010 to {{ ree-share-2020 }} in 2020; gallium
# and graphite have held**
#
# *China’s share of world output, percent: mined rare earths and natural graphite, primary gallium; the axis does not
# start at zero*
#
# Note: USGS, newest edition for each year: the share of the sum of countries from 2020, of the printed world total
# before. Hollow points are first estimates. The share of graphite jumps in 2020, where the basis changes, and in 2023,
# when output elsewhere fell. Germanium is left out: USGS prints no output after 2021. Dashed: start of the stop for
# Japan in September 2010 and of the gallium and germanium licences.
#
# Alt: Three lines. Rare earths: from {{ ree-share-2010 }} in 2010 down to {{ ree-share-2020 }} in 2020 and up to
# {{ ree-share-2025 }} in 2025. Natural graphite: lower than that until 2019 and highest near the end. Gallium: near the
# top throughout.

# %% [markdown]
# ## Rare earths along the chain
#
# China holds back the steps in which the know-how sits. It banned the export of technology to extract and separate rare
# earths, then in December 2023 that of technology to make magnets; finished magnets, as of the report, could leave. The
# shares show why. Mining is the least Chinese of the steps. In separation and magnets China’s share is about
# {{ later-low }} or more, by MERICS as by the International Energy Agency.
#
# The way out begins at the same steps. MERICS names magnet plants going up in the United States and Estonia, and a
# South Korean firm that claims a chain without China. US output of rare-earth compounds and metals rose from
# {{ us-ree-2022 }} tonnes in 2022 to an estimated {{ us-ree-2025 }} in 2025.

# %%
stages = pp.load_table("china_stage_shares")
assert len(stages) == 8
ree = stages[stages["mineral"] == "rare earths"].assign(
    stage=lambda frame: frame["stage"].map(
        {"mining": "Mining", "separation and refining": "Separation", "permanent magnets": "Magnets"}
    ),
    who=lambda frame: [
        f"Energy Agency, {year}" + ("*" if "publication" in mark else "")
        for year, mark in zip(frame["year"], frame["qualifier"], strict=True)
    ],
    low=lambda frame: frame["percent"],
    words=lambda frame: [f"{share:.0f}%" for share in frame["percent"]],
    colour=pp.BLUE,
)
said = pp.load_claims(
    "merics-2024-ree-production-share", "merics-2024-ree-processing-share", "merics-2024-magnet-share"
)
said = said.assign(
    stage=["Mining", "Separation", "Magnets"],
    who=["MERICS 2024", "MERICS 2024", "MERICS 2024, for 2021"],
    words=[f"{text}" for text in said["text"]],
    colour=pp.RED,
)
usgs = at.loc[[("rare earths", 2023), ("rare earths", 2025)]].reset_index()
usgs = usgs.assign(
    stage="Mining",
    who=[f"USGS, {year}" for year in usgs["year"]],
    low=usgs["share"],
    words=[f"{share:.0f}%" for share in usgs["share"]],
    colour=pp.INK,
)
chain = pd.concat([frame[["stage", "who", "low", "words", "colour", "rows"]] for frame in (said, usgs, ree)])
ORDER = {"Mining": 0, "Separation": 1, "Magnets": 2}
chain = chain.sort_values("stage", key=lambda column: column.map(ORDER), kind="stable", ignore_index=True)
chain = chain.drop_duplicates(["stage", "who", "low"]).reset_index(drop=True)
chain["high"] = chain["low"]
chain["label"] = [f"{stage}: {who}" for stage, who in zip(chain["stage"], chain["who"], strict=True)]
doubled = chain["label"].duplicated(keep=False)
chain.loc[doubled, "label"] = [f"{text} ({n})" for n, text in zip("ab", chain.loc[doubled, "label"], strict=True)]
assert chain["label"].is_unique
magnets = chain[chain["stage"] == "Magnets"]["low"]
assert magnets.min() > chain[chain["stage"] == "Mining"]["low"].max(), "magnets would be no more Chinese than mines"
mine_low, mine_high = (chain.loc[chain["stage"] == "Mining", "low"].agg(how) for how in ("min", "max"))
for name, number in (("mining-low", mine_low), ("mining-high", mine_high), ("magnets-latest", magnets.max())):
    part = chain[chain["stage"] == ("Magnets" if "magnets" in name else "Mining")]
    percent(name, number, rows=part, formula=f"{'highest' if 'low' not in name else 'lowest'} of the shares found")
after_mining = chain[chain["stage"] != "Mining"]
percent("later-low", after_mining["low"].min(), rows=after_mining, formula="lowest share found after mining")
for year in (2022, 2025):
    key = f"rare-earths-production-of-compounds-and-metals-{year}"
    pp.publish_value(
        f"us-ree-{year}",
        trade.loc[key, "value"],
        format="{:,.0f}",
        unit="tonnes of oxide content",
        period=str(year),
        rows=trade.loc[[key]],
        formula="US production as printed",
    )


# %%
def draw_chain(width):
    return charts.ranges(
        chain,
        label="label",
        low="low",
        high="high",
        text="words",
        colour="colour",
        width=width,
        domain=[50, 100],
        axis="percent of the world",
        step=28,
        room=104 if width == pp.WIDE else 92,
    )


pp.publish_figure(
    draw_chain,
    name="chain",
    data=chain,
    columns={"stage": "Stage", "who": "Who says so, for when", "words": "China’s share"},
)

# %% [markdown]
# ::: figure chain
#
# **China mines {{ mining-low }} to {{ mining-high }} of the world’s rare earths but makes {{ magnets-latest }} of the
# magnets, on the latest figure**
#
# *China’s share of the world at each stage of the rare-earth chain, percent; the axis does not start at zero*
#
# Note: Each stage is a measure of its own. MERICS quotes others; the Energy Agency is quoted by trade pages and counts
# the rare earths that magnets need; USGS counts all, share of the sum of countries. * Year of publication; the
# reference year is not stated. (a) and (b) are two pages.
#
# Alt: Points by stage and source. Mining: from {{ mining-low }} to {{ mining-high }}. Separation: close together and
# far above mining in every source. Magnets: somewhat below that for 2021 and {{ magnets-latest }} in 2025.

# %% [markdown]
# ## Which materials pass the report’s own test
#
# MERICS asks why China chose gallium and germanium and not silicon carbide. From its answer we read
# {{ test-conditions }} conditions for a good target: China dominates the supply; the thing is raw or little worked; it
# is not plentiful elsewhere; a control does no harm to a Chinese industry; no skilled rivals stand ready; and there is
# a security ground.
#
# Silicon carbide fails on nearly every count: China makes {{ claim.merics-2024-sic-exports }} of world exports, and its
# young industry needs customers. Rare earths fail on one: foreign firms hold skill of their own. MERICS says this of
# the technology for separation and magnets; we count the ores, metals and know-how as one, as the report mostly does.
# China controlled some rare earths in 2025 none the less. The test may be incomplete, our reading too strict, or the
# aim a short shock rather than a lasting hold.
#
# The condition of dominance rests on a weak number for one metal. MERICS gives
# {{ claim.merics-2024-germanium-production-share }} of production for gallium and germanium alike. For gallium USGS
# says more. For germanium its last figures say less: {{ germanium-share-2021 }} in 2021, with none published since; two
# later estimates that we know of are {{ germanium-low }} and {{ germanium-high }}.

# %%
answers = pp.load_table("target_test_answers")
assert len(answers) == 30
MATERIALS = ["Gallium", "Germanium", "Graphite", "Rare earths", "Silicon carbide"]
CONDITIONS = {
    "Does China clearly dominate the supply?": "China dominates supply",
    "Raw or little worked?": "Raw or little worked",
    "Not plentiful, not imported by China?": "Not plentiful elsewhere",
    "No harm to industry at home?": "No harm at home",
    "No skilled foreign rivals?": "No skilled rivals abroad",
    "A security ground?": "A security ground",
}
assert set(answers["condition"]) == set(CONDITIONS)
result = {
    name: controls.passes(dict(zip(part["condition"], part["answer"], strict=True)))
    for name, part in answers.groupby("material")
}
passing = [name for name in MATERIALS if result[name] != "fails"]
assert passing == ["Gallium", "Germanium", "Graphite"]
assert "passes" not in result.values(), "the text would answer every condition for some material"
count("test-passing", len(passing), rows=answers, formula="materials for which the text names no failing condition")
count("test-materials", len(MATERIALS), rows=answers, formula="materials tested")
count("test-conditions", len(CONDITIONS), rows=answers, formula="conditions read out of the report")
germanium = china[(china["mineral"] == "germanium") & (china["year"] == 2021)]
estimates = pp.load_table("reference_figures").set_index("id")
for name, key in (
    ("germanium-low", "germanium-share-chn-2023-crma"),
    ("germanium-high", "germanium-share-chn-2024-globsec"),
):
    percent(
        name,
        estimates.loc[key, "value"],
        period=estimates.loc[key, "period"],
        rows=estimates.loc[[key]],
        formula="China’s share of germanium production as printed",
    )
percent(
    "germanium-share-2021",
    germanium["share"].iloc[0],
    period="2021",
    rows=germanium,
    formula="China in percent of refined germanium, sum of countries",
)

# %%
share_of = {
    "Gallium": at.loc[[("gallium", 2025)]],
    "Germanium": germanium,
    "Graphite": at.loc[[("natural graphite", 2025)]],
    "Rare earths": at.loc[[("rare earths", 2025)]],
}
SHARE_ROW, RESULT_ROW = "China’s share of output", "As far as the text tells"
top = [(name, SHARE_ROW, f"{frame['share'].iloc[0]:.0f}%", frame["rows"].iloc[0]) for name, frame in share_of.items()]
no_figure = pp.join_rows(answers.loc[answers["material"] == "Silicon carbide", "rows"])
top.append(("Silicon carbide", SHARE_ROW, "no figure", no_figure))
body = [(one.material, CONDITIONS[one.condition], one.answer, one.rows) for one in answers.itertuples()]
foot = [
    (
        name,
        RESULT_ROW,
        "fails" if result[name] == "fails" else "passes",
        pp.join_rows(answers.loc[answers["material"] == name, "rows"]),
    )
    for name in MATERIALS
]
tested = pd.DataFrame([*top, *body, *foot], columns=["material", "condition", "answer", "rows"])
LINES = [SHARE_ROW, *CONDITIONS.values(), RESULT_ROW]
tested = tested.sort_values(
    ["condition", "material"],
    key=lambda column: column.map({name: n for n, name in enumerate([*LINES, *MATERIALS])}),
    ignore_index=True,
)
bad = tested["answer"].isin(["no", "fails"])
tested["tone"] = bad.map({True: pp.RED, False: pp.SOFT})
tested.loc[tested["answer"].eq("not said") | tested["condition"].eq(SHARE_ROW), "tone"] = pp.PAPER
tested["ink"] = bad.map({True: pp.PAPER, False: pp.INK})
tested.loc[tested["answer"].isin(["not said", "no figure"]), "ink"] = pp.MUTED
tested["head"] = [charts.wrap(name, 62) for name in tested["material"]]


def draw_test(width):
    wide = width == pp.WIDE
    return charts.grid(
        tested,
        row="condition",
        column="material" if wide else "head",
        text="answer",
        tone="tone",
        ink="ink",
        width=width,
        height=32,
        share=0.28,
        size=13 if wide else 12,
    )


pp.publish_figure(
    draw_test,
    name="target-test",
    data=tested,
    columns={"material": "Material", "condition": "Condition", "answer": "Answer"},
)

# %% [markdown]
# ::: figure target-test
#
# **Gallium, germanium and graphite pass the report’s target test as far as it tells; rare earths fail on one count**
#
# *Conditions for a Chinese export control that bites abroad and not at home; answers as MERICS 2024 gives them*
#
# Note: Conditions and answers are our reading of the report; “not said”: it does not answer. For rare earths it speaks
# mostly of the technology. China’s share of output, from USGS and not from the report: primary gallium, mined natural
# graphite and rare earths in 2025 (estimates), refined germanium in 2021. For silicon carbide only a share of exports
# is known, another measure.
#
# Alt: Table of conditions by material. Gallium, germanium and graphite: yes where the report answers. Rare earths: no
# for skilled rivals abroad. Silicon carbide: no for all but the security ground, which the report does not mention.

# %% [markdown]
# ## Put a material to the test
#
# The same test as questions. The conditions are read out of the report; it names none of them a rule.
#
# {{ procedure.export-control-targets }}
#
# ## The other side’s rules
#
# China’s instruments answer US ones. Which US rule reaches an item made abroad depends on what went into it and for
# whom it is meant, as the CSIS report of 2024 tells it. This is no legal advice.
#
# {{ procedure.which-control-rule }}

# %% [markdown]
# ## Limits
#
# - **Two years are short.** A gallium plant or a graphite mine takes longer to build than the time since the controls.
#   That the share has not fallen says little about 2030.
# - **Figures for 2025 are first estimates,** and USGS moves such figures a lot. For 2025 its table puts China’s
#   graphite at {{ graphite-share-2025 }} of the sum of countries; its own text says {{ graphite-text-2025 }}.
# - **No gallium by destination.** A UN code that holds gallium is a basket of minor metals. It shows {{ basket-2024 }}
#   kilograms from China to the United States in 2024 and cannot stand for gallium.
# - **Customs figures in the press** mostly name no tariff line. For July 2023 reports of gallium exports differ widely.
# - **No cause is proved.** Prices and exports moved after the controls; demand, stocks and other suppliers moved as
#   well. MERICS infers the motive from timing and targets.
# - **The test is ours.** The report gives reasons; we turned them into conditions. Where it is silent we say so and do
#   not fill in.
# - **A section is missing.** The copy of the report lacks the part on other instruments, to which its endnotes 42 to 59
#   belong.
# - **We read copies** of the USGS chapters and of press pages, not the live web, and nothing on what followed the
#   suspension of November 2025.

# %%
stated = stages[(stages["mineral"] == "natural graphite") & (stages["year"] == 2025)]
percent(
    "graphite-text-2025",
    stated["percent"].iloc[0],
    period="2025",
    rows=stated,
    formula="China’s share of natural graphite as USGS states it in words",
)
basket = exports[exports["id"] == "basket-of-minor-metals-usa-2024-un"]
pp.publish_value(
    "basket-2024",
    basket["value"].iloc[0],
    format="{:,.0f}",
    unit="kilograms",
    period="2024",
    rows=basket,
    formula="net weight as printed, HS 811292",
)

# %% [markdown]
# ## What would change our mind
#
# - A fall of China’s share of primary gallium or mined graphite by several points in a later edition of USGS, with
#   plants opening elsewhere: the sword’s second edge.
# - Exports by destination for gallium, month by month, from customs: they would show whether the stop for three
#   countries lasted.
# - A new germanium series. If China’s share is nearer to {{ germanium-share-2021 }} than to
#   {{ claim.merics-2024-germanium-production-share }}, the test’s first condition is weaker than MERICS thought.
# - What China does when the suspension ends on 27 November 2026: a renewed ban would speak for a weapon, licences
#   granted by rule for a filter.
# - Rare-earth magnets made without China on a scale that shows in the shares; MERICS expected it, and the figures do
#   not show it yet.
