"""Facts about ranks without weights, each against a second way that lays the bounds out point by point."""

from itertools import permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.measures.ranks import Hold, beats, place_ranges, places, stage_choices, unbeaten

CELL = st.one_of(st.none(), st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda pair: (min(pair), max(pair))))
COLUMNS = {"x": True, "y": False}


@st.composite
def tables(draw):
    """Draw a few rows of two columns with gaps, some of them stages of one good."""
    count = draw(st.integers(1, 4))
    rows = []
    for number in range(count):
        cells = {key: draw(CELL) for key in COLUMNS}
        held = {key: pair for key, pair in cells.items() if pair is not None}
        rows.append(Hold(f"row{number}", draw(st.sampled_from("ab")), held))
    return rows


def possible_places(rows, column, rising):
    """Return every place that each row can take: over every point within the bounds and every order of equals."""
    held = [row for row in rows if column in row.cells]
    places = {row.name: set() for row in held}
    spans = [range(row.cells[column][0], row.cells[column][1] + 1) for row in held]
    for points in product(*spans):
        for order in permutations(range(len(held))):
            values = [points[index] if rising else -points[index] for index in order]
            if values == sorted(values, reverse=True):
                for place, index in enumerate(order, 1):
                    places[held[index].name].add(place)
    return {name: (min(seen), max(seen)) for name, seen in places.items()}


@settings(max_examples=60, deadline=None)
@given(tables())
def test_places_are_those_that_some_order_of_the_points_gives(rows):
    """Best and worst place are reached by numbers within the bounds, and none is better or worse."""
    for column, rising in COLUMNS.items():
        assert places(rows, column, rising) == possible_places(rows, column, rising)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_ranges_are_over_every_column_and_every_choice_of_stage(rows):
    """The widest of all places that a row takes in a table with one stage a good."""
    seen = {}
    goods = sorted({row.good for row in rows})
    for chosen in product(*([row for row in rows if row.good == good] for good in goods)):
        for column, rising in COLUMNS.items():
            for name, pair in possible_places(list(chosen), column, rising).items():
                seen.setdefault(name, []).extend(pair)
    assert place_ranges(rows, COLUMNS) == {name: (min(places), max(places)) for name, places in seen.items()}


def test_a_row_is_unbeaten_until_another_is_tighter_everywhere():
    """One column on which a row holds its own is enough; a gap of the other decides nothing against it."""
    strong = Hold("strong", "a", {"x": (5, 6), "y": (1, 1)})
    weak = Hold("weak", "b", {"x": (1, 2), "y": (3, 4)})
    mixed = Hold("mixed", "c", {"x": (0, 1), "y": (0, 0)})
    gap = Hold("gap", "d", {"x": (9, 9)})
    assert beats(strong, weak, COLUMNS)
    assert not beats(gap, weak, COLUMNS)
    assert unbeaten([strong, weak, mixed, gap, Hold("none", "e")], COLUMNS) == ["strong", "mixed", "gap"]


def test_a_changed_row_changes_its_place():
    """Places rest on the rows: a looser bound moves a row back, and others forward."""
    rows = [Hold("a", "a", {"x": (5, 5)}), Hold("b", "b", {"x": (4, 4)})]
    assert places(rows, "x") == {"a": (1, 1), "b": (2, 2)}
    assert places([Hold("a", "a", {"x": (3, 3)}), rows[1]], "x") == {"a": (2, 2), "b": (1, 1)}


def test_each_choice_has_one_stage_of_each_good():
    """Two stages of one good and one of another make two choices."""
    rows = [Hold("a1", "a"), Hold("a2", "a"), Hold("b", "b")]
    assert [[row.name for row in chosen] for chosen in stage_choices(rows)] == [["a1", "b"], ["a2", "b"]]
