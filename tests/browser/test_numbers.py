"""A number opens where it stands: its panel by click, tap and key, what it says, and how it closes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener

PAGE = "analyses/cobalt-concentration/"
NUMBER = "a.pp-v[href*='congo-share-2025']"


@pytest.mark.parametrize("width", [1280, 390])
def test_a_number_opens_beside_its_sentence(width: int, visit: Opener) -> None:
    """A click shows formula filled in, rows by name and value, source and grade; the page stays where it is."""
    result = visit(width=width)
    page = result.go(PAGE)
    link = page.locator(f".md-content {NUMBER}").first
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    link.click()
    panel = page.locator(".pp-panel")
    expect(panel).to_be_visible()
    assert page.url.endswith(PAGE)
    assert page.evaluate("scrollY") == before
    text = panel.inner_text()
    assert re.search(r"[\d,]+ / [\d,]+ = 73%", text)
    assert re.search(r"DR Congo.*, 2025: [\d,]+ ", text)
    assert "USGS" in text
    box = panel.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    whole = panel.get_by_role("link", name="The whole trail").get_attribute("href") or ""
    assert whole.endswith("values/cobalt-concentration/#cobalt-concentration.congo-share-2025")
    result.check()


def test_a_number_opens_and_closes_by_key(visit: Opener) -> None:
    """Enter opens the panel and moves into it, Escape closes it and returns to the number; Tab reaches its parts."""
    result = visit()
    page = result.go(PAGE)
    link = page.locator(f".md-content {NUMBER}").first
    assert link.get_attribute("aria-haspopup") == "dialog"
    link.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="73%")
    expect(panel).to_be_focused()
    page.keyboard.press("Tab")
    expect(panel.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(link).to_be_focused()
    result.check()


def test_links_of_a_panel_lead_where_they_did(visit: Opener) -> None:
    """Each link of the panel has the address that it has on the page of values."""
    result = visit()
    page = result.go(PAGE)
    page.locator(f".md-content {NUMBER}").first.click()
    expect(page.locator(".pp-panel")).to_be_visible()
    links = page.eval_on_selector_all(
        ".pp-panel .pp-behind a, .pp-panel a[href*=sources]", "all => all.map(a => a.href)"
    )
    assert links
    for address in dict.fromkeys(links):
        answer = page.request.get(address)
        assert answer.ok, address


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


def test_a_new_window_and_no_script_lead_to_the_trail(visit: Opener) -> None:
    """With a modifier key nothing opens here; without script the link leads to the entry on the page of values."""
    page = visit(script=False).go(PAGE)
    page.locator(f".md-content {NUMBER}").first.click()
    page.wait_for_url("**/values/cobalt-concentration/#cobalt-concentration.congo-share-2025")
    result = visit()
    page = result.go(PAGE)
    with page.context.expect_page():
        page.locator(f".md-content {NUMBER}").first.click(modifiers=["Control"])
    expect(page.locator(".pp-panel")).to_have_count(0)
