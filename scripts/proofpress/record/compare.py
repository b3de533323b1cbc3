"""Compare today's results with the record, by meaning: cell by cell, with old and new.

Values and specifications are the same when their numbers are, within a stated tolerance; pictures when their bytes are.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..model.errors import Problem
from ..model.hashing import sha256
from ..model.records import RECORD_FILES, TEXTS, Drift, Entry

TOLERANCE = 1e-9
"""Relative difference below which two published numbers are the same."""
WHOLE = re.compile(r"-?\d{,16}", re.ASCII)
SHOWN_TEXT = 160
"""Characters of a changed text that a message shows."""


def same_number(old: Any, new: Any) -> bool:
    """Whether two cells are the same: whole numbers to the digit, others within :data:`TOLERANCE`."""
    if old == new:
        return True
    if WHOLE.fullmatch(str(old)) and WHOLE.fullmatch(str(new)):
        return False
    try:
        return math.isclose(float(old), float(new), rel_tol=TOLERANCE)
    except (TypeError, ValueError):
        return False


def _table(content: bytes) -> tuple[list[str], list[dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(content.decode()))
    rows = list(reader)
    return list(reader.fieldnames or ()), rows


def _row_name(number: int, row: Mapping[str, str]) -> str:
    ids = row.get("rows", "").split()
    name = ids[0] + (f" and {len(ids) - 1} more" if len(ids) > 1 else "") if ids else ""
    return f"row {number}" + (f" ({name})" if name else "")


def compare_values(key: str, old: bytes, new: bytes) -> Iterator[Drift]:
    """Yield each cell, row or column of a figure's values that differs."""
    if old == new:
        return
    old_fields, old_rows = _table(old)
    new_fields, new_rows = _table(new)
    for name in sorted(set(old_fields) ^ set(new_fields)):
        yield Drift(key, "row", f"column {name}", *(("present", "") if name in old_fields else ("", "present")))
    if len(old_rows) != len(new_rows):
        yield Drift(key, "row", "number of rows", str(len(old_rows)), str(len(new_rows)))
    shared = [name for name in old_fields if name in new_fields]
    for number, (before, after) in enumerate(zip(old_rows, new_rows, strict=False), 1):
        for name in shared:
            if not same_number(before[name], after[name]):
                yield Drift(key, "cell", f"{_row_name(number, after)}, column {name}", before[name], after[name])


def _same_json(old: Any, new: Any) -> bool:
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(_same_json(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(_same_json, old, new))
    return same_number(old, new) if type(old) is not str else bool(old == new)


def _parts(content: bytes) -> tuple[Any, Any]:
    spec = json.loads(content)
    spec.pop("$schema", None)
    return spec, spec.pop("datasets", None)


def compare_figure(key: str, old: Entry, new: Entry) -> Iterator[Drift]:
    """Yield each difference between a figure's entry and today's."""
    yield from compare_values(key, old.files["values.csv"], new.files["values.csv"])
    for name in (*TEXTS, "columns", "computed", "grade", "sources", "rows"):
        before, after = old.fields.get(name), new.fields.get(name)
        if before != after:
            yield Drift(key, "text", name, *_short(before, after))
    old_spec, _ = _parts(old.files["spec.json"])
    new_spec, _ = _parts(new.files["spec.json"])
    if not _same_json(old_spec, new_spec):
        yield Drift(key, "specification", "spec.json", "recorded", "another")
    if old.files["chart.svg"] != new.files["chart.svg"]:
        yield Drift(
            key, "picture", "chart.svg", sha256(old.files["chart.svg"])[:12], sha256(new.files["chart.svg"])[:12]
        )
    before_files, after_files = dict(old.fields.get("files", {})), dict(new.fields["files"])
    for name in sorted((before_files.keys() | after_files.keys()) - set(RECORD_FILES)):
        if before_files.get(name) != after_files.get(name):
            yield Drift(key, "file", name, before_files.get(name, "")[:12], after_files.get(name, "")[:12])


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = " ".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _short(old: Any, new: Any) -> tuple[str, str]:
    """Return two texts, long ones cut to where they begin to differ."""
    before, after = _text(old), _text(new)
    if max(len(before), len(after)) <= SHOWN_TEXT:
        return before, after
    differs = (n for n, (entry, two) in enumerate(zip(before, after, strict=False)) if entry != two)
    start = max(0, next(differs, min(len(before), len(after))) - SHOWN_TEXT // 4)

    def cut(text: str) -> str:
        shown = text[start : start + SHOWN_TEXT]
        return f"{'…' if start else ''}{shown}{'…' if start + SHOWN_TEXT < len(text) else ''}"

    return cut(before), cut(after)


def compare_value(key: str, old: Entry, new: Entry) -> Iterator[Drift]:
    """Yield each difference between a value's entry and today's."""
    for name in dict.fromkeys((*new.fields, *old.fields)):
        before, after = old.fields.get(name, ""), new.fields.get(name, "")
        same = same_number(before, after) if name == "number" else before == after
        if not same:
            yield Drift(key, "value", name, *_short(before, after))


def compare(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> list[Drift]:
    """Return every difference between the record and today's results, in order of id."""
    result: list[Drift] = []
    for key in sorted(old.keys() | new.keys()):
        if key not in new:
            result.append(Drift(key, "gone", "", "recorded", "not published"))
        elif key not in old:
            result.append(Drift(key, "new", "", "not recorded", "published"))
        else:
            result += (compare_figure if "/" in key else compare_value)(key, old[key], new[key])
    return result


def drift_problems(drifts: Iterable[Drift]) -> list[Problem]:
    """Return the differences as problems that stop a strict build, those of data files first."""
    every = list(drifts)
    moved = [drift for drift in every if drift.what != "data"]
    data = [_data_problem(drift, bool(moved)) for drift in every if drift.what == "data"]
    return [*data, *map(_result_problem, moved)]


def _data_problem(drift: Drift, moves: bool) -> Problem:
    """Return a data file that is another than the descriptor states as a problem."""
    follow = "The figures that it moves follow. If all is right, review it and run `proofpress accept`."
    alone = "No figure or value moves. Review it and run `proofpress accept`."
    thing = f"the file is not the one that the data package states ({drift.where})"
    return Problem("data-changed", drift.id, thing, f"{drift.old}…", f"{drift.new}…", follow if moves else alone)


def _result_problem(drift: Drift) -> Problem:
    """Return a figure, value or claim that differs from the record as a problem."""
    fix = "If that is right, review it and run `proofpress accept`."
    noun = "figure" if "/" in drift.id else "claim" if ".claim." in drift.id else "value"
    if drift.what == "gone":
        thing = f"{noun} `{drift.id}` is in the record but no notebook publishes it"
        return Problem("record-without-result", "docs/published", thing, fix=fix)
    if drift.what == "new":
        thing = f"{noun} `{drift.id}` is published but not in the record"
        return Problem("result-without-record", "notebooks", thing, fix=fix)
    shown = (drift.old or "nothing", drift.new or "nothing")
    return Problem(f"drift-{drift.what}", "", f"{noun} `{drift.id}`, {drift.where}", *shown, fix)
