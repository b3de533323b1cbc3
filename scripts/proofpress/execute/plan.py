"""Notebooks planned: a job for each, with the parts of its key that are known before it has run."""

from __future__ import annotations

import re

from ..data.project import Project
from ..model.errors import NotebookError, Problem, nearest
from ..model.settings import Settings
from ..model.slug import slugify
from .cache import Job, base_parts, notebook_parts
from .reasons import moving

CELL = re.compile(r"^# ?%%", re.MULTILINE)
"""How a cell of a py:percent notebook begins."""


def plan(project: Project) -> list[Job]:
    """Return a job for each notebook.

    Raises
    ------
    NotebookError
        If there is no notebook, one cannot be read, two have the same slug, or ``mkdocs.yml`` orders one that is not.
    """
    settings, files = project.settings, project.files
    paths = settings.notebook_paths()
    if not paths:
        raise NotebookError(
            [Problem("no-notebooks", "notebooks/", "no notebook", "at least one `*.py`", "none", "Add an analysis.")]
        )
    base = base_parts(project)
    jobs, problems = [], [*_same_slugs(settings), *_unknown_names(settings)]
    for path in paths:
        shown = path.relative_to(settings.root).as_posix()
        try:
            text = files.text(shown)
        except (OSError, UnicodeDecodeError) as err:
            problems.append(Problem("unreadable-notebook", shown, "cannot be read", "UTF-8 text", str(err)))
            continue
        if not CELL.search(text):
            thing, expected = "the file has no cell", "cells that begin with `# %%`"
            problems.append(Problem("no-cells", shown, thing, expected, fix=moving(path, settings.root)))
            continue
        slug = slugify(path.stem)
        jobs.append(Job(slug, path, shown, text, notebook_parts(base, shown, text)))
    if problems:
        raise NotebookError(problems)
    return jobs


def _unknown_names(settings: Settings) -> list[Problem]:
    """Return a problem for each analysis that ``mkdocs.yml`` orders and no notebook is."""
    slugs = {slugify(path.stem) for path in settings.notebook_paths()}
    return [
        Problem(
            "unknown-analysis",
            f"mkdocs.yml, `plugins.proofpress.{option}`",
            f"no notebook `{name}`",
            fix=nearest(name, slugs),
        )
        for option, names in (("analyses", settings.analyses), ("audit_analysis", (settings.audit_analysis,)))
        for name in names
        if name and name not in slugs
    ]


def _same_slugs(settings: Settings) -> list[Problem]:
    """Return a problem for each notebook whose page has no address, or one that another has already."""
    seen: dict[str, str] = {}
    problems = []
    for path in settings.notebook_files():
        slug, shown = slugify(path.stem), path.relative_to(settings.root).as_posix()
        if not slug:
            expected, fix = "a Latin letter or a digit at least, for its address", "Rename the file."
            problems.append(Problem("bad-notebook-name", shown, "the notebook's name", expected, path.stem, fix))
        elif slug in seen:
            thing = f"its slug `{slug}` is that of {seen[slug]}"
            problems.append(Problem("duplicate-notebook", shown, thing, "a name of its own", fix="Rename one."))
        seen.setdefault(slug, shown)
    return problems
