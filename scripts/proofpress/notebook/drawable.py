"""Whether a chart's frames hold what a specification can: columns by name, cells that are text, numbers or dates.

A cell of another kind would be written as Python prints it, with an address in memory or a rounded number, or would
stop the drawing library with words about its own parts.
"""

from __future__ import annotations

import datetime
import functools
import numbers
from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, Any

from ..model.errors import Problem, PublishError

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 20_000
"""Rows of a frame that is drawn, each a mark of its own: more would be seen as one."""
PARTS = ("layer", "hconcat", "vconcat", "concat", "spec")
CONVERT = {
    "period": "`.dt.to_timestamp()` for an axis of time, or `.astype(str)`",
    "interval": "`.astype(str)`, or a column for each end",
    "timedelta": "`.dt.total_seconds()`, or days as a number",
    "complex": "its parts as two columns",
}
"""How a column of a kind that no chart draws becomes one that charts draw, by the beginning of the kind's name."""
TAKEN = (str, bool, numbers.Real, datetime.date)
EXPECTED = "text, numbers, dates or true and false"


def refuse_kinds(name: str, **given: Any) -> None:
    """Refuse what a call that publishes a figure was given of another kind than it takes; what is missing is no kind.

    Parameters
    ----------
    name : str
        The figure's name.
    **given
        Arguments by name; ``drawn`` is what a function of the width returned, which must be a chart.

    Raises
    ------
    PublishError
        With each argument.
    """
    import altair as alt
    import pandas as pd

    drawing = (FunctionType, MethodType, functools.partial)
    kinds: dict[str, tuple[tuple[type, ...], str, str]] = {
        "chart": ((alt.TopLevelMixin, *drawing), "an Altair chart, or a function of the width for one", "chart"),
        "drawn": ((alt.TopLevelMixin,), "an Altair chart from the function of the width", "lambda width: chart"),
        "narrow": ((alt.TopLevelMixin,), "an Altair chart", "chart"),
        "data": ((pd.DataFrame,), "a pandas frame", "frame"),
        "columns": ((Mapping,), "a mapping of column to heading", '{"year": "Year"}'),
        "sources": ((list, tuple), "a list of sources", '["source-id"]'),
        "undrawn": ((Mapping,), "a mapping of words of the title to a reason", '{"top": "why"}'),
    }
    shown = {"drawn": "chart"}
    problems = [
        Problem(
            "wrong-kind", f"figure `{name or '?'}`", f"`{shown.get(key, key)}` is of another kind",
            kinds[key][1], f"`{type(value).__name__}`",
            f"Write it as in `publish_figure(…, {shown.get(key, key)}={kinds[key][2]})`.",
        )
        for key, value in given.items()
        if not isinstance(value, kinds[key][0]) and (value is not None or key == "drawn")
    ]  # fmt: skip
    if problems:
        raise PublishError(problems)


def check_frames(chart: Any, data: pd.DataFrame, place: str) -> list[Problem]:
    """Return what is wrong with the columns of each frame that a chart draws.

    Parameters
    ----------
    chart : altair chart
        Of any composition.
    data : DataFrame
        The figure's main frame.
    place : str
        The figure, for messages.
    """
    problems = []
    for frame in _frames(chart, data):
        label = "the plotted frame" if frame is data else "a frame of the chart"
        if len(frame) > MOST_ROWS:
            fix = 'Aggregate first, as with `frame.groupby(…).agg({…, "rows": join_rows})`.'
            thing, got = f"{label} is too long to draw", f"{len(frame):,}"
            problems.append(Problem("many-rows", place, thing, f"at most {MOST_ROWS:,} rows", got, fix))
            continue
        problems += [*_check_names(frame, label, place)] or [*_check_kinds(frame, label, place)]
    return list(dict.fromkeys(problems))


def _frames(chart: Any, data: pd.DataFrame) -> Iterator[Any]:
    """Yield the main frame and each other frame of a chart and its parts."""
    seen = {id(data)}
    yield data
    waiting = [chart]
    while waiting:
        part = waiting.pop()
        kept = getattr(part, "_kwds", {})
        frame = kept.get("data")
        if hasattr(frame, "dtypes") and hasattr(frame, "columns") and id(frame) not in seen:
            seen.add(id(frame))
            yield frame
        for key in PARTS:
            below = kept.get(key)
            waiting += below if isinstance(below, list) else [below] if hasattr(below, "_kwds") else []


def _check_names(frame: pd.DataFrame, label: str, place: str) -> Iterator[Problem]:
    """Yield each column whose name is no text, or stands twice."""
    names = list(frame.columns)
    fix = 'Rename the columns, such as `frame.columns = ["year", "share"]`.'
    for name in names:
        if not isinstance(name, str):
            yield Problem("bad-column", place, f"a column of {label}", "a text as its name", repr(name), fix)
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield Problem("repeated-column", place, f"column `{name}` of {label} stands twice", "each column once", fix=fix)


def _check_kinds(frame: pd.DataFrame, label: str, place: str) -> Iterator[Problem]:
    """Yield each column of a kind, and the first cell of each column, that no specification holds."""
    for name in frame.columns:
        column, where = frame[name], f"column `{name}` of {label}"
        kind = str(getattr(getattr(column.dtype, "categories", None), "dtype", column.dtype))
        advice = next((words for start, words in CONVERT.items() if kind.startswith(start)), "")
        if advice:
            yield Problem("bad-column", place, where, EXPECTED, f"`{kind}`", f"Convert it: {advice}.")
        elif kind == "object":
            cells = getattr(column.dtype, "categories", column)
            yield from _check_cells(cells, where, place)


def _check_cells(cells: Any, where: str, place: str) -> Iterator[Problem]:
    """Yield the first cell of a column of mixed kinds that no specification holds; lines of a label may be a list."""
    for number, cell in enumerate(cells, 1):
        lines = isinstance(cell, list | tuple) and all(isinstance(line, str) for line in cell)
        taken = isinstance(cell, TAKEN) and not isinstance(cell, Fraction)
        if not (cell is None or lines or taken or _is_gap(cell)):
            fix = "Convert the column, for example with `.astype(float)` or `.astype(str)`."
            got = f"`{type(cell).__module__}.{type(cell).__qualname__}`".replace("`builtins.", "`")
            yield Problem(
                "bad-column", f"{place}, {where}, row {number}", "the cell cannot be drawn", EXPECTED, got, fix
            )
            return


def _is_gap(cell: Any) -> bool:
    """Whether a cell is one of pandas' words for nothing."""
    return type(cell).__name__ in {"NAType", "NaTType"}
