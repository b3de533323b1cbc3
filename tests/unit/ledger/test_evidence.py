"""The ladder ranks kinds of evidence, and nothing between two figures is filled in."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from ledger.measures.evidence import (
    RUNGS,
    arrange_labels,
    format_period,
    missing_cells,
    place_marks,
    rank_evidence,
    shares_of_world,
    strongest_rungs,
    wrap_label,
)
from proofpress.text.periods import year_span


@pytest.fixture
def items() -> pd.DataFrame:
    """Four items of evidence."""
    return pd.DataFrame(
        {
            "id": ["a", "b", "c", "d"],
            "kind": ["assertion", "official figure", "named case", "assertion"],
            "direction": ["supports", "against", "supports", "ambiguous"],
            "stage": ["packaging", "equipment", "packaging", "packaging"],
            "grade": ["C", "A", "C", "C"],
            "rows": ["t:a", "t:b", "t:c claim:c", "t:d"],
        }
    )


@pytest.fixture
def billings() -> pd.DataFrame:
    """Billings of two years, one region missing in one."""
    return pd.DataFrame(
        {
            "region": ["China", "World", "Korea", "World", "China"],
            "year": [2022, 2022, 2023, 2023, 2023],
            "quarter": [""] * 5,
            "billings": [25.0, 100.0, 20.0, 80.0, 40.0],
            "rows": ["b:c22", "b:w22", "b:k23", "b:w23", "b:c23"],
        }
    )


def test_rungs_are_numbered_from_the_weakest() -> None:
    """Rungs count from one, upwards, and no two have the same kind."""
    assert [rung.number for rung in RUNGS] == list(range(1, len(RUNGS) + 1))
    assert len({rung.kind for rung in RUNGS}) == len(RUNGS)


def test_strongest_evidence_comes_first(items: pd.DataFrame) -> None:
    """An official figure outranks a named case, which outranks an assertion."""
    ranked = rank_evidence(items)
    assert list(ranked["id"]) == ["b", "c", "a", "d"]
    assert list(ranked["rung"]) == [6, 4, 1, 1]


def test_ranking_leaves_its_input_alone(items: pd.DataFrame) -> None:
    """Ranking returns a copy."""
    before = items.copy()
    rank_evidence(items)
    pd.testing.assert_frame_equal(items, before)


def test_an_unknown_kind_is_named(items: pd.DataFrame) -> None:
    """An item whose kind is not on the ladder stops the analysis, by its id."""
    items.loc[2, "kind"] = "rumour"
    with pytest.raises(ValueError, match="c: rumour"):
        rank_evidence(items)


def test_strongest_rung_is_per_group_and_direction(items: pd.DataFrame) -> None:
    """A group's strongest support is its highest rung, and carries the rows of all its items."""
    best = strongest_rungs(rank_evidence(items), "stage").set_index(["stage", "direction"])
    assert best.loc[("packaging", "supports"), "kind"] == "named case"
    assert best.loc[("packaging", "supports"), "items"] == 2
    assert best.loc[("packaging", "supports"), "rows"] == "claim:c t:a t:c"


def test_every_item_gets_a_place_of_its_own(items: pd.DataFrame) -> None:
    """No two marks share a place, and a fuller row is taller."""
    marks, bands = place_marks(
        items,
        "kind",
        "grade",
        rows=["official figure", "named case", "assertion"],
        columns={"A": 0, "C": 100},
        per_line=1,
    )
    assert len(marks.drop_duplicates(["x", "y"])) == len(items)
    height = (bands["bottom"] - bands["top"]).tolist()
    assert height[2] > height[0]
    assert (marks["y"] < bands["bottom"].max()).all()


def test_an_empty_row_keeps_its_height(items: pd.DataFrame) -> None:
    """A rung without items is drawn all the same."""
    rows = ["measured comparison", "official figure", "named case", "assertion"]
    _, bands = place_marks(items, "kind", "grade", rows=rows, columns={"A": 0, "C": 9}, per_line=4, least=30)
    assert bands.loc[0, "bottom"] == 30


def test_no_item_is_left_out_silently(items: pd.DataFrame) -> None:
    """An item without a cell is an error."""
    with pytest.raises(ValueError, match="no cell"):
        place_marks(items, "kind", "grade", rows=["assertion"], columns={"C": 0}, per_line=2)


def test_shares_are_of_the_same_period(billings: pd.DataFrame) -> None:
    """A share divides by the total of its own year and names both rows."""
    shares = shares_of_world(billings).set_index(["region", "year"])
    assert shares.loc[("China", 2022), "share"] == 25
    assert shares.loc[("China", 2023), "share"] == 50
    assert shares.loc[("Korea", 2023), "rows"] == "b:k23 b:w23"


def test_a_missing_amount_is_not_filled_in(billings: pd.DataFrame) -> None:
    """A region without an amount has no share, and is listed as a gap."""
    assert ("Korea", 2022) not in set(shares_of_world(billings)[["region", "year"]].itertuples(index=False, name=None))
    gaps = missing_cells(billings, ["China", "Korea"], [2022, 2023])
    assert gaps.to_dict("records") == [{"region": "Korea", "year": 2022}]


def test_a_missing_total_is_an_error(billings: pd.DataFrame) -> None:
    """A share without a total is refused, with the year."""
    with pytest.raises(ValueError, match="2022"):
        shares_of_world(billings[billings["rows"] != "b:w22"])


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2022", 2022, 2023),
        ("2023-Q3", 2023.5, 2023.75),
        ("2022-01", 2022, 2022 + 31 / 365),
        ("2024-12-31", 2024 + 365 / 366, 2025),
        ("2022-09/2022-10", 2022 + 243 / 365, 2022 + 304 / 365),
    ],
)
def test_a_period_is_as_long_as_it_is(period: str, start: float, end: float) -> None:
    """Days, months, quarters and years keep their length."""
    assert year_span(period) == pytest.approx((start, end))


def test_a_text_that_is_no_period_is_refused() -> None:
    """A period must be one."""
    with pytest.raises(ValueError, match="early 2020"):
        year_span("early 2020")


STEMS = [10.0, 40.0, 90.0, 95.0, 150.0, 200.0]


def test_no_label_meets_another() -> None:
    """Labels overlap neither each other nor each other's stems, and stay inside the drawing."""
    labels = arrange_labels(STEMS, [60.0] * len(STEMS), low=0, high=260)
    assert [label.stem for label in labels] == STEMS
    assert not any(a.meets(b, 4) for a, b in itertools.combinations(labels, 2))
    assert all(label.start >= 0 and label.end <= 260 for label in labels)


def test_a_lone_label_is_centred_next_to_the_axis() -> None:
    """With room on both sides a label is centred on the lowest level."""
    [label] = arrange_labels([50.0], [20.0], low=0, high=100)
    assert (label.align, label.level, label.start, label.end) == ("center", 0, 40, 60)


def test_a_label_that_fits_nowhere_is_refused() -> None:
    """A label wider than the drawing is an error, not cut."""
    with pytest.raises(ValueError, match="no room for 1 labels"):
        arrange_labels([50.0], [200.0], low=0, high=100)


def test_wrapped_lines_keep_words_whole() -> None:
    """No line is longer than asked, and no word is cut."""
    text = "Netherlands and Japan bring in their own"
    wrapped = wrap_label(text, 15)
    assert all(len(line) <= 15 for line in wrapped.split("\n"))
    assert wrapped.split() == text.split()


@pytest.mark.parametrize(
    ("period", "shown"),
    [("2021", "2021"), ("2018-04", "Apr 2018"), ("2024-12-03", "3 Dec 2024"), ("2021/2026", "2021–2026")],
)
def test_a_date_is_shown_as_exactly_as_it_is_known(period: str, shown: str) -> None:
    """A month does not become a day, nor a year a month."""
    assert format_period(period, short=True) == shown
