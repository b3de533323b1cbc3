"""Tables by which the quote check reads a text: words of four languages, and the names and units of a site's field.

They are data, which the page of the quote check carries; ``engine/reading.js`` makes its patterns of them. English
numbers have the package's one grammar; names of countries in all four languages are those of Unicode's CLDR, through
Babel, so that a site need not list them.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any

from babel import Locale

from ..model.vocabulary import Vocabulary
from ..text import numbers as grammar
from .letters import token_of, without_accents

_STOP = """
    a an the of in on at to from by for with and or but as that this these those it its is are was were be been
    has have had than not no so if then there their they we our he she his her which who what when where will
    would could can may also only just about some more less most least over under up down out into per percent
    cent s t one all other such very now year years according says said report reports million billion trillion
    thousand nearly almost around roughly estimated points bn mn tn th st nd rd us times half quarter quarters
    third thirds two three four five six seven eight nine ten eleven twelve twice percentage i you do does did
    still even between while after before usd
"""
_ENDINGS = (
    *("ations", "ation", "ments", "ment", "tions", "tion", "ings", "ing", "ers", "er", "ed", "es", "ly", "s", "e"),
)
_NOUNS = (
    ("kilotonnes?|kilotons?|kt", "mass", 1e6),
    ("tonnes?|tons?|Tonnen?|toneladas?|t", "mass", 1e3),
    ("kilograms?|kilogramme?s?|kilogramos?|Kilogramm|kg", "mass", 1.0),
    ("grams?|grammes?|gramos?|Gramm|g", "mass", 1e-3),
    ("pounds?|lbs?", "mass", 0.45359237),
    ("ounces?|oz", "mass", 0.028349523125),
    ("kilomet(?:re|er)s?|km", "length", 1e3),
    ("millimet(?:re|er)s?|mm", "length", 1e-3),
    ("nanomet(?:re|er)s?|nm", "length", 1e-9),
    ("GW", "power", 1e9),
    ("MW|megawatts?", "power", 1e6),
    ("kW|kilowatts?", "power", 1e3),
    ("TWh", "energy", 1e12),
    ("GWh", "energy", 1e9),
    ("MWh", "energy", 1e6),
    ("kWh", "energy", 1e3),
    ("years?|Jahren?|ans|anos", "time", 365.25),
    ("months?|Monaten?|mois|mes(?:es)?", "time", 365.25 / 12),
    ("weeks?|Wochen?|semaines?|semanas?", "time", 7.0),
    ("days?|Tagen?|jours?|dias?", "time", 1.0),
)
"""Units after a number: a pattern, what they measure, and how much of its base unit (kg, m, W, Wh, day) one is."""
_CAPITALS = {"B": 1e9, "M": 1e6, "K": 1e3}
"""Magnitudes as capitals after a sum: $12.9B."""
_CURRENCIES = (
    ("USD", r"USD|\$|dollar|Dollar|dolar"),
    ("EUR", r"EUR|€|[Ee]uro"),
    ("CNY", r"RMB|CNY|yuan|Yuan|renminbi"),
    ("GBP", r"GBP|£"),
    ("JPY", r"JPY|[Yy]en(?!\w)"),
    ("CHF", r"CHF|[Ff]ranken"),
)
_LOCAL = (
    r"^(?: [^\s\d,;:.()]+){0,5},? \(?"
    r"(?:(?:in|of|for|by|during|since|the|year|im|Jahr|Jahre|en|de|del|du|l'annee|ano) )*"
    rf"(?:[A-Z][a-z]+ |early |late |mid-|Q\d |H\d )?({grammar.YEAR})(?!\d)"
)
_SENTENCE = r"[.!?]['\")\]]* +(?=[A-Z(\"'])|\n+"
_CONTRASTS = (
    ("exports exported exporting export", "imports imported importing import"),
    ("bought buys buying buy", "sold sells selling sell sales"),
    ("above", "below"),
    ("highest", "lowest"),
    ("largest biggest", "smallest"),
    ("first", "last"),
    ("demand consumption consumed consumes", "supply production produced produces output"),
    ("received receipts receives", "paid payments pays"),
    ("inside within", "outside elsewhere abroad"),
    ("before", "after"),
    ("with", "without"),
    ("licensed licences", "banned ban bans"),
    ("allows allowed allow permits permitted", "banned ban bans forbids forbade forbidden prohibits prohibited"),
    ("peaked peak", "troughed trough bottomed"),
    ("won", "lost"),
    ("import", "reserves"),
)
"""Sides of which a number is of one and never of another, in any field; each side words that mean the same."""
_OUTWARD = "exports exported export exporting sold sells sell sales"
"""Words by which what is one's own goes to others: “a land’s exports” leave it."""
LANGUAGES = ("en", "de", "fr", "es")


@functools.cache
def languages() -> dict[str, Any]:
    """Return the words of each language; the numbers of English are those of the package's grammar."""
    tables: dict[str, Any] = json.loads(resources.files(__package__).joinpath("languages.json").read_text("utf-8"))
    tables["en"] |= {
        "magnitudes": {**grammar.MAGNITUDES, **grammar.MAGNITUDE_SIGNS, **_CAPITALS, "kilotonnes": 1e3, "kt": 1e3},
        "percent": grammar.PERCENT,
        "points": grammar.POINTS,
        "times": grammar.TIMES,
        "ordinal": grammar.ORDINAL,
        "cardinals": {word: number for word, number in grammar.CARDINALS.items() if number > 1},
        "parts": dict(grammar.PARTS),
        "multiples": dict(grammar.MULTIPLES),
    }
    return {name: tables[name] for name in LANGUAGES}


def rules_of(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the tables of reading for a site's field, as JSON has them."""
    return {
        "languages": languages(),
        "stop": _STOP.split(),
        "endings": list(_ENDINGS),
        "names": [[name, word] for name, word in _names(vocabulary)],
        "subjects": _subjects(vocabulary),
        "tens": list(grammar.TENS),
        "ordinals": list(grammar.ORDINALS),
        "outward": _OUTWARD.split(),
        "contrasts": [list(sides) for sides in (*_CONTRASTS, *vocabulary.contrasts)],
        "nouns": [
            *map(list, _NOUNS),
            *([grammar.literal(noun), f"counted {noun}", 1.0] for noun in vocabulary.counted),
        ],
        "currencies": [list(entry) for entry in _CURRENCIES],
        "currency_code": grammar.CURRENCY_CODE,
        "currency_sign": grammar.CURRENCY_SIGN,
        "currency_words": r"USD|dollars?|[Dd]ollars?|dolares|euros?|Euros?|yuan|Yuan|renminbi|cents?",
        "magnitude_signs": dict(grammar.MAGNITUDE_SIGNS),
        "masks": _masks(vocabulary),
        "year": grammar.YEAR,
        "local": _LOCAL,
        "sentence": _SENTENCE,
    }


@functools.cache
def territories() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return countries by their English names, each with its names in the languages that are read (source: CLDR)."""
    by_language = [{str(code): str(name) for code, name in Locale(key).territories.items()} for key in LANGUAGES]
    codes = sorted(code for code in by_language[0] if len(code) == 2)
    return tuple(
        (by_language[0][code], tuple({names[code]: None for names in by_language if code in names})) for code in codes
    )


def _all_subjects(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Return a site's subjects with all their names, countries with those of CLDR; a site's own names come first.

    Of two countries of one short name, such as both Congos, a subject is that of which the site gives a longer one.
    """
    subjects = {name: [*others] for name, others in vocabulary.subjects}
    if not subjects:
        return {}
    owner = {name: subject for subject, others in subjects.items() for name in (subject, *others)}
    meant = {subject for _, names in territories() for subject in _meant(names, owner, subjects)}
    for country, names in territories():
        bare = [owner[name] for name in names if name in owner and (name == country or owner[name] not in meant)]
        subject = next(iter([*_meant(names, owner, subjects), *bare]), country)
        known = subjects.setdefault(subject, [])
        known += [name for name in names if name not in owner and name != subject]
    return subjects


def _meant(names: Iterable[str], owner: Mapping[str, str], subjects: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the subjects of which a country's names are among the other names that the site gives."""
    return [owner[name] for name in names if name in owner and name not in subjects]


def _subjects(vocabulary: Vocabulary) -> list[str]:
    return [token_of(name).lower() for name in _all_subjects(vocabulary)]


def _names(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield each name with the word that it is read as: one word for a subject of several."""
    for name, names in _all_subjects(vocabulary).items():
        token = token_of(name)
        for other in (*names, *([name] if token != name else [])):
            yield other, token
    for word, others in vocabulary.synonyms:
        for other in others:
            yield other, without_accents(word)


def _masks(vocabulary: Vocabulary) -> list[str]:
    """Return patterns of what is no quantity: dates, releases, numbers in names, years; the first group stays."""
    unit, label = grammar.counted(vocabulary.counted), grammar.labelled(vocabulary.numbered)
    months = [month for table in languages().values() for month in table["months"]]
    month = rf"(?:{grammar.MONTH}|{grammar.any_of(months)})"
    day, year = rf"(?:{grammar.DAY}|\d{{1,2}}\.)", grammar.YEAR
    magnitude = "|".join(word for table in languages().values() for word in table["magnitudes"])
    return [
        rf"(^|[^\w]){day} (?:de )?{month}(?:,? (?:de )?\d{{4}})?(?!\w)",
        rf"(^|[^\w]){month} {grammar.DAY}(?:, ?\d{{4}})?(?![\w%]| ?{unit}(?!\w))",
        rf"(^|[^\w]){grammar.ISO_DATE}(?!\w)",
        rf"(^|[^\w.]){grammar.RELEASE}(?!\w)",
        rf"(^|[^\w]){label} \d[\w.,/-]*(?: (?:and|to|or) \d[\w.-]*)?",
        rf"(^|[^\w$])(?!{grammar.CURRENCY_CODE}|US\$)[A-Za-z]+-?\d[\w.-]*",
        r"(^|[^\w.,$])\d+(?:\.\d+)?(?:[AC-JLN-Z][A-Z]{0,2}|[gG])\d*(?!\w)",
        rf"(^|[^\w.,$]){year}(?:s|/\d\d)?(?![\w%]|[.,]\d| ?(?:{unit}|%|{magnitude})(?!\w))",
    ]
