"""Names of notebooks: hidden files are none, and each has an address of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
import pytest

from proofpress.data.loading import load_data
from proofpress.execute.cache import Job
from proofpress.execute.plan import _same_slugs, plan
from proofpress.execute.reasons import error_problem
from proofpress.model.errors import NotebookError
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


@dataclass
class ImportFailed(Exception):  # noqa: N818 - what nbclient raises has no such name either
    """What a kernel's client raises for a cell that could not import something."""

    evalue: str
    ename: str = "ModuleNotFoundError"
    traceback: str = ""


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("notebooks/helper.py", "Move notebooks/helper.py to scripts/{package}/helper.py, beside an empty"),
        ("helper.py", "Move helper.py to scripts/{package}/helper.py"),
        ("scripts/helper.py", "then `from {package} import helper`"),
        ("notebooks/helper/parts.py", "Move notebooks/helper/ below scripts/, with an `__init__.py` in it"),
        ("", "Mend the cell; nothing was written to the site."),
    ],
)
def test_a_module_beside_a_notebook_is_told_where_to_go(settings: Settings, file: str, said: str) -> None:
    """In the package of the site, which its own message names; a module that is nowhere is another matter."""
    if file:
        (settings.root / file).parent.mkdir(parents=True, exist_ok=True)
        (settings.root / file).write_text("X = 1", encoding="utf-8")
    job = Job("a", settings.notebooks / "a.py", "notebooks/a.py", "# %%\nimport helper\n", {})
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import helper")])
    problem = error_problem(job, notebook, 0, ImportFailed("No module named 'helper'"), settings)
    package = settings.root.name.lower().replace("-", "_")
    assert said.format(package=package) in problem.fix


def test_what_fails_while_a_result_is_shown_is_told(settings: Settings) -> None:
    """A picture whose file is not there: the kernel itself says that nothing was raised."""
    output = nbformat.v4.new_output("error", ename="FileNotFoundError", evalue="No such file: 'a.png'", traceback=["x"])
    again = nbformat.v4.new_output("error", ename="NoneType", evalue="None", traceback=["NoneType: None"])
    cell = nbformat.v4.new_code_cell("Image('a.png')", outputs=[output, again])
    notebook = nbformat.v4.new_notebook(cells=[cell])
    job = Job("a", settings.notebooks / "a.py", "notebooks/a.py", "# %%\nImage('a.png')\n", {})
    problem = error_problem(job, notebook, 0, ImportFailed("None", "NoneType"), settings)
    assert problem.thing == "the cell raised FileNotFoundError"
    assert "No such file: 'a.png'" in problem.got


def test_a_module_among_the_notebooks_is_no_notebook(data_project: Path) -> None:
    """A file without a cell is refused before anything runs, with where it belongs."""
    (data_project / "notebooks" / "helper.py").write_text("X = 1\n", encoding="utf-8")
    with pytest.raises(
        NotebookError, match=r"notebooks/helper\.py: the file has no cell; expected cells that begin with"
    ):
        plan(load_data(load_settings(data_project)))


@pytest.mark.parametrize("name", ["中国", "Київ", "الصين", "__"])
def test_a_name_without_an_address_is_refused_by_that_name(settings: Settings, name: str) -> None:
    """A notebook whose name has no Latin letter or digit would have no page."""
    (settings.notebooks / f"{name}.py").write_text("1", encoding="utf-8")
    [problem] = _same_slugs(settings)
    assert problem.code == "bad-notebook-name"
    assert name in str(problem)
