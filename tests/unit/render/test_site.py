"""Pages and files of the fixture site: what a reader and a program find there."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from proofpress import pipeline
from proofpress.model.hashing import sha256
from proofpress.model.settings import Settings
from proofpress.notebook.publish import FIGURE_MIME, VALUE_MIME
from proofpress.notebook.theme import DARK, LIGHT
from proofpress.render.assets import palette_css, site_assets
from proofpress.render.cell_outputs import OUTPUT_LINES
from proofpress.render.context import chip, environment, grade_of, grade_shares
from proofpress.render.csp import script_hashes
from proofpress.render.exporter import export_page, folded_cell
from proofpress.render.site import root_of
from proofpress.text.shown import show_cell
from tests.support.samples import code, markdown

if TYPE_CHECKING:
    from proofpress.record.site_input import SiteInput
    from proofpress.render.site import Site

ANALYSES = ("plants", "power-mix")
FIGURES = ("plants/capacity", "power-mix/coal-halves")
FILES = {
    *("chart.svg", "chart.png", "values.csv", "spec.json", "provenance.json", "embed.html"),
    *(
        "share.svg",
        "share.png",
        "preview.png",
        "values.csv-metadata.json",
        "cite.txt",
        "cite.bib",
        "cite.ris",
        "cite.json",
    ),
}
CONTEXT = {
    **dict.fromkeys(("strip", "takeaways", "decision", "image"), ""),
    **{"title": "T", "nav": "N", "release": "1", "description": "d", "foot": "FOOT", "jsonld": {}},
}


@pytest.fixture(scope="module")
def site(rendered: Site) -> Site:
    """Give the fixture site, rendered."""
    return rendered


def listing(site: Site, name: str) -> list[dict[str, Any]]:
    """Return the entries of a site-wide listing."""
    content = json.loads(site.files[f"{name}.json"])
    assert content["schema_version"] == 1
    assert content["release"] == "2026.01"
    result = content[name]
    assert result
    return list(result)


def test_every_page_is_there(site: Site) -> None:
    """Hand-written pages, one page an analysis, its values, a figure and a table."""
    assert set(site.pages) >= {
        "index.md",
        *(f"{folder}/{name}.md" for folder in ("analyses", "data", "values") for name in ANALYSES),
        *(f"figures/{figure}.md" for figure in FIGURES),
    }
    assert site.menu == {"analyses/plants.md": "Plants", "analyses/power-mix.md": "Power mix"}


def test_a_decision_box_stands_in_the_head(site: Site) -> None:
    """Its lines have headings, its question is the header's, its numbers are bound; a page without one has none."""
    text = site.pages["analyses/plants.md"]
    [box] = re.findall(r'<section class="pp-decide".*?</section>', text, re.DOTALL)
    assert re.findall(r"<dt>(.*?)</dt>", box) == [
        *("Question", "Answer", "Confidence", "What it costs", "Who is exposed", "What to watch, by when"),
    ]
    assert "<dd>What happened?</dd>" in box
    assert re.search(r">What this means for a decision</h2>\s*<p class=\"pp-decide__means\">A town may", box)
    assert box.index("pp-decide__means") < box.index("<details") < box.index("<dl>")
    assert re.search(r'The largest plant has <a class="pp-v"[^>]*>[^<]+</a>; whether it stays open is not known\.', box)
    assert text.index(box) < text.index('class="pp-take"')
    assert ":::" not in text
    assert "pp-decide" not in site.pages["analyses/power-mix.md"]


def test_no_page_holds_an_open_placeholder(site: Site) -> None:
    """Every number in every page is bound."""
    assert site.pages
    assert [path for path, text in site.pages.items() if "{{" in text] == []


def test_rendering_twice_gives_the_same_bytes(site: Site, fixture_results: SiteInput) -> None:
    """A site depends on nothing but its results."""
    again = pipeline.render(fixture_results)
    assert again.pages == site.pages
    assert again.files == site.files


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_has_its_files(site: Site, figure: str) -> None:
    """Each file that the design names stands beside the figure's page, with the hash that the listing says."""
    [entry] = [item for item in listing(site, "figures") if item["id"] == figure]
    assert entry["files"].keys() >= FILES
    for name, file in entry["files"].items():
        assert file["path"] == f"figures/{figure}/{name}"
        assert sha256(site.files[file["path"]]) == file["sha256"], name
    fields = {
        "id",
        "analysis",
        "title",
        "subtitle",
        "alt",
        "note",
        "page",
        "sources",
        "claims",
        "grade",
        "notebook",
        "inputs",
    }
    assert entry.keys() >= fields
    for path, digest in entry["inputs"].items():
        assert sha256(site.files[path]) == digest
    assert "{{" not in json.dumps(entry)


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figures_provenance_reaches_its_sources(site: Site, figure: str) -> None:
    """Each row behind a figure has a grade and a registered source."""
    loads = json.loads(site.files[f"figures/{figure}/provenance.json"])
    known = {source["id"] for source in listing(site, "sources")}
    assert loads["rows"]
    assert {row["source"] for row in loads["rows"]} <= known
    assert all(row["grade"] in "ABCD" for row in loads["rows"])
    assert loads["notebook"]["cell"] > 1


@pytest.mark.parametrize("figure", FIGURES)
def test_an_embed_stands_alone(site: Site, figure: str) -> None:
    """The embedded page asks for no other file; its one script, which its policy names, tells the page's height."""
    text = site.files[f"figures/{figure}/embed.html"].decode()
    assert "<svg" in text
    [script] = re.findall(r"<script[^>]*>(.*?)</script>", text, re.DOTALL)
    assert "postMessage" in script
    [digest] = script_hashes(text)
    assert f"script-src 'self' {digest}" in text
    assert re.findall(r'(?:src|@import|url\()\s*=?\s*["\']?(?:https?:)?//', text) == []


def test_listings_cover_everything(site: Site, fixture_results: SiteInput) -> None:
    """Values, claims and sources are listed in full, sources with what rests on them."""
    assert {item["id"] for item in listing(site, "values")} == {
        "plants.largest",
        "power-mix.coal-share",
        "power-mix.coal-before",
    }
    assert {item["id"] for item in listing(site, "claims")} == set(fixture_results.claims)
    cited = {item["id"]: item["cited_by"] for item in listing(site, "sources")}
    assert "power-mix.coal-share" in cited["grid-office"]
    assert cited["blog"] == []


def test_anchors_of_numbers_exist(site: Site) -> None:
    """Every link to a value, a claim, a source or a table's row leads to an id on the page that it names."""
    pages = {"sources": "sources.md", "claims/trade-press": "claims/trade-press.md"}
    pages |= {f"{folder}/{name}": f"{folder}/{name}.md" for folder in ("data", "values") for name in ANALYSES}
    links = {
        (page, anchor)
        for text in site.pages.values()
        for page, anchor in re.findall(r'href="(?:\.\./)*((?:sources|(?:claims|data|values)/[\w-]+))/#([^"]+)"', text)
    }
    assert {page for page, _ in links} == set(pages)
    missing = [link for link in sorted(links) if f'id="{link[1]}"' not in site.pages[pages[link[0]]]]
    assert missing == []


def test_a_page_binds_its_claims(site: Site) -> None:
    """A claim in a notebook's text reads with its hedge and links to the register."""
    page = site.pages["analyses/power-mix.md"]
    assert re.search(r'href="\.\./\.\./claims/trade-press/#press-coal-2030"[^>]*>less than 15%</a>', page)


def test_the_head_of_a_page_comes_once(site: Site) -> None:
    """Title and takeaways stand in the page's head and not a second time in its text."""
    text = site.pages["analyses/power-mix.md"]
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
    assert text.count("Takeaways") == 1
    assert text.count("confidence</a>") == 3
    assert "1 of 1 figures regenerate" in text


def test_code_and_output_are_folded_and_not_searched(site: Site) -> None:
    """What a notebook printed is one click away and outside the search index."""
    text = site.pages["analyses/power-mix.md"]
    [block] = [
        match
        for match in re.findall(r"<details class=\"pp-code\"[^>]*>.*?</details>", text, re.DOTALL)
        if "6 rows" in match
    ]
    assert block.startswith('<details class="pp-code" data-search-exclude>')
    assert "6 rows, 2012 to 2023" in block
    assert "application/vnd" not in text


def test_a_run_of_cells_is_one_fold_after_its_figure() -> None:
    """Cells fold together up to the one that publishes; the figure's block stands before the fold."""
    figure = {FIGURE_MIME: {"name": "bars"}, "text/plain": "noise"}
    notebook = {
        "cells": [markdown("# T\nDek."), code("a = 1"), code("publish()", figure), markdown("Then."), code("b = 2")],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    page = export_page(notebook, lambda text: text.replace("Then", "Bound"), {"bars": "FIGURE"}, CONTEXT)
    order = [page.index(part) for part in ("Dek.", "FIGURE", "Code (2 cells)", "Bound.", "Code (1 cell)", "FOOT")]
    assert order == sorted(order)
    assert "noise" not in page


def folded(*outputs: dict[str, Any], source: str = "x") -> str:
    """Return a folded cell."""
    import nbformat

    return folded_cell(nbformat.from_dict(code(source, *outputs)))


def test_output_is_text() -> None:
    """Printed markup is shown, not run; values and figures print nothing; long output is cut."""
    assert "&lt;script&gt;" in folded({"text/plain": "<script>alert(1)</script>"})
    assert "<script" not in folded({"text/plain": "<script>"}, source="'<script>'")
    assert "pp-output" not in folded({VALUE_MIME: {}, "text/plain": "share = 19%"})
    long = folded({"text/plain": "\n".join(map(str, range(OUTPUT_LINES + 5)))})
    assert long.endswith(f"{OUTPUT_LINES - 1}\n…</pre>")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</figure><b>"])
def test_contract_texts_cannot_inject(fixture_results: SiteInput, text: str) -> None:
    """Markup in a title, note, heading or label of a figure reaches every page as text."""
    [first, *rest] = fixture_results.analyses
    figure = first.figures[0]
    layer = figure.layers[0]
    records = tuple({**record, "plant": text} for record in layer.records)
    spoilt = replace(
        figure,
        **dict.fromkeys(("title", "subtitle", "note", "alt", "explore", "computed"), text),
        columns={"plant": text},
        layers=(replace(layer, records=records),),
    )
    results = replace(fixture_results, analyses=(replace(first, figures=(spoilt,)), *rest))
    result = pipeline.render(results)
    shown = [*result.pages.values(), result.files["figures/plants/capacity/embed.html"].decode()]
    assert [
        page for page in shown if text in re.sub(r'^(?:title|description): ".*"$', "", page, flags=re.MULTILINE)
    ] == []


@pytest.mark.parametrize(
    ("value", "heading", "shown"),
    [
        (None, "", "–"),
        ("", "", "–"),
        (True, "", "yes"),
        (2023, "Year", "2023"),
        (2023, "Tonnes (t)", "2,023"),
        (35000, "", "35,000"),
        (-1.5, "", "−1.5"),
        (123456.7, "", "123,457"),
        ("<b>", "", "<b>"),
    ],
)
def test_cells(value: Any, heading: str, shown: str) -> None:
    """A table view shows gaps as a dash, years without separators and true minus signs."""
    assert show_cell(value, heading) == shown


def test_templates_escape() -> None:
    """Everything a template prints is escaped, and an unknown name is an error."""
    from jinja2 import UndefinedError

    result = environment()
    assert result.from_string("{{ x }} {{ 'D' | chip }}").render(x="<b>").startswith("&lt;b&gt; <abbr")
    with pytest.raises(UndefinedError):
        result.from_string("{{ y }}").render()


def test_grades_of_rows(site: Site, fixture_results: SiteInput) -> None:
    """A row has its source's grade, a claim its own, and an analysis the shares of its rows."""
    evidence: Any = fixture_results
    assert grade_of("plants:north", evidence) == "C"
    assert grade_of("claim:press-coal-2030", evidence) == "C"
    assert grade_shares(fixture_results.analyses[0], evidence) == "A 50%, C 50%"
    assert chip("") == ""


@pytest.mark.parametrize(
    ("path", "root"), [("index.md", ""), ("methods.md", "../"), ("a/index.md", "../"), ("a/b.md", "../../")]
)
def test_the_way_back(path: str, root: str) -> None:
    """A page knows how deep it stands."""
    assert root_of(path) == root


@pytest.mark.slow
def test_shared_files_are_local_and_stable(tmp_path: Path) -> None:
    """Style, script, typeface and chart bundle come with the site and ask nobody else; damaged ones are made anew."""
    settings = Settings(tmp_path, cache_folder=tmp_path / "cache")
    files = site_assets(settings)
    assert site_assets(settings) == files
    [kept] = (settings.cache / "assets").rglob("*.kept")
    content = bytearray(kept.read_bytes())
    content[len(content) // 2] ^= 1
    kept.write_bytes(bytes(content))
    assert site_assets(settings) == files
    assert {name.rpartition(".")[2] for name in files} >= {"css", "js", "woff2"}
    fonts = [content for name, content in files.items() if name.endswith(".woff2")]
    assert fonts
    assert all(content.startswith(b"wOF2") for content in fonts)
    for name, content in files.items():
        if name.endswith(".css") or name.endswith("figures.js"):
            assert b"//fonts." not in content
            assert re.findall(rb"https?://(?!www\.w3\.org)", content) == [], name


def test_the_palette_has_both_sides() -> None:
    """Light and dark name the same colours, and the style sheet has both."""
    assert LIGHT.keys() == DARK.keys()
    css = palette_css()
    assert all(f"--pp-{name}:{value}" in css for palette in (LIGHT, DARK) for name, value in palette.items())
