"""Why a notebook stopped: at which cell, and what its author can do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..model.count_noun import count_noun
from ..model.errors import Problem
from ..model.settings import Settings, site_packages
from ..model.slug import slugify
from .cache import Job
from .frames import ANSI, CellStart, OwnFrame, own_frames
from .limits import MEMORY_ERRORS, OutputLimitError

SAID = 1000
"""Letters of a line of an error that are shown: a frame or a text may be printed whole into one."""
REPORT = "proofpress-report"
"""The id of the cell that a build appends: no author has written it."""
NO_FILES = "A notebook reads no files: put the data into data/tables/ (`proofpress new table FILE`) and load_table(…)."


def _start_of(job: Job, source: str) -> int | None:
    """Return the line of the notebook's file that a cell begins on, as far as its text is found there."""
    at = job.text.find(source) if source else -1
    return job.text.count(chr(10), 0, at) + 1 if at >= 0 else None


def cell_problem(job: Job, notebook: Any, index: int, *, code: str, thing: str, got: str, fix: str) -> Problem:
    """Return a problem that names a cell by its line, its number and how it begins."""
    return Problem(code, _place(job, notebook, index), thing, got=got, fix=fix)


def _place(job: Job, notebook: Any, index: int, failed: OwnFrame | None = None) -> str:
    """Return where a cell stopped: the line that failed, with its text, or the cell's first."""
    if 0 <= index < len(notebook.cells) and notebook.cells[index].get("id") == REPORT:
        return f"{job.shown}, at its end"
    cell = notebook.cells[index] if 0 <= index < len(notebook.cells) else None
    source = cell.source if cell is not None else ""
    text = source.strip().split("\n")[0] if source.strip() else "(empty)"
    line = _start_of(job, source)
    if failed is not None:
        line, text = failed.line, failed.text
    where = job.shown if line is None else f"{job.shown}:{line}"
    return f"{where}, cell {index + 1} (`{text}`)"


def error_problem(job: Job, notebook: Any, index: int, err: Exception, settings: Settings) -> Problem:
    """Return the problem of a cell that raised: the notebook's own line, then the message.

    Lines of the site's own code that were running follow; frames of libraries are counted and left out.
    """
    name, said, trace = _told(err, notebook.cells[index])
    own, others = own_frames(trace, _starts(job, notebook), settings.root)
    called = _innermost(own, notebook, index, job)
    below = own[own.index(called) + 1 :] if called else own
    got = _tail([*(str(frame) for frame in below), f"{name}: {said}".rstrip(": ")])
    if others:
        got += f"\n      ({count_noun(others, 'line')} of libraries left out)"
    place = _place(job, notebook, index, called)
    fix = NO_FILES if name == "FileNotFoundError" else "Mend the cell; nothing was written to the site."
    beside = _module_beside(name, said, settings.root)
    fix = fix if beside is None else f"A notebook imports only packages below scripts/. {moving(beside, settings.root)}"
    return Problem("cell-error", place, f"the cell raised {name}", got=got, fix=fix)


def _told(err: Exception, cell: Any) -> tuple[str, str, str]:
    """Return what a cell raised: its name, its words, its traceback.

    What fails while a result is shown, such as a picture whose file is not there, stands in the cell's outputs only.
    """
    name, said = str(getattr(err, "ename", "")), str(getattr(err, "evalue", ""))
    shown = [output for output in cell.get("outputs", ()) if output.get("output_type") == "error"]
    told = next((output for output in shown if output["ename"] != "NoneType"), None)
    if name == "NoneType" and told is not None:
        return str(told["ename"]), str(told["evalue"]), "\n".join(told["traceback"])
    return name, said, str(getattr(err, "traceback", ""))


def _module_beside(name: str, said: str, root: Path) -> Path | None:
    """Return the module that a cell could not import, where it lies beside notebooks or in another folder."""
    missing = re.match(r"No module named '([\w.]+)'", said)
    if missing is None or name != "ModuleNotFoundError":
        return None
    stem = missing[1].partition(".")[0]
    folders = ("notebooks", "", "scripts", "data")
    places = (root / folder / shown for folder in folders for shown in (f"{stem}.py", stem))
    return next((path for path in places if path.is_file() or (path.is_dir() and any(path.glob("*.py")))), None)


def moving(path: Path, root: Path) -> str:
    """Return how a module that notebooks share becomes one that they can import."""
    known = [folder.name for folder in site_packages(root)]
    package = known[0] if known else slugify(root.name).replace("-", "_") or "site_code"
    shown, stem = path.relative_to(root).as_posix(), path.stem
    new = "" if known else f", beside an empty scripts/{package}/__init__.py"
    if path.is_dir():
        return f"Move {shown}/ below scripts/, with an `__init__.py` in it: `import {stem}` then finds it."
    return f"Move {shown} to scripts/{package}/{path.name}{new}, then `from {package} import {stem}`."


def _innermost(own: list[OwnFrame], notebook: Any, index: int, job: Job) -> OwnFrame | None:
    """Return the line of the failed cell itself that was running; a function of another cell was called from there."""
    source = notebook.cells[index].source
    start = _start_of(job, source)
    if start is None:
        return None
    last = start + source.count("\n")
    in_cell = [frame for frame in own if frame.path == job.shown and start <= frame.line <= last]
    return in_cell[-1] if in_cell else None


def _starts(job: Job, notebook: Any) -> dict[int, CellStart]:
    """Return where each executed cell begins, by its execution count."""
    starts = {}
    for cell in notebook.cells:
        count, line = cell.get("execution_count"), _start_of(job, cell.source)
        if count is not None and line is not None:
            starts[int(count)] = CellStart(job.shown, line, cell.source)
    return starts


def _tail(lines: Iterable[str], count: int = 12) -> str:
    text = ANSI.sub("", "\n".join(lines)).strip().split("\n")
    shown = (line if len(line) <= SAID else f"{line[:SAID]} …" for line in text[-count:])
    return "\n      ".join(["", *shown])


def reason(err: Exception, settings: Settings, *, late: bool) -> dict[str, str] | None:
    """Return why a notebook stopped; None where a cell raised an error of its own.

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
        return None
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
