"""Pages that a preview shows before the rest are those of the whole site."""

from __future__ import annotations

from dataclasses import replace

from proofpress.record.site_input import SiteInput
from proofpress.render.early import early_pages
from proofpress.render.site import Site


def test_early_pages_are_those_of_the_site(fixture_results: SiteInput, rendered: Site) -> None:
    """An analysis's page and a hand-written one are the same to the letter, the other analyses' pictures unknown."""
    written = fixture_results.documents
    own = {key: picture for key, picture in fixture_results.pictures.items() if key.startswith("plants/")}
    some = replace(fixture_results, pictures=own)
    before = {path: text for path, text in written.items() if path != "reproduce.md"}
    pages = early_pages(some, {"plants"}, written, before)
    assert sorted(pages) == ["analyses/plants.md", "reproduce.md"]
    assert pages == {path: rendered.pages[path] for path in pages}


def test_a_page_with_problems_is_left_out(fixture_results: SiteInput) -> None:
    """A typed number in one page does not keep the other from being shown."""
    written = {**fixture_results.documents, "reproduce.md": "# Reproduce\n\nIt takes 25 percent.\n"}
    assert list(early_pages(fixture_results, {"plants"}, written, fixture_results.documents)) == ["analyses/plants.md"]
