"""The drawing of controls and of what followed them, one event a row on an axis of time."""

from __future__ import annotations

import altair as alt
import pandas as pd

import proofpress as pp
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, join_rows
from proofpress.text.periods import format_period, year_span

from .design_out_parts import canvas

LANES = ["US and allied controls", "Chinese responses", "China’s own export controls"]
EVENTS = {
    "csis-2024-zte-2018": (0, "ZTE cut off from US technology"),
    "csis-2020-huawei-entity-list": (0, "Huawei put on the Entity List"),
    "csis-2024-entity-rule-2020": (0, "Rule reaches foreign goods for listed firms"),
    "csis-2024-october-2022": (0, "Wide US rules on chips and chip tools"),
    "csis-2024-allies-2023": (0, "Dutch and Japanese controls"),
    "csis-2020-xi-speech-2018": (1, "Xi calls for core technology of China’s own"),
    "csis-2024-huawei-patent-2019": (1, "Huawei patent on stacked chips"),
    "csis-2024-smic-2021": (1, "SMIC urges advanced packaging"),
    "csis-2024-ymtc-layers": (1, "YMTC memory chip with bonded wafers"),
    "csis-2024-document-79": (1, "Leaked plan to buy Chinese circulates"),
    "csis-2024-wuxi-pledge": (1, "City of Wuxi funds chiplets"),
    "csis-2024-chiplet-call-2023": (1, "Ministry funds chiplet research"),
}
OWN = {
    "gallium-germanium-2023": "Licence for gallium and germanium",
    "graphite-2023": "Licence for graphite",
    "ban-to-us-2024": "Export ban to the US on gallium and others",
    "rare-earths-april-2025": "Licence for seven rare earths",
    "suspension-2025": "Export ban to the US suspended",
}
COLUMNS = {"date": "Date", "lane": "Lane", "text": "Event", "period": "As dated (ISO)"}
FIRST, LAST = 2018, 2026
RULES = year_span("2022-10-07")[0]
"""When the wide US rules came, to which the responses are held."""
GRID = {pp.WIDE: (286, 24, 0), pp.NARROW: (0, 42, 14)}
"""At each width: where the axis begins, how high a row is, and how far below its middle its mark stands."""
HEAD, TOP = 34, 22
SHORT = 0.2
"""Years below which a span is drawn as a point."""


def events_frame(dates: pd.DataFrame, own: pd.DataFrame, stations: pd.DataFrame) -> pd.DataFrame:
    """Return the events in order of time, each with its lane, its words and the years that it spans.

    Parameters
    ----------
    dates : DataFrame
        The claims of :data:`EVENTS`.
    own : DataFrame
        China's own export controls, as :data:`OWN` names them.
    stations : DataFrame
        The item on base stations, a response that rests on no claim of its own.
    """
    parts = [
        dates.assign(lane=[LANES[EVENTS[key][0]] for key in dates["id"]], text=[EVENTS[key][1] for key in dates["id"]]),
        own.assign(period=own["announced"], lane=LANES[2], text=own["id"].map(OWN)),
        stations.assign(lane=LANES[1], text="Huawei finds other chips for base stations"),
    ]
    events = pd.concat([part[["id", "lane", "text", "period", ROWS]] for part in parts])
    spans = [year_span(period) for period in events["period"]]
    events["start"], events["end"] = [start for start, _ in spans], [end for _, end in spans]
    events["date"] = [format_period(period, short=True) for period in events["period"]]
    return events.sort_values(["start", "end", "id"], ignore_index=True)


def timeline_frame(dated: pd.DataFrame) -> pd.DataFrame:
    """Return dated events lane by lane, each with whether it came wholly after the rules, and its row at each width."""
    events = dated.assign(order=dated["lane"].map(LANES.index)).sort_values(
        ["order", "start", "end"], ignore_index=True
    )
    events["after"] = events["lane"].eq(LANES[1]) & (events["start"] > RULES)
    for width, (_, row, drop) in GRID.items():
        events[f"y{width}"] = HEAD * (events["order"] + 1) + row * (events.index + 0.5)
        events[f"mark{width}"] = events[f"y{width}"] + drop
    return events.drop(columns="order")


def _lane_titles(events: pd.DataFrame, width: int) -> pd.DataFrame:
    """Return the lanes' names above their rows; that of the responses says how many came wholly after the rules."""
    titles = events.groupby("lane", sort=False, as_index=False).agg(
        rows=(ROWS, join_rows), y=(f"y{width}", "min"), number=("id", "size"), after=("after", "sum")
    )
    told = titles["lane"] + ": " + titles["after"].astype(str) + " of " + titles["number"].astype(str) + " wholly after"
    titles["text"] = titles["lane"].where(titles["after"] == 0, told)
    return titles.assign(y=titles["y"] - GRID[width][1] / 2 - 12)


def timeline(events: pd.DataFrame, width: int) -> Drawing:
    """Draw one event a row on an axis of time, lane by lane, with the US rules of October 2022 as a line through all.

    Parameters
    ----------
    events : DataFrame
        Of :func:`timeline_frame`.
    width : int
        In pixels.
    """
    left, bottom, top = GRID[width][0], float(events[f"y{width}"].max()) + 26, -TOP
    scale = alt.Scale(domain=[FIRST, LAST], range=[left, width - 8], nice=False, zero=False)
    ticks = alt.Axis(
        values=list(range(FIRST, LAST, 1 if width == pp.WIDE else 2)),
        format="d",
        title=None,
        grid=True,
        labelFlush=False,
    )
    x, y = alt.X("start:Q", scale=scale, axis=ticks), canvas(width, top, bottom)[1]
    row, mark = (canvas(width, top, bottom, y=f"{name}{width}")[1] for name in ("y", "mark"))
    tint = alt.condition("datum.after", alt.value(pp.RED), alt.value(pp.MUTED))
    line = {"start": [RULES], "text": ["US rules, 7 October 2022"], "y": [top + 8], "y2": [bottom]}
    rule = alt.Chart(pd.DataFrame({**line, ROWS: join_rows(events[ROWS])})).encode(x=x, y=y)
    base, titles = alt.Chart(events), alt.Chart(_lane_titles(events, width))
    long, short = (base.transform_filter(f"datum.end - datum.start {sign} {SHORT}") for sign in (">", "<="))
    names, words = {"align": "left", "baseline": "middle"}, {"x": alt.value(0), "y": row, "text": "text:N"}
    return alt.layer(
        rule.mark_rule(color=pp.INK, strokeDash=[4, 3]).encode(y2="y2:Q"),
        rule.mark_text(dy=-8, color=pp.INK, fontWeight=600).encode(text="text:N"),
        long.mark_bar(height=8).encode(x=x, x2="end:Q", y=mark, color=tint),
        short.mark_point(filled=True, size=70, opacity=1).encode(x=x, y=mark, color=tint),
        base.mark_text(color=pp.PAPER, stroke=pp.PAPER, strokeWidth=5, **names).encode(**words),
        base.mark_text(**names).encode(**words),
        titles.mark_text(fontWeight=600, **names).encode(x=alt.value(0), y=y, text="text:N"),
    ).properties(width=width, height=bottom - top)
