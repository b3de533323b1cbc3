"""Project files: what one build reads of a project, each file once, with the hash of the bytes that were read.

A build that reads a file twice may see two contents. Here the first read is kept, so that what was validated, what was
hashed and what was published are the same bytes; at its end a build asks what has changed meanwhile.
"""

from __future__ import annotations

import errno
import fnmatch
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from .errors import InputsError, Problem
from .hashing import sha256

HIDDEN = re.compile(r"^[.~]|~$")
"""Names of hidden files, of editors' locks and of their backup copies: none of them is the project's."""


LARGE = (".parquet",)
"""Endings of files that are never held in memory: their bytes are hashed as they stream by."""
INSTALLED = re.compile(r"^__pycache__$|\.egg-info$")
"""Names of folders that Python and an installation write beside code."""
EVERYTHING = "**"
"""The pattern of a listing that goes into folders."""
Signature = tuple[int, int, int, int]


def _is_foreign(name: str) -> bool:
    return bool(HIDDEN.search(name) or INSTALLED.search(name))


def _below(place: Path, shown: str) -> Iterator[str]:
    """Yield the files below a folder, whose paths begin as told; a link to a folder is not followed.

    A build lists all folders twice, and a preview with each edit: this takes a third of what :meth:`Path.rglob` does.
    """
    with suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            if _is_foreign(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _below(Path(entry.path), f"{shown}/{entry.name}")
            elif entry.is_file():
                yield f"{shown}/{entry.name}"


class ProjectFiles:
    """The files below a project's folder, as first read.

    Parameters
    ----------
    root : Path
        The project folder. Paths are relative to it, with forward slashes.
    expected : mapping of str to str, optional
        The hash that each file must have, as a build tells its kernels; other files are refused.

    Attributes
    ----------
    reads : dict of str to int
        How often each file was read from the disk.
    """

    def __init__(self, root: Path, expected: Mapping[str, str] | None = None) -> None:
        self.root = root
        self.expected = expected
        self.reads: dict[str, int] = {}
        self._contents: dict[str, bytes] = {}
        self._signatures: dict[str, Signature] = {}
        self._digests: dict[str, str] = {}
        self._sizes: dict[str, int] = {}
        self._listings: dict[tuple[str, str], tuple[str, ...]] = {}

    def read(self, path: str) -> bytes:
        """Return a file's bytes.

        Raises
        ------
        OSError
            If it cannot be read.
        InputsError
            If it is not the file that the build has read.
        """
        if path not in self._contents:
            self.reads[path] = self.reads.get(path, 0) + 1
            facts = signature(self.root / path)  # before the content, so that no write falls between the two
            content = (self.root / path).read_bytes()
            check_expected(path, content, self.expected)
            self._contents[path], self._signatures[path] = content, facts
        return self._contents[path]

    def text(self, path: str) -> str:
        r"""Return a file's text, with line ends as ``\n`` and without a byte-order mark.

        Raises
        ------
        OSError
            If it cannot be read.
        UnicodeDecodeError
            If it is not UTF-8.
        """
        return self.read(path).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")

    def take(self, path: str) -> None:
        """Read a file, or hash it as it streams by where it is large, so that later stages see what it is now."""
        if is_large(path):
            self.sha256(path)
        else:
            self.read(path)

    def sha256(self, path: str) -> str:
        """Return the hash of a file's bytes."""
        if path not in self._digests:
            self._digests[path] = self._streamed(path) if is_large(path) else sha256(self.read(path))
        return self._digests[path]

    def size(self, path: str) -> int:
        """Return how many bytes a file has."""
        if not is_large(path):
            return len(self.read(path))
        self.sha256(path)
        return self._sizes[path]

    def located(self, path: str) -> Path:
        """Return where a large file stands, for a library that reads it by itself.

        Raises
        ------
        OSError
            If it cannot be read.
        InputsError
            If it is not the file that the build has read.
        """
        digest = self.sha256(path)
        if self.expected is not None and self.expected.get(path) != digest:
            raise InputsError([changed_file(path)])
        return self.root / path

    def _streamed(self, path: str) -> str:
        """Return the hash of a large file, and remember what any write to it would change."""
        self.reads[path] = self.reads.get(path, 0) + 1
        self._signatures[path] = signature(self.root / path)
        self._sizes[path] = self._signatures[path][1]
        with (self.root / path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def exists(self, path: str) -> bool:
        """Whether there is such a file; one that was read stays, and a name that is too long for a file is none."""
        try:
            return path in self._contents or (self.root / path).is_file()
        except OSError as err:
            if err.errno != errno.ENAMETOOLONG:
                raise
            return False

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

    def below(self, folder: str) -> tuple[str, ...]:
        """Return all files below a folder, by path; hidden and compiled ones are none."""
        key = (folder, EVERYTHING)
        if key not in self._listings:
            self._listings[key] = self._list(folder, EVERYTHING)
        return self._listings[key]

    def _list(self, folder: str, pattern: str) -> tuple[str, ...]:
        place = self.root / folder
        if pattern == EVERYTHING:
            return tuple(sorted(_below(place, folder)))
        entries = sorted(place.iterdir()) if place.is_dir() else []
        names = (path.name for path in entries if path.is_file() and not HIDDEN.search(path.name))
        return tuple(f"{folder}/{name}" for name in names if fnmatch.fnmatchcase(name, pattern))

    def changed(self) -> tuple[str, ...]:
        """Return the files and folders that were written, came or went since they were read.

        A file that was written and put back is one of them: a tool that read it between has seen something else.
        """
        moved = [path for path, content in self._contents.items() if not self._is_still(path, content)]
        moved += [path for path in self._sizes if not self.is_untouched(path)]
        for (folder, pattern), names in self._listings.items():
            present = self._list(folder, pattern)
            if present != names:
                moved += sorted({*present} ^ {*names}) if pattern == EVERYTHING else [folder]
        return tuple(sorted(set(moved)))

    def is_untouched(self, path: str) -> bool:
        """Whether a large file was not written since it was hashed; others are held as they were read."""
        try:
            return not is_large(path) or signature(self.root / path) == self._signatures[path]
        except OSError:
            return False

    def _is_still(self, path: str, content: bytes) -> bool:
        try:
            same = signature(self.root / path) == self._signatures[path]
            return same and (self.root / path).read_bytes() == content
        except OSError:
            return False


def is_large(path: str) -> bool:
    """Whether a file is one that is never held in memory."""
    return path.endswith(LARGE)


def signature(path: Path) -> Signature:
    """Return what every write to a file changes: its identity, size, and times of content and entry."""
    facts = path.stat()
    return facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns


def check_expected(path: str, content: bytes, expected: Mapping[str, str] | None) -> None:
    """Refuse bytes that are not those which the build has read under this path.

    Raises
    ------
    InputsError
        Naming the file.
    """
    if expected is None or expected.get(path) == sha256(content):
        return
    raise InputsError([changed_file(path)])


def changed_file(path: str) -> Problem:
    """Return the problem of a file that is not the one which the build has read."""
    wanted, fix = "the file as the build has read and checked it", "Nothing of this build is kept: build again."
    return Problem("changed-meanwhile", path, "it changed while the build ran", wanted, fix=fix)


Root = Path | ProjectFiles
"""A project folder, or its files as a build has read them."""


def project_files(root: Root) -> ProjectFiles:
    """Return the files of a project; those that were read already where they are handed in."""
    return root if isinstance(root, ProjectFiles) else ProjectFiles(root)
