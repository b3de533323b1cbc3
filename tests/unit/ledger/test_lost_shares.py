"""The marks of a loss stand where it was first reached and where it is now, with the years that both took."""

from __future__ import annotations

import pandas as pd

from ledger.charts.lost_shares import DROP, NAMED, reached


def test_the_first_figure_at_which_the_loss_was_reached_is_marked_and_the_newest() -> None:
    """What lies between, smaller losses and other holds are not; a loss that has not come has no mark."""
    frame = pd.DataFrame(
        {
            "hold": [NAMED, NAMED, NAMED, NAMED, "other"],
            "after": [4, 3, 1, 2, 1],
            "points": [DROP - 4.0, DROP + 9.0, DROP - 1.0, DROP + 0.0, 90.0],
            "label": "x",
        }
    )
    first, newest = [2, f"{DROP} points\nin 2 years"], [4, f"{DROP - 4} after 4"]
    assert reached(frame)[["after", "label"]].to_numpy().tolist() == [first, newest]
    assert reached(frame[frame["after"] < 3])[["after", "label"]].to_numpy().tolist() == [first]
    assert reached(frame[frame["points"] < DROP]).empty
