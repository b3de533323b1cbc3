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
#     card:
#       figure: statuses
#       value: corroborated
#       label: "confirmed by an independent number, of all claims in four signed documents"
# ---

# %% [markdown]
# # An independent number confirms {{ corroborated }} of {{ graded }} claims in four policy documents; {{ faulty }} run into trouble and {{ alone }} stand alone
#
# The documents are two reports of the Center for Strategic and International Studies (CSIS), one of the Mercator Institute for China Studies (MERICS) and an essay from the Carter Center. Every number and date in them is in [our register](../claims.md). Here each is set beside the other documents and the official statistics that we hold, and the arithmetic that it implies is done.
# A fifth text, an unsigned article of grade D, is audited too and is in none of the counts above. The newest rows here are of 2025; what a document says of later years waits for its date.

# %% [markdown]
# ## Takeaways
#
# 1. Being cited is not being confirmed. Of {{ graded }} claims, {{ corroborated }} has its number given by an independent source for the same place and period. {{ supported }} more are borne out by something else, in our judgement; {{ repeated }} are repeated elsewhere from the same origin; {{ alone }} stand alone. *Moderate confidence*
# 2. Trouble is rarer than silence. Against {{ faulty }} claims something stands: {{ numbers-against }} meet another number or fail their own arithmetic, and {{ disputed }} meet a statement that in our judgement speaks against them. *Moderate confidence*
# 3. Where something could have come out wrong, most held: of {{ checks }} checks that could have failed, {{ fails }} did, and they concern {{ at-fault }} claims. Another {{ sanity }} nearly always hold and are counted nowhere. *Moderate confidence*

# %%
import altair as alt

import proofpress as pp
from ledger.measures.register import by_document, count_by, off_by
from proofpress import load_checks, load_register, publish_figure, publish_value
from proofpress.notebook import charts

register = load_register()
checks = load_checks()
assert register["source"].nunique() == 5, "the text speaks of five documents"
assert register["id"].is_unique
assert checks["id"].is_unique

# %% [markdown]
# ## What a status means
#
# A claim has the gravest status that applies to it. Two of them must not be confused: *corroborated* means that an independent source gives the same number or date for the same quantity, place and period; *supported* means that, in our judgement, an independent source bears it out. *Repeated* means that what agrees rests on the same origin: the same statistic, announcement or document. Origins are registered and independence is computed from them, so a page that reports a ministry's announcement confirms nothing that the ministry announced.
#
# {{ block.statuses }}

# %%
TROUBLE = ["inconsistent", "contradicted", "superseded", "disputed"]
signed = register[register["grade"] != "D"]
article = register[register["grade"] == "D"]


def count(name, statuses, of=signed, whose="of the four signed documents"):
    """Publish how many claims have one of some statuses; ``of`` are those looked through."""
    part = of[of["status"].isin(statuses)]
    formula = f"claims {whose} whose status is {' or '.join(statuses)}"
    return publish_value(name, len(part), unit="count", rows=of["standing"], formula=formula)


n_graded = publish_value(
    "graded", len(signed), unit="count", rows=signed["standing"], formula="claims of the four signed documents"
)
n_good = count("corroborated", ["corroborated"])
n_supported = count("supported", ["supported"])
n_repeated = count("repeated", ["repeated"])
n_faulty = count("faulty", TROUBLE)
count("numbers-against", TROUBLE[:3])
count("disputed", ["disputed"])
n_alone = count("alone", ["single-source"])
unsigned = "of the unsigned article"
n_article = publish_value("article", len(article), unit="count", rows=article["standing"], formula=f"claims {unsigned}")
n_untested = count("unverifiable", ["unverifiable"], article, unsigned)
count("article-faulty", TROUBLE, article, unsigned)
count("article-repeated", ["corroborated", "supported", "repeated"], article, unsigned)
assert n_good.number < n_supported.number < n_repeated.number < n_alone.number, "the order of the takeaway"
assert n_untested.number > len(article) / 2, "most of the article’s claims could be tested"

# %% [markdown]
# ## Document by document
#
# A claim that names a year, a unit and an origin can be looked up; one that does not often cannot. Most claims in every document have nothing beside them, so the counts say as much about what we could find as about the documents. Of the {{ article }} claims of the unsigned article, {{ article-faulty }} meet something that speaks against them, {{ article-repeated }} are found elsewhere, from the same origin, and nothing decides the others; [a page of its own](technical-sovereignty.md) goes through them.

# %%
NAMES = {
    "csis-2020-uneven-drive": "CSIS\n2020",
    "csis-2024-advanced-packaging": "CSIS\n2024",
    "merics-2024-value-chains": "MERICS\n2024",
    "carter-strategic-leveraging": "Carter\nessay",
    "ai-assisted-value-chain-article": "Article,\ngrade D",
}
STATUSES = {
    "corroborated": "Corroborated",
    "supported": "Supported",
    "repeated": "Repeated",
    "single-source": "Single source",
    "disputed": "Disputed",
    "superseded": "Superseded",
    "contradicted": "Contradicted",
    "inconsistent": "Inconsistent",
    "unverifiable": "Unverifiable",
}
cells = by_document(register, list(NAMES), list(STATUSES))
cells = cells.sort_values(
    "status", key=lambda column: column.map(list(STATUSES).index), kind="stable", ignore_index=True
)
cells["column"] = cells["source"].map(NAMES)
cells["document"] = cells["column"].str.replace("\n", " ")
cells["head"] = cells["status"].map(STATUSES)
cells["text"] = [f"{claims}" if claims else "–" for claims in cells["claims"]]
HUE = {"corroborated": pp.GREEN, "supported": pp.BLUE, "disputed": pp.OCHRE, **dict.fromkeys(TROUBLE[:3], pp.RED)}
cells["tone"] = [HUE.get(row.status, pp.MUTED) if row.claims else pp.SOFT for row in cells.itertuples()]
cells["ink"] = [pp.PAPER if row.claims else pp.MUTED for row in cells.itertuples()]
publish_figure(
    lambda width: charts.grid(
        cells,
        row="head",
        column="column",
        text="text",
        tone="tone",
        ink="ink",
        width=width,
        columns=list(NAMES.values()),
        share=0.28,
        size=13 if width == pp.WIDE else 12,
    ),
    name="statuses",
    data=cells,
    columns={"document": "Document", "status": "Status", "claims": "Claims (count)", "share": "Share (percent)"},
    title="Of {{ graded }} claims in the signed documents {{ alone }} stand alone, {{ repeated }} are repeated, {{ supported }} supported and {{ corroborated }} corroborated; against {{ faulty }} something stands",
    subtitle="Claims of each document by the status that the audit finds, count",
    note="Corroborated and contradicted compare numbers of one period; supported and disputed are one reader’s judgement. None says that a claim is right. The unsigned article, grade D, is a column of its own and in no total.",
    alt=f"Table of counts, nine statuses by five documents. Single source is the largest cell of every signed document except one; unverifiable, which only grade D can be, holds {n_untested} of the {n_article} claims of the unsigned article.",
)

# %% [markdown]
# ## What can be tested at all
#
# Counts lead for a plain reason: a text that announces a number of things usually lists them, and the list can be counted. Statistics need a publisher with the same scope and year. Projections can only be judged when they fall due, which [the scorecard](forecast-scorecard.md) does.

# %%
can_test = (signed["links"] + signed["checks"]).ne("")
tested = count_by(signed, "kind", lambda _: can_test)
tested["text"] = [f"{row.hits} of {row.of}" for row in tested.itertuples()]
tested["label"] = tested["kind"].str.capitalize()
assert tested["kind"].iloc[0] == "count", "another kind would lead"
n_tested = publish_value(
    "tested",
    int(tested["hits"].sum()),
    unit="count",
    rows=signed["standing"],
    formula="claims of the four signed documents with a comparison or a check",
)
publish_figure(
    lambda width: charts.bars(tested, label="label", value="share", text="text", width=width, top=100, share=0.2),
    name="tested",
    data=tested,
    columns={
        "kind": "Kind of claim",
        "hits": "Compared or checked (count)",
        "of": "Claims (count)",
        "share": "Share (percent)",
    },
    title=f"{n_tested} of {n_graded} claims in the signed documents could be compared with something or checked",
    subtitle="Share of claims of each kind with a comparison or a check; signed documents, percent",
    note="A bar to the right edge would be every claim of the kind. Comparisons are with the tables and documents of this site; more sources would test more claims.",
    alt="Horizontal bars, one for each kind of claim, longest first, showing the share that could be compared with another source. All are well below the full width.",
)

# %% [markdown]
# ## What the checks find
#
# A check applies one rule to quantities that the documents state: payments less a deficit must give receipts; two dates of one event must agree. Rounding and words such as “about” and “more than” are allowed for, so a check fails only if no reading of the print fits, and each says below what would have made it fail. Of {{ checks }} checks {{ holds }} hold and {{ fails }} fail; in {{ explained }} the two sides differ and nobody is at fault.
#
# Not counted are {{ sanity }} sanity checks, such as that a part is not above its whole or that a list has as many members as it announces, and {{ warnings }} warnings that two measures go by one name. They are kept and shown, since a failure would tell; that they hold tells nothing.

# %%
counted = checks[checks["counted"]]
warnings = checks[checks["rule"] == "distinct"]
idle = checks[~checks["counted"] & (checks["rule"] != "distinct")]
assert idle["verdict"].ne("fails").all(), "a failing check would be in no count"


def count_checks(name, part, of, formula):
    """Publish how many checks meet a condition; ``of`` are those looked through."""
    return publish_value(name, len(part), unit="count", rows=of["rows"], formula=formula)


n_checks = count_checks("checks", counted, counted, "checks that could have failed")
n_verdict = {
    name: count_checks(name, counted[counted["verdict"] == verdict], counted, formula)
    for name, verdict, formula in (
        ("holds", "holds", "checks that could have failed and hold"),
        ("fails", "fails", "checks that fail and are not excused"),
        ("explained", "explained", "checks whose two sides differ without anybody’s error"),
    )
}
count_checks("sanity", idle, idle, "checks that nearly always hold, without a reason why they could inform")
count_checks("warnings", warnings, warnings, "checks that warn of one name for two measures")
failing = counted[counted["verdict"] == "fails"]
at_fault = sorted({claim for claims in failing["faults"] for claim in claims.split()})
publish_value(
    "at-fault", len(at_fault), unit="count", rows=failing, formula="claims that may be at fault in a failing check"
)
RULES = {
    "Sums, differences and shares": ["difference", "sum", "share", "implied_whole", "same_whole", "within_hundred"],
    "Rates and multiples": ["quotient", "same_quotient", "multiple"],
    "Growth": ["growth", "annual_growth"],
    "Bounds and ranks": ["at_most"],
    "One quantity, two values": ["same"],
    "Dates": ["same_date", "before", "span"],
    "Lists": ["listed"],
}
AMOUNTS = [rule for name in list(RULES)[:5] for rule in RULES[name]]
group = {rule: name for name, rules in RULES.items() for rule in rules}
assert set(counted["rule"]) <= group.keys(), "a rule has no group"
kinds = counted.assign(group=counted["rule"].map(group))
by_rule = count_by(kinds, "group", lambda frame: frame["verdict"] == "fails").sort_values(
    ["hits", "of"], ascending=False, ignore_index=True
)
by_rule["text"] = [f"{row.hits} of {row.of} fail" for row in by_rule.itertuples()]
by_rule["wrapped"] = [charts.wrap(name, 200) for name in by_rule["group"]]
assert by_rule["hits"][:2].sum() > len(failing) / 2, "the first two groups would not be most of the failures"
n_worst, n_second = (
    publish_value(
        name, by_rule["group"][rank].lower(), rows=by_rule["rows"][rank], formula="what most failing checks are about"
    )
    for rank, name in enumerate(("worst", "second"))
)
publish_figure(
    lambda width: charts.bars(by_rule, label="wrapped", value="hits", text="text", width=width, share=0.36),
    name="rules",
    data=by_rule,
    columns={"group": "What is checked", "hits": "Checks that fail (count)", "of": "Checks (count)"},
    title=f"{n_verdict['fails']} of {n_checks} checks that could have failed did, most of them on {n_worst} and on {n_second}",
    subtitle="Checks that fail, by what is checked, count",
    note="Sanity checks, which nearly always hold, warnings, and differences that are nobody’s error are not among the failures.",
    alt="Horizontal bars of failing checks by kind, most failures first, each labelled with how many of how many fail.",
)

# %% [markdown]
# ## How far off
#
# Some failures are slips in the last digit, others are off by a multiple. The figure shows those where both sides are amounts, and how many times the larger side is the smaller.


# %%
def read_times(low, high):
    """Return a multiple in words, to two digits."""
    ends = dict.fromkeys(f"{float(f'{end:.2g}'):,.4g}" for end in (low, high))
    return " to ".join(ends) + " times"


off = off_by(checks)
off["label"] = [charts.wrap(title, 250) for title in off["title"]]
off["ends"] = [read_times(low, high) for low, high in zip(off["fold_low"], off["fold_high"], strict=True)]
n_off = publish_value(
    "measured", len(off), unit="count", rows=off, formula="claims at fault where both sides are closed amounts"
)
n_double = publish_value(
    "double",
    int((off["fold_low"] >= 2).sum()),
    unit="count",
    rows=off,
    formula="claims at fault whose amount is at least twice or at most half of what follows",
)
AXIS = [0.8, 12_000]
assert off["fold_high"].max() < AXIS[1], "a mark would lie right of the axis"


def draw_off(width):
    """Draw for each failing check how many times the larger side is the smaller, on a logarithmic scale."""
    wide = width == pp.WIDE
    left = 270 if wide else 0
    y = alt.Y("label:N", sort=None, axis=charts.row_axis(left) if wide else None)
    scale = alt.Scale(type="log", domain=AXIS, range=[0, width - left - (112 if wide else 116)])
    axis = alt.Axis(
        title="times, logarithmic", values=[1, 10, 100, 1000, 10_000], format=",", grid=True, titleAnchor="start"
    )
    x = alt.X("fold_low:Q", scale=scale, axis=axis)
    base = alt.Chart(off).encode(y=y)
    layers = [
        base.mark_rule(strokeWidth=4, color=pp.RED).encode(x=x, x2="fold_high:Q"),
        base.mark_point(size=60, color=pp.RED, opacity=1).encode(x=x),
        base.mark_text(align="left").encode(x=alt.value(width - left - (102 if wide else 104)), text="ends:N"),
    ]
    if not wide:
        layers += charts.labels_above(off, base, "label", 8)
    return alt.layer(*layers).properties(width=width - left, height=alt.Step(44 if wide else 66))


publish_figure(
    draw_off,
    name="how-far",
    data=off,
    columns={
        "title": "Check",
        "fold_low": "The larger side over the smaller, at least (times)",
        "fold_high": "At most (times)",
        "rule": "Rule",
    },
    title=f"Of {n_off} amounts at fault {n_double} are off by at least a factor of two",
    subtitle="How many times the larger side is the smaller: what is printed, and what follows from other numbers; claims at fault, times",
    note="At the leftmost tick both sides agree. Bars span the rounding of the printed digits. A claim that fails several checks is drawn once, by the one it fails least. Failures about dates, lists and open bounds are not drawn; all stand in the list below.",
    alt="Points on a logarithmic axis, one for each claim at fault, the largest difference first. Most are close to the left edge.",
)

# %%
amounts = counted[counted["rule"].isin(AMOUNTS)]
for check in amounts.itertuples():
    publish_value(
        check.id,
        (check.low + check.high) / 2 if check.high < float("inf") else check.low,
        format=check.text.replace("{", "{{").replace("}", "}}"),
        unit=check.unit or "ratio",
        rows=check.inputs,
        formula=check.formula,
    )

# %% [markdown]
# ## Every check, as a sentence
#
# The failing ones come first. Each number leads to the claim, the table row or the computation behind it. Nothing in a source has been corrected: the printed number stands in the register as printed, and what we make of it is said here.
#
# {{ block.checks }}

# %% [markdown]
# ## Limits
#
# - What is set beside what was chosen by readers, one for each document; the rules then decide. Another reader would find further pairs. Whether something without a common number supports or disputes a claim is one reader's judgement, and so is which origin a claim without a note has.
# - Agreement is not truth: two reports may share an origin that neither names. What we register is what is named or plain from the matter.
# - A claim without a comparison is not a weaker claim. It is one that we cannot speak about.
# - A check that holds shows that numbers fit together, not that any of them is right.
#
# ## What would change our mind
#
# - An official series for a quantity that stands alone today would move it to corroborated, contradicted or superseded at the next build.
# - A statement of scope or method by an author that shows two quantities to be different measures would turn a failing check into a warning that they must not be compared.
