"""The server of a preview: it answers at any time, shows what the last build found, and reloads pages by itself.

MkDocs' own server lets a request wait while a build runs, and forever where one has failed. Here a build writes beside
the pages that are shown and takes their place when it is finished, so there is always something to answer with.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import watchdog.events
import watchdog.observers
from mkdocs.livereload import LiveReloadServer

from ..model.files import ProjectFiles, Signature, signature
from ..model.hashing import sha256
from ..model.inputs import input_paths
from ..render.csp import admit_last_script
from ..render.preview import panel, review_page, source_page
from .preview import Preview

log = logging.getLogger("mkdocs.proofpress")
OWN = "_preview/"
"""Below this address stand the preview's own pages."""
PAGE = b'data-md-component="container"'
"""What tells a page of the site from a figure that is embedded in one."""
PASSING = re.compile(r"(?:^|/)(?:__pycache__|\.[^/]+|[^/]*~|[^/]*\.(?:swp|swx|tmp|pyc))(?:/|$)")
"""Files that interpreters and editors write for themselves."""
CHANGES = frozenset({"created", "modified", "moved", "deleted"})
"""What a watcher tells of that changes a file; it also tells who reads one."""
POLL = re.compile(r"/livereload/(\d+)/(\d+)")
"""What MkDocs' script asks again and again: which build its page is of, and the number that it was sent with."""
ASKING = re.compile(rb"livereload\((\d+), (\d+)\)")
"""The same two numbers in the script."""
KNOWN_PAGES = 50
"""Pages that were sent whose content the server remembers."""
TURN_SECONDS = 0.0005
"""For how long one thread keeps the interpreter while others wait: a tenth of what is usual. A page is a score of
requests, each of which would wait for several turns of a build."""
EMPTY = b"<!doctype html><html><head><title>Preview</title></head><body><p>%s</p></body></html>"


class PreviewServer(LiveReloadServer):
    """MkDocs' server, which never waits for a build.

    Parameters
    ----------
    old : LiveReloadServer
        The server that MkDocs has set up and not yet bound; what it knows is taken over.
    preview : Preview
        What the builds have found.
    """

    def __init__(self, old: LiveReloadServer, preview: Preview) -> None:
        host, port = str(old.server_address[0]), int(old.server_address[1])
        super().__init__(builder=self._rebuild, host=host, port=port, root=old.root, mount_path=old.mount_path)
        self._build, self._error_page = old.builder, old.error_handler
        self._preview = preview
        self._prompt = watchdog.observers.Observer()
        self._seen: dict[str, Signature | None] = {}
        self._early = self._last = self._moved = 0
        self._sent: dict[int, tuple[str, str]] = {}
        self._polled: dict[int, float] = {}
        self._asked = threading.local()
        self._building = False
        preview.tell, preview.looked_at = self._show_early, self._looked_at
        self.error_handler = self._show_error
        for path in old._watched_paths:
            self.watch(path)
        old.server_close()

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Rebuild when a file below a path changes that an author writes."""
        super().watch(path, func, recursive=recursive)
        watched = os.path.abspath(path)  # noqa: PTH100 - as MkDocs names it, links unresolved
        for handler in self.observer._handlers.get(self._watch_refs[watched], ()):
            self._look_at_changes(handler, watched)
            with suppress(OSError):  # where the system tells nothing, MkDocs still looks for itself twice a second
                self._prompt.schedule(handler, watched, recursive=recursive)

    def _look_at_changes(self, handler: watchdog.events.FileSystemEventHandler, folder: str) -> None:
        """Let the watcher of a folder tell each change once, and none of what interpreters and editors write."""
        tell = handler.on_any_event

        def look(event: watchdog.events.FileSystemEvent) -> None:
            path = str(getattr(event, "dest_path", "") or event.src_path)
            if event.event_type not in CHANGES or PASSING.search(path.removeprefix(folder)):
                return
            facts = _facts(path)
            if path not in self._seen or self._seen[path] != facts:
                self._seen[path] = facts
                tell(event)

        handler.on_any_event = look  # type: ignore[method-assign]

    def serve(self, *, open_in_browser: bool = False) -> None:
        """Serve until the preview is ended; a request waits a moment for a build's thread, not its usual turn."""
        sys.setswitchinterval(TURN_SECONDS)
        with suppress(OSError):
            self._prompt.start()
        super().serve(open_in_browser=open_in_browser)

    def shutdown(self, wait: bool = False) -> None:
        """End the server and what watches for it."""
        if self._prompt.is_alive():
            self._prompt.stop()
        super().shutdown(wait)

    def _rebuild(self) -> None:
        """Build; meanwhile and after a failure the pages of the last good build are shown."""
        with self._epoch_cond:
            self._early = self._last = self._wanted_epoch
            self._wanted_epoch = self._visible_epoch
            self._epoch_cond.notify_all()
        self._building = True
        self._preview.begin()
        try:
            self._build()
        except (Exception, SystemExit) as err:
            self._preview.fail(err)
            log.error("The preview shows the last good pages, and in them what is wrong.")
        finally:
            with self._epoch_cond:
                self._building = False
                self._wanted_epoch = self._last + 1
                self._moved = self._wanted_epoch if self._preview.moved else self._moved
        tidy_memory()

    def _show_early(self, *, moved: bool = False) -> None:
        """Have browsers ask for their page again while the build goes on; at its end they ask once more."""
        with self._epoch_cond:
            self._last += 1
            self._visible_epoch = self._wanted_epoch = self._last
            self._moved = self._last if moved else self._moved
            self._epoch_cond.notify_all()

    def _looked_at(self) -> list[str]:
        """Return the addresses of pages that browsers show, below the site's: they have asked lately."""
        since = time.monotonic() - self.poll_response_timeout - 1
        sent = [number for number, when in self._polled.copy().items() if when >= since]
        return [self._sent[number][0].removeprefix(self.mount_path) for number in sent if number in self._sent]

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if poll := POLL.fullmatch(path):
            start_response("200 OK", [("Content-Type", "text/plain")])
            self._polled[int(poll[2])] = time.monotonic()
            return [b"%d" % self._newer(int(poll[1]), int(poll[2]))]
        self._asked.path = path
        if not path.startswith(self.mount_path + OWN):
            answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
            return answer
        text = self._own_page(path.removeprefix(self.mount_path + OWN))
        if text is None:
            return None
        content = self._inject_js_into_html(text.encode(), self._visible_epoch)
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(content)))])
        return [content]

    def _newer(self, epoch: int, sent: int) -> int:
        """Return a build in which a page differs from what was sent, once there is one; after a minute its own."""
        until, seen = time.monotonic() + self.poll_response_timeout, epoch
        while (left := until - time.monotonic()) > 0:
            with self._epoch_cond:
                if not self._epoch_cond.wait_for(partial(self._has_shown_after, seen), left):
                    break
                seen, still_building = self._visible_epoch, self._building
            loaded_since = epoch > self._early
            if not ((loaded_since or still_building) and self._moved <= epoch and self._is_as_sent(sent)):
                return seen
        return epoch

    def _has_shown_after(self, epoch: int) -> bool:
        return self._visible_epoch > epoch

    def _is_as_sent(self, sent: int) -> bool:
        """Whether a page is the same as when it was sent."""
        path, digest = self._sent.get(sent, ("", ""))
        file = Path(self.root, path.removeprefix(self.mount_path), "index.html" if path.endswith("/") else "")
        if not digest or not file.is_file():
            return False
        return sha256(self._with_panel(file.read_bytes())) == digest

    def _own_page(self, name: str) -> str | None:
        """Return a page of the preview's own: what differs from the record, or a file of the project by its lines."""
        if name == "review/":
            results = self._preview.findings.results
            return None if results is None else review_page(results)
        path, files = urllib.parse.unquote(name.removeprefix("source/")), ProjectFiles(self._preview.root)
        if not name.startswith("source/") or path not in input_paths(files):
            return None
        return source_page(path, files.read(path).decode("utf-8", errors="replace"), self._preview.root)

    def _show_error(self, code: int) -> bytes:
        content = self._error_page(code) or EMPTY % f"{code}: no such page".encode()
        return self._inject_js_into_html(content, self._visible_epoch)

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Put the panel and MkDocs' script into a page, and admit that script, which is another each time."""
        whole = self._with_panel(content)
        page: bytes = super()._inject_js_into_html(whole, epoch)
        if asking := ASKING.search(page, len(whole) - len(b"</body></html>")):
            self._sent[int(asking[2])] = getattr(self._asked, "path", ""), sha256(whole)
            while len(self._sent) > KNOWN_PAGES:
                oldest = next(iter(self._sent))
                del self._sent[oldest]
                self._polled.pop(oldest, None)
        return admit_last_script(page.decode()).encode()

    def _with_panel(self, content: bytes) -> bytes:
        if PAGE not in content and b"<title>Preview<" not in content:
            return content
        at = content.rindex(b"</body>") if b"</body>" in content else len(content)
        shown = panel(self._preview.findings, self.mount_path + OWN).encode()
        return content[:at] + shown + content[at:]


def tidy_memory() -> None:
    """Clear away what is no longer used, while nobody waits, and look no more through what stays.

    A preview holds the whole site; looking through it takes half a second, and falls into the next edit otherwise.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _facts(path: str) -> Signature | None:
    """Return what a write to a file changes; None where there is no file."""
    try:
        return signature(Path(path))
    except OSError:
        return None
