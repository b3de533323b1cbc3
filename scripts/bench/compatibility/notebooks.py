"""Notebooks of other projects' own tests, through the executor: each runs to its end, or is refused with a reason."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from outside import Trial, bare_project, source_of

KIND = "notebook"
PACKAGES = ("jupytext", "nbclient", "nbconvert")


def found(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each notebook of the packages' tests that is written in Python, by package and file."""
    for package in PACKAGES:
        source = source_of(package, folder)
        for path in sorted(source.rglob("*.ipynb")) if source else ():
            if "tests" in path.parts and "outputs" not in path.parts and _is_python(path):
                yield package, path


def _is_python(path: Path) -> bool:
    """Whether a notebook can be read and names Python or no language."""
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    except (ValueError, KeyError, TypeError, OSError):
        return False
    language = facts.get("language_info", {}).get("name") or facts.get("kernelspec", {}).get("language") or "python"
    return str(language).startswith("python")


def trials(folder: Path) -> Iterator[Trial]:
    """Yield what came of each notebook, all executed together as a site's are."""
    import jupytext
    import nbformat

    project = bare_project(folder / "notebooks")
    (project / "notebooks" / "ice.py").unlink()
    names: dict[str, str] = {}
    for package, path in found(folder / "sources"):
        slug = re.sub(r"\W+", "-", f"{package}-{path.stem}".lower()).strip("-")
        if slug in names:
            continue
        try:
            text = jupytext.writes(nbformat.read(path, as_version=4), fmt="py:percent")
        except Exception as err:  # a notebook that other tools cannot read either
            yield Trial(KIND, f"{package}/{path.name}", "no-notebook", f"{type(err).__name__}: {err}"[:200])
            continue
        names[slug] = f"{package}/{path.name}"
        (project / "notebooks" / f"{slug}.py").write_text(text, encoding="utf-8")
    told = _run(project) if names else {}
    for slug, name in sorted(names.items()):
        code, reason = told.get(slug, ("runs", ""))
        yield Trial(KIND, name, code, reason)


def _run(project: Path) -> dict[str, tuple[str, str]]:
    """Return the first problem of each notebook that does not run to its end."""
    from dataclasses import replace

    from proofpress.data.loading import load_data
    from proofpress.execute.run import execute_notebooks
    from proofpress.model.errors import NotebookError
    from proofpress.model.settings import load_settings

    settings = replace(load_settings(project), timeout=60)
    told: dict[str, tuple[str, str]] = {}
    for _ in range(2):  # what stops all before anything runs is told first
        try:
            execute_notebooks(load_data(settings))
            break
        except NotebookError as err:
            for problem in err.problems:
                slug = re.sub(r".*notebooks/([\w-]+)\.py.*", r"\1", problem.place, flags=re.DOTALL)
                told.setdefault(slug, (problem.code, " ".join(str(problem).split())))
            stopped = [problem for problem in err.problems if problem.code in {"no-cells", "bad-notebook-name"}]
            if not stopped:
                break
            for problem in stopped:
                (project / problem.place).unlink(missing_ok=True)
    return told
