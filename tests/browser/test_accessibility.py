"""axe-core on every kind of page, light, dark, on a phone and on paper, with everything open that a reader can open."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, search_for, start_theme
from tests.browser.pages import ANALYSES, BARE_KINDS, KINDS, path_of
from tests.support.projects import names_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MODES: dict[str, dict[str, Any]] = {"light": {}, "dark": {"dark": True}, "phone": {"width": 320, "height": 740}}
VISITS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "desk": (MODES["light"], ("light", "dark", "paper")),
    "phone": (MODES["phone"], ("phone",)),
}
"""How a page is opened, and how it is looked at while it is open: colours and paper need no second load."""
LOOKS: dict[str, dict[str, Any]] = {
    "dark": {"color_scheme": "dark"},
    "paper": {"media": "print", "color_scheme": "light"},
}
EXCEPTIONS = {
    ("landmark-unique", ".md-code__nav"): (
        "The theme's own script puts the button that copies a piece of code into a `nav` without a name, one for each "
        "piece that is open; the button itself has a name, and its bar leads nowhere."
    ),
    ("region", "#pp-hint"): (
        "An open explanation stands at the page's end, outside its landmarks; it shows only "
        "while that has pointer or focus, and is not met by walking the landmarks."
    ),
}
"""What axe-core may find, by its rule and by what part of the page: each with the reason why it stays."""
OPEN = """() => {
  document.querySelectorAll('[data-example="0"]').forEach(button => button.click());
  document.querySelectorAll('details:not(.pp-code)').forEach(details => { details.open = true; });
  [...document.querySelectorAll('details.pp-code')].slice(0, 2).forEach(details => { details.open = true; });
}"""
"""Has each procedure answered and each table open, and code twice: more of it is the same."""


PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Waits until the page has been painted anew, in the colours that it has now."""


KEPT = """(() => {
  class WeakMap {
    #key = Symbol();
    has(of) { return Object.hasOwn(of, this.#key); }
    get(of) { return of[this.#key]; }
    set(of, value) {
      of[this.#key] = value;
      return this;
    }
    delete(of) { return delete of[this.#key]; }
  }
  class WeakSet extends WeakMap { add(of) { return this.set(of, true); } }
  %s
  const {Color} = axe.commons.color, parse = Color.prototype.parseString, known = new Map();
  Color.prototype.parseString = function (text) {
    const kept = known.get(text);
    if (kept) [this.r, this.g, this.b, this.alpha] = kept;
    else {
      parse.call(this, text);
      known.set(text, [this.r, this.g, this.b, this.alpha]);
    }
    return this;
  };
})()"""
"""axe-core with its objects' own fields kept at the objects and each colour parsed once: else half of its time."""
FINDINGS = """async () => {
  const result = await axe.run(document, {resultTypes: ['violations', 'passes', 'incomplete']});
  return ['violations', 'passes', 'incomplete'].map(name => result[name].map(item =>
    [item.id, item.nodes.map(node => [node.target, node.any.map(check => check.data), node.failureSummary])]));
}"""
"""All that axe-core says of a page: each rule with the parts that it judged, what it measured of them, its verdict."""


def axe_script(whole: str = KEPT) -> str:
    """Return the source of axe-core, as it is with ``%s``."""
    import axe_playwright_python

    return whole % (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def barriers(page: Page) -> list[str]:
    """Return what axe-core finds by all its rules, whatever the impact, but for the exceptions."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_script())
    rules = {"target-size": {"enabled": page.evaluate("matchMedia('screen').matches")}}  # nobody points at paper
    options = {"resultTypes": ["violations"], "rules": rules, "preload": {"assets": ["media"]}}  # no rule reads styles
    result = page.evaluate("options => axe.run(document, options)", options)
    assert len(result["passes"]) > 10, "axe tested next to nothing"
    return [
        f"{item['impact']}: {item['id']}: {item['help']}: {node['target']}: {node['failureSummary']}"
        for item in result["violations"]
        for node in item["nodes"]
        if not any(item["id"] == rule and part in str(node["target"]) for rule, part in EXCEPTIONS)
    ]


def explore(page: Page) -> None:
    """Have the page's first chart, if it has one, drawn live."""
    button = page.locator("button.pp-explore").first
    if button.count():
        button.click()
        expect(page.locator(".pp-live svg").first).to_be_visible()


def narrow_down(page: Page, *, few: bool) -> None:
    """Use the page's filter, if it has one, to leave a part of its rows."""
    form = page.locator("form.pp-filter:visible").first
    if not form.count():
        return
    if few:
        form.locator("input[name=words]").fill("")
        for choice in form.locator("select").all()[:2]:
            choice.select_option(index=1)
    else:
        form.locator("input[name=words]").fill("a")
    expect(form.locator("output")).to_have_text(re.compile(r"\d+ of \d+"))


@pytest.mark.parametrize("place", VISITS)
@pytest.mark.parametrize("kind", [*KINDS, *BARE_KINDS])
def test_axe_finds_nothing(kind: str, place: str, visit: Opener, real_site: Path) -> None:
    """On this kind of page axe-core finds no barrier of any impact, all opened, a chart drawn live, filters set.

    Light, dark, on paper and on a phone: on a desk with the theme's script started, on a phone as the page was loaded,
    where nothing above is to be clicked. The registers are judged whole in light colours, and with few rows left by
    their filters in the other modes.
    """
    how, looks = VISITS[place]
    page = visit(**how).go(path_of(kind, real_site))
    if place == "desk" and page.locator("#pp-theme").count():
        start_theme(page)
    page.evaluate(OPEN)
    explore(page)
    result = []
    for look in looks:
        narrow_down(page, few=look != "light")
        page.emulate_media(**LOOKS.get(look, {}))
        page.evaluate(PAINTED)
        result += [f"{look}: {barrier}" for barrier in barriers(page)]
    assert result == [], names_of(result)


@pytest.mark.parametrize("mode", ["light", "dark", "phone"])
def test_axe_finds_nothing_in_search_and_explanations(mode: str, visit: Opener) -> None:
    """With search results on the screen, and with a term's explanation open, axe-core finds no barrier either."""
    results = visit(**MODES[mode])
    page = results.go("methods/")
    page.locator("article abbr[tabindex]").first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    result = barriers(page)
    page.reload()
    search_for(page, "cobalt")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    result += barriers(page)
    assert result == [], names_of(result)


def test_targets_of_far_values_are_apart(visit: Opener) -> None:
    """On a phone no target of the long lists of values reaches over another, far down the page either."""
    seen = 0
    for name in ANALYSES[:6]:
        page = visit(width=412, height=823).go(f"values/{name}/")
        seen += page.locator(".pp-values summary").count()
        page.evaluate(axe_script())
        result = page.evaluate("axe.run(document, {runOnly: ['target-size']})")
        assert [node["target"] for item in result["violations"] for node in item["nodes"]] == [], name
    assert seen > 6 * len(ANALYSES[:6])


def test_quick_axe_says_what_axe_says(visit: Opener) -> None:
    """With its fields and colours kept, axe-core judges and measures each part of a page as it does without."""
    results = []
    page = visit(dark=True).go(f"analyses/{ANALYSES[0]}/")
    page.add_style_tag(content=".pp-source { color: #777 } .pp-chart text { fill: rgb(99 99 99 / 70%) }")
    for whole in ("%s", KEPT):  # in one page: another may have come further when it is judged
        page.evaluate(axe_script(whole))
        results.append(page.evaluate(FINDINGS))
    plain, kept = results
    assert any(rule == "color-contrast" for rule, _ in plain[0]), "nothing is faint"
    assert kept == plain


def test_one_heading_of_the_first_level(visit: Opener, real_site: Path) -> None:
    """Each kind of page has one heading of the first level, and no level is skipped on the way down."""
    result = visit(script=False)
    for kind in [*KINDS, *BARE_KINDS]:
        page = result.go(path_of(kind, real_site))
        levels = page.evaluate(
            "[...document.querySelectorAll('main :is(h1,h2,h3,h4,h5,h6)')].map(heading => +heading.tagName[1])"
        )
        assert levels.count(1) == 1, kind
        assert all(two - entry <= 1 for entry, two in itertools.pairwise(levels)), f"{kind}: {levels}"
