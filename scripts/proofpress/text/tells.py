"""Whether a text tells a number: a format that an author writes must not make another number of its value."""

from __future__ import annotations

import re
from itertools import pairwise

from .amounts import SCALES

ROUNDED = 0.5 + 1e-6
"""Steps of its last digit by which a numeral may differ from its number: half a one, and what binary numbers add."""
_NUMERAL = re.compile(
    r"(?<![\d.,])(?P<number>(?P<whole>\d[\d,]*)(?:\.(?P<decimals>\d+))?(?:e(?P<power>[-+]?\d{1,3}))?)(?![\d.,]*\d)"
    r"(?:[\s-]?(?P<word>[A-Za-z]+))?",
    re.IGNORECASE,
)
"""A number in digits, and the word behind it, which may be its scale."""
_RANGE = re.compile(r"(?:%|\s?[A-Za-z]+)?\s*(?:to|and|[–−-])\s*(?:US\$|[$€£¥])?")
"""What stands between the ends of a range."""


def tells(text: str, number: float, *, hundredfold: bool = False) -> bool:
    """Whether a text says a number: it holds it, rounded as far as its digits go, or a range that holds it.

    Parameters
    ----------
    text : str
        Such as a format string makes it.
    number : float
        What is to be read in it, whatever its sign.
    hundredfold : bool
        Whether the text says the number in percent.

    Examples
    --------
    >>> [tells(text, 2096) for text in ("2,096 t", "2.1 thousand t", "42 of 2,096", "12,096 t", "2,096.0", "many", "")]
    [True, True, True, False, True, False, False]
    >>> tells("25%", 0.25), tells("25%", 0.25, hundredfold=True), tells("0", 0.04), tells("6.3 to 7.7", 7.04)
    (False, True, True, True)
    """
    amount = abs(number) * (100 if hundredfold else 1)
    spans = [(match, _span(match)) for match in _NUMERAL.finditer(text)]
    pairs = [
        (low[0], high[1])
        for (one, low), (two, high) in pairwise(spans)
        if _RANGE.fullmatch(text[one.end("number") : two.start()])
    ]
    places = [*(span for _, span in spans), *pairs]
    scales = {1.0, *(SCALES.get((match["word"] or "").lower(), 1.0) for match, _ in spans)}
    return any(low <= amount / scale <= high for low, high in places for scale in scales)


def _span(match: re.Match[str]) -> tuple[float, float]:
    """Return between which numbers lies what a numeral may have been rounded from."""
    power, decimals = float(f"1e{match['power'] or 0}"), len(match["decimals"] or "")
    said, slack = float(f"{match['whole'].replace(',', '')}.{match['decimals'] or 0}"), ROUNDED * 10.0**-decimals
    return (said - slack) * power, (said + slack) * power
