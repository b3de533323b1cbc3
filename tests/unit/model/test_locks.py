"""One writer at a time: who comes second waits, and is told of what in the end."""

from __future__ import annotations

import fcntl
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from proofpress.model import locks
from proofpress.model.errors import LockError
from proofpress.model.locks import locked

HOLD = "import sys, time\nfrom pathlib import Path\nfrom proofpress.model.locks import locked\n"
HOLD += "with locked(Path()):\n    print('held', flush=True)\n    sys.stdin.read()\n"


def hold(folder: Path) -> subprocess.Popen[str]:
    """Return another process that holds the lock of a folder until its input ends."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def test_the_second_waits_says_so_and_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another holds the lock the log says what is waited for; when it is free the work is done."""
    monkeypatch.setattr(locks, "NOTICE_SECONDS", 0.0)
    caplog.set_level(logging.INFO)
    with hold(tmp_path) as other:
        timer = threading.Timer(0.3, other.stdin.close)  # type: ignore[union-attr]
        timer.start()
        with locked(tmp_path):
            other.wait()
    assert f"waiting for another command that writes in {tmp_path}" in caplog.text


def test_who_waits_too_long_is_told(tmp_path: Path) -> None:
    """After the time limit the error names the folder and says what to do."""
    with hold(tmp_path) as other:
        with (
            pytest.raises(LockError, match=r"another command is writing here.*Wait for it or end it"),
            locked(tmp_path, patience=0.1),
        ):
            pass
        other.communicate()


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    """The lock of a process that was killed is free at once."""
    with hold(tmp_path) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
        with locked(tmp_path, patience=5):
            pass


def test_the_holder_may_lock_again(tmp_path: Path) -> None:
    """A command that holds the lock calls what locks by itself; only the outermost lets go."""
    with locked(tmp_path):
        with locked(tmp_path, patience=0):
            pass
        handle = os.open(tmp_path, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(handle)


def test_threads_of_one_process_exclude_each_other(tmp_path: Path) -> None:
    """Two threads that add to one number in a file lose no step."""
    file = tmp_path / "count"
    file.write_text("0")

    def add() -> None:
        for _ in range(30):
            with locked(tmp_path):
                number = int(file.read_text())
                time.sleep(0.0005)
                file.write_text(str(number + 1))

    threads = [threading.Thread(target=add) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert file.read_text() == "90"


def test_a_file_system_that_locks_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where folders cannot be locked, as on some network file systems, a file of this machine stands for them."""
    real = fcntl.flock

    def flock(handle: int, how: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):  # noqa: PTH112
            raise OSError(9, "bad descriptor")
        real(handle, how)

    monkeypatch.setattr(locks.fcntl, "flock", flock)
    monkeypatch.setattr(locks.tempfile, "tempdir", str(tmp_path))
    project = tmp_path / "project"
    project.mkdir()
    with locked(project):
        inner: list[Any] = []

        def second() -> None:
            with pytest.raises(LockError), locked(project, patience=0.1):
                inner.append("both")

        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert inner == []
    assert list(project.iterdir()) == []
