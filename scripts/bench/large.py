"""A site on one long table of trade: made here, validated, analysed, published and verified, with the memory it took.

``python scripts/bench/large.py`` makes ten million rows. Each step is a command in a process of its own; the memory is
that of the largest process that it started, and of all of them at a time, shared pages counted once.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import duckdb
from corpus import SETTINGS, SOURCE
from measured import measure

LIMIT_MB = 1000
REPORTERS, PARTNERS, PRODUCTS = 50, 50, 200
FIRST_YEAR = 2005
FIELDS = [
    {"name": "id", "type": "string", "description": "Row id.", "constraints": {"required": True, "maxLength": 30}},
    {"name": "year", "type": "year", "description": "Year.", "constraints": {"minimum": 2000, "maximum": 2100}},
    {"name": "reporter", "type": "string", "description": "Who reports.", "constraints": {"pattern": "R[0-9]{2}"}},
    {"name": "partner", "type": "string", "description": "With whom."},
    {"name": "product", "type": "string", "description": "What."},
    {"name": "value", "type": "number", "description": "How much.", "unit": "dollars", "constraints": {"minimum": 0}},
    {"name": "source", "type": "string", "description": "Source id.", "constraints": {"enum": ["ice-office"]}},
]
NOTEBOOK = """# %% [markdown]
# # One reporter traded {{ half }} in the newest year
# Years of trade between many.

# %% [markdown]
# ## Takeaways
# 1. It traded {{ half }}.

# %%
import altair as alt

import proofpress as pp

newest = pp.load_table("trade", columns=["year", "value"], where=[("reporter", "==", "R07"), ("year", ">=", LAST)])
half = pp.publish_value(
    "half", pp.total(newest, "value") / 1e9, format="{:,.2f} billion dollars", unit="billion dollars",
    formula="sum of the values of one reporter in the newest year",
)

# %%
trade = pp.load_table("trade", columns=["year", "value"])
years = trade.groupby("year", as_index=False).agg({"value": "sum", "rows": pp.join_rows})
years["value"] = years["value"] / 1e9
x, y = alt.X("year:O", title="Year"), alt.Y("value:Q", title="Billion dollars")
line = alt.Chart(years).mark_line().encode(x=x, y=y)
pp.publish_figure(
    line.properties(width=pp.WIDE, height=200),
    name="years",
    data=years,
    columns={"year": "Year", "value": "Trade (billion dollars)"},
    title="Trade goes on from year to year",
    subtitle="All trade, billion dollars, by year",
    note="All reporters.",
    alt="A line through all years.",
)

# %% [markdown]
# ## Limits
# - One table.
"""


def write_table(path: Path, rows: int) -> None:
    """Write a trade table of some number of rows, the same at every call, in the order of its key."""
    of_year = REPORTERS * PARTNERS * PRODUCTS
    with duckdb.connect(":memory:", config={"memory_limit": "256MB", "threads": 1}) as connection:
        connection.execute(f"""COPY (
            SELECT printf('%d-R%02d-P%02d-%03d', y, r, p, g) AS id, y::SMALLINT AS year, printf('R%02d', r) AS reporter,
                printf('P%02d', p) AS partner, printf('%03d', g) AS product,
                (hash(y * 100003 + r * 10007 + p * 211 + g) % 1000000)::DOUBLE AS value, 'ice-office' AS source
            FROM (SELECT {FIRST_YEAR} + i // {of_year} AS y, i // {PARTNERS * PRODUCTS} % {REPORTERS} AS r,
                i // {PRODUCTS} % {PARTNERS} AS p, i % {PRODUCTS} AS g FROM range({rows}) t(i))
            ) TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000)""")


def write_site(folder: Path, rows: int) -> Path:
    """Write a site on such a table into a folder, and return the folder."""
    for part in ("data/tables", "notebooks", "docs"):
        (folder / part).mkdir(parents=True)
    write_table(folder / "data" / "tables" / "trade.parquet", rows)
    last = FIRST_YEAR + (rows - 1) // (REPORTERS * PARTNERS * PRODUCTS)
    resource = {
        "name": "trade",
        "type": "table",
        "path": "tables/trade.parquet",
        "title": "Trade between many",
        "description": "Trade by year, reporter, partner and product.",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "licenses": [{"name": "CC0-1.0"}],
        "sources": [{"title": "ice-office", "name": "ice-office"}],
        "bytes": 0,
        "hash": f"sha256:{'0' * 64}",
        "schema": {"primaryKey": ["year", "reporter", "partner", "product"], "fields": FIELDS},
    }
    (folder / "data" / "datapackage.json").write_text(json.dumps({"resources": [resource]}), encoding="utf-8")
    (folder / "data" / "sources.json").write_text(json.dumps([SOURCE]), encoding="utf-8")
    (folder / "notebooks" / "trade.py").write_text(NOTEBOOK.replace("LAST", str(last)), encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Trade\n\nAll trade.\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS.replace("Lakes", "Trade"), encoding="utf-8")
    return folder


def main() -> int:
    """Make the site, run each step, and print seconds and memory; 1 if a step took more than the limit."""
    parser = argparse.ArgumentParser(prog="large", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000, metavar="N")
    options = parser.parse_args()
    steps = {
        "validate": ("proofpress.cli", "lint"),
        "analyse and accept": ("proofpress.cli", "accept"),
        "publish": ("mkdocs", "build", "--strict"),
        "publish, nothing changed": ("mkdocs", "build", "--strict"),
        "verify": ("proofpress.cli", "verify"),
    }
    most = 0.0
    with tempfile.TemporaryDirectory(prefix="proofpress-large-") as folder:
        project = write_site(Path(folder) / "site", options.rows)
        size = (project / "data" / "tables" / "trade.parquet").stat().st_size
        print(f"{options.rows:,} rows, {size / 1e6:.0f} MB of Parquet")
        for name, command in steps.items():
            took = measure(project, [sys.executable, "-m", *command])
            most = max(most, took.largest, took.together)
            memory = f"{took.largest:7.0f} MB the largest process, {took.together:7.0f} MB all together"
            print(f"{name:28} {took.seconds:7.1f} s {memory}", flush=True)
    print(f"at most {most:.0f} MB of {LIMIT_MB}")
    return int(most > LIMIT_MB)


if __name__ == "__main__":
    sys.exit(main())
