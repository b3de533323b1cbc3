"""A process that is killed before a chosen step: the one way to try every moment at which a machine may stop.

Steps are counted by Python's own audit events, so that a trial ends at the same step however busy the machine is.
"""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.support.commands import TIMEOUT, environment
from tests.support.projects import ROOT

STEPS = frozenset(
    {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.chmod", "shutil.rmtree", "ctypes.dlsym", "subprocess.Popen"}
)
"""What changes files; a file opened to be written is one too, and the exchange of two names is found by its symbol."""
WRITING = os.O_WRONLY | os.O_RDWR
KILLED = -signal.SIGKILL


def _is_step(event: str, args: tuple[Any, ...]) -> bool:
    if event == "open":
        return isinstance(args[2], int) and bool(args[2] & WRITING)
    if event == "ctypes.dlsym":
        return args[1] in {"renameat2", "renamex_np"}
    return event in STEPS


def install(at: int, below: str) -> None:
    """Kill this process before its step of a number, counted from one; 0 counts only, and says how many at the end."""
    import atexit

    done = [0]

    def step(event: str, args: tuple[Any, ...]) -> None:
        if _is_step(event, args) and (not below or event == "ctypes.dlsym" or below in str(args[0])):
            done[0] += 1
            if done[0] == at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(step)
    atexit.register(lambda: print(f"steps: {done[0]}", flush=True))


def run_killed(project: Path, at: int, *arguments: str, below: str = "") -> subprocess.CompletedProcess[str]:
    """Run ``python -m …`` in a project and kill it before a step.

    Parameters
    ----------
    project : Path
        Where.
    at : int
        Which step; 0 kills at none.
    *arguments : str
        The module and its arguments.
    below : str
        Counts only steps whose path holds this text.
    """
    command = [sys.executable, "-m", "tests.support.kills", str(at), below, *arguments]
    env = environment(PYTHONPATH=str(ROOT))
    return subprocess.run(command, cwd=project, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=TIMEOUT, check=False)  # fmt: skip


def steps_of(done: subprocess.CompletedProcess[str]) -> int:
    """Return how many steps a run took that was not killed."""
    assert done.returncode == 0, done.stdout
    return int(done.stdout.rpartition("steps: ")[2].split()[0])


if __name__ == "__main__":
    number, counted, module, *rest = sys.argv[1:]
    sys.argv = [module, *rest]
    install(int(number), counted)
    runpy.run_module(module, run_name="__main__", alter_sys=True)
