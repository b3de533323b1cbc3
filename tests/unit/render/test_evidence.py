"""The evidence registers: every claim once, with the facts that its row is filtered by."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from proofpress.evidence.records import STATUS_MEANING
from proofpress.render.context import Page
from proofpress.render.evidence import checks_register, claim_entries, claims_filter, claims_register, statuses
from proofpress.render.filters import options
from proofpress.render.registers import claims_pages
from proofpress.render.row_filters import RowFilter, choices_of, code_names, facts_of
from proofpress.render.site import names_of
from tests.support.projects import varied
from tests.support.samples import claim

if TYPE_CHECKING:
    from proofpress.record.site_input import SiteInput
    from proofpress.render.site import Site

FACTS = {"document", "grade", "status", "kind", "topic"}


def rows_of(page: str) -> list[dict[str, Any]]:
    """Return what the rows of a register are filtered by."""
    return [json.loads(html.unescape(facts)) for facts in re.findall(r"data-filter='([^']*)'", page)]


def test_options_stand_once_by_their_text() -> None:
    """A filter offers each value once, by the text it is shown with, whatever its case; no empty one."""
    assert options(["b", "a", "", "b"]) == [("a", "a"), ("b", "b")]
    assert options(iter(["x", "y"]), {"x": "zinc", "y": "Argon"}) == [("y", "Argon"), ("x", "zinc")]
    assert options([]) == []


def test_every_claim_stands_once(evidence: SiteInput) -> None:
    """The register has each claim under its own document and nowhere else, the best grade of document first."""
    documents = claims_register(evidence)["documents"]
    result = [claim.id for document in documents for page in document["pages"] for claim in page.claims]
    assert result
    assert sorted(result) == sorted(evidence.claims)
    for document in documents:
        assert {claim.source for page in document["pages"] for claim in page.claims} == {document["source"].id}
    grades = [document["source"].grade for document in documents]
    assert grades == sorted(grades)


def test_a_claims_facts_are_its_own(evidence: SiteInput) -> None:
    """A row is filtered by document, grade, status, kind and the topics of the figures that use the claim."""
    entries = claim_entries(evidence)
    assert entries.keys() == evidence.claims.keys()
    for entry in entries.values():
        claim, facts = entry["claim"], entry["facts"]
        assert facts.keys() == FACTS
        assert (facts["document"], facts["grade"], facts["kind"]) == (claim.source, claim.grade, claim.kind)
        assert facts["status"] == evidence.audit.statuses_by_claim[claim.id].status
        assert (facts["topic"] != []) is (entry["figures"] != [])


def test_a_figure_gives_its_topic_to_the_claims_behind_it(evidence: SiteInput) -> None:
    """A claim that a figure shows can be found by the topic of the figure's analysis, and names the figure."""
    [first, *rest] = evidence.analyses
    used = next(iter(evidence.claims.values()))
    shown = replace(first, figures=(replace(first.figures[0], row_ids=(used.row,)),))
    entry = claim_entries(varied(evidence, analyses=(shown, *rest)))[used.id]
    assert entry["figures"] == [first.figures[0].id]
    assert list(entry["called"].values()) == [f"{first.meta['nav']}: {first.figures[0].name.replace('-', ' ')}"]
    assert entry["facts"]["topic"] == [first.meta["topic"]]


def test_every_fact_can_be_chosen(evidence: SiteInput) -> None:
    """For each fact of a row the filter offers that value under the same name; statuses come gravest first."""
    register = claims_register(evidence)
    choices = {name: [value for value, _ in values] for name, _, values in register["filter"]["choices"]}
    assert choices.keys() == FACTS
    assert choices["status"] == list(STATUS_MEANING)
    rows = [entry["facts"] for entry in claim_entries(evidence).values()]
    assert rows
    for facts in rows:
        for name, value in facts.items():
            assert set([value] if isinstance(value, str) else value) <= set(choices[name]), name
    assert register["filter"] == claims_filter(evidence)


def test_the_claims_page_carries_the_facts(rendered: Site, evidence: SiteInput) -> None:
    """Without script every claim stands in a page under its id; with it each row has the facts to filter by."""
    pages = [rendered.pages[f"claims/{page.name}.md"] for page in evidence.claim_pages]
    assert sum(len(rows_of(page)) for page in pages) == len(evidence.claims) > 0
    for key in evidence.claims:
        assert sum(page.count(f'<tr id="{key}" data-filter=') for page in pages) == 1
    assert all(facts.keys() == FACTS for page in pages for facts in rows_of(page))
    page = rendered.pages["claims.md"]
    result = [f"../{page.address}" for page in evidence.claim_pages]
    assert re.findall(r'<a data-rows href="([^"]+)"', page) == result
    assert re.search(r'<form class="pp-filter" role="search" aria-label="Filter the claims" hidden>', page)
    assert len(re.findall(r"<select name=", page)) == len(FACTS)


def test_the_gallery_carries_the_facts(rendered: Site, evidence: SiteInput) -> None:
    """Every figure stands in the gallery once, with topic, grade, sources and countries that the filter offers."""
    page = rendered.pages["figures.md"]
    rows = rows_of(page)
    assert len(rows) == len(evidence.figures) > 0
    offered = {
        name: set(re.findall(r'<option value="([^"]+)"', choices))
        for name, choices in re.findall(r'<select name="(\w+)">(.*?)</select>', page)
    }
    for facts, figure in zip(rows, evidence.figures, strict=True):
        assert facts["grade"] == figure.grade
        assert facts["source"] == list(figure.sources)
        for name, value in facts.items():
            assert set([value] if isinstance(value, str) else value) <= offered[name]


def test_a_code_has_the_name_that_tables_use_most() -> None:
    """The gallery offers codes by name; one that no table names stays a code, and tables may name them otherwise."""
    filters = {"wines": [RowFilter("Region", "code", "region")], "casks": [RowFilter("Region", "from", "place")]}
    filters["sales"] = [RowFilter("Region", "code")]
    rows = {
        "wines:1": {"code": "RIO", "region": "La Rioja"}, "wines:2": {"code": "RIO", "region": "Rioja"},
        "casks:1": {"from": "RIO", "place": "Rioja"}, "casks:2": {"from": "DOU", "place": "Douro"},
        "sales:1": {"code": "ALS"}, "wines:3": {"code": "", "region": "No"}, "notes:1": {"code": "X", "region": "Y"},
    }  # fmt: skip
    names = code_names("region", filters, rows)
    assert names == {"RIO": "Rioja", "DOU": "Douro"}
    assert options(["RIO", "ALS"], names) == [("ALS", "ALS"), ("RIO", "Rioja")]


def test_figures_are_filtered_by_what_a_table_declares(evidence: SiteInput) -> None:
    """A column with the property `filter` makes a filter of the gallery; without one there is none."""
    assert choices_of(evidence) == []
    plants = evidence.tables["plants"]
    column = {**plants.resource["schema"]["fields"][0], "filter": "Made by"}
    declared = replace(plants, resource={**plants.resource, "schema": {"fields": [column]}})
    project = replace(evidence.project, tables={**evidence.tables, "plants": declared})
    text = replace(evidence, project=project)
    [(key, heading, choices)] = choices_of(text)
    assert (key, heading) == ("made-by", "Made by")
    assert choices
    [figure] = [figure for figure in text.figures if figure.id == "plants/capacity"]
    assert facts_of(figure, text) == {"made-by": [code for code, _ in choices]}


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", 'it\'s "so" & <b>'])
def test_markup_in_a_claim_is_text(text: str, evidence: SiteInput) -> None:
    """Whatever a claim says reaches the register as text, and its facts stay readable."""
    [key, *_] = evidence.claims
    spoilt = replace(evidence.claims[key], statement=text, period=text, section=text, kind=text)
    changed = varied(evidence, claims={**evidence.claims, key: spoilt})
    [(_, page)] = claims_pages(changed, names_of(changed))
    assert text not in page
    assert html.unescape(page).count(text) >= 3
    assert text in [facts["kind"] for facts in rows_of(page)]


def test_statuses_count_every_claim(evidence: SiteInput) -> None:
    """Every status is listed with its meaning, those without a claim too; the counts add up to the claims."""
    result = statuses(evidence)
    assert [item["status"] for item in result] == list(STATUS_MEANING)
    assert sum(item["count"] for item in result) == len(evidence.claims) > 0
    assert all(item["meaning"] for item in result)


def test_every_check_stands_once(evidence: SiteInput) -> None:
    """The checks come by verdict, the failing ones first, each as a sentence without open places."""
    groups = checks_register(Page("../", evidence, names_of(evidence)))
    result = [item["check"].id for group in groups for item in group["checks"]]
    assert result
    assert sorted(result) == sorted(check.id for check in evidence.audit.checks)
    counted = ["fails", "explained", "cannot tell", "holds"]
    assert [group["verdict"] for group in groups] == [*counted, "warnings", "sanity"]
    for group in groups:
        for item in group["checks"]:
            assert item["check"].counted is (group["verdict"] in counted)
            assert group["verdict"] in {item["check"].outcome, "warnings", "sanity"}
            assert not re.search(r"\{\w*\}", str(item["sentence"]))


def test_a_claim_without_a_figure_has_no_topic(evidence: SiteInput) -> None:
    """A claim that only texts use is found under every filter but the topic."""
    lone = claim("lone", source=next(iter(evidence.claims.values())).source)
    standing = next(iter(evidence.audit.statuses_by_claim.values()))
    audit = replace(evidence.audit, statuses_by_claim={**evidence.audit.statuses_by_claim, "lone": standing})
    changed = varied(evidence, claims={**evidence.claims, "lone": lone}, audit=audit)
    entry = claim_entries(changed)["lone"]
    assert (entry["figures"], entry["facts"]["topic"]) == ([], [])
