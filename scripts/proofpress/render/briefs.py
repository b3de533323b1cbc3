"""The two-page brief of an analysis: what it says, as a page to print and as a PDF."""

from __future__ import annotations

import posixpath
import re
from importlib import metadata

import markdown
from markupsafe import Markup

from ..data.shapes import part_of
from ..execute.cache import environment_hash, keep, package_hash, recall
from ..figures.draw import on_paper
from ..figures.extract import section_of, takeaways
from ..model.hashing import sha256
from ..model.records import Analysis, Figure
from ..notebook.fonts import typeface_of
from ..notebook.theme import LIGHT
from ..text.binding import plain, plain_markdown
from .context import Page, published_by, sources_of, templates
from .csp import with_policy
from .typst_brief import Brief, BriefFigure, brief_source, print_brief

FIGURES: int = part_of("notebook", "header")["properties"]["brief"]["maxItems"]
"""Pictures that the two pages hold."""
SOURCE_LINK = re.compile(r'href="(?![a-z]+:|/)(?P<path>[^"#]+)\.md(?P<anchor>#[^"]*)?"')


def inline(text: str) -> Markup:
    """Return one paragraph of Markdown as HTML, without the paragraph."""
    return Markup(markdown.markdown(text).removeprefix("<p>").removesuffix("</p>"))


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
    """Return the figures of the brief: those that the header names, or the card's and the first others."""
    by_name = {figure.name: figure for figure in analysis.figures}
    wanted = list(analysis.meta.get("brief") or ())
    names = dict.fromkeys([*wanted, *([] if wanted else [analysis.meta["card"]["figure"], *by_name])])
    return [by_name[name] for name in names][:FIGURES]


def _figure(figure: Figure, page: Page) -> BriefFigure:
    picture = page.evidence.pictures[figure.id]
    sources = "; ".join(f"{one['short']} ({one['grade']})" for one in sources_of(figure.sources, page.evidence))
    svg = on_paper(picture.inline["wide"], LIGHT).encode()
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
    words = takeaways(section_of(analysis.notebook, "Takeaways") or "")
    return Brief(
        site=settings.site_name,
        address=settings.address(f"analyses/{slug}/"),
        release=settings.release,
        released=settings.released,
        title=plain(analysis.title, slug, names),
        dek=said(analysis.notebook["cells"][0]["source"].partition("\n")[2].strip()),
        takeaways=[(said(text), f"{word} confidence" if word else "") for text, word in words],
        figures=[_figure(figure, page) for figure in _chosen(analysis)],
        limits=[said(item) for item in _items(section_of(analysis.notebook, "Limits") or "")],
        sources=[f"{one['short']} ({one['grade']})" for one in sources_of(cited, page.evidence)],
        releases=f"{settings.home}releases/",
    )


def brief_files(analysis: Analysis, page: Page, css: str) -> dict[str, bytes]:
    """Return an analysis's brief as files beside its page: ``brief.pdf`` and ``brief.html``."""
    brief = make_brief(analysis, page)
    settings = page.evidence.settings
    fonts = typeface_of(settings)
    made_from = [brief_source(brief, fonts.family), *(figure.sha256 for figure in brief.figures), brief.released]
    state = sha256("\n".join([*made_from, package_hash(), environment_hash(settings), metadata.version("typst")]))
    kept = settings.cache / "briefs" / f"{analysis.slug}-{state[:20]}.pickle"
    pdf = recall(kept)
    if not isinstance(pdf, bytes):
        pdf = print_brief(brief, fonts)
        keep(kept, pdf)
    css = css.replace('url("', f'url("{page.root}assets/proofpress/')
    html = with_policy(templates().get_template("brief.html.j2").render(brief=brief, css=css, page=page))
    folder = f"analyses/{analysis.slug}"
    return {f"{folder}/brief.pdf": pdf, f"{folder}/brief.html": html.encode()}
