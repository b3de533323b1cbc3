"""What a cell shows is compared between two runs, cell by cell; a difference is quoted from where it begins."""

from __future__ import annotations

from typing import Any

import pytest

from proofpress.execute import repeated
from proofpress.model.records import Analysis


def analysis(*outputs: list[dict[str, Any]]) -> Analysis:
    """Return an analysis whose cells have shown some outputs."""
    cells = [{"cell_type": "code", "source": "x", "outputs": shown, "execution_count": 1} for shown in outputs]
    return Analysis("power", "notebooks/power.py", "0", "T", {"cells": cells}, {}, (), (), ())


def printed(text: str) -> list[dict[str, Any]]:
    """Return the outputs of a cell that prints."""
    return [{"output_type": "stream", "name": "stdout", "text": text}]


def displayed(count: int, **data: Any) -> list[dict[str, Any]]:
    """Return the outputs of a cell whose last line is a value."""
    return [{"output_type": "execute_result", "execution_count": count, "metadata": {}, "data": data}]


def differences(one: Analysis, two: Analysis) -> list[str]:
    """Return what is said of two runs."""
    return [str(problem) for problem in repeated._differences(one, two.notebook)]


def test_the_same_outputs_are_no_difference() -> None:
    """The count of executions and the order of keys say nothing."""
    one = analysis(printed("a"), displayed(2, text="x", html="y"), [])
    two = analysis(printed("a"), displayed(9, html="y", text="x"), [])
    assert differences(one, two) == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (printed("took 3.1 s"), printed("took 2.9 s")),
        (displayed(1, text="{1, 2}"), displayed(1, text="{2, 1}")),
        (printed("a"), []),
        ([], printed("a")),
        (displayed(1, **{"image/png": "aGk="}), displayed(1, **{"image/png": "aGo="})),
        (displayed(1, json={"a": [1]}), displayed(1, json={"a": [2]})),
        ([{"output_type": "stream", "name": "stderr", "text": "a"}], printed("a")),
    ],
)
def test_another_output_is_told_by_its_cell(one: list[dict[str, Any]], two: list[dict[str, Any]]) -> None:
    """Printed, displayed, drawn, more, less, on another stream: the message names file and cell."""
    [said] = differences(analysis([], one, printed("same")), analysis([], two, printed("same")))
    assert said.startswith("notebooks/power.py, cell 2: the cell shows something else in another run; expected ")


def test_a_difference_is_quoted_from_where_it_begins() -> None:
    """In a long output as well."""
    long = "x" * 500
    [said] = differences(analysis(printed(f"{long} 12:01")), analysis(printed(f"{long} 12:59")))
    assert "59'; got '" in said
    assert said.count("x") < 100
