"""axe-core on every kind of page, light, dark and on a phone: nothing serious, nothing critical."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Opener
from tests.browser.pages import ANALYSES, KINDS
from tests.projects import names_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MODES: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"dark": True},
    "phone": {"width": 320, "height": 740},
    "dark phone": {"width": 320, "height": 740, "dark": True},
}
ANSWER = "document.querySelectorAll('[data-example=\"0\"]').forEach(button => button.click())"
"""Has each procedure answered, so that its outcome is judged too."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe_script() -> str:
    """Return the source of axe-core."""
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def path_of(kind: str, real_site: Path) -> str:
    """Return the address of a page of some kind."""
    figure = json.loads((real_site / "figures.json").read_text(encoding="utf-8"))["figures"][0]["id"]
    return KINDS[kind].format(figure=figure)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_serious(kind: str, mode: str, visit: Opener, real_site: Path) -> None:
    """On this kind of page axe-core finds no serious and no critical barrier, with every table opened."""
    page = visit(**MODES[mode]).go(path_of(kind, real_site))
    page.evaluate(ANSWER)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(axe_script())
    result = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    assert result["passes"], "axe tested nothing"
    found = [
        f"{item['impact']}: {item['id']}: {item['help']} ({len(item['nodes'])}×)\n      "
        + "\n      ".join(
            f"{node['target'][0]}: {(node['failureSummary'] or '').splitlines()[-1].strip()[:150]}"
            for node in item["nodes"][:4]
        )
        for item in result["violations"]
        if item["impact"] in {"serious", "critical"}
    ]
    assert found == [], names_of(found)


def test_keyboard_reaches_the_text(visit: Opener) -> None:
    """The first stop of the keyboard is a link that skips to the text; focus can be seen."""
    page = visit().go(f"analyses/{ANALYSES[0]}/")
    page.keyboard.press("Tab")
    first = page.evaluate("[document.activeElement.className, document.activeElement.getAttribute('href')]")
    assert "md-skip" in first[0]
    assert page.evaluate("id => !!document.querySelector(id)", first[1])
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_one_heading_of_the_first_level(visit: Opener, real_site: Path) -> None:
    """Each kind of page has one heading of the first level, and no level is skipped on the way down."""
    here = visit()
    for kind in KINDS:
        page = here.go(path_of(kind, real_site))
        levels = page.evaluate(
            "[...document.querySelectorAll('article :is(h1,h2,h3,h4,h5,h6)')].map(h => +h.tagName[1])"
        )
        assert levels.count(1) == 1, kind
        assert all(two - one <= 1 for one, two in itertools.pairwise(levels)), f"{kind}: {levels}"
