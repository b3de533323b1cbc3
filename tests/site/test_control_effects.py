"""What the controls did, a second way: each number from the rows of the files alone, in exact fractions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.support.second_way import number, published_numbers, table

SLUGS = {
    "natural-graphite": "natural-graphite",
    "artificial-graphite": "artificial-graphite",
    "rare-earth-compounds": "compounds",
    "rare-earth-metals": "metals",
}


@pytest.fixture(scope="module")
def published() -> dict[str, float]:
    """Return every number that the page publishes, by name."""
    result = published_numbers("control-effects")
    assert len(result) > 50
    return result


def weight(good: str, partner: str, year: int) -> Fraction:
    """Return kilograms that China exported."""
    return number("mineral_trade_by_code", f"{good}-exports-{partner}-weight-{year}")


def change(good: str, partner: str, since: int, until: int) -> Fraction:
    """Return percent by which exports changed."""
    return 100 * (weight(good, partner, until) - weight(good, partner, since)) / weight(good, partner, since)


def test_changes_and_differences_are_what_their_rows_give(published: dict[str, float]) -> None:
    """Each change and each number of points behind, by good, destination and years; the ends are least and most."""
    checked, lags = 0, []
    for since in (2022, 2023):
        for partner, short in {"wld": "world", "usa": "usa"}.items():
            own = change("natural-graphite", partner, since, 2024)
            for good, slug in SLUGS.items():
                moved = change(good, partner, since, 2024)
                name = f"{short}-{since}-2024"
                assert published[f"{slug}-change-{name}"] == pytest.approx(float(moved), rel=1e-9)
                checked += 1
                if good != "natural-graphite":
                    assert published[f"{slug}-behind-{name}"] == pytest.approx(float(moved - own), rel=1e-9)
                    lags += [moved - own] * (name == "world-2022-2024")
    assert checked == 16
    assert len(lags) == 3
    assert published["behind-low"] == pytest.approx(float(min(lags)))
    assert published["behind-high"] == pytest.approx(float(max(lags)))
    left = 100 + change("natural-graphite", "wld", 2022, 2024)
    assert published["natural-graphite-2024"] == pytest.approx(float(left))
    assert published["usa-fall-2023"] == pytest.approx(float(-change("natural-graphite", "usa", 2022, 2023)))


def test_the_rush_and_the_days_before_it_are_what_their_rows_give(published: dict[str, float]) -> None:
    """November over a month of early 2023, the winter over it, the excess over the year; days by the calendar."""
    name = "china_mineral_exports"
    ordinary = {
        kind: number(name, f"{kind}-wld-2023-01-2023-02") / 2 for kind in ("flake-graphite", "spherical-graphite")
    }
    november = {kind: number(name, f"{kind}-wld-2023-11") for kind in ordinary}
    winter = sum(number(name, f"flake-graphite-wld-{month}") for month in ("2023-12", "2024-01", "2024-02")) / 3
    assert published["rush-flake"] == pytest.approx(float(november["flake-graphite"] / ordinary["flake-graphite"]))
    assert published["after-flake"] == pytest.approx(float(100 * winter / ordinary["flake-graphite"]))
    excess = sum(november.values()) - sum(ordinary.values())
    assert published["rush-part"] == pytest.approx(float(100 * 1000 * excess / weight("natural-graphite", "wld", 2023)))
    days = {}
    for row in table("control_calendar"):
        if row["by"] == "China" and len(row["announced"]) == len(row["effective"]) == 10:
            days[row["id"]] = (date.fromisoformat(row["effective"]) - date.fromisoformat(row["announced"])).days
    assert published["window-gallium"] == days["chn-2023-23"]
    assert published["window-graphite"] == days["chn-2023-39"]
    later = [lasted for key, lasted in days.items() if key >= "chn-2024"]
    assert published["at-once-of"] == len(later)
    assert published["at-once"] == later.count(0)


def test_both_customs_are_what_their_rows_give(published: dict[str, float]) -> None:
    """US imports of Chinese origin over China’s sales to the United States, in dollars."""
    for slug, good in {"graphite": "natural-graphite", "basket": "basket-of-minor-metals"}.items():
        bought, sold = (
            number("mineral_trade_by_code", f"{good}-{side}-value-2024") for side in ("us-imports", "exports-usa")
        )
        assert bought > sold
        assert published[f"mirror-{slug}-2024"] == pytest.approx(float(bought / sold), rel=1e-9)
        if slug == "graphite":
            assert published["mirror-gap-2024"] == pytest.approx(float((bought - sold) / 10**6), rel=1e-9)


def test_forms_mines_and_plants_are_what_their_rows_give(published: dict[str, float]) -> None:
    """Germanium by form, graphite outside China, gallium’s capacity and its use."""
    bought = {
        (form, year): number("controlled_mineral_us_trade", f"germanium-imports-of-{form}-{year}")
        for form in ("metal", "dioxide")
        for year in (2022, 2025)
    }
    whole = {year: bought["metal", year] + bought["dioxide", year] for year in (2022, 2025)}
    assert published["germanium-fall"] == pytest.approx(float(100 * (1 - whole[2025] / whole[2022])))
    assert published["germanium-metal-fall"] == pytest.approx(
        float(100 * (1 - bought["metal", 2025] / bought["metal", 2022]))
    )
    mined = {"2022": Fraction(0), "2025": Fraction(0)}
    for row in table("controlled_mineral_output"):
        newest = (row["year"], row["edition"]) in {("2022", "MCS 2024"), ("2025", "MCS 2026")}
        if row["mineral"] == "natural graphite" and newest and row["iso3"] not in {"CHN", "WLD"}:
            mined[row["year"]] += Fraction(row["amount"])
    assert published["graphite-outside-fall"] == pytest.approx(float(100 * (1 - mined["2025"] / mined["2022"])))
    made = {year: number("controlled_mineral_output", row, "amount") for year, row in GALLIUM.items()}
    able = {
        2022: number("gallium_capacity", "chn-2022", "capacity"),
        2025: number("controlled_mineral_output", "gallium-capacity-chn-2025-mcs2026", "amount"),
    }
    for year in (2022, 2025):
        assert published[f"gallium-use-{year}"] == pytest.approx(float(100 * made[year] / able[year]))
    outside = sum(
        number("controlled_mineral_output", f"gallium-capacity-{iso3}-2025-mcs2026", "amount")
        for iso3 in ("jpn", "oth", "rus")
    )
    assert published["gallium-idle-times"] == pytest.approx(float((able[2025] - made[2025]) / outside))


GALLIUM = {2022: "gallium-chn-2022-mcs2024", 2025: "gallium-chn-2025-mcs2026"}
