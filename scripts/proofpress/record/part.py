"""Results of some analyses only: what a preview can show of the notebooks that have just run, before all others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ..figures.jobs import Resolve, picture_orders
from .asked import analysis_of
from .compare import compare
from .site_input import SiteInput
from .store import entries_of


def part_of(results: SiteInput, slugs: Collection[str], resolve: Resolve) -> SiteInput:
    """Return results with the pictures, entries and differences of some analyses; those of the others are left out.

    Of pictures that have changed there is what pages show; the other forms, which are drawn later, differ from nothing.

    Parameters
    ----------
    results : SiteInput
        All analyses, and the record.
    slugs : collection of str
        The analyses that are wanted.
    resolve : callable
        Fills the numbers into their texts.
    """
    from ..figures.kept import draw_first  # its libraries take long to import

    some = [analysis for analysis in results.analyses if analysis.slug in slugs]
    pictures = draw_first(picture_orders(some, resolve, results.sources, results.settings), results.settings)
    entries = entries_of(some, pictures, results.claims, resolve)
    record = {key: entry for key, entry in results.record.items() if analysis_of(key) in slugs}
    differences = (drift for drift in compare(record, entries) if drift.what != "file" or drift.new)
    return replace(results, pictures=pictures, entries=entries, drifts=tuple(differences))
