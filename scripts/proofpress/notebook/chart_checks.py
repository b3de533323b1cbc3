"""What a chart shows that its author hardly meant: one colour twice, years with commas, raw names of columns."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..model.errors import Problem
from . import vegalite
from .theme import PALETTE

Records = Mapping[str, Sequence[Mapping[str, Any]]]
COLOUR_CHANNELS = ("color", "fill", "stroke")
AXES = ("x", "y")
YEARS = range(1000, 2200)
"""Whole numbers that are taken for years where a column's name says so."""


def check_chart(spec: Mapping[str, Any], sets: Records, columns: Mapping[str, str], place: str) -> list[Problem]:
    """Return what a reader would misread of a drawing.

    Parameters
    ----------
    spec : mapping
        The drawing.
    sets : mapping of str to records
        The data sets that it draws, by name.
    columns : mapping of str to str
        The table view's columns, with the words for each.
    place : str
        The figure, for messages.
    """
    leaves = list(vegalite.leaves(spec))
    problems = [problem for leaf in leaves for problem in _check_colours(leaf, sets.get(leaf.data, ()), place)]
    for channel in AXES:
        encodings = [(leaf, leaf.encoding[channel]) for leaf in leaves if isinstance(leaf.encoding.get(channel), dict)]
        problems += _check_years(channel, encodings, sets, place)
        problems += _check_calendar(channel, encodings, sets, place)
        problems += _check_titles(channel, [encoding for _, encoding in encodings], columns, place)
    return list(dict.fromkeys(problems))


def _check_colours(leaf: vegalite.Leaf, records: Sequence[Mapping[str, Any]], place: str) -> list[Problem]:
    """Return a problem for each channel that has fewer colours than names: two of them would look the same."""
    problems = []
    for channel in COLOUR_CHANNELS:
        encoding = leaf.encoding.get(channel)
        if not isinstance(encoding, dict) or encoding.get("type") not in {"nominal", "ordinal"}:
            continue
        scale = encoding.get("scale", {})
        if scale is None or "scheme" in scale or not isinstance(encoding.get("field"), str):
            continue
        colours = scale.get("range", PALETTE)
        names = scale.get("domain") or list(dict.fromkeys(row.get(encoding["field"]) for row in records))
        if isinstance(colours, list | tuple) and isinstance(names, list) and len(names) > len(colours):
            first, again = names[0], names[len(colours)]
            thing = f"`{encoding['field']}` has {len(names)} names and {channel} {len(colours)} colours"
            fix = "Colour those that the title names and leave the rest grey, or draw small multiples."
            got = f"“{first}” and “{again}” look the same"
            problems.append(Problem("too-few-colours", place, thing, "a colour for each name", got, fix))
    return problems


def _check_years(
    channel: str, encodings: Iterable[tuple[vegalite.Leaf, Mapping[str, Any]]], sets: Records, place: str
) -> list[Problem]:
    """Return a problem for an axis that writes years as amounts, such as 1,992."""
    drawn = [(leaf, encoding) for leaf, encoding in encodings if encoding.get("axis", {}) is not None]
    if any(isinstance(encoding.get("axis"), dict) and "format" in encoding["axis"] for _, encoding in drawn):
        return []
    for leaf, encoding in drawn:
        field = encoding.get("field")
        if encoding.get("type") != "quantitative" or not isinstance(field, str) or "year" not in field.lower():
            continue
        cells = _cells(sets, leaf, field)
        if cells and _are_years(cells):
            got = f"{int(max(cells)):,}"
            fix = f'Give the {channel} axis a format: `axis=alt.Axis(format="d")`.'
            return [Problem("year-as-amount", place, f"the {channel} axis shows `{field}`", "years", got, fix)]
    return []


def _check_calendar(
    channel: str, encodings: Sequence[tuple[vegalite.Leaf, Mapping[str, Any]]], sets: Records, place: str
) -> list[Problem]:
    """Return a problem for an axis that is written as years and has no title, and counts from a start instead."""
    for leaf, encoding in encodings:
        axis, field = encoding.get("axis"), encoding.get("field")
        if not isinstance(axis, dict) or axis.get("format") != "d" or not isinstance(field, str):
            continue
        cells = _cells(sets, leaf, field)
        if not cells or _are_years(cells) or encoding.get("title") or axis.get("title"):
            continue
        got = f"{min(cells):g} to {max(cells):g} without a title"
        fix = "Give the axis a title that says what is counted, and from when."
        thing = f"the {channel} axis shows `{field}`"
        return [Problem("untitled-count", place, thing, "years of the calendar, or a title", got, fix)]
    return []


def _cells(sets: Records, leaf: vegalite.Leaf, field: str) -> list[float]:
    """Return the numbers that a field of a part has."""
    cells = (row.get(field) for row in sets.get(leaf.data, ()))
    return [cell for cell in cells if isinstance(cell, int | float) and math.isfinite(cell)]


def _are_years(cells: Iterable[float]) -> bool:
    """Whether numbers are years of the calendar."""
    return all(int(cell) in YEARS for cell in cells)


def _check_titles(
    channel: str, encodings: Sequence[Mapping[str, Any]], columns: Mapping[str, str], place: str
) -> list[Problem]:
    """Return a problem for an axis whose title is the name of a column for which `columns` has words."""
    drawn = [encoding for encoding in encodings if encoding.get("axis", {}) is not None]
    if not drawn or any("title" in encoding or "title" in (encoding.get("axis") or {}) for encoding in drawn):
        return []
    for encoding in drawn:
        field = encoding.get("field")
        if isinstance(field, str) and field in columns and columns[field].lower() != field.lower():
            fix = f"Give `title={columns[field]!r}`, or `title=None` where the subtitle says it."
            what = f"the {channel} axis is called `{field}`"
            return [Problem("raw-axis-title", place, what, f"words, as `columns` has “{columns[field]}”", field, fix)]
    return []
