"""What HTML allows, on a page of each kind: what the HTML checker of ``scripts/bench`` found once stays away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Opener
from tests.browser.pages import BARE_KINDS, KINDS, path_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WRONG = """() => {
  const said = [], all = (what) => [...document.querySelectorAll(what)];
  const ids = all('[id]').map(one => one.id);
  for (const id of new Set(ids.filter((id, at) => !id || ids.indexOf(id) !== at))) said.push(`the id “${id}” twice`);
  for (const label of all('label')) {
    const controls = label.querySelectorAll('button, input, meter, output, progress, select, textarea');
    if (controls.length > 1) said.push(`a label of ${controls.length} controls: ${label.textContent.trim()}`);
    const named = label.htmlFor && document.getElementById(label.htmlFor);
    if (label.hasAttribute('for') && !named?.labels) said.push(`a label for nothing: ${label.htmlFor}`);
  }
  for (const one of all(':is([type=radio], [type=checkbox])[autocomplete]')) said.push(`autocomplete on ${one.id}`);
  for (const one of all('[tabindex=""]')) said.push(`an empty tabindex on ${one.tagName}`);
  for (const one of all(':is(span, button, label) :is(div, p, ul, table, details, h2, h3)'))
    if (!one.closest('svg')) said.push(`${one.tagName} within ${one.parentElement.tagName}`);
  return said;
}"""
"""What is wrong with a page as the server sends it: read without script, which adds parts of its own."""


@pytest.mark.parametrize("kind", [*KINDS, *BARE_KINDS])
def test_a_page_has_what_html_allows(kind: str, visit: Opener, real_site: Path) -> None:
    """Ids are unique, a label names one control that is there, and no attribute or element stands where none may."""
    path = path_of(kind, real_site)
    page = visit(script=False).go(path)
    assert page.evaluate(WRONG) == []
