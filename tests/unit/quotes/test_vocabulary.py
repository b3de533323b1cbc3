"""The quote check in another field: a site's vocabulary tells its subjects apart."""

from __future__ import annotations

import pytest

from proofpress.model.vocabulary import Vocabulary, vocabulary_from
from proofpress.quotes.answer import check_quote
from proofpress.quotes.index_reader import read_quote_index
from proofpress.quotes.parse import reader_of, rules_of, words_of
from tests.support.wines import CASES, VOCABULARY, index

BOOK = read_quote_index(index(VOCABULARY))


@pytest.mark.parametrize(("quote", "verdict", "key"), CASES)
def test_subjects_of_another_field_are_told_apart(quote: str, verdict: str, key: str) -> None:
    """A number of one region is not passed off as another's, by any of their names."""
    answers = check_quote(quote, BOOK)
    assert [(answer.verdict, answer.id) for answer in answers] == ([(verdict, key)] if verdict else [])


def test_without_a_vocabulary_subjects_are_words() -> None:
    """A site that names no subjects takes the nearest words: the same quotation passes there."""
    quote, verdict, _ = CASES[3]
    assert verdict == "not ours"
    assert [answer.verdict for answer in check_quote(quote, read_quote_index(index({})))] == ["holds"]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("the Riojan hills", {"rioja"}),
        ("the Douro Valley and the Douro", {"dourovalley"}),
        ("Côte d'Or, Cote d’Or", {"cotedor"}),
        ("Tinta roriz, TEMPRANILLO", {"tempranillo"}),
        ("Riojana", set()),
    ],
)
def test_names_are_read_in_all_their_forms(text: str, subjects: set[str]) -> None:
    """Names of several words, with accents, adjectives and capitals are one subject; longer words are none."""
    read = reader_of(vocabulary_from(VOCABULARY))
    assert read.subjects_of(words_of(read.tidy(text))) == subjects


def test_a_vocabulary_survives_its_index() -> None:
    """What an index holds of a vocabulary reads quotations as the vocabulary itself does; units stay behind."""
    full = vocabulary_from({**VOCABULARY, "units": {"casks": "count"}})
    assert rules_of(vocabulary_from(full.to_json())) == rules_of(full)
    assert "units" not in full.to_json()
    assert vocabulary_from({}) == Vocabulary()
