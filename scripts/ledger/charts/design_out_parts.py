"""What several drawings of the design-out evidence need: pixels without axes, a panel's heading, directions' looks."""

from __future__ import annotations

import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures.evidence import DIRECTIONS

WORDS = ["supports", "fits both", "speaks against"]
FILL = alt.Scale(domain=list(DIRECTIONS), range=[pp.RED, pp.PAPER, pp.BLUE])
EDGE = alt.Scale(domain=list(DIRECTIONS), range=[pp.RED, pp.MUTED, pp.BLUE])
SHAPE = alt.Scale(domain=list(DIRECTIONS), range=["circle", "circle", "square"])
LETTER = alt.Scale(domain=list(DIRECTIONS), range=[pp.PAPER, pp.INK, pp.PAPER])
Panels = alt.HConcatChart | alt.VConcatChart


def canvas(width: int, top: float, bottom: float, x: str = "x", y: str = "y") -> tuple[alt.X, alt.Y]:
    """Return x and y in pixels for a drawing without axes, y growing downwards."""
    across, down = alt.Scale(domain=[0, width], nice=False), alt.Scale(domain=[bottom, top], nice=False)
    return alt.X(f"{x}:Q", axis=None, scale=across), alt.Y(f"{y}:Q", axis=None, scale=down)


def heading(*lines: str) -> alt.Title:
    """Return the heading of a panel, set at its left edge."""
    return alt.Title(list(lines), fontSize=13, fontWeight=600, anchor="start", color=pp.INK, offset=12)


def looks() -> dict[str, alt.Fill | alt.Stroke | alt.Shape]:
    """Return how a mark shows its direction: by fill, edge and shape."""
    return {
        "fill": alt.Fill("direction:N", scale=FILL, legend=None),
        "stroke": alt.Stroke("direction:N", scale=EDGE, legend=None),
        "shape": alt.Shape("direction:N", scale=SHAPE, legend=None),
    }


def key_frame(left: float, y: float, rows: str) -> pd.DataFrame:
    """Return the key of the directions, set from ``left`` at the height ``y``."""
    key = pd.DataFrame({"direction": list(DIRECTIONS), "text": WORDS, "rows": rows})
    return key.assign(x=[left + offset for offset in (0, 100, 200)], y=y)
