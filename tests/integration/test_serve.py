"""``mkdocs serve``: a saved edit runs only the notebooks that it touches, and the page follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.previews import PATIENCE, Preview
from tests.support.projects import change, copy_project

pytestmark = pytest.mark.slow


@pytest.fixture
def preview(fixture_build: tuple[Path, str], tmp_path: Path) -> Iterator[Preview]:
    """Return a preview of a copy of the fixture site whose notebooks were executed before."""
    project = copy_project(fixture_build[0], tmp_path / "project", cache=True)
    running = Preview(project)
    try:
        running.wait("Serving on")
        yield running
    finally:
        running.stop()


def executed(log: str) -> list[str]:
    """Return the notebooks that a log says were executed."""
    return re.findall(r"notebooks/(\w+)\.py: executed", log)


def test_saved_edits_run_only_what_they_touch(preview: Preview) -> None:
    """A table's cell, a notebook and a claim each run the one notebook that depends on it, and the page changes.

    What then differs from the record is told, and the preview goes on.
    """
    assert executed(preview.log()) == []
    assert "19%" in preview.page("analyses/power-mix/")

    log = preview.edit("data/tables/power_mix.csv", "wind-2023,wind,2023,39,", "wind-2023,wind,2023,35,")
    assert executed(log) == ["power_mix"]
    assert "notebooks/plants.py: unchanged, reused" in log
    assert re.search(r"power-mix\.coal-share, number: 19 → 19\.79\d+", log), log
    assert "power-mix/coal-halves" in log
    page = preview.page_with("analyses/power-mix/", "20%")
    assert "Coal fell to 20% of power" in page

    log = preview.edit("notebooks/plants.py", "# - Two plants only.", "# - No more than these plants.")
    assert executed(log) == ["plants"]
    preview.page_with("analyses/plants/", "No more than these plants.")

    log = preview.edit("data/claims/trade-press.csv", ",,15,percent,15,2030,", ",,14,percent,14,2030,")
    assert executed(log) == ["power_mix"]
    preview.page_with("analyses/power-mix/", "less than 14%")

    log = preview.edit("docs/reproduce.md", "Run it.", "Run it all.")
    assert executed(log) == []
    preview.page_with("reproduce/", "Run it all.")


def test_preview_survives_a_bad_edit(preview: Preview) -> None:
    """An edit that breaks a rule is told with file, row and column; the last good page stays until it is mended."""
    log = preview.edit("data/tables/plants.csv", "800", "lots", "An error happened during the rebuild")
    assert "data/tables/plants.csv" in log
    assert "row 3" in log or "line 3" in log, log
    assert "capacity" in log
    assert "lots" in log
    assert preview.process.poll() is None
    log = preview.edit("data/tables/plants.csv", "lots", "800")
    assert executed(log) == []
    assert "1,200 MW" in preview.page_with("analyses/plants/", "1,200 MW")


def test_strict_preview_refuses_drift(fixture_build: tuple[Path, str], tmp_path: Path) -> None:
    """``mkdocs serve --strict`` stops where a result differs from the record, and names it."""
    project = copy_project(fixture_build[0], tmp_path / "project", cache=True)
    change(project / "data" / "tables" / "plants.csv", "1200", "1300")
    running = Preview(project, "--strict")
    try:
        assert running.process.wait(PATIENCE) != 0
    finally:
        running.stop()
    log = running.log()
    assert "plants/capacity" in log
    assert "expected 1200; got 1300" in log
