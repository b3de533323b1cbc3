"""What may be reused: results kept between builds, and the hashes that say whether they still hold.

A notebook's result holds while the notebook, what it loaded, the package's code and the locked environment all hash the
same. Everything kept lies in the cache folder and may be deleted at any time.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from ..data.claims import claim_digest
from ..data.project import Project
from ..data.sources import source_digest
from ..evidence.audit import register_digest
from ..model.canonical_json import to_json
from ..model.hashing import sha256, sha256_file
from ..model.records import ExecutedNotebook, Input
from ..model.settings import Settings, site_packages

KEY_LIBRARIES = ("altair", "ipykernel", "nbclient", "numpy", "pandas", "vl-convert-python")
KEPT_RESULTS = 6
KEY_DIGITS = 20
"""Digits of a job's key that name its kept result."""


@dataclass(frozen=True)
class Job:
    """A notebook to execute: its slug, file, text, and the key of all it depends on but its inputs."""

    slug: str
    path: Path
    shown: str
    text: str
    key: str


def package_hash() -> str:
    """Return the hash of the package's code and templates."""
    folder = Path(__file__).parents[1]
    names = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    own = sorted(name for name in names if not any(part.startswith((".", "__pycache__")) for part in name.parts))
    return sha256("".join(f"{name.as_posix()} {sha256_file(names[name])}\n" for name in own))


def environment_hash(settings: Settings) -> str:
    """Return the hash of the lock file and of the versions that really are installed."""
    lock = sha256_file(settings.lock) if settings.lock.is_file() else ""
    versions = [f"{name} {metadata.version(name)}" for name in KEY_LIBRARIES]
    return sha256("\n".join([lock, sys.version.split()[0], *versions]))


def build_key(settings: Settings) -> str:
    """Return the hash of all that a site is made from."""
    folders = [settings.docs, settings.notebooks, settings.data, *site_packages(settings.root)]
    found = [path for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts]
    files = [settings.root / "mkdocs.yml", *(path for path in found if path.is_file())]
    hashes = sorted(f"{p.relative_to(settings.root).as_posix()} {sha256_file(p)}" for p in files)
    return sha256("\n".join([package_hash(), environment_hash(settings), *hashes]))


def current_digest(item: Input, project: Project) -> str:
    """Return the hash of what an input holds now; empty if it is gone."""
    if item.kind == "source":
        return source_digest(project.sources.get(item.name))
    if item.kind == "code":
        return project.files.sha256(item.path) if project.files.exists(item.path) else ""
    if item.kind == "register":
        return register_digest(project.files)
    if item.kind == "claim":
        claim = project.claims.get(item.name)
        return claim_digest(claim) if claim else ""
    table = project.tables.get(item.name)
    return "" if table is None else sha256(table.sha256 + to_json(dict(table.resource["schema"])))


def _result_file(job: Job, settings: Settings) -> Path:
    return settings.cache / "executed" / f"{job.slug}-{job.key[:KEY_DIGITS]}.json"


def recall_notebook(job: Job, project: Project) -> ExecutedNotebook | None:
    """Return a notebook's kept result, if all that it depends on still hashes the same."""
    file = _result_file(job, project.settings)
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        inputs = tuple(Input(**item) for item in stored["inputs"])
        notebook = stored["notebook"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if any(current_digest(item, project) != item.sha256 for item in inputs):
        return None
    return ExecutedNotebook(job.slug, job.shown, sha256(job.text), notebook, inputs, 0.0, reused=True)


def keep_notebook(job: Job, done: ExecutedNotebook, settings: Settings) -> None:
    """Keep a notebook's result; of each notebook the newest few are kept."""
    file = _result_file(job, settings)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(f".{os.getpid()}.part")
    part.write_text(
        json.dumps({"inputs": [vars(item) for item in done.inputs], "notebook": done.notebook}), encoding="utf-8"
    )
    part.replace(file)
    prune(file.parent, f"{job.slug}-{'[0-9a-f]' * KEY_DIGITS}.json", KEPT_RESULTS)


def recall(file: Path) -> Any:
    """Return what was kept in a file; None if it is not there or cannot be read."""
    try:
        return pickle.loads(file.read_bytes())
    except (OSError, pickle.PickleError, EOFError, AttributeError, ImportError, IndexError, TypeError):
        return None


def keep(file: Path, value: Any) -> None:
    """Keep a value in a file, if there is room: without the cache the build is slower, not wrong."""
    part = file.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):  # without room for the cache the result still stands
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(pickle.dumps(value))
        part.replace(file)


def prune(folder: Path, pattern: str, number: int) -> None:
    """Remove the files of a pattern that were kept longest ago, beyond a number; another build may do so meanwhile."""
    ages = {}
    for file in folder.glob(pattern):
        with suppress(OSError):
            ages[file] = file.stat().st_mtime
    for old in sorted(ages, key=lambda file: ages[file], reverse=True)[number:]:
        old.unlink(missing_ok=True)
