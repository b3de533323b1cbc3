"""The MkDocs side: a few event functions, called through ``scripts/hook.py``.

All the work is the pipeline's; the hook only hands its pages and files to MkDocs and keeps the previous site whole
until the new one is complete.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import shutil
import tempfile
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
from .model.errors import OutputError, Problem, SiteError
from .model.hashing import sha256
from .model.settings import settings_from
from .render.csp import with_policy
from .render.releases import release_menu

log = logging.getLogger("mkdocs.proofpress")
ANALYSES = "Analyses"
HEAVY = re.compile(r"<!--pp-->(.*?)<!--/pp-->", re.DOTALL)
"""Pictures, tables and code in a page: finished HTML that Markdown, link checks and search need not read again."""
MARK = re.compile(r"<!--pp:([0-9a-f]{24})-->")
UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}


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


def _check_target(target: Path) -> None:
    """Refuse an output folder that cannot be written, before anything is computed."""
    parent = target.parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=parent):
            pass
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(f"{target} is read-only")
    except OSError as err:
        raise _unwritable(target, err) from err


def _unwritable(target: Path, err: OSError) -> OutputError:
    return OutputError(
        [
            Problem(
                "unwritable",
                str(target),
                "the site cannot be written",
                "a folder with space and permission",
                str(err),
                "Make room or choose another `site_dir`.",
            )
        ]
    )


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Run the pipeline; on any problem stop here, before MkDocs touches the site folder."""
    settings = settings_from(config, Path(config.config_file_path).parent)
    os.environ["SOURCE_DATE_EPOCH"] = str(settings.epoch)
    try:
        if not _build.serving:
            _check_target(Path(config.site_dir))
        _build.site = pipeline.build(settings, strict=config.strict or not _build.serving, progress=log.info)
    except SiteError as err:
        raise BuildError(f"\n{err}") from err
    config.nav = _with_analyses(config.nav, settings, _build.site)
    config.extra["releases"] = release_menu(settings, read_history(settings))
    if not _build.serving:
        config.site_url = settings.address("")  # canonical links, the sitemap and previews name this release's pages
        _build.target = config.site_dir
        parent = Path(config.site_dir).parent
        config.site_dir = tempfile.mkdtemp(prefix=f".{Path(config.site_dir).name}-", dir=parent)
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
        shutil.rmtree(done, ignore_errors=True)
        return
    _even_out(done)
    old = done.with_name(f"{done.name}-old")
    try:
        if target.exists():
            target.replace(old)
        done.replace(target)
    except OSError as err:
        if old.exists() and not target.exists():
            old.replace(target)
        shutil.rmtree(done, ignore_errors=True)
        raise BuildError(f"the finished site could not be put at {target}: {err}") from err
    shutil.rmtree(old, ignore_errors=True)


def _even_out(folder: Path) -> None:
    """Give every folder and file the same permissions, whatever the user's mask."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def on_build_error(error: Exception) -> None:
    """Remove what a failed build has written beside the previous site."""
    if _build.target:
        parent = Path(_build.target).parent
        for path in parent.glob(f".{Path(_build.target).name}-*"):
            shutil.rmtree(path, ignore_errors=True)
    if isinstance(error, OSError) and error.errno in UNWRITABLE:
        raise BuildError(f"\n{_unwritable(Path(_build.target), error)}") from error


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Watch notebooks and data as well as pages."""
    root = Path(config.config_file_path).parent
    for folder in ("notebooks", "data"):
        server.watch(str(root / folder))
    return server
