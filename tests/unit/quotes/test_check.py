"""The quote check's answers, by a table in four languages, with every number true or altered."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from proofpress.quotes.check import Answer, QuoteCheck

TABLE = json.loads((Path(__file__).parents[2] / "quotes.json").read_text(encoding="utf-8"))
CASES = [pytest.param(case, id=f"{number}: {case['quote'][:50]}") for number, case in enumerate(TABLE["cases"], 1)]
VERDICTS = {"published", "claimed", "another", "withdrawn", "not ours", "unclear"}
ALTERED = [case for case in TABLE["cases"] if case.get("altered")]
TRUE = [case for case in TABLE["cases"] if case.get("altered") == ""]


@pytest.fixture(scope="module")
def check() -> QuoteCheck:
    """Return the check of the table's release."""
    return QuoteCheck(TABLE["index"])


@pytest.fixture(scope="module")
def beside_newest() -> QuoteCheck:
    """Return the check of the table's release beside its newest one."""
    return QuoteCheck(TABLE["index"], TABLE["newest"])


def told(answer: Answer, keys: list[str]) -> dict[str, Any]:
    """Return what an answer says under some keys, as JSON has it."""
    return {key: list(value) if isinstance(value := getattr(answer, key), tuple) else value for key in keys}


def test_the_table_is_no_formality() -> None:
    """Every verdict is in it more than once, four languages, and every kind of alteration in English and another."""
    verdicts = Counter(answer["verdict"] for case in TABLE["cases"] for answer in case["answers"])
    assert {verdict for verdict, count in verdicts.items() if count > 1} == VERDICTS
    assert len(TABLE["cases"]) > 250
    assert {case["language"] for case in ALTERED} == {"en", "de", "fr", "es"}
    kinds = {"digit", "unit", "subject", "year", "negation", "direction"}
    for language in ("en", "de", "fr", "es"):
        assert {case["altered"] for case in ALTERED if case["language"] == language} >= kinds - {"unit"}
    assert any(not case["answers"] for case in TABLE["cases"])


@pytest.mark.parametrize("case", CASES)
def test_answers_are_those_of_the_table(case: dict[str, Any], check: QuoteCheck, beside_newest: QuoteCheck) -> None:
    """Each number or address has the verdict, the thing, old, new, cause and release that the table has."""
    result = (beside_newest if case["beside_newest"] else check).answers(case["quote"])
    assert len(result) == len(case["answers"]), [answer.line for answer in result]
    for answer, expected in zip(result, case["answers"], strict=True):
        assert told(answer, list(expected)) == expected, answer.line
        empty = {"id", "old", "since", "candidates"} - expected.keys()
        assert not any(getattr(answer, key) for key in empty), answer


def test_no_altered_quotation_is_supported(check: QuoteCheck) -> None:
    """Of sentences altered in digit, unit, subject, year, sign, direction or by a "not", none may be quoted so."""
    assert len(ALTERED) > 150
    false = [case["quote"] for case in ALTERED if any(answer.supported for answer in check.answers(case["quote"]))]
    print(f"false support: {len(false)} of {len(ALTERED)} altered quotations")
    assert false == []


def test_true_quotations_are_found_in_four_languages(check: QuoteCheck) -> None:
    """Of true sentences, in other words and other languages, nearly all are found: the rest are called unclear."""
    assert len(TRUE) > 40
    missed = [
        case["quote"]
        for case in TRUE
        if not any(answer.verdict in {"published", "claimed"} for answer in check.answers(case["quote"]))
    ]
    print(f"false “not ours” or “unclear”: {len(missed)} of {len(TRUE)} true quotations")
    assert len(missed) <= 0.05 * len(TRUE), missed


def test_a_number_beside_ours_is_compared_too(check: QuoteCheck) -> None:
    """A range with another end, or another number in the clause: neither of the two may be quoted so."""
    for quote in (
        "Five large makers of chip tools made 36% to 48% of their sales in China in 2024.",
        "Germanium exports fell by 35 points in 3 years.",
        "Of 15 items with a figure, 11 support design-out.",
    ):
        answers = check.answers(quote)
        assert len(answers) == 2, quote
        assert not any(answer.supported for answer in answers), quote
    assert any("another number in your sentence" in answer.line for answer in answers)


def test_a_contradicted_claim_is_found_and_not_supported(check: QuoteCheck) -> None:
    """A document's claim is named as such, with its status; only a corroborated one may be quoted as it stands."""
    [answer] = check.answers("China refines more than 80 percent of the world's cobalt, the report says")
    assert (answer.verdict, answer.status, answer.supported) == ("claimed", "contradicted", False)
    assert answer.line.startswith("Trade Press 2020 says more than 80%; our checks say of it: contradicted. “")
    [answer] = check.answers("China mined 65% of the world’s graphite in 2020.")
    assert (answer.verdict, answer.status, answer.supported) == ("claimed", "corroborated", True)


def test_what_we_publish_instead_is_told(check: QuoteCheck) -> None:
    """A number that differs from ours leads to ours, with its sentence; a changed one to release and cause."""
    [answer] = check.answers("Congo mined 74 percent of the world's cobalt in 2025")
    assert answer.line.startswith("We publish another value: 73%. “The Congo mined 73%")
    [answer] = check.answers("Congo mined 76 percent of the world's cobalt in 2025")
    assert answer.line == (
        "We publish another value. It was 76%, and is 73% since release 2026.12. Cause: data: data/tables/cobalt.csv."
    )


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ("The Congo did not mine 73% of the world’s cobalt in 2025.", "differ in a “not”"),
        ("The share of cobalt that the Congo mined in 2025 fell to 73%.", "move the other way"),
        ("Glencore mined 73% of the world’s cobalt in 2025 in the Congo.", "a name in your sentence"),
        ("73% of the world’s cobalt was mined in 2025.", "without naming of whom"),
        ("The Congo mined 73% of the world’s cobalt in the first quarter of 2025.", "the part of the year"),
        ("The price of cobalt fell by 44% in 2025.", "the year or the years"),
        ("The price of cobalt fell to 44% from 2018 to 2025.", "a change, its start or its end"),
        ("Tool sales from China peaked at US$12.9 billion in a quarter of 2024.", "without naming of whom"),
    ],
)
def test_what_differs_is_named(quote: str, reason: str, check: QuoteCheck) -> None:
    """Negation, direction, a name that we do not know, a subject left out: the answer says which."""
    [answer] = check.answers(quote)
    assert not answer.supported
    assert reason in answer.line


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("73 percent", [("percent", 73)]),
        ("73 per cent and 5 percentage points", [("percent", 73), ("points", 5)]),
        ("US$12.9 billion", [("money", 12.9e9)]),
        ("$12.9bn and 2.6m units", [("money", 12.9e9), ("", 2.6e6)]),
        ("12.9 billion US dollars", [("money", 12.9e9)]),
        ("Es sind 12,9 Mrd. Dollar und 1.250 Stück", [("money", 12.9e9), ("", 1250)]),
        ("Ce sont 12,9 milliards de dollars et 96 600 tonnes", [("money", 12.9e9), ("", 96_600)]),
        ("Son 12,9 mil millones de dólares y el 3,5 por ciento", [("money", 12.9e9), ("percent", 3.5)]),
        ("1.250.000 wafers, 1'250 wafers", [("", 1_250_000), ("", 1250)]),
        ("73,4 %", [("percent", 73.4)]),
        ("2000 tonnes", [("", 2000)]),
        ("22-fold", [("times", 22)]),
        ("5 of 11", [("", 5), ("", 11)]),
        ("10 to 25 percent", [("percent", 10), ("percent", 25)]),
        ("2 to 3 billion", [("", 2e9), ("", 3e9)]),
        ("two thirds", [("percent", 67)]),
        ("drei Viertel der Menge und die Hälfte", [("percent", 75), ("percent", 50)]),
        ("more than tripled", [("times", 3)]),
        ("$12.9B and 2.6M units", [("money", 12.9e9), ("", 2.6e6)]),
        ("Seventy-three percent and twenty million", [("percent", 73), ("", 20e6)]),
        ("two and a half times", [("times", 2.5)]),
        ("more than three times, dreimal", [("times", 3)]),
        ("four fifths", [("percent", 80)]),
        ("ranks ninth of twelve and is number 3 among them", [("rank", 9), ("", 12), ("rank", 3)]),
        ("9th", [("rank", 9)]),
        ("ninth", []),
    ],
)
def test_numbers_are_read(text: str, amounts: list[tuple[str, float]], check: QuoteCheck) -> None:
    """Digits with either mark, thousands, magnitudes and units of four languages, ranges and a few words."""
    result = [(number["kind"], number["number"] * number["scale"]) for number in check.numbers(text)]
    assert [kind for kind, _ in result] == [kind for kind, _ in amounts]
    assert [amount for _, amount in result] == pytest.approx([amount for _, amount in amounts])


@pytest.mark.parametrize(
    "text",
    [
        "in 2025", "2019-2024", "2019/20", "the 2010s", "mid-2018", "7 October 2022", "October 7, 2022", "2022-10-07",
        "am 7. Oktober 2022", "le 7 octobre 2022", "el 7 de octubre de 2022",
        "Section 301", "chapter 4", "HS 8486", "ISO 9001", "COVID-19", "5G and 3D", "H100", "release 2026.11",
        "2026.11.1", "Directive 2024/1760",
    ],
)  # fmt: skip
def test_years_dates_and_names_are_no_quantities(text: str, check: QuoteCheck) -> None:
    """Years, dates and numbers within names are left out."""
    assert check.numbers(text) == []


@pytest.mark.parametrize(
    "text", ["", "\u2028", "\ud83d\ude00 5%", "%" * 200, "5 " * 3000, "a/b", "−−5 %", "½", "</script>"]
)
def test_any_text_is_answered(text: str, check: QuoteCheck) -> None:
    """Whatever is pasted is answered without an error, each answer with a verdict and a line."""
    assert all(answer.verdict in VERDICTS and answer.line for answer in check.answers(text))
