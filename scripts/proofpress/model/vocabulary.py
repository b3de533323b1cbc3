"""A site's vocabulary: the words of its field, which the generator cannot know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Vocabulary:
    """The words of a site's field; empty where a site names none.

    Attributes
    ----------
    subjects : tuple of (str, tuple of str)
        What numbers are about, such as regions and grapes: a name, and other words for it. The quote check tells
        numbers of different subjects apart.
    synonyms : tuple of (str, tuple of str)
        Words that mean the same: the one kept, and those that stand for it.
    numbered : tuple of str
        Words before a number that make it a name, such as ``Cask``.
    counted : tuple of str
        Nouns after a number that make it a quantity, such as ``bottles``.
    units : tuple of (str, str)
        Units of tables by the names that claims use for them.
    contrasts : tuple of tuple of str
        Sides of which a number is of one and never of another, each side words that mean the same.
    """

    subjects: tuple[tuple[str, tuple[str, ...]], ...] = ()
    synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    numbered: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    contrasts: tuple[tuple[str, ...], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return what reading a quotation needs of it, for the index of a release."""
        return {
            "subjects": {name: list(others) for name, others in self.subjects},
            "synonyms": {word: list(others) for word, others in self.synonyms},
            "numbered": list(self.numbered),
            "counted": list(self.counted),
            "contrasts": [list(sides) for sides in self.contrasts],
        }


def vocabulary_from(content: Mapping[str, Any]) -> Vocabulary:
    """Return a vocabulary from JSON of the right shape; subjects may stand in groups or not.

    Examples
    --------
    >>> vocabulary_from({"subjects": {"regions": {"Rioja": ["Riojan"]}}}).subjects
    (('Rioja', ('Riojan',)),)
    """
    subjects: dict[str, tuple[str, ...]] = {}
    for name, others in content.get("subjects", {}).items():
        group = others if isinstance(others, Mapping) else {name: others}
        subjects |= {subject: tuple(words) for subject, words in group.items()}
    return Vocabulary(
        subjects=tuple(subjects.items()),
        synonyms=tuple((word, tuple(others)) for word, others in content.get("synonyms", {}).items()),
        numbered=tuple(content.get("numbered", ())),
        counted=tuple(content.get("counted", ())),
        units=tuple(content.get("units", {}).items()),
        contrasts=tuple(tuple(sides) for sides in content.get("contrasts", ())),
    )
