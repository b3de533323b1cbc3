"""Lines over years with a point a year, each named at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from ..theme import GREY, MUTED
from .labels import BREAK, LETTER, LINE, Drawing
from .marks import Plot, band, estimates, named_marks
from .placement import along, spread

DISTANCE = 10
"""From a line's last point to its label, in pixels."""


def lines(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    series: str,
    label: str,
    width: int,
    colours: Mapping[str, str],
    height: int = 300,
    domain: Sequence[float] | None = None,
    unit: str = "",
    across: str = "",
    room: float = 120,
    segment: str = "",
    gap: tuple[float, float, str] | None = None,
    hollow: str = "",
    marks: pd.DataFrame | None = None,
) -> Drawing:
    """Draw lines over years with a point a year, each named at its last point; labels are kept apart.

    A label that another series would cross stands beyond the last year, with a dotted line from its series.

    Parameters
    ----------
    frame : DataFrame, shape (points, any)
        One row a point, none missing; years as numbers.
    x, y, series, label : str
        Columns: year, measure, series, and the words at a line's end (its last row's are drawn).
    width, height, room
        Pixels: of the whole, and of the labels at the right.
    colours : mapping of str to str
        Palette colour of each series; grey for those not named.
    domain, unit, across
        Ends of the y axis, from zero to a tenth above the greatest when None, and its title; the title of an x axis
        that counts years from a start and is no calendar.
    segment, hollow : str
        Columns: what changes where a series has a gap that no line crosses; true where a point is an estimate.
    gap : (first, last, words), optional
        Years for which nothing is held: a tinted band that no line crosses, with the words in it.
    marks : DataFrame, optional
        Points with the same columns and ``rows``, such as projections: diamonds whose labels find free places.
    """
    whole = pd.concat([part[[x, y]] for part in (frame, marks) if part is not None])
    ends = list(domain) if domain else [0, float(whole[y].max()) * 1.1]
    tints = {name: colours.get(name, GREY) for name in dict.fromkeys(frame[series])}
    years, up = _years(whole, x, width - room, across), alt.Scale(domain=ends, nice=False, zero=False)
    colour, height_of = _colours(series, tints), alt.Y(f"{y}:Q", scale=up, axis=_unit_axis(unit))
    base = alt.Chart(frame).encode(x=years, y=height_of, color=colour)
    line = base.mark_line(strokeWidth=2.5).encode(**({"detail": f"{segment}:N"} if segment else {}))
    plot = Plot((x, y, label), years, alt.Y(f"{y}:Q", scale=up), (width - room, height))
    last, crossed = _named_ends(frame, series, height / (ends[1] - ends[0]), plot)
    chart = alt.layer(
        *band(frame, gap, dict(years["scale"].to_dict()), height),
        *_parts(line, x, gap),
        *(estimates(base, hollow, colour) if hollow else [base.mark_point(size=34, opacity=1)]),
        *([] if marks is None else named_marks(marks, *_taken(frame, last, crossed, series, plot), plot, room)),
        *_end_labels(base, last, crossed, plot, _colours(series, _inks(tints))),
    )
    return _apart(chart.properties(width=width - room, height=height))


def _end_labels(
    base: alt.Chart, last: pd.DataFrame, crossed: pd.Series, plot: Plot, colour: alt.Color
) -> list[alt.Chart]:
    """Return the words at the lines' ends; those that a line would cross beyond the last year, with a leader."""
    words = alt.Chart(last[~crossed]).mark_text(align="left", dx=DISTANCE, fontWeight=600, lineBreak=BREAK)
    at = alt.Y("_at:Q", scale=plot.y["scale"])
    labels = words.encode(x=plot.x, y=at, text=f"{plot.columns[2]}:N", color=colour)
    if not crossed.any():
        return [labels]
    return [labels, _beyond(labels, last[crossed], plot), _leaders(base, last[crossed], plot)]


def _inks(tints: Mapping[str, str]) -> dict[str, str]:
    """Return the colours of labels: their series', and for grey ones a grey that is read."""
    return {name: MUTED if tint == GREY else tint for name, tint in tints.items()}


def _apart(chart: Drawing) -> Drawing:
    """Return a chart whose labels may have colours of their own."""
    drawn: Drawing = chart.resolve_scale(color="independent")
    return drawn


def _unit_axis(unit: str) -> alt.Axis:
    """Return the y axis, its title above its upper end."""
    place: dict[str, Any] = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -14}
    return alt.Axis(title=unit or None, **place, titleBaseline="bottom", tickCount=5)


def _named_ends(frame: pd.DataFrame, series: str, scale: float, plot: Plot) -> tuple[pd.DataFrame, pd.Series[bool]]:
    """Return each series' last point with ``_at``, the height of its label, and whether a line would cross that.

    Labels are kept apart from one another.
    """
    x, y, _ = plot.columns
    last = frame.sort_values(x).groupby(series, sort=False).tail(1)
    last = last.assign(_at=[at / scale for at in spread([end * scale for end in last[y]], LINE)])
    return last, _are_crossed(last, frame, series, plot)


def _are_crossed(last: pd.DataFrame, frame: pd.DataFrame, series: str, plot: Plot) -> pd.Series[bool]:
    """Return of each last point whether the line of another series would cross a label beside it."""
    x, _, label = plot.columns
    lines = {name: plot.pixels(part.sort_values(x)) for name, part in frame.groupby(series)}
    crossed = [
        any(_crosses(line, place, text) for other, line in lines.items() if other != name)
        for name, place, text in zip(last[series], plot.pixels(last, "_at"), map(str, last[label]), strict=True)
    ]
    return pd.Series(crossed, index=last.index, dtype=bool)


def _crosses(line: Sequence[tuple[float, float]], place: tuple[float, float], label: str) -> bool:
    """Whether a line passes through the words to the right of a point, all in pixels."""
    texts = label.split(BREAK)
    left, right = place[0] + DISTANCE, place[0] + DISTANCE + LETTER * max(map(len, texts))
    across, down = [point[0] for point in line], [point[1] for point in line]
    within = [at for at in (left, *across, right) if left <= at <= right and across[0] <= at <= across[-1]]
    if not within:
        return False
    heights, half = np.interp(within, across, down), LINE * len(texts) / 2
    return bool(heights.min() < place[1] + half and heights.max() > place[1] - half)


def _taken(
    frame: pd.DataFrame, last: pd.DataFrame, crossed: pd.Series, series: str, plot: Plot
) -> tuple[list[tuple[float, float]], list[tuple[tuple[float, float], str]]]:
    """Return what a further label would cross, in pixels: the lines with leaders, and the words at their ends.

    Words that a line would cross stand to the right of the plot's edge, with a leader from their series.
    """
    lines = [plot.pixels(part.sort_values(plot.columns[0])) for _, part in frame.groupby(series, sort=False)]
    named = []
    for point, (x, at), is_beyond, words in zip(
        plot.pixels(last), plot.pixels(last, "_at"), crossed, last[plot.columns[2]], strict=True
    ):
        named.append(((plot.size[0] if is_beyond else x, at), str(words)))
        if is_beyond:
            lines.append([point, (plot.size[0], at)])
    return [place for line in lines for place in along(line)], named


def _beyond(labels: alt.Chart, ends: pd.DataFrame, plot: Plot) -> alt.Chart:
    """Return labels beyond the last year instead of beside their points."""
    moved: alt.Chart = labels.properties(data=ends).encode(x=alt.value(plot.size[0]))
    return moved


def _leaders(base: alt.Chart, ends: pd.DataFrame, plot: Plot) -> alt.Chart:
    """Return the dotted lines from points to their labels beyond the last year."""
    rule = base.properties(data=ends).mark_rule(strokeWidth=1, strokeDash=[2, 3])
    leaders: alt.Chart = rule.encode(x2=alt.value(plot.size[0]), y2="_at:Q")
    return leaders


def _parts(line: alt.Chart, x: str, gap: tuple[float, float, str] | None) -> list[alt.Chart]:
    """Return a line, or its parts before and after a gap."""
    if gap is None:
        return [line]
    return [line.transform_filter(alt.datum[x] < gap[0]), line.transform_filter(alt.datum[x] > gap[1])]


def _years(frame: pd.DataFrame, x: str, width: float, title: str) -> alt.X:
    """Return the x encoding: the years of a frame from edge to edge."""
    first, final = float(frame[x].min()), float(frame[x].max())
    scale = alt.Scale(domain=[first, final], nice=False, zero=False, range=[0, width])
    axis = alt.Axis(format="d", tickCount=min(6, int(final - first) or 1), title=title or None)
    return alt.X(f"{x}:Q", scale=scale, axis=axis)


def _colours(series: str, colours: Mapping[str, str]) -> alt.Color:
    """Return the colour encoding of series without a legend."""
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return alt.Color(f"{series}:N", legend=None, scale=scale)
