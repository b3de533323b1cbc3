"""Drawings of what was sold to China: its share of the world’s billings, and what third countries supplied."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

import proofpress as pp
from proofpress.notebook.charts import Drawing
from proofpress.text.periods import format_period, year_span

from .design_out_parts import Panels, heading

BILLINGS = {
    "region": "Region",
    "period": "Period",
    "billings": "Billings (billion US dollars)",
    "share": "Share of world (percent)",
    "source": "Source",
}
SUPPLIERS = {
    "panel": "Measure",
    "series": "Origin or firm",
    "shown": "Period",
    "value": "Value",
    "unit": "Unit",
    "source": "Source",
}
SHORT = {
    "claim:csis-2024-zte-2018": "ZTE",
    "claim:csis-2020-huawei-entity-list": "Huawei listed",
    "claim:csis-2024-entity-rule-2020": "Foreign-goods rule",
    "claim:csis-2024-october-2022": "Chip rules",
    "claim:csis-2024-allies-2023": "Allied rules",
}


def billings_frame(shares: pd.DataFrame) -> pd.DataFrame:
    """Return shares of billings with the place of each bar, as wide as its period, and its words."""
    sold = shares.copy()
    periods = list(zip(sold["year"], sold["quarter"], strict=True))
    spans = [year_span(f"{year}-{quarter}" if quarter else str(year)) for year, quarter in periods]
    sold["start"], sold["end"] = [start for start, _ in spans], [end for _, end in spans]
    sold["left"] = sold["start"] + (sold["end"] - sold["start"]) * 0.08
    sold["right"] = sold["end"] - (sold["end"] - sold["start"]) * 0.08
    sold["middle"] = (sold["start"] + sold["end"]) / 2
    sold["label"], sold["zero"] = sold["share"].map("{:.0f}%".format), 0
    sold["span"] = sold["quarter"].where(sold["quarter"] != "", "year")
    sold["period"] = [f"{quarter} {year}" if quarter else str(year) for year, quarter in periods]
    return sold


def rules_frame(steps: pd.DataFrame, sold: pd.DataFrame) -> pd.DataFrame:
    """Return the controls of the timeline with a short name, and how far the rule of each runs down to its bar."""
    rules = steps.drop(
        columns=["after", *(f"{name}{width}" for name in ("y", "mark") for width in (pp.WIDE, pp.NARROW))]
    )
    rules["short"] = [next(text for key, text in SHORT.items() if key in cell.split()) for cell in rules["rows"]]
    rules["label"] = rules["date"] + "\n" + rules["short"]
    rules["height"] = [83.0 - 7.2 * number for number in range(len(rules))]
    china = sold[sold["span"] == "year"].set_index("year")["share"]
    rules["foot"] = [float(china[int(start)]) + 6 for start in rules["start"]]
    return rules


def billings(sold: pd.DataFrame, rules: pd.DataFrame, world: pd.DataFrame, width: int) -> Drawing:
    """Draw China’s share as one bar a year, as wide as the year, with the controls as rules at their dates."""
    x_scale = alt.Scale(domain=[2017, 2026], nice=False, zero=False)
    y_scale = alt.Scale(domain=[0, 84], nice=False)
    ticks = [year + 0.5 for year in (range(2017, 2026) if width == pp.WIDE else range(2018, 2025, 2))]
    x = alt.X("left:Q", scale=x_scale, axis=_middles(ticks))
    y = alt.Y("share:Q", scale=y_scale, axis=alt.Axis(values=[0, 10, 20, 30, 40], title=None, minExtent=24))
    base = alt.Chart(sold)
    year, quarter = base.transform_filter(alt.datum.span == "year"), base.transform_filter(alt.datum.span == "Q2")
    middle = alt.X("middle:Q", scale=x_scale)
    missing = world[world["year"].eq(2017)].assign(text="?", middle=2017.5, share=1.5)
    start = alt.X("start:Q", scale=x_scale)
    height = alt.Y("height:Q", scale=y_scale)
    return alt.layer(
        alt.Chart(rules).mark_rule(color=pp.MUTED, strokeDash=[3, 3]).encode(x=start, y=height, y2="foot:Q"),
        year.mark_bar(color=pp.RED, opacity=1).encode(x=x, x2="right:Q", y=y, y2="zero:Q"),
        quarter.mark_bar(fill=pp.PAPER, stroke=pp.RED, strokeWidth=1.5).encode(x=x, x2="right:Q", y=y, y2="zero:Q"),
        base.mark_text(dy=-8, fontWeight=600).encode(x=middle, y=y, text="label:N"),
        alt.Chart(missing).mark_text(color=pp.MUTED, fontSize=13).encode(x=middle, y=y, text="text:N"),
        alt.Chart(rules)
        .mark_text(align="left", baseline="top", dx=4, lineBreak="\n", lineHeight=14, fontSize=12, color=pp.MUTED)
        .encode(x=start, y=height, text="label:N"),
    ).properties(width=width - 48, height=340, title=heading("China’s share of world billings, percent"))


def _middles(ticks: Sequence[float]) -> alt.Axis:
    """Return an axis that names years below the middle of their bars."""
    return alt.Axis(values=list(ticks), labelExpr="format(floor(datum.value), 'd')", ticks=False, title=None)


def suppliers_frame(imports: pd.DataFrame, to_china: pd.DataFrame) -> pd.DataFrame:
    """Return three measures, one a panel: shares by origin, machines, and sales of ASML, with the words at each."""
    shares = imports[imports["measure"] == "share of import value"]
    units = imports[imports["measure"] == "lithography machines"]
    filed = to_china.assign(period=to_china["year"].astype(str), value=to_china["net_sales"] / 1000)
    parts = [
        shares.assign(panel="origin", series=shares["country_of_origin"]),
        units.assign(panel="machines", series="Netherlands"),
        filed.assign(panel="sales", series="ASML", unit="billion euros"),
    ]
    columns = ["panel", "series", "period", "value", "unit", "source", "rows"]
    suppliers = pd.concat(parts)[columns].reset_index(drop=True)
    suppliers["shown"] = [format_period(period) for period in suppliers["period"]]
    words = {"billion euros": "{:.1f}", "percent": "{:.0f}%"}
    pairs = zip(suppliers["value"], suppliers["unit"], strict=True)
    suppliers["label"] = [words.get(unit, "{:.0f}").format(value) for value, unit in pairs]
    suppliers["last"] = suppliers["panel"].eq("origin") & suppliers["period"].eq("2023-Q3")
    suppliers["name"] = suppliers["series"] + " " + suppliers["label"]
    return suppliers


def _origins(base: alt.Chart, size: int) -> Drawing:
    """Draw each origin's shares at two times, joined by a dashed line."""
    lines = base.transform_filter(alt.datum.panel == "origin")
    x = alt.X("shown:N", sort=None, axis=alt.Axis(labelAngle=0, title=None), scale=alt.Scale(padding=0.45))
    axis = alt.Axis(values=[0, 10, 20, 30], title=None, minExtent=26)
    y = alt.Y("value:Q", scale=alt.Scale(domain=[0, 36]), axis=axis)
    tints = alt.Scale(domain=["United States", "Netherlands", "Japan"], range=[pp.RED, pp.BLUE, pp.MUTED])
    colour = alt.Color("series:N", legend=None, scale=tints)
    starts, ends = (lines.transform_filter(test) for test in (~alt.datum.last, alt.datum.last))
    lowest = alt.datum.series == "Netherlands"
    upper, lower = starts.transform_filter(~lowest), starts.transform_filter(lowest)
    return alt.layer(
        lines.mark_line(strokeDash=[4, 3]).encode(x=x, y=y, color=colour),
        lines.mark_point(size=60, opacity=1).encode(x=x, y=y, color=colour),
        upper.mark_text(align="right", dx=-8, dy=-3).encode(x=x, y=y, text="label:N", color=colour),
        lower.mark_text(align="right", dx=-8, dy=7).encode(x=x, y=y, text="label:N", color=colour),
        ends.mark_text(align="left", dx=8).encode(x=x, y=y, text="name:N", color=colour),
    ).properties(width=size, height=220, title=heading("Origin of China’s equipment", "imports, percent of value"))


def _columns(base: alt.Chart, panel: str, top: float, size: int, *title: str) -> Drawing:
    """Draw one measure as columns by period."""
    data = base.transform_filter(alt.datum.panel == panel)
    x = alt.X("period:O", axis=alt.Axis(labelAngle=0, title=None), scale=alt.Scale(paddingInner=0.3))
    y = alt.Y("value:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=None)
    bars, words = data.mark_bar(color=pp.BLUE), data.mark_text(dy=-8)
    layers = alt.layer(bars.encode(x=x, y=y), words.encode(x=x, y=y, text="label:N"))
    return layers.properties(width=size, height=220, title=heading(*title))


def suppliers(frame: pd.DataFrame, width: int) -> Panels:
    """Draw three measures in three panels: origin shares, machines, and sales of one firm."""
    wide, base = width == pp.WIDE, alt.Chart(frame)
    origins = _origins(base, 118 if wide else 150)
    machines = ("Lithography machines from", "the Netherlands, number")
    columns = [
        _columns(base, "machines", 200, 168 if wide else 280, *machines),
        _columns(base, "sales", 8.3, 92 if wide else 130, "ASML sales to China,", "billion euros"),
    ]
    if wide:
        pair = alt.hconcat(*columns, spacing=54, bounds="flush")
        return alt.hconcat(origins, pair, spacing=140, bounds="flush")
    return alt.vconcat(origins, *columns, spacing=92, bounds="flush")
