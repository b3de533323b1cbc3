"""What machines read of a page: JSON-LD graphs, the same in the page's head, and the feeds of changes."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from proofpress.model.settings import Settings
from proofpress.render.context import Page
from proofpress.render.metadata import analysis_graph, feeds, figure_graph, table_graph
from proofpress.render.site import names_of

if TYPE_CHECKING:
    from proofpress.record.site_input import SiteInput
    from proofpress.render.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://fixture.example/2026.01/"
LEDGER = "https://ledger.example/2026.01/"
SETTINGS = Settings(Path(), "Ledger & Co", "https://ledger.example/", release="2026.01", released="2026-01-05")
ENTRIES = [
    {"title": "Coal < gas & wind", "path": "analyses/power/", "summary": 'From 39% to 19%; "half".'},
    {"title": "Plants", "path": "analyses/plants/", "summary": "Two."},
]
REQUIRED = {
    "Report": {"name", "headline", "description", "url", "datePublished", "dateModified", "author", "publisher"},
    "Dataset": {"name", "description", "url", "license", "creator", "version", "distribution", "variableMeasured"},
}
"""What readers of schema.org ask of each type."""


@pytest.fixture(scope="module")
def page(evidence: SiteInput) -> Page:
    """Give a place on the fixture site."""
    return Page("../../", evidence, names_of(evidence))


@pytest.fixture(scope="module")
def graphs(evidence: SiteInput, page: Page) -> dict[str, dict[str, Any]]:
    """Give the graph of an analysis, of a figure and of a table, by kind."""
    [analysis] = [analysis for analysis in evidence.analyses if analysis.slug == "power-mix"]
    return {
        "analysis": analysis_graph(analysis, "Coal fell", "A summary.", page),
        "figure": figure_graph(analysis.figures[0], "Power mix", page),
        "table": table_graph(evidence.tables["power_mix"], evidence.settings),
    }


KINDS = {"analysis": "Report", "figure": "Dataset", "table": "Dataset"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_graph_has_what_its_type_requires(kind: str, graphs: dict[str, dict[str, Any]]) -> None:
    """Each graph holds one thing with all required properties, none empty, and the way to it; it survives JSON."""
    graph = graphs[kind]
    assert graph["@context"] == "https://schema.org"
    thing, crumbs = graph["@graph"]
    assert thing["@type"] == KINDS[kind]
    assert thing.keys() >= REQUIRED[KINDS[kind]]
    assert [key for key, value in thing.items() if value in ("", [], None, {})] == []
    assert crumbs["@type"] == "BreadcrumbList"
    assert json.loads(json.dumps(graph)) == graph
    assert "{{" not in json.dumps(graph)


@pytest.mark.parametrize("kind", KINDS)
def test_every_address_of_a_graph_is_whole(kind: str, graphs: dict[str, dict[str, Any]]) -> None:
    """A graph is read away from its page: its addresses name the host."""
    thing = graphs[kind]["@graph"][0]
    addresses = [thing["@id"], thing["url"], thing.get("image", SITE)]
    addresses += [item["contentUrl"] for item in thing.get("distribution", ())]
    assert [address for address in addresses if not address.startswith(SITE)] == []
    assert thing["@id"] == thing["url"]


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        ("analysis", [("Home", ""), ("Power mix", "analyses/power-mix/")]),
        (
            "figure",
            [
                ("Home", ""),
                ("Power mix", "analyses/power-mix/"),
                ("power-mix/coal-halves", "figures/power-mix/coal-halves/"),
            ],
        ),
        ("table", [("Home", ""), ("Data", "data/"), ("Power mix", "data/power-mix/")]),
    ],
)
def test_breadcrumbs_lead_from_home(kind: str, steps: list[tuple[str, str]], graphs: dict[str, dict[str, Any]]) -> None:
    """The way to a page starts at home; positions count from one without a gap."""
    items = graphs[kind]["@graph"][1]["itemListElement"]
    assert [item["position"] for item in items] == list(range(1, len(steps) + 1))
    assert [item["item"] for item in items] == [SITE + path for _, path in steps]
    assert [item["name"] for item in items][:-1] == [name for name, _ in steps][:-1]
    assert all(item["@type"] == "ListItem" and item["name"] for item in items)


def test_a_figures_data_can_be_had(graphs: dict[str, dict[str, Any]], rendered: Site) -> None:
    """What a figure's graph and an analysis's graph name as download or picture is a file of the site."""
    figure = graphs["figure"]["@graph"][0]
    named = [item["contentUrl"] for item in figure["distribution"]] + [figure["image"]]
    named += [graphs["analysis"]["@graph"][0]["image"]]
    named += [item["contentUrl"] for item in graphs["table"]["@graph"][0]["distribution"]]
    assert len(named) == 5
    assert [address for address in named if address.removeprefix(SITE) not in rendered.files] == []


def test_a_tables_licence_is_its_own(evidence: SiteInput) -> None:
    """A table’s graph has its own licences, by name where they have no address; the site’s only without any."""
    table = evidence.tables["power_mix"]
    terms = [{"name": "x", "path": "https://licence.example/"}, {"name": "facts-only"}]
    said = ["https://licence.example/", {"@type": "CreativeWork", "name": "facts-only"}]
    for licences, expected in ((terms, said), ([], "https://creativecommons.org/licenses/by/4.0/")):
        changed = replace(table, resource={**table.resource, "licenses": licences})
        assert table_graph(changed, evidence.settings)["@graph"][0]["license"] == expected


def test_the_head_of_a_page_has_its_graph(rendered: Site) -> None:
    """Analyses, figures and tables carry their graph and description in the page's own head matter."""
    paths = [path for path in rendered.pages if re.match(r"analyses/(?!index)|figures/[^/]+/|data/(?!index)", path)]
    assert len(paths) == 6
    for path in paths:
        head = yaml.safe_load(rendered.pages[path].split("---\n")[1])
        thing, _ = head["jsonld"]["@graph"]
        assert thing["url"] == SITE + path.removesuffix(".md") + "/"
        assert head["description"]
        if not path.startswith("data/"):
            assert SITE + head["image"] == thing["image"]


def test_atom_is_well_formed_and_whole() -> None:
    """The Atom feed has id, title, date and author, each entry an id of its own, a date, a link and a summary."""
    feed = ET.fromstring(feeds(ENTRIES, SETTINGS)["feed.xml"])
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}title") == "Ledger & Co"
    assert feed.findtext(f"{ATOM}id") == SETTINGS.site_url
    assert feed.findtext(f"{ATOM}updated") == "2026-01-05T00:00:00Z"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Ledger & Co"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{SETTINGS.site_url}feed.xml", "alternate": f"{LEDGER}changes/"}
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [entry["title"] for entry in ENTRIES]
    assert [entry.findtext(f"{ATOM}summary") for entry in entries] == [entry["summary"] for entry in ENTRIES]
    assert {entry.findtext(f"{ATOM}updated") for entry in entries} == {"2026-01-05T00:00:00Z"}
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert ids == [f"{LEDGER}{entry['path']}#release-2026.01" for entry in ENTRIES]
    assert [entry.find(f"{ATOM}link").get("href") for entry in entries] == [  # type: ignore[union-attr]
        LEDGER + entry["path"] for entry in ENTRIES
    ]


def test_json_feed_is_whole() -> None:
    """The JSON feed names its version, its addresses and, for each item, id, address, title, text and date."""
    feed = json.loads(feeds(ENTRIES, SETTINGS)["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Ledger & Co"
    assert feed["home_page_url"] == SETTINGS.site_url
    assert feed["feed_url"] == f"{SETTINGS.site_url}feed.json"
    assert [(item["title"], item["content_text"]) for item in feed["items"]] == [
        (entry["title"], entry["summary"]) for entry in ENTRIES
    ]
    for item in feed["items"]:
        assert item["id"] == f"{item['url']}#release-2026.01"
        assert item["date_published"] == "2026-01-05T00:00:00Z"


def test_another_release_is_news() -> None:
    """The same page in another release is another entry, so that readers of the feed see it."""
    ids = [
        {item["id"] for item in json.loads(feeds(ENTRIES, replace(SETTINGS, release=release))["feed.json"])["items"]}
        for release in ("2026.01", "2026.02")
    ]
    assert all(ids)
    assert not ids[0] & ids[1]


def test_feeds_tell_the_findings(rendered: Site) -> None:
    """Both feeds of a site have one entry for each analysis, its finding as title, plain words without markup."""
    items = json.loads(rendered.files["feed.json"])["items"]
    assert [item["url"] for item in items] == [f"{SITE}analyses/{slug}/" for slug in ("plants", "power-mix")]
    titles = [entry.text for entry in ET.fromstring(rendered.files["feed.xml"]).iter(f"{ATOM}title")][1:]
    assert [item["title"] for item in items] == titles
    assert not re.search(r"\{\{|\*\*|<", json.dumps(items))
