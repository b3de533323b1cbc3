"""Texts that a person wrote, checked before a page is rendered: typed numbers, unknown names, what would run."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model.characters import check_texts
from ..model.errors import Problem, ProseError, nearest
from ..model.options import ALLOWED
from ..model.records import Analysis
from ..record.site_input import SiteInput
from ..text.binding import Namespace, check_text, undrawable_problems
from ..text.figure_texts import line_in, prose_cells
from ..text.running import check_running, find_running, running_problem

LINKED = re.compile(r"<(?:a|script|foreignObject)[\s>]")
"""Elements of a picture that may lead elsewhere."""


def check_prose(evidence: SiteInput, documents: Mapping[str, str], names: Namespace) -> None:
    """Check every text of the site that a person wrote.

    Raises
    ------
    ProseError
        With each typed number, each unknown name and all that would run in a reader's browser, by file and line.
    """
    problems = [*check_documents(evidence, documents, names), *check_data(evidence, names)]
    if problems:
        raise ProseError(problems)


def check_documents(evidence: SiteInput, documents: Mapping[str, str], names: Namespace) -> list[Problem]:
    """Return what is wrong with the texts of hand-written pages."""
    problems: list[Problem] = []
    may_run = evidence.settings.page_scripts == ALLOWED
    for path, text in documents.items():
        problems += check_text(text, f"docs/{path}", "", names)
        problems += [] if may_run else check_running(text, f"docs/{path}")
    return problems


def check_drawable(evidence: SiteInput) -> None:
    """Check that what notebooks' texts hold beside words can be drawn, before their results become the record.

    Raises
    ------
    ProseError
        With each formula and each diagram that no page could show, by file and line.
    """
    names = Namespace({value.id: value for value in evidence.values}, evidence.claims, {}, {})
    problems = [
        problem
        for analysis in evidence.analyses
        for text in prose_cells(analysis.notebook)
        for problem in undrawable_problems(
            text, analysis.path, analysis.slug, names, line_in(evidence.project.files.text(analysis.path), text)
        )
    ]
    if problems:
        raise ProseError(problems)


def check_data(evidence: SiteInput, names: Namespace) -> list[Problem]:
    """Return what is wrong with the texts of notebooks, figures and registers."""
    problems = [problem for analysis in evidence.analyses for problem in check_analysis(analysis, evidence, names)]
    return problems + _check_registers(evidence, names)


def check_analysis(analysis: Analysis, evidence: SiteInput, names: Namespace) -> list[Problem]:
    """Return what is wrong with the texts of a notebook and its figures."""
    running = [
        running_problem(f"{analysis.path}, figure `{figure.name}`", what)
        for figure in analysis.figures
        for drawing in dict.fromkeys(evidence.pictures[figure.id].inline.values())
        if LINKED.search(drawing)
        for _, what in find_running(drawing)
    ]
    return [*_check_notebook(analysis, evidence.project.files.text(analysis.path), names), *running]


def _check_registers(evidence: SiteInput, names: Namespace) -> list[Problem]:
    """Return the typed numbers and unknown names in the texts of frameworks, theses and checks."""
    texts = [(f"framework `{framework.id}`", text) for framework in evidence.frameworks for text in framework.texts()]
    texts += [(f"thesis `{thesis.id}`", text) for thesis in evidence.theses for text in thesis.texts()]
    texts += [
        (f"term `{term.id}` of the glossary", text) for term in evidence.glossary for text in (term.term, term.meaning)
    ]
    timelines = evidence.settings.timelines
    texts += [(f"timeline `{item.page}`", text) for item in timelines for text in (item.title, item.about)]
    texts += [(f"link `{link.id}`", link.why) for link in evidence.audit.links]
    texts += [(f"check `{check.id}`", text) for check in evidence.audit.checks for text in (check.title, check.reading)]
    problems = [problem for place, text in texts for problem in check_text(text, place, "", names)]
    figures = {figure.id for figure in evidence.figures}
    problems += [
        Problem(
            "unknown-figure",
            f"thesis `{thesis.id}`",
            f"no figure `{item.figure}`",
            fix=nearest(item.figure, figures),
        )
        for thesis in evidence.theses
        for item in thesis.bears
        if item.figure and item.figure not in figures
    ]
    return problems


def _check_notebook(analysis: Analysis, source: str, names: Namespace) -> list[Problem]:
    problems = check_texts(analysis.meta, f"{analysis.path}, header")
    for text in prose_cells(analysis.notebook):
        problems += check_text(text, analysis.path, analysis.slug, names, line_in(source, text))
    label = str((analysis.meta.get("card") or {}).get("label", ""))
    problems += check_text(label, f"{analysis.path}, the card's label", analysis.slug, names)
    for table in analysis.tables:
        for where, text in table.texts():
            place = f"{analysis.path}, table `{table.name}`, {where}"
            problems += check_text(text, place, analysis.slug, names)
    for figure in analysis.figures:
        for key in ("title", "subtitle", "note", "alt"):
            place = f"{analysis.path}, figure `{figure.name}`, {key}"
            problems += check_text(getattr(figure, key), place, analysis.slug, names)
    return problems
