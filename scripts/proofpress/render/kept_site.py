"""Finished sites kept between builds: one holds only while nothing at all that it was made from has changed."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ..model.files import ProjectFiles
from ..model.freshness import Freshness, compare_parts
from ..model.in_force import settings_in_force
from ..model.inputs import read_inputs, rendered_paths
from ..model.keys import differing, making_parts
from ..model.mkdocs_file import read_mkdocs
from ..model.settings import Settings
from ..model.store import Kept, Store, key_of
from .site import Site

KEPT_SITES = 3
"""Finished builds kept, so that undoing an edit is free."""
NAME = "site"
CONFIG = "mkdocs.yml"
IN_FORCE = "in-force"
"""First word of a setting as a command has it, arguments and defaults included; ``setting`` is one as the file says."""
MENU = "menu.json"
TOPICS = "topics.json"
PAGES, FILES = "pages/", "files/"


def site_parts(settings: Settings, files: ProjectFiles | None = None) -> dict[str, str]:
    """Return the parts of a site's key: every setting, every file that it shows, the generator, all that is installed.

    Parameters
    ----------
    settings : Settings
        The project.
    files : ProjectFiles, optional
        Its files as the build has read them.
    """
    files = files or read_inputs(settings)
    stated = settings_in_force(read_mkdocs(settings.root / CONFIG), settings.root) if files.exists(CONFIG) else ()
    return {
        **making_parts(settings),
        **{f"{IN_FORCE} {name}": text for name, text in settings.in_force},
        **{f"setting {name}": text for name, text in stated},
        **{f"file {path}": files.sha256(path) for path in rendered_paths(files)},
    }


def site_freshness(settings: Settings, parts: dict[str, str]) -> tuple[Freshness, Site | None]:
    """Return whether the site would be rendered again, and the site that was kept last."""
    kept, own = None, _without_arguments(parts)
    for entry in sites_store(settings).entries(NAME):
        if kept is None or not differing(own, _without_arguments(entry.parts)):
            kept = entry
    if kept is None:
        return compare_parts("site", NAME, None, own), None
    return compare_parts("site", NAME, _without_arguments(kept.parts), own), _from_files(kept)


def _without_arguments(parts: Mapping[str, str]) -> dict[str, str]:
    """Return parts without the settings of one command, whose arguments the next need not repeat."""
    return {name: text for name, text in parts.items() if not name.startswith(f"{IN_FORCE} ")}


def sites_store(settings: Settings) -> Store:
    """Return where finished sites are kept."""
    return Store(settings.cache / "sites", KEPT_SITES)


def recall_site(settings: Settings, parts: dict[str, str]) -> Site | None:
    """Return the site that was kept for exactly these parts."""
    kept = sites_store(settings).recall(NAME, key_of(parts))
    return None if kept is None else _from_files(kept)


def last_site(settings: Settings) -> Site | None:
    """Return the site that was kept last, whatever has changed since."""
    kept = next(sites_store(settings).entries(NAME), None)
    return None if kept is None else _from_files(kept)


def keep_site(site: Site, settings: Settings, parts: dict[str, str]) -> None:
    """Keep a site that has passed every check."""
    files = {
        MENU: json.dumps(site.menu).encode(),
        TOPICS: json.dumps(site.topics).encode(),
        **{PAGES + path: text.encode() for path, text in site.pages.items()},
        **{FILES + path: content for path, content in site.files.items()},
    }
    sites_store(settings).keep(NAME, key_of(parts), files, parts)


def _from_files(kept: Kept) -> Site:
    pages = {name.removeprefix(PAGES): text.decode() for name, text in kept.files.items() if name.startswith(PAGES)}
    files = {name.removeprefix(FILES): content for name, content in kept.files.items() if name.startswith(FILES)}
    return Site(pages, files, json.loads(kept.files[MENU]), json.loads(kept.files[TOPICS]))
