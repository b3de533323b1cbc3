"""The register of corrections: figures and values of published releases that turned out wrong.

A published release never changes. What is known to be wrong with it stands in ``data/corrections.json`` and is
published beside the releases, where every page of every release finds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..model.errors import DataError
from .registers import check_entries, read_json

SCHEMA_VERSION = 1
REGISTER = "data/corrections.json"
TEXTS = ("what", "why", "decided_by")


@dataclass(frozen=True)
class Correction:
    """One thing of one or more releases that is wrong.

    Attributes
    ----------
    id : str
        Slug; the notice's address is ``releases/#<id>``.
    target, name : str
        ``figure`` or ``value``, and which.
    kind : str
        ``corrected`` (a later release has it right) or ``withdrawn``.
    what, why : str
        What is wrong, and how it came to be.
    since : str
        ISO date since which it is known.
    decided_by : str
        Who decided it.
    releases : tuple of str
        The releases that show it wrong.
    fixed_in : str
        The release that has it right; empty if none has.
    """

    id: str
    target: str
    name: str
    kind: str
    what: str
    why: str
    since: str
    decided_by: str
    releases: tuple[str, ...]
    fixed_in: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it as registers and ``corrections.json`` hold it."""
        kept = {key: getattr(self, key) for key in ("id", "kind", *TEXTS, "since", "fixed_in")}
        return {**kept, self.target: self.name, "releases": list(self.releases)}


def corrections_from(content: Any, place: str) -> tuple[Correction, ...]:
    """Return the corrections of a register's content, the newest first.

    Raises
    ------
    DataError
        With everything that is wrong with any of them.
    """
    entries, problems = check_entries(content, place, "corrections")
    if problems:
        raise DataError(problems)
    corrections = [_correction(entry) for entry in entries]
    return tuple(sorted(corrections, key=lambda correction: (correction.since, correction.id), reverse=True))


def _correction(entry: Mapping[str, Any]) -> Correction:
    target = "figure" if "figure" in entry else "value"
    texts = {key: entry[key] for key in ("id", "kind", *TEXTS, "since")}
    releases, fixed = tuple(entry["releases"]), entry.get("fixed_in", "")
    return Correction(target=target, name=entry[target], releases=releases, fixed_in=fixed, **texts)


def read_corrections(root: Path) -> tuple[Correction, ...]:
    """Read a project's register; one that is not there is empty.

    Raises
    ------
    DataError
        If it cannot be read, or with everything that is wrong with it.
    """
    if not (root / REGISTER).is_file():
        return ()
    content, problems = read_json(root, REGISTER)
    if problems:
        raise DataError(problems)
    return corrections_from(content, REGISTER)
