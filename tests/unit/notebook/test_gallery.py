"""The gallery shows each kind of chart as it is drawn now; and labels that place themselves find free places."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.model.errors import PublishError
from proofpress.notebook import charts
from proofpress.notebook.charts.annotations import SIDES, _box, _choice
from tests.support import gallery

PLACES = st.lists(st.tuples(st.floats(20, 620), st.floats(20, 300)), min_size=1, max_size=8, unique=True)


@pytest.mark.slow
def test_the_gallery_shows_each_kind_as_it_is_drawn(tmp_path: Path) -> None:
    """Page and pictures are what `python -m tests.support.gallery` writes: run it, look, and commit."""
    drawn = gallery.pictures(tmp_path)
    assert len(drawn) == 4 * len(gallery.KINDS) >= 40
    kept = {path.name: path.read_text(encoding="utf-8") for path in gallery.PICTURES.glob("*.svg")}
    assert sorted(drawn) == sorted(kept)
    assert [name for name, svg in drawn.items() if svg != kept[name]] == []
    assert gallery.PAGE.read_text(encoding="utf-8") == gallery.page()


def test_the_gallery_has_every_kind() -> None:
    """Each function of the package that draws is in it."""
    kinds = {name.replace("_", "-") for name in charts.__all__ if "width" in _arguments(name)}
    assert kinds == set(gallery.KINDS)


def _arguments(name: str) -> tuple[str, ...]:
    code = getattr(getattr(charts, name), "__code__", None)
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount] if code else ()


@given(PLACES)
def test_a_label_takes_the_first_free_place(points: list[tuple[float, float]]) -> None:
    """Wherever one of its places is free of all points, earlier labels and the edge, the label's is."""
    texts = ["word"] * len(points)
    placed = charts.place_labels(points, texts, size=(640, 320))
    taken = [(x - 5, y - 5, x + 5, y + 5) for x, y in points]
    for (x, y), place in zip(points, placed, strict=True):
        boxes = [_box(x, y, _choice(side, "word"), "word") for side in SIDES]
        free = [box for box in boxes if _is_free((box.left, box.top, box.right, box.bottom), taken)]
        own = _box(x, y, place, "word")
        bounds = (own.left, own.top, own.right, own.bottom)
        assert not free or _is_free(bounds, taken)
        taken.append(bounds)


def _is_free(box: tuple[float, float, float, float], taken: list[tuple[float, float, float, float]]) -> bool:
    left, top, right, bottom = box
    inside = left >= 0 and top >= 0 and right <= 640 and bottom <= 320
    return inside and not any(
        min(right, other[2]) > max(left, other[0]) and min(bottom, other[3]) > max(top, other[1]) for other in taken
    )


def test_marks_without_a_column_are_refused() -> None:
    """Marks are data too: they say where they came from."""
    marks = pd.DataFrame({"year": [2026], "share": [15.0], "end": ["planned"]})
    with pytest.raises(PublishError, match="the marks of a chart: no column `rows`"):
        charts.lines(gallery.LINES, x="year", y="share", series="fuel", label="end", width=640, colours={}, marks=marks)
