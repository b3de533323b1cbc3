"""Executed notebooks in, analyses out that keep every rule which needs no picture."""

from __future__ import annotations

from collections.abc import Sequence

from ..data.project import Project
from ..evidence.audit_tables import AuditTables
from ..model.options import ALLOWED
from ..model.records import Analysis, ExecutedNotebook
from .extract import extract_analyses, refuse_running
from .headlines import check_headlines
from .size import check_sizes


def analyses_of(executed: Sequence[ExecutedNotebook], project: Project, tables: AuditTables) -> tuple[Analysis, ...]:
    """Return what executed notebooks publish, held to the rules on headlines, sizes and scripts.

    Raises
    ------
    NotebookError
        With all that breaks one of them.
    """
    analyses = extract_analyses(executed, project.claims, project.settings.rules)
    check_headlines(analyses, project, tables)
    check_sizes(analyses, project.settings.chart_rows)
    if project.settings.page_scripts != ALLOWED:
        refuse_running(analyses, project.files)
    return analyses
