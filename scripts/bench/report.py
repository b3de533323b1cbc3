"""One measured number beside its target, and the table of all."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A measurement: what, how much, the target and whether it is met (None where there is no target)."""

    what: str
    measured: str
    target: str = ""
    met: bool | None = None


def tell(text: str) -> None:
    """Say on the way what is being done."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def print_table(lines: list[Line]) -> None:
    """Print measurements, targets and verdicts."""
    rows = [("measured", "result", "target", "verdict")]
    words = {True: "met", False: "MISSED", None: ""}
    rows += [(line.what, line.measured, line.target, words[line.met]) for line in lines]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for number, row in enumerate(rows):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))
