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
#     nav: Claim audit
#     topic: How good is the evidence?
#     question: Which claims of the five documents agree with other sources, and which fail?
#     reviewed: "2026-11-21"
#     review_by: "2027-05-21"
#     data_through: 2025
#     edition: Claims register and audit of this release
#     searched: [think tank claims, wrong claims, false claims, think tanks, how good is the evidence, quality of the
#       evidence, strength of the evidence, evidence base]
#     card:
#       figure: tested
#       value: tested
#       label: "claims of four signed documents could be compared with another source or checked"
# ---

# %% [markdown]
# An independent number confirms {{ corroborated }} of {{ graded }} claims in four policy documents; {{ faulty }} run
# into trouble and {{ alone }} stand alone
# ====================
#
# Two of the documents are reports of the Center for Strategic and International Studies (CSIS), one is of the Mercator
# Institute for China Studies (MERICS). The fourth is an essay from the Carter Center. What the four assert with a
# number or a date is in [our register](../claims.md). Here it is set beside the other documents and the official
# statistics that we hold, and the arithmetic that it implies is done. A fifth text, an unsigned article of grade D, is
# audited too and is in none of the counts above. The newest rows here are of 2025; what a document says of later years
# waits for its date.

# %% [markdown]
# ::: decision
#
# Means: Before a number from these documents goes into a memo it may need a second source: {{ alone }} of {{ graded }}
# claims stand alone, which does not make them wrong.
#
# Answer: Of {{ graded }} claims in the signed documents {{ corroborated }} is confirmed by an independent number and
# {{ faulty }} meet something against them. Most are neither: they stand alone.
#
# Confidence: Moderate
#
# Cost: A memo that quotes a number from one of them alone quotes one of {{ alone }} that nothing held here confirms.
#
# Exposed: Whoever cites amounts: of {{ measured }} at fault {{ double }} are off by at least a factor of two.
#
# Watch: Official series for quantities that stand alone; each build sets them beside the claims, the next with the
# commodity summaries of early 2027.

# %% [markdown]
# ## Takeaways
#
# 1. Being cited is not being confirmed: of {{ graded }} claims {{ corroborated }} has its number given by an
#    independent source for the same place and period. That {{ alone }} stand alone is not held against them. *Moderate
#    confidence*
# 2. Trouble is rarer than silence: against {{ faulty }} claims something stands. Of these {{ numbers-against }} meet
#    another number or fail their own arithmetic, and {{ disputed }} meet a statement that in our judgement speaks
#    against them. *Moderate confidence*
# 3. Where something could have come out wrong, most held: of {{ checks }} checks that could have failed, {{ fails }}
#    did. They concern {{ at-fault }} claims; sanity checks are not counted. *Moderate confidence*

# %%
import proofpress as pp
from ledger.charts import claim_audit as drawings
from ledger.measures.register import AMOUNT_RULES, IMPLYING, TROUBLE, off_by, with_group

register, checks = pp.load_register(), pp.load_checks()
assert register["source"].nunique() == 5, "the text speaks of five documents"
assert register["id"].is_unique
assert checks["id"].is_unique

# %% [markdown]
# ## What a status means
#
# A claim has the gravest status that applies to it. Two of them must not be confused: *corroborated* means that an
# independent source gives the same number or date for the same quantity, place and period; *supported* means that, in
# our judgement, an independent source bears it out. *Repeated* means that what agrees rests on the same origin: the
# same statistic, announcement or document. Origins are registered and independence is computed from them, so a page
# that reports a ministry's announcement confirms nothing that the ministry announced.
#
# {{ block.statuses }}

# %%
claims = register.assign(rows=register["standing"])  # a count of statuses rests on the audit's answers
signed, article = claims[claims["grade"] != "D"], claims[claims["grade"] == "D"]
good = {status: pp.count(signed, status=status) for status in ("corroborated", "supported", "repeated")}
alone, untested = pp.count(signed, status="single-source"), pp.count(article, status="unverifiable")
assert good["corroborated"] < good["supported"] < good["repeated"] < alone, "the order of the takeaway"
assert untested > len(article) / 2, "most of the article’s claims could be tested"
most, graded = [alone > len(signed) / 2] * len(signed), {"grade": ["A", "B", "C"]}
pp.assert_all("Most are neither", signed, most, over="status.id", where=graded)
unsigned = ~signed["source"].isin(article["source"])
pp.assert_all("in none of the counts above", signed, unsigned, over="status.id", where=graded)

# %%
whose = "claims of the four signed documents"
told = {key: (number, pp.COUNT, f"{whose} whose status is {key}") for key, number in good.items()}
for name, statuses in (("faulty", TROUBLE), ("numbers-against", TROUBLE[:3]), ("disputed", TROUBLE[3:])):
    known = f"{whose} whose status is {' or '.join(statuses)}"
    told[name] = (pp.count(signed, status=statuses), pp.COUNT, known)
told["graded"] = (pp.count(signed), pp.COUNT, whose)
told["alone"] = (alone, pp.COUNT, f"{whose} whose status is single-source")
pp.values(told)

# %%
found, whose = list(good), "claims of the unsigned article"
told = {"article": (pp.count(article), pp.COUNT, whose)}
for name, statuses in (("unverifiable", ["unverifiable"]), ("article-faulty", TROUBLE), ("article-repeated", found)):
    told[name] = (pp.count(article, status=statuses), pp.COUNT, f"{whose} whose status is {' or '.join(statuses)}")
pp.values(told)

# %% [markdown]
# ## Document by document
#
# A claim that names a year, a unit and an origin can be looked up; one that does not often cannot. Most claims in every
# document have nothing beside them, so the counts say as much about what we could find as about the documents. Of the
# {{ article }} claims of the unsigned article, {{ article-faulty }} meet something that speaks against them,
# {{ article-repeated }} are found elsewhere, from the same origin, and nothing decides the others; [a page of its
# own](technical-sovereignty.md) goes through them.

# %%
counts = drawings.statuses_frame(register)
pp.publish_table(counts, name="statuses", columns=drawings.STATUS_COLUMNS)

# %% [markdown]
# ::: figure statuses
#
# **Of {{ graded }} claims in four signed documents {{ alone }} stand alone and {{ corroborated }} is corroborated**
#
# *Claims of each document by the status that the audit finds, count; bars: part of all signed claims*
#
# Note: Corroborated and contradicted compare numbers of one period; supported and disputed are one reader’s judgement.
# None says that a claim is right. The unsigned article, grade D, is a column of its own and in no total.
#
# Alt: Table of counts, nine statuses by five documents, with a column for all four signed ones: {{ alone }} single
# source, {{ repeated }} repeated, {{ supported }} supported, {{ corroborated }} corroborated, and {{ faulty }} with
# something against them. Unverifiable, which only grade D can be, holds {{ unverifiable }} of the {{ article }} claims
# of the unsigned article.

# %% [markdown]
# ## What can be tested at all
#
# Counts lead for a plain reason: a text that announces a number of things usually lists them, and the list can be
# counted. Statistics need a publisher with the same scope and year. Projections can only be judged when they fall due,
# which [the scorecard](forecast-scorecard.md) does.

# %%
tested = drawings.tested_frame(signed)
assert tested["kind"].iloc[[1, -1]].tolist() == ["count", "ratio"], "another kind would lead, or be last"
compared = pp.take(tested, "hits", kind="all")
pp.values({"tested": (compared, pp.COUNT, "claims of the four signed documents with a comparison or a check")})
names = drawings.TESTED_COLUMNS
pp.publish_figure(lambda width: drawings.tested(tested, width), name="tested", data=tested, columns=names)

# %% [markdown]
# ::: figure tested
#
# **{{ tested }} of {{ graded }} claims in the signed documents could be compared or checked**
#
# *Share of claims of each kind with a comparison or a check; signed documents, percent*
#
# Note: Comparisons are with the tables and documents of this site; more sources would test more claims.
#
# Alt: Horizontal bars of the share that could be compared with another source or checked. All kinds: {{ tested }} of
# {{ graded }}. Below it one bar for each kind, from counts, of which most could be, to ratios, of which fewest could.

# %% [markdown]
# ## What the checks find
#
# A check applies one rule to quantities that the documents state: payments less a deficit must give receipts; two dates
# of one event must agree. Rounding and words such as “about” and “more than” are allowed for, so a check fails only if
# no reading of the print fits, and each says below what would have made it fail. Of {{ checks }} checks {{ holds }}
# hold and {{ fails }} fail; in {{ explained }} the two sides differ and nobody is at fault.
#
# Not counted are {{ sanity }} sanity checks, such as that a part is not above its whole or that a list has as many
# members as it announces, and {{ warnings }} warnings that two measures go by one name. They are kept and shown, since
# a failure would tell; that they hold tells nothing.

# %%
counted, warnings = with_group(checks[checks["counted"]]), checks[checks["rule"] == "distinct"]
idle = checks[~checks["counted"] & (checks["rule"] != "distinct")]
assert idle["verdict"].ne("fails").all(), "a failing check would be in no count"
held = [counted["verdict"].eq("holds").mean() > 0.5] * len(counted)
pp.assert_all("most held", counted, held, over="check.id", where={"counted": True})

# %%
excused = "checks whose two sides differ without anybody’s error"
pp.values(
    {
        "checks": (pp.count(counted), pp.COUNT, "checks that could have failed"),
        "holds": (pp.count(counted, verdict="holds"), pp.COUNT, "checks that could have failed and hold"),
        "fails": (pp.count(counted, verdict="fails"), pp.COUNT, "checks that fail and are not excused"),
        "explained": (pp.count(counted, verdict="explained"), pp.COUNT, excused),
        "sanity": (pp.count(idle), pp.COUNT, "checks that nearly always hold, without a reason why they could inform"),
        "warnings": (pp.count(warnings), pp.COUNT, "checks that warn of one name for two measures"),
    }
)

# %%
failing = counted[counted["verdict"] == "fails"]
at_fault = {claim for claims in failing["faults"] for claim in claims.split()}
blamed = (len(at_fault), pp.COUNT, "claims that may be at fault in a failing check")
pp.values({"at-fault": blamed}, rows=failing)  # claims named in a column, several to a check
groups = drawings.rules_frame(counted)
assert groups["hits"][1:3].sum() > len(failing) / 2, "the first two groups would not be most of the failures"
leading = groups.iloc[1:3].assign(name=["worst", "second"], words=groups["group"].str.lower())
pp.values(leading, {"{name}": ("words", pp.WORD, "what most failing checks are about")})
names = drawings.RULE_COLUMNS
pp.publish_figure(lambda width: drawings.rules(groups, width), name="rules", data=groups, columns=names)

# %% [markdown]
# ::: figure rules
#
# **{{ fails }} of {{ checks }} checks that could have failed did**
#
# *Checks that fail, by what is checked, count*
#
# Note: Sanity checks, which nearly always hold, warnings, and differences that are nobody’s error are not among the
# failures.
#
# Alt: Horizontal bars of failing checks by kind, most failures first, each labelled with how many of how many fail.

# %% [markdown]
# ## How far off
#
# Some failures are slips in the last digit, others are off by a multiple. The figure shows those where both sides are
# amounts, and how many times the larger side is the smaller.


# %%
off = drawings.off_frame(off_by(checks))
assert off["fold_high"].max() < drawings.AXIS[1], "a mark would lie right of the axis"
double = pp.count(off.assign(double=off["fold_low"] >= 2), double=True)
half = "claims at fault whose amount is at least twice or at most half of what follows"
pp.values(
    {
        "measured": (pp.count(off), pp.COUNT, "claims at fault where both sides are closed amounts"),
        "double": (double, pp.COUNT, half),
    }
)
names = drawings.OFF_COLUMNS
pp.publish_figure(lambda width: drawings.off_by(off, width), name="how-far", data=off, columns=names)

# %% [markdown]
# ::: figure how-far
#
# **{{ double }} of {{ measured }} amounts at fault are off by over a factor of two**
#
# *How many times the larger side is the smaller: what is printed, and what follows from other numbers; claims at fault,
# times*
#
# Note: At the leftmost tick both sides agree. Bars span the rounding of the printed digits. A claim that fails several
# checks is drawn once, by the one it fails least. Failures about dates, lists and open bounds are not drawn; all stand
# in the list below.
#
# Alt: Points on a logarithmic axis, one for each claim at fault, the largest difference first. Most are close to the
# left edge.

# %%
amounts = counted[counted["group"].isin(AMOUNT_RULES)]
for check in amounts.itertuples():
    middle = (check.low + check.high) / 2 if check.high < float("inf") else check.low
    style = pp.Style(check.text.replace("{", "{{").replace("}", "}}"), check.unit or "ratio")
    # a check names what it was computed from in a column of its own
    pp.publish_value(check.id, middle, style, rows=check.inputs, formula=check.formula)

# %% [markdown]
# ## What the numbers imply
#
# Some numbers say more beside one another than where they stand. What follows is printed nowhere, and no surer than
# what it follows from: a loose word makes a loose result.
#
# - **Royalties**: what CSIS prints for payments and for the deficit leaves receipts so small that China paid
#   {{ implied-royalties }} as much as it received in 2018.
# - **Filing abroad**: US applicants take {{ claim.csis-2020-filed-abroad-us }} of their patents abroad, Chinese ones
#   {{ claim.csis-2020-filed-abroad-china }}: {{ implied-abroad }} as large a part.
# - **Research of listed firms**: in South Korea {{ implied-rd-korea }} the Chinese share of sales, in Japan
#   {{ implied-rd-japan }}.
# - **The network before 5G**: if 5G costs {{ claim.csis-2020-5g-cost-cny }} and that is
#   {{ claim.csis-2020-5g-cost-over-4g }} more, 4G cost about {{ implied-before }}.
# - **Exchange rates**: the cost of 5G is converted at {{ implied-rate-5g }}, the subsidies for new-energy cars at
#   {{ implied-rate-cars }}. The two are one rate.
# - **Packaging plants of the world**: if the plants in China are {{ claim.csis-2024-facility-share }} of all, all are
#   about {{ implied-plants }}.
# - **Silicon-carbide wafers**: the forecast of Chinese output to 2026 is a growth of {{ implied-wafers }} every year.

# %%
said = {key: pp.take(pp.claim(f"csis-{key}"), "low") for key in IMPLYING}
paid, cost, own = said["2020-ip-payments-2018"], said["2020-5g-cost-cny"], said["2020-listed-rd-china"]
world = 100 * (said["2024-osat-facilities"] + said["2024-idm-facilities"]) / said["2024-facility-share"]
wafers = said["2024-sic-2026"] / said["2024-sic-2021"]
abroad = said["2020-filed-abroad-us"] / said["2020-filed-abroad-china"]
cars = said["2020-nev-subsidies-cny"] / said["2020-nev-subsidies-usd"]
before = cost / (100 + said["2020-5g-cost-over-4g"]) / 1e10
YUAN = pp.number_of("trillion CNY", 1).shown("{:.1f} trillion CNY")
RATE = pp.number_of("yuan a dollar", 1).shown("{:.1f} yuan a dollar")
TIMES = pp.TIMES.shown("{:.1f} times")

# %%
implied = {
    "royalties": (paid / (paid - said["2020-ip-deficit-2018"]), TIMES, "payments over payments less the deficit"),
    "abroad": (abroad, pp.TIMES.shown("{:.0f} times"), "part filed abroad by US applicants over that by Chinese ones"),
    "rd-korea": (said["2020-listed-rd-korea"] / own, TIMES, "South Korean over Chinese share of sales"),
    "rd-japan": (said["2020-listed-rd-japan"] / own, TIMES, "Japanese over Chinese share of sales"),
    "before": (before, YUAN, "cost of 5G over one and what it is dearer by"),
    "rate-5g": (cost / said["2020-5g-cost-usd"], RATE, "cost of 5G in yuan over that in dollars"),
    "rate-cars": (cars, RATE, "subsidies in yuan over those in dollars"),
    "plants": (round(world, -1), pp.COUNT, "plants in China over their part of all, in tens"),
    "wafers": (100 * (wafers ** (1 / 5) - 1), pp.PERCENT, "fifth root of wafers in 2026 over those in 2021, less one"),
}
assert abs(implied["rate-5g"][0] - implied["rate-cars"][0]) < 0.1, "the two would not be one rate"
pp.values({f"implied-{name}": entry for name, entry in implied.items()})

# %% [markdown]
# ## Every check, as a sentence
#
# The failing ones come first. Each number leads to the claim, the table row or the computation behind it. Nothing in a
# source has been corrected: the printed number stands in the register as printed, and what we make of it is said here.
#
# {{ block.checks }}

# %% [markdown]
# ## Limits
#
# - What is set beside what was chosen by readers, one for each document; the rules then decide. Another reader would
#   find further pairs. Whether something without a common number supports or disputes a claim is one reader's
#   judgement, and so is which origin a claim without a note has.
# - Agreement is not truth: two reports may share an origin that neither names. What we register is what is named or
#   plain from the matter.
# - A claim without a comparison is not a weaker claim. It is one that we cannot speak about.
# - A check that holds shows that numbers fit together, not that any of them is right.
#
# ## What would change our mind
#
# - An official series for a quantity that stands alone today would move it to corroborated, contradicted or superseded
#   at the next build.
# - A statement of scope or method by an author that shows two quantities to be different measures would turn a failing
#   check into a warning that they must not be compared.
