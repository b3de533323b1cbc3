"""Freshness: what changed of a key's parts, in words."""

from __future__ import annotations

import pytest

from proofpress.model.freshness import FRESH, MISSING, STALE, Freshness, changed_names, compare_parts


def test_the_same_parts_are_fresh() -> None:
    """Nothing changed, nothing is said."""
    assert compare_parts("figure", "a/b", {"data": "1"}, {"data": "1"}) == Freshness("figure", "a/b", FRESH)


def test_what_was_never_made_would_run() -> None:
    """Without a kept result there is one reason."""
    assert compare_parts("site", "site", None, {"python": "3"}).state == MISSING


@pytest.mark.parametrize(
    ("part", "old", "new", "reason"),
    [
        ("package pandas", "2.3", "3.0", "package pandas: 2.3 → 3.0"),
        ("python", "3.11", "3.12", "python: 3.11 → 3.12"),
        ("setting site_url", '"a"', '"b"', 'setting site_url: "a" → "b"'),
        ("file docs/a.md", "x", "y", "file docs/a.md changed"),
        ("generator figures/new.py", None, "y", "generator figures/new.py is new"),
        ("claim press-1", "x", "", "claim press-1 is gone"),
    ],
)
def test_each_part_says_what_happened(part: str, old: str | None, new: str | None, reason: str) -> None:
    """Versions and settings are quoted; of a hash it is said that it changed, is new or is gone."""
    kept = {} if old is None else {part: old}
    present = {} if new is None else {part: new}
    assert compare_parts("notebook", "a", kept, present) == Freshness("notebook", "a", STALE, (reason,))


def test_closer_knowledge_takes_a_parts_place() -> None:
    """Where more is known of a part, such as the rows of a table, that is said instead."""
    details = {"table a": ("row a:1 changed",), "table b": ("not said",)}
    item = compare_parts("notebook", "a", {"table a": "1", "python": "3"}, {"table a": "2", "python": "4"}, details)
    assert item.why == ("python: 3 → 4", "row a:1 changed")


def test_changed_new_and_missing_names() -> None:
    """Each name that differs is said with its noun."""
    reasons = changed_names({"a": "1", "b": "1", "c": "1"}, {"b": "2", "c": "1", "d": "1"}, "row")
    assert reasons == ("row a is gone", "row b changed", "row d is new")
