"""The quote check's answers, by a table that the page's script is held to as well."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from proofpress.quotes.answer import check_quote
from proofpress.quotes.index_reader import read_quote_index
from proofpress.quotes.match import fits, same_unit
from proofpress.quotes.wording import Answer

TABLE = json.loads((Path(__file__).parents[2] / "quotes.json").read_text(encoding="utf-8"))
CASES = [pytest.param(case, id=f"{number}: {case['quote'][:50]}") for number, case in enumerate(TABLE["cases"], 1)]
BOOK = read_quote_index(TABLE["index"])
NEWEST = read_quote_index(TABLE["newest"], BOOK.read)
VERDICTS = {"holds", "changed", "withdrawn", "not ours", "unclear"}


def quoted(quote: str, *, beside_newest: bool = False) -> list[Answer]:
    """Return the answers to a quotation."""
    return check_quote(quote, BOOK, NEWEST if beside_newest else None)


def told(answer: Answer, keys: list[str]) -> dict[str, Any]:
    """Return what an answer says under some keys, as JSON has it."""
    fields = json.loads(json.dumps(asdict(answer)))
    return {key: fields[key] for key in keys}


def test_the_table_has_every_verdict() -> None:
    """The table is no formality: every verdict is in it, more than once."""
    result = [answer["verdict"] for case in TABLE["cases"] for answer in case["answers"]]
    assert {verdict for verdict in VERDICTS if result.count(verdict) > 1} == VERDICTS
    assert len(TABLE["cases"]) > 50
    assert any(not case["answers"] for case in TABLE["cases"])


@pytest.mark.parametrize("case", CASES)
def test_answers_are_those_of_the_table(case: dict[str, Any]) -> None:
    """Each number or address has the verdict, the thing, old, new, cause and release that the table has."""
    result = quoted(case["quote"], beside_newest=case["beside_newest"])
    assert len(result) == len(case["answers"]), [answer.line for answer in result]
    for answer, expected in zip(result, case["answers"], strict=True):
        assert told(answer, list(expected)) == expected, answer.line
        empty = {"id", "old", "since", "candidates"} - expected.keys()
        assert not any(getattr(answer, key) for key in empty), answer


def test_a_changed_number_is_told_in_full() -> None:
    """The line of a change has old, new, release and cause."""
    [answer] = quoted("Congo mined 76 percent of the world's cobalt in 2025")
    assert answer.line == "Changed. It was 76%, and is 73% since release 2026.12. Cause: data: data/tables/cobalt.csv."


def test_a_claim_is_not_passed_off_as_ours() -> None:
    """A claim that holds as a quotation is named as its document's, with its status."""
    [answer] = quoted("China refines more than 80 percent of the world's cobalt, the report says")
    assert answer.line.startswith("Holds as a claim of Trade Press 2020: more than 80%.")
    assert answer.line.endswith("Status of the claim: contradicted.")


def test_what_is_near_is_shown_for_what_is_not_ours() -> None:
    """A number that differs from ours leads to ours, with its sentence."""
    [answer] = quoted("Congo mined 74 percent of the world's cobalt in 2025")
    assert "The nearest that it says: 73%. “The Congo mined 73%" in answer.line
    assert answer.candidates == ("cobalt.congo-2025",)


@pytest.mark.parametrize(
    ("quoted", "printed", "exact", "unit", "fit"),
    [
        ("73%", "73%", None, "percent", 3),
        ("73", "73%", None, "percent", 3),
        ("73", "73.4%", None, "percent", 2),
        ("73.41%", "73%", 73.4123, "percent", 2),
        ("73.49%", "73%", 73.4123, "percent", 0),
        ("3", "2.5 times", None, "times", 0),
        ("about 70%", "73%", None, "percent", 1),
        ("about 71%", "73%", None, "percent", 0),
        ("73%", "73", None, "", 0),
        ("US$5 billion", "5 billion", None, "", 0),
        ("12.9 million", "US$12.9 billion", None, "money", 0),
        ("5", "5 of 11", None, "", 3),
        ("11", "5 of 11", None, "", 3),
        ("10 percent", "10 to 25%", None, "percent", 3),
    ],
)
def test_a_number_fits_as_printed_rounded_or_hedged(
    quoted: str, printed: str, exact: float | None, unit: str, fit: int
) -> None:
    """As printed fits best, then rounded to the quoted digits, then a round number after a hedge."""
    [number] = BOOK.read.numbers_of(BOOK.read.tidy(quoted))
    assert fits(number, BOOK.read.numbers_of(BOOK.read.tidy(printed)), exact, unit, 1.0) == fit


def test_units_are_not_taken_for_one_another() -> None:
    """Percent and money must be stated on both sides; points and percent stand for each other."""
    assert same_unit("", "percent")
    assert same_unit("percent", "points")
    assert same_unit("times", "")
    assert not same_unit("percent", "")
    assert not same_unit("money", "percent")
    assert not same_unit("rank", "percent")
