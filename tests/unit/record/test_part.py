"""Results of some analyses are those that the whole has of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proofpress.figures import kept
from proofpress.figures.jobs import resolver
from proofpress.model.records import Picture
from proofpress.record.asked import analysis_of
from proofpress.record.part import part_of
from proofpress.record.site_input import SiteInput


def test_a_part_is_as_in_the_whole(fixture_results: SiteInput) -> None:
    """Pictures and entries of one analysis are the whole's own, and no other's are there."""
    resolve = resolver(fixture_results.analyses, fixture_results.claims)
    whole = fixture_results
    part = part_of(replace(whole, pictures={}, entries={}), {"power-mix"}, resolve)
    assert part.analyses == whole.analyses
    assert part.pictures == {"power-mix/coal-halves": whole.pictures["power-mix/coal-halves"]}
    wanted = {key: entry for key, entry in whole.entries.items() if analysis_of(key) == "power-mix"}
    assert {"power-mix/coal-halves", "power-mix.claim.press-coal-2030"} < wanted.keys()
    assert part.entries == wanted
    assert part.drifts == ()


def test_a_part_differs_from_its_own_record(fixture_results: SiteInput) -> None:
    """What is gone from another analysis is no difference of this one."""
    resolve = resolver(fixture_results.analyses, fixture_results.claims)
    without = {key: entry for key, entry in fixture_results.record.items() if key != "plants/capacity"}
    moved = replace(fixture_results, record=without)
    assert [drift.id for drift in part_of(moved, {"plants"}, resolve).drifts] == ["plants/capacity"]
    assert part_of(moved, {"power-mix"}, resolve).drifts == ()


def test_what_is_drawn_later_is_no_difference(fixture_results: SiteInput, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a picture that has changed there is what the page shows; its other forms are not said to be missing."""
    whole = fixture_results
    name = "power-mix/coal-halves"
    shown = whole.pictures[name]
    other = shown.files["chart.svg"].replace(b"</svg>", b"<g/></svg>")
    first = {name: Picture(name, {"chart.svg": other}, shown.inline)}
    monkeypatch.setattr(kept, "draw_first", lambda *_: first)
    part = part_of(whole, {"power-mix"}, resolver(whole.analyses, whole.claims))
    assert [(drift.what, drift.where) for drift in part.drifts] == [("picture", "chart.svg")]
