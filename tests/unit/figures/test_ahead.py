"""Figures drawn ahead: what a running notebook has published so far, once, and only with all its numbers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from proofpress.figures import kept
from proofpress.figures.ahead import DrawingAhead
from proofpress.figures.draw import DrawJob
from proofpress.figures.jobs import picture_orders, resolver
from proofpress.model.errors import Problem, PublishError
from proofpress.model.records import ExecutedNotebook
from proofpress.notebook.publish import FIGURE_MIME
from proofpress.record.site_input import SiteInput

ANALYSIS = "power-mix"
Draw = Callable[[Sequence[DrawJob], object], object]


def states(results: SiteInput) -> list[ExecutedNotebook]:
    """Return a notebook as it stands after each of its cells, and whole."""
    analysis = next(item for item in results.analyses if item.slug == ANALYSIS)
    cells: Sequence[Mapping[str, Any]] = analysis.notebook["cells"]
    texts = [{**cell, "outputs": []} for cell in cells]
    made = [{**analysis.notebook, "cells": [*cells[:number], *texts[number:]]} for number in range(len(cells) + 1)]
    return [ExecutedNotebook(analysis.slug, analysis.path, "", notebook, (), 0.0) for notebook in made]


def publishes(state: ExecutedNotebook) -> bool:
    """Whether a figure is published in a state."""
    outputs = (output for cell in state.notebook["cells"] for output in cell.get("outputs", ()))
    return any(FIGURE_MIME in output.get("data", {}) for output in outputs)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[DrawJob]:
    """Give what is drawn whole, in order; nothing is really drawn."""
    orders: list[DrawJob] = []
    monkeypatch.setattr(kept, "draw_changed", lambda given, _: orders.extend(given))
    return orders


def test_a_figure_is_drawn_once_and_as_at_the_end(fixture_results: SiteInput, drawn: list[DrawJob]) -> None:
    """Nothing before a figure is published; then it alone, once, in the order that the whole site gives of it."""
    before, after = [], []
    for state in states(fixture_results):
        (after if publishes(state) else before).append(state)
    assert before
    assert len(after) > 1
    with DrawingAhead(fixture_results.project, first=False) as ahead:
        for state in before:
            ahead.take(state)
        ahead.wait()
        assert drawn == []
        for state in after:
            ahead.take(state)
    resolve = resolver(fixture_results.analyses, fixture_results.claims)
    some = [analysis for analysis in fixture_results.analyses if analysis.slug == ANALYSIS]
    assert drawn == picture_orders(some, resolve, fixture_results.sources, fixture_results.settings)


def test_a_figure_waits_for_the_numbers_of_its_texts(fixture_results: SiteInput, drawn: list[DrawJob]) -> None:
    """A title that names a value of a later cell is drawn after that cell."""
    *_, whole = states(fixture_results)
    late = [{**cell, "outputs": outputs_but_values(cell)} for cell in whole.notebook["cells"]]
    with DrawingAhead(fixture_results.project, first=False) as ahead:
        ahead.take(replace(whole, notebook={**whole.notebook, "cells": late}))
        ahead.wait()
        assert drawn == []
        ahead.take(whole)
    assert [order.figure.analysis for order in drawn] == [ANALYSIS]


def outputs_but_values(cell: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the outputs of a cell that publish no value."""
    return [output for output in cell.get("outputs", ()) if FIGURE_MIME in output.get("data", {})]


def test_a_preview_draws_what_its_page_shows(fixture_results: SiteInput, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the first picture that is drawn where somebody waits for the page."""
    drawn: list[DrawJob] = []
    monkeypatch.setattr(kept, "draw_first", lambda given, _: drawn.extend(given))
    with DrawingAhead(fixture_results.project, first=True) as ahead:
        ahead.take(states(fixture_results)[-1])
    assert len(drawn) == 1


@pytest.mark.parametrize("error", [PublishError([Problem("undrawable", "x", "y")]), RuntimeError("broken")])
def test_what_cannot_be_drawn_stops_nothing(
    fixture_results: SiteInput, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """An error is left to the stage that draws what is missing, in the place where it belongs."""
    met = threading.Event()

    def draw(*_: object) -> None:
        met.set()
        raise error

    monkeypatch.setattr(kept, "draw_changed", draw)
    with DrawingAhead(fixture_results.project, first=False) as ahead:
        ahead.take(states(fixture_results)[-1])
    assert met.is_set()
