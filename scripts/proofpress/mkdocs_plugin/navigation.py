"""The navigation: the analyses where a site has a place for them, or a whole menu where it has none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from mkdocs.utils import nest_paths

from ..model.settings import Settings
from ..render.site import Site

ANALYSES = "Analyses"
"""The section of a menu that the analyses fill."""
HOME = "index.md"
INDEX = "analyses/index.md"
"""The page that lists the analyses."""
SECTIONS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Evidence",
        (
            ("Claims", "claims.md"),
            ("Audit", "audit.md"),
            ("Frameworks", "frameworks.md"),
            ("Debate", "debate.md"),
            ("Sources", "sources.md"),
            ("Data", "data.md"),
            ("Values", "values.md"),
            ("Quote check", "quote-check.md"),
        ),
    ),
    (
        "About",
        (
            ("Methods", "methods.md"),
            ("Glossary", "glossary.md"),
            ("Reproduce", "reproduce.md"),
            ("Changes", "changes.md"),
            ("About this site", "about.md"),
        ),
    ),
)
"""The sections of a whole menu; a page that the site does not have is left out."""
GUIDES: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("Begin", "start/", (("Your first analysis", "start/tutorial.md"), ("Tasks", "start/how-to.md"))),
    (
        "Contribute",
        "contribute/",
        (
            ("Where to begin", "contribute/index.md"),
            ("A table or source", "contribute/data.md"),
            ("A claim or check", "contribute/claims.md"),
            ("An analysis", "contribute/analysis.md"),
            ("A release", "contribute/release.md"),
            ("How far it scales", "contribute/scale.md"),
        ),
    ),
    (
        "Reference",
        "reference/",
        (
            ("Registers", "reference/registers.md"),
            ("Settings", "reference/settings.md"),
            ("Commands", "reference/commands.md"),
            ("What notebooks call", "reference/functions.md"),
            ("Kinds of chart", "reference/charts.md"),
        ),
    ),
)
"""Folders of pages for those who write for the site, below the section ``About``, and the pages that come first."""
FIGURES = ("Figures", "figures.md")
FOLDERS = ("analyses/", "figures/", "claims/", "data/", "values/")
"""Folders of generated pages, which a whole menu does not list one by one."""


def navigation(nav: Any, site: Site, settings: Settings) -> Any:
    """Return a site's menu with its analyses.

    Parameters
    ----------
    nav : list or None
        The menu of ``mkdocs.yml``.
    site : Site
        The pages.
    settings : Settings
        The order of the analyses.

    Returns
    -------
    list
        The site's own menu with its section ``Analyses`` filled, or a whole one where the site has none.
    """
    entries = _analyses(site, settings)
    return whole_menu(site, entries, settings) if nav is None else [_filled(item, entries) for item in nav]


def _analyses(site: Site, settings: Settings) -> list[Any]:
    """Return the pages of the section: hand-written ones first, then the analyses in the site's order, by topic."""
    order = {f"analyses/{path.stem.replace('_', '-')}.md": at for at, path in enumerate(settings.notebook_paths())}
    pages = sorted((path for path in site.pages if path.startswith("analyses/")), key=lambda path: order.get(path, -1))
    entries: list[Any] = [{"By finding": path} if path == INDEX else path for path in pages if path not in site.menu]
    if not site.topics:
        return [*entries, *({site.menu[path]: path} for path in pages if path in site.menu)]
    return entries + [{topic: [{site.menu[path]: path} for path in paths]} for topic, paths in site.topics.items()]


def _filled(item: Any, entries: list[Any]) -> Any:
    """Return an item of a menu, its empty section of analyses filled at whatever depth it stands."""
    if not isinstance(item, dict):
        return item
    filled = {}
    for name, below in item.items():
        if name == ANALYSES and not below:
            filled[name] = entries
        else:
            filled[name] = [_filled(part, entries) for part in below] if isinstance(below, list) else below
    return filled


def whole_menu(site: Site, entries: list[Any], settings: Settings) -> list[Any]:
    """Return a menu of all pages that a reader starts from."""
    dated = [(timeline.called, timeline.file) for timeline in settings.timelines]
    listed = {HOME, FIGURES[1], *(path for _, path in dated), *(path for _, pages in SECTIONS for _, path in pages)}
    others = [path for path in site.pages if path not in listed and not path.startswith(FOLDERS)]
    guides = {name: _guide(folder, first, site) for name, folder, first in GUIDES}
    menu: list[Any] = [{"Home": HOME}] if HOME in site.pages else []
    menu.append({ANALYSES: entries})
    menu += _present([FIGURES, *dated], site)
    for name, pages in SECTIONS:
        present: list[Any] = _present(pages, site)
        if name == "About":
            present += [{title: below} for title, below in guides.items() if below]
        menu += [{name: present}] if present else []
    folders = tuple(folder for _, folder, _ in GUIDES)
    rest = [path for path in others if not path.startswith(folders)]
    return menu + list(nest_paths(rest))  # type: ignore[no-untyped-call]


def _guide(folder: str, first: Iterable[tuple[str, str]], site: Site) -> list[Any]:
    """Return the pages of a folder, those first that come first, the others under their own titles."""
    named = {path for _, path in first}
    return _present(first, site) + sorted(path for path in site.pages if path.startswith(folder) and path not in named)


def _present(pages: Iterable[tuple[str, str]], site: Site) -> list[Any]:
    return [{name: path} for name, path in pages if path in site.pages]


OPENING = "takeaways"
"""Id of a section that stands in the first screens and needs no line in the contents."""
UNSEARCHED = re.compile(r"<h2\b(?=[^>]*\sdata-search-exclude)[^>]*\sid=\"([^\"]*)\"")
"""Headings below the text: sources, citation, files."""
FIGURE = re.compile(r"<h2\b(?=[^>]*\sclass=\"[^\"]*pp-title)[^>]*\sid=\"([^\"]*)\"")


def shorten_contents(toc: Any, html: str) -> None:
    """Keep a page's list of contents to its sections, in place: no figures, no takeaways, nothing of the foot."""
    left_out = {OPENING, *UNSEARCHED.findall(html), *FIGURE.findall(html)}
    roots = list(toc)
    for root in roots:
        root.children = [item for item in root.children if item.id not in left_out]
        for item in root.children:
            item.children = []
