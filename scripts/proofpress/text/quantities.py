"""Quantities as a reader sees them: magnitude words, units and hedges."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from ..model.records import Claim
from .interval import Interval
from .numbers import MAGNITUDES, NUMERAL, Numeral, numerals
from .quantity_words import is_whole_phrase, states_number

_MAGNITUDES = tuple((size, word) for word, size in MAGNITUDES.items() if size >= 1e6)
_PLURAL = re.compile(r"[a-z]{3,}[a-rt-z]s")
_NO_PLURALS = {"times", "gas"}
HEDGE_WORDS = {
    "exact": "",
    "about": "about ",
    "at least": "at least ",
    "more than": "more than ",
    "less than": "less than ",
    "at most": "at most ",
    "nearly": "nearly ",
    "projected": "",
}


def _plain(number: float) -> str:
    """Return six significant digits with thousands separators, never an exponent."""
    return f"{Decimal(f'{number:.6g}'):,f}"


def format_number(number: float) -> str:
    """Return a number with thousands separators, or a magnitude word from one million on.

    Examples
    --------
    >>> format_number(35_800_000_000)
    '35.8 billion'
    >>> format_number(4500)
    '4,500'
    """
    for size, word in _MAGNITUDES:
        if abs(number) >= size:
            return f"{_plain(number / size)} {word}"
    if float(number).is_integer():
        return f"{int(number):,}"
    return _plain(number)


def with_unit(text: str, unit: str) -> str:
    """Return a formatted number with its unit where a reader expects it."""
    if unit in {"percent", "%"}:
        return f"{text}%"
    if unit in {"USD", "US$"}:
        return f"US${text}"
    if unit in {"", "count", "ratio", "index"}:
        return text
    if unit == "rank":
        return f"rank {text}"
    return f"{text} {singular(unit) if text == '1' else unit}"


def singular(unit: str) -> str:
    """Return a unit of one word for one of it; other units, and words that are no regular plurals, as they are.

    Examples
    --------
    >>> [singular(unit) for unit in ("bottles", "inches", "times", "percentage points", "MW")]
    ['bottle', 'inch', 'times', 'percentage points', 'MW']
    """
    if not _PLURAL.fullmatch(unit) or unit in _NO_PLURALS:
        return unit
    return re.sub(r"(?<=ch|sh|ss)es$|(?<=x)es$|s$", "", unit)


def _short(number: float) -> str:
    """Return three significant digits, as a reader sees them."""
    return format_number(float(f"{number:.3g}")).replace("-", "−")


def format_interval(interval: Interval, unit: str) -> str:
    """Return an interval to three digits with its unit: one number where both ends read alike.

    Examples
    --------
    >>> format_interval(Interval(27.96, 28.04), "percent")
    '28%'
    >>> format_interval(Interval(1, math.inf), "USD")
    'at least US$1'
    """
    low, high = interval.low, interval.high
    if math.isinf(low) and math.isinf(high):
        return "any amount"
    if math.isinf(high):
        return f"at least {with_unit(_short(low), unit)}"
    if math.isinf(low):
        return f"at most {with_unit(_short(high), unit)}"
    if _short(low) == _short(high) or unit == "date":
        return with_unit(_short(interval.middle), unit)
    return f"{with_unit(_short(low), 'USD' if unit == 'USD' else '')} to {with_unit(_short(high), unit)}"


def format_year(number: float) -> str:
    """Return a year or a date number, without separators."""
    return str(int(number)) if float(number).is_integer() else str(number)


def in_words(printed: str) -> bool:
    """Whether a source prints a number in words, such as "one-third": then its digits are ours, and few."""
    return not any(letter.isdigit() for letter in printed)


def _as_printed(value: float, numeral: Numeral, digits: str) -> str | None:
    """Return digits as a document prints them, with the magnitude word that its value implies; none if they differ."""
    for size, word in ((1.0, ""), *((size, word) for word, size in MAGNITUDES.items())):
        if numeral.number and math.isclose(value, numeral.number * size, rel_tol=1e-9):
            return f"{digits} {word}".strip()
    return None


def _printed_ends(claim: Claim) -> list[str]:
    """Return the ends of a claim's quantity as its document prints their digits."""
    digits = [match for match in re.findall(NUMERAL, claim.as_printed) if match]
    parts = list(zip(numerals(claim.as_printed), digits, strict=True))
    ends = [end for end in (claim.low, claim.high) if end is not None]
    if len(ends) == 2 and ends[0] == ends[1]:
        ends = ends[:1]
    plain = format_year if claim.unit in {"year", "date"} else format_number
    if len(parts) != len(ends):
        return [plain(end) for end in ends]
    return [_as_printed(end, *part) or plain(end) for end, part in zip(ends, parts, strict=True)]


def _worded(claim: Claim) -> str:
    """Return a quantity that a document prints in words: the words, with the unit and the hedge of a number word."""
    head, tail = claim.as_printed[:1], claim.as_printed[1:]
    words = claim.as_printed if tail[:1].isupper() else head.lower() + tail
    if not states_number(words):
        return words
    words = f"a {words}" if words in {"couple", "decade", "dozen", "thousand"} else words
    unit = "" if claim.unit in {"count", "rank", "ratio", "index", "year"} or is_whole_phrase(words) else claim.unit
    body = f"{words} {singular(unit) if words == 'one' else unit}".strip()
    if claim.unit == "rank" and not is_whole_phrase(words):
        return f"among the first {words}" if claim.hedge == "at most" else f"rank {words}"
    hedge = "" if words in {"a couple", "a dozen"} else HEDGE_WORDS.get(claim.hedge, "")
    return body if words.startswith("over ") else f"{hedge}{body}"


def format_claim(claim: Claim) -> str:
    """Return a claim's quantity as its document prints it, with hedge and unit.

    Parameters
    ----------
    claim : Claim
        With ``low``, ``high``, or both; or in words alone.

    Returns
    -------
    str
        For instance ``more than 80%``, ``10 to 25%``, ``73% (projected)``, ``one-third`` or ``five years``.
    """
    tail = " (projected)" if claim.hedge == "projected" else ""
    if in_words(claim.as_printed):
        return f"{_worded(claim)}{tail}"
    unit = "" if claim.unit in {"year", "date"} else claim.unit
    ends = _printed_ends(claim)
    if not ends:
        return claim.as_printed
    if len(ends) == 2:
        body = f"{with_unit(ends[0], unit if unit == 'USD' else '')} to {with_unit(ends[1], unit)}"
    else:
        body = with_unit(ends[0], unit)
    return f"{HEDGE_WORDS.get(claim.hedge, '')}{body}{tail}"
