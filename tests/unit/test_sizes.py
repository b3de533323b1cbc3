"""Sizes that a reader can hold in mind: no module of more than 400 lines, no function of more than 60."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.support.projects import ROOT

MODULE_LINES = 400
FUNCTION_LINES = 60
FILES = sorted(path for name in ("proofpress", "ledger") for path in (ROOT / "scripts" / name).rglob("*.py"))


def long_functions(path: Path) -> list[str]:
    """Return the functions of a file that have too many lines, docstrings included."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    return [f"{path.name}: {name}, {length} lines" for name, length in lengths.items() if length > FUNCTION_LINES]


def test_no_module_is_too_long() -> None:
    """A module with a second reason to change is two."""
    assert len(FILES) > 50
    lengths = {path.name: path.read_text(encoding="utf-8").count("\n") for path in FILES}
    assert {name: length for name, length in lengths.items() if length > MODULE_LINES} == {}


def test_no_function_is_too_long() -> None:
    """A function is read on one screen."""
    assert [line for path in FILES for line in long_functions(path)] == []
