"""Facts about the ledger's cells, their texts and the dates of instruments."""

import pandas as pd
import pytest

from ledger.measures.ledger import (
    bearing_on,
    cell_text,
    cells,
    concentration_by_year,
    latest_table,
    newest,
    next_date,
    points,
    row_of,
    shown_percent,
    statements,
    status,
    to_rank,
)


def made(column="share", **bounds):
    """Return cells of one column, each with one row."""
    return cells(column, {hold: (pair, 2025, f"t:{hold}") for hold, pair in bounds.items()})


def test_a_cell_keeps_its_bounds_period_and_rows_and_refuses_crossed_ones():
    """What goes in comes out, rows each once; a low above a high stops."""
    frame = cells("share", {"tin": ((1, 2), 2025, "t:b t:a t:b")})
    assert frame.iloc[0].to_dict() == {
        "hold": "tin", "column": "share", "low": 1.0, "high": 2.0, "period": "2025", "rows": "t:a t:b",
    }  # fmt: skip
    with pytest.raises(ValueError, match="cross"):
        made(tin=(3, 2))


def test_every_number_in_a_text_is_published_and_no_other():
    """One number, two, or one behind “at most”: the names in the text are those of the points."""
    frame = made(point=(5, 5), span=(5, 9), open=(0, 9), near=(5000, 5001))
    names = set(points(frame)["name"])
    texts = " ".join(cell_text(cell) for _, cell in frame.iterrows())
    assert names == {"point-share", "span-share-low", "span-share-high", "open-share-high", "near-share"}
    assert all(f"{{{{ {name} }}}}" in texts for name in names)
    assert texts.count("{{") == len(names)


def test_one_row_is_one_row():
    """None or two rows are refused, with what was asked for."""
    frame = pd.DataFrame({"a": [1, 1, 2], "rows": ["t:1", "t:2", "t:3"]})
    assert row_of(frame, a=2)["rows"] == "t:3"
    for wanted in (1, 3):
        with pytest.raises(ValueError, match=f"'a': {wanted}"):
            row_of(frame, a=wanted)


def test_statements_of_one_quantity_are_bounds():
    """The lowest and the highest of them, with the rows of all; none is refused."""
    frame = pd.DataFrame({"percent": [92, 91], "rows": ["t:1", "t:2"]})
    assert statements(frame, "percent") == ((91, 92), "t:1 t:2")
    with pytest.raises(ValueError, match="no statement"):
        statements(frame.iloc[:0], "percent")


def test_each_good_has_its_own_newest_year():
    """Goods end in different years, and a table that lacks producers does not count."""
    rows = [
        ("tin", 2021, 1, "AAA", 60), ("tin", 2021, 1, "BBB", 40), ("tin", 2021, 1, "WLD", 100),
        ("tin", 2022, 1, "AAA", 60), ("tin", 2022, 1, "WLD", 100),
        ("zinc", 2020, 1, "AAA", 90), ("zinc", 2020, 1, "", 10), ("zinc", 2020, 1, "WLD", 100),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["mineral", "year", "edition_order", "iso3", "amount"])
    frame = frame.assign(country=frame["iso3"], edition="first", rows=[f"t:{number}" for number in range(len(rows))])
    last = newest(concentration_by_year(frame))
    assert last.year.to_dict() == {"tin": 2021, "zinc": 2020}
    assert (last.index_low["zinc"], last.index_high["zinc"]) == (8100, 8200)


BAN = {"effective": "2024-12-03", "paused": "2025-11-09", "resumes": "2026-11-27"}


@pytest.mark.parametrize(
    ("dates", "today", "state", "ahead"),
    [
        ({"effective": "2023-08-01"}, "2026-11-21", "in force", ""),
        ({"effective": "2027-01-01"}, "2026-11-21", "announced", "2027-01-01"),
        (BAN, "2026-11-21", "suspended", "2026-11-27"),
        (BAN, "2026-11-28", "suspension ran out", ""),
        ({"paused": "2025-11-07", "resumes": "2026-11-10"}, "2025-10-20", "announced", "2026-11-10"),
        ({"effective": "2025-02", "ends": "2025-10"}, "2026-11-21", "ended", ""),
        ({"effective": "2025-10", "ends": "2027-12"}, "2026-11-21", "in force", "2027-12"),
        ({}, "2026-11-21", "announced", ""),
    ],
)  # fmt: skip
def test_an_instrument_stands_as_its_dates_tell(dates, today, state, ahead):
    """Days and months compare as far as both are known; what lies ahead is the next date, not the last."""
    assert (status(dates, today), next_date(dates, today)) == (state, ahead)
    assert status({key: dates.get(key, float("nan")) for key in ("effective", "ends")} | dates, today) == state


def test_instruments_bear_on_the_holds_that_they_name():
    """Whole names count, not parts of them, and the newest stands first."""
    calendar = pd.DataFrame(
        {"holds": ["tin tin-ore", "tin-ore", float("nan")], "announced": ["2020-01-01", "2021-01-01", "2022-01-01"],
         "effective": [None, None, None]}
    )  # fmt: skip
    assert bearing_on(calendar, "tin").index.tolist() == [0]
    assert bearing_on(calendar, "tin-ore").index.tolist() == [1, 0]


def test_only_ranking_columns_rank():
    """A hold keeps the cells of the columns asked for, and stands without any if it has none."""
    rows = pd.DataFrame({"id": ["a", "b"], "good": ["x", "y"]})
    frame = pd.concat([made(a=(1, 2)), made("price", a=(3, 3), b=(4, 4))])
    first, second = to_rank(rows, frame, ["share"])
    assert (first.cells, second.cells, second.good) == ({"share": (1.0, 2.0)}, {}, "y")


def test_a_label_is_one_number_where_both_round_to_one():
    """Bounds that read alike are read once."""
    assert shown_percent(61.4, 60.6) == "61%"


def test_the_latest_table_is_a_whole_one_without_the_world() -> None:
    """A newer year whose rows do not make up its world total is passed over."""
    rows = [(2024, "A", 6.0), (2024, "B", 4.0), (2024, "WLD", 10.0), (2025, "A", 1.0), (2025, "WLD", 10.0)]
    output = pd.DataFrame(rows, columns=["year", "iso3", "amount"]).assign(
        country="x", edition="E", edition_order=1, rows="r"
    )
    table, amount = latest_table(output, "amount")
    assert amount == "amount"
    assert table[["year", "iso3"]].to_numpy().tolist() == [[2024, "A"], [2024, "B"]]
