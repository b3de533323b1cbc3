"""A process that is killed before a chosen step: the one way to try every moment at which a machine may stop.

Steps are counted by Python's own audit events, so that a trial ends at the same step however busy the machine is. The
process is a fork, which starts at once with everything imported.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

STEPS = frozenset({"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.chmod", "shutil.rmtree", "subprocess.Popen"})
"""What changes files or starts processes; a file opened to be written is a step too, and an exchange of two names."""
EXCHANGES = ("renameat2", "renamex_np")
WRITING = os.O_WRONLY | os.O_RDWR


def _is_step(event: str, args: tuple[Any, ...], below: str) -> bool:
    if event == "ctypes.dlsym":
        return args[1] in EXCHANGES
    if event == "open" and not (isinstance(args[2], int) and args[2] & WRITING):
        return False
    return (event in STEPS or event == "open") and below in str(args[0])


def killed_before(step: int, action: Callable[[], object], below: str = "") -> int:
    """Do an action in a fork that is killed before one of its steps.

    Parameters
    ----------
    step : int
        Its number, counted from one; with 0 the action is done to its end.
    action : callable
        What to do.
    below : str
        Counts only steps on paths that hold this text.

    Returns
    -------
    int
        How many steps were begun.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _do(step, action, below, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        text = file.read()
    _, status = os.waitpid(child, 0)
    ended = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    assert ended == (-signal.SIGKILL if step and len(text) >= step else 0), f"step {step}: ended with {ended}"
    return len(text)


def _do(step: int, action: Callable[[], object], below: str, writing: int) -> None:
    """Do the action as the fork, telling each step by a byte."""
    done = [0]

    def count(event: str, args: tuple[Any, ...]) -> None:
        if _is_step(event, args, below):
            done[0] += 1
            os.write(writing, b".")
            if done[0] == step:
                os.kill(os.getpid(), signal.SIGKILL)

    code = 1
    try:
        sys.addaudithook(count)
        action()
        code = 0
    finally:
        os._exit(code)
