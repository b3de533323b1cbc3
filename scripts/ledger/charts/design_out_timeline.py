"""The drawing of controls and of what followed them, to scale from left to right or one event a row."""

from __future__ import annotations

import altair as alt
import pandas as pd

import proofpress as pp
from proofpress.notebook.charts import Drawing, arrange_labels, wrap_letters
from proofpress.notebook.session import ROWS, join_rows
from proofpress.text.periods import format_period, year_span

from .design_out_parts import canvas

LANES = ["US and allied controls", "Chinese responses", "China’s own export controls"]
LANE = alt.Scale(domain=LANES, range=[pp.RED, pp.BLUE, pp.OCHRE])
LANE_SHAPE = alt.Scale(domain=LANES, range=["square", "circle", "diamond"])
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
PER_YEAR, LINE, LEVEL = 69, 14.5, 68


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


def _arranged(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events with their label, their span in pixels, and the level at which the label collides with none."""
    events = events.copy()
    labels = [f"{row.date}\n{wrap_letters(row.text, 15)}" for row in events.itertuples()]
    events["label"], events["tall"] = labels, [label.count("\n") + 1 for label in labels]
    events["x"], events["x2"] = (events["start"] - 2018) * PER_YEAR, (events["end"] - 2018) * PER_YEAR
    events["stem"] = (events["x"] + events["x2"]) / 2
    for lane in LANES:
        part = events[events["lane"] == lane]
        widths = [max(len(line) for line in label.split("\n")) * 6.3 + 4 for label in part["label"]]
        placed = arrange_labels(list(part["stem"]), widths, low=0, high=pp.WIDE)
        events.loc[part.index, "level"] = [label.level for label in placed]
        events.loc[part.index, "align"] = [label.align for label in placed]
    return events


def _bases(events: pd.DataFrame) -> dict[str, float]:
    """Return the height at which each lane's track runs."""
    depth = events.loc[events["lane"] == LANES[1], "level"].max() + 1
    return {LANES[0]: 0.0, LANES[1]: 24.0, LANES[2]: 24.0 + depth * LEVEL + 30}


def timeline_frame(dated: pd.DataFrame) -> pd.DataFrame:
    """Return dated events with the places of their marks and words: controls above the axis, the rest below."""
    events = _arranged(dated)
    events["y"] = events["lane"].map(_bases(events))
    up, offset = events["lane"] == LANES[0], 12 + events["level"] * LEVEL
    events["y2"] = (events["y"] - offset - events["tall"] * LINE).where(up, events["y"] + offset)
    events["foot"] = (events["y"] - offset).where(up, events["y2"])
    events["plain"] = [wrap_letters(text, 36) for text in events["text"]]
    events["yn"] = 8 + 40.0 * (events.index + 0.5)
    return events


def _lane_titles(events: pd.DataFrame, width: int) -> pd.DataFrame:
    """Return the lanes' names: a key on a narrow screen, a heading of each lane on a wide one."""
    titles = events.groupby("lane", as_index=False).agg(rows=(ROWS, join_rows))
    number, bases = titles["lane"].map(LANES.index), _bases(events)
    if width == pp.NARROW:
        return titles.assign(x=6, y=-46.0 + 20 * number)
    tops = {LANES[0]: events["y2"].min() - 22, LANES[1]: bases[LANES[1]] + 14, LANES[2]: bases[LANES[2]] + 14}
    return titles.assign(title=titles["lane"], x=number.eq(1) * 6.9 * PER_YEAR, y=titles["lane"].map(tops))


def timeline_wide(events: pd.DataFrame) -> Drawing:
    """Draw time from left to right: controls above the axis, responses below, China's own controls on their line."""
    rows, below = join_rows(events[ROWS]), events["lane"] != LANES[0]
    top, bottom = events["y2"].min() - 26, (events["y2"] + events["tall"] * LINE)[below].max() + 4
    years = pd.DataFrame({"year": range(2018, 2027), "rows": rows})
    years["x"], years["text"] = (years["year"] - 2018) * PER_YEAR, years["year"].astype(str)
    x, y = canvas(pp.WIDE, top, bottom)
    stem, _ = canvas(pp.WIDE, top, bottom, x="stem")
    _, label_y = canvas(pp.WIDE, top, bottom, y="y2")
    colour = alt.Color("lane:N", scale=LANE, legend=None)
    lines = years.assign(y=top + 24, y2=bottom)
    tracks = pd.DataFrame({"y": list(_bases(events).values()), "x": 0, "x2": 8 * PER_YEAR, "rows": rows})
    base = alt.Chart(events)
    labels = [
        base.transform_filter(alt.datum.align == align)
        .mark_text(align=align, baseline="top", dx=shift, lineBreak="\n", lineHeight=LINE, fontSize=12)
        .encode(x=stem, y=label_y, text="label:N")
        for align, shift in (("left", -2), ("center", 0), ("right", 2))
        if align in set(events["align"])
    ]
    return alt.layer(
        alt.Chart(lines).mark_rule(color=pp.GRID, strokeDash=[2, 3]).encode(x=x, y=y, y2="y2:Q"),
        alt.Chart(tracks).mark_rule(color=pp.MUTED, strokeWidth=1.5).encode(x=x, x2="x2:Q", y=y),
        alt.Chart(years.head(8).assign(y=12))
        .mark_text(align="left", baseline="middle", dx=3, color=pp.MUTED, fontSize=12)
        .encode(x=x, y=y, text="text:N"),
        base.mark_rule(strokeWidth=1).encode(x=stem, y=y, y2=alt.Y2("foot:Q"), color=colour),
        base.mark_bar(height=7).encode(x=x, x2="x2:Q", y=y, color=colour, stroke=alt.value(pp.PAPER)),
        base.mark_point(size=62, opacity=1).encode(
            x=stem, y=y, color=colour, shape=alt.Shape("lane:N", scale=LANE_SHAPE, legend=None)
        ),
        *labels,
        alt.Chart(_lane_titles(events, pp.WIDE))
        .mark_text(align="left", baseline="top", fontWeight=600, lineBreak="\n", lineHeight=17)
        .encode(x=x, y=y, text="title:N", color=colour),
    ).properties(width=pp.WIDE, height=bottom - top)


def timeline_narrow(events: pd.DataFrame) -> Drawing:
    """Draw time downwards, one event a row: date, mark, words."""
    bottom = events["yn"].max() + 20
    shown = events.assign(xa=0, xm=92, xt=106)
    x, y = canvas(pp.NARROW, -58, bottom)
    date_x, row_y = canvas(pp.NARROW, -58, bottom, "xa", "yn")
    mark_x, text_x = (canvas(pp.NARROW, -58, bottom, name)[0] for name in ("xm", "xt"))
    colour = alt.Color("lane:N", scale=LANE, legend=None)
    shape = alt.Shape("lane:N", scale=LANE_SHAPE, legend=None)
    titles = _lane_titles(events, pp.NARROW)
    spine = pd.DataFrame({"x": [92], "y": [16], "y2": [bottom], "rows": join_rows(events[ROWS])})
    base = alt.Chart(shown).encode(y=row_y)
    return alt.layer(
        alt.Chart(spine).mark_rule(color=pp.MUTED, strokeWidth=1.5).encode(x=x, y=y, y2="y2:Q"),
        alt.Chart(titles).mark_point(size=80, opacity=1).encode(x=x, y=y, color=colour, shape=shape),
        alt.Chart(titles)
        .mark_text(align="left", baseline="middle", dx=12, fontWeight=600)
        .encode(x=x, y=y, text="lane:N", color=colour),
        base.mark_text(align="left", baseline="middle", color=pp.MUTED, fontSize=12).encode(x=date_x, text="date:N"),
        base.mark_point(size=80, opacity=1).encode(x=mark_x, color=colour, shape=shape),
        base.mark_text(align="left", baseline="middle", lineBreak="\n", lineHeight=16).encode(x=text_x, text="plain:N"),
    ).properties(width=pp.NARROW, height=bottom + 58)
