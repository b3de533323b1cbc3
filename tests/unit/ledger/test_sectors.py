"""A sector's answers place it, and the decision table that readers use says the same."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pandas as pd
import pytest

from ledger.measures import sectors
from ledger.measures.counts import tally

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


def test_a_standard_tells_apart_what_it_fits_in_every_case() -> None:
    """A standard met in the success only tells; one met in both, or silent on one, does not."""
    cases = pd.DataFrame({"case": ["x", "y"], "outcome": ["success", "failure"]})
    entries = [("a", "yes", "no"), ("b", "yes", "yes"), ("c", "yes", "silent")]
    judged = pd.DataFrame(
        [
            {"case": case, "standard": name, "verdict": verdict, "rows": f"t:{name}{case}"}
            for name, *verdicts in entries
            for case, verdict in zip("xy", verdicts, strict=True)
        ]
    )
    tested = sectors.tell_apart(judged, cases).set_index("standard")
    assert tested["tells"].to_dict() == {"a": True, "b": False, "c": False}
    assert set(tested.loc["c", "rows"].split()) == {"t:cx", "t:cy"}


def test_rules_sort_cases_with_the_rows_of_all() -> None:
    """Each rule counts the cases that it sorts; that of losers looks at the category alone."""
    cases = pd.DataFrame(
        {
            "category": list("ABCD"),
            "outcome": ["success", "success", "failure", "failure"],
            "effect": ["good", "bad", "good", "bad"],
            "state_role": ["market", "state", "state", "state"],
            "complexity": ["low", "low", "high", "high"],
            "rows": ["t:a", "t:b", "t:c", "t:d"],
        }
    )
    rules = sectors.sorting_rules(cases).set_index("name")
    assert rules["right"].to_dict() == {
        "state-success": 3,
        "state-effect": 3,
        "complex-success": 4,
        "complex-effect": 2,
        "state-loser": 4,
    }
    assert {frozenset(cell.split()) for cell in rules["rows"]} == {frozenset(cases["rows"])}


def test_quoted_figures_keep_their_row_under_another_name() -> None:
    """Figures come in the order of their names."""
    figures = pd.DataFrame({"value": [1.0, 2.0], "rows": ["t:a", "t:b"]}, index=["a", "b"])
    texts = sectors.quoted(figures, {"b": "second", "a": "first"})
    assert texts["name"].tolist() == ["second", "first"]
    assert texts["rows"].tolist() == ["t:b", "t:a"]


def test_only_answers_that_a_figure_contradicts_are_overturned() -> None:
    """More turns a no, less turns a yes; what agrees, is silent or unknown stays."""
    answers = pd.DataFrame(
        {
            "answer": ["no", "yes", "yes", "no", "unknown", "yes"],
            "since": ["more", "less", "more", "less", "more", "no figure"],
        }
    )
    assert sectors.overturn(answers)["answer"].tolist() == ["yes", "no", "yes", "no", "unknown", "yes"]


def test_chip_shares_leave_out_quarters_and_forecasts() -> None:
    """A year needs both China and the world; forecasts, other measures and earlier years are no production."""
    billings = pd.DataFrame(
        {
            "region": ["China", "World", "China", "World", "China"],
            "year": [2018, 2018, 2018, 2018, 2019],
            "quarter": ["", "", "Q1", "Q1", ""],
            "billings": [10.0, 40.0, 1.0, 2.0, 5.0],
            "rows": ["b:c", "b:w", "b:q", "b:v", "b:l"],
        }
    )
    chips = pd.DataFrame(
        {
            "measure": ["share produced in China"] * 3 + ["market"],
            "qualifier": ["", "forecast", "", ""],
            "year": [2018, 2025, 2011, 2018],
            "value": [15.0, 19.0, 12.0, 155.0],
            "rows": ["c:a", "c:f", "c:e", "c:m"],
        }
    )
    shares = sectors.chip_shares(billings, chips)
    assert shares[["year", "percent", "series"]].to_numpy().tolist() == [[2018, 25.0, "bought"], [2018, 15.0, "made"]]
    assert shares["rows"].map(lambda cell: set(cell.split())).tolist() == [{"b:c", "b:w"}, {"c:a"}]


def test_each_case_is_placed_by_its_answers() -> None:
    """The cases keep their order, whatever that of the table."""
    table = pd.DataFrame(
        [
            {"case": case, "question": question, "answer": answer}
            for case in reversed(sectors.CASES)
            for question, answer in (GOOD if case == sectors.CASES[0] else YES).items()
        ]
    )
    assert list(sectors.places(table).items()) == list(zip(sectors.CASES, "ABBB", strict=True))


def test_answers_are_counted_by_what_bears_on_them() -> None:
    """Red answers decide a category; those of new-energy vehicles are counted among their own."""
    frame = pd.DataFrame(
        {
            "case": ["New-energy vehicles", "New-energy vehicles", "Semiconductors"],
            "held": [True, False, True],
            "red": [True, True, False],
            "rows": ["t:1", "t:2", "t:3"],
        }
    )
    told = tally(frame, sectors.ANSWERED)
    numbers = {name: number.value for name, (number, _, _) in told.items()}
    assert (numbers["answers"], numbers["covered"], numbers["uncovered"]) == (3, 2, 1)
    assert (numbers["turning"], numbers["turning-held"], numbers["turning-vehicles"]) == (2, 1, 2)
    assert told["turning-vehicles"][0].row_ids == ("t:1", "t:2")


def test_judgements_are_counted_standard_by_standard() -> None:
    """The market and the profits are each counted among the judgements on them alone."""
    frame = pd.DataFrame(
        {
            "side": ["success", "success", "effect"],
            "standard": ["Market size", "Profitability", "Investment"],
            "verdict": ["yes", "no", "silent"],
            "rows": ["t:1", "t:2", "t:3"],
        }
    )
    told = tally(frame, sectors.JUDGED)
    numbers = {name: number.value for name, (number, _, _) in told.items()}
    assert numbers == {"market-yes": 1, "silent": 1, "judgements": 3, "profit-said": 1}
    assert told["market-yes"][0].row_ids == ("t:1",)
