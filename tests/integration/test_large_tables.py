"""A site on a table in Parquet of fifty thousand rows: its record, what a changed cell moves, and what runs again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proofpress import pipeline
from proofpress.execute.run import execute_notebooks
from proofpress.model.settings import load_settings
from tests.support.commands import mkdocs_here, proofpress_here
from tests.support.large import MADE, PATH, ROWS, large_project, write_parquet
from tests.support.projects import BARE, accept_hashes, project_of

pytestmark = pytest.mark.slow

HEAD = (BARE / "notebooks" / "ice.py").read_text(encoding="utf-8").partition("# %% [markdown]")[0]
NOTEBOOK = (
    HEAD.replace("figure: days, value: most", "figure: years, value: one")
    + """# %% [markdown]
# # One country traded {{ one }}
# Five years of trade.

# %% [markdown]
# ## Takeaways
# 1. It traded {{ one }}. *High confidence*
# 2. Another traded {{ other }}. *High confidence*
# 3. All traded {{ all }}. *High confidence*

# %%
import altair as alt

import proofpress as pp


def traded(name, where):
    rows = pp.load_table("trade", columns=["value"], where=where)
    return pp.publish_value(
        name, pp.total(rows, "value"), format="{:,.1f} dollars", unit="dollars", formula="sum of the values"
    )


one = traded("one", [("year", "==", 2021), ("country", "==", "C1")])
other = traded("other", [("year", "==", 2021), ("country", "==", "C2")])
every = traded("all", [])

# %%
whole = pp.load_table("trade", columns=["year", "value"])
years = whole.groupby("year", as_index=False).agg({"value": "sum", "rows": pp.join_rows})
bars = alt.Chart(years).mark_bar().encode(x=alt.X("value:Q", title="Dollars"), y=alt.Y("year:O", title=None))
pp.publish_figure(
    bars.properties(width=pp.WIDE, height=160),
    name="years",
    data=years,
    columns={"year": "Year", "value": "Trade (dollars)"},
    title="Trade varies from year to year",
    subtitle="All trade, dollars, by year",
    note="All countries.",
    alt="A bar for each year.",
)

# %% [markdown]
# ## Limits
# - One table.
#
# ## What would change our mind
# - Another table.
"""
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site, accepted and built strictly."""
    project = large_project(tmp_path_factory.mktemp("large") / "project", notebook=NOTEBOOK)
    for done in (proofpress_here(project, "accept"), mkdocs_here(project, "build", "--strict")):
        assert done.returncode == 0, done.stdout
    return project


def test_the_record_holds_filters_and_ranges(built: Path) -> None:
    """A value's trail is its filter and where its rows stand; marks and figures rest on ranges, and none on row ids."""
    record = json.loads((built / "docs" / "published" / "trade" / "record.json").read_text(encoding="utf-8"))
    text = json.dumps(record)
    assert "trade:12001-14000(country,is,C1)(source,is,met)(year,is,2021)" in text
    assert "trade:14001-16000(country,is,C2)(source,is,met)(year,is,2021)" in text
    assert len(text) < 20_000
    values = (built / "docs" / "published" / "trade" / "years" / "values.csv").read_text(encoding="utf-8")
    assert values.count("\n") == 6
    assert "2022," in values
    assert len(values) < 3000


def test_a_figure_says_from_how_many_rows(built: Path) -> None:
    """Its block counts the rows, its page and its provenance lead to ranges, which stand on the table's page."""
    page = (built / "site" / "figures" / "trade" / "years" / "index.html").read_text(encoding="utf-8")
    assert "Computed from 50,000 rows of" in page
    provenance = json.loads((built / "site" / "figures" / "trade" / "years" / "provenance.json").read_text())
    assert sum(row["range"]["rows"] for row in provenance["rows"]) == ROWS
    assert {row["range"]["where"] for row in provenance["rows"]} == {"source is ice", "source is met"}
    table = (built / "site" / "data" / "trade" / "index.html").read_text(encoding="utf-8")
    assert 'id="12001-14000(country,is,C1)(source,is,met)(year,is,2021)"' in table
    assert "rows 12,001 to 14,000, where country is C1" in table
    assert "2020-C0-19" in table  # among the first rows
    assert (built / "site" / PATH).read_bytes() == (built / PATH).read_bytes()
    values = (built / "site" / "values" / "trade" / "index.html").read_text(encoding="utf-8")
    assert "trade:12001-14000(country,is,C1)" in values


def test_a_changed_cell_moves_what_rests_on_it(built: Path) -> None:
    """One cell of fifty thousand moves its country's value, the sum and the figure, and not the other country's."""
    changed = "SELECT * REPLACE (CASE WHEN id = '2021-C1-77' THEN value + 1000 ELSE value END AS value)"
    write_parquet(built / PATH, f"{changed} FROM ({MADE.format(rows=ROWS)})")
    try:
        result = pipeline.compute(load_settings(built))
        assert result.moved == {"trade.one", "trade.all", "trade/years", PATH}
    finally:
        write_parquet(built / PATH, MADE.format(rows=ROWS))
        accept_hashes(built)


def test_the_file_is_in_the_notebooks_key(built: Path) -> None:
    """A notebook is reused while the file is the same, and runs again with another one."""

    def reused() -> list[bool]:
        return [item.reused for item in execute_notebooks(project_of(built))]

    reused()
    assert reused() == [True]
    write_parquet(built / PATH, f"SELECT * REPLACE (NOT kept AS kept) FROM ({MADE.format(rows=ROWS)})")
    try:
        assert reused() == [False]
    finally:
        write_parquet(built / PATH, MADE.format(rows=ROWS))
        accept_hashes(built)


def test_a_bad_table_stops_the_build(built: Path) -> None:
    """Nothing runs on a table whose keys are out of order; the first row is named."""
    write_parquet(built / PATH, f"SELECT * FROM ({MADE.format(rows=ROWS)}) ORDER BY product, year, country")
    try:
        done = mkdocs_here(built, "build", "--strict")
        assert done.returncode != 0
        assert f"{PATH}, row 26:" in done.stdout.replace("\n", " ")
        assert "the key comes before that of the row before" in " ".join(done.stdout.split())
    finally:
        write_parquet(built / PATH, MADE.format(rows=ROWS))
        accept_hashes(built)


def test_regenerated_values_are_those_of_the_record(built: Path) -> None:
    """``verify`` computes everything again from the file and finds the record."""
    done = proofpress_here(built, "verify")
    assert done.returncode == 0, done.stdout
    assert "4 of 4 regenerate, 0 differ" in " ".join(done.stdout.split())
