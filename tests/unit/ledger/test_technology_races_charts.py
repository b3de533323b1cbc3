"""The frames that the drawings of technology races are made of place marks and words, and change no number."""

from __future__ import annotations

import pandas as pd

import proofpress as pp
from ledger.charts import technology_races as drawings
from ledger.measures.races import count_origins, judge_dates
from proofpress.notebook.traced import Traced


def test_judgements_that_are_borne_out_come_first() -> None:
    """Each judgement keeps its words; every reading that has a colour is one that judgements are ordered by."""
    leaders = pd.DataFrame({"id": ["a", "b"], "reading": ["cannot be checked", "borne out"], "rows": ["t:a", "t:b"]})
    assert drawings.leaders_frame(leaders)["id"].tolist() == ["b", "a"]
    assert set(drawings.TONES) < set(drawings.READINGS)


def test_a_part_of_a_bar_is_labelled_in_its_middle() -> None:
    """Words give the count and the kind."""
    claims = pd.DataFrame({"chapter": "5G", "origin": ["ABI Research", "", "", ""], "rows": list("abcd")})
    frame = drawings.origins_frame(count_origins(claims, "chapter"))
    assert frame["label"].tolist() == ["1 named", "3 none"]
    assert frame["middle"].tolist() == [12.5, 62.5]


def test_what_has_not_come_is_marked_where_the_evidence_ends() -> None:
    """Statements stand in the order of their due dates."""
    made = pd.DataFrame(
        {"id": ["b", "a"], "due": ["2021", "2018"], "came_about": ["", "2018"], "seen_to": ["2023", "2018"]}
    )
    made = made.assign(depends_on="cars", rests_on="", locator="", source="s", claim="c")
    frame = drawings.dates_frame(judge_dates(made))
    assert frame["id"].tolist() == ["a", "b"]
    assert frame["known"].tolist() == [True, False]
    late = frame.iloc[1]
    assert late["mark_low"] == late["mark_high"] == 2024
    assert (late["group"], late["colour"]) == ("What cars can do", pp.RED)


def test_targets_are_said_in_one_and_in_two_lines() -> None:
    """The words follow the order of the targets; numbers stay."""
    targets = pd.DataFrame({"period": ["2020", "2025", "2025"], "low": [50.0, 80.0, 20.0], "rows": list("abc")})
    frame = drawings.targets_frame(targets)
    assert frame["label"].iloc[0] == "target: 50% of vehicles made"
    assert frame["short"].iloc[2] == "target 20%\nhighly autonomous"
    assert frame["low"].tolist() == [50.0, 80.0, 20.0]


def test_firms_are_followed_from_year_to_year() -> None:
    """Labels give the rate as reported, the first of Baidu how many times Waymo's it is."""
    tests = pd.DataFrame({"entity": ["Waymo", "Baidu"], "year": 2018, "value": [0.09, 4.87], "rows": ["t:a", "t:b"]})
    frame = drawings.interventions_frame(tests.assign(qualifier="", source="s"))
    assert frame["label"].tolist() == ["Baidu 4.87\n54 times Waymo", "Waymo 0.09"]


def test_half_years_are_open_on_one_side() -> None:
    """The first half has only an upper bound, the implied second only a lower."""
    shares = {2017: Traced(50.4, ("t:a",)), 2018: Traced(70.0, ("t:b",))}
    frame = drawings.money_frame(shares, Traced(33.3, ("t:c",)), Traced(110.2, ("t:b", "t:c")))
    assert frame["text"].tolist() == ["50%", "70%", "under 33%", "over 110%"]
    assert frame["open"].tolist() == ["", "", "low", "high"]
    assert frame["high"].tolist() == [50.4, 70.0, 33.3, float(drawings.TOP)]
    assert set(frame["rows"].iloc[3].split()) == {"t:b", "t:c"}
