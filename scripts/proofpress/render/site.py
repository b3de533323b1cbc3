"""The whole site as one record: Markdown pages and files by address."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from ..data.glossary import explain_terms
from ..figures.takeaways import takeaways_of
from ..model.errors import Problem, ProseError
from ..model.hashing import sha256
from ..model.records import Analysis
from ..quotes.index import NAME as QUOTES
from ..quotes.index import SCRIPT as QUOTES_SCRIPT
from ..quotes.index import index_script, quotes_file
from ..record.facts import content_hash
from ..record.site_input import SiteInput
from ..text.binding import Namespace
from ..text.bound import bind_markdown, linked, plain, plain_markdown
from ..text.decision import LABELS, MEANS, read_decision
from .assets import FOLDER as ASSETS
from .assets import letters_of, style
from .briefs import brief_files, inline
from .citing import Citation, citation_files, cite_analysis, cite_site
from .context import Page, counts, grade_shares, published_by, sources_of, templates
from .data_package import address_of, data_package, is_published
from .default_pages import default_pages
from .figure_package import DICTIONARY, PACKAGE, analysis_package, figure_package
from .figures import drawn_files, figure_assets, figure_block, figure_json, figure_page, figures_of
from .folders import folder_pages
from .history_pages import change_news, past_files
from .listings import listings
from .manifest import NAME as MANIFEST
from .manifest import manifest_file
from .metadata import analysis_graph, feeds
from .parts import Part, parts_of
from .prose_checks import check_data, check_documents
from .registers import blocks, claims_pages, quotes_index, table_pages, value_citations, values_page
from .review_dates import is_overdue
from .search_index import WORDS, search_words
from .topics import topics
from .value_tables import listed_in, table_block, table_files

HEADING = re.compile(r"^#+ .*$", re.MULTILINE)
DEPTH_OF_ANALYSIS = "../../"
DEPTH_OF_FIGURE = "../../../"


@dataclass(frozen=True)
class Site:
    """Everything a build adds to the folder of hand-written pages.

    Attributes
    ----------
    pages : mapping of str to str
        Markdown by source path, such as ``analyses/wine-regions.md``.
    files : mapping of str to bytes
        Other files by address.
    menu : mapping of str to str
        Short names of the analyses' pages, by source path.
    topics : mapping of str to sequence of str
        Those pages by topic, where the site names topics.
    """

    pages: Mapping[str, str]
    files: Mapping[str, bytes]
    menu: Mapping[str, str]
    topics: Mapping[str, Sequence[str]] = field(default_factory=dict)


def names_of(evidence: SiteInput) -> Namespace:
    """Return what the site's texts can name."""
    values = {value.id: value for value in evidence.values}
    statuses = {key: standing.status for key, standing in evidence.audit.statuses_by_claim.items()}
    addresses, vocabulary = evidence.claim_addresses, evidence.vocabulary
    names = Namespace(values, evidence.claims, counts(evidence), {}, statuses, addresses, vocabulary)
    return replace(names, blocks=blocks(evidence, names))


def root_of(path: str) -> str:
    """Return the way from a hand-written page's address back to the site's root.

    Examples
    --------
    >>> root_of("index.md"), root_of("methods.md"), root_of("a/index.md")
    ('', '../', '../')
    """
    parts = Path(path).with_suffix("").parts
    depth = len(parts) - (1 if parts[-1] == "index" else 0)
    return "../" * depth


def with_documents(results: SiteInput, written: Mapping[str, str]) -> SiteInput:
    """Return what a site is rendered from with all its pages: the hand-written ones, and default ones for the rest."""
    return replace(results, documents={**written, **default_pages(results, written)})


@dataclass(frozen=True)
class OfData:
    """What of a site follows from its data and notebooks, whatever else is written on hand-written pages.

    Attributes
    ----------
    problems : sequence of Problem
        What is wrong with its texts; then nothing is rendered.
    pages : mapping of str to str
        Markdown by source path.
    files : mapping of str to bytes
        Other files by address.
    """

    problems: Sequence[Problem]
    pages: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


Recall = Callable[[str, Callable[[], OfData]], OfData]
"""Given what pages of data know of hand-written ones, as text, and how to render them; returns them."""


def render_site(
    evidence: SiteInput,
    documents: Mapping[str, str],
    assets: Mapping[str, bytes],
    recall: Recall = lambda _, rendering: rendering(),
) -> Site:
    """Render every page and file.

    Parameters
    ----------
    evidence : SiteInput
        What was published and what it rests on.
    documents : mapping of str to str
        Hand-written pages by path below ``docs/``.
    assets : mapping of str to bytes
        The files that every page shares, by address.
    recall : callable
        Returns what of the site follows from its data, rendered anew or before.

    Returns
    -------
    Site

    Raises
    ------
    ProseError
        If a text types a number or names what does not exist.
    """
    evidence = with_documents(evidence, documents)
    names = names_of(evidence)
    data = recall(_headings(evidence.documents), lambda: _of_data(evidence, names))
    problems = [*check_documents(evidence, documents, names), *data.problems]
    if problems:
        raise ProseError(problems)
    pages = {path: bind_markdown(text, "", names, root_of(path)) for path, text in evidence.documents.items()}
    pages |= data.pages
    files = {**assets, **data.files}
    files |= folder_pages(pages, files, evidence.settings.site_name)
    files |= _below("about", cite_site(evidence.settings, sha256(files[MANIFEST])).files())
    files |= _letters(pages, files, evidence)
    menu = {f"analyses/{analysis.slug}.md": str(analysis.meta["nav"]) for analysis in evidence.analyses}
    explained = {path: explain_terms(text, evidence.glossary) for path, text in sorted(pages.items())}
    return Site(explained, dict(sorted(files.items())), menu, _pages_by_topic(evidence))


def _headings(documents: Mapping[str, str]) -> str:
    """Return the pages that a site has, with their headings: what others ask before they link to them."""
    return repr([(path, HEADING.findall(text)) for path, text in sorted(documents.items())])


def _of_data(evidence: SiteInput, names: Namespace) -> OfData:
    """Render the pages and files that follow from data and notebooks."""
    problems = check_data(evidence, names)
    if problems:
        return OfData(problems)
    pages: dict[str, str] = {}
    files: dict[str, bytes] = {}
    entries: list[Mapping[str, Any]] = []
    for part in parts_of(evidence, names, _of_analysis):
        pages |= part.pages
        files |= part.files
        entries += part.listed
    for figure in evidence.figures:
        files |= _below(f"figures/{figure.id}", {**drawn_files(figure, evidence), **past_files(figure, evidence)})
    for results, text in claims_pages(evidence, names):
        pages[f"claims/{results.name}.md"] = text
    pages |= table_pages(evidence, names)
    files |= _tables(evidence)
    files |= listings(evidence, names, entries)
    index = quotes_index(Page("", evidence, names))
    files |= {QUOTES: quotes_file(index), QUOTES_SCRIPT: index_script(index, evidence.vocabulary)}
    files[WORDS] = search_words(evidence.vocabulary, evidence.glossary)
    files[MANIFEST] = manifest_file(evidence, names)
    news = [*change_news(evidence), *_news(evidence, names)]
    files |= feeds(news, evidence.settings, "changes/" if "changes.md" in evidence.documents else "")
    return OfData((), pages, files)


def _of_analysis(analysis: Analysis, evidence: SiteInput, names: Namespace) -> Part:
    """Render the pages and files of one analysis and its figures, but for those that the evidence has as they are."""
    slug, css = analysis.slug, style(evidence.settings.font)
    page = Page(DEPTH_OF_ANALYSIS, evidence, names)
    pages = {
        f"analyses/{slug}.md": analysis_page(analysis, page),
        f"values/{slug}.md": values_page(analysis, page),
        f"figures/{slug}.md": figures_of(analysis, page),
    }
    beside = {**_citation(analysis, page).files(), **table_files(analysis, page)}
    files = {
        **_below(f"analyses/{slug}", beside),
        **_below(f"values/{slug}", citation_files(value_citations(analysis, page))),
        **brief_files(analysis, page, css),
    }
    page, entries, whole = Page(DEPTH_OF_FIGURE, evidence, names), [], dict(beside)
    for figure in analysis.figures:
        drawn = drawn_files(figure, evidence)
        result = figure_assets(figure, page, css, drawn)
        hashes = {name: sha256(content) for name, content in sorted(result.items())}
        made = {name: content for name, content in result.items() if name not in drawn}
        files |= _below(f"figures/{figure.id}", {**made, PACKAGE: figure_package(figure, page, result)})
        pages[f"figures/{figure.id}.md"] = figure_page(figure, page, hashes)
        entries.append(figure_json(figure, page, hashes))
        whole |= {f"{figure.name}{ending}": result[f"values{ending}"] for ending in (".csv", f".csv{DICTIONARY}")}
    files[f"analyses/{slug}/{PACKAGE}"] = analysis_package(analysis, page, whole)
    return Part(pages, files, entries)


def _letters(pages: Mapping[str, str], files: Mapping[str, bytes], evidence: SiteInput) -> dict[str, bytes]:
    """Return the style sheet and the fonts with which pages show all that they say; nothing where there is none."""
    sheet = files.get(f"{ASSETS}/style.css")
    whole = (content.decode() for path, content in files.items() if path.endswith(".html"))
    said = [evidence.settings.site_name, *pages.values(), *whole]
    return {} if sheet is None else letters_of(said, evidence.settings.font, sheet)


def _pages_by_topic(evidence: SiteInput) -> dict[str, list[str]]:
    """Return the analyses' pages by topic; none where the site names no topics."""
    groups = topics(evidence) if evidence.settings.topics else []
    return {topic.name: [f"analyses/{analysis.slug}.md" for analysis in topic.analyses] for topic in groups}


def _tables(evidence: SiteInput) -> dict[str, bytes]:
    """Return each table's file, but for those that are too long, and each CSV file as a package, by address."""
    tables = evidence.tables.values()
    rows = {table.path: evidence.project.files.read(table.path) for table in tables if is_published(table)}
    packed = [table for table in tables if not table.is_large]
    return rows | {f"{address_of(table)}.zip": data_package(table, evidence) for table in packed}


def _below(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{folder}/{name}": content for name, content in files.items()}


def _citation(analysis: Analysis, page: Page) -> Citation:
    digest = content_hash({item.id: page.hash_of(item) for item in published_by(analysis)})
    return cite_analysis(analysis.slug, page.text(analysis.title, analysis.slug), page.evidence.settings, digest)


def _news(evidence: SiteInput, names: Namespace) -> list[dict[str, str]]:
    """Return what the feed tells of this release: each analysis by its finding."""
    return [
        {
            "title": plain(analysis.title, analysis.slug, names),
            "path": f"analyses/{analysis.slug}/",
            "summary": _words(
                plain_markdown(analysis.notebook["cells"][0]["source"].partition("\n")[2], analysis.slug, names)
            ),
        }
        for analysis in evidence.analyses
    ]


def analysis_page(analysis: Analysis, page: Page) -> str:
    """Return an analysis's page as Markdown."""
    from .exporter import export_page

    evidence, names, slug = page.evidence, page.names, analysis.slug
    title = plain(analysis.title, slug, names)
    cited = {key for item in published_by(analysis) for key in item.sources}
    cited |= {evidence.claims[key].source for key in analysis.claims}
    dek = analysis.notebook["cells"][0]["source"].partition("\n")[2].strip()
    strip = {
        "meta": analysis.meta,
        "overdue": is_overdue(analysis, date.fromisoformat(evidence.settings.released)),
        "grades": grade_shares(analysis, evidence),
        "figures": len(analysis.figures),
        **standing_of(analysis, evidence),
    }
    settings = evidence.settings
    foot = {
        "sources": sources_of(cited, evidence),
        "root": page.root,
        "slug": slug,
        "path": analysis.path,
        "sha256": analysis.sha256,
        "figures": len(analysis.figures),
        "values": len(analysis.values),
        "citation": _citation(analysis, page),
        "listed": listed_in(slug, page),
        "proof": strip,
    }
    leading = next(figure for figure in analysis.figures if figure.name == analysis.meta["card"]["figure"])
    description = _words(plain_markdown(dek, slug, names))
    render = templates().get_template
    return export_page(
        analysis.notebook,
        lambda text: bind_markdown(text, slug, names, page.root),
        {
            **{figure.name: figure_block(figure, page) for figure in analysis.figures},
            leading.name: render("leading.md.j2").render(name=leading.name),
            **{table.name: table_block(table, analysis, page) for table in analysis.tables},
        },
        {
            "title": title,
            "heading": plain_markdown(analysis.title, slug, names),
            "nav": analysis.meta["nav"],
            "searched": list(analysis.meta.get("searched") or ()),
            "release": settings.release,
            "description": description,
            "image": f"figures/{slug}/{analysis.meta['card']['figure']}/preview.png",
            "jsonld": analysis_graph(analysis, title, description, page),
            "lead": figure_block(leading, page, leading=True),
            "strip": render("strip.html.j2").render(strip),
            **_opening(analysis, page),
            "foot": render("foot.md.j2").render(foot),
        },
    )


def _opening(analysis: Analysis, page: Page) -> dict[str, str]:
    """Return the parts of a page's head that say what was found: its decision box and its takeaways, as HTML."""

    def said(text: str) -> str:
        return inline(linked(text, analysis.slug, page.names, page.root))

    box, _ = read_decision(analysis.notebook["cells"], analysis.path)
    lines = box.shown(str(analysis.meta["question"])) if box else []
    takeaways = takeaways_of(analysis.notebook)
    opening = {
        "means": said(box.means) if box and box.means else "",
        "called": LABELS[MEANS] if box and box.means else "For a decision",
        "items": [(said(text), word) for text, word in takeaways],
        "lines": [
            (label, heading, said(text) if box and label in box.lines else escape(text))  # the header's is no Markdown
            for label, heading, text in lines
        ],
        "root": page.root,
        "explained": page.has("methods.md", "Confidence words"),
    }
    return {part: templates().get_template(f"{part}.html.j2").render(opening) for part in ("decision", "takeaways")}


def standing_of(analysis: Analysis, evidence: SiteInput) -> dict[str, int]:
    """Return how many of an analysis's figures the record proves, has otherwise, or does not have yet."""
    new = {drift.id for drift in evidence.drifts if drift.what == "new"}
    waiting = sum(figure.id in new for figure in analysis.figures)
    proved = sum(figure.id not in evidence.moved for figure in analysis.figures)
    return {"proved": proved, "waiting": waiting, "differing": len(analysis.figures) - proved - waiting}


def _words(text: str) -> str:
    """Return Markdown as one line of plain words, for search engines and link previews."""
    return " ".join(str(inline(text).striptags()).split())
