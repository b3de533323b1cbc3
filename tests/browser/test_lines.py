"""Where lines break: no line of a text begins with the sign that closes what stands before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Opener
from tests.browser.pages import ANALYSES, KINDS, path_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BROKEN = r"""() => {
  const style = (element) => getComputedStyle(element).display;
  const inline = (element) => /^(?:inline|contents)$/.test(style(element));
  const told = [];
  for (const details of document.querySelectorAll("details")) details.open = true;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(), last = null; node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest("pre, code, script, style, svg, noscript") || !parent.checkVisibility()) {
      if (node.data.trim()) last = null;
      else if (last) last = { ...last, spaced: true };
      continue;
    }
    let block = parent;
    while (inline(block)) block = block.parentElement;
    const atomic = /^inline-/.test(style(block)) ? block : null;
    const [space, sign] = node.data.match(/^(\s*)(.)/s).slice(1);
    if (last && /[;:,.)!?%\]”’]/.test(sign) && last.around === (atomic ? null : block)) {
      const breaks = last.atomic || space || last.spaced;
      if (breaks) told.push(`${last.text.slice(-30)}|${node.data.slice(0, 30)} (${last.name})`);
    }
    let around = block;
    while (/^inline-/.test(style(around)) || inline(around)) around = around.parentElement;
    const name = `${parent.tagName}.${parent.className}`;
    last = { around, atomic, text: node.data, spaced: /\s$/.test(node.data), name };
  }
  return told;
}"""
"""The texts that begin with such a sign behind a space or behind a box that stands in the line as one letter."""
BOXED = """<p>Grade <b style="display: inline-block">A</b>; more</p><p>One <i>word</i>, more</p>
<p>Two <i>words</i> , more</p>"""


@pytest.mark.parametrize("kind", sorted({*KINDS, "embed", "brief"}))
def test_no_line_begins_with_what_closes_the_one_before(kind: str, visit: Opener, real_site: Path) -> None:
    """On a phone, a semicolon, comma, colon or full stop stands in the line of the word that it follows."""
    page = visit(width=360).go(path_of(kind, real_site))
    assert page.evaluate(BROKEN) == []


@pytest.mark.parametrize("analysis", ANALYSES)
def test_no_line_of_an_analysis_begins_so(analysis: str, visit: Opener) -> None:
    """So it is in every analysis, its tables opened."""
    page = visit(width=360).go(f"analyses/{analysis}/")
    assert page.evaluate(BROKEN) == []


def test_such_lines_are_noticed(visit: Opener) -> None:
    """A sign behind a box, and one behind a space, are told; one behind a word in italics is not."""
    page = visit(width=360).go("about/")
    page.evaluate("html => { document.body.innerHTML = html; }", BOXED)
    told = page.evaluate(BROKEN)
    assert [text.split("|")[0] for text in told] == ["A", "words"]
