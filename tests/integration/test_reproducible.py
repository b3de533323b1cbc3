"""Same commit, same bytes: two machines that differ in all that should not matter build the same site."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from tests.support.commands import environment, mkdocs
from tests.support.projects import copy_project, differences, digests, files_below, names_of

pytestmark = pytest.mark.slow


def scattered(source: Path, target: Path, seed: int) -> Path:
    """Return a copy of a project whose files were made in another order and at other times."""
    result = list(files_below(source).items())
    random.Random(seed).shuffle(result)
    for number, (name, path) in enumerate(result):
        new = target / name
        new.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, new)
        moment = 1_000_000_000 + number * 86_400 * seed
        os.utime(new, (moment, moment))
    return target


@pytest.fixture(scope="module")
def accepted(fixture_build: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the fixture site with its record, nothing executed."""
    folder = copy_project(fixture_build[0], tmp_path_factory.mktemp("accepted"))
    assert (folder / "docs" / "published").is_dir()
    return folder


def build_as(project: Path, home: Path, umask: int, **changes: str) -> dict[str, str]:
    """Return the hash of every file of a site built under other circumstances."""
    home.mkdir(parents=True)
    env = environment(HOME=str(home), TMPDIR=str(home), **changes)
    env.pop("XDG_CACHE_HOME", None)
    done = mkdocs(project, "build", "--strict", env=env, umask=umask)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count(": executed in") == 2, "this build must not reuse anything"
    return digests(project / "site")


def test_two_machines_build_the_same_bytes(accepted: Path, tmp_path: Path) -> None:
    """Folder, time zone, locale, hash seed, mask, home, file order and file times leave no trace in any file."""
    one = scattered(accepted, tmp_path / "one", 1)
    two = scattered(accepted, tmp_path / "a folder" / "zwei ünïcode", 7)
    first = build_as(
        one, tmp_path / "home1", 0o022, TZ="UTC", LANG="C.UTF-8", LC_ALL="C.UTF-8", PYTHONHASHSEED="1", USER="a"
    )
    second = build_as(
        two,
        tmp_path / "home2" / "deeper",
        0o077,
        TZ="Pacific/Kiritimati",
        LANG="tr_TR.UTF-8",
        LC_ALL="C",
        PYTHONHASHSEED="4242",
        SOURCE_DATE_EPOCH="1",
        USER="b",
        COLUMNS="40",
    )
    assert first
    result = differences(first, second)
    assert result == [], f"two builds of the same commit:{names_of(result)}"
    assert "sitemap.xml.gz" in first
    modes = [
        {name: path.stat().st_mode & 0o777 for name, path in files_below(project / "site").items()}
        for project in (one, two)
    ]
    assert modes[0] == modes[1]


def test_site_names_no_circumstance(fixture_build: tuple[Path, str]) -> None:
    """No file of the site holds the folder that it was built in, or the day."""
    from datetime import UTC, datetime

    project = fixture_build[0]
    site = files_below(project / "site")
    assert site
    traces = [str(project).encode(), os.environ.get("HOME", "/nowhere").encode() + b"/"]
    today = datetime.now(UTC).strftime("%Y-%m-%d").encode()
    theme = ("assets/javascripts", "assets/stylesheets")
    result = []
    for name, path in site.items():
        content = path.read_bytes()
        result += [f"{name}: {trace.decode()}" for trace in traces if trace in content]
        if today in content and not name.startswith(theme):
            result.append(f"{name}: {today.decode()}")
    assert result == [], names_of(result)


def test_sitemap_is_dated_by_the_release(fixture_build: tuple[Path, str]) -> None:
    """The sitemap's dates are the release's, not the day's."""
    import re

    text = (fixture_build[0] / "site" / "sitemap.xml").read_text(encoding="utf-8")
    dates = re.findall(r"<lastmod>([^<]+)</lastmod>", text)
    assert dates
    assert set(dates) == {"2026-01-15"}


def test_row_order_in_a_file_changes_no_figure(accepted: Path, tmp_path: Path) -> None:
    """A table whose rows stand in another order gives the same figures and values: only the file's own hash moves."""
    from proofpress.model.settings import load_settings
    from proofpress.pipeline import compute
    from tests.support.projects import accept_hashes

    project = scattered(accepted, tmp_path / "sorted", 2)
    path = project / "data" / "tables" / "power_mix.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    accept_hashes(project)
    drifts = [str(drift) for drift in compute(load_settings(project)).drifts]
    assert drifts == [], names_of(drifts)
