"""Whose cache it is: one that came with a commit is refused by name, and a proof starts from an empty one."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from proofpress.model import own_cache
from proofpress.model.errors import GitError, Problem, SettingsError
from proofpress.model.machine_cache import VARIABLE, machine_cache
from proofpress.model.own_cache import refuse_tracked_cache, tracked_cache_problems, with_empty_cache
from proofpress.model.settings import CACHE_VARIABLE, Settings, load_settings
from proofpress.model.store import Store


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder."""
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Settings:
    """Give a project in version control, with a kept result that is not."""
    root = tmp_path / "repository"
    settings = Settings(root)
    Store(settings.cache / "sites").keep("site", "k" * 64, {})
    (root / "mkdocs.yml").write_text("site_name: X\n")
    git(root, "init", "-q")
    git(root, "add", "mkdocs.yml")
    return settings


def test_a_cache_of_ones_own_is_fine(project: Settings, tmp_path: Path) -> None:
    """Kept results that git does not track are believed, and so are those of a folder without git."""
    assert tracked_cache_problems(project) == []
    assert tracked_cache_problems(Settings(tmp_path / "elsewhere")) == []


def test_a_tracked_cache_is_refused_by_name(project: Settings) -> None:
    """As soon as git tracks one file of the cache it is named, with what to do."""
    git(project.root, "add", "-f", ".cache")
    with pytest.raises(
        SettingsError, match=r"\.cache: kept results are under version control.*sites/site/k+\.kept"
    ) as err:
        refuse_tracked_cache(project)
    assert "git rm -r --cached .cache" in str(err.value)


def test_a_project_below_its_repository_is_asked_too(tmp_path: Path) -> None:
    """The project may be a folder of a larger repository."""
    settings = Settings(tmp_path / "repository" / "docs [1]" / "project")
    Store(settings.cache / "executed").keep("a", "k" * 64, {})
    git(tmp_path / "repository", "init", "-q")
    assert tracked_cache_problems(settings) == []
    git(tmp_path / "repository", "add", "-f", ".")
    assert [problem.code for problem in tracked_cache_problems(settings)] == ["tracked-cache"]


def test_a_link_to_tracked_files_is_refused(project: Settings) -> None:
    """A cache folder that leads to tracked files by another name is one that came with the commit."""
    kept = project.root / "results"
    (project.root / ".cache").rename(kept)
    git(project.root, "add", "-f", "results")
    assert tracked_cache_problems(project) == []
    (project.root / ".cache").symlink_to(kept, target_is_directory=True)
    assert [problem.place for problem in tracked_cache_problems(project)] == ["results"]
    (project.root / ".cache").unlink()
    assert [problem.place for problem in tracked_cache_problems(replace(project, cache_folder=kept))] == ["results"]


def test_a_shared_cache_in_the_checkout_is_refused(project: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that a user's projects share may be named too; where it lies in the checkout it came with it."""
    monkeypatch.setenv(VARIABLE, str(project.root / "shared"))
    assert tracked_cache_problems(project) == []
    Store(machine_cache(project) / "assets").keep("bundle", "k" * 64, {})
    git(project.root, "add", "-f", "shared")
    assert [problem.place for problem in tracked_cache_problems(project)] == ["shared"]


def test_without_git_nothing_is_refused(project: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without git builds as before."""

    def missing(*_: object) -> None:
        raise GitError([Problem("no-git", "", "git cannot be run")])

    monkeypatch.setattr(own_cache.Repository, "attempt", missing)
    assert tracked_cache_problems(project) == []


def test_a_proof_starts_from_nothing(project: Settings, tmp_path: Path) -> None:
    """The cache of a proof is empty, lies outside the checkout, and is gone afterwards."""
    with with_empty_cache(project) as proof:
        assert project.root not in proof.cache.parents
        assert not proof.cache.exists()
        Store(proof.cache / "sites").keep("site", "k" * 64, {})
        folder = proof.cache
        assert folder.is_dir()
    assert not folder.exists()
    assert Store(project.cache / "sites").recall("site", "k" * 64) is not None


def test_a_variable_names_the_cache(project: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CI and releases name an empty folder for the commands that they run."""
    assert load_settings(project.root).cache == project.root / ".cache" / "proofpress"
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "other"))
    assert load_settings(project.root).cache == tmp_path / "other"
