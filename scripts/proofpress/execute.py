"""Stage 2: notebooks in, executed notebooks out; each in a fresh, guarded kernel, several at a time.

A result is reused only if the notebook, what it loaded, the package's code and the locked environment all hash the
same.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from .canonical import sha256, sha256_file, slugify, to_json
from .claims import claim_digest, read_claims
from .errors import NotebookError, Problem, SiteError
from .load import read_table
from .publish import BATCH_VARIABLE
from .records import ExecutedNotebook, Input, Source
from .settings import ROOT_VARIABLE, Settings
from .sources import load_sources, source_digest

KEY_LIBRARIES = ("altair", "ipykernel", "nbclient", "numpy", "pandas", "vl-convert-python")
PROVISIONER = "proofpress-nursery"
"""Entry point of :class:`proofpress.nursery.NurseryProvisioner`."""
KEPT_RESULTS = 6
_ANSI = re.compile(r"\x1b\[[0-9;]*m")

Report = Callable[[ExecutedNotebook], None]


def package_hash() -> str:
    """Return the hash of the package's code and templates."""
    folder = Path(__file__).parent
    files = sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return sha256("".join(f"{p.relative_to(folder).as_posix()} {sha256_file(p)}\n" for p in files))


def environment_hash(settings: Settings) -> str:
    """Return the hash of the lock file and of the versions that really are installed."""
    lock = sha256_file(settings.lock) if settings.lock.is_file() else ""
    versions = [f"{name} {metadata.version(name)}" for name in KEY_LIBRARIES]
    return sha256("\n".join([lock, sys.version.split()[0], *versions]))


def kernel_environment(settings: Settings, home: Path) -> dict[str, str]:
    """Return the fixed environment of a kernel: seed, time zone, locale and date are always the same."""
    kept = {
        key: os.environ[key] for key in ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if key in os.environ
    }
    return {
        **kept,
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "jupyter"),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "MPLBACKEND": "agg",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONDONTWRITEBYTECODE": os.environ.get("PYTHONDONTWRITEBYTECODE", ""),
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(settings.epoch),
        "TMPDIR": str(home),
        "TZ": "UTC",
        BATCH_VARIABLE: "1",
        ROOT_VARIABLE: str(settings.root),
    }


@dataclass(frozen=True)
class Job:
    """A notebook to execute: its slug, file, text, and the key of all it depends on but its inputs."""

    slug: str
    path: Path
    shown: str
    text: str
    key: str


def plan(settings: Settings) -> list[Job]:
    """Return a job for each notebook.

    Raises
    ------
    NotebookError
        If there is no notebook, one cannot be read, or two have the same slug.
    """
    paths = settings.notebook_paths()
    if not paths:
        raise NotebookError(
            [Problem("no-notebooks", "notebooks/", "no notebook", "at least one `*.py`", "none", "Add an analysis.")]
        )
    base = sha256(package_hash() + environment_hash(settings))
    jobs, problems = [], _same_slugs(settings)
    for path in paths:
        shown = path.relative_to(settings.root).as_posix()
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as err:
            problems.append(Problem("unreadable-notebook", shown, "cannot be read", "UTF-8 text", str(err)))
            continue
        slug = slugify(path.stem)
        jobs.append(Job(slug, path, shown, text, sha256(f"{base} {slug} {sha256(text)}")))
    if problems:
        raise NotebookError(problems)
    return jobs


def _same_slugs(settings: Settings) -> list[Problem]:
    """Return a problem for each notebook whose page another one has already."""
    seen: dict[str, str] = {}
    problems = []
    for path in sorted(settings.notebooks.glob("*.py")):
        slug, shown = slugify(path.stem), path.relative_to(settings.root).as_posix()
        if slug in seen:
            thing = f"its slug `{slug}` is that of {seen[slug]}"
            problems.append(Problem("duplicate-notebook", shown, thing, "a name of its own", fix="Rename one."))
        seen.setdefault(slug, shown)
    return problems


def current_digest(item: Input, root: Path, claims: Mapping[str, Any], sources: Mapping[str, Source]) -> str:
    """Return the hash of what an input holds now; empty if it is gone."""
    if item.kind == "source":
        return source_digest(sources.get(item.name))
    if item.kind == "claim":
        found = claims.get(item.name)
        return claim_digest(found[0]) if found else ""
    try:
        table, _ = read_table(item.name, root)
    except SiteError:
        return ""
    return sha256(table.sha256 + to_json(dict(table.resource["schema"])))


def _cached(
    job: Job, settings: Settings, claims: Mapping[str, Any], sources: Mapping[str, Source]
) -> ExecutedNotebook | None:
    file = settings.cache / "executed" / f"{job.slug}-{job.key[:20]}.json"
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        inputs = tuple(Input(**item) for item in stored["inputs"])
        notebook = stored["notebook"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if any(current_digest(item, settings.root, claims, sources) != item.sha256 for item in inputs):
        return None
    return ExecutedNotebook(job.slug, job.shown, sha256(job.text), notebook, inputs, 0.0, reused=True)


def _store(job: Job, done: ExecutedNotebook, settings: Settings) -> None:
    folder = settings.cache / "executed"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{job.slug}-{job.key[:20]}.json"
    part = file.with_suffix(f".{os.getpid()}.part")
    part.write_text(
        json.dumps({"inputs": [vars(item) for item in done.inputs], "notebook": done.notebook}), encoding="utf-8"
    )
    part.replace(file)
    kept = sorted(folder.glob(f"{job.slug}-*.json"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in kept[KEPT_RESULTS:]:
        old.unlink(missing_ok=True)


def _read(job: Job) -> Any:
    import jupytext
    import nbformat

    try:
        notebook = jupytext.reads(job.text, fmt="py:percent")
    except Exception as err:  # jupytext raises many kinds; each means that the file is no notebook
        raise NotebookError([Problem("bad-notebook", job.shown, "is not a py:percent notebook", got=str(err))]) from err
    for index, cell in enumerate(notebook.cells, 1):
        cell["id"] = f"cell-{index}"
    notebook.cells.append(
        nbformat.v4.new_code_cell("import proofpress.publish as _p\n_p.report()", id="proofpress-report")
    )
    return notebook


def _line_of(job: Job, source: str) -> str:
    """Return ``path:line`` of a cell, as far as its text is found in the file."""
    at = job.text.find(source)
    return f"{job.shown}:{job.text.count(chr(10), 0, at) + 1}" if at >= 0 else job.shown


def _cell_problem(job: Job, notebook: Any, index: int, *, code: str, thing: str, got: str, fix: str) -> Problem:
    cell = notebook.cells[index] if 0 <= index < len(notebook.cells) else None
    source = cell.source if cell is not None else ""
    first = source.strip().split("\n")[0] if source.strip() else "(empty)"
    place = f"{_line_of(job, source)}, cell {index + 1} (`{first}`)"
    return Problem(code, place, thing, got=got, fix=fix)


def _tail(lines: Iterable[str], count: int = 12) -> str:
    text = _ANSI.sub("", "\n".join(lines)).strip().split("\n")
    return "\n      ".join(["", *text[-count:]])


def _make_manager(folder: Path, *, forked: bool) -> Any:
    """Return a manager for the guarded kernel, on a socket file instead of a port."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    manager = AsyncKernelManager(transport="ipc", ip=str(folder / "kernel"))
    manager.connection_file = str(folder / "kernel.json")
    command = [sys.executable, "-m", "proofpress.kernel", "--HistoryManager.enabled=False"]
    manager._kernel_spec = KernelSpec(
        argv=[*command, "-f", "{connection_file}"],
        display_name="proofpress",
        language="python",
        metadata={"kernel_provisioner": {"provisioner_name": PROVISIONER}} if forked else {},
    )
    return manager


def _reason(err: Exception, limit: int | None) -> dict[str, str]:
    """Return why a notebook stopped; ``limit`` is the time limit if it was reached.

    A kernel that is stopped at the limit may be seen as dead or interrupted before the limit itself is noticed.
    """
    if limit is not None or isinstance(err, TimeoutError):
        return {
            "code": "timeout",
            "thing": "the notebook did not end",
            "got": f"still running after {limit} s",
            "fix": "Make it faster, or raise `extra.proofpress.timeout` in mkdocs.yml.",
        }
    if hasattr(err, "traceback"):
        return {
            "code": "cell-error",
            "thing": f"the cell raised {getattr(err, 'ename', '')}",
            "got": _tail([err.traceback]),
            "fix": "Mend the cell; nothing was written to the site.",
        }
    return {
        "code": "dead-kernel",
        "thing": "the kernel died",
        "got": str(err),
        "fix": "Look for memory use or a crash in this cell.",
    }


async def _run(job: Job, settings: Settings, *, forked: bool) -> ExecutedNotebook:
    """Execute one notebook in a fresh kernel.

    Raises
    ------
    NotebookError
        If a cell raises, the kernel dies or the time is up.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    notebook = _read(job)
    at = {"cell": -1}

    def failed(**facts: str) -> NotebookError:
        return NotebookError([_cell_problem(job, notebook, at["cell"], **facts)])

    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="proofpress-") as folder:
        home = Path(folder)
        manager = _make_manager(home, forked=forked)
        client = NotebookClient(
            notebook,
            km=manager,
            timeout=None,
            startup_timeout=settings.timeout,
            on_cell_execute=lambda cell, cell_index: at.update(cell=cell_index),
            store_widget_state=False,
        )
        try:
            await manager.start_kernel(env=kernel_environment(settings, home), cwd=str(home))
            await asyncio.wait_for(client.async_execute(), settings.timeout)
        except (TimeoutError, CellExecutionError, DeadKernelError, RuntimeError) as err:
            late = time.monotonic() - began >= settings.timeout
            raise failed(**_reason(err, settings.timeout if late else None)) from err
        finally:
            atexit.unregister(client._cleanup_kernel)
            if client.kc is not None:
                client.kc.stop_channels()
            await manager.shutdown_kernel(now=True)
    inputs = _take_session(notebook)
    return ExecutedNotebook(
        job.slug,
        job.shown,
        sha256(job.text),
        json.loads(json.dumps(notebook, default=str)),
        inputs,
        time.monotonic() - began,
    )


def _take_session(notebook: Any) -> tuple[Input, ...]:
    """Remove the report cell and return the inputs that it names."""
    from .publish import SESSION_MIME

    last = notebook.cells.pop()
    for output in last.outputs:
        found = output.get("data", {}).get(SESSION_MIME)
        if found:
            return tuple(Input(**item) for item in found["inputs"])
    return ()


async def _run_all(jobs: list[Job], settings: Settings, done: Report) -> list[ExecutedNotebook | SiteError]:
    """Execute notebooks, a few at a time; from the second on it pays to fork their kernels."""
    if len(jobs) == 1:
        return await _run_each(jobs, settings, done, forked=False)
    from .nursery import open_nursery

    with (
        tempfile.TemporaryDirectory(prefix="proofpress-") as home,
        open_nursery(kernel_environment(settings, Path(home))),
    ):
        return await _run_each(jobs, settings, done, forked=True)


async def _run_each(
    jobs: list[Job], settings: Settings, done: Report, *, forked: bool
) -> list[ExecutedNotebook | SiteError]:
    gate = asyncio.Semaphore(settings.workers)

    async def one(job: Job) -> ExecutedNotebook | SiteError:
        async with gate:
            try:
                result = await _run(job, settings, forked=forked)
            except SiteError as err:
                return err
            with suppress(OSError):  # without room for the cache the result still stands
                _store(job, result, settings)
            await asyncio.to_thread(done, result)
            return result

    return await asyncio.gather(*(one(job) for job in jobs))


def execute_notebooks(
    settings: Settings, *, fresh: bool = False, done: Report = lambda executed: None
) -> tuple[ExecutedNotebook, ...]:
    """Execute every notebook whose result cannot be reused.

    Parameters
    ----------
    settings : Settings
        Where the project is, how many notebooks at a time, how long each.
    fresh : bool
        Reuse nothing.
    done : callable
        Called with each result as it comes, in a thread of its own.

    Returns
    -------
    tuple of ExecutedNotebook
        In the site's order.

    Raises
    ------
    NotebookError
        With the failure of every notebook that failed, not only the first.
    """
    jobs = plan(settings)
    claims, sources = read_claims(settings.root), load_sources(settings.root)
    found = {} if fresh else {job.slug: hit for job in jobs if (hit := _cached(job, settings, claims, sources))}
    for hit in found.values():
        done(hit)
    todo = [job for job in jobs if job.slug not in found]
    if todo:
        problems: list[Problem] = []
        for result in _in_own_loop(_run_all(todo, settings, done)):
            if isinstance(result, SiteError):
                problems += result.problems
            else:
                found[result.analysis] = result
        if problems:
            raise NotebookError(problems)
    return tuple(found[job.slug] for job in jobs)


def _in_own_loop(work: Any) -> list[ExecutedNotebook | SiteError]:
    """Run a coroutine to its end, whether or not this thread already has a running loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return list(asyncio.run(work))
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        return list(pool.submit(asyncio.run, work).result())
