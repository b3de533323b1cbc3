"""Notebooks executed by a team: handed out, and kept as they come back like those that ran here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..data.project import Project
from ..evidence.audit_tables import AuditTables
from ..model.errors import NotebookError, SiteError
from ..model.inputs import expected_of
from ..model.records import ExecutedNotebook
from .cache import Job, keep_notebook
from .team import Call, Team, project_contents


def run_away(
    jobs: Sequence[Job],
    project: Project,
    audit: AuditTables | None,
    done: Callable[[ExecutedNotebook], None],
    team: Team,
) -> list[ExecutedNotebook | SiteError]:
    """Have a team execute notebooks; return each result, or what is wrong with it."""
    settings = replace(project.settings, cache_folder=None)
    told = expected_of(project.files)
    calls = [Call("proofpress.execute.handed", "run_handed", (job, settings, told, audit), job.shown) for job in jobs]
    results: dict[int, ExecutedNotebook | SiteError] = {}
    for number, answer in team.answers(calls, project_contents(project.files), project.settings):
        if isinstance(answer, ExecutedNotebook):
            keep_notebook(jobs[number], answer, project)
            done(answer)
            results[number] = answer
        else:
            results[number] = NotebookError(answer)
    return [results[number] for number in range(len(jobs))]
