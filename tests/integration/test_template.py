"""Later versions of the template and of the generator, brought into a site that was begun with earlier ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from proofpress.scaffold.begin import template_files
from proofpress.scaffold.update import ANSWERS, Origin
from tests.support.commands import environment, proofpress_here
from tests.support.projects import ROOT, change, digests
from tests.support.releases import commit, git, new_repository

pytestmark = pytest.mark.slow

TITLE = 'Air & "water"'
PARTS = ("copier.yml", "scripts/proofpress/scaffold")
IN_TEMPLATE = "scripts/proofpress/scaffold/template"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Give a repository with the template as it stands in the tree, committed."""
    folder = tmp_path / "template"
    for name in PARTS:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-R", str(source), str(target)], check=True)
    new_repository(folder)
    return folder


def answers(**given: Any) -> Any:
    """Return answers to what a new site is asked."""
    from proofpress.scaffold.begin import Answers, questions

    return Answers(**{name: question["default"] for name, question in questions().items()} | given)


def begin(folder: Path, template: Path) -> Path:
    """Write a site's files as ``init`` does, with a repository as the template's origin, and commit them."""
    from proofpress.scaffold.begin import write_site

    write_site(folder, answers(title=TITLE), Origin(str(template), git(template, "rev-parse", "HEAD").strip()))
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder, "Begin")
    return folder


def copier(*arguments: str) -> None:
    """Run copier as an author does."""
    command = [sys.executable, "-m", "copier", *arguments, "--quiet"]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def said(folder: Path) -> dict[str, Any]:
    """Return what a site says it was begun with."""
    result: dict[str, Any] = yaml.safe_load((folder / ANSWERS).read_text(encoding="utf-8"))
    return result


def test_copier_writes_what_init_writes(template: Path, tmp_path: Path) -> None:
    """A site that copier begins has the same files to the byte, so that its merges start from what is there."""
    copier("copy", "--defaults", "--data", f"title={TITLE}", str(template), str(tmp_path / "copied"))
    begun = begin(tmp_path / "begun", template)
    files = dict(template_files(answers(title=TITLE), Origin()))
    copied = digests(tmp_path / "copied")
    own = {name: digest for name, digest in digests(begun).items() if name in files}
    assert len(own) == len(files) > 10
    assert {name for name in own | copied if own.get(name) != copied.get(name)} == {ANSWERS}
    assert said(begun) == said(tmp_path / "copied") | {"_commit": git(template, "rev-parse", "HEAD").strip()}


def test_a_later_template_is_merged(template: Path, tmp_path: Path) -> None:
    """``copier update`` brings what the template changed and keeps what the author wrote; answers stay."""
    site = begin(tmp_path / "site", template)
    change(site / "README.md", "Sources keep their own terms.", "Sources keep their own terms. Data: CC0.")
    (site / "docs" / "about.md").unlink()
    commit(site, "Write the terms")
    change(template / IN_TEMPLATE / "README.md.jinja", "# [[ title ]]\n", "# [[ title ]]\n\n[[ reviewer ]] reads it.\n")
    change(template / IN_TEMPLATE / "Makefile", "clean: ##", "lint: $(READY) ## check\n\t$(PY) -m lint\n\nclean: ##")
    path = template / "scripts" / "proofpress" / "scaffold" / "questions.yml"
    path.write_text(path.read_text() + "reviewer:\n  type: str\n  help: Who reads it?\n  default: A friend\n")
    commit(template, "Add a target, and ask who reads it")
    copier("update", "--defaults", str(site))
    readme = (site / "README.md").read_text()
    assert readme.startswith(f"# {TITLE}\n\nA friend reads it.\n")
    assert "Data: CC0." in readme
    assert "lint: $(READY) ## check" in (site / "Makefile").read_text()
    assert not (site / "docs" / "about.md").exists()
    assert said(site)["title"] == TITLE
    assert said(site)["reviewer"] == "A friend"
    assert git(template, "rev-parse", "HEAD").startswith(said(site)["_commit"][:7])


def test_a_site_is_brought_to_a_later_version(template: Path, tmp_path: Path) -> None:
    """``init --update`` merges the template, renews the generator and the lock, and names what is to be settled."""
    site = begin(tmp_path / "site", template)
    (site / "generator").mkdir()
    (site / "generator" / "proofpress-0.0.1-py3-none-any.whl").write_bytes(b"old")
    (site / "requirements.txt").write_text("# old\n")
    change(site / "README.md", "A research site", "A site of measurements")
    done = proofpress_here(site, "init", "--update", str(site))
    assert done.returncode == 1
    assert "must be in version control first" in done.stdout
    commit(site, "Say what it is")
    change(template / IN_TEMPLATE / "README.md.jinja", "A research site", "A site of research")
    commit(template, "Say it otherwise")
    done = proofpress_here(site, "init", "--update", str(site))
    assert done.returncode == 0, done.stdout
    assert "to settle: README.md" in done.stdout
    assert "A site of measurements" in (site / "README.md").read_text()
    assert "proofpress-0.0.1-py3-none-any.whl" not in [path.name for path in (site / "generator").iterdir()]
    assert (site / "requirements.txt").read_bytes() == (ROOT / "requirements.txt").read_bytes()


def test_a_renewed_generator_is_installed(template: Path, tmp_path: Path) -> None:
    """A wheel that is newer than the environment is installed, though it has the version of the one before."""
    site = begin(tmp_path / "site", template)
    wheel, ready = site / "generator" / "proofpress-0.1.0-py3-none-any.whl", site / ".venv" / "ready"
    for path in (wheel, ready):
        path.parent.mkdir()
        path.write_bytes(b"")
    for when, installs in ((ready.stat().st_mtime + 60, True), (ready.stat().st_mtime - 3600, False)):
        os.utime(wheel, (when, when))
        (site / "requirements.txt").write_text("")
        os.utime(site / "requirements.txt", (1, 1))
        done = subprocess.run(["make", "--dry-run", "site"], cwd=site, capture_output=True, text=True, check=True)
        assert ("--force-reinstall generator/*.whl" in done.stdout) is installs, done.stdout


def test_a_site_without_an_origin_is_refused(tmp_path: Path) -> None:
    """Where a site does not say what it was begun with, nothing is touched, and the message says what to write."""
    site = tmp_path / "site"
    for name, content in template_files(answers(), Origin()):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    new_repository(site)
    before = digests(site)
    done = proofpress_here(site, "init", "--update", str(site))
    assert done.returncode == 1
    assert "Write `_src_path` (the generator's repository) and `_commit` into .copier-answers.yml." in done.stdout
    assert {name: digest for name, digest in digests(site).items() if ".git/" not in name} == {
        name: digest for name, digest in before.items() if ".git/" not in name
    }
