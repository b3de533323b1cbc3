"""Tables, descriptors and claims changed at random: what is accepted loads as what it says, all else is a problem."""

from __future__ import annotations

import json
import math
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofpress.data.claims import read_claims
from proofpress.data.sources import load_sources
from proofpress.data.tables import read_rows, read_tables, to_frame
from proofpress.data.validate import find_problems
from proofpress.model.errors import DataError
from tests.support.mutating import mutated_bytes, mutated_json
from tests.support.projects import FIXTURE

QUIET = settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=25)
FILES = ("tables/plants.csv", "claims/trade-press.csv", "sources.json")


def tried(path: str, content: bytes | str) -> None:
    """Put a file into the fixture's data and validate it; what is accepted is loaded and held against the print."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(FIXTURE / "data", root / "data")
        shutil.copy(FIXTURE / "mkdocs.yml", root)
        file = root / "data" / path
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
        try:
            sources = load_sources(root)
            problems = find_problems(root, sources)
        except DataError as err:
            problems = list(err.problems)
        assert all(problem.place and problem.thing for problem in problems)
        if not problems:
            accepted(root)


def accepted(root: Path) -> None:
    """Load all tables and claims of a project that validation accepts."""
    tables = read_tables(root)
    printed = read_rows(tables.values(), root)
    for table in tables.values():
        frame = to_frame(table, (root / table.path).read_bytes())
        assert frame["rows"].is_unique
        assert set(frame["rows"]) <= set(printed)
        for record in frame.to_dict("records"):
            held(record, printed[record["rows"]])
    for claim, _ in read_claims(root).values():
        assert all(end is None or math.isfinite(end) for end in (claim.low, claim.high))


def held(record: dict[Any, Any], cells: dict[str, str]) -> None:
    """Hold each number that was loaded against the digits that are printed."""
    for column, cell in record.items():
        if isinstance(cell, int | float) and not isinstance(cell, bool) and not pd.isna(cell):
            assert float(cells[column].replace(",", "")) == cell, (column, cells[column], cell)


@pytest.mark.parametrize("path", FILES)
@QUIET
@given(data=st.data())
def test_changed_bytes_are_told_or_loaded(path: str, data: st.DataObject) -> None:
    """Bytes cut out, doubled or replaced: a problem with its place, or cells as they are printed."""
    tried(path, data.draw(mutated_bytes((FIXTURE / "data" / path).read_bytes())))


@pytest.mark.parametrize("path", ["datapackage.json", "sources.json"])
@QUIET
@given(data=st.data())
def test_a_changed_register_is_told_or_loaded(path: str, data: st.DataObject) -> None:
    """Parts replaced by any other JSON, left out or renamed: a problem with its place, or it is read."""
    tried(path, data.draw(mutated_json(json.loads((FIXTURE / "data" / path).read_bytes()))))


@pytest.mark.parametrize("path", ["datapackage.json", "sources.json"])
def test_lists_without_end_are_told(path: str) -> None:
    """JSON that is nested deeper than can be read."""
    tried(path, "[" * 100_000)
