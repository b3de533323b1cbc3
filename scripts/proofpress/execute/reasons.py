"""Why a notebook stopped: at which cell, and what its author can do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..model.errors import Problem
from ..model.settings import Settings
from .cache import Job
from .limits import MEMORY_ERRORS, OutputLimitError

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def _line_of(job: Job, source: str) -> str:
    """Return ``path:line`` of a cell, as far as its text is found in the file."""
    at = job.text.find(source)
    return f"{job.shown}:{job.text.count(chr(10), 0, at) + 1}" if at >= 0 else job.shown


def cell_problem(job: Job, notebook: Any, index: int, *, code: str, thing: str, got: str, fix: str) -> Problem:
    """Return a problem that names a cell by its line, its number and how it begins."""
    cell = notebook.cells[index] if 0 <= index < len(notebook.cells) else None
    source = cell.source if cell is not None else ""
    first = source.strip().split("\n")[0] if source.strip() else "(empty)"
    place = f"{_line_of(job, source)}, cell {index + 1} (`{first}`)"
    return Problem(code, place, thing, got=got, fix=fix)


def _tail(lines: Iterable[str], count: int = 12) -> str:
    text = _ANSI.sub("", "\n".join(lines)).strip().split("\n")
    return "\n      ".join(["", *text[-count:]])


def reason(err: Exception, settings: Settings, *, late: bool) -> dict[str, str]:
    """Return why a notebook stopped.

    Parameters
    ----------
    err : Exception
        What the client of the kernel raised.
    settings : Settings
        The limits in force.
    late : bool
        Whether the time limit was reached: a kernel that is stopped there may be seen as dead or interrupted before the
        limit itself is noticed.
    """
    name = getattr(err, "ename", "")
    if late or isinstance(err, TimeoutError):
        return {
            "code": "timeout",
            "thing": "the notebook did not end",
            "got": f"still running after {settings.timeout} s",
            "fix": "Make it faster, or raise `plugins.proofpress.timeout` in mkdocs.yml.",
        }
    if name in MEMORY_ERRORS:
        return {
            "code": "memory-limit",
            "thing": f"the cell needs more memory than {settings.kernel_memory_mb} MB",
            "got": _tail([f"{name}: {getattr(err, 'evalue', '')}"]),
            "fix": "Load or keep less, or raise `plugins.proofpress.kernel_memory_mb` in mkdocs.yml.",
        }
    if name == OutputLimitError.__name__:
        return too_much_output(settings)
    if hasattr(err, "traceback"):
        return {
            "code": "cell-error",
            "thing": f"the cell raised {name}",
            "got": _tail([err.traceback]),
            "fix": "Mend the cell; nothing was written to the site.",
        }
    return {
        "code": "dead-kernel",
        "thing": "the kernel died",
        "got": str(err),
        "fix": f"Look for a crash in this cell, or for memory use beyond {settings.kernel_memory_mb} MB "
        "(`plugins.proofpress.kernel_memory_mb`).",
    }


def too_much_output(settings: Settings) -> dict[str, str]:
    """Return that a cell printed or displayed more than it may."""
    return {
        "code": "output-limit",
        "thing": "the cell prints or displays too much",
        "got": f"more than {settings.cell_output_kb} kB",
        "fix": "Print less, show the first rows, or raise `plugins.proofpress.cell_output_kb` in mkdocs.yml.",
    }
