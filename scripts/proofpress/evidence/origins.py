"""Origins: what a claim or a table's row rests on, from which the independence of two statements is computed.

``data/audit/origins.json`` names publishers, statistics and events, and says which claims, sources and rows rest
on each. Two statements are independent if they have no origin in common; nobody types that they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..data.registers import read_entries
from ..model.errors import Problem, nearest
from ..model.files import Root
from ..model.records import Claim, Source

ORIGINS = "data/audit/origins.json"


@dataclass(frozen=True)
class Origin:
    """A publisher, a statistic or an event, with all that rests on it.

    Attributes
    ----------
    kind : str
        ``publisher``, ``statistic`` or ``event``.
    claims, sources, rows : tuple of str
        Claims by id, sources by id, and rows as ``<table>:<id>``.
    """

    id: str
    name: str
    kind: str
    claims: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Origins:
    """Which origins each claim, row and source has, and their names."""

    names: Mapping[str, str] = field(default_factory=dict)
    of_row: Mapping[str, frozenset[str]] = field(default_factory=dict)
    of_source: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def named(self, row: str, source: str) -> frozenset[str]:
        """Return the origins that the register names for a row: its own, or those of its source."""
        return self.of_row.get(row) or self.of_source.get(source, frozenset())


def _origin_from(entry: Mapping[str, Any]) -> Origin:
    lists = (tuple(entry.get(name, ())) for name in ("claims", "sources", "rows"))
    return Origin(entry["id"], entry["name"], entry["kind"], *lists)


def gather_origins(origins: Iterable[Origin]) -> Origins:
    """Return origins by what rests on them."""
    names: dict[str, str] = {}
    of_row: dict[str, set[str]] = {}
    of_source: dict[str, set[str]] = {}
    for origin in origins:
        names[origin.id] = origin.name
        for row in (*(f"claim:{key}" for key in origin.claims), *origin.rows):
            of_row.setdefault(row, set()).add(origin.id)
        for key in origin.sources:
            of_source.setdefault(key, set()).add(origin.id)
    frozen = ({key: frozenset(ids) for key, ids in ids_by_row.items()} for ids_by_row in (of_row, of_source))
    return Origins(names, *frozen)


def read_origins(
    root: Root, claims: Mapping[str, Claim], rows: Mapping[str, object], sources: Mapping[str, Source]
) -> tuple[Origins, list[Problem]]:
    """Read the register of origins.

    Parameters
    ----------
    root : Path or ProjectFiles
        The project.
    claims, rows, sources : mapping
        What may rest on an origin.

    Returns
    -------
    origins : Origins
        By what rests on them.
    problems : list of Problem
        What is wrong with the entries, unknown names among it.
    """
    entries, problems = read_entries(root, ORIGINS, "origins")
    origins = [_origin_from(entry) for entry in entries]
    known: tuple[tuple[str, Mapping[str, object]], ...] = (("claims", claims), ("rows", rows), ("sources", sources))
    problems += [
        Problem("unknown-origin", f"{ORIGINS}, origin `{origin.id}`", f"{what}: no `{key}`", fix=nearest(key, names))
        for origin in origins
        for what, names in known
        for key in getattr(origin, what)
        if key not in names
    ]
    return gather_origins(origins), problems
