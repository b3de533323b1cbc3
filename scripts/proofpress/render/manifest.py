"""The manifest of a release: what it says and what that rests on, with hashes; compared across releases.

Everything in it follows from the content alone. What differs between two manifests has changed for a reader.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ..data.history import History, is_identity, order
from ..model.canonical_json import exact_number, to_json
from ..model.hashing import sha256
from ..model.keys import package_hash
from ..model.records import Claim, Figure, Value
from ..record.facts import code_of, content_hash, figure_hash, inputs_of, register_files, said_by, value_hash
from ..record.site_input import SiteInput
from ..text.binding import Namespace
from ..text.bound import plain
from ..text.quantities import format_claim
from .figures import recorded_files

SCHEMA_VERSION = 1
NAME = "manifest.json"
"""Its address below a release's folder."""
PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)


def manifest_of(evidence: SiteInput, names: Namespace) -> dict[str, Any]:
    """Return the manifest of a build.

    Parameters
    ----------
    evidence : SiteInput
        What was published and what it rests on.
    names : Namespace
        What the site's texts can name.

    Returns
    -------
    dict
        As ``manifest.json`` holds it; figures, values and claims by id.
    """
    settings = evidence.settings
    return {
        "schema_version": SCHEMA_VERSION,
        "site": settings.site_name,
        "release": settings.release,
        "released": settings.released,
        "reason": settings.reason,
        "figures": {figure.id: figure_facts(figure, evidence, names) for figure in evidence.figures},
        "values": {value.id: value_facts(value, evidence) for value in evidence.values},
        "claims": {key: claim_facts(claim, evidence) for key, claim in evidence.claims.items()},
        "renamed": renames(evidence.history),
        "inputs": input_hashes(evidence),
        "environment": {"lock": evidence.environment, "packages": locked_packages(settings.lock)},
        "code": package_hash(),
    }


def manifest_file(evidence: SiteInput, names: Namespace) -> bytes:
    """Return the manifest of a build as its file holds it."""
    return to_json(manifest_of(evidence, names), number=exact_number).encode()


def renames(history: History) -> dict[str, str]:
    """Return the present name of each figure and value that once had another, over all releases."""
    result: dict[str, str] = {}
    for release in sorted(history.changes_by_release, key=order):
        for change in history.changes_by_release[release].changes:
            if change.kind == "renamed" and is_identity(change.old):
                was = str(change.old)
                result = {old: change.id if new == was else new for old, new in result.items()} | {was: change.id}
    return {old: new for old, new in sorted(result.items()) if old != new}


def figure_facts(figure: Figure, evidence: SiteInput, names: Namespace) -> dict[str, Any]:
    """Return a figure's entry."""
    analysis = evidence.analysis(figure.analysis)
    files = {name: sha256(content) for name, content in sorted(recorded_files(figure, evidence).items())}
    return {
        "title": plain(figure.title, figure.analysis, names),
        "page": f"figures/{figure.id}/",
        "grade": figure.grade,
        "sha256": figure_hash(figure, evidence),
        "files": files,
        "inputs": inputs_of(figure, evidence),
        "notebook": {"path": analysis.path, "sha256": analysis.sha256},
    }


def value_facts(value: Value, evidence: SiteInput) -> dict[str, Any]:
    """Return a value's entry."""
    return {
        **said_by(value),
        "page": f"values/{value.analysis}/#{value.id}",
        "sha256": value_hash(value),
        "inputs": inputs_of(value, evidence),
    }


def claim_facts(claim: Claim, evidence: SiteInput) -> dict[str, Any]:
    """Return a claim's entry."""
    keys = ("low", "high", "unit", "hedge", "period", "statement", "source", "grade")
    said = {"text": format_claim(claim), **{key: getattr(claim, key) for key in keys}}
    said["status"] = evidence.audit.statuses_by_claim[claim.id].status
    return {**said, "page": evidence.claim_addresses[claim.id], "sha256": content_hash(said)}


def input_hashes(evidence: SiteInput) -> dict[str, str]:
    """Return path and hash of every table, claims file, register, notebook and module of the site."""
    files = evidence.project.files
    registers = {*register_files(evidence), *(f"data/{name}.json" for name in ("datapackage", "sources"))}
    result = {path: files.sha256(path) for path in registers if files.exists(path)}
    notebooks = {analysis.path: analysis.sha256 for analysis in evidence.analyses}
    for analysis in evidence.analyses:
        notebooks |= code_of(analysis)
    return dict(sorted({**evidence.input_hashes, **result, **notebooks}.items()))


def locked_packages(lock: Path) -> dict[str, str]:
    """Return the packages of the lock file with their versions.

    Examples
    --------
    >>> locked_packages(Path("no such file"))
    {}
    """
    text = lock.read_text(encoding="utf-8") if lock.is_file() else ""
    return {name.lower(): version for name, version in sorted(PINNED.findall(text))}
