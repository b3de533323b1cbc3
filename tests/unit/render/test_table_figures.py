"""A table that is a figure on a page: its rows with what is behind them, filters, orders, bars and dots."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from proofpress.model.data_table import KEY, META, Column, TableRecord
from proofpress.model.records import Figure
from proofpress.notebook.theme import RED
from proofpress.record.site_input import SiteInput
from proofpress.render.context import Page
from proofpress.render.figures import embed, figure_block, figure_page
from proofpress.render.filters import SEARCHED
from proofpress.render.site import names_of
from proofpress.render.table_trails import entries

COLUMNS = {
    "plant": Column("Plant"),
    "share": Column("Share", "percent", "{:.0f}%", bar=50),
    "state": Column("State", dots={"shut": RED}, tally={"shut": "shut", "open": "open"}),
    "since": Column("Since", order="date"),
}
ROWS: tuple[dict[str, Any], ...] = (
    {"plant": "<b>North</b>", "share": 12.5, "state": "shut", "since": "May 2020", "date": "2020-05"},
    {"plant": "South", "share": None, "state": "open", "since": "June 2019", "date": "2019-06"},
)


@pytest.fixture
def page(evidence: SiteInput) -> Page:
    """Give the page that shows the table."""
    return Page("../../", evidence, names_of(evidence))


def table(evidence: SiteInput, *, rows: Any = ROWS, columns: Any = None, picks: Any = ("state",)) -> Figure:
    """Return the fixture site's first figure as a table."""
    first = evidence.figures[0]
    record = TableRecord(columns or COLUMNS, tuple(picks), "not told")
    trail = (first.row_ids[0],) * len(rows)
    layers = (replace(first.layers[0], records=tuple(rows), row_ids=trail),)
    heads = {key: column.head for key, column in record.columns.items()}
    spec = {**first.spec, META: {KEY: record.payload()}}
    return replace(first, spec=spec, columns=heads, layers=layers)


def test_a_block_holds_the_table_and_no_picture(evidence: SiteInput, page: Page) -> None:
    """Caption, scoped heads, a row for each record with the link to what is behind it; pictures only to take away."""
    block = figure_block(table(evidence), page)
    assert "<svg" not in block
    assert "pp-explore" not in block
    assert 'download="capacity.png"' in block
    assert re.search(r"<caption>[^<]+</caption>", block)
    assert [*re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', block)] == ["Plant", "Share (percent)", "State", "Since"]
    assert block.count('<th scope="row" data-label="Plant"') == len(ROWS) + 1
    assert len(re.findall(r'<a href="\.\./\.\./data/[^"]+" title="[^"]+">', block)) == len(ROWS)


def test_cells_are_read_and_never_run(evidence: SiteInput, page: Page) -> None:
    """Numbers by their format, gaps in words, and a cell's own markup as text."""
    block = figure_block(table(evidence), page)
    assert "&lt;b&gt;North&lt;/b&gt;" in block
    assert "<b>" not in block
    assert ">13%<" in block or ">12%<" in block
    assert '<span class="pp-missing">not told</span>' in block


def test_numbers_and_dates_order_rows(evidence: SiteInput, page: Page) -> None:
    """A number is ordered by itself, a date in words by the date; a gap by nothing."""
    block = figure_block(table(evidence), page)
    assert re.findall(r'data-number="([^"]+)"', block) == ["12.5"]
    assert re.findall(r'data-order="([^"]+)"', block) == ["2020-05", "2019-06"]
    options = re.findall(r'<option value="(\w+)" data-falling="(1?)">', block)
    assert options == [("plant", ""), ("share", "1"), ("state", ""), ("since", "")]


def test_bars_and_dots_stand_beside_words(evidence: SiteInput, page: Page) -> None:
    """A bar fills the part of its cell that the number is; a dot has its word's colour; the foot counts words."""
    block = figure_block(table(evidence), page)
    assert '<span class="pp-bar"><span style="width:25%"></span></span>' in block
    assert block.count("pp-bar") == 1
    assert f'<span class="pp-dot" style="background:{RED}"></span>shut' in block
    assert "<tfoot>" in block
    assert ">1 shut, 1 open</td>" in block


def test_long_tables_are_searched_and_picked(evidence: SiteInput, page: Page) -> None:
    """A table with picks, or with many rows, has a form of its own name; a short one without has none."""
    picked = figure_block(table(evidence), page)
    assert 'data-scope="capacity"' in picked
    assert re.findall(r'<option value="([^"]+)">\1</option>', picked) == ["open", "shut"]
    assert 'data-filter="{&#34;state&#34;:&#34;shut&#34;}"' in picked
    assert 'class="pp-filter"' not in figure_block(table(evidence, picks=()), page)
    assert 'class="pp-filter"' in figure_block(table(evidence, picks=(), rows=ROWS * (SEARCHED // 2)), page)


def apart(evidence: SiteInput, key: str) -> Figure:
    """Return the table with a column whose cells rest on a claim."""
    columns = {"plant": Column("Plant"), "since": Column("Since", rows="said")}
    made = table(evidence, columns=columns, picks=())
    own = replace(made.layers[0], name="layer-2", records=tuple({"since": row["since"]} for row in ROWS))
    return replace(made, layers=(*made.layers, replace(own, row_ids=(f"claim:{key}",) * len(ROWS))))


def test_what_is_unverified_opens_what_is_behind_it_alone(evidence: SiteInput, page: Page) -> None:
    """A column with a trail of its own has an entry a cell, which names its own row and not that of its row."""
    key = next(iter(evidence.claims))
    made = apart(evidence, key)
    links = re.findall(r'<a class="pp-v" href="[^"#]*figures/plants/capacity/#([^"]+)"', figure_block(made, page))
    assert links == ["row--b-north-b.since", "row--south.since"]
    found = {entry["id"]: entry for entry in entries(made, page)}
    assert [*found] == ["row--b-north-b", links[0], "row--south", links[1]]
    assert [[row["id"] for row in found[link]["rows"]] for link in links] == [[f"claim:{key}"]] * len(ROWS)
    assert found["row--south"]["rows"][0]["id"] == made.row_ids[0]


def test_numbers_of_cells_open_what_is_behind_their_row(evidence: SiteInput, page: Page) -> None:
    """A number, alone or in words, leads to its row's entry, a date and a name nowhere; rows of one name stay apart."""
    rows = ({**ROWS[0], "state": "sold 12.5 % in 2020"}, {**ROWS[0], "share": 3.0})
    made = table(evidence, rows=rows, picks=())
    opened = re.findall(r'<a class="pp-v" href="[^"#]*#([^"]+)">([^<]+)</a>', figure_block(made, page))
    first, second = "row--b-north-b", "row--b-north-b--2"
    assert opened == [(first, "12%"), (first, "12.5 %"), (second, "3%")]
    assert [(entry["id"], entry["grade"]) for entry in entries(made, page)] == [(first, "C"), (second, "C")]
    own = figure_page(made, page, {})
    assert own.count('class="pp-about"') == len(rows)
    assert f'href="./#{first}"' in own


def test_an_embedded_table_is_whole_and_opens_links_outside_its_frame(evidence: SiteInput, page: Page) -> None:
    """In a frame no script filters or orders, so that neither is offered."""
    html = embed(table(evidence), page, "").decode()
    assert "<tfoot>" in html
    assert 'class="pp-filter"' not in html
    assert "pp-order" not in html
    links = re.findall(r"<tbody>.*?</tbody>", html, re.DOTALL)[0]
    assert links.count("<a ") == links.count('target="_parent"') == len(ROWS) + 1
    assert 'href="./#row--b-north-b"' in links
