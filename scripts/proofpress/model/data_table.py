"""A figure that is a table: what its columns show, as the notebook declares it and as the specification carries it.

The record rides in the specification under ``usermeta``, which Vega-Lite leaves alone: the same file says how the
table reads and draws the picture of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

META = "usermeta"
KEY = "proofpress-table"
"""Where a specification holds the record of its table."""


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, and how its cells are read, ordered and drawn.

    Attributes
    ----------
    heading : str
        What the column is called.
    unit : str
        Stands behind the heading, in brackets.
    format : str
        How a number is read, such as ``{:.0f}%``; without one as table views read it.
    bar : bool or float
        Whether a bar stands below each number, and the number at which it fills the cell; True is the largest one.
    dots : mapping of str to str
        Colours of the palette by the words that a dot stands before.
    order : str
        Column of the frame by whose cells the rows are ordered in this one's stead, such as a date's.
    rows : str
        Column of the frame with the row ids of this one's cells, where they come from elsewhere than their row: what
        is unverified beside what is not.
    tally : bool or mapping of str to str
        Whether the foot says how often each word stands, or what words are counted as, so that a title's count is
        printed; words that are not among them are not counted.
    """

    heading: str
    unit: str = ""
    format: str = ""
    bar: bool | float = False
    dots: Mapping[str, str] = field(default_factory=dict)
    order: str = ""
    rows: str = ""
    tally: bool | Mapping[str, str] = False

    @property
    def counted(self) -> Mapping[str, str]:
        """What the words of the column are counted as; the record of a published table says it in full."""
        return self.tally if isinstance(self.tally, Mapping) else {}

    @property
    def head(self) -> str:
        """The heading with its unit."""
        return f"{self.heading} ({self.unit})" if self.unit else self.heading


@dataclass(frozen=True)
class TableRecord:
    """What a table shows of its figure's rows: columns by key, the keys that readers pick by, the word for a gap."""

    columns: Mapping[str, Column]
    picks: tuple[str, ...] = ()
    missing: str = "–"

    @property
    def fields(self) -> list[str]:
        """The columns of the frame that say something; others place what the picture shows."""
        orders = (column.order for column in self.columns.values() if column.order)
        return list(dict.fromkeys([*self.columns, *orders]))

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every text that an author wrote, with where it stands."""
        yield "missing", self.missing
        for key, column in self.columns.items():
            for name in ("heading", "unit", "format"):
                yield f"the {name} of column `{key}`", getattr(column, name)
            for name in column.counted.values():
                yield f"the tally of column `{key}`", name

    def payload(self) -> dict[str, Any]:
        """Return what a specification holds of the table."""
        columns = [
            {
                "key": key,
                **{name: getattr(column, name) for name in ("heading", "unit", "format", "bar", "order", "rows")},
                "dots": [list(dot) for dot in column.dots.items()],
                "tally": [list(pair) for pair in column.counted.items()],
            }
            for key, column in self.columns.items()
        ]
        return {"columns": columns, "picks": list(self.picks), "missing": self.missing}


def table_record(spec: Mapping[str, Any]) -> TableRecord | None:
    """Return the record of the table that a specification draws; none where it draws a chart."""
    held = spec.get(META, {}).get(KEY)
    if held is None:
        return None
    columns = {item["key"]: _column(item) for item in held["columns"]}
    return TableRecord(columns, tuple(held["picks"]), held["missing"])


def _column(item: Mapping[str, Any]) -> Column:
    """Return a column as a specification holds it."""
    facts = {name: item[name] for name in ("heading", "unit", "format", "bar", "order", "rows")}
    return Column(**facts, dots=dict(item["dots"]), tally=dict(item["tally"]) or False)
