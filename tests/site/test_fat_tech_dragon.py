"""Innovation beside its ratios, a second way: from the rows of the files alone."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.support.second_way import number, published_numbers, table


@pytest.fixture(scope="module")
def published() -> dict[str, float]:
    """Return every number that the page publishes, by name."""
    result = published_numbers("fat-tech-dragon")
    assert len(result) > 40
    return result


def distances(edition: int) -> dict[str, Fraction]:
    """Return each economy’s output above the least-squares line of all but China, from the normal equations."""
    points = {
        row["iso3"]: (Fraction(row["input_score"]), Fraction(row["output_score"]))
        for row in table("gii_subindices")
        if row["edition"] == str(edition)
    }
    peers = [pair for iso3, pair in points.items() if iso3 != "CHN"]
    assert len(peers) == 11
    mean = tuple(sum(pair[axis] for pair in peers) / len(peers) for axis in (0, 1))
    across = sum((x - mean[0]) ** 2 for x, _ in peers)
    slope = sum((x - mean[0]) * (y - mean[1]) for x, y in peers) / across
    return {iso3: y - mean[1] - slope * (x - mean[0]) for iso3, (x, y) in points.items()}


def test_the_distance_from_the_line_is_what_its_rows_give(published: dict[str, float]) -> None:
    """Points above the line in two editions, and the place in the later one."""
    for edition in (2021, 2025):
        assert published[f"residual-{edition}"] == pytest.approx(float(distances(edition)["CHN"]), rel=1e-9)
    later = distances(2025)
    place = 1 + sum(other > later["CHN"] for other in later.values())
    endings = {1: "1st", 2: "2nd", 3: "3rd"}
    assert str(published["residual-place"]) == endings.get(place, f"{place}th")


def test_payments_over_gdp_are_what_their_rows_give(published: dict[str, float]) -> None:
    """China’s payments over GDP in two years, and how many pay less."""
    paid = {(row["iso3"], row["year"]): Fraction(row["payments"]) for row in table("ip_charges") if row["payments"]}
    part = {
        (row["iso3"], row["year"]): 100 * paid[row["iso3"], row["year"]] / Fraction(row["gdp"])
        for row in table("gdp_by_economy")
        if (row["iso3"], row["year"]) in paid
    }
    for year in ("2018", "2025"):
        assert published[f"paid-gdp-{year}"] == pytest.approx(float(part["CHN", year]), rel=1e-9)
    now = {iso3: share for (iso3, year), share in part.items() if year == "2025"}
    assert published["paid-of"] == len(now)
    assert published["paid-less"] == sum(share < now["CHN"] for share in now.values())


def test_sums_of_applications_are_what_their_rows_give(published: dict[str, float]) -> None:
    """Applications by origin, China over the United States."""
    china, america = (number("patent_filings", f"{iso3}-2024-origin") for iso3 in ("chn", "usa"))
    assert published["origin-times-2024"] == pytest.approx(float(china / america), rel=1e-9)
    assert published["origin-china-2024"] == pytest.approx(float(china / 10**6), rel=1e-9)


def test_fields_are_what_their_rows_give(published: dict[str, float]) -> None:
    """Technologies led, by country and period, never more than are followed."""
    held = {(row["iso3"], row["period"]): (int(row["leads"]), int(row["tracked"])) for row in table("research_leads")}
    names = {"first": "2003-2007", "2023": "2019-2023", "2024": "2020-2024"}
    for (iso3, period), (leads, _) in held.items():
        country = {"CHN": "china", "USA": "usa"}[iso3]
        [name] = [name for name, span in names.items() if span == period]
        assert published.get(f"fields-{country}-{name}", leads) == leads
    assert len(held) == 6
    for period in names.values():
        [followed] = {tracked for (_, span), (_, tracked) in held.items() if span == period}
        assert sum(leads for (_, span), (leads, _) in held.items() if span == period) <= followed
    assert published["fields-tracked"] == held["CHN", "2019-2023"][1]
    assert published["fields-tracked-2025"] == held["CHN", "2020-2024"][1]
    assert published["wipo-economies"] == number("reference_figures", "wipo-efficiency-2018")
