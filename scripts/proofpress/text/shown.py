"""Numbers of tables and descriptions as a reader sees them: carried over in full, computed ones to what matters."""

from __future__ import annotations

import re
from collections.abc import Container
from decimal import Decimal
from itertools import pairwise
from typing import Any

from .amounts import SCALES

SIGNIFICANT = 4
"""Digits shown of a computed number below a thousand; above it, no decimals."""
SMALLEST, LARGEST = 1e-6, 1e16
"""Between these a number is written out; beyond them with a power of ten."""
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
_NOUGHT = re.compile(r"(?<![\w-])[-+−](?=[$€£¥]?(?:0[0.,]*|\.0+)(?:e[-+]?\d+)?(?![\d.,]*\d))", re.IGNORECASE)


def unsigned_nought(text: str) -> str:
    """Return a number's text without a sign before what reads as nought: the sign comes after rounding.

    Examples
    --------
    >>> [unsigned_nought(text) for text in ("-0", "+0.00%", "-$0.0", "-0.04", "3-0", "-0.0e+00", "-fold")]
    ['0', '0.00%', '$0.0', '-0.04', '3-0', '0.0e+00', '-fold']
    """
    return _NOUGHT.sub("", text, count=1)


def show_number(number: float, *, exact: bool = False) -> str:
    """Return a number with thousands separators and a true minus sign.

    Parameters
    ----------
    number : int or float
        Whole numbers of the type int are shown in full.
    exact : bool
        Whether it is carried over from a table and so shown in full too; one that was computed is rounded.

    Examples
    --------
    >>> [show_number(-1234.567), show_number(-1234.567, exact=True), show_number(123456789012345), show_number(0.25)]
    ['−1,235', '−1,234.567', '123,456,789,012,345', '0.25']
    """
    if isinstance(number, int):
        text = f"{number:,}"
    elif number and not SMALLEST <= abs(number) < LARGEST:
        text = repr(number) if exact else f"{number:.{SIGNIFICANT}g}"
    elif exact:
        text = f"{Decimal(repr(number)):,f}"
    elif abs(number) < 1000:
        text = f"{Decimal(f'{number:.{SIGNIFICANT}g}'):,f}"
    else:
        text = f"{number:,.0f}"
    return unsigned_nought(text).replace("-", "−")


def show_formatted(number: float, style: str) -> str:
    """Return a number as a format string reads it, with a true minus sign.

    Examples
    --------
    >>> [show_formatted(-3.2, "{:.0f}%"), show_formatted(-0.2, "{:.0f}%"), show_formatted(1234, "US${:,.0f}")]
    ['−3%', '0%', 'US$1,234']
    """
    text = unsigned_nought(style.format(number))
    return text.replace("-", "−", 1) if number < 0 else text


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


def show_cell(value: Any, heading: str = "", carried: Container[Any] = ()) -> str:
    """Return a table cell as a reader sees it; years keep their digits together, numbers carried over all of them."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        is_year = "year" in heading.lower() or (1900 <= value <= 2100 and "(" not in heading)
        return str(value) if is_year else show_number(value)
    if isinstance(value, float):
        return show_number(value, exact=value in carried)
    return str(value)
