"""House rules: read from YAML, refused where they are of another shape."""

from __future__ import annotations

from typing import Any

import pytest

from proofpress.model.house_rules import HouseRules, rules_from
from proofpress.model.options import read_options


def test_they_are_read() -> None:
    """Each rule may be left out."""
    assert rules_from({}) == HouseRules()
    given = {"takeaways": 2, "sections": ["Limits"], "confidence": {"High": "B"}, "header": ["nav"]}
    assert rules_from(given) == HouseRules(2, ("Limits",), (("High", "B"),), ("nav",))
    assert rules_from({"takeaway_sentences": 2, "takeaway_numbers": 3}) == HouseRules(
        takeaway_sentences=2, takeaway_numbers=3
    )
    assert rules_from({"sentence_words": 28, "decision_sentences": 1}) == HouseRules(
        sentence_words=28, decision_sentences=1
    )
    aged = {"confidence": {"High": "B"}, "ages": {"High": 4}, "newest": True}
    titled = {"title_words": 14, "drawn_titles": True, "titles_later": {"power/coal": "redrawn in spring"}}
    later = (("power/coal", "redrawn in spring"),)
    assert rules_from(titled) == HouseRules(title_words=14, drawn_titles=True, titles_later=later)
    assert rules_from(aged) == HouseRules(confidence=(("High", "B"),), newest=True, ages=(("High", 4),))
    assert rules_from({"bounds": ["every", "at most"]}) == HouseRules(bounds=("every", "at most"))


@pytest.mark.parametrize(
    "given",
    [3, [], {"takeaway": 3}, {"takeaways": "three"}, {"takeaways": True}, {"takeaways": -1}, {"sections": "Limits"},
     {"header": [1]}, {"confidence": ["High"]}, {"confidence": {"High": "E"}}, {"newest": "yes"}, {"ages": {"High": 3}},
     {"ages": {"High": True}, "confidence": {"High": "B"}}, {"ages": [3]},
     {"bounds": "every"}, {"bounds": [True]}, {"bounds": [" "]},
     {"sentence_words": "short"}, {"decision_sentences": True},
     {"title_words": "few"}, {"drawn_titles": 1}, {"titles_later": ["power"]}, {"titles_later": {"power": ""}}],
)  # fmt: skip
def test_another_shape_is_refused(given: Any) -> None:
    """The option is named, with what it must hold."""
    _, [problem] = read_options({"rules": given})
    assert problem.thing == "option `plugins.proofpress.rules`"
    assert "`takeaway_numbers`" in problem.expected
