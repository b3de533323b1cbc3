"""The frames that the drawings of sectors are made of place cells and words, and change no number."""

from __future__ import annotations

import pandas as pd

from ledger.charts import sector_outcomes as drawings
from ledger.measures.sectors import CASES


def test_a_case_says_its_category() -> None:
    """The letter and the name stand together."""
    cases = pd.DataFrame({"case": ["x"], "category": ["B"], "category_name": ["costly win"]})
    assert drawings.matrix_frame(cases)["placed"].tolist() == ["B. Costly win"]


def test_standards_follow_the_order_of_the_table() -> None:
    """Standards run down as listed, cases across."""
    judged = pd.DataFrame(
        {
            "case": [CASES[1], CASES[0], CASES[0]],
            "standard": [drawings.ORDER[1], drawings.ORDER[1], drawings.ORDER[0]],
            "side": "success",
            "verdict": ["no", "silent", "yes"],
            "rows": ["t:a", "t:b", "t:c"],
        }
    )
    table = drawings.standards_frame(judged)
    assert table["standard"].tolist() == drawings.ORDER[:2]
    assert table[CASES[0]].tolist() == ["yes", "silent"]
    assert table["side"].tolist() == ["success", "success"]
    assert set(drawings.STANDARDS) >= {"standard", *CASES}


def test_vehicles_are_in_millions() -> None:
    """Sales come before exports; other sectors are left out."""
    figures = pd.DataFrame(
        {
            "sector": [*["new-energy vehicles"] * 3, "aircraft"],
            "measure": ["exports", "sales", "sales", "sales"],
            "period": ["2021", "2019", "2021", "2019"],
            "value": [310000.0, 1206000.0, 3618000.0, 1.0],
        }
    )
    frame = drawings.vehicles_frame(figures)
    assert frame["label"].tolist() == [
        "Sold in 2019,\n1.2 million,\n3.0 times 2019",
        "Sold in 2021,\n3.6 million,\n3.0 times 2019",
        "Exported in 2021,\n0.3 million",
    ]
    assert frame["year"].tolist() == [2019, 2021, 2021]


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
    assert frame["label"].tolist() == ["20% in 2018", "22% in 2019", "30% in 2020", "15% in 2018", "16% in 2019"]


def test_an_answer_that_moves_its_sector_decides() -> None:
    """Rows follow the cases and the questions, and say where another answer would lead."""
    answers = pd.DataFrame(
        {
            "case": [CASES[1], CASES[0], CASES[0]],
            "question": ["market", "tech", "firms"],
            "answer": ["yes", "unknown", "no"],
            "since": ["as before", "no figure", "less"],
        }
    )
    frame = drawings.answers_frame(answers, {CASES[0]: {"tech": "C", "firms": "D"}, CASES[1]: {}})
    assert frame["asked"].tolist() == ["Tech level", "Firms hurt", "Market grows"]
    assert frame["answer"].tolist() == ["not said", "no", "yes"]
    assert frame["since"].tolist() == ["", "less", "the same"]
    assert frame["turns"].tolist() == ["C", "D", ""]
    assert frame["decided"].tolist() == ["", "yes", ""]
