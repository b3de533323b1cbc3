"""Finished sites kept between builds: one holds only while nothing at all that it was made from has changed."""

from __future__ import annotations

import json

from ..model.files import ProjectFiles
from ..model.inputs import input_paths, read_inputs
from ..model.keys import environment_parts, generator_parts, installed_parts
from ..model.settings import Settings
from ..model.store import Kept, Store, key_of
from .site import Site

KEPT_SITES = 3
"""Finished builds kept, so that undoing an edit is free."""
NAME = "site"
MENU = "menu.json"
PAGES, FILES = "pages/", "files/"


def site_parts(settings: Settings, files: ProjectFiles | None = None) -> dict[str, str]:
    """Return the parts of a site's key: every setting in force, every file, the generator and all that is installed.

    Parameters
    ----------
    settings : Settings
        The project.
    files : ProjectFiles, optional
        Its files as the build has read them.
    """
    files = files or read_inputs(settings)
    options = {f"setting {name}": text for name, text in settings.in_force}
    return {
        **generator_parts(),
        **environment_parts(settings),
        **installed_parts(),
        **options,
        **{f"file {path}": files.sha256(path) for path in input_paths(files)},
    }


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
