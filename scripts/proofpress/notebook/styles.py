"""Styles: how a number is read and what unit it has, under names that notebooks share.

A style gives its unit to what is published: ``values(row, {"mine-share": ("share", PERCENT, "…")})``. Variants are made
from one another: ``PERCENT.digits(1)``, ``PERCENT.of("GDP")``, ``BILLION_USD.per(1e9)``, ``TIMES.shown("{:g} times")``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

DECIMALS = re.compile(r"\.\d+f")


@dataclass(frozen=True)
class Style:
    """How a number is read, and its unit.

    Attributes
    ----------
    format : str
        A format string such as ``{:.0f}%``.
    unit : str
        Unit of the published number; empty for words.
    divisor : float
        What the number is divided by before it is published.
    spell : callable, optional
        Turns the number into the word that is published in its stead.
    """

    format: str
    unit: str = ""
    divisor: float = 1.0
    spell: Callable[[Any], str] | None = None

    def digits(self, number: int) -> Style:
        """Return the style with so many decimals."""
        return replace(self, format=DECIMALS.sub(f".{number}f", self.format))

    def of(self, whole: str) -> Style:
        """Return the style with a unit that names the whole: ``PERCENT.of("GDP")`` is in percent of GDP."""
        return replace(self, unit=f"{self.unit} of {whole}")

    def per(self, divisor: float) -> Style:
        """Return the style for numbers in smaller units, which are divided before they are published."""
        return replace(self, divisor=divisor)

    def shown(self, format: str) -> Style:
        """Return the style read in another way, such as ``about {:.0f}%``."""
        return replace(self, format=format)

    def apply(self, number: Any) -> Any:
        """Return what is published of a number: divided, or spelled."""
        if self.spell is not None:
            return self.spell(number)
        return number if self.divisor == 1.0 else number / self.divisor


def ordinal(number: Any) -> str:
    """Return a place in words.

    Examples
    --------
    >>> [ordinal(number) for number in (1, 2, 3, 4, 11, 22, 113)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd', '113th']
    """
    place = int(number)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th") if place % 100 not in (11, 12, 13) else "th"
    return f"{place}{ending}"


def number_of(unit: str, digits: int = 0) -> Style:
    """Return the style of a bare number in a unit of one's own, such as ``number_of("countries", 1)``."""
    return Style(f"{{:,.{digits}f}}", unit)


PERCENT = Style("{:.0f}%", "percent")
POINTS = Style("{:.0f}", "percentage points")
COUNT = Style("{:,.0f}", "count")
INDEX = Style("{:,.0f}", "index")
TONNES = Style("{:,.0f}", "tonnes")
USD = Style("US${:,.0f}", "US dollars")
BILLION_USD = Style("US${:.1f} billion", "billion US dollars")
TIMES = Style("{:.1f}", "times")
YEARS = Style("{:.0f}", "years")
YEAR = Style("{:.0f}", "year")
WORD = Style("{}", spell=str)
ORDINAL = Style("{}", spell=ordinal)
