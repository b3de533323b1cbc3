"""Project files: what one build reads of a project, each file once, with the hash of the bytes that were read.

A build that reads a file twice may see two contents. Here the first read is kept, so that what was validated, what was
hashed and what was published are the same bytes; at its end a build asks what has changed meanwhile.
"""

from __future__ import annotations

import fnmatch
import re
from pathlib import Path

from .hashing import sha256

HIDDEN = re.compile(r"^[.~]|~$")
"""Names of hidden files, of editors' locks and of their backup copies: none of them is the project's."""


class ProjectFiles:
    """The files below a project's folder, as first read.

    Parameters
    ----------
    root : Path
        The project folder. Paths are relative to it, with forward slashes.

    Attributes
    ----------
    reads : dict of str to int
        How often each file was read from the disk.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.reads: dict[str, int] = {}
        self._contents: dict[str, bytes] = {}
        self._digests: dict[str, str] = {}
        self._listings: dict[tuple[str, str], tuple[str, ...]] = {}

    def read(self, path: str) -> bytes:
        """Return a file's bytes.

        Raises
        ------
        OSError
            If it cannot be read.
        """
        if path not in self._contents:
            self.reads[path] = self.reads.get(path, 0) + 1
            self._contents[path] = (self.root / path).read_bytes()
        return self._contents[path]

    def text(self, path: str) -> str:
        r"""Return a file's text, with line ends as ``\n``.

        Raises
        ------
        OSError
            If it cannot be read.
        UnicodeDecodeError
            If it is not UTF-8.
        """
        return self.read(path).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")

    def sha256(self, path: str) -> str:
        """Return the hash of a file's bytes."""
        if path not in self._digests:
            self._digests[path] = sha256(self.read(path))
        return self._digests[path]

    def exists(self, path: str) -> bool:
        """Whether there is such a file; one that was read stays."""
        return path in self._contents or (self.root / path).is_file()

    def glob(self, folder: str, pattern: str = "*") -> tuple[str, ...]:
        """Return the files directly in a folder whose names fit a pattern, by name; hidden ones are none.

        Parameters
        ----------
        folder : str
            Such as ``data/tables``.
        pattern : str
            Such as ``*.csv``.
        """
        key = (folder, pattern)
        if key not in self._listings:
            self._listings[key] = self._list(folder, pattern)
        return self._listings[key]

    def _list(self, folder: str, pattern: str) -> tuple[str, ...]:
        place = self.root / folder
        entries = sorted(place.iterdir()) if place.is_dir() else []
        names = (path.name for path in entries if path.is_file() and not HIDDEN.search(path.name))
        return tuple(f"{folder}/{name}" for name in names if fnmatch.fnmatchcase(name, pattern))

    def changed(self) -> tuple[str, ...]:
        """Return the files and folders that no longer are as they were read."""
        moved = [path for path, content in self._contents.items() if not self._is_still(path, content)]
        moved += [folder for (folder, pattern), names in self._listings.items() if self._list(folder, pattern) != names]
        return tuple(sorted(set(moved)))

    def _is_still(self, path: str, content: bytes) -> bool:
        try:
            return (self.root / path).read_bytes() == content
        except OSError:
            return False


Root = Path | ProjectFiles
"""A project folder, or its files as a build has read them."""


def project_files(root: Root) -> ProjectFiles:
    """Return the files of a project; those that were read already where they are handed in."""
    return root if isinstance(root, ProjectFiles) else ProjectFiles(root)
