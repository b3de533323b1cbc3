"""Periods: when a day, a month, a quarter or a year begins and ends."""

from __future__ import annotations

import calendar
import datetime
import re


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
