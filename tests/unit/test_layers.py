"""Imports: no circle, not even inside functions, and none put off without a reason.

The layers are a contract in `pyproject.toml`, which `make check` holds. This is what it does not see: an import in a
function is how a circle is hidden, so each needs a reason, and the only one is the time or the place of loading.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
OWN = ("proofpress", "ledger")
HEAVY = {
    "IPython": "a third of a second, and only kernels show anything",
    "altair": "a second, and only kernels draw with it",
    "copier": "an extra, and only an update of a site merges with it",
    "cloudpickle": "part of an extra, and only a build on a cluster needs it",
    "distributed": "part of an extra, and only a build on a cluster needs it",
    "fontTools": "a tenth of a second, and the cut typefaces are kept",
    "frictionless": "a second, and a state of the data found valid is not checked again",
    "jsonschema": "a fifth of a second, and only what reads a register needs it",
    "jsonschema_rs": "fifteen megabytes, and only what reads a register or checks a chart needs it",
    "latex2mathml": "a tenth of a second, and few pages hold a formula",
    "jupyter_client": "a second, and only executing needs it",
    "jupytext": "two seconds, and only executing needs it",
    "nbclient": "half a second, and only executing needs it",
    "nbformat": "a third of a second, and only executing needs it",
    "numpy": "half a second, and only kernels compute with it",
    "pandas": "three seconds, and only kernels and validation compute with it",
    "openpyxl": "an extra, and only `new table` reads Excel files with it",
    "py_mini_racer": "a tenth of a second to start V8, and only a question to the quote check needs it",
    "rich": "a quarter of a second, and only a terminal shows colours",
    "vl_convert": "a hundred megabytes in each kernel, and only a preview draws there",
}
"""Libraries that may be imported where they are used, with the reason."""
STAGES = {
    ("proofpress.cli", ""): "each command loads only what it needs",
    ("proofpress.pipeline", ""): "a build of which nothing has changed loads no later stage",
    (
        "proofpress.execute.forkserver",
        "proofpress.execute.kernel",
    ): "loaded by the fork server alone",
    ("proofpress.execute.kernel", ""): "loaded in order: what notebooks use before the guard closes clock and files",
    ("proofpress.figures.ahead", ""): "loads what draws, and only a notebook that runs needs it",
    ("proofpress.record.part", "proofpress.figures.kept"): "loads what draws, and only a preview asks for a part",
    ("proofpress.render.site", "proofpress.render.exporter"): "loads nbconvert, two seconds",
}
"""Modules of ours that may be imported inside functions, by module or package; an empty name stands for all."""


@dataclass(frozen=True)
class Import:
    """Import of a module by another: both dotted, the line, and whether it stands inside a function."""

    importer: str
    imported: str
    line: int
    inside: bool

    def __str__(self) -> str:
        return f"{self.importer}, line {self.line}: {self.imported}"


def module_name(path: Path) -> str:
    """Return a file's dotted module name; a package goes by its own."""
    parts = path.relative_to(SCRIPTS).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_name(path): path for package in OWN for path in sorted((SCRIPTS / package).rglob("*.py"))}


def target_of(node: ast.ImportFrom, importer: str) -> str:
    """Return the dotted module that an import names, its dots resolved."""
    package = importer.split(".")
    if FILES[importer].name != "__init__.py":
        package.pop()
    above = package[: len(package) - node.level + 1] if node.level else []
    return ".".join([*above, *([node.module] if node.module else [])])


def imports_of(importer: str) -> Iterator[Import]:
    """Yield each import of a module, those inside functions too."""

    def visit(node: ast.AST, inside: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                yield from (Import(importer, alias.name, child.lineno, inside) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                base = target_of(child, importer)
                names = (f"{base}.{alias.name}" for alias in child.names)
                targets = dict.fromkeys(name if name in FILES else base for name in names)
                yield from (Import(importer, target, child.lineno, inside) for target in targets)
            deeper = inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from visit(child, deeper)

    return visit(ast.parse(FILES[importer].read_text(encoding="utf-8")), inside=False)


@functools.cache
def all_imports() -> list[Import]:
    """Return every import of the packages: read when a test asks, not by each process that collects tests."""
    return [item for name in FILES for item in imports_of(name)]


def imports_inside() -> list[Import]:
    """Return the imports that stand inside functions."""
    return [item for item in all_imports() if item.inside]


def keys_of(item: Import) -> set[tuple[str, str]]:
    """Return the entries of the list of reasons that would allow an import."""
    package = item.importer.rpartition(".")[0]
    return {(importer, name) for importer in (item.importer, package) for name in ("", item.imported)}


def has_reason(item: Import) -> bool:
    """Whether an import inside a function is one of those with a reason."""
    return item.imported.partition(".")[0] in HEAVY or bool(keys_of(item) & STAGES.keys())


def circle_in(graph: dict[str, set[str]]) -> list[str]:
    """Return the names of one circle of a graph; empty without any."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as err:
        return list(err.args[1])
    return []


def test_imports_are_found() -> None:
    """The imports of the packages are read: many, of both kinds."""
    assert len(FILES) > 90
    assert len(all_imports()) > 500
    assert len(imports_inside()) > 20


def test_an_import_inside_a_function_has_a_reason() -> None:
    """The time or the place of loading is the only reason to import inside a function."""
    assert [str(item) for item in imports_inside() if not has_reason(item)] == []


def test_a_reason_is_needed() -> None:
    """No reason is kept for an import that no longer stands inside a function."""
    roots = {item.imported.partition(".")[0] for item in imports_inside()}
    assert HEAVY.keys() <= roots
    assert STAGES.keys() <= {key for item in imports_inside() for key in keys_of(item)}


def test_no_circle_even_inside_functions() -> None:
    """Modules stand in an order in which each imports only earlier ones, whatever the import's place."""
    graph: dict[str, set[str]] = {name: set() for name in FILES}
    for item in all_imports():
        if item.imported in FILES and item.imported != item.importer:
            graph[item.importer].add(item.imported)
    assert circle_in(graph) == []


@pytest.mark.parametrize(("graph", "size"), [({"a": {"b"}, "b": {"c"}, "c": {"a"}}, 4), ({"a": {"b"}, "b": set()}, 0)])
def test_a_circle_is_found(graph: dict[str, set[str]], size: int) -> None:
    """A circle is named with its first name again at the end; without one nothing is named."""
    assert len(circle_in(graph)) == size
