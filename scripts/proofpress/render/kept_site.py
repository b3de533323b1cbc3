"""Finished sites kept between builds: one holds only while nothing at all that it was made from has changed."""

from __future__ import annotations

import json
from pathlib import Path

from ..model.hashing import sha256_file
from ..model.keys import environment_parts, generator_parts, installed_parts
from ..model.settings import GENERATOR, Settings
from ..model.store import Kept, Store, key_of
from .site import Site

KEPT_SITES = 3
"""Finished builds kept, so that undoing an edit is free."""
NAME = "site"
MENU = "menu.json"
PAGES, FILES = "pages/", "files/"
PASSED_BY = {"__pycache__", GENERATOR}
"""Folders below ``scripts/`` whose files are no input of their own: compiled ones, and the generator's."""


def site_parts(settings: Settings) -> dict[str, str]:
    """Return the parts of a site's key: every setting in force, every file, the generator and all that is installed."""
    options = {f"setting {name}": text for name, text in settings.in_force}
    files = {f"file {path.relative_to(settings.root).as_posix()}": path for path in _input_files(settings)}
    return {
        **generator_parts(),
        **environment_parts(settings),
        **installed_parts(),
        **options,
        **{name: sha256_file(path) for name, path in files.items()},
    }


def _input_files(settings: Settings) -> list[Path]:
    """Return every file of a project that its site may be made from."""
    code = settings.root / "scripts"
    found = [path for folder in (settings.docs, settings.notebooks, settings.data) for path in folder.rglob("*")]
    found += [path for path in code.rglob("*") if not PASSED_BY & set(path.relative_to(code).parts)]
    return sorted(path for path in [settings.root / "mkdocs.yml", *found] if path.is_file())


def sites_store(settings: Settings) -> Store:
    """Return where finished sites are kept."""
    return Store(settings.cache / "sites", KEPT_SITES)


def recall_site(settings: Settings, parts: dict[str, str]) -> Site | None:
    """Return the site that was kept for exactly these parts."""
    kept = sites_store(settings).recall(NAME, key_of(parts))
    return None if kept is None else _from_files(kept)


def keep_site(site: Site, settings: Settings, parts: dict[str, str]) -> None:
    """Keep a site that has passed every check."""
    files = {
        MENU: json.dumps(site.menu).encode(),
        **{PAGES + path: text.encode() for path, text in site.pages.items()},
        **{FILES + path: content for path, content in site.files.items()},
    }
    sites_store(settings).keep(NAME, key_of(parts), files, parts)


def _from_files(kept: Kept) -> Site:
    pages = {name.removeprefix(PAGES): text.decode() for name, text in kept.files.items() if name.startswith(PAGES)}
    files = {name.removeprefix(FILES): content for name, content in kept.files.items() if name.startswith(FILES)}
    return Site(pages, files, json.loads(kept.files[MENU]))
