"""The drawing of what cobalt can leave mines for any quota of the Congo, which a reader sets."""

from __future__ import annotations

import altair as alt
import pandas as pd

import proofpress as pp
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS

COLUMNS = {
    "quota": "Quota of DR Congo (thousand tonnes a year)",
    "left": "Exportable in all (thousand tonnes a year)",
    "months": "Months of what was mined in 2025",
}
COMPUTED = "The reader sets the quota; the chart adds it to what all other countries mined in 2025."
STEP = 5


def curve_frame(table: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Return what is exportable for quotas from nothing to all that a country mined.

    Parameters
    ----------
    table : DataFrame
        One complete table without the world row: ``iso3``, ``tonnes`` and ``rows``.
    iso3 : str
        The country that sets quotas.

    Returns
    -------
    DataFrame
        ``quota``, ``left`` (both in thousand tonnes), ``months`` and ``rows``.
    """
    own = float(table.loc[table["iso3"] == iso3, "tonnes"].sum()) / 1e3
    mined = float(table["tonnes"].sum()) / 1e3
    quotas = [*range(0, int(own), STEP), own]
    frame = pd.DataFrame({"quota": [float(quota) for quota in quotas]})
    frame["left"] = frame["quota"] + mined - own
    frame["months"] = 12 * frame["left"] / mined
    return frame.assign(**{ROWS: " ".join(sorted(table[ROWS]))})


def cases_frame(curve: pd.DataFrame, quota: float, rows: str) -> pd.DataFrame:
    """Return three states with their labels: exports stopped, the quota of 2026, and all that was mined.

    Parameters
    ----------
    curve : DataFrame
        As :func:`curve_frame` returns it.
    quota : float
        The quota in thousand tonnes a year.
    rows : str
        The rows that it stands in.
    """
    first, last = curve.iloc[0], curve.iloc[-1]
    left = float(first["left"]) + quota
    months = 12 * left / float(last["left"])
    cases = [
        ("no exports", 0.0, first["left"], first["months"], first[ROWS]),
        ("quota of 2026", quota, left, months, f"{first[ROWS]} {rows}"),
        ("mined in 2025", last["quota"], last["left"], last["months"], last[ROWS]),
    ]
    frame = pd.DataFrame(cases, columns=["case", "quota", "left", "months", ROWS])
    return frame.assign(label=[f"{row.case}: {row.left:,.0f}" for row in frame.itertuples()])


def first_state(cases: pd.DataFrame) -> pd.DataFrame:
    """Return where the reader's point stands at first, and the words beside it, as the chart computes them later."""
    start = cases.iloc[[1]].reset_index(drop=True)
    outside, mined = float(cases["left"].iloc[0]), float(cases["left"].iloc[2])
    state = start.assign(outside=outside, mined=mined)
    state["head"] = [f"With a quota of {quota:.0f} thousand tonnes" for quota in state["quota"]]
    state["words"] = [f"{left:.0f} thousand tonnes" for left in state["left"]]
    state["more"] = [f"{months:.1f} months of what was mined in 2025" for months in state["months"]]
    return state


def _moved(state: pd.DataFrame) -> alt.Chart:
    """Return the reader's point with what follows from the quota that the reader sets."""
    moved: alt.Chart = (
        alt.Chart(state)
        .transform_calculate(quota="drc_quota")
        .transform_calculate(left="datum.quota + datum.outside")
        .transform_calculate(
            head="'With a quota of ' + format(datum.quota, '.0f') + ' thousand tonnes'",
            words="format(datum.left, '.0f') + ' thousand tonnes'",
            more="format(12 * datum.left / datum.mined, '.1f') + ' months of what was mined in 2025'",
        )
    )
    return moved


def what_if(curve: pd.DataFrame, cases: pd.DataFrame, state: pd.DataFrame, width: int) -> Drawing:
    """Draw what is exportable against the quota, three cases as points, and the reader's quota as a ring."""
    top = float(curve["quota"].iloc[-1])
    slider = alt.binding_range(min=0, max=int(top), step=1, name="The Congo’s quota, thousand tonnes a year: ")
    quota = alt.param(name="drc_quota", value=state["quota"].iloc[0].item(), bind=slider)
    across = alt.Axis(title="quota of the Congo, thousand tonnes a year", tickCount=5)
    up = alt.Axis(title="exportable in all, thousand tonnes a year", tickCount=5)
    x = alt.X("quota:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=across)
    y = alt.Y("left:Q", scale=alt.Scale(domain=[0, 1.15 * float(curve["left"].iloc[-1])], nice=False), axis=up)
    moved = _moved(state)
    ring = moved.mark_point(filled=True, fill=pp.PAPER, stroke=pp.RED, strokeWidth=3, size=130, opacity=1)
    words = moved.mark_text(align="left", baseline="top", x=14, y=28, fontWeight=600, fontSize=19, color=pp.RED)
    named = alt.Chart(cases).encode(x=x, y=y, text="label:N")
    layers = (
        alt.Chart(curve).mark_line(color=pp.GREY, strokeWidth=2).encode(x=x, y=y),
        moved.mark_rule(color=pp.RED, strokeWidth=1.5, strokeDash=[4, 3]).encode(x=x, y=y),
        alt.Chart(cases).mark_point(filled=True, color=pp.INK, size=40, opacity=1).encode(x=x, y=y),
        named.transform_filter(alt.datum.case == "no exports").mark_text(align="left", dx=10, dy=14, color=pp.INK),
        named.transform_filter(alt.datum.case == "quota of 2026").mark_text(align="left", dx=14, dy=14, color=pp.INK),
        named.transform_filter(alt.datum.case == "mined in 2025").mark_text(align="right", dx=-12, color=pp.INK),
        ring.encode(x=x, y=y),
        moved.mark_text(align="left", baseline="top", x=14, y=8, color=pp.MUTED, fontSize=14).encode(text="head:N"),
        words.encode(text="words:N"),
        moved.mark_text(align="left", baseline="top", x=14, y=54, fontSize=14, color=pp.INK).encode(text="more:N"),
    )
    return alt.layer(*layers).add_params(quota).properties(width=width, height=330)
