"""What a page weighs before anybody touches it: every file that headless Chromium asks for, compressed by gzip -6."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from report import Line
from serving import as_sent, file_of, hosting

LIMIT = 300_000
"""Bytes an analysis may weigh."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def _bytes(site: Path, url: str) -> int:
    path = file_of(site, url)
    return len(as_sent(path)) if path else 0


def find_chromium(named: str) -> str:
    """Return the path of Chromium; empty if there is none."""
    return (
        named
        or os.environ.get("PROOFPRESS_CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("google-chrome")
        or ""
    )


def _pages(site: Path) -> list[tuple[str, str]]:
    """Return kind and address of what is weighed: every analysis, and one page of each other kind."""
    figures = json.loads((site / "figures.json").read_text(encoding="utf-8"))["figures"]
    analyses = [path.parent.name for path in sorted((site / "analyses").glob("*/index.html"))]
    tables = [path.parent.name for path in sorted((site / "data").glob("*/index.html"))]
    claims = [path.parent.name for path in sorted((site / "claims").glob("*/index.html"))]
    registers = ("figures", "claims", "frameworks", "debate", "sources", "data", "values", "methods")
    return [
        ("home", ""),
        *((f"analysis {name}", f"analyses/{name}/") for name in analyses),
        (f"figure {figures[0]['id']}", f"figures/{figures[0]['id']}/"),
        (f"embed {figures[0]['id']}", f"figures/{figures[0]['id']}/embed.html"),
        *((name, f"{name}/") for name in registers),
        *((f"claims of {name}", f"claims/{name}/") for name in claims),
        (f"table {tables[0]}", f"data/{tables[0]}/"),
        (f"values of {analyses[0]}", f"values/{analyses[0]}/"),
    ]


def weigh(site: Path, chromium: str) -> list[Line]:
    """Weigh a built site: a page of each kind, analyses all."""
    from playwright.sync_api import sync_playwright

    lines = []
    strangers: set[str] = set()
    with hosting(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for kind, path in _pages(site):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            asked: list[str] = []
            context.on("request", lambda request, asked=asked: asked.append(request.url))
            page = context.new_page()
            page.goto(address + path, wait_until="networkidle")
            context.close()
            urls = {url.partition("#")[0] for url in asked if url.startswith(address)}
            strangers |= {url for url in asked if urlsplit(url).hostname not in {"127.0.0.1", None}}
            total = sum(_bytes(site, url) for url in urls)
            own = _bytes(site, f"/{path}")
            target = f"under {LIMIT // 1000} KB" if kind.startswith("analysis") else ""
            lines.append(
                Line(
                    kind,
                    f"{total / 1000:.0f} KB in {len(urls)} requests, page itself {own / 1000:.0f} KB",
                    target,
                    total < LIMIT if target else None,
                )
            )
        browser.close()
    return [*lines, Line("requests to third parties", str(len(strangers)), "0", not strangers)]
