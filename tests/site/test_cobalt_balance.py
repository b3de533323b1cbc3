"""Cobalt under the quota, a second way: from the rows of the files alone."""

from __future__ import annotations

import pytest

from tests.support.second_way import COBALT, number, published_numbers, use, whole_tables

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
