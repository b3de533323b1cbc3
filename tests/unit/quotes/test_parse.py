"""How a quoted text is read: its numbers, and what is none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.data.vocabulary import read_vocabulary
from proofpress.model.vocabulary import Vocabulary
from proofpress.quotes.parse import clause_at, reader_of, rules_of, sentences_of, stem, words_of

VOCABULARY = read_vocabulary(Path(__file__).parents[3])
READ = reader_of(VOCABULARY)


def said(text: str) -> list[tuple[str, float, str]]:
    """Return the numbers of a text with amount and unit."""
    return [(item.text, item.amount, item.unit) for item in READ.numbers_of(READ.tidy(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("73 percent", [("73 percent", 73, "percent")]),
        ("73 per cent and 5 percentage points", [("73 per cent", 73, "percent"), ("5 percentage points", 5, "points")]),
        ("US$12.9 billion", [("US$12.9 billion", 12.9e9, "money")]),
        ("$12.9bn", [("$12.9bn", 12.9e9, "money")]),
        ("12.9 billion US dollars", [("12.9 billion Unitedstates dollars", 12.9e9, "money")]),
        ("310,000 tonnes", [("310,000", 310_000, "")]),
        ("2000 tonnes", [("2000", 2000, "")]),
        ("22-fold", [("22-fold", 22, "times")]),
        ("5 of 11", [("5", 5, ""), ("11", 11, "")]),
        ("10 to 25 percent", [("10", 10, "percent"), ("25 percent", 25, "percent")]),
        ("2 to 3 billion", [("2", 2e9, ""), ("3 billion", 3e9, "")]),
        ("two thirds", [("two thirds", 67, "percent")]),
        ("ninth", []),
        ("9th", [("9th", 9, "rank")]),
    ],
)
def test_numbers_are_read(text: str, expected: list[tuple[str, float, str]]) -> None:
    """Digits, thousands, magnitudes, units before and after, ranges and a few words."""
    result = said(text)
    assert [(entry, unit) for entry, _, unit in result] == [(entry, unit) for entry, _, unit in expected]
    assert [amount for _, amount, _ in result] == pytest.approx([amount for _, amount, _ in expected])


@pytest.mark.parametrize(
    "text",
    [
        "in 2025", "2019-2024", "2019/20", "the 2010s", "mid-2018", "7 October 2022", "October 7, 2022", "2022-10-07",
        "Section 301", "chapter 4", "HS 8486", "ISO 9001", "COVID-19", "5G and 3D", "H100", "release 2026.11",
        "2026.11.1", "Directive 2024/1760",
    ],
)  # fmt: skip
def test_years_dates_and_names_are_no_quantities(text: str) -> None:
    """Years, dates and numbers within names are left out."""
    assert said(text) == []


def test_small_words_are_soft() -> None:
    """A number that may be none, such as "two", is marked."""
    assert [(item.text, item.soft) for item in READ.numbers_of("two of 13")] == [("two", True), ("13", False)]


def test_a_year_belongs_to_the_number_before_it() -> None:
    """A number knows the year that is said of it."""
    numbers = READ.numbers_of("It rose from 50% in 2015 to 73% in the year 2025, by 23 points.")
    assert [item.year for item in numbers] == ["2015", "2025", ""]


def test_names_of_one_country_are_one() -> None:
    """Countries are recognised by their usual names and adjectives; a pronoun is none."""
    names = ("U.S.", "US", "USA", "United States", "America", "American")
    assert {frozenset(READ.subjects_of(words_of(READ.tidy(f"in the {name} now")))) for name in names} == {
        frozenset({stem("unitedstates")})
    }
    assert READ.subjects_of(words_of(READ.tidy("the DRC, the DR Congo and Chinese firms"))) == {"congo", "china"}
    assert READ.subjects_of(words_of(READ.tidy("they told us"))) == set()


def test_words_lose_their_endings() -> None:
    """Mined, mining, mines and mine are one word."""
    assert {stem(word) for word in ("mined", "mining", "mines", "mine")} == {"min"}


def test_sentences_and_clauses() -> None:
    """Sentences end at a full stop before a capital, clauses at commas; decimals end nothing."""
    assert sentences_of("It is 2.5 times. The US, 3.") == ["It is 2.5 times.", "The US, 3."]
    assert clause_at("Japan took 18%, China 11%, all told", 22, 25) == "China 11%"


def test_patterns_are_plain_enough_for_both_languages() -> None:
    """No named groups, look-behind, inline flags or possessive quantifiers: a browser reads them as Python does."""

    def patterns(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        items = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
        return [pattern for item in items for pattern in patterns(item)]

    result = patterns(rules_of(VOCABULARY))
    assert len(result) > 100
    assert patterns(rules_of(Vocabulary()))
    assert [pattern for pattern in result if re.search(r"\(\?(?:P|<|[aiLmsux]|>)|[*+?}]\+", pattern)] == []


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    """Reading never fails, and what it finds stands where it says."""
    plain = READ.tidy(text)
    for entry in READ.numbers_of(plain):
        assert plain[entry.start : entry.end] == entry.text or " " in entry.text
        assert entry.amount >= 0
