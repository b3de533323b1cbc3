"""Tables of values on a page: cells with trail and grade, places without data said, the file with a line a number."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from proofpress.model.records import Analysis
from proofpress.model.value_table import TableColumn, TableRow, ValueTable
from proofpress.record.site_input import SiteInput
from proofpress.render.context import Page
from proofpress.render.data_package import address_of
from proofpress.render.filters import SEARCHED
from proofpress.render.registers import claims_pages, table_pages
from proofpress.render.site import names_of
from proofpress.render.value_tables import (
    COLUMNS,
    evidence_of,
    leading_to,
    listed_in,
    table_block,
    table_files,
    target_of,
)


@pytest.fixture
def tabled(evidence: SiteInput) -> tuple[Analysis, Page]:
    """Give an analysis with a table of its own first value, and the page that shows it."""
    analysis = evidence.analyses[0]
    value = analysis.values[0]
    other = evidence.analyses[-1].slug
    rows = (
        TableRow("first", "One", {"name": "First", "share": f"{{{{ {value.name} }}}}", "page": ""}, {}, {"kind": "a"}),
        TableRow("second", "Two", {"name": "<b>", "share": "", "page": ""}, {"page": (("it", f"analysis:{other}"),)}),
    )
    columns = (TableColumn("name", "Name"), TableColumn("share", "Share", "What part."), TableColumn("page", "Page"))
    table = ValueTable(
        "held", "Who holds it", "By row", "Made up.", columns, rows, {"kind": "Kind"}, "not held", "Evidence"
    )
    changed = replace(analysis, tables=(table,))
    inputs = replace(evidence, analyses=(changed, *evidence.analyses[1:]))
    return changed, Page("../../", inputs, names_of(inputs))


def test_a_cell_shows_its_value_with_trail_and_grade(tabled: tuple[Analysis, Page]) -> None:
    """A number links to its own entry and carries a grade; an empty cell says that nothing is held."""
    analysis, page = tabled
    value = analysis.values[0]
    block = table_block(analysis.tables[0], analysis, page)
    assert f'href="../../values/{analysis.slug}/#{value.id}"' in block
    assert f"pp-grade--{value.grade.lower()}" in block
    assert block.count('<span class="pp-missing">not held</span>') == 3
    assert 'id="held--first"' in block
    assert "&lt;b&gt;" in block
    assert "<b>" not in block


def test_only_a_column_with_numbers_orders(tabled: tuple[Analysis, Page]) -> None:
    """Readers choose among columns that hold a number; groups stay apart, each with its heading."""
    analysis, page = tabled
    block = table_block(analysis.tables[0], analysis, page)
    number = analysis.values[0].number
    assert ('<option value="share"' in block) is not isinstance(number, str)
    assert '<option value="page"' not in block
    assert block.count('scope="rowgroup"') == 2


def test_the_file_has_a_line_for_each_number_and_each_gap(tabled: tuple[Analysis, Page]) -> None:
    """Every cell stands in the file, with the value’s id, grade and rows where it has one; the dictionary fits."""
    analysis, page = tabled
    files = table_files(analysis, page)
    lines = list(csv.DictReader(io.StringIO(files["held.csv"].decode())))
    value = analysis.values[0]
    assert len(lines) == 8
    texts = [line["shown"] for line in lines if line["column"] == "evidence"]
    assert (texts[0].split()[0], texts[1]) == (str(len(value.sources)), "not held")
    [bound] = [line for line in lines if line["value"]]
    assert (bound["value"], bound["grade"], bound["rows"]) == (value.id, value.grade, " ".join(value.row_ids))
    assert [line["shown"] for line in lines if line["column"] == "share"] == [value.text, "not held"]
    dictionary = json.loads(files["held.csv-metadata.json"])
    assert [column["name"] for column in dictionary["tableSchema"]["columns"]] == list(lines[0]) == list(COLUMNS)
    assert {"column": "share", "meaning": "What part."} in dictionary["notes"]


def test_a_rank_is_no_evidence_of_its_row(tabled: tuple[Analysis, Page]) -> None:
    """A column that does not count leaves weakest grade and origins to the others; here nothing is left."""
    analysis, page = tabled
    table = analysis.tables[0]
    quiet = replace(table, columns=tuple(replace(column, counted=False) for column in table.columns))
    assert evidence_of(table.rows[0], table, analysis.slug, page)[1] > 0
    assert evidence_of(table.rows[0], quiet, analysis.slug, page) == ("", 0)


def test_what_a_row_leads_to_leads_back(tabled: tuple[Analysis, Page]) -> None:
    """The analysis that a row names lists that row; one that no row names lists nothing."""
    analysis, page = tabled
    last = page.evidence.analyses[-1].slug
    listed = listed_in(last, page) if last != analysis.slug else []
    assert [item["href"] for item in listed] == (
        [f"../../analyses/{analysis.slug}/#held--second"] if last != analysis.slug else []
    )
    assert listed_in(analysis.slug, page) == []


def test_a_claim_and_a_row_that_a_table_names_lead_back(tabled: tuple[Analysis, Page]) -> None:
    """The register of claims and the page of the row’s table link to the row of the table; others have no column."""
    analysis, page = tabled
    evidence = page.evidence
    claim = next(iter(evidence.claims.values()))
    name, row = next(key.split(":", 1) for key in evidence.rows if key.split(":", 1)[0] in evidence.tables)
    table = analysis.tables[0]
    links = {"page": (("said", claim.row), ("row", f"{name}:{row}"))}
    linked = replace(table, rows=(replace(table.rows[0], links=links), table.rows[1]))
    inputs = replace(evidence, analyses=(replace(analysis, tables=(linked,)), *evidence.analyses[1:]))
    names = names_of(inputs)
    assert set(leading_to(Page("../", inputs, names))) >= {claim.row, f"{name}:{row}"}
    place = f"analyses/{analysis.slug}/#held--first"
    register = "".join(text for _, text in claims_pages(inputs, names))
    assert register.count(place) == 1
    assert register.index(f'id="{claim.id}"') < register.index(place)
    pages = table_pages(inputs, names)
    shown = pages.pop(f"{address_of(inputs.tables[name])}.md")
    assert shown.count(place) == 1
    assert "Named in" in shown
    assert pages
    assert not any("Named in" in other for other in pages.values())


def test_a_link_leads_to_a_place_on_an_analysis(tabled: tuple[Analysis, Page]) -> None:
    """What stands behind the sign of number is the place on its page."""
    _, page = tabled
    assert target_of("analysis:wind#held--first", page) == "../../analyses/wind/#held--first"
    assert target_of("analysis:wind", page) == "../../analyses/wind/"


def test_many_columns_and_long_cells_say_so(tabled: tuple[Analysis, Page]) -> None:
    """A table of many columns is wide, and a cell is as wide as its text is long, so that rows stay low."""
    analysis, page = tabled
    table = analysis.tables[0]
    texts = {"a": "word", "b": "some more words " * 4, "c": "a text of its own " * 12}
    more = tuple(TableColumn(key, key.upper()) for key in "abcdefgh")
    row = TableRow("only", "", {**dict.fromkeys("abcdefgh", ""), **texts, "name": "Only"}, {"kind": "a"}, {})
    few = replace(table, columns=(table.columns[0], *more[:3]), rows=(row,), picks={})
    many = replace(few, columns=(table.columns[0], *more))
    block = table_block(few, analysis, page)
    assert [block.count(f'class="{kind}"') for kind in ("pp-long", "pp-text")] == [1, 1]
    assert "pp-broad" not in block
    assert "pp-broad" in table_block(many, analysis, page)


def test_a_short_table_is_read_not_searched(tabled: tuple[Analysis, Page]) -> None:
    """The search stands where there is a choice or more rows than a reader takes in."""
    analysis, page = tabled
    table = analysis.tables[0]
    assert 'class="pp-filter"' in table_block(table, analysis, page)
    short = replace(table, picks={})
    assert 'class="pp-filter"' not in table_block(short, analysis, page)
    row = table.rows[1]
    rows = tuple(replace(row, name=f"row-{number}") for number in range(SEARCHED))
    assert 'class="pp-filter"' in table_block(replace(short, rows=rows), analysis, page)
