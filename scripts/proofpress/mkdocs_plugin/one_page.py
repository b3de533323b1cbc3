"""One page of the site that a preview shows, made anew in its place, with what MkDocs made the others with."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

WRITTEN_AS = ".new"
"""Ending of a page that is being written: it takes its place whole."""


class ShownSite:
    """What MkDocs made the shown site with.

    Parameters
    ----------
    config : MkDocsConfig
        The settings, as that build completed them.
    files : Files
        Its files.
    nav : Navigation
        Its menu.
    environment : jinja2.Environment
        The theme's templates.
    folder : Path
        Where it stands.
    prepare : callable
        Returns a page's Markdown as MkDocs is given it.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        files: Files,
        nav: Navigation,
        environment: Any,
        folder: Path,
        *,
        prepare: Callable[[str], str],
    ) -> None:
        self._config, self._files, self._nav, self._environment = config, files, nav, environment
        self._folder, self._prepare = folder, prepare

    def renew(self, texts: Mapping[str, str]) -> list[str]:
        """Make pages anew from other texts; return which.

        Parameters
        ----------
        texts : mapping of str to str
            Markdown by source path; a page that the site does not have is left to the next build.
        """
        known = [path for path in texts if self._has(path)]
        for path in known:
            self._renew(path, texts[path])
        return known

    def _has(self, path: str) -> bool:
        file = self._files.get_file_from_path(path)
        return file is not None and file.page is not None and (self._folder / file.dest_uri).is_file()

    def _renew(self, path: str, text: str) -> None:
        file = self._files.get_file_from_path(path)
        assert file is not None
        assert file.page is not None
        place = self._folder / file.dest_uri
        file.content_string = self._prepare(text)
        file.abs_dest_path = f"{place}{WRITTEN_AS}"
        file.page._set_canonical_url(self._config.site_url)
        _populate_page(file.page, self._config, self._files)
        _build_page(file.page, self._config, self._files.documentation_pages(), self._nav, self._environment)
        os.replace(file.abs_dest_path, place)  # noqa: PTH105 - one name takes the other's place whole
