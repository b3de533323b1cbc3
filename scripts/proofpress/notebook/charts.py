"""Drawing forms that analyses share: bars, ranges, grids, timelines and lines, each direct-labelled, wide and narrow.

A form takes a prepared frame with the column ``rows`` and returns an Altair chart ``width`` pixels wide. Wide charts
carry the row labels beside the marks, narrow ones above them, so that nothing is cut on a phone. Pass the frame
given to a form as ``data`` to :func:`publish_figure`, and give both widths.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import altair as alt

from .theme import GREY, GRID, INK, MUTED, PAPER, RED, SOFT, WIDE

if TYPE_CHECKING:
    import pandas as pd

Drawing: TypeAlias = alt.LayerChart | alt.FacetChart
LETTER = 6.6
"""Mean width of a letter at 13 pixels, in pixels, rounded up."""
LINE = 17
"""Height of a line of text at 13 pixels, in pixels."""
BREAK = "\n"
SPLIT = "split(datum.value, '\\n')"
COUNT = f"length({SPLIT})"


def wrap(text: str, pixels: float) -> str:
    r"""Return a text with line breaks so that its lines are about ``pixels`` wide at most, words kept whole.

    Examples
    --------
    >>> wrap("Huawei on the Entity List", 95)
    'Huawei on the\nEntity List'
    """
    return BREAK.join(textwrap.wrap(str(text), max(4, int(pixels / LETTER)), break_long_words=False)) or ""


def spread(
    positions: Sequence[float], gap: float, low: float = float("-inf"), high: float = float("inf")
) -> list[float]:
    """Move positions apart until neighbours are at least ``gap`` apart, each as little as may be.

    Parameters
    ----------
    positions : sequence of float
        Where labels belong, in any unit.
    gap : float
        Least distance, same unit.
    low, high : float
        Ends that no position may pass.

    Returns
    -------
    list of float
        In the order given.

    Raises
    ------
    ValueError
        If there is no room.

    Examples
    --------
    >>> spread([1, 1, 5], 2)
    [0.0, 2.0, 5.0]
    """
    if gap * (len(positions) - 1) > high - low:
        raise ValueError(f"no room for {len(positions)} labels {gap:g} apart between {low:g} and {high:g}")
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    groups: list[list[float]] = []  # a group: its members' wanted offsets from the group's start
    for index in order:
        groups.append([float(positions[index])])
        while len(groups) > 1 and _start(groups[-1], gap, low, high) < _start(groups[-2], gap, low, high) + gap * len(
            groups[-2]
        ):
            last = groups.pop()
            groups[-1] += last
    placed = [_start(group, gap, low, high) + gap * step for group in groups for step in range(len(group))]
    found = dict(zip(order, placed, strict=True))
    return [found[index] for index in range(len(positions))]


def _start(group: Sequence[float], gap: float, low: float, high: float) -> float:
    wanted = sum(item - gap * step for step, item in enumerate(group)) / len(group)
    return min(max(wanted, low), high - gap * (len(group) - 1))


def row_axis(room: float) -> alt.Axis:
    """Return the axis of row labels beside the marks, labels of several lines centred on their row.

    Parameters
    ----------
    room : float
        Pixels for the labels.
    """
    centred = [{"test": f"{COUNT} == {count}", "value": -LINE * (count - 1) / 2} for count in (2, 3, 4)]
    axis = alt.Axis(title=None, labelLimit=room, labelColor=INK, labelExpr=SPLIT, labelLineHeight=LINE)
    axis["labelOffset"] = {"condition": centred, "value": 0}
    return axis


def _rows(frame: pd.DataFrame, label: str, width: int, share: float) -> tuple[alt.Y, float, bool]:
    """Return the y encoding of labelled rows, the room left of the marks, and whether the chart is wide."""
    wide = width >= WIDE
    room = round(width * share) if wide else 0
    axis = row_axis(room) if wide else None
    return alt.Y(f"{label}:N", sort=None, axis=axis), room, wide


def _has_lines(column: str, breaks: int) -> str:
    """Return the filter of rows whose text has so many line breaks."""
    return f"length(split(datum['{column}'], '\\n')) == {breaks + 1}"


def labels_above(frame: pd.DataFrame, base: alt.Chart, label: str, rise: float) -> list[alt.Chart]:
    """Return row labels that end above the marks, for narrow charts, clear of grid lines behind them.

    A layer for each number of lines, since Vega places several lines by the first.
    """
    layers = []
    for count in sorted({str(item).count(BREAK) for item in frame[label]}):
        own = base.transform_filter(_has_lines(label, count)).encode(x=alt.value(0), text=f"{label}:N")
        rise_of_first = -rise - LINE * count
        style: dict[str, Any] = {
            "align": "left",
            "baseline": "bottom",
            "dy": rise_of_first,
            "lineBreak": BREAK,
            "lineHeight": LINE,
        }
        layers += [own.mark_text(color=PAPER, stroke=PAPER, strokeWidth=5, **style), own.mark_text(color=INK, **style)]
    return layers


def _step(frame: pd.DataFrame, label: str, step: int, wide: bool) -> alt.Step:
    """Return the height of a row: narrow rows hold the lines of the tallest label too."""
    lines = max(str(item).count(BREAK) for item in frame[label]) + 1
    return alt.Step(max(step, LINE * lines + 6) if wide else step + LINE * lines + 4)


def bars(
    frame: pd.DataFrame,
    *,
    label: str,
    value: str,
    text: str,
    width: int,
    colour: str = "",
    step: int = 30,
    share: float = 0.32,
    room: float = 90,
    top: float | None = None,
) -> Drawing:
    """Draw horizontal bars from zero, in the frame's order, each with its label and its value in words.

    Parameters
    ----------
    frame : DataFrame, shape (bars, any)
        One row a bar, none missing.
    label, value, text : str
        Columns: the row's label (break long ones with :func:`wrap`), the length (0 or more), the value as read.
    width : int
        In pixels, ``pp.WIDE`` or ``pp.NARROW``.
    colour : str
        Column of palette colours; all red when empty.
    step : int
        Height of a row in pixels; narrow rows take a line more.
    share : float
        Part of a wide chart that row labels take.
    room : float
        Pixels kept free at the right for the longest text.
    top : float
        End of the axis; the greatest value when None.
    """
    y, left, wide = _rows(frame, label, width, share)
    end = float(frame[value].max()) if top is None else top
    x = alt.X(f"{value}:Q", axis=None, scale=alt.Scale(domain=[0, end], nice=False, range=[0, width - left - room]))
    base = alt.Chart(frame).encode(y=y)
    tint = {"color": alt.Color(f"{colour}:N", scale=None)} if colour else {}
    layers = [
        base.mark_bar(height=15).encode(x=x, **tint),
        base.mark_text(align="left", dx=6, color=INK).encode(x=x, text=f"{text}:N"),
    ]
    if not wide:
        layers = labels_above(frame, base, label, 9) + layers
    return alt.layer(*layers).properties(width=width - left, height=_step(frame, label, step, wide))


def _closed(base: alt.Chart, opens: str, side: str) -> alt.Chart:
    """Return a chart of the rows whose bound on a side is not open."""
    return base.transform_filter(alt.datum[opens] != side) if opens else base


def ranges(
    frame: pd.DataFrame,
    *,
    label: str,
    low: str,
    high: str,
    text: str,
    width: int,
    domain: Sequence[float],
    opens: str = "",
    colour: str = "",
    axis: str = "",
    step: int = 30,
    share: float = 0.36,
    room: float = 96,
) -> Drawing:
    """Draw each row as an interval from ``low`` to ``high``; a point where they are equal.

    Parameters
    ----------
    frame : DataFrame, shape (rows, any)
        Bounds finite: give an open bound the end of the domain, and say so in ``opens``.
    label, low, high, text : str
        Columns: row label, bounds, the interval in words (drawn at the right edge).
    width : int
        In pixels.
    domain : sequence of two floats
        Ends of the axis.
    opens : str
        Column saying ``low`` or ``high`` where that bound is open (drawn as an arrow head), else empty.
    colour : str
        Column of palette colours; all red when empty.
    axis : str
        Title of the axis, with its unit.
    step, share, room
        As in :func:`bars`.
    """
    y, left, wide = _rows(frame, label, width, share)
    scale = alt.Scale(domain=list(domain), nice=False, zero=False, range=[0, width - left - room])
    x = alt.X(f"{low}:Q", scale=scale, axis=alt.Axis(title=axis or None, grid=True, tickCount=5, titleAnchor="start"))
    base = alt.Chart(frame).encode(y=y)
    tint = {"color": alt.Color(f"{colour}:N", scale=None)} if colour else {"color": alt.value(RED)}
    layers = [
        base.mark_rule(strokeWidth=4).encode(x=x, x2=f"{high}:Q", **tint),
        _closed(base, opens, "low").mark_point(size=70, opacity=1).encode(x=x, **tint),
        _closed(base, opens, "high").mark_point(size=70, opacity=1).encode(x=alt.X(f"{high}:Q", scale=scale), **tint),
        base.mark_text(align="left", color=INK).encode(x=alt.value(width - left - room + 12), text=f"{text}:N"),
    ]
    for side, column, angle in (("low", low, 270), ("high", high, 90)):
        if opens and (frame[opens] == side).any():
            arrow = base.transform_filter(alt.datum[opens] == side).mark_point(
                shape="triangle-up", size=130, angle=angle, opacity=1
            )
            layers.append(arrow.encode(x=alt.X(f"{column}:Q", scale=scale), **tint))
    if not wide:
        layers = labels_above(frame, base, label, 8) + layers
    return alt.layer(*layers).properties(width=width - left, height=_step(frame, label, step, wide))


def grid(
    frame: pd.DataFrame,
    *,
    row: str,
    column: str,
    text: str,
    width: int,
    tone: str = "",
    ink: str = "",
    columns: Sequence[str] = (),
    height: int = 34,
    lines: int = 1,
    share: float = 0.26,
    size: int = 13,
) -> Drawing:
    """Draw a table of cells: row labels, column heads on top, a word in each cell, a tone behind it.

    Parameters
    ----------
    frame : DataFrame, shape (cells, any)
        One row a cell. Words must fit their cell: break them with :func:`wrap`.
    row, column, text : str
        Columns: row label, column head (both may hold line breaks), the word.
    width : int
        In pixels.
    tone, ink : str
        Columns of palette colours for the cell and its word.
    columns : sequence of str
        Order of the heads; the frame's when empty.
    height : int
        Height of a cell in pixels.
    lines : int
        Lines of the tallest row label, which narrow charts draw above the cells.
    share : float
        Part of a wide chart that row labels take.
    size : int
        Font size of the words.
    """
    y, left, wide = _rows(frame, row, width, share)
    heads_lines = max(str(item).count(BREAK) for item in frame[column])
    x = alt.X(
        f"{column}:N",
        sort=list(columns) or None,
        scale=alt.Scale(paddingInner=0.02, paddingOuter=0),
        axis=alt.Axis(
            orient="top",
            title=None,
            labelExpr=SPLIT,
            labelLineHeight=LINE,
            labelPadding=6 + LINE * heads_lines,
            labelAngle=0,
            labelLimit=400,
            domain=False,
            ticks=False,
            labelColor=MUTED,
            labelFontSize=13 if wide else 12,
        ),
    )
    base = alt.Chart(frame)
    band = 0 if wide else lines * LINE + 6
    fill = alt.Color(f"{tone}:N", scale=None) if tone else alt.value(SOFT)
    words = [
        base.transform_filter(_has_lines(text, count))
        .mark_text(
            lineBreak=BREAK, lineHeight=LINE + 2, fontSize=size, baseline="middle", dy=(band - (LINE + 2) * count) / 2
        )
        .encode(x=x, y=y, text=f"{text}:N", color=alt.Color(f"{ink}:N", scale=None) if ink else alt.value(INK))
        for count in sorted({str(item).count(BREAK) for item in frame[text]})
    ]
    cells = base.mark_bar(stroke=PAPER, strokeWidth=2, height=height - 2, yOffset=band / 2, orient="horizontal").encode(
        x=x, y=y, color=fill
    )
    if wide:
        cells = base.mark_rect(stroke=PAPER, strokeWidth=2).encode(x=x, y=y, color=fill)
        return alt.layer(cells, *words).properties(width=width - left, height=alt.Step(height))
    total = height + band
    first = base.transform_filter(alt.datum[column] == (list(columns) or list(frame[column]))[0])
    heads = first.mark_text(
        align="left", baseline="top", lineBreak=BREAK, fontWeight=600, color=INK, dy=-total / 2 + 4
    ).encode(x=alt.value(0), y=y, text=f"{row}:N")
    return alt.layer(cells, *words, heads).properties(width=width, height=alt.Step(total))


def timeline(
    frame: pd.DataFrame,
    *,
    when: str,
    text: str,
    width: int,
    colour: str = "",
    shape: str = "",
    left: int = 104,
    step: int = 30,
) -> Drawing:
    """Draw events down the page in the frame's order: the date, a mark on a line, the event in words.

    Parameters
    ----------
    frame : DataFrame, shape (events, any)
        In order of time; ``text`` is unique.
    when, text : str
        Columns: the date as read, the event (broken with :func:`wrap` at ``width - left - 24`` pixels: a column for
        each width).
    width : int
        In pixels.
    colour, shape : str
        Columns of palette colours and of Vega shapes (``circle``, ``square``, ``diamond``).
    left : int
        Pixels for the dates.
    step : int
        Height of a one-line event; all take the lines of the tallest.
    """
    height = step + LINE * max(str(item).count(BREAK) for item in frame[text])
    base = alt.Chart(frame).encode(y=alt.Y(f"{text}:N", sort=None, axis=None))
    rise = -height / 2 + step / 2
    tint = alt.Color(f"{colour}:N", scale=None) if colour else alt.value(RED)
    form = {"shape": alt.Shape(f"{shape}:N", scale=None)} if shape else {}
    return alt.layer(
        base.mark_rule(color=GRID, strokeWidth=2).encode(x=alt.value(left), y=alt.value(0), y2=alt.value("height")),
        base.mark_text(align="right", dy=rise, color=MUTED).encode(x=alt.value(left - 14), text=f"{when}:N"),
        base.mark_point(size=110, opacity=1, yOffset=rise).encode(x=alt.value(left), color=tint, **form),
        base.mark_text(align="left", dy=rise, lineBreak=BREAK, color=INK).encode(
            x=alt.value(left + 16), text=f"{text}:N"
        ),
    ).properties(width=width, height=alt.Step(height))


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
    room: float = 120,
    segment: str = "",
) -> Drawing:
    """Draw lines over years with a point a year, each named at its last point; labels are kept apart.

    Parameters
    ----------
    frame : DataFrame, shape (points, any)
        One row a point, none missing; years as numbers.
    x, y, series, label : str
        Columns: year, measure, series, and the words at a line's end (its last row's are drawn).
    width, height : int
        In pixels.
    colours : mapping of str to str
        Palette colour of each series; grey for those not named.
    domain : sequence of two floats
        Ends of the y axis; from zero to a tenth above the greatest when None.
    unit : str
        Title of the y axis.
    room : float
        Pixels at the right for the labels.
    segment : str
        Column that changes where a series has a gap, so that no line crosses it.
    """
    ends = list(domain) if domain else [0, float(frame[y].max()) * 1.1]
    last = frame.sort_values(x).groupby(series, sort=False).tail(1)
    scale = height / (ends[1] - ends[0])
    last = last.assign(_at=[at / scale for at in spread([item * scale for item in last[y]], LINE)])
    names = list(dict.fromkeys(frame[series]))
    tint = alt.Color(
        f"{series}:N", legend=None, scale=alt.Scale(domain=names, range=[colours.get(name, GREY) for name in names])
    )
    inks = [MUTED if colours.get(name, GREY) == GREY else colours[name] for name in names]
    names_tint = alt.Color(f"{series}:N", legend=None, scale=alt.Scale(domain=names, range=inks))
    first, final = float(frame[x].min()), float(frame[x].max())
    across = alt.Scale(domain=[first, final], nice=False, zero=False, range=[0, width - room])
    years = alt.X(
        f"{x}:Q", scale=across, axis=alt.Axis(format="d", tickCount=min(6, int(final - first) or 1), title=None)
    )
    up = alt.Scale(domain=ends, nice=False, zero=False)
    axis = alt.Axis(title=unit or None, titleAngle=0, titleAlign="left", titleAnchor="end", titleX=0, titleY=-14,
                    titleBaseline="bottom", tickCount=5)  # fmt: skip
    base = alt.Chart(frame).encode(x=years, y=alt.Y(f"{y}:Q", scale=up, axis=axis), color=tint)
    detail: dict[str, Any] = {"detail": f"{segment}:N"} if segment else {}
    drawn: Drawing = (
        alt.layer(
            base.mark_line(strokeWidth=2.5).encode(**detail),
            base.mark_point(size=34, opacity=1),
            alt.Chart(last)
            .mark_text(align="left", dx=10, fontWeight=600, lineBreak=BREAK)
            .encode(x=years, y=alt.Y("_at:Q", scale=up), text=f"{label}:N", color=names_tint),
        )
        .properties(width=width - room, height=height)
        .resolve_scale(color="independent")
    )
    return drawn
