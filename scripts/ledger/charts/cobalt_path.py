"""The drawing of cobalt's price within the year of the ban: an average is a bar as long as its time."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

import proofpress as pp
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, join_rows
from proofpress.notebook.traced import Traced
from proofpress.text.periods import format_period, year_span

FIRST = "2024-10-01"
COLUMNS = {
    "when": "Time",
    "measure": "Average of",
    "price": "US dollars a tonne",
}
STEPS = {"ban": "ban", "extension": "ban extended", "quotas": "quotas"}
"""What the days' lines are called."""
LOW, HIGH, ENDS, TOP = 3_000, 11_000, 40_000, 54_000
"""Where the words of the days stand, where their lines end, and the top of the axis, in dollars a tonne."""
UNIT = "US dollars a tonne of cobalt"
OCTOBER = ("2025-10-01", "2025-10-31")


def path_frame(path: pd.DataFrame, october: Traced) -> pd.DataFrame:
    """Return the averages of metal from :data:`FIRST` on, each with its span in decimal years and its words.

    Parameters
    ----------
    path : DataFrame
        Prices by quarter, month and day.
    october : Traced
        The average that is computed from the month after it.
    """
    kept = path[(path["basis"] == "metal") & path["measure"].str.startswith("average") & (path["starts"] >= FIRST)]
    frame = kept[["starts", "ends", "measure", "low", ROWS]].rename(columns={"low": "price"})
    extra = {"starts": OCTOBER[0], "ends": OCTOBER[1], "measure": "average of a month", "price": october.value}
    frame = pd.concat([frame, pd.DataFrame([extra | {ROWS: join_rows(october.row_ids)}])], ignore_index=True)
    frame = frame.sort_values("starts", kind="stable", ignore_index=True)
    spans = [
        sorted({str(first)[:7], str(last)[:7]}) for first, last in zip(frame["starts"], frame["ends"], strict=True)
    ]
    frame["when"] = [format_period("/".join(span), short=len(span) > 1) for span in spans]
    frame["start"] = [year_span(day)[0] for day in frame["starts"]]
    frame["end"] = [year_span(day)[1] for day in frame["ends"]]
    frame["measure"] = frame["measure"].str.removeprefix("average of ")
    frame["short"] = frame["measure"] == "a month"
    frame["label"] = [
        f"{row.when} {row.price:,.0f}" if row.short else f"{row.price:,.0f}|{_quarter(row.starts)}"
        for row in frame.itertuples()
    ]
    return frame[["when", "measure", "price", "start", "end", "label", "short", ROWS]]


def _quarter(first: Any) -> str:
    """Return a quarter by its first day, of the year of the ban without the year."""
    return format_period(f"{first[:4]}-Q{(int(first[5:7]) + 2) // 3}").removesuffix(" 2025")


def days_frame(days: pd.DataFrame) -> pd.DataFrame:
    """Return the days of the ban as points of time, each with its words and how high they stand, the last highest."""
    days = days.sort_values("day", kind="stable", ignore_index=True)
    frame = pd.DataFrame({"at": [year_span(day)[0] for day in days["day"]], ROWS: list(days[ROWS])})
    frame["words"] = [
        f"{STEPS[step]}|{format_period(day, short=True)}" for step, day in zip(days["id"], days["day"], strict=True)
    ]
    frame["level"] = [LOW] * (len(days) - 1) + [HIGH]
    frame["foot"], frame["head"] = 0, ENDS
    frame["last"] = [False] * (len(days) - 1) + [True]
    return frame


def draw(frame: pd.DataFrame, days: pd.DataFrame, width: int) -> Drawing:
    """Draw each average as a bar of its time, and the days as dashed lines with their words at the foot."""
    span = [float(frame["start"].min()), float(frame["end"].max())]
    scale = alt.Scale(domain=span, nice=False, zero=False)
    x, y = (
        alt.X("start:Q", scale=scale, axis=None),
        alt.Y(
            "price:Q",
            scale=alt.Scale(domain=[0, TOP], nice=False),
            axis=alt.Axis(format="$,.0f", title=UNIT, tickCount=5),
        ),
    )
    base, marks = alt.Chart(frame), alt.Chart(days)
    at = alt.X("at:Q", scale=scale, axis=None)
    lettered = [
        marks.transform_filter(alt.datum.last == last)
        .mark_text(align=align, dx=dx, lineBreak="|", lineHeight=15, color=pp.OCHRE)
        .encode(x=at, y=alt.Y("level:Q"), text="words:N")
        for last, align, dx in ((False, "left", 5), (True, "right", -5))
    ]
    below = {"lineBreak": "|", "lineHeight": 16, "baseline": "top", "dy": 8}
    quarters, months = base.transform_filter(~alt.datum.short), base.transform_filter(alt.datum.short)
    return alt.layer(
        marks.mark_rule(color=pp.OCHRE, strokeDash=[3, 3], opacity=1).encode(x=at, y="foot:Q", y2="head:Q"),
        base.mark_rule(strokeWidth=5, color=pp.RED).encode(x=x, x2="end:Q", y=y),
        quarters.mark_text(align="left", **below).encode(x=x, y=y, text="label:N"),
        months.mark_text(align="right", dx=-7).encode(x=x, y=y, text="label:N"),
        *lettered,
    ).properties(width=width, height=340)
