"""The sources registry: CSL-JSON in ``data/sources.json``, read into :class:`Source`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..model.errors import DataError, Problem, nearest
from ..model.files import ProjectFiles, Root, project_files
from ..model.hashing import sha256
from ..model.records import REACHED, Source, worst_grade
from .registers import Entry, check_register, entries_of, read_json

REGISTRY = "data/sources.json"
AUDIT_GRADE = "C"
"""Grade of what a site's own audit finds, unless the registry says otherwise."""


def _issued(issued: Mapping[str, Any]) -> str:
    """Return a date of CSL as text, as exact as it is."""
    if "literal" in issued:
        return str(issued["literal"])
    return "-".join(f"{part:02d}" for part in issued["date-parts"][0])


def _source(entry: Mapping[str, Any]) -> Source:
    custom = entry["custom"]
    reached = custom.get("reached", "")
    return Source(
        id=entry["id"],
        title=entry["title"],
        publisher=entry["publisher"],
        short=custom["short"],
        issued=_issued(entry["issued"]),
        url=entry.get("URL", ""),
        grade=worst_grade([custom["grade"], REACHED[reached][1]]) if reached else custom["grade"],
        licence=custom["licence"],
        note=entry.get("note", ""),
        csl=dict(entry),
        reached=reached,
    )


def _reached_problems(entries: Iterable[Mapping[str, Any]]) -> list[Problem]:
    """Return a problem where a copy does not say how it reached us, or what shows that it is whole."""
    problems = []
    for entry in entries:
        place, custom = f"{REGISTRY}, source `{entry['id']}`", entry["custom"]
        if custom.get("accessed-via") and not custom.get("reached"):
            fix = "Say how the values reached us: it limits the grade."
            problems.append(Problem("reached-unsaid", place, "`custom.reached`", ", ".join(REACHED), "nothing", fix))
        if custom.get("reached") == "copied" and not custom.get("totals"):
            fix = "Say which totals agree; where none was added up, the values were parsed or quoted."
            problems.append(Problem("totals-unsaid", place, "`custom.totals`", "what agrees", "nothing", fix))
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
        If it cannot be read, or with all that its entries lack.
    """
    sources, problems = read_sources(root)
    if problems:
        raise DataError(problems)
    return sources


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
    sources : dict of str to Source
        In the registry's order; of an entry that is not whole, no more than its id.
    problems : list of Problem
        What is wrong with the entries.

    Raises
    ------
    DataError
        If the file is not there or is no register.
    """
    content, problems = read_json(root, REGISTRY)
    entries, wrong = ([], []) if problems else _checked(content, project_files(root))
    problems += [*wrong, *_reached_problems(entries)]
    if any(problem.code == "bad-json" for problem in problems):
        raise DataError(problems)
    sources = {entry["id"]: _source(entry) for entry in entries}
    # What cites an entry that is not whole has nothing wrong with it, so it must not be told as well.
    keys = [entry.get("id") for entry in entries_of(content) if isinstance(entry, dict)]
    bare = dict.fromkeys(("title", "publisher", "short", "issued", "url", "grade", "licence", "note"), "")
    return {key: sources.get(key) or Source(id=key, csl={}, **bare) for key in keys if isinstance(key, str)}, problems


def _checked(content: Any, files: ProjectFiles) -> tuple[list[Entry], list[Problem]]:
    """Return the entries of the registry that are whole; a kernel of a build is handed the bytes that it checked."""
    if files.expected is not None:
        return entries_of(content), []
    return check_register(content, files.text(REGISTRY), REGISTRY, "sources")


def with_audit_source(
    registry: Mapping[str, Source], own: str, publisher: str = "", released: str = "1980-01-01"
) -> dict[str, Source]:
    """Return the registry with an entry for what the site's own audit finds.

    Parameters
    ----------
    registry : mapping of str to Source
        The sources; an entry of that id holds as it stands.
    own : str
        The entry's id.
    publisher, released : str
        The site's name and the date of its release.

    Returns
    -------
    dict of str to Source
        Where there was none, with one of grade C: which statements are compared is the site's own choice, which nobody
        else has reviewed. A site that can say more registers its audit itself.
    """
    if own in registry:
        return dict(registry)
    entry = {
        "id": own,
        "type": "dataset",
        "title": "Claim audit: checks of the register and statuses of its claims",
        "publisher": publisher or "this site",
        "issued": {"date-parts": [[int(released[:4])]]},
        "note": "Computed in the build from claims, links and tables. The choice of what is compared is ours.",
        "custom": {"short": "Claim audit", "grade": AUDIT_GRADE, "licence": "as this site's", "reached": "coded"},
    }
    return {**registry, own: _source(entry)}


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
    result = [registry[key] for key in sorted(set(ids))]
    result.sort(key=lambda source: (source.grade, source.short))
    return [(source.id, source.short, source.grade) for source in result]
