"""How fast pages are on a slow phone: Lighthouse with the same Chromium as the tests, on a site served as hosts do.

Lighthouse loads a page as a phone of the middle class with a slow mobile network would (its own simulation: 150 ms a
round trip, 1.6 Mbit/s, a processor several times slower than this one) and scores performance, accessibility, best
practices and search engines' needs from 0 to 100. How many times slower follows from how fast this processor is, as its
documentation asks; what it is by default holds for a fast desk. Its scores of performance move with what else this
machine does: each page is loaded several times and the median counts. Node and npm are needed; the packages are those
of ``package-lock.json``, checked against their hashes.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
from pathlib import Path
from typing import Any

from report import Line, tell
from serving import hosting

from proofpress.model.settings import load_settings

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CATEGORIES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "search engines",
}
LEAST = 95
MOST_SHIFT = 0.02
SECONDS = 180
"""Time that one load of a page may take."""
DEFAULT_SLOWDOWN = 4.0
LOADS_OF_INDEX = 3
"""Loads of the home page that say how fast this processor is; their median counts."""
FAST_DESK = 1750
"""Lighthouse's index of a processor that is taken for a phone when it is slowed down as it is by default: the middle of
what its documentation (docs/throttling.md) says of a fast desk."""
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def install(scratch: Path) -> Path | None:
    """Return Lighthouse's command, installed into ``scratch``; None where there is no npm or no network."""
    if not shutil.which("npm"):
        return None
    folder = scratch / "lighthouse"
    if folder.is_dir():
        return folder / "node_modules" / ".bin" / "lighthouse"
    folder.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy2(HERE / name, folder / name)
    tell("installing Lighthouse")
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(["npm", "ci", *options], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        tell(done.stderr[-2000:])
        return None
    return folder / "node_modules" / ".bin" / "lighthouse"


def load(lighthouse: Path, url: str, chromium: str, slowdown: float = DEFAULT_SLOWDOWN) -> dict[str, Any]:
    """Load a page once, as by a processor so many times slower than this one, and return Lighthouse's report.

    Raises
    ------
    RuntimeError
        If Lighthouse could not load it.
    """
    done = subprocess.run(
        [
            str(lighthouse),
            url,
            "--output=json",
            "--output-path=stdout",
            "--quiet",
            f"--chrome-flags={FLAGS}",
            f"--throttling.cpuSlowdownMultiplier={slowdown:g}",
        ],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        env={**os.environ, "CHROME_PATH": chromium},
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"Lighthouse failed on {url}:\n{done.stderr[-2000:]}")
    return dict(json.loads(done.stdout))


def lines_of(kind: str, reports: list[dict[str, Any]]) -> list[Line]:
    """Return a page's measurements from its loads: medians, each score beside what is asked of it."""

    def number(audit: str) -> float:
        return statistics.median(float(report["audits"][audit]["numericValue"]) for report in reports)

    result = []
    for key, name in CATEGORIES.items():
        score = 100 * statistics.median(float(report["categories"][key]["score"]) for report in reports)
        result.append(Line(f"{kind}: {name}", f"{score:.0f} of 100", f"at least {LEAST}", score >= LEAST))
    shift = number("cumulative-layout-shift")
    return [
        *result,
        Line(f"{kind}: largest paint", f"{number('largest-contentful-paint') / 1000:.1f} s"),
        Line(f"{kind}: time blocked", f"{number('total-blocking-time'):.0f} ms"),
        Line(f"{kind}: layout shift", f"{shift:.3f}", f"under {MOST_SHIFT}", shift < MOST_SHIFT),
    ]


def measure(site: Path, scratch: Path, chromium: str, runs: int) -> list[Line]:
    """Load a page of each kind several times, the heaviest where there are several."""
    lighthouse = install(scratch)
    if lighthouse is None:
        return [Line("page speed", "not measured: Lighthouse could not be installed")]
    with hosting(site) as address:
        index = statistics.median(_index(load(lighthouse, address, chromium)) for _ in range(LOADS_OF_INDEX))
        slowdown = max(1.0, round(DEFAULT_SLOWDOWN * index / FAST_DESK, 1))
        lines = [Line("this processor, by Lighthouse's index", f"{index:.0f}, slowed {slowdown:g} times")]
        for kind, path in pages(site).items():
            reports = []
            for number in range(runs):
                tell(f"Lighthouse, {kind}, {number + 1} of {runs}")
                reports.append(load(lighthouse, address + path, chromium, slowdown))
            lines += lines_of(kind, reports)
    return lines


def _index(report: dict[str, Any]) -> float:
    """Return how fast a report says that this processor is."""
    return float(report["environment"]["benchmarkIndex"])


def pages(site: Path) -> dict[str, str]:
    """Return the pages to load, by kind."""

    def heaviest(pattern: str) -> str:
        result = max(site.glob(pattern), key=lambda path: (path.stat().st_size, path))
        return f"{result.parent.relative_to(site).as_posix()}/"

    folders = sorted({path.relative_to(site).parts[0] for path in site.glob("*/*/index.html")})
    audit = f"analyses/{load_settings(ROOT).audit_analysis}/"
    return {
        "home": "",
        "missing page": "404.html",
        **({"audit": audit} if (site / audit / "index.html").is_file() else {}),
        **{path.parent.name: f"{path.parent.name}/" for path in sorted(site.glob("*/index.html"))},
        **{f"heaviest below {name}": heaviest(f"{name}/*/**/index.html") for name in folders},
        "figures of an analysis": heaviest("figures/*/index.html"),
        "heaviest brief": f"{heaviest('analyses/*/brief.html')}brief.html",
        "heaviest embed": f"{heaviest('figures/*/*/embed.html')}embed.html",
    }
