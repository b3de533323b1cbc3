"""Facts about the frames behind the ledger's tables: supply alone, years until a loss, texts of cells and dates."""

import pandas as pd
import pytest

from ledger.measures.ledger import cells
from ledger.measures.ledger_tables import (
    calendar_on,
    calendar_texts,
    cell_texts,
    instruments_of,
    ledger_table,
    place_text,
    places_frame,
    supply_alone,
    years_until,
)

CALENDAR = pd.DataFrame(
    {
        "id": ["old", "paused"],
        "by": ["A", "A"],
        "instrument": ["Rule 1", "Rule 2"],
        "holds": ["tin", "tin zinc"],
        "announced": ["2020-01", "2021-05-06"],
        "effective": ["2020-01", "2021-05-06"],
        "paused": [None, "2025-11-09"],
        "resumes": ["", "2026-11-27"],
        "ends": [None, None],
        "rows": ["c:old", "c:paused"],
    }
)


def test_supply_alone_is_what_others_make_over_the_use():
    """The tightest stands first; months are the part of the year that the others' output lasts the world."""
    output = pd.Series({"total": 100.0, "top_share": 90.0, "year": 2025, "rows": "t:a"})
    more = pd.Series({"total": 100.0, "top_share": 40.0, "year": 2021, "rows": "t:b"})
    used = pd.Series({"value": 20.0, "year": 2025, "rows": "u:a"})
    frame = supply_alone([("Zinc", more, used), ("Tin", output, used)])
    assert frame["label"].tolist() == ["Tin", "Zinc"]
    assert frame["multiple"].tolist() == [0.5, 3.0]
    assert frame["months"].tolist() == pytest.approx([1.2, 7.2])
    assert frame.loc[0, ["years", "rows"]].tolist() == ["output 2025, use 2025", "t:a u:a"]


def test_years_count_to_the_first_figure_so_much_lower():
    """A share that recovers later has been lost all the same; years before the start do not count."""
    path = pd.DataFrame({"year": [2009, 2010, 2012, 2015, 2020], "share": [50.0, 97.0, 90.0, 80.0, 95.0]})
    assert years_until(path, 2010, 10) == 5
    assert years_until(path, 2010, 20) is None
    with pytest.raises(ValueError, match="2011"):
        years_until(path, 2011, 10)


def test_texts_stand_where_their_cells_are():
    """A hold without a cell under a column has an empty text there, in the order asked for."""
    frame = cells("share", {"tin": ((1, 2), 2025, "t:a")})
    texts = cell_texts(frame, ["zinc", "tin"], ["share", "price"])
    assert texts.loc["tin"].to_dict() == {"share": "{{ tin-share-low }} to {{ tin-share-high }}", "price": ""}
    assert texts.loc["zinc"].tolist() == ["", ""]


def test_a_place_is_one_or_two_numbers():
    """A row without a place says nothing; one that none beats says so."""
    placed = {"tin": (1, 1), "zinc": (2, 4)}
    assert place_text("tin", placed, ["tin"]) == "{{ tin-place-best }}, unbeaten"
    assert place_text("zinc", placed, []) == "{{ zinc-place-best }} to {{ zinc-place-worst }}"
    assert place_text("lead", placed, []) == ""


def test_instruments_are_linked_with_their_state_and_their_end():
    """The newest first; the latest end of a suspension is told, and that none is stated where none is."""
    calendar = calendar_on(CALENDAR, "2026-11-29")
    links, end = instruments_of(calendar, "tin")
    assert links == [("Rule 2 (suspension ran out)", "c:paused"), ("Rule 1 (in force)", "c:old")]
    assert end == "suspension ran to 27 November 2026"
    assert instruments_of(calendar.iloc[:1], "tin")[1] == "no end stated"
    assert instruments_of(calendar, "lead") == ([], "")


def test_the_calendar_reads_as_dates_and_binds_its_own_cells():
    """Days are written out, gaps stay empty, and words are those of published values, so that the record has them."""
    texts = calendar_texts(calendar_on(CALENDAR, "2026-11-29"), ["instrument"], {"tin": "Tin", "zinc": "Zinc"})
    assert texts.loc["paused", ["announced", "resumes", "ends"]].tolist() == ["6 May 2021", "27 November 2026", ""]
    assert texts.loc["old", "instrument"] == "{{ old-instrument }}"
    assert texts.loc["old", "source_row"] == [("row and source", "c:old")]
    assert texts.loc["old", "bears"] == [("Tin", "analysis:chokepoint-ledger#holds--tin")]


ROWS = pd.DataFrame(
    {
        "id": ["tin", "zinc"],
        "block": ["ours", "ours"],
        "need": ["Tin", "Zinc"],
        "holder": ["A", None],
        "analyses": ["cobalt-concentration", "design-out-evidence"],
        "claims": ["one", "one two"],
        "rows": ["h:tin", "h:zinc"],
    }
)


def test_a_place_rests_on_all_that_is_compared():
    """Best and worst are two values of one row; a row without a place has none."""
    ranked = cells("share", {"tin": ((50, 50), 2025, "t:a"), "zinc": ((30, 30), 2025, "t:b")})
    frame = places_frame(ROWS, ranked, {"tin": (1, 2)})
    assert frame[["id", "end", "place"]].to_numpy().tolist() == [["tin", "best", 1], ["tin", "worst", 2]]
    assert frame["rows"].unique().tolist() == ["h:tin h:zinc t:a t:b"]


def test_the_ledger_reads_as_its_cells_and_links():
    """The holder stands before its share, a price names its market, idle capacity joins room, and names are links."""
    ledger_cells = pd.concat(
        [
            cells("share", {"tin": ((50, 50), 2025, "t:a")}),
            cells("room", {"tin": ((2, 2), 2025, "t:a")}),
            cells("idle", {"tin": ((3, 3), 2025, "t:b")}),
        ]
    )
    columns = ["share", "room", "idle", "price"]
    table = ledger_table(ROWS, ledger_cells, columns, calendar_on(CALENDAR, "2026-11-29"), {"one": "1", "two": "2"})
    assert table.loc["tin", "share"] == "A, {{ tin-share }}"
    assert table.loc["tin", "room"] == "{{ tin-room }}; {{ tin-idle }} with all capacity"
    assert table.loc["zinc", ["share", "price"]].tolist() == ["", ""]
    assert table.loc["zinc", "claimed"] == [("1", "claim:one"), ("2", "claim:two")]
    assert table.loc["zinc", "pages"] == [("Design-out", "analysis:design-out-evidence")]
    assert table.loc["tin", "expiry"].startswith("suspension ran to")
