"""Drawings of two cases: silicon carbide, and three measures of packaging that share no axis."""

from __future__ import annotations

import altair as alt
import pandas as pd

import proofpress as pp
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, LoadedClaim

from .design_out_parts import Panels, heading

CARBIDE = {"panel": "Measure", "name": "What", "value": "Value as printed", "status": "Status"}
PACKAGING = {"unit": "Measure", "name": "Place or home", "label": "Value as printed"}
PAPERS = {"jw-sic2023": "JW Insights", "redplanx-sic": "Redplanx"}
HEADINGS = {
    "value": ("Value added in assembly,", "testing and packaging,", "percent, by place, 2022"),
    "plants": ("Assembly, testing and", "packaging plants in China,", "count, 2021"),
    "revenue": ("Revenue of outsourced", "assembly and test, percent,", "by home of firm, 2022"),
}
REACH = {"value": 80, "plants": 150, "revenue": 68}
WORDS = {"value": "{:.0f}%", "plants": "{:.0f}", "revenue": "{:.1f}%"}


def _unverified(shares: pd.DataFrame) -> pd.DataFrame:
    """Return the shares of trade press with the firm, the year where it is stated, and the paper as their name."""
    doubt = shares.assign(status="unverified", low=shares["value"], high=shares["value"])
    doubt["when"] = doubt["year"].astype(str).where(doubt["qualifier"] != "period not stated", "year unclear")
    doubt["name"] = [
        f"{row.firm.replace(' combined', '')}, {row.when} ({PAPERS[str(row.source)]})" for row in doubt.itertuples()
    ]
    doubt["value"] = [
        ("about " if row.qualifier == "approximate" else "") + f"{row.low:.0f}%" for row in doubt.itertuples()
    ]
    return doubt.sort_values(["low", "name"], ascending=[False, True])


def carbide_frame(wafers: pd.DataFrame, lead: LoadedClaim, shares: pd.DataFrame) -> pd.DataFrame:
    """Return wafers made and forecast, the graded share as an interval, and unverified shares, each in its panel."""
    million = wafers["low"] / 1e6
    status = pd.Series(["made", "forecast"], index=wafers.index)
    growth = f", {million.iloc[1] / million.iloc[0]:.0f}-fold"
    words = million.map("{:.2f}".format).where(status == "made", million.map("{:.1f}".format) + growth)
    production = wafers.assign(name=["2021", "2026, forecast"], status=status, value=words)
    production["low"], production["high"] = million, wafers["high"] / 1e6
    held = pd.DataFrame({"name": ["Wolfspeed, 2021 (CSIS)"], "low": lead.low, "high": 100.0, "value": lead.text})
    held = held.assign(status="graded", rows=lead.row)
    parts = [production.assign(panel="wafers"), held.assign(panel="shares"), _unverified(shares).assign(panel="shares")]
    cases = pd.concat(parts)[["panel", "status", "name", "low", "high", "value", ROWS]].reset_index(drop=True)
    lines = cases["panel"].eq("shares").cumsum()
    cases["y"] = 14 + (lines - 1) * 40.0 + cases["status"].eq("unverified") * 44
    cases["yt"], cases["ym"] = cases["y"] - 4, cases["y"] + 14
    return cases


def _wafers(base: alt.Chart, width: int) -> Drawing:
    """Draw the wafers made as a solid bar and those forecast as a hollow one."""
    wide, series = width == pp.WIDE, alt.Detail("status:N")
    column = base.transform_filter(alt.datum.panel == "wafers")
    x = alt.X("name:N", sort=None, axis=alt.Axis(labelAngle=0, title=None), scale=alt.Scale(paddingInner=0.4))
    axis = alt.Axis(values=[0, 1, 2, 3], title=None, minExtent=16)
    y = alt.Y("low:Q", scale=alt.Scale(domain=[0, 4.4], nice=False), axis=axis)
    return alt.layer(
        column.transform_filter(alt.datum.status == "made").mark_bar(color=pp.RED).encode(x=x, y=y, detail=series),
        column.transform_filter(alt.datum.status == "forecast")
        .mark_bar(fill=pp.PAPER, stroke=pp.RED, strokeDash=[4, 3], strokeWidth=1.5)
        .encode(x=x, y=y, detail=series),
        column.mark_text(dy=-8, fontWeight=600).encode(x=x, y=y, text="value:N", detail=series),
    ).properties(
        width=180 if wide else 250,
        height=300 if wide else 200,
        title=heading("Silicon-carbide wafers", "made in China, million"),
    )


def _graded(shares: alt.Chart, x: alt.X, end: alt.X, marks: alt.Y) -> list[alt.Chart]:
    """Draw the graded share as an interval that is open to the right."""
    good, series = shares.transform_filter(alt.datum.status == "graded"), alt.Detail("status:N")
    arrow = good.mark_point(shape="triangle-right", size=90, color=pp.RED, opacity=1)
    words = good.mark_text(align="right", dx=-10, fontWeight=600)
    return [
        good.mark_rule(strokeWidth=5, color=pp.RED, opacity=0.65).encode(x=x, x2="high:Q", y=marks, detail=series),
        arrow.encode(x=end, y=marks, detail=series),
        good.mark_point(size=80, color=pp.RED, opacity=1).encode(x=x, y=marks, detail=series),
        words.encode(x=x, y=marks, text="value:N", detail=series),
    ]


def _shares(cases: pd.DataFrame, base: alt.Chart, width: int) -> Drawing:
    """Draw the graded share, and apart from it, on a shaded ground, the unverified ones as hollow marks."""
    bottom, size = float(cases["ym"].max() + 12), 380 if width == pp.WIDE else width - 40
    scale, down = alt.Scale(domain=[0, 100], nice=False), alt.Scale(domain=[bottom, -6], nice=False)
    x = alt.X("low:Q", scale=scale, axis=alt.Axis(values=[0, 25, 50, 75, 100], title=None))
    marks, words = (alt.Y(f"{name}:Q", scale=down, axis=None) for name in ("ym", "yt"))
    shares, series = base.transform_filter(alt.datum.panel == "shares"), alt.Detail("status:N")
    poor = shares.transform_filter(alt.datum.status == "unverified")
    apart = cases[cases["status"] == "unverified"]
    head = apart.head(1).assign(name="Unverified, grade D: sources not named", yt=apart["yt"].min() - 26, low=0.0)
    shade = head.assign(high=100.0, yt=head["yt"] - 14, ym=bottom)
    name = alt.Chart(cases[cases["panel"] == "shares"].assign(low=0.0)).mark_text(align="left", baseline="middle", dx=4)
    title = alt.Chart(head).mark_text(align="left", baseline="middle", dx=4, fontWeight=600, color=pp.MUTED)
    hollow = poor.mark_point(shape="diamond", size=90, filled=False, stroke=pp.MUTED, strokeWidth=1.5, opacity=1)
    value = poor.mark_text(align="left", dx=10, color=pp.MUTED)
    return alt.layer(
        alt.Chart(shade).mark_rect(color=pp.SOFT).encode(x=x, x2="high:Q", y=words, y2="ym:Q"),
        name.encode(x=x, y=words, text="name:N", detail=series),
        title.encode(x=x, y=words, text="name:N"),
        *_graded(shares, x, alt.X("high:Q", scale=scale), marks),
        hollow.encode(x=x, y=marks, detail=series),
        value.encode(x=x, y=marks, text="value:N", detail=series),
    ).properties(
        width=size,
        height=bottom + 6,
        title=heading("Share of silicon-carbide wafers", "or substrates, percent of world"),
    )


def carbide(cases: pd.DataFrame, width: int) -> Panels:
    """Draw wafers made and forecast, and shares: graded as an interval, unverified apart as hollow marks."""
    base = alt.Chart(cases)
    panels = _wafers(base, width), _shares(cases, base, width)
    if width == pp.WIDE:
        return alt.hconcat(*panels, spacing=40, bounds="flush")
    return alt.vconcat(*panels, spacing=88, bounds="flush")


def packaging_frame(value_added: LoadedClaim, plants: pd.DataFrame, revenue: pd.DataFrame) -> pd.DataFrame:
    """Return three measures, one a panel, with the place of each bar and its words."""
    low = value_added.low
    place = pd.DataFrame({"panel": "value", "name": ["China", "All others"], "amount": [low, 100 - low]})
    place = place.assign(unit="percent of value added, by place, 2022", rows=value_added.row)
    makers = pd.DataFrame({"panel": "plants", "name": ["Of outsourcing firms", "Of chipmakers"]})
    makers = makers.assign(amount=plants["low"], unit="plants in China, count, 2021", rows=plants[ROWS])
    homes = revenue.sort_values("value", ascending=False)
    homes = homes.assign(panel="revenue", name=homes["firm_home"], amount=homes["value"])
    homes = homes.assign(unit="percent of revenue, by home of firm, 2022")
    measures = pd.concat([place, makers, homes])[["panel", "name", "amount", "unit", ROWS]].reset_index(drop=True)
    measures["china"] = measures["name"].eq("China") | measures["panel"].eq("plants")
    measures["label"] = [WORDS[str(row.panel)].format(row.amount) for row in measures.itertuples()]
    measures["slot"] = measures.groupby("panel").cumcount() * 44.0
    measures["top"], measures["bottom"], measures["zero"] = measures["slot"] + 20, measures["slot"] + 38, 0
    return measures


def packaging(measures: pd.DataFrame, width: int) -> Panels:
    """Draw three measures in three panels, each with a scale and a unit of its own."""
    wide, parts = width == pp.WIDE, []
    for panel, lines in HEADINGS.items():
        base = alt.Chart(measures).transform_filter(alt.datum.panel == panel)
        deep = float(measures.loc[measures["panel"] == panel, "bottom"].max())
        down = alt.Scale(domain=[deep + 4, 0], nice=False)
        top, words = alt.Y("top:Q", scale=down, axis=None), alt.Y("slot:Q", scale=down, axis=None)
        across = alt.Scale(domain=[0, REACH[panel]], nice=False)
        left, end = alt.X("zero:Q", scale=across, axis=None), alt.X("amount:Q", scale=across, axis=None)
        colour = alt.Color("china:N", legend=None, scale=alt.Scale(domain=[True, False], range=[pp.RED, pp.GREY]))
        layers = [
            base.mark_bar().encode(x=left, x2="amount:Q", y=top, y2="bottom:Q", color=colour),
            base.mark_text(align="left", baseline="middle", dx=5, dy=9, fontWeight=600).encode(
                x=end, y=top, text="label:N"
            ),
            base.mark_text(align="left", baseline="top", dy=3).encode(x=left, y=words, text="name:N"),
        ]
        parts.append(
            alt.layer(*layers).properties(width=184 if wide else width - 20, height=deep + 4, title=heading(*lines))
        )
    return alt.hconcat(*parts, spacing=44, bounds="flush") if wide else alt.vconcat(*parts, spacing=98, bounds="flush")
