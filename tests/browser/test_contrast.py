"""Colours on the screen: contrast of the painted charts, and light and dark as the system and the reader have them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from proofpress.notebook.theme import DARK, LIGHT
from tests.browser.conftest import Opener
from tests.browser.pages import ANALYSES, charts_on
from tests.browser.painted import SCALE, painted
from tests.support.projects import names_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TEXT, MARK = 4.45, 2.95
"""WCAG's 4.5 and 3 to 1, less what rounding to whole colours takes."""
WIDTHS = {"wide": 1280, "narrow": 360}
GROUND = ("--pp-grid", "--pp-soft", "--pp-paper")
"""Colours of lines, bands and cells that lie behind what is shown."""
COLOURS = """() => [...document.querySelectorAll('.pp-figure:has(.pp-chart)')].map(figure => [figure.dataset.figure,
  [...figure.querySelectorAll('.pp-wide svg :is(path, text, line)')].map(element =>
    getComputedStyle(element).fill + getComputedStyle(element).stroke)])"""


def paper(scheme: str) -> str:
    """Return the colour of light or dark pages as the browser says it."""
    code = {"light": LIGHT, "dark": DARK}[scheme]["paper"]
    return f"rgb({', '.join(str(int(code[at : at + 2], 16)) for at in (1, 3, 5))})"


def expect_paper(page: Page, scheme: str) -> None:
    """Wait until the page is light or dark."""
    expect(page.locator("body")).to_have_css("background-color", paper(scheme))


def is_ground(mark: dict[str, Any]) -> bool:
    """Return whether a mark is a grid line, or a tint behind words that say what it says."""
    tints = [mark[key] is None or any(name in mark[key] for name in GROUND) for key in ("fill", "stroke")]
    return all(tints) and (mark["holds"] or mark["kind"] == "rule")


@pytest.mark.parametrize("part", WIDTHS)
@pytest.mark.parametrize("analysis", ANALYSES)
def test_charts_can_be_read(analysis: str, part: str, visit: Opener, real_site: Path) -> None:
    """In the painted picture each word stands out by 4.5 to 1 from what lies beneath it, and each mark by 3 to 1.

    On light paper and, the system having changed while the page is open, on dark paper. A tinted cell that holds a
    word may be faint: the word says it.
    """
    page = visit(width=WIDTHS[part], height=2400, scale=SCALE).go(f"analyses/{analysis}/")
    weak = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect_paper(page, scheme)
        seen = []
        for chart in painted(page, part):
            seen.append(chart.figure)
            assert chart.texts, chart.figure
            assert chart.marks, chart.figure
            weak += [
                f"{chart.figure}, {scheme}: “{word['text']}” {word['ratio']:.2f}, {word['inked']} pixels"
                for word in chart.texts
                if word["ratio"] is None or word["ratio"] < TEXT
            ]
            weak += [
                f"{chart.figure}, {scheme}: {mark['kind']} {mark['fill']} {mark['stroke']} {mark['ratio']:.2f}"
                for mark in chart.marks
                if mark["ratio"] < MARK and not mark["holds"] and not is_ground(mark)
            ]
        assert sorted(seen) == sorted(charts_on(real_site, analysis))
    assert weak == [], names_of(weak)


def test_faint_words_and_marks_are_found(visit: Opener) -> None:
    """Words and marks painted in faint colours are measured as faint."""
    page = visit(height=2400, scale=SCALE).go(f"analyses/{ANALYSES[0]}/")
    page.add_style_tag(
        content=".pp-chart text{fill:#aaa!important}.mark-symbol path{fill:#ddd!important;stroke:none!important}"
        ":is(.mark-line,.mark-rule){visibility:hidden!important}"  # beneath a symbol they would stand out for it
    )
    charts = list(painted(page, "wide"))
    assert all(min(word["ratio"] for word in chart.texts) < 2.4 for chart in charts)
    symbols = [mark for chart in charts for mark in chart.marks if mark["kind"] == "symbol"]
    assert symbols
    assert sum(mark["ratio"] < 1.5 for mark in symbols) > len(symbols) / 2


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_pages_follow_the_system(script: bool, visit: Opener) -> None:
    """Pages and charts change their colours when the system does, without a reload, with script and without."""
    page = visit(script=script).go(f"analyses/{ANALYSES[0]}/")
    expect_paper(page, "light")
    light = page.evaluate(COLOURS)
    assert light
    page.emulate_media(color_scheme="dark")
    expect_paper(page, "dark")
    for (key, colour), (_, two) in zip(light, page.evaluate(COLOURS), strict=True):
        assert sum(a != b for a, b in zip(colour, two, strict=True)) > len(colour) / 3, key
    page.emulate_media(color_scheme="light")
    expect_paper(page, "light")
    assert page.evaluate(COLOURS) == light


def test_readers_choose_light_or_dark(visit: Opener) -> None:
    """The switch goes from the system's colours to light to dark and back, at once; the choice outlives the page."""
    page = visit(dark=True).go(f"analyses/{ANALYSES[0]}/")
    expect_paper(page, "dark")
    dark = page.evaluate(COLOURS)
    switch = page.locator("label[for^=__palette]:visible")
    switch.click()
    expect_paper(page, "light")
    light = page.evaluate(COLOURS)
    assert all(entry != two for (_, entry), (_, two) in zip(light, dark, strict=True))
    page.reload()
    expect(switch).to_have_count(1)
    expect_paper(page, "light")
    page.emulate_media(color_scheme="light")
    switch.click()
    expect_paper(page, "dark")
    assert page.evaluate(COLOURS) == dark
    switch.click()
    expect_paper(page, "light")
    page.emulate_media(color_scheme="dark")
    expect_paper(page, "dark")
