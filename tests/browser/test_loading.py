"""How much work a page is for a slow phone while it loads: elements styled, and parts that move, piece by piece."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Opener, started, wait_for_theme
from tests.browser.pages import ANALYSES
from tests.browser.test_weight import OBSERVE, kinds, moved
from tests.support.servers import running

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STYLED = 3
"""Times that an element may be styled while its page loads: once at best, more where the page comes in pieces."""
MOST = 0.02
"""How far parts may move while a page comes in pieces: a small table sets its columns when it is whole."""
PIECES = 12
PAUSE = 0.03


def styled(browser: Browser, url: str, trace: Path) -> float:
    """Return how many times a page's elements are styled while it loads, on average: at any pace the same."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    browser.start_tracing(page=page, path=trace, categories=["devtools.timeline"])
    page.goto(url, wait_until="load")
    page.wait_for_timeout(500)
    browser.stop_tracing()
    elements = page.evaluate("document.querySelectorAll('*').length")
    context.close()
    events = json.loads(trace.read_text(encoding="utf-8"))["traceEvents"]
    counts = [event["args"].get("elementCount", 0) for event in events if event["name"] == "UpdateLayoutTree"]
    assert sum(counts) > 0, url
    return float(sum(counts)) / float(elements)


def test_elements_are_styled_once(browser: Browser, address: str, real_site: Path, tmp_path: Path) -> None:
    """No script has all of a long page styled anew while it loads."""
    pages = {kind: path for kind, path in kinds(real_site).items() if not kind.startswith("analysis")}
    pages |= {f"analysis {name}": f"analyses/{name}/" for name in ANALYSES[:3]}
    result = {kind: round(styled(browser, address + path, tmp_path / "trace.json"), 1) for kind, path in pages.items()}
    assert result
    assert {kind: times for kind, times in result.items() if times > STYLED} == {}


@contextmanager
def in_pieces(site: Path) -> Iterator[str]:
    """Serve a site whose pages come in pieces, as over a slow network, and yield its address."""

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Send a file; a page in pieces, with a pause before each."""
            path = site / self.path.partition("?")[0].lstrip("/")
            path = path / "index.html" if path.is_dir() else path
            kinds = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css"}
            self.send_response(200 if path.is_file() else 404)
            self.send_header("Content-Type", kinds.get(path.suffix, "application/octet-stream"))
            self.end_headers()
            content = path.read_bytes() if path.is_file() else b""
            size = len(content) // PIECES + 1 if path.suffix == ".html" else len(content) + 1
            for start in range(0, len(content), size):
                self.wfile.write(content[start : start + size])
                self.wfile.flush()
                if path.suffix == ".html":
                    threading.Event().wait(PAUSE)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with running(ThreadingHTTPServer(("127.0.0.1", 0), Slow)) as result:
        yield result


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_comes_in_pieces(width: int, visit: Opener, real_site: Path) -> None:
    """What comes last on a page does not move what is shown already: no width or row waits for it."""
    page = visit(fresh=True, width=width, height=800).page
    page.add_init_script(OBSERVE)
    with in_pieces(real_site) as address:
        result = {kind: round(moved(page, f"{address}{path}"), 3) for kind, path in kinds(real_site).items()}
    assert result
    assert {kind: shift for kind, shift in result.items() if shift >= MOST} == {}


MOVES: dict[str, Callable[[Page], None]] = {
    "pointer": lambda page: page.mouse.move(200, 200),
    "wheel": lambda page: page.mouse.wheel(0, 200),
    "key": lambda page: page.keyboard.press("Tab"),
    "tap": lambda page: page.touchscreen.tap(200, 500),
    "script": lambda page: page.evaluate("scrollTo(0, 200)"),
}
"""What a reader does first."""


@pytest.mark.parametrize("move", MOVES)
def test_the_themes_script_starts_with_a_first_move(move: str, visit: Opener) -> None:
    """A page that is only read leaves a phone's processor alone; the first move brings what the theme's script does."""
    page = visit(has_touch=True).go("start/tutorial/")
    page.wait_for_timeout(1000)
    assert not started(page)
    assert page.locator("article .md-code__button").count() == 0
    MOVES[move](page)
    wait_for_theme(page)
    expect(page.locator("article .md-code__button").first).to_be_attached()
    expect(page.locator(".md-sidebar__scrollwrap[style]").first).to_be_attached()
    assert page.locator("script[src*='/bundle.']").count() == 1


def test_the_first_key_is_not_lost(visit: Opener) -> None:
    """A key that the theme listens to does what it does, as a reader's very first move too."""
    page = visit(fresh=True).go("methods/")
    assert not started(page)
    page.keyboard.press("s")
    expect(page.locator("input.md-search__input")).to_be_focused()


@pytest.mark.parametrize("asked", ["#make-it-yours", "?q=cobalt"])
def test_an_address_that_asks_for_something_starts_the_theme(asked: str, visit: Opener) -> None:
    """Whoever comes to a place in a page, or with words to search, finds it all there without a move."""
    page = visit().go(f"start/how-to/{asked}")
    wait_for_theme(page)
    if asked.startswith("?"):
        expect(page.locator(".md-search-result__link").first).to_be_visible()


def test_wide_code_is_reached_by_keys_before_the_theme_starts(visit: Opener) -> None:
    """Code that scrolls takes the focus of keys, code that does not is no stop on the way."""
    page = visit(fresh=True, width=360, height=740).go("reproduce/")
    expect(page.locator("pre > code[tabindex]").first).to_be_attached()
    wide = "code => [code.scrollWidth > code.clientWidth, code.tabIndex === 0]"
    found = page.locator("pre > code").evaluate_all(f"all => all.map({wide})")
    assert found
    assert [wide for wide, _ in found] == [reached for _, reached in found]
    assert not started(page)


FAR = """() => {
  const far = [...document.querySelectorAll('main *')].filter(
    one => getComputedStyle(one).contentVisibility === 'auto');
  const skipped = far.filter(one => one.firstElementChild?.checkVisibility({ contentVisibilityAuto: true }) === false);
  return { far: far.length, skipped: skipped.length };
}"""
"""Parts of a page that may be left alone while a reader is far from them, and those that are."""
PRINTED = ("frameworks", "own values", "sources")
"""Pages without pictures, which a browser lays out apart wherever they are."""
PLACES = """[...document.querySelectorAll('main article [id]')].filter(one => one.offsetHeight).map(one => one.id)"""
SHOWN = """id => {
  const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  const { top } = document.getElementById(id).getBoundingClientRect();
  return { top, end };
}"""
"""Where an element stands in the window, and whether the page can be scrolled no further."""
TOLERATED, TOP = 8, 200
"""Pixels above and below the window's edge where a place stands that an address leads to, with the site's own head."""


@pytest.mark.parametrize("width", [360, 1280])
def test_far_parts_of_a_long_page_are_there(width: int, visit: Opener, real_site: Path) -> None:
    """What is far is left alone on a screen, and there on paper and for each address that leads to it."""
    long, missed = [], []
    window = visit(width=width, height=740)
    for kind, path in kinds(real_site).items():
        if kind.startswith("analysis") and ANALYSES[0] not in path:
            continue
        page = window.go(path)
        if not page.evaluate(FAR)["skipped"]:
            continue
        long.append(kind)
        places = page.evaluate(PLACES)
        text = page.evaluate("document.querySelector('main article').innerText.length")
        page.emulate_media(media="print")
        if kind in PRINTED:
            assert page.evaluate(FAR) == {"far": 0, "skipped": 0}, kind
        page.emulate_media(media="screen")
        for target in (places[len(places) // 2], places[-1]):
            page.goto("about:blank")  # else the address leads to a place of the page that is open
            page = window.go(f"{path}#{target}")
            page.wait_for_timeout(150)
            shown = page.evaluate(SHOWN, target)
            if not (-TOLERATED <= shown["top"] < TOP or shown["end"]):
                missed.append((kind, target, shown))
        assert page.evaluate("document.querySelector('main article').innerText.length") >= 0.9 * text > 0
    assert len(long) > 3
    assert missed == []


KEPT = """() => {
  const kept = document.documentElement.scrollHeight;
  const style = new CSSStyleSheet();
  style.replaceSync("main * { content-visibility: visible !important; }");
  document.adoptedStyleSheets = [style];
  return kept / document.documentElement.scrollHeight;
}"""
"""A page's height as it opens, over its true one."""
CLOSE = (0.8, 1.2)
"""Between these the scroll bar is about where it will be when all has been seen."""


@pytest.mark.parametrize("width", [360, 1280])
def test_the_height_kept_for_far_parts_is_about_theirs(width: int, visit: Opener, real_site: Path) -> None:
    """A long page is about as tall when it opens as when all of it has been seen, on a phone too."""
    kept = {}
    window = visit(width=width, height=740)
    for kind, path in kinds(real_site).items():
        page = window.go(path)
        if page.evaluate(FAR)["skipped"]:
            kept[kind] = round(page.evaluate(KEPT), 2)
    assert len(kept) > 3
    assert {kind: share for kind, share in kept.items() if not CLOSE[0] <= share <= CLOSE[1]} == {}
