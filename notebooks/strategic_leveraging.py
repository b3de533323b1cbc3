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
#     nav: Strategic leveraging
#     topic: Patents, money and industry
#     question: >-
#       Could the United States trade access to its market for Chinese technology, and what do the two
#       deals offered as models show?
#     reviewed: "2026-11-21"
#     review_by: "2027-05-21"
#     data_through: 2025
#     edition: Carter Center essay, undated; World Bank WDI of July 2026; press on two deals, 2023 to 2025
#     card:
#       figure: export-share
#       value: exports-2025
#       label: >-
#         of China’s GDP is exported; the case for trading market access for technology rests on that
#         need to sell
# ---

# %% [markdown]
# The two deals offered as models for gaining Chinese technology leave {{ terms-missing }} of {{ terms-all }} terms
# unstated
# ====================
#
# In an undated opinion essay on the Carter Center’s site, Aaron Glasserman and Mitch Presnick want the United States to
# give Chinese firms access to its consumers in return for technology and training, and call this strategic leveraging.
# We set out its two deals term by term, let you place a deal of your own, and weigh the conditions it needs against
# {{ statements }} statements from other documents and our tables.

# %% [markdown]
# ## Takeaways
#
# 1. The models differ in the control that is given up. Ford licenses battery technology from CATL and gives up no
#    equity; Invenergy owns the {{ claim.carter-invenergy-majority }} of a venture with the solar firm LONGi. Of
#    {{ terms-asked }} terms a reader would ask for, the essay states {{ terms-ford }} for the first and
#    {{ terms-illuminate }} for the second, and for neither the money, the price of the technology, the length or the
#    rights to improvements. *Moderate confidence*
# 2. Whether Beijing would let technology go is open. China dropped a draft ban on solar technology, but restricted
#    technology for battery cathodes {{ months-to-rule }} months after Ford announced its deal. Of the statements that
#    we found and sorted, {{ beijing-for }} speak for it and {{ beijing-against }} against. *Moderate confidence*
# 3. The essay says that China was never more integrated with the world, and names no measure. By exports as a share of
#    gross domestic product (GDP) it was more so before: they were {{ exports-2006 }} in 2006 and {{ exports-2025 }}
#    in 2025. The share has grown again, though, from {{ exports-2019 }} in 2019. *Moderate confidence*

# %%
import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures.leverage import months_between, stack_sides
from proofpress.notebook import charts


def count(name, number, rows, formula):
    """Publish how many there are of something."""
    return pp.publish_value(name, int(number), format="{:,.0f}", unit="count", rows=rows, formula=formula)


def percent(name, number, rows, formula, *, period, digits=0):
    """Publish a percentage."""
    return pp.publish_value(
        name, number, format=f"{{:.{digits}f}}%", unit="percent", rows=rows, formula=formula, period=period
    )


# %% [markdown]
# ## From full control to shared equity
#
# We order the essay’s deals by what the Chinese firm gets. At one end stands the **licence**: Ford makes lithium iron
# phosphate batteries in Michigan with technology from CATL. It keeps full ownership and operation; there is no foreign
# equity and no foreign control of the board. Next comes the **joint venture** Illuminate USA in Ohio. Invenergy owns
# most of it and all physical assets are under its control; LONGi has equity, brings know-how and has limited rights.
# Beyond that the essay expects more dispute where a Chinese party gets a share of control as high as the essay’s limit
# ({{ claim.carter-control-half }}), or where the field is more sensitive, as biotechnology is.
#
# Equity and control are two measures, and the essay gives a number for neither of LONGi’s. All that follows from
# “majority owner” is that LONGi holds less than half. We found no page that states the stake.

# %%
words = pp.load_claims("carter-ford-foreign-equity", "carter-invenergy-majority", "carter-control-half").set_index("id")
licence, venture, half = (words.loc[key] for key in words.index)
assert licence["low"] == licence["high"] == 0, "the licence would come with foreign equity"
assert venture["low"] == half["high"], "less than half and up to one half would not meet"
LICENCE, VENTURE, MORE = "Ford and CATL", "Invenergy and LONGi", "More disputed deals"
EQUITY, CONTROL = "Equity of the Chinese party, percent", "Control of the Chinese party, percent"
below = 100 - venture["low"]
stakes = pd.DataFrame(
    [
        (EQUITY, LICENCE, 0, 0, "none", licence["rows"]),
        (EQUITY, VENTURE, 0, below, f"below {below:.0f}%, stake not stated", venture["rows"]),
        (EQUITY, MORE, 0, None, "not stated", half["rows"]),
        (CONTROL, LICENCE, 0, 0, "none on the board", licence["rows"]),
        (CONTROL, VENTURE, 0, None, "limited rights, no number", venture["rows"]),
        (CONTROL, MORE, 0, half["high"], f"up to {half['high']:.0f}%", half["rows"]),
    ],
    columns=["measure", "deal", "low", "high", "text", "rows"],
)
stakes["drawn"] = stakes["high"].notna()
stakes["high"] = stakes["high"].fillna(0)
stakes["beside"] = stakes["high"]


# %%
def panel(measure, width, labels):
    """Draw one measure: a bar where the essay bounds it, words alone where it gives no number."""
    scale = alt.Scale(domain=[0, 100], nice=False)
    base = alt.Chart(stakes).transform_filter(alt.datum.measure == measure)
    y = alt.Y(
        "deal:N",
        sort=[LICENCE, VENTURE, MORE],
        axis=alt.Axis(title=None, labelColor=pp.INK, labelPadding=12) if labels else None,
    )
    x = alt.X("low:Q", scale=scale, axis=alt.Axis(title=None, values=[0, 25, 50, 75, 100], grid=True))
    drawn = base.transform_filter(alt.datum.drawn)
    bar = drawn.mark_rule(strokeWidth=9, color=pp.RED, opacity=0.65).encode(x=x, x2="high:Q", y=y)
    point = (
        drawn.transform_filter(alt.datum.high == 0)
        .mark_point(filled=True, size=110, color=pp.BLUE, opacity=1)
        .encode(x=x, y=y)
    )
    said = base.mark_text(align="left", dx=10, color=pp.INK).encode(
        x=alt.X("beside:Q", scale=scale), y=y, text="text:N"
    )
    layers = [bar, point, said]
    if not labels:
        layers.append(
            base.mark_text(align="left", dy=-19, fontWeight=600, color=pp.INK).encode(
                x=alt.value(0), y=y, text="deal:N"
            )
        )
    head = alt.Title(measure, anchor="start", fontSize=14, fontWeight=600, color=pp.INK, offset=10 if labels else 16)
    return alt.layer(*layers).properties(width=width, height=alt.Step(34 if labels else 50), title=head)


def draw_spectrum(width):
    wide = width == pp.WIDE
    inner = width - 158 if wide else width - 12
    return alt.vconcat(panel(EQUITY, inner, wide), panel(CONTROL, inner, wide), spacing=22)


pp.publish_figure(
    draw_spectrum,
    name="control-spectrum",
    data=stakes,
    columns={"measure": "Measure", "deal": "Deal", "text": "What the essay states"},
)

# %% [markdown]
# ::: figure control-spectrum
#
# **The licence gives the Chinese firm no equity; in the joint venture it has less than half**
#
# *Equity and control of the Chinese party, percent, as far as the essay bounds them; two deals of 2023 in the United
# States and the deals that it expects to be more disputed*
#
# Note: Equity and control are different measures and stand on axes of their own. Bars are bounds, not values. Words
# without a bar: the essay gives no number. “More disputed deals” are not named there.
#
# Alt: Two panels of three rows. Equity: Ford and CATL a point at none, Invenergy and LONGi a bar from nothing to half
# with the stake not stated, more disputed deals not stated. Control: Ford and CATL a point at none, Invenergy and LONGi
# without a number, more disputed deals a bar up to half.

# %% [markdown]
# ### Where would a deal fall?
#
# The rules are the essay’s distinctions as a table of decisions. Where it is silent, the outcome says so. Its two deals
# are filled in as examples.
#
# {{ procedure.deal-control-spectrum }}

# %% [markdown]
# ## The two deals, term by term
#
# We asked {{ terms-asked }} terms of each deal: those the essay states for either, and those without which neither a
# price nor a risk can be judged. It states {{ terms-ford }} for Ford and CATL and {{ terms-illuminate }} for Invenergy
# and LONGi. Press and company notices fill {{ terms-elsewhere }} of the {{ terms-missing }} gaps. They add one fact
# that bears on control: CATL helps to set up Ford’s plant and has staff there.
#
# What no page we read states: the price of the technology, the length of the agreements, who owns improvements, the
# size of LONGi’s stake. These decide who gains from a deal.

# %%
terms = pp.load_table("deal_terms")
deals = pp.load_table("technology_deals").set_index("id")
assert len(terms) == 32
assert len(deals) == 18
assert (terms["stated"].eq("yes") == terms["said"].ne("")).all(), "a term would be stated without words"
terms["order"] = terms["id"].str.replace(r"-(ford|illuminate)$", "", regex=True)
asked = count("terms-asked", terms["term"].nunique(), terms["rows"], "terms asked of each deal; the list is ours")
count("terms-all", len(terms), terms["rows"], "terms asked, both deals")
missing = terms[terms["stated"] == "no"]
count("terms-missing", len(missing), missing["rows"], "terms that the essay does not state, both deals")
filled = missing[missing["elsewhere"] != ""]
count(
    "terms-elsewhere",
    len(filled),
    filled["rows"],
    "terms not stated in the essay for which press or company give a fact",
)
for name, deal in (("terms-ford", LICENCE), ("terms-illuminate", VENTURE)):
    own = terms[(terms["deal"] == deal) & (terms["stated"] == "yes")]
    count(name, len(own), own["rows"], f"terms that the essay states for {deal}")
silent = missing.groupby("term").filter(lambda part: len(part) == 2)["term"].unique()
assert {"Money invested", "Price of the technology", "Length of the agreement", "Rights to improvements"} <= set(silent)


# %%
def found(reference):
    """Return what press or company say, short enough for a cell."""
    row = deals.loc[reference.split(":")[1]]
    if row["item"] == "investment":
        return f"press: ${row['value'] / 1e9:.1f} billion"
    if row["item"] == "capacity":
        return f"press: {row['value']:.0f} {row['unit'].split()[0].replace('gigawatt-hours', 'GWh').replace('gigawatts', 'GW')}"
    return f"press: {row['value']:,.0f}" if row["item"] == "jobs" else f"press: {row['date'][:4]}"


def cell(row):
    if row["stated"] == "yes":
        return row["said"], pp.SOFT, pp.INK, "stated"
    if row["elsewhere"]:
        return found(row["elsewhere"]), pp.PAPER, pp.BLUE, "found elsewhere"
    return "not stated", pp.PAPER, pp.MUTED, "not found"


shown = terms.sort_values(["order", "deal"], ignore_index=True)
shown[["word", "tone", "ink", "state"]] = [cell(row) for _, row in shown.iterrows()]
used = {key: deals.loc[key.split(":")[1], "rows"] for key in shown["elsewhere"] if key}
shown["rows"] = [
    pp.join_rows([row.rows, *([used[row.elsewhere]] if row.elsewhere else [])]) for row in shown.itertuples()
]


def draw_terms(width):
    return charts.grid(
        shown, row="term", column="deal", text="word", tone="tone", ink="ink", columns=(LICENCE, VENTURE),
        width=width, height=28, share=0.34,
    )  # fmt: skip


pp.publish_figure(
    draw_terms,
    name="terms",
    data=shown,
    columns={
        "term": "Term",
        "deal": "Deal",
        "word": "What is known",
        "state": "Where",
        "paragraph": "Paragraph of the essay",
    },
)

# %% [markdown]
# ::: figure terms
#
# **The essay states {{ terms-ford }} of {{ terms-asked }} terms for Ford and CATL, {{ terms-illuminate }} for Invenergy
# and LONGi, and no price for either**
#
# *Terms of the two deals: shaded as the essay states them; blue as found in press and company notices, 2023 to 2025;
# grey where neither was found*
#
# Note: A term counts as stated if the essay says anything definite about it. Press figures are those announced in 2023,
# the start in Ohio that of 2024. “This year” is the year of the essay, which bears no date. The list of terms is ours.
#
# Alt: Table of sixteen terms for two deals. The essay fills most cells on form, year, owner, equity, control and what
# the Chinese firm brings. Money, size and jobs come from the press. Price, length and rights to improvements are empty
# for both; so is the size of the stakes for Invenergy and LONGi.

# %% [markdown]
# ### What became of the plans
#
# Since the essay gives no figures, these are from the press. Ford cut its plan {{ months-to-cut }} months after the
# announcement and gave investment, growth and profit as its reasons; nothing we read ties the cut to the licence. The
# joint venture opened and hired more people than announced. The sample is two plants, so this says nothing of licences
# against joint ventures.

# %%
pairs = [
    ("ford-jobs", LICENCE, "jobs"),
    ("ford-capacity", LICENCE, "yearly capacity"),
    ("ford-money", LICENCE, "money"),
    ("illuminate-jobs", VENTURE, "jobs"),
    ("illuminate-capacity", VENTURE, "yearly capacity"),
]
plans = pd.DataFrame(pairs, columns=["key", "deal", "what"])
plans["first"] = [deals.loc[f"{key}-2023", "value"] for key in plans["key"]]
plans["later"] = [deals.loc[f"{key}-later", "value"] for key in plans["key"]]
plans["unit"] = [deals.loc[f"{key}-2023", "unit"] for key in plans["key"]]
plans["rows"] = [
    pp.join_rows([deals.loc[f"{key}-2023", "rows"], deals.loc[f"{key}-later", "rows"]]) for key in plans["key"]
]
plans["share"] = 100 * plans["later"] / plans["first"]
for key, name in (("ford-jobs", "ford-jobs-share"), ("illuminate-jobs", "illuminate-jobs-share")):
    row = plans[plans["key"] == key]
    percent(
        name, row["share"].iloc[0], row["rows"], "jobs stated later in percent of jobs announced", period="2023 to 2024"
    )
pp.publish_value(
    "months-to-cut",
    months_between(deals.loc["ford-announced", "date"], deals.loc["ford-jobs-later", "date"]),
    format="{:.0f}",
    unit="months",
    rows=deals.loc[["ford-announced", "ford-jobs-later"], "rows"],
    formula="months from Ford’s announcement to its statement on a smaller plant",
)
plans["label"] = plans["deal"] + ": " + plans["what"]
plans["tint"] = plans["deal"].map({LICENCE: pp.RED, VENTURE: pp.BLUE})


def amount(value, unit):
    if unit == "US dollars":
        return f"${value / 1e9:.1f} bn"
    return f"{value:,.0f}" + {"jobs": "", "gigawatt-hours a year": " GWh", "gigawatts a year": " GW"}[unit]


plans["read"] = [
    f"{row.share:.0f}%: {amount(row.later, row.unit)} of {amount(row.first, row.unit)}" for row in plans.itertuples()
]


# %%
def draw_plans(width):
    wide = width == pp.WIDE
    return charts.bars(
        plans, label="label", value="share", text="read", colour="tint", width=width, share=0.38,
        room=165 if wide else 160,
    )  # fmt: skip


pp.publish_figure(
    draw_plans,
    name="plans-and-later",
    data=plans,
    columns={
        "label": "Plant and measure",
        "first": "Announced in 2023",
        "later": "Stated later",
        "unit": "Unit",
        "share": "Later (percent of announced)",
    },
)

# %% [markdown]
# ::: figure plans-and-later
#
# **Ford’s plant under licence shrank to {{ ford-jobs-share }} of the jobs announced; the joint venture reached
# {{ illuminate-jobs-share }}**
#
# *Figures stated later in percent of those announced in February and March 2023, plants in Michigan and Ohio*
#
# Note: Later figures: Ford’s jobs and capacity November 2023, its money July 2025; Ohio’s jobs reached August 2024, its
# capacity planned for 2024. Company and press statements, most of them rounded or “more than”. Capacities are
# gigawatt-hours of batteries and gigawatts of panels a year and are not compared.
#
# Alt: Five bars. Ford and CATL: jobs {{ ford-jobs-share }} of those announced, capacity and money below the
# announcement too. Invenergy and LONGi: jobs {{ illuminate-jobs-share }}, capacity as announced.

# %% [markdown]
# ## Does China need to sell abroad?
#
# The essay’s lever is China’s need for markets. It calls the reliance on exports a major vulnerability and holds that
# China was never more integrated with the world than now; it names no measure. One official measure is exports of goods
# and services as a share of GDP. It stood at {{ exports-1978 }} in 1978, the year of the opening, reached
# {{ exports-2006 }} in 2006, after China had joined the World Trade Organization, and was {{ exports-2025 }} in 2025.
#
# So the need is real and about as great as in 2015 ({{ exports-2015 }}), but it has been greater. Other measures of
# integration may say otherwise: in dollars of the day China’s exports are {{ exports-multiple }} those of 2006.

# %%
exports = pp.load_table("export_shares_of_gdp")
assert len(exports) == 48
by_year = exports.set_index("year")
assert by_year["exports"].idxmax() == 2006, "the peak would be another year"
assert by_year.loc[2010:, "exports"].idxmin() == 2019, "the low after the peak would be another year"
for year in (1978, 2006, 2015, 2019, 2025):
    percent(
        f"exports-{year}", by_year.loc[year, "exports"], by_year.loc[[year], "rows"],
        "exports of goods and services in percent of GDP, as published",
        period=str(year), digits=1,
    )  # fmt: skip
assert abs(by_year.loc[2025, "exports"] - by_year.loc[2015, "exports"]) < 0.5, "2015 would be no match"
dollars = by_year["exports"] / 100 * by_year["gdp"]
pp.publish_value(
    "exports-multiple",
    dollars[2025] / dollars[2006],
    format="{:.1f} times",
    unit="times",
    period="2006 to 2025",
    rows=by_year.loc[[2006, 2025], "rows"],
    formula="share of exports times GDP in current dollars, 2025 over 2006",
)
dates = pp.load_claims("carter-reform-1978", "carter-reform-1992", "carter-wto-2001")
opened = dates.assign(year=dates["period"].astype(int))[["year", "rows"]]
opened["exports"] = [by_year.loc[year, "exports"] for year in opened["year"]]
opened["rows"] = [
    pp.join_rows([own, by_year.loc[year, "rows"]]) for own, year in zip(opened["rows"], opened["year"], strict=True)
]
opened["label"] = ["1978: opening", "1992: reform renewed", "2001: WTO"]
ends = exports[exports["year"].isin([2006, 2025])].copy()
ends["label"] = [f"{row.year}: {row.exports:.1f}%" for row in ends.itertuples()]


# %%
def draw_exports(width):
    wide = width == pp.WIDE
    across = alt.Scale(domain=[1977, 2027], zero=False, nice=False)
    up = alt.Scale(domain=[0, 40])
    ticks = [1980, 1990, 2000, 2010, 2020]
    x = alt.X("year:Q", scale=across, axis=alt.Axis(format="d", title=None, values=ticks))
    y = alt.Y("exports:Q", scale=up, axis=alt.Axis(title="percent of GDP", values=[0, 10, 20, 30, 40]))
    line = alt.Chart(exports).mark_line(strokeWidth=2.5, color=pp.RED).encode(x=x, y=y)
    base = alt.Chart(opened)
    dots = base.mark_point(filled=True, fill=pp.PAPER, stroke=pp.INK, strokeWidth=2, size=70, opacity=1).encode(
        x=x, y=y
    )
    names = base.mark_text(align="left", dx=2, dy=22, color=pp.INK).encode(x=x, y=y, text="label:N")
    tips = alt.Chart(ends)
    marks = tips.mark_point(filled=True, color=pp.RED, size=70, opacity=1).encode(x=x, y=y)
    told = tips.mark_text(align="right", dx=12, dy=-16, fontWeight=600, fontSize=14, color=pp.RED).encode(
        x=x, y=y, text="label:N"
    )
    return alt.layer(line, dots, names, marks, told).properties(width=width, height=300 if wide else 260)


pp.publish_figure(
    draw_exports,
    name="export-share",
    data=exports,
    columns={"year": "Year", "exports": "Exports (percent of GDP)"},
)

# %% [markdown]
# ::: figure export-share
#
# **China’s exports were {{ exports-2025 }} of GDP in 2025, more than when it opened but far below the
# {{ exports-2006 }} of 2006**
#
# *Exports of goods and services, percent of GDP, China, 1978 to 2025; rings mark the openings that the essay names*
#
# Note: Exports are counted gross and GDP as value added. The newest years are revised often. The share measures
# dependence, not the sum sold.
#
# Alt: Line chart by year. Exports rise from {{ exports-1978 }} of GDP in 1978 to {{ exports-2006 }} in 2006, fall to
# {{ exports-2019 }} in 2019 and stand at {{ exports-2025 }} in 2025. Rings mark 1978, 1992 and 2001.

# %% [markdown]
# ## The conditions, for and against
#
# The essay names reasons why the bargain could work; we read them as {{ conditions }} conditions. Against each we set
# what the other documents and our tables say: {{ statements }} statements, {{ statements-for }} for and
# {{ statements-against }} against. The table view gives each in words, with its paragraph.
#
# - **China’s growth leans on exports.** See above: it does, though less than at the peak.
# - **Its firms lack buyers at home.** Kennedy (CSIS 2020) saw overcapacity in electric vehicles built on
#   {{ claim.csis-2020-nev-subsidies-usd }} of subsidies. The same market is also the world’s largest.
# - **Other rich markets close.** MERICS saw attempts to move chains away from China, but also Chinese plants in Hungary
#   and Sweden. Chinese firms have other ways in.
# - **Poorer markets fill up.** No document bears on it. It stays the essay’s assertion.
# - **Beijing lets technology go.** The next section.
# - **Chinese technology is worth having.** In 2020 one chapter of CSIS called the lithium iron phosphate batteries of
#   Chinese firms inferior; that is the technology which Ford licensed in 2023. China earned {{ ip-cents-2025 }} for
#   each dollar it paid for intellectual property in 2025, a figure that follows a dip and is not yet confirmed, against
#   {{ ip-cents-2018 }} in 2018. It still buys more than it sells.
# - **Know-how passes on in partnerships.** Lewis (CSIS 2020) holds that required joint ventures served China so.
#   Kennedy’s airliners and chips are cases where ventures, licences and purchases were not enough. The essay’s own
#   evidence, that LONGi’s partner gained from automation and materials too, has no figure.
# - **Washington backs the deals.** A US tax law of July 2025 denies credits to firms with Chinese investment or
#   licences, in terms still open; Ford says that its plant keeps them.
#
# Counting is not weighing. Statements overlap, most are older than the deals, and one good figure can outweigh four
# opinions.

# %%
evidence = pp.load_table("leverage_evidence")
assert len(evidence) == 37
keys = sorted({key for cell in evidence["rests_on"] for key in cell.split()})
claims = pp.load_claims(*[key[6:] for key in keys if key.startswith("claim:")])
charges = pp.load_table("ip_charges")
rules = pp.load_table("technology_export_rules")
controls = pp.load_table("china_chip_controls")
known = set(claims["rows"]) | set(pd.concat([frame["rows"] for frame in (exports, charges, rules, controls, deals)]))
assert set(keys) <= known, "a statement would rest on a row that does not exist"
assert not evidence["grade"].eq("D").any(), "an unverified text would count"
evidence["rows"] = [pp.join_rows([row.rows, *row.rests_on.split()]) for row in evidence.itertuples()]

# %%
LABELS = {
    "exports carry growth": "China’s growth leans on exports",
    "weak demand at home": "Its firms lack buyers at home",
    "rich markets close": "Other rich markets close",
    "poorer markets fill up": "Poorer markets fill up",
    "Beijing lets technology go": "Beijing lets technology go",
    "technology worth having": "Chinese technology is worth having",
    "know-how passes on": "Know-how passes on in partnerships",
    "Washington backs the deals": "Washington backs the deals",
}
LETTERS = {"CSIS 2020": "C", "CSIS 2024": "P", "MERICS 2024": "M", "our tables": "T"}
count("conditions", len(LABELS), evidence["rows"], "conditions read from the essay")
count("statements", len(evidence), evidence["rows"], "statements that bear on a condition")
for side in ("for", "against"):
    part = evidence[evidence["side"] == side]
    count(f"statements-{side}", len(part), part["rows"], f"statements {side} a condition")
    own = part[part["condition"] == "Beijing lets technology go"]
    count(f"beijing-{side}", len(own), own["rows"], f"statements {side} the condition that Beijing lets technology go")
counts = evidence.groupby(["condition", "side"]).size().unstack(fill_value=0)
assert counts.sum(axis=1).idxmax() == "Beijing lets technology go", "another condition would have the most statements"
bare = [key for key in LABELS if key not in set(evidence["condition"])]
assert bare == ["poorer markets fill up"], "another condition would be without a statement"
leaning = counts[counts["against"] > counts["for"]]
count("conditions-against", len(leaning), evidence["rows"], "conditions with more statements against than for")

# %%
china = charges[charges["economy"] == "China"].set_index("year")
for year in (2018, 2025):
    pp.publish_value(
        f"ip-cents-{year}",
        100 * china.loc[year, "receipts"] / china.loc[year, "payments"],
        format="{:.0f} cents",
        unit="US cents",
        period=str(year),
        rows=china.loc[[year], "rows"],
        formula="China’s receipts over its payments for the use of intellectual property",
    )
    assert china.loc[year, "receipts"] < china.loc[year, "payments"], "China would sell more than it buys"

# %%
marks = stack_sides(evidence.sort_values(["condition", "side", "document", "id"], ignore_index=True))
marks["label"] = marks["condition"].map(LABELS)
marks["letter"] = marks["document"].map(LETTERS)
marks["tint"] = marks["side"].map({"for": pp.BLUE, "against": pp.RED})
marks = marks[["label", "side", "statement", "document", "locator", "period", "place", "letter", "tint", "rows"]]
where = pp.claim("carter-integration-peak")  # paragraph 12, which names the condition that no document bears on
heads = pd.DataFrame({"label": list(LABELS.values())})
heads["rows"] = [pp.join_rows([where.row, *marks.loc[marks["label"] == label, "rows"]]) for label in heads["label"]]
heads["empty"] = [label == LABELS[bare[0]] for label in heads["label"]]
heads["none"] = "no statement found"
poles = pd.DataFrame({"place": [-0.5, 0.5], "word": ["against", "for"], "label": heads["label"].iloc[0]})
poles["rows"] = pp.join_rows(evidence["rows"])


def draw_conditions(width):
    wide = width == pp.WIDE
    axis = alt.Axis(title=None, labelColor=pp.INK, labelLimit=240, domain=False, ticks=False) if wide else None
    inner = width - 236 if wide else width - 10
    y = alt.Y("label:N", sort=list(LABELS.values()), axis=axis)
    x = alt.X("place:Q", scale=alt.Scale(domain=[-5.7, 4.9], nice=False), axis=None)
    band = 34 if wide else 54
    drop = 0 if wide else 9
    base = alt.Chart(marks)
    tint = alt.Color("tint:N", scale=None)
    discs = base.mark_point(filled=True, size=420, opacity=1, yOffset=drop).encode(x=x, y=y, color=tint)
    inside = base.mark_text(fontSize=13, fontWeight=600, color=pp.PAPER, dy=drop + 1).encode(x=x, y=y, text="letter:N")
    rows = alt.Chart(heads).encode(y=y)
    middle = rows.mark_tick(orient="vertical", size=30, thickness=1.5, color=pp.GREY, opacity=1, yOffset=drop).encode(
        x=alt.value(inner * 5.7 / 10.6)
    )
    empty = (
        alt.Chart(heads)
        .transform_filter(alt.datum.empty)
        .mark_text(align="left", dx=10, dy=drop, color=pp.MUTED)
        .encode(x=alt.value(inner * 5.7 / 10.6), y=y, text="none:N")
    )
    top = alt.Chart(poles).encode(x=x, y=alt.value(-12), text="word:N")
    left = top.transform_filter(alt.datum.word == "against").mark_text(align="right", fontWeight=600, color=pp.RED)
    right = top.transform_filter(alt.datum.word == "for").mark_text(align="left", fontWeight=600, color=pp.BLUE)
    layers = [middle, discs, inside, empty, left, right]
    if not wide:
        layers.append(
            alt.Chart(heads).mark_text(align="left", dy=-17, color=pp.INK).encode(x=alt.value(0), y=y, text="label:N")
        )
    return alt.layer(*layers).properties(width=inner, height=alt.Step(band))


# %%
pp.publish_figure(
    draw_conditions,
    name="conditions",
    data=marks,
    columns={
        "label": "Condition",
        "side": "Side",
        "statement": "Statement, in our words",
        "document": "Document",
        "locator": "Place",
        "period": "Time it speaks of",
    },
)

# %% [markdown]
# ::: figure conditions
#
# **On {{ conditions-against }} of {{ conditions }} conditions more statements speak against than for; on one there are
# none**
#
# *{{ statements }} statements of other documents and our tables, by condition of the essay and side; a disc is a
# statement*
#
# Note: C CSIS 2020, P CSIS 2024 on packaging, M MERICS 2024, T our tables. The essay’s own statements are left out.
# Which condition a statement bears on, and on which side, is our coding by one reader; the discs are not equal in
# weight.
#
# Alt: Eight rows of discs left and right of a middle line. Beijing lets technology go has {{ beijing-against }} against
# and {{ beijing-for }} for. Chinese technology is worth having is even. Poorer markets fill up has no statement.

# %% [markdown]
# ## Would Beijing permit it?
#
# The essay answers the objection that Beijing would forbid deals which are good for America with China’s wish for calm.
# The record runs both ways. MERICS reports that a ban on exports of solar technology was drafted and dropped after
# Chinese firms objected; the venture with LONGi went ahead. But China also banned technology for magnets in 2023, and
# in July 2025, {{ months-to-rule }} months after Ford’s announcement, restricted technology for battery cathodes,
# naming the chemistry of Ford’s plant above certain measures of quality. We found nothing on whether a licence of 2023
# falls under the rule; a new one would need permission. MERICS thought in 2024 that such rules could make licensing
# harder.
#
# Since 2018 rights tied to restricted technology need a security review before they pass to foreigners, so permission
# is a decision case by case. That is a lever for Beijing too.

# %%
rule = rules.set_index("id").loc["cathode-restricted-2025"]
start = deals.loc["ford-announced"]
pp.publish_value(
    "months-to-rule",
    months_between(start["date"], rule["date"]),
    format="{:.0f}",
    unit="months",
    rows=[start["rows"], rule["rows"]],
    formula="months from Ford’s announcement to the restriction on technology for battery cathodes",
)
CLAIMED = {
    "merics-2024-ip-assessment-2018": ("security review for technology rights", "against"),
    "merics-2024-solar-objection-2023": ("a delegate objects to a ban on solar technology, later dropped", "for"),
    "merics-2024-metals-licence-2023": ("licences required for gallium and germanium", "against"),
    "merics-2024-graphite-and-magnets-2023": ("graphite tightened, technology for magnets banned", "against"),
}
dated = pp.load_claims(*CLAIMED)
events = [(one.period, *CLAIMED[one.id], one.rows) for one in dated.itertuples()]
events += [
    (start["date"], "Ford announces the plant with CATL’s licence", "deal", start["rows"]),
    (
        deals.loc["illuminate-announced", "date"],
        "Illuminate USA announced",
        "deal",
        deals.loc["illuminate-announced", "rows"],
    ),
    (
        deals.loc["illuminate-started", "date"],
        "Illuminate USA makes its first panels",
        "deal",
        deals.loc["illuminate-started", "rows"],
    ),
    (rule["date"], "technology for battery cathodes restricted", "against", rule["rows"]),
]
moves = controls.set_index("id")
events += [
    (
        moves.loc["ban-to-us-2024", "effective"],
        "minerals banned for the United States",
        "against",
        moves.loc["ban-to-us-2024", "rows"],
    ),
    (
        moves.loc["suspension-2025", "effective"],
        "ban on minerals suspended for a year",
        "for",
        moves.loc["suspension-2025", "rows"],
    ),
]

# %%
MONTHS = ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"]


def read_date(date):
    parts = date.split("-")
    return parts[0] if len(parts) == 1 else f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"


steps = pd.DataFrame(events, columns=["date", "event", "kind", "rows"]).sort_values("date", ignore_index=True)
assert len(steps) == 10
steps["when"] = [read_date(date) for date in steps["date"]]
steps["tint"] = steps["kind"].map({"deal": pp.INK, "for": pp.BLUE, "against": pp.RED})
steps["form"] = steps["kind"].map({"deal": "square", "for": "circle", "against": "diamond"})
steps["told"] = steps["event"].str[:1].str.upper() + steps["event"].str[1:]
steps["short"] = [charts.wrap(text, pp.NARROW - 130) for text in steps["told"]]


def draw_steps(width):
    wide = width == pp.WIDE
    return charts.timeline(
        steps, when="when", text="told" if wide else "short", width=width, colour="tint", shape="form",
        left=110 if wide else 92,
    )  # fmt: skip


pp.publish_figure(
    draw_steps,
    name="permission",
    data=steps,
    columns={"date": "Date", "told": "Event", "kind": "Deal, or for or against a release of technology"},
)

# %% [markdown]
# ::: figure permission
#
# **China dropped a ban on solar technology but restricted battery technology {{ months-to-rule }} months after Ford’s
# deal**
#
# *The two deals (squares), China’s controls on technology and minerals (diamonds) and steps back from controls
# (circles), 2018 to 2025*
#
# Note: A choice of events: those in our documents and tables that bear on the two deals’ fields or on trade with the
# United States. The solar ban was never in force. The month of the objection is that of a press report.
#
# Alt: Timeline from 2018 to 2025. Squares for the deals of February and March 2023 and the first panels in
# February 2024. Diamonds for controls of 2018, August and December 2023, December 2024 and July 2025. Circles for the solar ban
# dropped in 2023 and the suspension of November 2025.

# %% [markdown]
# ## What the essay leaves out
#
# - **Its date.** It speaks of a summit in the month before and of a Trump-Xi meeting in May; if both are one, it was
#   written in a June. Ford’s plan to start in 2026 and the essay’s “this year” fit 2026.
# - **Money.** No investment, royalty, subsidy or price stands in it; the only percentage is
#   {{ claim.carter-control-half }}.
# - **Size of the lead.** It lists industries in which Chinese firms lead, without a share. Of electricity it says that
#   China arguably makes up many times over for the advanced chips it lacks, and gives no figure. On one review’s
#   figures China made {{ electricity-2024 }} as much as the United States in 2024, and on each country’s own
#   {{ electricity-2023 }} in 2023.
# - **The other side of the bargain.** Which concessions, who would enforce them, and what happens if technology is
#   withheld once the market is open.
# - **Limits of security.** They are called reasonable and not defined.

# %%
power = pp.load_table("electricity_generation").set_index("id")
for year, one, other in ((2023, "chn-2023-nbs", "usa-2023-eia"), (2024, "chn-2024-ei", "usa-2024-ei")):
    pp.publish_value(
        f"electricity-{year}",
        power.loc[one, "value"] / power.loc[other, "value"],
        format="{:.1f} times",
        unit="times",
        period=str(year),
        rows=power.loc[[one, other], "rows"],
        formula="electricity generated in China over that in the United States",
    )
assert len(power) == 4

# %% [markdown]
# ## Limits
#
# - **An opinion essay.** It argues for a policy, cites little, and speaks for its authors, not for the Carter Center.
#   We test what can be tested; that is the smaller part.
# - **Two deals.** Both are in clean energy, both from 2023, one has made panels since 2024 and the other nothing yet in
#   the pages we read. No count of such deals was found.
# - **Our coding.** The conditions, the terms and the side of each statement were read by one person. Another reader
#   might move some.
# - **Old evidence.** Most statements are from 2020 and 2024; the essay speaks of a later time.
# - **Secondary pages.** Facts on the deals and on the rule of July 2025 are from press, company notices and a law firm.
#   No contract, filing or official text was read.
# - **One measure of dependence.** Exports over GDP say nothing of where the goods go. We hold no series for the share
#   sold in the United States.
# - **An unverified text stays out.** The machine-assisted article of our register says that no route exists to license
#   cathode know-how for production in the United States ({{ claim.ai-article-cathode-licences }}, grade D). Ford’s
#   licence, for cells, does not sit well with it. Neither that sentence nor the article is counted here.

# %% [markdown]
# ## What would change our mind
#
# - The contract of Ford and CATL, or a filing that states price, length and rights to improvements.
# - LONGi’s annual report with its stake in Illuminate USA.
# - A Chinese decision, either way, on a licence for battery technology under the rule of July 2025.
# - A first year of production in Michigan, with the share of staff and parts that come from China.
# - A third deal, above all one with equal control or in a more sensitive field.
# - The Treasury’s rules on foreign entities, which decide whether such deals keep tax credits.
