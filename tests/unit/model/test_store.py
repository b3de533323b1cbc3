"""Kept results: what is read back is what was kept, or nothing; no damage is an error."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.model.hashing import sha256
from proofpress.model.store import SUMS, Kept, Store, kept_folder, key_of, replace_file, to_chunks

NAMES = st.text("abcdefghijklmnopqrstuvwxyz-/.", min_size=1, max_size=12)
CONTENTS = st.dictionaries(NAMES, st.binary(max_size=60), max_size=4)
PARTS = st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=3)
KEY = sha256("key")
FILES = {"a.txt": b"first\n", "b": b"", "c.bin": bytes(range(256))}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Give a store that holds one entry."""
    kept = Store(tmp_path / "kind")
    kept.keep("a/b", KEY, FILES, {"part": "1"})
    return kept


def entry_of(store: Store) -> Path:
    """Return the only file of a store."""
    [file] = files_of(store.folder)
    return file


def files_of(folder: Path) -> list[Path]:
    """Return all files below a folder."""
    return [path for path in folder.rglob("*") if not path.is_dir()]


@given(CONTENTS, PARTS)
def test_what_was_kept_comes_back(files: dict[str, bytes], parts: dict[str, str]) -> None:
    """Names, contents, their order and the key's parts are the same after writing and reading."""
    with tempfile.TemporaryDirectory() as folder:
        Store(Path(folder)).keep("name", key_of(parts), files, parts)
        again = Store(Path(folder)).recall("name", key_of(parts))
    assert again == Kept("name", key_of(parts), files, parts)
    assert list(again.files) == list(files)


@given(CONTENTS, st.data())
def test_any_flipped_bit_is_absence(files: dict[str, bytes], data: st.DataObject) -> None:
    """One bit of any byte changed, or the file cut or continued at any place, and there is no entry."""
    content = b"".join(to_chunks(Kept("name", KEY, files, {"part": "x"})))
    at = data.draw(st.integers(0, len(content) - 1))
    flipped = bytearray(content)
    flipped[at] ^= 1 << data.draw(st.integers(0, 7))
    damaged = [bytes(flipped), content[:at], content + b"\n", b"", os.urandom(len(content))]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        store.keep("name", KEY, files)
        [file] = files_of(Path(folder))
        for text in damaged:
            file.write_bytes(text)
            assert store.recall("name", KEY) is None
            assert store.latest("name") is None
        store.keep("name", KEY, files)
        assert store.recall("name", KEY) is not None


def test_no_copy_of_all_is_made_to_keep_or_recall(tmp_path: Path) -> None:
    """Large contents are written and read one after another: beside them stands no copy of all of them."""
    files = {str(number): bytes([number]) * 2_000_000 for number in range(10)}
    store, all_of_them = Store(tmp_path), 20_000_000
    tracemalloc.start()
    store.keep("a", KEY, files)
    assert tracemalloc.get_traced_memory()[1] < all_of_them / 4
    again = store.recall("a", KEY)
    assert again is not None
    assert again.files == files
    del again
    assert tracemalloc.get_traced_memory()[1] < all_of_them * 1.25
    tracemalloc.stop()


def test_parts_in_any_order_make_one_key() -> None:
    """A key depends on each name and each value, and on no order."""
    assert key_of({"a": "1", "b": "2"}) == key_of({"b": "2", "a": "1"})
    assert len({key_of(parts) for parts in ({"a": "1"}, {"a": "2"}, {"b": "1"}, {"a": "1", "b": ""}, {})}) == 5


def test_an_entry_is_believed_under_its_own_name_and_key_only(store: Store) -> None:
    """A whole entry that lies under another's file name is absence: a cache is not believed by its file names."""
    assert store.recall("a/b", KEY) is not None
    other = sha256("other")
    entry_of(store).rename(store.folder / "a--b" / f"{other[:20]}.kept")
    assert store.recall("a/b", other) is None
    (store.folder / "c").mkdir()
    entry_of(store).rename(store.folder / "c" / f"{KEY[:20]}.kept")
    assert store.recall("c", KEY) is None
    assert store.latest("c") is None
    same_start = KEY[:20] + sha256("x")[20:]
    assert store.recall("a/b", same_start) is None


def test_a_missing_file_is_absence(store: Store) -> None:
    """Nothing was kept, the entry is gone, or the whole folder: each is absence."""
    assert store.recall("other", KEY) is None
    entry_of(store).unlink()
    assert store.recall("a/b", KEY) is None
    shutil.rmtree(store.folder)
    assert store.recall("a/b", KEY) is None
    assert store.latest("a/b") is None


def _as_folder(file: Path) -> None:
    (file / "x").mkdir(parents=True)


@pytest.mark.parametrize("make", [_as_folder, os.mkfifo, lambda file: file.symlink_to(file)])
def test_what_is_no_file_is_absence(store: Store, make: Any) -> None:
    """A folder, a pipe nobody writes to or a link to itself under an entry's name is absence, and nothing waits."""
    file = entry_of(store)
    file.unlink()
    make(file)
    assert store.recall("a/b", KEY) is None
    assert store.latest("a/b") is None
    store.keep("a/b", KEY, FILES)  # may not succeed, and says nothing


@pytest.mark.parametrize("head", [b"[]", b"5", b"{", b"{}", b'{"name": "a", "key": "k", "parts": {}, "files": [5]}'])
def test_a_heading_of_another_shape_is_absence(store: Store, head: bytes) -> None:
    """Even with a true hash, a heading that is not ours is absence."""
    rest = head + b"\n"
    entry_of(store).write_bytes(f"proofpress kept 1 {sha256(rest)}\n".encode() + rest)
    assert store.recall("a/b", KEY) is None
    assert store.latest("a/b") is None


def test_a_cache_that_is_a_file_is_no_cache(tmp_path: Path) -> None:
    """Where the folder should be lies a file: nothing is kept, nothing fails."""
    (tmp_path / "kind").write_text("x")
    store = Store(tmp_path / "kind" / "deep", newest=1)
    store.keep("a", KEY, FILES)
    assert store.recall("a", KEY) is None
    assert store.latest("a") is None


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT])
def test_without_room_nothing_is_kept_and_nothing_lost(
    store: Store, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """On a full or read-only disk an older entry stays whole, and no unfinished file lies beside it."""
    real = Path.open

    def fill(path: Path, mode: str = "r", **how: Any) -> Any:
        if mode != "wb":
            return real(path, mode, **how)
        with real(path, "wb") as file:
            file.write(b"half")
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "open", fill)
    store.keep("a/b", KEY, {"a": b"other"})
    store.keep("c", KEY, FILES)
    assert [file.parent.name for file in files_of(store.folder)] == ["a--b"]
    kept = store.recall("a/b", KEY)
    assert kept is not None
    assert kept.files == FILES


def test_unreadable_entries_are_absence(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a file nor a folder that may not be read stops a build."""

    def refuse(*_: object) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert store.recall("a/b", KEY) is None
    monkeypatch.setattr(Path, "glob", refuse)
    assert store.latest("a/b") is None


def test_the_newest_of_a_name_stay(tmp_path: Path) -> None:
    """Of each name the last few entries stay; those of a longer name neither count nor go with them."""
    store = Store(tmp_path, newest=2)
    for number in range(4):
        for name in ("a", "a-b"):
            store.keep(name, sha256(f"{name}{number}"), {"n": str(number).encode()})
            os.utime(store._file(name, sha256(f"{name}{number}")), (number, number))
    assert len(files_of(tmp_path)) == 4
    for name in ("a", "a-b"):
        kept = [number for number in range(4) if store.recall(name, sha256(f"{name}{number}"))]
        assert kept == [2, 3]
        latest = store.latest(name)
        assert latest is not None
        assert latest.files == {"n": b"3"}


def test_a_damaged_newest_entry_hides_no_older(tmp_path: Path) -> None:
    """What was kept last and is whole is found behind what was kept later and is damaged."""
    store = Store(tmp_path)
    for number in range(2):
        store.keep("a", sha256(str(number)), {"n": str(number).encode()})
        os.utime(store._file("a", sha256(str(number))), (number, number))
    store._file("a", sha256("1")).write_bytes(b"x")
    latest = store.latest("a")
    assert latest is not None
    assert latest.files == {"n": b"0"}


def damages(folder: Path) -> dict[str, Any]:
    """Return ways to damage a kept folder, by name."""
    file = folder / "a.txt"
    return {
        "a flipped bit": lambda: file.write_bytes(b"fir3t\n"),
        "a cut file": lambda: file.write_bytes(b""),
        "a missing file": file.unlink,
        "another file": lambda: (folder / "more").write_bytes(b"x"),
        "another folder": lambda: (folder / "deep" / "er").mkdir(parents=True),
        "a folder for a file": lambda: (file.unlink(), file.mkdir()),
        "a flipped bit of the hashes": lambda: (folder / SUMS).write_bytes(
            (folder / SUMS).read_bytes().replace(b'"a.txt"', b'"a.txu"')
        ),
        "no hashes": (folder / SUMS).unlink,
        "hashes of nothing": lambda: (folder / SUMS).write_bytes(b"{}"),
        "hashes that are no JSON": lambda: (folder / SUMS).write_bytes(b"\xb8\xff"),
        "hashes of another shape": lambda: (folder / SUMS).write_bytes(b"[1]"),
    }


@pytest.mark.parametrize("name", damages(Path()))
def test_a_damaged_folder_is_filled_anew(tmp_path: Path, name: str) -> None:
    """A kept folder holds exactly its files with their very bytes, or is made again."""
    folder, calls = tmp_path / "fonts", []

    def make() -> dict[str, bytes]:
        calls.append(1)
        return FILES

    assert kept_folder(folder, make) == kept_folder(folder, make) == folder
    assert len(calls) == 1
    damages(folder)[name]()
    assert kept_folder(folder, make) == folder
    assert len(calls) == 2
    assert {file.name: file.read_bytes() for file in folder.iterdir() if file.name != SUMS} == FILES


def test_a_folder_without_room_is_temporary(tmp_path: Path) -> None:
    """Where the cache cannot be written the files lie in a temporary folder."""
    (tmp_path / "file").write_text("x")
    folder = kept_folder(tmp_path / "file" / "fonts", lambda: FILES)
    assert (folder / "a.txt").read_bytes() == b"first\n"
    assert tmp_path not in folder.parents


def test_unfinished_files_of_killed_processes_are_removed(store: Store) -> None:
    """What a killed writer left is gone after the next entry, at once; what a living one writes stays for a while."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left, written, old, foreign = (
        store.folder / "a--b" / f".{KEY[:20]}.kept.{writer}.part"
        for writer in (f"{ended.pid}-ab", f"{os.getpid()}-cd", f"{os.getpid()}-ef", "unknown")
    )
    for file in (left, written, old, foreign):
        file.write_bytes(b"half")
    os.utime(old, (0, 0))
    store.keep("a/b", sha256("other"), FILES)
    assert [file.exists() for file in (left, written, old, foreign)] == [False, True, False, True]


def test_threads_that_write_one_file_do_not_meet(tmp_path: Path) -> None:
    """Eight threads write the same file at once: each finds room, and the file is what one of them wrote."""
    target = tmp_path / "file"
    contents = [bytes([number]) * 200_000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda content: replace_file(target, content), contents * 20))
    assert target.read_bytes() in contents
    assert list(tmp_path.iterdir()) == [target]


def test_entries_are_found_by_their_parts(store: Store) -> None:
    """Of what was kept under a name, that which has some parts is given; a damaged file has none."""
    store.keep("a/b", sha256("other"), FILES, {"part": "2", "more": "x"})
    assert [kept.parts["part"] for kept in store.entries("a/b", {"part": "1"})] == ["1"]
    assert [kept.parts["part"] for kept in store.entries("a/b", {"part": "2", "more": "x"})] == ["2"]
    assert list(store.entries("a/b", {"part": "1", "more": "x"})) == []
    assert len(list(store.entries("a/b"))) == 2
    for file in files_of(store.folder):
        file.write_bytes(b"damaged")
    assert list(store.entries("a/b", {"part": "1"})) == []


def test_a_file_of_an_earlier_version_gives_way(tmp_path: Path) -> None:
    """Where an earlier version kept a single file, results are kept again, not made anew each time without a word."""
    folder = tmp_path / "valid"
    folder.write_text("0" * 64)
    Store(folder, 1).keep("data", "k", {"a": b"1"})
    kept = Store(folder, 1).recall("data", "k")
    assert kept is not None
    assert kept.files == {"a": b"1"}
