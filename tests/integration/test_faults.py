"""A sample of the trials that ``make faults`` makes: kills, damage, a full disk, commands at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support import fault_access, faults
from tests.support.faults import Outcome, ready_project
from tests.support.projects import shared

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the fixture site, accepted and built, to break."""
    source, _ = shared(tmp_path_factory, "faults", lambda folder: ready_project(folder / "project") and None)
    return Path(shutil.copytree(source / "project", tmp_path / "project"))


def holds(outcome: Outcome, trials: int) -> None:
    """Fail if a trial did not hold, or too few were made."""
    assert outcome.failures == []
    assert outcome.trials >= trials


def test_killed_builds_leave_a_whole_site(project: Path) -> None:
    """Killed before any of its steps, a build leaves the old or the new site; the next one is right."""
    holds(faults.kill_builds(project, 8), 8)


def test_killed_accepts_leave_a_whole_record(project: Path) -> None:
    """Killed before any of its steps, `accept` leaves the old or the new record; the next one is right."""
    holds(faults.kill_accepts(project, 8), 16)


def test_killed_releases_are_completed(tmp_path: Path) -> None:
    """Killed before any of its steps, a release is there or not, and the same command completes it."""
    holds(faults.kill_releases(tmp_path / "small", 8), 8)


def test_killed_corrections_are_completed(tmp_path: Path) -> None:
    """Killed before any of its steps, the publishing of corrections changes no release and can be made again."""
    holds(faults.kill_corrections(tmp_path / "small", 8), 8)


def test_a_full_disk_loses_nothing(project: Path) -> None:
    """Where files cannot grow, site, record, pages and data stay as they were."""
    holds(faults.fill_disk(project, (1000,)), 2)


def test_damaged_files_are_refused_or_made_anew(project: Path) -> None:
    """A flipped bit in any kind of file is refused with a message, or changes nothing of the site."""
    holds(faults.damage_files(project, 1), 12)


def test_builds_at_once_leave_a_whole_site(project: Path) -> None:
    """Two good builds and a failing one at once leave a whole site, and only the failing one fails."""
    holds(faults.race_builds(project, 2), 2)


def test_the_record_is_whole_while_it_is_written(project: Path) -> None:
    """Two processes write the record while it is read: every reading is whole, no writer is refused."""
    holds(faults.race_site_and_readers(project, 50), 52)


def test_missing_permissions_lose_nothing(project: Path) -> None:
    """Where a folder may not be written or read, the command says so, and site, record, pages and data stay."""
    holds(fault_access.withhold_permissions(project, (".", "docs/published"), (0o222,)), 4)


def test_a_build_beside_a_preview_is_right(project: Path) -> None:
    """A build and a preview of the same edit at once: the site is whole, and the preview shows the edit."""
    holds(fault_access.build_beside_preview(project, 2), 2)
