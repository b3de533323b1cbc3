"""Numbers carried over: those that stand in a loaded table or claim, and so are published to the last digit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

MANY = 100_000
"""Numbers of a column from which on they are kept sorted, in a tenth of the room."""


class Carried(set[float]):
    """Numbers as tables and claims give them; long columns stand beside the set and are looked through like it."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: list[np.ndarray[Any, Any]] = []

    def add_column(self, cells: pd.Series[Any]) -> None:
        """Add the finite numbers of a column."""
        if len(cells) < MANY:
            self.update(number for number in cells if math.isfinite(number))
            return
        import numpy as np

        numbers = cells.to_numpy()
        self._columns.append(np.unique(numbers[np.isfinite(numbers)]))

    def __contains__(self, number: object) -> bool:
        return super().__contains__(number) or (
            isinstance(number, int | float) and any(_holds(column, number) for column in self._columns)
        )


def _holds(column: np.ndarray[Any, Any], number: float) -> bool:
    """Whether a sorted column holds a number."""
    at = int(column.searchsorted(number))
    return at < len(column) and bool(column[at] == number)
