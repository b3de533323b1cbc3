"""Distances from the line of peers, payments over GDP and sums of applications, on made-up economies."""

from __future__ import annotations

import pandas as pd
import pytest

from ledger.measures import innovation_levels as levels


def scores(china: float) -> pd.DataFrame:
    """Return one edition in which three peers lie on a line of slope one half, and China does not."""
    rows = [("A", 20.0, 10.0), ("B", 40.0, 20.0), ("C", 60.0, 30.0), ("China", 50.0, china)]
    frame = pd.DataFrame(rows, columns=["economy", "input_score", "output_score"])
    return frame.assign(edition=2025, rows=list("abcd"))


def test_the_line_is_that_of_the_others() -> None:
    """China’s own point does not draw the line towards it; the distance rests on all."""
    table = levels.residuals(scores(33.0)).set_index("economy")
    assert table["points"].to_dict() == pytest.approx({"A": 0, "B": 0, "C": 0, "China": 8.0}, abs=1e-9)
    assert table.loc["China", "place"] == 1
    assert table.loc["China", "rows"] == "a b c d"
    assert levels.residuals(scores(10.0)).set_index("economy").loc["China", "place"] == 4


def test_an_edition_without_a_line_is_refused() -> None:
    """Two peers are no line to speak of, and without China there is no distance."""
    with pytest.raises(ValueError, match="no line"):
        levels.residuals(scores(33.0).iloc[[0, 1, 3]])
    with pytest.raises(ValueError, match="no China"):
        levels.residuals(scores(33.0).iloc[:3])


def test_payments_are_set_against_the_size_of_the_economy() -> None:
    """A year without payments is left out; who pays less is counted among all with both figures."""
    names = {"China": "CHN", "United States": "USA", "India": "IND"}
    charges = pd.DataFrame(
        [
            {"economy": name, "iso3": iso3, "year": year, "payments": paid, "receipts": 1.0, "rows": f"c:{iso3}{year}"}
            for (name, iso3), paid in zip(names.items(), (2.0, 1.0, None), strict=True)
            for year in (2018, 2025)
        ]
    )
    gdp = pd.DataFrame(
        [
            {"iso3": iso3, "year": year, "gdp": 200.0, "rows": f"g:{iso3}{year}"}
            for iso3 in names.values()
            for year in (2018, 2025)
        ]
    )
    parts = levels.over_gdp(charges, gdp)
    assert set(parts["economy"]) == {"China", "United States"}
    found = levels.of_dependence(parts)
    numbers = {name: float(entry[0]) for name, entry in found.items()}
    assert numbers == {
        "paid-gdp-2018": 1.0,
        "paid-gdp-2025": 1.0,
        "received-gdp-2025": 0.5,
        "paid-gdp-usa": 0.5,
        "paid-less": 1.0,
        "paid-of": 2.0,
    }
    assert found["paid-gdp-2025"][0].row_ids == ("c:CHN2025", "g:CHN2025")


def test_sums_are_compared_as_sums() -> None:
    """Applications of both countries and how many times as many."""
    ids = ["chn-2024-origin", "usa-2024-origin"]
    filings = pd.DataFrame({"id": ids, "value": [1_500_000.0, 500_000.0], "rows": ["a", "b"]}).set_index("id")
    found = levels.of_origins(filings)
    assert float(found["origin-times-2024"][0]) == 3.0
    assert found["origin-china-2024"][1].apply(1_500_000.0) == 1.5
