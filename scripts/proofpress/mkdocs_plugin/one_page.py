"""One page of the site that a preview shows, made anew in its place, with what MkDocs made the others with."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from ..model.files import Signature, signature
from ..model.store import replace_file

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
        self._saved = {file.src_uri: _saved(file) for file in files if not file.is_documentation_page()}

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

    def copy_saved(self) -> list[str]:
        """Put files that were saved since, and that pages are not made from, in their place; return which."""
        copied = []
        for file in self._files:
            before = self._saved.get(file.src_uri)
            if before is not None and (now := _saved(file)) not in {None, before}:
                assert file.abs_src_path is not None
                place = self._folder / file.dest_uri
                if place.is_file():
                    replace_file(place, Path(file.abs_src_path).read_bytes())  # its other names keep what they hold
                    copied.append(file.src_uri)
                self._saved[file.src_uri] = now
        return copied

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


def _saved(file: File) -> Signature | None:
    """Return what a write to the file that an author has of it changes; None where there is none."""
    try:
        return None if file.abs_src_path is None else signature(Path(file.abs_src_path))
    except OSError:
        return None
