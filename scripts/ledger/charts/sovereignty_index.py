"""Drawings and tables of the proposed index: what it would need, and how far weights can move it."""

from __future__ import annotations

import altair as alt
import pandas as pd

import proofpress as pp
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS

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
WEIGHT_COLUMNS = {
    "plant": "Plant (invented)",
    "low": "Lowest index (percent)",
    "equal": "Equal weights (percent)",
    "high": "Highest index (percent)",
}


def inputs_frame(needs: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each input: what the article gives of it, and who holds it."""
    needs = needs.set_index("id").loc[INPUTS].reset_index()
    return needs.assign(held_by=needs["holder"].map(HOLDERS).fillna("plant"))


def weights_frame(ranges: pd.DataFrame) -> pd.DataFrame:
    """Return the ranges of the index with their words."""
    texts = [
        f"{low:.0f} to {high:.0f}" if low != high else f"always {low:.0f}"
        for low, high in zip(ranges["low"], ranges["high"], strict=True)
    ]
    return ranges.assign(text=texts)


def weights(ranges: pd.DataFrame, width: int) -> Drawing:
    """Draw each plant's range over all weights, with a dot for equal ones."""
    equal = ranges[["plant", "equal", ROWS]].assign(label=[f"{value:.0f}" for value in ranges["equal"]])
    wide = width == pp.WIDE
    step, left = (52, 90) if wide else (66, 0)
    y = alt.Y("plant:N", sort=None, axis=None)
    scale = alt.Scale(domain=[0, 100], range=[left, width - 90], nice=False)
    title = "index, percent of decisions taken within the United States"
    axis = alt.Axis(title=title, titleAnchor="start", tickCount=5)
    base, dots = alt.Chart(ranges), alt.Chart(equal)
    middle = alt.X("equal:Q", scale=scale)
    place = {"align": "right", "dx": -16} if wide else {"align": "left", "dy": -24}
    plant = base.mark_text(color=pp.INK, fontWeight=600, **place)
    text = base.mark_text(align="left", color=pp.MUTED)
    return alt.layer(
        base.mark_rule(strokeWidth=5, color=pp.GREY).encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q", y=y),
        dots.mark_point(filled=True, size=120, color=pp.RED, opacity=1).encode(x=middle, y=y),
        dots.mark_text(dy=-16, color=pp.RED, fontWeight=600).encode(x=middle, y=y, text="label:N"),
        plant.encode(x=alt.value(left), y=y, text="plant:N"),
        text.encode(x=alt.value(width - 78), y=y, text="text:N"),
    ).properties(width=width, height=alt.Step(step))
