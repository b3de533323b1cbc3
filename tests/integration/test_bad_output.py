"""Output folders that are read-only or full, and failed builds: the previous site stays whole."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from proofpress import pipeline
from proofpress.model import scratch
from proofpress.model.errors import OutputError
from proofpress.model.settings import load_settings
from proofpress.render.folder import write_folder
from proofpress.render.output_folder import check_target
from tests.support.commands import mkdocs_here
from tests.support.projects import change, differences, digests


@pytest.fixture
def read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder that cannot be written; for a user whom permissions do not bind, that is simulated."""
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    if os.access(folder, os.W_OK):
        refusal = PermissionError(errno.EACCES, "Permission denied", str(folder))

        def deny(*_: object, **__: object) -> None:
            raise refusal

        monkeypatch.setattr(tempfile, "TemporaryFile", deny)
        monkeypatch.setattr(scratch.secrets, "token_hex", deny)  # the first step of making a folder there
    yield folder
    folder.chmod(0o755)


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a disk without room: files can be made but not filled."""

    def write(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write)


def test_render_into_a_read_only_folder(fixture_project: Path, read_only: Path) -> None:
    """`render --out` into a folder that cannot be written names it, and leaves nothing there."""
    settings = load_settings(fixture_project)
    site = pipeline.build(settings)
    with pytest.raises(OutputError, match=r"locked/out: the folder cannot be written; expected space and permission"):
        write_folder(site, settings, read_only / "out")
    assert list(read_only.iterdir()) == []


def test_render_onto_a_full_disk(fixture_project: Path, tmp_path: Path, full: None) -> None:
    """`render --out` on a full disk names the folder and the reason, and leaves nothing there."""
    settings = load_settings(fixture_project)
    site = pipeline.build(settings)
    with pytest.raises(OutputError, match=r"out/site: the folder cannot be written; .*got .*No space left on device"):
        write_folder(site, settings, tmp_path / "out" / "site")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_read_only_site_folder_is_refused_first(read_only: Path) -> None:
    """A build into a folder that cannot be written stops before anything is computed."""
    with pytest.raises(
        OutputError, match=r"locked/site: the site cannot be written; expected a folder with space and "
    ):
        check_target(read_only / "site")


def test_a_site_folder_below_a_file_is_refused(tmp_path: Path) -> None:
    """A path that can never be a folder is refused alike, whoever builds."""
    (tmp_path / "file").write_text("")
    with pytest.raises(
        OutputError, match=r"file/site: the site cannot be written; .*Make room or choose another `site_d"
    ):
        check_target(tmp_path / "file" / "site")


def build_in_process(root: Path) -> None:
    """Build a project's site as `mkdocs build --strict` does."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    build(load_config(str(root / "mkdocs.yml"), strict=True))


def test_a_disk_that_fills_during_the_build(fixture_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When writing fails midway the message names the site, and the previous one is there byte for byte."""
    import mkdocs.utils
    from click import ClickException

    before = digests(fixture_project / "site")
    names = {path.name for path in fixture_project.iterdir()}

    def write(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.chdir(fixture_project)
    monkeypatch.setattr(mkdocs.utils, "write_file", write)
    with pytest.raises(ClickException, match=r"site: the site cannot be written; .*No space left on device"):
        build_in_process(fixture_project)
    assert differences(before, digests(fixture_project / "site")) == []
    assert {path.name for path in fixture_project.iterdir()} == names


def test_a_full_disk_does_not_need_the_cache(fixture_project: Path, full: None) -> None:
    """Where no cache can be kept the build goes on without."""
    shutil.rmtree(fixture_project / ".cache" / "proofpress" / "sites")
    assert pipeline.build(load_settings(fixture_project)).pages


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        pytest.param(
            "data/tables/power_mix.csv",
            "coal,2023,19",
            "coal,2023,29",
            "figure `power-mix/coal-halves`, row 2 (power_mix:coal-2023), column share; expected 19; got 26.36",
            id="a changed cell",
        ),
        pytest.param("docs/methods.md", "High, moderate", "About 20 percent", "“20” is typed", id="a typed number"),
        pytest.param("docs/reproduce.md", "Run it.", "[Run](nowhere.md)", "nowhere.md", id="a broken link"),
        pytest.param(
            "notebooks/plants.py",
            "plants.capacity.max()",
            "plants.size.max()",
            'notebooks/plants.py:39, cell 3 (`"largest", plants.size.max(), ',
            id="a cell",
        ),
    ],
)
def test_a_failed_build_leaves_the_site_whole(fixture_project: Path, path: str, old: str, new: str, told: str) -> None:
    """Whatever stops `mkdocs build --strict`, the previous site stays byte for byte and nothing lies beside it."""
    before = digests(fixture_project / "site")
    names = {entry.name for entry in fixture_project.iterdir()}
    assert before
    change(fixture_project / path, old, new)
    done = mkdocs_here(fixture_project, "build", "--strict")
    assert done.returncode != 0
    assert told in done.stdout
    assert "\nTraceback" not in done.stdout  # a cell's own traceback is told inside the message
    assert differences(before, digests(fixture_project / "site")) == []
    assert {entry.name for entry in fixture_project.iterdir()} == names
