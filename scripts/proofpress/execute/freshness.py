"""Freshness of notebooks: why each would run, or that its kept result holds."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ..data.project import Project
from ..evidence.audit import register_hashes
from ..model.freshness import Freshness, changed_names, compare_parts
from ..model.records import ExecutedNotebook
from ..model.store import Kept
from .cache import REGISTER, ROWS, Job, present_parts, recall_notebook, results_store, row_digests, to_executed

MOST_ROWS = 5
"""Rows of a table that are named; of the others it is said how many."""


def notebook_freshness(job: Job, project: Project) -> Freshness:
    """Return whether a notebook would run, and what changed since it last ran."""
    if recall_notebook(job, project) is not None:
        return compare_parts("notebook", job.slug, {}, {})
    kept = results_store(project.settings).latest(job.slug)
    if kept is None:
        return compare_parts("notebook", job.slug, None, {})
    present = present_parts(kept, job, project)
    return compare_parts("notebook", job.slug, kept.parts, present, _details(kept, project))


def last_result(job: Job, project: Project) -> ExecutedNotebook | None:
    """Return what a notebook gave when it last ran, whether or not that still holds."""
    kept = results_store(project.settings).latest(job.slug)
    return recall_notebook(job, project) or (None if kept is None else to_executed(job, kept))


def _details(kept: Kept, project: Project) -> dict[str, tuple[str, ...]]:
    """Return the rows that changed of each table, and the files of the register."""
    tables: Mapping[str, Mapping[str, str]] = json.loads(kept.files.get(ROWS, b"{}"))
    details: dict[str, tuple[str, ...]] = {}
    for name, rows in tables.items():
        reasons = changed_names(rows, row_digests(name, project), "row")
        more = (f"{len(reasons) - MOST_ROWS} more rows",) if len(reasons) > MOST_ROWS else ()
        text = (*reasons[:MOST_ROWS], *more) or ("its description or schema changed",)
        details[f"table {name}"] = (f"table {name}: {', '.join(text)}",) if name in project.tables else ()
    register = json.loads(kept.files.get(REGISTER, b"{}"))
    if register:
        details["register claims"] = changed_names(register, register_hashes(project.files), "file")
    return details
