"""New in the place of old: whole at every moment, whatever the system can and wherever the process is killed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from proofpress.model import exchange as module
from proofpress.model.exchange import exchange, put_in_place, write_whole
from proofpress.model.scratch import scratch_folder, sweep
from tests.support.kills import killed_before
from tests.support.threads import at_once


def fill(folder: Path, text: str) -> Path:
    """Return a folder of two files that hold a text."""
    folder.mkdir()
    for name in "ab":
        (folder / name).write_text(text)
    return folder


def texts(folder: Path) -> list[str]:
    """Return the texts of a folder's files."""
    return [path.read_text() for path in sorted(folder.iterdir())]


@pytest.fixture(params=["at once", "steps"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give both ways: exchanged at once, and in two steps where the system cannot."""
    if request.param == "steps":
        monkeypatch.setattr(module, "exchange", lambda one, other: False)
    return str(request.param)


def test_a_folder_takes_the_place_of_another(tmp_path: Path, way: str) -> None:
    """The new one is in its place, and nothing is left beside it."""
    fill(tmp_path / "site", "old")
    with scratch_folder(tmp_path, ".site-") as work:
        put_in_place(fill(work / "new", "new"), tmp_path / "site")
    assert texts(tmp_path / "site") == ["new", "new"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_first_folder_is_put_where_none_is(tmp_path: Path) -> None:
    """Without an old one the new one is moved in."""
    with scratch_folder(tmp_path, ".site-") as work:
        put_in_place(fill(work / "new", "new"), tmp_path / "site")
    assert texts(tmp_path / "site") == ["new", "new"]


def test_a_folder_that_cannot_be_moved_in_leaves_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the second of two steps fails the old one is put back."""
    monkeypatch.setattr(module, "exchange", lambda one, other: False)
    fill(tmp_path / "site", "old")
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError("no more names")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with scratch_folder(tmp_path, ".site-") as work, pytest.raises(OSError, match="no more names"):
        put_in_place(fill(work / "new", "new"), tmp_path / "site")
    assert texts(tmp_path / "site") == ["old", "old"]


def test_a_layer_that_exchanges_no_folder_is_copied_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On an overlay, where a lower folder can be neither exchanged nor moved, the old one is copied aside."""
    fill(tmp_path / "site", "old")
    real = Path.replace

    def refuse(*paths: object) -> bool:
        raise OSError(18, "cross-device link")

    def replace(self: Path, target: Path) -> Path:
        if self.name == "site":
            raise OSError(18, "cross-device link")
        return real(self, target)

    monkeypatch.setattr(module, "exchange", refuse)
    monkeypatch.setattr(Path, "replace", replace)
    with scratch_folder(tmp_path, ".site-") as work:
        put_in_place(fill(work / "new", "new"), tmp_path / "site")
        assert texts(work / "old") == ["old", "old"]
    assert texts(tmp_path / "site") == ["new", "new"]


def test_another_error_of_the_exchange_is_told(tmp_path: Path) -> None:
    """A name that is not there is an error with both names, not a sign that the system cannot."""
    with pytest.raises(FileNotFoundError, match="one"):
        exchange(tmp_path / "one", tmp_path / "other")


def test_killed_at_any_step_a_whole_site_is_left(tmp_path: Path, way: str) -> None:
    """Before every single step the process is killed: then, or once swept, the site is the old or the new, whole."""
    fill(tmp_path / "site", "old")

    def change() -> None:
        with scratch_folder(tmp_path, ".site-") as work:
            put_in_place(fill(work / "new", "new"), tmp_path / "site")

    number = killed_before(0, change)
    assert number > 8
    for step in range(1, number + 1):
        for name in "ab":
            (tmp_path / "site" / name).write_text("old")
        assert killed_before(step, change) == step
        if way == "at once":
            assert texts(tmp_path / "site") in (["old"] * 2, ["new"] * 2), step
        sweep(tmp_path, ".site-")
        assert texts(tmp_path / "site") in (["old"] * 2, ["new"] * 2), step
        assert [path.name for path in tmp_path.iterdir()] == ["site"], step


def test_a_reader_sees_a_whole_file(tmp_path: Path) -> None:
    """While a file is written anew a hundred times, whoever reads it finds one of its contents in full."""
    file, over = tmp_path / "package.json", threading.Event()
    contents = {"1" * 100_000, "2" * 50_000}
    seen: set[str] = set()

    def read() -> None:
        while not over.is_set():
            seen.add(file.read_text())

    with scratch_folder(tmp_path) as work:
        write_whole(file, "1" * 100_000, work)
        reader = threading.Thread(target=read)
        reader.start()
        for _ in range(50):
            for content in sorted(contents):
                write_whole(file, content, work)
        over.set()
        reader.join()
    assert seen <= contents


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    """Written anew, a file may be read by those who could read it before."""
    file = tmp_path / "a.json"
    file.write_text("old")
    file.chmod(0o640)
    with scratch_folder(tmp_path) as work:
        write_whole(file, b"new", work)
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)


def test_many_put_their_folder_in_place(tmp_path: Path, way: str) -> None:
    """Four at once put theirs in the same place, fifty times each: it is whole in the end, and nobody fails."""
    fill(tmp_path / "site", "0")

    def change() -> None:
        for number in range(50):
            with scratch_folder(tmp_path, ".site-") as work:
                put_in_place(fill(work / "new", str(number)), tmp_path / "site")

    at_once(4, change)
    assert len(set(texts(tmp_path / "site"))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
