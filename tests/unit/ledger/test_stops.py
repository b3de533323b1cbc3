"""What stocks cost and how fast holds went, on made-up minerals and paths."""

from __future__ import annotations

import pandas as pd
import pytest

from ledger.measures import stops

USE = pd.DataFrame(
    {
        "mineral": ["gallium", "gallium", "cobalt", "cobalt"],
        "measure": ["reported consumption", "reported consumption", "apparent consumption", "imports"],
        "year": [2024, 2025, 2021, 2025],
        "value": [10.0, 20.0, 30.0, 40.0],
        "unit": ["kilograms", "kilograms", "tonnes", "tonnes"],
        "rows": list("abcd"),
    }
)


def test_use_is_of_the_newest_year_of_consumption() -> None:
    """An import of a later year is no use."""
    use = stops.newest_use(USE)
    assert use["value"].to_dict() == {"gallium": 20.0, "cobalt": 30.0}


def test_prices_are_on_one_basis_a_mineral() -> None:
    """Another basis, another market and an older edition stay out; pounds become tonnes."""
    prices = pd.DataFrame(
        {
            "mineral": ["gallium", "gallium"],
            "basis": [stops.BASES["gallium"], "another"],
            "year": 2025,
            "price": [5.0, 6.0],
            "rows": ["a", "b"],
        }
    )
    cobalt = pd.DataFrame(
        {
            "market": ["US spot, cathode", "LME cash", "US spot, cathode"],
            "edition": ["MCS 2026", "MCS 2026", "MCS 2022"],
            "year": 2025,
            "usd_per_lb": [10.0, 11.0, 12.0],
            "rows": list("cde"),
        }
    )
    quoted = stops.quoted(prices, cobalt)
    assert quoted["price"].to_dict() == {("gallium", 2025): 5.0, ("cobalt", 2025): pytest.approx(22046.2262)}


def test_the_table_of_stocks_has_a_loss_only_where_a_model_has_one() -> None:
    """Cells bind values; a mineral without a model has empty ones."""
    use, slugs = stops.newest_use(USE), {"gallium": "gallium", "cobalt": "cobalt"}
    table = stops.stock_table(use, slugs, dict.fromkeys(slugs, "US spot"))
    assert table.loc["gallium", "use"] == "{{ gallium-use }} kilograms in 2025"
    assert table.loc["gallium", "loss"] == "{{ loss-gallium-low }} to {{ loss-gallium-high }}"
    assert table.loc["cobalt", ["cost", "loss", "times"]].tolist() == ["{{ stock-cobalt }}", "", ""]


@pytest.fixture
def lost() -> pd.DataFrame:
    """Give two holds: one that falls by twelve and comes back, one that grows."""
    cells = [("tin", 2010, 90.0), ("tin", 2012, 78.0), ("tin", 2014, 85.0), ("zinc", 2020, 40.0), ("zinc", 2021, 41.0)]
    frame = pd.DataFrame(cells, columns=["hold", "year", "share"])
    frame = frame.assign(name=frame["hold"].str.capitalize(), begins="a rule", rows=list("abcde"))
    return stops.lost_shares(frame[stops.PATH])


def test_points_and_years_count_from_the_first_figure(lost: pd.DataFrame) -> None:
    """What is lost is positive, a gain negative."""
    assert lost["points"].tolist() == [0.0, 12.0, 5.0, 0.0, -1.0]
    assert lost["after"].tolist() == [0, 2, 4, 0, 1]
    assert lost["label"].iloc[1] == "Tin 78%"


def test_a_loss_that_came_has_its_years_and_all_rows(lost: pd.DataFrame) -> None:
    """Ten points went after two years; twenty never did, nor did any of the other hold."""
    [row] = stops.years_lost(lost).to_dict("records")
    assert row == {"hold": "tin", "name": "Tin", "points": "ten", "years": 2, "lost": 12.0, "rows": "a b c"}
    assert stops.ends_of(lost)["share"].tolist() == [90.0, 40.0, 85.0, 41.0]


def test_the_table_of_speed_binds_what_came(lost: pd.DataFrame) -> None:
    """A loss that has not come is an empty cell."""
    table = stops.speed_table(lost)
    assert table.loc["tin", ["first", "last", "ten", "twenty"]].tolist() == [
        *("{{ tin-first }} in 2010", "{{ tin-last }} in 2014", "{{ tin-ten }} years", ""),
    ]
    assert table.loc["zinc", ["ten", "twenty", "thirty"]].tolist() == ["", "", ""]
