"""Sources of the site: each says how its values reached us, and copies called whole add up."""

from __future__ import annotations

import csv
from collections import defaultdict

import pytest

from proofpress.data.sources import load_sources
from tests.support.projects import ROOT

SOURCES = load_sources(ROOT)
OUTPUT = (("cobalt_mine_production", "tonnes", ()), ("controlled_mineral_output", "amount", ("mineral", "stage")))
LEAST = 0.005
"""Part of a world total that the rounding of the countries may always excuse."""
MOST = 0.04
"""Part of a world total that a rounding to one digit, such as one million, may at most excuse."""


def totals(table: str, amount: str, kinds: tuple[str, ...]) -> list[tuple[str, float, float]]:
    """Return for each table of an edition its source, the printed world and the sum of the countries."""
    rows = list(csv.DictReader((ROOT / "data/tables" / f"{table}.csv").open(encoding="utf-8")))
    groups = defaultdict(list)
    for row in rows:
        groups[(row["source"], row["year"], *(row[kind] for kind in kinds))].append(row)
    lines = []
    for (source, *_), group in groups.items():
        world = [float(row[amount]) for row in group if row["iso3"] == "WLD" and row[amount]]
        parts = [float(row[amount]) for row in group if row["iso3"] != "WLD" and row[amount]]
        if len(world) == 1 and len(parts) > 2 and all("capacity" not in row.get("stage", "") for row in group):
            lines.append((source, world[0], sum(parts)))
    return lines


def test_every_source_says_how_it_reached_us() -> None:
    """No source of this site leaves open how its values came here."""
    assert SOURCES
    assert [key for key, source in SOURCES.items() if not source.reached] == []


def test_every_source_has_an_address_but_named_ones() -> None:
    """Only what has no public address, or is our own, goes without."""
    without = {key for key, source in SOURCES.items() if not source.address}
    assert without <= {"ledger-audit", "ledger-reading-2026", "moore-1965"}


@pytest.mark.parametrize(("table", "amount", "kinds"), OUTPUT)
def test_copies_called_whole_add_up(table: str, amount: str, kinds: tuple[str, ...]) -> None:
    """In each edition's table the countries add up to the printed world, as far as that is rounded."""
    checked = [entry for entry in totals(table, amount, kinds) if SOURCES[entry[0]].reached == "copied"]
    assert checked
    for source, world, parts in checked:
        zeros = len(f"{world:.0f}") - len(f"{world:.0f}".rstrip("0"))
        room = max(LEAST * world, min(0.5 * 10**zeros, MOST * world))
        assert abs(parts - world) <= room, (source, world, parts)
