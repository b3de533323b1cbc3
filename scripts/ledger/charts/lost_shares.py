"""The drawing of how fast holders lost their shares."""

from __future__ import annotations

import pandas as pd

import proofpress as pp
from proofpress.notebook import charts
from proofpress.notebook.charts import Drawing

TINTS = {"rare-earths": pp.RED, "gallium": pp.BLUE, "graphite": pp.GREEN, "sic-wafers": pp.OCHRE}
COLUMNS = {
    "name": "Hold",
    "begins": "Counted from",
    "year": "Year",
    "share": "Share (%)",
    "points": "Points lost",
    "after": "Years after",
}


NAMED, DROP = "rare-earths", 30
"""The hold whose loss is marked, and how many points it had lost at least where the mark stands."""


def reached(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the first figure at which the named hold had lost so many points, and its newest, with both in words."""
    hold = frame[frame["hold"] == NAMED].sort_values("after")
    first = hold[hold["points"] >= DROP].head(1)
    newest = hold[hold["after"] > first["after"].max()].tail(1)
    texts = [f"{row.points:.0f} points\nin {row.after} years" for row in first.itertuples()]
    texts += [f"{row.points:.0f} after {row.after}" for row in newest.itertuples()]
    marks: pd.DataFrame = pd.concat([first, newest]).assign(label=texts)
    return marks


def lost(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw the points that each hold lost by years since its first figure, with the loss that is named."""
    return charts.lines(
        frame,
        marks=reached(frame),
        x="after",
        y="points",
        series="hold",
        label="label",
        width=width,
        colours=TINTS,
        unit="Points of share lost",
        across="Years since the instrument, or since the first figure",
        domain=(-15, 45),
        room=200,
    )
