"""The output folder of a build: checked before anything is computed, replaced whole, cleared after a failure.

A site is built in a folder beside its target, so that the previous site stays whole until the new one is complete.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path

from ..model.errors import OutputError, Problem

UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}
"""Numbers of the system's errors that say that a folder cannot be written."""


def unwritable(target: Path, err: OSError) -> OutputError:
    """Return the error for an output folder that cannot be written."""
    return OutputError(
        [
            Problem(
                "unwritable",
                str(target),
                "the site cannot be written",
                "a folder with space and permission",
                str(err),
                "Make room or choose another `site_dir`.",
            )
        ]
    )


def check_target(target: Path) -> None:
    """Refuse an output folder that cannot be written, before anything is computed.

    Raises
    ------
    OutputError
        If the folder, or the one above it, cannot be written.
    """
    parent = target.parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=parent):
            pass
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(f"{target} is read-only")
    except OSError as err:
        raise unwritable(target, err) from err


def working_folder(target: Path) -> Path:
    """Make the folder beside the target that a site is built in."""
    return Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))


def replace_site(finished: Path, target: Path) -> None:
    """Put a finished site in the place of the previous one, with the same permissions whatever the user's mask.

    Raises
    ------
    OutputError
        If it cannot be put there; then the previous site is there again.
    """
    even_permissions(finished)
    old = finished.with_name(f"{finished.name}-old")
    try:
        if target.exists():
            target.replace(old)
        finished.replace(target)
    except OSError as err:
        if old.exists() and not target.exists():
            old.replace(target)
        discard(finished)
        problem = Problem("unwritable", str(target), "the finished site could not be put there", got=str(err))
        raise OutputError([problem]) from err
    discard(old)


def discard(folder: Path) -> None:
    """Remove a folder, as far as that is possible."""
    shutil.rmtree(folder, ignore_errors=True)


def discard_unfinished(target: Path) -> None:
    """Remove what failed builds have written beside the target."""
    for path in target.parent.glob(f".{target.name}-*"):
        discard(path)


def even_permissions(folder: Path) -> None:
    """Give every folder and file the same permissions."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
