"""Systems that the generator runs on: those with POSIX locks, forks and signals."""

from __future__ import annotations

import sys

SUPPORTED = "Linux and macOS"


def refuse_other_systems(platform: str = sys.platform) -> None:
    """Stop on a system that the generator does not run on, with what to do there.

    Raises
    ------
    SystemExit
        On Windows, before the first import that would fail there without a reason.
    """
    if platform in {"win32", "cygwin"}:
        sys.exit(
            f"proofpress runs on {SUPPORTED}, not on {platform}. On Windows, install the Windows Subsystem for Linux "
            "(`wsl --install`), clone the repository there and run `make site`."
        )


refuse_other_systems()
