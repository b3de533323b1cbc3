"""Listings: what machines read says no more than pages do."""

from __future__ import annotations

from proofpress.data.sources import load_sources
from proofpress.render.listings import source_json
from tests.support.projects import ROOT

SOURCES = load_sources(ROOT)


def test_sources_are_listed_with_the_grade_that_their_way_to_us_allows() -> None:
    """A copy of an official table that others parsed has its own grade in no listing."""
    limited = [source for source in SOURCES.values() if source.csl["custom"]["grade"] < source.grade]
    assert limited
    for source in limited:
        entry = source_json(source, ["a/b"])
        assert entry["custom"]["grade"] == source.grade
        assert (entry["id"], entry["cited_by"]) == (source.id, ["a/b"])
        assert source.csl["custom"]["grade"] != source.grade
