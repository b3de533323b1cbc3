"""The quote check as readers use it: as the command line answers; by keyboard, from a folder, among releases."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from proofpress.model.vocabulary import vocabulary_from
from proofpress.quotes.check import QuoteCheck, program
from proofpress.quotes.rules import rules_of
from tests.browser.conftest import Opener, serving
from tests.support import wines

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TABLE = json.loads((Path(__file__).parents[1] / "quotes.json").read_text(encoding="utf-8"))
PAGE = "quote-check/"
HOLDS = "Coal fell to 19% of power in 2023"
ASK = """([table, reading]) => {
  const { reader, readIndex, checkQuote } = proofpressQuotes;
  const read = reader(reading), index = readIndex(table.index, read), newest = readIndex(table.newest, read);
  return table.cases.map(one => checkQuote(one.quote, index, one.beside_newest ? newest : null));
}"""


@pytest.fixture(scope="module")
def releases_folder(fixture_build: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of releases: the fixture site as 2026.01, and 2026.02, in which coal's share is another."""
    folder = tmp_path_factory.mktemp("releases")
    for release in ("2026.01", "2026.02"):
        shutil.copytree(fixture_build[0] / "site", folder / release)
    index = json.loads((folder / "2026.01" / "quotes.json").read_text(encoding="utf-8"))
    share = next(item for item in index["items"] if item["id"] == "power-mix.coal-share")
    share["text"] = "21%"
    change = {"id": "power-mix.coal-share", "what": "value", "kind": "changed", "release": "2026.02", "old": "19%"}
    change |= {"new": "21%", "released": "2026-02-15", "sentence": "It rose.", "cause": "data: power_mix.csv"}
    index |= {"release": "2026.02", "released": "2026-02-15", "changes": [change]}
    index["past"] = {"power-mix.coal-share": [{"release": "2026.01", "text": "19%"}]}
    correction = {
        "id": "plant", "value": "plants.largest", "kind": "withdrawn", "what": "The plant is closed.",
        "why": "Late news.", "since": "2026-02-20", "decided_by": "The editors",
        "releases": ["2026.01"], "fixed_in": "",
    }  # fmt: skip
    releases = [{"release": name, "released": f"{name.replace('.', '-')}-15"} for name in ("2026.02", "2026.01")]
    texts = {
        "2026.02/quotes.json": index,
        "releases.json": {"schema_version": 1, "latest": "2026.02", "releases": releases},
        "corrections.json": {"schema_version": 1, "corrections": [correction]},
    }
    for name, content in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(releases_folder: Path) -> Iterator[str]:
    """Yield the address that the folder of releases is served at."""
    with serving(releases_folder) as result:
        yield result


def ask(page: Page, quote: str) -> list[str]:
    """Paste a quotation and return the answers' verdicts."""
    page.get_by_role("textbox", name="A sentence, a number").fill(quote)
    page.get_by_role("button", name="Check").click()
    expect(page.locator("form.pp-quote output")).not_to_contain_text("Loading")
    return [text.lower() for text in page.locator(".pp-answers .pp-verdict").all_inner_texts()]


def expect_newest(page: Page) -> None:
    """Turn to the page of 2026.01 and wait until it has heard from the newest; until then it answers from its own."""
    page.get_by_role("textbox", name="A sentence, a number").focus()
    expect(page.locator("form.pp-quote output")).to_contain_text("As of release 2026.02, seen from release 2026.01")


def test_script_and_command_answer_alike(browser: Browser) -> None:
    """For every case of the table the page's script gives the answers that Python gives, to the word."""
    page = browser.new_page()
    try:
        page.add_script_tag(content=program())
        result = page.evaluate(ASK, [TABLE, rules_of(vocabulary_from(TABLE["index"]["vocabulary"]))])
    finally:
        page.close()
    check, beside_newest = QuoteCheck(TABLE["index"]), QuoteCheck(TABLE["index"], TABLE["newest"])
    assert len(result) == len(TABLE["cases"]) > 50
    for case, answers in zip(TABLE["cases"], result, strict=True):
        expected = (beside_newest if case["beside_newest"] else check).answers(case["quote"])
        assert answers == json.loads(json.dumps([asdict(answer) for answer in expected])), case["quote"]


def test_the_script_tells_subjects_of_another_field_apart(browser: Browser) -> None:
    """With another site's vocabulary the script keeps its subjects apart, as Python does."""
    index = wines.index(wines.VOCABULARY)
    cases = [{"quote": quote, "beside_newest": False} for quote, _, _ in wines.CASES]
    table = {"index": index, "newest": index, "cases": cases}
    page = browser.new_page()
    try:
        page.add_script_tag(content=program())
        result = page.evaluate(ASK, [table, rules_of(vocabulary_from(wines.VOCABULARY))])
    finally:
        page.close()
    texts = [[(answer["verdict"], answer["id"]) for answer in answers] for answers in result]
    assert texts == [[(verdict, key)] if verdict else [] for _, verdict, key in wines.CASES]


def test_the_newest_release_is_asked_too(visit: Opener) -> None:
    """From an old release a number that has changed since is told with old, new, cause and release."""
    result = visit()
    page = result.go(f"2026.01/{PAGE}")
    expect_newest(page)
    assert ask(page, HOLDS) == ["we publish another value"]
    answer = page.locator(".pp-answers")
    expect(answer).to_contain_text("It was 19%, and is 21% since release 2026.02. Cause: data: power_mix.csv")
    assert ask(page, "Coal made 39 percent of power in 2012") == ["a document says this; our checks say: supported"]
    expect(answer).to_contain_text("The same in release 2026.02")
    assert ask(page, "The largest plant has 1,200 MW") == ["withdrawn"]
    expect(answer).to_contain_text("Withdrawn since 2026-02-20. The plant is closed.")
    assert ask(page, "Wind is 77% of power in 2023") == ["not ours"]
    names = {url.rpartition("/")[2] for url in result.requests if url.endswith(".json")}
    assert names >= {"releases.json", "corrections.json", "quotes.json"}
    result.check()


def test_the_index_comes_when_it_is_asked_for(visit: Opener) -> None:
    """The page loads neither its own index nor the newest release's before a reader turns to the field."""
    result = visit()
    page = result.go(f"2026.01/{PAGE}")
    page.wait_for_timeout(500)
    asked = [url for url in result.requests if url.endswith(("/quotes.json", "01/quotes.js"))]
    assert asked == []
    expect(page.locator("form.pp-quote output")).to_have_text("As of release 2026.01 of 15 January 2026.")
    expect_newest(page)
    assert sum(url.endswith("01/quotes.js") for url in result.requests) == 1
    result.check()


def test_an_index_that_does_not_come_is_told_and_asked_for_again(visit: Opener) -> None:
    """Where the list cannot be loaded the page says so, and answers once it can."""
    page = visit().go(f"2026.01/{PAGE}")
    page.route("**/2026.01/quotes.js", lambda route: route.abort())
    ask(page, HOLDS)
    expect(page.locator("form.pp-quote output")).to_contain_text("could not be loaded")
    page.unroute("**/2026.01/quotes.js")
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".pp-answers .pp-verdict")).to_have_count(1)


def test_an_answer_leads_to_its_value_and_figure(visit: Opener) -> None:
    """The links of an answer arrive at the number's entry and at the figure."""
    result = visit()
    page = result.go(f"2026.01/{PAGE}")
    assert ask(page, "Coal fell to 19% of power")
    page.get_by_role("link", name="How it came about").click()
    page.wait_for_url(re.compile(r"/values/power-mix/#power-mix\.coal-share"))
    page.go_back()
    assert ask(page, "figures/power-mix/coal-halves/") == ["we publish this"]
    page.get_by_role("link", name="The figure").click()
    page.wait_for_url(re.compile(r"/2026\.01/figures/power-mix/coal-halves/$"))
    result.check()


def test_it_is_used_by_keyboard_alone(visit: Opener) -> None:
    """Tab reaches field, buttons and the answer's link, each visibly focused; the answer is announced."""
    result = visit()
    page = result.go(f"2026.01/{PAGE}")
    field = page.get_by_role("textbox", name="A sentence, a number")
    field.focus()
    page.keyboard.type(HOLDS)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Check"
    page.keyboard.press("Enter")
    expect(page.locator(".pp-answers .pp-verdict")).to_have_count(1)
    assert page.locator(".pp-answers").get_attribute("aria-live") == "polite"
    for name in ("An example", "Clear", "How it came about"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == name
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    result.check()


def test_example_and_clear(visit: Opener) -> None:
    """The example fills in a sentence of this release that can be answered; clearing empties field and answers."""
    page = visit().go(f"2026.01/{PAGE}")
    page.get_by_role("button", name="An example").click()
    expect(page.locator(".pp-answers .pp-verdict")).not_to_have_count(0)
    page.locator("form.pp-quote").get_by_role("button", name="Clear").click()
    expect(page.locator(".pp-answers .pp-verdict")).to_have_count(0)
    assert page.get_by_role("textbox", name="A sentence, a number").input_value() == ""


def test_a_question_in_the_address_is_answered(visit: Opener) -> None:
    """A link may carry the quotation."""
    page = visit().go(f"2026.01/{PAGE}?quote=Coal+made+39%25+of+power+in+2012")
    expect(page.locator(".pp-answers .pp-verdict")).to_have_text(["A document says this; our checks say: supported"])


def test_from_a_folder_it_answers_as_of_its_release(browser: Browser, releases_folder: Path) -> None:
    """Opened as a file it answers, says as of which release, asks nothing of anybody, and its links open files."""
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    asked: list[str] = []
    page.on(
        "console", lambda message: errors.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    try:
        page.goto((releases_folder / "2026.01" / "quote-check" / "index.html").as_uri())
        assert ask(page, HOLDS) == ["we publish this"]
        expect(page.locator("form.pp-quote output")).to_contain_text("As of release 2026.01 of 15 January 2026")
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        page.get_by_role("link", name="How it came about").click()
        page.wait_for_url(re.compile(r"values/power-mix/index\.html#power-mix\.coal-share"))
        assert errors == []
    finally:
        context.close()


def test_without_releases_beside_it_says_what_it_does_not_know(
    fixture_build: tuple[Path, str], browser: Browser
) -> None:
    """A copy of one release on a server, with nothing beside it, answers as of that release; no request fails."""
    with serving(fixture_build[0] / "site") as alone:
        page = browser.new_page()
        failed: list[str] = []
        page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
        try:
            page.goto(f"{alone}{PAGE}")
            assert ask(page, HOLDS) == ["we publish this"]
            expect(page.locator("form.pp-quote output")).to_contain_text("As of release 2026.01")
            assert [url for url in failed if "quotes" in url or PAGE in url] == []
        finally:
            page.close()


def test_without_script_it_says_how_to_check_by_hand(visit: Opener) -> None:
    """Without script no dead field is shown, and the page tells what to do instead."""
    result = visit(script=False)
    page = result.go(f"2026.01/{PAGE}")
    assert not page.locator("form.pp-quote").is_visible()
    assert not page.locator(".pp-answers").is_visible()
    expect(page.get_by_role("link", name="Check by hand")).to_be_visible()
    expect(page.locator("#by-hand")).to_be_visible()
    expect(page.locator("article")).to_contain_text("Look the number up among the values")
    assert "quotes" not in page.locator("article").inner_text()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_fits_a_small_screen(dark: bool, visit: Opener) -> None:
    """At 320 pixels nothing overflows, with answers shown, in light and dark."""
    result = visit(width=320, dark=dark)
    page = result.go(f"2026.01/{PAGE}")
    expect_newest(page)
    ask(page, "figures/power-mix/coal-halves/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert ask(page, HOLDS) == ["we publish another value"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    result.check()


@pytest.mark.parametrize(("now", "shown"), [("2026-07-10T12:00:00", False), ("2026-07-11T12:00:00", True)])
def test_a_late_review_is_told_by_the_readers_clock(now: str, shown: bool, visit: Opener) -> None:
    """The page says from the day after its review date that it is past it."""
    result = visit()
    result.page.clock.set_fixed_time(now)
    page = result.go("2026.01/analyses/power-mix/")
    notice = page.locator(".pp-overdue")
    expect(notice).to_have_count(1)
    expect(notice).to_be_visible(visible=shown)
    result.check()
