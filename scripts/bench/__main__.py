"""Measure the generator against its targets: ``make bench`` or ``python scripts/bench``.

Ratios of wall times measured in the same run on the same machine, medians of several runs; never a test, for a busy
machine proves nothing. See ``builds.py``, ``weight.py`` and ``growth.py`` for what is compared and how it is kept fair.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import builds
import growth
import weight
from report import Line, print_table

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("cold", "rebuild", "change", "weight", "growth")


def arguments() -> argparse.Namespace:
    """Return the command line's arguments."""
    parser = argparse.ArgumentParser(prog="bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="times that each build is timed (default 3)")
    parser.add_argument("--only", choices=PARTS, action="append", help="measure only this; may be given several times")
    parser.add_argument("--notebooks", type=int, default=12, metavar="N", help="notebooks to build (default 12)")
    parser.add_argument("--months", type=int, default=24, metavar="N", help="releases to simulate (default 24)")
    parser.add_argument("--chromium", default="", metavar="PATH", help="Chromium, if it is not on the path")
    found = parser.parse_args()
    if min(found.runs, found.notebooks, found.months) < 1:
        parser.error("runs, notebooks and months are at least one")
    return found


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
        if "weight" in wanted:
            lines += weight.weigh(ROOT, scratch, options.chromium)
        if "growth" in wanted:
            lines += growth.grow(ROOT, scratch, options.months)
    print_table(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
