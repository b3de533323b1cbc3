"""Drawings of what claims and statistics say of the cobalt chain, and of the price."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

import proofpress as pp
from proofpress.model.records import Claim
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, join_rows
from proofpress.notebook.taking import take
from proofpress.notebook.traced import Traced, untraced

STAGES = ["Refined in China", "Mined in China", "Mined in the Congo"]
CHAIN = {
    "stage": "Stage",
    "kind": "Claim or statistic",
    "low": "From (percent)",
    "high": "To (percent)",
    "label": "As printed, and where",
}
CLAIMED = ("congo-share-2018", "china-mine-share", "refined-share")
"""The claims that are drawn."""
PRICE = {
    "market": "Quotation",
    "year": "Year",
    "usd_per_lb": "Annual average price (US dollars a pound)",
    "edition": "Edition",
    "qualifier": "Marked by USGS as",
}
MARKETS = {"US spot, cathode": pp.RED, "LME cash": pp.MUTED}


def fact(line: int, number: Traced | tuple[Any, Any], label: str, align: str, *, claim: bool = False) -> dict[str, Any]:
    """Return a statistic or a claim of the chain.

    Parameters
    ----------
    line : int
        Of :data:`STAGES`, from the top.
    number : Traced, or a pair
        Its number, or the ends of an interval.
    label : str
        Its words.
    align : str
        On which side of the mark they begin: ``left``, ``center`` or ``right``.
    claim : bool
        Whether a document says it.
    """
    ends = number if isinstance(number, tuple) else (number, number)
    rows = [row for end in ends if isinstance(end, Traced) for row in end.row_ids]
    low, high = map(untraced, ends)
    kind = "claim" if claim else "statistic"
    return {"line": line, "kind": kind, "low": low, "high": high, "label": label, "align": align, ROWS: join_rows(rows)}


def facts(
    mined: tuple[Traced, Traced],
    china: Traced,
    capacity: Traced,
    refined: tuple[Traced, Traced],
    claimed: Mapping[str, Claim],
) -> list[dict[str, Any]]:
    """Return what statistics and claims say of each stage.

    Parameters
    ----------
    mined : pair of Traced
        The Congo's share of mining in 2015 and 2025.
    china, capacity : Traced
        China's share of mining in 2019, and of refinery capacity at the end of 2015.
    refined : pair of Traced
        China's share of refined cobalt in 2017 and 2021.
    claimed : mapping of str to Claim
        The claims of :data:`CLAIMED`.
    """
    mid, above = (take(claimed[name], "low") for name in ("congo-share-2018", "refined-share"))
    below = take(claimed["china-mine-share"], "high")
    return [
        fact(0, capacity, f"capacity {capacity:.0f}%, 2015", "right"),
        fact(0, refined[0], f"{refined[0]:.0f}% in 2017", "right"),
        fact(0, refined[1], f"{refined[1]:.0f}% in 2021", "left"),
        fact(0, (above, 100), f"CSIS 2020: more than {above:.0f}%", "right", claim=True),
        fact(1, china, f"{china:.1f}% in 2019", "left"),
        fact(1, (0, below), f"CSIS 2020: less than {below:.0f}%", "left", claim=True),
        fact(2, mined[0], f"{mined[0]:.0f}% in 2015", "right"),
        fact(2, mined[1], f"{mined[1]:.0f}% in 2025", "left"),
        fact(2, mid, f"CSIS 2020: {mid:.0f}% in 2018", "center", claim=True),
    ]


def chain_frame(facts: list[dict[str, Any]]) -> pd.DataFrame:
    """Return statistics and claims with the stage that each speaks of, and whether its upper end is open."""
    chain = pd.DataFrame(facts)
    chain["stage"] = [STAGES[line] for line in chain["line"]]
    chain["open"] = (chain["low"] != chain["high"]) & (chain["high"] == 100)
    return chain


def chain(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw a line a stage from none to all: statistics as dots, claims as diamonds and bars, open ends as arrows."""
    heads = pd.DataFrame({"line": range(3), "stage": STAGES, "zero": 0, "hundred": 100, ROWS: join_rows(frame[ROWS])})
    scale = alt.Scale(domain=[0, 100], nice=False)
    title = "share of the world’s cobalt, percent"
    x = alt.X("low:Q", scale=scale, axis=alt.Axis(title=title, values=[0, 25, 50, 75, 100], grid=False))
    y = alt.Y("line:Q", scale=alt.Scale(domain=[-0.55, 2.45], reverse=True, nice=False), axis=None)
    zero, base = alt.X("zero:Q", scale=scale), alt.Chart(frame)
    rail = alt.Chart(heads).mark_rule(color=pp.GRID, strokeWidth=1.5)
    name = alt.Chart(heads).mark_text(align="left", dy=-38, fontWeight=600, fontSize=14)
    spans = base.transform_filter(alt.datum.low != alt.datum.high)
    dots = base.transform_filter(alt.datum.kind == "statistic")
    exact = base.transform_filter((alt.datum.kind == "claim") & (alt.datum.low == alt.datum.high))
    diamond = exact.mark_point(
        shape="diamond", filled=True, fill=pp.PAPER, stroke=pp.OCHRE, strokeWidth=2, size=130, opacity=1
    )
    arrow = base.transform_filter(alt.datum.open)
    arrow = arrow.mark_point(shape="triangle-right", filled=True, color=pp.OCHRE, size=120, opacity=1)
    refined = dots.transform_filter((alt.datum.line == 0) & (alt.datum.low > 50))
    return alt.layer(
        rail.encode(x=zero, x2="hundred:Q", y=y),
        name.encode(x=zero, y=y, text="stage:N"),
        spans.mark_rule(color=pp.OCHRE, strokeWidth=4).encode(x=x, x2="high:Q", y=y),
        dots.mark_point(filled=True, color=pp.BLUE, size=90, opacity=1).encode(x=x, y=y),
        refined.mark_point(filled=True, color=pp.RED, size=190, opacity=1).encode(x=x, y=y),
        diamond.encode(x=x, y=y),
        arrow.encode(x=alt.X("high:Q", scale=scale), y=y),
        *_notes(base, scale, y),
    ).properties(width=width, height=290)


def _notes(base: alt.Chart, scale: alt.Scale, y: alt.Y) -> list[alt.Chart]:
    """Return the words at the marks: statistics' below, claims' above, a claim's that ends right at its end."""
    notes = []
    found = (alt.datum.line == 0) & (alt.datum.low > 50) & (alt.datum.kind == "statistic")
    others = (alt.datum.kind == "statistic") & ~found
    styles = (
        (found, {"dy": 20, "color": pp.RED, "fontWeight": 600, "fontSize": 15}),
        (others, {"dy": 18, "color": pp.BLUE}),
        (alt.datum.kind == "claim", {"dy": -16, "color": pp.OCHRE}),
    )
    for number, (test, style) in enumerate(styles):
        for align in ("left", "center", "right"):
            kept = base.transform_filter(test).transform_filter(alt.datum.align == align)
            where = "high:Q" if number == len(styles) - 1 and align == "right" else "low:Q"
            notes.append(kept.mark_text(align=align, **style).encode(x=alt.X(where, scale=scale), y=y, text="label:N"))
    return notes


def price_frame(prices: pd.DataFrame) -> pd.DataFrame:
    """Return the quotations by year, first estimates marked."""
    quotes = prices.assign(first_estimate=prices["qualifier"].eq("estimated"), year=prices["year"].astype(int))
    return quotes[["market", "year", "usd_per_lb", "edition", "qualifier", "first_estimate", ROWS]]


def reading_frame(low: Traced, high: Traced) -> pd.DataFrame:
    """Return what the claim would mean in 2030, from its lowest to its highest reading."""
    return pd.DataFrame({"year": [2030], "low": low.value, "high": high.value, ROWS: join_rows(low.row_ids)})


def price(quotes: pd.DataFrame, reading: pd.DataFrame, width: int) -> Drawing:
    """Draw two quotations by year on a logarithmic axis, and what the claim would mean as a bar at its year."""
    spans = alt.Chart(_spans(reading))
    names = quotes[quotes["year"] == 2025].copy()
    names["label"] = [f"{row.market.split(',')[0]} ${row.usd_per_lb:.0f}" for row in names.itertuples()]
    peak = quotes[(quotes["year"] == 2018) & (quotes["market"] == "US spot, cathode")].copy()
    peak["label"] = [f"${value:.0f} in 2018" for value in peak["usd_per_lb"]]
    spot = names["market"] == "US spot, cathode"
    fall = 100 - 100 * names.loc[spot, "usd_per_lb"].iloc[0] / peak["usd_per_lb"].iloc[0]
    names.loc[spot, "label"] += f", {fall:.0f}% less"
    domain = alt.Scale(domain=[2016.5, 2031.2], zero=False)
    x = alt.X("year:Q", axis=alt.Axis(format="d", title=None, values=[2017, 2020, 2025, 2030]), scale=domain)
    log = alt.Scale(type="log", domain=[7, 3000], nice=False)
    title = "US dollars a pound of cobalt, logarithmic"
    y = alt.Y("usd_per_lb:Q", axis=alt.Axis(title=title, values=[10, 30, 100, 300, 1000], format=",d"), scale=log)
    high = alt.Y("high:Q", scale=log)
    tints = alt.Scale(domain=list(MARKETS), range=list(MARKETS.values()))
    colour, base = alt.Color("market:N", scale=tints, legend=None), alt.Chart(quotes)
    known, first = (base.transform_filter(test) for test in (~alt.datum.first_estimate, alt.datum.first_estimate))
    hollow = first.mark_point(filled=True, fill=pp.PAPER, strokeWidth=2, size=55, opacity=1)
    words = spans.mark_text(align="right", dx=-12, dy=4, fontWeight=600, color=pp.OCHRE)
    ends = alt.Chart(names).mark_text(align="left", dx=9, fontWeight=600)
    return alt.layer(
        base.mark_line().encode(x=x, y=y, color=colour),
        known.mark_point(filled=True, size=42, opacity=1).encode(x=x, y=y, color=colour),
        hollow.encode(x=x, y=y, stroke=alt.Stroke("market:N", scale=tints, legend=None)),
        spans.mark_rule(color=pp.OCHRE, strokeWidth=7).encode(x=x, y=alt.Y("low:Q", scale=log), y2="high:Q"),
        words.encode(x=x, y=high, text="words:N"),
        spans.mark_text(align="right", dx=-12, dy=21, color=pp.OCHRE).encode(x=x, y=high, text="label:N"),
        ends.encode(x=x, y=y, text="label:N", color=colour),
        alt.Chart(peak).mark_text(dy=-13, fontWeight=600, color=pp.RED).encode(x=x, y=y, text="label:N"),
    ).properties(width=width, height=320)


def _spans(reading: pd.DataFrame) -> pd.DataFrame:
    """Return the bar of the claim with its words."""
    label = [f"US${row.low:,.0f} to {row.high:,.0f}" for row in reading.itertuples()]
    return reading.assign(label=label, words="if the claim held")
