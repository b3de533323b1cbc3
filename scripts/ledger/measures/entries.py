"""Entries of values that a measure gives a notebook to publish, with number, unit and formula in one place."""

from __future__ import annotations

from typing import Any

import pandas as pd

from proofpress.notebook.session import as_rows
from proofpress.notebook.traced import Traced

Entries = dict[str, tuple[Any, ...]]
"""By name: number, style, formula and, where it has one of its own, its period, or period and thresholds."""


def among(number: Any, frame: pd.DataFrame) -> Traced:
    """Return a number that rests on all rows of a frame, because it was found among them."""
    return Traced(number, as_rows(frame))
