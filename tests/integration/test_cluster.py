"""A build on a Dask cluster of processes: the results are the same though workers are lost, slow, late or refused."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest

from proofpress import pipeline
from proofpress.execute.dask_team import dask_team
from proofpress.execute.team import working_with
from proofpress.model.errors import NotebookError, SettingsError
from proofpress.model.settings import load_settings
from tests.support.commands import build_here, environment, proofpress, proofpress_here
from tests.support.projects import differences, digests
from tests.support.teams import MANY, outcome, site

pytestmark = pytest.mark.slow


@contextmanager
def started(*arguments: str, folder: Path, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """Yield a process of Dask that is ended afterwards."""
    command = [sys.executable, "-m", *arguments]
    env = environment(TMPDIR=str(folder), **variables)
    with subprocess.Popen(command, cwd=folder, env=env, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def slowing(folder: Path) -> Path:
    """Return a folder of Python's that makes each order of a worker wait for seconds."""
    (folder / "slowing").mkdir()
    waiting = "import subprocess, time\nown = subprocess.run\n"
    waiting += "subprocess.run = lambda *a, **k: (time.sleep(4), own(*a, **k))[1]\n"
    (folder / "slowing" / "sitecustomize.py").write_text(waiting)
    return folder / "slowing"


def worker(folder: Path, address: str, name: str, **variables: str) -> AbstractContextManager[subprocess.Popen[str]]:
    """Return a worker of one thread, its own folder its home."""
    own = folder / name
    own.mkdir()
    arguments = ("distributed.cli.dask_worker", address, "--name", name, "--nthreads", "1", "--no-nanny")
    return started(*arguments, "--no-dashboard", folder=own, **variables)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """Yield the address of a scheduler in a process of its own."""
    folder = tmp_path / "scheduler"
    folder.mkdir()
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
    with started("distributed.cli.dask_scheduler", *options, folder=folder) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if found := re.search(r"Scheduler at:\s+(tcp://\S+)", line):
                threading.Thread(target=process.stderr.read, daemon=True).start()
                yield found[1]
                return
        pytest.fail("the scheduler did not start")


def wait_for_workers(address: str, number: int) -> None:
    """Wait until a scheduler knows some workers."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(number, timeout=60)


def test_a_cluster_gives_the_same_though_workers_come_and_go(tmp_path: Path, scheduler: str) -> None:
    """Of three workers one is killed at work, one is slow and one joins late: the results are the same."""
    here = pipeline.compute(load_settings(site(tmp_path / "here")))
    settings = load_settings(site(tmp_path / "away"))
    with ExitStack() as stack:
        lost = stack.enter_context(worker(tmp_path, scheduler, "lost"))
        stack.enter_context(worker(tmp_path, scheduler, "slow", PYTHONPATH=str(slowing(tmp_path))))
        wait_for_workers(scheduler, 2)
        told: list[str] = []

        def meanwhile(line: str) -> None:
            told.append(line)
            if sum("executed in" in item for item in told) == 1:
                os.kill(lost.pid, signal.SIGKILL)
                stack.enter_context(worker(tmp_path, scheduler, "late"))

        with dask_team(scheduler, told.append) as members, working_with(members):
            there = pipeline.compute(settings, progress=meanwhile)
        assert outcome(there) == outcome(here)
        assert lost.wait(10) == -signal.SIGKILL
        assert sum("executed in" in line for line in told) == MANY


def test_a_worker_with_another_environment_is_refused_by_name(tmp_path: Path, scheduler: str) -> None:
    """The build goes on with the others, and tells once what the worker has; without others it stops."""
    odd = tmp_path / "libraries" / "altair-0.1.dist-info"
    odd.mkdir(parents=True)
    (odd / "METADATA").write_text("Metadata-Version: 2.1\nName: altair\nVersion: 0.1\n")
    with ExitStack() as stack:
        stack.enter_context(worker(tmp_path, scheduler, "odd", PYTHONPATH=str(odd.parent)))
        wait_for_workers(scheduler, 1)
        told: list[str] = []
        with (
            dask_team(scheduler, told.append) as members,
            working_with(members),
            pytest.raises(NotebookError, match=r"worker odd: it has another environment .*got altair 0\.1"),
        ):
            pipeline.compute(load_settings(site(tmp_path / "first", 2)))
        stack.enter_context(worker(tmp_path, scheduler, "even"))
        wait_for_workers(scheduler, 2)
        with dask_team(scheduler, told.append) as members, working_with(members):
            result = pipeline.compute(load_settings(site(tmp_path / "second")))
        assert len(result.analyses) == MANY
        assert sum("worker odd" in line for line in told) >= 1
        assert not any("worker even" in line for line in told)


def test_commands_build_and_verify_on_a_cluster(tmp_path: Path, scheduler: str) -> None:
    """``build --scheduler`` writes the site that ``mkdocs build`` writes; ``verify --scheduler`` finds the record."""
    own, other = site(tmp_path / "own", 2), site(tmp_path / "other", 2)
    build_here(own)
    shutil.copytree(own / "docs" / "published", other / "docs" / "published")
    shutil.copy2(own / "data" / "datapackage.json", other / "data" / "datapackage.json")
    with worker(tmp_path, scheduler, "one"):
        wait_for_workers(scheduler, 1)
        for run, command in ((proofpress, "build"), (proofpress_here, "verify")):
            done = run(other, command, "--scheduler", scheduler)
            assert done.returncode == 0, done.stdout
    assert "4 of 4 regenerate, 0 differ" in " ".join(done.stdout.split())
    assert differences(digests(own / "site"), digests(other / "site")) == []


def test_where_no_scheduler_answers_the_address_is_told() -> None:
    """A wrong address is refused with how to start a scheduler."""
    began = time.monotonic()
    with (
        pytest.raises(SettingsError, match=r"tcp://127\.0\.0\.1:9: no scheduler answers.*dask scheduler"),
        dask_team("tcp://127.0.0.1:9", print),
    ):
        pass
    assert time.monotonic() - began < 60
