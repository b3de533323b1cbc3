"""Kept pictures: their keys cover all that is drawn, and a damaged one is drawn again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from proofpress.figures import kept
from proofpress.figures.draw import DrawJob
from proofpress.figures.kept import (
    draw_changed,
    draw_first,
    drawing_parts,
    from_files,
    picture_parts,
    pictures_store,
    to_files,
)
from proofpress.model.records import Picture
from proofpress.model.settings import Settings
from proofpress.model.store import Kept, key_of
from tests.support.samples import FRAME, figure, order


def key(job: DrawJob) -> str:
    """Return the key of a picture's own parts."""
    return key_of(picture_parts(job))


def test_the_key_covers_what_is_drawn() -> None:
    """Another text, number, column name, specification or frame gives another key; the note and sources do not."""
    others = [
        order(title="t2"),
        order(description="d2"),
        order(figure(({"year": 2012, "share": 40},))),
        order(figure(spec={**figure().spec, "width": 201})),
        order(figure(narrow={**figure().spec, "width": 101})),
        order(figure(columns={**figure().columns, "share": "Another heading"})),
        *(order(frame=replace(FRAME, **{name: "other"})) for name in vars(FRAME)),
    ]
    keys = [key(other) for other in others]
    assert len({key(order()), *keys}) == len(others) + 1 == 11
    assert key(order(figure(note="other", sources=("x",)))) == key(order())


def test_a_picture_comes_back_from_its_files() -> None:
    """Files, inline pictures and shared ones are the same after keeping."""
    picture = Picture("a/b", {"chart.svg": b"<svg/>"}, {"wide": "<svg>…</svg>"}, {"share.png": b"\x89"})
    assert from_files("a/b", Kept("a/b", "", to_files(picture))) == picture


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the ids of what is drawn, in order; nothing is really drawn."""
    ids: list[str] = []

    def draw(orders: list[DrawJob], *_: object, whole: bool = True) -> list[Picture]:
        ids.extend(order.figure.id for order in orders)
        return [Picture(order.figure.id, {"chart.svg": order.title.encode()}, {}) for order in orders]

    monkeypatch.setattr(kept, "draw_figures", draw)
    return ids


def test_only_what_changed_is_drawn(tmp_path: Path, drawn: list[str]) -> None:
    """The same figures draw nothing; one with another title is drawn alone, and taking it back draws nothing."""
    settings = Settings(tmp_path)
    orders = [order(figure(name=name)) for name in ("a", "b")]
    first = draw_changed(orders, settings)
    assert len(drawn) == 2
    assert draw_changed(orders, settings) == first
    assert len(drawn) == 2
    changed = draw_changed([orders[0], replace(orders[1], title="T")], settings)
    assert drawn[2:] == [orders[1].figure.id]
    assert changed[orders[1].figure.id].files == {"chart.svg": b"T"}
    assert draw_changed(orders, settings) == first
    assert len(drawn) == 3


def test_what_is_drawn_first_is_kept_apart(tmp_path: Path, drawn: list[str]) -> None:
    """A kept picture is taken whole; a changed one is drawn once for the page, and once more whole, with all others."""
    settings = Settings(tmp_path)
    orders = [order(figure(name=name)) for name in ("a", "b")]
    whole = draw_changed(orders, settings)
    changed = [orders[0], replace(orders[1], title="T")]
    first = draw_first(changed, settings)
    assert drawn[2:] == [orders[1].figure.id]
    assert first[orders[0].figure.id] == whole[orders[0].figure.id]
    assert draw_first(changed, settings) == first
    assert drawn[2:] == [orders[1].figure.id]
    assert draw_changed(changed, settings) == first
    assert drawn[2:] == [orders[1].figure.id] * 2


def test_other_drawing_code_draws_everything(tmp_path: Path, drawn: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of the drawing code or its libraries draws each figure again."""
    settings, orders = Settings(tmp_path), [order(figure(name=name)) for name in ("a", "b")]
    draw_changed(orders, settings)
    monkeypatch.setattr(
        kept, "drawing_parts", lambda settings: {**drawing_parts(settings), "package vl-convert-python": "0"}
    )
    draw_changed(orders, settings)
    assert len(drawn) == 4


def test_a_damaged_picture_is_drawn_again(tmp_path: Path, drawn: list[str]) -> None:
    """One flipped bit in a kept picture, and the figure is drawn anew."""
    settings = Settings(tmp_path)
    first = draw_changed([order()], settings)
    [file] = pictures_store(settings).folder.rglob("*.kept")
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(bytes(content))
    assert draw_changed([order()], settings) == first
    assert len(drawn) == 2
