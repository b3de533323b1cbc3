"""Try what may go wrong with a command: ``make faults`` or ``python scripts/faults``.

Kills before hundreds of steps, damaged bytes in every kind of file, full disks, missing permissions, commands at once
and texts that want to run in every field, on the fixture site of the tests, whose trials these are; a sample of them
runs with the tests. Prints what held, and leaves with 1 if something did not.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHOWN = 10
"""Failures of one kind that are printed."""


def main() -> None:
    """Make the trials and print what held."""
    sys.path.insert(0, str(ROOT))  # the trials are the tests'
    from tests.support import fault_access, faults, hostile_site

    parser = argparse.ArgumentParser(prog="faults", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=60, metavar="N", help="kills of each command (default 60)")
    parser.add_argument("--flips", type=int, default=8, metavar="N", help="bytes of each kind of file (default 8)")
    parser.add_argument("--rounds", type=int, default=40, metavar="N", help="rounds of commands at once (default 40)")
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        folder = Path(name)
        project = faults.ready_project(folder / "project")
        parts: list[Callable[[], faults.Outcome]] = [
            lambda: faults.kill_builds(project, options.kills),
            lambda: faults.kill_accepts(project, options.kills),
            lambda: faults.kill_releases(folder / "release", options.kills),
            lambda: faults.kill_corrections(folder / "corrections", options.kills),
            lambda: faults.race_site_and_readers(project, 10 * options.rounds),
            lambda: faults.race_builds(project, options.rounds),
            lambda: faults.fill_disk(project),
            lambda: fault_access.build_beside_preview(project, options.rounds),
            lambda: fault_access.withhold_permissions(project),
            lambda: faults.damage_files(project, options.flips),
            lambda: hostile_site.try_hostile_texts(folder / "hostile"),
        ]
        outcomes = []
        for part in parts:
            outcome = part()
            outcomes.append(outcome)
            print(outcome, flush=True)
            for failure in outcome.failures[:SHOWN]:
                print(f"  {failure}", flush=True)
    trials, failures = (sum(numbers) for numbers in zip(*((o.trials, len(o.failures)) for o in outcomes), strict=True))
    print(f"{trials} trials in {time.monotonic() - began:.0f} s: {trials - failures} held, {failures} did not")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
