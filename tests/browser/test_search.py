"""The search of the real site: what readers ask, and the page that comes first; marks, the nearest, hostile words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.support.projects import ROOT

ASKED = json.loads((ROOT / "tests" / "search.json").read_text(encoding="utf-8"))["questions"]
ANSWER = """async ({index, worker, questions}) => {
  const engine = new Worker(worker);
  const ask = (message) => new Promise((resolve) => {
    engine.onmessage = ({ data }) => resolve(data);
    engine.postMessage(message);
  });
  const { config, docs } = await (await fetch(index)).json();
  await ask({ type: 0, data: { config, docs, options: {} } });
  const answers = [];
  for (const data of questions) answers.push((await ask({ type: 2, data })).data.items);
  return answers;
}"""


def ask(visit: Opener, questions: list[str]) -> list[list[list[dict[str, Any]]]]:
    """Return what the shipped engine answers with the shipped index: pages, each with its best parts."""
    page = visit().go("about/")
    root = page.evaluate(
        "new URL(JSON.parse(document.getElementById('__config').textContent).base + '/', location).href"
    )
    given = {
        "index": f"{root}search/search_index.json",
        "worker": f"{root}assets/proofpress/search_worker.js",
        "questions": questions,
    }
    answers: list[list[list[dict[str, Any]]]] = page.evaluate(ANSWER, given)
    return answers


def test_what_readers_ask_is_answered_first(visit: Opener) -> None:
    """For each question of the list the page that answers it comes first, opened at the part that does."""
    assert len(ASKED) >= 30
    answers = ask(visit, [question["ask"] for question in ASKED])
    wrong = []
    for question, pages in zip(ASKED, answers, strict=True):
        place = urlsplit(pages[0][0]["location"]) if pages else urlsplit("")
        if place.path != question["first"] or place.fragment != question.get("within", place.fragment):
            wrong.append(f"{question['ask']}: {place.path}#{place.fragment}")
        found = {urlsplit(item["location"]).path for page in pages for item in page}
        if "also" in question and question["also"] not in found:
            wrong.append(f"{question['ask']}: not {question['also']}")
    assert wrong == []


def test_an_answer_says_what_it_lacks(visit: Opener) -> None:
    """A question with a word that stands nowhere is answered by the nearest, and the word is named as missing."""
    answers = ask(visit, ["coblat", "qqqzzzxxx", "cobalt qqqzzzxxx"])
    assert all(answers)
    assert "cobalt" in answers[0][0][0]["location"]
    assert answers[1][0][0]["terms"] == {"qqqzzzxxx": False}
    assert answers[2][0][0]["terms"] == {"cobalt": True, "qqqzzzxxx": False}


def test_words_stand_apart_in_the_index(real_site: Path) -> None:
    """Neighbouring cells, entries and blocks of a page are words apart in the index."""
    docs = json.loads((real_site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    assert len(docs) > 500
    texts = " ".join(f"{doc['title']} {doc['text']}" for doc in docs)
    assert "HHI)The" not in texts
    assert "(HHI) The sum" in texts
    assert not [doc["location"] for doc in docs if re.match(r"data/.+#", doc["location"])]


def test_words_of_a_text_are_never_markup(visit: Opener) -> None:
    """What the engine answers is text with marks, whatever the index holds."""
    page = visit().go("about/")
    text = "<img src=x onerror=alert(1)> danger"
    script = ANSWER.replace("await (await fetch(index)).json()", "index")
    index = {"config": {"synonyms": []}, "docs": [{"location": "a/", "title": text, "text": text, "boost": 1}]}
    worker = page.evaluate("new URL('../assets/proofpress/search_worker.js', location).href")
    [[[item]]] = page.evaluate(script, {"index": index, "worker": worker, "questions": ["danger"]})
    assert "<img" not in item["title"] + item["text"]
    assert "<mark>danger</mark>" in item["title"]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_result_opens_where_its_words_stand(width: int, visit: Opener) -> None:
    """A result leads to the section, the words asked for are marked there, and the address can be passed on."""
    result = visit(width=width)
    page = result.go("about/")
    if width < 1220:
        page.locator("label[for=__search]").first.click()
    page.locator(".md-search__input").fill("index weights")
    found = page.locator(".md-search-result__link", has_text="weights decide the order").first
    expect(found.locator("mark").first).to_be_visible()
    found.click()
    page.wait_for_url("**/analyses/technical-sovereignty/#index-weights")
    expect(page.locator("mark.pp-marked").first).to_be_attached()
    marked = page.locator("mark.pp-marked").all_text_contents()
    assert {text.lower() for text in marked} <= {"index", "weights", "weight", "weighted", "weighting", "indexes"}
    expect(page.locator("#index-weights")).to_be_in_viewport()
    result.check()


def test_short_words_are_whole(visit: Opener) -> None:
    """A word of two letters is not found within others: AI is no part of a chain."""
    page = visit().go("analyses/export-control-toolkit/?h=ai")
    assert page.locator("mark.pp-marked").count() == 0
