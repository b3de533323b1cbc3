"""Standings: how something that was announced stands on a day, as far as its own dates tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

STANDING_MEANING: Mapping[str, str] = {
    "announced": "no day of effect is held that lies before the day of the check",
    "in force": "its day of effect has come; neither a suspension nor an end is held",
    "suspended": "a suspension began and runs to a later day, or to none that is held",
    "suspension ran out": "the last day of its suspension has passed, and nothing held says what followed",
    "ended": "its last day has passed",
}
"""Every standing with what it means."""


def standing(dates: Mapping[Any, Any], day: str) -> str:
    """Return how something stands on a day, as far as its dates tell.

    Parameters
    ----------
    dates : mapping
        ``effective``, ``paused``, ``resumes`` and ``ends``: a day, a month or a year, empty where not known.
    day : str
        The day, as ``2026-11-21``.

    Returns
    -------
    str
        One of :data:`STANDING_MEANING`.

    Examples
    --------
    >>> standing({"effective": "2024-12-03", "paused": "2025-11-09", "resumes": "2026-11-27"}, "2026-11-29")
    'suspension ran out'
    """
    ends, paused, resumes, effective = (date_in(dates.get(key)) for key in ("ends", "paused", "resumes", "effective"))
    if ends and ends < day[: len(ends)]:
        return "ended"
    if paused and paused <= day:
        return "suspended" if not resumes or day <= resumes else "suspension ran out"
    return "in force" if effective and effective <= day[: len(effective)] else "announced"


def date_in(cell: Any) -> str:
    """Return a date as text; empty where a table has none."""
    return cell if isinstance(cell, str) else ""
