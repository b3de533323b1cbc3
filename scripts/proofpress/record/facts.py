"""Facts about results that pages, manifest, citations and quotes share: the inputs of an item and what it says, hashed.

They depend on results alone, not on how a page shows them, so that every later stage states the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from ..evidence.audit import CHECKS, LINKS
from ..model.canonical_json import to_json
from ..model.hashing import sha256
from ..model.records import Figure, Table, Value
from ..model.settings import Settings

CONTENT = ("values.csv", "spec.json")
"""Files that say what a figure shows; pictures follow from them."""
SAID = ("number", "text", "unit", "period", "formula", "grade")
"""Fields of a value that say what it is; its trail is not among them."""


class Results(Protocol):
    """Results of a build, as far as facts about them go."""

    @property
    def settings(self) -> Settings:
        """The project's settings."""

    @property
    def claim_paths(self) -> Mapping[str, str]:
        """Path of the file that holds each claim, by claim."""

    @property
    def tables(self) -> Mapping[str, Table]:
        """Tables by name."""

    @property
    def input_hashes(self) -> Mapping[str, str]:
        """Hash of each input file, by path."""

    @property
    def figure_files(self) -> Mapping[str, Mapping[str, bytes]]:
        """Files of each figure by name, by figure."""


def content_hash(fields: Mapping[str, Any]) -> str:
    """Return the hash of named fields, whatever their order.

    Examples
    --------
    >>> content_hash({"a": 1, "b": 2}) == content_hash({"b": 2.0, "a": 1})
    True
    """
    return sha256(to_json(dict(fields), indent=None))


def figure_hash(figure: Figure, results: Results) -> str:
    """Return the hash of what a figure shows, not of how a picture of it was drawn."""
    files = results.figure_files[figure.id]
    return content_hash({name: sha256(files[name]) for name in CONTENT})


def said_by(value: Value) -> dict[str, Any]:
    """Return the fields of a value that say what it is."""
    return {key: getattr(value, key) for key in SAID}


def value_hash(value: Value) -> str:
    """Return the hash of what a value says."""
    return content_hash(said_by(value))


def item_hash(item: Figure | Value, results: Results) -> str:
    """Return the hash of what a figure shows or a value says, as the manifest has it."""
    return figure_hash(item, results) if isinstance(item, Figure) else value_hash(item)


def inputs_of(item: Figure | Value, results: Results) -> dict[str, str]:
    """Return the input files behind a figure or value, path to hash."""
    paths = set()
    for row in item.rows:
        kind, _, name = row.partition(":")
        if kind == "check":
            paths.add(CHECKS)
        elif kind == "status":
            paths |= {*({CHECKS, LINKS} & results.input_hashes.keys()), results.claim_paths[name]}
        else:
            paths.add(results.claim_paths[name] if kind == "claim" else results.tables[kind].path)
    return {path: results.input_hashes[path] for path in sorted(paths)}


def register_files(results: Results) -> list[str]:
    """Return the paths of the registers that stand beside the tables: claims, audit, frameworks, debate."""
    data = results.settings.data
    files = [file for folder in ("audit", "frameworks") for file in (data / folder).glob("*.json")]
    files += list((data / "coverage").glob("*.csv"))
    files += list(data.glob("debate.json"))
    own = [file.relative_to(results.settings.root).as_posix() for file in files]
    return sorted({*results.claim_paths.values(), *own})
