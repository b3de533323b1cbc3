"""The drawing of cobalt that is mined outside the Congo, beside what the Congo mines and may export."""

from __future__ import annotations

import altair as alt
import pandas as pd

import proofpress as pp
from ledger.charts.cobalt_concentration import band
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, join_rows

CONGO = "DR Congo"
OUTSIDE = {"All other countries": pp.GREY, "Indonesia": pp.BLUE}
"""The groups that stand on each other, the lowest first."""
COLUMNS = {"group": "Country or group", "year": "Year", "kind": "Kind", "tonnes": "Tonnes of cobalt"}


def frame(sums: pd.DataFrame, quotas: pd.DataFrame) -> pd.DataFrame:
    """Return mine production by group and year, stacked outside the Congo, and export quotas as a kind of their own."""
    mined = sums.assign(kind="mined", kilotonnes=sums["tonnes"] / 1000)
    lowest = mined[mined["group"] == next(iter(OUTSIDE))].set_index("year")["kilotonnes"]
    mined["start"] = mined["year"].map(lowest).where(mined["group"] == "Indonesia", 0.0)
    caps = quotas.reset_index()[["year", "tonnes", ROWS]].astype({"year": int})
    limits = caps.assign(group=CONGO, kind="export quota, upper limit", kilotonnes=caps["tonnes"] / 1000, start=0.0)
    whole = pd.concat([mined, limits], ignore_index=True)
    return whole.assign(end=whole["start"] + whole["kilotonnes"])


def totals(output: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Return what was mined outside the Congo in two years, the later with its growth in words."""
    outside = output[(output["kind"] == "mined") & (output["group"] != CONGO) & output["year"].isin([first, last])]
    sums = outside.groupby("year").agg(end=("kilotonnes", "sum"), rows=(ROWS, join_rows)).reset_index()
    before, after = sums["end"]
    words = f"{after:.1f}, {100 * (after / before - 1):+.0f}%"
    return sums.assign(label=[f"{before:.1f}", words])


def draw(
    output: pd.DataFrame, ends: pd.DataFrame, gap: pd.DataFrame, width: int
) -> alt.HConcatChart | alt.VConcatChart:
    """Draw what others mined, stacked, and the Congo's output with its quotas, on one scale."""
    outside, congo = _outside(output, ends, gap, width), _congo(output, gap, width)
    return alt.hconcat(outside, congo, spacing=18) if width == pp.WIDE else alt.vconcat(outside, congo, spacing=18)


def _years(last: float) -> alt.X:
    """Return the years from the first table to a last."""
    axis = alt.Axis(format="d", title=None, values=[2011, 2015, 2020, 2025], labelOverlap=False)
    return alt.X("year:Q", axis=axis, scale=alt.Scale(domain=[2010.3, last], zero=False, nice=False))


def _height(title: str | None) -> alt.Y:
    """Return the scale that both panels share."""
    axis = alt.Axis(title=title, labels=title is not None, values=[0, 100, 200])
    return alt.Y("start:Q", axis=axis, scale=alt.Scale(domain=[0, 255]))


def _head(output: pd.DataFrame, words: str, ink: str) -> alt.Chart:
    """Return the name of a panel above it."""
    named = alt.Chart(output.head(1)).mark_text(
        align="left", baseline="top", fontSize=14, fontWeight=600, color=ink, x=0, y=-20, text=words
    )
    drawn: alt.Chart = named.encode()
    return drawn


def _gap(gap: pd.DataFrame, last: float) -> list[alt.Chart]:
    """Return the band of the years without a table, and its words."""
    domain = alt.Scale(domain=[2010.3, last], zero=False, nice=False)
    words = alt.Chart(gap).mark_text(color=pp.MUTED, text=["no", "table"], lineHeight=15, y=70)
    return [band(gap, domain), words.encode(x=alt.X("middle:Q", scale=domain))]


def _outside(output: pd.DataFrame, ends: pd.DataFrame, gap: pd.DataFrame, width: int) -> Drawing:
    """Return the panel of all other countries, Indonesia standing on the rest, with the totals of two years."""
    wide, last = width == pp.WIDE, 2027.6
    across = 290 if wide else width - 40
    x, y = _years(last), _height("kilotonnes of cobalt")
    base = alt.Chart(output).transform_filter(f"datum.group != '{CONGO}'")
    tint = alt.Color("group:N", legend=None, scale=alt.Scale(domain=list(OUTSIDE), range=list(OUTSIDE.values())))
    names = [
        alt.Chart(output[output["group"] == group].head(1))
        .mark_text(align="right", baseline="top", x=across - 4, y=4 + 18 * place, fontWeight=600, color=ink)
        .encode(text="group:N")
        for place, (group, ink) in enumerate((("Indonesia", pp.BLUE), ("All other countries", pp.MUTED)))
    ]
    told = alt.Chart(ends).encode(x=x, y=alt.Y("end:Q"), text="label:N")
    bold = {"dy": -9, "fontWeight": 600, "color": pp.INK}
    first, latest = (told.transform_filter(test) for test in (alt.datum.year < 2020, alt.datum.year >= 2020))
    layers = [
        *_gap(gap, last),
        base.mark_bar(size=9 if wide else 11).encode(x=x, y=y, y2="end:Q", color=tint),
        first.mark_text(**bold),
        latest.mark_text(align="right", dx=26, **bold),
        *names,
        _head(output, "Outside the Congo", pp.INK),
    ]
    return alt.layer(*layers).properties(width=across, height=250 if wide else 170)


def _congo(output: pd.DataFrame, gap: pd.DataFrame, width: int) -> Drawing:
    """Return the panel of the Congo with its quotas as outlines."""
    wide, last = width == pp.WIDE, 2029.6
    x, y, size = _years(last), _height(None if wide else "kilotonnes of cobalt"), 8 if wide else 11
    base = alt.Chart(output).transform_filter(alt.datum.group == CONGO)
    mined, quota = (base.transform_filter(test) for test in (alt.datum.kind == "mined", alt.datum.kind != "mined"))
    hollow = quota.mark_bar(size=size, fillOpacity=0, stroke=pp.RED, strokeWidth=1.5, strokeDash=[3, 2])
    shown = output[(output["group"] == CONGO) & output["year"].isin([2015, 2025, 2026])].copy()
    words = zip(shown["kind"], shown["kilotonnes"], strict=True)
    shown["label"] = [f"{amount:.0f}" if kind == "mined" else f"quota {amount:.0f}" for kind, amount in words]
    told = alt.Chart(shown).encode(x=x, y=alt.Y("end:Q"), text="label:N")
    own, capped = (told.transform_filter(test) for test in (alt.datum.kind == "mined", alt.datum.kind != "mined"))
    layers = [
        *_gap(gap, last),
        mined.mark_bar(size=size, color=pp.RED).encode(x=x, y=y, y2="end:Q"),
        hollow.encode(x=x, y=y, y2="end:Q"),
        own.mark_text(dy=-8, color=pp.INK),
        capped.mark_text(dy=-9, dx=-4, align="left", color=pp.INK),
        _head(output, CONGO, pp.RED),
    ]
    return alt.layer(*layers).properties(width=270 if wide else width - 40, height=250 if wide else 170)
