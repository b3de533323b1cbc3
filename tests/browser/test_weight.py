"""What a page costs before anybody touches it: bytes as a host sends them, requests, and text that moves about."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, Route

from proofpress.render.assets import FOLDER
from tests.browser.conftest import Opener
from tests.browser.pages import ANALYSES, SETTINGS
from tests.support.projects import names_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SENT_AS_IT_IS = {".png", ".woff2"}
ANALYSIS = 230_000
OTHER = 210_000
HOLDS_ALL = {"figures": 240_000, "quote check": 255_000}
"""Bytes that a page may weigh with all that it loads; the gallery holds every chart, the quote check every number."""
REQUESTS = 18
"""Files that a page without thumbnails may ask for."""
SHIFT = {"at once": 0.02, "late": 0.02}
"""How far the parts of a page may move while it loads, by when its typeface comes."""
OBSERVE = """
  window.moved = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
"""


def kinds(site: Path) -> dict[str, str]:
    """Return the address of every analysis and of a page, the heaviest, of each other kind."""

    def heaviest(pattern: str) -> str:
        result = max(site.glob(pattern), key=lambda path: (path.stat().st_size, path))
        return f"{result.parent.relative_to(site).as_posix()}/"

    registers = ("figures", "claims", "frameworks", "debate", "sources", "data", "values", "methods", "glossary")
    return {
        "home": "",
        **{f"analysis {name}": f"analyses/{name}/" for name in ANALYSES},
        **{name: f"{name}/" for name in registers},
        "quote check": "quote-check/",
        **{timeline.page: f"{timeline.page}/" for timeline in SETTINGS.timelines},
        "figure": heaviest("figures/*/*/index.html"),
        "table": heaviest("data/*/index.html"),
        "own values": heaviest("values/*/index.html"),
        "claims of a document": heaviest("claims/**/index.html"),
    }


def weight(site: Path, urls: set[str]) -> dict[str, int]:
    """Return the bytes of each file that was asked for, compressed as a static host does."""
    result = {}
    for url in urls:
        path = site / unquote(urlsplit(url).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        content = path.read_bytes()
        sent = content if path.suffix in SENT_AS_IT_IS else gzip.compress(content, 6, mtime=0)
        result[path.relative_to(site).as_posix()] = len(sent)
    return result


def test_pages_are_light(visit: Opener, real_site: Path) -> None:
    """Every analysis stays under 230 KB and each other kind of page under less, in few requests, the fonts included."""
    pages = kinds(real_site)
    assert len(pages) > len(ANALYSES) > 0
    heavy = []
    for kind, path in pages.items():
        result = visit(fresh=True, width=360, height=740)
        page = result.go(path)
        result.settle()
        files = weight(real_site, {url for url in result.requests if url.startswith(result.address)})
        assert "assets/proofpress/ledger-sans.woff2" in files, kind
        assert not [name for name in files if name.startswith("search/")], f"{kind} loads the search index unasked"
        total, most = sum(files.values()), HOLDS_ALL.get(kind, ANALYSIS if kind.startswith("analysis") else OTHER)
        if total > most:
            largest = sorted(files, key=lambda name: -files[name])[:3]
            heavy.append(f"{kind}: {total:,} bytes, {', '.join(f'{name} {files[name]:,}' for name in largest)}")
        idle = {name for name in ("quotes", "procedures", "ordering") if f"{FOLDER}/{name}.js" in files}
        if kind == "home" and idle:
            heavy.append(f"{kind}: loads {', '.join(sorted(idle))}, and has no part for it")
        if kind != "figures" and len(files) > REQUESTS:
            heavy.append(f"{kind}: {len(files)} files")
        result.check()
        page.context.close()
    assert heavy == [], names_of(heavy)


def keep_nothing(page: Page) -> None:
    """Have a window load all files anew with each page, as a reader's first visit does."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})


def moved(page: Page, url: str) -> float:
    """Return how far a page's parts move while it loads."""
    page.goto(url, wait_until="load")
    page.evaluate("document.fonts.ready.then(() => new Promise(done => setTimeout(done, 200)))")
    assert page.evaluate("document.fonts.check('16px \"Ledger Sans\"')")
    result = float(page.evaluate("window.moved"))
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    return result


@pytest.mark.parametrize("font", SHIFT)
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_loads(width: int, font: str, visit: Opener, real_site: Path) -> None:
    """While a page loads its parts keep their place, also if the typeface arrives long after the text."""
    pages = {kind: path for kind, path in kinds(real_site).items() if not kind.startswith("analysis")}
    pages["analysis"] = f"analyses/{ANALYSES[0]}/"
    results = visit(fresh=True, width=width, height=800)
    page = results.page
    fonts: list[str] = []

    def wait(route: Route) -> None:
        fonts.append(route.request.url)
        page.wait_for_timeout(400)
        route.continue_()

    page.add_init_script(OBSERVE)
    keep_nothing(page)
    if font == "late":
        page.route("**/*.woff2", wait)
    result = {}
    for kind, path in pages.items():
        fonts.clear()
        result[kind] = moved(page, f"{results.address}{path}")
        assert font != "late" or fonts, f"{kind}: the typeface was there before"
    assert result
    assert {kind: shift for kind, shift in result.items() if shift >= SHIFT[font]} == {}


def test_the_search_index_comes_when_asked_for(visit: Opener) -> None:
    """The index is loaded when a reader turns to the search, and the search then finds."""
    result = visit(fresh=True)
    page = result.go("")
    result.settle()
    assert not [url for url in result.requests if "search_index" in url]
    page.locator(".md-search__input").fill("cobalt")
    page.locator(".md-search-result__item").first.wait_for()
    assert [url for url in result.requests if "search_index" in url]
    assert "cobalt" in (page.locator(".md-search-result__item").first.text_content() or "").lower()
    result.check()


def test_an_address_with_a_search_is_answered(visit: Opener) -> None:
    """An address that carries a search loads the index at once; one that a search led to marks its words without."""
    result = visit(fresh=True)
    with result.page.expect_response(lambda answer: "search_index" in answer.url) as answer:
        result.go("?q=cobalt")
    assert answer.value.ok
    result = visit(fresh=True)
    page = result.go("?h=cobalt")
    page.locator("mark.pp-marked").first.wait_for()
    result.settle()
    assert not [url for url in result.requests if "search_index" in url]


def test_a_thousand_claims_fit_a_phone(visit: Opener, real_site: Path) -> None:
    """No page of the register has more than a hundred rows, however many claims there are; each can be reached."""
    claims = json.loads((real_site / "claims.json").read_text(encoding="utf-8"))["claims"]
    result = visit(fresh=True, script=False, width=360, height=740)
    links = result.go("claims/").locator("a[data-rows]").evaluate_all("all => all.map(a => a.href)")
    counts = [result.go(link.removeprefix(result.address)).locator("tr[data-filter]").count() for link in links]
    assert sum(counts) == len(claims) > 0
    assert max(counts) <= 100
