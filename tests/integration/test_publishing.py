"""Publishing with real git repositories: refusals, interruptions, races, corrections; nothing is built here."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from proofpress.model.errors import ReleaseError
from proofpress.model.git import Repository
from proofpress.model.settings import load_settings
from proofpress.release.branch_state import Target, read_branch
from proofpress.release.corrections import correct
from proofpress.release.publish import plan_release, publish_release, release, resume
from proofpress.release.swap import ATTEMPTS
from tests.support.commands import environment
from tests.support.projects import ROOT, change
from tests.support.releases import (
    Small,
    clone,
    commit,
    export,
    git,
    history_entry,
    make_small,
    put,
    set_release,
    write_history,
)


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """Return a small project, ready for its first release."""
    return make_small(tmp_path)


def quiet(_: str) -> None:
    """Hear of a step and do nothing."""


def refused(action: Callable[[], object], *codes: str) -> str:
    """Return the message of a refusal that has exactly these problems."""
    with pytest.raises(ReleaseError) as caught:
        action()
    assert sorted({problem.code for problem in caught.value.problems}) == sorted(codes), str(caught.value)
    return str(caught.value)


def published_on(repository: Path) -> list[str]:
    """Return the releases that the branch lists."""
    listing = json.loads(git(repository, "show", "gh-pages:releases.json"))
    return [release["release"] for release in listing["releases"]]


def test_first_release_makes_the_branch(small: Small) -> None:
    """The first release makes the branch with one commit, its tag with both hashes, and says who is the latest."""
    result = put(small.project, "2026.01", small.site("2026.01"))
    head = git(small.project, "rev-parse", "HEAD")
    assert git(small.project, "rev-list", "--count", "gh-pages") == "1"
    assert git(small.project, "rev-parse", "gh-pages") == result.commit
    assert git(small.project, "rev-parse", "2026.01^{commit}") == head
    message = git(small.project, "cat-file", "tag", "2026.01")
    listing = json.loads(git(small.project, "show", "gh-pages:releases.json"))
    assert listing["latest"] == "2026.01"
    assert listing["releases"][0]["manifest_sha256"] in message
    assert listing["releases"][0]["commit"] == head
    assert listing["releases"][0]["reason"] == "The first release"
    [version] = json.loads(git(small.project, "show", "gh-pages:versions.json"))
    assert (version["version"], version["aliases"]) == ("2026.01", ["latest"])
    assert version["properties"]["released"] == "2026-01-15"
    assert result.added == 4
    assert result.growth > 0
    assert git(small.project, "ls-tree", "-r", "gh-pages").count("120000") == 0, "no symbolic links"


def test_pages_are_stored_beside_their_like(small: Small, tmp_path: Path) -> None:
    """Files are packed as differences from files like them, not from whichever file the import wrote before them."""
    draw = random.Random(20)
    shared = draw.randbytes(20_000).hex()
    site = shutil.copytree(small.site("2026.01"), tmp_path / "pages")
    for number in range(20):
        page = site / f"page-{number}"
        page.mkdir()
        (page / "index.html").write_text(shared + draw.randbytes(300).hex(), encoding="utf-8")
        (page / "cite.txt").write_text(shared[:2_000] + draw.randbytes(100).hex(), encoding="utf-8")
    assert put(small.project, "2026.01", site).growth < 5 * 20_000


def test_sums_are_of_the_files(small: Small, tmp_path: Path) -> None:
    """``sha256sum --check`` finds every file of a release as ``SHA256SUMS`` says, and the file names all."""
    put(small.project, "2026.01", small.site("2026.01"))
    folder = export(small.project, tmp_path / "out") / "2026.01"
    done = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.count(": OK") == 3
    assert "figures/a/b/index.html: OK" in done.stdout


def test_a_release_is_never_rebuilt(small: Small) -> None:
    """A second attempt at a release is refused and names the next correction and how to make it; nothing moves."""
    put(small.project, "2026.01", small.site("2026.01"))
    before = git(small.project, "for-each-ref")
    text = refused(lambda: put(small.project, "2026.01", small.site("other")), "release-taken")
    assert '`proofpress release 2026.01.1 --reason "…"`' in text
    assert "`proofpress publish-corrections`" in text
    assert git(small.project, "for-each-ref") == before


def test_everything_in_the_way_is_named_at_once(small: Small) -> None:
    """Dirty tree, other release, taken tag and a broken order come in one refusal, each with its next step."""
    put(small.project, "2026.01", small.site("2026.01"))
    git(small.project, "tag", "2025.12")
    (small.project / "left.txt").touch()
    (small.project / "CITATION.cff").write_text("version: 2025.11\n")
    change(small.project / "mkdocs.yml", "      reason: The first release\n", "")
    text = refused(
        lambda: plan_release(load_settings(small.project), "2025.12"),
        *("dirty-tree", "other-release", "no-reason", "stale-deposit", "tag-taken", "out-of-order"),
    )
    assert "`proofpress citation-files --write`" in text
    for words in ("left.txt", "mkdocs.yml", "`proofpress release 2025.12 --reason", "`git tag -d 2025.12`", "2026.01"):
        assert words in text


def test_names_and_reasons_must_agree(small: Small) -> None:
    """A name that is none, and a reason other than the one in ``mkdocs.yml``, are refused."""
    settings = load_settings(small.project)
    for name in ("v1", "2026.13", "2026.1", "2026.01.0"):
        refused(lambda name=name: plan_release(settings, name), "bad-release")  # type: ignore[misc]
    refused(lambda: plan_release(settings, "2026.01", "Another"), "other-reason")
    assert plan_release(settings, "2026.01", "The first release").reason == "The first release"


def test_without_a_repository_or_remote(small: Small, tmp_path: Path) -> None:
    """A project outside git, and a remote that is not configured, are refused by name."""
    outside = tmp_path / "outside"
    outside.mkdir()
    refused(lambda: plan_release(replace(load_settings(small.project), root=outside), "2026.01"), "no-repository")
    text = refused(lambda: plan_release(load_settings(small.project), "2026.01", remote="mirror"), "no-remote")
    assert "`mirror`" in text


def test_changes_must_be_written_and_explained(small: Small) -> None:
    """A later release needs its changes since the one before, and a note where one of them is consequential."""
    put(small.project, "2026.01", small.site("2026.01"))
    small.ready("2026.02", past=False)
    text = refused(lambda: put(small.project, "2026.02", small.site("2026.02")), "no-changes")
    assert "`proofpress changes 2026.01 . --write`" in text
    set_release(small.project, "2026.01")
    write_history(small.project, "2026.02", [history_entry("a.b", "changed", old=1, new=-1, consequential=True)])
    set_release(small.project, "2026.02")
    commit(small.project, "Changes")
    text = refused(lambda: put(small.project, "2026.02", small.site("2026.02")), "no-note")
    assert "a.b" in text
    change(small.project / "docs/history/2026.02/changes.json", '"note": ""', '"note": "It turned."')
    commit(small.project, "Note")
    put(small.project, "2026.02", small.site("2026.02"))
    listing = json.loads(git(small.project, "show", "gh-pages:releases.json"))
    assert (listing["releases"][0]["note"], listing["releases"][0]["consequential"]) == ("It turned.", True)
    assert "It turned." in git(small.project, "show", "gh-pages:releases/index.html")


def test_a_past_that_was_never_published_is_refused(small: Small) -> None:
    """The committed past may name no release that readers cannot open."""
    write_history(small.project, "2026.02", [])
    commit(small.project, "A past")
    text = refused(lambda: plan_release(load_settings(small.project), "2026.01"), "unknown-past")
    assert "2026.01" in text


def test_corrections_of_an_old_release_do_not_become_the_latest(small: Small) -> None:
    """``2026.01.1`` after ``2026.02`` is published under its name; ``latest`` and the root stay with ``2026.02``."""
    put(small.project, "2026.01", small.site("2026.01"))
    git(small.project, "branch", "repair")
    small.ready("2026.02")
    put(small.project, "2026.02", small.site("2026.02"))
    git(small.project, "checkout", "--quiet", "repair")
    small.ready("2026.01.2")
    refused(lambda: put(small.project, "2026.01.2", small.site("2026.01.2")), "out-of-order")
    git(small.project, "reset", "--quiet", "--hard", "HEAD~1")
    before = small.trees()
    small.ready("2026.01.1")
    put(small.project, "2026.01.1", small.site("2026.01.1"))
    assert published_on(small.project) == ["2026.02", "2026.01.1", "2026.01"]
    after = small.trees()
    assert {name: after[name] for name in ("2026.01", "2026.02", "latest")} == {
        name: before[name] for name in ("2026.01", "2026.02", "latest")
    }
    assert "url=2026.02/" in git(small.project, "show", "gh-pages:index.html")


def test_a_foreign_branch_is_left_alone(small: Small) -> None:
    """A branch of the same name that holds something else is refused, not built upon."""
    git(small.project, "branch", "gh-pages")
    text = refused(lambda: plan_release(load_settings(small.project), "2026.01"), "unknown-branch")
    assert "`git branch -m gh-pages gh-pages-old`" in text


KILLED = """
import os, signal, sys
from pathlib import Path
from proofpress.release.publish import plan_release, publish_release
from proofpress.model.settings import load_settings

def tell(step):
    if step == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

plan = plan_release(load_settings(Path(sys.argv[1])), "2026.02", remote=sys.argv[4])
publish_release(plan, Path(sys.argv[2]), tell)
"""


@pytest.mark.parametrize(
    ("step", "remote"),
    [
        *((step, "") for step in ("prepared", "published", "tagged")),
        *((step, "origin") for step in ("prepared", "pushed", "published", "tagged")),
    ],
)
def test_an_interrupted_release_is_completed_by_the_same_command(small: Small, step: str, remote: str) -> None:
    """Killed after any step, a release is there or not, the others are whole, and the same command completes it."""
    put(small.project, "2026.01", small.site("2026.01"), remote)
    before = small.trees()
    small.ready("2026.02")
    command = [sys.executable, "-c", KILLED, str(small.project), str(small.site("2026.02")), step, remote]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    git(small.project, "fsck", "--strict")
    assert small.trees()["2026.01"] == before["2026.01"]
    settings = load_settings(small.project)
    finished = resume(settings, "2026.02", remote, quiet)
    assert finished == (step in {"pushed", "published"}), "on the branch, and not complete"
    if step == "prepared":
        put(small.project, "2026.02", small.site("2026.02"), remote)
    for repository in [small.project, *([small.origin] if remote else [])]:
        assert published_on(repository) == ["2026.02", "2026.01"]
        assert git(repository, "rev-list", "--count", "gh-pages") == "2", "published once"
        assert git(repository, "rev-parse", "2026.02^{commit}") == git(small.project, "rev-parse", "HEAD")
        assert small.trees(repository)["2026.01"] == before["2026.01"]
    refused(lambda: put(small.project, "2026.02", small.site("2026.02"), remote), "release-taken")


def rival_of(small: Small, tmp_path: Path, name: str, release: str) -> Path:
    """Return another clone of the remote, ready for a release."""
    other = clone(small.origin, tmp_path / name)
    small.ready(release, other)
    return other


def test_two_racing_releases_are_both_published(small: Small, tmp_path: Path) -> None:
    """A correction that is pushed while a release is being prepared: both end up on the branch, none overwrites."""
    put(small.project, "2026.01", small.site("2026.01"), "origin")
    git(small.project, "push", "--quiet", "origin", "main")
    rival = rival_of(small, tmp_path, "rival", "2026.01.1")
    small.ready("2026.02")
    steps: list[str] = []

    def tell(step: str) -> None:
        if step == "prepared" and not steps:
            put(rival, "2026.01.1", small.site("2026.01.1"), "origin")
        steps.append(step)

    put(small.project, "2026.02", small.site("2026.02"), "origin", tell)
    assert steps == ["prepared", "prepared", "pushed", "published", "tagged"], "the loser starts again, once"
    for repository in (small.project, small.origin):
        assert published_on(repository) == ["2026.02", "2026.01.1", "2026.01"]
        assert {"2026.01", "2026.01.1", "2026.02", "latest"} <= set(small.trees(repository))
        assert git(repository, "rev-list", "--count", "gh-pages") == "3"
    tags = git(small.origin, "tag", "--list").split()
    assert tags == ["2026.01", "2026.01.1", "2026.02"]


def test_two_racing_in_one_repository(small: Small) -> None:
    """Corrections published between preparing and moving the branch are kept: it moves only from where it was."""
    put(small.project, "2026.01", small.site("2026.01"))
    settings = load_settings(small.project)
    target = Target(Repository(small.project), "gh-pages")
    (small.project / "data").mkdir()
    (small.project / "data" / "corrections.json").write_text(json.dumps([CORRECTION]), encoding="utf-8")
    commit(small.project, "A correction")
    small.ready("2026.02")
    seen: list[str] = []

    def tell(step: str) -> None:
        if step == "prepared" and not seen:
            assert correct(settings, "", quiet) is not None
        seen.append(step)

    put(small.project, "2026.02", small.site("2026.02"), tell=tell)
    assert seen.count("prepared") == 2
    assert git(small.project, "rev-list", "--count", "gh-pages") == "3"
    assert [correction.id for correction in read_branch(target).corrections] == ["wrong-b"]


def test_the_same_release_twice_at_once(small: Small, tmp_path: Path) -> None:
    """Of two who publish one release at the same time one wins; the other is refused and leaves no trace."""
    put(small.project, "2026.01", small.site("2026.01"), "origin")
    git(small.project, "push", "--quiet", "origin", "main")
    rival = rival_of(small, tmp_path, "rival", "2026.02")
    small.ready("2026.02")
    other = small.site("elsewhere")

    def tell(step: str) -> None:
        if step == "prepared":
            put(rival, "2026.02", other, "origin")

    refused(lambda: put(small.project, "2026.02", small.site("2026.02"), "origin", tell), "release-taken")
    assert git(small.origin, "show", "gh-pages:2026.02/manifest.json") == (other / "manifest.json").read_text()
    assert git(small.project, "tag", "--list") == "2026.01"
    assert git(small.origin, "rev-list", "--count", "gh-pages") == "2"


def test_a_branch_that_keeps_moving_is_given_up(small: Small) -> None:
    """Whoever loses every race stops with a clear word after a few attempts; what others published stays."""
    put(small.project, "2026.01", small.site("2026.01"))
    small.ready("2026.02")

    def tell(step: str) -> None:
        if step == "prepared":
            tree, head = git(small.project, "rev-parse", "gh-pages^{tree}", "gh-pages").split()
            moved = git(small.project, "commit-tree", tree, "-p", head, "-m", "Somebody")
            git(small.project, "update-ref", "refs/heads/gh-pages", moved)

    text = refused(lambda: put(small.project, "2026.02", small.site("2026.02"), tell=tell), "lost-race")
    assert "Run this again" in text
    assert published_on(small.project) == ["2026.01"]
    assert git(small.project, "rev-list", "--count", "gh-pages") == str(1 + ATTEMPTS)


def test_branches_that_diverged_are_refused(small: Small, tmp_path: Path) -> None:
    """A branch here that does not follow the remote's is neither pushed nor overwritten."""
    put(small.project, "2026.01", small.site("2026.01"), "origin")
    git(small.project, "push", "--quiet", "origin", "main")
    rival = rival_of(small, tmp_path, "rival", "2026.01.1")
    put(rival, "2026.01.1", small.site("2026.01.1"), "origin")
    small.ready("2026.02")
    put(small.project, "2026.02", small.site("2026.02"))
    before = git(small.origin, "rev-parse", "gh-pages")
    small.ready("2026.03")
    text = refused(lambda: put(small.project, "2026.03", small.site("2026.03"), "origin"), "branch-diverged")
    assert "gh-pages" in text
    assert git(small.origin, "rev-parse", "gh-pages") == before


CORRECTION = {
    "id": "wrong-b",
    "figure": "a/b",
    "kind": "withdrawn",
    "what": "The bars are swapped.",
    "why": "Two columns were confused.",
    "since": "2026-01-20",
    "decided_by": "The editors",
    "releases": ["2026.01"],
    "fixed_in": "",
}


def register(small: Small, *entries: dict[str, object]) -> None:
    """Commit a register of corrections."""
    path = small.project / "data" / "corrections.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(list(entries)), encoding="utf-8")
    commit(small.project, "Corrections")


def test_corrections_change_no_release(small: Small) -> None:
    """A correction is published at the root, for script and for readers, while every release keeps its tree."""
    put(small.project, "2026.01", small.site("2026.01"), "origin")
    before = small.trees()
    register(small, CORRECTION)
    settings = load_settings(small.project)
    dry = correct(settings, "origin", quiet, dry=True)
    assert dry is not None
    assert small.trees() == before
    result = correct(settings, "origin", quiet)
    assert result is not None
    assert result.added == 2
    after = small.trees(small.origin)
    assert {key: after[key] for key in ("2026.01", "latest")} == {key: before[key] for key in ("2026.01", "latest")}
    assert json.loads(git(small.origin, "show", "gh-pages:corrections.json"))["corrections"] == [CORRECTION]
    page = git(small.origin, "show", "gh-pages:releases/index.html")
    for words in ("Withdrawn: figure a/b", "The bars are swapped.", "Two columns", "20 January 2026", "The editors"):
        assert words in page
    assert 'href="../2026.01/figures/a/b/"' in page
    assert correct(settings, "origin", quiet) is None, "said once is enough"


def test_bad_corrections_are_refused(small: Small) -> None:
    """What no release shows cannot be corrected; what was published as wrong cannot be forgotten; all is committed."""
    put(small.project, "2026.01", small.site("2026.01"))
    settings = load_settings(small.project)
    register(small, {**CORRECTION, "figure": "a/c"}, {**CORRECTION, "id": "other", "releases": ["2025.01"]})
    text = refused(lambda: correct(settings, "", quiet), "bad-correction")
    assert "has no figure `a/c`" in text
    assert "release 2025.01 is not published" in text
    register(small, CORRECTION)
    assert correct(settings, "", quiet) is not None
    register(small)
    assert "wrong-b" in refused(lambda: correct(settings, "", quiet), "lost-correction")
    small.ready("2026.02")
    refused(lambda: put(small.project, "2026.02", small.site("2026.02")), "lost-correction")
    (small.project / "data" / "corrections.json").write_text(json.dumps([CORRECTION]), encoding="utf-8")
    refused(lambda: correct(settings, "", quiet), "dirty-tree")


def test_release_finds_what_is_complete(small: Small) -> None:
    """The command on a complete release refuses; on one from another commit it refuses too, tag or no tag."""
    put(small.project, "2026.01", small.site("2026.01"))
    settings = load_settings(small.project)
    refused(lambda: release(settings, "2026.01", "", "", quiet), "release-taken")
    git(small.project, "tag", "--delete", "2026.01")
    commit(small.project, "Something else")
    refused(lambda: release(settings, "2026.01", "", "", quiet), "release-taken")
    assert git(small.project, "tag", "--list") == ""
    git(small.project, "reset", "--quiet", "--hard", "HEAD~1")
    assert release(settings, "2026.01", "", "", quiet) is None
    assert git(small.project, "rev-parse", "2026.01^{commit}") == git(small.project, "rev-parse", "HEAD")


def test_unpushed_releases_are_pushed_with_the_next(small: Small) -> None:
    """A release made without ``--push`` goes along with the next one that is pushed."""
    put(small.project, "2026.01", small.site("2026.01"))
    small.ready("2026.02")
    put(small.project, "2026.02", small.site("2026.02"), "origin")
    assert published_on(small.origin) == ["2026.02", "2026.01"]


def test_the_plan_is_said_in_words(small: Small) -> None:
    """The plan names commit, checks, what is added, the alias, where to and the tag."""
    plan = plan_release(load_settings(small.project), "2026.01", remote="origin")
    text = "\n".join(plan.lines())
    for words in ("2026.01 of 2026-01-15: The first release", "fresh kernels", "becomes `latest`", "pushed to origin",
                  "tag: 2026.01", "manifest.json and SHA256SUMS"):  # fmt: skip
        assert words in text
    result = publish_release(plan, small.site("2026.01"), quiet)
    assert git(small.origin, "rev-parse", "gh-pages") == result.commit


def test_workflow_uses_the_command() -> None:
    """The repository's workflow publishes with ``proofpress release``, which refuses what must not be published."""
    text = (ROOT / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8")
    assert "proofpress release" in text
    assert "mike deploy" not in text
