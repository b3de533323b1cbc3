"""Rules about the repository itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from proofpress.model.git import Repository

ROOT = Path(__file__).parents[3]
LOCKS = ("requirements.txt", "requirements-test.txt")
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
OURS = ("Makefile", *PAGES, "LICENSE", "CITATION.cff", "pyproject.toml", "mkdocs.yml")
FOLDERS = ("scripts", "tests", "notebooks", "docs", "data", ".github", ".ci")
TEXT = {".py", ".md", ".txt", ".toml", ".yml", ".yaml", ".json", ".csv", ".cff", ".j2", ".css", ".js", ".html", ""}


def read(name: str) -> str:
    """Return a file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def pins(name: str) -> dict[str, list[str]]:
    """Return a lock's versions by package; a package has several where platforms differ."""
    result: dict[str, list[str]] = {}
    for package, version in re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", read(name), re.MULTILINE):
        result.setdefault(package.lower().replace("_", "-"), []).append(version)
    return result


def text_files() -> list[Path]:
    """Return the files we write, without what builds and tools leave behind."""
    skipped = {"__pycache__"}
    files = [ROOT / name for name in (*OURS, *LOCKS)]
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            parts = set(path.relative_to(ROOT).parts)
            if path.is_file() and path.suffix in TEXT and not parts & skipped and ".egg-info" not in str(path):
                files.append(path)
    return files


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_have_hashes_and_no_addresses(lock: str) -> None:
    """Every package of a lock is pinned with hashes, and no line says where to fetch it."""
    text = read(lock)
    entries = re.split(r"^(?=[A-Za-z0-9])", re.sub(r"^\s*#.*\n?", "", text, flags=re.MULTILINE), flags=re.MULTILINE)
    entries = [entry for entry in entries if entry.strip()]
    assert len(entries) > 50
    assert [entry.split()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert re.findall(r"://|^-", text, re.MULTILINE) == []


def test_test_lock_only_adds() -> None:
    """Tests run on exactly the versions that build the site."""
    site, test = (pins(lock) for lock in LOCKS)
    assert {name: test.get(name) for name in site} == site
    assert {"pytest", "hypothesis", "ruff", "mypy"} <= set(test) - set(site)


def test_locks_satisfy_the_ranges() -> None:
    """A dependency that is named or changed in ``pyproject.toml`` is in its lock, within its range."""
    project = tomllib.loads(read("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    wanted = {
        "requirements.txt": [*project["dependencies"], *extras["build"]],
        "requirements-test.txt": [*extras["test"], *extras["bench"]],
    }
    for lock, requirements in wanted.items():
        locked = pins(lock)
        assert requirements
        for requirement in map(Requirement, requirements):
            versions = locked.get(requirement.name.lower(), [])
            assert versions, f"{lock} lacks {requirement}: run `make lock`"
            assert all(requirement.specifier.contains(v, prereleases=True) for v in versions), f"{lock}: {requirement}"


def test_make_lists_every_target() -> None:
    """``make`` alone lists each target with one line."""
    phony = re.search(r"^\.PHONY: (.*)$", read("Makefile"), re.MULTILINE)
    assert phony
    if not shutil.which("make"):
        pytest.skip("make is not installed")
    env = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    command = ["make", "-C", str(ROOT), "--no-print-directory"]
    listed = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert sorted(re.findall(r"^  make ([\w-]+) +\S", listed.stdout, re.MULTILINE)) == sorted(phony[1].split())


@pytest.mark.parametrize("page", PAGES)
def test_links_inside_the_repository_resolve(page: str) -> None:
    """Each file that a page links to or shows exists."""
    links = [link for link in re.findall(r"\]\(([^)#\s]+)\)", read(page)) if "://" not in link]
    assert links or page == "CHANGELOG.md"
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_commands_in_the_readme_exist() -> None:
    """Each make target and each ``proofpress`` command that the README names exists."""
    from click.testing import CliRunner

    from proofpress.cli import main

    text = read("README.md")
    targets = set(re.findall(r"^(?:\| `)?make ([a-z]+)", text, re.MULTILINE)) | set(re.findall(r"`make ([a-z]+)", text))
    assert {"site", "test"} <= targets
    assert targets <= set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    commands = set(re.findall(r"`proofpress ([a-z-]+)", text)) - {"--help"}
    assert commands >= {"verify", "accept"}
    for command in sorted(commands):
        result = CliRunner().invoke(main, [command, "--help"])
        assert result.exit_code == 0, f"proofpress {command} --help: {result.output}"


def test_workflow_asks_for_little() -> None:
    """Jobs state their permissions; actions and containers are pinned; only a job that runs nothing of ours writes."""
    workflow = yaml.safe_load(read(".github/workflows/site.yml"))
    assert workflow["permissions"] == {}
    assert {job: spec["permissions"] for job, spec in workflow["jobs"].items()} == {
        "test": {"contents": "read"},
        "prepare": {"contents": "read"},
        "publish": {"contents": "write"},
        "deploy": {"contents": "read", "id-token": "write", "pages": "write"},
        "reviews": {"contents": "read"},
    }
    actions = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert actions
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action) for action in actions)
    writing = [workflow["jobs"][name] for name in ("publish", "deploy")]
    steps = [step for job in writing for step in job["steps"]]
    assert [word for step in steps for word in ("make ", ".venv", "proofpress") if word in str(step)] == []
    reading = [job for job in workflow["jobs"].values() if job not in writing]
    assert all(re.search(r"@(sha256:[0-9a-f]{64}|\$\{\{ matrix.digest \}\})$", job["container"]) for job in reading)
    checkouts = [step for job in reading for step in job["steps"] if "checkout" in step.get("uses", "")]
    assert len(checkouts) == len(reading)
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_a_job_has_time_for_its_steps() -> None:
    """The workflow's limit is above the sum of those that .ci/run sets, and a new site's above that of its steps."""
    script = read(".ci/run")
    tries = script.count("for attempt in 1 2")
    assert tries == 1
    limits = [int(seconds) for seconds in re.findall(r"limited (\d+) ", script)] * 2  # Chromium is tried twice
    limits += [int(seconds) for seconds in re.findall(r"\bstep (\d+) ", script)]
    assert len(limits) == 7
    workflow = yaml.safe_load(read(".github/workflows/site.yml"))
    assert sum(limits) < 60 * workflow["jobs"]["test"]["timeout-minutes"]
    begun = yaml.safe_load(read("scripts/proofpress/scaffold/template/.github/workflows/site.yml"))["jobs"]["test"]
    own = [step["timeout-minutes"] for step in begun["steps"] if "run" in step and "make" in step["run"]]
    assert len(own) == 2
    assert sum(own) < begun["timeout-minutes"]


def test_the_environment_is_kept_and_proved() -> None:
    """Both workflows keep the environment by what it is installed from; none that writes takes it from there."""
    for name in (".github/workflows/site.yml", "scripts/proofpress/scaffold/template/.github/workflows/site.yml"):
        jobs = yaml.safe_load(read(name))["jobs"]
        kept = [job for job, spec in jobs.items() if any("actions/cache@" in str(step) for step in spec["steps"])]
        assert kept == ["test"], name
        [step] = [step for step in jobs["test"]["steps"] if "actions/cache@" in step.get("uses", "")]
        assert "hashFiles('requirements.txt'" in step["with"]["key"]


def test_the_resolver_is_pinned() -> None:
    """What writes the lock files is installed by the hashes of its files."""
    pinned = read("scripts/uv.txt")
    assert re.search(r"^uv==[\d.]+ \\$", pinned, re.MULTILINE)
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", pinned)) > 5
    assert "--require-hashes --requirement scripts/uv.txt" in read("Makefile")


def test_nothing_names_a_machine() -> None:
    """No file holds a path of somebody's machine or the host of a package registry; only CI looks beside the folder."""
    home = "|".join(("/ho" + "me/", "/Us" + "ers/", "/wo" + "rk/", "C:" + r"\\Us", "/ro" + "ot/"))
    hosts = "|".join(re.escape(".".join(host)) for host in (("pypi", "org"), ("npmjs", "com"), ("pythonhosted", "org")))
    pattern = re.compile(rf"(?<![\w.:/-])(?:{home})|{hosts}", re.IGNORECASE)
    files = text_files()
    assert len(files) > 30
    bad = []
    for path in files:
        result = pattern.search(path.read_text(encoding="utf-8", errors="replace"))
        if result:
            bad.append(f"{path.relative_to(ROOT)}: {result[0]}")
    assert bad == []


def test_a_folder_of_another_user_is_told_apart_from_no_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git's own words for it, which a container's checkout meets; a folder without a repository is another matter."""
    assert not Repository(tmp_path).is_distrusted()
    said = b"fatal: detected dubious ownership in repository at '/x'"
    answer = subprocess.CompletedProcess([], 128, b"", said)
    monkeypatch.setattr(Repository, "attempt", lambda *_, **__: answer)
    assert Repository(tmp_path).is_distrusted()
