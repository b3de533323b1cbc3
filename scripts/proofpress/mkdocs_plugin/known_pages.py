"""Pages that this process has rendered before: Markdown and frame are made anew only where something of theirs changed.

A preview builds all pages after each saved edit, of which one or two differ. What a page was made from is compared
whole: its text, the files that its links lead to, the settings, the menu. Nothing is kept between processes.
"""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..model.remembered import Remembered
from .defaults import EXTENSIONS
from .search import PLUGINS

READING = frozenset({*EXTENSIONS, "fenced_code", "md_in_html", "sane_lists", "smarty"})
"""Markdown extensions that read the text alone; others may read files, so their pages are always rendered."""
OWN = frozenset({*PLUGINS, "proofpress"})
"""Plugins that add nothing to a page's frame that is not in its settings."""
PLAIN = (str, int, float, bool, list, tuple, dict, type(None))
ELSEWHERE = ("site_dir", "nav", "plugins", "theme", "hooks")
"""Settings that are compared otherwise, or say nothing about a page."""
OF_OTHERS = re.compile(r"\bpages\b")
"""In a template: it shows other pages than its own."""
MOST = 3000


@dataclass(frozen=True)
class _Content:
    """A page's rendered Markdown, and to which address each file led that its links asked for."""

    html: str
    toc: Any
    title: str | None
    anchors: frozenset[str]
    links: Mapping[str, Mapping[str, str]]
    asked: Mapping[str, str | None]


_contents: Remembered[_Content] = Remembered(MOST)
_outputs: Remembered[str] = Remembered(MOST)


class _AskedFiles:
    """The files of a build as links ask for them, each answer noted."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.asked: dict[str, str | None] = {}
        self.is_whole = True

    def get_file_from_path(self, path: str) -> Any:
        """Return a file by its path, as MkDocs' own list does."""
        self.asked[path] = _address(self._files, path)
        return self._files.get_file_from_path(path)

    def __getattr__(self, name: str) -> Any:
        self.is_whole = False  # asked for in a way whose answer is not noted
        return getattr(self._files, name)


def _address(files: Files, path: str) -> str | None:
    file = files.get_file_from_path(path)
    return None if file is None else file.url


def know_content(page: Page, config: MkDocsConfig) -> None:
    """Have a page take its rendered Markdown from an earlier build of this process, where it would be the same."""
    if READING.issuperset(config.markdown_extensions):
        page.render = partial(_render, page)  # type: ignore[method-assign]


def _render(page: Page, config: MkDocsConfig, files: Files) -> None:
    links = (config.validation.links, config.mdx_configs, config.use_directory_urls, config.site_url)
    made_from = (page.file.src_uri, page.markdown or "", repr((config.markdown_extensions, links)))
    known = _contents.recall(*made_from)
    if known is None or any(_address(files, path) != address for path, address in known.asked.items()):
        asked = _AskedFiles(files)
        with _silent() as said:
            Page.render(page, config, asked)  # type: ignore[arg-type]
        if not said and asked.is_whole:
            _contents.keep(_content(page, asked.asked), *made_from)
        return
    page.content, page.toc, page._title_from_render = known.html, copy.deepcopy(known.toc), known.title
    page.present_anchor_ids = set(known.anchors)
    page.links_to_anchors = {}
    for path, anchors in known.links.items():
        file = files.get_file_from_path(path)
        if file is not None:
            page.links_to_anchors[file] = dict(anchors)


def _content(page: Page, asked: Mapping[str, str | None]) -> _Content:
    links = {file.src_uri: dict(anchors) for file, anchors in (page.links_to_anchors or {}).items()}
    anchors = frozenset(page.present_anchor_ids or ())
    return _Content(page.content or "", copy.deepcopy(page.toc), page._title_from_render, anchors, links, dict(asked))


@contextmanager
def _silent() -> Iterator[list[logging.LogRecord]]:
    """Give the list of what MkDocs says meanwhile: a page that is warned of must be warned of each time."""
    handler, logger = _Said(logging.INFO), logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield handler.records
    finally:
        logger.removeHandler(handler)


class _Said(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def know_frames(environment: Any, config: MkDocsConfig, nav: Navigation, stated: str) -> None:
    """Have pages take their finished frames from an earlier build of this process, where they would be the same.

    Parameters
    ----------
    environment : jinja2.Environment
        The theme's templates.
    config : MkDocsConfig
        The settings, as the build completed them.
    nav : Navigation
        The menu, which stands in every page.
    stated : str
        The hash of the file that states the settings.
    """
    own = _own_templates(config)
    if config.hooks or not OWN.issuperset(config.plugins) or any(OF_OTHERS.search(text) for text in own.values()):
        return  # a site's own plugins may show anything
    settings = {key: _plain(value) for key, value in config.items() if key not in ELSEWHERE and _is_plain(value)}
    frame = repr(
        (stated, own, settings, {name: config.theme[name] for name in config.theme}, list(map(_item, nav.items)))
    )
    ask = environment.get_template

    def get_template(name: Any, parent: str | None = None, globals: Any = None) -> Any:
        template = ask(name, parent, globals)
        return template if parent is not None else _Frame(template, partial(_framed, frame, str(name)))

    environment.get_template = get_template


def _own_templates(config: MkDocsConfig) -> dict[str, str]:
    """Return the site's own templates by their name."""
    folder = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    files = sorted(folder.rglob("*.*")) if folder is not None else []
    return {str(file): file.read_text(encoding="utf-8", errors="replace") for file in files if file.is_file()}


class _Frame:
    """A page's template, as MkDocs asks for it: to be filled once."""

    def __init__(self, template: Any, framed: Callable[[Any, Mapping[str, Any]], str]) -> None:
        self._template, self._framed = template, framed

    def render(self, context: Mapping[str, Any]) -> str:
        """Return the filled template."""
        return self._framed(self._template, context)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)


def _framed(frame: str, name: str, template: Any, context: Mapping[str, Any]) -> str:
    """Return a page in its frame; pages that are not a document, such as the site map, list all others."""
    page = context.get("page")
    if page is None:
        return str(template.render(context))
    return _outputs.of(lambda: str(template.render(context)), frame, name, _page(page), page.content or "")


def _page(page: Page) -> str:
    """Return all that a page's frame says of it, as text."""
    near = [(item.title, item.url) if item is not None else None for item in (page.previous_page, page.next_page)]
    facts = (page.title, page.url, page.canonical_url, page.edit_url, page.file.src_uri, page.is_homepage)
    above = [item.title for item in page.ancestors]
    return repr((facts, page.meta, str(page.update_date), near, above, [_link(link) for link in page.toc]))


def _link(link: Any) -> Any:
    return link.title, link.id, link.level, [_link(below) for below in link.children]


def _item(item: Any) -> Any:
    """Return an item of the menu with all below it."""
    address = getattr(item, "url", None)
    return type(item).__name__, item.title, address, [_item(below) for below in item.children or ()]


def _is_plain(value: Any) -> bool:
    return isinstance(value, PLAIN)


def _plain(value: Any) -> Any:
    """Return a setting whose text says all of it: scripts are objects with attributes of their own."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return vars(value) if hasattr(value, "path") and hasattr(value, "__dict__") else value
