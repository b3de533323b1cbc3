"""Notebooks run twice: what a cell shows must be the same in each run, or a page is other bytes in each build.

A record holds figures and values; what a cell prints stands on the page as well. It is compared with another run of the
same notebook: the one that the last build kept, or one made now.
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
from .cache import recall_notebook
from .run import execute_notebooks, plan

SHOWN = 60
"""Letters of each of two outputs that a message quotes, from where they part."""


def repeated_problems(
    analyses: Iterable[Analysis], project: Project, audit: AuditTables, *, again: bool = False
) -> list[Problem]:
    """Return each cell whose output was another in another run.

    Parameters
    ----------
    analyses : iterable of Analysis
        With their notebooks as they have just been executed.
    project : Project
        Its settings say where the last build's results are kept; a notebook of which none still holds runs again.
    audit : AuditTables
        Statuses and verdicts that notebooks may load.
    again : bool
        Run every notebook again, whatever is kept.
    """
    kept = {job.slug: None if again else recall_notebook(job, project) for job in plan(project)}
    other = {slug: found.notebook for slug, found in kept.items() if found is not None}
    missing = [analysis.slug for analysis in analyses if analysis.slug not in other]
    if missing:
        other |= _run_again(missing, project, audit)
    return [problem for analysis in analyses for problem in _differences(analysis, other[analysis.slug])]


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
