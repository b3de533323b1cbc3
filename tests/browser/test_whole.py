"""The site without what a reader's browser or network may refuse: script, other hosts, any network, loose policies."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from proofpress.text.periods import with_said_dates
from tests.browser.conftest import RELEASE, Opener, Visit, search_for
from tests.browser.pages import ANALYSES, BARE_KINDS, KINDS, listed, path_of
from tests.support.projects import files_below, names_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FIGURES = """() => Object.fromEntries([...document.querySelectorAll('figure.pp-figure')].map(figure => [
  figure.dataset.figure, {
    drawn: [...figure.querySelectorAll('.pp-chart svg, .pp-listed')].some(e => e.getBoundingClientRect().width > 200),
    rows: figure.querySelectorAll(':is(details.pp-table, .pp-scroll) tbody tr').length,
    text: figure.textContent,
    links: [...figure.querySelectorAll('a')].map(link => link.href),
  }]))"""
LINKS = "[...document.querySelectorAll('a[href]')].map(link => link.href)"
VIOLATIONS = """() => {
  window.violations = [];
  document.addEventListener('securitypolicyviolation', event =>
    window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
}"""
DOWNLOADS = (
    *("values.csv", "package.zip", "values.csv-metadata.json", "spec.json"),
    *("share.svg", "share.png", "embed.html"),
)


def below(links: Any, address: str) -> set[str]:
    """Return the files of the site that links lead to, as paths."""
    return {
        path + "index.html" if path.endswith("/") or not path else path
        for link in links
        if link.startswith(address)
        for path in [RELEASE.sub("", urlsplit(link).path, count=1).lstrip("/")]
    }


def test_each_figure_is_whole_without_script(visit: Opener, real_site: Path) -> None:
    """Without script each figure of ``figures.json`` stands on its analysis's page, with its rows, texts and links.

    Its note, its sources, its downloads and how it was made can all be reached, and every one of these files exists.
    """
    results = visit(script=False)
    files = files_below(real_site)
    for analysis in ANALYSES:
        own = {item["id"]: item for item in listed(real_site, "figures") if item["analysis"] == analysis}
        result = results.go(f"analyses/{analysis}/").evaluate(FIGURES)
        assert sorted(result) == sorted(own)
        for key, item in own.items():
            shown = result[key]
            assert shown["drawn"], key
            assert shown["rows"] > 0, key
            for text in (item["subtitle"], item["note"], item["alt"]):
                assert " ".join(text.split()) in " ".join(shown["text"].split()), f"{key}: {text}"
            linked = below(shown["links"], results.address)
            assert {f"figures/{key}/{name}" for name in DOWNLOADS} <= linked, key
            assert linked <= files.keys(), key
            sources = {link.partition("#")[2] for link in shown["links"] if "/sources/#" in link}
            assert sources == set(item["sources"]), key
    results.check()


def test_each_figures_page_is_whole_without_script(visit: Opener, real_site: Path) -> None:
    """Without script each figure's own page leads to every file that ``figures.json`` names, and to its analysis."""
    result = visit(script=False)
    for item in listed(real_site, "figures"):
        page = result.go(item["page"])
        linked = below(page.evaluate(LINKS), result.address)
        assert {file["path"] for file in item["files"].values()} - linked == set(), item["id"]
        assert f"analyses/{item['analysis']}/index.html" in linked, item["id"]
    result.check()


def test_numbers_sources_and_downloads_are_there_without_script(visit: Opener, real_site: Path) -> None:
    """Without script each value, claim and source has its entry, each table and the gallery their page and links."""
    result = visit(script=False)
    values = listed(real_site, "values")
    for analysis in ANALYSES:
        own = {item["id"]: with_said_dates(item["text"]) for item in values if item["analysis"] == analysis}
        page = result.go(f"values/{analysis}/")
        shown = dict(page.evaluate("[...document.querySelectorAll('dt[id]')].map(dt => [dt.id, dt.textContent])"))
        assert [key for key, text in own.items() if text not in shown.get(key, "")] == [], analysis
    for name in ("claims", "sources"):
        ids: set[str] = set()
        for file in sorted(real_site.glob(f"{name}/**/index.html")):
            page = result.go(f"{file.parent.relative_to(real_site).as_posix()}/")
            ids |= set(page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)"))
        assert {item["id"] for item in listed(real_site, name)} - ids == set(), name
        assert not any(form.is_visible() for form in page.locator("form.pp-filter").all()), name
    linked = below(result.go("data/").evaluate(LINKS), result.address)
    pages = [path for path in (real_site / "data").glob("*/index.html") if path.parent.with_suffix(".zip").is_file()]
    tables = {path.relative_to(real_site).as_posix() for path in pages}
    assert tables
    assert tables - linked == set()
    result.go(min(tables).removesuffix("index.html"))
    assert below(result.page.evaluate(LINKS), result.address) & {
        f for f in files_below(real_site) if f.endswith(".csv")
    }
    shown = below(result.go("figures/").evaluate(LINKS), result.address)
    assert {f"{item['page']}index.html" for item in listed(real_site, "figures")} - shown == set()
    result.check()


def test_releases_can_be_reached_without_script(visit: Opener, real_site: Path) -> None:
    """Without script each kind of page leads to what changed, which names this release."""
    result = visit(script=False)
    for kind in KINDS:
        page = result.go(path_of(kind, real_site))
        assert "changes/index.html" in below(page.evaluate(LINKS), result.address), kind
    release = re.search(
        r"release: \"([^\"]+)\"", (Path(__file__).parents[2] / "mkdocs.yml").read_text(encoding="utf-8")
    )
    assert release
    expect(result.go("changes/").locator("article")).to_contain_text(release[1])
    result.check()


def test_nothing_is_missing_where_other_hosts_are_blocked(visit: Opener, real_site: Path) -> None:
    """With every host refused but the site's own, each kind of page asks for nothing else and loads all it names."""
    result = visit(fresh=True)
    refused = []

    def guard(route: Route) -> None:
        if route.request.url.startswith((result.address, "data:", "blob:")):
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    result.page.context.route("**/*", guard)
    for kind in [*KINDS, *BARE_KINDS]:
        page = result.go(path_of(kind, real_site))
        assert page.evaluate("[...document.images].filter(i => i.loading !== 'lazy' && !i.naturalWidth).length") == 0, (
            kind
        )
        assert page.evaluate("[...document.fonts].some(font => font.status === 'loaded')"), kind
    assert refused == []
    result.check()


def test_a_loaded_page_needs_no_network(visit: Opener) -> None:
    """Once loaded, an analysis and the register stay whole offline: tables, filters, charts in both colours, print."""
    result = visit(fresh=True)
    page = result.go(f"analyses/{ANALYSES[0]}/")
    page.context.set_offline(True)
    page.locator("details.pp-table summary").first.click()
    expect(page.locator("details.pp-table table").first).to_be_visible()
    before = page.locator(".pp-wide svg").first.screenshot()
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).not_to_have_css("background-color", "rgb(255, 255, 255)")
    assert page.locator(".pp-wide svg").first.screenshot() != before
    page.emulate_media(media="print", color_scheme="light")
    expect(page.locator(".pp-wide svg").first).to_be_visible()
    page.context.set_offline(False)
    page.emulate_media(media="screen")
    page = result.go("claims/")
    page.locator("form.pp-filter input[name=words]").fill("co")  # the search reads the pages' rows once
    expect(page.locator("form.pp-filter output")).to_have_text(re.compile(r"^\d+ of \d+ claims$"))
    page.context.set_offline(True)
    page.locator("form.pp-filter input[name=words]").fill("cobalt")
    page.wait_for_url(re.compile("words=cobalt"))
    expect(page.locator("form.pp-filter output")).to_have_text(re.compile(r"^[1-9]\d? of \d+ claims$"))
    expect(page.locator("tr[data-filter]:visible").first).to_contain_text(re.compile("cobalt", re.IGNORECASE))
    result.check()


@pytest.fixture
def watched(visit: Opener) -> Visit:
    """Return a visit whose pages note what their policy refuses."""
    result = visit(fresh=True)
    result.page.add_init_script(f"({VIOLATIONS})()")
    return result


def use(page: Page) -> None:
    """Do what a reader can do on a page that makes script run."""
    folded = page.locator("details:not([open]) > summary:visible")
    for _ in range(min(3, folded.count())):
        folded.first.click()
    explore = page.locator("button.pp-explore:visible").first
    if explore.count():
        explore.click()
        expect(page.locator(".pp-live svg").first).to_be_visible()
        page.locator(".pp-live svg").first.hover()
    words = page.locator("form.pp-filter input[name=words]").first
    if words.count():
        words.fill("china")
        page.wait_for_url(re.compile("words=china"))  # the rows that do not fit are hidden then, and not before
        expect(page.locator("form.pp-filter output").first).to_have_text(re.compile("of"))
    example = page.locator("[data-example]:visible").first
    if example.count():
        example.click()
    copy = page.locator("button.pp-copy:visible").first
    if copy.count():
        copy.click()
    if page.locator("input.md-search__input").count():
        page.evaluate("document.activeElement.blur()")
        search_for(page, "chip")
        expect(page.locator(".md-search-result__link").first).to_be_visible()
        page.keyboard.press("Escape")


@pytest.mark.parametrize("kind", [*KINDS, *BARE_KINDS])
def test_the_policy_is_strict_and_kept(kind: str, watched: Visit, real_site: Path) -> None:
    """Each kind of page names a policy without loose ends, and used as readers use it, nothing is refused or logged."""
    page = watched.go(path_of(kind, real_site))
    policy = page.locator("head > meta[http-equiv='Content-Security-Policy']")
    expect(policy).to_have_count(1)
    rules = dict(rule.strip().partition(" ")[::2] for rule in str(policy.get_attribute("content")).split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in rules["script-src"]
    assert not any(re.search(r"https?:|\*", rule) for rule in rules.values())
    use(page)
    assert page.evaluate("window.violations") == []
    watched.check()


def test_refusals_are_noticed(watched: Visit) -> None:
    """What the policy refuses is noted: the test above would fail."""
    page = watched.go("")
    page.evaluate("""() => new Promise(done => {
      document.addEventListener('securitypolicyviolation', done);
      document.body.append(Object.assign(new Image(), {src: 'https://elsewhere.example/pixel.png'}));
    })""")
    [result] = page.evaluate("window.violations")
    assert result.startswith("img-src: https://elsewhere.example")


def test_every_page_has_the_policy(real_site: Path) -> None:
    """Every HTML file of the site, not just one of each kind, carries the policy, once, first in its head."""
    pages = {name: path for name, path in files_below(real_site).items() if name.endswith(".html")}
    assert len(pages) > len(KINDS)
    bare = [
        name
        for name, path in pages.items()
        if not re.search(
            r'<head[^>]*><meta http-equiv="Content-Security-Policy" content="default-src \'none\'',
            text := path.read_text(encoding="utf-8"),
        )
        or text.count("Content-Security-Policy") != 1
    ]
    assert bare == [], names_of(bare)


EMPTY_WORDS = {"click here", "go", "here", "information", "learn more", "more", "more info", "more information",
               "read more", "right here", "see more", "start", "this"}  # fmt: skip
"""Words of a link that tell neither a screen reader's list of links nor a search engine where it leads."""


def test_every_page_tells_what_it_is_and_where_its_links_lead(real_site: Path) -> None:
    """Every HTML file of the site has a title and a description, and no link whose words name no place."""
    pages = {name: path for name, path in files_below(real_site).items() if name.endswith(".html")}
    assert len(pages) > len(KINDS)
    wrong = []
    for name, path in pages.items():
        text = path.read_text(encoding="utf-8")
        for what in ("<title>[^<]+<", '<meta name="?description"? content="[^"]+"'):
            wrong += [] if re.search(what, text) else [f"{name}: no {what}"]
        links = re.findall(r"<a\b[^>]*>(.*?)</a>", text, re.DOTALL)
        words = {" ".join(re.sub(r"<[^>]+>", " ", link).split()).lower() for link in links}
        wrong += [f"{name}: a link “{empty}”" for empty in sorted(words & EMPTY_WORDS)]
    assert wrong == [], names_of(wrong)
