"""Tables that are figures: ordered, filtered, on a phone, on paper, without script, by keyboard; and their pictures."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Opener
from tests.browser.pages import ANALYSES, REGISTERS, tables_on

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PICTURE = """() => {
  const svg = document.querySelector('svg'), frame = svg.getBoundingClientRect();
  const box = t => { const {left, right, top, bottom} = t.getBoundingClientRect();
    return {text: t.textContent, left: left - frame.left, right: right - frame.left, top: top - frame.top, bottom}; };
  return {width: frame.width, texts: [...svg.querySelectorAll('text tspan, text:not(:has(tspan))')].map(box)};
}"""
"""The words of a picture by line, with their boxes."""


def spec_of(real_site: Path, key: str) -> Any:
    """Return the record of a table as its specification has it."""
    return json.loads((real_site / "figures" / key / "spec.json").read_text(encoding="utf-8"))["usermeta"]


def heads(figure: Locator) -> list[str]:
    """Return the heads of a table's rows, in the order in which they stand, hidden ones left out."""
    return [cell.inner_text().strip() for cell in figure.locator("tbody th:visible").all()]


@pytest.fixture(scope="module")
def tables(real_site: Path) -> list[str]:
    """Give the figures that are tables: more than one."""
    result = tables_on(real_site)
    assert len(result) > 1
    return result


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_table_shows_all_that_its_values_hold(
    script: bool, tables: list[str], visit: Opener, real_site: Path
) -> None:
    """On its own page a table has a caption, scoped heads and a row for each line of its values, script or not."""
    result = visit(script=script)
    for key in tables:
        page = result.go(f"figures/{key}/")
        figure = page.locator("figure.pp-figure")
        with (real_site / "figures" / key / "values.csv").open(encoding="utf-8", newline="") as file:
            lines = [line for line in csv.DictReader(file) if line.get("layer", "main") == "main"]
        assert figure.locator("caption").inner_text().strip(), key
        rows = figure.locator("tbody tr")
        expect(rows).to_have_count(len(lines))
        assert all(row.is_visible() for row in rows.all()), key
        columns = spec_of(real_site, key)["proofpress-table"]["columns"]
        expect(figure.locator('thead th[scope="col"]')).to_have_count(len(columns))
        expect(figure.locator('tbody th[scope="row"] a')).to_have_count(len(lines))
        assert figure.locator(".pp-sort").count() == (len(columns) if script else 0), key
        assert figure.locator(".pp-filter, .pp-order").locator("visible=true").count() == 0 or script, key
    result.check()


def test_a_head_orders_rows_there_and_back(tables: list[str], visit: Opener) -> None:
    """A button of the head orders by its column, then the other way, then as the page has it; each is said aloud."""
    result = visit()
    page = result.go(f"figures/{tables[0]}/")
    figure = page.locator("figure.pp-figure")
    as_given = heads(figure)
    column = figure.locator("thead th").first
    button, said = column.locator(".pp-sort"), figure.locator(".pp-order output")
    button.focus()
    page.keyboard.press("Enter")
    expect(column).to_have_attribute("aria-sort", "ascending")
    expect(said).to_have_text("first to last")
    assert heads(figure) == page.evaluate("all => all.sort(new Intl.Collator('en', {numeric: true}).compare)", as_given)
    page.keyboard.press("Enter")
    expect(column).to_have_attribute("aria-sort", "descending")
    expect(said).to_have_text("last to first")
    page.keyboard.press("Enter")
    expect(said).to_have_text("")
    assert heads(figure) == as_given
    assert button.get_attribute("aria-label")
    expect(button).to_be_focused()
    result.check()


LINES = """rows => rows.map(row => [...row.cells].slice(0, -1).filter(cell => cell.getBoundingClientRect().height)
  .map(cell => parseFloat(getComputedStyle(cell).borderBottomWidth)).filter(Boolean).length)"""
"""How many lines each row has between the lines that it is broken into on a phone."""
GAP = """figure => figure.querySelector('table').getBoundingClientRect().top
  - [...figure.querySelectorAll('.pp-filter, .pp-subtitle')].at(-1).getBoundingClientRect().bottom"""
"""Pixels between a table and what stands above it."""
BROKEN = """cells => cells.filter(cell => { const words = document.createRange(); words.selectNodeContents(cell);
  return new Set([...words.getClientRects()].map(({top}) => Math.round(top / 8))).size > 1; })
  .map(cell => cell.textContent)"""
"""The cells whose words stand in several lines."""
LARGEST_GAP = 48


def test_tables_have_no_gap_no_broken_date_and_no_line_within_a_row(tables: list[str], visit: Opener) -> None:
    """Wide, a table follows its title at once and keeps each date in one line; on a phone a row has no line inside."""
    wide, phone = visit(width=1280), visit(width=360, height=740)
    dated = 0
    for key in tables:
        figure = wide.go(f"figures/{key}/").locator("figure.pp-figure")
        assert figure.evaluate(GAP) < LARGEST_GAP, key
        dates = figure.locator("td.pp-date")
        dated += dates.count()
        assert dates.evaluate_all(BROKEN) == [], key
        rows = phone.go(f"figures/{key}/").locator("figure.pp-figure tbody tr")
        assert set(rows.evaluate_all(LINES)) == {0}, key
    assert dated > 10


OVER_THE_EDGE = """() => [...document.querySelectorAll('table, th, td')].filter(cell => {
  const {width, height, right} = cell.getBoundingClientRect();
  return width > 1 && height > 1 && right > innerWidth + 1; }).map(cell => cell.textContent.trim().slice(0, 40))"""
"""Tables and cells that reach over the right edge of the page; what stands there for readers aloud has no size."""
PAPER = 718
"""Pixels across a page of A4 between margins of a centimetre."""


def test_no_table_runs_over_the_edge_of_paper(visit: Opener, real_site: Path) -> None:
    """On paper every table is as wide as the page: what runs over is lost, and shrinks every other page."""
    result = visit(width=PAPER)
    rows = sorted(f"data/{path.parent.name}/" for path in real_site.glob("data/*/index.html"))
    assert len(rows) > 10
    over = {}
    for address in [*(f"analyses/{name}/" for name in ANALYSES), *(f"{name}/" for name in REGISTERS), *rows]:
        page = result.go(address)
        page.emulate_media(media="print")
        over |= {address: cells} if (cells := page.evaluate(OVER_THE_EDGE)) else {}
        page.emulate_media(media="screen")
    assert over == {}
    result.check()


def test_numbers_are_ordered_as_numbers(tables: list[str], visit: Opener) -> None:
    """The list on a phone orders by a column of numbers, largest first, and rows without one come last."""
    result = visit(width=390, height=844)
    ordered = 0
    for key in tables:
        page = result.go(f"figures/{key}/")
        figure = page.locator("figure.pp-figure")
        for value in [item.get_attribute("value") for item in figure.locator("option[data-falling='1']").all()]:
            figure.locator("select[data-order]").select_option(value)
            at = figure.locator(f"thead th[data-key='{value}']").evaluate("cell => cell.cellIndex")
            cells = figure.locator(f"tbody tr > :nth-child({at + 1})").all()
            numbers = [cell.get_attribute("data-number") for cell in cells]
            known = [float(number) for number in numbers if number is not None]
            assert known == sorted(known, reverse=True), (key, value)
            assert numbers[: len(known)].count(None) == 0, (key, value)
            expect(figure.locator(".pp-order output")).to_have_text("largest first")
            ordered += 1
    assert ordered > 1
    result.check()


def test_rows_are_chosen_and_the_address_keeps_it(tables: list[str], visit: Opener, real_site: Path) -> None:
    """A choice leaves the rows that have it, is counted and kept in the address; paper shows every row."""
    picked = [key for key in tables if spec_of(real_site, key)["proofpress-table"]["picks"]]
    assert picked
    result = visit()
    page = result.go(f"analyses/{picked[0].partition('/')[0]}/")
    figure = page.locator(f"figure[data-figure='{picked[0]}']")
    rows = figure.locator("tbody tr")
    total = rows.count()
    choice = figure.locator(".pp-filter select").first
    choice.select_option(index=1)
    count = figure.locator(".pp-filter output")
    expect(count).not_to_have_text(f"{total} of {total} rows")
    left = figure.locator("tbody tr:visible").count()
    assert 0 < left < total
    expect(count).to_have_text(f"{left} of {total} rows")
    name = picked[0].partition("/")[2]
    assert f"{name}.{choice.get_attribute('name')}=" in page.url
    page.reload()
    expect(count).to_have_text(f"{left} of {total} rows")
    others = page.locator(f"figure.pp-figure:not([data-figure='{picked[0]}']) .pp-listed tbody tr")
    assert all(row.is_visible() for row in others.all()), "a choice in one table hides rows of another"
    page.emulate_media(media="print")
    assert figure.locator("tbody tr:visible").count() == total, "paper shows the whole table"
    assert not figure.locator(".pp-filter, .pp-order").locator("visible=true").count()
    result.check()


def test_a_phone_shows_each_row_as_a_block(tables: list[str], visit: Opener) -> None:
    """At 360 pixels no page scrolls sideways, each cell says its column, and the list still orders."""
    result = visit(width=360, height=740)
    for key in tables:
        page = result.go(f"figures/{key}/")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, key
        cell = page.locator(".pp-listed tbody td").first
        label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
        assert label.strip('"') == f"{cell.get_attribute('data-label')}: ", key
        sides = page.locator(".pp-listed td").evaluate_all("all => all.map(td => getComputedStyle(td).textAlign)")
        assert set(sides) == {"left"}, key
        assert page.locator(".pp-sort:visible").count() == 0, "a hidden button would take the focus"
        expect(page.locator(".pp-order select")).to_be_visible()
    result.check()


def test_rows_that_are_blocks_are_no_wider_than_a_phone(visit: Opener) -> None:
    """At 390 pixels nothing of a table that reads as blocks, its caption neither, stands beyond the edge."""
    result = visit(width=390, height=844)
    seen = 0
    for path in [*(f"analyses/{name}/" for name in ANALYSES), *(f"{name}/" for name in REGISTERS)]:
        found = result.go(path).eval_on_selector_all(
            "table.pp-register", "all => all.map(one => [one.scrollWidth, one.parentElement.clientWidth])"
        )
        assert [pair for pair in found if pair[1] and pair[0] > pair[1]] == [], path
        seen += len(found)
    assert seen


@pytest.mark.parametrize("name", ["chart.svg", "chart-narrow.svg"])
def test_words_of_a_tables_picture_stand_apart(name: str, tables: list[str], visit: Opener) -> None:
    """In the picture for slides, wide and narrow, no words overlap and none leaves the picture."""
    result = visit()
    for key in tables:
        page = result.go(f"figures/{key}/{name}")
        drawn = page.evaluate(PICTURE)
        texts = drawn["texts"]
        assert len(texts) > 6, key
        out = [text["text"] for text in texts if text["left"] < -1 or text["right"] > drawn["width"] + 1]
        assert out == [], key
        close = [
            (one["text"], two["text"])
            for number, one in enumerate(texts)
            for two in texts[number + 1 :]
            if min(one["right"], two["right"]) - max(one["left"], two["left"]) > 1
            and min(one["bottom"], two["bottom"]) - max(one["top"], two["top"]) > 5
        ]
        assert close == [], key


def test_an_embedded_table_is_whole(tables: list[str], visit: Opener) -> None:
    """In a frame the table stands without filter and order, and its links open outside of it."""
    result = visit(script=False)
    page = result.go(f"figures/{tables[0]}/embed.html")
    expect(page.locator(".pp-listed")).to_be_visible()
    assert page.locator(".pp-filter, .pp-order").count() == 0
    links = page.locator("tbody th a")
    assert links.count() == page.locator("tbody tr").count() > 0
    assert {link.get_attribute("target") for link in links.all()} == {"_parent"}
    result.check()
