"""The table and drawings of the claim audit: statuses by document, what can be tested, and which checks fail."""

from __future__ import annotations

import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures.register import by_document, count_by
from proofpress.notebook import charts
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, join_rows

DOCUMENTS = {
    "csis-2020-uneven-drive": "CSIS 2020",
    "csis-2024-advanced-packaging": "CSIS 2024",
    "merics-2024-value-chains": "MERICS 2024",
    "carter-strategic-leveraging": "Carter essay",
    "ai-assisted-value-chain-article": "Article, grade D",
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
SIGNED, ALL = "All four signed", "All claims"
"""Head of the column and of the row of totals."""
ARTICLE = "ai-assisted-value-chain-article"
STATUS_DOTS = {
    "Corroborated": pp.GREEN,
    "Supported": pp.BLUE,
    "Disputed": pp.OCHRE,
    **dict.fromkeys(("Superseded", "Contradicted", "Inconsistent"), pp.RED),
}
"""The colour of a status that says something for or against a claim: the kind of it, not how many there are."""
STATUS_COLUMNS = {
    "status": pp.Column("Status", dots=STATUS_DOTS),
    **{source: pp.Column(head) for source, head in DOCUMENTS.items() if source != ARTICLE},
    "signed": pp.Column(SIGNED, bar=True),
    ARTICLE: pp.Column(DOCUMENTS[ARTICLE], rows="unsigned"),
}
TESTED_COLUMNS = {
    "kind": "Kind of claim",
    "hits": "Compared or checked (count)",
    "of": "Claims (count)",
    "share": "Share (percent)",
}
RULE_COLUMNS = {"group": "What is checked", "hits": "Checks that fail (count)", "of": "Checks (count)"}
OFF_COLUMNS = {
    "title": "Check",
    "fold_low": "The larger side over the smaller, at least (times)",
    "fold_high": "At most (times)",
    "rule": "Rule",
}
AXIS = [0.8, 12_000]
"""Ends of the axis of how far amounts are off, in times."""


def statuses_frame(register: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each status, then one of totals, with the claims of each document and of all signed ones.

    The claims of grade D have a trail of their own, ``unsigned``.
    """
    signed = register[register["grade"] != "D"].assign(source="signed")
    claims = pd.concat([register, signed])
    sources = [key for key in STATUS_COLUMNS if key != "status"]
    cells = pd.concat(
        [
            by_document(claims, sources, list(STATUSES)),
            by_document(claims.assign(status="all"), sources, ["all"]),
        ]
    )
    cells["status"] = cells["status"].map({**STATUSES, "all": ALL})
    order = [*STATUSES.values(), ALL]
    cells = cells.sort_values("status", key=lambda names: names.map(order.index), kind="stable", ignore_index=True)
    cells["claims"] = cells["claims"].astype(int)
    apart = cells[cells["source"] == ARTICLE].set_index("status")
    table = pp.cross_table(cells[cells["source"] != ARTICLE], row="status", column="source", cell="claims")
    return table.assign(**{ARTICLE: table["status"].map(apart["claims"]), "unsigned": table["status"].map(apart[ROWS])})


def tested_frame(register: pd.DataFrame) -> pd.DataFrame:
    """Return how many claims of all kinds, and then of each, have a comparison or a check, in words too."""
    can_test = (register["links"] + register["checks"]).ne("")
    whole = count_by(register.assign(kind="all"), "kind", lambda _: can_test)
    tested = pd.concat([whole, count_by(register, "kind", lambda _: can_test)], ignore_index=True)
    tested["text"] = [f"{row.hits} of {row.of}: {row.share:.0f}%" for row in tested.itertuples()]
    tested["label"] = tested["kind"].replace({"all": "all kinds"}).str.capitalize()
    tested["tone"] = tested["kind"].eq("all").map({True: pp.RED, False: pp.GREY})
    return tested


def tested(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw a bar for all kinds of claim and one for each, on an axis to all of the kind."""
    wide = width == pp.WIDE
    left = 110 if wide else 0
    y = alt.Y("label:N", sort=None, axis=charts.row_axis(left) if wide else None)
    scale = alt.Scale(domain=[0, 100], nice=False, range=[0, width - left - 16])
    title = "percent of the claims of a kind"
    x = alt.X("share:Q", scale=scale, axis=alt.Axis(title=title, titleAnchor="start", tickCount=5, grid=True))
    base = alt.Chart(frame).encode(y=y)
    layers = [
        base.mark_bar(height=15).encode(x=x, color=alt.Color("tone:N", scale=None)),
        base.mark_text(align="left", dx=6, color=pp.INK).encode(x=x, text="text:N"),
    ]
    if not wide:
        layers = charts.labels_above(frame, base, "label", 9) + layers
    return alt.layer(*layers).properties(width=width - left, height=alt.Step(30 if wide else 50))


WHOLE = "All that could fail"
"""The row of the checks together."""


def rules_frame(checks: pd.DataFrame) -> pd.DataFrame:
    """Return how many checks fail of all, and of each ``group``, most failures first, in words too."""

    def fails(frame: pd.DataFrame) -> pd.Series[bool]:
        return frame["verdict"] == "fails"

    counted = count_by(checks, "group", fails).sort_values(["hits", "of"], ascending=False)
    frame = pd.concat([count_by(checks.assign(group=WHOLE), "group", fails), counted], ignore_index=True)
    frame["tone"] = frame["group"].eq(WHOLE).map({True: pp.RED, False: pp.GREY})
    frame["text"] = [f"{row.hits} of {row.of} fail" for row in frame.itertuples()]
    frame["wrapped"] = [charts.wrap(name, 200) for name in frame["group"]]
    return frame


def rules(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw a bar for each group of checks, as long as its failures."""
    return charts.bars(frame, label="wrapped", value="hits", text="text", colour="tone", width=width, label_share=0.36)


def read_times(low: float, high: float) -> str:
    """Return a multiple in words, to two digits.

    Examples
    --------
    >>> read_times(1.04, 1.04), read_times(9, 1_100)
    ('1 times', '9 to 1,100 times')
    """
    ends = dict.fromkeys(f"{float(f'{end:.2g}'):,.4g}" for end in (low, high))
    return " to ".join(ends) + " times"


def off_frame(off: pd.DataFrame) -> pd.DataFrame:
    """Return the claims at fault with their label and their multiple in words."""
    ends = [read_times(low, high) for low, high in zip(off["fold_low"], off["fold_high"], strict=True)]
    return off.assign(label=[charts.wrap(title, 250) for title in off["title"]], ends=ends)


def off_by(off: pd.DataFrame, width: int) -> Drawing:
    """Draw for each claim at fault how many times the larger side is the smaller, on a logarithmic scale."""
    wide = width == pp.WIDE
    left = 270 if wide else 0
    y = alt.Y("label:N", sort=None, axis=charts.row_axis(left) if wide else None)
    scale = alt.Scale(type="log", domain=AXIS, range=[0, width - left - (112 if wide else 116)])
    ticks = {"values": [1, 10, 100, 1000, 10_000], "format": ",", "grid": True}
    x = alt.X("fold_low:Q", scale=scale, axis=alt.Axis(title="times, logarithmic", titleAnchor="start", **ticks))
    base = alt.Chart(off).encode(y=y)
    twice = pd.DataFrame({"fold_low": [2.0], ROWS: [join_rows(off[ROWS])]})
    twice["words"] = f"{(off['fold_low'] >= 2).sum()} of {len(off)}: 2 times or more"
    line = alt.Chart(twice).encode(x=x)
    layers = [
        line.mark_rule(color=pp.INK, strokeDash=[4, 3]),
        line.mark_text(align="left", dx=4, color=pp.INK, fontWeight=600).encode(
            y=alt.value(-10 if wide else -30), text="words:N"
        ),
        base.mark_rule(strokeWidth=4, color=pp.RED).encode(x=x, x2="fold_high:Q"),
        base.mark_point(size=60, color=pp.RED, opacity=1).encode(x=x),
        base.mark_text(align="left").encode(x=alt.value(width - left - (102 if wide else 104)), text="ends:N"),
    ]
    if not wide:
        layers += charts.labels_above(off, base, "label", 8)
    return alt.layer(*layers).properties(width=width - left, height=alt.Step(44 if wide else 66))
