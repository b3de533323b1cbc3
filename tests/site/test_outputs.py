"""What notebooks print and display is the same in two runs: the build's, and the one that tests regenerate from."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from proofpress import pipeline
from proofpress.record.site_input import SiteInput

FIRST_RUN = "PROOFPRESS_FIRST_RUN"
"""Names the cache of an earlier build of the same commit, made in another folder, time zone and locale."""


@pytest.mark.slow
def test_every_cell_shows_the_same_in_another_run(regenerated: tuple[Path, SiteInput]) -> None:
    """Under other circumstances: no path, time, address or order of this machine stands on a page."""
    cache = os.environ.get(FIRST_RUN)
    if not cache:
        pytest.skip(f"{FIRST_RUN} names no cache of an earlier build: `make verify` compares two runs as well")
    results = regenerated[1]
    settings = replace(results.settings, cache_folder=Path(cache))
    assert list((Path(cache) / "executed").iterdir()), "the earlier build has kept no notebook"
    assert results.analyses
    assert [str(problem) for problem in pipeline.compare_outputs(results, settings)] == []
