"""The search of the finished site: our index and our answers, in the box of the theme's own plugin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from ..render.assets import FOLDER
from ..render.search_index import INDEX, WORDS, FoundPage, page_entries, search_index

PLUGINS = ("material/search", "search")
LIBRARY = f"{FOLDER}/lunr.js"
"""Where the worker finds the library that indexes words."""

Entries = Callable[[FoundPage], list[dict[str, Any]]]
"""Returns what the search finds of a page."""


def library() -> bytes:
    """Return the library that indexes words, which MkDocs brings."""
    return (resources.files("mkdocs") / "contrib/search/templates/search/lunr.js").read_bytes()


class SiteSearch:
    """Reads each page as it is rendered, and writes the index in the place of the one that the theme has written."""

    def __init__(self, plugins: Any) -> None:
        searches = [plugins[name] for name in PLUGINS if name in plugins]
        self.wanted = any(getattr(plugin.config, "enabled", True) for plugin in searches)
        self._pages: list[FoundPage] = []

    def read(self, page: Any) -> None:
        """Take a page's content, and keep the theme's plugin from reading it as well.

        A page's front matter may say by what other words readers look for it: ``search: {words: [bibliography]}``.
        """
        search = page.meta.get("search") or {}
        if self.wanted and not search.get("exclude"):
            called = "\n".join(map(str, search.get("words") or ()))
            self._pages.append(FoundPage(page.url.lstrip("./"), str(page.title or ""), page.content, called))
        page.meta["search"] = {**search, "exclude": True}

    def write(self, folder: Path, files: Mapping[str, bytes], read: Entries = page_entries) -> None:
        """Write the index into the finished site; entries of pages may have been read before."""
        path = folder / INDEX
        path.parent.mkdir(exist_ok=True)
        entries = (entry for page in self._pages for entry in read(page))
        path.write_text(search_index(entries, files.get(WORDS, b"")), encoding="utf-8")
