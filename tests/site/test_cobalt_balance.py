"""Cobalt under the quota, a second way: from the rows of the files alone."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.support.second_way import COBALT, number, published_numbers, table, use, whole_tables

MARKETS = ("us-spot", "lme-cash")


@pytest.fixture(scope="module")
def published() -> dict[str, float]:
    """Return every number that the page publishes, by name."""
    result = published_numbers("cobalt-concentration")
    assert len(result) > 50
    return result


def test_what_can_leave_mines_is_what_its_rows_give(published: dict[str, float]) -> None:
    """All but the Congo’s output of 2025 and the quota, against all output of 2025 and against US use."""
    tables = whole_tables(COBALT)
    countries = tables[max(tables)]
    assert max(tables) == 2025
    mined = sum(countries.values())
    outside = mined - countries["COD"]
    left = outside + number("cobalt_export_measures", "quota-2026", "tonnes")
    by_hand = {
        "balance-tonnes": left,
        "balance-fall": 100 * (1 - left / mined),
        "balance-months": 12 * left / mined,
        "ban-months": 12 * outside / mined,
        "balance-us-times": outside / use(COBALT),
    }
    assert by_hand["ban-months"] < by_hand["balance-months"] < 12
    for name, wanted in by_hand.items():
        assert published[name] == pytest.approx(float(wanted), rel=1e-9), name


def test_sellers_and_the_premium_are_what_their_rows_give(published: dict[str, float]) -> None:
    """Squares of shares of imports, with and without the unnamed ones; US spot over the exchange’s cash price."""
    shares = {key: number("cobalt_stage_statistics", f"us-import-share-{key}") for key in ("nor", "fin", "can", "jpn")}
    low = sum(share**2 for share in shares.values())
    assert published["sellers-low"] == pytest.approx(float(low))
    other = number("cobalt_stage_statistics", "us-import-share-other")
    assert published["sellers-high"] == pytest.approx(float(low + other**2))
    assert published["sellers-high"] < published["index-2025"]
    for year, edition in {2017: "mcs2022", 2024: "mcs2026", 2025: "mcs2026"}.items():
        spot, cash = (number("cobalt_prices", f"{market}-{year}-{edition}", "usd_per_lb") for market in MARKETS)
        assert published[f"premium-{year}"] == pytest.approx(float(100 * (spot / cash - 1))), year


def test_the_price_within_the_year_is_what_its_rows_give(published: dict[str, float]) -> None:
    """Averages before and after the ban; October from November's rise; 2024 beside the exchange's, pounds to tonnes."""
    metal = {row["starts"]: Fraction(row["low"]) for row in table("cobalt_price_path") if "average" in row["measure"]}
    before, after = metal["2024-10-01"], metal["2025-11-01"]
    assert published["path-times"] == pytest.approx(float(after / before))
    assert published["path-october"] * 1.116 == pytest.approx(float(after))
    cash = number("cobalt_prices", "lme-cash-2024-mcs2026", "usd_per_lb") / Fraction("0.45359237") * 1000
    year = sum(average for day, average in metal.items() if day < "2025") / 4
    assert published["path-exchange"] == pytest.approx(float(100 * (year / cash - 1)), rel=1e-3)
    assert abs(published["path-exchange"]) < 1
    assert [published["path-spring"], published["path-summer"]] == [metal["2025-04-01"], metal["2025-07-01"]]
    first, second, third = (row["day"] for row in table("cobalt_export_days"))
    assert "2025-01-01" < first < "2025-03-31", "the first quarter would not lie on both sides of the ban"
    assert third > "2025-09-30", "two quarters would not lie wholly in the ban"
    assert first < second < third < "2025-11-01"


def test_months_of_use_and_one_company_are_what_their_rows_give(published: dict[str, float]) -> None:
    """What can leave mines over the world's use; two years' surplus; the company over all rows and over the quota."""
    tables = whole_tables(COBALT)
    countries = tables[max(tables)]
    quota = number("cobalt_export_measures", "quota-2026", "tonnes")
    stage = {row["id"]: Fraction(row["value"]) for row in table("cobalt_stage_statistics")}
    left = sum(tonnes for iso3, tonnes in countries.items() if iso3 != "COD") + quota
    by_hand = {
        "use-months": left / (stage["use-2024"] / 12),
        "surplus": stage["surplus-2023"] + stage["surplus-2024"],
        "cmoc-share": stage["cmoc-output-2025"] / sum(countries.values()) * 100,
        "cmoc-quota-part": stage["cmoc-quota-2026"] / quota * 100,
    }
    for name, wanted in by_hand.items():
        assert published[name] == pytest.approx(float(wanted)), name
    assert published["balance-months"] < published["use-months"] < 12
