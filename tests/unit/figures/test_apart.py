"""Figures drawn in processes of their own: alike however they are shared out, and what is wrong told by figure."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace

import pytest

from proofpress.figures import apart
from proofpress.figures.apart import draw_figures, keep_ready, stand_ready
from proofpress.model.errors import PublishError
from proofpress.notebook.fonts import Typeface
from tests.support.samples import figure, order


@pytest.fixture
def alone() -> Iterator[None]:
    """Begin without processes that stand ready, and leave as many as there were to be."""
    wanted = apart._Standing.wanted
    keep_ready(0)
    yield
    keep_ready(0)
    keep_ready(wanted)


@pytest.fixture
def standing(alone: None) -> list[int]:
    """Have two processes stand ready and return their ids; none is left."""
    stand_ready(2)
    return those_ready()


def those_ready() -> list[int]:
    """Return the ids of the processes that stand ready."""
    return [drawing.process.pid for drawing in apart._Standing.processes]


def test_figures_drawn_apart_are_drawn_alike(fonts: Typeface) -> None:
    """However figures are shared out among processes, they come back in order and with the same bytes."""
    orders = [order(figure(name=f"chart-{number}"), f"Chart {number}") for number in range(5)]
    two, three = draw_figures(orders, fonts, 2), draw_figures(orders, fonts, 3)
    assert [picture.figure for picture in two] == [order.figure.id for order in orders]
    assert [picture.files for picture in two] == [picture.files for picture in three]


def test_what_a_page_shows_is_part_of_the_whole(fonts: Typeface) -> None:
    """Drawn alone, the pictures of a page and the one that the record keeps have the bytes that they have with all."""
    orders = [order(figure(name="chart"), "Chart")]
    [shown], [whole] = draw_figures(orders, fonts, 1, whole=False), draw_figures(orders, fonts, 1)
    assert shown.inline == whole.inline
    assert shown.files == {"chart.svg": whole.files["chart.svg"]}
    assert not shown.shared
    assert len(whole.files) > 1 < len(whole.shared)


def test_a_process_that_stands_ready_draws_as_a_new_one(fonts: Typeface, standing: list[int]) -> None:
    """It draws the same bytes, and again; one that has ended meanwhile is passed over, and another takes its place."""
    orders = [order(figure(name=f"chart-{number}"), f"Chart {number}") for number in range(2)]
    os.kill(standing[0], signal.SIGKILL)
    apart._Standing.processes[0].process.wait()
    stood = draw_figures(orders, fonts, 2)
    kept = those_ready()
    assert len(kept) == 2
    assert standing[1] in kept
    assert stood == draw_figures(orders[::-1], fonts, 2)[::-1]
    assert set(those_ready()) == set(kept)
    keep_ready(0)
    assert stood == draw_figures(orders, fonts, 2)
    assert those_ready() == []


def test_a_process_knows_one_typeface(fonts: Typeface, standing: list[int]) -> None:
    """One that has measured with other fonts is not asked, one that has drawn its share of figures ends."""
    orders = [order(figure(name="chart"), "Chart")]
    draw_figures(orders, fonts, 1)
    used = [drawing.process.pid for drawing in apart._Standing.processes if drawing.fonts]
    other = replace(fonts, family="Other Sans")
    draw_figures(orders, other, 1)
    draw_figures(orders, other, 1)
    assert {drawing.fonts.family for drawing in apart._Standing.processes if drawing.fonts} == {
        fonts.family,
        "Other Sans",
    }
    assert set(those_ready()) == set(standing) > set(used)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "MOST_FIGURES", 2)
        draw_figures(orders, fonts, 1)
    assert set(those_ready()) == set(standing) - set(used)


def test_processes_stand_ready_once(standing: list[int]) -> None:
    """Asked for again, those that stand are enough; asked for fewer, the others end."""
    stand_ready(2)
    assert those_ready() == standing
    stand_ready(1)
    assert those_ready() == standing[:1]


def test_a_page_is_held_to_its_pictures(fonts: Typeface) -> None:
    """What the whole refuses is refused of what a page shows as well."""
    blank = order(figure(({"year": 2012, "share": None}, {"year": 2023, "share": 19})))
    problems = []
    for whole in (True, False):
        with pytest.raises(PublishError) as caught:
            draw_figures([blank], fonts, 1, whole=whole)
        problems.append(caught.value.problems)
    assert problems[0] == problems[1] != []


def test_every_chart_that_cannot_be_drawn_is_named(fonts: Typeface) -> None:
    """A specification that the renderer refuses is reported by its figure, all of them together."""
    bad = [
        replace(figure(name=name), spec={"mark": "no-such-mark", "data": {"name": "main"}}) for name in ("one", "two")
    ]
    with pytest.raises(PublishError) as caught:
        draw_figures([order(problem) for problem in bad], fonts, 1)
    assert [problem.code for problem in caught.value.problems] == ["undrawable", "undrawable"]
    assert all(problem.id in str(caught.value) for problem in bad)


@pytest.mark.usefixtures("alone")
def test_a_drawing_process_that_ends_is_told_by_its_figures(fonts: Typeface, monkeypatch: pytest.MonkeyPatch) -> None:
    """Low memory ends it: the message names the figures of its share and says what to do."""
    script = "echo 'thread panicked' >&2; echo 'out of memory' >&2; kill -9 $$"
    monkeypatch.setattr(apart, "_command", lambda *_: ["sh", "-c", script])
    with pytest.raises(PublishError) as caught:
        draw_figures([order(), order()], fonts, 1)
    [problem] = caught.value.problems
    assert "`power/bars`" in problem.place
    assert problem.got == "signal 9: out of memory"
    assert "workers" in problem.fix
