"""A release in one step: what it sets and commits, what it refuses, and how it is taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from proofpress.model.errors import Problem, ReleaseError
from proofpress.model.settings import load_settings
from proofpress.release import publish
from proofpress.release.citation_files import deposit_files
from proofpress.release.naming import with_options
from proofpress.release.step import Repository as Git
from proofpress.release.step import Step, default_branch, make_release, undo
from tests.support.releases import Small, commit, git, make_small

FIRST = Step("2026.03", 'Power: "newer" data', "2026-03-09")


def quiet(_: str) -> None:
    """Take what is told."""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    """Give a small project with citation files and a data package; its build gives a site of three files."""
    result = make_small(tmp_path)
    for name, text in deposit_files(load_settings(result.project)).items():
        (result.project / name).write_text(text)
    (result.project / "data").mkdir()
    package = '{\n "name": "small",\n "version": "2026.01",\n "created": "2026-01-15T00:00:00Z",\n "resources": []\n}\n'
    (result.project / "data" / "datapackage.json").write_text(package)
    commit(result.project, "Add what cites it")
    monkeypatch.setattr(publish, "build_proved", lambda settings, *_: result.site(settings.release))
    return result


def past(project: Path, previous: str, written: list[str]) -> None:
    """Write that nothing changed since a release, which settings no longer name."""
    folder = project / "docs" / "history" / "2026.04"
    folder.mkdir(parents=True)
    stored = {
        "schema_version": 1,
        "from": previous,
        "to": "2026.04",
        "released": "2026-04-09",
        "changes": [],
        "note": "",
    }
    (folder / "changes.json").write_text(json.dumps(stored))
    listed = [{"release": previous, "released": FIRST.released, "reason": FIRST.reason, "note": ""}]
    (folder.parent / "releases.json").write_text(json.dumps(listed))
    written.append("docs/history")


def state(project: Path) -> tuple[str, str]:
    """Return all references and the state of the tree."""
    return git(project, "for-each-ref", "--format=%(refname) %(objectname)"), git(project, "status", "--porcelain")


def test_one_step_sets_it_everywhere_and_publishes(small: Small) -> None:
    """Settings, citation and deposit files and the data package name the release in one commit, which is tagged."""
    outcome = make_release(load_settings(small.project), FIRST, "", quiet)
    assert outcome is not None
    settings = load_settings(small.project)
    assert (settings.release, settings.released, settings.reason) == (FIRST.version, FIRST.released, FIRST.reason)
    for name, text in deposit_files(settings).items():
        assert (small.project / name).read_text() == text
    package = (small.project / "data" / "datapackage.json").read_text()
    assert '"version": "2026.03",\n "created": "2026-03-09T00:00:00Z"' in package
    assert git(small.project, "log", "-1", "--format=%s%n%b") == f"Release 2026.03\n{FIRST.reason}"
    assert git(small.project, "rev-parse", "2026.03^{commit}") == git(small.project, "rev-parse", "HEAD")
    assert git(small.project, "status", "--porcelain") == ""
    assert "2026.03" in small.trees()


def test_undo_takes_all_of_it_back(small: Small) -> None:
    """Before the push tag, folder and commit go, and an edit made since in another file stays."""
    before = state(small.project)
    make_release(load_settings(small.project), FIRST, "", quiet)
    (small.project / "notes.txt").write_text("mine")
    said = undo(load_settings(small.project), "2026.03")
    assert said == ["tag 2026.03", "2026.03/ on branch gh-pages", "the commit that named it"]
    assert state(small.project) == (before[0], "?? notes.txt")


def test_undo_says_what_stays_below_later_commits(small: Small) -> None:
    """Where somebody has committed since, tag and folder go, and the command that takes the commit back is told."""
    make_release(load_settings(small.project), FIRST, "", quiet)
    named = git(small.project, "rev-parse", "HEAD")[:10]
    commit(small.project, "Go on")
    tag, folder = undo(load_settings(small.project), "2026.03")
    assert tag == f"tag 2026.03; commit {named}, which named it, stays below later ones: `git revert {named}`"
    assert folder == "2026.03/ on branch gh-pages"
    git(small.project, "revert", "--no-edit", named)
    assert load_settings(small.project).release != "2026.03"


def test_undo_leaves_earlier_releases(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the last release is taken back, and then the branch stands as before it."""
    make_release(load_settings(small.project), FIRST, "", quiet)
    before = state(small.project)
    monkeypatch.setattr(
        "proofpress.release.step._write_changes",
        lambda _, previous, __, written, ___: past(small.project, previous, written),
    )
    make_release(load_settings(small.project), Step("2026.04", "More", "2026-04-09"), "", quiet)
    with pytest.raises(ReleaseError, match="something was published after it"):
        undo(load_settings(small.project), "2026.03")
    undo(load_settings(small.project), "2026.04")
    assert state(small.project) == before


def test_what_is_pushed_is_not_undone(small: Small) -> None:
    """Readers may have it: undo refuses, and the release's commit is on the remote's branch as well."""
    make_release(load_settings(small.project), FIRST, "origin", quiet)
    assert git(small.origin, "log", "-1", "--format=%s", "main") == "Release 2026.03"
    before = state(small.project)
    with pytest.raises(ReleaseError, match="the release has been pushed"):
        undo(load_settings(small.project), "2026.03")
    assert state(small.project) == before


def test_what_cannot_be_proved_leaves_no_trace(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the build fails, no file, commit or reference has changed, and what somebody wrote meanwhile stays."""
    before = state(small.project)

    def fail(*_: Any) -> Path:
        (small.project / "notes.txt").write_text("written while it was proved")
        raise ReleaseError([Problem("not-proved", "x", "it does not regenerate")])

    monkeypatch.setattr(publish, "build_proved", fail)
    with pytest.raises(ReleaseError, match="does not regenerate"):
        make_release(load_settings(small.project), FIRST, "", quiet)
    assert state(small.project) == (before[0], "?? notes.txt")


def test_all_that_stands_in_the_way_is_told_before_a_file_changes(small: Small) -> None:
    """Another branch, an uncommitted file, no reason and a date that is none are named together."""
    git(small.project, "switch", "--quiet", "--create", "draft")
    (small.project / "notes.txt").write_text("x")
    with pytest.raises(ReleaseError) as caught:
        make_release(load_settings(small.project), Step("2026.03", "", "soon"), "", quiet)
    assert {problem.code for problem in caught.value.problems} == {
        "other-branch",
        "dirty-tree",
        "no-reason",
        "bad-option",
    }
    assert "release, `--date`: it cannot be `released`; expected an ISO date; got 'soon'" in str(caught.value)
    assert "expected `main`; got `draft`" in str(caught.value)
    (small.project / "notes.txt").unlink()
    with pytest.raises(ReleaseError, match="default branch"):
        make_release(load_settings(small.project), FIRST, "", quiet)
    make_release(load_settings(small.project), Step("2026.03", "Meant", "2026-03-09", anywhere=True), "", quiet)


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("w" * 161, "`--reason`: it cannot be `reason`; expected a line of at most 160 characters; got 161 characters"),
        ("one\ntwo", r"`--reason`: it cannot be `reason`; expected a line of at most 160 characters; got 'one\ntwo'"),
        ("a\u200bb", "`--reason`, field `reason`"),
    ],
)
def test_what_a_command_says_is_refused_where_it_was_said(small: Small, reason: str, message: str) -> None:
    """A reason that the settings could not hold is refused as the command's, before a file changes."""
    before = state(small.project)
    with pytest.raises(ReleaseError) as caught:
        make_release(load_settings(small.project), Step("2026.03", reason, "2026-03-09"), "", quiet)
    assert message in str(caught.value)
    assert "mkdocs.yml" not in str(caught.value)
    assert state(small.project) == before


def test_the_remote_says_which_branch_is_the_default(small: Small) -> None:
    """A clone knows the remote's default branch, whatever it is called."""
    git(small.origin, "branch", "--move", "main", "site")
    git(small.project, "fetch", "--quiet", "origin")
    git(small.project, "remote", "set-head", "origin", "site")
    assert default_branch(Git(small.project)) == "site"


@pytest.mark.parametrize(
    "text",
    [
        "plugins:\n  - search\n  - proofpress\n",
        "plugins:\n- proofpress\n- search\n",
        "plugins:\n  - proofpress:\n      release: '2026.01'  # old\n      reason: >-\n        Two\n        lines\n\n"
        "      # kept\n      timeout: 5\nextra:\n  release: x\n",
        "plugins:\n  - proofpress:\n      timeout: 5\n      released: 2026-01-01\n  - search\n",
    ],
)
def test_options_are_set_wherever_they_stand(text: str) -> None:
    """A plugin's options are replaced or added; comments, order and other settings stay."""
    old, new = yaml.safe_load(text), with_options(text, {"release": '"2026.12"', "reason": '"a: b"'})
    plugins = {"proofpress": None}
    for entry in yaml.safe_load(new)["plugins"]:
        plugins |= entry if isinstance(entry, dict) else {}
    kept: dict[str, Any] = {}
    for entry in old["plugins"]:
        kept |= entry["proofpress"] if isinstance(entry, dict) else {}
    assert plugins["proofpress"] == {**kept, "release": "2026.12", "reason": "a: b"}
    assert {key: value for key, value in yaml.safe_load(new).items() if key != "plugins"} == {
        key: value for key, value in old.items() if key != "plugins"
    }
    assert ("# kept" in new) == ("# kept" in text)
