"""A sector's answers place it, and the decision table that readers use says the same."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pandas as pd
import pytest

from ledger.measures import sectors

REGISTER = Path(__file__).parents[3] / "data/frameworks/csis-2020-uneven-drive.json"
YES = dict.fromkeys(sectors.QUESTIONS, "yes")
GOOD = YES | dict.fromkeys(sectors.HARMS, "no")


def test_categories() -> None:
    """Technology decides success, two kinds of harm decide the effect."""
    assert sectors.place(GOOD) == "A"
    assert sectors.place(YES) == "B"
    assert sectors.place(GOOD | {"tech": "no"}) == "C"
    assert sectors.place(YES | {"tech": "no"}) == "D"


def test_one_harm_is_not_enough() -> None:
    """A single kind of harm leaves the effect constructive."""
    assert sectors.place(GOOD | {"chains": "yes"}) == "A"


def test_no_market_and_no_earnings_is_no_success() -> None:
    """Technology without market and without earnings is no success; unknown earnings do not count against it."""
    assert sectors.place(GOOD | {"market": "no", "earn": "no"}) == "C"
    assert sectors.place(GOOD | {"market": "no", "earn": "unknown"}) == "A"


def test_unknown_answer_is_refused() -> None:
    """An answer that the question does not allow is named."""
    with pytest.raises(ValueError, match="answer to `tech`"):
        sectors.place(GOOD | {"tech": "unknown"})


def test_turning_names_where_each_answer_leads() -> None:
    """With two kinds of harm each of them is decisive; with three none is."""
    assert sectors.turning(YES | {"firms": "no"}) == {"tech": "D", "invest": "A", "chains": "A"}
    assert sectors.turning(YES) == {"tech": "D"}


def test_sorted_right_counts_the_commonest() -> None:
    """A factor that splits evenly sorts no better than chance; a perfect one sorts all."""
    cases = pd.DataFrame({"f": list("aabb"), "good": list("xxyy"), "even": list("xyxy")})
    assert sectors.sorted_right(cases, "f", "good") == 4
    assert sectors.sorted_right(cases, "f", "even") == 2


def test_answers_and_trails() -> None:
    """Answers are read by case, and a row's trail holds its own id and those it rests on."""
    table = pd.DataFrame(
        {
            "case": ["x", "x"],
            "question": ["tech", "earn"],
            "answer": ["yes", "no"],
            "rests_on": ["t:b t:a", ""],
            "rows": ["t:1", "t:2"],
        }
    )
    assert sectors.answers_of(table, ["x"]) == {"x": {"tech": "yes", "earn": "no"}}
    assert list(sectors.with_sources(table)) == ["t:1 t:a t:b", "t:2"]


def test_the_readers_table_agrees() -> None:
    """The register's decision table places every combination of answers as the measure does."""
    entry = next(load for load in json.loads(REGISTER.read_text(encoding="utf-8")) if load["id"] == "sector-placement")
    rules = entry["procedure"]["rules"]
    for combination in itertools.product(*sectors.QUESTIONS.values()):
        given = dict(zip(sectors.QUESTIONS, combination, strict=True))
        rule = next(rule for rule in rules if rule["when"].items() <= given.items())
        assert rule["outcome"].upper() == sectors.place(given), given
