"""A build on other processes: through any executor it gives what this machine gives."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from proofpress import pipeline
from proofpress.execute import away
from proofpress.execute.team import Team, working_with
from proofpress.model.errors import NotebookError
from proofpress.model.settings import load_settings
from tests.support.projects import FIXTURE, copy_project
from tests.support.teams import outcome, site

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers in this process lay out files in the test's own folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_any_executor_gives_what_this_machine_gives(tmp_path: Path) -> None:
    """The fixture site with its claims, audit and site code: notebooks, pictures, entries are the same to a byte."""
    here = pipeline.compute(load_settings(copy_project(FIXTURE, tmp_path / "here", shared_cache=False)))
    settings = load_settings(copy_project(FIXTURE, tmp_path / "away", shared_cache=False))
    with ThreadPoolExecutor(2) as pool, working_with(Team(pool)):
        there = pipeline.compute(settings)
    assert outcome(there) == outcome(here)
    assert {item.reused for item in pipeline.execute_notebooks(there.project)} == {True}


def test_what_is_wrong_with_a_notebook_comes_back(tmp_path: Path) -> None:
    """A cell that fails elsewhere is told with notebook, line and cell, as here."""
    project = site(tmp_path, 1)
    with (project / "notebooks" / "ice.py").open("a") as file:
        file.write("\n# %%\n1 / 0\n")
    with (
        ThreadPoolExecutor(1) as pool,
        working_with(Team(pool)),
        pytest.raises(NotebookError, match=r"notebooks/ice\.py:\d+, cell \d+ .*ZeroDivisionError"),
    ):
        pipeline.compute(load_settings(project))


def test_a_process_that_is_ended_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the generator cannot even begin on a worker, its last words are told with the notebook."""
    broken = {"generator/proofpress/__init__.py": b"1 / 0"}
    monkeypatch.setattr("proofpress.execute.run_away.project_contents", lambda files: broken)
    with (
        ThreadPoolExecutor(1) as pool,
        working_with(Team(pool)),
        pytest.raises(NotebookError, match=r"(?s)notebooks/ice\.py: the process that a worker .*ZeroDivisionError"),
    ):
        pipeline.compute(load_settings(site(tmp_path, 1)))


def test_an_executor_with_another_environment_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of a library there is told with what was expected and found."""
    own = away._version
    monkeypatch.setattr(away, "_version", lambda name: "0.1" if name == "altair" else own(name))
    with (
        ThreadPoolExecutor(1) as pool,
        working_with(Team(pool)),
        pytest.raises(NotebookError, match=r"another environment .*; expected altair 6\S*; got altair 0\.1"),
    ):
        pipeline.compute(load_settings(site(tmp_path, 1)))
