"""The drawing of what toolmakers bill to China, quarter by quarter, before and after the rules of October 2022."""

from __future__ import annotations

from collections.abc import Container

import altair as alt
import pandas as pd

import proofpress as pp
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, join_rows

COLUMNS = {"key": "Quarter", "region": "Region", "billings": "Billings (billion US dollars)", "kind": "Kind"}
HEIGHT = 260
TITLE = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -14}


def missing_quarter(china: pd.DataFrame, year: pd.Series) -> pd.DataFrame:
    """Return the fourth quarter of a year, which was not found: what the published year leaves after three quarters.

    Raises
    ------
    ValueError
        If other quarters than the first three are there.
    """
    number = int(year["year"])
    quarters = china[china["year"] == number]
    if list(quarters["quarter"]) != ["Q1", "Q2", "Q3"]:
        raise ValueError(f"of {number} other quarters are missing than the fourth")
    left = float(year["billings"]) - float(quarters["billings"].sum())
    cells = {"key": [f"{number} Q4"], "year": [number], "quarter": ["Q4"], "billings": [left]}
    return pd.DataFrame({**cells, "kind": ["computed"], ROWS: [join_rows([year[ROWS], *quarters[ROWS]])]})


def frame(china: pd.DataFrame, computed: pd.DataFrame, start: str, labelled: Container[str]) -> pd.DataFrame:
    """Return the quarters in order with the edges of their bars, whether they are after a start, and their labels."""
    published = china.reset_index()[["key", "year", "quarter", "billings", ROWS]].assign(kind="published")
    quarters = pd.concat([published, computed]).sort_values("key").reset_index(drop=True)
    quarters["after"] = quarters["key"] >= start
    quarters["place"] = quarters.index + 0.5
    quarters["from"], quarters["to"] = quarters.index + 0.12, quarters.index + 0.88
    quarters["zero"], quarters["region"] = 0, "China"
    texts = [f"{row.billings:.1f}" if row.key in labelled else "" for row in quarters.itertuples()]
    quarters["text"] = quarters["kind"].where(quarters["kind"] == "computed", texts)
    return quarters


def all_regions(billings: pd.DataFrame, quarters: pd.DataFrame) -> pd.DataFrame:
    """Return the quarters of every region, those of China as they are drawn."""
    others = billings[~billings["region"].isin(["China"])]
    others = others.assign(key=others["year"].astype(str) + " " + others["quarter"], kind="published")
    columns = [*COLUMNS, ROWS]
    return pd.concat([quarters[columns], others[columns]], ignore_index=True)


def draw(quarters: pd.DataFrame, rule: str, width: int) -> Drawing:
    """Draw a bar for each quarter, grey before the US rules and red after, the computed one hollow.

    Parameters
    ----------
    quarters : DataFrame
        As :func:`frame` returns it.
    rule : str
        The row of the rules, which stand as a line where the bars turn red.
    """
    across = alt.Scale(domain=[0, len(quarters)], nice=False)
    last = quarters.index[~quarters["after"]].max()
    line = pd.DataFrame({"at": [float(last + 1)], "label": ["US rules, 7 October 2022"], ROWS: [rule]})
    ticks = quarters[quarters["quarter"] == "Q1"].assign(name=lambda rows: rows["year"].astype(str))
    x, middle = (alt.X(f"{column}:Q", axis=None, scale=across) for column in ("from", "place"))
    up = alt.Axis(title="billion US dollars billed to China", values=[0, 5, 10, 15], **TITLE)
    y = alt.Y("billings:Q", scale=alt.Scale(domain=[0, 17], nice=False), axis=up)
    tint = alt.Color("after:N", legend=None, scale=alt.Scale(domain=[False, True], range=[pp.GREY, pp.RED]))
    base = alt.Chart(quarters)
    shape = {"x": x, "x2": "to:Q", "y": y, "y2": "zero:Q"}
    hollow = {"fill": pp.PAPER, "stroke": pp.RED, "strokeWidth": 1.5, "strokeDash": [3, 2]}
    before = quarters["key"].iloc[last]
    at = alt.X("at:Q", scale=across, axis=None)
    named = alt.Chart(line).mark_text(align="right", baseline="top", dx=-6, color=pp.INK)
    years = alt.Chart(ticks).mark_text(align="left", baseline="top", dy=8, color=pp.MUTED)
    others = base.transform_filter(alt.datum.key != before)
    label = {"x": middle, "y": y, "text": "text:N"}
    return alt.layer(
        base.transform_filter(alt.datum.kind == "published").mark_rect().encode(color=tint, **shape),
        base.transform_filter(alt.datum.kind == "computed").mark_rect(**hollow).encode(**shape),
        others.transform_filter(alt.datum.kind == "published").mark_text(dy=-10, fontWeight=600).encode(**label),
        others.transform_filter(alt.datum.kind == "computed")
        .mark_text(align="right", dx=4, dy=-10)
        .encode(x=alt.X("to:Q", axis=None, scale=across), y=y, text="text:N"),
        base.transform_filter(alt.datum.key == before).mark_text(dx=-5, dy=-10, fontWeight=600).encode(**label),
        alt.Chart(line).mark_rule(color=pp.INK, strokeDash=[4, 3]).encode(x=at),
        named.encode(x=at, y=alt.value(0), text="label:N"),
        years.encode(x=x, y=alt.value(HEIGHT), text="name:N"),
    ).properties(width=width, height=HEIGHT)
