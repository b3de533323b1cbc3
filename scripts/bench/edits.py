"""How soon a saved edit is in the browser: ``python scripts/bench/edits.py``, on a machine that does nothing else.

The project is copied, served and opened in headless Chromium, once for each kind of edit on the page that it moves. An
edit is saved, and the clock stops when the page shows it, by its own reload. Beside it stand the seconds that its
notebook ran, as the log says them: the target is for the rest. What is told of the load is what else the machine did.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builds import copy_project
from measured import environment
from report import Line, print_table, tell
from weight import FLAGS, find_chromium

ROOT = Path(__file__).resolve().parents[2]
TARGET = 2.0
PATIENCE = 300
REBUILT = "Reloading browsers"
ANALYSIS, TABLE, COLUMN, CODE, PAGE = "cobalt_concentration", "cobalt_mine_production", "tonnes", "ledger", "about"
"""The notebook, a table that it draws and the column to edit, the site's own package, a page written by hand."""
EXECUTED = re.compile(rf"notebooks/{ANALYSIS}\.py: executed in ([\d.]+) s")
"""The notebook's own run; of a table that others read too, theirs come after the page."""
MARK = f"""
# %%
from {CODE}.edited import MARK

print("mark of the code", MARK)
print("sum of the table", int(pp.load_table("{TABLE}")["{COLUMN}"].sum()), "end")
# mark of the notebook 0
"""


@dataclass(frozen=True)
class Kind:
    """A kind of edit: its name, the page that shows it, how the Nth is saved, and what is true in the page then."""

    name: str
    page: str
    save: Callable[[int], str]


class Project:
    """A copy of the project whose page shows what is edited.

    Parameters
    ----------
    folder : Path
        Where it goes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = copy_project(ROOT, folder)
        if (ROOT / ".cache").is_dir():
            shutil.copytree(ROOT / ".cache", folder / ".cache", ignore=shutil.ignore_patterns("uv"))
        self.notebook = folder / "notebooks" / f"{ANALYSIS}.py"
        self.table = folder / "data" / "tables" / f"{TABLE}.csv"
        self.style = folder / "docs" / "assets" / "edited.css"
        self.code = folder / "scripts" / CODE / "edited.py"
        self.hand = folder / "docs" / f"{PAGE}.md"
        self.notebook.write_text(self.notebook.read_text(encoding="utf-8") + MARK, encoding="utf-8")
        self.code.write_text('"""What the benchmark edits."""\n\nMARK = 0\n', encoding="utf-8")
        self.style.write_text(":root { --edited: 0; }\n", encoding="utf-8")
        settings = folder / "mkdocs.yml"
        text = settings.read_text(encoding="utf-8")
        listed = "extra_css:\n" in text
        entry = "  - assets/edited.css\n"
        text = text.replace("extra_css:\n", f"extra_css:\n{entry}") if listed else f"{text}\nextra_css:\n{entry}"
        settings.write_text(text, encoding="utf-8")

    def kinds(self) -> list[Kind]:
        """Return the kinds of edits."""
        page = f"analyses/{ANALYSIS.replace('_', '-')}/"
        return [
            Kind("notebook", page, self._save_notebook),
            Kind("table", page, self._save_table),
            Kind("script", page, self._save_script),
            Kind("page", f"{PAGE}/", self._save_page),
            Kind("style sheet", page, self._save_style),
        ]

    def _save_notebook(self, number: int) -> str:
        text = self.notebook.read_text(encoding="utf-8")
        self.notebook.write_text(re.sub(r"mark of the notebook \d+", f"mark of the notebook {number}", text), "utf-8")
        return shows(f"mark of the notebook {number}")

    def _save_table(self, number: int) -> str:
        lines = self.table.read_text(encoding="utf-8").splitlines(keepends=True)
        column = lines[0].rstrip("\n").split(",").index(COLUMN)
        cells = lines[1].split(",")
        cells[column] = str(int(cells[column]) + 1)
        lines[1] = ",".join(cells)
        total = sum(int(line.split(",")[column]) for line in lines[1:])
        self.table.write_text("".join(lines), encoding="utf-8")
        return shows(f"sum of the table {total} end")

    def _save_script(self, number: int) -> str:
        self.code.write_text(f'"""What the benchmark edits."""\n\nMARK = {number}\n', encoding="utf-8")
        return shows(f"mark of the code {number}")

    def _save_page(self, number: int) -> str:
        text = self.hand.read_text(encoding="utf-8").partition("\n\nSaved as version")[0]
        word = "a" * number
        self.hand.write_text(f"{text}\n\nSaved as version {word}z.\n", encoding="utf-8")
        return shows(f"Saved as version {word}z.")

    def _save_style(self, number: int) -> str:
        self.style.write_text(f":root {{ --edited: {number}; }}\n", encoding="utf-8")
        return f"getComputedStyle(document.documentElement).getPropertyValue('--edited').trim() === '{number}'"


def shows(words: str) -> str:
    """Return what is true in a page that shows some words."""
    return f"document.body !== null && document.body.textContent.includes({words!r})"


class Server:
    """A running ``mkdocs serve`` and its log."""

    def __init__(self, folder: Path, log: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address, self._log = f"http://127.0.0.1:{port}/", log
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
        env = environment(PYTHONUNBUFFERED="1")
        with log.open("w") as out:
            self.process = subprocess.Popen(
                command, cwd=folder, env=env, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
            )

    def log(self, since: int = 0) -> str:
        """Return what was logged from a place on."""
        return self._log.read_text(encoding="utf-8")[since:]

    def wait(self, words: str, since: int = 0) -> str:
        """Return the log from a place on, once it holds some words.

        Raises
        ------
        SystemExit
            If it does not in time.
        """
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            if words in (text := self.log(since)):
                return text
            time.sleep(0.05)
        raise SystemExit(f"no {words!r}:\n{self.log(since)[-3000:]}")


@contextmanager
def serving(folder: Path, log: Path) -> Iterator[Server]:
    """Serve a project and yield the server once it answers."""
    server = Server(folder, log)
    try:
        server.wait("Serving on")
        yield server
    finally:
        os.killpg(server.process.pid, signal.SIGTERM)
        server.process.wait()


@dataclass(frozen=True)
class Timed:
    """One edit: seconds until the page showed it and until the site was whole, and those that its notebook ran."""

    shown: float
    whole: float
    ran: float

    @property
    def rest(self) -> float:
        """What it took beside the notebook's own run."""
        return self.shown - self.ran


def time_edit(kind: Kind, number: int, server: Server, page: Any) -> Timed:
    """Save an edit and wait for the page, then for the rest of the site.

    Raises
    ------
    SystemExit
        If the page never shows it.
    """
    since, began = len(server.log()), time.monotonic()
    expected = kind.save(number)
    while not _is_true(page, expected):
        if time.monotonic() - began > PATIENCE:
            raise SystemExit(f"{kind.name}: the page never showed it:\n{server.log(since)[-3000:]}")
        time.sleep(0.01)
    shown = time.monotonic() - began
    log = server.wait(REBUILT, since)
    whole = time.monotonic() - began
    ran = [float(seconds) for seconds in EXECUTED.findall(log)]
    time.sleep(0.5)
    return Timed(shown, whole, max(ran, default=0.0))


def _is_true(page: Any, expected: str) -> bool:
    try:
        return bool(page.evaluate(expected))
    except Exception:  # it is being loaded again
        return False


def lines_of(kind: Kind, times: list[Timed], load: float) -> list[Line]:
    """Return what came of one kind: the first edit, and best and median of the others."""
    first, others = times[0], times[1:] or times
    rests = [timed.rest for timed in others]
    shown, ran, whole = (
        statistics.median(getattr(timed, name) for timed in others) for name in ("shown", "ran", "whole")
    )
    text = f"best {min(rests):.2f} s, median {statistics.median(rests):.2f} s beside its own run of {ran:.2f} s"
    said = f"in the browser after {shown:.2f} s, whole site after {whole:.2f} s, load {load:.1f}"
    target = f"at most {TARGET:g} s"
    return [
        Line(kind.name, text, target, statistics.median(rests) <= TARGET),
        Line("", said),
        Line("", f"first edit {first.rest:.2f} s beside {first.ran:.2f} s", target, first.rest <= TARGET),
    ]


def main() -> int:
    """Measure each kind and print it."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(prog="edits", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="edits of each kind after the first")
    parser.add_argument("--only", action="append", metavar="KIND", help="such as notebook; may be given several times")
    parser.add_argument("--chromium", default="", metavar="PATH", help="Chromium, if it is not on the path")
    parser.add_argument("--log", type=Path, metavar="FILE", help="keep the server's log there")
    options = parser.parse_args()
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="proofpress-edits-") as scratch, sync_playwright() as playwright:
        project = Project(Path(scratch) / "project")
        browser = playwright.chromium.launch(executable_path=find_chromium(options.chromium), args=FLAGS)
        tell("starting the preview")
        log = (options.log or Path(scratch) / "serve.log").absolute()
        with serving(project.folder, log) as server:
            time.sleep(5)  # what it loads while nobody waits
            for kind in project.kinds():
                if options.only and kind.name not in options.only:
                    continue
                page = browser.new_page()
                page.goto(server.address + kind.page, wait_until="load")
                times = []
                for number in range(1, options.runs + 2):
                    times.append(time_edit(kind, number, server, page))
                    tell(f"{kind.name}: {times[-1].rest:.2f} s beside {times[-1].ran:.2f} s")
                lines += lines_of(kind, times, os.getloadavg()[0])
                page.close()
        browser.close()
    print_table(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
