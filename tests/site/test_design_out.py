"""What a growing share is made of and what a halved share means in money, a second way: from the rows of the files."""

from __future__ import annotations

import pytest

from tests.support.second_way import number, published_numbers


@pytest.fixture(scope="module")
def published() -> dict[str, float]:
    """Return every number that the page publishes, by name."""
    result = published_numbers("design-out-evidence")
    assert len(result) > 40
    return result


def test_the_rise_of_the_share_has_two_parts_that_add_up(published: dict[str, float]) -> None:
    """China’s billings of 2024 beside what all others bought in 2022, then beside what they bought in 2024."""
    bought = {year: number("chip_equipment_billings", f"china-{year}", "billings") for year in (2022, 2024)}
    world = {year: number("chip_equipment_billings", f"world-{year}", "billings") for year in (2022, 2024)}
    before, after = (100 * bought[year] / world[year] for year in (2022, 2024))
    alone = 100 * bought[2024] / (bought[2024] + world[2022] - bought[2022])
    by_hand = {
        "shift-all": after - before,
        "shift-own": alone - before,
        "shift-rest": after - alone,
        "shift-alone": alone,
    }
    assert before < alone < after
    for name, wanted in by_hand.items():
        assert published[name] == pytest.approx(float(wanted), rel=1e-9), name


def test_dollars_fell_by_less_than_the_share(published: dict[str, float]) -> None:
    """Tools shipped from the United States in two years, beside its share of China’s imports in two quarters."""
    before, after = (
        number("china_tool_imports_by_origin", f"value-united-states-{year}-nikkei") for year in (2021, 2024)
    )
    assert published["us-value-fall"] == pytest.approx(float(100 * (1 - after / before)), rel=1e-9)
    first, last = (
        number("china_equipment_imports", f"share-of-import-value-united-states-{year}-q3") for year in (2021, 2023)
    )
    assert last / first < after / before
