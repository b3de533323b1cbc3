"""The drawing of the index for any share of the Congo, which a reader sets."""

from __future__ import annotations

import altair as alt
import pandas as pd

import proofpress as pp
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS

LOW = "pow(datum.share, 2) + pow((100 - datum.share) / 100, 2) * datum.rest_low"
HIGH = "pow(datum.share, 2) + pow((100 - datum.share) / 100, 2) * datum.rest_high"


COLUMNS = {
    "share": "Share of DR Congo (percent)",
    "index_low": "Index, lowest",
    "index_high": "Index, highest",
    "equal": "Equal countries",
}
COMPUTED = (
    "The reader sets the share; the chart computes the index from the frame’s index of the other countries alone."
)


def past_frame(newest: pd.DataFrame) -> pd.DataFrame:
    """Return the years as they were, each with its label."""
    past = newest.reset_index()[["year", "top_share", "index_low", ROWS]]
    return past.assign(label=past["year"].astype(str))


def lowest(curve: pd.DataFrame) -> pd.DataFrame:
    """Return the share at which the index is lowest, with its label."""
    rest = float(curve["index_low"].iloc[0])
    share = 100 * rest / (10_000 + rest)
    point = {"share": [share], "index_low": [share**2 + ((100 - share) / 100) ** 2 * rest]}
    return pd.DataFrame({**point, "label": [f"lowest at {share:.0f}%"], ROWS: [curve[ROWS].iloc[0]]})


def first_state(share: float, curve: pd.DataFrame, rows: str) -> pd.DataFrame:
    """Return where the reader's point stands at first, and the words beside it, as the chart computes them later."""
    rest_low, rest_high = float(curve["index_low"].iloc[0]), float(curve["index_high"].iloc[0])
    weight = ((100 - share) / 100) ** 2
    state = pd.DataFrame({"share": [share], "rest_low": [rest_low], "rest_high": [rest_high]})
    state["index_low"] = share**2 + weight * rest_low
    state["index_high"] = share**2 + weight * rest_high
    state["words"] = [f"Index {row.index_low:,.0f} to {row.index_high:,.0f}" for row in state.itertuples()]
    state["more"] = [f"as if {10_000 / row.index_low:.1f} equal countries" for row in state.itertuples()]
    state["head"] = [f"If the Congo had {row.share:.0f}%" for row in state.itertuples()]
    state[ROWS] = rows
    return state


def _moved(state: pd.DataFrame) -> alt.Chart:
    """Return the reader's point with what follows from the share that the reader sets."""
    moved: alt.Chart = (
        alt.Chart(state)
        .transform_calculate(share="drc_share")
        .transform_calculate(index_low=LOW, index_high=HIGH)
        .transform_calculate(
            head="'If the Congo had ' + format(datum.share, '.0f') + '%'",
            words="'Index ' + format(datum.index_low, ',.0f') + ' to ' + format(datum.index_high, ',.0f')",
            more="'as if ' + format(10000 / datum.index_low, '.1f') + ' equal countries'",
        )
    )
    return moved


def what_if(curve: pd.DataFrame, past: pd.DataFrame, state: pd.DataFrame, width: int) -> Drawing:
    """Draw the index against the Congo's share, past years as points, and the reader's share as a ring."""
    marked = past[past["year"].isin([2015, 2020, 2025])]
    slider = alt.binding_range(min=0, max=100, step=1, name="The Congo’s share of world mining, percent: ")
    share = alt.param(name="drc_share", value=state["share"].iloc[0].item(), bind=slider)
    scale, index_scale = alt.Scale(domain=[0, 100], nice=False), alt.Scale(domain=[0, 10_000], nice=False)
    across = alt.Axis(title="share of the Congo in world cobalt mining, percent", values=[0, 25, 50, 75, 100])
    up = alt.Axis(title="Herfindahl-Hirschman index", values=[0, 2500, 5000, 7500, 10_000], format=",d")
    x, y = alt.X("share:Q", scale=scale, axis=across), alt.Y("index_low:Q", scale=index_scale, axis=up)
    top = alt.X("top_share:Q", scale=scale)
    labels = alt.Chart(marked).encode(x=top, y=y, text="label:N")
    moved = _moved(state)
    ring = moved.mark_point(filled=True, fill=pp.PAPER, stroke=pp.RED, strokeWidth=3, size=130, opacity=1)
    words = moved.mark_text(align="left", baseline="top", x=14, y=28, fontWeight=600, fontSize=19, color=pp.RED)
    beside = labels.transform_filter(alt.datum.year == 2025)
    said = {"text": ["black points:", "years as they were"], "lineHeight": 16, "x": 6, "y": 308}
    past_words = alt.Chart(past.head(1)).mark_text(align="left", color=pp.INK, **said)
    least = alt.Chart(lowest(curve)).encode(x=x, y=y)
    layers = (
        alt.Chart(curve).mark_line(color=pp.GREY, strokeWidth=2).encode(x=x, y=y),
        moved.mark_rule(color=pp.RED, strokeWidth=1.5, strokeDash=[4, 3]).encode(x=x, y=y),
        alt.Chart(past).mark_point(filled=True, color=pp.INK, size=28, opacity=1).encode(x=top, y=y),
        labels.transform_filter(alt.datum.year != 2025).mark_text(dx=-3, dy=23, color=pp.INK),
        beside.mark_text(align="left", dx=14, dy=10, color=pp.INK),
        past_words.encode(),
        least.mark_point(filled=True, fill=pp.PAPER, stroke=pp.BLUE, strokeWidth=2, size=70, opacity=1),
        least.mark_text(dy=20, fontWeight=600, color=pp.BLUE).encode(text="label:N"),
        ring.encode(x=x, y=y),
        moved.mark_text(align="left", baseline="top", x=14, y=8, color=pp.MUTED, fontSize=14).encode(text="head:N"),
        words.encode(text="words:N"),
        moved.mark_text(align="left", baseline="top", x=14, y=54, fontSize=14, color=pp.INK).encode(text="more:N"),
    )
    return alt.layer(*layers).add_params(share).properties(width=width, height=330)
