"""Placement: labels keep apart, marks fill their cells, and nothing is left out or cut."""

from __future__ import annotations

import itertools
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.notebook.charts import arrange_labels, lines, place_marks, spread
from proofpress.notebook.charts.placement import along

POSITIONS = st.lists(st.integers(-50, 50).map(float), max_size=8)
STEMS = [10.0, 40.0, 90.0, 95.0, 150.0, 200.0]


@given(POSITIONS, st.integers(0, 10))
def test_labels_keep_their_distance_and_their_order(positions: list[float], gap: float) -> None:
    """Spread labels are at least the gap apart in the order of their places, and their mean place is the same."""
    placed = spread(positions, gap)
    assert len(placed) == len(positions)
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    for one, other in itertools.pairwise(order):
        assert placed[other] - placed[one] >= gap - 1e-9
    assert sum(placed) == pytest.approx(sum(positions))


@given(POSITIONS, st.integers(0, 10))
def test_labels_that_are_apart_stay(positions: list[float], gap: float) -> None:
    """Labels move only if they must: those that are apart already, and those that were spread before, stay."""
    placed = spread(positions, gap)
    assert spread(placed, gap) == pytest.approx(placed)
    far = [gap * 2 * n + 1 for n in range(len(positions))]
    assert spread(far, gap) == pytest.approx(far)


@given(st.lists(st.tuples(st.integers(0, 300).map(float), st.integers(0, 300).map(float)), max_size=6))
def test_what_lies_along_a_line_leaves_no_gap(line: list[tuple[float, float]]) -> None:
    """All points of a line are kept, from first to last, and no neighbours are farther apart than a step."""
    result = along(line, 8.0)
    assert set(line) <= set(result)
    assert result[:1] + result[-1:] == line[:1] + line[-1:]
    assert all(math.dist(one, other) <= 8.0 + 1e-9 for one, other in itertools.pairwise(result))


@pytest.mark.parametrize("crossed", [False, True])
def test_a_mark_keeps_clear_of_lines(crossed: bool) -> None:
    """Between two years a line passes where a label would stand first: it takes another side, unless none passes."""
    years = {"year": [2000, 2010, 2020], "share": [10.0, 50.0, 50.0], "fuel": "coal", "end": "coal", "rows": "a"}
    other = {"year": [2000, 2020], "share": [50.0, 51.0 if crossed else 10.0], "fuel": "gas", "end": "gas", "rows": "b"}
    frame = pd.concat([pd.DataFrame(years), pd.DataFrame(other)], ignore_index=True)
    marks = pd.DataFrame({"year": [2005], "share": [50.0], "end": ["planned"], "rows": ["c"]})
    plot = {"x": "year", "y": "share", "series": "fuel", "label": "end", "width": 640, "colours": {}}
    [text] = [
        layer.mark.to_dict()
        for layer in lines(frame, marks=marks, **plot).layer
        if layer.mark.to_dict()["type"] == "text" and layer.mark.to_dict().get("dy") is not None
    ]
    assert (text["dy"] == 0) != crossed


@given(st.lists(st.integers(-20, 120).map(float), min_size=1, max_size=8), st.integers(0, 10))
def test_labels_stay_on_the_chart(positions: list[float], gap: float) -> None:
    """Between two ends, labels pass neither and still keep their distance."""
    placed = spread(positions, gap, 0, 100)
    assert all(-1e-9 <= place <= 100 + 1e-9 for place in placed)
    assert all(b - a >= gap - 1e-9 for a, b in itertools.pairwise(sorted(placed)))


def test_labels_move_as_little_as_may_be() -> None:
    """Two labels in one place move half the gap each; one at an end pushes the other."""
    assert spread([5, 5], 2) == [4, 6]
    assert spread([0, 0], 2, 0, 10) == [0, 2]
    assert spread([10, 9, 1], 2, 0, 10) == [10, 8, 1]


def test_too_many_labels_are_refused() -> None:
    """Where there is no room for all labels, the caller is told how many and where."""
    with pytest.raises(ValueError, match="no room for 3 labels 17 apart between 0 and 30"):
        spread([1, 2, 3], 17, 0, 30)


@pytest.fixture
def items() -> pd.DataFrame:
    """Four items in cells, two of them in one."""
    return pd.DataFrame(
        {"kind": ["assertion", "official figure", "named case", "assertion"], "grade": ["C", "A", "C", "C"]}
    )


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
