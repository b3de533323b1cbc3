"""Procedures and the index as readers use them: by pointer, by keyboard, without script, on paper."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from proofpress.evidence.procedures import Procedure
from tests.browser.conftest import Opener
from tests.browser.pages import PLACES, PROCEDURES
from tests.support.projects import names_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

INDEX = "technical-sovereignty-index"
ALL_ANSWERS = """(id) => {
  const form = document.querySelector(`[data-procedure="${id}"] form`);
  const fields = [...form.querySelectorAll('fieldset')];
  const found = [];
  const choose = (rest, answers) => {
    if (!rest.length) {
      form.dispatchEvent(new Event('change', {bubbles: true}));
      const row = form.querySelector('.pp-answer').textContent.match(/Row (\\d+) of the table decides/);
      found.push([answers, row ? +row[1] : 0]);
      return;
    }
    for (const input of rest[0].querySelectorAll('input')) {
      input.checked = true;
      choose(rest.slice(1), {...answers, [rest[0].dataset.question]: input.value});
    }
  };
  choose(fields, {});
  form.reset();
  return found;
}"""
"""Gives every combination of answers and notes the row that the page says decides."""
OPEN = """box => [...box.querySelectorAll('fieldset')].filter(field => {
  const at = field.getBoundingClientRect();
  const shown = at.width && at.height && field.checkVisibility({visibilityProperty: true});
  return shown && !field.querySelector('input:checked');
}).map(field => field.dataset.question)"""
"""Which questions show and have no answer."""
SAID = """([box, row]) => {
  const place = box.querySelector('.pp-answer');
  const words = (element) => element.textContent.split(/\\s+/).join(' ').trim();
  const decides = box.querySelectorAll('.pp-decision tbody tr')[row - 1];
  const content = JSON.parse(box.querySelector('script').textContent);
  return {answer: words(place), outcome: words(place.querySelector('b')), content,
    cells: [...decides.querySelectorAll('td')].map(words)};
}"""
"""What stands in the answer, in the row of the table that decides, and what the page tells its script."""


def table_of(key: str) -> Procedure:
    """Return a framework's decision table."""
    table = PROCEDURES[key].procedure
    assert table
    return table


def decided(key: str, answers: Mapping[str, str]) -> tuple[int, str]:
    """Return the number of the row that decides some answers, counted from one, and its outcome."""
    table = table_of(key)
    rule = table.decide(answers)
    assert rule
    return 1 + next(n for n, item in enumerate(table.rules) if item is rule), rule.outcome


def box_of(page: Page, key: str) -> Locator:
    """Return a procedure on a page."""
    box = page.locator(f"[data-procedure='{key}']")
    expect(box).to_have_count(1)
    return box


def content_of(box: Locator) -> dict[str, Any]:
    """Return what the page tells its script of a procedure."""
    return dict(json.loads(box.locator("script").text_content() or ""))


def open_questions(box: Locator) -> list[str]:
    """Return the questions that show and have no answer."""
    return [str(name) for name in box.evaluate(OPEN)]


def expect_outcome(box: Locator, key: str, answers: Mapping[str, str]) -> None:
    """Check that the answer shown is the one that the decision table gives: outcome, reason and row."""
    row, outcome = decided(key, answers)
    expect(box.locator(".pp-answer")).to_contain_text(f"Row {row} of the table decides.")
    shown = box.page.evaluate(SAID, [box.element_handle(), row])
    said = shown["content"]
    assert shown["outcome"] == said["outcomes"][outcome]["text"]
    assert " ".join(said["rules"][row - 1]["why"].split()) in shown["answer"]
    assert shown["cells"][len(said["questions"])] == said["outcomes"][outcome]["text"]


def expect_start(box: Locator) -> None:
    """Check that nothing is answered and one question is asked."""
    expect(box.locator(".pp-answer")).to_be_empty()
    assert box.locator("input:checked").count() == 0
    assert len(open_questions(box)) == 1


def test_there_are_procedures() -> None:
    """The register has procedures, each with cases of its text."""
    assert len(PROCEDURES) >= 6
    assert [key for key in PROCEDURES if not table_of(key).examples] == []


@pytest.mark.parametrize("key", PROCEDURES)
def test_the_texts_cases_by_pointer(key: str, visit: Opener) -> None:
    """Each of the text's own cases, clicked through question by question, lands where the decision table puts it.

    Its button does the same at once, and “Start again” leads back to the first question.
    """
    result = visit()
    box = box_of(result.go("frameworks/"), key)
    expect_start(box)
    for number, example in enumerate(table_of(key).examples):
        for _ in example.answers:
            waiting = open_questions(box)
            if not waiting:
                break
            [question] = waiting
            field = box.locator(f"[data-question='{question}']")
            field.locator("label").filter(
                has=result.page.locator(f"input[value='{example.answers[question]}']")
            ).click()
        expect_outcome(box, key, example.answers)
        box.get_by_role("button", name="Start again").click()
        expect_start(box)
        box.locator(f"[data-example='{number}']").click()
        expect_outcome(box, key, example.answers)
        assert open_questions(box) == []
        box.get_by_role("button", name="Start again").click()
        expect_start(box)
    result.check()


@pytest.mark.parametrize("key", PROCEDURES)
def test_the_texts_cases_by_keyboard(key: str, visit: Opener) -> None:
    """The same by keyboard alone: Tab to each question, arrows to the answer, Tab and Enter to start again."""
    result = visit()
    page = result.go("frameworks/")
    box = box_of(page, key)
    for example in table_of(key).examples:
        box.locator("fieldset:visible input").first.focus()
        for _ in example.answers:
            waiting = open_questions(box)
            if not waiting:
                break
            while page.evaluate("document.activeElement.tagName") == "A":  # a number in the question leads to its entry
                page.keyboard.press("Tab")
            name = page.evaluate("document.activeElement.closest('fieldset')?.dataset.question")
            assert [name] == waiting, f"the keyboard is at {name}, open is {waiting}"
            page.keyboard.press("Space")
            for _ in range(12):
                if page.evaluate("document.activeElement.value") == example.answers[name]:
                    break
                page.keyboard.press("ArrowDown")
            assert page.evaluate("document.activeElement.checked")
            page.keyboard.press("Tab")
        expect_outcome(box, key, example.answers)
        for _ in range(30):
            if page.evaluate("document.activeElement.type") == "reset":
                break
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.pp-procedure')?.dataset.procedure") == key
        page.keyboard.press("Enter")
        expect_start(box)
    result.check()


def test_every_answer_agrees_with_the_table(visit: Opener) -> None:
    """All ways to answer all questions lead in the browser to the row that Python decides on."""
    results = visit()
    page = results.go("frameworks/")
    for key in PROCEDURES:
        result = page.evaluate(ALL_ANSWERS, key)
        assert len(result) == len(list(table_of(key).combinations())), key
        astray = [f"{answers}: row {row}" for answers, row in result if decided(key, answers)[0] != row]
        assert astray == [], f"{key}:{names_of(astray[:10])}"
    results.check()


@pytest.mark.parametrize("path", PLACES)
def test_without_script_the_table_is_there(path: str, visit: Opener) -> None:
    """Without script each decision table is open and complete, and no form shows that could not answer."""
    result = visit(script=False)
    page = result.go(path)
    boxes = page.locator(".pp-procedure")
    assert boxes.count() > 0
    for box in boxes.all():
        key = str(box.get_attribute("data-procedure"))
        expect(box.locator("form")).to_be_hidden()
        if key == INDEX:
            expect(box.locator("table")).to_be_visible()
            assert box.locator("tbody tr").count() == len(content_of(box)["inputs"])
            continue
        table = table_of(key)
        expect(box.locator(".pp-decision")).to_be_visible()
        rows = box.locator(".pp-decision tbody tr")
        assert rows.count() == len(table.rules)
        for row, rule in zip(rows.all(), table.rules, strict=True):
            cells = [" ".join(text.split()) for text in row.locator("td").all_text_contents()]
            assert len(cells) == len(table.questions) + 2
            assert [cell == "any" for cell in cells[:-2]] == [
                question.id not in rule.when for question in table.questions
            ]
            assert all(cells)
        terms = box.locator("dl dt")
        assert terms.count() == len(table.outcomes)
        shown = box.text_content() or ""  # far boxes are laid out when a reader comes near
        assert [example.case for example in table.examples if example.case not in shown] == []
    result.check()


@pytest.mark.parametrize("path", PLACES)
def test_with_script_the_form_comes_first(path: str, visit: Opener) -> None:
    """With script each form shows and asks its first question; the table is folded and one key press away."""
    result = visit()
    page = result.go(path)
    for box in page.locator(".pp-procedure").all():
        expect(box.locator("form")).to_be_visible()
        if box.get_attribute("data-procedure") == INDEX:
            continue
        expect(box.locator(".pp-decision")).to_be_hidden()
        expect_start(box)
        box.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(box.locator(".pp-decision")).to_be_visible()
    result.check()


@pytest.mark.parametrize("path", ["frameworks/", "analyses/technical-sovereignty/"])
def test_the_index_moves_between_zones(path: str, visit: Opener) -> None:
    """The index follows its inputs, moved by keyboard, into each zone that they can reach, and its number is right."""
    result = visit()
    page = result.go(path)
    box = box_of(page, INDEX)
    said = content_of(box)
    answer = box.locator(".pp-answer")
    sliders = box.locator("input[type=range]")
    assert sliders.count() == len(said["inputs"])
    seen = set()

    def press(key: str) -> None:
        for slider in sliders.all():
            slider.focus()
            page.keyboard.press(key)
        weights = [input_["weight"] for input_ in said["inputs"]]
        values = [float(slider.input_value()) for slider in sliders.all()]
        score = sum(w * v for w, v in zip(weights, values, strict=True)) / sum(weights)
        expect(answer.locator("b")).to_have_text(f"Index: {score:.3f}")
        [zone] = [
            zone
            for zone in said["zones"]
            if (zone["from"] is None or score >= zone["from"]) and (zone["to"] is None or score < zone["to"])
        ]
        expect(answer).to_contain_text(zone["name"])
        seen.add(zone["name"])
        for slider, entry in zip(sliders.all(), said["inputs"], strict=True):
            shown = box.locator(".pp-slide").filter(has=page.locator(f"[name='{entry['id']}']")).locator("output")
            expect(shown).to_have_text(f"{float(slider.input_value()):.2f}")

    for key in ("Home", "End", "ArrowLeft", "PageDown"):
        press(key)
    assert len(said["zones"]) > 1
    assert seen == {zone["name"] for zone in said["zones"]}
    result.check()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("path", PLACES)
def test_paper_shows_tables_and_no_forms(path: str, script: bool, visit: Opener) -> None:
    """On paper each decision table stands there whole, within the sheet, and no form."""
    result = visit(script=script, width=700)
    page = result.go(path)
    page.emulate_media(media="print")
    boxes = page.locator(".pp-procedure")
    assert boxes.count() > 0
    for box in boxes.all():
        expect(box.locator("form")).to_be_hidden()
        table = box.locator("table").first
        expect(table).to_be_visible()
        frame = table.bounding_box()
        assert frame
        assert frame["height"] > 40
        if box.get_attribute("data-procedure") != INDEX:
            cut = table.evaluate("e => Math.max(e.getBoundingClientRect().right, e.scrollWidth) - innerWidth")
            assert cut <= 1, f"{box.get_attribute('data-procedure')}: {cut} px beyond the sheet"
    result.check()


def test_answers_are_announced(visit: Opener) -> None:
    """The answer stands in a live region, each question's answers in a named group, each form under its own name."""
    page = visit().go("frameworks/")
    for key in PROCEDURES:
        box = box_of(page, key)
        assert box.locator(".pp-answer").get_attribute("role") == "status"
        assert box.locator("form").get_attribute("aria-label")
        for field in box.locator("fieldset").all():
            assert re.search(r"\w", field.locator("legend").text_content() or "")
        names = box.locator("input[type=radio]").evaluate_all("all => all.map(e => e.closest('label').textContent)")
        assert names
        assert all(name.strip() for name in names)
