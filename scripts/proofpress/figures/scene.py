"""The drawn scene beside the rows that it should show: no blank or partly blank picture is published.

Each mark of the compiled chart is told to say the row that it draws; then the scene is drawn and read. A filter or an
aggregate in the specification decides which rows are asked for: the same transforms are drawn as plain points.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..model.errors import Problem
from ..model.records import Figure
from ..notebook.vegalite import CHILDREN, Leaf, leaves, rewritten
from .ink import SURFACES, is_inked, is_invisible

ROW = "pp_row"
"""The column by which a mark says which row it draws: data set and number."""
NO_LABELS = {"null", "NaN", "undefined", "Invalid Date", "NaN%", "Infinity", "-Infinity"}
"""What Vega prints where there is nothing to print."""
PLACES = ("x", "y", "x2", "y2", "xc", "yc")
LABELS = {"axis-label", "legend-label", "axis-title", "legend-title", "title-text"}
SLACK = 1.0
"""Pixels that a mark may stand outside its frame: half a stroke."""
SHOWN = 5


@dataclass(frozen=True)
class Mark:
    """A mark of the scene with the size of the frame that it stands in."""

    name: str
    kind: str
    items: Sequence[Mapping[str, Any]]
    width: float
    height: float


@dataclass
class LeafFindings:
    """What is wrong with the marks of one part of a chart, by what is wrong: the rows."""

    leaf: Leaf
    faults: dict[str, list[str]] = field(default_factory=dict)

    def add(self, fault: str, row: str) -> None:
        """Note a row with a fault, once."""
        rows = self.faults.setdefault(fault, [])
        if row not in rows:
            rows.append(row)


def scene_of(spec: Mapping[str, Any], convert: Any, version: str) -> tuple[Mapping[str, Any], dict[str, set[str]]]:
    """Return the drawn scene of a specification that stands alone, and the attributes that each named mark sets.

    Parameters
    ----------
    spec : mapping
        Vega-Lite with its data sets, each row with the column :data:`ROW`.
    convert : module
        The chart renderer.
    version : str
        Of Vega-Lite.
    """
    compiled = rewritten(convert.vegalite_to_vega(dict(spec), vl_version=version), _telling)
    encoded: dict[str, set[str]] = {}
    for part in _parts(compiled):
        if "name" in part and "encode" in part:
            encoded[str(part["name"])] = set(part["encode"].get("update", {}))
    return convert.vega_to_scenegraph(compiled)["scenegraph"], encoded


def _telling(part: dict[str, Any]) -> dict[str, Any]:
    """Return a part of a compiled chart whose marks say their row."""
    match part:
        case {"type": kind, "encode": {"update": update} as encode} if kind != "group":
            said = {"signal": f"datum['{ROW}']"}
            return {**part, "encode": {**encode, "update": {**update, "description": said}}}
    return part


def _parts(node: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, dict):
        yield node
        for item in node.get("marks", ()):
            yield from _parts(item)


def marks_of(node: Mapping[str, Any], width: float = 0, height: float = 0) -> Iterator[Mark]:
    """Yield the marks of a scene that draw data; groups of a view give the frame."""
    for item in node.get("items", ()):
        if "items" in item:
            inner = (float(item.get("width") or width), float(item.get("height") or height))
            for child in item["items"]:
                yield from marks_of(child, *inner)
    if node.get("role") == "mark" and node.get("marktype") != "group":
        yield Mark(str(node.get("name", "")), str(node["marktype"]), node.get("items", ()), width, height)


def labels_of(node: Mapping[str, Any]) -> Iterator[str]:
    """Yield the texts of a scene's axes, legends and titles."""
    for item in node.get("items", ()):
        if node.get("role") in LABELS and "text" in item:
            yield str(item["text"])
        for child in item.get("items", ()):
            yield from labels_of(child)


def leaf_names(spec: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """Yield the beginning of the names that Vega-Lite gives to the marks of each leaf, in the order of the leaves."""
    for key in CHILDREN:
        stem = "layer" if key == "layer" else "concat"
        for number, child in enumerate(spec.get(key, ())):
            yield from leaf_names(child, f"{prefix}{child.get('name') or f'{stem}_{number}'}_")
    if isinstance(spec.get("spec"), dict):
        yield from leaf_names(spec["spec"], f"{prefix}child_")
    if "mark" in spec:
        yield prefix


def check_scene(
    figure: Figure, spec: Mapping[str, Any], data: Mapping[str, Any], convert: Any, version: str
) -> list[Problem]:
    """Return what a reader would not see of a figure.

    Parameters
    ----------
    figure : Figure
        Its layers hold the rows.
    spec : mapping
        The wide or the narrow specification.
    data : mapping
        The same as it stands alone, with its data sets.
    convert : module
        The chart renderer.
    version : str
        Of Vega-Lite.
    """
    marked = {
        name: [{**row, ROW: f"{name} {at}"} for at, row in enumerate(rows)] for name, rows in data["datasets"].items()
    }
    whole = {**data, "datasets": marked}
    scene, encoded = scene_of(whole, convert, version)
    names = list(leaf_names(spec))
    parts = [LeafFindings(leaf) for leaf in leaves(spec)]
    marks = list(marks_of(scene))
    pale = _pale_marks(marks)
    asked = _asked(spec, whole, parts, convert, version)
    drawn: list[set[str]] = [set() for _ in parts]
    hidden: set[str] = set()
    for mark in marks:
        at = _leaf_of(mark.name, names)
        if at is not None:
            shown = _judge(mark, encoded.get(mark.name, set()), parts[at], marked)
            drawn[at] |= set() if mark.name in pale else shown
            hidden |= {str(item.get("description")) for item in mark.items if is_invisible(mark.kind, item)}
    elsewhere = {row for rows in drawn for row in rows}
    for part, rows, wanted in zip(parts, drawn, asked, strict=True):
        missing = [row for row in wanted if row not in rows]
        kind = part.leaf.mark["type"]
        lonely = {row for row in missing if row in elsewhere and (kind in {"line", "area", "trail"} or row in hidden)}
        for row in missing:
            if row not in lonely and not any(row in rows for rows in part.faults.values()):
                part.add("has no mark in the picture", row)
    for part, row in _left_out(spec, parts, asked, marked):
        part.add("is left out by a filter, in every part that draws the frame", row)
    problems = [problem for part in parts for problem in _problems(part, figure)]
    return [*problems, *_blank(marks, figure), *_bad_labels(scene, figure)]


def _pale_marks(marks: Iterable[Mark]) -> set[str]:
    """Return the names of marks that are drawn in the colour of the paper, where nothing darker can lie below them."""
    kinds = {mark.name: mark.kind for mark in marks if mark.items}
    inked = {mark.name for mark in marks for item in mark.items if is_inked(mark.kind, item)}
    return set() if any(kinds[name] in SURFACES for name in inked) else {*kinds} - inked


def _leaf_of(name: str, names: Sequence[str]) -> int | None:
    """Return which leaf a mark belongs to: the one whose name is the longest beginning of the mark's."""
    fitting = [at for at, prefix in enumerate(names) if name.startswith(prefix)]
    return max(fitting, key=lambda at: len(names[at]), default=None)


def _asked(
    spec: Mapping[str, Any], whole: Mapping[str, Any], parts: Sequence[LeafFindings], convert: Any, version: str
) -> list[list[str]]:
    """Return for each leaf the rows that it should show: all of its data set, or those that its transforms leave."""
    sets = {name: [str(row[ROW]) for row in rows] for name, rows in whole["datasets"].items()}
    result = [[] if _sums_up(part.leaf) else sets.get(part.leaf.data, []) for part in parts]
    if not any("transform" in part for part in _specs(whole)):
        return result
    names = list(leaf_names(spec))
    scene, _ = scene_of(_as_points(whole), convert, version)
    left: dict[int, list[str]] = {}
    for mark in marks_of(scene):
        at = _leaf_of(mark.name, names)
        if at is not None:
            rows = [str(item["description"]) for item in mark.items if item.get("description") is not None]
            left.setdefault(at, []).extend(rows)
    return [[row for row in rows if row in set(left.get(at, ()))] for at, rows in enumerate(result)]


def _left_out(
    spec: Mapping[str, Any], parts: Sequence[LeafFindings], asked: Sequence[Sequence[str]], marked: Mapping[str, Any]
) -> Iterator[tuple[LeafFindings, str]]:
    """Yield the rows that no part of a chart asks for: the table and the files would say what no mark shows.

    What the chart computes itself, or lets a reader choose, asks for other things than rows.
    """
    steps = [step for node in _specs(spec) for step in node.get("transform", ())]
    if any(set(step) != {"filter"} or "param" in str(step) for step in steps):
        return
    wanted = {row for rows in asked for row in rows}
    for name in dict.fromkeys(part.leaf.data for part in parts):
        drawing = [part for part in parts if part.leaf.data == name]
        if not any(_sums_up(part.leaf) for part in drawing):
            rows = (f"{name} {at}" for at in range(len(marked.get(name, ()))))
            yield from ((drawing[0], row) for row in rows if row not in wanted)


def _specs(node: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the parts of a specification."""
    if isinstance(node, dict):
        yield node
        for key in CHILDREN:
            for child in node.get(key, ()):
                yield from _specs(child)
        yield from _specs(node.get("spec"))


def _as_points(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return a specification whose every leaf draws a point for each row that its transforms leave."""
    result = {key: item for key, item in spec.items() if key not in {"encoding", "resolve", "width", "height"}}
    for key in CHILDREN:
        if key in result:
            result[key] = [_as_points(child) for child in result[key]]
    if isinstance(result.get("spec"), dict):
        result["spec"] = _as_points(result["spec"])
    if "mark" in result:
        result["mark"] = "point"
    return result


def _sums_up(leaf: Leaf) -> bool:
    """Whether a leaf draws groups of rows instead of rows."""
    channels = [item for item in leaf.encoding.values() if isinstance(item, dict)]
    composite = leaf.mark["type"] in {"boxplot", "errorbar", "errorband", "geoshape"}
    return composite or any(item.get("aggregate") or item.get("bin") for item in channels)


def _judge(
    mark: Mark, encoded: set[str], part: LeafFindings, marked: Mapping[str, Sequence[Mapping[str, Any]]]
) -> set[str]:
    """Return the rows that a mark shows, and note those that it draws where or how nobody sees them."""
    shown = set()
    alone = mark.kind in {"line", "area", "trail"} and len(mark.items) == 1
    for item in mark.items:
        row = str(item.get("description"))
        name, _, number = row.partition(" ")
        cells = marked[name][int(number)] if name in marked and number.isdigit() else {}
        fault = _fault(mark, item, encoded, part.leaf, cells)
        if fault and cells:
            part.add(fault, row)
        elif not alone and not is_invisible(mark.kind, item):
            shown.add(row)
    return shown


def _fault(mark: Mark, item: Mapping[str, Any], encoded: set[str], leaf: Leaf, cells: Mapping[str, Any]) -> str:
    """Return why nobody sees an item, or nothing."""
    places = ("x", "y", "width", "height") if mark.kind == "rect" else [key for key in PLACES if key in encoded]
    if item.get("defined") is False or any(not _is_finite(item.get(key)) for key in places):
        return "has no place in the picture"
    if mark.kind == "text" and str(item.get("text")) in NO_LABELS and str(item["text"]) not in map(str, cells.values()):
        return f"is labelled “{item['text']}”"
    if _has_no_size(mark.kind, item) and not _may_be_nought(leaf, cells):
        return "has a mark of no size"
    return "stands outside the frame" if _is_outside(mark, item, leaf) else ""


def _is_finite(number: Any) -> bool:
    return isinstance(number, int | float) and math.isfinite(number)


def _has_no_size(kind: str, item: Mapping[str, Any]) -> bool:
    """Whether an item has no extent."""
    if kind == "rect":
        return not item.get("width") or not item.get("height")
    if kind == "symbol":
        return item.get("size") is not None and not item["size"]
    return kind == "arc" and item.get("startAngle", 0) == item.get("endAngle", 0)


def _may_be_nought(leaf: Leaf, cells: Mapping[str, Any]) -> bool:
    """Whether a row's own numbers make its mark one of no size: a nought, or two ends that are the same."""
    measured = [name for key in ("x", "y", "size", "theta", "radius") for name in leaf.own_fields(key)]
    ends = [(leaf.own_fields(key), leaf.own_fields(f"{key}2")) for key in ("x", "y", "theta", "radius")]
    return any(name in cells and cells[name] == 0 for name in measured) or any(
        a and b and cells.get(a[0]) == cells.get(b[0]) and a[0] in cells for a, b in ends
    )


def _is_outside(mark: Mark, item: Mapping[str, Any], leaf: Leaf) -> bool:
    """Whether an item that a scale places lies wholly outside of its frame."""
    for key, size, length in (("x", mark.width, "width"), ("y", mark.height, "height")):
        if not (leaf.own_fields(key) or leaf.own_fields({"x": "longitude", "y": "latitude"}[key])) or not size:
            continue
        start: Any = item.get(key)
        if not _is_finite(start):
            continue
        ends = (start, item.get(f"{key}2"), item.get(length))
        numbers = [float(start + end if at == 2 else end) for at, end in enumerate(ends) if _is_finite(end)]
        if max(numbers) < -SLACK or min(numbers) > size + SLACK:
            return True
    return False


def _problems(part: LeafFindings, figure: Figure) -> Iterator[Problem]:
    """Yield what is wrong with the marks of a leaf."""
    trails = {layer.name: layer.row_ids for layer in figure.layers}
    kind = part.leaf.mark["type"]
    for fault, rows in part.faults.items():
        places = [row.partition(" ")[::2] for row in rows]
        listed = [
            f"row {int(at) + 1} ({trails[name][int(at)].split()[0]})" for name, at in places[:SHOWN] if name in trails
        ]
        more = f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
        frame = "the plotted frame" if part.leaf.data == "main" else f"the frame of {part.leaf.data}"
        got = f"{', '.join(listed)}{more} of {frame} {fault}"
        yield Problem(
            "unseen-mark",
            f"figure `{figure.id}`, its {kind} marks",
            "the picture does not show every row",
            "a mark for each row, within the frame",
            got,
            "Look at the channels, scales and filters that place it, or leave the row out of the frame.",
        )


def _blank(marks: Iterable[Mark], figure: Figure) -> list[Problem]:
    """Return that a picture has no mark at all."""
    counts = Counter(mark.kind for mark in marks for _ in mark.items)
    if counts:
        return []
    fix = "Look at its filters and domains."
    return [Problem("blank-picture", f"figure `{figure.id}`", "the picture has no marks", "some", "none", fix)]


def _bad_labels(scene: Mapping[str, Any], figure: Figure) -> list[Problem]:
    """Return the labels of axes and legends that say that there is nothing to say."""
    cells = {str(cell) for layer in figure.layers for row in layer.records for cell in row.values()}
    fix = "Fill the cell, or leave the row out of the frame."
    return [
        Problem("no-label", f"figure `{figure.id}`", f"an axis or a legend is labelled “{text}”", "a name", text, fix)
        for text in sorted(set(labels_of(scene)) & NO_LABELS - cells)
    ]
