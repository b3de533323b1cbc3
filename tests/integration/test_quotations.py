"""The quote check on this repository's own sentences: what it says is found, what it does not say is not."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from proofpress.quotes.check import Answer, QuoteCheck
from proofpress.quotes.index import HOLE
from proofpress.text.numbers import numerals

pytestmark = pytest.mark.slow
EVERY = 5
"""One sentence in so many is asked."""
FOUND, FALSE = 0.97, 0.02
"""Least part of our own numbers that must be found, and most part of altered sentences of ours that may be supported.

What is left are words altered in another clause than the number; ``tests/quotes.json`` has none.
"""
MOST = 58
"""Bytes of the index a number, compressed; what the page weighs with it is held where pages are weighed."""


@pytest.fixture(scope="module")
def index(real_site: Path) -> dict[str, Any]:
    """Return the index of the site that is published."""
    return dict(json.loads((real_site / "quotes.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def check(index: dict[str, Any]) -> QuoteCheck:
    """Return the check of the site."""
    return QuoteCheck(index)


def sentences(index: dict[str, Any], every: int = EVERY) -> list[tuple[list[str], list[str]]]:
    """Return some sentences as the texts between their numbers, and their numbers' texts."""
    chosen = index["sentences"][::every]
    assert len(chosen) >= 40
    return [(item["text"].split(HOLE), [index["items"][number]["text"] for number in item["items"]]) for item in chosen]


def printed(parts: list[str], texts: list[str]) -> str:
    """Return a sentence as the page prints it."""
    return "".join(part + (texts[slot] if slot < len(texts) else "") for slot, part in enumerate(parts))


def amounts(text: str) -> set[float]:
    """Return the numbers of a text."""
    return {numeral.number for numeral in numerals(text)}


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


def test_what_the_site_says_is_found(index: dict[str, Any], check: QuoteCheck) -> None:
    """Sentences of the site, pasted as they stand: nearly all of their numbers are found, with our own text."""
    total, missed = 0, []
    for parts, texts in sentences(index):
        quote = printed(parts, texts)
        for answer in about(check.answers(quote), set().union(*map(amounts, texts))):
            total += 1
            if answer.verdict not in {"published", "claimed"} or answer.new not in texts:
                missed.append(f"{answer.verdict}: {answer.quoted} in {quote}: {answer.line}")
    assert total > 100
    assert 1 - len(missed) / total >= FOUND, "\n".join(missed)


NEGATED = re.compile(r"\b(?:is|was|were|are|made|mined|took|had|has)\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def alterations(parts: list[str], texts: list[str], subjects: list[str]) -> Iterator[tuple[str, str]]:
    """Yield a sentence altered in a digit, unit, subject, year, direction or by a "not", each with what was altered."""
    whole = printed(parts, texts)
    yield "digit", printed(parts, [falsified(texts[0]), *texts[1:]])
    if len(texts) > 1:
        return
    if "%" in texts[0]:
        yield "unit", printed(parts, [texts[0].replace("%", " percentage points")])
    named = [subject for subject in subjects if re.search(rf"\b{subject}\b", whole)]
    if named:
        other = next(subject for subject in subjects if subject not in whole)
        yield "subject", re.sub(rf"\b{named[0]}\b", other, whole)
    years = YEAR.findall(whole)
    if len(years) == 1:
        yield "year", whole.replace(years[0], str(int(years[0]) - 7))
    for verb, opposite in (("rose", "fell"), ("fell", "rose"), ("grew", "shrank")):
        if re.search(rf"\b{verb}\b", whole):
            yield "direction", re.sub(rf"\b{verb}\b", opposite, whole)
    if match := NEGATED.search(whole):
        yield "negation", f"{whole[: match.end()]} not{whole[match.end() :]}"


def test_what_the_site_does_not_say_is_not_supported(index: dict[str, Any], check: QuoteCheck) -> None:
    """The same sentences altered: none may be quoted as it stands, unless the site says just that elsewhere."""
    subjects = [name for name in index["vocabulary"]["subjects"] if name.isalpha() and name[0].isupper()]
    own = {printed(parts, texts) for parts, texts in sentences(index, 1)}
    tried: Counter[str] = Counter()
    passed = []
    for parts, texts in sentences(index):
        right = set().union(*map(amounts, texts))
        for kind, quote in alterations(parts, texts, subjects):
            if quote in own:
                continue
            tried[kind] += 1
            for answer in check.answers(quote):
                doubtful = kind != "digit" or not amounts(answer.quoted) <= right
                if answer.supported and doubtful and not is_bound(answer):
                    passed.append(f"{kind}: {answer.quoted} in {quote}: {answer.line}")
    print(f"altered: {dict(tried)}; falsely supported: {len(passed)}")
    assert tried.keys() == {"digit", "unit", "subject", "year", "direction", "negation"}
    assert sum(tried.values()) > 150
    assert len(passed) <= FALSE * sum(tried.values()), "\n".join(passed)


def is_bound(answer: Answer) -> bool:
    """Whether a number is quoted as a bound that ours keeps to: “more than 1.5 million” of 1.65 million is true."""
    return not amounts(answer.quoted) & amounts(answer.new)


def test_every_figure_is_found_by_its_addresses(index: dict[str, Any], check: QuoteCheck) -> None:
    """Each figure's page, files and old or latest addresses lead to its title."""
    assert index["figures"]
    for key, figure in index["figures"].items():
        for form in ("figures/{}/", "https://x.example/latest/figures/{}/", "/2026.11/figures/{}/share.png", "{}"):
            [answer] = check.answers(form.format(key))
            assert (answer.verdict, answer.id, answer.new) == ("published", key, figure["title"]), form.format(key)


def test_the_index_stays_small(index: dict[str, Any], real_site: Path) -> None:
    """The page carries its index: compressed it holds few bytes for each number that can be asked about."""
    assert index["items"]
    assert len(gzip.compress((real_site / "quotes.json").read_bytes(), 9, mtime=0)) < MOST * len(index["items"])
