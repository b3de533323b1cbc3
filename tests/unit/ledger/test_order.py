"""Rows stand in the order of a list of names, rows of equal names as they stood or by further columns."""

from __future__ import annotations

import pandas as pd

from ledger.measures.order import in_order


def test_names_come_in_the_order_of_their_list() -> None:
    """The first column of names leads, a further column orders by its own values, and numbers of rows begin anew."""
    frame = pd.DataFrame({"metal": ["zinc", "iron", "zinc"], "kind": ["b", "a", "a"], "year": [2, 1, 1]})
    assert in_order(frame, {"metal": ["zinc", "iron"]}, "year")["year"].tolist() == [1, 2, 1]
    assert in_order(frame, {"kind": ["a", "b"], "metal": ["zinc", "iron"]})["metal"].tolist() == [
        "zinc",
        "iron",
        "zinc",
    ]
    assert in_order(frame, {"metal": ["iron", "zinc"]}).index.tolist() == [0, 1, 2]


def test_rows_of_equal_names_stay_as_they_stood() -> None:
    """Without a further column the rows of one name keep their order."""
    frame = pd.DataFrame({"metal": ["zinc"] * 40 + ["iron"], "place": range(41)})
    assert in_order(frame, {"metal": ["iron", "zinc"]})["place"].tolist() == [40, *range(40)]
