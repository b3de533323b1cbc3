"""Minerals under export control: shares, what is left of exports, and the test."""

from __future__ import annotations

import pandas as pd
import pytest

from ledger.measures import controls


def output(*rows: tuple[int, str, float | None, int]) -> pd.DataFrame:
    """Return output of one mineral: year, country, amount, order of edition."""
    return pd.DataFrame(
        [
            {
                "mineral": "gallium",
                "year": year,
                "iso3": iso3,
                "amount": amount,
                "edition": f"MCS {order}",
                "edition_order": order,
                "rows": f"output:{year}-{iso3 or 'oth'}-{order}",
            }
            for year, iso3, amount, order in rows
        ]
    )


def test_share_is_of_the_sum_of_countries_where_they_are_known() -> None:
    """The printed world total is rounded, so the sum of countries comes first."""
    table = controls.output_shares(output((2025, "CHN", 90, 6), (2025, "JPN", 10, 6), (2025, "WLD", 90, 6)))
    assert table["share"].tolist() == [90.0]
    assert table["basis"].tolist() == ["sum of countries"]


def test_share_is_of_the_printed_total_where_countries_are_unknown() -> None:
    """World and China alone still give a share."""
    table = controls.output_shares(output((2010, "CHN", 98, 1), (2010, "WLD", 100, 1)))
    assert table.loc[0, ["share", "basis"]].tolist() == [98.0, "world total as printed"]


def test_share_takes_the_newest_edition_and_names_its_rows() -> None:
    """An older edition of the same year does not count."""
    table = controls.output_shares(
        output((2024, "CHN", 50, 5), (2024, "WLD", 100, 5), (2024, "CHN", 80, 6), (2024, "WLD", 100, 6))
    )
    assert table["share"].tolist() == [80.0]
    assert table["rows"].tolist() == ["output:2024-CHN-6 output:2024-WLD-6"]


def test_share_leaves_out_rows_that_print_nothing() -> None:
    """An edition that prints nothing does not hide an older one."""
    table = controls.output_shares(
        output((2021, "CHN", 95, 2), (2021, "WLD", 140, 2), (2021, "CHN", None, 3), (2021, "WLD", None, 3))
    )
    assert table["edition"].tolist() == ["MCS 2"]


def test_share_leaves_out_years_without_the_country() -> None:
    """A year that only has others gives no row."""
    assert controls.output_shares(output((2020, "JPN", 3, 2), (2020, "WLD", 3, 2))).empty


def test_share_needs_something_to_divide_by() -> None:
    """The country alone is no share."""
    with pytest.raises(ValueError, match="nothing to take a share of"):
        controls.output_shares(output((2020, "CHN", 3, 2)))


def exports(*rows: tuple[str, float]) -> pd.DataFrame:
    """Return exports of one product to the world: period, amount."""
    return pd.DataFrame(
        [
            {"product": "germanium", "iso3": "WLD", "period": period, "value": value, "rows": f"exports:{period}"}
            for period, value in rows
        ]
    )


def test_left_after_adds_up_each_side() -> None:
    """Two months against two months a year before."""
    frame = exports(("2023-01/2023-02", 200), ("2024-01", 10), ("2024-02", 30))
    table = controls.left_after(frame, [("germanium", ["2023-01/2023-02"], ["2024-01", "2024-02"])])
    assert table["left"].tolist() == [20.0]
    assert table["rows"].tolist() == ["exports:2023-01/2023-02 exports:2024-01 exports:2024-02"]


def test_left_after_may_be_nothing() -> None:
    """No export at all is nothing left, not a gap."""
    frame = exports(("2022-08", 5), ("2023-08", 0))
    assert controls.left_after(frame, [("germanium", ["2022-08"], ["2023-08"])])["left"].tolist() == [0.0]


def test_left_after_refuses_a_missing_period() -> None:
    """A month that nobody quoted is an error, not zero."""
    with pytest.raises(KeyError):
        controls.left_after(exports(("2022-08", 5)), [("germanium", ["2022-08"], ["2023-08"])])


def test_left_after_refuses_nothing_before() -> None:
    """There is no percent of nothing."""
    with pytest.raises(ValueError, match="nothing exported before"):
        controls.left_after(exports(("2022-08", 0), ("2023-08", 1)), [("germanium", ["2022-08"], ["2023-08"])])


def test_left_after_refuses_a_period_twice() -> None:
    """Two figures for one month must be sorted out first."""
    with pytest.raises(ValueError, match="twice"):
        controls.left_after(exports(("2022-08", 5), ("2022-08", 6)), [])


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"a": "yes", "b": "yes"}, "passes"),
        ({"a": "yes", "b": "not said"}, "passes as far as told"),
        ({"a": "yes", "b": "no", "c": "not said"}, "fails"),
    ],
)
def test_passes_needs_every_condition(answers: dict[str, str], found: str) -> None:
    """One failure fails; silence is told apart from a pass."""
    assert controls.passes(answers) == found


@pytest.mark.parametrize("answers", [{}, {"a": "maybe"}])
def test_passes_refuses_other_answers(answers: dict[str, str]) -> None:
    """A typing error in the table must not pass a material."""
    with pytest.raises(ValueError, match="answers must be"):
        controls.passes(answers)


def test_results_are_given_for_each_material() -> None:
    """One failing answer fails its own material alone."""
    answers = pd.DataFrame({"material": ["a", "a", "b"], "condition": ["x", "y", "x"], "answer": ["yes", "no", "yes"]})
    assert controls.results(answers) == {"a": "fails", "b": "passes"}


def test_price_levels_are_of_the_base_year_and_rest_on_both_prices() -> None:
    """A series that is not asked for and the years before last are left out."""
    prices = pd.DataFrame(
        {
            "mineral": ["gallium"] * 4 + ["tin"],
            "basis": "metal",
            "year": [2023, 2022, 2021, 2020, 2022],
            "price": [300.0, 200.0, 100.0, 1.0, 5.0],
            "rows": ["p:2023", "p:2022", "p:2021", "p:2020", "p:tin"],
        }
    )
    table = controls.price_levels(prices, {("gallium", "metal"): "Gallium"}, base=2022)
    assert table["year"].tolist() == [2021, 2022, 2023]
    assert table["level"].tolist() == [50.0, 100.0, 150.0]
    assert table["rows"].str.split().map(set).tolist() == [{"p:2021", "p:2022"}, {"p:2022"}, {"p:2022", "p:2023"}]
