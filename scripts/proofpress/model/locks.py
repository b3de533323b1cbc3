"""A folder locked against other writers: who comes second waits, says so, and gives up in the end with a reason.

The lock is the system's own on the folder itself: no file is left behind, and a process that dies holds nothing.
"""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import LockError, Problem
from .hashing import sha256

log = logging.getLogger("mkdocs.proofpress")

PATIENCE_SECONDS = 120.0
"""Writing takes seconds at most; who holds a lock longer is stopped, or waits for something himself."""
NOTICE_SECONDS = 1.0
"""After this long a reader of the log is told what is waited for."""
PAUSE_SECONDS = 0.01
_held = threading.local()


@contextmanager
def locked(folder: Path, *, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Keep other writers of a folder out.

    Parameters
    ----------
    folder : Path
        An existing folder. A thread that has locked it may lock it again.
    patience : float
        Seconds to wait for another writer.

    Raises
    ------
    LockError
        If it is still locked then.
    OSError
        If there is no such folder.
    """
    key = os.path.realpath(folder)
    held: dict[str, int] = _held.__dict__.setdefault("folders", {})
    if held.get(key):
        held[key] += 1
        try:
            yield
        finally:
            held[key] -= 1
        return
    handle = os.open(key, os.O_RDONLY | os.O_DIRECTORY)
    try:
        handle = _wait(handle, folder, patience)
        held[key] = 1
        yield
    finally:
        held.pop(key, None)
        os.close(handle)


def _wait(handle: int, folder: Path, patience: float) -> int:
    """Wait for the lock and return the descriptor that holds it."""
    began, text = time.monotonic(), False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        except OSError as err:
            if err.errno not in {errno.EWOULDBLOCK, errno.EACCES, errno.EINTR}:
                handle = _elsewhere(handle)
                continue
        waited = time.monotonic() - began
        if waited > patience:
            raise LockError([_problem(folder, waited)])
        if waited > NOTICE_SECONDS and not text:
            log.info("waiting for another command that writes in %s", folder)
            text = True
        time.sleep(PAUSE_SECONDS)


def _elsewhere(handle: int) -> int:
    """Return a file of this machine that stands for a folder whose file system cannot lock folders."""
    status = os.fstat(handle)
    os.close(handle)
    name = sha256(f"{status.st_dev}:{status.st_ino}")[:24]
    path = Path(tempfile.gettempdir()) / f"proofpress-{os.getuid()}-{name}.lock"
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)


def _problem(folder: Path, waited: float) -> Problem:
    return Problem(
        "locked",
        str(folder),
        "another command is writing here",
        "it finished",
        f"still writing after {waited:.0f} s",
        "Wait for it or end it, then run this again; nothing was written.",
    )
