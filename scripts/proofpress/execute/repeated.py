"""Notebooks run twice: what a cell shows must be the same in each run, or a page is other bytes in each build.

A record holds figures and values; what a cell prints stands on the page as well. It is compared with another run of the
same notebook: one made now, or one whose results somebody vouches for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from ..data.project import Project
from ..evidence.audit_tables import AuditTables
from ..model.errors import Problem
from ..model.records import Analysis
from ..model.scratch import temporary_folder
from ..model.settings import Settings
from .cache import recall_notebook
from .plan import plan
from .run import execute_notebooks

SHOWN = 60
"""Letters of each of two outputs that a message quotes, from where they part."""


def repeated_problems(
    analyses: Iterable[Analysis], project: Project, audit: AuditTables, kept: Settings | None = None
) -> list[Problem]:
    """Return each cell whose output was another in another run.

    Parameters
    ----------
    analyses : iterable of Analysis
        With their notebooks as they have just been executed.
    project : Project
        What they were executed in.
    audit : AuditTables
        Statuses and verdicts that notebooks may load.
    kept : Settings, optional
        Of the same project, with the cache of the other run. What it does not hold runs again, without it everything.
    """
    other = {} if kept is None else _kept(replace(project, settings=kept))
    missing = [analysis.slug for analysis in analyses if analysis.slug not in other]
    if missing:
        other |= _run_again(missing, project, audit)
    return [problem for analysis in analyses for problem in _differences(analysis, other[analysis.slug])]


def _kept(project: Project) -> dict[str, Mapping[str, Any]]:
    """Return notebooks as a project's cache keeps them, by analysis."""
    recalled = {job.slug: recall_notebook(job, project) for job in plan(project)}
    return {slug: executed.notebook for slug, executed in recalled.items() if executed is not None}


def _run_again(slugs: Iterable[str], project: Project, audit: AuditTables) -> dict[str, Mapping[str, Any]]:
    """Return notebooks as they come out of another run, by analysis; nothing is kept of it."""
    wanted = set(slugs)
    with temporary_folder() as folder:
        settings = replace(project.settings, cache_folder=Path(folder) / "again")
        done = execute_notebooks(replace(project, settings=settings), audit, only=wanted)
    return {result.analysis: result.notebook for result in done}


def _differences(analysis: Analysis, other: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield each cell of a notebook that shows something else in another run of it."""
    none: Mapping[str, Any] = {}
    for number, (one, two) in enumerate(zip_longest(analysis.notebook["cells"], other["cells"], fillvalue=none), 1):
        first, second = list(_texts(one.get("outputs", []))), list(_texts(two.get("outputs", [])))
        if first == second:
            continue
        old, new = next(pair for pair in zip_longest(second, first, fillvalue="") if pair[0] != pair[1])
        at = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        begin = max(0, at - SHOWN // 3)
        yield Problem(
            "unsteady-output",
            f"{analysis.path}, cell {number}",
            "the cell shows something else in another run",
            repr(old[begin : at + SHOWN]),
            repr(new[begin : at + SHOWN]),
            "Show what follows from the data alone: no times, no addresses, no order of a set.",
        )


def _texts(content: Any) -> Iterator[str]:
    """Yield all texts of outputs, keys in order; the count of executions is left out."""
    if isinstance(content, Mapping):
        for key in sorted(content):
            if key != "execution_count":
                yield key
                yield from _texts(content[key])
    elif isinstance(content, list | tuple):
        for item in content:
            yield from _texts(item)
    else:
        yield str(content)
