"""What a buyer's growing share is made of and what a seller's share means in money, on made-up figures."""

from __future__ import annotations

import pandas as pd
import pytest

from ledger.measures import design_out_values as values


def test_a_share_rises_by_buying_more_and_by_others_buying_less() -> None:
    """From 20 of 100 to 40 of 100: twenty points, of which thirteen had others kept buying eighty."""
    china = pd.DataFrame({"when": ["2022", "2024"], "billings": [20.0, 40.0], "rest": [80.0, 60.0], "rows": ["a", "b"]})
    found = values.of_shift(china, "2022", "2024")
    parts = {name: float(entry[0]) for name, entry in found.items()}
    assert parts["shift-all"] == pytest.approx(20)
    assert parts["shift-own"] == pytest.approx(100 * 40 / 120 - 20)
    assert parts["shift-own"] + parts["shift-rest"] == pytest.approx(parts["shift-all"])
    assert found["shift-own"][0].row_ids == ("a", "b")


def test_money_may_fall_less_than_a_share() -> None:
    """What is left of a sum, on its two rows."""
    ids = ["value-united-states-2021-nikkei", "value-united-states-2024-nikkei"]
    found = values.of_dollars(pd.DataFrame({"id": ids, "value": [4.0, 3.0], "rows": ["a", "b"]}))
    assert float(found["us-value-fall"][0]) == pytest.approx(25)
    assert found["us-value-fall"][0].row_ids == ("a", "b")


def test_makers_shares_are_those_of_their_rows() -> None:
    """Nothing is computed: each number rests on its own row."""
    ids = ["tools-chinese-makers-2024", "tools-chinese-makers-2025", "sic-substrates-wolfspeed-2024"]
    held = pd.DataFrame({"id": ids, "percent": [10.0, 20.0, 30.0], "rows": ["a", "b", "c"]})
    rows = {"id": ["domestic-tools-required-2025", "wolfspeed-debt-cut-2025"], "value": [50.0, 4.0], "rows": ["d", "e"]}
    found = values.of_makers(held, pd.DataFrame(rows))
    assert {name: (float(entry[0]), entry[0].row_ids) for name, entry in found.items()} == {
        "chinese-tools-2024": (10.0, ("a",)),
        "chinese-tools-2025": (20.0, ("b",)),
        "tools-asked": (50.0, ("d",)),
        "wolfspeed-debt": (4.0, ("e",)),
        "wolfspeed-2024": (30.0, ("c",)),
    }
