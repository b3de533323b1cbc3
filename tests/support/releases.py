"""Releases for tests: the fixture site in four states, and small projects to publish without building anything."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proofpress.model.git import unpack
from proofpress.model.settings import load_settings
from proofpress.release.prepare import Prepared
from proofpress.release.publish import plan_release, publish_release
from tests.support.commands import build_here, environment
from tests.support.projects import FIXTURE, accept_hashes, change, copy_project

DATES = {"2026.01": "2026-01-15", "2026.02": "2026-02-15", "2026.03": "2026-03-15", "2026.04": "2026-04-15"}
REASONS = {
    "2026.01": "The first release",
    "2026.02": "Newer data on coal, and a figure on gas",
    "2026.03": "A better name for the figure on coal",
    "2026.04": "The figure on gas is withdrawn",
}
OLD, NEW, GAS = "power-mix/coal-halves", "power-mix/coal-falls", "power-mix/gas-holds"
GAS_CELLS = """# %% [markdown]
# ## Gas
# Gas is the rest.

# %%
gas = mix[mix.fuel == "gas"]
pp.publish_figure(
    alt.Chart(gas).mark_bar().encode(x=alt.X("year:O", title=None), y=alt.Y("share:Q", title="percent")),
    name="gas-holds",
    data=gas,
    columns={"year": "Year", "share": "Share (%)"},
    title="Gas holds its share",
    subtitle="Gas's share of generation, percent, 2012 and 2023",
    note="Gross generation.",
    alt="Two bars of much the same height.",
)

"""
LIMITS = "# %% [markdown]\n# ## Limits\n# - Two years only."


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody and return what it printed."""
    who = {f"GIT_{role}_{what}": text for role in ("AUTHOR", "COMMITTER")
           for what, text in (("NAME", "A. Tester"), ("EMAIL", "tester@fixture.example"))}  # fmt: skip
    env = {key: value for key, value in environment(**who).items() if key != "GIT_DIR"}
    done = subprocess.run(["git", *arguments], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stderr}"
    return done.stdout.strip()


def new_repository(folder: Path) -> Path:
    """Make a folder a repository and commit what is in it."""
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "config", "user.name", "A. Tester")
    git(folder, "config", "user.email", "tester@fixture.example")
    (folder / ".gitignore").write_text("/site/\n/.cache/\n__pycache__/\n", encoding="utf-8")
    commit(folder, "Start")
    return folder


def commit(folder: Path, message: str) -> str:
    """Commit everything and return the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")


def history_entry(name: str, kind: str, **facts: Any) -> dict[str, Any]:
    """Return a change as the committed past holds it."""
    result = {
        "id": name, "kind": kind, "what": "figure" if "/" in name else "value", "old": None, "new": None,
        "old_text": "", "new_text": "", "unit": "", "direction": "", "size": None, "sentence": f"{name}: {kind}.",
        "consequential": False, "threshold": "", "causes": [], "interaction": False, "order": 1,
    }  # fmt: skip
    return {**result, **facts}


def write_history(project: Path, release: str, changes: list[dict[str, Any]], note: str = "") -> None:
    """Write what changed on the way into a release, with the release before it, into the committed past."""
    folder = project / "docs" / "history"
    path = folder / "releases.json"
    listed = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    settings = load_settings(project)
    past = {"release": settings.release, "released": settings.released, "reason": settings.reason, "note": ""}
    listed.append(past)
    (folder / release).mkdir(parents=True)
    path.write_text(json.dumps(listed, indent=1), encoding="utf-8")
    numbered = [{**change, "order": number} for number, change in enumerate(changes, 1)]
    stored = {"schema_version": 1, "from": past["release"], "to": release, "released": DATES.get(release, "2026-06-15"),
              "changes": numbered, "note": note}  # fmt: skip
    (folder / release / "changes.json").write_text(json.dumps(stored, indent=1), encoding="utf-8")


def set_release(project: Path, release: str, reason: str = "", released: str = "") -> None:
    """Have ``mkdocs.yml`` name another release."""
    settings = load_settings(project)
    path = project / "mkdocs.yml"
    change(path, f'release: "{settings.release}"', f'release: "{release}"')
    change(path, f"released: {settings.released}", f"released: {released or DATES.get(release, '2026-06-15')}")
    change(path, f"reason: {settings.reason}", f"reason: {reason or REASONS.get(release, 'A correction')}")


def edit(project: Path, release: str) -> None:
    """Turn the fixture site into its state of a release, from the one before."""
    notebook = project / "notebooks" / "power_mix.py"
    if release == "2026.02":
        changed = history_entry("power-mix.coal-share", "changed", old=19, new=18.1818181818, direction="down")
        write_history(project, release, [history_entry(GAS, "added"), changed])
        change(project / "data" / "tables" / "power_mix.csv", "coal-2023,coal,2023,19,", "coal-2023,coal,2023,18,")
        accept_hashes(project)
        change(notebook, LIMITS, GAS_CELLS + LIMITS)
    elif release == "2026.03":
        write_history(project, release, [history_entry(NEW, "renamed", old=OLD, new=NEW)])
        for path in (notebook, project / "data" / "debate.json"):
            text = path.read_text(encoding="utf-8")
            assert "coal-halves" in text
            path.write_text(text.replace("coal-halves", "coal-falls"), encoding="utf-8")
    elif release == "2026.04":
        write_history(project, release, [history_entry(GAS, "removed")])
        change(notebook, GAS_CELLS, "")
    if release != "2026.01":
        set_release(project, release)


def make_states(folder: Path) -> dict[str, str]:
    """Build the fixture site in four states, each a commit of a repository; return the commits by release.

    ``project`` is the repository, ``sites/<release>`` what each commit builds.
    """
    project = copy_project(FIXTURE, folder / "project")
    new_repository(project)
    commits = {}
    for release in DATES:
        edit(project, release)
        build_here(project)
        shutil.copytree(project / "site", folder / "sites" / release)
        commits[release] = commit(project, f"Release {release}")
    return commits


def clone(source: Path, target: Path) -> Path:
    """Return a clone of a repository in which somebody can commit."""
    git(target.parent, "clone", "--quiet", str(source), str(target))
    git(target, "config", "user.name", "A. Tester")
    git(target, "config", "user.email", "tester@fixture.example")
    return target


def put(project: Path, release: str, site: Path, remote: str = "", tell: Any = None) -> Prepared:
    """Publish a built site as a release of what a project has checked out."""
    plan = plan_release(load_settings(project), release, remote=remote)
    return publish_release(plan, site, tell or (lambda _: None))


def publish_states(states: Path, commits: dict[str, str], folder: Path) -> None:
    """Publish all four states: ``origin.git`` is the remote, ``work`` a clone, ``branch`` the branch as files."""
    git(folder, "clone", "--quiet", "--bare", str(states / "project"), "origin.git")
    work = clone(folder / "origin.git", folder / "work")
    for release, digest in commits.items():
        git(work, "checkout", "--quiet", "--detach", digest)
        put(work, release, states / "sites" / release, "origin")
    export(work, folder / "branch")


def export(repository: Path, target: Path, branch: str = "gh-pages") -> Path:
    """Write a branch's files into a folder."""
    done = subprocess.run(["git", "archive", branch], cwd=repository, capture_output=True, check=True)
    unpack(done.stdout, target)
    return target


CONFIG = """site_name: Small
site_url: https://small.example/
plugins:
  - proofpress:
      release: "2026.01"
      released: 2026-01-15
      reason: The first release
"""


@dataclass(frozen=True)
class Small:
    """A project with a site of three files, to publish at once: its repository, its remote, where its sites are."""

    project: Path
    origin: Path
    sites: Path

    def site(self, release: str) -> Path:
        """Return a release's site."""
        folder = self.sites / release
        if not folder.exists():
            (folder / "figures" / "a" / "b").mkdir(parents=True)
            page = f"<!DOCTYPE html><html><head><title>{release}</title></head><body><h1>{release}</h1></body></html>"
            for name in ("index.html", "figures/a/b/index.html"):
                (folder / name).write_text(page, encoding="utf-8")
            manifest = {"release": release, "figures": {"a/b": {}}, "values": {"a.b": {}}}
            (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        return folder

    def ready(self, release: str, project: Path | None = None, *, past: bool = True) -> None:
        """Commit what makes a project ready for another release."""
        where = project or self.project
        if past:
            write_history(where, release, [])
        set_release(where, release)
        commit(where, f"Prepare {release}")

    def trees(self, repository: Path | None = None) -> dict[str, str]:
        """Return the tree of every folder on the published branch."""
        lines = git(repository or self.project, "ls-tree", "-d", "gh-pages").splitlines()
        return {name: line.split()[2] for line, name in ((line, line.partition("\t")[2]) for line in lines)}


def make_small(folder: Path) -> Small:
    """Make a small project with a bare remote, ready for its first release."""
    project = folder / "small"
    project.mkdir()
    (project / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    new_repository(project)
    git(folder, "clone", "--quiet", "--bare", str(project), "small.git")
    git(project, "remote", "add", "origin", str(folder / "small.git"))
    return Small(project, folder / "small.git", folder / "sites")
