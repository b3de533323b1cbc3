"""A table to take away: a data package that loads by itself, the same bytes each time."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import frictionless
import pandas as pd

from proofpress.record.site_input import SiteInput
from proofpress.render.data_package import data_package, loading_lines
from proofpress.render.packing import load_lines


def test_a_table_is_taken_away_whole(fixture_results: SiteInput, tmp_path: Path) -> None:
    """Rows, description, licence, citation and the lines that load it stand in one archive, which is a data package."""
    table = next(iter(fixture_results.tables.values()))
    content = data_package(table, fixture_results)
    assert content == data_package(table, fixture_results)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
        names = archive.namelist()
    assert {"README.md", "datapackage.json", "cite.bib", f"{table.name}.csv"} <= set(names)
    descriptor = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["licenses"]
    assert frictionless.Package(str(tmp_path / "datapackage.json")).validate().valid
    assert len(pd.read_csv(tmp_path / f"{table.name}.csv")) == table.rows
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert all(line in readme for line in loading_lines(table).values())


def test_a_loaded_table_has_a_name_that_languages_allow() -> None:
    """A line assigns to a word that neither Python nor R keeps for itself."""
    for name in ("a-b", "5g-vendors", "for", "next", "class", "TRUE"):
        python, r = load_lines(name, "x.csv").values()
        compile(python, "line", "exec")
        called = r.partition(" <-")[0]
        assert called.isidentifier()
        assert called not in {"next", "TRUE"}
