"""A chart laid out anew for narrow pages: what stands side by side comes to stand below one another.

Only a picture that comes out too wide is laid out anew; one that fits stays as its author drew it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ..notebook.vegalite import rewritten

COMPOSED = ("hconcat", "vconcat", "concat", "facet", "repeat", "spec")
PART = 300
"""Pixels of the width that a part has: labels and a title stand beside it."""
LEAST = 160
"""Pixels of the width that a part needs for its marks to be told apart."""


def relaid(spec: Mapping[str, Any], part: int = PART) -> dict[str, Any]:
    """Return a specification whose parts stand below one another, each as wide as a narrow page.

    Rows of small charts with columns as well stay so: only their author can say which of the two may go.

    Parameters
    ----------
    spec : mapping
        Vega-Lite of the narrow picture.
    part : int
        Pixels of the width that each part has.

    Examples
    --------
    >>> relaid({"hconcat": [{"mark": "bar"}, {"mark": "line", "width": "container"}]})["vconcat"]
    [{'mark': 'bar', 'width': 300}, {'mark': 'line', 'width': 300}]
    """
    changed = dict(rewritten(dict(spec), lambda chart: _below_one_another(chart, part)))
    if not any(key in changed for key in COMPOSED):
        changed["width"] = part
    config = dict(changed.get("config", {}))
    legend = {"orient": "bottom", "direction": "vertical", **config.get("legend", {})}
    return {**changed, "config": {**config, "legend": legend}}


def narrower(width: float, limit: float) -> int | None:
    """Return the width of a part with which a picture of some width keeps to a limit; None if too little is left.

    Examples
    --------
    >>> narrower(472, 450), narrower(900, 450)
    (278, None)
    """
    part = PART - math.ceil(width - limit)
    return part if part >= LEAST else None


def _below_one_another(part: dict[str, Any], width: int) -> dict[str, Any]:
    """Return a part of a specification, its own parts in one column and of the width of a page."""
    result = dict(part)
    if "hconcat" in result:
        result["vconcat"] = result.pop("hconcat")
    if isinstance(result.get("concat"), list):
        result["columns"] = 1
    result = _facets(_repeats(result), width)
    for key in ("vconcat", "concat"):
        if isinstance(result.get(key), list):
            result[key] = [_as_wide(child, width) for child in result[key]]
    if isinstance(result.get("spec"), dict):
        result["spec"] = _as_wide(result["spec"], width)
    return result


def _as_wide(part: dict[str, Any], width: int) -> dict[str, Any]:
    """Return a part with the width of a page; one of several parts has none of its own."""
    return part if any(key in part for key in COMPOSED) else {**part, "width": width}


def _facets(part: dict[str, Any], width: int) -> dict[str, Any]:
    """Return a part whose small charts stand in one column, unless they have rows too."""
    encoding, facet = part.get("encoding"), part.get("facet")
    if isinstance(encoding, dict) and "column" in encoding and "row" not in encoding:
        kept = {key: item for key, item in encoding.items() if key != "column"}
        encoding = {**kept, "facet": {**encoding["column"], "columns": 1}}
        part = {**part, "encoding": encoding}
    elif isinstance(encoding, dict) and isinstance(encoding.get("facet"), dict):
        encoding = {**encoding, "facet": {**encoding["facet"], "columns": 1}}
        part = {**part, "encoding": encoding}
    if isinstance(encoding, dict) and "facet" in encoding and "mark" in part:
        part = {**part, "width": width}
    if not isinstance(facet, dict) or "spec" not in part:
        return part
    if "column" in facet and "row" not in facet:
        return {**part, "facet": facet["column"], "columns": 1}
    return {**part, "columns": 1} if "field" in facet else part


def _repeats(part: dict[str, Any]) -> dict[str, Any]:
    """Return a part that is drawn once for each of several columns, one drawing below the other."""
    repeat = part.get("repeat")
    if isinstance(repeat, list):
        return {**part, "columns": 1}
    if isinstance(repeat, dict) and "column" in repeat and "row" not in repeat:
        spec = rewritten(
            part.get("spec"), lambda inner: {**inner, "repeat": "row"} if inner.get("repeat") == "column" else inner
        )
        return {**part, "repeat": {"row": repeat["column"]}, "spec": spec}
    return part
