"""The frames that the drawings of deals and conditions are made of say what is stated, and change no number."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd

import proofpress as pp
from ledger.charts import leverage_conditions as condition_drawings
from ledger.charts import strategic_leveraging as drawings


def deals(*rows: tuple[str, str, float, str, str]) -> pd.DataFrame:
    """Return facts on deals by id: what each is of, its number, its unit and its date."""
    frame = pd.DataFrame(rows, columns=["id", "item", "value", "unit", "date"])
    return frame.assign(rows="deals:" + frame["id"]).set_index("id")


def claim(low: float, high: float) -> pd.Series:
    """Return a claim's bounds."""
    return pd.Series({"low": low, "high": high, "rows": f"claim:{low:g}"})


def test_a_stake_below_the_owners_is_a_bound() -> None:
    """The licence has no foreign equity, and the venture's partner less than what the owner's part leaves."""
    stakes = drawings.stakes_frame(claim(0, 0), claim(60, 100)).set_index("deal")
    venture = stakes.loc[drawings.VENTURE]
    assert (venture["low"], venture["high"], venture["text"]) == (0, 40, "below 40%, not stated")
    assert stakes.loc[drawings.LICENCE, ["low", "high"]].tolist() == [0, 0]


def test_a_term_is_stated_found_elsewhere_or_missing() -> None:
    """What the essay states comes first; a fact found elsewhere is rounded and brings its row."""
    known = deals(
        ("money", "investment", 3.5e9, "US dollars", "2023-02"), ("size", "capacity", 35.0, "gigawatt-hours a year", "")
    )
    terms = pd.DataFrame(
        {
            "id": ["1-ford", "2-ford", "3-ford", "4-ford"],
            "term": "A term",
            "stated": ["yes", "no", "no", "no"],
            "said": ["licence", "", "", ""],
            "elsewhere": ["", "deals:money", "deals:size", ""],
            "rows": ["t:1", "t:2", "t:3", "t:4"],
        }
    )
    rows = drawings.terms_frame(terms, known).fillna("")
    assert rows["ford"].tolist() == ["licence", "$3.5 billion", "35 GWh", ""]
    assert rows["ford_known"].tolist() == ["essay", "press", "press", ""]
    assert rows["rows"].tolist() == ["t:1", "deals:money t:2", "deals:size t:3", "t:4"]


def test_what_was_stated_later_is_a_part_of_what_was_announced() -> None:
    """Each plan has both numbers, its share of the announcement and both rows."""
    rows: list[Any] = [
        (f"{key}{end}", "jobs", value, "jobs", "")
        for key, _, _ in drawings.PLANS
        for end, value in (("-2023", 2500.0), ("-later", 1700.0))
    ]
    plans = drawings.plans_frame(deals(*rows))
    assert plans["share"].tolist() == [68.0] * len(drawings.PLANS)
    assert plans["read"].iloc[0] == "68%: 1,700 of 2,500"
    assert plans["rows"].iloc[0] == "deals:ford-jobs-2023 deals:ford-jobs-later"


def test_an_opening_stands_at_the_share_of_its_year() -> None:
    """A ring rests on the claim that dates it and on the year's share."""
    dates = pd.DataFrame({"period": ["1978"], "rows": ["claim:reform"]})
    exports = pd.DataFrame({"year": [1978, 1979], "exports": [4.6, 5.2], "rows": ["x:1978", "x:1979"]})
    [ring] = drawings.openings_frame(dates, exports).to_dict("records")
    assert (ring["exports"], ring["label"], ring["rows"]) == (4.6, "1978: opening", "claim:reform x:1978")


def test_a_condition_without_statement_stays_and_says_so() -> None:
    """It rests on the claim that names it; statements stand on their side, with their document's letter."""
    evidence = pd.DataFrame(
        {
            "id": ["a", "b"],
            "condition": "rich markets close",
            "side": ["for", "against"],
            "document": ["CSIS 2020", "our tables"],
            "rows": ["e:a", "e:b"],
        }
    ).assign(statement="s", locator="p", period="2020")
    marks = condition_drawings.conditions_frame(evidence)
    assert marks[["side", "letter", "place"]].to_numpy().tolist() == [["against", "T", -1], ["for", "C", 1]]
    heads = condition_drawings.heads_frame(marks, SimpleNamespace(row="claim:w"))  # type: ignore[arg-type]
    assert heads["empty"].sum() == len(condition_drawings.CONDITIONS) - 1
    full = heads.set_index("label").loc["Other rich markets close"]
    assert (full["empty"], full["rows"]) == (False, "claim:w e:a e:b")
    assert (full["balance"], full["short"], full["ink"]) == ("1 against, 1 for", "1 : 1", pp.MUTED)
    assert heads["balance"].iloc[0] == ""


def test_steps_stand_in_the_order_of_time() -> None:
    """Claims and rows of tables are one list; a date is read to the month and counted from the deal."""
    dated = pd.DataFrame({"id": list(condition_drawings.CLAIMED), "rows": "claim:c", "period": "2018"})
    listed = pd.DataFrame({"id": list(condition_drawings.LISTED), "date": "2025-07-15", "effective": "2024-12-03"})
    listed = listed.assign(rows="t:" + listed["id"]).set_index("id")
    listed.loc["ford-announced", "date"] = "2023-02-13"
    steps = condition_drawings.steps_frame(dated, listed)
    assert steps["date"].is_monotonic_increasing
    assert list(dict.fromkeys(steps["when"])) == ["2018", "Feb 2023", "Dec 2024", "Jul 2025"]
    assert set(steps["kind"]) == set(condition_drawings.KINDS.values())
    assert steps["told"].str[0].str.isupper().all()
    last = steps.iloc[-1]
    assert (last["months"], "t:ford-announced" in last["rows"].split()) == (29, True)
    assert steps["months"].iloc[:5].isna().all(), "what was before the deal, or of no month, is not after it"
