"""Forked kernels and stock ones: the same outputs, errors, refusals and fresh state, whichever runs a notebook."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from proofpress.execute import forkserver, managers
from proofpress.execute.managers import make_manager
from proofpress.execute.pipe_client import PipeManager
from proofpress.execute.run import Reports, execute_notebooks, prepare_kernels
from proofpress.model.errors import NotebookError
from proofpress.model.records import ExecutedNotebook
from proofpress.model.settings import Settings, load_settings
from proofpress.record.site_input import SiteInput
from tests.integration.test_limits import settings_with
from tests.support.projects import FIXTURE, copy_project, project_of

pytestmark = pytest.mark.slow

KERNELS = ("forked", "stock")
SLOW = """import pathlib, sys, time
pathlib.Path(__file__).with_name("begun").touch()
time.sleep(0.5)
sys.path.remove(str(pathlib.Path(__file__).parent))
del sys.modules["altair"]
import altair
"""
"""Module that is found in the place of a library, takes its time, and loads the library."""
OUTPUTS = {
    "printed": "import sys\nprint('out')\nprint('more', end='')\nsys.stdout.write('!')\nsys.stdout.flush()\nprint(1)",
    "displayed": (
        "from IPython.display import HTML, Markdown, clear_output, display, update_display\n"
        "print('before')\ndisplay(HTML('<b>1</b>'), Markdown('2'))\nprint('between')\n"
        "handle = display('first', display_id='one')\nupdate_display('second', display_id='one')\n"
        "clear_output()\ndisplay('kept')"
    ),
    "last_value": "import pandas\npandas.DataFrame({'a': [1, 2]})",
    "earlier": "7\nIn[1], len(Out)",
    "chart": "import altair\naltair.Chart(altair.Data(values=[{'a': 1}])).mark_point().encode(x='a:Q')",
    "awaited": "import asyncio\nawait asyncio.sleep(0)\nprint('awaited')",
    # a stock kernel reads its own pipe in a thread, which may be late on a busy machine
    "descriptor": "import os, time\nos.write(1, b'behind')\ntime.sleep(1)",
    "encoded": "print('naïve ½ 中 \\U0001f600')",
    "answered": "import sys\n(sys.stdout.isatty(), sys.stdout.encoding, sys.stdin.read(), __name__)",
}
ERRORS = {
    "raised": "1 / 0",
    "syntax": "x = = 1",
    "asked": "input('?')",
    "ended": "import os\nos._exit(3)",
    "refused_file": "open('/etc/hostname').read()",
    "refused_clock": "import time\ntime.time()",
    "refused_network": "import socket\nsocket.create_connection(('localhost', 9))",
    "refused_process": "import subprocess\nsubprocess.run(['true'])",
}


def executed(settings: Settings, kernel: str) -> dict[str, Mapping[str, Any]]:
    """Return the cells of notebooks that ran in a kind of kernel, by analysis."""
    results = execute_notebooks(project_of(settings.root, replace(settings, kernel=kernel)), fresh=True)
    return {result.analysis: {"notebook": result.notebook, "packages": result.packages} for result in results}


def failed(settings: Settings, kernel: str) -> dict[str, tuple[str, str]]:
    """Return the code and what is told of each notebook that failed in a kind of kernel."""
    with pytest.raises(NotebookError) as caught:
        executed(settings, kernel)
    return {problem.place.partition(".py")[0]: (problem.code, problem.got) for problem in caught.value.problems}


def test_outputs_are_the_same(tmp_path: Path) -> None:
    """Whatever a cell prints, displays, answers or awaits stands in the notebook in the same way."""
    settings = settings_with(tmp_path, OUTPUTS)
    forked, stock = (executed(settings, kernel) for kernel in KERNELS)
    assert len(forked) == len(OUTPUTS)
    outputs = {name: result["notebook"]["cells"][1]["outputs"] for name, result in forked.items()}
    assert all(outputs.values()), outputs
    assert forked == stock


@pytest.mark.parametrize("kernel", KERNELS)
def test_what_nobody_waits_for_goes_back(tmp_path: Path, kernel: str) -> None:
    """What somebody waits for is reported before anything else is looked up, and the rest runs when nothing else does.

    Where nobody waits for any of them, none goes back.
    """
    told = "import os\nprint(os.getpriority(os.PRIO_PROCESS, 0))"
    settings = replace(settings_with(tmp_path, dict.fromkeys(("kept", "looked_at", "other"), told)), kernel=kernel)
    project, own = project_of(settings.root, settings), os.getpriority(os.PRIO_PROCESS, 0)
    alone = execute_notebooks(project, only={"kept"}, first={"looked-at"})
    reported: list[str] = []
    reports = Reports(lambda result: reported.append(result.analysis))
    results = execute_notebooks(project, first={"looked-at"}, reports=reports)
    assert reported == ["looked-at", "kept", "other"]
    assert [result.reused for result in results] == [True, False, False]
    said = {result.analysis: printed(result) for result in (*alone, *results[1:])}
    assert said == {"kept": own, "looked-at": own, "other": managers.LOWEST}


def printed(result: ExecutedNotebook) -> int:
    """Return the number that a notebook's first cell of code printed."""
    return int(result.notebook["cells"][1]["outputs"][0]["text"])


def test_errors_and_refusals_are_the_same(tmp_path: Path) -> None:
    """A cell that raises, asks, ends its process or does what the guard refuses is told of in the same words."""
    settings = settings_with(tmp_path, ERRORS)
    forked, stock = (failed(settings, kernel) for kernel in KERNELS)
    assert len(forked) == len(ERRORS)
    assert forked == stock


def test_the_sites_notebooks_give_the_same(regenerated: tuple[Path, SiteInput]) -> None:
    """The code of every notebook of this site gives the same in a stock kernel."""
    _, site = regenerated
    project = replace(site.project, settings=replace(site.settings, kernel="stock"))
    from proofpress.evidence.audit import register_digest, register_of
    from proofpress.evidence.audit_tables import audit_tables

    tables = audit_tables(site.audit, register_of(project), register_digest(project.files), site.settings.audit_source)
    stock = execute_notebooks(project, tables, fresh=True)
    assert len(stock) == len(site.analyses) > 0
    for result, analysis in zip(stock, site.analyses, strict=True):
        ours, theirs = (
            [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
            for notebook in (analysis.notebook, result.notebook)
        )
        assert len(ours) > 0
        assert theirs == ours, result.path


def test_each_notebook_begins_fresh(tmp_path: Path) -> None:
    """Names, modules, variables and settings that a notebook leaves are not there for the next."""
    leave = (
        "import builtins, os, sys, types, pandas\nassert not hasattr(builtins, 'left')\n"
        "assert 'left' not in os.environ\nassert 'left' not in sys.modules\n"
        "assert pandas.get_option('display.max_rows') == 60\n"
        "assert not [name for name in os.listdir('.') if name == 'left']\n"
        "builtins.left = 1\nos.environ['left'] = '1'\nsys.modules['left'] = types.ModuleType('left')\n"
        "pandas.set_option('display.max_rows', 3)\nopen('left', 'w').close()\nprint('fresh')"
    )
    settings = replace(settings_with(tmp_path, {f"n{number}": leave for number in range(4)}), workers=1)
    for result in executed(settings, "forked").values():
        assert result["notebook"]["cells"][1]["outputs"][0]["text"] == "fresh\n"


def test_kernels_are_forked_after_the_thread_that_began_it_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a preview begins while nobody waits is there for the first edit, also where all else is there before."""
    settings = replace(settings_with(tmp_path / "project", {"first": "print(1)"}), kernel="forked")
    slow = tmp_path / "slow"
    slow.mkdir()
    (slow / "altair.py").write_text(SLOW, encoding="utf-8")
    forkserver.stop_forkserver()

    def begin() -> None:
        prepare_kernels(settings)
        while not (slow / "begun").exists():
            assert forkserver._Running.server is not None
            assert forkserver._Running.server.lives()
            time.sleep(0.01)

    with monkeypatch.context() as patch:
        patch.setenv("PYTHONPATH", str(slow))
        thread = threading.Thread(target=begin)
        thread.start()
        thread.join()
    server = forkserver._Running.server
    assert executed(settings, "forked")["first"]["notebook"]["cells"][1]["outputs"][0]["text"] == "1\n"
    assert forkserver._Running.server is server is not None, "another one was begun in its place"
    forkserver.stop_forkserver()


def test_the_stock_kernel_runs_where_forking_is_unsafe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system's libraries forbid a fork, or the site asks for it, the stock kernel runs notebooks."""
    settings = load_settings(copy_project(FIXTURE, tmp_path / "project"))
    assert isinstance(make_manager(settings, tmp_path), PipeManager)
    assert not isinstance(make_manager(replace(settings, kernel="stock"), tmp_path), PipeManager)
    monkeypatch.setattr(managers, "FORKS", False)
    assert not isinstance(make_manager(settings, tmp_path), PipeManager)
