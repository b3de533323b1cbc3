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
# Of {{ world }} figures and dates in an unsigned article, {{ tested }} could be tested, and {{ odds }} of those are at
# odds with the record
# ====================
#
# The article argues that American plants of Asian firms run on Chinese know-how, and it proposes an index of “technical
# sovereignty”. It has no author, no date and no footnote, and it says that it was written with the help of a machine;
# this page shows how to read such a text.

# %% [markdown]
# ## Takeaways
#
# 1. Most of its figures lead nowhere. Of {{ facts }} figures about the world, {{ with-period }} have a year and
#    {{ with-document }} name a document. Only {{ complete }} has a document, a year and a clear measure, and it differs
#    from the law that it cites. *Moderate confidence*
# 2. Of the {{ tested }} figures and dates that we could test, {{ agrees }} agree with the record, {{ bounds }} hold
#    only as loose bounds and {{ odds }} are at odds with it: {{ differs }} differ, and against {{ against }} a related
#    record speaks. Those that agree are the scenery: a law, a list and a sum that anyone can look up. Of the shares on
#    which the argument rests, none could be confirmed. *Moderate confidence*
# 3. The index can be written down but not computed. We found no public figure for any of the {{ kinds }} kinds of
#    decision that it would count. The article gives no weights and no bounds, and if the kinds are unrelated, the
#    choice of weights decides how {{ open-order }} of pairs of plants rank. *Moderate confidence*

# %%
import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures import sovereignty as so
from ledger.measures.register import read_outcomes
from proofpress.notebook import charts


def count(name, rows, formula):
    """Publish how many rows a frame has."""
    return pp.publish_value(name, len(rows), unit="count", rows=rows["rows"], formula=formula)


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
world = statements[statements["about"].isin(["fact", "date"])]
facts = statements[statements["about"] == "fact"]
quoted = pp.load_claims(
    "ai-article-packaging-test-capacity", "ai-article-battery-certifications", "ai-article-talent-years"
)
assert (quoted["grade"] == "D").all()
count("total", statements, "numbers and dates of the article in the claims register")
count("world", world, "figures and dates of the article that speak of the world")
count("facts", facts, "figures about the world")
count("dates", statements[statements["about"] == "date"], "dates of instruments and events")
count("own-lists", statements[statements["about"] == "own list"], "counts of what the article itself lists")
count("proposals", statements[statements["about"] == "proposal"], "aims of a programme that the article asks for")

# %% [markdown]
# ## What its figures name
#
# A figure can be checked if it says three things: what is counted and of what whole, when, and where to look. We coded
# each of the {{ facts }} figures for these. A law, an act, a standard or a directive counts as a document even if we
# could not find it.
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
clear, dated = facts[facts["measure_clear"]], facts[facts["period_stated"]]
documented = facts[facts["origin"] == "document"]
complete = documented[documented["measure_clear"] & documented["period_stated"]]
assert complete["id"].tolist() == ["battery-credit-2029"], "another figure would have all three"
assert complete["outcome"].tolist() == ["differs"], "the one complete figure would not differ from the law"
one_firm = statements[statements["firm"].isin(["named", "anonymous"])]
count("with-measure", clear, "figures that say what is counted and of what whole")
count("with-period", dated, "figures with a year, a quarter or a span of years")
count("with-document", documented, "figures that name a law, act, standard or directive")
count(
    "with-found",
    documented[documented["document_found"] == "yes"],
    "figures that name a law, act, standard or directive which exists as named",
)
count("with-body", facts[facts["origin"] == "body"], "figures laid to a body without a document")
count("with-quote", facts[facts["origin"] == "quotation"], "figures inside a quotation")
count("complete", complete, "figures with a document, a period and a clear measure")
count("single-firm", one_firm, "statements about one firm")
count("single-named", one_firm[one_firm["firm"] == "named"], "statements about one firm that name it")
pp.load_claims("ai-article-cathode-patents")["text"]

# %%
LABELS = [
    ("A clear measure", clear),
    ("A year or span of years", dated),
    ("A law, standard or directive", documented),
    ("… that exists as named", documented[documented["document_found"] == "yes"]),
    ("Document, year and clear measure", complete),
]
named = pd.DataFrame(
    {
        "what": [label for label, _ in LABELS],
        "figures": [len(rows) for _, rows in LABELS],
        "of": len(facts),
        "text": [f"{len(rows)} of {len(facts)}" for _, rows in LABELS],
        "colour": [pp.GREY, pp.GREY, pp.GREY, pp.GREY, pp.RED],
        "rows": [pp.join_rows(rows["rows"]) for _, rows in LABELS],
    }
)


def draw_named(width):
    return charts.bars(
        named, label="what", value="figures", text="text", colour="colour", width=width, top=len(facts), share=0.38
    )


pp.publish_figure(
    draw_named,
    name="what-is-named",
    data=named,
    columns={"what": "What the figure gives", "figures": "Figures (count)", "of": "Of (count)"},
)

# %% [markdown]
# ::: figure what-is-named
#
# **Of {{ facts }} figures about the world, {{ with-document }} name a document and {{ complete }} also has a year and a
# clear measure**
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
# We looked for a law, an official page, a release or one of the other four documents for each of the {{ world }}
# statements. {{ untested }} of them, {{ untested-share }}, could not be put to any test. The chart shows why:
# {{ no-document }} name no document or one that we could not find, {{ no-firm }} rest on a firm without a name,
# {{ no-measure }} measure something that is not defined, and {{ no-count }} would need a register of all the world’s
# certificates or contracts, which nobody keeps.

# %%
OBSTACLES = {
    "document not named or not found": "No document, or not found",
    "firm not named": "Firm not named",
    "measure not defined": "Measure not defined",
    "nobody counts it": "Nobody counts it",
}
GROUPS = [
    ("agrees", "Agrees with the record", pp.BLUE),
    ("fits as a bound", "Holds as a loose bound", pp.BLUE),
    ("record speaks against", "Record speaks against it", pp.RED),
    ("differs", "Differs from the record", pp.RED),
    *[(key, label, pp.GREY) for key, label in OBSTACLES.items()],
    ("proposal", "Aim of a programme", pp.GREY),
    ("own list", "Count of its own list", pp.GREY),
]
HOLLOW = {"fits as a bound", "record speaks against", "proposal", "own list"}
squares = statements.assign(group=statements["obstacle"].where(statements["obstacle"] != "", statements["outcome"]))
assert set(squares["group"]) == {key for key, _, _ in GROUPS}, "a group would not be drawn"
order = {key: place for place, (key, _, _) in enumerate(GROUPS)}
names = {key: label for key, label, _ in GROUPS}
HEADS = {0: "Tested", 4: "Not testable", 8: "Not put to a test"}
gap = {place: place + sum(start <= place for start in HEADS) for place in range(len(GROUPS))}
squares["row"] = squares["group"].map(order).map(gap)
squares = squares.sort_values(["row", "paragraph", "id"], ignore_index=True)
squares["label"] = squares["group"].map(names)
squares["place"] = squares.groupby("row").cumcount()
squares["fill"] = [
    pp.PAPER if key in HOLLOW else next(colour for name, _, colour in GROUPS if name == key) for key in squares["group"]
]
squares["edge"] = [next(colour for name, _, colour in GROUPS if name == key) for key in squares["group"]]
squares = squares[["claim", "paragraph", "label", "needed", "row", "place", "fill", "edge", "rows"]]
totals = squares.groupby(["row", "label"], as_index=False).agg(n=("place", "size"), rows=("rows", pp.join_rows))
totals["words"] = [f"{label}: {n}" for label, n in zip(totals["label"], totals["n"], strict=True)]
heads = pd.DataFrame(
    {
        "row": [gap[start] - 1 for start in HEADS],
        "label": list(HEADS.values()),
        "rows": pp.join_rows(squares["rows"]),
    }
)

# %%
untested = world[world["outcome"] == "not testable"]
tested = world[world["outcome"] != "not testable"]
odds = tested[tested["outcome"].isin(["differs", "record speaks against"])]
assert len(untested) + len(tested) == len(world)
assert len(odds) > len(tested) / 2, "most of what could be tested would not be at odds with the record"
shared = pp.load_claims(*facts["claim"])
shared = set(shared.loc[shared["unit"] == "percent", "id"])
assert not tested[tested["claim"].isin(shared)]["outcome"].isin(["agrees", "fits as a bound"]).any(), (
    "a share would be confirmed"
)
count("untested", untested, "figures and dates that nothing was found to test with")
count("tested", tested, "figures and dates that the record could be set against")
count("odds", odds, "tested, and the record differs or speaks against")
count("agrees", tested[tested["outcome"] == "agrees"], "tested, and the record says the same")
count("against", tested[tested["outcome"] == "record speaks against"], "tested, and a related record tells against it")
count("bounds", tested[tested["outcome"] == "fits as a bound"], "tested, and the printed bound holds and says little")
count("differs", tested[tested["outcome"] == "differs"], "tested, and the record says otherwise")
for name, obstacle in zip(
    ("no-document", "no-firm", "no-measure", "no-count"),
    ("document not named or not found", "firm not named", "measure not defined", "nobody counts it"),
    strict=True,
):
    count(name, untested[untested["obstacle"] == obstacle], f"not testable: {obstacle}")
pp.publish_value(
    "untested-share",
    100 * len(untested) / len(world),
    format="{:.0f}%",
    unit="percent",
    rows=world["rows"],
    formula="not testable in percent of figures and dates about the world",
)


# %%
def draw_statements(width):
    wide = width == pp.WIDE
    step, left = (26, 232) if wide else (44, 0)
    tall = step * (int(squares["row"].max()) + 1)
    y = alt.Y("row:Q", scale=alt.Scale(domain=[-0.5, squares["row"].max() + 0.5], range=[0, tall]), axis=None)
    x = alt.X("place:Q", scale=alt.Scale(domain=[0, 15], range=[left + 10, left + 10 + 15 * 21.5]), axis=None)
    marks = alt.Chart(squares).mark_point(
        shape="square", size=230, opacity=1, strokeWidth=1.6, yOffset=0 if wide else 8
    )
    text = {"align": "right", "dx": -12} if wide else {"align": "left", "dy": -14}
    return alt.layer(
        marks.encode(x=x, y=y, fill=alt.Fill("fill:N", scale=None), stroke=alt.Stroke("edge:N", scale=None)),
        alt.Chart(totals).mark_text(color=pp.INK, **text).encode(x=alt.value(left), y=y, text="words:N"),
        alt.Chart(heads)
        .mark_text(color=pp.MUTED, fontWeight=600, align="left")
        .encode(x=alt.value(0), y=y, text="label:N"),
    ).properties(width=width, height=tall)


pp.publish_figure(
    draw_statements,
    name="statements",
    data=squares,
    columns={
        "label": "How it fares",
        "claim": "Claim (id in the register)",
        "paragraph": "Paragraph (number)",
        "needed": "What would test it",
    },
)

# %% [markdown]
# ::: figure statements
#
# **{{ untested }} of {{ world }} figures and dates in the article could not be tested; of the {{ tested }} others,
# {{ odds }} are at odds with the record**
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
# with the last year. And the US tax office says that the credit ended for vehicles acquired after 30 September 2025,
# the very quarter of which the article tells.
#
# *Names and years.* China’s rules on the security review of foreign investment took effect in {{ record-review }}, not
# {{ claim.ai-article-security-review-2022 }}. We found no “registry” rules for algorithms of
# {{ claim.ai-article-algorithm-rules-2023 }} by that name: the duty to file dates from {{ record-algorithms }}, a
# decree on synthetic content followed in {{ record-synthetic }}, and both are about internet services. The battery
# standard {{= GB/T 31485 | name of a standard }} was replaced in {{ record-standard }} and has no edition of
# {{ claim.ai-article-battery-standard-2024 }} in our sources; the edition of that year is of its neighbour,
# {{= GB/T 31486 | name of a standard }}, on electrical performance. A directive of 2022 called “Talent Lockdown” we
# could not find at all.
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
record = pp.load_table("article_tests")
assert len(record) == 22
judged = record[record["claim"] != ""]
assert set(judged["claim"]) == set(tested["claim"]), "a tested statement would have no record"
outcome = tested.set_index("claim")["outcome"]
facts_of = record.set_index("id")


def from_record(name, key, form="{:.0f}", unit="year"):
    """Publish a number of the record as printed."""
    row = facts_of.loc[key]
    return pp.publish_value(
        name, row["value"], format=form, unit=unit, rows=row["rows"], formula=row["record"], period=row["period"]
    )


from_record("record-credit-2023", "battery-credit-2023", "{:.0f}%", "percent")
from_record("record-credit-2029", "battery-credit-2029", "{:.0f}%", "percent")
from_record("record-review", "security-review-2021")
from_record("record-algorithms", "algorithm-rules-2022")
from_record("record-synthetic", "synthetic-content-2023")
from_record("record-standard", "battery-standard-replaced")
from_record("record-degrees", "science-degrees", "{:,.0f}", "count")
packaging = pp.load_claims("csis-2024-atp-value-added", "csis-2024-facility-share")
shares = facts_of.loc[["packaging-value-added", "packaging-plants"], "value"]
assert packaging["low"].tolist() == shares.tolist(), "the table would differ from the register"
pp.load_claims("carter-ford-catl-licence-date", "merics-2024-catalogue-amended-2023")["text"]

# %%
SHOWN = {
    "battery-credit-2029": "US rule: North American battery parts, 2029",
    "security-review-2021": "China’s rules on security review",
    "battery-standard-replaced": "Battery standard GB/T 31485",
    "algorithm-rules-2022": "China’s rules on filing algorithms",
    "ford-licence": "Routes to license battery know-how",
    "packaging-value-added": "China in chip packaging and test",
    "tsmc-plan": "Announced investment in US plants",
    "science-degrees": "China’s science graduates a year",
    "chips-act": "Money in the CHIPS Act",
    "catalogue-2023": "China’s list of controlled technology",
    "data-security-law": "China’s Data Security Law",
}
WORDS = {
    "differs": "differs",
    "record speaks against": "speaks against",
    "fits as a bound": "loose bound",
    "agrees": "agrees",
}
SCOPE = {
    "battery-standard-replaced": "replaced",
    "ford-licence": "at least",
    "packaging-value-added": "value added",
    "tsmc-plan": "one firm",
    "science-degrees": "in 2014",
}


def shown(row):
    """Return a number of the record as a reader sees it."""
    if row.unit == "USD":
        return f"US${row.value / 1e9:g} bn"
    if row.unit == "percent":
        return f"{row.value:.0f}%"
    return f"{row.value:,.0f}" if row.unit == "count" else f"{row.value:.0f}"


chosen = facts_of.loc[list(SHOWN)].reset_index()
assert set(chosen["claim"]) == set(tested["claim"]), "a tested statement would not be drawn"
said = pp.load_claims(*chosen["claim"])
chosen["place"] = range(len(chosen))
chosen["subject"] = chosen["id"].map(SHOWN)
chosen["article"] = [
    text.replace("31485-", "edition ").replace(" billion", " bn").replace("more than ", "over ")
    for text in said["text"]
]
chosen["found"] = [
    " ".join(filter(None, [SCOPE.get(row.id, ""), shown(row)]))
    if row.id in {"battery-standard-replaced", "ford-licence", "tsmc-plan"}
    else " ".join(filter(None, [shown(row), SCOPE.get(row.id, "")]))
    for row in chosen.itertuples()
]
chosen["word"] = chosen["claim"].map(outcome).map(WORDS)
chosen["colour"] = [pp.RED if word in {"differs", "speaks against"} else pp.BLUE for word in chosen["word"]]
chosen = chosen[["place", "subject", "article", "found", "word", "colour", "why", "rows"]]
unverified = pd.DataFrame({"place": chosen["place"], "article": chosen["article"], "rows": said["rows"]})
heading = pd.DataFrame(
    {
        "place": -1,
        "label": ["Article (grade D)", "Record", "Verdict"],
        "rows": pp.join_rows(chosen["rows"]),
    }
)


# %%
def draw_record(width):
    wide = width == pp.WIDE
    step = 32 if wide else 54
    tall = step * (len(chosen) + 1)
    y = alt.Y("place:Q", scale=alt.Scale(domain=[-1.5, len(chosen) - 0.5], range=[0, tall]), axis=None)
    columns = (282, 418, 548) if wide else (0, 118, 250)
    dy = 0 if wide else 12
    base, layers = alt.Chart(chosen).encode(y=y), []
    layers.append(base.mark_rule(color=pp.GRID, yOffset=-step / 2).encode(x=alt.value(0), x2=alt.value(width)))
    layers.append(
        base.mark_text(align="left", dy=0 if wide else -10, color=pp.INK, fontWeight="normal" if wide else 600).encode(
            x=alt.value(0), text="subject:N"
        )
    )
    layers.append(
        alt.Chart(unverified)
        .mark_text(align="left", dy=dy, color=pp.MUTED, fontStyle="italic")
        .encode(x=alt.value(columns[0]), y=y, text="article:N")
    )
    layers.append(base.mark_text(align="left", dy=dy, color=pp.INK).encode(x=alt.value(columns[1]), text="found:N"))
    layers.append(
        base.mark_text(align="left", dy=dy, fontWeight=600).encode(
            x=alt.value(columns[2]), text="word:N", color=alt.Color("colour:N", scale=None)
        )
    )
    layers += [
        alt.Chart(heading)
        .transform_filter(alt.datum["label"] == label)
        .mark_text(align="left", color=pp.MUTED, fontSize=12)
        .encode(x=alt.value(at), y=y, text="label:N")
        for label, at in zip(heading["label"], columns, strict=True)
    ]
    return alt.layer(*layers).properties(width=width, height=tall)


pp.publish_figure(
    draw_record,
    name="against-the-record",
    data=chosen,
    columns={
        "subject": "Subject",
        "article": "Article says (grade D)",
        "found": "Record says",
        "word": "Verdict",
        "why": "Reason",
    },
)

# %% [markdown]
# ::: figure against-the-record
#
# **{{ odds }} of {{ tested }} statements that could be tested are at odds with the record, among them the one tax rule
# it cites**
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
# taken within the United States. It names {{ kinds }} kinds of decision and stops there. The narrowest reading that can
# be computed is this:
#
# - *Unit.* One plant in one year. A sector is the sum of its plants.
# - *Count.* Every calibration approval, yield threshold override, firmware update and failure diagnosis in that year.
# - *Home.* A decision is taken within the United States if nobody abroad must approve it and no software abroad must
#   run for it.
# - *Index.* Decisions taken within the United States, in percent of all. Weights, if kinds are to count unequally,
#   would have to be chosen; the article gives none.
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
assert not needs["published"].any(), "an input would be published"
kinds = needs[needs["kind"] == "kind of decision"]
near = needs[needs["nearest_table"] != ""]
count("inputs", needs, "kinds of decision and facts to disclose that the index would need")
count("kinds", kinds, "kinds of decision that the article names")
count("with-nearest", near, "inputs near which a public figure lies")
assert not needs["unit_given"].any(), "the article would define an input"
assert not kinds["weight_given"].any(), "the article would give a weight"
HOLDERS = {"the makers of tools": "tool maker", "the investor": "investor"}
ORDER = ["calibration", "yield", "firmware", "diagnosis", "engineering", "certification", "training-data"]
needs = needs.set_index("id").loc[ORDER].reset_index()
YES = {True: "yes", False: "no"}
QUESTIONS = [
    ("Unit given", needs["unit_given"].map(YES)),
    ("Weight given", needs["weight_given"].map(YES).fillna("–")),
    ("Published", needs["published"].map(YES)),
    ("Held by", needs["holder"].map(HOLDERS).fillna("plant")),
]
cells = pd.concat(
    [
        pd.DataFrame({"input": needs["input"], "head": head, "text": text.astype(str), "rows": needs["rows"]})
        for head, text in QUESTIONS
    ],
    ignore_index=True,
)
cells["tone"] = [pp.PAPER if text == "–" else pp.SOFT for text in cells["text"]]
cells["ink"] = [{"no": pp.RED, "–": pp.MUTED}.get(text, pp.INK) for text in cells["text"]]


def draw_needs(width):
    return charts.grid(
        cells, row="input", column="head", text="text", width=width, tone="tone", ink="ink",
        columns=[head for head, _ in QUESTIONS], share=0.4,
    )  # fmt: skip


pp.publish_figure(
    draw_needs,
    name="index-inputs",
    data=cells,
    columns={"input": "Input", "head": "Question", "text": "Answer"},
)

# %% [markdown]
# ::: figure index-inputs
#
# **Of the {{ inputs }} inputs that the index and its disclosures need, none is defined and none is published**
#
# *Kinds of decision in the proposed index, then facts that investors would disclose: what the article gives, and who
# holds the rest*
#
# Note: “Published” is about our sources and proves nothing of others. Disclosures are no part of the index and need no
# weight.
#
# Alt: Table of {{ inputs }} inputs. The columns for a unit, a weight and publication read no in every row, with a dash
# for the weight of disclosures. Plants, makers of tools and investors hold them.

# %% [markdown]
# ### How much hangs on weights
#
# Without weights an index is a range. It lies somewhere between the lowest and the highest of a plant’s shares, and
# nothing more can be said. The chart shows three invented plants. With equal weights, Plant A and Plant B come out
# alike; give the weight to failure diagnosis and Plant A falls to the bottom, give it to calibration and it leads.
#
# This is no trick of the example. One plant is above another whatever the weights only if it is above in every kind.
# Where the kinds are unrelated, that settles few pairs: with {{ kinds }} kinds, the order of {{ open-order }} of pairs
# depends on the weights. Where plants that are strong in one kind are strong in the others too, fewer are open. Whoever
# sets the weights sets the ranking.

# %%
example = pp.load_table("sovereignty_index_example")
assert len(example) == 12
ranges = so.index_ranges(example)
assert ranges["equal"].iloc[0] == ranges["equal"].iloc[1], "plants A and B would differ with equal weights"
per = {
    plant: dict(zip(group["kind"], group["share"], strict=True))
    for plant, group in example.groupby("plant", sort=False)
}
assert min(per, key=lambda plant: per[plant]["diagnosis"]) == "Plant A"
assert max(per, key=lambda plant: per[plant]["calibration"]) == "Plant A"
assert not any(so.always_above(per[a], per[b]) for a in per for b in per if a != b), "a pair would be settled"
pp.publish_value(
    "open-order",
    so.open_order(len(kinds)),
    format="{:.1f}%",
    unit="percent",
    rows=kinds,
    formula="pairs of plants that differ in direction between kinds, in percent of all, kinds unrelated: 1 less 2 to the power of 1 less the number of kinds",
)
ranges["text"] = [
    f"{low:.0f} to {high:.0f}" if low != high else f"always {low:.0f}"
    for low, high in zip(ranges["low"], ranges["high"], strict=True)
]
equal = ranges[["plant", "equal", "rows"]].assign(label=[f"{value:.0f}" for value in ranges["equal"]])


def draw_ranges(width):
    wide = width == pp.WIDE
    step, left = (52, 90) if wide else (66, 0)
    y = alt.Y("plant:N", sort=None, axis=None)
    x = alt.Scale(domain=[0, 100], range=[left, width - 90], nice=False)
    axis = alt.Axis(
        title="index, percent of decisions taken within the United States", titleAnchor="start", tickCount=5
    )
    base, dots = alt.Chart(ranges), alt.Chart(equal)
    label = {"align": "right", "dx": -16} if wide else {"align": "left", "dy": -24}
    return alt.layer(
        base.mark_rule(strokeWidth=5, color=pp.GREY).encode(x=alt.X("low:Q", scale=x, axis=axis), x2="high:Q", y=y),
        dots.mark_point(filled=True, size=120, color=pp.RED, opacity=1).encode(x=alt.X("equal:Q", scale=x), y=y),
        dots.mark_text(dy=-16, color=pp.RED, fontWeight=600).encode(x=alt.X("equal:Q", scale=x), y=y, text="label:N"),
        base.mark_text(color=pp.INK, fontWeight=600, **label).encode(x=alt.value(left), y=y, text="plant:N"),
        base.mark_text(align="left", color=pp.MUTED).encode(x=alt.value(width - 78), y=y, text="text:N"),
    ).properties(width=width, height=alt.Step(step))


pp.publish_figure(
    draw_ranges,
    name="index-weights",
    data=ranges,
    columns={
        "plant": "Plant (invented)",
        "low": "Lowest index (percent)",
        "equal": "Equal weights (percent)",
        "high": "Highest index (percent)",
    },
)

# %% [markdown]
# ::: figure index-weights
#
# **Without weights the index is only a range, and the ranges of three invented plants overlap**
#
# *Index of three invented plants over all possible weights, percent; the dot marks equal weights*
#
# Note: Invented to show the arithmetic; no plant publishes such shares.
#
# Alt: Range chart of three invented plants. Plant A spans most of the scale, Plant B is a single point because its
# shares are equal, Plant C spans a middle part of the scale. With equal weights Plants A and B share one value and
# Plant C lies below. The ranges overlap, so that weights decide the order.

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
# If a government wants the index, disclosure comes first. The article says so too: filings, then an index, then
# subsidies tied to it. An index of this kind has traps of its own. It counts a trivial update like a vital one, it
# rises if a plant splits one decision into many, and it asks of firms what they hold to be trade secrets.
#
# A number with a source can still be wrong, and one without can be right. The [claim audit](claim-audit.md) sets all
# five documents side by side. The other four name an author or the institute that answers for them, and where they name
# an origin, the page of a claim says so.

# %% [markdown]
# ## Limits
#
# - The coding is ours: one reader, once. A second reader would code some statements otherwise, above all whether a
#   measure is clear. The rows are in the data, each with what would test it.
# - We searched stored copies of public pages, not the live web and no paid database. That a directive, a standard’s
#   edition or an audit was not found does not prove that it does not exist.
# - For several laws we read notes by law firms, trade bodies and news services instead of the text. These are grade C.
# - The think tank whose address stands under the article may have published work on its subject. We did not find a
#   report with these figures, and the article does not name one.
# - Its quotations could not be confirmed. One is given to an unnamed executive, and only one to an occasion, a
#   testimony without committee or day.
# - That the text was machine-assisted is what it says of itself. We judge what it offers a reader, not how it was made.

# %% [markdown]
# ## What would change our mind
#
# - The audits that the article mentions, with title, date and the plants visited.
# - The names of the firms in its cases, and their word on what happened.
# - A public count of decisions at plants, or a filing rule that would produce one. The index could then be computed,
#   and this page would compute it.
# - The text of an instrument that we could not find, under the name and year given.
