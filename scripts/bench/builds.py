"""Build times against mkdocs-jupyter and against plain MkDocs.

The site is this project with its analyses multiplied under other names until there are enough notebooks. To be fair:

- mkdocs-jupyter gets the same notebooks and data (dates in their headers quoted, which JSON needs), the same theme
  with search, and ``execute: true``; the publishing calls run there as they do in JupyterLab, where each shows its
  chart as a picture. It renders nothing but these notebooks and a home page; our build also validates the data,
  compares every figure with the record and writes figure pages, registers and downloads.
- Both start cold: no result, picture or site of an earlier build is left. The environment and Python's own compiled
  files are warm for both.
- No two notebooks have the same text: mkdocs-jupyter would run only one of them.
- Runs of the two alternate, so that a slow spell of the machine meets both.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from measured import environment
from report import Line, tell

COLD_TARGET = 0.5
REBUILD_TARGET = 1.5
HEADER_DATE = re.compile(r"^(#\s+\w+: )(\d{4}-\d{2}-\d{2})$", re.MULTILINE)
"""mkdocs-jupyter writes a notebook as JSON, which has no dates: its copies have them as text."""
PARTS = ("data", "docs", "notebooks", "scripts/ledger", "mkdocs.yml", "requirements.txt")


def copy_project(root: Path, target: Path) -> Path:
    """Return a copy of a project without caches and site."""
    for part in PARTS:
        old, new = root / part, target / part
        new.parent.mkdir(parents=True, exist_ok=True)
        if old.is_dir():
            shutil.copytree(old, new, ignore=shutil.ignore_patterns("__pycache__"))
        elif old.exists():
            shutil.copy2(old, new)
    return target


def run(folder: Path, *arguments: str, **changes: str) -> tuple[float, str]:
    """Run ``python -m …`` and return the seconds it took and what it printed.

    Raises
    ------
    SystemExit
        If it failed: a number measured on a failed build means nothing.
    """
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=environment(**changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - began
    if done.returncode:
        sys.exit(f"`{' '.join(arguments)}` failed in {folder}:\n{done.stdout[-4000:]}")
    return seconds, done.stdout


def plain_settings() -> str:
    """Return settings for MkDocs alone that give its pages what ours have: theme, extensions, scripts."""
    import yaml

    from proofpress.mkdocs_plugin.defaults import EXTENSIONS, THEME_OPTIONS
    from proofpress.render.assets import FOLDER, SCRIPTS

    config = {
        "site_name": "Plain",
        "theme": {"name": "material", **{key: list(part) if isinstance(part, tuple) else part
                                         for key, part in THEME_OPTIONS.items()}},
        "markdown_extensions": [{name: dict(options)} for name, options in EXTENSIONS.items()],
        "extra_css": [f"{FOLDER}/style.css"],
        "extra_javascript": [{"path": f"{FOLDER}/{name}.js", "defer": True} for name in SCRIPTS],
    }  # fmt: skip
    return yaml.safe_dump(config)


class Many:
    """A project of many notebooks, and the sites that it is compared with."""

    def __init__(self, root: Path, scratch: Path, notebooks: int, runs: int) -> None:
        self.runs = runs
        self.ours = copy_project(root, scratch / "ours")
        self.count = self._multiply(notebooks)
        self.theirs = self._jupyter_site(scratch / "theirs")
        self.scratch = scratch
        tell(f"a project of {self.count} notebooks: making its record")
        run(self.ours, "proofpress.cli", "accept")

    def _multiply(self, wanted: int) -> int:
        """Copy the analyses under other names until there are enough; leave out what is too many."""
        originals = sorted((self.ours / "notebooks").glob("*.py"))
        for number in range(len(originals), wanted):
            source = originals[number % len(originals)]
            name = f"{source.stem}_{number // len(originals) + 1}.py"
            text = source.read_text(encoding="utf-8")
            source.with_name(name).write_text(f"{text}\n# %%\n# Copy {number}.\n", encoding="utf-8")
        return len(list((self.ours / "notebooks").glob("*.py")))

    def _jupyter_site(self, folder: Path) -> Path:
        """Return a site of the same notebooks for mkdocs-jupyter."""
        shutil.copytree(self.ours / "data", folder / "data")
        shutil.copytree(self.ours / "notebooks", folder / "docs")
        for notebook in (folder / "docs").glob("*.py"):
            text = notebook.read_text(encoding="utf-8")
            notebook.write_text(HEADER_DATE.sub(r'\1"\2"', text), encoding="utf-8")
        (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
        (folder / "mkdocs.yml").write_text(
            "site_name: Notebooks\n"
            "theme: {name: material, font: false}\n"
            "plugins:\n  - search\n  - mkdocs-jupyter: {execute: true, allow_errors: false}\n"
            "markdown_extensions: [attr_list, admonition, tables, pymdownx.details, pymdownx.superfences]\n",
            encoding="utf-8",
        )
        return folder

    def _clean(self, folder: Path) -> None:
        for name in (".cache", "site"):
            shutil.rmtree(folder / name, ignore_errors=True)

    def cold(self) -> list[Line]:
        """Compare a first build of everything with mkdocs-jupyter's."""
        ours, theirs = [], []
        for number in range(self.runs):
            self._clean(self.theirs)
            theirs.append(run(self.theirs, "mkdocs", "build", PROOFPRESS_ROOT=str(self.theirs))[0])
            self._clean(self.ours)
            seconds, log = run(self.ours, "mkdocs", "build", "--strict")
            assert log.count(": executed in") == self.count, log
            ours.append(seconds)
            tell(f"cold build {number + 1} of {self.runs}: ours {ours[-1]:.1f} s, mkdocs-jupyter {theirs[-1]:.1f} s")
        one, two = statistics.median(ours), statistics.median(theirs)
        return [
            Line(f"cold build, {self.count} notebooks", f"{one:.1f} s"),
            Line("the same by mkdocs-jupyter", f"{two:.1f} s"),
            Line("ratio", f"{one / two:.2f}", f"at most {COLD_TARGET}", one / two <= COLD_TARGET),
        ]

    def _warm(self) -> None:
        if not (self.ours / "site").is_dir():
            run(self.ours, "mkdocs", "build", "--strict")

    def rebuild(self) -> list[Line]:
        """Compare a build with nothing changed with plain MkDocs on the same Markdown."""
        self._warm()
        plain = self.scratch / "plain"
        plain.mkdir()
        run(self.ours, "proofpress.cli", "render", "--out", str(plain / "docs"))
        (plain / "mkdocs.yml").write_text(plain_settings(), encoding="utf-8")
        ours, theirs = [], []
        for number in range(self.runs):
            theirs.append(run(plain, "mkdocs", "build", SOURCE_DATE_EPOCH="0")[0])
            seconds, log = run(self.ours, "mkdocs", "build", "--strict")
            assert "executed in" not in log, log
            ours.append(seconds)
            tell(f"rebuild {number + 1} of {self.runs}: ours {ours[-1]:.1f} s, plain MkDocs {theirs[-1]:.1f} s")
        one, two = statistics.median(ours), statistics.median(theirs)
        return [
            Line("rebuild with nothing changed", f"{one:.2f} s"),
            Line("plain mkdocs build of the same Markdown", f"{two:.2f} s"),
            Line("ratio", f"{one / two:.2f}", f"at most {REBUILD_TARGET}", one / two <= REBUILD_TARGET),
        ]

    def change(self) -> list[Line]:
        """Time a build after an edit in one notebook, and count the notebooks that it runs."""
        self._warm()
        notebook = sorted((self.ours / "notebooks").glob("*.py"))[0]
        text = notebook.read_text(encoding="utf-8")
        times, counts = [], []
        for number in range(self.runs):
            notebook.write_text(f"{text}\n# A remark, number {number}.\n", encoding="utf-8")
            seconds, log = run(self.ours, "mkdocs", "build", "--strict")
            times.append(seconds)
            counts.append(log.count(": executed in"))
            tell(f"one changed notebook {number + 1} of {self.runs}: {times[-1]:.1f} s, {counts[-1]} executed")
        notebook.write_text(text, encoding="utf-8")
        return [
            Line("build after one changed notebook", f"{statistics.median(times):.1f} s"),
            Line("notebooks executed", f"{max(counts)} of {self.count}", "1", set(counts) == {1}),
        ]
