"""The real site behind a local server, and Chromium to read it with."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.support.servers import running

expect.set_options(timeout=30_000)  # a busy machine must not fail a test
UNSEEN = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup",  # pages of Chromium's own beside each of ours
    "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "MediaRouter", "OptimizationHints", "PaintHolding",
    "LensOverlay", "DestroyProfileOnBrowserClose", "ThirdPartyStoragePartitioning",
)  # fmt: skip
"""What nobody sees without a window, and costs as much as the pages; after the first three, Playwright’s own list."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", f"--disable-features={','.join(UNSEEN)}"]
RELEASE = re.compile(r"/\d{4}\.\d{2}(?:\.\d+)?(?=/)")


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each, one built site also below its release, as its links say."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def translate_path(self, path: str) -> str:
        """Return the file of an address; where there is no folder of a release, the folder itself is the release."""
        release = RELEASE.match(path)
        alone = release is not None and not Path(self.directory, release[0][1:]).is_dir()
        return super().translate_path(RELEASE.sub("", path, count=1) if alone else path)


class _Server(ThreadingHTTPServer):
    """Takes a browser that leaves before it has been answered for what it is."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a connection that was closed."""


def serving(folder: Path) -> AbstractContextManager[str]:
    """Serve a folder on a free port and yield its address."""
    return running(_Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))))


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    """Yield the address that the real site is served at."""
    with serving(real_site) as result:
        yield result


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Yield a running Chromium."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@dataclass
class Visit:
    """A page being read, and what happened meanwhile."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page of the site."""
        answer = self.page.goto(f"{self.address}{path}", wait_until="load")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        self.page.evaluate("document.fonts.ready.then(() => true)")
        return self.page

    def strangers(self) -> list[str]:
        """Return the requests that left this machine."""
        return [url for url in self.requests if urlsplit(url).hostname not in {"127.0.0.1", None}]

    def check(self) -> None:
        """Fail if a request left the site or failed, or the console told of an error."""
        assert self.requests
        assert self.strangers() == []
        assert self.failed == []
        assert self.errors == []


Opener = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Opener]:
    """Yield a function that opens the site with or without script, at a width, light or dark, or as else is asked."""
    with opening(browser, address) as opened:
        yield opened


@contextmanager
def opening(browser: Browser, address: str) -> Iterator[Opener]:
    """Yield a function that opens what is served at an address."""
    with ExitStack() as stack:

        def opened(
            *,
            script: bool = True,
            width: int = 1280,
            height: int = 900,
            dark: bool = False,
            scale: int = 1,
            **more: Any,
        ) -> Visit:
            context = browser.new_context(
                java_script_enabled=script,
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
                reduced_motion="reduce",
                device_scale_factor=scale,
                **more,
            )
            stack.callback(context.close)
            context.set_default_timeout(60_000)
            result = Visit(context.new_page(), address)

            def note(message: ConsoleMessage) -> None:
                if message.type == "error":
                    result.errors.append(message.text)

            def fallen(request: Request) -> None:
                if "ERR_ABORTED" not in (request.failure or ""):
                    result.failed.append(f"{request.url}: {request.failure}")

            result.page.on("console", note)
            result.page.on("pageerror", lambda error: result.errors.append(str(error)))
            context.on("request", lambda request: result.requests.append(request.url))
            context.on("requestfailed", fallen)
            context.on(
                "response",
                lambda answer: result.failed.append(f"{answer.url}: {answer.status}") if answer.status >= 400 else None,
            )
            return result

        yield opened
