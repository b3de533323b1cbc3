"""Changes of a site's code: which functions of its measures and drawings differ between two revisions.

A changed formula is a change of the analysis, not of the software, and readers are told which one.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from pathlib import Path


def changed_names(old: str, new: str) -> list[str]:
    r"""Return the functions, classes and constants of a module that differ, comments and docstrings aside.

    Parameters
    ----------
    old, new : str
        The module's source in both revisions; empty where it does not exist.

    Examples
    --------
    >>> changed_names("def area(x):\n    return x * x\nUNIT = 1", "def area(x):\n    return 2 * x\nUNIT = 1")
    ['area']
    """
    before, after = _definitions(old), _definitions(new)
    return [name for name in {**before, **after} if before.get(name) != after.get(name)]


def _definitions(source: str) -> dict[str, str]:
    """Return what each name of a module is defined as; a module that does not parse is one definition."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return {"the module": source}
    definitions: dict[str, str] = {}
    for node in tree.body:
        for name in _names(node):
            definitions[name] = definitions.get(name, "") + ast.dump(_without_docstrings(node))
    return definitions


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return []


def _without_docstrings(node: ast.stmt) -> ast.stmt:
    for part in ast.walk(node):
        if (
            isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            and ast.get_docstring(part) is not None
        ):
            part.body = part.body[1:]
    return node


def import_groups(paths: Iterable[str], sources: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return changed modules in groups that import one another: such modules can only be swapped together.

    Parameters
    ----------
    paths : iterable of str
        The changed modules, such as ``scripts/site/measures/areas.py``.
    sources : mapping of str to str
        The source of each module, in both revisions one after the other.
    """
    groups: list[set[str]] = []
    modules = {path: _module(path) for path in sorted(paths)}
    for path, module in modules.items():
        imported = _imports(sources.get(path, ""), module)
        linked = {path} | {other for other, name in modules.items() if name in imported}
        touching = [group for group in groups if group & linked]
        groups = [group for group in groups if group not in touching]
        groups.append(linked.union(*touching))
    return sorted(tuple(sorted(group)) for group in groups)


def _module(path: str) -> str:
    return ".".join(Path(path).with_suffix("").parts[1:]).removesuffix(".__init__")


def _imports(source: str, module: str) -> set[str]:
    """Return the modules, and the names that may be modules, that a module imports."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set()
    imports: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imports |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parents = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*parents, *([node.module] if node.module else [])])
            imports |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return imports
