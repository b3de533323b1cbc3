"""Facts about results that pages, manifest, citations and quotes share: the inputs of an item and what it says, hashed.

They depend on results alone, not on how a page shows them, so that every later stage states the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..evidence.records import CHECKS, LINKS
from ..model.canonical_json import exact_number, to_json
from ..model.hashing import sha256
from ..model.records import Analysis, Figure, Value
from .site_input import SiteInput

CONTENT = ("values.csv", "spec.json")
"""Files that say what a figure shows; pictures follow from them."""
SAID = ("number", "text", "unit", "period", "formula", "grade")
"""Fields of a value that say what it is; its trail is not among them."""


def content_hash(fields: Mapping[str, Any]) -> str:
    """Return the hash of named fields, whatever their order.

    Examples
    --------
    >>> content_hash({"a": 1, "b": 2}) == content_hash({"b": 2.0, "a": 1})
    True
    """
    return sha256(to_json(dict(fields), indent=None, number=exact_number))


def figure_hash(figure: Figure, results: SiteInput) -> str:
    """Return the hash of what a figure shows, not of how a picture of it was drawn."""
    files = results.files_of(figure)
    return content_hash({name: sha256(files[name]) for name in CONTENT})


def said_by(value: Value) -> dict[str, Any]:
    """Return the fields of a value that say what it is."""
    return {key: getattr(value, key) for key in SAID}


def value_hash(value: Value) -> str:
    """Return the hash of what a value says."""
    return content_hash(said_by(value))


def item_hash(item: Figure | Value, results: SiteInput) -> str:
    """Return the hash of what a figure shows or a value says, as the manifest has it."""
    return figure_hash(item, results) if isinstance(item, Figure) else value_hash(item)


def inputs_of(item: Figure | Value, results: SiteInput) -> dict[str, str]:
    """Return the input files behind a figure or value, by path: data of its rows, site code of its notebook."""
    paths = set()
    for row in item.row_ids:
        kind, _, name = row.partition(":")
        if kind == "check":
            paths.add(CHECKS)
        elif kind == "status":
            paths |= {*({CHECKS, LINKS} & results.input_hashes.keys()), results.claim_paths[name]}
        else:
            paths.add(results.claim_paths[name] if kind == "claim" else results.tables[kind].path)
    code = code_of(results.analysis(item.analysis))
    return {path: code.get(path) or results.input_hashes[path] for path in sorted({*paths, *code})}


def code_of(analysis: Analysis) -> dict[str, str]:
    """Return the site's own modules that a notebook imported, path to hash of what was compiled."""
    return {item.path: item.sha256 for item in analysis.inputs if item.kind == "code"}


def register_files(results: SiteInput) -> list[str]:
    """Return the paths of the registers that stand beside the tables: claims, audit, frameworks, debate."""
    files = results.project.files
    own = [path for folder in ("audit", "frameworks") for path in files.glob(f"data/{folder}", "*.json")]
    own += [*files.glob("data/coverage", "*.csv"), *files.glob("data", "debate.json")]
    return sorted({*results.claim_paths.values(), *own})
