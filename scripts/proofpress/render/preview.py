"""What a preview shows beside the site: a panel of problems and differences, files by line, differences by picture."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..figures.social_card import with_font
from ..model.errors import Problem
from ..model.records import Drift, Entry
from ..record.site_input import SiteInput
from .context import templates

EDITOR_VARIABLE = "PROOFPRESS_EDITOR"
EDITOR = "vscode://file{path}:{line}"
"""The address by which an editor opens a line of a file, unless the variable names another."""
PLACE = re.compile(
    r"(?P<path>(?:notebooks|data|docs|scripts)/[^\s,:`]*[^\s,:`.]|mkdocs\.yml)"
    r"(?::(?P<line>\d+))?(?:, row (?P<row>\d+))?"
)
PICTURE = "chart.svg"


@dataclass(frozen=True)
class Findings:
    """What the last build of a preview found.

    Attributes
    ----------
    problems : tuple of Problem
        What would stop a build.
    results : SiteInput, optional
        What the notebooks publish, beside the record.
    earlier : bool
        Whether the pages shown are those of an earlier build, because this one could not be finished.
    """

    problems: tuple[Problem, ...] = ()
    results: SiteInput | None = None
    earlier: bool = False

    @property
    def drifts(self) -> tuple[Drift, ...]:
        """Where results differ from the record."""
        return () if self.results is None else tuple(self.results.drifts)


@dataclass(frozen=True)
class Place:
    """A line of a file of the project, found in what a message says of a place."""

    path: str
    line: int


def find_place(text: str) -> Place | None:
    """Return the file and line that a message names.

    Examples
    --------
    >>> find_place("data/tables/plants.csv, row 3, column `capacity`")
    Place(path='data/tables/plants.csv', line=3)
    >>> find_place("notebooks/plants.py:31, cell 4 (`x = 1`)")
    Place(path='notebooks/plants.py', line=31)
    """
    match = PLACE.search(text)
    return None if match is None else Place(match["path"], int(match["line"] or match["row"] or 1))


def panel(findings: Findings, root: str) -> str:
    """Return the panel of a page, empty where there is nothing to tell.

    Parameters
    ----------
    findings : Findings
        What the last build found.
    root : str
        The address that the preview's own pages stand below.
    """
    if not (findings.problems or findings.drifts):
        return ""
    problems = [{"problem": problem, "at": find_place(str(problem))} for problem in findings.problems]
    moved = {drift.id for drift in findings.drifts}
    facts = {"problems": problems, "earlier": findings.earlier, "differences": _by_id(findings.drifts)}
    return templates().get_template("preview/panel.html.j2").render(**facts, moved=len(moved), root=root)


def source_page(path: str, text: str, folder: Path) -> str:
    """Return a file of the project with its lines numbered, each an address of its own."""
    editor = os.environ.get(EDITOR_VARIABLE) or EDITOR
    lines = [
        {"number": number, "text": line, "editor": editor.format(path=folder / path, line=number)}
        for number, line in enumerate(text.split("\n"), 1)
    ]
    return templates().get_template("preview/source.html.j2").render(path=path, lines=lines)


@dataclass(frozen=True)
class _Side:
    """An entry as one side of a comparison shows it: the record's, or today's."""

    heading: str
    entry: Entry | None
    family: str

    @property
    def picture(self) -> str:
        """The address of the picture, which holds all of it, so that the page stands alone."""
        if self.entry is None or PICTURE not in self.entry.files:
            return ""
        svg = with_font(self.entry.files[PICTURE].decode(), self.family)
        return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()

    @property
    def texts(self) -> Mapping[str, Any]:
        """Title and text as published."""
        return {} if self.entry is None else self.entry.fields


@dataclass(frozen=True)
class _Item:
    """A figure, value or data file that differs, with both sides."""

    id: str
    differences: list[Drift]
    sides: list[_Side] = field(default_factory=list)


def review_page(results: SiteInput, ids: Iterable[str] | None = None) -> str:
    """Return all that differs from the record, old and new side by side, as a page that needs no other file.

    Parameters
    ----------
    results : SiteInput
        Today's results beside the record.
    ids : iterable of str, optional
        Figures and values to show; all that differ when missing.
    """
    wanted = None if ids is None else set(ids)
    kept = {"In the record": results.record, "Today": results.entries}
    family = results.settings.font
    items = [
        _Item(key, drifts, [_Side(heading, entries.get(key), family) for heading, entries in kept.items()])
        for key, drifts in _by_id(results.drifts).items()
        if wanted is None or key in wanted
    ]
    figures = [item for item in items if "/" in item.id and any(side.picture for side in item.sides)]
    others = [item for item in items if item not in figures]
    facts = {"site": results.settings.site_name, "figures": figures, "others": others}
    return templates().get_template("preview/review.html.j2").render(**facts)


def _by_id(drifts: Iterable[Drift]) -> dict[str, list[Drift]]:
    result: dict[str, list[Drift]] = {}
    for drift in drifts:
        result.setdefault(drift.id, []).append(drift)
    return result
