"""A figure's texts as a Markdown cell of its notebook: title, subtitle, note and alt text, bound to the figure's slug.

The form reads well in JupyterLab and wraps like prose::

    ::: figure wind-share

    **Gridland made {{ share-2025 }} of its power from wind in 2025**

    *Share of electricity generated, percent, 2015 to 2025*

    Note: Hollow points are first estimates.

    Alt: Line chart by year. The share rises from {{ share-2015 }} to {{ share-2025 }}.

A table of values has the same, ``::: table <slug>``, without the alt text: it is read as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.errors import Problem, nearest
from ..model.slug import is_slug
from .decision import decision_words, is_decision

HEAD = re.compile(r"\s*:::+\s*(?P<kind>figure|table)\b[ \t]*(?P<slug>[^\n]*?)[ \t]*(?:\n|$)")
LABELLED = re.compile(r"(?P<key>[A-Za-z]+):\s+(?P<text>.+)", re.DOTALL)
TITLE = re.compile(r"\*\*(?P<text>.+)\*\*", re.DOTALL)
SUBTITLE = re.compile(r"\*(?!\*)(?P<text>.+)\*", re.DOTALL)
LABELS = {"Note": "note", "Alt": "alt", "Explore": "explore"}
FORMS = {"title": "**…**", "subtitle": "*…*", "note": "Note: …", "alt": "Alt: …"}
"""How each text that a figure must have is written."""
NEEDED = {"figure": tuple(FORMS), "table": ("title", "subtitle", "note")}
"""The texts that each kind must have."""


@dataclass(frozen=True)
class FigureTexts:
    """The texts of one figure or table, by the contract's names, and the cell that holds them, counted from one."""

    slug: str
    texts: Mapping[str, str]
    cell: int
    kind: str = "figure"


def is_figure_text(source: str) -> bool:
    """Whether a Markdown cell holds the texts of a figure or table, and no prose."""
    return HEAD.match(source) is not None


def line_in(source: str, text: str) -> int:
    """Return the line of a notebook's file that the text of a cell begins on; the first where it is not found."""
    at = source.find(text.removeprefix("# ").split("\n", 1)[0][:60])
    return source.count("\n", 0, at) + 1 if at >= 0 else 1


def prose_cells(notebook: Mapping[str, Any]) -> Iterator[str]:
    """Yield the Markdown of a notebook's cells of prose: figures' texts are shown where their figures are.

    Of a decision box the words are prose, its labels are not.
    """
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown" and not is_figure_text(cell["source"]):
            yield decision_words(cell["source"]) if is_decision(cell["source"]) else cell["source"]


def read_figure_texts(cells: Iterable[Mapping[str, Any]], place: str) -> tuple[dict[str, FigureTexts], list[Problem]]:
    """Return the texts of figures and tables that a notebook's cells hold, by slug, and what is wrong with their form.

    Parameters
    ----------
    cells : iterable of mapping
        The notebook's cells, nbformat 4.
    place : str
        The notebook's path, for messages.
    """
    texts_by_slug: dict[str, FigureTexts] = {}
    problems: list[Problem] = []
    for number, cell in enumerate(cells, 1):
        match = HEAD.match(cell["source"]) if cell["cell_type"] == "markdown" else None
        if match is None:
            continue
        where, slug, kind = f"{place}, cell {number}", match["slug"], match["kind"]
        if not is_slug(slug):
            problems.append(Problem("bad-slug", where, "the first line", f"`::: {kind} <slug>`", slug or "no slug"))
        elif slug in texts_by_slug:
            first = f"cell {texts_by_slug[slug].cell} has the texts of {kind} `{slug}`"
            problems.append(Problem("two-texts", where, first, f"one cell of texts a {kind}", "two", "Join the two."))
        else:
            texts, wrong = _texts_of(cell["source"][match.end() :], f"{where}, {kind} `{slug}`", NEEDED[kind])
            texts_by_slug[slug] = FigureTexts(slug, texts, number, kind)
            problems += wrong
    return texts_by_slug, problems


def _texts_of(body: str, where: str, needed: Collection[str]) -> tuple[dict[str, str], list[Problem]]:
    """Return the texts below the first line of a cell, and what is wrong with them."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    last = ""
    for paragraph in filter(None, (" ".join(part.split()) for part in re.split(r"\n\s*\n", body))):
        key, text = _text_of(paragraph)
        if not key and last in LABELS.values():
            texts[last] += f" {text}"
        elif not key:
            keys = ", ".join(f"`{FORMS[name]}`" for name in needed)
            problems.append(Problem("figure-text", where, "a paragraph", f"one of {keys}", f"“{text[:60]}”"))
        elif key in texts:
            problems.append(Problem("figure-text", where, f"the {key}", "one", "two", "Join the two."))
        else:
            texts[key], last = text, key
    problems += [
        Problem(
            "missing-field",
            where,
            f"`{key}` is missing",
            f"a paragraph `{FORMS[key]}`",
            "none",
            f"Write `{FORMS[key]}`.",
        )
        for key in needed
        if key not in texts
    ]
    return texts, problems


def _text_of(paragraph: str) -> tuple[str, str]:
    """Return which text a paragraph is, and its words; an empty name for what is none."""
    for key, form in (("title", TITLE), ("subtitle", SUBTITLE)):
        if match := form.fullmatch(paragraph):
            return key, match["text"].strip()
    labelled = LABELLED.fullmatch(paragraph)
    if labelled and labelled["key"] in LABELS:
        return LABELS[labelled["key"]], labelled["text"].strip()
    return "", paragraph


def unbound_problems(
    bound: Mapping[str, FigureTexts], published: Iterable[str], place: str, kind: str = "figure"
) -> list[Problem]:
    """Return a problem for each cell of texts of a kind whose figure or table is not published."""
    known = set(published)
    return [
        Problem(
            f"unknown-{kind}",
            f"{place}, cell {item.cell}",
            f"no {kind} `{item.slug}` is published here",
            fix=nearest(item.slug, known),
        )
        for item in bound.values()
        if item.kind == kind and item.slug not in known
    ]
