"""A page's decision box as a Markdown cell of its notebook: what was asked, the answer, and what follows from it.

The form reads well in JupyterLab and wraps like prose; numbers in it are bound as in any text::

    ::: decision

    Means: With {{ wind-share }} of the power, a plan may count on wind, though not yet on windless weeks.

    Answer: Wind made {{ wind-share }} of the power; whether it lasts is open.

    Confidence: Moderate

    Cost: {{ cost }} for a year.

    Exposed: Grid operators without storage.

    Watch: The count of plants, by March 2027.

A page has one box at most. ``Means`` says what follows for somebody who decides; it leads the box, and the other lines
are folded behind it. It may be left out unless the site's rules ask it. The question is that of the notebook's header,
unless a line ``Question: …`` asks another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.errors import Problem

HEAD = re.compile(r"\s*:::+\s*decision\b[ \t]*(?P<rest>[^\n]*)(?:\n|$)")
LINE = re.compile(r"(?P<key>[A-Za-z]+):\s+(?P<text>.+)", re.DOTALL)
MEANS = "Means"
LABELS = {
    MEANS: "What this means for a decision",
    "Question": "Question",
    "Answer": "Answer",
    "Confidence": "Confidence",
    "Cost": "What it costs",
    "Exposed": "Who is exposed",
    "Watch": "What to watch, by when",
}
"""The label of each line, with how a page shows it."""
NEEDED = tuple(label for label in LABELS if label not in {MEANS, "Question"})
CONFIDENCE = "Confidence"


@dataclass(frozen=True)
class Decision:
    """The lines of a decision box by their labels, and the cell that holds them, counted from one."""

    lines: Mapping[str, str]
    cell: int

    @property
    def means(self) -> str:
        """What the answer means for somebody who decides: the line that leads the box; empty where there is none."""
        return self.lines.get(MEANS, "")

    def shown(self, question: str = "") -> list[tuple[str, str, str]]:
        """Return label, heading and text of each line behind ``Means``; the question given where the cell asks none."""
        lines = {"Question": question, **self.lines}
        shown = [(label, heading, lines.get(label, "")) for label, heading in LABELS.items() if label != MEANS]
        return [line for line in shown if line[2]]


def is_decision(source: str) -> bool:
    """Whether a Markdown cell holds a decision box, and no other prose."""
    return HEAD.match(source) is not None


def decision_words(source: str) -> str:
    """Return what a decision box says, without its labels: the words that checks and searches read."""
    return "\n\n".join(text for label, text in _paragraphs(source) if label != CONFIDENCE)


def read_decision(cells: Iterable[Mapping[str, Any]], place: str) -> tuple[Decision | None, list[Problem]]:
    """Return the decision box that a notebook's cells hold, and what is wrong with its form.

    Parameters
    ----------
    cells : iterable of mapping
        The notebook's cells, nbformat 4.
    place : str
        The notebook's path, for messages.
    """
    decision: Decision | None = None
    problems: list[Problem] = []
    for number, cell in enumerate(cells, 1):
        match = HEAD.match(cell["source"]) if cell["cell_type"] == "markdown" else None
        if match is None:
            continue
        where = f"{place}, cell {number}"
        if match["rest"].strip():
            problems.append(Problem("decision", where, "the first line", "`::: decision` alone", match["rest"].strip()))
        if decision is not None:
            first = f"cell {decision.cell} has the page’s decision box"
            problems.append(Problem("two-texts", where, first, "one box a page", "two", "Join the two."))
            continue
        decision = Decision(dict(_paragraphs(cell["source"])), number)
        problems += _problems(_paragraphs(cell["source"]), f"{where}, decision box")
    return decision, problems


def _paragraphs(source: str) -> list[tuple[str, str]]:
    """Return the paragraphs below the first line, each with its label; an empty label for one of another form."""
    body = HEAD.sub("", source, count=1)
    result = []
    for paragraph in filter(None, (" ".join(part.split()) for part in re.split(r"\n\s*\n", body))):
        match = LINE.fullmatch(paragraph)
        is_known = match is not None and match["key"] in LABELS
        result.append((match["key"], match["text"].strip()) if match is not None and is_known else ("", paragraph))
    return result


def _problems(paragraphs: Iterable[tuple[str, str]], where: str) -> list[Problem]:
    """Return what is wrong with a box's lines: of another form, twice, or missing."""
    forms = ", ".join(f"`{label}: …`" for label in LABELS)
    seen: set[str] = set()
    problems = []
    for label, text in paragraphs:
        if not label:
            problems.append(Problem("decision", where, "a paragraph", f"one of {forms}", f"“{text[:60]}”"))
        elif label in seen:
            problems.append(Problem("decision", where, f"`{label}`", "one line", "two", "Join the two."))
        seen.add(label)
    problems += [
        Problem("missing-field", where, f"`{label}` is missing", f"a line `{label}: …`", "none", "Write it.")
        for label in NEEDED
        if label not in seen
    ]
    return problems
