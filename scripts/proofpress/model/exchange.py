"""New files and folders in the place of old ones, in one step: whoever looks finds the old or the new, whole.

Where the system can exchange two names at once it does. Where it cannot, the old is moved away and the new moved in; if
the process is killed between the two, :func:`recover` puts the old one back.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from .locks import locked

Result = TypeVar("Result")
READS = 20
"""How often a folder is read that writers keep exchanging, before they are asked to wait."""
OLD = "old"
"""What was moved away, in the folder of unfinished work."""
TARGET = "target"
"""The file beside it that says where it belongs."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def exchange(first: Path, second: Path) -> bool:
    """Exchange two names at once.

    Returns
    -------
    bool
        Whether the system can.

    Raises
    ------
    OSError
        If it can and did not.
    """
    library, names = ctypes.CDLL(None, use_errno=True), (os.fsencode(first), os.fsencode(second))
    try:
        if sys.platform == "darwin":
            failed = library.renamex_np(*names, _RENAME_SWAP)
        else:
            failed = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    except AttributeError:
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(first), None, str(second))


def on_same_disk(first: Path, second: Path) -> bool:
    """Whether a name can be moved from one folder to another."""
    return first.stat().st_dev == second.stat().st_dev


def put_in_place(new: Path, target: Path) -> None:
    """Put a finished folder in the place of another, or where none is.

    Parameters
    ----------
    new : Path
        In a folder of unfinished work, where the old one is afterwards; on the target's file system.
    target : Path
        Its place.

    Raises
    ------
    OSError
        If it cannot be put there; then the old one stands.
    LockError
        If another process does not finish writing beside it.
    """
    with locked(target.parent):
        if not target.exists():
            new.replace(target)
            return
        try:
            if exchange(new, target):
                return
        except OSError as err:
            if err.errno != errno.EXDEV:  # an overlay exchanges no folder of a lower layer
                raise
        _in_two_steps(new, target)


def _in_two_steps(new: Path, target: Path) -> None:
    """Move the old folder away and the new one in."""
    work = new.parent
    (work / TARGET).write_text(os.path.realpath(target), encoding="utf-8")
    try:
        target.replace(work / OLD)
    except OSError as err:
        if err.errno != errno.EXDEV:
            raise
        shutil.copytree(target, work / f"{OLD}.part", symlinks=True)
        (work / f"{OLD}.part").replace(work / OLD)
        shutil.rmtree(target)
    try:
        new.replace(target)
    except OSError:
        recover(work)
        raise


def read_settled(folder: Path, read: Callable[[], Result]) -> Result:
    """Return what is read from a folder in one state of it: read again if it was exchanged meanwhile.

    Parameters
    ----------
    folder : Path
        A folder that writers replace whole.
    read : callable
        Reads it, whatever state it is in.
    """
    for _ in range(READS):
        before = _state(folder)
        result = read()
        if before and before == _state(folder):
            return result
        if not before and not folder.parent.is_dir():
            return result
    with locked(folder.parent):  # it is not there, perhaps for a moment, or writers leave no time
        return read()


def _state(folder: Path) -> tuple[int, ...]:
    """Return what differs between a folder and the one that takes its place; empty where there is none."""
    try:
        status = folder.stat()
    except OSError:
        return ()
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_ctime_ns


def recover(work: Path) -> None:
    """Put back what a killed process had moved away for a new one that it did not move in any more."""
    with suppress(OSError):
        old, target = work / OLD, Path((work / TARGET).read_text(encoding="utf-8"))
        with locked(target.parent):
            if old.is_dir() and not target.exists():
                old.replace(target)


def write_whole(path: Path, content: bytes | str, work: Path) -> None:
    """Write a file so that whoever reads finds the old or the new content, also after a loss of power.

    Parameters
    ----------
    path : Path
        The file; its folder is made if it is missing.
    content : bytes or str
        Bytes, or text that is written as UTF-8.
    work : Path
        A folder of unfinished work on the same file system.
    """
    part = work / f"{path.name}.part"
    with part.open("wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileNotFoundError):
        part.chmod(path.stat().st_mode & 0o777)
    path.parent.mkdir(parents=True, exist_ok=True)
    part.replace(path)
