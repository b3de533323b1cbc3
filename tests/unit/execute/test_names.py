"""Names of notebooks: hidden files are none, and each has an address of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from proofpress.execute.run import _same_slugs
from proofpress.model.settings import Settings, load_settings


@pytest.fixture
def settings(data_project: Path, tmp_path: Path) -> Settings:
    """Give the fixture site's settings with an empty folder of notebooks."""
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    return replace(load_settings(data_project), root=tmp_path, analyses=())


def test_hidden_files_and_locks_are_no_notebooks(settings: Settings) -> None:
    """Emacs's dangling links, macOS's shadows, editors' copies and folders stand beside notebooks without a word."""
    (settings.notebooks / "trial.py").write_text("1", encoding="utf-8")
    (settings.notebooks / ".#trial.py").symlink_to("nobody@nowhere.1:2")
    for name in ("._trial.py", "~trial.py", ".trial.py"):
        (settings.notebooks / name).write_bytes(b"\x00\xff")
    (settings.notebooks / "folder.py").mkdir()
    assert [path.name for path in settings.notebook_files()] == ["trial.py"]
    assert [path.name for path in settings.notebook_paths()] == ["trial.py"]
    assert _same_slugs(settings) == []


@pytest.mark.parametrize("name", ["中国", "Київ", "الصين", "__"])
def test_a_name_without_an_address_is_refused_by_that_name(settings: Settings, name: str) -> None:
    """A notebook whose name has no Latin letter or digit would have no page."""
    (settings.notebooks / f"{name}.py").write_text("1", encoding="utf-8")
    [problem] = _same_slugs(settings)
    assert problem.code == "bad-notebook-name"
    assert name in str(problem)
