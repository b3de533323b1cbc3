"""What a notebook may take: what it prints, displays and remembers is refused at its cell, not held."""

from __future__ import annotations

import resource
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from proofpress.execute.run import execute_notebooks
from proofpress.model.errors import NotebookError
from proofpress.model.settings import Settings, load_settings
from tests.support.projects import FIXTURE, copy_project, project_of

pytestmark = pytest.mark.slow

OUTPUTS = {
    "one_print": "print('x' * 10**9)",
    "many_prints": "while True:\n    print('x' * 1000)",
    "caught": "for n in range(10**6):\n    try:\n        print('x' * 1000)\n    except Exception:\n        break",
    "standard_error": "import sys\nsys.stderr.write('x' * 10**8)",
    "last_value": "'x' * 10**8",
    "display": "from IPython.display import HTML, display\ndisplay(HTML('x' * 10**8))",
    "descriptor": "import os\nfor n in range(3000):\n    os.write(1, b'x' * 1000)",
    "thread": (
        "import threading\n"
        "t = threading.Thread(target=lambda: [print('x' * 1000) for n in range(10**5)])\nt.start()\nt.join()"
    ),
}
MEMORIES = {
    "bytes": "x = bytearray(10**10)",
    "list": "x = []\nwhile True:\n    x.append('x' * 10**6)",
    "array": "import numpy\nx = numpy.ones(10**10)",
    "frame": "import pandas\nx = pandas.DataFrame({'a': range(10**5)})\nx = pandas.concat([x] * 10**5)",
}


def settings_with(tmp_path: Path, cells: dict[str, str]) -> Settings:
    """Return the settings of a project whose only notebooks have one cell each."""
    project = copy_project(FIXTURE, tmp_path / "project")
    shutil.rmtree(project / "notebooks")
    (project / "notebooks").mkdir()
    for name, cell in cells.items():
        (project / "notebooks" / f"{name}.py").write_text(f"# %% [markdown]\n# # A title\n\n# %%\n{cell}\n")
    return replace(load_settings(project), analyses=(), timeout=120)


def refused(settings: Settings, code: str) -> set[str]:
    """Execute notebooks and return the names of those that a limit refuses at their cell."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(NotebookError) as caught:
        execute_notebooks(project_of(settings.root, settings))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000, "the build's own memory, in kB"
    assert {problem.code for problem in caught.value.problems} == {code}, str(caught.value)
    assert all(", cell 2 (`" in problem.place for problem in caught.value.problems), str(caught.value)
    return {problem.place.split("/")[1].split(".")[0] for problem in caught.value.problems}


def test_a_cell_that_prints_too_much_is_named(tmp_path: Path) -> None:
    """Whatever way a cell takes to print or display more than it may, it is refused by name."""
    settings = settings_with(tmp_path, OUTPUTS)
    assert refused(settings, "output-limit") == set(OUTPUTS)


def test_a_cell_that_needs_too_much_memory_is_named(tmp_path: Path) -> None:
    """Memory beyond the setting ends the cell, not the machine, and says which setting it is."""
    settings = replace(settings_with(tmp_path, MEMORIES), kernel_memory_mb=700)
    assert refused(settings, "memory-limit") == set(MEMORIES)


def test_a_long_error_is_cut(tmp_path: Path) -> None:
    """An error whose message has no end is passed on in part."""
    settings = settings_with(tmp_path, {"error": "raise ValueError('x' * 10**8)"})
    assert refused(settings, "cell-error") == {"error"}
