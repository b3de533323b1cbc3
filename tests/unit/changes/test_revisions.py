"""Tests of finding and unpacking a state, and of environments for another lock."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from proofpress.changes.rebuild import NotAvailableError, install_environment
from proofpress.changes.revisions import commit_of, open_revision
from proofpress.model.errors import GitError, HistoryError
from proofpress.model.git import Repository
from proofpress.model.settings import load_settings
from tests.support.projects import FIXTURE, copy_project, digests


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder."""
    command = ["git", "-C", str(root), "-c", "user.name=Test", "-c", "user.email=test@example.org", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return the fixture site as a repository with one tag."""
    root = copy_project(FIXTURE, tmp_path / "project", shared_cache=False)
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "First")
    git(root, "tag", "v2026.01")
    return root


def test_a_release_is_found_by_its_tag(repository: Path) -> None:
    """With or without the letter before it, and as a commit; the same commit each time."""
    head = git(repository, "rev-parse", "HEAD")
    assert {commit_of(Repository(repository), name) for name in ("2026.01", "v2026.01", "HEAD", head[:10])} == {head}


def test_an_unknown_state_is_refused_with_what_there_is(repository: Path) -> None:
    """The name, and the tags that exist; an option is no name."""
    for name in ("2031.01", "--all", ""):
        with pytest.raises(HistoryError, match=r"no release or commit .*tags: v2026\.01"):
            commit_of(Repository(repository), name)


def test_a_folder_without_git_is_refused(tmp_path: Path) -> None:
    """A copy without its history has no earlier states."""
    with pytest.raises(GitError, match="not a git repository"):
        commit_of(Repository(copy_project(FIXTURE, tmp_path / "project")), "2026.01")


def test_a_machine_without_git_is_told_what_to_install(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names git, not a missing file of Python's."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match=r"git cannot be run.*Install git"):
        commit_of(Repository(repository), "2026.01")


def test_unpacking_a_state_leaves_the_checkout_alone(repository: Path, tmp_path: Path) -> None:
    """The commit's files in the new folder; an edit that is not committed stays where it is."""
    table = repository / "data/tables/plants.csv"
    committed = table.read_text()
    table.write_text("mine")
    before = digests(repository)
    folder = tmp_path / "state"
    folder.mkdir()
    state = open_revision(load_settings(repository), "2026.01", folder)
    assert (state.root / "data/tables/plants.csv").read_text() == committed
    assert digests(repository) == before
    assert state.settings.release == "2026.01"


def test_the_working_tree_is_the_project_itself(repository: Path, tmp_path: Path) -> None:
    """Nothing is unpacked for it, and it has no commit."""
    state = open_revision(load_settings(repository), ".", tmp_path)
    assert (state.root, state.commit) == (repository.resolve(), "")


def test_a_commit_without_a_project_is_refused(tmp_path: Path) -> None:
    """A commit from before there was a site."""
    root = tmp_path / "project"
    root.mkdir()
    git(root, "init", "--quiet")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Nothing")
    git(root, "tag", "empty")
    (root / "mkdocs.yml").write_text("site_name: Later\n")
    folder = tmp_path / "state"
    folder.mkdir()
    with pytest.raises(HistoryError, match="holds no project"):
        open_revision(load_settings(root), "empty", folder)


def test_a_state_is_what_notebooks_read_and_what_runs_them(repository: Path) -> None:
    """Data, notebooks and lock; no pages, no frameworks."""
    names = set(open_revision(load_settings(repository), ".", repository).files())
    assert {"data/tables/plants.csv", "data/sources.json", "notebooks/plants.py", "requirements.txt"} <= names
    assert not any(name.startswith(("docs/", "data/frameworks", "data/debate")) for name in names)


@pytest.mark.slow
def test_a_lock_that_cannot_be_installed_says_why(tmp_path: Path) -> None:
    """A line that pip refuses before it looks anywhere: no environment, the reason, and nothing taken for ready."""
    lock = tmp_path / "requirements.txt"
    lock.write_text("click==0.0\n")
    build = install_environment(tmp_path / "cache")
    with pytest.raises(NotAvailableError, match="its packages cannot be installed"):
        build(lock)
    assert not list((tmp_path / "cache").rglob("ready"))
