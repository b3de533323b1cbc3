"""The mark of a loss stands where it was first reached, with the years that it took."""

from __future__ import annotations

import pandas as pd

from ledger.charts.lost_shares import DROP, NAMED, reached


def test_the_first_figure_at_which_the_loss_was_reached_is_marked() -> None:
    """Later figures, smaller losses and other holds are not; a loss that has not come has no mark."""
    frame = pd.DataFrame(
        {
            "hold": [NAMED, NAMED, NAMED, "other"],
            "after": [3, 1, 2, 1],
            "points": [DROP + 9.0, DROP - 1.0, DROP + 0.0, 90.0],
            "label": "x",
        }
    )
    assert reached(frame)[["after", "label"]].to_numpy().tolist() == [[2, f"{DROP} points\nin 2 years"]]
    assert reached(frame[frame["points"] < DROP]).empty
