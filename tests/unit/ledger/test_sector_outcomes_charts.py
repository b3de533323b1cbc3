"""The frames that the drawings of sectors are made of place cells and words, and change no number."""

from __future__ import annotations

import pandas as pd

import proofpress as pp
from ledger.charts import sector_outcomes as drawings
from ledger.measures.sectors import CASES


def test_a_case_says_its_category_and_the_role_of_the_state() -> None:
    """A destructive effect is red with light words."""
    cases = pd.DataFrame(
        {
            "case": ["x"],
            "category": ["B"],
            "category_name": ["costly win"],
            "outcome": ["success"],
            "effect": ["destructive"],
            "state_role": ["state-led"],
        }
    )
    cell = drawings.matrix_frame(cases).iloc[0]
    assert cell["words"] == "B. Costly win\nx\nstate-led"
    assert (cell["tone"], cell["ink"]) == (pp.RED, pp.PAPER)


def test_standards_follow_the_order_of_the_figure() -> None:
    """Standards run down as listed, cases across; a silence stays pale."""
    judged = pd.DataFrame(
        {
            "case": [CASES[1], CASES[0], CASES[0]],
            "standard": [drawings.ORDER[1], drawings.ORDER[1], drawings.ORDER[0]],
            "side": "success",
            "verdict": ["no", "silent", "yes"],
        }
    )
    frame = drawings.standards_frame(judged)
    assert frame["verdict"].tolist() == ["yes", "silent", "no"]
    assert frame["ink"].tolist() == [pp.INK, pp.MUTED, pp.PAPER]


def test_vehicles_are_in_millions() -> None:
    """Sales come before exports; other sectors are left out."""
    figures = pd.DataFrame(
        {
            "sector": ["new-energy vehicles", "new-energy vehicles", "aircraft"],
            "measure": ["exports", "sales", "sales"],
            "period": ["2021", "2019", "2019"],
            "value": [310000.0, 1206000.0, 1.0],
        }
    )
    frame = drawings.vehicles_frame(figures)
    assert frame["label"].tolist() == ["Sold,\n1.2 million", "Exported,\n0.3 million"]
    assert frame["year"].tolist() == [2019, 2021]


def test_the_ends_of_each_share_are_labelled() -> None:
    """A series that ends early is labelled where it ends."""
    shares = pd.DataFrame(
        {
            "series": ["bought"] * 3 + ["made"] * 2,
            "year": [2018, 2019, 2020, 2018, 2019],
            "percent": [20.4, 22.0, 30.0, 15.3, 15.7],
        }
    )
    frame = drawings.chips_frame(shares)
    assert frame["end"].tolist() == [True, False, True, True, True]
    assert frame["label"].tolist() == ["20%", "22%", "30%", "15%", "16%"]


def test_an_answer_that_moves_its_sector_is_red() -> None:
    """Cells follow the cases and the questions, and say where another answer would lead."""
    answers = pd.DataFrame(
        {
            "case": [CASES[1], CASES[0]],
            "question": ["market", "tech"],
            "answer": ["yes", "unknown"],
            "since": ["as before", "no figure"],
        }
    )
    frame = drawings.answers_frame(answers, {CASES[0]: {"tech": "C"}, CASES[1]: {}})
    assert frame["words"].tolist() == ["?\n–", "yes\nsame"]
    assert frame["turns"].tolist() == ["C", ""]
    assert frame["tone"].tolist() == [pp.RED, pp.SOFT]
