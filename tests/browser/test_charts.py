"""Every published chart as drawn in the browser: its words do not collide, stay inside, and can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Once, Opener
from tests.browser.pages import ANALYSES
from tests.support.projects import names_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MEASURE = """(part) => [...document.querySelectorAll('figure.pp-figure:has(.pp-chart)')].map(figure => {
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
WIDTHS = {"wide": 1280, "narrow": 360}
"""How wide the window is for a chart's wide and narrow drawing."""


def measured(page: Page, part: str) -> list[dict[str, Any]]:
    """Return each figure's words with their boxes."""
    result = list(page.evaluate(MEASURE, part))
    assert len(result) > 0
    for figure in result:
        assert figure["shown"] > 200, f"{figure['id']} is not shown"
        assert figure["texts"], f"{figure['id']} has no words"
    return result


def collisions(figure: dict[str, Any]) -> list[str]:
    """Return the pairs of words that touch; a halo drawn under its own word is no collision."""
    texts = figure["texts"]
    result = []
    for n, text in enumerate(texts):
        for two in texts[n + 1 :]:
            across = min(text["right"], two["right"]) - max(text["left"], two["left"])
            down = min(text["bottom"], two["bottom"]) - max(text["top"], two["top"])
            same = text["text"] == two["text"] and all(abs(text[k] - two[k]) < 2 for k in ("left", "top"))
            if across > 0.5 and down > 0.5 and not same:
                result.append(
                    f"{figure['id']}: “{text['text']}” and “{two['text']}” share {across:.0f} × {down:.0f} px"
                )
    return result


def escapes(figure: dict[str, Any]) -> list[str]:
    """Return the words that leave their picture."""
    frame = figure["frame"]
    result = []
    for text in figure["texts"]:
        out = max(
            frame["left"] - text["left"],
            text["right"] - frame["right"],
            frame["top"] - text["top"],
            text["bottom"] - frame["bottom"],
        )
        if out > 1:
            result.append(f"{figure['id']}: “{text['text']}” leaves the picture by {out:.0f} px")
    return result


Words = Callable[[str, str], list[dict[str, Any]]]


@pytest.fixture
def words(visit: Opener, once: Once) -> Words:
    """Return a function that gives the words of an analysis's charts, wide or narrow: measured once a run."""

    def measure(analysis: str, part: str) -> list[dict[str, Any]]:
        return measured(visit(width=WIDTHS[part]).go(f"analyses/{analysis}/"), part)

    return lambda analysis, part: once(f"words-{analysis}-{part}", lambda: measure(analysis, part))


@pytest.mark.parametrize("part", WIDTHS)
@pytest.mark.parametrize("analysis", ANALYSES)
def test_words_do_not_collide(analysis: str, part: str, words: Words) -> None:
    """In no chart, wide or narrow, do two words touch."""
    result = [line for figure in words(analysis, part) for line in collisions(figure)]
    assert result == [], names_of(result)


@pytest.mark.parametrize("part", WIDTHS)
@pytest.mark.parametrize("analysis", ANALYSES)
def test_words_stay_inside(analysis: str, part: str, words: Words) -> None:
    """In no chart, wide or narrow, does a word leave the picture."""
    result = [line for figure in words(analysis, part) for line in escapes(figure)]
    assert result == [], names_of(result)
