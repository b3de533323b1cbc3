"""``data/vocabulary.json``: the words of a site's field, which no generator can know. A site need not have the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..model.errors import DataError, Problem, nearest
from ..model.files import Root, project_files
from ..model.vocabulary import Vocabulary, vocabulary_from

VOCABULARY = "data/vocabulary.json"
_TEXTS = ("numbered", "counted")
_LISTS = ("synonyms",)
_KEYS = ("$schema", "subjects", *_LISTS, *_TEXTS, "units")


def read_vocabulary(root: Root) -> Vocabulary:
    """Read a site's vocabulary; an empty one without the file.

    Raises
    ------
    DataError
        With all that is wrong with the file.
    """
    files = project_files(root)
    if not files.exists(VOCABULARY):
        return Vocabulary()
    try:
        content = json.loads(files.text(VOCABULARY))
    except ValueError as err:
        raise DataError([Problem("bad-json", VOCABULARY, "cannot be read", "a JSON object", str(err))]) from err
    problems = vocabulary_problems(content)
    if problems:
        raise DataError(problems)
    return vocabulary_from(content)


def vocabulary_problems(content: Any) -> list[Problem]:
    """Return what is wrong with the content of a vocabulary."""
    if not isinstance(content, Mapping):
        return [Problem("bad-vocabulary", VOCABULARY, "the file", "an object", type(content).__name__)]
    problems = [
        Problem("unknown-key", VOCABULARY, f"no key `{key}`", ", ".join(_KEYS), key, nearest(key, _KEYS))
        for key in content
        if key not in _KEYS
    ]
    for key in _TEXTS:
        problems += _check(f"`{key}`", content.get(key, []), "a list of words", _is_words)
    for key in _LISTS:
        problems += _check(f"`{key}`", content.get(key, {}), "words, each with a list of others", _is_named)
    problems += _check("`units`", content.get("units", {}), "names of units by names of units", _is_pairs)
    subjects = content.get("subjects", {})
    expected = "groups of names, each with a list of other words for it"
    if not isinstance(subjects, Mapping):
        return [*problems, *_check("`subjects`", subjects, expected, _is_named)]
    for group, names in subjects.items():
        problems += _check(f"`subjects.{group}`", names, expected, _is_named)
    return problems


def _check(thing: str, given: Any, expected: str, is_right: Any) -> list[Problem]:
    if is_right(given):
        return []
    return [Problem("bad-vocabulary", VOCABULARY, thing, expected, repr(given)[:60])]


def _is_words(given: Any) -> bool:
    return isinstance(given, list) and all(isinstance(word, str) and word.strip() for word in given)


def _is_named(given: Any) -> bool:
    return isinstance(given, Mapping) and all(name.strip() and _is_words(words) for name, words in given.items())


def _is_pairs(given: Any) -> bool:
    return isinstance(given, Mapping) and all(isinstance(unit, str) and unit for unit in given.values())
