"""A generated site of any size: small notebooks, each with a table, a value and two charts of its own.

All that a build costs a notebook shows here without this project's own data, whose checks weigh most in a small site.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

ROWS = 24
NOTEBOOK = """# %% [markdown]
# # Lake {number} froze for {{{{ most }}}} at most
# {years} winters on one lake.

# %% [markdown]
# ## Takeaways
# 1. The longest winter had {{{{ most }}}} with ice.

# %%
import altair as alt

import proofpress as pp

ice = pp.load_table("{table}")
most = pp.publish_value(
    "most", ice.days.max(), format="{{:,.0f}} days", unit="days", rows=ice, formula="most days with ice in a winter"
)

# %%
bars = alt.Chart(ice).mark_bar().encode(x=alt.X("winter:O", title="Winter"), y=alt.Y("days:Q", title="Days"))
pp.publish_figure(
    bars.properties(width=pp.WIDE, height=200),
    name="days",
    data=ice,
    columns={{"winter": "Winter", "days": "Days"}},
    title=f"Lake {number} froze for {{most}} at most",
    subtitle="Days with ice, by winter",
    note="One lake.",
    alt="Bars, one a winter.",
)

# %%
line = alt.Chart(ice).mark_line().encode(x=alt.X("winter:Q", title="Winter"), y=alt.Y("days:Q", title="Days"))
pp.publish_figure(
    line.properties(width=pp.WIDE, height=200),
    name="course",
    data=ice,
    columns={{"winter": "Winter", "days": "Days"}},
    title="From winter to winter the ice of lake {number} varies",
    subtitle="Days with ice, by winter",
    note="One lake.",
    alt="A line through all winters.",
)

# %% [markdown]
# ## Limits
# - One lake.
"""
SETTINGS = """site_name: Lakes
theme: material
plugins:
  - search
  - proofpress
"""
SOURCE = {
    "id": "ice-office",
    "type": "dataset",
    "title": "Ice on the lakes",
    "publisher": "Ice Office",
    "issued": {"date-parts": [[2024]]},
    "custom": {"short": "Ice Office 2024", "grade": "A", "licence": "public domain"},
}
FIELDS = [
    {"name": "id", "type": "string", "description": "Row id.", "constraints": {"required": True}},
    {"name": "winter", "type": "integer", "description": "Year the winter ends in.", "unit": "year"},
    {"name": "days", "type": "integer", "description": "Days with ice.", "unit": "days"},
    {"name": "source", "type": "string", "description": "Source id."},
]


def days_of(lake: int, row: int) -> int:
    """Return the days of ice of one winter: any number, the same at every call."""
    return 20 + int(hashlib.sha256(f"{lake} {row}".encode()).hexdigest()[:8], 16) % 100


def table_text(lake: int) -> str:
    """Return a lake's table as CSV."""
    rows = [f"l{lake}-{2000 + row},{2000 + row},{days_of(lake, row)},ice-office" for row in range(ROWS)]
    return "\n".join(["id,winter,days,source", *rows]) + "\n"


def resource(name: str, text: str) -> dict[str, object]:
    """Return a table's description in the data package."""
    content = text.encode()
    return {
        "name": name,
        "type": "table",
        "path": f"tables/{name}.csv",
        "title": "Days of ice",
        "description": "Days with ice on a lake, by winter.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "licenses": [{"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}],
        "sources": [{"title": "ice-office", "name": "ice-office"}],
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"primaryKey": ["id"], "fields": FIELDS},
    }


def write_corpus(folder: Path, notebooks: int) -> Path:
    """Write a site of some notebooks into a folder, and return the folder."""
    resources = []
    for part in ("data/tables", "notebooks", "docs"):
        (folder / part).mkdir(parents=True)
    for lake in range(notebooks):
        name = f"ice_{lake:04d}"
        text = table_text(lake)
        (folder / "data" / "tables" / f"{name}.csv").write_text(text, encoding="utf-8")
        notebook = NOTEBOOK.format(number=f"L{lake:04d}", table=name, years="Many")
        (folder / "notebooks" / f"lake_{lake:04d}.py").write_text(notebook, encoding="utf-8")
        resources.append(resource(name, text))
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "lakes",
        "title": "Lakes",
        "resources": resources,
    }
    (folder / "data" / "datapackage.json").write_text(json.dumps(package, indent=1), encoding="utf-8")
    (folder / "data" / "sources.json").write_text(json.dumps([SOURCE], indent=1), encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Lakes\n\nAll lakes.\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return folder


if __name__ == "__main__":
    subprocess.run([sys.executable, "-m", "proofpress.cli", "accept"], check=True,
                   cwd=write_corpus(Path(sys.argv[1]), int(sys.argv[2])))  # fmt: skip
