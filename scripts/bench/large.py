"""A site on one long table of trade: made here, validated, analysed, published and verified, with the memory it took.

``python scripts/bench/large.py`` makes ten million rows. Each step is a command in a process of its own; the memory is
that of the largest process that it started, and of all of them at a time, shared pages counted once.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import os
import resource as resources
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
from corpus import SETTINGS, SOURCE

ROOT = Path(__file__).resolve().parents[2]
LIMIT_MB = 1000
SUBREAPER = 36
"""Number of the system's request that processes whose parent ends come to this one."""
PAUSE = 0.03
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


def _below(pid: int) -> list[int]:
    """Return the processes that a process has started and that still run, and theirs."""
    own: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        own += [int(child) for child in task.read_text().split()]
    return own + [other for child in own for other in _below(child)]


def _held(pid: int) -> tuple[int, int]:
    """Return the kilobytes that a process holds at present, and its part of them where it shares them with others."""
    facts = dict(line.split(maxsplit=1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    return int(facts["Rss:"].split()[0]), int(facts["Pss:"].split()[0])


def measured(project: Path, *command: str) -> tuple[float, float, float]:
    """Run a command in a project; return its seconds, and the megabytes of its largest process and of all together.

    Processes that it leaves to the system, as a server of kernels is left, come to this one, and are waited for too.
    """
    ctypes.CDLL(None).prctl(SUBREAPER, 1)
    began, largest, most = time.monotonic(), 0, 0
    output = project.parent / "output.txt"
    with output.open("w") as log:
        done = subprocess.Popen([sys.executable, "-m", *command], cwd=project, stdout=log, stderr=subprocess.STDOUT,
                                env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})  # fmt: skip
        while done.poll() is None:
            held = []
            for pid in _below(os.getpid()):
                with contextlib.suppress(OSError, KeyError):  # it has ended meanwhile
                    held.append(_held(pid))
            largest = max([largest, *(own for own, _ in held)])
            most = max(most, sum(part for _, part in held))
            time.sleep(PAUSE)
    if done.returncode:
        raise SystemExit(output.read_text(encoding="utf-8"))
    largest = max(largest, resources.getrusage(resources.RUSAGE_CHILDREN).ru_maxrss)
    return time.monotonic() - began, largest / 1000, most / 1000


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
            seconds, largest, together = measured(project, *command)
            most = max(most, largest, together)
            told = f"{name:28} {seconds:7.1f} s {largest:7.0f} MB the largest process, {together:7.0f} MB all together"
            print(told, flush=True)
    print(f"at most {most:.0f} MB of {LIMIT_MB}")
    return int(most > LIMIT_MB)


if __name__ == "__main__":
    sys.exit(main())
