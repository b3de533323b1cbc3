"""Notebooks in, executed notebooks out; each in a fresh, guarded kernel, several at a time.

A result is reused only if the notebook, what it loaded, the generator's folders that run in its kernel and the
environment all are the same.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import signal
import time
from collections.abc import Callable, Container, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..data.project import Project
from ..evidence.audit_tables import AUDIT_VARIABLE, AuditTables, write_audit_tables
from ..model.errors import NotebookError, Problem, SiteError
from ..model.hashing import sha256
from ..model.inputs import INPUTS_VARIABLE, write_expected
from ..model.keys import KERNEL, generator_parts, packages_of
from ..model.records import ExecutedNotebook, Input
from ..model.scratch import clear_when_ended, temporary_folder
from ..model.settings import ROOT_VARIABLE, Settings
from ..model.store import key_of
from ..notebook.place import BATCH_VARIABLE
from ..notebook.publish import FIGURE_MIME, SESSION_MIME
from ..notebook.theme import FONT_VARIABLE
from .cache import Job, keep_notebook, recall_notebook
from .forkserver import start_forkserver
from .limits import CUT_MIME, limit_variables
from .managers import is_forked, lower_priority, make_manager, start_kernel
from .outputs import settle_outputs
from .plan import plan
from .reasons import REPORT, cell_problem, error_problem, reason, too_much_output
from .run_away import run_away
from .shown import refused_outputs
from .team import current_team

Report = Callable[[ExecutedNotebook], None]


def _ignore(_: ExecutedNotebook) -> None:
    """Need no report."""


@dataclass(frozen=True)
class Reports:
    """Who is told of results.

    Attributes
    ----------
    done : callable
        Called with each result as it comes, in a thread of its own.
    so_far : callable
        Called with a notebook that still runs, after each cell that publishes a figure; it must return at once. It is
        not called where every core has a notebook to run.
    """

    done: Report = _ignore
    so_far: Report = _ignore


@dataclass(frozen=True)
class KernelFiles:
    """Files that tell a kernel what the build knows: the hashes of its inputs, and the audit's tables if there are."""

    inputs: Path
    audit: Path | None


def kernel_environment(settings: Settings, home: Path, files: KernelFiles | None = None) -> dict[str, str]:
    """Return the fixed environment of a kernel: seed, time zone, locale and date are always the same.

    Parameters
    ----------
    settings : Settings
        The project.
    home : Path
        The kernel's own folder.
    files : KernelFiles, optional
        Files that tell the kernel what the build knows.
    """
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
        **limit_variables(settings),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONDONTWRITEBYTECODE": os.environ.get("PYTHONDONTWRITEBYTECODE", ""),
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(settings.epoch),
        "TMPDIR": str(home),
        "TZ": "UTC",
        AUDIT_VARIABLE: str(files.audit if files and files.audit else ""),
        BATCH_VARIABLE: "1",
        FONT_VARIABLE: settings.font,
        INPUTS_VARIABLE: str(files.inputs if files else ""),
        ROOT_VARIABLE: str(settings.root),
    }


def _read(job: Job) -> Any:
    import jupytext
    import nbformat

    try:
        notebook = jupytext.reads(job.text, fmt="py:percent")
    except Exception as err:  # jupytext raises many kinds; each means that the file is no notebook
        raise NotebookError([Problem("bad-notebook", job.shown, "is not a py:percent notebook", got=str(err))]) from err
    for index, cell in enumerate(notebook.cells, 1):
        cell["id"] = f"cell-{index}"
    notebook.cells.append(nbformat.v4.new_code_cell("import proofpress.notebook.publish as _p\n_p.report()", id=REPORT))
    return notebook


async def run_notebook(
    job: Job, settings: Settings, files: KernelFiles, *, behind: bool = False, so_far: Report = _ignore
) -> ExecutedNotebook:
    """Execute one notebook in a fresh kernel.

    Parameters
    ----------
    job, settings, files
        The notebook, the project, and what tells the kernel what the build knows.
    behind : bool
        Whether somebody waits for other work, before which this goes back.
    so_far : callable
        Called after each cell that publishes a figure.

    Raises
    ------
    NotebookError
        If a cell raises, the kernel dies or the time is up.
    """
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    notebook = _read(job)
    at = {"cell": -1}

    def failed(err: Exception, late: bool) -> NotebookError:
        facts = reason(err, settings, late=late)
        if facts is None:
            return NotebookError([error_problem(job, notebook, at["cell"], err, settings)])
        return NotebookError([cell_problem(job, notebook, at["cell"], **facts)])

    began = time.monotonic()
    with temporary_folder() as home:
        manager = make_manager(settings, home)
        client = _client(notebook, manager, settings, at, lambda: so_far(_unfinished(job, notebook)))
        try:
            await start_kernel(manager, kernel_environment(settings, home, files), home)
            if behind:
                lower_priority(manager)
            await asyncio.wait_for(client.async_execute(), settings.timeout)
        except (TimeoutError, CellExecutionError, DeadKernelError, RuntimeError) as err:
            late = time.monotonic() - began >= settings.timeout
            raise failed(err, late) from err
        finally:
            atexit.unregister(client._cleanup_kernel)
            if client.kc is not None:
                client.kc.stop_channels()
            await manager.shutdown_kernel(now=True)
    inputs, modules = _take_results(job, notebook, (home, files.inputs.parent), settings)
    return ExecutedNotebook(
        job.slug,
        job.shown,
        sha256(job.text),
        json.loads(json.dumps(notebook, default=str)),
        inputs,
        time.monotonic() - began,
        packages=packages_of(modules),
    )


def _client(notebook: Any, manager: Any, settings: Settings, at: dict[str, int], published: Callable[[], None]) -> Any:
    """Return what runs a notebook: it notes the cell that it is at, and tells of each that has published a figure."""
    from nbclient import NotebookClient

    return NotebookClient(
        notebook,
        km=manager,
        timeout=None,
        startup_timeout=settings.timeout,
        on_notebook_start=lambda notebook: _take_signals_back(),
        on_cell_execute=lambda cell, cell_index: at.update(cell=cell_index),
        on_cell_executed=lambda cell, **_: published() if _has_figure(cell) else None,
        store_widget_state=False,
        record_timing=False,
        force_raise_errors=True,  # no tag may let a failed assertion pass
    )


def _has_figure(cell: Any) -> bool:
    """Whether a cell that has run published a figure."""
    return any(FIGURE_MIME in output.get("data", {}) for output in cell.get("outputs", ()))


def _unfinished(job: Job, notebook: Any) -> ExecutedNotebook:
    """Return what there is of a notebook that still runs: its texts, and the outputs of cells that have ended."""
    cells = [{**cell, "outputs": list(cell.get("outputs", ()))} for cell in notebook.cells]
    return ExecutedNotebook(job.slug, job.shown, "", {"metadata": notebook.metadata, "cells": cells}, (), 0.0)


def _take_results(
    job: Job, notebook: Any, homes: Iterable[Path], settings: Settings
) -> tuple[tuple[Input, ...], tuple[str, ...]]:
    """Settle the outputs of a notebook that has run, and return the inputs and modules that its report cell names.

    Raises
    ------
    NotebookError
        If a cell prints too much, or shows what no page can show.
    """
    for index, cell in enumerate(notebook.cells):
        if any(CUT_MIME in output.get("data", {}) for output in cell.get("outputs", ())):
            raise NotebookError([cell_problem(job, notebook, index, **too_much_output(settings))])
    session = _take_session(notebook)
    settle_outputs(notebook, homes, settings.root)
    refused = [
        cell_problem(job, notebook, index, **facts)
        for index, cell in enumerate(notebook.cells)
        for facts in refused_outputs(cell)
    ]
    if refused:
        raise NotebookError(refused)
    return session


def _take_signals_back() -> None:
    """Let a signal end the whole build: the handlers of nbclient would end one kernel and wait for the others."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.remove_signal_handler(number)
    clear_when_ended()


def _take_session(notebook: Any) -> tuple[tuple[Input, ...], tuple[str, ...]]:
    """Remove the report cell and return the inputs and the modules that it names."""
    last = notebook.cells.pop()
    for output in last.outputs:
        result = output.get("data", {}).get(SESSION_MIME)
        if result:
            return tuple(Input(**item) for item in result["inputs"]), tuple(result["modules"])
    return (), ()


def prepare_kernels(settings: Settings) -> None:
    """Have the process that kernels are forked from at hand, where they are: it takes a second of imports, once."""
    if is_forked(settings):
        start_forkserver(key_of(generator_parts(*KERNEL)), lambda home: kernel_environment(settings, home))


async def _run_all(
    jobs: list[Job], project: Project, audit: AuditTables | None, reports: Reports, behind: bool
) -> list[ExecutedNotebook | SiteError]:
    """Execute notebooks, a few at a time."""
    settings = project.settings
    prepare_kernels(settings)
    so_far = reports.so_far if len(jobs) < settings.workers else _ignore
    gate = asyncio.Semaphore(settings.workers)
    with temporary_folder() as folder:
        files = KernelFiles(folder / "inputs.json", None if audit is None else folder / "audit.json")
        write_expected(project.files, files.inputs)
        if audit is not None and files.audit is not None:
            write_audit_tables(audit, files.audit)

        async def execute(job: Job) -> ExecutedNotebook | SiteError:
            async with gate:
                try:
                    result = await run_notebook(job, settings, files, behind=behind, so_far=so_far)
                except SiteError as err:
                    return err
                try:
                    await asyncio.to_thread(reports.done, result)
                finally:
                    keep_notebook(job, result, project)  # after whoever waits for it, whatever comes of that
                return result

        return await asyncio.gather(*(execute(job) for job in jobs))


def execute_notebooks(
    project: Project,
    audit: AuditTables | None = None,
    *,
    fresh: bool = False,
    only: Container[str] | None = None,
    first: Container[str] = (),
    reports: Reports = Reports(),
) -> tuple[ExecutedNotebook, ...]:
    """Execute every notebook whose result cannot be reused.

    Parameters
    ----------
    project : Project
        The data that notebooks may load; its settings say how many notebooks run at a time, and how long each.
    audit : AuditTables, optional
        Statuses and verdicts that notebooks may load; without them a kernel that asks runs the audit itself.
    fresh : bool
        Reuse nothing.
    only : container of str, optional
        The analyses that are wanted; all where it is not given.
    first : container of str
        Analyses that somebody waits for: nothing is looked up or run of the others until they are reported, and then
        the others run at a lower priority.
    reports : Reports
        Who is told of results.

    Returns
    -------
    tuple of ExecutedNotebook
        In the site's order.

    Raises
    ------
    NotebookError
        With the failure of every notebook that failed, not only the first.
    """
    jobs = [job for job in plan(project) if only is None or job.slug in only]
    results: dict[str, ExecutedNotebook] = {}
    problems: list[Problem] = []
    others_wait = False
    for group in ([job for job in jobs if job.slug in first], [job for job in jobs if job.slug not in first]):
        recalled = {} if fresh else _recall(group, project, reports)
        todo = [job for job in group if job.slug not in recalled]
        for result in (*recalled.values(), *_run(todo, project, audit, reports, behind=others_wait)):
            if isinstance(result, SiteError):
                problems += result.problems
            else:
                results[result.analysis] = result
        others_wait = bool(todo)
    if problems:
        raise NotebookError(problems)
    return tuple(results[job.slug] for job in jobs)


def _recall(jobs: list[Job], project: Project, reports: Reports) -> dict[str, ExecutedNotebook]:
    """Return the results that can be reused, and report them."""
    recalled = {job.slug: hit for job in jobs if (hit := recall_notebook(job, project))}
    for hit in recalled.values():
        reports.done(hit)
    return recalled


def _run(
    jobs: list[Job], project: Project, audit: AuditTables | None, reports: Reports, *, behind: bool
) -> list[ExecutedNotebook | SiteError]:
    """Execute notebooks here, or where a team is to."""
    team = current_team()
    if not jobs:
        return []
    if team is not None:
        return run_away(jobs, project, audit, reports.done, team)
    return _in_own_loop(_run_all(jobs, project, audit, reports, behind))


def _in_own_loop(work: Any) -> list[ExecutedNotebook | SiteError]:
    """Run a coroutine to its end, whether or not this thread already has a running loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return list(asyncio.run(work))
    with ThreadPoolExecutor(1) as pool:
        return list(pool.submit(asyncio.run, work).result())
