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
#     edition: >-
#       Carter Center essay, undated, by what it mentions of June 2026; World Bank WDI of July 2026; press on two
#       deals, 2023 to 2025
#     searched: [Chinese factories, Chinese investment, Chinese companies build factories, technology transfer,
#       forced technology transfer]
#     card:
#       figure: export-share
#       value: exports-2025
#       label: >-
#         of China’s GDP is exported; the case for trading market access for technology rests on that
#         need to sell
# ---

# %% [markdown]
# China restricted technology for battery cathodes {{ months-to-rule }} months after Ford announced its licence from
# CATL
# ====================
#
# In an opinion essay Aaron Glasserman and Mitch Presnick want the United States to give Chinese firms access to its
# consumers in return for technology and training. They call this strategic leveraging; the essay stands on the Carter
# Center’s site, undated and by what it mentions of June 2026. We set out its two deals term by term, let you place your
# own, and weigh the conditions it needs against {{ statements }} statements from other documents and tables. The newest
# rows are exports of 2025 and notices of July 2025. Ford’s start, planned for 2026, and what followed China’s
# suspension of its ban on minerals, which ended on 27 November 2026, are not covered.

# %% [markdown]
# ::: decision
#
# Means: A deal modelled on these two would have to settle {{ terms-missing }} of {{ terms-all }} terms that the essay
# does not state, and may need Beijing’s licence as well.
#
# Answer: Perhaps, and the two deals do not show it: {{ terms-missing }} of {{ terms-all }} terms are not stated, the
# price among them. One plant shrank after its announcement, the other grew; what access bought is not shown.
#
# Confidence: Moderate
#
# Cost: Not stated for either deal: no price, no royalty, no length. The essay names no concession for access.
#
# Exposed: Plants that need a new licence for battery technology, which China restricted {{ months-to-rule }} months
# after Ford’s deal. China’s exporters too, whose sales abroad were {{ exports-2025 }} of GDP in 2025.
#
# Watch: Ford’s start in Michigan, planned for 2026, and a Chinese decision on a licence under the rule of July 2025.

# %% [markdown]
# ## Takeaways
#
# 1. The models differ in the control given up: Ford licenses battery technology from CATL without giving up equity;
#    Invenergy owns the {{ claim.carter-invenergy-majority }} of a solar venture with LONGi. Of the {{ terms-all }}
#    terms asked of both deals {{ terms-missing }} are not stated, the price among them. *Moderate confidence*
# 2. Whether Beijing would let technology go is open: China dropped a draft ban on solar technology, but restricted
#    battery-cathode technology {{ months-to-rule }} months after Ford announced its deal. Of the statements that we
#    found and sorted, {{ beijing-for }} speak for it and {{ beijing-against }} against. *Moderate confidence*
# 3. By exports as a share of gross domestic product (GDP) China was more integrated with the world before: they were
#    {{ exports-2006 }} in 2006 and {{ exports-2025 }} in 2025. The share has grown again, though, from
#    {{ exports-2019 }} in 2019. *Moderate confidence*

# %%
from functools import partial

import pandas as pd

import proofpress as pp
from ledger.charts import leverage_conditions as condition_drawings
from ledger.charts import strategic_leveraging as drawings
from ledger.measures.leverage import months_apart

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
bounds, names = drawings.stakes_frame(licence, venture), drawings.STAKE_COLUMNS
pp.publish_figure(lambda width: drawings.stakes(bounds, width), name="control-spectrum", data=bounds, columns=names)

# %% [markdown]
# ::: figure control-spectrum
#
# **The licence leaves the Chinese party without equity, the joint venture below half**
#
# *Equity of the Chinese party, percent, as far as the essay bounds it; two deals of 2023 in the United States*
#
# Note: The bar is a bound, not a value: the stake is not stated. Control is another measure: the licence gives none on
# the board, the venture limited rights without a number. The essay expects more dispute over deals with control up to
# half.
#
# Alt: Chart of two rows. Licence, Ford and CATL: a dot at none. Joint venture, Invenergy and LONGi: a pale bar from
# nothing to half, where a dashed line stands, with the stake not stated.

# %% [markdown]
# ### Where would a deal fall?
#
# The rules are the essay’s distinctions as a table of decisions. Where it is silent, the outcome says so.
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
terms, deals = pp.load_table("deal_terms"), pp.load_table("technology_deals").set_index("id")
assert len(terms) == 32
assert len(deals) == 18
assert (terms["stated"].eq("yes") == terms["said"].ne("")).all(), "a term would be stated without words"
assert terms.groupby("term")["deal"].nunique().eq(2).all(), "a term would be asked of one deal only"
missing = terms[terms["stated"] == "no"]
silent = missing.groupby("term").filter(lambda part: len(part) == 2)["term"].unique()
assert {"Money invested", "Price of the technology", "Length of the agreement", "Rights to improvements"} <= set(silent)
ford, illuminate = (
    terms[(terms["deal"] == deal) & (terms["stated"] == "yes")] for deal in (drawings.LICENCE, drawings.VENTURE)
)

# %%
elsewhere = "terms not stated in the essay for which press or company give a fact"
told = {
    "terms-asked": (pp.count(terms, deal=drawings.LICENCE), pp.COUNT, "terms asked of each deal; the list is ours"),
    "terms-all": (pp.count(terms), pp.COUNT, "terms asked, both deals"),
    "terms-missing": (pp.count(missing), pp.COUNT, "terms that the essay does not state, both deals"),
    "terms-elsewhere": (pp.count(missing[missing["elsewhere"] != ""]), pp.COUNT, elsewhere),
    "terms-ford": (pp.count(ford), pp.COUNT, f"terms that the essay states for {drawings.LICENCE}"),
    "terms-illuminate": (pp.count(illuminate), pp.COUNT, f"terms that the essay states for {drawings.VENTURE}"),
}
pp.values(told)
known = drawings.terms_frame(terms, deals)
pp.publish_table(known, name="terms", columns=drawings.TERM_COLUMNS, missing="not stated")

# %% [markdown]
# ::: figure terms
#
# **The essay states {{ terms-ford }} of {{ terms-asked }} terms for Ford and CATL**
#
# *Terms of the two deals as the essay states them, else as found in press and company notices, 2023 to 2025*
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
# joint venture opened and hired more people than announced. Two plants say nothing of licences against joint ventures.

# %%
plans, names = drawings.plans_frame(deals), drawings.PLAN_COLUMNS
jobs = plans[plans["what"] == "jobs"]
stated = "jobs stated later in percent of jobs announced"
pp.values(jobs, {"{key}-share": ("share", pp.PERCENT, stated)}, period="2023 to 2024")
cut = months_apart(deals.loc["ford-announced"], deals.loc["ford-jobs-later"])
smaller = "months from Ford’s announcement to its statement on a smaller plant"
pp.values({"months-to-cut": (cut, pp.number_of("months"), smaller)})
pp.publish_figure(lambda width: drawings.plans(plans, width), name="plans-and-later", data=plans, columns=names)

# %% [markdown]
# ::: figure plans-and-later
#
# **Ford’s plant under licence shrank to {{ ford-jobs-share }} of the jobs announced**
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
by_year = exports.set_index("year")["exports"]
assert by_year.idxmax() == 2006, "the peak would be another year"
assert by_year.loc[2010:].idxmin() == 2019, "the low after the peak would be another year"
assert abs(by_year[2025] - by_year[2015]) < 0.5, "2015 would be no match"
published = "exports of goods and services in percent of GDP, as published"
told = exports[exports["year"].isin([1978, 2006, 2015, 2019, 2025])]
pp.values(told, {"exports-{year}": ("exports", pp.PERCENT.digits(1), published)}, period="{year}")

# %%
sold = {
    year: pp.take(exports, "exports", year=year) / 100 * pp.take(exports, "gdp", year=year) for year in (2006, 2025)
}
times, over = pp.TIMES.shown("{:.1f} times"), "share of exports times GDP in current dollars, 2025 over 2006"
pp.values({"exports-multiple": (sold[2025] / sold[2006], times, over)}, period="2006 to 2025")
dates = pp.load_claims("carter-reform-1978", "carter-reform-1992", "carter-wto-2001")
opened, names = drawings.openings_frame(dates, exports), drawings.EXPORT_COLUMNS
drawing = partial(drawings.exports, exports, opened, (2006, 2025))
pp.publish_figure(drawing, name="export-share", data=exports, columns=names, period="year", relative="exports")

# %% [markdown]
# ::: figure export-share
#
# **China’s exports were {{ exports-2025 }} of GDP in 2025, far below {{ exports-2006 }} in 2006**
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
# - **Other rich markets close.** MERICS saw attempts to leave China, but also Chinese plants in Hungary and Sweden.
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
# Counting is not weighing: statements overlap, most predate the deals, and one figure can outweigh four opinions.

# %%
evidence, charges = pp.load_table("leverage_evidence"), pp.load_table("ip_charges")
rules, controls = pp.load_table("technology_export_rules"), pp.load_table("china_chip_controls")
assert len(evidence) == 37
assert not evidence["grade"].eq("D").any(), "an unverified text would count"
keys = sorted({key for cell in evidence["rests_on"] for key in cell.split()})
claims = pp.load_claims(*[key[6:] for key in keys if key.startswith("claim:")])
known = set(pd.concat([frame["rows"] for frame in (claims, exports, charges, rules, controls, deals)]))
assert set(keys) <= known, "a statement would rest on a row that does not exist"
evidence["rows"] = [pp.join_rows([row.rows, *row.rests_on.split()]) for row in evidence.itertuples()]

# %%
told = {"statements": (pp.count(evidence), pp.COUNT, "statements that bear on a condition")}
permit = "Beijing lets technology go"
for side, part in evidence.groupby("side"):
    own = part[part["condition"] == permit]
    told[f"statements-{side}"] = (pp.count(part), pp.COUNT, f"statements {side} a condition")
    told[f"beijing-{side}"] = (pp.count(own), pp.COUNT, f"statements {side} the condition that {permit}")
pp.values(told)

# %%
counts = evidence.groupby(["condition", "side"]).size().unstack(fill_value=0)
assert counts.sum(axis=1).idxmax() == permit, "another condition would have the most statements"
bare = set(condition_drawings.CONDITIONS) - set(evidence["condition"])
assert bare == {"poorer markets fill up"}, "another condition would be without a statement"
leaning = int((counts["against"] > counts["for"]).sum())
told = {
    "conditions": (len(condition_drawings.CONDITIONS), pp.COUNT, "conditions read from the essay"),
    "conditions-against": (leaning, pp.COUNT, "conditions with more statements against than for"),
}
pp.values(told, rows=evidence)  # counts of conditions, of which one has no row

# %%
china = charges[charges["economy"] == "China"]
cents = {
    year: 100 * pp.take(china, "receipts", year=year) / pp.take(china, "payments", year=year) for year in (2018, 2025)
}
assert max(cents.values()) < 100, "China would sell more than it buys"
style = pp.number_of("US cents").shown("{:.0f} cents")
earned = "China’s receipts over its payments for the use of intellectual property"
pp.values({f"ip-cents-{year}": (number, style, earned, str(year)) for year, number in cents.items()})

# %%
marks, names = condition_drawings.conditions_frame(evidence), condition_drawings.CONDITION_COLUMNS
where = pp.claim("carter-integration-peak")  # paragraph 12, which names the condition that no document bears on
heads = condition_drawings.heads_frame(marks, where)
drawn = condition_drawings.conditions
pp.publish_figure(lambda width: drawn(marks, heads, evidence, width), name="conditions", data=marks, columns=names)

# %% [markdown]
# ::: figure conditions
#
# **On {{ conditions-against }} of {{ conditions }} conditions more statements speak against than for**
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
listed = pd.concat([deals, rules.set_index("id"), controls.set_index("id")], verify_integrity=True)
wait = months_apart(deals.loc["ford-announced"], listed.loc["cathode-restricted-2025"])
restricted = "months from Ford’s announcement to the restriction on technology for battery cathodes"
pp.values({"months-to-rule": (wait, pp.number_of("months"), restricted)})
steps = condition_drawings.steps_frame(pp.load_claims(*condition_drawings.CLAIMED), listed)
assert len(steps) == 10
pp.publish_table(steps, name="permission", columns=condition_drawings.STEP_COLUMNS, picks=["kind"])

# %% [markdown]
# ::: figure permission
#
# **Battery technology was restricted after Ford’s deal, a solar ban dropped**
#
# *The two deals, China’s controls on technology and minerals, and steps back from controls, 2018 to 2025*
#
# Note: A choice of events: those in our documents and tables that bear on the two deals’ fields or on trade with the
# United States. The solar ban was never in force. The month of the objection is that of a press report.
#
# Alt: Table of events in the order of time, 2018 to 2025. Deals of February and March 2023 and the first panels in
# February 2024. Controls of 2018, August and December 2023, December 2024 and July 2025. Steps back: the solar ban
# dropped in 2023 and the suspension of November 2025.

# %% [markdown]
# ## What the essay leaves out
#
# - **Its date.** It speaks of a summit in the month before and of a Trump-Xi meeting in May; if both are one, it was
#   written in a June. Ford’s plan to start in 2026 and the essay’s “this year” fit 2026.
# - **Money.** No investment, royalty or price stands in it; its only percentage is {{ claim.carter-control-half }}.
# - **Size of the lead.** It lists industries which Chinese firms lead, without a share. Electricity, it says, arguably
#   makes up many times over for the advanced chips that China lacks; it gives no figure. On one review’s figures China
#   made {{ electricity-2024 }} as much as the United States in 2024, and on each country’s own {{ electricity-2023 }}
#   in 2023.
# - **The other side of the bargain.** Which concessions, who would enforce them, and what if technology is withheld.
# - **Limits of security.** They are called reasonable and not defined.

# %%
power = pp.load_table("electricity_generation")
assert len(power) == 4
generated = {
    year: pp.take(power, "value", id=f"chn-{year}-{here}") / pp.take(power, "value", id=f"usa-{year}-{there}")
    for year, here, there in ((2023, "nbs", "eia"), (2024, "ei", "ei"))
}
over = "electricity generated in China over that in the United States"
pp.values({f"electricity-{year}": (number, times, over, str(year)) for year, number in generated.items()})

# %% [markdown]
# ## Limits
#
# - **An opinion essay.** It argues for a policy, cites little, and speaks for its authors, not for the Carter Center.
#   We test what can be tested; that is the smaller part.
# - **Two deals.** Both are in clean energy, both from 2023, one has made panels since 2024 and the other nothing yet in
#   the pages we read. No count of such deals was found.
# - **Our coding.** The conditions, the terms and the side of each statement were read by one person.
# - **Old evidence.** Most statements are from 2020 and 2024; the essay speaks of a later time.
# - **Secondary pages.** Facts on the deals and the rule of July 2025 are from press, company notices and a law firm. No
#   contract, filing or official text was read.
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
