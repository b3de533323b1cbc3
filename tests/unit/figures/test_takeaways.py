"""A page's decision box is held to the rules that its takeaways are held to."""

from __future__ import annotations

import pytest

from proofpress.figures.takeaways import check_opening, section_of
from proofpress.model.house_rules import HouseRules
from tests.support import samples
from tests.support.samples import markdown

RULES = HouseRules(confidence=(("High", "B"), ("Low", "C")), takeaway_sentences=2, takeaway_numbers=1)
ONE = HouseRules(decision_sentences=1)
REST = "Cost: Nothing is held.\n\nExposed: Towns.\n\nWatch: Plants, by 2027."
VALUES = {"share": samples.value(grade="C")}


def lacks(answer: str, confidence: str, rules: HouseRules = RULES) -> str:
    """Return what is wrong with a box, as one text."""
    box = markdown(f"::: decision\n\nAnswer: {answer}\n\nConfidence: {confidence}\n\n{REST}")
    return "\n".join(map(str, check_opening({"cells": [box]}, "notebooks/x.py", VALUES, {}, rules)))


@pytest.mark.parametrize(
    ("answer", "confidence", "message"),
    [
        ("To {{ share }}.", "High", "cell 1: the decision box says high confidence, but `share` is of grade C"),
        ("It fell.", "Firm", "cell 1: the decision box’s `Confidence`; expected `High` or `Low`; got Firm"),
        ("One. Two. Three.", "Low", "the decision box’s answer; expected at most 2 sentences; got 3"),
        ("{{ share }} and {{ share }}.", "Low", "expected at most 1 numbers; got 2"),
    ],
)
def test_an_answer_that_claims_or_says_too_much_is_refused(answer: str, confidence: str, message: str) -> None:
    """The confidence word fits the grades of the answer's numbers, and the answer is short."""
    assert message in lacks(answer, confidence)


def test_an_answer_that_fits_the_rules_passes() -> None:
    """Grade C allows low confidence; a site without rules asks nothing, and a page may have no box."""
    assert check_opening({"cells": [markdown("# Title")]}, "notebooks/x.py", VALUES, {}, RULES) == []
    assert lacks("To {{ share }}.", "Low") == ""
    assert lacks("One. Two. Three.", "Firm", HouseRules()) == ""


@pytest.mark.parametrize(
    ("means", "message"),
    [
        ("", "cell 1: the decision box’s line `Means` is missing; expected `Means: …`"),
        ("Count on {{ share }}. Or wait.", "the decision box’s line `Means`; expected at most 1 sentence; got 2"),
        ("Count on little.", "expected a published value, such as `{{ share }}`; got “Count on little.”"),
        ("Count on {{= 25 | ours }}.", "expected a published value"),
        ("Count on {{ share }}.", ""),
        ("In the U.S. market count on {{ share }}, or 2.5 times that.", ""),
    ],
)
def test_what_a_page_means_is_one_bound_sentence(means: str, message: str) -> None:
    """Where the rule asks it, the line is there, is one sentence, and binds a published value."""
    line = f"Means: {means}\n\n" if means else ""
    box = markdown(f"::: decision\n\n{line}Answer: It fell.\n\nConfidence: Low\n\n{REST}")
    told = "\n".join(map(str, check_opening({"cells": [box]}, "notebooks/x.py", VALUES, {}, ONE)))
    assert told == "" if not message else message in told
    assert check_opening({"cells": [box]}, "notebooks/x.py", VALUES, {}, HouseRules()) == []


def test_a_page_without_a_box_says_nothing_of_what_it_means() -> None:
    """Where the rule asks a sentence, the box that holds it is missing too."""
    [problem] = check_opening({"cells": [markdown("# Title")]}, "notebooks/x.py", VALUES, {}, ONE)
    assert "notebooks/x.py: what the page means for a decision is not said" in str(problem)
    assert "`::: decision` with the lines `Means: …`, `Answer: …`, `Confidence: …`" in str(problem)


def test_its_numbers_bear_the_confidence_of_the_box() -> None:
    """A number of a weaker grade in the sentence lowers the confidence as one in the answer does."""
    box = markdown(f"::: decision\n\nMeans: To {{{{ share }}}}.\n\nAnswer: No.\n\nConfidence: High\n\n{REST}")
    told = check_opening({"cells": [box]}, "notebooks/x.py", VALUES, {}, RULES)
    assert "the decision box says high confidence, but `share` is of grade C" in str(told[0])


def test_a_box_belongs_to_no_section() -> None:
    """A box that stands behind the takeaways is none of them."""
    cells = [markdown("## Takeaways\n\n1. One."), markdown("::: decision\n\nAnswer: No."), markdown("## Limits\n\nx")]
    assert section_of({"cells": cells}, "Takeaways") == "1. One."
