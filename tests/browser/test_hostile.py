"""A site full of texts that want to run, in a browser: nothing runs, with the policy of its pages and without it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import serving
from tests.support.hostile import MARK
from tests.support.projects import files_below

pytestmark = [pytest.mark.browser, pytest.mark.slow]
RAN = "() => typeof ran !== 'undefined'"
BAD_ADDRESSES = ("claims/#%", "claims/trade-press/#%E0%A4%A", "figures/?words=%&topic=%", "quote-check/?quote=%#%")


@pytest.mark.parametrize("bypass", [False, True], ids=["with the policy", "without it"])
def test_nothing_runs(bypass: bool, hostile_build: tuple[Path, dict[str, Any]], browser: Browser) -> None:
    """Every page is opened, its parts unfolded and its search used: no script, handler or address of a text runs."""
    site = hostile_build[0] / "site"
    pages = [name for name in files_below(site) if name.endswith(".html")]
    assert len(pages) > 20
    context = browser.new_context(bypass_csp=bypass)
    context.set_default_timeout(30_000)
    with serving(site) as address:
        page = context.new_page()
        for name in pages:
            page.goto(f"{address}{name}", wait_until="load")
            page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
            assert page.evaluate(RAN) is False, name
        page.goto(f"{address}index.html?q={MARK}", wait_until="load")
        page.wait_for_selector(".md-search-result__item")
        assert page.evaluate(RAN) is False, "search"
        page.goto(f"{address}claims/index.html?words={MARK}", wait_until="load")
        page.wait_for_selector(".pp-found tr")
        assert page.evaluate(RAN) is False, "claims"
    context.close()


@pytest.mark.parametrize("path", BAD_ADDRESSES)
def test_no_address_stops_a_script(path: str, fixture_build: tuple[Path, str], browser: Browser) -> None:
    """An address that is no encoded text leaves the page's scripts running."""
    context = browser.new_context()
    faults: list[str] = []
    with serving(fixture_build[0] / "site") as address:
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{address}{path.replace('/', '/index.html', 1)}", wait_until="load")
        page.wait_for_timeout(300)
    context.close()
    assert [fault for fault in faults if "URI" in fault] == []


def test_a_pasted_document_is_answered_at_once(fixture_build: tuple[Path, str], browser: Browser) -> None:
    """A text with thousands of numbers is answered for its first ones, and the page says so."""
    context = browser.new_context()
    with serving(fixture_build[0] / "site") as address:
        page = context.new_page()
        page.goto(f"{address}quote-check/index.html", wait_until="load")
        text = " ".join(f"Coal fell to {number}% of power." for number in range(4000))
        field = page.get_by_role("textbox", name="A sentence, a number")
        field.focus()  # which has the list of what is published loaded; to read it is a part of the answer
        page.wait_for_function("() => globalThis.proofpressQuotesIndex")
        took = field.evaluate(
            """(field, text) => { const start = performance.now(); field.value = text;
            field.form.requestSubmit(); return performance.now() - start; }""",
            text,
        )
        said = page.locator("form.pp-quote output").inner_text()
    context.close()
    assert took < 5000
    assert "Only the first 5,000 characters and the first 60 numbers were checked" in said
