"""Drawings and tables of the proposed index: what it would need, and how far weights can move it."""

from __future__ import annotations

import altair as alt
import pandas as pd

import proofpress as pp
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, join_rows

from ..measures.sovereignty import open_order

INPUTS = ["calibration", "yield", "firmware", "diagnosis", "engineering", "certification", "training-data"]
HOLDERS = {"the makers of tools": "maker of the tool", "the investor": "investor"}
ANSWERS = {"yes": pp.BLUE, "no": pp.RED}
INPUT_COLUMNS = {
    "input": pp.Column("Input"),
    "kind": pp.Column("Kind"),
    "unit_given": pp.Column("Unit given", dots=ANSWERS, tally=True),
    "weight_given": pp.Column("Weight given", dots=ANSWERS),
    "published": pp.Column("Published", dots=ANSWERS, tally=True),
    "held_by": pp.Column("Held by"),
}
PAIR_COLUMNS = {"kinds": "Kinds of decision", "share": "Pairs whose order the weights decide (percent)"}


def inputs_frame(needs: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each input: what the article gives of it, and who holds it."""
    needs = needs.set_index("id").loc[INPUTS].reset_index()
    return needs.assign(held_by=needs["holder"].map(HOLDERS).fillna("plant"))


def pairs_frame(kinds: pd.DataFrame) -> pd.DataFrame:
    """Return the share of pairs whose order hangs on the weights, for an index of one kind of decision and of more.

    Parameters
    ----------
    kinds : DataFrame
        The kinds of decision that the article names, one a row: the last index has them all.
    """
    rows = join_rows(kinds[ROWS])
    numbers = range(1, len(kinds) + 1)
    shares = [open_order(number) for number in numbers]
    labels = [*(f"{share:.0f}%" for share in shares[:-1]), f"{shares[-1]:.1f}%"]
    return pd.DataFrame({"kinds": list(numbers), "share": shares, "label": labels, ROWS: rows})


def pairs(shares: pd.DataFrame, width: int) -> Drawing:
    """Draw a column for each number of kinds, that of the article's kinds in colour."""
    last = len(shares)
    x = alt.X(
        "kinds:O",
        axis=alt.Axis(title="kinds of decision that the index counts", labelAngle=0, labelFontSize=14, ticks=False),
    )
    place = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -16}
    title = "pairs of plants whose order the weights decide, percent"
    axis = alt.Axis(title=title, grid=False, labels=False, ticks=False, domain=False, **place)
    y = alt.Y("share:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=axis)
    base, end = alt.Chart(shares), alt.Chart(shares.tail(1).assign(note=f"the article’s {last} kinds"))
    tint = alt.condition(alt.datum.kinds == last, alt.value(pp.RED), alt.value(pp.GREY))
    words = alt.condition(alt.datum.kinds == last, alt.value(pp.RED), alt.value(pp.MUTED))
    return alt.layer(
        base.mark_bar(size=60 if width == pp.WIDE else 40).encode(x=x, y=y, color=tint),
        base.mark_text(dy=-10, fontWeight=600, fontSize=16).encode(x=x, y=y, text="label:N", color=words),
        end.mark_text(dy=-30, fontWeight=600, color=pp.RED).encode(x=x, y=y, text="note:N"),
    ).properties(width=width, height=270)
