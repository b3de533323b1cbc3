"""A notebook that a build has handed out, executed where it was sent: among the project's files, in a kernel."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..evidence.audit_tables import AuditTables, write_audit_tables
from ..model.errors import Problem, SiteError
from ..model.records import ExecutedNotebook
from ..model.scratch import temporary_folder
from ..model.settings import Settings
from .cache import Job
from .run import KernelFiles, prepare_kernels, run_notebook


def run_handed(
    job: Job, settings: Settings, told: Mapping[str, str], audit: AuditTables | None
) -> ExecutedNotebook | list[Problem]:
    """Execute a notebook in the working folder's project; return its result, or what is wrong with it.

    Parameters
    ----------
    job, settings
        As the build has them; the folders are those of this place.
    told : mapping of str to str
        The hash of each file that the kernel may load, as the build has read it.
    audit : AuditTables, optional
        Statuses and verdicts that notebooks may load.
    """
    root = Path.cwd()
    here = replace(settings, root=root, cache_folder=root / ".cache")
    prepare_kernels(here)
    with temporary_folder() as folder:
        files = KernelFiles(folder / "inputs.json", None if audit is None else folder / "audit.json")
        files.inputs.write_text(json.dumps(dict(told)), encoding="utf-8")
        if audit is not None and files.audit is not None:
            write_audit_tables(audit, files.audit)
        try:
            return asyncio.run(run_notebook(replace(job, path=root / job.shown), here, files))
        except SiteError as err:
            return list(err.problems)
