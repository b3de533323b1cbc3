"""A number opens where it stands: its panel by click, tap and key, what it says, and how it closes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Opener
from tests.browser.pages import ANALYSES, tables_on

PAGE = f"analyses/{ANALYSES[0]}/"
TRAIL = f"values/{ANALYSES[0]}/"
SHOWN = """() => [...document.querySelectorAll(".md-content a.pp-v[href*='values/']")]
  .filter(link => link.checkVisibility()).map(link => link.hash.slice(1))"""
CALCULATED = """() => Object.fromEntries([...document.querySelectorAll("dt[id]")].map(name =>
    [name.id, [".pp-filled", ".pp-behind li", "a[href*=sources]"].map(part =>
      [...name.nextElementSibling.querySelectorAll(part)].map(one => one.textContent))])
  .filter(([id, parts]) => parts.every(texts => texts.length)))"""
"""What the page of values says of each number: its formula filled in, the rows behind it and its sources."""


@dataclass(frozen=True)
class Number:
    """A number that a page prints in its text, and what its entry on the page of values says."""

    id: str
    says: tuple[str, ...]

    def on(self, page: Page) -> Locator:
        """Return the first of its places on a page that a reader sees."""
        return page.locator(f".md-content a.pp-v[href$='#{self.id}']:visible").first


@pytest.fixture
def number(visit: Opener) -> Number:
    """Return the first number of the first analysis that is calculated from rows of a source."""
    entries = visit().go(TRAIL).evaluate(CALCULATED)
    shown = [key for key in visit().go(PAGE).evaluate(SHOWN) if key in entries]
    assert shown, f"{PAGE} prints no number that is calculated"
    return Number(shown[0], tuple(plain(text) for texts in entries[shown[0]] for text in texts))


def plain(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


@pytest.mark.parametrize("width", [1280, 390])
def test_a_number_opens_beside_its_sentence(width: int, visit: Opener, number: Number) -> None:
    """A click shows formula filled in, rows by name and value, source and grade; the page stays where it is."""
    result = visit(width=width)
    page = result.go(PAGE)
    link = number.on(page)
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    link.click()
    panel = page.locator(".pp-panel")
    expect(panel).to_be_visible()
    assert page.url.endswith(PAGE)
    assert page.evaluate("scrollY") == before
    text = plain(panel.inner_text())
    assert [part for part in number.says if part not in text] == []
    box = panel.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    whole = panel.get_by_role("link", name="The whole trail").get_attribute("href") or ""
    assert whole.endswith(f"{TRAIL}#{number.id}")
    result.check()


def test_a_number_opens_and_closes_by_key(visit: Opener, number: Number) -> None:
    """Enter opens the panel and moves into it, Escape closes it and returns to the number; Tab reaches its parts."""
    result = visit()
    page = result.go(PAGE)
    link = number.on(page)
    assert link.get_attribute("aria-haspopup") == "dialog"
    link.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name=link.inner_text(), exact=True)
    expect(panel).to_be_focused()
    page.keyboard.press("Tab")
    expect(panel.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(link).to_be_focused()
    result.check()


def test_links_of_a_panel_lead_where_they_did(visit: Opener, number: Number) -> None:
    """Each link of the panel has the address that it has on the page of values."""
    result = visit()
    page = result.go(PAGE)
    number.on(page).click()
    expect(page.locator(".pp-panel")).to_be_visible()
    links = page.eval_on_selector_all(
        ".pp-panel .pp-behind a, .pp-panel a[href*=sources]", "all => all.map(a => a.href)"
    )
    assert links
    for address in dict.fromkeys(links):
        answer = page.request.get(address)
        assert answer.ok, address


@dataclass(frozen=True)
class Cells:
    """A kind of table that a page shows: its mark in a page, its numbers, and what their panel offers last."""

    mark: str
    numbers: str
    offer: str


KINDS_OF_TABLES = {
    "figure": Cells('class="pp-register pp-held pp-listed"', "table.pp-listed td a.pp-v", "Cite this table"),
    "values": Cells('class="pp-figure pp-values"', ".pp-values table.pp-register td a.pp-v", "The whole trail"),
}


@pytest.mark.parametrize("kind", KINDS_OF_TABLES)
@pytest.mark.parametrize("width", [1280, 390])
def test_a_number_of_a_cell_opens(width: int, kind: str, visit: Opener, real_site: Path) -> None:
    """A number in a table's cell shows what it is about, its rows, sources and grade, and the page stays."""
    cells = KINDS_OF_TABLES[kind]
    pages = sorted((real_site / "analyses").glob("*/index.html"))
    shown = [path for path in pages if cells.mark in path.read_text(encoding="utf-8")]
    assert shown, f"no analysis shows a table of the kind {kind}"
    result = visit(width=width)
    page = result.go(f"analyses/{shown[0].parent.name}/")
    link = page.locator(cells.numbers).first
    link.scroll_into_view_if_needed()
    before = page.url
    link.click()
    panel = page.get_by_role("dialog", name=link.inner_text(), exact=True)
    expect(panel).to_be_visible()
    assert page.url == before
    assert panel.locator(".pp-behind li").count()
    assert panel.locator(".pp-grade").count()
    expect(panel.get_by_role("link", name=cells.offer)).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    result.check()


def test_a_number_of_a_cell_opens_on_the_page_of_its_trail(visit: Opener, real_site: Path) -> None:
    """On the table's own page the panel opens too; without script the entry itself is shown, unfolded."""
    tables = [f"figures/{key}/" for key in tables_on(real_site)]
    own = next(
        path for path in tables if 'class="pp-v"' in (real_site / path / "embed.html").read_text(encoding="utf-8")
    )
    result = visit()
    page = result.go(own)
    page.locator("table.pp-listed td a.pp-v").first.click()
    expect(page.locator(".pp-panel")).to_be_visible()
    result.check()
    page = visit(script=False).go(own)
    link = page.locator("table.pp-listed td a.pp-v").first
    name = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    expect(page.locator(f"[id='{name}']")).to_be_visible()


def test_a_claim_opens_too(visit: Opener) -> None:
    """A number that is a claim shows its row of the register."""
    result = visit()
    page = result.go("debate/")
    link = page.locator("a.pp-v[href*='claims/']").first
    link.click()
    panel = page.locator(".pp-panel")
    expect(panel).to_be_visible()
    assert "Where" in panel.inner_text()
    result.check()


def test_a_new_window_and_no_script_lead_to_the_trail(visit: Opener, number: Number) -> None:
    """With a modifier key nothing opens here; without script the link leads to the entry on the page of values."""
    page = visit(script=False).go(PAGE)
    number.on(page).click()
    page.wait_for_url(f"**/{TRAIL}#{number.id}")
    result = visit()
    page = result.go(PAGE)
    with page.context.expect_page():
        number.on(page).click(modifiers=["Control"])
    expect(page.locator(".pp-panel")).to_have_count(0)
