"""Quantity words: one meaning for a word, whatever the claim."""

from __future__ import annotations

import pytest

from proofpress.text.quantity_words import MEANINGS, is_whole_phrase, states_number, word_bounds, word_bounds_fit

INF = None


@pytest.mark.parametrize(
    ("printed", "unit", "low", "high"),
    [
        ("most", "percent", 50, INF),
        ("The vast majority", "percent", 50, INF),
        ("almost all", "percent", INF, 100),
        ("slightly lower", "percent", INF, 100),
        ("half", "percent", 50, 50),
        ("one-quarter", "percent", 25, 25),
        ("largest", "rank", 1, 1),
        ("most widely used", "rank", 1, 1),
        ("second", "rank", 2, 2),
        ("twice", "times", 2, 2),
        ("seven", "count", 7, 7),
        ("one or two", "generations", 1, 2),
        ("four decades", "years", 40, 40),
        ("decades", "years", 20, INF),
        ("dozens", "count", 24, INF),
        ("hundreds of thousands of parts", "count", 2e5, INF),
        ("billions", "USD", 2e9, INF),
        ("half a million", "people", 5e5, 5e5),
        ("zero", "tonnes", 0, 0),
    ],
)
def test_what_words_mean(printed: str, unit: str, low: float | None, high: float | None) -> None:
    """Each word has its bounds in the unit of the claim, whatever the letters' case."""
    assert word_bounds(printed, unit) == (low, high)


@pytest.mark.parametrize(
    ("printed", "unit"), [("strong", "USD"), ("half", "years"), ("most", "USD"), ("tons of it", "tonnes")]
)
def test_words_without_a_meaning(printed: str, unit: str) -> None:
    """A word that the table lacks, or has for other units only, means no number."""
    assert word_bounds(printed, unit) is None
    assert word_bounds_fit(printed, unit, "exact", (None, None))
    assert not word_bounds_fit(printed, unit, "exact", (1.0, None))


def test_a_hedge_opens_an_end() -> None:
    """Half under “less than” has no lower bound, under “at least” no upper one; decades stay as they are."""
    assert word_bounds("half", "percent", "less than") == (None, 50)
    assert word_bounds("half", "percent", "at least") == (50, None)
    assert word_bounds("decades", "years", "at least") == (20, None)


@pytest.mark.parametrize(
    ("hedge", "bounds", "fits"),
    [
        ("exact", (5.0, 5.0), True),
        ("exact", (5.0, None), False),
        ("exact", (4.5, 5.5), False),
        ("projected", (None, 5.0), True),
        ("projected", (None, None), False),
        ("projected", (None, 6.0), False),
    ],
)
def test_bounds_that_fit(hedge: str, bounds: tuple[float | None, float | None], fits: bool) -> None:
    """Only the table's bounds will do; a projection to a number may leave an end open."""
    assert word_bounds_fit("five", "years", hedge, bounds) is fits


def test_every_meaning_is_explained() -> None:
    """No entry of the table lacks its reading or has two open ends."""
    assert MEANINGS
    assert all(entry.means and (entry.low, entry.high) != (None, None) for entry in MEANINGS)


def test_which_words_are_numbers() -> None:
    """A number word takes hedge and unit; a phrase that says all does not."""
    assert [states_number(words) for words in ("five", "one-third", "majority", "dozens")] == [True, True, False, False]
    assert [is_whole_phrase(words) for words in ("five", "one-third", "five years")] == [False, True, True]
