"""Releases as readers meet them: four of the fixture site on one host, served by ``serve-releases``."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from proofpress.data.corrections import corrections_from
from proofpress.model.settings import load_settings
from proofpress.release.branch import releases_from, root_files
from proofpress.release.serve import FolderTree, server_of
from tests.browser.conftest import Opener, opening, serving
from tests.browser.test_accessibility import axe_script
from tests.support.projects import differences, digests, names_of
from tests.support.releases import DATES, GAS, NEW, OLD, REASONS
from tests.support.servers import running

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CORRECTIONS = [
    {
        "id": "coal-2023", "value": "power-mix.coal-share", "kind": "corrected", "what": "The share was too high.",
        "why": "The source revised its table.", "since": "2026-02-10", "decided_by": "The editors",
        "releases": ["2026.01"], "fixed_in": "2026.02",
    },
    {
        "id": "capacity", "figure": "plants/capacity", "kind": "withdrawn", "what": "One plant is listed twice.",
        "why": "Two names of one plant.", "since": "2026-03-01", "decided_by": "The editors",
        "releases": ["2026.01", "2026.02"], "fixed_in": "",
    },
]  # fmt: skip
SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(one => { if (!one.hadRecentInput) sum += one.value; }))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 400);
})"""


def host(folder: Path) -> AbstractContextManager[str]:
    """Serve a folder as ``serve-releases`` does and yield its address."""
    return running(server_of(FolderTree(folder), 0))


@pytest.fixture(scope="module")
def archive(published: Path) -> Iterator[str]:
    """Yield the address that all four releases are served at."""
    with host(published / "branch") as result:
        yield result


@pytest.fixture
def reader(browser: Browser, archive: str) -> Iterator[Opener]:
    """Yield a function that opens the published releases."""
    with opening(browser, archive) as opened:
        yield opened


def ready(page: Page) -> Page:
    """Wait until the page's script has heard from the host."""
    expect(page.locator(".pp-releases li")).to_have_count(len(DATES))
    return page


@pytest.mark.parametrize("path", ["", "figures/plants/capacity/", "methods/"])
def test_alias_keeps_path_query_and_anchor(path: str, reader: Opener) -> None:
    """An address below ``latest`` leads to the same place in the latest release, query and anchor included."""
    result = reader()
    result.page.goto(f"{result.address}latest/{path}?q=coal&n=1#limits")
    result.page.wait_for_url(f"{result.address}2026.04/{path}?q=coal&n=1#limits")
    result.check()


def test_root_leads_to_the_latest_without_script(reader: Opener) -> None:
    """The root and the alias lead on where no script runs."""
    for path, target in (("", "2026.04/"), ("latest/claims/", "2026.04/claims/")):
        page = reader(script=False).page
        page.goto(f"{reader().address}{path}")
        page.wait_for_url(f"{reader().address}{target}")


CASES = {
    "page": ("2026.01/analyses/plants/", "The same page in the latest release", "2026.04/analyses/plants/"),
    "home": ("2026.02/", "The same page in the latest release", "2026.04/"),
    "file name": ("2026.02/claims/index.html", "The same page", "2026.04/claims/"),
    "figure": ("2026.01/figures/plants/capacity/", "The same figure", "2026.04/figures/plants/capacity/"),
    "heading": ("2026.01/analyses/power-mix/#limits", "The same place", "2026.04/analyses/power-mix/#limits"),
    "heading gone": ("2026.02/analyses/power-mix/#gas", "This place is no longer there", "2026.04/analyses/power-mix/"),
    "figure gone": (f"2026.02/figures/{GAS}/", "This figure is no longer there", "2026.04/"),
    "renamed": (f"2026.01/figures/{OLD}/", f"it is called {NEW}", f"2026.04/figures/{NEW}/"),
    "renamed on a page": ("2026.02/analyses/power-mix/#coal-halves", "it is called", f"2026.04/figures/{NEW}/"),
}


@pytest.mark.parametrize("case", CASES)
def test_old_release_leads_to_the_latest(case: str, reader: Opener) -> None:
    """A page of an old release says which it is, and links to the same in the latest, or says that it is gone."""
    path, words, target = CASES[case]
    result = reader()
    page = ready(result.go(path))
    bar = page.locator(".pp-newer")
    release = path.split("/")[0]
    expect(bar).to_contain_text(f"You are reading release {release} of 15")
    expect(bar).to_contain_text(words)
    assert ("no longer there" in bar.inner_text()) == ("gone" in case)
    bar.get_by_role("link").click()
    page.wait_for_url(f"{result.address}{target}")
    expect(page.locator("h1").first).to_be_visible()
    ready(page)
    expect(page.locator(".pp-newer")).to_have_count(0)
    result.check()


def test_the_bar_follows_the_anchor_and_can_be_hidden(reader: Opener) -> None:
    """Following a link within the page renews what the bar says; its button removes it."""
    page = ready(reader().go("2026.02/analyses/power-mix/#limits"))
    expect(page.locator(".pp-newer")).to_contain_text("The same place")
    page.evaluate("location.hash = 'gas'")
    expect(page.locator(".pp-newer")).to_contain_text("This place is no longer there")
    page.get_by_role("button", name="Hide").click()
    expect(page.locator(".pp-newer")).to_have_count(0)


def test_menu_lists_all_releases_with_dates_and_reasons(reader: Opener) -> None:
    """The oldest release's menu knows of all later ones, newest first, and each link leads to a release."""
    page = ready(reader().go("2026.01/methods/"))
    page.locator(".pp-releases summary").click()
    items = page.locator(".pp-releases li").all_inner_texts()
    assert [text.split()[0] for text in items] == sorted(DATES, reverse=True)
    for text, release in zip(items, sorted(DATES, reverse=True), strict=True):
        assert REASONS[release] in text
        assert "15 " in text
    assert "this one" in items[-1]
    page.locator(".pp-releases a", has_text="2026.03").click()
    page.wait_for_url("**/2026.03/")


def test_menu_is_complete_without_script(reader: Opener) -> None:
    """Without script the menu opens, and lists this release and all before it; the footer leads to all."""
    page = reader(script=False).go("2026.03/methods/")
    page.locator(".pp-releases summary").click()
    expect(page.locator(".pp-releases li")).to_have_count(3)
    expect(page.locator(".pp-releases li").first).to_contain_text(REASONS["2026.03"])
    footer = page.locator(".md-footer .pp-release")
    expect(footer).to_contain_text("Release 2026.03 of 15 March 2026. Newer releases and corrections: all releases.")
    assert footer.get_by_role("link").get_attribute("href") == "https://fixture.example/releases/"


@pytest.mark.parametrize("width", [320, 1280])
def test_menu_works_by_keyboard(width: int, reader: Opener) -> None:
    """Tab reaches the menu, Enter opens it within the window, Escape closes it and keeps the place."""
    page = ready(reader(width=width).go("2026.04/"))
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.pp-releases') !== null"):
            break
    page.keyboard.press("Enter")
    box = page.locator(".pp-releases > div").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.keyboard.press("Escape")
    expect(page.locator(".pp-releases > div")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.pp-releases > summary')")


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves(width: int, reader: Opener) -> None:
    """Menu and bar move nothing that a reader is reading, and the header is as tall as without the menu."""
    page = ready(reader(width=width).go("2026.01/analyses/plants/"))
    expect(page.locator(".pp-newer")).to_be_visible()
    assert page.evaluate(SHIFT) < 0.02
    tall = "document.querySelector('.md-header__inner').getBoundingClientRect().height"
    before = page.evaluate(tall)
    page.evaluate("document.querySelector('.pp-releases').remove()")
    assert page.evaluate(tall) == before


def test_local_build_asks_for_nothing(states: tuple[Path, dict[str, str]], browser: Browser) -> None:
    """A build that no release surrounds asks for nothing more than its pages, and tells of no error; from disk too."""
    site = states[0] / "sites" / "2026.03"
    with host(site) as address, opening(browser, address) as opened:
        result = opened()
        page = result.go("analyses/plants/")
        page.wait_for_timeout(300)
        assert [url for url in result.requests if "releases.json" in url or "corrections.json" in url] == []
        result.check()
        expect(page.locator(".pp-releases li")).to_have_count(3)
        page.goto((site / "methods" / "index.html").as_uri())
        page.wait_for_timeout(300)
        assert [text for text in result.errors if "releases" in text] == []
        expect(page.locator(".pp-newer")).to_have_count(0)


@pytest.fixture(scope="module")
def corrected(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the releases with corrections published beside them."""
    folder = Path(shutil.copytree(published / "branch", tmp_path_factory.mktemp("corrected") / "branch"))
    releases = releases_from((folder / "releases.json").read_bytes())
    corrections = corrections_from(CORRECTIONS, "corrections")
    for name, content in root_files(load_settings(published / "work"), releases, corrections).items():
        (folder / name).write_bytes(content)
    return folder


def test_corrections_are_shown_where_they_concern(corrected: Path, published: Path, browser: Browser) -> None:
    """Old pages show what was withdrawn and corrected, where and with a way on, though none of their bytes changed."""
    before, after = digests(published / "branch"), digests(corrected)
    moved = {line.partition(": ")[2] for line in differences(before, after)}
    assert moved == {"corrections.json", "releases/index.html"}
    with host(corrected) as address, opening(browser, address) as opened:
        result = opened()
        for path in ("2026.01/figures/plants/capacity/", "2026.02/analyses/plants/"):
            notice = ready(result.go(path)).locator("figure[data-figure='plants/capacity'] .pp-notice")
            for words in ("Withdrawn. One plant is listed twice.", "Two names", "1 March 2026", "The editors"):
                expect(notice).to_contain_text(words)
        page = ready(result.go("2026.01/values/power-mix/"))
        notice = page.locator(".pp-notice")
        expect(notice).to_have_count(1)
        expect(notice).to_contain_text("Corrected. The share was too high.")
        notice.get_by_role("link", name="As it stands in release 2026.02").click()
        page.wait_for_url("**/2026.02/values/power-mix/#power-mix.coal-share")
        ready(page)
        expect(page.locator(".pp-notice")).to_have_count(0)
        page = ready(result.go("2026.01/analyses/power-mix/"))
        expect(page.locator(".pp-mark").first).to_contain_text("corrected")
        page.locator(".pp-mark a").first.click()
        page.wait_for_url("**/releases/#coal-2023")
        expect(page.locator("#coal-2023")).to_contain_text("The share was too high.")
        page = ready(result.go("2026.04/analyses/plants/"))
        expect(page.locator(".pp-notice")).to_have_count(0)
        result.check()


@pytest.mark.parametrize(("release", "shown"), [("2026.02", 1), ("2026.03", 0)])
def test_an_embed_tells_its_readers(
    release: str, shown: int, corrected: Path, tmp_path: Path, browser: Browser
) -> None:
    """A figure in a frame of another site says that it was withdrawn since, and tells its new height."""
    with host(corrected) as address, opening(browser, address) as opened, serving(tmp_path) as elsewhere:
        (tmp_path / "index.html").write_text(
            f"""<!doctype html><title>Another site</title><link rel="icon" href="data:,">
            <script>heard = []; addEventListener("message", event => heard.push(event.data.height))</script>
            <iframe src="{address}{release}/figures/plants/capacity/embed.html" title="Figure" width="600"></iframe>"""
        )
        result = opened()
        with result.page.expect_response("**/corrections.json"):
            result.page.goto(elsewhere)
        frame = result.page.frame_locator("iframe")
        notice = frame.locator(".pp-notice")
        expect(notice).to_have_count(shown)
        if shown:
            expect(notice).to_have_text("Withdrawn. One plant is listed twice. Why, since when, and what holds now.")
            tall = frame.locator("body").evaluate("body => Math.ceil(body.getBoundingClientRect().height)")
            result.page.wait_for_function("tall => heard.at(-1) === tall", arg=tall)
            link = notice.get_by_role("link").evaluate("link => [link.href, link.target]")
            assert link == [f"{address}releases/#capacity", "_parent"]
        result.check()


def test_list_of_releases_is_complete_without_script(corrected: Path, browser: Browser) -> None:
    """The static list has every release with date and reason, and every correction with links that lead somewhere."""
    with host(corrected) as address, opening(browser, address) as opened:
        result = opened(script=False)
        page = result.go("releases/")
        text = page.locator("main").inner_text()
        for release, reason in REASONS.items():
            assert release in text
            assert reason in text
        for words in ("15 April 2026, the latest", "Withdrawn: figure plants/capacity", "Two names of one plant."):
            assert words in text
        links = page.eval_on_selector_all("main a", "all => all.map(a => a.href.split('#')[0])")
        assert len(links) > 10
        for link in dict.fromkeys(links):
            assert page.request.get(link).ok, link
        result.check()


def test_unknown_address_leads_on(reader: Opener) -> None:
    """An address that no release has is answered with 404 and a page that leads to the latest and to all releases."""
    page = reader().page
    answer = page.goto(f"{reader().address}2026.04/figures/{GAS}/")
    assert answer is not None
    assert answer.status == 404
    hrefs = page.eval_on_selector_all("main li a", "all => all.map(a => a.href)")
    assert hrefs == [f"{reader().address}2026.04/", f"{reader().address}releases/"]


def test_paper_names_the_release(reader: Opener) -> None:
    """On paper the menu is gone, and the page names its release and its frozen address."""
    page = ready(reader().go("2026.02/analyses/plants/"))
    page.emulate_media(media="print")
    expect(page.locator(".pp-releases")).to_be_hidden()
    line = page.locator(".pp-print.pp-release")
    expect(line).to_be_visible()
    expect(line).to_have_text(
        "Release 2026.02 of 15 February 2026: https://fixture.example/2026.02/analyses/plants/", use_inner_text=True
    )


@pytest.mark.parametrize("path", ["2026.01/analyses/plants/", "releases/", "404.html"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious(path: str, dark: bool, corrected: Path, browser: Browser) -> None:
    """Menu, bar, notices and the pages at the root have no serious barrier."""
    with host(corrected) as address, opening(browser, address) as opened:
        page = opened(dark=dark, width=320).go(path)
        if path.startswith("2026"):
            ready(page).locator(".pp-releases summary").click()
            expect(page.locator(".pp-newer")).to_be_visible()
        parts = [[name] for name in (".pp-releases", ".pp-newer", ".pp-notice") if page.locator(name).count()]
        page.evaluate(axe_script())
        result = page.evaluate(
            "parts => axe.run(parts.length ? {include: parts} : document, {resultTypes: ['violations']})", parts
        )
        assert len(parts) == (3 if path.startswith("2026") else 0)
        assert result["passes"]
        results = [
            f"{item['impact']}: {item['id']}: {json.dumps([node['target'] for node in item['nodes']][:4])}"
            for item in result["violations"]
            if item["impact"] in {"serious", "critical"}
        ]
        assert results == [], names_of(results)
