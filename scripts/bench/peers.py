"""Build times, memory and right answers beside other tools, at several sizes: ``make bench ARGS="--only peers"``.

Every tool gets the same generated notebooks (``tools.py``) and four builds in turn: cold, nothing changed, a remark
added to one notebook, one cell of one table changed so that the notebook's value is another. The tools alternate, so
that a slow spell of the machine meets all of them. After the changed table the built site is asked for the new value:
a tool that watches code and not data still gives the old one.
"""

from __future__ import annotations

import csv
import itertools
import math
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import tools
from builds import plain_settings
from measured import Usage, measure, written_since
from report import Line, tell

STATES = ("cold", "nothing changed", "one notebook", "one table")
COLD_PEER, COLD_LIMIT, START = 0.25, 2.5, 1.2
"""What a cold build may take of mkdocs-jupyter's and of the limit's time, and an unchanged one of MkDocs' start."""
SMALL, BEYOND_SMALL, BEYOND_LARGE = 48, 1.0, 2.0
"""Seconds that an edit may take beyond its own run, up to so many notebooks and for more."""
LARGE, LARGEST_MB = 768, 400
RAN = re.compile(r": executed in ([\d.]+) s")


@dataclass(frozen=True)
class Result:
    """One build: which tool, how many notebooks, after what change, and what it took."""

    tool: str
    notebooks: int
    state: str
    seconds: float
    cpu: float
    largest: float
    together: float
    written: float
    right: bool | None
    own: float


def _one_of(tool: tools.Tool, state: str, number: int) -> Result:
    """Change what the state says, build, and return what it took."""
    if state == "cold":
        tool.forget()
    elif state == "one notebook":
        tools.add_remark(tool.sources(0), number)
    elif state == "one table":
        tool.table(0).write_text(tools.lake_text(0, most=500 + number), encoding="utf-8")
    moment, commands = time.time(), list(tool.commands)
    if state == "one table" and tool.accept:
        commands.insert(0, tool.accept)
    words = tools.most_words(tool.table(0).read_text(encoding="utf-8"))
    took = [measure(tool.folder, command) for command in commands]
    seconds, cpu = sum(part.seconds for part in took), sum(part.cpu for part in took)
    return Result(
        tool.name, len(list(tool.folder.glob("data/tables/*.csv"))), state, seconds, cpu,
        max(part.largest for part in took), max(part.together for part in took),
        written_since(tool.folder, moment) / 1e6, tool.says(words), _own(took),
    )  # fmt: skip


def _own(took: Sequence[Usage]) -> float:
    """Return the seconds that notebooks ran, as our own build says; 0 where none is said."""
    return sum(float(seconds) for part in took for seconds in RAN.findall(part.output))


def _sites(folder: Path, scratch: Path, notebooks: int, names: Sequence[str]) -> Iterator[tools.Tool]:
    """Yield the tools that can be installed, each with its site."""
    own = tools.ours(folder / "ours", notebooks)
    yield own
    if tools.LIMIT in names:
        pages = folder / "pages"
        command = [sys.executable, "-m", "proofpress.cli", "render", "--out", str(pages)]
        subprocess.run(command, cwd=own.folder, check=True, capture_output=True)
        yield tools.limit(folder / "limit", notebooks, pages, plain_settings())
    python = tools.peers_python(scratch) if set(names) - {tools.OURS, tools.LIMIT} else None
    if python is None:
        return
    for name, make in tools.PEERS.items():
        if name in names:
            yield make(folder / make.__name__, notebooks, python)
    command_line = tools.observable_command(scratch) if tools.OBSERVABLE in names else None
    if command_line is not None:
        yield tools.observable(folder / "observable", notebooks, python, command_line)


def _start(folder: Path, runs: int) -> float:
    """Return the seconds of MkDocs with Material for a site of one page, the median."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Lakes\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Lakes\ntheme: material\nplugins: [search]\n", encoding="utf-8")
    return median(measure(folder, (sys.executable, "-m", "mkdocs", "build")).seconds for _ in range(runs))


def compare(scratch: Path, sizes: Sequence[int], names: Sequence[str], runs: int, target: Path) -> list[Line]:
    """Build every size with every tool, write all results and a plot, and return the ratios."""
    start = _start(scratch / "start", max(runs, 3))
    results: list[Result] = []
    for notebooks in sizes:
        folder = scratch / f"sites-{notebooks}"
        folder.mkdir()
        built = list(_sites(folder, scratch, notebooks, names))
        for number in range(runs):
            for state in STATES:
                for tool in built:
                    results.append(_one_of(tool, state, number))
                    tell(f"{notebooks} notebooks, {state}, {tool.name}: {_took(results[-1])}")
        shutil.rmtree(folder)
        write(results, target)
    return [*_table(results), *_verdicts(results, start)]


def write(results: Sequence[Result], target: Path) -> None:
    """Write all results as CSV, and as a plot beside it."""
    with target.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, list(asdict(results[0])))
        lines.writeheader()
        lines.writerows(asdict(result) for result in results)
    tools.plot([asdict(result) for result in results], target.with_suffix(".svg"))


def _took(result: Result) -> str:
    right = {None: "", True: ", right", False: ", WRONG: the old value"}[result.right]
    return (
        f"{result.seconds:.1f} s, processor {result.cpu:.1f} s, {result.largest:.0f} MB the largest process, "
        f"{result.together:.0f} MB all together, {result.written:.1f} MB written{right}"
    )


def _middle(results: Sequence[Result], tool: str, notebooks: int, state: str) -> Result | None:
    """Return the middle build of a tool, a size and a state; None where there was none."""
    found = [entry for entry in results if (entry.tool, entry.notebooks, entry.state) == (tool, notebooks, state)]
    return sorted(found, key=lambda entry: entry.seconds)[len(found) // 2] if found else None


def _table(results: Sequence[Result]) -> list[Line]:
    """Return the middle build of each tool, size and state."""
    keys = dict.fromkeys((entry.notebooks, entry.state, entry.tool) for entry in results)
    middles = [_middle(results, tool, notebooks, state) for notebooks, state, tool in keys]
    return [
        Line(f"{entry.notebooks} notebooks, {entry.state}, {entry.tool}", _took(entry)) for entry in middles if entry
    ]


def _ratio(name: str, one: Result | None, two: Result | None, most: float) -> list[Line]:
    if one is None or two is None:
        return []
    return [_limited(name, one.seconds / two.seconds, most)]


def _limited(name: str, value: float, most: float, form: str = "{:.2f}") -> Line:
    return Line(name, form.format(value), f"at most {form.format(most)}", value <= most)


def _verdicts(results: Sequence[Result], start: float) -> list[Line]:
    """Return what is asked of each size, and how time and memory grow from the smallest size to the largest."""
    sizes = sorted({entry.notebooks for entry in results})
    lines = [Line("MkDocs with Material, one page", f"{start:.2f} s")]
    for size in sizes:
        cold, unchanged, edited = (_middle(results, tools.OURS, size, state) for state in STATES[:3])
        for name, most in ((tools.JUPYTER, COLD_PEER), (tools.LIMIT, COLD_LIMIT)):
            lines += _ratio(f"{size}: cold over {name}", cold, _middle(results, name, size, "cold"), most)
        if unchanged:
            lines.append(_limited(f"{size}: nothing changed over MkDocs' start", unchanged.seconds / start, START))
        if edited:
            most = BEYOND_SMALL if size <= SMALL else BEYOND_LARGE
            beyond = edited.seconds - edited.own
            lines.append(_limited(f"{size}: one notebook, beyond its own run", beyond, most, "{:.2f} s"))
        if size >= LARGE and cold:
            lines.append(_limited(f"{size}: largest process", cold.largest, LARGEST_MB, "{:.0f} MB"))
    return [*lines, *_growth(results, sizes)]


def _growth(results: Sequence[Result], sizes: Sequence[int]) -> list[Line]:
    """Return the power of the size that time and memory grow with, between the two largest sizes."""
    lines = []
    for before, after in itertools.pairwise(sizes[-2:]):
        for state in STATES:
            one, two = (_middle(results, tools.OURS, size, state) for size in (before, after))
            if one and two:
                ratio = math.log(after / before)
                time_power, memory_power = (
                    math.log(getattr(two, name) / getattr(one, name)) / ratio for name in ("seconds", "together")
                )
                lines.append(_limited(f"{state}: power of the size that time grows with", time_power, 1))
                lines.append(_limited(f"{state}: power of the size that memory grows with", memory_power, 1))
    return lines
