"""The two-page brief of an analysis: what it says, as a page to print and as a PDF."""

from __future__ import annotations

import posixpath
import re
import threading
from collections.abc import Iterator

import markdown
from markupsafe import Markup

from ..data.shapes import part_of
from ..figures.draw import with_background
from ..figures.takeaways import bound_values, section_of, takeaways_of
from ..model.hashing import sha256
from ..model.keys import FONT_PACKAGES, generator_parts, package_parts, python_part
from ..model.records import Analysis, Figure
from ..model.settings import Settings
from ..model.store import Store, key_of
from ..notebook.fonts import typeface_of
from ..notebook.theme import LIGHT
from ..text.bound import plain, plain_markdown
from ..text.decision import CONFIDENCE, LABELS, MEANS, read_decision
from .assets import with_letters
from .context import Page, published_by, sources_of, templates
from .csp import with_policy
from .entities import Entities
from .typst_brief import Brief, BriefFigure, brief_source, print_brief

FIGURES: int = part_of("notebook", "header")["properties"]["brief"]["maxItems"]
"""Pictures that the two pages hold."""
FONT_CODE = (
    *("model/letters.py", "notebook/fonts.py", "notebook/cuts"),
    *("notebook/further_fonts.py", "notebook/theme.py"),
)
PRINTING = ("render/typst_brief.py", "render/templates/brief.typ.j2", *FONT_CODE)
"""What turns a brief's texts into a PDF."""
PRINTING_PACKAGES = (*FONT_PACKAGES, "typst")
KEPT_BRIEFS = 4
PDF = "brief.pdf"
SOURCE_LINK = re.compile(r'href="(?![a-z]+:|/)(?P<path>[^"#]+)\.md(?P<anchor>#[^"]*)?"')


class _Reader(threading.local):
    """A reader of Markdown for each thread: making one takes longer than reading a paragraph."""

    def __init__(self) -> None:
        self.markdown = markdown.Markdown(extensions=[Entities()])


_reader = _Reader()


def inline(text: str) -> Markup:
    """Return one paragraph of Markdown as HTML, without the paragraph."""
    return Markup(_reader.markdown.reset().convert(text).removeprefix("<p>").removesuffix("</p>"))


def linked_from_site(html: str, folder: str, root: str) -> str:
    """Return HTML with its links to Markdown files led to their pages, as MkDocs leads those on pages of its own.

    Parameters
    ----------
    html : str
        Rendered from a source file in ``folder``.
    folder : str
        Folder of the source file below ``docs/``.
    root : str
        Relative address of the site's root from where the HTML stands.

    Examples
    --------
    >>> linked_from_site('<a href="power-mix.md#limits">', "analyses", "../../")
    '<a href="../../analyses/power-mix/#limits">'
    """

    def lead(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, match["path"]))
        address = "" if path == "index" else path.removesuffix("/index") + "/"
        return f'href="{root}{address}{match["anchor"] or ""}"'

    return SOURCE_LINK.sub(lead, html)


def _chosen(analysis: Analysis) -> list[Figure]:
    """Return the figures of the brief: those that the header names, or those that show what the takeaways say.

    Where neither fills the pages, the card's figure and the first others do.
    """
    by_name = {figure.name: figure for figure in analysis.figures}
    wanted = list(analysis.meta.get("brief") or ())
    names = dict.fromkeys(wanted or [*_shown_figures(analysis), analysis.meta["card"]["figure"], *by_name])
    return [by_name[name] for name in names][:FIGURES]


def _shown_figures(analysis: Analysis) -> Iterator[str]:
    """Yield for each takeaway the figure that draws most of the rows behind its numbers; the card's before equals."""
    values = {value.name: value for value in analysis.values}
    by_card = sorted(analysis.figures, key=lambda figure: figure.name != analysis.meta["card"]["figure"])
    for text, _ in takeaways_of(analysis.notebook):
        rows = {row for value in bound_values(text, values) for row in value.row_ids}
        shared = {figure.name: len(rows.intersection(figure.row_ids)) for figure in by_card}
        best = max(shared, key=lambda name: shared[name], default="")
        if shared.get(best):
            yield best


def _figure(figure: Figure, page: Page) -> BriefFigure:
    picture = page.evidence.pictures[figure.id]
    sources = "; ".join(f"{item['short']} ({item['grade']})" for item in sources_of(figure.sources, page.evidence))
    svg = with_background(picture.inline["wide"], LIGHT).encode()
    return BriefFigure(
        id=figure.id,
        title=page.text(figure.title, figure.analysis),
        subtitle=page.text(figure.subtitle, figure.analysis),
        alt=page.text(figure.alt, figure.analysis),
        source=sources,
        svg=svg,
        sha256=sha256(svg),
    )


def _items(section: str) -> list[str]:
    """Return the items of a Markdown list."""
    return [" ".join(item.split()) for item in re.split(r"^[-*]\s+", section, flags=re.MULTILINE)[1:]]


def make_brief(analysis: Analysis, page: Page) -> Brief:
    """Return what an analysis's brief says."""
    slug, names, settings = analysis.slug, page.names, page.evidence.settings

    def said(text: str) -> Markup:
        return Markup(linked_from_site(inline(plain_markdown(text, slug, names)), "analyses", page.root))

    cited = {key for item in published_by(analysis) for key in item.sources}
    words = takeaways_of(analysis.notebook)
    box, _ = read_decision(analysis.notebook["cells"], analysis.path)
    return Brief(
        site=settings.site_name,
        address=settings.address(f"analyses/{slug}/"),
        release=settings.release,
        released=settings.released,
        title=plain(analysis.title, slug, names),
        dek=said(analysis.notebook["cells"][0]["source"].partition("\n")[2].strip()),
        means=(said(box.means), f"{box.lines[CONFIDENCE]} confidence") if box and box.means else ("", ""),
        takeaways=[(said(text), f"{word} confidence" if word else "") for text, word in words],
        figures=[_figure(figure, page) for figure in _chosen(analysis)],
        limits=[said(item) for item in _items(section_of(analysis.notebook, "Limits") or "")],
        sources=[
            (f"{item['short']} ({item['grade']})", page.evidence.sources[item["id"]].address)
            for item in sources_of(cited, page.evidence)
        ],
        releases=f"{settings.home}releases/" if settings.site_url else "",
    )


def brief_parts(brief: Brief, family: str) -> dict[str, str]:
    """Return the parts of a printed brief's key: what it says, its pictures, and what prints it."""
    pictures = {f"picture {figure.id}": figure.sha256 for figure in brief.figures}
    own = {"text": sha256(brief_source(brief, family)), "setting released": brief.released, **pictures}
    return {**own, **generator_parts(*PRINTING), **package_parts(PRINTING_PACKAGES), **python_part()}


def _printed(slug: str, brief: Brief, settings: Settings) -> bytes:
    """Return a brief as PDF, as it was kept or printed now."""
    fonts = typeface_of(settings)
    parts, store = brief_parts(brief, fonts.family), Store(settings.cache / "briefs", KEPT_BRIEFS)
    kept = store.recall(slug, key_of(parts))
    if kept is not None:
        return kept.files[PDF]
    pdf = print_brief(brief, fonts)
    store.keep(slug, key_of(parts), {PDF: pdf}, parts)
    return pdf


def brief_files(analysis: Analysis, page: Page, css: str) -> dict[str, bytes]:
    """Return an analysis's brief as files beside its page: ``brief.pdf`` and ``brief.html``."""
    brief = make_brief(analysis, page)
    settings = page.evidence.settings
    pdf = _printed(analysis.slug, brief, settings)
    css = css.replace('url("', f'url("{page.root}assets/proofpress/')
    html = templates().get_template("brief.html.j2").render(brief=brief, called=LABELS[MEANS], css=css, page=page)
    html = with_policy(with_letters(html, settings.font, page.root))
    folder = f"analyses/{analysis.slug}"
    return {f"{folder}/brief.pdf": pdf, f"{folder}/brief.html": html.encode()}
