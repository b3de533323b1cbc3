"""Index of a release, read for answering: its values and claims with the sentences, years and words around them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..model.vocabulary import vocabulary_from
from .index import HOLE
from .parse import LOCAL, Reader, Stated, clause_at, reader_of, unit_of, words_of, years_of

ENDS_IN_YEAR = re.compile(r"[.-]((?:19|20)\d\d)$", re.ASCII)


@dataclass(frozen=True)
class Mention:
    """A sentence that prints a number: its words, years and subjects, and the clause's subjects and year around it."""

    text: str
    page: str
    words: frozenset[str]
    years: frozenset[str]
    subjects: frozenset[str]
    near: frozenset[str]
    year: str = ""


@dataclass(frozen=True)
class Candidate:
    """A value or claim with all that it may be recognised by."""

    id: str
    text: str
    title: str
    source: str
    status: str
    grade: str
    forms: tuple[Stated, ...]
    exact: float | None
    unit: str
    scale: float
    years: frozenset[str]
    own: frozenset[str]
    subjects: frozenset[str]
    places: tuple[Mention, ...]
    past: tuple[tuple[str, tuple[Stated, ...]], ...] = ()
    """Earlier texts, each with its numbers."""
    gone: str = ""
    """The release since which it is no longer published."""


@dataclass(frozen=True)
class QuoteIndex:
    """A release's index, read for answering."""

    index: Mapping[str, Any]
    items: Mapping[str, Candidate]
    weights: Mapping[str, int] = field(repr=False)
    """Of each word: the rarer, the heavier."""
    floor: int
    """Least weight that shared words are measured against, so that one word is no context."""
    unknown: int
    """Weight of a word that the release never uses."""
    read: Reader = field(repr=False)
    """How texts of its field are read."""

    @property
    def release(self) -> str:
        """The release."""
        return str(self.index["release"])


def read_quote_index(index: Mapping[str, Any], reader: Reader | None = None) -> QuoteIndex:
    """Return an index prepared for answering.

    Parameters
    ----------
    index : mapping
        As ``quotes.json`` holds it.
    reader : Reader, optional
        Of the release that is quoted first, so that both read one quotation alike; of the index itself when missing.
    """
    read = reader or reader_of(vocabulary_from(index.get("vocabulary", {})))
    entries = index["items"]
    places: list[list[Mention]] = [[] for _ in entries]
    for sentence in index["sentences"]:
        texts = [entries[number]["text"] for number in sentence["items"]]
        parts = sentence["text"].split(HOLE)
        whole = _filled(parts, texts)
        plain = read.tidy(whole)
        words = frozenset(words_of(plain))
        years, subjects = frozenset(years_of(plain)), frozenset(read.subjects_of(words))
        for slot, number in enumerate(sentence["items"]):
            rest = _filled(parts[slot + 1 :], texts[slot + 1 :])
            year = LOCAL.match((" " if rest.startswith(" ") else "") + read.tidy(rest))
            before = read.tidy(_filled(parts[: slot + 1], texts[:slot]))
            near = clause_at(f"{before} 0 {read.tidy(rest)}", len(before) + 1, len(before) + 2)
            said = frozenset(read.subjects_of(words_of(near)))
            place = Mention(whole, sentence["page"], words, years, subjects, said, year[1] if year else "")
            places[number].append(place)
    items = [_item(entry, places[number], index, read) for number, entry in enumerate(entries)]
    items += [_item(entry, [], index, read) for entry in _removed(index, {item.id for item in items}).values()]
    counts: dict[str, int] = {}
    for item in items:
        for words in [item.own, *(place.words for place in item.places)]:
            for word in words:
                counts[word] = counts.get(word, 0) + 1
    total = sum(1 + len(item.places) for item in items)
    weights = {word: (total // count).bit_length() for word, count in counts.items()}
    most = total.bit_length()
    return QuoteIndex(
        index, {item.id: item for item in items}, weights, floor=5 * most // 4, unknown=(most + 1) // 4, read=read
    )


def _filled(parts: Sequence[str], texts: Sequence[str]) -> str:
    return "".join(part + (texts[slot] if slot < len(texts) else "") for slot, part in enumerate(parts))


def _item(entry: Mapping[str, Any], places: list[Mention], index: Mapping[str, Any], read: Reader) -> Candidate:
    of, period, unit = entry.get("of", ""), entry.get("period", ""), entry.get("unit", "")
    key = entry["id"]
    analysis = "" if key.startswith("claim.") else key.split(".")[0]
    nav = index["analyses"].get(analysis, {}).get("nav", "")
    words = read.tidy(f"{of}. {period}. {unit}. {nav} {re.sub(r'[-.]', ' ', analysis)}. {entry.get('source', '')}")
    own = frozenset(words_of(words))
    forms = tuple(read.numbers_of(read.tidy(entry["text"])))
    return Candidate(
        id=key,
        text=entry["text"],
        title=f"{of.rstrip('.')} ({period})" if period else of.rstrip("."),
        source=entry.get("source", ""),
        status=entry.get("status", ""),
        grade=entry.get("grade", ""),
        forms=forms,
        exact=entry.get("number"),
        unit=unit_of(unit),
        scale=next((number.scale for number in read.numbers_of("1 " + unit)), 1.0),
        years=frozenset(years_of(period) | set(ENDS_IN_YEAR.findall(key))),
        own=own,
        subjects=frozenset(read.subjects_of(own)),
        places=tuple(places),
        past=_past(key, index, read),
        gone=entry.get("gone", ""),
    )


def _past(key: str, index: Mapping[str, Any], read: Reader) -> tuple[tuple[str, tuple[Stated, ...]], ...]:
    texts = [point["text"] for point in index["past"].get(key, ())]
    return tuple((text, tuple(read.numbers_of(read.tidy(text)))) for text in texts)


def _removed(index: Mapping[str, Any], known: set[str]) -> dict[str, Mapping[str, Any]]:
    """Return the values that are no longer published, by id, as entries: so that a quotation of one finds it."""
    result: dict[str, Mapping[str, Any]] = {}
    for change in index["changes"]:
        key = change["id"]
        if change["kind"] == "removed" and change["what"] == "value" and key not in known | result.keys():
            result[key] = {"id": key, "text": change["old"], "of": change["sentence"], "gone": change["release"]}
    return result


def removal_of(key: str, index: QuoteIndex) -> Mapping[str, Any] | None:
    """Return the change with which a figure or value went, if it did."""
    changes = index.index["changes"]
    return next((change for change in changes if change["id"] == key and change["kind"] == "removed"), None)


def correction_of(key: str, index: QuoteIndex) -> Mapping[str, Any] | None:
    """Return what is known to be wrong with a thing as the release shows it."""
    return next(
        (
            entry
            for entry in index.index["corrections"]
            if key in (entry.get("value"), entry.get("figure")) and index.release in entry["releases"]
        ),
        None,
    )


def present_name(key: str, index: QuoteIndex) -> str:
    """Return the name that a figure or value goes by now."""
    for change in reversed(index.index["changes"]):
        if change["kind"] == "renamed" and change["old"] == key:
            key = change["id"]
    return key


def figure_title(figure: str, index: QuoteIndex) -> str:
    """Return the title of a figure; empty if the release has no such figure."""
    return str(index.index["figures"].get(figure, {}).get("title", ""))
