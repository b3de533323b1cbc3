"""Claims of a chapter on innovation: each set beside the series for its time, with the rows that both rest on."""

import math

import pandas as pd
import pytest

from ledger.measures import innovation_claims
from proofpress.model.errors import PublishError


def register() -> pd.DataFrame:
    """Return every claim with an open end of its own, dollars for the two on money."""
    ids = [*innovation_claims.TESTED, *innovation_claims.UNTESTED]
    low = [2e9 if number < 2 else math.nan for number in range(len(ids))]
    rows = [f"claim:{key}" for key in ids]
    frame = pd.DataFrame({"id": ids, "low": low, "high": low, "rows": rows}).set_index("id")
    frame.loc["csis-2020-filed-abroad-us", "low"] = 40.0
    return frame


def series() -> innovation_claims.Series:
    """Return made-up tables: the home economy is 10 below a peer by inputs, 5 above another by outputs."""
    points = {"China": (50.0, 45.0), "South Korea": (60.0, 40.0)}
    scores = [
        {"economy": name, "edition": year, "input_score": own, "output_score": out, "gap": own - out}
        for name, (own, out) in points.items()
        for year in (2017, 2019, 2025)
    ]
    charges = [
        {"economy": "China", "year": year, "receipts": 1e9, "payments": paid, "deficit": paid - 1e9}
        for year, paid in ((2018, 2e9), (2025, 4e9))
    ]
    intensity = [
        {"iso3": iso3, "year": year, "measure": "gross R&D", "value": value}
        for iso3, value in (("CHN", 2.0), ("OED", 2.5))
        for year in (2018, 2023)
    ]
    business = [
        {"economy": name, "edition": edition, "value": value}
        for name, value in (("China", 1.0), ("South Korea", 4.0))
        for edition in (2021, 2025)
    ]
    filings = [{"id": "chn-2022-abroad", "value": 8.0}]
    tables = {"s": scores, "c": charges, "i": intensity, "b": business, "f": filings}
    made = [
        pd.DataFrame([{**row, "rows": f"{key}:{number}"} for number, row in enumerate(rows)])
        for key, rows in tables.items()
    ]
    return innovation_claims.Series(*made[:4], made[4].set_index("id"))


def chapter() -> pd.DataFrame:
    """Return the tests of the made-up tables, by claim."""
    return innovation_claims.chapter_tests(register(), series(), ["South Korea"], ["South Korea"]).set_index("claim")


def test_every_testable_claim_is_tested_once() -> None:
    """The tests stand in the order of the claims, and none is among those without a series."""
    assert chapter().index.tolist() == innovation_claims.TESTED
    assert not set(innovation_claims.TESTED) & set(innovation_claims.UNTESTED)


@pytest.mark.parametrize(
    ("claim", "same", "newest", "benchmark"),
    [
        ("csis-2020-ip-payments-2018", 2.0, 4.0, 1.0),
        ("csis-2020-ip-deficit-2018", 1.0, 3.0, 0.0),
        ("csis-2020-gii-input-above-output", 5.0, 5.0, 0.0),
        ("csis-2020-gii-input-closer", 10.0, 10.0, 10.0),
        ("csis-2020-gii-output-above-korea", 5.0, 5.0, 0.0),
        ("csis-2020-business-rd-below-oecd", 25.0, 25.0, 100.0),
    ],
)
def test_a_claim_meets_its_series(claim: str, same: float, newest: float, benchmark: float) -> None:
    """Dollars are in billions, scores are differences in points, and R&D is in percent of the yardstick."""
    row = chapter().loc[claim]
    assert (row["same"], row["newest"], row["benchmark"]) == (same, newest, benchmark)


def test_filings_abroad_have_no_number_for_the_time_of_the_claim() -> None:
    """They are compared with what the chapter says of the United States, and rest on that claim too."""
    row = chapter().loc["csis-2020-filed-abroad-china"]
    assert math.isnan(row["same"])
    assert (row["newest"], row["benchmark"]) == (8.0, 40.0)
    assert row["rows"] == "claim:csis-2020-filed-abroad-china claim:csis-2020-filed-abroad-us f:0"


def test_very_close_is_a_hundred_percent_of_the_yardstick() -> None:
    """Two percent of GDP against two and a half is eighty percent, and no benchmark turns the claim around."""
    row = chapter().loc["csis-2020-rd-close-to-oecd"]
    assert (row["low"], row["high"], row["same"], row["newest"]) == (100.0, 100.0, 80.0, 80.0)
    assert math.isnan(row["benchmark"])


def test_a_series_that_lacks_a_year_is_an_error() -> None:
    """A table without the newest year is told, not passed over."""
    frame = series()
    short = frame._replace(charges=frame.charges[frame.charges["year"] == 2018])
    with pytest.raises(PublishError, match="one row"):
        innovation_claims.chapter_tests(register(), short, ["South Korea"], ["South Korea"])
