"""Trials of missing permissions, and of a build beside a preview, on the fixture site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.commands import TIMEOUT, environment
from tests.support.faults import MARKS, Outcome, built, leftovers, swapped
from tests.support.previews import Preview
from tests.support.projects import differences, digests

PLACES = (".", "site", ".cache", ".cache/proofpress", "docs", "docs/published", "data")
"""Folders that a command may find closed to writing, each with all that it holds, or to reading."""
BOUND = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Binds the administrator by permissions as well, who otherwise may do anything."""


def run_bound(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m …`` as somebody whom permissions bind."""
    prefix = BOUND if os.geteuid() == 0 else ()
    return subprocess.run(
        [*prefix, sys.executable, "-m", *arguments],
        cwd=project,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )


def _modes(project: Path) -> dict[Path, int]:
    """Return the permissions of a project and all that it holds."""
    return {path: path.stat().st_mode & 0o7777 for path in (project, *project.rglob("*")) if not path.is_symlink()}


def withhold_permissions(
    project: Path, places: tuple[str, ...] = PLACES, bits: tuple[int, ...] = (0o222, 0o444)
) -> Outcome:
    """Build and accept without the right to write, or to read, some folder: a message, and nothing is lost.

    Parameters
    ----------
    project : Path
        The fixture site, accepted and built.
    places : tuple of str
        Folders to close.
    bits : tuple of int
        Permissions to take away, in each folder and all that it holds.
    """
    outcome = Outcome("permission missing")
    if os.geteuid() == 0 and shutil.which(BOUND[0]) is None:
        raise RuntimeError("the administrator needs setpriv of util-linux to be bound by permissions")
    before = {name: digests(project / name) for name in ("site", "docs", "data")}
    for place in places:
        for taken in bits:
            for command in (("mkdocs", "build", "--strict"), ("proofpress.cli", "accept")):
                modes = _modes(project)
                inside = [path for path in modes if path == project / place or (project / place) in path.parents]
                for path in reversed(inside):
                    path.chmod(modes[path] & ~taken)
                try:
                    done = run_bound(project, *command)
                finally:
                    for path in inside:
                        if path.exists():
                            path.chmod(modes[path])
                wrong = ["a traceback"] if "\nTraceback" in done.stdout else []
                wrong += ["no message"] if done.returncode and "[" not in done.stdout else []
                wrong += [moved for name in before for moved in differences(before[name], digests(project / name))]
                outcome.note(f"{command[0]} with {place} less {taken:o}", ", ".join(wrong[:3]))
    return outcome


def build_beside_preview(project: Path, rounds: int) -> Outcome:
    """Build while a preview builds the same edit: the site is whole and right, and the preview goes on."""
    outcome, page = Outcome("build beside a preview"), project / "docs" / "index.md"
    rights = {}
    for mark in reversed(MARKS):
        page.write_text(swapped(page.read_text(encoding="utf-8"), mark), encoding="utf-8")
        built(project)
        rights[mark] = digests(project / "site")
    preview = Preview(project)
    try:
        preview.wait("Serving on")
        for number in range(rounds):
            mark = MARKS[(number + 1) % 2]
            shutil.rmtree(project / ".cache" / "proofpress" / "sites", ignore_errors=True)
            page.write_text(swapped(page.read_text(encoding="utf-8"), mark), encoding="utf-8")
            done = run_bound(project, "mkdocs", "build", "--strict")
            wrong = [] if done.returncode == 0 else [f"the build failed: {done.stdout[-200:]}"]
            wrong += differences(rights[mark], digests(project / "site")) + leftovers(project)
            try:
                preview.page_with("", mark)
            except (AssertionError, OSError) as err:
                wrong.append(f"the preview: {err}")
            outcome.note(f"round {number + 1}", ", ".join(wrong[:3]))
    finally:
        preview.stop()
    return outcome
