"""How something stands on a day, by its own dates."""

from __future__ import annotations

import pytest

from proofpress.text.standing import STANDING_MEANING, standing

DAY = "2026-11-29"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({}, "announced"),
        ({"effective": "2026-11-30"}, "announced"),
        ({"effective": "2026-11-29"}, "in force"),
        ({"effective": "2026-11"}, "in force"),
        ({"effective": "2026"}, "in force"),
        ({"effective": "2026-12"}, "announced"),
        ({"paused": "2026-11-29"}, "suspended"),
        ({"paused": "2026-11-30", "effective": "2025"}, "in force"),
        ({"paused": "2025-11-07", "resumes": "2026-11-29"}, "suspended"),
        ({"paused": "2025-11-07", "resumes": "2026-11-28"}, "suspension ran out"),
        ({"effective": "2025", "ends": "2026-11-28"}, "ended"),
        ({"effective": "2025", "ends": "2026-11-29"}, "in force"),
        ({"effective": "2025", "ends": "2026-11"}, "in force"),
        ({"effective": "2025", "ends": "2026-10"}, "ended"),
        ({"effective": float("nan"), "ends": None}, "announced"),
    ],
)
def test_it_follows_from_the_dates(dates: dict[str, object], expected: str) -> None:
    """The last day of a suspension or of the whole still counts; a month or a year counts as a whole."""
    assert standing(dates, DAY) == expected
    assert expected in STANDING_MEANING
