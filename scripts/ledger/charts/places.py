"""Countries' places on small maps."""

from __future__ import annotations

import pandas as pd

from proofpress.notebook.session import ROWS, join_rows

PLACE = ["longitude", "latitude"]


def with_places(frame: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return rows of countries with where each stands on a map, so that readers can see them there.

    Parameters
    ----------
    frame : DataFrame, shape (rows, any)
        Columns ``iso3`` and ``rows``, which names what a row rests on.
    places : DataFrame, shape (countries, any)
        Columns ``iso3``, ``longitude``, ``latitude`` (degrees) and ``rows``, one row a country.

    Returns
    -------
    DataFrame, shape (rows, any)
        The rows in their order with ``longitude`` and ``latitude``, nothing there for what is no country; ``rows``
        names the place as well.
    """
    spots = places.rename(columns={ROWS: "spot"})[["iso3", *PLACE, "spot"]]
    whole = frame.merge(spots, on="iso3", how="left")
    trails = [
        join_rows([row, spot] if isinstance(spot, str) else [row])
        for row, spot in zip(whole[ROWS], whole["spot"], strict=True)
    ]
    return whole.drop(columns="spot").assign(**{ROWS: trails})
