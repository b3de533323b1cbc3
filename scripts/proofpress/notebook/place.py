"""Where a notebook's code runs: in a build, in an author's live kernel, or as a plain script.

A build is strict about names that are published twice; in a live kernel a cell that runs again publishes anew; a script
says at its end what a build would publish.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

from ..model.errors import Problem, SiteError
from ..model.settings import Settings, load_settings
from ..text.figure_texts import FigureTexts, read_figure_texts

BATCH_VARIABLE = "PROOFPRESS_BATCH"
"""Tells a kernel that it runs for a build."""

GENERATOR = f"{Path(__file__).parents[1]}{os.sep}"


def in_build() -> bool:
    """Whether a build runs this notebook."""
    return bool(os.environ.get(BATCH_VARIABLE))


def in_live_kernel() -> bool:
    """Whether an author runs the cells in a kernel, one by one and again."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return not in_build() and getattr(shell, "kernel", None) is not None


def fold_errors() -> None:
    """Have a live kernel show an error that an author can mend as a build tells it: own lines, and what is wrong."""
    if in_live_kernel():
        sys.modules["IPython"].get_ipython().set_custom_exc((SiteError,), _show_folded)


def _show_folded(shell: Any, kind: Any, error: Any, trace: TracebackType, tb_offset: int | None = None) -> None:
    """Show an error without the generator's own frames behind the author's last one."""
    own = last = trace
    while last.tb_next is not None:
        last = last.tb_next
        own = own if last.tb_frame.f_code.co_filename.startswith(GENERATOR) else last
    own.tb_next = None
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)


def texts_on_disk(root: Path, slug: str) -> tuple[FigureTexts | None, list[Problem]]:
    """Return the texts of a figure or table as its notebook's file holds them, and what is wrong with that cell.

    A kernel knows no Markdown cells, so outside a build they are read from the saved file: the script that runs, else
    the one notebook of the site that has texts for the slug.
    """
    import jupytext

    for path in _candidates(load_settings(root)):
        text = path.read_text(encoding="utf-8-sig")
        if slug not in text or ":::" not in text:
            continue
        cells = jupytext.reads(text, fmt="py:percent").cells
        texts, problems = read_figure_texts(cells, f"notebooks/{path.name}")
        if slug in texts:
            return texts[slug], [problem for problem in problems if f" `{slug}`" in str(problem)]
    return None, []


def _candidates(settings: Settings) -> list[Path]:
    """Return the files in which texts may stand: the running script, else every notebook, the running one first."""
    own = getattr(sys.modules.get("__main__"), "__file__", None)
    paths = list(settings.notebook_paths())
    if own and Path(own).resolve() in {path.resolve() for path in paths}:
        return [Path(own).resolve()]
    running = Path(os.environ.get("JPY_SESSION_NAME", "")).stem
    return sorted(paths, key=lambda path: path.stem != running)
