"""Whether a quoted sentence, number or address still stands: holds, changed, withdrawn, not ours, or unclear.

``render/assets/quotes.js`` does the same in a browser, step by step; ``tests/quotes.json`` holds both to one table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..data.history import order
from ..model.vocabulary import vocabulary_from
from .index import HOLE
from .parse import LOCAL, Reader, Stated, clause_at, reader_of, sentences_of, unit_of, words_of, years_of

ENOUGH = 40
"""Least part of a quotation's words, in percent by weight, that a number's own words must share."""
SURE = 70
"""Part of the words from which a number that fits is meant, whatever else is near; below, others may be."""
LEAD = 15
"""How far another number may be ahead in words before one that fits is not meant."""
APART = 12
"""How near a second number that fits must be for the answer to be unclear."""
LISTED = 6
"""Candidates that an unclear answer lists."""
SLACK = 1e-9
ADDRESS = re.compile(r"^\S*/\S*$|^[a-z0-9-]+\.[a-z0-9][a-z0-9.-]*$")
IN_RELEASE = re.compile(r"(?:^|/)(\d{4}\.\d{2}(?:\.\d+)?)/")
FIGURE = re.compile(r"(?:^|/)figures/([a-z0-9-]+)/([a-z0-9-]+)(?:/|#|\?|$)")
ANCHOR = re.compile(
    r"(?:^|/)(?:analyses/([a-z0-9-]+)/?#([a-z0-9-]+)|values/[a-z0-9-]+/?#([a-z0-9.-]+)|claims/?#([a-z0-9-]+))$"
)


ENDS_IN_YEAR = re.compile(r"[.-]((?:19|20)\d\d)$", re.ASCII)


@dataclass(frozen=True)
class Answer:
    """What the check says of one number or address.

    Attributes
    ----------
    quoted : str
        The number or address, as it was given.
    verdict : str
        ``holds``, ``changed``, ``withdrawn``, ``not ours`` or ``unclear``.
    line : str
        The answer in words.
    id : str
        The figure, value or claim that is meant; for “not ours” and “unclear” empty.
    candidates : tuple of str
        For “unclear” what may be meant; for “not ours” the nearest that the release says.
    """

    quoted: str
    verdict: str
    line: str
    id: str = ""
    old: str = ""
    new: str = ""
    cause: str = ""
    since: str = ""
    of: str = ""
    sentence: str = ""
    page: str = ""
    grade: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """A sentence that prints a number: its words, years and subjects, and the clause's subjects and year around it."""

    text: str
    page: str
    words: frozenset[str]
    years: frozenset[str]
    subjects: frozenset[str]
    near: frozenset[str]
    year: str = ""


@dataclass(frozen=True)
class Item:
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
    places: tuple[Place, ...]
    past: tuple[tuple[str, tuple[Stated, ...]], ...] = ()
    """Earlier texts, each with its numbers."""
    gone: str = ""
    """The release since which it is no longer published."""


@dataclass(frozen=True)
class Book:
    """A release's index, read for answering."""

    index: Mapping[str, Any]
    items: Mapping[str, Item]
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


def read_book(index: Mapping[str, Any], reader: Reader | None = None) -> Book:
    """Return an index prepared for answering.

    Parameters
    ----------
    index : mapping
        As ``quotes.json`` holds it.
    reader : Reader, optional
        Of the release that is asked first, so that both read one quotation alike; of the index itself when missing.
    """
    read = reader or reader_of(vocabulary_from(index.get("vocabulary", {})))
    entries = index["items"]
    places: list[list[Place]] = [[] for _ in entries]
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
            place = Place(whole, sentence["page"], words, years, subjects, said, year[1] if year else "")
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
    return Book(
        index, {item.id: item for item in items}, weights, floor=5 * most // 4, unknown=(most + 1) // 4, read=read
    )


def _filled(parts: Sequence[str], texts: Sequence[str]) -> str:
    return "".join(part + (texts[slot] if slot < len(texts) else "") for slot, part in enumerate(parts))


def _item(entry: Mapping[str, Any], places: list[Place], index: Mapping[str, Any], read: Reader) -> Item:
    of, period, unit = entry.get("of", ""), entry.get("period", ""), entry.get("unit", "")
    key = entry["id"]
    analysis = "" if key.startswith("claim.") else key.split(".")[0]
    nav = index["analyses"].get(analysis, {}).get("nav", "")
    words = read.tidy(f"{of}. {period}. {unit}. {nav} {re.sub(r'[-.]', ' ', analysis)}. {entry.get('source', '')}")
    own = frozenset(words_of(words))
    forms = tuple(read.numbers_of(read.tidy(entry["text"])))
    return Item(
        id=key,
        text=entry["text"],
        title=f"{of.rstrip('.')} ({period})" if period else of.rstrip("."),
        source=entry.get("source", ""),
        status=entry.get("status", ""),
        grade=entry.get("grade", ""),
        forms=forms,
        exact=entry.get("number"),
        unit=unit_of(unit),
        scale=next((one.scale for one in read.numbers_of("1 " + unit)), 1.0),
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
    found: dict[str, Mapping[str, Any]] = {}
    for change in index["changes"]:
        key = change["id"]
        if change["kind"] == "removed" and change["what"] == "value" and key not in known | found.keys():
            found[key] = {"id": key, "text": change["old"], "of": change["sentence"], "gone": change["release"]}
    return found


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
class Asked:
    """A quoted number with its sentence's words and years, and its subjects: its clause's, or else its sentence's."""

    number: Stated
    words: frozenset[str]
    years: frozenset[str]
    subjects: frozenset[str]
    near: frozenset[str]


def questions(text: str, read: Reader) -> list[Asked]:
    """Return the numbers of a text, each with what its sentence says of it."""
    plain = read.tidy(text)
    everything = words_of(plain)
    found = []
    for sentence in sentences_of(plain):
        own = words_of(sentence)
        words = frozenset(own if len(own) > 1 else everything)
        years, subjects = frozenset(years_of(sentence)), frozenset(read.subjects_of(words))
        for number in read.numbers_of(sentence):
            near = frozenset(read.subjects_of(words_of(clause_at(sentence, number.start, number.end))))
            found.append(Asked(number, words, years, near or subjects, near))
    return found


@dataclass(frozen=True)
class Match:
    """A number of the release beside a quoted one: how well words and number agree, and where."""

    item: Item
    score: int
    fit: int
    place: Place | None
    old: str = ""
    """The earlier text that fits, if the present one does not."""


def _match(asked: Asked, item: Item, book: Book) -> Match | None:
    """Return how an item matches; None if it is of another country, material, year or unit."""
    number = asked.number
    said = item.forms[0].unit if item.forms else ""
    if not same_unit(number.unit, said or item.unit):
        return None
    best: tuple[int, Place | None] | None = None
    for place in (*item.places, None):
        if not _same_subjects(asked, place, item) or not _same_years(asked, place, item):
            continue
        score = _score(asked.words, place, item, book)
        if best is None or score > best[0]:
            best = (score, place)
    if best is None:
        return None
    fit = fits(number, item.forms, item.exact, item.unit, item.scale)
    old = ""
    if not fit:
        old = next((text for text, forms in item.past if fits(number, forms, None, item.unit, item.scale)), "")
    return Match(item, best[0], fit, best[1], old)


def _same_subjects(asked: Asked, place: Place | None, item: Item) -> bool:
    known = item.subjects | (place.subjects if place else frozenset())
    if asked.subjects and known and not asked.subjects <= known:
        return False
    near = place.near if place else frozenset()
    return not asked.near or not near or bool(asked.near & near)


def _same_years(asked: Asked, place: Place | None, item: Item) -> bool:
    own = item.years | ({place.year} if place and place.year else set())
    others = place.years if place else frozenset()
    if asked.number.year:
        there = own or others
        return not there or asked.number.year in there
    there = own | others
    return not asked.years or not there or bool(asked.years & there)


def _score(words: frozenset[str], place: Place | None, item: Item, book: Book) -> int:
    theirs = (place.words | item.own) if place else item.own
    asked = sum(book.weights.get(word, book.unknown) for word in words)
    shared = sum(book.weights.get(word, book.unknown) for word in words & theirs)
    length = sum(book.weights[word] for word in (place.words if place else item.own))
    return min(100, 100 * shared // max(book.floor, min(asked, length)))


def check_quote(text: str, book: Book, newest: Book | None = None) -> list[Answer]:
    """Return an answer for each number of a text, or one for an address.

    Parameters
    ----------
    text : str
        A sentence, a number, or the address of a figure or value.
    book : Book
        The release that is asked.
    newest : Book, optional
        A later release, to say whether it still holds there.
    """
    given = text.strip()
    if ADDRESS.match(given) and (found := _check_address(given, book)):
        return [_since(found, book, newest)]
    answers = []
    for asked in questions(given, book.read):
        answer = _check_number(asked, book)
        if answer.verdict == "not ours" and newest is not None:
            later = _check_number(asked, newest)
            answer = replace(later, line=f"Not in release {book.release}. {later.line}") if later.id else answer
        else:
            answer = _since(answer, book, newest)
        if answer.verdict in {"holds", "changed", "withdrawn"} or not asked.number.soft:
            answers.append(answer)
    return answers


def _check_number(asked: Asked, book: Book) -> Answer:
    number = asked.number
    found = [_match(asked, item, book) for item in book.items.values()]
    matches = [one for one in found if one is not None]
    ranked = sorted((one for one in matches if one.fit or one.old), key=lambda one: (-one.score, -one.fit, one.item.id))
    near = max(matches, key=lambda one: (one.score, one.fit), default=None)
    lead = near.score if near else 0
    if not asked.words:
        distinct = {(one.item.text, one.item.title) for one in ranked}
        return _one(number, ranked[0], book) if len(distinct) == 1 else _several(number, ranked, book)
    ranked = [one for one in ranked if one.score >= ENOUGH and (one.score >= SURE or one.score >= lead - LEAD)]
    if not ranked:
        return _none(number, near, book)
    rivals = [one for one in ranked if one.score >= ranked[0].score - APART]
    if len({bool(one.fit) for one in rivals}) > 1 or (ranked[0].score < SURE and _distinct(rivals) > 1):
        return _several(number, rivals, book)
    return _one(number, ranked[0], book)


def _distinct(matches: Sequence[Match]) -> int:
    """Return how many different sentences some matches stand in."""
    return len({one.place.text if one.place else one.item.id for one in matches})


def _several(number: Stated, matches: Sequence[Match], book: Book) -> Answer:
    if not matches:
        return _none(number, None, book)
    listed = tuple(dict.fromkeys(one.item.id for one in matches))
    line = f"Several numbers of release {book.release} may be meant. Add words: of what, where and when."
    return Answer(number.text, "unclear", line, candidates=listed[:LISTED])


def _none(number: Stated, near: Match | None, book: Book) -> Answer:
    shown = near if near is not None and near.score >= SURE else None
    line = f"Release {book.release} does not say this."
    if shown:
        line += f" The nearest that it says: {_said(shown.item, shown.place)}"
    return Answer(number.text, "not ours", line, candidates=(shown.item.id,) if shown else ())


def _one(number: Stated, match: Match, book: Book) -> Answer:
    answer = _published(Answer(number.text, "holds", ""), match.item, match.place)
    if entry := _correction(match.item.id, book):
        return _corrected(answer, entry)
    if match.item.gone:
        return _no_longer(answer, match.item.text, match.item.gone, match.item.title)
    return answer if match.fit else _changed(answer, match.old, match.item.text, book)


def _published(answer: Answer, item: Item, place: Place | None) -> Answer:
    """Return the answer that an item stands in the release."""
    return replace(
        answer,
        line=f"Holds{f' as a claim of {item.source}' if item.source else ''}: {_said(item, place)}",
        id=item.id,
        new=item.text,
        of=item.title,
        sentence=place.text if place else "",
        page=place.page if place else "",
        grade=item.grade,
    )


def _said(item: Item, place: Place | None) -> str:
    said = place.text.rstrip(".") if place else item.title
    return f"{item.text}. “{said}.”{f' Status of the claim: {item.status}.' if item.status else ''}"


def _no_longer(answer: Answer, old: str, release: str, sentence: str) -> Answer:
    line = f"Withdrawn. It is no longer published since release {release}. {sentence.rstrip('.')}."
    return replace(answer, verdict="withdrawn", line=line, old=old, new="", since=release, sentence="", page="")


def _removal(key: str, book: Book) -> Mapping[str, Any] | None:
    return next((one for one in book.index["changes"] if one["id"] == key and one["kind"] == "removed"), None)


def _correction(key: str, book: Book) -> Mapping[str, Any] | None:
    """Return what is known to be wrong with a thing as the release shows it."""
    return next(
        (
            one
            for one in book.index["corrections"]
            if key in (one.get("value"), one.get("figure")) and book.release in one["releases"]
        ),
        None,
    )


def _corrected(answer: Answer, entry: Mapping[str, Any]) -> Answer:
    verdict = "withdrawn" if entry["kind"] == "withdrawn" else "changed"
    head = "Withdrawn" if verdict == "withdrawn" else "Corrected"
    line = f"{head} since {entry['since']}. {entry['what']} {entry['why']}"
    return replace(answer, verdict=verdict, line=line, cause=entry["why"], since=entry["since"])


def _changed(answer: Answer, old: str, new: str, book: Book) -> Answer:
    change = next((one for one in book.index["changes"] if one["id"] == answer.id and one["old"] == old), None)
    since = change["release"] if change else book.release
    cause = change["cause"] if change else ""
    line = f"Changed. It was {old}, and is {new} since release {since}."
    if cause:
        line += f" Cause: {cause}."
    return replace(answer, verdict="changed", line=line, old=old, new=new, cause=cause, since=since)


def _since(answer: Answer, book: Book, newest: Book | None) -> Answer:
    """Return an answer with what a later release says of the same thing."""
    if newest is None or not answer.id or answer.verdict == "withdrawn":
        return answer
    key = _renamed(answer.id, newest)
    if entry := _correction(key, newest):
        return _corrected(answer, entry)
    there = newest.items.get(key)
    known = there.text if there and not there.gone else _title(key, newest)
    if not known:
        removed = _removal(key, newest)
        release, sentence = (removed["release"], removed["sentence"]) if removed else (newest.release, answer.line)
        gone = _no_longer(answer, answer.new, release, sentence)
        return replace(gone, cause=removed["cause"]) if removed else gone
    if known == answer.new:
        return replace(answer, line=f"{answer.line} The same in release {newest.release}.")
    return _changed(replace(answer, id=key), answer.old or answer.new, known, newest)


def _renamed(key: str, book: Book) -> str:
    for change in reversed(book.index["changes"]):
        if change["kind"] == "renamed" and change["old"] == key:
            key = change["id"]
    return key


def _title(figure: str, book: Book) -> str:
    return str(book.index["figures"].get(figure, {}).get("title", ""))


def _check_address(given: str, book: Book) -> Answer | None:
    """Return what has become of a figure, value or claim, by its address or id; None if the text is no address."""
    key = _key(given)
    if not key:
        return None
    release = found[1] if (found := IN_RELEASE.search(given)) else ""
    key = _renamed(key, book)
    if key in book.items and not book.items[key].gone:
        item = book.items[key]
        place = item.places[0] if item.places else None
        answer = _published(Answer(given, "holds", ""), item, place)
    elif title := _title(key, book):
        line = f"Holds: in release {book.release} it says “{title}.”"
        answer = Answer(given, "holds", line, key, new=title, of=title, page=f"figures/{key}/")
        answer = replace(answer, grade=book.index["figures"][key]["grade"])
    else:
        return _gone(given, key, book)
    if entry := _correction(key, book):
        return _corrected(answer, entry)
    moved = [one for one in book.index["changes"] if one["id"] == key and one["kind"] == "changed"]
    later = [one for one in moved if release and order(one["release"]) > order(release)]
    if later:
        last = later[0]
        line = f"Changed since release {release}. {last['sentence']}"
        line += f" Cause: {last['cause']}." if last["cause"] else ""
        old = later[-1]["old"]
        return replace(answer, verdict="changed", line=line, old=old, cause=last["cause"], since=last["release"])
    return answer


def _gone(given: str, key: str, book: Book) -> Answer | None:
    removed = _removal(key, book)
    if entry := _correction(key, book):
        return _corrected(Answer(given, "withdrawn", "", key), entry)
    if removed:
        line = f"Withdrawn. It is no longer published since release {removed['release']}. {removed['sentence']}"
        return Answer(
            given, "withdrawn", line, key, old=removed["old"], since=removed["release"], cause=removed["cause"]
        )
    if "/" in given:
        return Answer(given, "not ours", f"Release {book.release} has nothing at this address.")
    return None


def _key(given: str) -> str:
    """Return the id of the figure, value or claim that an address names; empty if it names none."""
    if found := FIGURE.search(given):
        return f"{found[1]}/{found[2]}"
    if found := ANCHOR.search(given):
        analysis, figure, value, claim = found.groups()
        return value or (f"claim.{claim}" if claim else f"{analysis}/{figure}")
    bare = given.strip("/")
    return bare if re.fullmatch(r"[a-z0-9-]+[/.][a-z0-9.-]+", bare) and not bare.endswith(".") else ""
