"""The order of rows: by the places that names have in a list of this site, not by their letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd


def in_order(frame: pd.DataFrame, names: Mapping[str, Iterable[str]], *then: str) -> pd.DataFrame:
    """Return the rows of a frame in the order of the names in some columns, rows of equal names as they stood.

    Parameters
    ----------
    frame : DataFrame, shape (rows, any)
        With the columns of ``names`` and ``then``.
    names : mapping of str to iterable of str
        For each column, the most important first, its names in their order.
    then : str
        Columns that order rows of equal names by their own values.
    """
    places = {column: {name: place for place, name in enumerate(listed)} for column, listed in names.items()}
    return frame.sort_values(
        [*places, *then],
        key=lambda column: column.map(places[str(column.name)]) if column.name in places else column,
        kind="stable",
        ignore_index=True,
    )
