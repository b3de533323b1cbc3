"""Amounts: the numbers that a title states and a picture prints, told apart by what they measure.

A title and a label write the same number differently: ``US$5.9 billion`` beside an axis in billion dollars is ``5.9``
on the bar, ``twice`` is ``2 times``. Both texts are read by the one grammar of numbers, so that they can be compared.

========================  ==============================  ==========================================================
stands in a title         is read as                      is printed by
========================  ==============================  ==========================================================
``2019``, ``2010s``       a year                          the year, on an axis too
``73%``, ``73 percent``   73 percent                      ``73%``, or ``73`` as a label
``from 50 to 73%``        both in percent                 as above
``2.5 times``             2.5 times                       ``2.5 times``, ``2.5×``, ``×2.5``
``twice``, ``doubled``    2 times                         as above, ``twice``, or ``+100%``
``half``, ``two-thirds``  50 percent, 67 percent          the part in words, or percents that round to it
``fourth-largest``        rank 4                          ``fourth``, ``4th``, ``rank 4``, or ``4`` as a label
``three``, ``3``          3 of something                  ``3`` or ``three``, without another unit
``US$5.9 billion``        5.9 of a thousand million       ``5.9 billion``, or ``5.9`` where the picture says “billion”
``5G``, ``Section 5``     none: a name                    nothing
``one``, ``first half``   none: no amount                 nothing; where a value is bound, ``1`` or ``one``
========================  ==============================  ==========================================================
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from . import numbers as grammar
from .quantity_words import ORDINALS

YEAR, PERCENT, POINTS, TIMES, MONEY, RANK, BARE = "year", "percent", "points", "times", "money", "rank", ""
"""What an amount measures; a bare one is of the unit that its picture or its title says elsewhere."""
SCALES = {**grammar.MAGNITUDES, "bn": 1e9, "tn": 1e12, "mn": 1e6, "kilotonnes": 1e3, "kt": 1e3}
_UNITS = (
    (PERCENT, rf"(?:{grammar.PERCENT})(?!\s+points?)"),
    (POINTS, r"(?:percentage\s+)?points?|pp"),
    (TIMES, r"times|-?fold|×"),
)
_UNIT = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _UNITS)
_MEASURES = "|".join(grammar.UNITS)
_DIGITS = re.compile(
    rf"(?<![\w.])(?P<sign>[+−-])?(?P<factor>×\s?)?(?P<money>US\$|{grammar.CURRENCY_SIGN}|{grammar.CURRENCY_CODE}\s)?"
    rf"(?P<digits>{grammar.NUMERAL})(?:(?P<ordinal>{grammar.ORDINAL})|(?P<decade>s)|"
    rf"[\s-]?(?P<scale>{'|'.join(SCALES)})(?![A-Za-z]))?(?:[\s-]?(?:{_UNIT}))?(?!(?!(?:{_MEASURES})\b)[A-Za-z0-9]|[.,]\d)"
)
_TEN = "|".join(grammar.TENS)
_SMALL = "|".join(word for word, number in grammar.CARDINALS.items() if number > 1)
_WORD = re.compile(
    rf"\b(?:(?P<ten>{_TEN})(?:[\s-](?P<unit>one|{_SMALL}))?|(?P<small>{_SMALL}))"
    rf"(?:[\s-](?P<scale>{'|'.join(grammar.MAGNITUDES)}))?(?:[\s-]?(?:{_UNIT}))?\b(?!-year)",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(r"\b(?:(?P<two>twice|doubled?|doubles)|(?P<three>(?:tripled?|trebled?)s?)|quadrupled?)\b", re.I)
_PART = re.compile(
    rf"(?<!first )(?<!second )(?<!other )(?<!last )"
    rf"\b(?:{'|'.join(pattern for pattern, _ in grammar.PARTS)}|halved)\b(?!-year)",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(?:a|one)[ -]quarter", re.IGNORECASE)
"""Words that are a part only of something: “a quarter” alone is three months."""
_PLACED = re.compile(
    rf"\b(?P<place>{'|'.join(ORDINALS[1:])})(?=[\s-](?:\w+est|best|most|least)\b)"
    rf"|(?<=ranked )(?P<ranked>{'|'.join(ORDINALS)})\b|\brank (?P<rank>\d+)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\s*(?:to|and|or|–|-|,)\s*(?:about |only |at least |at most |more than |less than )?", re.IGNORECASE
)
_FACTOR = re.compile(r"\bfactor of $", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Amount:
    """A number in a text: the words that say it, where, its number, what it measures, and the scale it names.

    ``scale`` is zero where the text names none: then the picture's axis may.
    """

    text: str
    start: int
    number: float
    kind: str = BARE
    scale: float = 0.0
    more: bool = False
    rounded: bool = False

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.start + len(self.text)


def amounts_in(text: str, numbered: Sequence[str] = ()) -> list[Amount]:
    """Return the amounts of a text, in its order; numbers that are names are none.

    Parameters
    ----------
    text : str
        A title or a label.
    numbered : sequence of str
        The site's words before a number that make it a name.

    Examples
    --------
    >>> [(amount.number, amount.kind) for amount in amounts_in("It rose from 50 to 73% in 2025, twice Section 5")]
    [(50.0, 'percent'), (73.0, 'percent'), (2025.0, 'year'), (2.0, 'times')]
    """
    found: list[Amount] = []
    for amount in (*_placed(text), *_parts(text), *_multiples(text), *_digits(text), *_words(text)):
        if not any(amount.start < other.end and other.start < amount.end for other in found):
            found.append(amount)
    named = _names(tuple(numbered))
    found = [amount for amount in found if not named.search(text[: amount.start])]
    found = [replace(amount, kind=TIMES) if _FACTOR.search(text[: amount.start]) else amount for amount in found]
    return _with_shared_kinds(sorted(found, key=lambda amount: amount.start), text)


@functools.cache
def _names(numbered: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of what stands before a number that is a name."""
    return re.compile(rf"(?<![A-Za-z]){grammar.labelled(numbered)}\s?\.?$")


def _digits(text: str) -> Iterator[Amount]:
    """Yield the numbers in digits."""
    for match in _DIGITS.finditer(text):
        number, digits = float(match["digits"].replace(",", "")), match["digits"]
        scale = SCALES.get(match["scale"] or "", 0.0)
        kind = _kind(match) or (MONEY if match["money"] else TIMES if match["factor"] else BARE)
        if match["ordinal"]:
            kind = RANK
        elif kind == BARE and not scale and re.fullmatch(grammar.YEAR, digits):
            kind = YEAR
        more = match["sign"] == "+" or text[match.end() :].lstrip().startswith(("more", "higher"))
        start = match.start("money") if match["money"] else match.start("factor" if match["factor"] else "digits")
        yield Amount(text[start : match.end()], start, number, kind, scale, more)


def _kind(match: re.Match[str]) -> str:
    """Return which unit a number has after it."""
    return next((kind for kind, _ in _UNITS if match[kind]), BARE)


def _words(text: str) -> Iterator[Amount]:
    """Yield the numbers in words, such as “thirty points”; “one” is none."""
    for match in _WORD.finditer(text):
        ten = 20 + 10 * grammar.TENS.index(match["ten"].lower()) if match["ten"] else 0
        small = grammar.CARDINALS[(match["unit"] or match["small"]).lower()] if match["unit"] or match["small"] else 0
        scale = SCALES.get((match["scale"] or "").lower(), 0.0)
        yield Amount(match[0], match.start(), float(ten + small), _kind(match), scale)


def _multiples(text: str) -> Iterator[Amount]:
    """Yield words that multiply."""
    for match in _MULTIPLE.finditer(text):
        yield Amount(match[0], match.start(), 2.0 if match["two"] else 3.0 if match["three"] else 4.0, TIMES)


def _parts(text: str) -> Iterator[Amount]:
    """Yield parts of a whole in words, in percent."""
    for match in _PART.finditer(text):
        if _SPAN.fullmatch(match[0]) and not text[match.end() :].startswith(" of"):
            continue
        percent = next((size for words, size in grammar.PARTS if re.fullmatch(words, match[0], re.IGNORECASE)), 50)
        yield Amount(match[0], match.start(), float(percent), PERCENT, rounded=True)


def _placed(text: str) -> Iterator[Amount]:
    """Yield ranks in words: “fourth-largest”, “ranked fourth”, “rank 4”."""
    for match in _PLACED.finditer(text):
        word = (match["place"] or match["ranked"] or "").lower()
        yield Amount(match[0], match.start(), float(match["rank"] or ORDINALS.index(word) + 1), RANK)


def _with_shared_kinds(amounts: Sequence[Amount], text: str) -> list[Amount]:
    """Return amounts of which a bare one has the unit of the next, where only a word such as “to” stands between."""
    result: list[Amount] = []
    for amount in reversed(amounts):
        after = result[-1] if result else None
        joined = after is not None and _JOINED.fullmatch(text[amount.end : after.start])
        if after is not None and joined and amount.kind == BARE and after.kind not in {BARE, YEAR, RANK}:
            result.append(replace(amount, kind=after.kind, scale=amount.scale or after.scale))
        else:
            result.append(amount)
    return result[::-1]


def is_scale_tick(text: str) -> bool:
    """Whether the label of an axis is a place on its scale, such as ``50%`` or ``US$2 bn``, and names nothing.

    Examples
    --------
    >>> [is_scale_tick(text) for text in ("50%", "2,000", "2019", "Oct 2022", "Rioja 99%")]
    [True, True, False, False, False]
    """
    found = amounts_in(text)
    if any(amount.kind == YEAR for amount in found):
        return False
    rest = text
    for amount in reversed(found):
        rest = rest[: amount.start] + rest[amount.end :]
    return bool(found) and not _LETTERS.search(rest)


def scales_in(texts: Iterable[str]) -> set[float]:
    """Return the scales that a picture names, such as that of “billion US dollars”."""
    words = {word.lower() for text in texts for word in re.findall(r"[A-Za-z]+", text)}
    return {1.0, *(SCALES[word] for word in words & SCALES.keys())}


def prints(said: Amount, printed: Amount, scales: Iterable[float]) -> bool:
    """Whether a picture's number is the one that a title says.

    Parameters
    ----------
    said, printed : Amount
        Of the title and of the picture.
    scales : iterable of float
        Those that the picture names, for numbers that name none.
    """
    if said.kind == TIMES and printed.kind == PERCENT and printed.more:
        return math.isclose(printed.number, 100 * (said.number - 1), rel_tol=1e-9)
    if said.kind == YEAR:
        return printed.kind == YEAR and said.number == printed.number
    if printed.kind not in {said.kind, BARE} and {printed.kind, said.kind} != {YEAR, BARE}:
        return False
    if said.rounded and printed.number != said.number:
        return printed.kind == PERCENT and math.floor(printed.number + 0.5) == said.number
    amount = said.number * (said.scale or 1.0)
    own = [printed.scale] if printed.scale else scales
    return any(math.isclose(amount, printed.number * scale, rel_tol=1e-9) for scale in own)
