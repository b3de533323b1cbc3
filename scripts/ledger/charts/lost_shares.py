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


def lost(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw the points that each hold lost by years since its first figure."""
    return charts.lines(
        frame,
        x="after",
        y="points",
        series="hold",
        label="label",
        width=width,
        colours=TINTS,
        unit="Points of share lost",
        domain=(-15, 45),
        room=200,
    )
