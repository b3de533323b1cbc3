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
#     topic: evidence
#     question: Which claims of the five documents agree with other sources, and which fail?
#     reviewed: "2026-11-21"
#     review_by: "2027-05-21"
#     data_through: 2025
#     edition: Claims register and audit of this release
#     card: {figure: statuses, value: corroborated, label: "claims of the five documents agree with an independent source"}
# ---

# %% [markdown]
# # Of {{ claims }} claims in five policy documents, {{ corroborated }} agree with an independent source and {{ faulty }} run into trouble
#
# Every number and date in the five documents is in [our register](../claims.md). Here each is set beside the other documents and the official statistics that we hold, and the arithmetic that it implies is done.
# Trouble means that another source says otherwise, that newer figures differ, or that the document disagrees with itself. The largest group, {{ alone }} claims, stands alone: we found no independent statement to set beside them.

# %% [markdown]
# ## Takeaways
#
# 1. Being cited is not being confirmed. Of the {{ graded }} claims in the four signed documents, {{ corroborated-graded }} agree with an independent source; {{ alone-graded }} stand alone. *High confidence*
# 2. Where amounts can be checked, most hold: of {{ amount-checks }} checks on sums, shares, rates, bounds and values, {{ amount-fails }} fail. The other checks are on dates, lists and names that cover two measures. Of all {{ fails }} failures, {{ fails-outside }} set a printed figure or date beside one from outside the documents. *High confidence*
# 3. The unsigned article stands out by its failures more than by its gaps. Most claims of every document stand beside nothing; of the few of the article that can be compared, {{ article-faulty }} fail and {{ article-good }} agree, against {{ signed-faulty }} and {{ corroborated-graded }} in the signed documents. *Moderate confidence*

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
# A claim has the gravest status that applies to it. It follows from rules, not from a judgement of ours about the claim; ours is only the choice of what is set beside what, and each comparison says why the two are comparable.
#
# {{ block.statuses }}

# %%
FAULTY = ["inconsistent", "contradicted", "superseded"]
signed = register[register["grade"] != "D"]
article = register[register["grade"] == "D"]


def count(name, part, of, formula):
    """Publish how many claims have a status; ``of`` are those looked through."""
    return publish_value(name, len(part), unit="count", rows=of["standing"], formula=formula)


n_claims = count("claims", register, register, "claims in the register")
n_good = count(
    "corroborated",
    register[register["status"] == "corroborated"],
    register,
    "claims whose status is corroborated",
)
n_faulty = count(
    "faulty",
    register[register["status"].isin(FAULTY)],
    register,
    "claims whose status is inconsistent, contradicted or superseded",
)
n_alone = count(
    "alone", register[register["status"] == "single-source"], register, "claims whose status is single-source"
)
n_graded = count("graded", signed, signed, "claims of the four signed documents")
n_good_graded = count(
    "corroborated-graded",
    signed[signed["status"] == "corroborated"],
    signed,
    "claims of the four signed documents whose status is corroborated",
)
n_alone_graded = count(
    "alone-graded",
    signed[signed["status"] == "single-source"],
    signed,
    "claims of the four signed documents whose status is single-source",
)
count(
    "signed-faulty",
    signed[signed["status"].isin(FAULTY)],
    signed,
    "claims of the four signed documents whose status is inconsistent, contradicted or superseded",
)
n_article = count("article", article, article, "claims of the unsigned article")
n_untested = count(
    "unverifiable",
    article[article["status"] == "unverifiable"],
    article,
    "claims of the unsigned article whose status is unverifiable",
)
bad, good = (article[article["status"].isin(names)] for names in (FAULTY, ["corroborated"]))
count("article-faulty", bad, article, "claims of the unsigned article that another source contradicts")
count("article-good", good, article, "claims of the unsigned article whose status is corroborated")
assert len(bad) / len(good) > 2 * signed["status"].isin(FAULTY).sum() / n_good_graded.number, "it would not stand out"
assert n_alone.number == register["status"].value_counts().max(), "the largest group would be another"
assert n_untested.number > len(article) / 2, "most of the article’s claims could be tested"

# %% [markdown]
# ## Document by document
#
# A claim that names a year, a unit and an origin can be looked up; one that does not often cannot. Most claims in every document have nothing beside them, so the first column says as much about what we could find as about the documents.

# %%
NAMES = {
    "csis-2020-uneven-drive": "CSIS 2020",
    "csis-2024-advanced-packaging": "CSIS 2024",
    "merics-2024-value-chains": "MERICS 2024",
    "carter-strategic-leveraging": "Carter Center",
    "ai-assisted-value-chain-article": "Unsigned article",
}
STATUSES = {
    "corroborated": "Corrob-\norated",
    "single-source": "Single\nsource",
    "superseded": "Super-\nseded",
    "contradicted": "Contra-\ndicted",
    "inconsistent": "Incon-\nsistent",
    "unverifiable": "Unveri-\nfiable",
}
cells = by_document(register, list(NAMES), list(STATUSES))
cells["document"] = cells["source"].map(NAMES) + ", grade " + cells["grade"]
cells["head"] = cells["status"].map(STATUSES)
cells["text"] = [f"{claims}" if claims else "–" for claims in cells["claims"]]
HUE = {"corroborated": pp.GREEN, "unverifiable": pp.OCHRE, **dict.fromkeys(FAULTY, pp.RED)}
cells["tone"] = [HUE.get(row.status, pp.MUTED) if row.claims else pp.SOFT for row in cells.itertuples()]
cells["ink"] = [pp.PAPER if row.claims else pp.MUTED for row in cells.itertuples()]
publish_figure(
    lambda width: charts.grid(
        cells,
        row="document",
        column="head",
        text="text",
        tone="tone",
        ink="ink",
        width=width,
        columns=list(STATUSES.values()),
        share=0.28,
        size=13 if width == pp.WIDE else 12,
    ),
    name="statuses",
    data=cells,
    columns={"document": "Document", "status": "Status", "claims": "Claims (count)", "share": "Share (percent)"},
    title=f"{n_alone} of {n_claims} claims stand alone; {n_good} are corroborated and {n_faulty} run into trouble",
    subtitle="Claims of each document by the status that the audit finds, count",
    note="Corroborated means that an independent source agrees, not that the claim is right. The unsigned article, grade D, is a row of its own.",
    alt=f"Table of counts, five documents by six statuses. Single source is the largest cell in every signed document; unverifiable, which only grade D can be, holds {n_untested} of the {n_article} claims of the unsigned article.",
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
# A check applies one rule to quantities that the documents state: payments less a deficit must give receipts; two dates of one event must agree. Rounding and words such as “about” and “more than” are allowed for, so a check fails only if no reading of the print fits. Of {{ checks }} checks {{ holds }} hold, {{ fails }} fail, and {{ open }} cannot be decided.

# %%
n_checks = publish_value("checks", len(checks), unit="count", rows=checks, formula="checks in the audit")
verdicts = {
    "holds": ("holds", "checks whose verdict is that they hold"),
    "fails": ("fails", "checks whose verdict is that they fail"),
    "open": ("cannot tell", "checks that an open bound leaves undecided"),
}
n_verdict = {
    name: publish_value(name, int((checks["verdict"] == verdict).sum()), unit="count", rows=checks, formula=formula)
    for name, (verdict, formula) in verdicts.items()
}
RULES = {
    "Sums, differences and shares": ["difference", "sum", "share", "implied_whole", "same_whole", "within_hundred"],
    "Rates and multiples": ["quotient", "same_quotient", "multiple"],
    "Growth": ["growth", "annual_growth"],
    "A part is not above its whole": ["at_most"],
    "One quantity, two values": ["same"],
    "One name, two measures": ["distinct"],
    "Dates": ["same_date", "before", "span"],
    "Lists": ["listed"],
}
AMOUNTS = [rule for name in list(RULES)[:5] for rule in RULES[name]]
amounts = checks[checks["rule"].isin(AMOUNTS)]
publish_value(
    "amount-checks",
    len(amounts),
    unit="count",
    rows=amounts,
    formula="checks on sums, shares, rates, bounds and values",
)
publish_value(
    "amount-fails",
    int(amounts["verdict"].eq("fails").sum()),
    unit="count",
    rows=amounts,
    formula="checks on sums, shares, rates, bounds and values that fail",
)
failing = checks[checks["verdict"] == "fails"]
outside = failing[[any(not row.startswith("claim:") for row in rows.split()) for rows in failing["inputs"]]]
publish_value(
    "fails-outside",
    len(outside),
    unit="count",
    rows=failing,
    formula="failing checks that use a row of one of our tables",
)
group = {rule: name for name, rules in RULES.items() for rule in rules}
assert set(checks["rule"]) <= group.keys(), "a rule has no group"
kinds = checks.assign(group=checks["rule"].map(group))
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
    title=f"{n_verdict['fails']} of {n_checks} checks fail, most of them on {n_worst} and on {n_second}",
    subtitle="Checks that fail, by what is checked, count",
    note="“One name, two measures” fails if two measures that go by one name were the same after all; its passing checks are warnings that the two must never share an axis.",
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
    "measured", len(off), unit="count", rows=off, formula="failing checks where both sides are closed amounts"
)
n_double = publish_value(
    "double",
    int((off["fold_low"] >= 2).sum()),
    unit="count",
    rows=off,
    formula="failing checks on amounts where one side is at least twice the other",
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
    title=f"In {n_double} of {n_off} failing checks one side is at least double the other",
    subtitle="How many times the larger side is the smaller: what is printed, and what follows from other numbers; failing checks, times",
    note="At the leftmost tick both sides agree. Bars span the rounding of the printed digits. Failing checks about dates, lists and open bounds are not drawn; all stand in the list below.",
    alt="Points on a logarithmic axis, one for each failing check, the largest difference first. The first two are far to the right, in the thousands; most are close to the left edge.",
)

# %%
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
# - What is set beside what was chosen by readers, one for each document; the rules then decide. Another reader would find further pairs.
# - Agreement is not truth: two reports may share an origin that neither names. Where we know of one, the comparison does not count as corroboration.
# - A claim without a comparison is not a weaker claim. It is one that we cannot speak about.
# - A check that holds shows that numbers fit together, not that any of them is right.
#
# ## What would change our mind
#
# - An official series for a quantity that stands alone today would move it to corroborated, contradicted or superseded at the next build.
# - A statement of scope or method by an author that shows two quantities to be different measures would turn a failing check into a warning that they must not be compared.
