"""What charts offer to choose: names, period, measure, table, map and the whole screen; by mouse, keys and address."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Opener
from tests.browser.test_accessibility import barriers

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CONGO = "cobalt-concentration/congo-share"
"""A figure with names, a period, two measures and a map."""


def form_of(page: Page) -> Locator:
    """Return the form of the page's first chart that offers something."""
    return page.locator("form.pp-offer").first


def marks(page: Page) -> list[str]:
    """Return what the marks of a chosen chart say."""
    expect(page.locator(".pp-chosen svg")).to_be_visible()
    found = page.locator(".pp-chosen svg .role-mark [aria-label]").evaluate_all(
        "marks => marks.map(mark => mark.getAttribute('aria-label'))"
    )
    return [str(label) for label in found]


@pytest.fixture(scope="module")
def offers(real_site: Path) -> dict[str, Any]:
    """Give what each figure offers, by figure: several of several analyses."""
    found = {
        path.parent.relative_to(real_site / "figures").as_posix(): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((real_site / "figures").glob("*/*/offer.json"))
    }
    assert len(found) >= 8
    assert len({key.partition("/")[0] for key in found}) >= 5
    return found


def test_every_row_that_may_be_chosen_is_published(offers: dict[str, Any], real_site: Path) -> None:
    """What a reader may choose stands in `values.csv`, row by row."""
    for key, offer in offers.items():
        with (real_site / "figures" / key / "values.csv").open(encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
        held = [line for line in lines if line.get("layer", "main") == "offered"]
        held = held or [line for line in lines if line.get("layer", "main") == "main"]
        assert len(held) == len(offer["rows"]), key


def test_a_name_that_is_picked_gets_its_marks(visit: Opener) -> None:
    """The picture stays until something is chosen; then the names picked are drawn, and the table tells the same."""
    page = visit().go(f"figures/{CONGO}/")
    form = form_of(page)
    expect(page.locator(".pp-chosen")).to_have_count(0)
    form.locator("summary").click()
    form.get_by_label("Australia").check()
    said = marks(page)
    assert {re.match("Country: ([^;]+)", label)[1] for label in said} == {"DR Congo", "Indonesia", "Australia"}  # type: ignore[index]
    rows = page.locator("figure .pp-table .pp-data").first.locator("tbody tr")
    assert rows.count() == len(said)
    expect(form.locator("output")).to_contain_text("those of the published picture")
    assert "congo-share.pick=Australia" in page.url


def test_a_period_that_is_moved_leaves_marks_out(visit: Opener) -> None:
    """From and to hold for every mark; one period alone is drawn as bars."""
    page = visit().go(f"figures/{CONGO}/")
    form = form_of(page)
    form.locator("[name=from]").select_option("2023")
    years = {re.search(r"Year: (\d+)", label)[1] for label in marks(page)}  # type: ignore[index]
    assert years == {"2023", "2024", "2025"}
    form.locator("[name=from]").select_option("2025")
    expect(page.locator(".pp-chosen svg .mark-rect path").first).to_be_visible()
    assert {re.search(r"Year: (\d+)", label)[1] for label in marks(page)} == {"2025"}  # type: ignore[index]


def test_absolute_relative_and_map_are_ways_to_see_the_same_rows(visit: Opener) -> None:
    """The axis names the other measure; the map has a circle for each name."""
    page = visit().go(f"figures/{CONGO}/")
    form = form_of(page)
    form.get_by_label("Absolute").check()
    expect(page.locator(".pp-chosen svg .role-axis-title").first).to_contain_text("tonnes")
    form.get_by_label("Map").check()
    expect(page.locator(".pp-chosen svg .mark-symbol path")).to_have_count(2)


def test_an_address_brings_the_view_back(visit: Opener) -> None:
    """What is chosen is read from the address, what is not there left alone; as published, the address is bare."""
    result = visit()
    page = result.go(f"figures/{CONGO}/?congo-share.pick=Cuba&congo-share.pick=Nowhere&congo-share.from=2024&kept=1")
    form = form_of(page)
    assert {re.match("Country: ([^;]+)", label)[1] for label in marks(page)} == {"Cuba"}  # type: ignore[index]
    assert "congo-share.pick=Cuba" in (page.locator("#citation").inner_text())
    copied = page.locator("figure .pp-copy").get_attribute("data-text") or ""
    assert "congo-share.from=2024" in copied
    form.get_by_role("button", name="As published").click()
    expect(page.locator(".pp-chosen")).to_have_count(0)
    expect(page.locator("figure .pp-wide svg")).to_be_visible()
    assert page.url.endswith("?kept=1")
    assert "congo-share.pick" not in page.locator("#citation").inner_text()


def test_keys_alone_choose(visit: Opener) -> None:
    """Tab reaches every control in order, space picks a name, arrows the view; focus stays where it was."""
    page = visit().go(f"figures/{CONGO}/")
    form = form_of(page)
    form.locator("[name=view]").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("figure .pp-chart")).to_be_hidden()
    expect(page.locator("figure .pp-table[open] .pp-data")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    form.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    said = marks(page)
    assert {re.match("Country: ([^;]+)", label)[1] for label in said} == {"Indonesia"}  # type: ignore[index]
    assert page.evaluate("document.activeElement.name") == "pick"


def test_a_figure_fills_the_screen_under_its_title(visit: Opener) -> None:
    """The button is there for charts and tables; Escape or the button leads back."""
    page = visit().go(f"analyses/{CONGO.partition('/')[0]}/")
    figure = page.locator(f'figure[data-figure="{CONGO}"]')
    figure.get_by_role("button", name="Full screen").click()
    page.wait_for_function("() => document.fullscreenElement?.dataset.figure !== undefined")
    expect(figure.locator(".pp-full-title")).to_have_text(re.compile("The Congo mined .*2025$"))
    expect(figure.locator(".pp-wide svg")).to_be_visible()
    figure.get_by_role("button", name="Leave full screen").click()
    page.wait_for_function("() => document.fullscreenElement === null")
    expect(figure.locator(".pp-full-title")).to_be_hidden()


def test_paper_has_the_published_picture(visit: Opener) -> None:
    """Whatever is chosen, as a chart or a table, prints as it was published."""
    result = visit()
    for query in ("congo-share.pick=Cuba", "congo-share.view=table"):
        page = result.go(f"figures/{CONGO}/?{query}")
        if "pick" in query:
            marks(page)
        page.emulate_media(media="print")
        expect(page.locator("figure .pp-wide svg")).to_be_visible()
        expect(page.locator(".pp-chosen")).to_be_hidden() if "pick" in query else None
        page.emulate_media(media="screen")


def test_without_script_the_finding_stands_alone(visit: Opener, offers: dict[str, Any]) -> None:
    """No control shows that nothing would answer."""
    result = visit(script=False)
    for key in offers:
        page = result.go(f"figures/{key}/")
        expect(page.locator("figure .pp-wide svg")).to_be_visible()
        expect(form_of(page)).to_be_hidden()
        expect(page.locator("figure .pp-full")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 360])
def test_each_offer_is_drawn_within_its_page(width: int, visit: Opener, offers: dict[str, Any]) -> None:
    """Every name at once, or the whole period, comes out without an error and without a page wider than its screen."""
    result = visit(width=width)
    for key, offer in offers.items():
        page = result.go(f"figures/{key}/")
        form = form_of(page)
        if offer["pick"]:
            form.locator("summary").click()
            boxes = form.locator("[name=pick]")
            boxes.nth(0).uncheck() if boxes.nth(boxes.count() - 1).is_checked() else boxes.last.check()
        else:
            last = form.locator("[name=from] option").last.inner_text()
            form.locator("[name=from]").select_option(last)
        assert len(marks(page)) > 0, key
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), key


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_choices_are_accessible(dark: bool, visit: Opener) -> None:
    """The auditor finds nothing with the choices open and a chart chosen."""
    page = visit(dark=dark).go(f"figures/{CONGO}/?congo-share.pick=Cuba&congo-share.pick=Canada")
    form_of(page).locator("summary").click()
    marks(page)
    assert barriers(page) == []
