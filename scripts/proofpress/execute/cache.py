"""Executed notebooks kept between builds, each with the parts of its key, which say whether it still holds.

A notebook's result holds while its text, what it loaded, the generator's folders that run in its kernel and the
environment all are the same. Everything kept lies in the cache folder and may be deleted at any time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..data.claims import claim_digest
from ..data.project import Project
from ..data.sources import source_digest
from ..data.vocabulary import VOCABULARY
from ..evidence.audit import register_digest, register_hashes
from ..model.canonical_json import to_json
from ..model.files import ProjectFiles
from ..model.hashing import sha256
from ..model.keys import KERNEL, PACKAGE, differing, environment_parts, generator_parts, package_parts
from ..model.records import ExecutedNotebook, Input
from ..model.settings import Settings
from ..model.slug import slugify
from ..model.store import Kept, Store, key_of

KEPT_RESULTS = 6
"""Results kept of each notebook, so that undoing an edit is free."""
NOTEBOOK, INPUTS, ROWS, REGISTER = "notebook.json", "inputs.json", "rows.json", "register.json"
"""Files of a kept result: the executed notebook, what it loaded, and with their hashes the rows of each loaded table
and, where it loaded the whole register, the register's files."""
SEEN = ("released", "font", "audit_source", "kernel_memory_mb", "cell_output_kb")
"""Settings that a kernel sees."""
ROW_DIGITS = 12
"""Digits of a row's hash: enough to see that it changed."""


@dataclass(frozen=True)
class Job:
    """A notebook to execute: its slug, file and text, and the parts of its key that are known before it has run."""

    slug: str
    path: Path
    shown: str
    text: str
    parts: Mapping[str, str]


def base_parts(project: Project) -> dict[str, str]:
    """Return the parts that all notebooks' keys have: generator, environment, words, and the date that kernels see."""
    settings = project.settings
    seen = {f"setting {name}": str(getattr(settings, name)) for name in SEEN}
    words = {f"file {VOCABULARY}": sha256(repr(project.vocabulary))}
    return {**generator_parts(*KERNEL), **environment_parts(settings), **seen, **words}


def notebook_parts(base: Mapping[str, str], shown: str, text: str) -> dict[str, str]:
    """Return the parts of a notebook's key that are known before it has run."""
    return {**base, f"notebook {shown}": sha256(text)}


def input_part(item: Input) -> str:
    """Return the name of the part that an input is."""
    return f"{item.kind} {item.name}"


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


def results_store(settings: Settings) -> Store:
    """Return where executed notebooks are kept."""
    return Store(settings.cache / "executed", KEPT_RESULTS)


def present_parts(kept: Kept, job: Job, project: Project) -> dict[str, str]:
    """Return the parts of a kept result's key as they are now."""
    packages = [name.partition(" ")[2] for name in kept.parts if name.startswith(f"{PACKAGE} ")]
    inputs = [Input(**item) for item in json.loads(kept.files[INPUTS])]
    return {
        **job.parts,
        **package_parts(packages),
        **{input_part(item): current_digest(item, project) for item in inputs},
    }


def will_run(settings: Settings, files: ProjectFiles) -> bool:
    """Whether some notebook will surely run, for no result of its text is kept; others may run as well."""
    store = results_store(settings)
    for path in settings.notebook_paths():
        shown = path.relative_to(settings.root).as_posix()
        try:
            part = notebook_parts({}, shown, files.text(shown)).items()
        except (OSError, UnicodeDecodeError):
            return False  # the plan will say so
        if not any(part <= parts.items() for parts in store.glance(slugify(path.stem))):
            return True
    return False


def recall_notebook(job: Job, project: Project) -> ExecutedNotebook | None:
    """Return a notebook's kept result, if all that it depends on is still the same."""
    for entry in results_store(project.settings).entries(job.slug, job.parts):
        try:
            if not differing(entry.parts, present_parts(entry, job, project)):
                return to_executed(job, entry)
        except (ValueError, KeyError, TypeError):
            continue
    return None


def to_executed(job: Job, kept: Kept) -> ExecutedNotebook:
    """Return a kept result as a notebook that was executed."""
    notebook = json.loads(kept.files[NOTEBOOK])
    inputs = tuple(Input(**item) for item in json.loads(kept.files[INPUTS]))
    return ExecutedNotebook(job.slug, job.shown, sha256(job.text), notebook, inputs, 0.0, reused=True)


def keep_notebook(job: Job, done: ExecutedNotebook, project: Project) -> None:
    """Keep a notebook's result with all that it depends on; of each notebook the newest few are kept."""
    inputs = {input_part(item): item.sha256 for item in done.inputs}
    parts = {**job.parts, **package_parts(done.packages), **inputs}
    tables = [item.name for item in done.inputs if item.kind == "table"]
    files = {
        NOTEBOOK: json.dumps(done.notebook),
        INPUTS: json.dumps([vars(item) for item in done.inputs]),
        ROWS: json.dumps({name: row_digests(name, project) for name in tables}),
    }
    if any(item.kind == "register" for item in done.inputs):
        files[REGISTER] = json.dumps(register_hashes(project.files))
    content = {name: text.encode() for name, text in files.items()}
    results_store(project.settings).keep(job.slug, key_of(parts), content, parts)


def row_digests(table: str, project: Project) -> dict[str, str]:
    """Return the hash of each row of a table by its row id."""
    rows = ((row, cells) for row, cells in project.rows.items() if row.startswith(f"{table}:"))
    return {row: sha256(to_json(dict(cells)))[:ROW_DIGITS] for row, cells in rows}
