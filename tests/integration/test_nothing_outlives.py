"""Nothing outlives its build: kernels, the process they are forked from and drawing processes end with it."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.commands import environment

pytestmark = pytest.mark.slow

PATIENCE = 45
"""Seconds for what takes one or two on a machine that is not busy; less than a notebook may run."""
ENDINGS = [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT]
CELL = """
# %%
import os
with open("begun", "w") as file:
    file.write(str(os.getpid()))
while True:
    pass
"""


def processes_in(folder: Path) -> dict[int, str]:
    """Return the processes whose environment or arguments name a folder, by id, with what they run."""
    processes = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            command = (path / "cmdline").read_bytes()
            said = (path / "environ").read_bytes() + command
            running = (path / "stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
        except OSError:  # it ended between two looks, which may be any two
            continue
        if str(folder).encode() in said and running:
            processes[int(path.name)] = command.replace(b"\0", b" ").decode()
    return processes


def wait_until(holds: Callable[[], bool], build: subprocess.Popen[bytes] | None = None) -> None:
    """Wait until something holds; fail if it does not in time, or the build has ended before."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        assert build is None or build.poll() is None, f"the build has ended:\n{said_by(build)}"
        time.sleep(0.02)


def said_by(build: subprocess.Popen[bytes]) -> str:
    """Return what an ended build has said so far."""
    assert build.stdout is not None
    return build.stdout.read().decode(errors="replace")


def begin(project: Path, home: Path, *command: str) -> subprocess.Popen[bytes]:
    """Begin a command with a folder for temporary files of its own, by which its processes are known."""
    return subprocess.Popen(
        [sys.executable, "-m", *command], cwd=project, env=environment(TMPDIR=str(home)), start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("number", [1, 2], ids=["alone", "forked"])
def test_kernels_end_with_their_build(fixture_project: Path, ending: signal.Signals, number: int) -> None:
    """While notebooks run for ever their build is ended: no process of it is left, whatever the signal."""
    for name in ("plants", "power_mix")[:number]:  # the other one's result is reused
        with (fixture_project / "notebooks" / f"{name}.py").open("a") as file:
            file.write(CELL)
    with tempfile.TemporaryDirectory() as name:  # short, for the paths of sockets
        home = Path(name)
        with begin(fixture_project, home, "mkdocs", "build") as build:
            wait_until(lambda: len(list(home.glob("*/begun"))) == number, build)
            assert len(processes_in(home)) >= 1 + number
            build.send_signal(ending)
            build.wait()
            wait_until(lambda: not processes_in(home))
        begin(fixture_project, home, "proofpress.cli", "citation-files").wait()
        assert list(home.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")
def test_drawing_processes_end_with_their_build(fixture_project: Path) -> None:
    """A build that is killed while it draws leaves no process that draws."""
    shutil.rmtree(fixture_project / ".cache")
    with tempfile.TemporaryDirectory() as name, begin(fixture_project, Path(name), "mkdocs", "build") as build:
        home = Path(name)
        wait_until(lambda: any("figures.apart" in command for command in processes_in(home).values()), build)
        build.kill()
        build.wait()
        wait_until(lambda: not processes_in(home))
