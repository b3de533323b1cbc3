"""Sentences end where a reader sees them end, and words are counted as they are read."""

from __future__ import annotations

import pytest

from proofpress.text.sentences import count_words, sentences


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Geological Survey counts it",
        "It is sold in the U.S. market.",
        "Rule No. 33 of 2024 holds.",
        "Rules Nos. 55 to 58 and Art. 3 hold.",
        "It rose by 2.5 times to 1.25%.",
        "See Fig. 3, p. 12 and vol. 4.",
        "Dr. J. R. Miller of Acme Inc. in Ohio said so.",
        "It was approx. Half of it, e.g. Coal, i.e. what burns.",
        "Coal vs. Gas et al. Others",
        "It rose to {{= 1. | so. Then it fell. }} here",
        "“What next?” they asked … and went on.",
        "It took effect on 3 Sept. 2024 at 5 p.m. local time.",
    ],
)
def test_a_dot_of_a_short_form_or_a_number_ends_no_sentence(text: str) -> None:
    """Initials, titles, numbered things, decimals, quoted questions and placeholders stand within one."""
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It rose. It fell.", ["It rose.", "It fell."]),
        ("It is made in the U.S. The rest is not.", ["It is made in the U.S.", "The rest is not."]),
        ("Did it? No. The rule fell!  So (all of it).", ["Did it?", "No.", "The rule fell!", "So (all of it)."]),
        ("He said “it fell.” Then it rose.", ["He said “it fell.”", "Then it rose."]),
        ("It made {{ share }}. {{ other }} was left.", ["It made {{ share }}.", "{{ other }} was left."]),
        ("It rose to 2.5. 2025 was worse.", ["It rose to 2.5.", "2025 was worse."]),
        ("It belongs to Acme Inc. It moved.", ["It belongs to Acme Inc.", "It moved."]),
        ("It rose", ["It rose"]),
        ("  ", []),
    ],
)
def test_a_sentence_ends_at_its_mark(text: str, said: list[str]) -> None:
    """A mark ends one, with what closes behind it; what follows a short form tells where that ends one too."""
    assert sentences(text) == said


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("It made 84\u202f600 tonnes.", 4),
        ("It fell by 12.5 % – by US$3.1 billion.", 7),
        ("Coal-fired plants—all of them", 5),
        ("wind/solar, 24/7 & more", 4),
        ("[the table](data/mix.md) of <b>power</b>", 4),
        ("", 0),
    ],
)
def test_words_are_counted_as_they_are_read(sentence: str, words: int) -> None:
    """A number is a word with its sign, a unit that is a word another; marks, addresses and tags are none."""
    assert count_words(sentence) == words
