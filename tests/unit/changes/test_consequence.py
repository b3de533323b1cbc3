"""Tests of what is consequential."""

from __future__ import annotations

from typing import Any

import pytest

from proofpress.changes.consequence import figure_turns, prominent, turning_point, words_of
from proofpress.changes.differences import Difference
from proofpress.model.records import Entry
from proofpress.record.store import value_entry
from tests.support import samples
from tests.support.entries import one_entry

HALF = ((50.0, "a majority"),)


def moved(old: Any, new: Any, **changes: Any) -> Difference:
    """Return a value that went from one number to another."""
    before, after = (value_entry(samples.value(number=item, text=str(item), **changes)) for item in (old, new))
    return Difference(after.id, "changed", before, after)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (49, 50, "It reached the threshold of 50: a majority."),
        (51, 49.9, "It fell below the threshold of 50: no longer a majority."),
        (50, 51, ""),
        (40, 49.99, ""),
    ],
)
def test_a_threshold_is_crossed_or_not(old: float, new: float, words: str) -> None:
    """On the threshold is above it; a move on one side crosses nothing."""
    assert turning_point(moved(old, new, thresholds=HALF), first=False) == words


def test_of_several_thresholds_the_last_one_is_told() -> None:
    """From below both to above both: the higher; back: the lower."""
    both = ((1500.0, "moderate"), (2500.0, "high"))
    assert "2,500: high" in turning_point(moved(1000, 3000, thresholds=both), first=False)
    assert "1,500: no longer moderate" in turning_point(moved(3000, 1000, thresholds=both), first=False)


def test_a_sign_that_turns_is_a_direction_that_turns() -> None:
    """From a rise to a fall, with no threshold stated; to nothing is no turn."""
    assert turning_point(moved(0.3, -0.2), first=False) == "It turned from a positive number to the opposite."
    assert turning_point(moved(0.3, 0), first=False) == ""


def test_a_unit_that_turns_is_consequential() -> None:
    """The same digits of something else."""
    old, new = (value_entry(samples.value(unit=unit)) for unit in ("percent", "tonnes"))
    assert turning_point(Difference(new.id, "changed", old, new), first=False) == (
        "Its unit turned from percent to tonnes."
    )


def test_a_word_counts_where_a_page_puts_it_first() -> None:
    """Another country in a title is another finding; elsewhere it is a change like any other."""
    assert turning_point(moved("China", "Chile"), first=True) == "The finding now names Chile instead of China."
    assert turning_point(moved("China", "Chile"), first=False) == ""


def test_a_status_that_changed_is_consequential() -> None:
    """The audit's word on a claim."""
    old, new = (Entry("claim.fall", {"text": text}, {}) for text in ("single source", "contradicted"))
    assert "“single source” to “contradicted”" in turning_point(Difference(new.id, "changed", old, new), first=False)


def test_a_finding_turns_with_a_value_that_it_binds() -> None:
    """Other words in a title count if a value that it binds has turned; neither alone does."""
    old = {"power": {"titles": {"bars": "Coal fell to {{ share }}"}}}
    new = {"power": {"titles": {"bars": "Coal rose to {{ share }}"}}}
    [entry] = one_entry().values()
    difference = Difference(entry.id, "changed", entry, entry)
    turned = {"power.share": "It crossed."}
    assert figure_turns(difference, old, new, turned) == "Its finding reads differently. Of power.share: it crossed."
    assert figure_turns(difference, old, old, turned) == ""
    assert figure_turns(difference, old, new, {}) == ""


def test_a_page_puts_first_what_its_title_takeaways_and_card_name() -> None:
    """Values of other analyses count under their own name."""
    texts = [
        "# Coal fell",
        samples.TAKEAWAYS.replace("One.", "It is {{ share }}, there {{ other.part }}."),
        "## Limits\n{{ far }}",
    ]
    facts = {"power": {"title": "Coal at {{ top }}", "texts": texts, "meta": samples.META}}
    assert prominent(facts) == {"power.top", "power.share", "other.part", "power/bars"}


def test_a_titles_words_are_without_its_values() -> None:
    """Only words are compared."""
    assert words_of("Coal fell to {{ a }}") == words_of("coal  fell to {{ b }}")
