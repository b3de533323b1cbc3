"""A table in Parquet and a site on it, for tests: made by DuckDB, the same each time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from proofpress.data.validate import accept_data
from tests.support.projects import BARE, copy_project

ROWS = 50_000
PATH = "data/tables/trade.parquet"
SCHEMA: Mapping[str, Any] = {
    "primaryKey": ["year", "country", "product"],
    "fields": [
        {"name": "id", "type": "string", "description": "Row id.", "constraints": {"required": True}},
        {"name": "year", "type": "year", "description": "Year.", "constraints": {"minimum": 2000}},
        {"name": "country", "type": "string", "description": "Who.", "constraints": {"pattern": "C[0-9]"}},
        {"name": "product", "type": "integer", "description": "What.", "unit": "code"},
        {"name": "value", "type": "number", "description": "Value.", "unit": "dollars", "constraints": {"minimum": 0}},
        {"name": "kept", "type": "boolean", "description": "Whether it was kept."},
        {"name": "day", "type": "date", "description": "When."},
        {"name": "source", "type": "string", "description": "Source id."},
    ],
}
MADE = """SELECT printf('%d-C%d-%d', y, c, p) AS id, y::SMALLINT AS year, printf('C%d', c) AS country,
    p::INTEGER AS product, (i * 7919 % 1000 + 0.5)::DOUBLE AS value, i % 3 = 0 AS kept,
    DATE '2020-01-01' + (i % 400)::INTEGER AS day, CASE WHEN c < 3 THEN 'met' ELSE 'ice' END AS source
    FROM (SELECT i, 2020 + i // 10000 AS y, i // 2000 % 5 AS c, i % 2000 AS p FROM range({rows}) t(i))"""
"""Five years of five countries and two thousand products, in the order of their key; two sources."""


def write_parquet(path: Path, query: str) -> None:
    """Write what a query finds into a Parquet file."""
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 5000)")


def resource(schema: Mapping[str, Any], sources: Sequence[str], name: str = "trade") -> dict[str, Any]:
    """Return the description of such a table."""
    return {
        "name": name,
        "path": f"tables/{name}.parquet",
        "title": "Trade",
        "description": "Trade by year, country and product.",
        "format": "parquet",
        "licenses": [{"name": "CC0-1.0"}],
        "sources": [{"name": source} for source in sources],
        "bytes": 0,
        "hash": f"sha256:{'0' * 64}",
        "schema": schema,
    }


def large_project(folder: Path, query: str = "", notebook: str = "") -> Path:
    """Return the bare site with a table in Parquet of 50,000 rows, and a notebook on it in the place of its own."""
    copy_project(BARE, folder)
    sources = folder / "data" / "sources.json"
    [ice] = json.loads(sources.read_text(encoding="utf-8"))
    entries = [{**ice, "id": key} for key in ("ice", "met")] + [ice]
    sources.write_text(json.dumps(entries), encoding="utf-8")
    package_file = folder / "data" / "datapackage.json"
    package = json.loads(package_file.read_text(encoding="utf-8"))
    package["resources"].append(resource(SCHEMA, ["ice", "met"]))
    package_file.write_text(json.dumps(package), encoding="utf-8")
    write_parquet(folder / PATH, query or MADE.format(rows=ROWS))
    accept_data(folder)
    if notebook:
        for path in (folder / "notebooks").glob("*.py"):
            path.unlink()
        (folder / "notebooks" / "trade.py").write_text(notebook, encoding="utf-8")
        (folder / "docs" / "index.md").write_text("# Trade\n\nAll trade.\n", encoding="utf-8")
    return folder
