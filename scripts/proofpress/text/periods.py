"""Periods: when a day, a month, a quarter or a year begins and ends, and how a reader says it."""

from __future__ import annotations

import calendar
import datetime
import re

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)  # not calendar.month_name, which follows the locale
"""Not ``calendar.month_name``, which follows the locale."""
_PERIOD = r"\d{4}-(?:Q[1-4]|(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)"
_ALONE = re.compile(rf"{_PERIOD}(?:/{_PERIOD})?")
_WITHIN = re.compile(rf"(?<![\w/.:#-]){_ALONE.pattern}(?![\w/-])")
_SHORT = rf"(?:{'|'.join(month[:3] for month in MONTHS)}|Sept)"
_CUT = re.compile(rf"\b{_SHORT}\b\.?(?=(?:[–-](?:{_SHORT}|{'|'.join(MONTHS)})\.?)? \d{{4}}\b)")
"""A month cut short, before its year or before the month that a span ends with."""
_SAID_DATE = re.compile(rf"(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}|{_SHORT}) \d{{4}}")
_AMERICAN = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)}) (?P<day>[12]?\d|3[01])\b(?:, (?P<year>\d{{4}})\b)?")
"""A day with its month first."""


def is_said_date(text: str) -> bool:
    """Whether a text is one date as pages say it, and nothing else.

    Examples
    --------
    >>> is_said_date("27 July 2006"), is_said_date("July 2006"), is_said_date("in July 2006")
    (True, True, False)
    """
    return _SAID_DATE.fullmatch(text) is not None


def year_span(period: str) -> tuple[float, float]:
    """Return when a period begins and ends, in decimal years.

    Parameters
    ----------
    period : str
        ``2022``, ``2022-10``, ``2022-10-07``, ``2023-Q3``, or two of them joined by ``/``.

    Returns
    -------
    start, end : float
        A day, a month or a year is as long as it is: no midpoint is made up.

    Raises
    ------
    ValueError
        If the text is no such period.

    Examples
    --------
    >>> year_span("2022")
    (2022.0, 2023.0)
    >>> year_span("2023-Q3")
    (2023.5, 2023.75)
    """
    if "/" in period:
        first, last = period.split("/", 1)
        start, end = year_span(first)[0], year_span(last)[1]
        if start >= end:
            raise ValueError(f"{period!r} ends before it begins")
        return start, end
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", period):
        start = int(match[1]) + (int(match[2]) - 1) / 4
        return start, start + 0.25
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", period)
    if match is None:
        raise ValueError(f"{period!r} is not a period such as 2022, 2022-10, 2022-10-07 or 2023-Q3")
    year = int(match[1])
    days = 366 if calendar.isleap(year) else 365
    if match[2] is None:
        return float(year), float(year + 1)
    begin = datetime.date(year, int(match[2]), int(match[3] or 1)).timetuple().tm_yday - 1
    length = 1 if match[3] else calendar.monthrange(year, int(match[2]))[1]
    return year + begin / days, year + (begin + length) / days


def format_period(period: str, *, short: bool = False) -> str:
    """Return a period as a reader sees it.

    Parameters
    ----------
    period : str
        As for :func:`year_span`.
    short : bool
        Whether months are cut to three letters.

    Examples
    --------
    >>> format_period("2022-10-07")
    '7 October 2022'
    >>> format_period("2023-Q3", short=True)
    'Q3 2023'
    >>> format_period("2022-09/2022-10", short=True)
    'Sep–Oct 2022'
    """
    year_span(period)
    if "/" in period:
        first, last = (format_period(part, short=short) for part in period.split("/", 1))
        return f"{first.removesuffix(f' {period[:4]}') if period[:4] == last[-4:] else first}–{last}"
    year, *rest = period.split("-")
    if not rest:
        return year
    if rest[0].startswith("Q"):
        return f"{rest[0]} {year}"
    day = f"{int(rest[1])} " if len(rest) == 2 else ""
    month = MONTHS[int(rest[0]) - 1]
    return f"{day}{month[:3] if short else month} {year}"


def with_said_dates(text: str) -> str:
    """Return a text whose dates read as all others: data write them for machines, documents each in its own way.

    Parameters
    ----------
    text : str
        A cell that is a period, or a text with periods in it; text that is HTML stays HTML. What within a text may be
        three years as well as a month, such as ``2010-12``, stays as it is.

    Examples
    --------
    >>> [with_said_dates(text) for text in ("2025-07", "2025-07/2025-09", "2010-12b", "from 2010-12", "from 2017-03")]
    ['July 2025', 'July–September 2025', '2010-12b', 'from 2010-12', 'from March 2017']
    >>> [with_said_dates(text) for text in ("2023-07-03, or July 3, 2023", "July 3", "Jan–Sep 2024", "3 Jul 2023")]
    ['3 July 2023, or 3 July 2023', '3 July', 'January–September 2024', '3 July 2023']
    """
    is_period = _ALONE.fullmatch(text)
    said = _said(is_period) if is_period else _WITHIN.sub(lambda match: _said(match, is_within=True), str(text))
    said = _CUT.sub(lambda match: next(month for month in MONTHS if month[:3] == match[0][:3]), said)
    return type(text)(_AMERICAN.sub(lambda match: " ".join(filter(None, match.group("day", "month", "year"))), said))


def in_code(html: str) -> str:
    """Return HTML whose periods as data write them stand in code: there it tells how a file writes them.

    Examples
    --------
    >>> in_code("Year and quarter, such as 2023-Q3.")
    'Year and quarter, such as <code>2023-Q3</code>.'
    """
    return _WITHIN.sub(r"<code>\g<0></code>", html)


def _said(match: re.Match[str], *, is_within: bool = False) -> str:
    """Return a period as a reader sees it, or as it stands if it is none, or within a text may be a span of years."""
    year, _, rest = match[0].partition("-")
    if is_within and len(rest) == 2 and rest.isdigit() and rest > year[2:]:
        return match[0]
    try:
        return format_period(match[0])
    except ValueError:
        return match[0]
