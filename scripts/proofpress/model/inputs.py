"""The inputs of a build: every file that a site may be made from, read once at its beginning.

What is hashed, computed with and published is this one reading. Some tools read files by themselves, so at its end a
build asks whether anything has been written meanwhile: then its result is neither kept nor published.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from .errors import InputsError, Problem
from .files import ProjectFiles
from .settings import GENERATOR, NO_PAGES, Settings, site_packages

INPUTS_VARIABLE = "PROOFPRESS_INPUTS"
"""Names the file that tells a kernel the hash of each file that it may load."""
FOLDERS = ("data", "docs", "notebooks", "scripts")
SHOWN = 8
"""Changed files that a message names."""


def input_paths(files: ProjectFiles) -> tuple[str, ...]:
    """Return the paths of all files that a site may be made from, the generator's own left out."""
    below = [path for folder in FOLDERS for path in files.below(folder)]
    own = [path for path in below if not path.startswith(f"scripts/{GENERATOR}/")]
    return tuple(sorted([*own, *(path for path in ("mkdocs.yml",) if files.exists(path))]))


def page_paths(files: ProjectFiles) -> tuple[str, ...]:
    """Return the paths of the hand-written pages, the record and the past left out."""
    left_out = tuple(f"docs/{folder}" for folder in NO_PAGES)
    return tuple(path for path in files.below("docs") if path.endswith(".md") and not path.startswith(left_out))


def rendered_paths(files: ProjectFiles) -> tuple[str, ...]:
    """Return the paths of all files that pages are rendered from: what else lies beside pages, MkDocs only copies."""
    pages, kept = set(page_paths(files)), tuple(f"docs/{folder}" for folder in NO_PAGES)
    return tuple(
        path for path in input_paths(files) if not path.startswith("docs/") or path in pages or path.startswith(kept)
    )


def read_inputs(settings: Settings) -> ProjectFiles:
    """Return a project's files, all read now."""
    files = ProjectFiles(settings.root)
    for path in input_paths(files):
        files.take(path)
    return files


def changed_problems(files: ProjectFiles) -> list[Problem]:
    """Return each file that was written, came or went since it was read."""
    changed = files.changed()
    problems = [
        Problem(
            "changed-meanwhile",
            path,
            "it changed while the build ran",
            "the file as it was when the build began",
            fix="Nothing of this build is kept: build again.",
        )
        for path in changed[:SHOWN]
    ]
    if len(changed) > SHOWN:
        problems.append(Problem("changed-meanwhile", "", f"{len(changed) - SHOWN} more files changed"))
    return problems


def refuse_changed(files: ProjectFiles) -> None:
    """Refuse what was computed from files that have changed since.

    Raises
    ------
    InputsError
        Naming the files.
    """
    problems = changed_problems(files)
    if problems:
        raise InputsError(problems)


def expected_of(files: ProjectFiles) -> dict[str, str]:
    """Return the hash of each file that a kernel may load: data, and the site's own code."""
    packages = [f"scripts/{package.name}" for package in site_packages(files.root)]
    return {path: files.sha256(path) for folder in ("data", *packages) for path in files.below(folder)}


def write_expected(files: ProjectFiles, target: Path) -> None:
    """Write the hash of each file that a kernel may load."""
    target.write_text(json.dumps(expected_of(files)), encoding="utf-8")


def expected_hashes() -> Mapping[str, str] | None:
    """Return the hashes that the build told this kernel; None in an author's own."""
    named = os.environ.get(INPUTS_VARIABLE)
    if not named:
        return None
    hashes: Mapping[str, str] = json.loads(Path(named).read_text(encoding="utf-8"))
    return hashes
