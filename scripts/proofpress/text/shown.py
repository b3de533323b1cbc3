"""Numbers of tables and descriptions as a reader sees them: carried over in full, computed ones to what matters."""

from __future__ import annotations

import re
from collections.abc import Container
from decimal import Decimal
from typing import Any

SIGNIFICANT = 4
"""Digits shown of a computed number below a thousand; above it, no decimals."""
SMALLEST, LARGEST = 1e-6, 1e16
"""Between these a number is written out; beyond them with a power of ten."""
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
