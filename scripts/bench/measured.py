"""What a command took: wall time, processor time, memory and bytes written, all its processes together."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SUBREAPER = 36
"""Number of the system's request that processes whose parent ends come to this one."""
PAUSE = 0.03
FOREIGN = {"PROOFPRESS_ROOT", "SOURCE_DATE_EPOCH", "PYTHONDONTWRITEBYTECODE"}
"""Variables that would lead a command to another project or day, or have each process compile the generator anew."""


@dataclass(frozen=True)
class Usage:
    """What a command took.

    Attributes
    ----------
    seconds, cpu : float
        Wall time, and processor time of all its processes.
    largest, together : float
        Megabytes of the largest process, and of all at a time, shared pages counted once.
    output : str
        What it printed.
    """

    seconds: float
    cpu: float
    largest: float
    together: float
    output: str


def environment(**changes: str) -> dict[str, str]:
    """Return the environment of a measured command: this one's, without what would lead it elsewhere."""
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", **changes}


def _below(pid: int) -> list[int]:
    """Return the processes that a process has started and that still run, and theirs."""
    own: list[int] = []
    with contextlib.suppress(OSError):  # it has ended meanwhile
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            own += [int(child) for child in task.read_text().split()]
    return own + [other for child in own for other in _below(child)]


def _held(pid: int) -> tuple[int, int]:
    """Return the kilobytes that a process holds at present, and its part of them where it shares them with others."""
    facts = dict(line.split(maxsplit=1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    return int(facts["Rss:"].split()[0]), int(facts["Pss:"].split()[0])


def _memory() -> tuple[int, int]:
    """Return the kilobytes of the largest process below this one, and of all of them together."""
    held = [(0, 0)]
    for pid in _below(os.getpid()):
        with contextlib.suppress(OSError, KeyError):  # it has ended meanwhile
            held.append(_held(pid))
    return max(own for own, _ in held), sum(part for _, part in held)


def _processor() -> float:
    """Return the processor time of all that this process has waited for, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _wait_for_the_rest() -> None:
    """Wait for the processes that a command has left to the system, as a server of kernels is left."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def measure(folder: Path, command: Sequence[str]) -> Usage:
    """Run a command in a folder and return what it took; processes that it leaves behind are waited for.

    Raises
    ------
    SystemExit
        If it failed: a number measured on a failed command means nothing.
    """
    ctypes.CDLL(None).prctl(SUBREAPER, 1)
    used, began, largest, together = _processor(), time.monotonic(), 0, 0
    log = folder.parent / f"{folder.name}.log"
    with log.open("w") as output:
        done = subprocess.Popen(
            [*command], cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            env=environment(),
        )  # fmt: skip
        while done.poll() is None:
            one, all_of_them = _memory()
            largest, together = max(largest, one), max(together, all_of_them)
            time.sleep(PAUSE)
    seconds = time.monotonic() - began
    _wait_for_the_rest()
    text = log.read_text(encoding="utf-8", errors="replace")
    if done.returncode:
        raise SystemExit(f"`{' '.join(command)}` failed in {folder}:\n{text[-4000:]}")
    return Usage(seconds, _processor() - used, largest / 1000, together / 1000, text)


def written_since(folder: Path, moment: float) -> int:
    """Return the bytes of a folder's files that were written since a moment, in seconds since 1970."""
    states = [path.lstat() for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return sum(state.st_size for state in states if state.st_mtime >= moment)
