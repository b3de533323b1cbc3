"""The sources registry: CSL-JSON in ``data/sources.json``, read into :class:`Source`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..model.errors import DataError, Problem, nearest
from ..model.files import Root, project_files
from ..model.hashing import sha256
from ..model.records import GRADES, Source

REGISTRY = "data/sources.json"


def _issued(entry: Mapping[str, Any]) -> str:
    issued = entry.get("issued")
    if not isinstance(issued, dict):
        return ""
    if issued.get("literal"):
        return str(issued["literal"])
    parts = issued.get("date-parts") or [[]]
    return "-".join(f"{int(part):02d}" for part in parts[0])


def _check(entry: Mapping[str, Any], seen: set[str]) -> list[Problem]:
    key = str(entry.get("id", ""))
    custom = entry.get("custom") or {}
    place = f"{REGISTRY}, source `{key or '?'}`"
    problems = []
    if not key:
        problems.append(Problem("source-id", place, "a source has no id", fix="Give it a slug."))
    if key in seen:
        problems.append(Problem("duplicate-source", place, "the id stands twice", fix="Rename or remove one."))
    problems += [
        Problem("source-field", place, f"`{name}` is missing", "a text", "nothing", "Add it to the entry.")
        for name in ("title", "publisher", "issued")
        if not (_issued(entry) if name == "issued" else entry.get(name))
    ]
    problems += [
        Problem("source-field", place, f"`custom.{name}` is missing", "a text", "nothing", "Add it.")
        for name in ("short", "licence")
        if not custom.get(name)
    ]
    grade = custom.get("grade")
    if grade not in GRADES:
        got = repr(grade) if grade else "nothing"
        problems.append(Problem("source-grade", place, "no grade", "A, B, C or D", got, "Grade it."))
    return problems


def load_sources(root: Root) -> dict[str, Source]:
    """Read the registry and refuse it if any entry is not whole.

    Parameters
    ----------
    root : Path or ProjectFiles
        The project.

    Raises
    ------
    DataError
        If the file is not a CSL-JSON list, or entries lack an id, title, publisher, date, grade or licence.
    """
    found, problems = read_sources(root)
    if problems:
        raise DataError(problems)
    return found


def find_source(key: str, root: Root) -> Source:
    """Return a source of the registry.

    Raises
    ------
    DataError
        If the registry is not in order, or has no such source: then naming the nearest.
    """
    registry = load_sources(root)
    if key not in registry:
        fix = nearest(key, registry) or "Add it to the registry."
        raise DataError([Problem("unknown-source", REGISTRY, f"no source `{key}`", fix=fix)])
    return registry[key]


def read_sources(root: Root) -> tuple[dict[str, Source], list[Problem]]:
    """Read the registry.

    Parameters
    ----------
    root : Path or ProjectFiles
        The project.

    Returns
    -------
    found : dict of str to Source
        In the registry's order.
    problems : list of Problem
        What the entries lack: an id, title, publisher, date, grade or licence.

    Raises
    ------
    DataError
        If the file is not a CSL-JSON list.
    """
    try:
        entries = json.loads(project_files(root).text(REGISTRY))
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise TypeError("not a list of entries")
    except (OSError, ValueError, TypeError) as err:
        raise DataError([Problem("bad-registry", REGISTRY, "cannot be read", "a CSL-JSON list", str(err))]) from err
    problems: list[Problem] = []
    found: dict[str, Source] = {}
    for entry in entries:
        problems += _check(entry, set(found))
        custom = entry.get("custom") or {}
        found[str(entry.get("id"))] = Source(
            id=str(entry.get("id")),
            title=str(entry.get("title", "")),
            publisher=str(entry.get("publisher", "")),
            short=str(custom.get("short", "")),
            issued=_issued(entry),
            url=str(entry.get("URL", "")),
            grade=str(custom.get("grade", "")),
            licence=str(custom.get("licence", "")),
            note=str(entry.get("note", "")),
            csl=entry,
        )
    return found, problems


def source_digest(source: Source | None) -> str:
    """Return the hash of what a notebook's results take from a source: that it is registered, and its grade."""
    return sha256(f"{source.id} {source.grade}") if source else ""


def _names(entry: Mapping[str, Any]) -> str:
    people = entry.get("author") or entry.get("editor") or []
    names = [p.get("literal") or ", ".join(x for x in (p.get("family"), p.get("given")) if x) for p in people]
    return "; ".join(names)


def cite(source: Source) -> str:
    """Return the full citation of a source: who, when, what, publisher, address."""
    who = _names(source.csl)
    parts = [
        who or source.publisher,
        f"({source.issued[:4] if source.issued[:4].isdigit() else source.issued})",
        f"{source.title}.",
    ]
    if who:
        parts.append(f"{source.publisher}.")
    return " ".join(parts)


def source_line(ids: Iterable[str], registry: Mapping[str, Source]) -> list[tuple[str, str, str]]:
    """Return ``(id, short, grade)`` for each source, best grade first, then by name."""
    found = [registry[key] for key in sorted(set(ids))]
    found.sort(key=lambda source: (source.grade, source.short))
    return [(source.id, source.short, source.grade) for source in found]
