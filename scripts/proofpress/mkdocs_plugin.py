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
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from . import pipeline
from .data.glossary import reachable_terms
from .data.history import read_history
from .model.errors import SiteError
from .model.hashing import sha256
from .model.scratch import clear_when_ended
from .model.settings import settings_from
from .model.tied import end_with_parent
from .render.csp import with_policy
from .render.output_folder import UnfinishedSite, check_target, explained, sweep_unfinished
from .render.releases import release_menu

log = logging.getLogger("mkdocs.proofpress")
ANALYSES = "Analyses"
DRAFT: int = InclusionLevel.DRAFT.value
"""Of a file that is not part of the site, and of those below it."""
LAST = -100
"""Priority of what must come after every other plugin's part."""
HEAVY = re.compile(r"<!--pp-->(.*?)<!--/pp-->", re.DOTALL)
"""Pictures, tables and code in a page: finished HTML that Markdown, link checks and search need not read again."""
MARK = re.compile(r"<!--pp:([0-9a-f]{24})-->")


@dataclass
class _Build:
    """What one build keeps between events."""

    site: Any = None
    target: Path | None = None
    unfinished: UnfinishedSite | None = None
    expected: frozenset[str] = frozenset()
    serving: bool = False
    aside: dict[str, str] = field(default_factory=dict)


_build = _Build()


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a build or a live preview; either ends with the command that started it, if one did."""
    _build.serving = command == "serve"
    end_with_parent()
    clear_when_ended()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Run the pipeline; on any problem stop here, before MkDocs touches the site folder."""
    settings = settings_from(config, Path(config.config_file_path).parent)
    os.environ["SOURCE_DATE_EPOCH"] = str(settings.epoch)
    _build.target = None if _build.serving else Path(os.path.realpath(config.site_dir))
    try:
        if _build.target is not None:
            sweep_unfinished(_build.target)
            check_target(_build.target)
        _build.site = pipeline.build(settings, strict=config.strict or not _build.serving, progress=log.info)
    except SiteError as err:
        raise BuildError(f"\n{err}") from err
    config.nav = _with_analyses(config.nav, settings, _build.site)
    config.extra["releases"] = release_menu(settings, read_history(settings))
    if _build.target is not None:
        config.site_url = settings.address("")  # canonical links, the sitemap and previews name this release's pages
        try:
            _build.unfinished = UnfinishedSite(_build.target)
        except SiteError as err:
            raise BuildError(f"\n{err}") from err
        config.site_dir = str(_build.unfinished.folder)
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


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Note which files the finished site must hold, now that every plugin has added its own."""
    _build.expected = frozenset(file.dest_uri for file in files if file.inclusion.value > DRAFT)
    return env


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


@event_priority(LAST)
def on_post_build(config: MkDocsConfig) -> None:
    """Put the finished site in the place of the previous one, unless the strict build is about to fail."""
    unfinished, _build.unfinished = _build.unfinished, None
    if unfinished is None:
        return
    config.site_dir = str(unfinished.target)
    if config.strict and _warnings():
        unfinished.discard()
        return
    try:
        unfinished.finish(_build.expected)
    except SiteError as err:
        raise BuildError(f"\n{err}") from err


def on_build_error(error: Exception) -> None:
    """Remove what this build has written beside the previous site, and say what an error of the system means."""
    unfinished, _build.unfinished = _build.unfinished, None
    if unfinished is not None:
        unfinished.discard()
    if isinstance(error, OSError) and _build.target is not None:
        told = explained(error, _build.target, unfinished.folder if unfinished else None)
        if told is not None:
            raise BuildError(f"\n{told}") from error


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Watch notebooks and data as well as pages."""
    root = Path(config.config_file_path).parent
    for folder in ("notebooks", "data"):
        server.watch(str(root / folder))
    return server
