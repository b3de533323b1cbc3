"""The site's rows read a second way, from the files alone, and what its record says: for tests of formulas."""

from __future__ import annotations

import csv
from collections import defaultdict
from fractions import Fraction

from proofpress.record.store import load_record
from tests.support.projects import ROOT

COBALT = "cobalt"


def published_numbers(analysis: str) -> dict[str, float]:
    """Return every number that an analysis publishes, by the name of its value."""
    record = load_record(ROOT, ROOT / "docs" / "published")
    return {
        key.removeprefix(f"{analysis}."): entry.fields["number"]
        for key, entry in record.items()
        if key.startswith(f"{analysis}.") and "number" in entry.fields
    }


def table(name: str) -> list[dict[str, str]]:
    """Return a table's rows as the file has them."""
    with (ROOT / "data" / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    return rows


def number(name: str, row: str, column: str = "value") -> Fraction:
    """Return one cell."""
    [found] = [Fraction(line[column]) for line in table(name) if line["id"] == row]
    return found


def whole_tables(mineral: str) -> dict[int, dict[str, Fraction]]:
    """Return output by country for each year, of the last edition whose countries make up the printed world."""
    prints: dict[tuple[int, int], dict[str, Fraction]] = defaultdict(dict)
    if mineral == COBALT:
        lines = [(row, row["tonnes"]) for row in table("cobalt_mine_production")]
    else:
        lines = [
            (row, row["amount"])
            for row in table("controlled_mineral_output")
            if row["mineral"] == mineral and row["stage"] != "primary capacity"
        ]
    for row, amount in lines:
        if amount:
            prints[int(row["year"]), int(row["edition_order"])][row["iso3"]] = Fraction(amount)
    result: dict[int, dict[str, Fraction]] = {}
    for (year, _), parts in sorted(prints.items()):
        world = parts.get("WLD")
        countries = {iso3: made for iso3, made in parts.items() if iso3 != "WLD"}
        if world and abs(sum(countries.values()) / world - 1) <= Fraction(3, 100):
            result[year] = countries
    assert result
    return result


def use(mineral: str) -> Fraction:
    """Return what the United States used in the newest year printed."""
    lines = [row for row in table("us_mineral_use") if row["mineral"] == mineral and "consumption" in row["measure"]]
    return Fraction(max(lines, key=lambda row: int(row["year"]))["value"])
