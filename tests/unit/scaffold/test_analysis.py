"""A first notebook on a table: its bars are told apart, and texts of others break neither header nor code."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import jupytext
import pytest

from proofpress.data.tables import DESCRIPTOR
from proofpress.model.errors import DataError
from proofpress.model.settings import Settings
from proofpress.scaffold.new import new_analysis

PANEL = "id,place,year,kind,v,source\n"


@pytest.fixture
def site(tmp_path: Path) -> Settings:
    """Give a project whose one table has a place, a year, a kind and a measure."""
    (tmp_path / "data" / "tables").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    fields: list[dict[str, Any]] = [
        {"name": "id", "type": "string"},
        {"name": "place", "type": "string"},
        {"name": "year", "type": "integer", "unit": "year"},
        {"name": "kind", "type": "string"},
        {"name": "v", "type": "integer", "unit": 'a "unit"'},
        {"name": "source", "type": "string"},
    ]
    resource = {
        "name": "panel",
        "path": "tables/panel.csv",
        "title": 'The "panel" of all',
        "schema": {"primaryKey": ["id"], "fields": fields},
    }
    (tmp_path / DESCRIPTOR).write_text(json.dumps({"resources": [resource]}))
    return Settings(tmp_path)


@pytest.mark.parametrize(
    ("rows", "bar"),
    [
        ("a,A,2020,x,1,s\nb,B,2020,x,2,s\n", 'top["place"].astype(str)'),
        (
            "a,A,2020,x,1,s\nb,A,2021,x,2,s\nc,B,2021,y,3,s\n",
            'top["place"].astype(str) + " " + top["year"].astype(str)',
        ),
        ("a,A,2020,x,1,s\nb,A,2020,y,2,s\n", 'top["kind"].astype(str)'),
        ("a,A,2020,x,1,s\nb,A,2020,x,2,s\n", 'top["id"].astype(str)'),
    ],
)
def test_bars_are_named_by_what_tells_rows_apart(site: Settings, rows: str, bar: str) -> None:
    """One column of words where it does, a second beside it where it must, the row's id where no words do."""
    (site.root / "data" / "tables" / "panel.csv").write_text(PANEL + rows)
    [path] = new_analysis(site, "Small one")
    text = (site.root / path).read_text()
    assert f"drawn = top.assign(\n    bar={bar},\n" in text
    assert [line for line in text.splitlines() if len(line) > 120] == []
    cells = text.split("# %%\n")[1:]
    assert len(cells) >= 5
    assert all(len(cell.partition("# %%")[0].strip().splitlines()) <= 15 for cell in cells)


def test_texts_of_others_stand_in_header_and_code(site: Settings) -> None:
    """A name with a colon, a unit and a title with quotation marks: the notebook is read, and its code is Python."""
    (site.root / "data" / "tables" / "panel.csv").write_text(PANEL + "a,A,2020,x,1,s\n")
    [path] = new_analysis(site, 'Rain: a "year"', table="panel")
    notebook = jupytext.read(site.root / path)
    assert notebook.metadata["proofpress"]["nav"] == 'Rain: a "year"'
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert len(code) >= 4
    constants = {node.value for cell in code for node in ast.walk(ast.parse(cell)) if isinstance(node, ast.Constant)}
    assert {'a "unit"', '{:,.0f} a "unit"'} <= constants
    assert any('*The "panel" of all: v, a "unit"*' in cell.source for cell in notebook.cells)
    with pytest.raises(DataError, match="is there already"):
        new_analysis(site, "Rain a year")


def test_the_first_table_with_numbers_is_taken(site: Settings) -> None:
    """A site's first table may hold words alone, or numbers whose unit is still to be filled in."""
    (site.root / "data" / "tables" / "panel.csv").write_text(PANEL + "a,A,2020,x,1,s\n")
    [panel] = json.loads((site.root / DESCRIPTOR).read_text())["resources"]
    fields = panel["schema"]["fields"]
    words = [field for field in fields if field["type"] == "string"]
    bare = [{key: text for key, text in field.items() if key != "unit"} for field in fields]
    others = [
        {**panel, "name": name, "schema": {**panel["schema"], "fields": own}}
        for name, own in (("words", words), ("bare", bare))
    ]
    (site.root / DESCRIPTOR).write_text(json.dumps({"resources": [*others, panel]}))
    [path] = new_analysis(site, "Small one")
    assert 'load_table("panel")' in (site.root / path).read_text()
    (site.root / DESCRIPTOR).write_text(json.dumps({"resources": others[:1]}))
    with pytest.raises(DataError, match="has no column of numbers"):
        new_analysis(site, "Other one")


def test_whole_numbers_have_no_decimals(site: Settings) -> None:
    """A column of numbers that are all whole is shown so, whatever its type; one fraction and each has a decimal."""
    [panel] = json.loads((site.root / DESCRIPTOR).read_text())["resources"]
    fields = [
        {**field, "type": "number"} if field["type"] == "integer" else field for field in panel["schema"]["fields"]
    ]
    (site.root / DESCRIPTOR).write_text(
        json.dumps({"resources": [{**panel, "schema": {**panel["schema"], "fields": fields}}]})
    )
    for name, value, style in (("Whole", "7.0", "{:,.0f}"), ("Part", "7.5", "{:,.1f}")):
        (site.root / "data" / "tables" / "panel.csv").write_text(f"{PANEL}a,A,2020,x,1,s\nb,B,2020,x,{value},s\n")
        [path] = new_analysis(site, name)
        assert f'.map("{style}".format)' in (site.root / path).read_text()
