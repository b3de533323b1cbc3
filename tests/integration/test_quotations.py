"""The quote check on this repository's own sentences: what it says is found, what it does not say is not."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from proofpress.model.vocabulary import Vocabulary
from proofpress.quotes.answer import check_quote
from proofpress.quotes.index import HOLE
from proofpress.quotes.index_reader import QuoteIndex, read_quote_index
from proofpress.quotes.parse import reader_of
from proofpress.quotes.wording import Answer

pytestmark = pytest.mark.slow
EVERY = 5
"""One sentence in so many is asked."""
FOUND, FALSE = 0.97, 0.04
"""Least part of our own numbers that must hold, and most part of falsified ones that may."""
MOST = 75_000
"""Bytes of the index, compressed, that the page carries."""


@pytest.fixture(scope="module")
def index(real_site: Path) -> dict[str, Any]:
    """Return the index of the site that is published."""
    return dict(json.loads((real_site / "quotes.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def book(index: dict[str, Any]) -> QuoteIndex:
    """Return the index, ready to answer."""
    return read_quote_index(index)


def sentences(index: dict[str, Any]) -> list[tuple[list[str], list[str]]]:
    """Return some sentences as the texts between their numbers, and their numbers' texts."""
    chosen = index["sentences"][::EVERY]
    assert len(chosen) >= 40
    return [(item["text"].split(HOLE), [index["items"][number]["text"] for number in item["items"]]) for item in chosen]


def printed(parts: list[str], texts: list[str]) -> str:
    """Return a sentence as the page prints it."""
    return "".join(part + (texts[slot] if slot < len(texts) else "") for slot, part in enumerate(parts))


def amounts(text: str) -> set[float]:
    """Return the numbers of a text."""
    read = reader_of(Vocabulary())
    return {item.number for item in read.numbers_of(read.tidy(text))}


def falsified(text: str) -> str:
    """Return a number with its second digit another, or its first if it has one."""
    match = re.search(r"\d[\d,.]*", text)
    if match is None:
        return text
    digits = [at for at in range(match.start(), match.end()) if text[at].isdigit()]
    at = digits[1] if len(digits) > 1 else digits[0]
    return f"{text[:at]}{(int(text[at]) + 3) % 10 or 7}{text[at + 1 :]}"


def about(answers: list[Answer], wanted: set[float]) -> list[Answer]:
    """Return the answers on some numbers."""
    return [answer for answer in answers if amounts(answer.quoted) & wanted]


def test_what_the_site_says_holds(index: dict[str, Any], book: QuoteIndex) -> None:
    """Sentences of the site, pasted as they stand: nearly all of their numbers hold, with our own text."""
    total, missed = 0, []
    for parts, texts in sentences(index):
        quote = printed(parts, texts)
        for answer in about(check_quote(quote, book), set().union(*map(amounts, texts))):
            total += 1
            if answer.verdict != "holds" or answer.new not in texts:
                missed.append(f"{answer.verdict}: {answer.quoted} in {quote}")
    assert total > 100
    assert 1 - len(missed) / total >= FOUND, "\n".join(missed)


def test_what_the_site_does_not_say_does_not_hold(index: dict[str, Any], book: QuoteIndex) -> None:
    """The same sentences with a digit of a number changed: hardly any of the false numbers holds."""
    total, passed = 0, []
    for parts, texts in sentences(index):
        wrong = [falsified(texts[0]), *texts[1:]]
        false = amounts(wrong[0]) - set().union(*map(amounts, texts))
        quote = printed(parts, wrong)
        for answer in about(check_quote(quote, book), false):
            total += 1
            if answer.verdict == "holds":
                passed.append(f"{answer.quoted} in {quote}: {answer.line}")
    assert total > 60
    assert len(passed) / total <= FALSE, "\n".join(passed)


def test_every_figure_is_found_by_its_addresses(index: dict[str, Any], book: QuoteIndex) -> None:
    """Each figure's page, files and old or latest addresses lead to its title."""
    assert index["figures"]
    for key, figure in index["figures"].items():
        for form in ("figures/{}/", "https://x.example/latest/figures/{}/", "/2026.11/figures/{}/share.png", "{}"):
            [answer] = check_quote(form.format(key), book)
            assert (answer.verdict, answer.id, answer.new) == ("holds", key, figure["title"]), form.format(key)


def test_the_index_stays_small(real_site: Path) -> None:
    """The page carries its index: compressed it weighs no more than a picture."""
    assert len(gzip.compress((real_site / "quotes.json").read_bytes(), 9, mtime=0)) < MOST
