"""A page's decision box as a Markdown cell: what is read, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from proofpress.text.decision import decision_words, is_decision, read_decision
from proofpress.text.figure_texts import prose_cells

WHOLE = """::: decision

Answer: The share rose
to {{ share }}: mostly.

Confidence: Moderate

Cost: {{ cost }} a year.

Exposed: Grid operators.

Watch: The count of plants, by March 2027."""


def cells(*sources: str) -> list[dict[str, Any]]:
    """Return Markdown cells."""
    return [{"cell_type": "markdown", "source": source} for source in sources]


def test_lines_wrap_like_prose_and_stand_in_order() -> None:
    """Line breaks are spaces, colons stay, and the question is the header's where the cell asks none."""
    decision, problems = read_decision([{"cell_type": "code", "source": "1"}, *cells(WHOLE)], "notebooks/x.py")
    assert problems == []
    assert decision is not None
    assert decision.cell == 2
    assert decision.shown("What happened?") == [
        ("Question", "Question", "What happened?"),
        ("Answer", "Answer", "The share rose to {{ share }}: mostly."),
        ("Confidence", "Confidence", "Moderate"),
        ("Cost", "What it costs", "{{ cost }} a year."),
        ("Exposed", "Who is exposed", "Grid operators."),
        ("Watch", "What to watch, by when", "The count of plants, by March 2027."),
    ]
    asked, _ = read_decision(cells(WHOLE + "\n\nQuestion: Another?"), "notebooks/x.py")
    assert asked is not None
    assert asked.shown("What happened?")[0][2] == "Another?"


def test_what_it_means_leads_the_box() -> None:
    """The line may be left out; where it stands it is apart from the others."""
    led, problems = read_decision(cells(WHOLE + "\n\nMeans: Count on {{ share }}."), "notebooks/x.py")
    plain, _ = read_decision(cells(WHOLE), "notebooks/x.py")
    assert problems == []
    assert led is not None
    assert plain is not None
    assert (led.means, plain.means) == ("Count on {{ share }}.", "")
    assert led.shown("What happened?") == plain.shown("What happened?")
    assert "Count on {{ share }}." in decision_words(WHOLE + "\n\nMeans: Count on {{ share }}.")


def test_a_page_without_a_box_has_none() -> None:
    """No cell, no box, no problem; a sentence that names the form is no box."""
    assert read_decision(cells("# Title", "One writes ::: decision"), "notebooks/x.py") == (None, [])
    assert not is_decision("::: figure decision")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (WHOLE.replace("::: decision", "::: decision power"), "expected `::: decision` alone; got power"),
        (WHOLE.replace("Answer: The share rose\nto {{ share }}: mostly.", ""), "decision box: `Answer` is missing"),
        (WHOLE.replace("Confidence: Moderate", ""), "`Confidence` is missing"),
        (WHOLE.replace("Cost: {{ cost }} a year.", ""), "`Cost` is missing"),
        (WHOLE.replace("Exposed: Grid operators.", ""), "`Exposed` is missing"),
        (WHOLE.replace("Watch:", "Look at:"), "a paragraph; expected one of `Means: …`, `Question: …`"),
        (WHOLE + "\n\nCost: more", "`Cost`; expected one line; got two"),
    ],
)
def test_a_box_of_another_form_is_refused(source: str, message: str) -> None:
    """The message names the cell and what is expected."""
    problems = [str(problem) for problem in read_decision(cells(source), "notebooks/x.py")[1]]
    assert any(message in problem and "notebooks/x.py, cell 1" in problem for problem in problems)


def test_two_boxes_are_refused() -> None:
    """Both cells are named."""
    _, problems = read_decision(cells(WHOLE, WHOLE), "notebooks/x.py")
    assert "notebooks/x.py, cell 2: cell 1 has the page’s decision box" in str(problems[0])


def test_its_words_are_prose_and_its_labels_are_not() -> None:
    """Checks of typed numbers and the quote check read what a reader reads."""
    [words] = prose_cells({"cells": cells(WHOLE)})
    assert words == decision_words(WHOLE)
    assert words.startswith("The share rose to {{ share }}")
    assert "Moderate" not in words
    assert ":::" not in words
