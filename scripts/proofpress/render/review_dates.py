"""Which analyses are past the day by which they were to be reviewed.

A page says so by the reader's clock where it may run a script, and by the release's date where it may not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..model.errors import Problem
from ..model.records import Analysis


def is_overdue(analysis: Analysis, today: date) -> bool:
    """Whether an analysis has a review-by date, and it is before a day."""
    day = analysis.meta.get("review_by")
    return bool(day) and date.fromisoformat(str(day)) < today


def overdue(analyses: Iterable[Analysis], today: date) -> list[Problem]:
    """Return a warning for each analysis that is past its review-by date, the longest overdue first.

    Parameters
    ----------
    analyses : iterable of Analysis
        With their headers.
    today : date
        The day to judge by.
    """
    late = sorted(
        (str(analysis.meta["review_by"]), analysis.path) for analysis in analyses if is_overdue(analysis, today)
    )
    return [
        Problem(
            "review-overdue",
            path,
            "the analysis is past its review-by date",
            f"a review by {day}",
            f"{today}",
            "Review it, then set `reviewed` and `review_by` in its header.",
        )
        for day, path in late
    ]
