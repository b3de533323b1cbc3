"""The real site behind a local server, and Chromium to read it with."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests.support.projects import shared
from tests.support.servers import running

expect.set_options(timeout=30_000)  # a busy machine must not fail a test
UNSEEN = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup",  # pages of Chromium's own beside each of ours
    "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "MediaRouter", "OptimizationHints", "PaintHolding",
    "LensOverlay", "DestroyProfileOnBrowserClose", "ThirdPartyStoragePartitioning",
)  # fmt: skip
"""What nobody sees without a window, and costs as much as the pages; after the first three, Playwright’s own list."""
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", f"--disable-features={','.join(UNSEEN)}",
    "--font-render-hinting=slight",  # without windows letters take another shape by default than a desktop's have
]  # fmt: skip
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
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return a function that has something of the real site measured once for all processes of a test run."""
    return lambda name, measure: shared(tmp_path_factory, name, lambda _: measure())[1]


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

    def settle(self) -> None:
        """Wait until the page has asked for nothing in half a second."""
        known = -1
        while known != len(self.requests):
            known = len(self.requests)
            self.page.wait_for_timeout(500)

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
Once = Callable[[str, Callable[[], Any]], Any]
"""Gives what is measured of the real site under a name: by a function, or as another test of the run measured it."""


class Window:
    """A window of Chromium: what happens in it is told to the visit that it is used for."""

    def __init__(self, context: BrowserContext) -> None:
        self.context, self.page = context, context.new_page()
        self.visit = Visit(self.page, "")
        context.set_default_timeout(60_000)
        self.page.on("console", self._say)
        self.page.on("pageerror", lambda error: self.visit.errors.append(str(error)))
        context.on("request", lambda request: self.visit.requests.append(request.url))
        context.on("requestfailed", self._fail)
        context.on("response", self._answer)

    def _say(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.visit.errors.append(message.text)

    def _fail(self, request: Request) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):
            self.visit.failed.append(f"{request.url}: {request.failure}")

    def _answer(self, answer: Response) -> None:
        if answer.status >= 400:
            self.visit.failed.append(f"{answer.url}: {answer.status}")

    def clear(self) -> bool:
        """Leave the page and all that it stored; return whether the window may be used again, as a new one."""
        if self.page.is_closed() or len(self.context.pages) > 1:
            return False
        try:
            self.page.mouse.move(-9, -9)
            self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
            self.page.goto("about:blank")
        except Error:
            return False
        self.context.clear_cookies()
        return True


def started(page: Page) -> bool:
    """Return whether the theme's script has started on a page."""
    return bool(page.evaluate("'document$' in window"))


def wait_for_theme(page: Page) -> None:
    """Wait until the theme's script has started: the site's policy lets no page evaluate what a test would wait for."""
    for _ in range(600):
        if started(page):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{page.url}: the theme's script does not start")


def start_theme(page: Page) -> None:
    """Make a reader's first move, and wait until the theme's script has started on it."""
    page.mouse.move(1, 1)
    wait_for_theme(page)


def open_search(page: Page) -> None:
    """Open the search by its key: again, if the page's script was not ready to hear it."""
    field = page.locator("input.md-search__input")
    for _ in range(10):
        page.keyboard.press("s")
        try:
            expect(field).to_be_focused(timeout=3000)
        except AssertionError:
            continue
        return
    raise AssertionError("the key opens no search")


def search_for(page: Page, words: str) -> None:
    """Open the search by its key and type, again where a busy page took the focus while the letters came."""
    field = page.locator("input.md-search__input")
    for _ in range(5):
        open_search(page)
        page.keyboard.type(words)
        try:
            expect(field).to_have_value(words, timeout=3000)
        except AssertionError:
            page.keyboard.press("Escape")
            field.evaluate("field => { field.value = ''; }")
            continue
        return
    raise AssertionError("the search keeps no words")


Idle = dict[tuple[bool, int], list[Window]]
"""Windows that are not used, by whether their pages run scripts and how many pixels they have to one of the page."""


@pytest.fixture(scope="session")
def idle() -> Idle:
    """Return the windows that wait: a new one takes as long as the page that it opens."""
    return defaultdict(list)


@pytest.fixture
def visit(browser: Browser, address: str, idle: Idle) -> Iterator[Opener]:
    """Yield a function that opens the site with or without script, at a width, light or dark, or as else is asked."""
    with opening(browser, address, idle) as opened:
        yield opened


@contextmanager
def opening(browser: Browser, address: str, idle: Idle | None = None) -> Iterator[Opener]:
    """Yield a function that opens what is served at an address, in a window that waits or, if ``fresh``, a new one."""
    waiting: Idle = idle if idle is not None else {}
    with ExitStack() as stack:

        def opened(
            *,
            script: bool = True,
            width: int = 1280,
            height: int = 900,
            dark: bool = False,
            scale: int = 1,
            fresh: bool = False,
            **more: Any,
        ) -> Visit:
            colours: Any = "dark" if dark else "light"
            size: Any = {"width": width, "height": height}
            fresh = fresh or bool(more) or idle is None
            windows = waiting.get((script, scale), [])
            if fresh or not windows:
                context = browser.new_context(
                    java_script_enabled=script,
                    viewport=size,
                    color_scheme=colours,
                    reduced_motion="reduce",
                    device_scale_factor=scale,
                    **more,
                )
                window = Window(context)
            else:
                window = windows.pop()
                window.page.set_viewport_size(size)
                window.page.emulate_media(media="null", color_scheme=colours, reduced_motion="reduce")
            window.visit = Visit(window.page, address)

            def leave() -> None:
                if not fresh and window.clear():
                    waiting.setdefault((script, scale), []).append(window)
                else:
                    window.context.close()

            stack.callback(leave)
            return window.visit

        yield opened
