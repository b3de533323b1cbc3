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
#     nav: Technical sovereignty
#     topic: How good is the evidence?
#     question: >-
#       What does an unsigned article on technical sovereignty assert, how much of it can be tested, and
#       can its index be computed?
#     reviewed: "2026-11-21"
#     review_by: "2027-05-21"
#     data_through: 2026
#     edition: Unsigned article, undated; laws, official pages and reports to 2026
#     card:
#       figure: statements
#       value: untested-share
#       label: "of the figures and dates in an unsigned article could not be tested"
# ---

# %% [markdown]
# No public figure says who decides inside US plants of Asian firms; of {{ tested }} statements that could be tested
# {{ odds }} are at odds with the record
# ====================
#
# An unsigned article argues that American plants of Asian firms run on Chinese know-how, and it proposes an index of
# “technical sovereignty”. It is undated and without footnotes, and says that a machine helped to write it; this page
# shows how to read such a text. The newest record beside it is the text of US export rules as of 2026; rules made since
# are not covered. Use the page as a list of questions for an award contract; its shares are not to be quoted.

# %% [markdown]
# ::: decision
#
# Means: An award contract could ask for what the article cannot show: of {{ tested }} figures and dates that could be
# tested, {{ odds }} are at odds with the record.
#
# Answer: It asserts much that cannot be tested: of {{ world }} figures and dates {{ tested }} could be, and {{ odds }}
# of these are at odds with the record. Its index can be written down and not computed.
#
# Confidence: Moderate
#
# Cost: Computing it needs counts that no plant publishes; the article does not say what reporting would cost.
#
# Exposed: Those who quote its shares: none could be confirmed. Plants of Asian firms in the United States, of which it
# tells without naming most.
#
# Watch: A disclosure rule for who decides inside plants; none was found in the pages read to 2026.

# %% [markdown]
# ## Takeaways
#
# 1. Most of its figures lead nowhere: of {{ facts }} figures about the world {{ with-document }} name a document. Only
#    {{ complete }} has a document, a year and a clear measure, and differs from the law it cites. *Moderate confidence*
# 2. Of the {{ tested }} figures and dates that we could test, {{ agrees }} agree with the record and {{ odds }} are at
#    odds with it. Of the shares on which the argument rests, none could be confirmed. *Moderate confidence*
# 3. The index can be written down but not computed: we found no public figure for any of the {{ kinds }} kinds of
#    decision that it would count. The article gives no weights, and if the kinds are unrelated, their choice decides
#    how {{ open-order }} of pairs of plants rank. *Moderate confidence*

# %%
import proofpress as pp
from ledger.charts import sovereignty_index as index_drawings
from ledger.charts import technical_sovereignty as drawings
from ledger.measures import sovereignty as so
from ledger.measures.counts import part, tally
from ledger.measures.register import read_outcomes

# %% [markdown]
# ## What the article says
#
# Its thesis deserves a fair hearing. A plant can stand in Ohio and still be run from abroad: if its tools are
# calibrated, its software updated and its failures explained by people and systems in China, then a quarrel can stop it
# although no part is missing. Policy counts dollars, jobs and floor space, and none of these would show it.
#
# The thesis is supported by numbers, and this page is about those. Three examples, each of grade D: China is said to
# host {{ claim.ai-article-packaging-test-capacity }} of the world’s capacity to test chip packages, a Chinese regulator
# to govern {{ claim.ai-article-battery-certifications }} of the world’s battery safety certifications, and copying
# China’s supply of skilled people to take {{ claim.ai-article-talent-years }}. We repeat them as what the article says,
# not as facts.
#
# The register holds {{ total }} of its numbers and dates. Of these {{ own-lists }} count the article’s own lists and
# {{ proposals }} are aims of a programme it asks for. The other {{ world }} speak of the world: {{ facts }} figures and
# {{ dates }} dates.

# %%
statements = read_outcomes(pp.load_table("article_statements"), pp.load_register())
assert len(statements) == 53
assert statements["claim"].is_unique
facts, world = (part(statements, where) for where in (so.FACT, so.WORLD))
unnamed = [facts["origin_kind"].ne("document").mean() > 0.5] * len(facts)
pp.assert_all("Most of its figures lead nowhere", facts, unnamed, over="article_statements.id", where=so.FACT)
counted = tally(statements, so.COUNTS)
pp.values(counted)
examples = ("packaging-test-capacity", "battery-certifications", "talent-years", "cathode-patents")
assert (pp.load_claims(*(f"ai-article-{example}" for example in examples))["grade"] == "D").all()

# %% [markdown]
# ## What its figures name
#
# A figure can be checked if it says three things: what is counted and of what whole, when, and where to look. We coded
# the {{ facts }} figures for these. A law, an act, a standard or a directive counts as a document even if not found.
#
# - {{ with-measure }} say clearly what is counted. “{{ claim.ai-article-cathode-patents }} of know-how” does not:
#   know-how has no unit.
# - {{ with-period }} have a year, a quarter or a span of years.
# - {{ with-document }} name a document; {{ with-found }} of these documents exist as named. {{ with-body }} figure is
#   laid to audits of a think tank, without title or date, and {{ with-quote }} stands in a quotation.
# - {{ complete }} figure has all three. It is the rule on battery parts below, and it is wrong.
#
# Firms fare no better. Of {{ single-firm }} statements about one firm, {{ single-named }} names it; the others speak of
# a Korean battery maker or a German supplier, for instance. An anonymous firm cannot be asked.

# %%
complete = part(statements, so.COMPLETE)
assert complete["id"].tolist() == ["battery-credit-2029"], "another figure would have all three"
assert complete["outcome"].tolist() == ["differs"], "the one complete figure would not differ from the law"
given = {label: part(statements, so.COUNTS[name][0]) for label, name in drawings.GIVEN.items()}
bars, names = drawings.named_frame(given, len(facts)), drawings.NAMED_COLUMNS
pp.publish_figure(lambda width: drawings.named(bars, width), name="what-is-named", data=bars, columns=names)

# %% [markdown]
# ::: figure what-is-named
#
# **Of {{ facts }} figures about the world {{ with-document }} name a document**
#
# *Figures of the unsigned article by what they give a reader to check them with, count; dates, lists and proposals left
# out*
#
# Note: Our coding, read once by one reader. A figure counts in every bar that it fits. A document counts as named
# whether or not it exists.
#
# Alt: Bar chart. A clear measure: {{ with-measure }} of {{ facts }} figures. A year: {{ with-period }}. A document:
# {{ with-document }}, of which {{ with-found }} exist as named. All three: {{ complete }}.

# %% [markdown]
# ## What could be tested
#
# We looked for a law, an official page, a release or one of our other documents for each of the {{ world }} statements.
# {{ untested }} of them, {{ untested-share }}, could not be put to any test. The chart shows why: {{ no-document }}
# name no document or one that we could not find, {{ no-firm }} rest on a firm without a name, {{ no-measure }} measure
# something without a definition, and {{ no-count }} would need a register of all the world’s certificates or contracts,
# which nobody keeps.

# %%
tested = world[world["outcome"] != "not testable"]
assert len(tested) == counted["tested"][0], "an outcome would not be counted"
assert counted["odds"][0] > len(tested) / 2, "most of what could be tested would not be at odds with the record"
claims = pp.load_claims(*facts["claim"])
shares = facts[facts["claim"].isin(claims.loc[claims["unit"] == "percent", "id"])]
doubtful = ~shares["outcome"].isin(["agrees", "fits as a bound"])
percents = {"claim": list(shares["claim"])}
pp.assert_all("none could be confirmed", shares, doubtful, over="article_statements.id", where=percents)
percent = 100 * pp.count(world, outcome="not testable") / pp.count(world)
of_world = "not testable in percent of figures and dates about the world"
pp.values({"untested-share": (percent, pp.PERCENT, of_world)})
squares, names = drawings.statements_frame(statements), drawings.STATEMENT_COLUMNS
pp.publish_figure(lambda width: drawings.statements(squares, width), name="statements", data=squares, columns=names)

# %% [markdown]
# ::: figure statements
#
# **{{ untested }} of {{ world }} figures and dates in the article could not be tested**
#
# *Numbers and dates of the unsigned article, one square each, by how they fare against public records*
#
# Note: Our coding, read once by one reader. Where several obstacles stand in the way, the first is drawn. That we found
# no record does not prove a statement wrong.
#
# Alt: Chart of squares in rows. Tested: {{ agrees }} agree, {{ bounds }} hold as loose bounds, {{ odds }} are at odds
# with the record. Not testable: {{ no-document }} for want of a document, {{ no-firm }} of a firm’s name,
# {{ no-measure }} of a defined measure, {{ no-count }} because nobody counts. Apart: {{ proposals }} aims and
# {{ own-lists }} counts of its own lists.

# %% [markdown]
# ## Where the record disagrees
#
# *Battery parts.* The article says that the US tax credit asks for {{ claim.ai-article-battery-credit-2029 }} of
# battery parts from North America by 2029. By the accounts of section 30D that we read, the rule was
# {{ record-credit-2023 }} in 2023 and would be {{ record-credit-2029 }} from 2029. The article mixes the first step
# with the last year. The US tax office says that the credit ended for vehicles acquired after 30 September 2025, the
# very quarter of which the article tells.
#
# *Names and years.* China’s rules on the security review of foreign investment took effect in {{ record-review }}, not
# {{ claim.ai-article-security-review-2022 }}. We found no “registry” rules for algorithms of
# {{ claim.ai-article-algorithm-rules-2023 }} by that name: the duty to file dates from {{ record-algorithms }}, a
# decree on synthetic content followed in {{ record-synthetic }}, and both are about internet services. The battery
# standard {{= GB/T 31485 | name of a standard }} was replaced in {{ record-standard }} and has no edition of
# {{ claim.ai-article-battery-standard-2024 }} in our sources; the edition of that year is of its neighbour,
# {{= GB/T 31486 | name of a standard }}, on electrical performance. No directive called “Talent Lockdown” was found.
#
# *Licences.* No route is said to exist by which American production could license Chinese know-how on cathodes
# ({{ claim.ai-article-cathode-licences }} routes). Ford’s plant in Michigan is to make iron phosphate cells under a
# licence from CATL of {{ claim.carter-ford-catl-licence-date }}, which the Carter article describes as well. Cells are
# not cathode materials, so we say that the record speaks against the statement, not that it refutes it.
#
# *Packaging.* The article’s {{ claim.ai-article-packaging-test-capacity }} is of test capacity. CSIS gives China
# {{ claim.csis-2024-atp-value-added }} of value added and {{ claim.csis-2024-facility-share }} of plants, with sources
# and years. These are other measures and must not be averaged; but capacity so far above both would need to be shown.
#
# Instruments without a number fare alike. The article cites section 734.7 of the US export rules as a bar on Chinese
# engineers; that section says when information counts as published and so lies outside the rules, and the release of
# technology to foreign persons is in section 734.13. It says that the EU’s raw materials act tells apart extraction,
# refining and application; the act’s chain ends in processing and recycling.
#
# To be fair: the Data Security Law is of the year given, the list of controlled technology exists ([MERICS dates its
# last change](export-control-toolkit.md) to {{ claim.merics-2024-catalogue-amended-2023 }}), and the sum of the CHIPS
# Act is right. Two printed bounds hold. They are so low that they say little: {{ claim.ai-article-stem-graduates }}
# graduates a year, where {{ record-degrees }} took a first degree in science or engineering in 2014 already.

# %%
tests = pp.load_table("article_tests").set_index("id")
assert len(tests) == 22
assert set(tests["claim"]) - {""} == set(tested["claim"]), "a tested statement would have no record"
packaging = pp.load_claims("csis-2024-atp-value-added", "csis-2024-facility-share")
related = tests.loc[["packaging-value-added", "packaging-plants"], "value"]
assert packaging["low"].tolist() == related.tolist(), "the table would differ from the register"
pp.load_claims("carter-ford-catl-licence-date", "merics-2024-catalogue-amended-2023")["text"]
rules = ["security-review-2021", "algorithm-rules-2022", "synthetic-content-2023", "battery-standard-replaced"]
years = tests.loc[rules].assign(name=["review", "algorithms", "synthetic", "standard"])
pp.values(years, {"record-{name}": ("value", pp.YEAR, "{record}")}, period="{period}")
credits = tests.loc[["battery-credit-2023", "battery-credit-2029"]].assign(name=[2023, 2029])
pp.values(credits, {"record-credit-{name}": ("value", pp.PERCENT, "{record}")}, period="{period}")
pp.values(tests.loc[["science-degrees"]], {"record-degrees": ("value", pp.COUNT, "{record}")}, period="{period}")

# %%
said = pp.load_claims(*tests.loc[list(drawings.RECORD_SUBJECTS), "claim"])
assert set(said["id"]) == set(tested["claim"]), "a tested statement would not be drawn"
rows = drawings.record_frame(tests, said, tested.set_index("claim")["outcome"])
pp.publish_table(rows, name="against-the-record", columns=drawings.RECORD_COLUMNS, picks=["word"])

# %% [markdown]
# ::: figure against-the-record
#
# **{{ odds }} of {{ tested }} statements that could be tested are at odds with the record**
#
# *Statements of the unsigned article beside the nearest public record; in percent, years, dollars or counts as marked*
#
# Note: Rows measure different things and are not compared with one another. “Speaks against” is our judgement on a
# related measure; “loose bound” means that the printed minimum holds and says little. For legal texts not at hand, law
# notes and news items stand in.
#
# Alt: Table of {{ tested }} rows with what the article says, what the record says, and a verdict. {{ differs }} rows
# differ in a number or a year; in {{ against }} the record speaks against the article; {{ bounds }} bounds hold
# loosely, {{ agrees }} rows agree.

# %% [markdown]
# ## The index, made precise
#
# The article asks for a National Technical Sovereignty Index: the share of decisions critical to a process that are
# taken within the United States. It names {{ kinds }} kinds of decision and stops there. Its narrowest computable
# reading is this:
#
# - *Unit.* One plant in one year. A sector is the sum of its plants.
# - *Count.* Every calibration approval, yield threshold override, firmware update and failure diagnosis in that year.
# - *Home.* A decision is taken within the United States if nobody abroad must approve it and no software abroad must
#   run for it.
# - *Index.* Decisions taken within the United States, in percent of all. The article gives no weights.
# - *Zones.* A layer in a “red zone” needs {{= 100 percent | absolute autonomy, as the article words it }}: the article
#   calls autonomy there absolute. For an “amber zone” it names safeguards and no bound. It gives examples and no test
#   for what lies in which zone, and nothing for what lies in neither.
#
# Try it. The form starts from equal weights, which are our assumption, and it cannot be filled from any public source.
#
# {{ procedure.technical-sovereignty-index }}
#
# ### What would have to be counted
#
# The table lists what the index needs, with three facts that the article would have foreign investors disclose. None is
# published, as far as our sources go. In {{ with-nearest }} of {{ inputs }} cases a public figure lies near, and it
# misses the point: sales of chip tools show where tools go, not who updates them, and payments for intellectual
# property show rights of a country, not hours at a plant.

# %%
needs = pp.load_table("sovereignty_index_inputs")
assert len(needs) == 7
bare = ~needs["published"] & ~needs["unit_given"]
pp.assert_all("none is defined and none is published", needs, bare, over="id")
kinds, near = needs[needs["kind"] == "kind of decision"], needs[needs["nearest_table"] != ""]
decisions = {"over": "id", "where": {"kind": "kind of decision"}}
unseen = ["no public figure for any of the {{ kinds }} kinds", "No public figure says who decides"]
pp.assert_all(unseen, kinds, ~kinds["published"], **decisions)
pp.assert_all("gives no weights", kinds, ~kinds["weight_given"], **decisions)

# %%
told = {
    "inputs": (pp.count(needs), pp.COUNT, "kinds of decision and facts to disclose that the index would need"),
    "kinds": (pp.count(kinds), pp.COUNT, "kinds of decision that the article names"),
    "with-nearest": (pp.count(near), pp.COUNT, "inputs near which a public figure lies"),
}
pp.values(told)
rows = index_drawings.inputs_frame(needs)
pp.publish_table(rows, name="index-inputs", columns=index_drawings.INPUT_COLUMNS, missing="needs none")

# %% [markdown]
# ::: figure index-inputs
#
# **Of {{ inputs }} inputs that the index needs, none is defined and none is published**
#
# *Kinds of decision in the proposed index, then facts that investors would disclose: what the article gives, and who
# holds the rest*
#
# Note: “Published” is about our sources and proves nothing of others. Disclosures are no part of the index and need no
# weight.
#
# Alt: Table of {{ inputs }} inputs. The columns for a unit, a weight and publication read no in every row, but that
# disclosures need no weight. Plants, makers of tools and investors hold them.

# %% [markdown]
# ### How much hangs on weights
#
# One plant is above another whatever the weights only if it is above in every kind of decision. With one kind weights
# decide nothing, with two they decide half; with {{ kinds }} unrelated kinds, the order of {{ open-order }} of pairs
# depends on them, and fewer where plants that are strong in one kind are strong in the others too. Whoever sets the
# weights sets the ranking.

# %%
unsettled = "pairs of plants that differ in direction between kinds, in percent of all"
chance = "kinds unrelated: 1 less 2 to the power of 1 less the number of kinds"
share = 100 * (1 - 2 ** (1 - pp.count(kinds)))
pairs = index_drawings.pairs_frame(kinds)
assert share == pairs["share"].iloc[-1]
assert pairs["share"].tolist()[:2] == [0, 50], "one kind would leave something open, or two another part than half"
pp.values({"open-order": (share, pp.PERCENT.digits(1), f"{unsettled}, {chance}")})
names = index_drawings.PAIR_COLUMNS
pp.publish_figure(lambda width: index_drawings.pairs(pairs, width), name="index-weights", data=pairs, columns=names)

# %% [markdown]
# ::: figure index-weights
#
# **With {{ kinds }} kinds of decision, weights decide the order of {{ open-order }} of plant pairs**
#
# *Pairs of plants whose order in the index depends on its weights, percent of all pairs, by number of kinds that the
# index counts*
#
# Note: Arithmetic, not observation: kinds are taken as unrelated and no two shares as equal. {{ kinds }} is the number
# of kinds that the article names.
#
# Alt: Column chart by number of kinds of decision, from one to {{ kinds }}: nothing with one kind, half with two, then
# ever closer to all; {{ open-order }} with the article’s {{ kinds }}.

# %% [markdown]
# ## What to keep, and what to ask
#
# The question is worth keeping: who decides inside a plant? A minister’s adviser who meets it, in this article or
# elsewhere, can ask for the following before any number is used.
#
# - *For a share:* of what whole, in which year, counted by whom?
# - *For a case:* which firm, which plant, and who can be asked?
# - *For a rule:* which section, and what does it say today?
# - *For an index:* who reports, who checks, and what happens to the ranking if the weights change?
#
# If a government wants the index, disclosure comes first, as the article says too. An index of this kind has traps of
# its own: it counts a trivial update like a vital one, and rises if a plant splits one decision into many.
#
# A number with a source can still be wrong, and one without can be right. The [claim audit](claim-audit.md) sets all
# five documents side by side; the other four name an author or the institute that answers for them.

# %% [markdown]
# ## Limits
#
# - The coding is ours: one reader, once. A second reader would code some statements otherwise, above all whether a
#   measure is clear. The rows are in the data, each with what would test it.
# - We read public pages as others had saved them, not the live web, and searched no paid database. That a directive, a
#   standard’s edition or an audit was not found does not prove that it does not exist.
# - For several laws we read notes by law firms, trade bodies and news services instead of the text. These are grade C.
# - The think tank whose address stands under the article, the Information Technology and Innovation Foundation, has a
#   report on its subject: *Internal Value Chains Remain Dependent on China Even as Multinationals Shift Production to
#   America*, 23 February 2026. We read its opening only and cannot say whether it has these figures; the article names
#   no report. Its quotations could not be confirmed.
# - That the text was machine-assisted is what it says of itself. We judge what it offers a reader, not how it was made.

# %% [markdown]
# ## What would change our mind
#
# - The audits that the article mentions, with title, date and the plants visited.
# - The names of the firms in its cases, and their word on what happened.
# - A public count of decisions at plants, or a filing rule that would produce one. This page would compute the index.
# - The text of an instrument that we could not find, under the name and year given.
