"""The real site as built: links, listings, search and addresses hold for what readers get, not only for a fixture."""

from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from proofpress.data.glossary import read_glossary
from proofpress.figures.social_card import Line, text_width
from proofpress.model.letters import COMMON
from proofpress.model.settings import load_settings
from proofpress.notebook.fonts import typeface_of
from tests.support.projects import PROJECT, ROOT, files_below, names_of
from tests.support.site_pages import broken_links, missing_loads, offered, outside_loads, read_pages

LISTINGS = ("figures", "values", "claims", "sources")
FILES = ("chart.svg", "chart.png", "values.csv", "spec.json", "provenance.json", "embed.html", "index.html")
CLAIMS = any((PROJECT / "data" / "claims").glob("*.csv"))
GLOSSARY = (PROJECT / "data" / "glossary.json").is_file()
"""Parts that a site may do without."""
LEFT = re.compile(r"\{\{|\}\}|\bundefined\b|\bNaN\b|\x00|\]\(|\*\*|^#+ ", re.MULTILINE)
"""What stands in no text that was rendered."""
SVG = "{http://www.w3.org/2000/svg}"
SHORTEST = 50
"""Letters that a data set's description needs to be found by search engines for data."""

pytestmark = pytest.mark.slow


MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
OTHER_DATES = re.compile(
    rf"""(?<![\w/.:#=-])(?:19|20)\d\d-(?:Q[1-4]|(?:1[0-2]|0[1-9])-[0-3]\d)(?![\w/-])  # for machines
    |(?<![\w/.:#=-])20(?:1[3-9]|[2-9]\d)-(?:1[0-2]|0[1-9])(?![\w-])  # a month, which cannot be a span of years
    |(?<![\w/.-])(?:[0-3]?\d[./][0-3]?\d[./](?:19|20)\d\d|[01]\d/(?:19|20)\d\d)(?![\w/-])  # in digits
    |\b(?:{MONTHS}|{SHORT})\.?\ [0-3]?\d(?:st|nd|rd|th)?\b(?!\ (?:{MONTHS}))|\b\d\d?(?:st|nd|rd|th)\ (?:{MONTHS})\b
    |\b0\d\ (?:{MONTHS})\b""",
    re.VERBOSE,
)
"""Dates as no page says them: a reader sees 7 October 2022, October 2022 and Q4 2022."""
SHORT_MONTH = re.compile(rf"\b(?:{SHORT})\.?(?:[–-](?:{SHORT}|May)\.?)?\ \d{{4}}\b")
"""A month cut short, as pictures may have it."""


def figures_of(real_site: Path) -> list[dict[str, Any]]:
    """Return the figures that the site lists."""
    return list(json.loads((real_site / "figures.json").read_text(encoding="utf-8"))["figures"])


def test_every_link_and_anchor_resolves(real_site: Path) -> None:
    """Every link that stays on the site leads to a file, and to an anchor in it; nothing loads from elsewhere."""
    pages = read_pages(real_site)
    assert len(pages) > len(figures_of(real_site)) > 0
    release = json.loads((real_site / "manifest.json").read_text(encoding="utf-8"))["release"]
    base = f"/{release}/"  # where the page for unknown addresses expects to be served
    broken = broken_links(real_site, pages, base)
    assert broken == [], names_of(broken[:40])
    assert outside_loads(pages) == []
    assert missing_loads(real_site, pages, base) == []
    repeated = [f"{name}: {page.repeated}" for name, page in pages.items() if page.repeated]
    assert repeated == [], names_of(repeated)


def test_each_number_of_a_title_is_in_the_description(real_site: Path) -> None:
    """Who hears a figure's long description hears each number of its finding, in a sentence."""
    seen, missing = 0, []
    for figure in figures_of(real_site):
        page = (real_site / figure["page"] / "index.html").read_text(encoding="utf-8")
        [said] = re.findall(r"<summary>Description</summary>\s*<p>(.*?)</p>", page, re.DOTALL)
        numbers = re.findall(r"\d[\d.,]*", figure["title"])
        seen += len(numbers)
        missing += [f"{figure['id']}: {number}" for number in numbers if number not in said]
    assert seen, "no title holds a number"
    assert missing == []


def test_no_placeholder_and_no_markup_is_left(real_site: Path) -> None:
    """No page shows a placeholder, the name of nothing, or Markdown that was not rendered.

    The pages for those who write for the site tell how these are written, in code.
    """
    pages = read_pages(real_site)
    assert pages
    for name, page in pages.items():
        quoted = set(page.quoted if name.startswith(("start/", "contribute/", "reference/")) else ())
        text = "\n".join(part for part in page.text if part not in quoted)
        result = LEFT.search(text)
        assert not result, f"{name}: …{text[max(0, result.start() - 40) : result.end() + 40]}…"


def test_dates_have_one_form(real_site: Path) -> None:
    """Every date of a page, of what is read aloud and of a picture has one form; only pictures cut months short."""
    told = []
    for name, page in read_pages(real_site).items():
        drawn, quoted = set(page.drawn), set(page.quoted)
        for text in page.text:
            other = text not in quoted and OTHER_DATES.search(text)
            short = text not in drawn | quoted and SHORT_MONTH.search(text)
            told += [f"{name}: {part[0]} in {text.strip()[:80]}" for part in (other, short) if part]
    assert told == [], names_of(told[:40])


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-30",
        "2026-Q4",
        "30.11.2026",
        "11/30/2026",
        "11/2026",
        "November 30",
        "Nov 3, 2026",
        "30th May",
        "05 May",
    ],
)
def test_other_dates_are_noticed(text: str) -> None:
    """Dates in another form are found in a sentence; the one form, and names that hold digits, are not."""
    assert OTHER_DATES.search(f"It took effect on {text}, as announced.")
    assert not OTHER_DATES.search("7 October 2022, October 2022, Q4 2022, row-2026-11-30, a:2026-Q4, 2010-12, 2.11")


@pytest.mark.parametrize("name", [name for name in LISTINGS if name != "claims" or CLAIMS])
def test_listing_keeps_its_schema(name: str, real_site: Path) -> None:
    """Each listing at the root holds something and keeps the schema that readers rely on."""
    schema = json.loads((ROOT / "tests" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    content = json.loads((real_site / f"{name}.json").read_text(encoding="utf-8"))
    errors = jsonschema.Draft202012Validator(schema).iter_errors(content)
    result = [f"{list(error.path)}: {error.message[:200]}" for error in errors]
    assert result == [], names_of(result[:20])
    assert content[name]


def test_figures_stand_at_their_addresses(real_site: Path) -> None:
    """Each figure's page and files stand at the fixed addresses, with the hashes that ``figures.json`` states."""
    figures = json.loads((real_site / "figures.json").read_text(encoding="utf-8"))["figures"]
    assert figures
    for item in figures:
        for name in FILES:
            assert (real_site / "figures" / item["id"] / name).is_file(), f"{item['id']}: {name}"
        for file in item["files"].values():
            digest = hashlib.sha256((real_site / file["path"]).read_bytes()).hexdigest()
            assert digest == file["sha256"], file["path"]


def test_search_holds_prose_only(real_site: Path) -> None:
    """The search index holds every finding, and no code, no printed output, no words of charts."""
    docs = json.loads((real_site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    figures = json.loads((real_site / "figures.json").read_text(encoding="utf-8"))["figures"]
    titles = {re.sub(r"<[^>]+>", "", doc["title"]) for doc in docs}
    assert figures
    import html

    shown = {html.unescape(title) for title in titles}
    assert [item["title"] for item in figures if item["title"] not in shown] == []
    text = "\n".join(doc["text"] for doc in docs)
    for words in ("import altair", "publish_figure", "alt.Chart", "<svg", "<path", "aria-roledescription", "pp-output"):
        assert words not in text, f"search finds {words!r}"


def test_every_brief_is_two_tagged_pages(real_site: Path) -> None:
    """Each analysis has a brief of two pages, tagged, with its figures described, two at most, and as a page."""
    briefs = sorted((real_site / "analyses").glob("*/brief.pdf"))
    assert len(briefs) == len(list((PROJECT / "notebooks").glob("*.py"))) > 0
    drawn = Counter(figure["analysis"] for figure in figures_of(real_site))
    for brief in briefs:
        shown = min(2, drawn[brief.parent.name])
        pdf = brief.read_bytes()
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) in ({2} if shown == 2 else {1, 2}), brief
        assert b"/StructTreeRoot" in pdf
        assert b"pdfuaid:part>1<" in pdf
        assert len(re.findall(rb"/Alt\b", pdf)) == shown, brief
        page = brief.with_suffix(".html").read_text(encoding="utf-8")
        assert page.count('<figure class="pp-figure">') == shown, brief
        for heading in ("Limits", "Sources"):
            assert re.search(rf"<h2>{heading}</h2>\s*<\w+[^>]*>\s*(<li>)?\S", page), f"{brief}: {heading}"


@pytest.mark.skipif(not GLOSSARY, reason="the site has no glossary")
def test_every_term_of_the_glossary_is_used(real_site: Path) -> None:
    """Each term stands, in one of its forms, in the text of a page other than the glossary's own."""
    terms = read_glossary(PROJECT)
    assert terms
    pages = {name: page for name, page in read_pages(real_site).items() if not name.startswith("glossary/")}
    text = " ".join(" ".join(part for page in pages.values() for part in page.text).split())
    unused = [
        term.term
        for term in terms
        if not any(re.search(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text) for form in term.forms)
    ]
    assert unused == []
    opened = [name for name in pages if "<abbr title=" in (real_site / name).read_text(encoding="utf-8")]
    assert opened, "no page opens a term"


def test_shared_pictures_hold_their_texts(real_site: Path) -> None:
    """In every figure's picture to pass on, each line of the frame ends inside it, and the release is named."""
    pictures = sorted((real_site / "figures").glob("*/*/share.svg"))
    assert pictures
    fonts = typeface_of(load_settings(PROJECT))
    for path in pictures:
        root = ET.fromstring(path.read_bytes())
        lines = root.findall(f"{SVG}text")
        assert lines
        for node in lines:
            line = Line(int(node.attrib["font-size"]), 0, int(node.attrib["font-weight"]), "")
            end = float(node.attrib["x"]) + text_width(node.text or "", line, fonts)
            assert end <= float(root.attrib["width"]), f"{path}: {node.text}"
        words = " ".join(node.text or "" for node in lines)
        assert re.search(r"release \d{4}\.\d{2}", words), path
        letters = {ord(letter) for node in root.iter(f"{SVG}text") for letter in node.text or ""}
        uncarried = {chr(code) for code in letters if not any(first <= code <= last for first, last in COMMON)}
        assert uncarried == set(), path


OF_A_FOLDER = '<meta name="description" content="What stands in the folder '
"""Begins what a list of a folder says of itself: nobody shares one."""


def test_pages_have_previews_and_metadata(real_site: Path) -> None:
    """Each page has a preview; each analysis and figure one with a picture of the site, and JSON-LD that names it."""
    pages = {
        name: path.read_text(encoding="utf-8")
        for name, path in files_below(real_site).items()
        if name.endswith("index.html")
    }
    assert len(pages) > len(figures_of(real_site)) > 0
    for name, text in pages.items():
        if any(mark in text for mark in ('<meta name="robots" content="noindex">', OF_A_FOLDER)):
            assert "<article" not in text, f"{name} says something and is not to be found"
            continue
        result = dict(re.findall(r'<meta property="(og:[\w:]+)" content="([^"]*)">', text))
        assert {"og:site_name", "og:type", "og:title", "og:description", "og:url"} <= result.keys(), name
        assert all(result.values()), name
        shows = re.match(r"(?:analyses/[\w-]+|figures/[\w-]+/[\w-]+)/index", name)
        if name == "index.html" or shows:
            picture = re.sub(r"^https://[^/]+/[\d.]+/", "", result["og:image"])
            assert (real_site / picture).is_file(), name
        if shows:
            [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
            thing, crumbs = json.loads(block)["@graph"]
            assert thing["url"] == result["og:url"]
            assert len(thing["description"]) >= SHORTEST, name
            assert [step["position"] for step in crumbs["itemListElement"]][:2] == [1, 2]


def test_every_record_file_is_offered(real_site: Path) -> None:
    """The pictures and values that readers download are byte for byte those of the record, pictures with letters."""
    published = PROJECT / "docs" / "published"
    recorded = {name: path for name, path in files_below(published).items() if path.name != "record.json"}
    assert recorded
    family = load_settings(PROJECT).font
    due = {name: offered(path, family) for name, path in recorded.items()}
    assert [name for name, content in due.items() if (real_site / "figures" / name).read_bytes() != content] == []


def test_site_does_not_publish_the_record_itself(real_site: Path) -> None:
    """The record, notebooks and caches are no pages of the site."""
    hidden = ("published/", "history/", ".cache")
    result = [name for name in files_below(real_site) if name.startswith(hidden) or name.endswith(".py")]
    assert result == []
