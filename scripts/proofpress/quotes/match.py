"""Match of a quoted number with what a release says: in number, unit, year, subject, and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .index_reader import Candidate, Mention, QuoteIndex
from .parse import Reader, Stated, clause_at, sentences_of, words_of, years_of

SLACK = 1e-9


def same_unit(one: str, other: str) -> bool:
    """Whether a quoted unit may be another: one that is not stated may be any."""
    if one in {"percent", "money"}:
        return other == one or (one, other) == ("percent", "points")
    return not one or not other or one == other or (one, other) == ("points", "percent")


def fits(number: Stated, forms: Sequence[Stated], exact: float | None, unit: str, scale: float) -> int:
    """Return how well a quoted number fits: 3 as printed, 2 rounded, 1 within its hedge, 0 not."""
    best = 0
    for form in forms:
        said = form.unit or unit
        if not same_unit(number.unit, said) or (number.soft and number.unit != said):
            continue
        if _close(number.amount, form.amount) or _close(number.amount, form.amount * scale):
            return 3
        if form.scale == 1 and scale == 1 and number.scale != 1 and not said and _close(number.number, form.number):
            best = max(best, 2)
        amounts = [form.amount * scale if form.scale == 1 else form.amount]
        if exact is not None and len(forms) == 1:
            amounts.append(abs(exact) * (scale if scale != 1 else form.scale if abs(exact) < form.scale else 1.0))
        for amount in amounts:
            best = max(best, _rounded(number, amount))
    return best


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= SLACK * max(abs(one), abs(other))


def _rounded(number: Stated, amount: float) -> int:
    away = abs(number.amount - amount)
    half = 0.5 * 10.0**-number.decimals * number.scale
    if away <= half * (1 + 1e-6) and away <= 0.05 * amount and not number.soft:
        return 2
    return 1 if number.about and _is_round(number) and away <= 0.05 * amount else 0


def _is_round(number: Stated) -> bool:
    """Whether a number looks rounded: a whole multiple of five, or one digit and noughts."""
    return number.decimals == 0 and number.number % 5 == 0 and number.number >= 10


@dataclass(frozen=True)
class QuotedNumber:
    """A quoted number with its sentence's words and years, and its subjects: its clause's, or else its sentence's."""

    number: Stated
    words: frozenset[str]
    years: frozenset[str]
    subjects: frozenset[str]
    near: frozenset[str]


def questions(text: str, read: Reader) -> list[QuotedNumber]:
    """Return the numbers of a text, each with what its sentence says of it."""
    plain = read.tidy(text)
    everything = words_of(plain)
    result = []
    for sentence in sentences_of(plain):
        own = words_of(sentence)
        words = frozenset(own if len(own) > 1 else everything)
        years, subjects = frozenset(years_of(sentence)), frozenset(read.subjects_of(words))
        for number in read.numbers_of(sentence):
            near = frozenset(read.subjects_of(words_of(clause_at(sentence, number.start, number.end))))
            result.append(QuotedNumber(number, words, years, near or subjects, near))
    return result


@dataclass(frozen=True)
class Match:
    """A number of the release beside a quoted one: how well words and number agree, and where."""

    item: Candidate
    score: int
    fit: int
    place: Mention | None
    old: str = ""
    """The earlier text that fits, if the present one does not."""


def match_item(quoted: QuotedNumber, item: Candidate, index: QuoteIndex) -> Match | None:
    """Return how an item matches; None if it is of another country, material, year or unit."""
    number = quoted.number
    said = item.forms[0].unit if item.forms else ""
    if not same_unit(number.unit, said or item.unit):
        return None
    best: tuple[int, Mention | None] | None = None
    for place in (*item.places, None):
        if not _same_subjects(quoted, place, item) or not _same_years(quoted, place, item):
            continue
        score = _score(quoted.words, place, item, index)
        if best is None or score > best[0]:
            best = (score, place)
    if best is None:
        return None
    fit = fits(number, item.forms, item.exact, item.unit, item.scale)
    old = ""
    if not fit:
        old = next((text for text, forms in item.past if fits(number, forms, None, item.unit, item.scale)), "")
    return Match(item, best[0], fit, best[1], old)


def _same_subjects(quoted: QuotedNumber, place: Mention | None, item: Candidate) -> bool:
    known = item.subjects | (place.subjects if place else frozenset())
    if quoted.subjects and known and not quoted.subjects <= known:
        return False
    near = place.near if place else frozenset()
    return not quoted.near or not near or bool(quoted.near & near)


def _same_years(quoted: QuotedNumber, place: Mention | None, item: Candidate) -> bool:
    own = item.years | ({place.year} if place and place.year else set())
    others = place.years if place else frozenset()
    if quoted.number.year:
        there = own or others
        return not there or quoted.number.year in there
    there = own | others
    return not quoted.years or not there or bool(quoted.years & there)


def _score(words: frozenset[str], place: Mention | None, item: Candidate, index: QuoteIndex) -> int:
    theirs = (place.words | item.own) if place else item.own
    quoted = sum(index.weights.get(word, index.unknown) for word in words)
    shared = sum(index.weights.get(word, index.unknown) for word in words & theirs)
    length = sum(index.weights[word] for word in (place.words if place else item.own))
    return min(100, 100 * shared // max(index.floor, min(quoted, length)))
