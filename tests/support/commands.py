"""Commands of a project: in a process of their own, as readers run them, or in this one, which has the libraries."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import sys
import traceback
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

TIMEOUT = 600
"""Seconds a command may take on a busy machine before the test gives up on it."""
FOREIGN = ("PROOFPRESS_ROOT", "PROOFPRESS_CACHE", "SOURCE_DATE_EPOCH")
"""Variables that would lead a command to another project, or to another day."""
Done = subprocess.CompletedProcess[str]


def environment(**changes: str) -> dict[str, str]:
    """Return the environment of a command: this one's, without what would lead it to another project."""
    kept = {
        key: value for key, value in os.environ.items() if key not in FOREIGN and not key.startswith("PYTEST_XDIST_")
    }  # tests within a test are no process of this run: they would take what an earlier run shared for their own
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1", **changes}


def run(project: Path, *arguments: str, env: Mapping[str, str] | None = None, **keywords: Any) -> Done:
    """Run ``python -m …`` in a project and return what came of it, both outputs in one text."""
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=project,
        env=dict(env) if env is not None else environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=TIMEOUT,
        check=False,
        **keywords,
    )


def proofpress(project: Path, *arguments: str, **keywords: Any) -> Done:
    """Run the command line in a project, in a process of its own."""
    return run(project, "proofpress.cli", *arguments, **keywords)


def mkdocs(project: Path, *arguments: str, **keywords: Any) -> Done:
    """Run MkDocs in a project, in a process of its own."""
    return run(project, "mkdocs", *arguments, **keywords)


def proofpress_here(project: Path, *arguments: str) -> Done:
    """Run the command line in a project, in this process: the same code without seconds of imports."""
    from proofpress.cli import main

    return _run_here(main, project, arguments)


def mkdocs_here(project: Path, *arguments: str) -> Done:
    """Run MkDocs in a project, in this process: the same code without seconds of imports."""
    from mkdocs.__main__ import cli

    return _run_here(cli, project, arguments)


def module_here(project: Path, module: str, *arguments: str) -> Done:
    """Run ``python -m module …`` in a project, in this process, for the two modules that commands begin with."""
    return {"proofpress.cli": proofpress_here, "mkdocs": mkdocs_here}[module](project, *arguments)


def build_here(project: Path) -> str:
    """Accept what a project publishes and build its site strictly, in this process; return the build's log."""
    for done in (proofpress_here(project, "accept"), mkdocs_here(project, "build", "--strict")):
        assert done.returncode == 0, done.stdout
    return done.stdout


def _run_here(command: click.Command, project: Path, arguments: tuple[str, ...]) -> Done:
    """Run a command in this process and leave nothing of it behind: folder, variables, log, signals, warnings."""
    with contextlib.chdir(project), _as_it_was(), warnings.catch_warnings():
        for name in FOREIGN:
            os.environ.pop(name, None)
        result = CliRunner().invoke(command, list(arguments))
    text = result.output
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        text += "".join(traceback.format_exception(result.exception))  # an interpreter would print it
    return subprocess.CompletedProcess(list(arguments), result.exit_code, text)


@contextlib.contextmanager
def _as_it_was() -> Iterator[None]:
    """Put back what commands set for the whole process."""
    variables, log = dict(os.environ), logging.getLogger("mkdocs")
    handlers, level, propagate = list(log.handlers), log.level, log.propagate
    signals = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)}
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(variables)
        log.handlers[:] = handlers
        log.setLevel(level)
        log.propagate = propagate
        for number, handler in signals.items():
            signal.signal(number, handler)
