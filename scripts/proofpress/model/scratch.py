"""Folders for unfinished work: hidden from git, removed with the process, swept by a later one if that was killed.

A folder belongs to the process that holds the lock on the file in it. The system lets go of that lock when the process
ends in whatever way, so what nobody holds is left over; and what somebody holds is never touched.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import secrets
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from types import FrameType

from .exchange import recover

LOCK = ".lock"
MARK = "proofpress-scratch-"
"""Stands in the name of each such folder: no other is ever removed."""
ANY_PREFIX = ".*-"
"""Sweeps, in a project's folder, what was begun for any of its parts."""
TRIES = 50
_own: set[Scratch] = set()


class Scratch:
    """A folder of this process's own.

    Parameters
    ----------
    parent : Path
        Where to make it; made if it is missing.
    prefix : str
        What its name begins with, such as ``.site-``.

    Attributes
    ----------
    folder : Path
        Holds, beside the work, the lock and a ``.gitignore``.
    """

    def __init__(self, parent: Path, prefix: str = "") -> None:
        parent.mkdir(parents=True, exist_ok=True)
        for _ in range(TRIES):
            self.folder = parent / f"{prefix}{MARK}{secrets.token_hex(4)}"
            self.folder.mkdir(mode=0o700)
            handle = _take(self.folder, os.O_CREAT)
            if handle is not None:  # else another process has swept it between the two calls
                break
        else:
            raise OSError(f"no folder for unfinished work could be made in {parent}")
        self._handle = handle
        self._process = os.getpid()
        _own.add(self)
        (self.folder / ".gitignore").write_text("*\n", encoding="utf-8")

    def close(self) -> None:
        """Remove the folder and let go of it; a second time, or in a fork, nothing happens."""
        if self in _own and self._process == os.getpid():
            _own.discard(self)
            _remove(self.folder)
            os.close(self._handle)


@contextmanager
def scratch_folder(parent: Path, prefix: str = "") -> Iterator[Path]:
    """Give a folder for unfinished work, and remove it."""
    scratch = Scratch(parent, prefix)
    try:
        yield scratch.folder
    finally:
        scratch.close()


def temporary_folder() -> AbstractContextManager[Path]:
    """Give a folder for unfinished work among the machine's temporary files, and remove it."""
    return scratch_folder(Path(tempfile.gettempdir()))


def sweep(parent: Path, prefix: str = "") -> None:
    """Remove what killed processes of this user have left in a folder, and put back what they had moved away."""
    if not parent.is_dir():
        return
    for folder in parent.glob(f"{prefix}{MARK}*"):
        with suppress(OSError):
            if folder.is_symlink() or folder.lstat().st_uid != os.getuid():
                continue
            handle = _take(folder)
            if handle is None:
                continue
            try:
                recover(folder)
                _remove(folder)
            finally:
                os.close(handle)


def _take(folder: Path, flags: int = 0) -> int | None:
    """Return the descriptor of a folder's lock if nobody holds it and the folder is still there."""
    path = folder / LOCK
    try:
        handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW | flags, 0o600)
    except FileNotFoundError:
        with suppress(OSError):
            folder.rmdir()  # the last that is left of one that was being removed
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(handle).st_ino == path.stat().st_ino:
            return handle
    except OSError:
        pass
    os.close(handle)
    return None


def _remove(folder: Path) -> None:
    """Remove a folder, its lock last: what is half removed stays known for what it is."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name == LOCK:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        if [path.name for path in folder.iterdir()] == [LOCK]:
            (folder / LOCK).unlink()
            folder.rmdir()


@atexit.register
def close_all() -> None:
    """Remove all folders of this process."""
    for scratch in list(_own):
        scratch.close()


def clear_when_ended() -> None:
    """Remove this process's folders also where it is asked to end or its terminal is closed; then it ends as asked."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)
    close_all()
    os.kill(os.getpid(), number)
