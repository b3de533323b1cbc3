"""Facts about shares, the Herfindahl-Hirschman index and the choice of editions."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.measures.concentration import (
    add_shares,
    complete_tables,
    concentration,
    edition_moves,
    equal_producers,
    index_range,
    newest_rows,
    of_printed_totals,
    output_by_group,
    share_by_edition,
    table_coverage,
)

AMOUNTS = st.lists(st.floats(0.1, 1e6), min_size=1, max_size=20)


def printed(year, order, world, other, **countries):
    """Return one edition's table for one year as the data file holds it."""
    cells = [*countries.items(), ("WLD", world), ("", other)]
    return pd.DataFrame(
        [
            {"iso3": iso3, "country": iso3 or "Other countries", "year": year, "tonnes": float(tonnes)}
            | {
                "edition": f"edition {order}",
                "edition_order": order,
                "rows": f"t:{iso3 or 'other'}-{year}-{order}",
            }
            for iso3, tonnes in cells
            if tonnes is not None
        ]
    )


@pytest.fixture
def prints():
    """Two complete tables of 2022, a fragment of 2022 that is newer, and a fragment of 2019."""
    return pd.concat(
        [
            printed(2022, 1, 100, 5, COD=60, IDN=35),
            printed(2022, 2, 100, 5, COD=70, IDN=25),
            printed(2022, 3, 100, None, COD=72),
            printed(2019, 1, 100, None, COD=69),
        ],
        ignore_index=True,
    )


def test_equal_producers_share_the_index_equally():
    """N producers of equal size have an index of 10,000 over N."""
    assert index_range([7.0] * 4) == (2500.0, 2500.0)
    assert equal_producers(2500) == 4


def test_other_countries_span_from_nothing_to_one_producer():
    """The group adds nothing when spread thin and the square of its share when it is one producer."""
    assert index_range([60, 30], other=10) == (4500.0, 4600.0)


@given(AMOUNTS, st.floats(0, 1e6))
def test_the_range_is_ordered_and_on_the_scale(named, other):
    """The low end is at most the high end, and both lie above 0 and up to 10,000."""
    low, high = index_range(named, other)
    assert 0 < low <= high <= 10_000 * (1 + 1e-9)


@given(AMOUNTS, st.lists(st.floats(0.1, 1e6), min_size=1, max_size=5))
def test_naming_hidden_producers_stays_in_the_range(named, hidden):
    """However "other countries" is split into producers, the true index lies in the range."""
    low, high = index_range(named, math.fsum(hidden))
    true, _ = index_range([*named, *hidden])
    assert low * (1 - 1e-9) <= true <= high * (1 + 1e-9)


@given(AMOUNTS, st.floats(0.01, 100))
def test_units_do_not_matter(named, factor):
    """Tonnes or kilograms, the index is the same."""
    assert index_range(named)[0] == pytest.approx(index_range([factor * item for item in named])[0])


@pytest.mark.parametrize(("named", "other"), [([], 0), ([0, 0], 0), ([-1, 2], 0), ([1], -1), ([math.nan], 0)])
def test_meaningless_amounts_are_refused(named, other):
    """Nothing produced, a negative or a missing amount has no index."""
    with pytest.raises(ValueError, match=r"nothing is produced|negative or missing"):
        index_range(named, other)


@pytest.mark.parametrize("index", [0, -1, 10_001])
def test_an_index_off_the_scale_has_no_equal_producers(index):
    """The equivalent exists only above 0 and up to 10,000."""
    with pytest.raises(ValueError, match=r"up to 10,000"):
        equal_producers(index)


def test_coverage_compares_the_rows_with_the_printed_world(prints):
    """Coverage is the sum of the rows in percent of the world total, by year and edition."""
    cover = table_coverage(prints)
    assert cover[["year", "edition_order", "coverage"]].to_numpy().tolist() == [
        [2019, 1, 69],
        [2022, 1, 100],
        [2022, 2, 100],
        [2022, 3, 72],
    ]


def test_a_table_without_a_world_total_is_not_complete():
    """Completeness cannot be judged without a world total, so the table is left out."""
    table = printed(2022, 1, None, None, COD=60)
    assert math.isnan(table_coverage(table)["coverage"].iloc[0])
    assert complete_tables(table).empty


def test_fragments_are_refused_and_a_year_without_a_table_stays_a_gap(prints):
    """Only complete tables stay, so 2019 is missing and the newer fragment of 2022 is not used."""
    kept = complete_tables(prints)
    assert set(zip(kept["year"], kept["edition_order"], strict=True)) == {(2022, 1), (2022, 2)}
    assert "WLD" not in set(kept["iso3"])


def test_the_newest_complete_table_wins_whole(prints):
    """The newest of several complete tables is taken row for row, never mixed with an older one."""
    newest = newest_rows(complete_tables(prints))
    assert newest["edition_order"].unique().tolist() == [2]
    assert newest["tonnes"].tolist() == [70, 25, 5]


def test_row_order_does_not_matter(prints):
    """Shuffled rows give the same measure."""
    shuffled = prints.sample(frac=1, random_state=1)
    expected = concentration(complete_tables(prints))
    pd.testing.assert_frame_equal(concentration(complete_tables(shuffled)), expected)


def test_shares_are_of_the_sum_and_add_up(prints):
    """Shares of each table add up to 100 percent even where the printed world total is rounded."""
    table = complete_tables(printed(2025, 1, 310, 10, COD=230, IDN=74.6))
    assert add_shares(table)["share"].sum() == pytest.approx(100)
    with pytest.raises(ValueError, match="world row"):
        add_shares(prints)


def test_concentration_names_the_largest_and_keeps_the_trail(prints):
    """The measure has the largest producer, its share, the range of the index and the rows used."""
    row = concentration(newest_rows(complete_tables(prints))).iloc[0]
    assert (row["top"], row["top_share"], row["other_share"]) == ("COD", 70, 5)
    assert (row["index_low"], row["index_high"]) == (70**2 + 25**2, 70**2 + 25**2 + 5**2)
    assert row["rows"] == "t:COD-2022-2 t:IDN-2022-2 t:other-2022-2"


def test_an_unknown_largest_producer_is_refused():
    """Where other countries outweigh every named one, the largest producer is not known."""
    with pytest.raises(ValueError, match="the largest is unknown"):
        concentration(complete_tables(printed(2022, 1, 100, 60, COD=40)))


def test_edition_moves_compare_first_and_newest(prints):
    """A year printed twice has a move; a year printed once has none."""
    moves = edition_moves(concentration(complete_tables(prints)), "top_share")
    assert moves[["year", "first", "newest", "move"]].to_numpy().tolist() == [[2022, 60, 70, 10]]
    assert edition_moves(concentration(complete_tables(printed(2021, 1, 10, 0, COD=10))), "top_share").empty


def test_printed_totals_stand_in_for_sums():
    """Shares of a world total above the sum of the rows lower the index by the square of what is covered."""
    table = printed(2021, 1, 100, 0, COD=60, IDN=20)
    whole = concentration(table)
    [index], [lower] = whole["index_low"], of_printed_totals(whole, table_coverage(table))["index_low"]
    assert lower == pytest.approx(index * 0.8**2)


def test_output_is_summed_by_group_and_the_rest_is_one_group() -> None:
    """Named countries stand alone, all others together; each sum keeps its rows."""
    table = pd.DataFrame(
        {
            "iso3": ["AAA", "BBB", "CCC", "AAA"],
            "year": [2020, 2020, 2020, 2021],
            "tonnes": [5.0, 2.0, 1.0, 6.0],
            "rows": ["t:a", "t:b", "t:c", "t:d"],
        }
    )
    sums = output_by_group(table, {"AAA": "First"}, "Others")
    assert sums.to_dict("records") == [
        {"group": "First", "year": 2020, "tonnes": 5.0, "rows": "t:a"},
        {"group": "First", "year": 2021, "tonnes": 6.0, "rows": "t:d"},
        {"group": "Others", "year": 2020, "tonnes": 3.0, "rows": "t:b t:c"},
    ]


def test_a_share_of_the_printed_total_is_told_by_edition():
    """Each edition's own total counts, the least share first, on the rows of the country and of the world."""
    prints = pd.concat([printed(2019, 1, 100, None, COD=70), printed(2019, 2, 200, None, COD=120)])
    low, high = share_by_edition(prints, "COD", 2019)
    assert (float(low), float(high)) == (60.0, 70.0)
    assert low.row_ids == ("t:COD-2019-2", "t:WLD-2019-2")
    assert share_by_edition(prints, "COD", 2020) == []
