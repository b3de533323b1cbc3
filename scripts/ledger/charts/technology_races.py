"""The table of who leads technology races, and drawings of origins, dates, cars, tests and money."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

import proofpress as pp
from proofpress.notebook import charts
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, join_rows
from proofpress.notebook.traced import Traced

TONES = {"borne out": pp.GREEN, "turned round": pp.RED, "true, but less so": pp.OCHRE}
READINGS = ["borne out", "true, but less so", "turned round", "cannot be checked"]
TELLING = {key: key for key in ("borne out", "cannot be checked")}
BARE = {"none": "without evidence"}
LEADERS = {
    "label": pp.Column("Lead in"),
    "leader": pp.Column("Said to lead"),
    "evidence": pp.Column("Evidence in the text", tally=BARE),
    "found": pp.Column("Found since"),
    "reading": pp.Column("Our reading", dots=TONES, tally=TELLING),
    "why": pp.Column("Why"),
}
ORIGINS = {
    "chapter": "Chapter",
    "origin": "Source of the number",
    "count": "Statements",
    "share": "Share of the chapter’s (percent)",
}
GROUPS = {"networks": "Networks and phones", "governments": "Governments’ decisions", "cars": "What cars can do"}
COLOURS = {"on time": pp.GREEN, "late": pp.RED, "not reached": pp.RED, "not known": pp.MUTED}
DATES = {
    "group": "About",
    "label": "Statement",
    "due": "Due",
    "came_about": "Came about",
    "seen_to": "Evidence runs to",
    "verdict": "Verdict",
    "why": "Why",
}
AUTOMATION = {
    "period": "Period",
    "value": "Cars with partial automation (percent of new cars)",
    "qualifier": "Marked as",
    "source": "Source",
}
AIMS = ["target: {}% of vehicles made", "target: {}% of new cars", "target: {}% highly autonomous"]
TESTS = {
    "entity": "Firm",
    "year": "Year",
    "value": "Interventions (per thousand miles)",
    "qualifier": "Marked as",
    "source": "Source",
}
TOP = 160
"""End of the axis of money, percent of the US amount."""
MONEY = {
    "label": "Period",
    "low": "At least (percent of the US amount)",
    "high": "At most (percent of the US amount)",
    "text": "In words",
}


def leaders_frame(leaders: pd.DataFrame) -> pd.DataFrame:
    """Return the judgements, those borne out first."""
    order = leaders["reading"].map(READINGS.index)
    return leaders.assign(order=order).sort_values(["order", "id"], ignore_index=True)


def origins_frame(origins: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of each chapter's bar with their words, their middle and their tint."""
    frame = origins.copy()
    frame["label"] = [f"{row['count']} {row['origin']}" for _, row in frame.iterrows()]
    frame["figure"] = frame["count"].astype(str)
    frame["middle"] = (frame["start"] + frame["end"]) / 2
    frame["tint"] = frame["origin"].map({"named": pp.BLUE, "unnamed": pp.OCHRE, "none": pp.MUTED})
    return frame


def origins_told(frame: pd.DataFrame) -> pd.DataFrame:
    """Return in words how many of all numbers have a source that is named."""
    named = frame.loc[frame["origin"] == "named", "count"].sum()
    words = f"{frame['chapter'].nunique()} chapters: {named} of {frame['count'].sum()} numbers have a named source"
    return pd.DataFrame({"text": [words], ROWS: [join_rows(frame[ROWS])]})


def origins(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw a bar for each chapter, divided by how its numbers' sources are named."""
    wide = width == pp.WIDE
    left = 150 if wide else 0
    scale = alt.Scale(domain=[0, 100], nice=False, range=[0, width - left - 4])
    axis = alt.Axis(title=None, labelColor=pp.INK, labelLimit=left) if wide else None
    base = alt.Chart(frame).encode(y=alt.Y("chapter:N", sort=None, axis=axis))
    dy, broad = (0, alt.datum.share > 15) if wide else (10, alt.datum.share > 17)
    middle = alt.X("middle:Q", scale=scale)
    labels = base.mark_text(dy=dy, color=pp.PAPER, fontWeight=600)
    layers = [
        base.mark_bar(height=28, yOffset=dy, stroke=pp.PAPER, strokeWidth=2).encode(
            x=alt.X("start:Q", scale=scale, axis=None), x2="end:Q", color=alt.Color("tint:N", scale=None)
        ),
        labels.encode(x=middle, text="label:N").transform_filter(broad),
        labels.encode(x=middle, text="figure:N").transform_filter(~broad),
    ]
    if not wide:
        layers.append(base.mark_text(align="left", dy=-16).encode(x=alt.value(0), text="chapter:N"))
    whole = alt.Chart(origins_told(frame)).mark_text(align="left", x=0, y=-18, fontWeight=600, color=pp.BLUE)
    layers.append(whole.encode(text="text:N"))
    return alt.layer(*layers).properties(width=width - left - 4, height=alt.Step(40 if wide else 62))


def dates_frame(dated: pd.DataFrame) -> pd.DataFrame:
    """Return the judged statements by their due date, with the span and the colour of what came."""
    frame = dated.assign(group=dated["depends_on"].map(GROUPS)).sort_values(["due_high", "due_low", "id"])
    frame["colour"] = frame["verdict"].map(COLOURS)
    frame["mark_low"] = frame["came_about_low"].fillna(frame["seen_high"])
    frame["mark_high"] = frame["came_about_high"].fillna(frame["seen_high"])
    frame["middle"] = (frame["mark_low"] + frame["mark_high"]) / 2
    frame["known"] = frame["came_about_low"].notna()
    dropped = ["came_about_low", "came_about_high", "seen_high", "depends_on", "rests_on", "locator", "source", "claim"]
    return frame.drop(columns=dropped)


def _group(frame: pd.DataFrame, group: str, width: int) -> Drawing:
    """Draw the statements on one kind of thing; the last group carries the years."""
    wide = width == pp.WIDE
    left, right = (210, 92) if wide else (0, 80)
    scale = alt.Scale(domain=[2017.4, 2028], nice=False, range=[0, width - left - right])
    tint, step = alt.Color("colour:N", scale=None), alt.Step(28 if wide else 44)
    labels = alt.Axis(title=None, labelColor=pp.INK, labelLimit=left, minExtent=left - 6, maxExtent=left - 6)
    last = group == list(GROUPS.values())[-1]
    years = alt.Axis(format="d", values=[2018, 2020, 2022, 2024, 2026], title=None, grid=True, labels=last)
    y = alt.Y("label:N", sort=None, axis=labels if wide else None)
    base = alt.Chart(frame).transform_filter(alt.datum.group == group).encode(y=y)
    x, dy = alt.X("due_low:Q", scale=scale, axis=years), 0 if wide else 9
    known, unknown = base.transform_filter("datum.known"), base.transform_filter("!datum.known")
    start, end = alt.X("mark_low:Q", scale=scale), alt.X("mark_high:Q", scale=scale)
    verdict = alt.value(width - left - right + 10)
    layers = [
        base.mark_bar(height=15, color=pp.GRID, stroke=pp.MUTED, yOffset=dy).encode(x=x, x2="due_high:Q"),
        known.mark_bar(height=5, yOffset=dy).encode(x=start, x2="mark_high:Q", color=tint),
        known.mark_point(size=80, opacity=1, yOffset=dy).encode(x=end, color=tint),
        unknown.mark_point(size=110, opacity=1, shape="triangle-right", yOffset=dy).encode(x=end, color=tint),
        base.mark_text(align="left", dy=dy, fontWeight=600).encode(x=verdict, text="verdict:N", color=tint),
    ]
    if not wide:
        layers.append(base.mark_text(align="left", dy=-10).encode(x=alt.value(0), text="label:N"))
    title = alt.Title(group, anchor="start", frame="bounds", color=pp.MUTED, fontSize=13, fontWeight=600)
    return alt.layer(*layers).properties(width=width - left - right, height=step, title=title)


def dates(frame: pd.DataFrame, width: int) -> alt.VConcatChart:
    """Draw when each statement was due and when it came about, by what it depends on."""
    return alt.vconcat(*(_group(frame, group, width) for group in GROUPS.values()), spacing=14)


def automation_frame(automation: pd.DataFrame) -> pd.DataFrame:
    """Return the counted shares with their label."""
    frame = automation.assign(label=[f"{value:g}%" for value in automation["value"]])
    return frame[["year", "period", "value", "label", "qualifier", "source", ROWS]]


def targets_frame(targets: pd.DataFrame) -> pd.DataFrame:
    """Return the targets, in the order of :data:`AIMS`, with their words in one and in two lines."""
    frame = targets.assign(year=targets["period"].astype(int))
    frame["label"] = [form.format(f"{low:g}") for form, low in zip(AIMS, frame["low"], strict=True)]
    frame["short"] = frame["label"].str.replace("% ", "%\n").str.replace("target: ", "target ")
    return frame[["year", "low", "label", "short", ROWS]]


def automation(counted: pd.DataFrame, targets: pd.DataFrame, width: int) -> Drawing:
    """Draw the shares counted as points and the targets as hollow diamonds."""
    wide = width == pp.WIDE
    scale = alt.Scale(domain=[2019.4, 2025.6], nice=False, range=[0, width - 36])
    x = alt.X("year:Q", scale=scale, axis=alt.Axis(format="d", values=[2020, 2021, 2022, 2023, 2024, 2025], title=None))
    place = {"titleAngle": 0, "titleAlign": "left", "titleX": 0, "titleY": -14}
    ticks = alt.Axis(values=[0, 25, 50, 75, 100], title="percent of new cars in China", **place)
    down = alt.Scale(domain=[0, 100])
    low, value = alt.Y("low:Q", scale=down, axis=ticks), alt.Y("value:Q", scale=down, axis=ticks)
    gap = pd.DataFrame({"year": [2022.5], "value": [37.5], "label": ["no figures"], "rows": [join_rows(counted[ROWS])]})
    shares, aimed = alt.Chart(counted).encode(x=x, y=value), alt.Chart(targets).encode(x=x, y=low)
    early, later = alt.datum.year == 2020, alt.datum.year != 2020
    text, lines = ("label:N", {}) if wide else ("short:N", {"lineBreak": "\n", "lineHeight": 16})
    return alt.layer(
        shares.mark_point(size=120, opacity=1),
        shares.mark_text(dy=-18, fontWeight=600, color=pp.RED).encode(text="label:N"),
        alt.Chart(gap).mark_text(color=pp.MUTED).encode(x=x, y=value, text="label:N"),
        aimed.mark_point(shape="diamond", size=200, filled=False, strokeWidth=2, color=pp.INK, opacity=1),
        aimed.mark_text(align="left", dx=16, **lines).encode(text=text).transform_filter(early),
        aimed.mark_text(align="right", dx=-18, **lines).encode(text=text).transform_filter(later),
    ).properties(width=width - 36, height=300)


def interventions_frame(tests: pd.DataFrame) -> pd.DataFrame:
    """Return the interventions of each firm by year with their label."""
    frame = tests.assign(label=[f"{row.entity} {row.value:g}" for row in tests.itertuples()])
    first = frame[frame["year"] == 2018].set_index("entity")["value"]
    more = frame["entity"].eq("Baidu") & frame["year"].eq(2018)
    frame.loc[more, "label"] += f"\n{first['Baidu'] / first['Waymo']:.0f} times Waymo"
    names = ["entity", "year", "value", "label", "qualifier", "source", ROWS]
    return frame[names].sort_values(["entity", "year"])


def interventions(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw a line for each firm from one year to the next, on a logarithmic scale."""
    room = 108 if width == pp.WIDE else 92
    across = alt.Scale(domain=[2018, 2019], nice=False, range=[room, width - room])
    axis = alt.Axis(values=[2018, 2019], format="d", title=None, domain=False, ticks=False, labelFlush=False)
    x = alt.X("year:Q", scale=across, axis=axis)
    y = alt.Y("value:Q", scale=alt.Scale(type="log", domain=[0.03, 10], nice=False), axis=None)
    tint = alt.Color("entity:N", legend=None, scale=alt.Scale(domain=["Baidu", "Waymo"], range=[pp.RED, pp.BLUE]))
    base = alt.Chart(frame).encode(x=x, y=y, color=tint)
    left = base.mark_text(align="right", dx=-12, fontWeight=600, lineBreak="\n").encode(text="label:N")
    right = base.mark_text(align="left", dx=12, fontWeight=600).encode(text="label:N")
    return alt.layer(
        base.mark_line(strokeWidth=2.5),
        base.mark_point(size=90, opacity=1),
        left.transform_filter(alt.datum.year == 2018),
        right.transform_filter(alt.datum.year == 2019),
    ).properties(width=width, height=260)


def money_frame(shares: Mapping[int, Traced], first: Traced, rest: Traced) -> pd.DataFrame:
    """Return China's money in percent of the US amount: two years, the half year stated and the half year implied.

    Parameters
    ----------
    shares : mapping of int to Traced
        By year.
    first, rest : Traced
        Upper bound of the first half of 2018, lower bound of the second.
    """
    points = [
        (str(year), float(share), float(share), f"{float(share):.0f}%", "", pp.INK, join_rows(share.row_ids))
        for year, share in shares.items()
    ]
    under, over = f"under {float(first):.0f}%", f"over {float(rest):.0f}%"
    known = ("2018, first half", 0.0, float(first), under, "low", pp.RED, join_rows(first.row_ids))
    implied = ("2018, second half, implied", float(rest), float(TOP), over, "high", pp.BLUE, join_rows(rest.row_ids))
    columns = ["label", "low", "high", "text", "open", "colour", "rows"]
    return pd.DataFrame([*points, known, implied], columns=columns)


def money(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw points for whole years and open intervals for half years."""
    return charts.ranges(
        frame,
        label="label",
        low="low",
        high="high",
        text="text",
        opens="open",
        colour="colour",
        width=width,
        domain=[0, TOP],
        axis="money of China’s AI start-ups, percent of the US amount",
        step=34,
    )
