"""A tied process ends with its parent, however that ends; one that nobody tied goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from proofpress.model import tied
from tests.support.projects import ROOT

CHILD = "from proofpress.model.tied import end_with_parent\nimport sys, time\n{before}\nend_with_parent()\n"
CHILD += "print('on', flush=True)\ntime.sleep(600)\n"
PARENT = """
import os, subprocess, sys, time
from proofpress.model.tied import tie
end, variables = tie()
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], pass_fds=[end], env={**os.environ, **variables})
print(child.pid, flush=True)
time.sleep(600)
"""
NO_SIGNAL = "import proofpress.model.tied as t; t.sys = type('s', (), {'platform': 'elsewhere'})"


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("before", ["", NO_SIGNAL], ids=["by signal", "by pipe"])
def test_a_child_ends_with_its_parent(how: signal.Signals, before: str) -> None:
    """Whatever ends the parent, its child's output is closed with it; also where only the pipe can tell."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, CHILD.format(before=before)], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")},
    )  # fmt: skip
    assert parent.stdout is not None
    with parent:
        lines = {parent.stdout.readline().strip() for _ in range(2)}
        assert "on" in lines
        parent.send_signal(how)
        parent.wait()
        # The child has the same output: reading comes to its end only when both are gone.
        assert parent.stdout.read() == ""


@pytest.mark.parametrize("named", ["", "x", "0:1:2", "999:1:2"])
def test_without_a_parent_nothing_happens(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that is missing, unreadable or names another file is no parent."""
    monkeypatch.setenv(tied.VARIABLE, named)
    assert tied._parents_end() is None
    tied.end_with_parent()


def test_a_file_of_the_same_number_is_no_parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A grandchild inherits the variable but not the pipe; another file under that number is not taken for it."""
    end, variables = tied.tie()
    monkeypatch.setenv(tied.VARIABLE, variables[tied.VARIABLE])
    assert tied._parents_end() == end
    with (tmp_path / "file").open("w") as file:
        _, inode, pid = variables[tied.VARIABLE].split(":")
        monkeypatch.setenv(tied.VARIABLE, f"{file.fileno()}:{inode}:{pid}")
        assert tied._parents_end() is None
