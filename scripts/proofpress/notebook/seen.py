"""What a chart must hold to be seen whole: cells for every channel, places on every scale, letters of the typeface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..model.characters import no_letter
from ..model.errors import Problem, nearest
from ..model.letters import missing_letters
from . import vegalite

SILENT = {"order", "key", "href", "url", "description", "detail"}
"""Channels that neither place, measure, print nor colour a mark."""
POSITIONS = (
    "x",
    "y",
    "x2",
    "y2",
    "xError",
    "yError",
    "theta",
    "theta2",
    "radius",
    "radius2",
    "size",
    "xOffset",
    "yOffset",
)
Records = Sequence[Mapping[str, Any]]


def check_seen(leaf: vegalite.Leaf, records: Records, place: str, *, computed: bool = False) -> Iterator[Problem]:
    """Yield what a reader would not see of a mark: rows without a cell, without a place, pictures from elsewhere.

    Parameters
    ----------
    leaf : Leaf
        The mark.
    records : sequence of mapping
        The rows of its data set.
    place : str
        The figure, for messages.
    computed : bool
        Whether the chart makes columns of its own, which the frame does not have.
    """
    if leaf.mark.get("type") == "image":
        fix = "Draw with marks that need no file, such as points and texts."
        thing = "a mark of pictures is loaded from an address"
        yield Problem("outside-picture", place, thing, "marks drawn from the frame", "image", fix)
    for channel in leaf.encoding:
        for name in leaf.own_fields(channel) if channel not in SILENT else ():
            if not computed or any(name in row for row in records):
                yield from _gaps(channel, name, leaf, records, place)
            if _is_logarithmic(leaf.encoding[channel]):
                yield from _off_scale(channel, name, records, place)
        for name in leaf.raw_fields(channel):
            yield from _misspelt(channel, name, records, place)


def _gaps(channel: str, name: str, leaf: vegalite.Leaf, records: Records, place: str) -> Iterator[Problem]:
    """Yield that a channel's column is not in the frame, or the rows that have no cell in it."""
    if records and not any(name in row for row in records):
        what, known = f"the chart encodes `{name}`, which its frame lacks", [key for key in records[0] if key != "rows"]
        yield Problem("unknown-column", place, what, fix=nearest(name, map(vegalite.reached, known)))
        return
    without = [number for number, row in enumerate(records, 1) if name in row and row[name] is None]
    if without:
        what = f"column `{name}` of the plotted frame, row {_listed(without)}"
        numeric = channel in POSITIONS or _kind(leaf, channel) in {"quantitative", "temporal"}
        expected = "a finite number" if numeric else f"a value for channel `{channel}`"
        fix = "Leave the row out and show the gap as a gap."
        fix = "Write an empty text where a mark has no label." if channel == "text" and not numeric else fix
        yield Problem("not-finite", place, what, expected, "missing, NaN or infinity", fix)


def _kind(leaf: vegalite.Leaf, channel: str) -> str:
    definition = leaf.encoding.get(channel)
    return str(definition.get("type")) if isinstance(definition, Mapping) else ""


def _misspelt(channel: str, name: str, records: Records, place: str) -> Iterator[Problem]:
    """Yield that Vega-Lite would take a column's name for a path into it, and draw nothing."""
    plain = vegalite.unescaped(name)
    if records and plain in records[0] and name != vegalite.reached(plain):
        fix = f"Write `{vegalite.reached(plain)}`, or give the column a name of letters and digits."
        thing = f"channel `{channel}` names `{name}`, in which Vega-Lite reads a path"
        yield Problem("unescaped-column", place, thing, "dots, brackets and quotes escaped", f"`{name}`", fix)


def _is_logarithmic(definition: Any) -> bool:
    scale = definition.get("scale") if isinstance(definition, Mapping) else None
    return isinstance(scale, Mapping) and scale.get("type") == "log"


def _off_scale(channel: str, name: str, records: Records, place: str) -> Iterator[Problem]:
    """Yield the rows that a logarithmic scale has no place for."""
    rows = [
        number for number, row in enumerate(records, 1) if isinstance(row.get(name), int | float) and row[name] <= 0
    ]
    if rows:
        what = f"column `{name}` of the plotted frame, row {_listed(rows)}, on the logarithmic scale of `{channel}`"
        fix = 'Leave the row out and say so, or use the scale "symlog".'
        yield Problem("off-scale", place, what, "a number above nought", "nought or less", fix)


def _listed(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows[:5])) + (", …" if len(rows) > 5 else "")


def check_letters(texts: Iterable[tuple[str, str]], place: str) -> list[Problem]:
    """Return the letters of some texts that pictures and print cannot show, by where they stand; at most five.

    Parameters
    ----------
    texts : iterable of (str, str)
        Where a text stands, and the text.
    """
    problems = []
    for where, text in texts:
        missing = missing_letters(text)
        if missing:
            problems.append(no_letter(f"{place}, {where}", missing, text))
    return problems[:5]


def drawn_texts(spec: Mapping[str, Any], sets: Mapping[str, Records]) -> Iterator[tuple[str, str]]:
    """Yield the texts that a chart draws, with where they stand: cells of its frames, titles and words of its own."""
    for name, records in sets.items():
        frame = "the plotted frame" if name == "main" else f"the frame of {name}"
        for number, row in enumerate(records, 1):
            for key, cell in row.items():
                if isinstance(cell, str) and key != "rows":
                    yield f"column `{key}` of {frame}, row {number}", cell
    for part in vegalite.walk(spec):
        for key, item in part.items():  # an expression may bring words of its own
            for text in item if isinstance(item, list) else [item]:
                if isinstance(text, str):
                    yield f"the chart's `{key}`", text
