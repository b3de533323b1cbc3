"""The claims register and the gallery with script: search, filters, counts, old addresses; and hints on titles."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.pages import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def claims(real_site: Path) -> list[dict[str, Any]]:
    """Give the claims as the site lists them."""
    loads: list[dict[str, Any]] = json.loads((real_site / "claims.json").read_text(encoding="utf-8"))["claims"]
    assert len(loads) > 200
    return loads


def test_rows_are_read_when_asked_for(visit: Opener, claims: list[dict[str, Any]]) -> None:
    """The register counts all claims at once, reads the rows of its pages at the first search, and counts what fits."""
    result = visit(width=360, height=740)
    page = result.go("claims/")
    count = page.locator("form.pp-filter output")
    expect(count).to_have_text(f"{len(claims)} claims")
    assert not [url for url in result.requests if re.search(r"/claims/[^/]+/", url)]
    failing = [item for item in claims if item["status"] == "inconsistent"]
    page.locator("select[name=status]").select_option("inconsistent")
    expect(count).to_have_text(f"{len(failing)} of {len(claims)} claims")
    rows = page.locator(".pp-found tr[data-filter]")
    assert {row.get_attribute("id") for row in rows.all()} == {item["id"] for item in failing}
    assert "status=inconsistent" in page.url
    page.locator("form.pp-filter button[type=reset]").click()
    expect(count).to_have_text(f"{len(claims)} claims")
    expect(page.locator(".pp-found")).to_be_hidden()
    result.check()


def test_many_rows_come_by_and_by(visit: Opener, claims: list[dict[str, Any]]) -> None:
    """A search that fits hundreds shows fifty, and more on request, down to the last."""
    kind = "statistic"
    wanted = sum(item["kind"] == kind for item in claims)
    assert wanted > 100
    result = visit()
    page = result.go(f"claims/?kind={kind}")
    rows = page.locator(".pp-found tr[data-filter]")
    expect(rows).to_have_count(50)
    more = page.locator(".pp-more")
    while more.is_visible():
        more.click()
    expect(rows).to_have_count(wanted)
    result.check()


@pytest.mark.parametrize("name", ["document", "grade", "status", "kind", "topic"])
def test_every_filter_of_the_register_works(name: str, visit: Opener, claims: list[dict[str, Any]]) -> None:
    """Each choice of each filter shows exactly the claims that have it."""
    result = visit()
    page = result.go("claims/")
    select, count = page.locator(f"select[name={name}]"), page.locator("form.pp-filter output")
    values = select.locator("option").evaluate_all("all => all.map(one => one.value).filter(Boolean)")
    assert values
    key = "source" if name == "document" else name
    for value in values:
        select.select_option(value)
        expect(count).to_have_text(re.compile(rf"^\d+ of {len(claims)} claims$"))
        if name != "topic":
            expect(count).to_have_text(f"{sum(item[key] == value for item in claims)} of {len(claims)} claims")
    result.check()


def test_links_of_found_rows_lead_where_they_should(visit: Opener) -> None:
    """The links in a row that a search shows are those of the row on its own page."""
    results = visit()
    links = "row => [...row.querySelectorAll('a[href]')].map(a => a.href)"
    page = results.go("claims/?words=cobalt")
    row = page.locator(".pp-found tr[data-filter]").first
    result, own = row.evaluate(links), row.locator("th a").last.get_attribute("href")
    assert own
    page = results.go(own.removeprefix(results.address))
    assert page.locator(f"[id='{own.partition('#')[2]}']").evaluate(links) == result
    results.check()


def test_old_addresses_lead_to_the_row(visit: Opener, claims: list[dict[str, Any]]) -> None:
    """The register's own address with a claim's id, and a page that no longer holds it, lead to the page that does."""
    result = visit()
    last = claims[-1]["id"]
    for start in ("claims/", f"claims/{claims[0]['source']}/"):
        result.go("about/")
        page = result.page
        page.goto(f"{result.address}{start}#{last}", wait_until="commit")
        page.wait_for_url(re.compile(rf"/claims/{claims[-1]['source']}/(\d+/)?#{re.escape(last)}$"))
        expect(page.locator(f"[id='{last}']")).to_be_in_viewport()


@pytest.mark.parametrize("name", ["topic", "grade", "source", "country"])
def test_every_filter_of_the_gallery_works(name: str, visit: Opener) -> None:
    """Each choice shows the figures that have it and no other, and their number is told."""
    result = visit()
    page = result.go("figures/")
    select, count = page.locator(f"select[name={name}]"), page.locator("form.pp-filter output")
    values = select.locator("option").evaluate_all("all => all.map(one => one.value).filter(Boolean)")
    assert values
    facts = page.locator("article[data-filter]").evaluate_all("all => all.map(one => JSON.parse(one.dataset.filter))")
    for value in values:
        select.select_option(value)
        fits = sum(value in ([fact[name]] if isinstance(fact[name], str) else fact[name]) for fact in facts)
        assert fits
        expect(count).to_have_text(f"{fits} of {len(facts)} figures")
        expect(page.locator("article[data-filter]:visible")).to_have_count(fits)
    result.check()


def test_every_filter_of_a_timeline_works(visit: Opener) -> None:
    """Each choice shows the entries that have it and their years, and stands in the address; years have links."""
    result = visit()
    page = result.go(KINDS["timeline"])
    count, entries = page.locator("form.pp-filter output"), page.locator("li[data-filter]")
    facts = entries.evaluate_all("all => all.map(one => JSON.parse(one.dataset.filter))")
    assert len(facts) > 20
    names = page.locator("form.pp-filter select").evaluate_all("all => all.map(one => one.name)")
    assert len(names) >= 4
    for name in names:
        select = page.locator(f"select[name={name}]")
        values = select.locator("option").evaluate_all("all => all.map(one => one.value)")
        for at, value in enumerate(values[1:], 1):
            select.select_option(index=at)
            fits = sum(value in fact[name] for fact in facts)
            assert fits
            expect(page).to_have_url(re.compile(rf"[?&]{name}="))  # two choices may fit as many
            expect(count).to_have_text(f"{fits} of {len(facts)} {count.get_attribute('data-noun')}")
            expect(page.locator("li[data-filter]:visible")).to_have_count(fits)
            expect(page.locator("h2:visible")).to_have_count(
                page.locator("section:has(li[data-filter]:visible)").count()
            )
        select.select_option(index=0)
    page.locator(".pp-strip a").last.click()
    assert page.url.endswith(f"#y{max(page.locator('.pp-strip a').all_inner_texts())}")
    result.check()


def test_a_filter_that_nothing_fits_says_so(visit: Opener) -> None:
    """An empty answer is told in words, and is gone with the filter; the address of a search shows it again."""
    result = visit(width=360, height=740)
    for address, items in ((KINDS["timeline"], "li[data-filter]"), ("figures/", "article[data-filter]")):
        page = result.go(f"{address}?words=qqqzzz")
        expect(page.locator(".pp-no-fit")).to_be_visible()
        expect(page.locator(f"{items}:visible")).to_have_count(0)
        page.locator("form.pp-filter button[type=reset]").click()
        expect(page.locator(".pp-no-fit")).to_be_hidden()
        assert page.locator(f"{items}:visible").count() > 10
    page = result.go("claims/?words=qqqzzz")
    expect(page.locator(".pp-no-fit")).to_be_visible()
    result.check()


def test_what_is_titled_shows_a_hint(visit: Opener) -> None:
    """Pointing at a grade shows its meaning; Escape takes it away, and the title is there again."""
    result = visit()
    page = result.go("claims/")
    grade = page.locator("tbody abbr.pp-grade").first
    meaning = grade.get_attribute("title")
    assert meaning
    grade.hover()
    hint = page.locator("#pp-hint")
    expect(hint).to_have_text(meaning)
    expect(grade).to_have_attribute("aria-describedby", "pp-hint")
    page.keyboard.press("Escape")
    expect(hint).to_be_hidden()
    assert grade.get_attribute("title") == meaning
    result.check()
