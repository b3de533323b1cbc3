"""Numbers in English prose: one grammar of digits, number words, dates, magnitudes and units.

Three readers build on it, because they ask different questions. Where their answers differ, this table says how:

========================  =====================  =====================  ==============================
stands in a text          lint of typed numbers  coverage of documents  quote check
========================  =====================  =====================  ==============================
``73``, ``1,250.5``       a quantity             a number               a number
``73%``, ``US$5 billion`` one quantity           its digits             one number with unit and scale
``in 2019``, ``2010s``    none                   a number               none; the year of a number near
``7 October 2022``        none                   each of its numbers    none
``Section 5``, ``5G``     none                   ``5``                  none
``9th``                   none                   ``9``                  a soft number, of unit rank
``five percent``          a quantity             ``five``               a soft number
``five plants``           none                   ``five``               a soft number
``doubled``, ``half of``  a quantity             a number               a soft number
``decades``, ``dozens``   none                   a number               none
========================  =====================  =====================  ==============================

The lint refuses what an author typed, so it leaves alone what is plainly no quantity of ours. The coverage must
account for all that a document prints, so it leaves out nothing. The quote check asks which of our numbers is meant, so
it needs amount, scale and unit. Titles are compared with what their pictures print: :mod:`proofpress.text.amounts`. A
site adds words of its field (labels, things counted) by its vocabulary.

Every pattern is written without named groups, look-behind and inline flags, so that a browser reads it as Python does.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WHOLE = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
"""A whole number, its thousands separated by commas or not at all."""
NUMERAL = rf"{WHOLE}(?:\.\d+)?"
ORDINAL = r"(?:st|nd|rd|th)"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTH = rf"(?:{'|'.join(MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
DAY = rf"\d{{1,2}}{ORDINAL}?"
YEAR = r"(?:19|20)\d\d"
ISO_DATE = r"\d{4}-\d\d-\d\d"
RELEASE = rf"{YEAR}\.\d\d(?:\.\d+)?"
"""A number of a release, such as ``2026.11`` or ``2026.11.1``."""

CURRENCY_CODE = r"(?:USD|RMB|CNY|EUR|GBP|JPY|CHF)"
CURRENCY_SIGN = r"[$€£¥]"
MAGNITUDES: Mapping[str, float] = {"trillion": 1e12, "billion": 1e9, "million": 1e6, "thousand": 1e3}
SCALED_NUMERAL = re.compile(rf"({NUMERAL})\s+({'|'.join(MAGNITUDES)})\b", re.IGNORECASE)
MAGNITUDE_SIGNS: Mapping[str, float] = {"tn": 1e12, "bn": 1e9, "mn": 1e6, "m": 1e6, "k": 1e3}
PERCENT = r"%|per ?cent|pct"
POINTS = r"percentage points?|pp|points?"
TIMES = r"times|fold|x"
UNITS = (
    *("tonnes?", "tons?", "kilotonnes?", "kt", "kilograms?", "kg", "grams?", "pounds"),
    *(
        "nm",
        "nanomet(?:re|er)s?",
        "mm",
        "kilomet(?:re|er)s?",
        "km",
        "hectares?",
        "hectolit(?:re|er)s?",
        "lit(?:re|er)s?",
    ),
    *("kW", "MW", "GW", "kWh", "MWh", "GWh", "TWh"),
    *("US dollars", "dollars?", "euros?", "units", "people", "firms", "companies", "countries"),
)
"""What may follow a number that is a quantity, in any field: SI units, those in use beside them, money, heads."""
LABELS = (
    *("(?:[Ss]ub)?[Ss]ections?", "[Cc]hapters?", "[Aa]rticles?", "[Pp]arts?", "(?:[Ss]ub)?[Pp]aragraphs?", "§"),
    *("(?:[Ff]oot|[Ee]nd)?[Nn]otes?", "[Tt]ables?", "[Ff]igures?", "[Pp]ages?", r"pp?\.", r"[Nn]os?\.", "[Nn]umber"),
    *(r"[Vv]ol\.", "[Aa]ppendix", "Annex", "[Ss]tep", "[Vv]ersion", "v", "[Rr]elease"),
    *("Order", "Directive", "Regulation", "Title", "(?:Public )?Law", "Rule", "Form"),
    *("ISO", "RFC", "CC BY", "WCAG", "Python", "Data Package", "AES", "SHA"),
)
"""Words before a number that make it a name, in any field."""

CARDINALS: Mapping[str, int] = {
    word: number
    for number, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
            *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
        ),
        1,
    )
}
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
"""Places from the second on, in words."""
PARTS: tuple[tuple[str, int], ...] = (
    ("three[ -]quarters", 75),
    ("four[ -]fifths", 80),
    ("nine[ -]tenths", 90),
    ("two[ -]thirds", 67),
    ("(?:a|one)[ -]third", 33),
    ("(?:a|one)[ -]quarter", 25),
    ("(?:a|one)[ -]fifth", 20),
    ("(?:a|one)[ -]tenth", 10),
    ("half", 50),
)
"""Parts of a whole in words, in percent; the longer ones first."""
MULTIPLES: tuple[tuple[str, int], ...] = (("twice|doubled", 2), ("tripled|trebled", 3), ("quadrupled", 4))
"""Words that multiply, with by how much."""


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for one of some words or patterns."""
    return f"(?:{'|'.join(words)})"


def literal(text: str) -> str:
    r"""Return a pattern for a text as it stands, escaping only what both languages read as signs of a pattern.

    Examples
    --------
    >>> print(literal("St. Julien (old)"))
    St\. Julien \(old\)
    """
    return re.sub(r"([\\^$.|?*+()\[\]{}])", r"\\\1", text)


def counted(words: Iterable[str] = (), *, short: bool = True) -> str:
    """Return a pattern for the unit after a quantity: the grammar's, and a site's own nouns for what it counts.

    ``pp`` and ``x`` are units where readers quote numbers, and pages and signs in an author's prose: ``short`` says
    which.
    """
    brief = ("pp", "x") if short else ()
    return any_of([PERCENT, "percentage points?", "points?", "times", "fold", *brief, *UNITS, *map(literal, words)])


def labelled(words: Iterable[str] = ()) -> str:
    """Return a pattern for the word before a number that makes it a name: the grammar's, and a site's own."""
    return any_of([*LABELS, *map(literal, words)])


@dataclass(frozen=True)
class Numeral:
    """Digits in a text: what they say, and with how many decimals."""

    number: float
    decimals: int


_NUMERAL = re.compile(NUMERAL)


def numerals(text: str) -> list[Numeral]:
    """Return the numbers that a text prints in digits, in its order.

    Examples
    --------
    >>> numerals("from 1,250.5 to 8")
    [Numeral(number=1250.5, decimals=1), Numeral(number=8.0, decimals=0)]
    """
    return [Numeral(float(digits.replace(",", "")), len(digits.partition(".")[2])) for digits in _NUMERAL.findall(text)]


def missing_scale(text: str, unit: str, number: float) -> str:
    """Return the scale word by which a text's number is larger than the number it shows; empty if they agree.

    Parameters
    ----------
    text : str
        What a reader sees.
    unit : str
        Unit of the number, which may hold the scale itself.
    number : float
        The number that the text shows.

    Examples
    --------
    >>> missing_scale("2,096 million tonnes", "tonnes", 2096)
    'million'
    >>> missing_scale("2,096 million tonnes", "million tonnes", 2096)
    ''
    >>> missing_scale("US$1.6 billion", "US dollars", 1.6e9)
    ''
    """
    for match in SCALED_NUMERAL.finditer(text):
        word = match[2].lower()
        meant = float(match[1].replace(",", "")) * MAGNITUDES[word]
        near = math.isclose(meant, abs(number), rel_tol=0.2)
        if not near and not re.search(rf"\b{word}\b", unit, re.IGNORECASE):
            return word
    return ""
