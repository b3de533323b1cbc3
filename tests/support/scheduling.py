"""Which tests of a run stay together in one process: those that share something made for their module.

Others are handed out one by one, those of single modules by file. The groups are read from the tests' source, for the
process that hands them out has not collected them. Processes that begin together begin with different builds, else two
of three would wait for the first.
"""

from __future__ import annotations

import ast
import functools
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from xdist.scheduler.loadscope import LoadScopeScheduling

from tests.support.projects import ROOT

BY_FILE = "tests/unit/"
"""Tests below this folder take milliseconds: a file of them is handed out as one."""


ONCE = ("regenerated", "fixture_build", "hostile_build", "states", "dressed_site", "real_site")
"""Fixtures made once for all processes of a run that take long to make, in the order in which they are begun."""


class ByNeed(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out tests in their order, those together that use a fixture of their module."""

    def _split_scope(self, nodeid: str) -> str:
        """Return the name of the group that a test belongs to."""
        return group_of(nodeid)


def group_of(nodeid: str) -> str:
    """Return the name of the group that a test belongs to: its file, or itself where it goes alone."""
    path, _, name = nodeid.partition("::")
    if path.startswith(BY_FILE):
        return path
    return path if name.partition("[")[0] in _sharing(ROOT / path) else nodeid


def begun_apart(units: Sequence[str], needs: Sequence[Iterable[str]], ranks: Sequence[int]) -> list[int]:
    """Return the order of a run's tests: first a group for each thing that is made once, then all others by rank.

    Parameters
    ----------
    units : sequence of str
        The group of each test.
    needs : sequence of iterable of str
        The fixtures of each.
    ranks : sequence of int
        How early each may come.

    Examples
    --------
    >>> begun_apart(["a", "b", "c", "d"], [["states"], ["states"], [], ["regenerated"]], [1, 1, 0, 2])
    [3, 0, 2, 1]
    """
    sizes = Counter(units)
    front: list[str] = []
    for name in ONCE:
        able = [n for n, names in enumerate(needs) if name in names and units[n] not in front]
        if able:
            front.append(units[min(able, key=lambda n: (ranks[n], -sizes[units[n]], n))])
    places = {unit: place for place, unit in enumerate(front)}
    return sorted(range(len(units)), key=lambda n: (places.get(units[n], len(front)), ranks[n]))


@functools.cache
def _sharing(path: Path) -> frozenset[str]:
    """Return the tests of a file that use, themselves or through another fixture, a fixture made once for it."""
    if not path.is_file():
        return frozenset()
    above = [folder / "conftest.py" for folder in path.parents if ROOT in folder.parents]
    around = [file.read_text(encoding="utf-8") for file in reversed(above) if file.is_file()]
    return sharing(path.read_text(encoding="utf-8"), around)


def sharing(source: str, around: Iterable[str] = ()) -> frozenset[str]:
    """Return the tests of a module that use a fixture made once for the module.

    Fixtures of the ``conftest.py`` files above, whose sources are ``around``, may use one of the module's own.

    Examples
    --------
    >>> sorted(sharing('''
    ... @pytest.fixture(scope="module")
    ... def made(): ...
    ... @pytest.fixture
    ... def copied(made): ...
    ... def test_one(copied): ...
    ... def test_two(tmp_path): ...
    ... '''))
    ['test_one']
    """
    functions = _functions(source)
    everywhere = [function for text in (*around, source) for function in _functions(text)]
    used = {function.name: {argument.arg for argument in function.args.args} for function in everywhere}
    shared = {function.name for function in functions if any(map(_is_for_module, function.decorator_list))}
    while more := {name for name, names in used.items() if names & shared} - shared:
        shared |= more
    return frozenset(name for name in shared if name.startswith("test"))


@functools.cache
def _functions(source: str) -> list[ast.FunctionDef]:
    """Return the functions of a module."""
    return [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]


def _is_for_module(decorator: ast.expr) -> bool:
    """Whether a decorator makes a fixture of the module's scope."""
    return isinstance(decorator, ast.Call) and any(
        keyword.arg == "scope" and isinstance(keyword.value, ast.Constant) and keyword.value.value == "module"
        for keyword in decorator.keywords
    )
