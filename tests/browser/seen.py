"""What is seen of a page in one visit, for the tests that each hold a part of it against what should be there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import Opener
from tests.browser.pages import ANALYSES, REGISTERS, charts_on

CHARTS = """() => [...document.querySelectorAll('figure.pp-figure:has(.pp-chart)')].map(figure => ({
  id: figure.dataset.figure,
  pictures: [...figure.querySelectorAll('.pp-chart svg')].map(svg => {
    const box = svg.getBoundingClientRect(), style = getComputedStyle(svg);
    return {
      role: svg.getAttribute('role'), title: svg.querySelector('title')?.textContent ?? '',
      desc: svg.querySelector('desc')?.textContent ?? '', width: box.width, height: box.height,
      named: svg.getAttribute('aria-labelledby').split(' ').every(id => svg.querySelector('#' + CSS.escape(id))),
      shown: style.visibility === 'visible' && box.width > 0, part: svg.parentElement.className,
      marks: svg.querySelectorAll('path, text, line, rect, circle').length,
    };
  }),
}))"""
OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  const cut = element => {
    for (let at = element.parentElement; at; at = at.parentElement)
      if (at.scrollWidth > at.clientWidth && ['auto', 'scroll', 'hidden'].includes(getComputedStyle(at).overflowX))
        return true;
    return false;
  };
  return {page: document.documentElement.scrollWidth - wide, out: document.documentElement.scrollWidth <= wide ? [] :
    [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > wide + 1 && !cut(e))
      .slice(0, 8).map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right))};
}"""
LEAD = """() => {
  const lead = document.querySelector('figure :is(.pp-chart, .pp-listed)'), box = lead.getBoundingClientRect();
  return {top: box.top, bottom: box.bottom, is_chart: lead.matches('.pp-chart')};
}"""
CONTENTS = """[...document.querySelectorAll(".md-sidebar--secondary .md-nav__link[href^='#']")].map(
  link => [link.getAttribute('href'), document.querySelectorAll(`[id='${link.getAttribute('href').slice(1)}']`).length])
"""
"""Each line of the list of contents with the number of places that it leads to."""
SCREENS = ((1280, 800), (390, 844))
SKIPPED_ON_PAPER = (".md-header", ".pp-actions", ".md-sidebar")
PHONES = (320, 360)


def charts(page: Page) -> list[dict[str, Any]]:
    """Return the figures of a page with their pictures; there is at least one."""
    result = list(page.evaluate(CHARTS))
    assert result, f"no figure on {page.url}"
    return result


@dataclass(frozen=True)
class Seen:
    """What is seen of an analysis's page in one visit.

    Attributes
    ----------
    charts : list of dict
        Its figures with their pictures.
    unbound : bool
        Whether a place for a number stands in its text.
    trouble : list of str
        Requests that failed or left the site, and errors.
    leads : mapping of (int, int) to dict
        Without script: where its first figure begins and ends, and whether it is a chart, by the size of the window.
    contents : list
        Without script: the lines of its list of contents, with the number of places that each leads to.
    on_paper : list of dict
        With script: its figures with their pictures, as printed by a reader whose pages are dark.
    left_on_paper : list of str
        With script: what paper has no use for and is shown there.
    paper : str
        With script: the colour of the paper.
    """

    charts: list[dict[str, Any]]
    unbound: bool
    trouble: list[str]
    leads: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    contents: list[tuple[str, int]] = field(default_factory=list)
    on_paper: list[dict[str, Any]] = field(default_factory=list)
    left_on_paper: list[str] = field(default_factory=list)
    paper: str = ""


Look = Callable[..., Seen]


def look(analysis: str, visit: Opener, *, script: bool) -> Seen:
    """Return what is seen of an analysis's page."""
    results = visit(script=script)
    page = results.go(f"analyses/{analysis}/")
    first, unbound = charts(page), "{{" in page.locator("body").inner_text()
    more: dict[str, Any] = {}
    if script:
        page.set_viewport_size({"width": 700, "height": 900})
        page.emulate_media(media="print", color_scheme="dark")
        more["on_paper"] = charts(page)
        more["left_on_paper"] = [
            selector
            for selector in SKIPPED_ON_PAPER
            if any(element.is_visible() for element in page.locator(selector).all())
        ]
        more["paper"] = page.evaluate("getComputedStyle(document.body).getPropertyValue('--pp-paper').trim()")
    else:
        more["contents"] = page.evaluate(CONTENTS)
        more["leads"] = {}
        for width, height in SCREENS:
            page.set_viewport_size({"width": width, "height": height})
            more["leads"][width, height] = page.evaluate(LEAD)
    assert results.requests
    return Seen(first, unbound, [*results.strangers(), *results.failed, *results.errors], **more)


def look_on_phones(visit: Opener, site: Path) -> dict[int, dict[str, dict[str, Any]]]:
    """Return what a phone shows of the pages, by its width and their address."""
    figure = charts_on(site, ANALYSES[0])[0]
    table = min(path.name for path in (site / "data").iterdir() if (path / "index.html").is_file())
    paths = ["", *(f"analyses/{name}/" for name in ANALYSES), f"figures/{figure}/"]
    paths += [f"{name}/" for name in REGISTERS] + [f"values/{name}/" for name in ANALYSES] + [f"data/{table}/"]
    results = visit(width=PHONES[0], height=740)
    found: dict[int, dict[str, dict[str, Any]]] = {width: {} for width in PHONES}
    for path in paths:
        page = results.go(path)
        for width in PHONES:
            page.set_viewport_size({"width": width, "height": 740})
            drawn = path.startswith(("analyses/", "figures/")) and path != "figures/"
            found[width][path] = {**page.evaluate(OVERFLOW), "charts": charts(page) if drawn else []}
    results.check()
    return found
