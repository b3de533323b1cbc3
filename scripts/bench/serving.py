"""A site behind a local server that compresses as static hosts do: text by gzip, pictures and fonts as they are."""

from __future__ import annotations

import functools
import gzip
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from proofpress.release.serve import kind_of

COMPRESSED = {".gz", ".pdf", ".png", ".woff2"}
"""Formats that no server compresses again."""
LEVEL = 6
RELEASE = re.compile(r"^/\d{4}\.\d{2}(?:\.\d+)?(?=/)")
"""The folder of a release, in which the links of the page for missing addresses lead wherever it is shown."""


def file_of(site: Path, url: str) -> Path | None:
    """Return the file that an address leads to; None if there is none."""
    path = site / unquote(RELEASE.sub("", urlsplit(url).path)).lstrip("/")
    path = path / "index.html" if path.is_dir() else path
    return path if path.is_file() else None


def as_sent(path: Path) -> bytes:
    """Return a file as it travels."""
    content = path.read_bytes()
    return content if path.suffix in COMPRESSED else gzip.compress(content, LEVEL, mtime=0)


class _Host(BaseHTTPRequestHandler):
    """Answers with a site's files; connections stay open."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, site: Path, sent: Any, **keywords: Any) -> None:
        self.site, self.sent = site, sent
        super().__init__(*arguments, **keywords)

    def do_GET(self) -> None:
        """Send a file, or the site's page for addresses that do not exist."""
        file = file_of(self.site, self.path)
        path = file or self.site / "404.html"
        content = self.sent(path)
        self.send_response(HTTPStatus.OK if file else HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", kind_of(path.name))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix not in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def hosting(site: Path) -> Iterator[str]:
    """Serve a site on a free port and yield its address."""
    handler = functools.partial(_Host, site=site, sent=functools.cache(as_sent))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
