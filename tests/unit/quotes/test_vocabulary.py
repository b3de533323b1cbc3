"""The quote check in another field: a site's vocabulary tells its subjects apart."""

from __future__ import annotations

import re

import pytest

from proofpress.model.vocabulary import Vocabulary, vocabulary_from
from proofpress.quotes.check import QuoteCheck
from proofpress.quotes.rules import languages, rules_of, territories
from tests.support.wines import CASES, VOCABULARY, index

CHECK = QuoteCheck(index(VOCABULARY))


@pytest.mark.parametrize(("quote", "verdict", "key"), CASES)
def test_subjects_of_another_field_are_told_apart(quote: str, verdict: str, key: str) -> None:
    """A number of one region is not passed off as another's, by any of their names."""
    answers = CHECK.answers(quote)
    assert [(answer.verdict, answer.id) for answer in answers] == ([(verdict, key)] if verdict else [])


def test_contrasts_of_a_field_are_told_apart() -> None:
    """A site names what its numbers are said of one side of: the other side is another number."""
    quote = "The uprooted share of tempranillo in the vineyards of the region Rioja was 62% in 2024"
    site = index({**VOCABULARY, "contrasts": [["uprooted", "vineyards"]]})
    site["items"][0]["of"] = site["items"][0]["of"].replace("vineyards", "planted vineyards")
    site["vocabulary"]["contrasts"] = [["uprooted", "planted"]]
    assert [answer.supported for answer in QuoteCheck(site).answers(quote)] == [False]


def test_a_vocabulary_survives_its_index() -> None:
    """What an index holds of a vocabulary reads quotations as the vocabulary itself does; units stay behind."""
    full = vocabulary_from({**VOCABULARY, "units": {"casks": "count"}, "contrasts": [["red", "white"]]})
    assert rules_of(vocabulary_from(full.to_json())) == rules_of(full)
    assert "units" not in full.to_json()
    assert vocabulary_from({}) == Vocabulary()


def test_countries_come_with_their_names_in_every_language() -> None:
    """A site need list no countries: those of CLDR are known, and one that a site names keeps the site's name."""
    assert len(territories()) > 200
    names = dict(rules_of(vocabulary_from({"subjects": {"Holland": ["Netherlands"]}}))["names"])
    assert (names["Niederlande"], names["Pays-Bas"], names["Netherlands"]) == ("Holland", "Holland", "Holland")
    assert names["Sambia"] == names["Zambie"] == "Zambia"


def test_of_two_countries_of_one_name_a_subject_is_that_of_its_longer_one() -> None:
    """In Spanish the other Congo is the Congo too: it does not pass for the one that a site writes of."""
    longer = "República Democrática del Congo"
    names = dict(rules_of(vocabulary_from({"subjects": {"Congo": [longer]}}))["names"])
    assert (names["Kongo-Kinshasa"], names[longer]) == ("Congo", "Congo")
    assert names["Congo-Brazzaville"] == names["Kongo-Brazzaville"] != "Congo"


def test_every_language_has_every_table() -> None:
    """A word table that one language lacks would read its texts by other rules than the rest."""
    tables = languages()
    assert list(tables) == ["en", "de", "fr", "es"]
    for table in tables.values():
        assert table.keys() - {"letters"} == tables["en"].keys() - {"letters"}
        assert table["hedges"].keys() == tables["en"]["hedges"].keys()


def test_masks_are_plain_patterns() -> None:
    """No named groups, inline flags or possessive quantifiers: a browser reads them as they stand."""
    masks = rules_of(vocabulary_from(VOCABULARY))["masks"]
    assert len(masks) > 5
    assert [mask for mask in masks if re.search(r"\(\?(?:P|<|[aiLmsux]|>)|[*+?}]\+", mask)] == []
