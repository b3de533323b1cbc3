"""No proof reads a cache that it did not make: forged results are published by nobody."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from proofpress.execute.cache import NOTEBOOK, results_store
from proofpress.model.settings import load_settings
from proofpress.release.build import Checkout
from proofpress.render.kept_site import NAME, sites_store
from tests.support.commands import mkdocs_here, proofpress_here
from tests.support.projects import differences, digests

pytestmark = pytest.mark.slow


def forge(project: Path) -> None:
    """Change what is kept of a project, so that every entry is whole and lies: 19 becomes 91."""
    settings = load_settings(project)
    for store, name, path in (
        (results_store(settings), "power-mix", NOTEBOOK),
        (sites_store(settings), NAME, "pages/analyses/power-mix.md"),
    ):
        kept = store.latest(name)
        assert kept is not None
        assert b"19" in kept.files[path]
        files = {**kept.files, path: kept.files[path].replace(b"19", b"91")}
        store.keep(name, kept.key, files, kept.parts)


def commit(project: Path, *forced: str) -> None:
    """Put a project into version control, with some files that it ignores."""
    (project / ".gitignore").write_text("/site/\n/.cache/\n__pycache__/\n")
    identity = ["-c", "user.name=t", "-c", "user.email=t@e.example"]
    for arguments in (["init", "-q"], ["add", "."], ["add", "-f", ".gitignore", *forced]):
        subprocess.run(["git", *arguments], cwd=project, check=True, capture_output=True)
    subprocess.run(["git", *identity, "commit", "-qm", "x"], cwd=project, check=True, capture_output=True)


def test_verify_starts_from_nothing(fixture_project: Path) -> None:
    """Forged results lie where a build would believe them; the proof neither reads nor touches them."""
    forge(fixture_project)
    before = digests(fixture_project / ".cache")
    done = proofpress_here(fixture_project, "verify")
    assert done.returncode == 0, done.stdout
    assert "0 differ" in done.stdout
    assert differences(before, digests(fixture_project / ".cache")) == []


def test_a_cache_that_came_with_the_commit_is_refused(fixture_project: Path) -> None:
    """Build, proof and release name the tracked cache and stop; the previous site stays as it is."""
    forge(fixture_project)
    commit(fixture_project, ".cache/proofpress/sites")
    before = digests(fixture_project / "site")
    for done in (
        mkdocs_here(fixture_project, "build", "--strict"),
        proofpress_here(fixture_project, "verify"),
        proofpress_here(fixture_project, "release", "2026.01"),
    ):
        assert done.returncode != 0
        assert "[tracked-cache] .cache: kept results are under version control" in done.stdout
    assert differences(before, digests(fixture_project / "site")) == []


def test_a_release_builds_with_caches_of_its_own(tmp_path: Path) -> None:
    """Each checkout of a release has an empty cache beside its project, whatever the caller's environment says."""
    checkouts = [Checkout("c" * 40, tmp_path / name, {}, 0o022) for name in ("first", "second")]
    caches = {checkout._environment()["PROOFPRESS_CACHE"] for checkout in checkouts}
    assert caches == {str(tmp_path / "first" / "cache"), str(tmp_path / "second" / "cache")}
    assert not any(checkout.project in checkout.cache.parents for checkout in checkouts)
