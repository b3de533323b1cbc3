"""By keyboard alone: through one analysis and the claims register, focus always in sight, never caught."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, search_for
from tests.browser.pages import ANALYSES, listed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const shown = e.matches('input.md-option') ? e.nextElementSibling : e;
  const style = getComputedStyle(shown), box = shown.getBoundingClientRect();
  const covers = document.elementsFromPoint(box.left + box.width / 2, box.top + Math.min(box.height, 40) / 2)[0];
  const order = [...document.querySelectorAll('*')].indexOf(e);
  return {
    tag: e.tagName, name: e.className, text: (e.textContent || e.getAttribute('aria-label') || '').trim().slice(0, 60),
    id: e.id, order, inArticle: !!e.closest('article'), figure: e.closest('figure')?.dataset.figure ?? '',
    ringed: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none'
      || (e.matches('input.md-search__input') && e.closest('.md-search') !== null),
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    covered: !!covers && !covers.contains(shown) && !shown.contains(covers) && !shown.closest('.md-header, .md-tabs')
      && !!covers.closest('.md-header, .md-tabs'),
  };
}"""
"""Where the focus is, and whether a reader can see it."""


def step(page: Page, key: str = "Tab") -> dict[str, Any]:
    """Press a key and return where the focus is; it can be seen."""
    page.keyboard.press(key)
    result = page.evaluate(FOCUS)
    assert result, f"{key} loses the focus"
    assert result["seen"], f"focus out of sight: {result}"
    assert result["ringed"], f"focus without a ring: {result}"
    assert not result["covered"], f"focus behind the header: {result}"
    return dict(result)


def tab_to(page: Page, selector: str, limit: int = 60) -> list[dict[str, Any]]:
    """Press Tab until the focus is at an element, and return the stops on the way."""
    stops = []
    for _ in range(limit):
        stops.append(step(page))
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return stops
    raise AssertionError(f"no way to {selector} by {limit} tabs: {[stop['text'] for stop in stops]}")


def test_the_whole_analysis_by_tab(visit: Opener) -> None:
    """Tab goes from the link that skips to the text through the whole page in reading order, to its end and back.

    Every stop can be seen, none twice: nothing catches the focus.
    """
    page = visit().go(f"analyses/{ANALYSES[0]}/")
    first = step(page)
    assert "md-skip" in first["name"]
    page.keyboard.press("Enter")
    stops = [step(page)]
    assert stops[0]["inArticle"], "the link does not lead into the text"
    while stops[-1]["inArticle"]:
        stops.append(step(page))
        assert len(stops) < 2000
    inside = stops[:-1]
    assert len(inside) > 50
    orders = [stop["order"] for stop in inside]
    assert orders == sorted(set(orders)), "the order of the keyboard is not the order of the page"
    seen = {stop["figure"] for stop in inside} - {""}
    assert len(seen) == page.locator("figure.pp-figure").count()
    back = step(page, "Shift+Tab")
    assert back["order"] == orders[-1]


def test_a_figure_by_keyboard(visit: Opener, real_site: Path) -> None:
    """Table, description, live chart, downloads and copying of one figure, and the menu and colours, by keyboard."""
    result = visit(permissions=["clipboard-read", "clipboard-write"])
    page = result.go(f"analyses/{ANALYSES[0]}/")
    own = [item for item in listed(real_site, "figures") if item["analysis"] == ANALYSES[0]]
    menu = tab_to(page, ".md-tabs__link")
    assert any("md-option" in stop["name"] for stop in menu), "the switch of colours cannot be reached"
    figure = page.locator("figure.pp-figure").first
    name = str(figure.get_attribute("data-figure"))
    assert name in {item["id"] for item in own}
    inside = f"figure[data-figure='{name}'] "
    tab_to(page, f"{inside}details.pp-table > summary", 200)
    page.keyboard.press("Enter")
    expect(figure.locator("details.pp-table table").first).to_be_visible()
    step(page)
    assert page.evaluate("document.activeElement.matches('.pp-scroll')"), "a wide table cannot be scrolled by keyboard"
    step(page)
    assert page.evaluate("document.activeElement.matches('tbody th a')"), "a row does not lead to what is behind it"
    tab_to(page, f"{inside}button.pp-explore", 200)
    page.keyboard.press("Enter")
    live = figure.locator(".pp-live")
    expect(live.locator("svg").first).to_be_visible()
    expect(live).to_be_focused()
    said = figure.locator(".pp-said")
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text(re.compile(r"^1 of \d+: .+"))
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text(re.compile(r"^2 of \d+: .+"))
    page.keyboard.press("End")
    last = str(said.text_content())
    assert re.match(r"^(\d+) of \1: ", last), last
    tab_to(page, f"{inside}button.pp-explore")
    page.keyboard.press("Enter")
    expect(figure.locator(".pp-wide svg")).to_be_visible()
    expect(figure.locator("button.pp-explore")).to_be_focused()
    stops = tab_to(page, f"{inside}button.pp-copy")
    assert [stop["text"] for stop in stops[:3]] == ["Full screen", "SVG", "PNG"]
    page.keyboard.press("Enter")
    expect(figure.locator("button.pp-copy")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"figures/{name}/")
    result.check()


def test_the_switch_of_colours_by_keyboard(visit: Opener) -> None:
    """Enter at the switch of colours goes from the system's to light to dark, and the focus stays at the switch."""
    page = visit().go("")
    tab_to(page, "input.md-option[name=__palette]")
    schemes = []
    for _ in range(3):
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.matches('input.md-option[name=__palette]')")
        schemes.append(page.evaluate("document.body.dataset.mdColorMedia"))
    assert schemes == ["(prefers-color-scheme: light)", "(prefers-color-scheme: dark)", "(prefers-color-scheme)"]


def test_the_register_by_keyboard(visit: Opener) -> None:
    """Search, filter and clear the claims register by keyboard; what is left is said; Tab leads on to the rows."""
    results = visit()
    page = results.go("claims/")
    rows, output = page.locator("tr[data-filter]:visible"), page.locator("form.pp-filter output")
    assert output.get_attribute("aria-live") == "polite"
    every = int(str(output.get_attribute("data-total")))
    assert every > 100
    tab_to(page, "form.pp-filter input[name=words]", 80)
    page.keyboard.type("cobalt")
    expect(output).to_have_text(re.compile(rf"^\d+ of {every} claims$"))
    page.wait_for_url(re.compile("words=cobalt"))
    result = rows.count()
    expect(output).to_have_text(f"{result} of {every} claims")
    assert 0 < result < every
    tab_to(page, "form.pp-filter select")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("form.pp-filter select").first
    expect(chosen).not_to_have_value("")
    page.wait_for_url(re.compile(f"{chosen.get_attribute('name')}="))
    expect(output).to_have_text(f"{rows.count()} of {every} claims")
    assert "words=cobalt" in page.url
    tab_to(page, "form.pp-filter button[type=reset]")
    page.keyboard.press("Enter")
    expect(output).to_have_text(f"{every} claims")
    assert rows.count() == 0
    tab_to(page, "table.pp-register tbody a")
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)
    page.go_back()
    expect(page.locator("form.pp-filter")).to_be_visible()
    results.check()


def test_search_by_keyboard(visit: Opener) -> None:
    """The site's search opens by a key, its results are reached by arrow, Escape closes it and nothing is caught."""
    page = visit().go("")
    search_for(page, "cobalt")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.md-search-result__link')")
    page.keyboard.press("Escape")
    expect(page.locator(".md-search-result__link").first).to_be_hidden()
    step(page)
