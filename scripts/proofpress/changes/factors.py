"""What differs between the inputs of two states: tables, registers, notebooks, our own package, locked packages."""

from __future__ import annotations

import csv
import difflib
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from ..data.parquet import count_rows
from ..data.registers import entries_of
from ..data.row_ids import row_name
from ..data.sources import REGISTRY
from ..data.tables import DESCRIPTOR
from ..model.files import is_large
from ..model.keys import KEY_LIBRARIES
from ..model.slug import slugify
from .code_changes import changed_names, import_groups
from .revisions import PACKAGE, Revision

TABLES = "data/tables/"
NOTEBOOKS = "notebooks/"
CODE = "scripts/"
LOCK = "requirements.txt"
SHOWN = 3
"""Rows, cells, modules and packages that a cause names; of the others it gives the number."""
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


@dataclass(frozen=True)
class RowChange:
    """One row of a table or register that differs, with its cells: column, old, new; none for a row new or gone."""

    row: str
    kind: Literal["added", "removed", "changed"]
    cells: tuple[tuple[str, str, str], ...] = ()

    def __str__(self) -> str:
        if self.kind != "changed":
            return f"{self.row} {self.kind}"
        return f"{self.row}: " + ", ".join(
            f"{name} {old or 'empty'} → {new or 'empty'}" for name, old, new in self.cells
        )


@dataclass(frozen=True)
class Factor:
    """One thing that can be swapped by itself between two states.

    Attributes
    ----------
    key : str
        Its name among the factors.
    kind : str
        ``data``, ``analysis`` or ``software``.
    title : str
        What a reader calls it.
    paths : tuple of str
        The files that are swapped together.
    detail : str
        What differs, in words.
    rows : tuple of RowChange
        The rows that differ, by row id.
    editions : tuple of str
        Short names of the old and the new source edition where the rows' source changed.
    packages : tuple of str
        The locked packages that are swapped, where it is not the whole lock.
    """

    key: str
    kind: Literal["data", "analysis", "software"]
    title: str
    paths: tuple[str, ...]
    detail: str = ""
    rows: tuple[RowChange, ...] = field(default=())
    editions: tuple[str, str] = ("", "")
    packages: tuple[str, ...] = ()

    @property
    def analysis(self) -> str:
        """The analysis whose notebook this is; empty for other factors."""
        return slugify(Path(self.paths[0]).stem) if self.paths[0].startswith(NOTEBOOKS) else ""

    @property
    def is_code(self) -> bool:
        """Whether these are modules of the site's own code."""
        return self.kind == "analysis" and not self.analysis

    @property
    def is_lock(self) -> bool:
        """Whether this is the locked environment."""
        return self.paths == (LOCK,)


def find_factors(old: Revision, new: Revision) -> tuple[Factor, ...]:
    """Return everything that differs between two states and could move a figure or value."""
    before, after = old.files(), new.files()
    differing = [path for path in sorted(before.keys() | after.keys()) if _bytes(before, path) != _bytes(after, path)]
    packages = _resources(before), _resources(after)
    described = [
        path
        for path in sorted(packages[0].keys() | packages[1].keys())
        if path in before.keys() & after.keys() and _schema(packages[0].get(path)) != _schema(packages[1].get(path))
    ]
    shorts = {**_shorts(before), **_shorts(after)}
    factors = [
        _table_factor(path, before, after, packages, shorts)
        for path in sorted({*differing, *described})
        if path.startswith(TABLES)
    ]
    factors += _register_factor(
        [path for path in sorted({*differing, *described}) if _is_register(path)], before, after
    )
    factors += _source_factor(before, after)
    factors += [_notebook_factor(path, before, after) for path in differing if path.startswith(NOTEBOOKS)]
    factors += _code_factors([path for path in differing if path.startswith(CODE)], before, after)
    factors += _package_factor([path for path in differing if path.startswith(f"{PACKAGE}/")])
    factors += _lock_factor(_text(before, LOCK), _text(after, LOCK)) if LOCK in differing else []
    return tuple(factors)


def _bytes(files: Mapping[str, Path], path: str) -> bytes | None:
    return files[path].read_bytes() if path in files else None


def _text(files: Mapping[str, Path], path: str) -> str:
    return files[path].read_text(encoding="utf-8", errors="replace") if path in files else ""


def _resources(files: Mapping[str, Path]) -> dict[str, dict[str, Any]]:
    """Return the data package's resources by path from the root."""
    package = json.loads(_text(files, DESCRIPTOR) or "{}")
    return {f"data/{resource['path']}": resource for resource in package.get("resources", ())}


def _schema(resource: Mapping[str, Any] | None) -> Any:
    return (resource or {}).get("schema")


def _sources(files: Mapping[str, Path]) -> dict[str, dict[str, Any]]:
    return {str(entry.get("id")): entry for entry in entries_of(json.loads(_text(files, REGISTRY) or "[]"))}


def _shorts(files: Mapping[str, Path]) -> dict[str, str]:
    return {key: str(entry.get("custom", {}).get("short") or key) for key, entry in _sources(files).items()}


def _is_register(path: str) -> bool:
    """Whether a data file is part of the register of claims and what is built on it, which only change together."""
    return path.startswith("data/") and not path.startswith(TABLES) and path not in {DESCRIPTOR, REGISTRY}


def _few(items: Iterable[str]) -> str:
    """Return the first few of some texts, and how many more there are."""
    texts = list(items)
    more = len(texts) - SHOWN
    return "; ".join(texts[:SHOWN]) + (f"; and {more} more" if more > 0 else "")


def changed_rows(old: str, new: str, key: Iterable[str]) -> list[RowChange]:
    """Return the rows of a CSV file that differ, by primary key."""
    names = list(key)

    def read(text: str) -> dict[str, dict[str, str]]:
        return {row_name(row.get(name) or "" for name in names): row for row in csv.DictReader(io.StringIO(text))}

    before, after = read(old), read(new)
    result = []
    for row in [*before, *(row for row in after if row not in before)]:
        if row not in after:
            result.append(RowChange(row, "removed"))
        elif row not in before:
            result.append(RowChange(row, "added"))
        elif before[row] != after[row]:
            columns = list(dict.fromkeys([*before[row], *after[row]]))
            cells = [(name, before[row].get(name) or "", after[row].get(name) or "") for name in columns]
            result.append(RowChange(row, "changed", tuple(cell for cell in cells if cell[1] != cell[2])))
    return result


def _primary_key(resource: Mapping[str, Any] | None) -> list[str]:
    key = (_schema(resource) or {}).get("primaryKey") or ["id"]
    return [key] if isinstance(key, str) else list(key)


def _cited(text: str, rows: set[str], key: list[str]) -> set[str]:
    reader = csv.DictReader(io.StringIO(text))
    return {row.get("source") or "" for row in reader if row_name(row.get(name) or "" for name in key) in rows}


def _table_factor(
    path: str,
    before: Mapping[str, Path],
    after: Mapping[str, Path],
    packages: tuple[Mapping[str, Any], Mapping[str, Any]],
    shorts: Mapping[str, str],
) -> Factor:
    resource = packages[1].get(path) or packages[0].get(path) or {}
    if is_large(path):
        title = str(resource.get("title") or Path(path).stem)
        return Factor(path, "data", title, (path,), _large_change(path, before, after))
    key = _primary_key(resource)
    old, new = _text(before, path), _text(after, path)
    rows = changed_rows(old, new, key)
    name = str(resource.get("name") or Path(path).stem)
    prefixed = tuple(RowChange(f"{name}:{row.row}", row.kind, row.cells) for row in rows)
    was = _cited(old, {row.row for row in rows if row.kind != "added"}, key)
    now = _cited(new, {row.row for row in rows if row.kind != "removed"}, key)
    gone, come = sorted(was - now), sorted(now - was)
    editions = (", ".join(shorts.get(item, item) for item in gone), ", ".join(shorts.get(item, item) for item in come))
    if path not in before:
        detail = "a new table"
    elif path not in after:
        detail = "the table is gone"
    else:
        detail = _few(map(str, rows)) or "what its columns mean"
    return Factor(path, "data", str(resource.get("title") or name), (path,), detail, prefixed, editions)


def _large_change(path: str, before: Mapping[str, Path], after: Mapping[str, Path]) -> str:
    """Return what differs in a large table, whose rows are not compared one by one."""
    if path not in before or path not in after:
        return "a new table" if path in after else "the table is gone"
    if _bytes(before, path) == _bytes(after, path):
        return "what its columns mean"
    old, new = (count_rows(files[path], path) for files in (before, after))
    return f"{old:,} rows → {new:,} rows" if old != new else f"cells of {new:,} rows"


def _register_factor(paths: list[str], before: Mapping[str, Path], after: Mapping[str, Path]) -> list[Factor]:
    """Return all that differs in claims, checks and what is built on them, as one factor: each refers to the others."""
    if not paths:
        return []
    rows: list[RowChange] = []
    for path in paths:
        if path.startswith("data/claims/"):
            result = changed_rows(_text(before, path), _text(after, path), ["id"])
            rows += [RowChange(f"claim:{row.row}", row.kind, row.cells) for row in result]
    detail = _few(map(str, rows)) or _few(paths)
    title = "the register of claims" if rows else "the audit’s registers"
    return [Factor(", ".join(paths[:SHOWN]), "data", title, tuple(paths), detail, tuple(rows))]


def _source_factor(before: Mapping[str, Path], after: Mapping[str, Path]) -> list[Factor]:
    """Return the sources whose entry differs; new ones come along with the rows that cite them."""
    old, new = _sources(before), _sources(after)
    moved = [key for key in old if key in new and old[key] != new[key]]
    if not moved:
        return []
    detail = _few(f"{key}: {_entry_change(old[key], new[key])}" for key in moved)
    return [Factor(REGISTRY, "data", "the register of sources", (REGISTRY,), detail)]


def _entry_change(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    before, after = ({**entry, **entry.get("custom", {})} for entry in (old, new))
    keys = [key for key in {**before, **after} if key != "custom" and before.get(key) != after.get(key)]
    return ", ".join(f"{key} {before.get(key, 'none')} → {after.get(key, 'none')}" for key in keys[:SHOWN])


def _notebook_factor(path: str, before: Mapping[str, Path], after: Mapping[str, Path]) -> Factor:
    old, new = _text(before, path), _text(after, path)
    if not old or not new:
        detail = "a new notebook" if new else "the notebook is gone"
    else:
        detail = _few(changed_cells(old, new)) or "its header"
    return Factor(path, "analysis", "the analysis", (path,), detail)


def changed_cells(old: str, new: str) -> list[str]:
    r"""Return the cells of a py:percent notebook that differ: number in the new one, and first line.

    Examples
    --------
    >>> changed_cells("# %%\na = 1\n\n# %%\nb = 2", "# %%\na = 1\n\n# %%\nb = 3")
    ['cell 2, “b = 3”']
    """
    import jupytext

    before, after = ([cell.source for cell in jupytext.reads(text, fmt="py:percent").cells] for text in (old, new))
    result = []
    for action, start, end, at, to in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if action == "delete":
            result += [f"a cell that began “{_first(before[index])}” is gone" for index in range(start, end)]
        elif action != "equal":
            result += [f"cell {index + 1}, “{_first(after[index])}”" for index in range(at, to)]
    return result


def _first(source: str) -> str:
    line = source.strip().split("\n")[0]
    return line[:60] + ("…" if len(line) > 60 else "")


def _code_factors(paths: list[str], before: Mapping[str, Path], after: Mapping[str, Path]) -> list[Factor]:
    """Return the site's changed modules, those that import one another as one factor."""
    own = [path for path in paths if not path.startswith(f"{PACKAGE}/") and path.endswith(".py")]
    sources = {path: f"{_text(before, path)}\n{_text(after, path)}" for path in own}
    code_factors = []
    for group in import_groups(own, sources):
        names = [
            f"`{name}` in {path}" for path in group for name in changed_names(_text(before, path), _text(after, path))
        ]
        detail = _few(names) or f"comments in {group[0]}"
        code_factors.append(Factor(", ".join(group[:SHOWN]), "analysis", "the analysis", group, detail))
    return code_factors


def _package_factor(paths: list[str]) -> list[Factor]:
    if not paths:
        return []
    names = [path.removeprefix(f"{PACKAGE}/") for path in paths]
    return [Factor("proofpress", "software", "our own software", tuple(paths), _few(names))]


def _lock_factor(old: str, new: str) -> list[Factor]:
    moved = changed_packages(old, new)
    name = _few(moved).replace(";", ",") or "the lock file"
    return [Factor(name, "software", "the locked packages", (LOCK,), _few(moved) or "the same versions, locked anew")]


def changed_packages(old: str, new: str) -> list[str]:
    r"""Return the packages whose locked version differs, those that compute and draw first.

    Examples
    --------
    >>> changed_packages("a==1\nb==2", "a==1.1\nc==3")
    ['a 1 → 1.1', 'b 2 → none', 'c none → 3']
    """
    before, after = dict(PIN.findall(old)), dict(PIN.findall(new))
    return [
        f"{name} {before.get(name, 'none')} → {after.get(name, 'none')}"
        for name in sorted({*before, *after}, key=lambda name: (name not in KEY_LIBRARIES, name))
        if before.get(name) != after.get(name)
    ]


def split_lock(factor: Factor, old: str, new: str) -> tuple[Factor, ...]:
    """Return a changed lock as several factors: each package that computes or draws by itself, and all others together.

    Parameters
    ----------
    factor : Factor
        The lock as a whole.
    old, new : str
        The two lock files.
    """
    moved = {change.partition(" ")[0]: change for change in changed_packages(old, new)}
    groups = [[name] for name in moved if name in KEY_LIBRARIES]
    rest = [name for name in moved if name not in KEY_LIBRARIES]
    parts = []
    for names in [*groups, *([rest] if rest else [])]:
        text = _few(moved[name] for name in names)
        parts.append(replace(factor, key=text.replace(";", ","), detail=text, packages=tuple(names)))
    return tuple(parts)


def merged_lock(base: str, other: str, packages: Iterable[str]) -> str:
    r"""Return a lock file with some packages as another one has them.

    Examples
    --------
    >>> print(merged_lock("a==1\nb==2", "a==3\nb==4\nc==5", ["b", "c"]))
    a==1
    b==4
    c==5
    """
    mine, theirs = _pins(base), _pins(other)
    for name in packages:
        mine.pop(name, None)
        if name in theirs:
            mine[name] = theirs[name]
    return "\n".join(mine[name] for name in sorted(mine))


def _pins(lock: str) -> dict[str, str]:
    """Return each package's lines of a lock file: its version with its hashes."""
    pins: dict[str, list[str]] = {}
    name = ""
    for line in lock.splitlines():
        match = PIN.match(line)
        name = match[1] if match else name
        if name and not line.lstrip().startswith("#"):
            pins.setdefault(name, []).append(line)
    return {name: "\n".join(lines) for name, lines in pins.items()}
