"""Measure the generator against its targets: ``make bench`` or ``python scripts/bench``.

Ratios of wall times measured in the same run on the same machine, medians of several runs; never a test, for a busy
machine proves nothing. See ``builds.py``, ``peers.py``, ``weight.py``, ``markup.py``, ``speed.py`` and ``growth.py``
for what is compared and how it is kept fair; ``edits.py`` and ``rebuilds.py`` are started by themselves.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import builds
import growth
import markup
import peers
import speed
import tools
import weight
from report import Line, print_table, tell

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("cold", "rebuild", "change", "peers", "weight", "markup", "speed", "growth")


def arguments() -> argparse.Namespace:
    """Return the command line's arguments."""
    parser = argparse.ArgumentParser(prog="bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="times that each build is timed (default 3)")
    parser.add_argument("--only", choices=PARTS, action="append", help="measure only this; may be given several times")
    parser.add_argument("--notebooks", type=int, default=12, metavar="N", help="notebooks to build (default 12)")
    parser.add_argument("--months", type=int, default=24, metavar="N", help="releases to simulate (default 24)")
    parser.add_argument("--site", type=Path, metavar="DIR", help="weigh and load this built site; none is built")
    parser.add_argument("--chromium", default="", metavar="PATH", help="Chromium, if it is not on the path")
    parser.add_argument("--sizes", type=int, nargs="+", default=[12, 48], metavar="N", help="notebooks, for the peers")
    names = (tools.OURS, tools.LIMIT, *tools.PEERS, tools.OBSERVABLE)
    parser.add_argument("--tools", nargs="+", choices=names, default=names, help="tools to build the sizes with")
    parser.add_argument("--results", type=Path, default=Path("peers.csv"), metavar="CSV", help="for the peers' results")
    args = parser.parse_args()
    if min(args.runs, args.notebooks, args.months, *args.sizes) < 1:
        parser.error("runs, notebooks, sizes and months are at least one")
    return args


def browse(options: argparse.Namespace, wanted: list[str], scratch: Path) -> list[Line]:
    """Measure what needs a browser, on a site that is there or on this project's own, built for it."""
    chromium = weight.find_chromium(options.chromium)
    if not chromium:
        return [Line("page weights and speed", "not measured: no Chromium found")]
    site = options.site
    if site is None:
        tell("building the site to weigh")
        project = builds.copy_project(ROOT, scratch / "weighed")
        builds.run(project, "mkdocs", "build", "--strict")
        site = project / "site"
    lines = weight.weigh(site, chromium) if "weight" in wanted else []
    lines += markup.measure(site, scratch) if "markup" in wanted else []
    return [*lines, *(speed.measure(site, scratch, chromium, options.runs) if "speed" in wanted else [])]


def main() -> int:
    """Measure, print, and leave with 0 whatever the numbers are."""
    options = arguments()
    wanted = options.only or list(PARTS)
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="proofpress-bench-") as folder:
        scratch = Path(folder)
        if {"cold", "rebuild", "change"} & set(wanted):
            many = builds.Many(ROOT, scratch, options.notebooks, options.runs)
            if "cold" in wanted:
                lines += many.cold()
            if "rebuild" in wanted:
                lines += many.rebuild()
            if "change" in wanted:
                lines += many.change()
        if "peers" in wanted:
            lines += peers.compare(scratch, options.sizes, options.tools, options.runs, options.results.resolve())
        if {"weight", "markup", "speed"} & set(wanted):
            lines += browse(options, wanted, scratch)
        if "growth" in wanted:
            lines += growth.grow(ROOT, scratch, options.months)
    print_table(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
