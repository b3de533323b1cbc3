"""Charts of too many rows are refused by name, those of enough are not."""

from __future__ import annotations

import pytest

from proofpress.figures.size import check_sizes
from proofpress.model.errors import PublishError
from proofpress.model.records import Analysis, Layer
from tests.support import samples


def analysis_with(*counts: int) -> Analysis:
    """Return an analysis with a figure whose layers have some numbers of rows."""
    layers = tuple(Layer(f"l{n}", ({"year": 2012},) * count, ("m:a",) * count) for n, count in enumerate(counts))
    return Analysis("power", "notebooks/power.py", "0", "T", {}, {}, (samples.figure(layers=layers),), (), ())


def test_a_chart_of_too_many_rows_is_refused() -> None:
    """The message names notebook, cell and figure, how many rows there are and may be, and what to do."""
    with pytest.raises(
        PublishError,
        match=r"notebooks/power\.py, cell \d+, figure `power/bars`: .*at most 5,000; got 20,000\. Aggregate",
    ):
        check_sizes([analysis_with(12_000, 8_000)], 5000)


def test_a_chart_of_as_many_rows_as_may_be_passes() -> None:
    """The limit itself is allowed."""
    check_sizes([analysis_with(3000, 2000)], 5000)
