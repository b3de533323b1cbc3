"""What a build takes after one edit: ``python scripts/bench/rebuilds.py``, on a machine that does nothing else.

A generated site is built, and then again after each edit of a kind, in a process of its own: of a notebook, of a table
(its results are accepted first, which is counted), of a page written by hand, of a style sheet, and of nothing. Beside
it stand the seconds that notebooks ran, as the build says them: the target is for the rest. Afterwards the same site is
built from nothing, and every file must be the same.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tools
from measured import measure
from peers import BEYOND_LARGE, BEYOND_SMALL, RAN, SMALL
from report import Line, print_table, tell

STYLE = "edited.css"


@dataclass(frozen=True)
class Timed:
    """One rebuild: its seconds, those that notebooks ran, and the megabytes of its largest process."""

    seconds: float
    ran: float
    largest: float

    @property
    def rest(self) -> float:
        """What it took beside the notebooks' own run."""
        return self.seconds - self.ran


class Site:
    """A generated site to edit.

    Parameters
    ----------
    folder : Path
        Where it goes.
    notebooks : int
        How many it has.
    """

    def __init__(self, folder: Path, notebooks: int) -> None:
        self.tool = tools.ours(folder, notebooks)
        settings = folder / "mkdocs.yml"
        settings.write_text(f"{settings.read_text(encoding='utf-8')}extra_css: [{STYLE}]\n", encoding="utf-8")
        self._edit_style(0)
        self.build()

    def kinds(self) -> dict[str, Callable[[int], object]]:
        """Return what is edited, each with how the Nth edit of it is saved."""
        return {
            "nothing": lambda _: None,
            "notebook": lambda number: tools.add_remark(self.tool.sources(0), number),
            "table": self._edit_table,
            "page": self._edit_page,
            "style sheet": self._edit_style,
        }

    def _edit_table(self, number: int) -> None:
        self.tool.table(0).write_text(tools.lake_text(0, most=500 + number), encoding="utf-8")

    def _edit_page(self, number: int) -> None:
        text = f"# Lakes\n\nAll lakes, in version {'a' * number}z.\n"
        (self.tool.folder / "docs" / "index.md").write_text(text, encoding="utf-8")

    def _edit_style(self, number: int) -> None:
        (self.tool.folder / "docs" / STYLE).write_text(f":root {{ --edited: {number}; }}\n", encoding="utf-8")

    def build(self, *before: Sequence[str]) -> Timed:
        """Build the site, some other commands before, and return what all took."""
        took = [measure(self.tool.folder, command) for command in (*before, *self.tool.commands)]
        ran = sum(float(seconds) for part in took for seconds in RAN.findall(part.output))
        return Timed(sum(part.seconds for part in took), ran, max(part.largest for part in took))

    def time(self, kind: str, number: int) -> Timed:
        """Save an edit and build."""
        self.kinds()[kind](number)
        return self.build(*([self.tool.accept] if kind == "table" else []))

    def files(self) -> dict[str, bytes]:
        """Return the built site's files."""
        site = self.tool.folder / "site"
        return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}

    def built_anew(self) -> bool:
        """Whether a build from nothing gives the same files."""
        edited = self.files()
        self.tool.forget()
        self.build()
        return edited == self.files()


def line_of(size: int, kind: str, times: list[Timed]) -> Line:
    """Return what came of one kind."""
    middle = statistics.median(timed.rest for timed in times)
    ran, largest = statistics.median(timed.ran for timed in times), max(timed.largest for timed in times)
    most = BEYOND_SMALL if size <= SMALL else BEYOND_LARGE
    text = f"{middle:.2f} s beside {ran:.2f} s of its own run, {largest:.0f} MB, load {os.getloadavg()[0]:.1f}"
    return Line(f"{size} notebooks, {kind}", text, f"at most {most:.0f} s", middle <= most)


def main() -> int:
    """Measure each size and kind and print it."""
    parser = argparse.ArgumentParser(prog="rebuilds", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[48], metavar="N", help="notebooks")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="edits of each kind (default 3)")
    options = parser.parse_args()
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="proofpress-rebuilds-") as scratch:
        for size in options.sizes:
            tell(f"{size} notebooks: the first build")
            site = Site(Path(scratch) / str(size), size)
            for kind in site.kinds():
                times = [site.time(kind, number) for number in range(1, options.runs + 1)]
                lines.append(line_of(size, kind, times))
                tell(f"{lines[-1].what}: {lines[-1].measured}")
            same = site.built_anew()
            lines.append(
                Line(f"{size} notebooks, built from nothing", "the same" if same else "another", "the same", same)
            )
    print_table(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
