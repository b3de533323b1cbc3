"""Tests of what differs between two states' inputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.changes.factors import (
    Factor,
    changed_cells,
    changed_packages,
    changed_rows,
    find_factors,
    merged_lock,
    split_lock,
)
from proofpress.changes.rebuild import SwappedRevision
from proofpress.changes.revisions import Revision
from proofpress.model.settings import load_settings
from tests.support.large import MADE, write_parquet
from tests.support.projects import FIXTURE, change, copy_project


@pytest.fixture
def two(tmp_path: Path) -> tuple[Revision, Revision]:
    """Return two states of the fixture site, so far the same."""
    folders = [copy_project(FIXTURE, tmp_path / name) for name in ("old", "new")]
    old, new = (Revision(folder.name, "", load_settings(folder)) for folder in folders)
    return old, new


def only(factors: tuple[Factor, ...]) -> Factor:
    """Return the one factor there is."""
    assert len(factors) == 1, [factor.key for factor in factors]
    return factors[0]


def test_two_equal_states_have_no_factor(two: tuple[Revision, Revision]) -> None:
    """The same files, no factor; pages and frameworks are none either."""
    (two[1].root / "docs" / "index.md").write_text("# Another\n")
    change(two[1].root / "data/frameworks/trade-press.json", '"analysis": "plants"', '"analysis": "power-mix"')
    assert find_factors(*two) == ()


def test_a_table_is_a_factor_with_its_rows_and_edition(two: tuple[Revision, Revision]) -> None:
    """Changed cells by primary key; where the source of the rows changed, both editions by their short names."""
    change(two[1].root / "data/tables/plants.csv", "south,South,800,grid-office", "south,South,900,trade-press")
    result = only(find_factors(*two))
    assert (result.key, result.kind, result.title) == ("data/tables/plants.csv", "data", "Plants")
    assert result.detail == "south: capacity 800 → 900, source grid-office → trade-press"
    assert result.rows[0].row == "plants:south"
    assert result.editions == ("Grid Office 2024", "Trade Press 2023")


def test_a_column_that_means_something_else_is_a_factor(two: tuple[Revision, Revision]) -> None:
    """Another unit in the data package, the file the same."""
    change(two[1].root / "data/datapackage.json", '"unit": "MW"', '"unit": "GW"')
    result = only(find_factors(*two))
    assert (result.key, result.detail) == ("data/tables/plants.csv", "what its columns mean")


def test_a_claim_and_its_check_are_one_factor(two: tuple[Revision, Revision]) -> None:
    """The register refers to itself, so its files are swapped together."""
    root = two[1].root
    change(root / "data/claims/trade-press.csv", ",,15,percent,15,2030", ",,16,percent,16,2030")
    (root / "data/audit/links.json").write_text("[]")
    result = only(find_factors(*two))
    assert result.paths == ("data/audit/links.json", "data/claims/trade-press.csv")
    assert "press-coal-2030: value_high 15 → 16" in result.detail


def test_a_source_whose_grade_changed_is_a_factor(two: tuple[Revision, Revision]) -> None:
    """The entry that differs is named, with what differs in it."""
    change(two[1].root / "data/sources.json", '"Trade Press 2023", "grade": "C"', '"Trade Press 2023", "grade": "B"')
    assert "grade C → B" in only(find_factors(*two)).detail


def test_a_notebook_is_a_factor_with_its_cells(two: tuple[Revision, Revision]) -> None:
    """The changed cell by number and first line."""
    change(two[1].root / "notebooks/plants.py", "# - Two plants only.", "# - Only two plants.")
    result = only(find_factors(*two))
    assert (result.key, result.kind, result.analysis) == ("notebooks/plants.py", "analysis", "plants")
    assert result.detail == "cell 6, “## Limits”"


def test_a_lock_is_a_factor_with_its_packages(two: tuple[Revision, Revision]) -> None:
    """Each package whose version differs, with both versions."""
    change(two[1].root / "requirements.txt", "click==0.0", "click==0.1")
    result = only(find_factors(*two))
    assert (result.kind, result.key) == ("software", "click 0.0 → 0.1")
    assert result.is_lock


def test_packages_that_come_and_go_are_named() -> None:
    """Added, removed and changed; hashes and markers do not count."""
    old = "a==1 \\\n  --hash=sha256:0\nb==2 ; sys_platform == 'darwin'\n"
    assert changed_packages(old, "a==1 \\\n  --hash=sha256:1\nc==3\n") == ["b 2 → none", "c none → 3"]


def test_rows_are_compared_by_key() -> None:
    """Order does not matter; added and removed rows are named as such."""
    old, new = "id,n\na,1\nb,2\n", "id,n\nc,3\na,1\n"
    assert [(row.row, row.kind) for row in changed_rows(old, new, ["id"])] == [("b", "removed"), ("c", "added")]


def test_a_cell_that_is_gone_is_named_by_its_first_line() -> None:
    """A removed cell has no number any more."""
    assert changed_cells("# %%\na = 1\n\n# %%\nb = 2", "# %%\nb = 2") == ["a cell that began “a = 1” is gone"]


def test_a_swapped_table_brings_its_description_and_its_sources(two: tuple[Revision, Revision], tmp_path: Path) -> None:
    """The old state with the new table: new rows, the new schema, and the source that only the new registry has."""
    new = two[1].root
    change(new / "data/tables/plants.csv", "south,South,800,grid-office", "south,South,800,new-office")
    change(new / "data/sources.json", '"id": "trade-press"', '"id": "new-office"')
    change(new / "data/datapackage.json", '"unit": "MW"', '"unit": "GW"')
    table = next(factor for factor in find_factors(*two) if factor.key.endswith("plants.csv"))
    SwappedRevision(*two, (table,), frozenset({"plants"})).lay_out(tmp_path / "mixed")
    mixed = tmp_path / "mixed"
    assert "new-office" in (mixed / "data/tables/plants.csv").read_text()
    sources = (mixed / "data/sources.json").read_text()
    assert "new-office" in sources
    assert "trade-press" in sources
    assert '"unit": "GW"' in (mixed / "data/datapackage.json").read_text()
    assert [path.name for path in (mixed / "notebooks").iterdir()] == ["plants.py"]


def test_packages_that_compute_and_draw_are_named_first() -> None:
    """Of many renewed packages a reader sees the ones that notebooks run on."""
    assert changed_packages("aaa==1\npandas==3.0\n", "aaa==2\npandas==3.1\n") == ["pandas 3.0 → 3.1", "aaa 1 → 2"]


def test_a_lock_is_split_into_what_computes_and_the_rest() -> None:
    """Each renewed library that notebooks run on by itself, all others together."""
    old, new = "altair==6.2\nclick==1\npandas==3.0\nrich==1\n", "altair==6.3\nclick==2\npandas==3.1\nrich==2\n"
    lock = Factor("altair 6.2 → 6.3, …", "software", "the locked packages", ("requirements.txt",))
    parts = split_lock(lock, old, new)
    assert [part.packages for part in parts] == [("altair",), ("pandas",), ("click", "rich")]
    assert [part.key for part in parts] == ["altair 6.2 → 6.3", "pandas 3.0 → 3.1", "click 1 → 2, rich 1 → 2"]


def test_a_merged_lock_takes_versions_with_their_hashes() -> None:
    """One package from the other lock, with its hashes; comments go, what is not swapped stays."""
    old = "# made\na==1 \\\n    --hash=sha256:0\n    # via b\nb==2 \\\n    --hash=sha256:1\n"
    new = "a==3 \\\n    --hash=sha256:2\nb==4 \\\n    --hash=sha256:3\n"
    assert merged_lock(old, new, ["b"]) == "a==1 \\\n    --hash=sha256:0\nb==4 \\\n    --hash=sha256:3"


def test_a_large_table_is_a_factor_with_its_number_of_rows(two: tuple[Revision, Revision]) -> None:
    """Rows of a table in Parquet are not compared one by one: it came, has more rows, or other cells."""
    old, new = (state.root / "data/tables/trade.parquet" for state in two)
    write_parquet(new, MADE.format(rows=40))
    assert only(find_factors(*two)).detail == "a new table"
    write_parquet(old, MADE.format(rows=1400))
    assert only(find_factors(*two)).detail == "1,400 rows → 40 rows"
    write_parquet(old, f"SELECT * REPLACE (value + 1 AS value) FROM ({MADE.format(rows=40)})")
    assert only(find_factors(*two)).detail == "cells of 40 rows"
    new.unlink()
    assert only(find_factors(*two)).detail == "the table is gone"
