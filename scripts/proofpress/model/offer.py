"""What a live chart offers its reader: names to pick, a period, a relative or an absolute measure, a map.

The published picture is the default: what a reader may choose beside it stands in the same ``values.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

OFFERED = "offered"
"""The data set of a figure that holds what may be chosen, where that is more than the picture draws."""
OUTLINE = "outline"
"""The data set of a figure that holds the land of its map."""
MAIN = "main"
PLACE = ("longitude", "latitude")
"""Columns that say where on a map a row stands."""
SHAPE = (*PLACE, "part", "step")
"""Columns of an outline: the degrees of a point, which line it is of, and its order in it."""


@dataclass(frozen=True)
class Offer:
    """What the live chart of a figure offers.

    Attributes
    ----------
    pick : str
        Column of the names that a reader picks, several at once; empty where there is one series.
    facets : tuple of str
        Columns of which one value is shown at a time, such as editions.
    period : str
        Column that orders rows in time; empty where there is none.
    measures : tuple of (str, str)
        ``absolute`` or ``relative`` with its column, that of the picture first.
    layer : str
        The data set that holds the rows.
    has_map : bool
        Whether rows have degrees, and the figure the outline of land.
    """

    pick: str
    facets: tuple[str, ...]
    period: str
    measures: tuple[tuple[str, str], ...]
    layer: str = MAIN
    has_map: bool = False

    def payload(self) -> dict[str, Any]:
        """Return what a notebook's output holds of it."""
        return {**asdict(self), "facets": list(self.facets), "measures": [list(item) for item in self.measures]}

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that a reader chooses by, and those that are drawn."""
        chosen = (self.pick, *self.facets, self.period, *(column for _, column in self.measures))
        return tuple(column for column in chosen if column)

    def key(self, record: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return what tells a row from every other: its name, its facets and its period."""
        return tuple(record.get(column) for column in (self.pick, *self.facets, self.period) if column)


def offer_of(payload: Mapping[str, Any] | None) -> Offer | None:
    """Return what a notebook's output says that a chart offers; nothing where it says nothing."""
    if not payload:
        return None
    measures = tuple((kind, column) for kind, column in payload["measures"])
    return Offer(**{**payload, "facets": tuple(payload["facets"]), "measures": measures})


def values_in(records: Sequence[Mapping[str, Any]], column: str) -> list[Any]:
    """Return the values of a column, each once, in the order in which they come."""
    return list(dict.fromkeys(record[column] for record in records if record.get(column) not in (None, "")))
