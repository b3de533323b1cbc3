"""Quantity words: the one table that turns words for amounts into bounds, the same for every claim.

A document that says "most" or "dozens" states no number. What such a word can mean at least, or at most, is a reading
of ours, so it stands here once, and a claim whose bounds say something else is refused.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from .numbers import CARDINALS, MAGNITUDES, TENS

Bounds = tuple[float | None, float | None]
NUMBERS = {**CARDINALS, **{word: 20 + 10 * place for place, word in enumerate(TENS)}, "zero": 0, "no": 0, "none": 0}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True)
class WordMeaning:
    """What some words mean at least and at most; an open end is None.

    Attributes
    ----------
    words : str
        A pattern for all that the document prints.
    low, high : float or None
        Bounds in the claim's unit.
    means : str
        The reading, as methods tell it.
    units : tuple of str
        Units in which the words mean that; any if empty.
    """

    words: str
    low: float | None
    high: float | None
    means: str
    units: tuple[str, ...] = ()


_FIRST = "largest|larger|highest|biggest|number one|ranked first|fastest|best|most|more|lead|leaders?|top|unparalleled"
_MOST = rf"(?:[\w’-]+ )*?(?:{_FIRST})\b.*"
MEANINGS: tuple[WordMeaning, ...] = (
    WordMeaning(r"never been more|" + _MOST, 1, 1, "first place", ("rank",)),
    WordMeaning(
        r"(?:the |for the )?(?:most|(?:vast )?majority|lion’s share)\b.*", 50, None, "above one half", ("percent",)
    ),
    WordMeaning(r"(?:almost|nearly|virtually) (?:all|every|matched)\b.*", None, 100, "at most all", ("percent",)),
    WordMeaning(r"(?:far|slightly) (?:lower|below)\b.*", None, 100, "less than what it is compared with", ("percent",)),
    WordMeaning(r"tiny fraction", None, 50, "below one half", ("percent",)),
    WordMeaning(r"(?:every|full|all)\b.*", 100, 100, "all", ("percent",)),
    WordMeaning(r"half", 50, 50, "one half", ("percent",)),
    WordMeaning(r"(?:a|one)[ -]third", 100 / 3, 100 / 3, "one third", ("percent",)),
    WordMeaning(r"(?:a|one)[ -]quarter", 25, 25, "one quarter", ("percent",)),
    WordMeaning(r"(?:a|one)[ -]fifth", 20, 20, "one fifth", ("percent",)),
    WordMeaning(r"(?:a|one)[ -]tenth", 10, 10, "one tenth", ("percent",)),
    WordMeaning(r"(?:twice|double[ds]?|twofold)", 2, 2, "two"),
    WordMeaning(r"many times over", 2, None, "at least two times", ("times",)),
    WordMeaning(r"unprecedented|more \w+", 1, None, "above what it is compared with", ("times",)),
    WordMeaning(r"higher|exceeds", 0, None, "above what it is compared with", ("index points",)),
    WordMeaning(r"couple", 2, 2, "two"),
    WordMeaning(r"dozen", 12, 12, "twelve"),
    WordMeaning(r"dozens", 24, None, "at least two dozen"),
    WordMeaning(r"(?:over )?a? ?decade(?: ago)?", 10, 10, "ten years", ("years",)),
    WordMeaning(r"decades|multi-decade", 20, None, "at least two decades", ("years",)),
    WordMeaning(r"a (?:year|month|day)", 1, 1, "one"),
    WordMeaning(r"only(?: \w+)*", 1, 1, "one", ("count",)),
    WordMeaning(r"any\b.*|disappeared completely|no\b.*", 0, 0, "none"),
    WordMeaning(r"hundreds of thousands\b.*", 2e5, None, "at least two hundred thousand"),
    WordMeaning(r"hundreds\b.*", 200, None, "at least two hundred"),
    WordMeaning(r"thousands\b.*", 2000, None, "at least two thousand"),
    WordMeaning(r"thousand", 1000, 1000, "one thousand"),
    *(
        WordMeaning(rf"{word}s", 2 * size, None, f"at least two {word}")
        for word, size in MAGNITUDES.items()
        if size >= 1e6
    ),
    *(
        WordMeaning(rf"half a {word}", size / 2, size / 2, f"one half of a {word}")
        for word, size in MAGNITUDES.items()
        if size >= 1e6
    ),
)
"""Words and what they mean, tried in this order; number words and ordinals besides are read as they stand."""
_CARDINAL = rf"(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_RANGE = re.compile(rf"({_CARDINAL})(?: (?:to|or) ({_CARDINAL}))?( decades?)?(?: [a-z]+)?")


def _spelled(text: str) -> Bounds | None:
    """Return what a number word, a range of them, or an ordinal says."""
    if text in ORDINALS:
        place = float(ORDINALS.index(text) + 1)
        return place, place
    match = _RANGE.fullmatch(text)
    if match is None:
        return None
    size = 10 if match[3] else 1
    return float(NUMBERS[match[1]] * size), float(NUMBERS[match[2] or match[1]] * size)


def word_bounds(printed: str, unit: str, hedge: str = "exact") -> Bounds | None:
    """Return what a quantity printed in words is at least and at most; nothing for words that the table lacks.

    Parameters
    ----------
    printed : str
        As the document prints it.
    unit : str
        The claim's.
    hedge : str
        Closes or opens an end of a word that means one number.

    Examples
    --------
    >>> word_bounds("dozens", "count"), word_bounds("three to six", "months")
    ((24, None), (3.0, 6.0))
    >>> word_bounds("half", "percent", "less than")
    (None, 50)
    """
    text = " ".join(printed.lower().split())
    bounds = _spelled(text)
    if bounds is None:
        fits = (
            entry for entry in MEANINGS if (not entry.units or unit in entry.units) and re.fullmatch(entry.words, text)
        )
        meaning = next(fits, None)
        bounds = (meaning.low, meaning.high) if meaning else None
    if bounds is None or bounds[0] is None or bounds[1] is None:
        return bounds
    if hedge in {"more than", "at least"}:
        return bounds[0], None
    if hedge in {"less than", "at most"}:
        return None, bounds[1]
    return bounds


def word_bounds_fit(printed: str, unit: str, hedge: str, bounds: Bounds) -> bool:
    """Whether bounds are those that the words have; a projection may leave an end open, other words both."""
    expected = word_bounds(printed, unit, hedge)
    if expected is None:
        return bounds == (None, None)
    ends = list(zip(bounds, expected, strict=True))
    if hedge == "projected":
        return bounds != (None, None) and all(given is None or given == end for given, end in ends)
    return all(
        given == end or (given is not None and end is not None and math.isclose(given, end)) for given, end in ends
    )


def states_number(printed: str) -> bool:
    """Whether words say one number or a range of them, such as "four decades" or "one-third": then a hedge is said too.

    Examples
    --------
    >>> [states_number(text) for text in ("four decades", "one-third", "decades", "majority")]
    [True, True, False, False]
    """
    text = " ".join(printed.lower().split())
    if _spelled(text) is not None:
        return True
    return any(
        re.fullmatch(entry.words, text) and entry.low is not None and entry.low == entry.high and entry.low > 1
        for entry in MEANINGS
    )


def word_number(printed: str) -> float | None:
    """Return the number that a bare number word stands for; nothing for a range, a part or a vague word.

    Examples
    --------
    >>> word_number("Two"), word_number("four decades"), word_number("half")
    (2.0, None, None)
    """
    return float(NUMBERS[printed.lower()]) if printed.lower() in NUMBERS else None


def is_whole_phrase(words: str) -> bool:
    """Whether words need no unit after them: all but a bare number word or a range of them.

    Examples
    --------
    >>> [is_whole_phrase(text) for text in ("five", "three to six", "four decades", "one-third")]
    [False, False, True, True]
    """
    return re.fullmatch(rf"{_CARDINAL}(?: (?:to|or) {_CARDINAL})?|a thousand", words.lower()) is None
