"""Pages that earlier builds have rendered: Markdown and frame are made anew only where something of theirs changed.

An edit changes one or two pages of hundreds. What a page was made from is compared whole: its text, the files that its
links lead to, the settings, the menu, the generator and all that is installed. Finished pages lie in the cache.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ..model.in_force import settings_in_force
from ..model.keys import is_installed, making_parts
from ..model.settings import Settings
from ..model.store import Store, key_of
from ..render.search_index import FoundPage, page_entries
from .defaults import EXTENSIONS
from .search import PLUGINS

READING = frozenset({*EXTENSIONS, "fenced_code", "md_in_html", "sane_lists", "smarty"})
"""Markdown extensions that read the text alone; others may read files, so their pages are always rendered."""
OWN = frozenset({*PLUGINS, "proofpress"})
"""Plugins that add nothing to a page's frame that is not in its settings."""
PLAIN = (str, int, float, bool, type(None))
ELSEWHERE = ("site_dir", "nav", "plugins", "theme", "hooks")
"""Settings that are compared otherwise, or say nothing about a page."""
ALONE = ("404.html",)
"""Templates that make a page of their own, of nothing but the frame."""
OF_OTHERS = re.compile(r"\bpages\b")
"""In a template: it shows other pages than its own."""
NEWEST = 2
"""States of a page that are kept, so that undoing an edit is free."""
CONTENT, ENTRIES, FINISHED = "content", "entries", "finished"
"""What is kept of a page: its rendered Markdown, what the search finds of it, and the page as it is written."""


@dataclass(frozen=True)
class _Content:
    """A page's rendered Markdown, and to which address each file led that its links asked for."""

    html: str
    toc: Sequence[Any]
    title: str | None
    anchors: Sequence[str]
    links: Mapping[str, Mapping[str, str]]
    asked: Mapping[str, str | None]


class FinishedPage(str):
    """A page as an earlier build has written it, which nothing is to be done to."""

    __slots__ = ()


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


class KnownPages:
    """Pages of a site that earlier builds have rendered.

    Parameters
    ----------
    settings : Settings
        The project, whose cache they lie in.
    """

    def __init__(self, settings: Settings) -> None:
        self._root = settings.root
        self._store = Store(settings.cache / "pages", NEWEST)
        self._made_by = key_of(making_parts(settings))
        self._reading: str | None = None
        self._keys: dict[str, str] = {}

    def begin(self, config: MkDocsConfig) -> None:
        """Note what all pages are read with, before the first is; nothing where it is not known from the settings."""
        self._reading = self._read_with(config)

    def know_content(self, page: Page) -> None:
        """Have a page take its rendered Markdown from an earlier build, where it would be the same."""
        if self._reading is not None:
            page.render = partial(self._render, self._reading, page)  # type: ignore[method-assign]

    def _render(self, reading: str, page: Page, config: MkDocsConfig, files: Files) -> None:
        name, key = f"{page.file.src_uri} {CONTENT}", key_of({"read with": reading, "text": page.markdown or ""})
        known = self._content(name, key)
        if known is None or any(_address(files, path) != address for path, address in known.asked.items()):
            asked = _AskedFiles(files)
            with _silent() as said:
                Page.render(page, config, asked)  # type: ignore[arg-type]
            if not said and asked.is_whole:
                content = json.dumps(asdict(_content_of(page, asked.asked)))
                self._store.keep(name, key, {CONTENT: content.encode()})
            return
        page.content, page.toc, page._title_from_render = known.html, _contents(known.toc), known.title
        page.present_anchor_ids = set(known.anchors)
        page.links_to_anchors = {}
        for path, anchors in known.links.items():
            file = files.get_file_from_path(path)
            if file is not None:
                page.links_to_anchors[file] = dict(anchors)

    def _read_with(self, config: MkDocsConfig) -> str | None:
        """Return the key of all that Markdown is read with; None where other files or code of the site take part."""
        if not READING.issuperset(config.markdown_extensions) or _own_code(config.mdx_configs):
            return None
        reading = {"extensions": config.markdown_extensions, "options": config.mdx_configs}
        links = {"links": config.validation.links, "folders": config.use_directory_urls, "address": config.site_url}
        stated = settings_in_force({**reading, **links}, self._root)
        return key_of({**dict(stated), "made by": self._made_by})

    def _content(self, name: str, key: str) -> _Content | None:
        kept = self._store.recall(name, key)
        return None if kept is None else _Content(**json.loads(kept.files[CONTENT]))

    def entries(self, page: FoundPage) -> list[dict[str, Any]]:
        """Return what the search finds of a page."""
        name, key = f"{page.address} {ENTRIES}", key_of({**asdict(page), "made by": self._made_by})
        kept = self._store.recall(name, key)
        if kept is not None:
            return list(json.loads(kept.files[ENTRIES]))
        entries = page_entries(page)
        self._store.keep(name, key, {ENTRIES: json.dumps(entries).encode()})
        return entries

    def know_frames(self, environment: Any, config: MkDocsConfig, nav: Navigation, *admitted: str) -> None:
        """Have pages be taken as an earlier build has finished them, where they would be the same.

        Parameters
        ----------
        environment : jinja2.Environment
            The theme's templates.
        config : MkDocsConfig
            The settings, as the build completed them.
        nav : Navigation
            The menu, which stands in every page.
        *admitted : str
            What else every page says.
        """
        self._keys.clear()
        own = _own_templates(config)
        if config.hooks or not OWN.issuperset(config.plugins) or any(OF_OTHERS.search(text) for text in own.values()):
            return  # a site's own plugins may show anything
        settings = {name: value for name, value in config.items() if name not in ELSEWHERE}
        options = {name: config.plugins[name].config for name in config.plugins}
        theme = {name: config.theme[name] for name in config.theme}
        stated = settings_in_force({"settings": settings, "plugins": options, "theme": theme}, self._root)
        frame = key_of(
            {**dict(stated), "made by": self._made_by, "own": repr(own), "menu": repr(list(map(_item, nav.items))),
             "admitted": repr(admitted)}
        )  # fmt: skip
        ask = environment.get_template

        def get_template(name: Any, parent: str | None = None, globals: Any = None) -> Any:
            template = ask(name, parent, globals)
            return template if parent is not None else _Frame(template, partial(self._framed, frame, str(name)))

        environment.get_template = get_template

    def _framed(self, frame: str, template_name: str, template: Any, context: Mapping[str, Any]) -> str:
        """Return a page in its frame; pages that are not a document, such as the site map, list all others."""
        page = context.get("page")
        if page is None and template_name not in ALONE:
            return str(template.render(context))
        name = template_name if page is None else page.file.src_uri
        shown = {} if page is None else {"page": _facts(page), "content": page.content or ""}
        key = self._keys[name] = key_of({"frame": frame, "template": template_name, **shown})
        kept = self._store.recall(f"{name} {FINISHED}", key)
        return str(template.render(context)) if kept is None else FinishedPage(kept.files[FINISHED].decode())

    def keep(self, name: str, output: str) -> None:
        """Keep a finished page about which there was nothing to say, by its source's path or its template's name."""
        key = self._keys.get(name)
        if key is not None:
            self._store.keep(f"{name} {FINISHED}", key, {FINISHED: output.encode()})


def _content_of(page: Page, asked: Mapping[str, str | None]) -> _Content:
    links = {file.src_uri: dict(anchors) for file, anchors in (page.links_to_anchors or {}).items()}
    anchors = sorted(page.present_anchor_ids or (), key=str)  # an `id` without a value is None
    toc = [_link(link) for link in page.toc]
    return _Content(page.content or "", toc, page._title_from_render, anchors, links, dict(asked))


def _contents(links: Sequence[Any]) -> TableOfContents:
    """Return a page's list of contents, its first entry marked as MkDocs marks it."""
    items = [_entry(link) for link in links]
    if items:
        items[0].active = True  # type: ignore[attr-defined]
    return TableOfContents(items)


def _entry(link: Sequence[Any]) -> AnchorLink:
    title, identifier, level, below = link
    entry = AnchorLink(title, identifier, level)
    entry.children = [_entry(child) for child in below]
    return entry


def _own_code(options: Any) -> bool:
    """Whether options hold what no installed package brings, such as a function of the site's own."""
    if isinstance(options, Mapping):
        return any(map(_own_code, options.values()))
    if isinstance(options, list | tuple | set | frozenset):
        return any(map(_own_code, options))
    if isinstance(options, PLAIN):
        return False
    code = options if hasattr(options, "__qualname__") else type(options)
    return not is_installed(code.__module__)


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


def _facts(page: Page) -> str:
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
