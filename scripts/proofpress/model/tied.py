"""Processes that end with the one that started them, however it ends, also where nothing of it can run any more.

Linux kills a child when its parent dies, if the child has asked for it. Elsewhere, and for the child of a child, the
end of a pipe tells: its other end is open in the parent alone, and the system closes it with the parent.
"""

from __future__ import annotations

import ctypes
import os
import signal
import stat
import sys
import threading
from contextlib import suppress

VARIABLE = "PROOFPRESS_PARENT"
"""Names, to a child, the pipe of its parent: descriptor, inode, and the parent's process id."""
_PR_SET_PDEATHSIG = 1
_lock = threading.Lock()
_pipes: dict[int, tuple[int, int]] = {}
"""The pipe of each process, by process id: a fork has none of its own until it asks."""


def tie() -> tuple[int, dict[str, str]]:
    """Return what a child must be given to end with this process.

    Returns
    -------
    int
        A descriptor to pass to the child (``pass_fds``).
    dict of str to str
        What its environment must hold.
    """
    own = os.getpid()
    with _lock:
        if own not in _pipes:
            _pipes[own] = os.pipe()
        end = _pipes[own][0]
    return end, {VARIABLE: f"{end}:{os.fstat(end).st_ino}:{own}"}


def end_with_parent(*, of_thread: bool = True) -> None:
    """Let this process end with the one that tied it; without such a one nothing happens.

    Parameters
    ----------
    of_thread : bool
        End with the thread that began it too, where the system can see to that; one that waits for others does not.
    """
    end = _parents_end()
    if end is None:
        return
    if of_thread:
        _end_with_thread()
    # A parent that was gone before that is seen here: the pipe is at its end already.
    threading.Thread(target=_watch, args=(end,), name="proofpress-parent", daemon=True).start()


def _end_with_thread() -> None:
    """Ask the system to end this process when the thread that began it ends, where it can."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _parents_end() -> int | None:
    """Return the descriptor that the environment names, if it is a pipe and the very one that was meant.

    The variable reaches grandchildren too, where the number may be another file's.
    """
    try:
        number, inode, _ = (int(part) for part in os.environ[VARIABLE].split(":"))
        result = os.fstat(number)
    except (KeyError, ValueError, OSError):
        return None
    return number if stat.S_ISFIFO(result.st_mode) and result.st_ino == inode else None


def _watch(end: int) -> None:
    """Wait until the parent is gone, then end this process at once, whatever it is doing."""
    with suppress(OSError):
        while os.read(end, 1):
            pass
    os.kill(os.getpid(), signal.SIGKILL)
