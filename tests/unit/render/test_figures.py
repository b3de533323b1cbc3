"""A figure's files and table view: the dictionary describes the values, and each row leads to what is behind it."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from proofpress.model.records import Figure, Layer
from proofpress.record.site_input import SiteInput
from proofpress.record.store import values_csv
from proofpress.render.context import Page
from proofpress.render.figures import dictionary, figure_block, table_rows
from proofpress.render.site import names_of
from tests.support.projects import varied

if TYPE_CHECKING:
    from proofpress.render.site import Site

FIGURES = ("plants/capacity", "power-mix/coal-halves")


def told(figure: Figure, evidence: SiteInput) -> dict[str, Any]:
    """Return a figure's dictionary, its values written anew."""
    entry = replace(evidence.entries[figure.id], files={"values.csv": values_csv(figure)})
    page = Page("../../../", varied(evidence, entries={**evidence.entries, figure.id: entry}), names_of(evidence))
    return dict(json.loads(dictionary(figure, page)))


def layered(figure: Figure, *layers: list[dict[str, Any]]) -> Figure:
    """Return a figure with other data sets, every row from the first row behind the figure."""
    result = [Layer(f"l{n}", tuple(rows), (figure.row_ids[0],) * len(rows)) for n, rows in enumerate(layers)]
    return replace(figure, layers=tuple(result))


@pytest.mark.parametrize("key", FIGURES)
def test_a_dictionarys_columns_are_those_of_the_values(key: str, rendered: Site) -> None:
    """The dictionary names the file beside it and has its columns, in the header's order, each with a title."""
    folder = f"figures/{key}/"
    loads = json.loads(rendered.files[f"{folder}values.csv-metadata.json"])
    header = next(csv.reader(io.StringIO(rendered.files[f"{folder}values.csv"].decode())))
    assert header
    assert loads["@context"] == "http://www.w3.org/ns/csvw"
    assert f"{folder}{loads['url']}" in rendered.files
    columns = loads["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == header
    assert all(column["titles"] for column in columns)


@pytest.mark.parametrize("key", FIGURES)
def test_a_dictionary_says_what_the_table_view_says(key: str, rendered: Site, evidence: SiteInput) -> None:
    """Titles are the table's headings; source, licence, address and release stand with them, texts filled in."""
    [figure] = [figure for figure in evidence.figures if figure.id == key]
    loads = json.loads(rendered.files[f"figures/{key}/values.csv-metadata.json"])
    titles = {column["name"]: column["titles"] for column in loads["tableSchema"]["columns"]}
    assert figure.columns.items() <= titles.items()
    assert loads["dc:identifier"] == f"https://fixture.example/2026.01/figures/{key}/"
    assert loads["dc:hasVersion"] == "2026.01"
    assert len(loads["dc:source"]) == len(figure.sources) > 0
    assert "{{" not in json.dumps(loads)


def test_a_column_has_one_kind(evidence: SiteInput) -> None:
    """Numbers, truths and words are told apart over all data sets; gaps count for nothing, a mixture is words."""
    rows = [{"n": 1, "f": None, "b": True, "w": "x", "m": 1, "e": None}, {"n": 2.5, "f": 0.5, "b": False, "m": "x"}]
    figure = layered(evidence.figures[0], rows, [{"n": 3, "f": ""}])
    columns = told(figure, evidence)["tableSchema"]["columns"]
    assert {column["name"]: column["datatype"] for column in columns} == {
        **{"layer": "string", "rows": "string"},
        **{"n": "number", "f": "number", "b": "boolean", "w": "string", "m": "string", "e": "string"},
    }
    assert columns[0]["titles"] == "Data set of the chart"


def test_a_row_leads_to_what_is_behind_it(evidence: SiteInput) -> None:
    """Each row of the table view links to its first row or claim, says its source, and how many more there are."""
    figure = evidence.figures[0]
    key = next(iter(evidence.claims))
    behind = (f"claim:{key}", f"{figure.row_ids[0]} claim:{key} {figure.row_ids[1]}")
    layer = replace(figure.layers[0], records=({"a": 1}, {"a": None}), row_ids=behind)
    page = Page("../../", evidence, names_of(evidence))
    first, second = table_rows(replace(figure, columns={"a": "A"}, layers=(layer,)), page)
    assert first["href"] == f"../../claims/trade-press/#{key}"
    assert first["behind"].startswith(f"claim:{key}: ")
    table, _, row = figure.row_ids[0].partition(":")
    assert second["href"] == f"../../data/{table}/#{row}"
    assert second["behind"].startswith(f"{figure.row_ids[0]}, and 2 more: ")
    assert (first["cells"], second["cells"]) == ([(1, "A")], [(None, "A")])


@pytest.mark.parametrize("key", FIGURES)
def test_every_row_of_a_table_view_links(key: str, evidence: SiteInput, rendered: Site) -> None:
    """On a page each row's heading is a link whose target is an id of the site."""
    [figure] = [figure for figure in evidence.figures if figure.id == key]
    block = figure_block(figure, Page("../../", evidence, names_of(evidence)))
    [body] = re.findall(r"<tbody>(.*?)</tbody>", block, re.DOTALL)
    links = re.findall(r'<tr><th scope="row"><a href="\.\./\.\./([^"#]+)/#([^"]+)" title="[^"]+">', body)
    assert len(links) == body.count("<tr>") == len(figure.layers[0].records) > 0
    missing = [link for link in links if f'id="{link[1]}"' not in rendered.pages[f"{link[0]}.md"]]
    assert missing == []


@pytest.mark.parametrize("key", FIGURES)
def test_a_block_has_its_description_and_its_actions(key: str, evidence: SiteInput) -> None:
    """A figure's block says in words what the chart shows, and offers the framed pictures, data and citation."""
    [figure] = [figure for figure in evidence.figures if figure.id == key]
    block = figure_block(figure, Page("../../", evidence, names_of(evidence)))
    assert re.search(r"<summary>Description</summary>\s*<p>.+ from a table of \d+ rows\.", block)
    assert f"<p>{Page('', evidence, names_of(evidence)).text(figure.title, figure.analysis)}. " in unescape(block)
    for name in (
        "share.svg",
        "share.png",
        "values.csv",
        "package.zip",
        "values.csv-metadata.json",
        "spec.json",
        "embed.html",
        "#cite",
    ):
        assert f'href="../../figures/{key}/{name}"' in block
    copied = f'class="pp-copy" data-text="https://fixture.example/2026.01/figures/{key}/" hidden'
    assert copied in block
