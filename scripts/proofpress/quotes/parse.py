"""How a quoted text is read: which numbers it states, of what, for when.

The rules are data, written so that Python and a browser read them alike; the page of the quote check carries them. The
words of a site's field come from its vocabulary.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from ..model.vocabulary import Vocabulary
from ..text import numbers as grammar

_STOP = """
    a an the of in on at to from by for with and or but as that this these those it its is are was were be been
    has have had than not no so if then there their they we our he she his her which who what when where will
    would could can may also only just about some more less most least over under up down out into per percent
    cent s t one all other such very now year years according says said report reports million billion trillion
    thousand nearly almost around roughly estimated points bn mn tn th st nd rd us times half quarter quarters
    third thirds two three four five six seven eight nine ten eleven twelve twice percentage i you do does did
    still even between while after before usd
"""
_SYNONYMS = (
    (r"\b[Gg]lobal(?:ly)?\b|\b[Ww]orldwide\b", "world"),
    (r"\b[Pp]urchase[sd]?\b", "bought"),
    (r"\b[Mm]anufactured\b", "made"),
)
_ENDINGS = (
    *("ations", "ation", "ments", "ment", "tions", "tion", "ings", "ing", "ers", "er", "ed", "es", "ly", "s", "e"),
)
_GENERAL: Mapping[str, Any] = {
    "stop": _STOP.split(),
    "endings": list(_ENDINGS),
    "number": (
        rf"(US ?\$|{grammar.CURRENCY_CODE} ?|{grammar.CURRENCY_SIGN})? ?({grammar.WHOLE})(\.\d+)?({grammar.ORDINAL})?"
        rf"(?:[ -]?({'|'.join([*grammar.MAGNITUDES, *grammar.MAGNITUDE_SIGNS])}))?"
        rf"(?: ?-?({grammar.PERCENT}|{grammar.POINTS}|{grammar.TIMES}))?"
        r"(?: (?:[A-Z][a-z]+ )?(dollars?|cents?))?(?!\w)"
    ),
    "magnitudes": {**grammar.MAGNITUDES, **grammar.MAGNITUDE_SIGNS, "kilotonnes": 1e3},
    "units": [
        ["points", rf"^(?:{grammar.POINTS}|index points)$"],
        ["percent", rf"^(?:{grammar.PERCENT})$"],
        ["times", rf"^(?:{grammar.TIMES})$"],
        ["rank", rf"^(?:{grammar.ORDINAL}|rank)$"],
        ["cents", r"cents?$"],
        ["money", rf"{grammar.CURRENCY_SIGN}|{grammar.CURRENCY_CODE}|dollar|yuan|euro"],
    ],
    "words": [
        *([rf"\b{pattern}\b", percent, "percent"] for pattern, percent in grammar.PARTS),
        *([rf"\b(?:{pattern})\b", times, "times"] for pattern, times in grammar.MULTIPLES),
        *([rf"\b{word}\b", number, ""] for word, number in grammar.CARDINALS.items() if number > 1),
    ],
    "about": (
        r"(?:about|around|roughly|some|nearly|almost|approximately|circa|close to|more than|over|at least|just under|"
        r"under) $"
    ),
    "year": grammar.YEAR,
    "local": (
        r"^(?: [^\s\d,;:.()]+){0,5},? \(?(?:in |of |for |by |during |since |the year )?"
        rf"(?:[A-Z][a-z]+ |early |late |mid-|Q\d |H\d )?({grammar.YEAR})(?!\d)"
    ),
    "clause": r"[,;:()]| (?:but|while|whereas|and) ",
    "sentence": r"[.!?]['\")\]]* +(?=[A-Z(\"'])|\n+",
}


def rules_of(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the rules of reading for a site's field, as JSON has them."""
    return {"aliases": _aliases(vocabulary), "subjects": _subjects(vocabulary), "masks": _masks(vocabulary), **_GENERAL}


def _token(name: str) -> str:
    """Return a subject's name as one word of plain letters, as texts are searched for it.

    Examples
    --------
    >>> _token("Côte d'Or"), _token("Rioja"), _token("red wine")
    ('Cotedor', 'Rioja', 'redwine')
    """
    letters = re.sub("[^A-Za-z]", "", _plain(name))
    return letters if letters == name else letters[:1] + letters[1:].lower()


def _subjects(vocabulary: Vocabulary) -> list[str]:
    return [_token(name).lower() for name, _ in vocabulary.subjects]


def _aliases(vocabulary: Vocabulary) -> list[list[str]]:
    """Return each pattern with the word that it is read as; a name of several words is one word."""
    aliases = []
    for name, others in vocabulary.subjects:
        token = _token(name)
        names = [*others, *([name] if token != name else [])]
        aliases += [[_named(names), token]] if names else []
    aliases += [[_named(others), _plain(word)] for word, others in vocabulary.synonyms]
    return [*aliases, *([pattern, word] for pattern, word in _SYNONYMS)]


def _named(names: Sequence[str]) -> str:
    """Return a pattern for one of some names as a whole word, the longest first."""
    return "|".join(_whole(_plain(name)) for name in sorted(names, key=lambda name: (-len(name), name)))


def _whole(name: str) -> str:
    """Return a pattern for a name as a whole word; a lower-case one matches with a capital too, a sign follows none.

    The sign of a currency ends no word: a country's initials before it are part of the currency's name.
    """
    body = grammar.literal(name)
    if name[:1].islower():
        body = f"[{name[0].upper()}{name[0]}]{grammar.literal(name[1:])}"
    start = r"\b" if re.match(r"\w", name) else ""
    end = r"(?![\w$])" if re.search(r"\w$", name) else r"(?!\w)"
    return f"{start}{body}{end}"


def _masks(vocabulary: Vocabulary) -> list[str]:
    """Return patterns of what is no quantity: dates, releases, numbers in names, years; the first group stays."""
    unit, label = grammar.counted(vocabulary.counted), grammar.labelled(vocabulary.numbered)
    day, month, year = grammar.DAY, grammar.MONTH, grammar.YEAR
    magnitude = "|".join(grammar.MAGNITUDES)
    return [
        rf"(^|[^\w]){day} {month}(?:,? \d{{4}})?(?!\w)",
        rf"(^|[^\w]){month} {day}(?:, ?\d{{4}})?(?![\w%]| ?{unit}(?!\w))",
        rf"(^|[^\w]){grammar.ISO_DATE}(?!\w)",
        rf"(^|[^\w.]){grammar.RELEASE}(?!\w)",
        rf"(^|[^\w]){label} \d[\w.,/-]*(?: (?:and|to|or) \d[\w.-]*)?",
        rf"(^|[^\w$])(?!{grammar.CURRENCY_CODE}|US\$)[A-Za-z]+-?\d[\w.-]*",
        r"(^|[^\w.,$])\d+(?:\.\d+)?(?:[AC-JLN-Z][A-Z]{0,2}|[gG])\d*(?!\w)",
        rf"(^|[^\w.,$]){year}(?:s|/\d\d)?(?![\w%]|[.,]\d| ?(?:{unit}|{magnitude})(?!\w))",
    ]


def _plain(text: str) -> str:
    """Return a text with one form of each quotation mark, dash and blank, its letters without accents."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    plain = re.sub("[\u0300-\u036f]", "", plain)
    plain = re.sub("[\u201c\u201d]", '"', re.sub("[\u2010-\u2015\u2212]", "-", plain))
    return re.sub(r"[ \t\r\f\v]+", " ", plain)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


ABOUT = re.compile(_GENERAL["about"], re.ASCII | re.IGNORECASE)
YEAR = _compiled(_GENERAL["year"])
LOCAL = _compiled(_GENERAL["local"])
SENTENCE = _compiled(_GENERAL["sentence"])
CLAUSE = _compiled(_GENERAL["clause"])
NUMBER = _compiled(_GENERAL["number"])
UNITS = [(name, _compiled(pattern)) for name, pattern in _GENERAL["units"]]
WORDS = [(re.compile(pattern, re.ASCII | re.IGNORECASE), number, unit) for pattern, number, unit in _GENERAL["words"]]
TOKEN = _compiled("[A-Za-z]+")
STOP = frozenset(_GENERAL["stop"])
JOINS = {" to ", "-", " and ", " or ", " - "}
"""What stands between two numbers of which only the second names the unit."""


@dataclass(frozen=True)
class Stated:
    """A number that a text states.

    Attributes
    ----------
    text : str
        As it stands there.
    number, scale, decimals : float, float, int
        ``12.9`` and a billion and one decimal, for “12.9 billion”.
    unit : str
        ``percent``, ``points``, ``times``, ``money``, ``cents``, ``rank``, or empty.
    start, end : int
        Where it stands.
    soft : bool
        Whether it may be no quantity at all, such as “two” or “21st”.
    about : bool
        Whether a hedge stands before it.
    year : str
        The year that is said of this very number; empty if none is.
    """

    text: str
    number: float
    scale: float
    decimals: int
    unit: str
    start: int
    end: int
    soft: bool = False
    about: bool = False
    year: str = ""

    @property
    def amount(self) -> float:
        """The number at its scale."""
        return self.number * self.scale


def unit_of(text: str) -> str:
    """Return the class of a unit.

    Examples
    --------
    >>> unit_of("percent"), unit_of("billion US dollars"), unit_of("tonnes")
    ('percent', 'money', '')
    """
    return next((name for name, pattern in UNITS if pattern.search(text)), "") if text else ""


def stem(word: str) -> str:
    """Return a word without its ending, so that "mined" and "mining" are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def words_of(text: str) -> set[str]:
    """Return the stems of a tidy text's words, without those that say nothing."""
    words = (word.lower() for word in TOKEN.findall(text))
    return {stem(word) for word in words if len(word) > 1 and word not in STOP}


def years_of(text: str) -> set[str]:
    """Return the years that a text names."""
    return set(YEAR.findall(text))


def _blank(match: re.Match[str]) -> str:
    return match[1] + " " * (len(match[0]) - len(match[1]))


def _inside(text: str, start: int) -> bool:
    """Whether a number starts within a word or another number."""
    return start > 0 and re.match(r"[\w.$,]", text[start - 1], re.ASCII) is not None and text[start] != " "


def _stated(match: re.Match[str], text: str) -> Stated:
    before, whole, part, ordinal, magnitude, unit, money = match.groups()
    said = next((unit_of(item.strip()) for item in (unit, ordinal, money, before) if item), "")
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Stated(
        text[start : match.end()],
        float(whole.replace(",", "") + (part or "")),
        _GENERAL["magnitudes"].get(magnitude, 1.0),
        len(part) - 1 if part else 0,
        said,
        start,
        match.end(),
        soft=bool(ordinal),
    )


def _joined(found: list[Stated], text: str) -> list[Stated]:
    """Return numbers with the unit and scale that only the second of a pair states."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        one, after = result[index], result[index + 1]
        if text[one.end : after.start] in JOINS and not one.soft:
            unit = one.unit or after.unit
            scale = after.scale if one.scale == 1 and not one.unit else one.scale
            result[index] = replace(one, unit=unit, scale=scale)
    return result


def _placed(one: Stated, text: str) -> Stated:
    """Return a number with the hedge before it and the year after it."""
    year = LOCAL.match(text[one.end :])
    return replace(one, about=ABOUT.search(text[: one.start]) is not None, year=year[1] if year else "")


class Reader:
    """Reads texts of a site's field: its subjects by all their names, its own labels and units.

    Parameters
    ----------
    vocabulary : Vocabulary
        Of the site; an empty one reads dates, units and money all the same.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        rules = rules_of(vocabulary)
        self._aliases = [(_compiled(pattern), word) for pattern, word in rules["aliases"]]
        self._masks = [_compiled(pattern) for pattern in rules["masks"]]
        self._subjects = frozenset(stem(word) for word in rules["subjects"])

    def tidy(self, text: str) -> str:
        """Return a text with one form of each quotation mark, dash, blank and subject's name."""
        plain = _plain(text)
        for pattern, word in self._aliases:
            plain = pattern.sub(word, plain)
        return plain.strip()

    def subjects_of(self, words: Set[str]) -> set[str]:
        """Return the subjects among words, by stem: texts that name different ones are about different things."""
        return {word for word in words if word in self._subjects}

    def numbers_of(self, text: str) -> list[Stated]:
        """Return the numbers that a tidy text states; years, dates and numbers in names are none.

        Examples
        --------
        >>> read = Reader(Vocabulary())
        >>> [(n.text, n.unit) for n in read.numbers_of("Section 5 of 2019: 73 percent, or US$1.5 billion")]
        [('73 percent', 'percent'), ('US$1.5 billion', 'money')]
        """
        shown = text
        for mask in self._masks:
            shown = mask.sub(_blank, shown)
        stated = [_stated(match, shown) for match in NUMBER.finditer(shown) if not _inside(shown, match.start())]
        taken = [(number.start, number.end) for number in stated]
        for pattern, amount, unit in WORDS:
            for match in pattern.finditer(shown):
                if all(match.end() <= start or match.start() >= end for start, end in taken):
                    taken.append((match.start(), match.end()))
                    stated.append(Stated(match[0], amount, 1.0, 0, unit, match.start(), match.end(), soft=True))
        stated.sort(key=lambda number: number.start)
        return [_placed(number, text) for number in _joined(stated, text)]


@functools.cache
def reader_of(vocabulary: Vocabulary) -> Reader:
    """Return the reader of a vocabulary; it is made once."""
    return Reader(vocabulary)


def sentences_of(text: str) -> list[str]:
    """Return a tidy text's sentences."""
    sentences, at = [], 0
    for match in SENTENCE.finditer(text):
        sentences.append(text[at : match.end()].strip())
        at = match.end()
    return [item for item in [*sentences, text[at:].strip()] if item]


def clause_at(text: str, start: int, end: int) -> str:
    """Return the part of a tidy sentence around a number, between commas, brackets and the like.

    Examples
    --------
    >>> clause_at("Rioja took 18%, Douro 11%", 22, 25)
    'Douro 11%'
    """
    before = [match.end() for match in CLAUSE.finditer(text) if match.end() <= start]
    after = [match.start() for match in CLAUSE.finditer(text) if match.start() >= end]
    return text[before[-1] if before else 0 : after[0] if after else len(text)].strip()
