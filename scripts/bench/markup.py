"""What the Nu HTML Checker says of every page: errors only, counted by page and by message.

The checker is the one that HTML's own authors use; it runs on Java. The package is that of ``package-lock.json``,
checked against its hash.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from report import Line, tell
from speed import install

SECONDS = 900
"""Time that all pages may take."""
PAGES = 200
"""Pages that one run of the checker reads: its memory holds them all."""
MOST_MESSAGES = 20


def messages(checker: Path, pages: list[Path]) -> list[dict[str, Any]]:
    """Return the checker's errors on some pages.

    Raises
    ------
    RuntimeError
        If the checker itself failed.
    """
    command = ["java", "-jar", str(checker), "--errors-only", "--exit-zero-always", "--format", "json"]
    done = subprocess.run([*command, *map(str, pages)], capture_output=True, text=True, timeout=SECONDS, check=False)
    try:
        return list(json.loads(done.stderr)["messages"])
    except (json.JSONDecodeError, KeyError) as err:
        raise RuntimeError(f"the HTML checker failed:\n{done.stderr[-2000:]}") from err


def measure(site: Path, scratch: Path) -> list[Line]:
    """Check every page of a site."""
    lighthouse = install(scratch) if shutil.which("java") else None
    if lighthouse is None:
        return [Line("HTML checker", "not measured: it could not be installed, or there is no Java")]
    checker = lighthouse.parents[1] / "vnu-jar" / "build" / "dist" / "vnu.jar"
    pages = sorted(site.rglob("*.html"))
    said: list[dict[str, Any]] = []
    for start in range(0, len(pages), PAGES):
        tell(f"HTML checker, pages {start + 1} to {min(start + PAGES, len(pages))} of {len(pages)}")
        said += messages(checker, pages[start : start + PAGES])
    return list(_lines(said, len(pages)))


def _lines(said: list[dict[str, Any]], pages: int) -> Iterator[Line]:
    """Yield how many errors there are, then each message with the number of its places."""
    yield Line(f"HTML errors on {pages} pages", str(len(said)), "none", not said)
    for text, number in Counter(str(item["message"]) for item in said).most_common(MOST_MESSAGES):
        yield Line(f"  {text[:100]}", str(number))
