"""What a stock costs and how long a hold lasts, a second way: from the rows of the files alone."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.support.second_way import number, published_numbers, table, use, whole_tables


@pytest.fixture(scope="module")
def published() -> dict[str, float]:
    """Return every number that the page publishes, by name."""
    result = published_numbers("cost-of-a-stop")
    assert len(result) > 30
    return result


def price(row: str) -> Fraction:
    """Return a price of the table."""
    return number("controlled_mineral_prices", row, "price")


def test_stocks_and_losses_are_what_their_rows_give(published: dict[str, float]) -> None:
    """Use times price in millions of dollars, and the model’s loss over it."""
    pounds = Fraction("2204.62262")
    stocks = {
        "gallium": use("gallium") * price("gallium-metal-2025-mcs2026"),
        "germanium": use("germanium") * price("germanium-metal-2025-mcs2026"),
        "graphite": use("natural graphite") * price("natural-graphite-flake-2025-mcs2026"),
        "cobalt": use("cobalt") * number("cobalt_prices", "us-spot-2025-mcs2026", "usd_per_lb") * pounds,
    }
    for name, dollars in stocks.items():
        assert published[f"stock-{name}"] == pytest.approx(float(dollars / 10**6), rel=1e-9), name
    for name in ("gallium", "germanium"):
        for end in ("low", "high"):
            loss = number("disruption_model", f"loss-{name}", end)
            assert published[f"times-{name}-{end}"] == pytest.approx(float(loss / stocks[name]), rel=1e-9)
        before, after = (price(f"{name}-metal-{year}-mcs2026") for year in (2022, 2025))
        assert published[f"rise-{name}"] == pytest.approx(float(100 * (after / before - 1)), rel=1e-9)


def shares_of_earths() -> dict[int, Fraction]:
    """Return China’s percent of rare-earth mining: of printed world totals before whole tables of countries exist."""
    printed: dict[int, dict[str, Fraction]] = {}
    for row in table("controlled_mineral_output"):
        if row["mineral"] == "rare earths" and row["edition_order"] == "1" and row["amount"]:
            printed.setdefault(int(row["year"]), {})[row["iso3"]] = Fraction(row["amount"])
    result = {year: 100 * parts["CHN"] / parts["WLD"] for year, parts in printed.items() if "WLD" in parts}
    for year, countries in whole_tables("rare earths").items():
        if len(countries) > 1:
            result[year] = 100 * countries["CHN"] / sum(countries.values())
    return result


def test_years_until_a_loss_are_counted_by_hand(published: dict[str, float]) -> None:
    """The first years after 2010 with a share so much lower, what is lost in the newest, and the largest step."""
    shares = shares_of_earths()
    for word, points in {"ten": 10, "twenty": 20, "thirty": 30}.items():
        [first, *_] = [year for year in sorted(shares) if year > 2010 and shares[year] <= shares[2010] - points]
        assert published[f"rare-earths-{word}"] == first - 2010
        assert published[f"rare-earths-lost-{word}"] == pytest.approx(float(shares[2010] - shares[first]), rel=1e-9)
    newest = max(shares)
    assert published["rare-earths-since"] == newest - 2010
    assert published["rare-earths-lost-last"] == pytest.approx(float(shares[2010] - shares[newest]), rel=1e-9)
    assert published["rare-earths-step"] == pytest.approx(float(shares[2017] - shares[2018]), rel=1e-9)
    steps = {year: shares[year - 1] - shares[year] for year in shares if year - 1 in shares and year > 2010}
    assert max(steps, key=lambda year: steps[year]) == 2018
