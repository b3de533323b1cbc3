"""What a page weighs before anybody touches it: every file that headless Chromium asks for, compressed by gzip -6."""

from __future__ import annotations

import functools
import gzip
import json
import os
import shutil
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from builds import copy_project, run
from report import Line, tell

LIMIT = 400_000
"""Bytes an analysis may weigh."""
COMPRESSED = {".woff2", ".png"}
"""Formats that no server compresses again."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def _file(site: Path, url: str) -> Path:
    path = site / unquote(urlsplit(url).path).lstrip("/")
    return path / "index.html" if path.is_dir() else path


def _bytes(site: Path, url: str) -> int:
    path = _file(site, url)
    content = path.read_bytes()
    return len(content) if path.suffix in COMPRESSED else len(gzip.compress(content, 6, mtime=0))


def _pages(site: Path) -> list[tuple[str, str]]:
    """Return kind and address of what is weighed: every analysis, and one page of each other kind."""
    figures = json.loads((site / "figures.json").read_text(encoding="utf-8"))["figures"]
    analyses = [path.parent.name for path in sorted((site / "analyses").glob("*/index.html"))]
    tables = [path.parent.name for path in sorted((site / "data").glob("*/index.html"))]
    registers = ("figures", "claims", "frameworks", "debate", "sources", "data", "values", "methods")
    return [
        ("home", ""),
        *((f"analysis {name}", f"analyses/{name}/") for name in analyses),
        (f"figure {figures[0]['id']}", f"figures/{figures[0]['id']}/"),
        (f"embed {figures[0]['id']}", f"figures/{figures[0]['id']}/embed.html"),
        *((name, f"{name}/") for name in registers),
        (f"table {tables[0]}", f"data/{tables[0]}/"),
        (f"values of {analyses[0]}", f"values/{analyses[0]}/"),
    ]


def weigh(root: Path, scratch: Path, chromium: str) -> list[Line]:
    """Build this project's own site and weigh a page of each kind, analyses all."""
    from playwright.sync_api import sync_playwright

    found = (
        chromium or os.environ.get("PROOFPRESS_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    if not found:
        return [Line("page weights", "not measured: no Chromium found")]
    project = copy_project(root, scratch / "weighed")
    tell("building the site to weigh")
    run(project, "mkdocs", "build", "--strict")
    site = project / "site"
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    lines = []
    strangers: set[str] = set()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
            for kind, path in _pages(site):
                context = browser.new_context(viewport={"width": 1280, "height": 900})
                asked: list[str] = []
                context.on("request", lambda request, asked=asked: asked.append(request.url))
                page = context.new_page()
                page.goto(f"http://127.0.0.1:{server.server_port}/{path}", wait_until="networkidle")
                context.close()
                urls = {url.partition("#")[0] for url in asked if urlsplit(url).hostname == "127.0.0.1"}
                strangers |= {url for url in asked if urlsplit(url).hostname not in {"127.0.0.1", None}}
                total = sum(_bytes(site, url) for url in urls if _file(site, url).is_file())
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
    finally:
        server.shutdown()
        server.server_close()
    return [*lines, Line("requests to third parties", str(len(strangers)), "0", not strangers)]
