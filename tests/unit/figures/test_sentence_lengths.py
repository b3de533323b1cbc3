"""Sentences of summaries, takeaways and decision boxes are held to a number of words, counted as they are read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proofpress.figures.extract import extract_analysis
from proofpress.figures.sentence_lengths import long_sentences
from proofpress.model.house_rules import HouseRules
from tests.support import samples
from tests.support.samples import executed, markdown

VALUES = (samples.value("cost", text="US$3.1 billion"), samples.value("share", text="19%"))
LINES = ("Means: {means}", "Answer: No.", "Confidence: Low", "Cost: {cost}", "Exposed: Towns.", "Watch: Coal.")
BOX = "\n\n".join(["::: decision", *LINES])


def problems(take: str = "", means: str = "It fell.", cost: str = "Little.", most: int = 7) -> list[str]:
    """Return the problems of a page with a takeaway and a box."""
    cells = [markdown(f"# Coal\n\n## Takeaways\n\n{take}"), markdown(BOX.format(means=means, cost=cost))]
    analysis, _ = extract_analysis(executed(*cells), {}, HouseRules())
    return [str(problem) for problem in long_sentences([replace(analysis, values=VALUES)], {}, most)]


def test_a_long_takeaway_is_told_with_its_sentence() -> None:
    """The message has the place, the sentence as readers see it, the limit, what was counted and what to do."""
    [problem] = problems("1. It fell. It cost {{ cost }} in the first year. *Low confidence*")
    assert "takeaway 1: a long sentence: “It cost US$3.1 billion in the first year.”" in problem
    assert "at most 7 words; got 8" in problem
    assert "Divide it" in problem


def test_a_long_sentence_of_the_summary_is_told() -> None:
    """The text below the title is held as the takeaways are, numbers filled in; sections further down are not."""
    summary = "It made {{ share }}. It cost {{ cost }} in the first year."
    cells = [markdown(f"# Coal\n\n{summary}"), markdown(f"## Notes\n\n{'word ' * 80}")]
    analysis, _ = extract_analysis(executed(*cells), {}, HouseRules())
    [problem] = long_sentences([replace(analysis, values=VALUES)], {}, 7)
    assert "the summary: a long sentence: “It cost US$3.1 billion in the first year.”" in str(problem)


@pytest.mark.parametrize(("part", "label"), [("means", "Means"), ("cost", "Cost")])
def test_each_line_of_the_box_is_held(part: str, label: str) -> None:
    """The label of the line is named."""
    [problem] = problems(**{part: "One two three four five six seven eight."})
    assert f"cell 2, the decision box’s `{label}`: a long sentence" in problem


@pytest.mark.parametrize(
    "take",
    [
        "1. It made {{ share }} in No. 33 here. *Low confidence*",
        "1. It fell in the U.S. by 2.5. It then rose to {{ cost }}.",
        "1. Coal fell. Gas rose. Wind rose. Sun rose.",
    ],
)
def test_short_sentences_pass(take: str) -> None:
    """Each sentence counts alone; a placeholder counts as what it shows."""
    assert problems(take) == []


def test_without_the_rule_any_length_passes() -> None:
    """Zero asks nothing."""
    assert problems("1. " + "word " * 80, most=0) == []
