"""What leaves mines under a quota, one buyer's sellers and the spot premium, on made-up figures."""

from __future__ import annotations

import pandas as pd
import pytest

from ledger.measures import cobalt_balance as balance


def numbers(entries: dict[str, tuple[object, ...]]) -> dict[str, float]:
    """Return the plain numbers of entries."""
    return {name: float(entry[0]) for name, entry in entries.items()}  # type: ignore[arg-type]


def test_the_balance_adds_the_quota_to_what_others_mine() -> None:
    """A quarter of what was mined is lost, so nine months are left; a ban leaves a month and a half."""
    table = pd.DataFrame({"iso3": ["COD", "IDN"], "tonnes": [7000.0, 1000.0], "rows": ["t:c", "t:i"]})
    measures = pd.DataFrame({"id": ["quota-2026"], "tonnes": [5000.0], "rows": ["m:q"]}).set_index("id")
    use = pd.DataFrame({"id": ["cobalt-apparent-consumption-2025"], "value": [500.0], "rows": ["u:a"]})
    found = balance.of_balance(table, measures, use)
    assert numbers(found) == {
        "balance-tonnes": 6000.0,
        "balance-fall": pytest.approx(25.0),
        "balance-months": 9.0,
        "ban-months": 1.5,
        "balance-us-times": 2.0,
    }
    assert found["balance-tonnes"][0].row_ids == ("m:q", "t:i")


def test_unnamed_sellers_bound_the_index() -> None:
    """Very many of them add nothing, one of them the square of its share."""
    shares = {"nor": 40.0, "fin": 20.0, "can": 10.0, "jpn": 10.0, "other": 20.0}
    ids = [f"us-import-share-{name}" for name in shares]
    stages = pd.DataFrame({"id": ids, "value": list(shares.values()), "rows": ids}).set_index("id")
    assert numbers(balance.of_sellers(stages)) == {"sellers-low": 2200.0, "sellers-high": 2600.0}


def test_the_premium_is_spot_over_exchange() -> None:
    """Each year by itself."""
    quotes = [("US spot, cathode", 15.0), ("LME cash", 10.0)]
    price = pd.DataFrame(
        [
            {"market": market, "year": year, "usd_per_lb": usd, "rows": f"{market}{year}"}
            for year in (2017, 2024, 2025)
            for market, usd in quotes
        ]
    )
    assert numbers(balance.of_premium(price)) == dict.fromkeys(("premium-2017", "premium-2024", "premium-2025"), 50.0)
