"""Notebooks that are read in fifteen minutes: how long, how wide, and with nothing defined twice."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.projects import ROOT

LINES, WIDTH, CELL_LINES = 700, 120, 15
AVERAGE, MEDIAN, MANY = 455, 450, 5
"""Lines that an average notebook may have, and that the middle one stays under, where there are many."""
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.py"))
CALLS = ("values", "publish_value")


def cells_of(path: Path) -> list[str]:
    """Return a notebook's cells, the header left out."""
    return re.split(r"(?m)^# %%", path.read_text(encoding="utf-8"))[1:]


def untold_rows(path: Path) -> Iterator[str]:
    """Yield each place that types a trail without a comment that says why."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for node in ast.walk(ast.parse("\n".join(lines))):
        name = getattr(getattr(node, "func", None), "attr", getattr(getattr(node, "func", None), "id", ""))
        if not isinstance(node, ast.Call) or name not in CALLS:
            continue
        for keyword in node.keywords:
            if keyword.arg == "rows" and "#" not in lines[keyword.lineno - 1] + lines[keyword.lineno - 2]:
                yield f"{path.name}:{keyword.lineno}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_read_in_fifteen_minutes(path: Path) -> None:
    """It is no longer than 700 lines, no line is wider than 120, and a cell is one idea of at most fifteen lines."""
    lines = path.read_text(encoding="utf-8").split("\n")
    assert len(lines) <= LINES
    assert [line for line in lines if len(line) > WIDTH] == []
    code = [cell.strip().split("\n") for cell in cells_of(path) if cell.startswith("\n")]
    assert code
    assert [cell[0] for cell in code if len(cell) > CELL_LINES] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_types_a_trail_only_with_a_reason(path: Path) -> None:
    """Numbers bring their rows; where a notebook says them itself, a comment says why."""
    assert list(untold_rows(path)) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_has_one_way_to_bind(path: Path) -> None:
    """Texts bind with two braces; none is a formatted string with four."""
    text = path.read_text(encoding="utf-8")
    assert "{{{" not in text
    assert not re.search(r"\b(?:title|subtitle|note|alt)=f?[\"(]", text)


def test_no_helper_is_defined_in_two_notebooks() -> None:
    """What two notebooks need stands in the package or in the site's own code."""
    names = Counter(
        node.name
        for path in NOTEBOOKS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_the_notebooks_together_stay_short() -> None:
    """Where there are many, an average one and the one in the middle are short; a fork may hold a single long one."""
    lengths = sorted(path.read_text(encoding="utf-8").count("\n") for path in NOTEBOOKS)
    assert lengths
    if len(lengths) >= MANY:
        assert sum(lengths) <= AVERAGE * len(lengths)
        assert lengths[len(lengths) // 2] < MEDIAN
