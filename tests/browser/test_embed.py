"""Figures within other sites, and the explanations of terms: by pointer, finger and keyboard, script or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener, serving
from tests.browser.pages import ANALYSES, path_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOST = """<!doctype html><title>Another site</title>
<meta name="color-scheme" content="light dark"><body style="margin:0">
<script>addEventListener('message', event => (window.heard ??= []).push(event.data))</script>
<iframe src="{src}" title="Figure" width="100%" height="620" style="border:0"></iframe>"""


@pytest.fixture
def elsewhere(tmp_path: Path, address: str, real_site: Path) -> Iterator[str]:
    """Yield the address of a page of another site that shows a figure's embed in a frame."""
    page = HOST.format(src=address + path_of("embed", real_site))
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    (tmp_path / "favicon.ico").touch()
    with serving(tmp_path) as result:
        yield result


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_an_embedded_figure_is_whole(dark: bool, script: bool, visit: Opener, elsewhere: str) -> None:
    """In a frame of another site a figure shows its chart in the system's colours, wide and narrow, script or not."""
    result = visit(script=script, dark=dark)
    result.page.goto(elsewhere)
    frame = result.page.frame_locator("iframe")
    expect(frame.locator(".pp-wide svg")).to_be_visible()
    expect(frame.locator("h1")).to_be_visible()
    expect(frame.locator(".pp-source a")).to_have_attribute("target", "_parent")
    light = frame.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(255, 255, 255)"
    assert light != dark
    result.page.set_viewport_size({"width": 340, "height": 700})
    expect(frame.locator(".pp-narrow svg")).to_be_visible()
    expect(frame.locator(".pp-wide svg")).to_be_hidden()
    result.check()


def test_an_embedded_figure_tells_its_height(visit: Opener, elsewhere: str, real_site: Path) -> None:
    """The page around the frame hears the figure's id and height, again when its width changes, and nothing is cut."""
    result = visit()
    result.page.goto(elsewhere)
    frame = result.page.frame_locator("iframe")
    expect(frame.locator(".pp-wide svg")).to_be_visible()

    def heard() -> dict[str, object]:
        result.page.wait_for_timeout(300)
        return dict(result.page.evaluate("window.heard.at(-1)"))

    wide = heard()
    assert wide["type"] == "chokepoint-figure"
    assert path_of("embed", real_site) == f"figures/{wide['figure']}/embed.html"
    result.page.set_viewport_size({"width": 340, "height": 900})
    narrow = heard()
    assert narrow["height"] != wide["height"]
    result.page.locator("iframe").evaluate("(frame, height) => { frame.height = height; }", narrow["height"])
    assert frame.locator("html").evaluate("page => page.scrollHeight - page.clientHeight") <= 0


def test_motion_is_reduced_where_asked(visit: Opener) -> None:
    """Where the system asks for less motion nothing on a page moves by itself or glides."""
    page = visit().go(f"analyses/{ANALYSES[0]}/")
    moving = page.evaluate("""() => [...document.querySelectorAll('*')].filter(element => {
      const style = getComputedStyle(element);
      return style.transitionDuration.split(', ').some(time => parseFloat(time) > 0.01)
        || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
    }).map(element => element.className)""")
    assert moving == []


@pytest.mark.parametrize("way", ["hover", "tap", "focus"])
def test_terms_are_explained(way: str, visit: Opener) -> None:
    """A term's meaning opens on hover, tap and focus, in a tooltip inside the page; Escape closes it."""
    result = visit(**({"has_touch": True, "width": 360} if way == "tap" else {}))
    page = result.go("analyses/design-out-evidence/")
    term = page.locator("article abbr[tabindex]:not(.pp-grade)").first
    meaning = str(term.get_attribute("title"))
    assert len(meaning) > 20
    tooltip = page.get_by_role("tooltip")
    expect(tooltip).to_have_count(0)
    if way == "focus":
        term.scroll_into_view_if_needed()
        term.focus()
    else:
        getattr(term, way)()
    expect(tooltip).to_have_text(re.compile(re.escape(meaning)))
    expect(tooltip).to_be_visible()
    box = tooltip.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]
    page.keyboard.press("Escape")
    expect(tooltip).to_have_count(0)
    result.check()


def test_each_term_can_be_reached_once(visit: Opener) -> None:
    """Each term that a page explains takes the focus where it first stands, and only there."""
    page = visit(script=False).go("analyses/design-out-evidence/")
    terms = page.evaluate("""() => [...document.querySelectorAll('article abbr[title]:not(.pp-grade)')]
      .map(term => [term.title, term.tabIndex === 0, !!term.closest('a')])""")
    assert terms
    for title in {title for title, _, linked in terms if not linked}:
        assert sum(reached for other, reached, _ in terms if other == title) == 1, title


def test_terms_without_script(visit: Opener) -> None:
    """Without script a term's meaning is its title, and stands beside it while it has the focus."""
    page = visit(script=False).go("analyses/design-out-evidence/")
    term = page.locator("article abbr[tabindex]").first
    after = "term => getComputedStyle(term, '::after').content"
    assert term.evaluate(after) == "none"
    term.focus()
    assert str(term.get_attribute("title")) in term.evaluate(after)


@pytest.mark.parametrize("way", ["hover", "tap"])
def test_a_live_charts_marks_are_read(way: str, visit: Opener) -> None:
    """Pointing at a mark of the live chart, or tapping it, says its data below the chart."""
    result = visit(**({"has_touch": True, "width": 360} if way == "tap" else {}))
    page = result.go("analyses/cobalt-concentration/")
    figure = page.locator("figure.pp-figure").first
    figure.locator("button.pp-explore").click()
    mark = figure.locator(".pp-live .mark-symbol path").first
    expect(mark).to_be_visible()
    getattr(mark, way)(force=True)
    expect(figure.locator(".pp-said")).to_have_text(re.compile(r"^\d+ of \d+: .+: .+"))
    result.check()
