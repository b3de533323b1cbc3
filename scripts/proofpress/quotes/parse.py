"""How a quoted text is read: which numbers it states, of what, for when.

The rules are data, written so that Python and a browser read them alike; the page of the quote check carries them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from typing import Any

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_UNIT = (
    r"%|percentage points?|per ?cent|pp|points?|times|fold|x|pct|tonnes?|tons?|kilotonnes|kt|kg|kilograms|"
    r"vehicles|patents|firms|companies|countries|dollars|US dollars|wafers|units|pounds|nm|nanometers?|nanometres?"
)
_SUBJECTS = """
    unitedstates congo china europe unitedkingdom korea germany japan taiwan netherlands indonesia australia
    russia india vietnam france canada brazil chile mexico philippines cuba madagascar morocco zambia finland
    norway belgium italy spain poland sweden switzerland austria israel turkey malaysia thailand singapore
    ukraine kazakhstan mongolia myanmar laos africa argentina bolivia peru iran pakistan egypt nigeria estonia
    ireland czechia hungary denmark portugal cobalt copper lithium nickel gallium germanium graphite antimony
    tungsten gold magnesium manganese aluminium steel uranium oil coal solar platinum zinc tin
"""
_STOP = """
    a an the of in on at to from by for with and or but as that this these those it its is are was were be been
    has have had than not no so if then there their they we our he she his her which who what when where will
    would could can may also only just about some more less most least over under up down out into per percent
    cent s t one all other such very now year years according says said report reports million billion trillion
    thousand nearly almost around roughly estimated points bn mn tn th st nd rd us times half quarter quarters
    third thirds two three four five six seven eight nine ten eleven twelve twice percentage i you do does did
    still even between while after before usd
"""
READING: Mapping[str, Any] = {
    "aliases": [
        [r"\bUnited States(?: of America)?\b|\bU\.S\.A?\.?(?!\w)|\bUSA?\b(?!\$)", "Unitedstates"],
        [r"\bAmericans?\b|\bAmerica\b", "Unitedstates"],
        [r"\b(?:the )?(?:Democratic Republic of (?:the )?Congo|DR Congo|D\.R\. ?Congo|DRC|Congolese)\b", "Congo"],
        [r"\bChinese\b|\bPRC\b|\bPeople's Republic of China\b", "China"],
        [r"\bEuropean Union\b|\bEU\b|\bEuropeans?\b", "Europe"],
        [r"\bUnited Kingdom\b|\bBritish\b|\bBritain\b|\bUK\b", "Unitedkingdom"],
        [r"\bSouth Koreans?\b|\bSouth Korea\b|\bKoreans?\b", "Korea"],
        [r"\bGermans?\b", "Germany"],
        [r"\bJapanese\b", "Japan"],
        [r"\bTaiwanese\b", "Taiwan"],
        [r"\bDutch\b|\bHolland\b", "Netherlands"],
        [r"\bIndonesians?\b", "Indonesia"],
        [r"\bAustralians?\b", "Australia"],
        [r"\bRussians?\b", "Russia"],
        [r"\bIndians?\b", "India"],
        [r"\bVietnamese\b", "Vietnam"],
        [r"\bFrench\b", "France"],
        [r"\bCanadians?\b", "Canada"],
        [r"\bBrazilians?\b", "Brazil"],
        [r"\bChileans?\b", "Chile"],
        [r"\bUSGS\b", "Geological Survey USGS"],
        [r"\bAI\b", "artificial intelligence"],
        [r"\bEVs?\b", "electric vehicles"],
        [r"\bIP\b", "intellectual property"],
        [r"\bR&D\b", "research development"],
        [r"\b[Gg]lobal(?:ly)?\b|\b[Ww]orldwide\b", "world"],
        [r"\b[Pp]urchase[sd]?\b", "bought"],
        [r"\b[Mm]anufactured\b", "made"],
        [r"\b[Aa]luminum\b", "aluminium"],
    ],
    "subjects": _SUBJECTS.split(),
    "stop": _STOP.split(),
    "endings": [
        *("ations", "ation", "ments", "ment", "tions", "tion", "ings", "ing", "ers", "er", "ed", "es", "ly", "s", "e"),
    ],
    "masks": [
        rf"(^|[^\w]){_DAY} {_MONTH}(?:,? \d{{4}})?(?!\w)",
        rf"(^|[^\w]){_MONTH} {_DAY}(?:, ?\d{{4}})?(?![\w%]| ?(?:{_UNIT})(?!\w))",
        r"(^|[^\w])\d{4}-\d\d-\d\d(?!\w)",
        r"(^|[^\w.])(?:19|20)\d\d\.\d\d(?:\.\d+)?(?!\w)",
        r"(^|[^\w])(?:[Ss]ections?|[Cc]hapters?|[Aa]rticles?|[Pp]aragraphs?|[Nn]otes?|[Tt]ables?|[Ff]igures?|[Pp]ages?|"
        r"pp?\.|[Nn]os?\.|[Nn]umber|HS|ISO|RFC|Order|Directive|Regulation|Title|Annex|Law|Rule|Part|ECCN|[Vv]ersion|"
        r"[Ss]tep|Announcement|[Rr]elease) \d[\w.,/-]*(?: (?:and|to|or) \d[\w.-]*)?",
        r"(^|[^\w$])(?!USD|RMB|CNY|EUR|GBP|JPY|US\$)[A-Za-z]+-?\d[\w.-]*",
        r"(^|[^\w.,$])\d+(?:\.\d+)?(?:[AC-JLN-Z][A-Z]{0,2}|[gG])\d*(?!\w)",
        rf"(^|[^\w.,$])(?:19|20)\d\d(?:s|/\d\d)?(?![\w%]|[.,]\d| ?(?:{_UNIT}|trillion|billion|million|thousand)(?!\w))",
    ],
    "number": (
        r"(US ?\$|USD ?|RMB ?|CNY ?|EUR ?|[$€£¥])? ?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(st|nd|rd|th)?"
        r"(?:[ -]?(trillion|billion|million|thousand|tn|bn|mn|m|k))?"
        r"(?: ?-?(%|percentage points?|per ?cent|pct|pp|points?|times|fold|x))?"
        r"(?: (?:Unitedstates )?(dollars?|cents?))?(?!\w)"
    ),
    "magnitudes": {
        **{"trillion": 1e12, "tn": 1e12, "billion": 1e9, "bn": 1e9, "million": 1e6, "mn": 1e6, "m": 1e6},
        **{"thousand": 1e3, "k": 1e3, "kilotonnes": 1e3},
    },
    "units": [
        ["points", r"^(?:percentage points?|pp|points?|index points)$"],
        ["percent", r"^(?:%|percent|per cent|pct)$"],
        ["times", r"^(?:times|fold|x)$"],
        ["rank", r"^(?:st|nd|rd|th|rank)$"],
        ["cents", r"cents?$"],
        ["money", r"\$|USD|RMB|CNY|EUR|€|£|¥|dollar|yuan|euro"],
    ],
    "words": [
        [r"\bthree[ -]quarters\b", 75, "percent"],
        [r"\btwo[ -]thirds\b", 67, "percent"],
        [r"\b(?:a|one)[ -]third\b", 33, "percent"],
        [r"\b(?:a|one)[ -]quarter\b", 25, "percent"],
        [r"\b(?:a|one)[ -]fifth\b", 20, "percent"],
        [r"\bhalf\b", 50, "percent"],
        [r"\b(?:twice|doubled)\b", 2, "times"],
        [r"\b(?:tripled|trebled)\b", 3, "times"],
        *([rf"\b{word}\b", number, ""] for number, word in enumerate(
            ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
             "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"), 2)),
    ],
    "about": (
        r"(?:about|around|roughly|some|nearly|almost|approximately|circa|close to|more than|over|at least|just under|"
        r"under) $"
    ),
    "year": r"(?:19|20)\d\d",
    "local": (
        r"^(?: [^\s\d,;:.()]+){0,5},? \(?(?:in |of |for |by |during |since |the year )?"
        r"(?:[A-Z][a-z]+ |early |late |mid-|Q\d |H\d )?((?:19|20)\d\d)(?!\d)"
    ),
    "clause": r"[,;:()]| (?:but|while|whereas|and) ",
    "sentence": r"[.!?]['\")\]]* +(?=[A-Z(\"'])|\n+",
}  # fmt: skip
"""Patterns without named groups, look-behind or inline flags: both languages read them the same."""


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


ALIASES = [(_compiled(pattern), word) for pattern, word in READING["aliases"]]
MASKS = [_compiled(pattern) for pattern in READING["masks"]]
NUMBER = _compiled(READING["number"])
UNITS = [(name, _compiled(pattern)) for name, pattern in READING["units"]]
WORDS = [(re.compile(pattern, re.ASCII | re.IGNORECASE), number, unit) for pattern, number, unit in READING["words"]]
ABOUT = re.compile(READING["about"], re.ASCII | re.IGNORECASE)
YEAR = _compiled(READING["year"])
LOCAL = _compiled(READING["local"])
SENTENCE = _compiled(READING["sentence"])
CLAUSE = _compiled(READING["clause"])
TOKEN = _compiled("[A-Za-z]+")
STOP = frozenset(READING["stop"])
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


def tidy(text: str) -> str:
    """Return a text with one form of each quotation mark, dash, blank and country's name."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    plain = re.sub("[\u0300-\u036f]", "", plain)
    plain = re.sub("[\u201c\u201d]", '"', re.sub("[\u2010-\u2015\u2212]", "-", plain))
    plain = re.sub(r"[ \t\r\f\v]+", " ", plain)
    for pattern, word in ALIASES:
        plain = pattern.sub(word, plain)
    return plain.strip()


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
    for ending in READING["endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def words_of(text: str) -> set[str]:
    """Return the stems of a tidy text's words, without those that say nothing."""
    found = (word.lower() for word in TOKEN.findall(text))
    return {stem(word) for word in found if len(word) > 1 and word not in STOP}


SUBJECTS = frozenset(stem(word) for word in READING["subjects"])


def subjects_of(words: Set[str]) -> set[str]:
    """Return the countries and materials among words, by stem: texts that name different ones differ in subject."""
    return {word for word in words if word in SUBJECTS}


def years_of(text: str) -> set[str]:
    """Return the years that a text names."""
    return set(YEAR.findall(text))


def _blank(match: re.Match[str]) -> str:
    return match[1] + " " * (len(match[0]) - len(match[1]))


def numbers_of(text: str) -> list[Stated]:
    """Return the numbers that a tidy text states; years, dates and numbers in names are none.

    Examples
    --------
    >>> [(n.text, n.unit) for n in numbers_of("Section 5 of 2019: 73 percent, or US$1.5 billion")]
    [('73 percent', 'percent'), ('US$1.5 billion', 'money')]
    """
    shown = text
    for mask in MASKS:
        shown = mask.sub(_blank, shown)
    found = [_stated(match, shown) for match in NUMBER.finditer(shown) if not _inside(shown, match.start())]
    taken = [(one.start, one.end) for one in found]
    for pattern, number, unit in WORDS:
        for match in pattern.finditer(shown):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                taken.append((match.start(), match.end()))
                found.append(Stated(match[0], number, 1.0, 0, unit, match.start(), match.end(), soft=True))
    found.sort(key=lambda one: one.start)
    return [_placed(one, text) for one in _joined(found, text)]


def _inside(text: str, start: int) -> bool:
    """Whether a number starts within a word or another number."""
    return start > 0 and re.match(r"[\w.$,]", text[start - 1], re.ASCII) is not None and text[start] != " "


def _stated(match: re.Match[str], text: str) -> Stated:
    before, whole, part, ordinal, magnitude, unit, money = match.groups()
    said = next((unit_of(one.strip()) for one in (unit, ordinal, money, before) if one), "")
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Stated(
        text[start : match.end()],
        float(whole.replace(",", "") + (part or "")),
        READING["magnitudes"].get(magnitude, 1.0),
        len(part) - 1 if part else 0,
        said,
        start,
        match.end(),
        soft=bool(ordinal),
    )


def _joined(found: list[Stated], text: str) -> list[Stated]:
    """Return numbers with the unit and scale that only the second of a pair states."""
    made = list(found)
    for index in range(len(made) - 2, -1, -1):
        one, after = made[index], made[index + 1]
        if text[one.end : after.start] in JOINS and not one.soft:
            unit = one.unit or after.unit
            scale = after.scale if one.scale == 1 and not one.unit else one.scale
            made[index] = replace(one, unit=unit, scale=scale)
    return made


def _placed(one: Stated, text: str) -> Stated:
    """Return a number with the hedge before it and the year after it."""
    year = LOCAL.match(text[one.end :])
    return replace(one, about=ABOUT.search(text[: one.start]) is not None, year=year[1] if year else "")


def sentences_of(text: str) -> list[str]:
    """Return a tidy text's sentences."""
    found, at = [], 0
    for match in SENTENCE.finditer(text):
        found.append(text[at : match.end()].strip())
        at = match.end()
    return [one for one in [*found, text[at:].strip()] if one]


def clause_at(text: str, start: int, end: int) -> str:
    """Return the part of a tidy sentence around a number, between commas, brackets and the like.

    Examples
    --------
    >>> clause_at("China took 18%, Japan 11%", 22, 25)
    'Japan 11%'
    """
    before = [match.end() for match in CLAUSE.finditer(text) if match.end() <= start]
    after = [match.start() for match in CLAUSE.finditer(text) if match.start() >= end]
    return text[before[-1] if before else 0 : after[0] if after else len(text)].strip()
