"""Every published chart as drawn in the browser: its words do not collide, stay inside, and can be read."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Opener
from tests.browser.pages import ANALYSES
from tests.projects import names_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MEASURE = """(part) => [...document.querySelectorAll('figure.pp-figure')].map(figure => {
  const svg = figure.querySelector('.pp-' + part + ' svg');
  const frame = svg.getBoundingClientRect();
  const scale = frame.width / svg.viewBox.baseVal.width;
  const visible = element => {
    for (let at = element; at && at !== svg.parentElement; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.opacity === '0' || style.visibility !== 'visible' || style.display === 'none') return false;
    }
    return true;
  };
  const shrink = (box, size) => {
    const spare = Math.max(0, (Math.min(box.width, box.height) - size * 0.72)) / 2;
    return box.height <= box.width
      ? {left: box.left, right: box.right, top: box.top + spare, bottom: box.bottom - spare}
      : {left: box.left + spare, right: box.right - spare, top: box.top, bottom: box.bottom};
  };
  const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim() && visible(t)).flatMap(t => {
    const size = parseFloat(getComputedStyle(t).fontSize) * scale;
    const lines = t.querySelectorAll('tspan').length ? [...t.querySelectorAll('tspan')] : [t];
    return lines.filter(l => l.textContent.trim()).map(l => {
      const box = shrink(l.getBoundingClientRect(), size);
      return {text: l.textContent.trim(), ...Object.fromEntries(Object.entries(box).map(([k, v]) => [k, v / scale]))};
    });
  });
  const edges = Object.fromEntries(['left', 'right', 'top', 'bottom'].map(side => [side, frame[side] / scale]));
  return {id: figure.dataset.figure, texts, shown: frame.width, frame: edges};
})"""
"""Words of each chart with the boxes that their letters fill, in the chart's own pixels."""

CONTRAST = """(part) => {
  const parse = text => {
    const n = (text.match(/[\\d.]+/g) ?? []).map(Number);
    return text === 'none' || text === 'transparent' || !n.length ? null : {r: n[0], g: n[1], b: n[2], a: n[3] ?? 1};
  };
  const over = (top, low) => ({r: top.r * top.a + low.r * (1 - top.a), g: top.g * top.a + low.g * (1 - top.a),
    b: top.b * top.a + low.b * (1 - top.a), a: 1});
  const linear = v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = c => 0.2126 * linear(c.r / 255) + 0.7152 * linear(c.g / 255) + 0.0722 * linear(c.b / 255);
  const ratio = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const fade = (element, stop) => {
    let all = 1;
    for (let at = element; at && at !== stop; at = at.parentElement) all *= parseFloat(getComputedStyle(at).opacity);
    return all;
  };
  const style = document.createElement('style');
  style.textContent = '.pp-chart svg *{pointer-events:all!important}:is(.md-header,.md-tabs){display:none!important}';
  document.head.append(style);
  const paper = parse(getComputedStyle(document.body).backgroundColor);
  const found = [];
  for (const figure of document.querySelectorAll('figure.pp-figure')) {
    const svg = figure.querySelector('.pp-' + part + ' svg');
    svg.scrollIntoView({block: 'center'});
    for (const text of svg.querySelectorAll('text')) {
      if (!text.textContent.trim()) continue;
      const shade = fade(text, svg.parentElement);
      if (shade === 0) continue;
      const box = text.getBoundingClientRect();
      const below = document.elementsFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        .filter(e => svg.contains(e) && e !== svg && !e.closest('text') && e.getBBox && e.tagName !== 'g');
      let ground = paper;
      for (const element of below.reverse()) {
        const own = getComputedStyle(element), fill = parse(own.fill);
        const part = parseFloat(own.fillOpacity) * fade(element, svg.parentElement);
        if (fill) ground = over({...fill, a: fill.a * part}, ground);
      }
      const own = getComputedStyle(text), fill = parse(own.fill);
      if (!fill) continue;
      const ink = over({...fill, a: fill.a * parseFloat(own.fillOpacity) * shade}, ground);
      const words = text.textContent.trim();
      found.push({id: figure.dataset.figure, text: words, ratio: ratio(ink, ground), colour: own.fill});
    }
  }
  style.remove();
  return found;
}"""


def measured(page: Page, part: str) -> list[dict[str, Any]]:
    """Return each figure's words with their boxes."""
    found = list(page.evaluate(MEASURE, part))
    assert len(found) > 3
    for figure in found:
        assert figure["shown"] > 200, f"{figure['id']} is not shown"
        assert figure["texts"], f"{figure['id']} has no words"
    return found


def collisions(figure: dict[str, Any]) -> list[str]:
    """Return the pairs of words that touch; a halo drawn under its own word is no collision."""
    texts = figure["texts"]
    found = []
    for n, one in enumerate(texts):
        for two in texts[n + 1 :]:
            across = min(one["right"], two["right"]) - max(one["left"], two["left"])
            down = min(one["bottom"], two["bottom"]) - max(one["top"], two["top"])
            same = one["text"] == two["text"] and all(abs(one[k] - two[k]) < 2 for k in ("left", "top"))
            if across > 0.5 and down > 0.5 and not same:
                found.append(f"{figure['id']}: “{one['text']}” and “{two['text']}” share {across:.0f} × {down:.0f} px")
    return found


def escapes(figure: dict[str, Any]) -> list[str]:
    """Return the words that leave their picture."""
    frame = figure["frame"]
    found = []
    for text in figure["texts"]:
        out = max(
            frame["left"] - text["left"],
            text["right"] - frame["right"],
            frame["top"] - text["top"],
            text["bottom"] - frame["bottom"],
        )
        if out > 1:
            found.append(f"{figure['id']}: “{text['text']}” leaves the picture by {out:.0f} px")
    return found


@pytest.mark.parametrize(("part", "width"), [("wide", 1280), ("narrow", 360)], ids=["wide", "narrow"])
@pytest.mark.parametrize("analysis", ANALYSES)
def test_words_do_not_collide(analysis: str, part: str, width: int, visit: Opener) -> None:
    """In no chart, wide or narrow, do two words touch."""
    page = visit(width=width).go(f"analyses/{analysis}/")
    found = [line for figure in measured(page, part) for line in collisions(figure)]
    assert found == [], names_of(found)


@pytest.mark.parametrize(("part", "width"), [("wide", 1280), ("narrow", 360)], ids=["wide", "narrow"])
@pytest.mark.parametrize("analysis", ANALYSES)
def test_words_stay_inside(analysis: str, part: str, width: int, visit: Opener) -> None:
    """In no chart, wide or narrow, does a word leave the picture."""
    page = visit(width=width).go(f"analyses/{analysis}/")
    found = [line for figure in measured(page, part) for line in escapes(figure)]
    assert found == [], names_of(found)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("analysis", ANALYSES)
def test_words_can_be_read(analysis: str, dark: bool, visit: Opener) -> None:
    """Every word of every chart stands out from what is painted beneath it by 4.5 to 1, on light and on dark pages."""
    page = visit(dark=dark).go(f"analyses/{analysis}/")
    words = page.evaluate(CONTRAST, "wide")
    assert len(words) > 20
    weak = [f"{w['id']}: “{w['text']}” {w['ratio']:.2f} ({w['colour']})" for w in words if w["ratio"] < 4.495]
    assert weak == [], names_of(weak)


@pytest.mark.parametrize("analysis", ANALYSES)
def test_dark_pages_have_charts_of_their_own_colours(analysis: str, visit: Opener) -> None:
    """On a dark page paper, words and marks of the charts have other colours than on a light one."""
    colours = """() => {
      const both = e => getComputedStyle(e).fill + getComputedStyle(e).stroke;
      return {paper: getComputedStyle(document.body).backgroundColor,
        charts: [...document.querySelectorAll('figure.pp-figure')].map(f => [f.dataset.figure,
          [...f.querySelectorAll('.pp-wide svg :is(path, text, line)')].map(both)])};
    }"""
    light, dark = (visit(dark=dark).go(f"analyses/{analysis}/").evaluate(colours) for dark in (False, True))
    assert light["paper"] != dark["paper"]
    assert light["charts"]
    for (key, one), (_, two) in zip(light["charts"], dark["charts"], strict=True):
        assert len(one) == len(two)
        assert sum(a != b for a, b in zip(one, two, strict=True)) > len(one) / 3, key
