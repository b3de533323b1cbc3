"""Claims against rules that no schema knows: grades, ids, files, and bounds that say what the words say."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from ..model.errors import Problem
from ..model.files import ProjectFiles
from ..model.records import Source
from ..model.slug import is_slug
from ..text.quantities import in_words
from ..text.quantity_words import word_bounds, word_bounds_fit
from .csv_checks import check_bytes
from .places import show_place


def claim_row_problems(path: str, number: int, row: Mapping[str, str], source: Source) -> Iterator[Problem]:
    """Yield what is wrong with a claim beyond its schema: its grade, its id, its file and its bounds."""
    grade = row.get("grade") or ""
    if grade not in {"A", "B", "C", "D"}:
        yield Problem(
            "no-grade",
            show_place(path, number, "grade"),
            f"claim `{row.get('id')}` has no grade",
            "A to D",
            repr(grade),
            "Grade it; not better than its source.",
        )
    elif grade < source.grade:
        yield Problem(
            "grade-too-good",
            show_place(path, number, "grade"),
            f"claim `{row.get('id')}`",
            f"{source.grade} or weaker, as its source",
            grade,
        )
    if not is_slug(row.get("id") or ""):
        place, key = show_place(path, number, "id"), repr(row.get("id"))
        yield Problem("claim-id", place, "the claim's id", "a slug such as `ore-share-2024`", key)
    if path != f"data/claims/{source.id}.csv":
        yield Problem(
            "wrong-file",
            show_place(path, number),
            f"claim `{row.get('id')}` of `{source.id}`",
            f"data/claims/{source.id}.csv",
            path,
        )
    low, high = row.get("value_low") or "", row.get("value_high") or ""
    try:
        yield from _check_words(path, number, row)
        if low and high and float(low) > float(high):
            yield Problem(
                "bounds", show_place(path, number, "value_low"), "the lower bound is above the upper", high, low
            )
    except ValueError:
        return  # frictionless reports the type


def _check_words(path: str, number: int, row: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem if a quantity in words has other bounds than the table of quantity words gives it."""
    printed, unit, hedge = (row.get(name) or "" for name in ("as_printed", "unit", "hedge"))
    if unit == "date" or not printed or not in_words(printed):
        return
    low, high = (float(row[name]) if row.get(name) else None for name in ("value_low", "value_high"))
    if not word_bounds_fit(printed, unit, hedge, (low, high)):
        expected = word_bounds(printed, unit, hedge)
        yield Problem(
            "word-bounds",
            show_place(path, number, "as_printed"),
            f"claim `{row.get('id')}`: `{printed}`",
            "both bounds empty" if expected is None else f"{expected[0]} to {expected[1]}".replace("None", "open"),
            f"{low} to {high}".replace("None", "open"),
            "Quantity words mean the same everywhere: set the bounds, or add the words to the table.",
        )


def claim_id_problems(files: ProjectFiles) -> list[Problem]:
    """Return a problem for each claim id that stands in two files; unreadable files are told of before."""
    seen: dict[str, str] = {}
    problems = []
    for path in files.glob("data/claims", "*.csv"):
        content = files.read(path)
        if check_bytes(path, content):
            continue
        for number, row in enumerate(csv.DictReader(io.StringIO(content.decode())), 2):
            key = row.get("id") or ""
            if key in seen and seen[key] != path:
                problems.append(
                    Problem(
                        "duplicate-claim",
                        show_place(path, number, "id"),
                        f"claim `{key}` stands in {seen[key].rpartition('/')[2]} too",
                        fix="Rename one.",
                    )
                )
            seen[key] = path
    return problems
