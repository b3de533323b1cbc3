"""The MkDocs side: a few event functions, called through ``scripts/hook.py``.

All the work is the pipeline's; the hook only hands its pages and files to MkDocs and keeps the previous site whole
until the new one is complete.
"""

from __future__ import annotations

import logging
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from . import pipeline
from .data.glossary import reachable_terms
from .data.history import read_history
from .model.errors import SiteError
from .model.hashing import sha256
from .model.settings import settings_from
from .render.csp import with_policy
from .render.output_folder import (
    UNWRITABLE,
    check_target,
    discard,
    discard_unfinished,
    replace_site,
    unwritable,
    working_folder,
)
from .render.releases import release_menu

log = logging.getLogger("mkdocs.proofpress")
ANALYSES = "Analyses"
HEAVY = re.compile(r"<!--pp-->(.*?)<!--/pp-->", re.DOTALL)
"""Pictures, tables and code in a page: finished HTML that Markdown, link checks and search need not read again."""
MARK = re.compile(r"<!--pp:([0-9a-f]{24})-->")


@dataclass
class _Build:
    """What one build keeps between events."""

    site: Any = None
    target: str = ""
    serving: bool = False
    aside: dict[str, str] = field(default_factory=dict)


_build = _Build()


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a build or a live preview."""
    _build.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Run the pipeline; on any problem stop here, before MkDocs touches the site folder."""
    settings = settings_from(config, Path(config.config_file_path).parent)
    os.environ["SOURCE_DATE_EPOCH"] = str(settings.epoch)
    try:
        if not _build.serving:
            check_target(Path(config.site_dir))
        _build.site = pipeline.build(settings, strict=config.strict or not _build.serving, progress=log.info)
    except SiteError as err:
        raise BuildError(f"\n{err}") from err
    config.nav = _with_analyses(config.nav, settings, _build.site)
    config.extra["releases"] = release_menu(settings, read_history(settings))
    if not _build.serving:
        config.site_url = settings.address("")  # canonical links, the sitemap and previews name this release's pages
        _build.target = config.site_dir
        config.site_dir = str(working_folder(Path(config.site_dir)))
    return config


def _with_analyses(nav: Any, settings: Any, site: Any) -> Any:
    """Return the navigation with the analyses in its empty section, hand-written pages first."""
    pages = [path for path in site.pages if path.startswith("analyses/")]
    order = {f"analyses/{path.stem.replace('_', '-')}.md": n for n, path in enumerate(settings.notebook_paths())}
    listed = sorted(pages, key=lambda path: order.get(path, -1))
    entries = [{site.menu[path]: path} if path in site.menu else path for path in listed]
    return [{ANALYSES: entries} if isinstance(item, dict) and ANALYSES in item else item for item in nav or ()] or None


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the rendered pages and files; a page of the same path as a hand-written one replaces it."""
    for path, full in _build.site.pages.items():
        text = HEAVY.sub(_set_aside, full)
        old = files.get_file_from_path(path)
        if old is not None:
            files.remove(old)
        files.append(File.generated(config, path, content=text))
    for path, content in _build.site.files.items():
        files.append(File.generated(config, path, content=content))
    return files


def _set_aside(match: re.Match[str]) -> str:
    """Keep a heavy piece of finished HTML aside and return the mark that stands for it."""
    key = sha256(match[1])[:24]
    _build.aside[key] = match[1]
    return f"<!--pp:{key}-->"


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Put the pieces set aside back into the finished page, its terms in reach, and say what the page may load."""
    return with_policy(MARK.sub(lambda match: _build.aside[match[1]], reachable_terms(output)))


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Say what a page may load that the theme makes by itself, such as the one for addresses that do not exist."""
    return with_policy(output) if template_name.endswith(".html") else output


def _warnings() -> bool:
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(handler, CountHandler) and handler.get_counts() for handler in handlers)


def on_post_build(config: MkDocsConfig) -> None:
    """Put the finished site in the place of the previous one, unless the strict build is about to fail."""
    if _build.serving:
        return
    done, target = Path(config.site_dir), Path(_build.target)
    config.site_dir = _build.target
    if config.strict and _warnings():
        discard(done)
        return
    try:
        replace_site(done, target)
    except SiteError as err:
        raise BuildError(f"\n{err}") from err


def on_build_error(error: Exception) -> None:
    """Remove what a failed build has written beside the previous site."""
    if _build.target:
        discard_unfinished(Path(_build.target))
    if isinstance(error, OSError) and error.errno in UNWRITABLE:
        raise BuildError(f"\n{unwritable(Path(_build.target), error)}") from error


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Watch notebooks and data as well as pages."""
    root = Path(config.config_file_path).parent
    for folder in ("notebooks", "data"):
        server.watch(str(root / folder))
    return server
