"""Kept results: what a build made is used again, but only after its bytes and its key have been proved.

An entry is one plain file: a line with the hash of all that follows, a line of JSON that names the entry, its key (the
hash of all that it was made from) and that key's parts, then the contents. Damage of any byte is absence: the result is
made anew, without a word. Nothing that is read here can run.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from .hashing import sha256

FORMAT = "proofpress kept 1"
"""First words of an entry; another format is another word, so that old entries are absent."""
SUFFIX = ".kept"
KEY_DIGITS = 20
"""Digits of a key that stand in the name of a file; the whole key stands inside and is compared."""
PART = ".part"
ABANDONED_SECONDS = 600
"""Age at which an unfinished file has no writer any more, whatever its name: each is written in well under a second."""
WRITER = re.compile(rf"\.(\d+)-[0-9a-f]+{re.escape(PART)}$")
"""The process that writes an unfinished file, in its name."""
SUMS = "sums.json"
"""The file of a kept folder that holds the hash of each other file."""


@dataclass(frozen=True)
class Kept:
    """What was kept under a name.

    Attributes
    ----------
    name : str
        Such as ``plants`` among the executed notebooks.
    key : str
        The hash of all that it was made from.
    files : mapping of str to bytes
        Its contents by name.
    parts : mapping of str to str
        What the key was made from: the hash or version of each thing by its name.
    """

    name: str
    key: str
    files: Mapping[str, bytes] = field(repr=False)
    parts: Mapping[str, str] = field(repr=False, default_factory=dict)


def key_of(parts: Mapping[str, str]) -> str:
    """Return the key that parts make: their hash, whatever their order."""
    return sha256(json.dumps(dict(parts), sort_keys=True))


def to_chunks(kept: Kept) -> Iterator[bytes]:
    """Yield the contents of an entry's file one after another, so that no copy of all of them is made."""
    head = {
        "name": kept.name,
        "key": kept.key,
        "parts": dict(kept.parts),
        "files": [[name, len(content)] for name, content in kept.files.items()],
    }
    heading = json.dumps(head).encode() + b"\n"
    digest = hashlib.sha256(heading)
    for content in kept.files.values():
        digest.update(content)
    yield _first_line(digest.hexdigest())
    yield heading
    yield from kept.files.values()


def from_file(file: Path) -> Kept | None:
    """Return the entry that a file holds; None if one byte of it is not as it was written."""
    with file.open("rb") as stream:
        first, heading = stream.readline(), stream.readline()
        head = json.loads(heading)
        sizes = [size for _, size in head["files"]]
        if min(sizes, default=0) < 0 or sum(sizes, len(first) + len(heading)) != os.fstat(stream.fileno()).st_size:
            return None
        files = {name: stream.read(size) for name, size in head["files"]}
    digest = hashlib.sha256(heading)
    for content in files.values():
        digest.update(content)
    return Kept(head["name"], head["key"], files, head["parts"]) if first == _first_line(digest.hexdigest()) else None


def _first_line(digest: str) -> bytes:
    return f"{FORMAT} {digest}\n".encode()


class Store:
    """Kept results of one kind, in a folder that may be deleted, damaged or read-only at any time.

    Parameters
    ----------
    folder : Path
        Where they lie; made when something is kept.
    newest : int, optional
        How many entries of a name are kept; all when missing.
    """

    def __init__(self, folder: Path, newest: int | None = None) -> None:
        self.folder = folder
        self.newest = newest

    def recall(self, name: str, key: str) -> Kept | None:
        """Return what was kept under a name for a key; None if it is not there or is damaged."""
        kept = self._read(self._file(name, key))
        return kept if kept is not None and (kept.name, kept.key) == (name, key) else None

    def keep(self, name: str, key: str, files: Mapping[str, bytes], parts: Mapping[str, str] | None = None) -> None:
        """Keep contents, if there is room: without the cache the build is slower, not wrong."""
        target = self._file(name, key)
        with suppress(OSError):
            if self.folder.is_file():
                self.folder.unlink()  # an earlier version kept a hash there
            target.parent.mkdir(parents=True, exist_ok=True)
            sweep_parts(target.parent)
            replace_file(target, *to_chunks(Kept(name, key, files, parts or {})))
            if self.newest is not None:
                for file in self._entries(name)[self.newest :]:
                    file.unlink(missing_ok=True)

    def entries(self, name: str, having: Mapping[str, str] | None = None) -> Iterator[Kept]:
        """Yield what was kept under a name, the newest first: all of it, or what has these parts among others."""
        wanted = (having or {}).items()
        for file in self._entries(name):
            kept = self._read(file)  # the newest is most often the one that is wanted: no look at its parts before
            if kept is not None and kept.name == name and wanted <= kept.parts.items():
                yield kept

    def glance(self, name: str) -> Iterator[Mapping[str, str]]:
        """Yield the parts of what was kept under a name, the newest first, unproved: a hint, from two lines a file."""
        yield from filter(None, map(self._glance, self._entries(name)))

    def latest(self, name: str) -> Kept | None:
        """Return what was kept last under a name, whatever its key."""
        return next(self.entries(name), None)

    def _folder(self, name: str) -> Path:
        """Return the folder of one name, so that a look at its entries does not pass those of all others."""
        return self.folder / name.replace("/", "--")

    def _file(self, name: str, key: str) -> Path:
        return self._folder(name) / f"{key[:KEY_DIGITS]}{SUFFIX}"

    def _entries(self, name: str) -> list[Path]:
        """Return the files of a name, the newest first; another build may take some away meanwhile."""
        ages: dict[Path, float] = {}
        with suppress(OSError):
            for file in self._folder(name).glob(f"{'[0-9a-f]' * KEY_DIGITS}{SUFFIX}"):
                with suppress(OSError):
                    ages[file] = file.stat().st_mtime
        return sorted(ages, key=lambda file: (ages[file], file.name), reverse=True)

    @staticmethod
    def _glance(file: Path) -> Mapping[str, str]:
        """Return the parts that a file states, unproved; none where it states none."""
        if not file.is_file():
            return {}
        with suppress(OSError, ValueError, KeyError, TypeError), file.open("rb") as lines:
            lines.readline()
            return dict(json.loads(lines.readline())["parts"])
        return {}

    @staticmethod
    def _read(file: Path) -> Kept | None:
        try:
            return from_file(file) if file.is_file() else None
        except (OSError, ValueError, KeyError, TypeError):
            return None


def replace_file(target: Path, *contents: bytes) -> None:
    """Write a file of some contents whole or not at all, beside its place first.

    Raises
    ------
    OSError
        If there is no room or no permission; nothing is left beside it then.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}{PART}")  # one of each thread's own
    try:
        with part.open("wb") as file:
            file.writelines(contents)
        part.replace(target)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def sweep_parts(folder: Path) -> None:
    """Remove unfinished files that killed processes have left in a folder; those of a living one stay."""
    for part in folder.glob(f".*{PART}"):
        with suppress(OSError):
            if not _has_writer(part) or time.time() - part.stat().st_mtime > ABANDONED_SECONDS:
                part.unlink(missing_ok=True)


def _has_writer(part: Path) -> bool:
    """Whether the process that a file's name tells is running; unknown counts as running."""
    match = WRITER.search(part.name)
    try:
        os.kill(int(match[1]), 0) if match else None
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # another user's
        return True
    return True


def kept_folder(folder: Path, make: Callable[[], Mapping[str, bytes]]) -> Path:
    """Return a folder of plain files for programs that read files only, each proved by the hash kept beside it.

    Parameters
    ----------
    folder : Path
        Where they are kept; its name must say what they are made from.
    make : callable
        Makes the files; called when the folder is not whole.

    Returns
    -------
    Path
        The folder, or a temporary one where the cache has no room or gives no permission.
    """
    if _is_whole(folder):
        return folder
    files = make()
    try:
        _fill(folder, files)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="proofpress-kept-"))
        _fill(folder, files)
    return folder


def _is_whole(folder: Path) -> bool:
    """Whether a folder holds exactly the files that its hashes name."""
    try:
        sums = json.loads((folder / SUMS).read_bytes())
        names = {file.name for file in folder.iterdir() if not file.name.startswith(".")}
        return bool(sums) and names == {SUMS, *sums} and all(
            (folder / name).is_file() and sha256((folder / name).read_bytes()) == digest
            for name, digest in sums.items()
        )  # fmt: skip
    except (OSError, ValueError, TypeError, AttributeError):
        return False


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    sweep_parts(folder)
    for file in folder.iterdir():
        if file.is_dir() and not file.is_symlink():
            shutil.rmtree(file)
        elif file.name not in {SUMS, *files} and not file.name.startswith("."):
            file.unlink(missing_ok=True)
    for name, content in files.items():
        replace_file(folder / name, content)
    replace_file(folder / SUMS, json.dumps({name: sha256(content) for name, content in files.items()}).encode())
