"""Drawings of verdicts on innovation: claims beside today's series, one weighted score, and how often it holds."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

import proofpress as pp
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, join_rows

from .fat_tech_dragon import HEAD, name_axis, role_colour, with_role

PANELS = {
    "money": "US$ billion",
    "abroad": "Percent of applications filed abroad",
    "points": "Points on the Global Innovation Index",
    "relative": "Percent of the OECD yardstick",
}
LIMITS = {"money": (0, 55), "abroad": (0, 50), "points": (-1, 13), "relative": (70, 112)}
DIGITS = {"money": 1, "abroad": 1, "points": 1, "relative": 0}
CLAIM_COLUMNS = {
    "label": "Claim",
    "numbers": "As said, newest",
    "low": "Claim, from",
    "high": "Claim, to",
    "same": "Today’s series, claim’s time",
    "newest": "Newest value",
    "when": "Year of the newest value",
    "verdict": "Verdict",
}
SCORE_COLUMNS = {
    "economy": "Economy",
    "score": "Score, equal weights (0 to 100)",
    "index": "Output per input (0 to 100)",
    "ip": "Receipts per payment (0 to 100)",
    "families": "Filed in two or more offices (0 to 100)",
    "business": "Business R&D (0 to 100)",
}
SCORE_COMPUTED = (
    "The weighted mean, the peers’ median and their labels, from the four scores in the frame and the reader’s weights."
)
GRID_COLUMNS = {
    "group": "Peer group (members)",
    "edition": "Edition",
    "share": "Weightings with China below the median (%)",
}
PARTS = {
    "index": "Output per input",
    "ip": "Receipts per payment",
    "families": "Filed in two or more offices",
    "business": "Business R&D",
}
"""Tests of a score, with the words beside the weight of each."""


def _numbers(row: pd.Series, printed: str) -> str:
    """Return the line of numbers under a claim's label."""
    digits = DIGITS[row["panel"]]
    said = f"said {printed}" if printed[0].isdigit() else f"said “{printed}”"
    return f"{said}, {row['when']}: {row['newest']:.{digits}f}"


def claims_frame(judged: pd.DataFrame, printed: pd.Series, tolerance: float) -> pd.DataFrame:
    """Return claims with their line of numbers, the range that each covers, and the arrow of an open end.

    Parameters
    ----------
    judged : DataFrame
        Claims with their verdicts.
    printed : Series
        What each claim prints, indexed by claim.
    tolerance : float
        Share by which a claim of one number is widened.
    """
    frame, point = judged.copy(), judged["low"] == judged["high"]
    frame["numbers"] = [_numbers(row, printed[row["claim"]]) for _, row in frame.iterrows()]
    lowest, highest = (frame["panel"].map({name: ends[side] for name, ends in LIMITS.items()}) for side in (0, 1))
    frame["from"] = (frame["low"] * (1 - tolerance)).where(point, frame["low"].fillna(lowest))
    frame["to"] = (frame["high"] * (1 + tolerance)).where(point, frame["high"].fillna(highest))
    frame["arrow"] = frame["to"].where(frame["high"].isna(), frame["from"])
    frame["turn"] = [90 if upward else -90 for upward in frame["high"].isna()]
    return frame


def _claim_marks(frame: pd.DataFrame, name: str, y: alt.Y, wide: bool) -> list[alt.Chart]:
    """Return the marks of a panel: range, arrow, number said, newest value."""
    shift = 0 if wide else 22
    scale = alt.Scale(domain=list(LIMITS[name]), zero=False, nice=False)

    def at(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=scale, title=PANELS[name], axis=alt.Axis(tickCount=6, grid=wide))

    def of(rows: pd.DataFrame) -> alt.Chart:
        return alt.Chart(rows).transform_filter(f"datum.panel === '{name}'")

    point, blue = frame["low"] == frame["high"], {"color": pp.BLUE, "yOffset": shift}
    span = of(frame).mark_bar(height=12, fillOpacity=0.2, stroke=pp.BLUE, **blue)
    arrows = of(frame[~point]).mark_point(shape="triangle", size=70, opacity=1, **blue)
    diamond: dict[str, Any] = {"shape": "diamond", "filled": False, "stroke": pp.BLUE, "strokeWidth": 2}
    said = of(frame[point]).mark_point(size=150, opacity=1, yOffset=shift, **diamond)
    now = of(frame).mark_point(size=90, color=pp.RED, opacity=1, yOffset=shift)
    return [
        span.encode(x=at("from"), x2="to:Q", y=y),
        arrows.encode(x=at("arrow"), y=y, angle=alt.Angle("turn:Q", scale=None)),
        said.encode(x=at("low"), y=y),
        now.encode(x=at("newest"), y=y),
    ]


def _claim_words(frame: pd.DataFrame, name: str, y: alt.Y, wide: bool, inner: int) -> list[alt.Chart]:
    """Return the words of a panel: what is claimed, the numbers, and the verdict."""
    base = alt.Chart(frame).transform_filter(f"datum.panel === '{name}'")
    left = alt.value(-225) if wide else alt.value(0)
    bold: dict[str, Any] = {"fontWeight": 600, "fontStyle": "italic"}
    beside: dict[str, Any] = {"align": "left", "dx": 12, "dy": 0} if wide else {"align": "right", "dx": 0, "dy": -26}
    label = base.mark_text(align="left", dy=-8 if wide else -26, fontWeight=600)
    numbers = base.mark_text(align="left", dy=9 if wide else -8, fontSize=12, color=pp.MUTED)
    return [
        label.encode(x=left, y=y, text="label:N"),
        numbers.encode(x=left, y=y, text="numbers:N"),
        base.mark_text(**beside, **bold).encode(x=alt.value(inner), y=y, text="verdict:N"),
    ]


def _yardstick(frame: pd.DataFrame, y: alt.Y, wide: bool) -> list[alt.Chart]:
    """Return the mark and the words of what filings abroad are compared with."""
    shift, name = 0 if wide else 22, "abroad"
    yard = frame[frame["panel"] == name]
    base = alt.Chart(yard.assign(text=[f"US, as reported: {value:.0f}" for value in yard["benchmark"]]))
    scale = alt.Scale(domain=list(LIMITS[name]), zero=False, nice=False)
    x = alt.X("benchmark:Q", scale=scale, title=PANELS[name], axis=alt.Axis(tickCount=6, grid=wide))
    words = base.mark_text(align="right", dx=-8, dy=shift, fontSize=12, color=pp.BLUE)
    return [
        base.mark_tick(thickness=2, height=16, color=pp.BLUE, yOffset=shift).encode(x=x, y=y),
        words.encode(x=x, y=y, text="text:N"),
    ]


def claims(frame: pd.DataFrame, width: int) -> alt.VConcatChart:
    """Draw four panels, one a unit: the claim's range, the series for its time, the newest value."""
    wide = width > pp.NARROW
    inner = 262 if wide else width - 20
    panels = []
    for name in PANELS:
        y = alt.Y("label:N", sort=list(frame.loc[frame["panel"] == name, "label"]), axis=None)
        layers = _claim_marks(frame, name, y, wide) + _claim_words(frame, name, y, wide, inner)
        layers += _yardstick(frame, y, wide) if name == "abroad" else []
        layers += _counted(frame, -225 if wide else 0) if name == next(iter(PANELS)) else []
        panels.append(alt.layer(*layers).properties(width=inner, height=alt.Step(48 if wide else 84)))
    return alt.vconcat(*panels, spacing=16)


def _counted(frame: pd.DataFrame, left: float) -> list[alt.Chart]:
    """Return how many claims were tested and how each came out, and what the colours mean, above the first panel."""
    counts = frame["verdict"].value_counts()
    told = [
        f"{number} {'hold' if verdict == 'holds' and number > 1 else verdict}" for verdict, number in counts.items()
    ]
    words = pd.DataFrame({"text": [f"{len(frame)} claims tested: {', '.join(told)}"], ROWS: [join_rows(frame[ROWS])]})
    style: dict[str, Any] = {"align": "left", "x": left}
    return [
        alt.Chart(words).mark_text(y=-52, fontWeight=600, fontSize=14, **style).encode(text="text:N"),
        alt.Chart(words).mark_text(y=-33, color=pp.BLUE, text="blue: as said,", **style),
        alt.Chart(words).mark_text(y=-33, color=pp.RED, dx=86, text="red: newest value", **style),
    ]


def score_frame(scored: pd.DataFrame) -> pd.DataFrame:
    """Return scores with role and label."""
    return with_role(scored).assign(label=[f"{value:.0f}" for value in scored["score"]])


def score(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw bars of a weighted score, which the reader's weights compute anew.

    Parameters
    ----------
    frame : DataFrame
        One row an economy, with role and one column for each of :data:`PARTS`.
    width : int
        In pixels.
    """
    binds = {key: alt.binding_range(min=0, max=100, step=5, name=f"Weight: {text} ") for key, text in PARTS.items()}
    sliders = [alt.param(name=f"weight_{key}", value=25, bind=bind) for key, bind in binds.items()]
    total = " + ".join(f"weight_{key}" for key in PARTS)
    summed = " + ".join(f"weight_{key} * datum.{key}" for key in PARTS)
    order = alt.EncodingSortField(field="score", op="max", order="descending")
    y = alt.Y("economy:N", sort=order, title=None, axis=name_axis())
    scale, axis = alt.Scale(domain=[0, 100]), alt.Axis(tickCount=5, grid=True)
    x = alt.X("score:Q", scale=scale, title="Weighted score of four tests, zero to a hundred", axis=axis)
    base = alt.Chart(frame).transform_calculate(
        score=f"({summed}) / max({total}, 1)", label="format(datum.score, '.0f')"
    )
    numbers: dict[str, Any] = {"x": alt.value(width - 140), "y": y, "text": "label:N"}
    centre = (
        base.transform_filter("datum.role === 'peer'")
        .transform_aggregate(middle="median(score)")
        .transform_calculate(word="'peers’ median ' + format(datum.middle, '.0f')")
    )
    middle = alt.X("middle:Q", scale=scale)
    word = centre.mark_text(dy=-10, color=pp.INK, fontWeight=600)
    layers = alt.layer(
        base.mark_bar(height=16).encode(x=x, y=y, color=role_colour()),
        centre.mark_rule(strokeDash=[4, 3], color=pp.INK, strokeWidth=1.5).encode(x=middle),
        base.mark_text(align="right", color=pp.INK).encode(**numbers),
        word.encode(x=middle, y=alt.value(0), text="word:N"),
    )
    return layers.add_params(*sliders).properties(width=width - 140, height=330)


def _by_weight(frame: pd.DataFrame, told: str, wide: bool, inner: int) -> Drawing:
    """Draw survival by the weight of the index ratio: columns where there is room, else bars."""
    order, title = list(frame["weight"]), "Weight of the index ratio"
    weight: dict[str, Any] = {"field": "weight", "type": "ordinal", "sort": order, "title": title}
    scale = alt.Scale(domain=[0, 112], nice=False)
    amount: dict[str, Any] = {"field": "share", "type": "quantitative", "scale": scale, "title": None}
    ticks: dict[str, Any] = {"values": [0, 50, 100], "labelExpr": "datum.label + '%'"}
    place: dict[str, Any] = {
        "y": alt.Y(**weight, axis=alt.Axis(domain=False, ticks=False)),
        "x": alt.X(**amount, axis=alt.Axis(**ticks)),
    }
    if wide:
        place = {
            "x": alt.X(**weight, axis=alt.Axis(labelAngle=0, domain=False, ticks=False)),
            "y": alt.Y(**amount, axis=alt.Axis(grid=False, **ticks)),
        }
    most = alt.Color("most:N", scale=alt.Scale(domain=["most", "fewer"], range=[pp.RED, pp.GREY]), legend=None)
    base = alt.Chart(frame)
    tops = base.mark_text(dy=-9 if wide else 0, dx=0 if wide else 5, align="center" if wide else "left", fontSize=12)
    whole = alt.Chart(pd.DataFrame({"text": [f"{told} of all trials"], ROWS: [join_rows(frame[ROWS])]}))
    whole = whole.mark_text(align="right", x=inner, y=40 if wide else 200, fontSize=16, fontWeight=600, color=pp.RED)
    bars = base.mark_bar().encode(**place, color=most)
    layers = alt.layer(bars, tops.encode(**place, text="label:N"), whole.encode(text="text:N"))
    heads = ["Trials in which China trails, percent,", "by weight of the index ratio"]
    title_of = alt.Title(" ".join(heads) if wide else heads, **HEAD)
    return layers.properties(width=inner, height=150 if wide else 260, title=title_of)


def survival(by_weight: pd.DataFrame, grid: pd.DataFrame, told: str, width: int) -> alt.VConcatChart:
    """Draw survival by weight of the index ratio above, and by peer group and edition below."""
    wide = width > pp.NARROW
    inner = width - (160 if wide else 128)
    x = alt.X("edition:O", title="Edition", axis=alt.Axis(labelAngle=0, domain=False, ticks=False))
    axis = alt.Axis(labelColor=pp.INK, domain=False, ticks=False)
    y = alt.Y("group:N", sort=list(dict.fromkeys(grid["group"])), title=None, axis=axis)
    shade = alt.Opacity("share:Q", scale=alt.Scale(domain=[50, 100], range=[0.06, 0.6]), legend=None)
    base = alt.Chart(grid)
    cells = base.mark_rect(color=pp.RED, stroke=pp.PAPER, strokeWidth=2).encode(x=x, y=y, opacity=shade)
    words = base.mark_text().encode(x=x, y=y, text="label:N")
    heads = ["Percent of weightings in which it trails,", "by peer group and edition"]
    title = alt.Title(" ".join(heads) if wide else heads, **HEAD)
    lower = alt.layer(cells, words).properties(width=inner, height=alt.Step(32), title=title)
    return alt.vconcat(_by_weight(by_weight, told, wide, inner), lower, spacing=28)
