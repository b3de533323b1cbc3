"""The real site as readers meet it: with and without script, on a phone, in the dark, on paper."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from proofpress.text.periods import with_said_dates
from tests.browser.conftest import Once, Opener
from tests.browser.pages import ANALYSES, charts_on
from tests.browser.seen import PHONES, SCREENS, Look, charts, look, look_on_phones

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ENTRIES = """() => Object.fromEntries([...document.querySelectorAll('.pp-values dt[id]')].map(dt => {
  const dd = dt.nextElementSibling;
  const links = [...dd.querySelectorAll('a')];
  return [dt.id, {head: dt.textContent, text: dd.textContent,
    rows: links.filter(a => !a.getAttribute('href').includes('sources/#')).map(a => a.textContent),
    sources: links.filter(a => a.getAttribute('href').includes('sources/#')).length,
    statuses: [...dd.querySelectorAll('.pp-status')].map(e => e.textContent)}];
}))"""
CLAIM_ROWS = """() => Object.fromEntries([...document.querySelectorAll('.pp-register tr[id]')].map(tr => {
  const cell = tr.querySelector('[data-label=Status]');
  return [tr.id, {text: tr.textContent, status: cell.querySelector('.pp-status').textContent,
    reason: cell.querySelector('small').textContent.trim(), links: cell.querySelectorAll('small a').length,
    grade: tr.querySelector('.pp-grade').textContent}];
}))"""
NAMELESS = '.pp-live svg [role="graphics-symbol"]:not([aria-label], [aria-hidden="true"])'
"""Marks that a screen reader would announce and that say nothing."""
MARKS = ".pp-live .mark-symbol [aria-label], .pp-live .mark-rect [aria-label], .pp-live .mark-rule [aria-label]"


@pytest.fixture
def seen(visit: Opener, once: Once) -> Look:
    """Return a function that gives what is seen of an analysis's page, with or without script: looked at once a run."""
    return lambda analysis, *, script: once(
        f"seen-{analysis}-{'script' if script else 'plain'}", lambda: look(analysis, visit, script=script)
    )


@pytest.fixture
def on_phones(visit: Opener, real_site: Path, once: Once) -> dict[int, dict[str, dict[str, Any]]]:
    """Return what a phone shows of the pages, by its width and their address: each opened once a run."""
    return dict(once("on-phones", lambda: look_on_phones(visit, real_site)))


def test_there_are_analyses() -> None:
    """The project has analyses to open."""
    assert ANALYSES


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("analysis", ANALYSES)
def test_analysis_shows_its_charts(analysis: str, script: bool, seen: Look, real_site: Path) -> None:
    """Each published chart stands on its analysis's page, drawn, named, described and visible, script or not."""
    result = seen(analysis, script=script)
    assert sorted(item["id"] for item in result.charts) == sorted(charts_on(real_site, analysis))
    for figure in result.charts:
        shown = [picture for picture in figure["pictures"] if picture["shown"]]
        assert [picture["part"] for picture in shown] == ["pp-wide"], figure["id"]
        for picture in figure["pictures"]:
            assert picture["role"] == "img", figure["id"]
            assert picture["named"], figure["id"]
            assert len(picture["title"]) > 10, figure["id"]
            assert len(picture["desc"]) > 20, figure["id"]
            assert picture["marks"] > 5, figure["id"]
        assert shown[0]["width"] > 400, figure["id"]
        assert shown[0]["height"] > 80, figure["id"]
    assert not result.unbound
    assert result.trouble == []


@pytest.mark.parametrize("analysis", ANALYSES)
def test_source_links_lead_to_their_entries(analysis: str, visit: Opener) -> None:
    """Each link of each source line, followed, arrives at an entry of the sources page that exists."""
    result = visit()
    page = result.go(f"analyses/{analysis}/")
    hrefs = sorted({str(link.get_attribute("href")) for link in page.locator(".pp-source a").all()})
    assert hrefs
    page.locator(".pp-source a").first.click()
    page.wait_for_url(re.compile(r"/sources/#.+"))
    expect(page.locator(f"[id='{page.url.partition('#')[2]}']")).to_be_in_viewport()
    ids = set(page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)"))
    assert [href for href in hrefs if href.partition("#")[2] not in ids] == []
    result.check()


@pytest.mark.parametrize("analysis", ANALYSES)
def test_bound_numbers_lead_to_their_entries(analysis: str, visit: Opener) -> None:
    """Each number of a page leads to its entry, which says the same number."""
    result = visit()
    page = result.go(f"analyses/{analysis}/")
    links = page.evaluate("[...document.querySelectorAll('a.pp-v')].map(a => [a.getAttribute('href'), a.textContent])")
    assert len(links) > 10
    page.locator("article a.pp-v").first.click()
    page.get_by_role("link", name="The whole trail").click()
    page.wait_for_url(re.compile(r"/(?:values|claims)/[^#]+/#.+"))
    expect(page.locator(f"[id='{page.url.partition('#')[2]}']")).to_be_in_viewport()
    by_page: dict[str, list[tuple[str, str]]] = {}
    for href, text in links:
        path, _, anchor = href.partition("#")
        by_page.setdefault(path.removeprefix("../../"), []).append((anchor, text))
    plain = visit(script=False)
    for path, numbers in by_page.items():
        texts = plain.go(path).evaluate(
            "Object.fromEntries([...document.querySelectorAll('dt[id], tr[id]')].map(e => [e.id, e.textContent]))"
        )
        for anchor, text in numbers:
            assert anchor in texts, f"{path}#{anchor}"
            if path.startswith(("values/", "claims/")):
                assert text in texts[anchor], f"{path}#{anchor}: {text!r} is not in {texts[anchor]!r}"
    result.check()
    plain.check()


@pytest.mark.parametrize("analysis", ANALYSES)
def test_an_entry_says_how_its_number_came_about(analysis: str, visit: Opener, real_site: Path) -> None:
    """Each value's entry shows number, unit, formula, rows, sources with grades and, of a claim, its status."""
    values = json.loads((real_site / "values.json").read_text(encoding="utf-8"))["values"]
    own = {item["id"]: item for item in values if item["analysis"] == analysis}
    assert own
    statuses = {
        item["id"]: item["status"]
        for item in json.loads((real_site / "claims.json").read_text(encoding="utf-8"))["claims"]
    }
    results = visit(script=False)
    result = results.go(f"values/{analysis}/").evaluate(ENTRIES)
    assert sorted(result) == sorted(own)
    for key, item in own.items():
        entry = result[key]
        assert with_said_dates(item["text"]) in entry["head"], key
        assert item["formula"] in entry["text"], key
        assert not item["unit"] or f"Unit: {item['unit']}." in entry["text"], key
        assert (
            "Our choice" in entry["text"] if item["kind"] == "choice" else f"Grade {item['grade']}" in entry["text"]
        ), key
        assert entry["rows"] == item["rows"][:4], key
        assert ("more rows" in entry["text"]) == (len(item["rows"]) > 4), key
        assert entry["sources"] == len(item["sources"]), key
        quoted = [statuses[row.removeprefix("claim:")] for row in item["rows"][:4] if row.startswith("claim:")]
        assert entry["statuses"] == quoted, key
    results.check()


def test_claims_show_status_and_reason(visit: Opener, real_site: Path) -> None:
    """Each claim's row shows its value, grade and status with the reason, as in ``claims.json``, without script too."""
    claims = json.loads((real_site / "claims.json").read_text(encoding="utf-8"))["claims"]
    assert claims
    result = visit(script=False)
    links = result.go("claims/").locator("a[data-rows]").evaluate_all("all => all.map(a => a.href)")
    rows = {}
    for link in links:
        rows |= result.go(link.removeprefix(result.address)).evaluate(CLAIM_ROWS)
    assert sorted(rows) == sorted(item["id"] for item in claims)
    for item in claims:
        row = rows[item["id"]]
        assert item["statement"] in row["text"], item["id"]
        assert row["status"] == item["status"], item["id"]
        assert len(row["reason"]) > 10, item["id"]
        assert row["grade"] == item["grade"], item["id"]
        assert row["links"] == len(item["links"]), item["id"]
    result.check()


def test_a_check_leads_to_what_it_compares(visit: Opener, real_site: Path) -> None:
    """From a claim's status the link leads to its check on the audit page, whose numbers are links too."""
    claims = json.loads((real_site / "claims.json").read_text(encoding="utf-8"))["claims"]
    failing = next(item for item in claims if item["status"] == "inconsistent")
    result = visit()
    page = result.go(f"claims/?words={failing['id']}")
    page.locator(f"[id='{failing['id']}'] a", has_text="check").first.click()
    page.wait_for_url(re.compile(r"/analyses/claim-audit/#check-.+"))
    entry = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(entry).to_be_in_viewport()
    assert entry.locator("a.pp-v").count() > 0
    assert (entry.locator(".pp-verdict").text_content() or "") in {"holds", "fails", "cannot tell"}
    result.check()


def test_the_debate_names_both_sides(visit: Opener) -> None:
    """Each thesis says what it would need and what bears on it; each figure and claim named there can be reached."""
    result = visit(script=False)
    page = result.go("debate/")
    theses = page.locator("article.pp-thesis")
    assert theses.count() > 5
    for thesis in theses.all():
        assert "What it would need." in thesis.inner_text()
        assert thesis.locator("li .pp-side").count() or thesis.locator(".pp-none").count()
    hrefs = page.locator(".pp-thesis li > a").evaluate_all("all => all.map(a => a.href)")
    assert hrefs
    for href in sorted({href for href in hrefs if "/figures/" in href}):
        result.go(href.removeprefix(result.address))
    result.check()


@pytest.mark.parametrize("width", PHONES)
def test_nothing_is_wider_than_a_phone(width: int, on_phones: dict[int, dict[str, dict[str, Any]]]) -> None:
    """At phone width no page scrolls sideways, and charts show their narrow drawing."""
    pages = on_phones[width]
    assert len(pages) > len(ANALYSES)
    assert {path or "home": item["out"] for path, item in pages.items() if item["page"] > 0} == {}
    drawn = [item for page in pages.values() for item in page["charts"]]
    assert len(drawn) > len(ANALYSES)
    for item in drawn:
        shown = [picture for picture in item["pictures"] if picture["shown"]]
        assert [picture["part"] for picture in shown] == ["pp-narrow"], item["id"]
        assert 250 < shown[0]["width"] <= width, item["id"]


def test_no_brief_is_wider_than_a_phone(visit: Opener) -> None:
    """Each brief keeps to a phone, addresses of its sources included."""
    result = visit(width=PHONES[0], height=740)
    wide = {}
    for name in ANALYSES:
        page = result.go(f"analyses/{name}/brief.html")
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
    assert {name: width for name, width in wide.items() if width > PHONES[0]} == {}
    result.check()


@pytest.mark.parametrize("analysis", ANALYSES)
def test_paper_shows_the_wide_chart(analysis: str, seen: Look) -> None:
    """On paper each figure shows its wide drawing, in light colours, without navigation and buttons."""
    result = seen(analysis, script=True)
    assert result.on_paper
    for item in result.on_paper:
        parts = [picture["part"] for picture in item["pictures"] if picture["shown"]]
        assert parts == ["pp-wide"], item["id"]
    assert result.left_on_paper == []
    assert result.paper == "#ffffff"
    assert result.trouble == []


def test_the_name_of_the_site_is_whole_on_a_phone(visit: Opener) -> None:
    """Beside menu, colours, release and search the header of a narrow phone has room for the whole name."""
    page = visit(width=360).go("")
    name = page.locator(".md-header__topic .md-ellipsis").first
    sizes = name.evaluate("e => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight, e.clientHeight]")
    assert sizes[0] <= 1
    assert sizes[1] <= 1
    assert sizes[2] <= page.locator(".md-header").evaluate("e => e.clientHeight")


def test_table_view_opens(visit: Opener) -> None:
    """Each figure's table opens by keyboard and shows as many rows as it has, without script too."""
    for script in (True, False):
        result = visit(script=script)
        page = result.go(f"analyses/{ANALYSES[0]}/")
        tables = page.locator("details.pp-table:has(table)")
        assert tables.count() > 0
        for view in tables.all():
            assert not view.locator("table").is_visible()
            view.locator("summary").focus()
            page.keyboard.press("Enter")
            expect(view.locator("table")).to_be_visible()
            assert view.locator("tbody tr").count() > 0
        result.check()


def test_code_is_one_click_away(visit: Opener) -> None:
    """Readers see no code until they open it; then it is the notebook's."""
    result = visit()
    page = result.go(f"analyses/{ANALYSES[0]}/")
    folded = page.locator("details.pp-code")
    assert folded.count() > 3
    assert not any(block.locator("pre").first.is_visible() for block in folded.all())
    folded.first.locator("summary").click()
    expect(folded.first.locator("pre").first).to_be_visible()
    assert "import" in folded.first.inner_text()
    result.check()


@pytest.mark.parametrize("analysis", ANALYSES)
def test_explore_draws_the_chart_live(analysis: str, visit: Opener) -> None:
    """Each figure's `Explore` replaces the picture by the live chart, from one bundle of the site itself."""
    result = visit()
    page = result.go(f"analyses/{analysis}/")
    assert not page.evaluate("'vegaEmbed' in window"), "the bundle loads before anybody asked"
    assert not any("vega" in url for url in result.requests)
    figures = page.locator("figure.pp-figure:has(.pp-chart)")
    assert figures.count() > 0
    for figure in figures.all():
        name = figure.get_attribute("data-figure")
        button = figure.locator("button.pp-explore")
        expect(button).to_be_visible()
        button.click()
        expect(figure.locator(".pp-live svg").first).to_be_visible()
        assert figure.locator(".pp-wide, .pp-narrow").count() == 0, name
        box = figure.locator(".pp-live svg").first.bounding_box()
        assert box, name
        assert box["width"] > 200, name
        assert box["height"] > 50, name
        assert figure.locator(".pp-live svg path, .pp-live svg text").count() > 5, name
        headings = figure.locator(".pp-table thead th").all_text_contents()
        labels = figure.locator(MARKS).evaluate_all("marks => marks.map(mark => mark.getAttribute('aria-label'))")
        assert labels, f"no mark of {name} can be read"
        assert figure.locator(NAMELESS).count() == 0, f"{name} offers a mark without a name"
        strange = [label for label in labels if label.partition(": ")[0] not in headings or "var(" in label]
        assert strange == [], f"{name}: what marks say is not what the table says"
    assert page.evaluate("typeof window.vegaEmbed") == "function"
    assert len({url for url in result.requests if url.endswith("vega.js")}) == 1
    result.check()


def test_what_if_says_what_the_page_says(visit: Opener, real_site: Path) -> None:
    """The what-if begins with the months that the page states, and at the output of 2025 says that year's total."""
    listing = json.loads((real_site / "values.json").read_text(encoding="utf-8"))["values"]
    values = {item["id"].partition(".")[2]: item for item in listing if item["analysis"] == "cobalt-concentration"}
    page = visit().go("figures/cobalt-concentration/what-if/")
    page.get_by_role("button", name="Explore the chart").click()
    slider, drawn = page.locator(".pp-live input[type=range]"), page.locator(".pp-live svg")
    expect(drawn).to_contain_text(f"{values['balance-months']['number']:.1f} months of what was mined in 2025")
    slider.press("End")
    expect(drawn).to_contain_text("12.0 months of what was mined in 2025")
    expect(drawn).to_contain_text(f"{values['world-sum-2025']['number'] / 1000:.0f} thousand tonnes")


def test_what_if_moves_the_index(visit: Opener, real_site: Path) -> None:
    """In the cobalt what-if the slider, moved by keyboard, changes the index that the chart draws."""
    listing = json.loads((real_site / "figures.json").read_text(encoding="utf-8"))["figures"]
    cobalt = [item for item in listing if item["analysis"].startswith("cobalt")]
    specs = {
        item["id"]: (real_site / item["files"]["spec.json"]["path"]).read_text(encoding="utf-8") for item in cobalt
    }
    with_slider = [key for key, spec in specs.items() if '"input": "range"' in spec]
    assert with_slider, "no cobalt figure has a slider"
    result = visit()
    page = result.go(f"analyses/{with_slider[0].partition('/')[0]}/")
    figure = page.locator(f"figure[data-figure='{with_slider[0]}']")
    figure.locator("button.pp-explore").click()
    slider = figure.locator(".pp-live input[type=range]").first
    expect(slider).to_be_visible()

    def drawn() -> tuple[str, str]:
        page.wait_for_timeout(300)
        texts = figure.locator(".pp-live svg text").all_text_contents()
        marks = figure.locator(".pp-live svg path").evaluate_all(
            "all => all.map(e => e.getAttribute('d') + e.getAttribute('transform')).join()"
        )
        return " | ".join(texts), str(marks)

    before = drawn()
    slider.focus()
    page.keyboard.press("Home")
    low = drawn()
    page.keyboard.press("End")
    high = drawn()
    assert low != high
    assert before[0] != low[0], f"the index in words stays {before[0]}"
    assert low[0] != high[0]
    assert low[1] != high[1], "no mark moves"
    result.check()


def test_search_finds_a_finding(visit: Opener, real_site: Path) -> None:
    """The search box finds an analysis by a word of its title, without leaving the site."""
    result = visit()
    page = result.go("")
    page.locator(".md-search__input").first.click()
    page.keyboard.type(ANALYSES[0].split("-")[0], delay=20)
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert ANALYSES[0].split("-")[0] in page.locator(".md-search-result__list").inner_text().lower()
    result.check()


def test_search_stays_open_while_a_reader_types(visit: Opener) -> None:
    """The theme closes its search a moment after the page is there: not under a reader's hands. Escape does."""
    result = visit()
    page = result.go("")
    page.locator(".md-search__input").first.click()
    page.keyboard.type(ANALYSES[0].split("-")[0])
    first = page.locator(".md-search-result__link").first
    expect(first).to_be_visible()
    page.evaluate("document.querySelector('[data-md-toggle=search]').click()")  # as the theme's own script does
    page.wait_for_function("() => document.querySelector('[data-md-toggle=search]').checked")
    expect(first).to_be_visible()
    page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    page.wait_for_timeout(100)
    expect(first).to_be_hidden()
    result.check()


def test_embed_stands_alone(visit: Opener, real_site: Path) -> None:
    """A figure's embed shows its chart without script and loads nothing beside itself but the typeface."""
    figure = charts_on(real_site, ANALYSES[0])[0]
    result = visit(script=False)
    page = result.go(f"figures/{figure}/embed.html")
    [item] = charts(page)
    assert any(picture["shown"] for picture in item["pictures"])
    result.check()
    others = [url for url in result.requests[1:] if not url.endswith(".woff2")]
    assert others == []


@pytest.mark.parametrize(("width", "height"), SCREENS)
@pytest.mark.parametrize("analysis", ANALYSES)
def test_the_lead_chart_is_on_the_first_screen(analysis: str, width: int, height: int, seen: Look) -> None:
    """Without scrolling a reader sees the finding and the whole chart that shows it, or a table's upper half."""
    lead = seen(analysis, script=False).leads[width, height]
    assert lead["top"] < height / 2, f"it begins at {lead['top']:.0f} of {height}"
    if lead["is_chart"]:
        assert lead["bottom"] <= height, f"it ends at {lead['bottom']:.0f} of {height}"


@pytest.mark.parametrize("analysis", ANALYSES)
def test_the_contents_are_read_at_a_glance(analysis: str, seen: Look) -> None:
    """The list of contents of an analysis has at most twelve lines, each a section that is there."""
    contents = dict(seen(analysis, script=False).contents)
    assert 3 <= len(contents) <= 12, contents
    assert {link: places for link, places in contents.items() if places != 1} == {}


def test_analyses_are_listed_by_topic(visit: Opener) -> None:
    """A page lists all analyses by finding under their topics; menu and home page have the same topics."""
    page = visit(script=False).go("analyses/")
    topics = page.locator("article h2").all_inner_texts()
    assert len(topics) > 3
    assert page.locator(".pp-findings dt a").count() == len(ANALYSES)
    menu = page.locator(".md-nav--primary").inner_text()
    home = visit(script=False).go("").locator("article h2").all_inner_texts()
    for topic in topics:
        assert topic.splitlines()[0].rstrip("¶#") in menu
        assert topic in home


def test_every_folder_answers(visit: Opener, real_site: Path) -> None:
    """Each folder that an address of the site runs through answers, but for those of parts of pages."""
    folders = {path.parent for path in real_site.rglob("*") if path.is_file()}
    shown = [path for path in folders if path.relative_to(real_site).parts[:1] not in {("assets",), ("search",)}]
    assert len(shown) > 100
    between = {parent for path in shown for parent in path.parents if parent.is_relative_to(real_site)}
    assert [str(path) for path in {*shown, *between} if not (path / "index.html").is_file()] == []
