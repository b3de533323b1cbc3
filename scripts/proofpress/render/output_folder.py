"""The output folder of a build: checked before anything is computed, replaced whole, cleared after a failure.

A site is built in a folder of the build's own beside its target, so that the previous site stays whole until the new
one is complete, and no build touches another's.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Collection
from pathlib import Path

from ..model.errors import OutputError, Problem
from ..model.exchange import put_in_place
from ..model.scratch import ANY_PREFIX, Scratch, sweep

UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}
"""Numbers of the system's errors that say that a folder cannot be written."""
NAME = "site"
"""Of the unfinished site in the build's own folder."""
SHOWN_FILES = 5


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


def unreadable(err: OSError) -> OutputError:
    """Return the error for a file that the build needs and cannot read."""
    fix = "Mend the file or its permissions; the site stays as it was."
    return OutputError([Problem("unreadable", str(err.filename), "cannot be read", got=str(err.strerror), fix=fix)])


def explained(err: OSError, target: Path, working: Path | None) -> OutputError | None:
    """Return what an error of the system means for an author: an input or the output, or neither.

    Parameters
    ----------
    err : OSError
        Raised anywhere in a build; it names a file unless a write failed for want of room.
    target : Path
        The output folder.
    working : Path or None
        The folder of the unfinished site, once there is one.
    """
    named = err.filename if isinstance(err.filename, str) else ""
    own = (str(folder) + os.sep for folder in (target, working) if folder is not None)
    if named and not named.startswith(tuple(own)):
        room = err.errno in {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
        return unwritable(Path(named), err) if room else unreadable(err)
    return unwritable(target, err) if err.errno in UNWRITABLE else None


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


def sweep_unfinished(target: Path) -> None:
    """Remove what killed builds have left beside a target; a site that one had moved away is put back."""
    sweep(target.parent, ANY_PREFIX)


class UnfinishedSite:
    """The folder beside the target that a build of this process writes its site in.

    Parameters
    ----------
    target : Path
        Where the site goes when it is finished.

    Raises
    ------
    OutputError
        If no folder can be made there.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        try:
            self._scratch = Scratch(target.parent, f".{target.name}-")
            self.folder = self._scratch.folder / NAME
            self.folder.mkdir()
        except OSError as err:
            raise unwritable(target, err) from err

    def finish(self, expected: Collection[str]) -> None:
        """Put the site in the place of the previous one, with the same permissions whatever the user's mask.

        Parameters
        ----------
        expected : collection of str
            Addresses of the files that it must hold.

        Raises
        ------
        OutputError
            If a file is missing or it cannot be put there; then the previous site stands.
        """
        try:
            missing = sorted(name for name in expected if not os.path.isfile(f"{self.folder}/{name}"))  # noqa: PTH113
            if missing:
                raise OutputError([_incomplete(self.target, missing, len(expected))])
            even_permissions(self.folder)
            put_in_place(self.folder, self.target)
        except OSError as err:
            problem = Problem("unwritable", str(self.target), "the finished site could not be put there", got=str(err))
            raise OutputError([problem]) from err
        finally:
            self.discard()

    def discard(self) -> None:
        """Remove what this build has written beside the target."""
        self._scratch.close()


def _incomplete(target: Path, missing: list[str], number: int) -> Problem:
    more = f" and {len(missing) - SHOWN_FILES} more" if len(missing) > SHOWN_FILES else ""
    return Problem(
        "incomplete",
        str(target),
        "the finished site is not whole",
        f"{number} files",
        f"none at {', '.join(missing[:SHOWN_FILES])}{more}",
        "Something removed them, or a plugin did not write them. The previous site stands; build again.",
    )


def even_permissions(folder: Path) -> None:
    """Give every folder and file the same permissions; one that has them stays untouched."""
    _permit(str(folder), 0o755)
    for place, folders, files in os.walk(folder):
        for name in folders:
            _permit(f"{place}/{name}", 0o755)
        for name in files:
            _permit(f"{place}/{name}", 0o644)


def _permit(path: str, mode: int) -> None:
    if os.stat(path).st_mode & 0o7777 != mode:  # noqa: PTH116 - thousands of paths
        os.chmod(path, mode)  # noqa: PTH101
