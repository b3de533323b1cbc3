"""Row filters: columns by whose cells readers choose among figures, as the data package declares them.

A field with the property ``filter`` makes a filter of that heading; with ``names`` its codes are shown by another
column's words. Claims, whose columns are always the same, join the filter of a column of theirs.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model.records import Figure, Table
from ..model.slug import slugify
from ..record.site_input import SiteInput
from .filters import options

Choice = tuple[str, str, list[tuple[str, str]]]


@dataclass(frozen=True)
class RowFilter:
    """A column of a table by which readers choose: the filter's heading, and the column that names its codes."""

    heading: str
    column: str
    names: str = ""

    @property
    def key(self) -> str:
        """The filter's name in forms and scripts."""
        return slugify(self.heading)


def filters_of(tables: Iterable[Table]) -> dict[str, tuple[RowFilter, ...]]:
    """Return the filters that each table's columns make, by table."""
    return {
        table.name: tuple(
            RowFilter(str(entry["filter"]), str(entry["name"]), str(entry.get("names", "")))
            for entry in table.resource["schema"]["fields"]
            if entry.get("filter")
        )
        for table in tables
    }


def facts_of(figure: Figure, evidence: SiteInput) -> dict[str, list[str]]:
    """Return what a figure's rows say under each filter, by the filter's name."""
    filters = filters_of(evidence.tables.values())
    columns = {entry.column: entry.key for entries in filters.values() for entry in entries}
    facts: dict[str, set[str]] = {key: set() for key in columns.values()}
    for row in figure.row_ids:
        kind, _, name = row.partition(":")
        if kind == "claim":
            for column, key in columns.items():
                facts[key].add(str(getattr(evidence.claims[name], column, "")))
        for entry in filters.get(kind, ()):
            facts[entry.key].add(evidence.rows[row].get(entry.column, ""))
    return {key: sorted(codes - {""}) for key, codes in facts.items()}


def choices_of(evidence: SiteInput) -> list[Choice]:
    """Return a filter for each heading, with the codes that figures' rows hold and their names."""
    filters = filters_of(evidence.tables.values())
    headings = {entry.key: entry.heading for entries in filters.values() for entry in entries}
    facts = [facts_of(figure, evidence) for figure in evidence.figures]
    return [
        (key, heading, options((code for fact in facts for code in fact[key]), code_names(key, filters, evidence.rows)))
        for key, heading in headings.items()
    ]


def code_names(
    key: str, filters: Mapping[str, Iterable[RowFilter]], rows: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """Return the name that tables use for each code of a filter: the most frequent one, then the first by letter.

    Examples
    --------
    >>> filters = {"wines": [RowFilter("Region", "code", "region")]}
    >>> code_names("region", filters, {"wines:1": {"code": "RIO", "region": "Rioja"}, "wines:2": {"code": "RIO"}})
    {'RIO': 'Rioja'}
    """
    used: dict[str, Counter[str]] = {}
    for row, cells in rows.items():
        for entry in filters.get(row.partition(":")[0], ()):
            code, name = cells.get(entry.column), cells.get(entry.names)
            if entry.key == key and code and name:
                used.setdefault(code, Counter())[name] += 1
    return {code: min(names, key=functools.partial(_rank, names)) for code, names in used.items()}


def _rank(names: Counter[str], name: str) -> tuple[int, str]:
    return -names[name], name
