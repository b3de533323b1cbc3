"""A table of values as it travels between stages: cells are texts that bind published values, or links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class TableColumn:
    """A column: its key and heading, what it means, and whether its largest number comes first when it orders."""

    key: str
    heading: str
    meaning: str = ""
    falling: bool = True
    counted: bool = True
    """Whether its numbers count as evidence of the row: a rank among rows does not, it rests on all of them."""


@dataclass(frozen=True)
class TableRow:
    """A row: its name, the group it stands in, its cells by column, its links, and what readers pick it by.

    A link is a label with what it leads to: ``analysis:<slug>``, or a row id.
    """

    name: str
    group: str
    cells: Mapping[str, str]
    links: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ValueTable:
    """A table of values published under a slug; texts may hold ``{{ name }}``."""

    name: str
    title: str
    subtitle: str
    note: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    picks: Mapping[str, str]
    missing: str
    evidence: str = ""
    """Heading of the column that tells, for each row, the weakest grade and how many independent origins it has."""
    cell: int = 0

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of rows, in their order."""
        return tuple(dict.fromkeys(row.group for row in self.rows))

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every text that an author wrote, with where it stands."""
        yield from (("title", self.title), ("subtitle", self.subtitle), ("note", self.note))
        for column in self.columns:
            yield f"meaning of `{column.key}`", column.meaning
        for row in self.rows:
            for key, text in row.cells.items():
                yield f"row `{row.name}`, column `{key}`", text

    def payload(self) -> dict[str, Any]:
        """Return what a notebook's output holds of the table."""
        return {
            "name": self.name,
            **{key: getattr(self, key) for key in ("title", "subtitle", "note", "missing", "evidence")},
            "picks": [list(pick) for pick in self.picks.items()],
            "columns": [
                [column.key, column.heading, column.meaning, column.falling, column.counted] for column in self.columns
            ],
            "rows": [
                {
                    "name": row.name,
                    "group": row.group,
                    "cells": [list(cell) for cell in row.cells.items()],
                    "links": [[key, [list(link) for link in links]] for key, links in row.links.items()],
                    "facts": [list(fact) for fact in row.facts.items()],
                }
                for row in self.rows
            ],
        }


def value_table(payload: Mapping[str, Any], cell: int) -> ValueTable:
    """Return the table of a notebook's output."""
    rows = tuple(
        TableRow(
            row["name"],
            row["group"],
            dict(row["cells"]),
            {key: tuple((label, target) for label, target in links) for key, links in row["links"]},
            dict(row["facts"]),
        )
        for row in payload["rows"]
    )
    texts = {key: payload[key] for key in ("name", "title", "subtitle", "note", "missing", "evidence")}
    columns = tuple(TableColumn(*column) for column in payload["columns"])
    return ValueTable(**texts, columns=columns, rows=rows, picks=dict(payload["picks"]), cell=cell)
