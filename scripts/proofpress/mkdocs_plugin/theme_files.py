"""The theme's templates: listed without its hidden files, of which Material has fourteen thousand; compiled once.

MkDocs lists all files of a theme at every build, to leave the hidden ones out. To look for the others alone takes a
tenth of the time. A preview builds many times, and the search reads the theme's words anew in each.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme

from ..render.compiled import keep_compiled


class VisibleFiles(FileSystemLoader):
    """Loads templates as MkDocs does; a list of them has none that is hidden, or lies in a hidden folder."""

    def list_templates(self) -> list[str]:
        """Return the names of all that are not hidden, in order."""
        found: set[str] = set()
        for root in self.searchpath:
            for place, folders, names in os.walk(root, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                start = os.path.relpath(place, root).replace(os.sep, "/")
                found.update(name if start == "." else f"{start}/{name}" for name in names if name[0] != ".")
        return sorted(found)


def hasten_theme(theme: Theme) -> None:
    """Have a theme's files listed without the hidden ones, and its templates compiled once in a process."""
    theme.get_env = _hastened(theme.get_env)  # type: ignore[method-assign]


def _hastened(get_env: Callable[[], Environment]) -> Callable[[], Environment]:
    """Return a theme's way to its templates, with those of the same folders that are not hidden."""

    def hastened() -> Environment:
        result = get_env()
        keep_compiled(result)
        if type(result.loader) is FileSystemLoader:  # another one is some other plugin's, and lists what it wants
            result.loader = VisibleFiles(result.loader.searchpath)
        return result

    return hastened
