"""Four releases of the fixture site, built and published: what each holds, every link of each, and the commands."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from proofpress.model.errors import ReleaseError
from proofpress.release.build import compare_builds
from tests.support.commands import environment, proofpress, proofpress_here
from tests.support.projects import FIXTURE, change, copy_project, differences, digests, names_of
from tests.support.releases import DATES, GAS, NEW, OLD, commit, git, new_repository
from tests.support.site_pages import broken_links, missing_loads, outside_loads, read_pages

pytestmark = pytest.mark.slow

ADDRESS = "https://fixture.example/"
OF_THE_BRANCH = {
    *(".nojekyll", "404.html", "corrections.json", "index.html", "releases.json", "robots.txt", "sitemap.xml"),
    "versions.json",
}


def manifest(published: Path, release: str) -> dict[str, Any]:
    """Return a published release's manifest."""
    return dict(json.loads((published / "branch" / release / "manifest.json").read_text(encoding="utf-8")))


def test_the_branch_holds_releases_and_a_few_files(published: Path) -> None:
    """The branch has one folder a release, the alias, the list, and a few files; no symbolic link anywhere."""
    names = {path.name for path in (published / "branch").iterdir()}
    assert names == {*DATES, "latest", "releases", *OF_THE_BRANCH}
    assert not [path for path in (published / "branch").rglob("*") if path.is_symlink()]
    versions = json.loads((published / "branch" / "versions.json").read_text(encoding="utf-8"))
    assert [(version["version"], version["aliases"]) for version in versions] == [
        *(("2026.04", ["latest"]), ("2026.03", []), ("2026.02", []), ("2026.01", []))
    ]


def test_releases_are_the_bytes_that_were_built(published: Path, states: tuple[Path, dict[str, str]]) -> None:
    """After four publications each release holds exactly what was built for it, and the hashes of it."""
    for release in DATES:
        built, result = digests(states[0] / "sites" / release), digests(published / "branch" / release)
        sums = (published / "branch" / release / "SHA256SUMS").read_text(encoding="utf-8")
        del result["SHA256SUMS"]
        assert differences(built, result) == []
        assert dict(reversed(line.split("  ", 1)) for line in sums.splitlines()) == built


def test_every_link_of_every_release_resolves(published: Path) -> None:
    """Links between pages, releases, alias and root, those with the site's whole address too, lead to what is there."""
    folder = published / "branch"
    pages = read_pages(folder)
    assert len(pages) > 100
    whole = 0
    for page in pages.values():
        whole += sum(link.startswith(ADDRESS) for link in page.links)
        page.links = [link.replace(ADDRESS, "/", 1) for link in page.links]
    assert whole > 100, "each page links to the list of releases"
    assert {name.split("/")[0] for name in pages} >= {*DATES, "latest", "releases"}
    broken = broken_links(folder, pages)
    assert broken == [], names_of(broken[:20])
    assert outside_loads(pages) == []
    missing = missing_loads(folder, pages)
    assert missing == [], names_of(missing[:20])


def test_every_page_has_an_alias(published: Path) -> None:
    """Each page of the latest release stands below ``latest`` too, as a redirect to it, and no page of another does."""
    folder = published / "branch"
    latest = {path.relative_to(folder / "2026.04") for path in (folder / "2026.04").rglob("*.html")}
    alias = {path.relative_to(folder / "latest") for path in (folder / "latest").rglob("*") if path.is_file()}
    assert latest == alias
    assert len(latest) > 20


def test_manifests_tell_what_changed(published: Path) -> None:
    """From the manifests alone follows what was added, changed, renamed and removed between the releases."""
    one, two, three, four = (manifest(published, release) for release in DATES)
    assert set(two["figures"]) - set(one["figures"]) == {GAS}
    moved = {key for key in one["values"] if one["values"][key]["sha256"] != two["values"][key]["sha256"]}
    assert moved == {"power-mix.coal-share"} | ({"power-mix.coal-before"} & moved)
    assert one["figures"]["plants/capacity"]["sha256"] == four["figures"]["plants/capacity"]["sha256"]
    assert one["figures"][OLD]["sha256"] != two["figures"][OLD]["sha256"]
    assert set(two["figures"]) - set(three["figures"]) == {OLD}
    assert set(three["figures"]) - set(two["figures"]) == {NEW}
    assert two["renamed"] == {}
    assert three["renamed"] == four["renamed"] == {OLD: NEW}
    assert set(three["figures"]) - set(four["figures"]) == {GAS}
    assert two["inputs"]["data/tables/power_mix.csv"] != one["inputs"]["data/tables/power_mix.csv"]


def test_tags_stand_on_what_was_built(published: Path, states: tuple[Path, dict[str, str]]) -> None:
    """Each release is tagged, here and at the remote, on the commit it was built from."""
    for release, digest in states[1].items():
        for repository in ("work", "origin.git"):
            assert git(published / repository, "rev-parse", f"{release}^{{commit}}") == digest


def test_unchanged_files_are_shared(published: Path) -> None:
    """Git keeps a file that two releases share once: four releases weigh far less than four times one."""
    work = published / "work"
    objects = [line.split("\t") for line in git(work, "ls-tree", "-r", "gh-pages").splitlines()]
    files = {name: facts.split()[2] for facts, name in objects}
    charts = [files[f"{release}/figures/plants/capacity/chart.png"] for release in DATES]
    assert len(set(charts)) == 1
    in_releases = [digest for name, digest in files.items() if name.split("/")[0] in DATES]
    assert len(set(in_releases)) < 0.7 * len(in_releases)


def test_different_builds_are_refused(tmp_path: Path) -> None:
    """Two builds that differ in one byte, and a file that only one of them has, are named."""
    for name, text in (("one", "a"), ("two", "b")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same.txt").write_text("same", encoding="utf-8")
        (tmp_path / name / "page.html").write_text(text, encoding="utf-8")
    (tmp_path / "two" / "more.txt").touch()
    with pytest.raises(ReleaseError, match=r"2 files differ.*more\.txt, page\.html"):
        compare_builds(tmp_path / "one", tmp_path / "two")
    compare_builds(tmp_path / "one", tmp_path / "one")


@pytest.fixture(scope="module")
def project(fixture_build: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the fixture site, accepted, as a repository with a bare remote."""
    folder = copy_project(fixture_build[0], tmp_path_factory.mktemp("command") / "project", cache=True)
    new_repository(folder)
    git(folder.parent, "clone", "--quiet", "--bare", str(folder), "origin.git")
    git(folder, "remote", "add", "origin", str(folder.parent / "origin.git"))
    return folder


def test_command_publishes_what_it_proved(project: Path, fixture_build: tuple[Path, str]) -> None:
    """A dry run publishes nothing; the command proves, builds twice, publishes, tags and pushes; then it refuses."""
    before = git(project, "for-each-ref")
    dry = proofpress_here(project, "release", "2026.01", "--dry-run", "--push")
    assert dry.returncode == 0, dry.stdout
    for words in (
        "release 2026.01 of 2026-01-15: The first release",
        "would add ",
        "MB to push",
        "nothing was published",
    ):
        assert words in dry.stdout
    assert git(project, "for-each-ref") == before
    assert git(project, "status", "--porcelain") == ""

    done = proofpress(project, "release", "2026.01", "--push")
    assert done.returncode == 0, done.stdout
    steps = [line for line in done.stdout.splitlines() if line in STEPS]
    assert steps == list(STEPS)
    tree = git(project.parent / "origin.git", "ls-tree", "-r", "--name-only", "gh-pages:2026.01").splitlines()
    built = digests(fixture_build[0] / "site")
    assert set(tree) == {*built, "SHA256SUMS"}
    sums = git(project, "show", "gh-pages:2026.01/SHA256SUMS").splitlines()
    assert dict(reversed(line.split("  ", 1)) for line in sums) == built, "the bytes that any build of the commit gives"
    assert git(project, "status", "--porcelain") == ""

    again = proofpress_here(project, "release", "2026.01", "--push")
    assert again.returncode == 1
    assert '`proofpress release 2026.01.1 --reason "…"`' in again.stdout


STEPS = ("verified", "built", "built again", "prepared", "pushed", "published", "tagged")


@pytest.mark.usefixtures("proved_here")
def test_a_second_release_is_one_command(project: Path, tmp_path: Path) -> None:
    """After a change that is accepted and committed, one command names, explains, proves, publishes and tags it.

    A consequential change asks for a note first, and then nothing has changed.
    """
    other = Path(shutil.copytree(project, tmp_path / "project", symlinks=True))
    git(other, "remote", "remove", "origin")
    if not git(other, "for-each-ref", "refs/heads/gh-pages"):
        assert proofpress_here(other, "release", "2026.01").returncode == 0
    change(other / "data" / "tables" / "power_mix.csv", "coal-2023,coal,2023,19,", "coal-2023,coal,2023,18,")
    assert proofpress_here(other, "accept").returncode == 0
    made_from = commit(other, "Take newer coal")
    told = proofpress_here(other, "release", "2026.02", "--reason", "Newer coal", "--dry-run")
    assert "writes what changed since 2026.01 into docs/history" in told.stdout, told.stdout
    step = ("release", "2026.02", "--reason", "Newer coal", "--date", "2026-02-15")
    done = proofpress_here(other, *step)
    if "--note" in done.stdout:
        assert done.returncode == 1
        assert git(other, "rev-parse", "HEAD") == made_from
        done = proofpress_here(other, *step, "--note", "Coal fell further.")
    assert done.returncode == 0, done.stdout
    assert git(other, "status", "--porcelain") == ""
    assert git(other, "rev-parse", "2026.02^{commit}^") == made_from
    assert {"2026.01", "2026.02"} <= set(git(other, "ls-tree", "--name-only", "gh-pages").splitlines())
    changes = json.loads(git(other, "show", "2026.02:docs/history/2026.02/changes.json"))
    assert {entry["id"] for entry in changes["changes"]} >= {"power-mix/coal-halves", "power-mix.coal-share"}
    undone = proofpress_here(other, "release", "2026.02", "--undo")
    assert undone.returncode == 0, undone.stdout
    assert git(other, "rev-parse", "HEAD") == made_from
    assert git(other, "status", "--porcelain") == ""
    assert git(other, "tag").splitlines() == ["2026.01"]


def test_command_refuses_what_is_not_proved(project: Path, tmp_path: Path) -> None:
    """A committed record that the data do not give is found before anything is published, with what differs."""
    other = Path(shutil.copytree(project, tmp_path / "project"))
    shutil.rmtree(other / ".git")
    new_repository(other)
    path = other / "docs" / "published" / "plants" / "record.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    stored["values"]["largest"]["number"] = 1201
    path.write_text(json.dumps(stored), encoding="utf-8")
    commit(other, "A wrong record")
    done = proofpress_here(other, "release", "2026.01")
    assert done.returncode == 1, done.stdout
    assert "[not-proved]" in done.stdout
    assert "plants.largest" in done.stdout
    assert "1201" in done.stdout
    assert git(other, "for-each-ref", "--format=%(refname)") == "refs/heads/main"


def test_command_refuses_a_dirty_tree_at_once(project: Path, tmp_path: Path) -> None:
    """With something uncommitted the command stops before it builds."""
    other = Path(shutil.copytree(project, tmp_path / "project"))
    change(other / "docs" / "methods.md", "# Methods\n", "# Our methods\n")
    done = proofpress_here(other, "release", "2026.05")
    assert done.returncode == 1
    assert "docs/methods.md" in done.stdout
    assert "[no-reason]" in done.stdout
    assert "verified" not in done.stdout
    assert "Traceback" not in done.stdout


def test_bad_corrections_stop_the_build(tmp_path: Path) -> None:
    """``lint`` and every build refuse a register of corrections that breaks its rules."""
    folder = copy_project(FIXTURE, tmp_path / "project")
    (folder / "data" / "corrections.json").write_text('[{"id": "x"}]', encoding="utf-8")
    done = proofpress_here(folder, "lint")
    assert done.returncode == 1
    assert "data/corrections.json, correction `x`: `since` is missing" in done.stdout


@pytest.mark.parametrize("source", ["folder", "branch"])
def test_serve_releases_serves(source: str, published: Path) -> None:
    """The command serves all releases from a folder and from the branch, with the root's page for unknown addresses."""
    work = published / "work"
    options = ["--folder", str(published / "branch")] if source == "folder" else ["--branch", "gh-pages"]
    command = [sys.executable, "-m", "proofpress.cli", "serve-releases", "--port", "0", *options]
    env = environment(PYTHONUNBUFFERED="1")
    with subprocess.Popen(command, cwd=work, env=env, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            address = running.stdout.readline().split()[3]
            for path in ("", "2026.01/", "2026.04/figures/plants/capacity/chart.svg", "latest/claims/", "releases/"):
                file = published / "branch" / path
                content = (file / "index.html" if file.is_dir() else file).read_bytes()
                with urllib.request.urlopen(address + path) as answer:
                    assert answer.read() == content, path
            with pytest.raises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(f"{address}2026.04/none/")
            assert caught.value.read() == (published / "branch" / "404.html").read_bytes()
        finally:
            os.kill(running.pid, signal.SIGINT)
            said, _ = running.communicate()
    assert said == "stopped\n"
    assert running.returncode == 0
