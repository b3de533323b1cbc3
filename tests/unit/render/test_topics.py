"""Analyses by topic, in the order of the settings."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from proofpress.render.topics import topics


def site(*named: str) -> Any:
    """Return a site of three analyses."""
    analyses = [
        SimpleNamespace(slug=slug, meta={"topic": topic})
        for slug, topic in (("a", "Wine"), ("b", "Ice"), ("c", "Wine"))
    ]
    return SimpleNamespace(settings=SimpleNamespace(topics=named), analyses=analyses)


def test_without_topics_all_stand_together() -> None:
    """A site that names no topics has one group without a name."""
    (group,) = topics(site())
    assert (group.name, [analysis.slug for analysis in group.analyses]) == ("", ["a", "b", "c"])


def test_the_order_of_the_settings_holds() -> None:
    """Named topics come first in their order, others follow, and one without an analysis is left out."""
    groups = topics(site("Ice", "Snow"))
    assert [(group.name, [analysis.slug for analysis in group.analyses]) for group in groups] == [
        ("Ice", ["b"]),
        ("Wine", ["a", "c"]),
    ]
    assert groups[0].id == "topic-ice"
