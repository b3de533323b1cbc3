"""Times in UTC: a day of the data is that day in every picture and browser, whatever the machine's zone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..notebook.vegalite import rewritten, unescaped, walk

BARE_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?", re.ASCII)
"""A time without a zone, which a browser takes for its own."""
LOCAL = re.compile(
    r"(?<![\w.$])(year|quarter|month|dayofyear|date|day|week|hours|minutes|seconds|milliseconds|"
    r"timeFormat|timeParse|timeOffset|timeSequence|datetime)(?=\s*\()"
)
"""Functions of Vega's expressions that go by the reader's zone."""
OTHER = {"timeFormat": "utcFormat", "timeParse": "utcParse", "timeOffset": "utcOffset", "timeSequence": "utcSequence"}
OTHER["datetime"] = "utc"
EXPRESSIONS = ("expr", "filter", "calculate", "labelExpr", "test", "signal")


def in_utc(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return a specification whose times are read and shown in UTC; one without times comes back as it was."""
    return dict(rewritten(dict(spec), _part_in_utc))


def _part_in_utc(part: dict[str, Any]) -> dict[str, Any]:
    result = dict(part)
    if part.get("type") == "temporal" and "field" in part and part.get("scale", {}) is not None:
        result["scale"] = {"type": "utc", **part.get("scale", {})}
        if result["scale"]["type"] == "time":
            result["scale"]["type"] = "utc"
    unit = part.get("timeUnit")
    if isinstance(unit, str) and not unit.startswith(("utc", "binned")):
        result["timeUnit"] = f"utc{unit}"
    for key in EXPRESSIONS:
        if isinstance(part.get(key), str):
            result[key] = LOCAL.sub(lambda match: OTHER.get(match[1], f"utc{match[1]}"), part[key])
    return result


def timed_fields(spec: Mapping[str, Any]) -> set[str]:
    """Return the columns that a specification takes for times."""
    parts = [part for part in walk(spec) if part.get("type") == "temporal" or part.get("timeUnit")]
    return {unescaped(str(part["field"])) for part in parts if isinstance(part.get("field"), str)}


def rows_in_utc(rows: Iterable[Mapping[str, Any]], fields: set[str]) -> list[dict[str, Any]]:
    """Return rows whose times say that they are in UTC."""
    return [{key: _cell_in_utc(cell) if key in fields else cell for key, cell in row.items()} for row in rows]


def _cell_in_utc(cell: Any) -> Any:
    return f"{cell.replace(' ', 'T')}Z" if isinstance(cell, str) and BARE_TIME.fullmatch(cell) else cell
