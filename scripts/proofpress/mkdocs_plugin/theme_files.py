"""The theme's files without its hidden ones, of which Material has fourteen thousand: icons, each a file.

MkDocs lists all files of a theme at every build, to leave the hidden ones out. To look for the others alone takes a
tenth of the time.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme


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


def list_visible(theme: Theme) -> None:
    """Have a theme's files listed without the hidden ones."""
    theme.get_env = _with_visible(theme.get_env)  # type: ignore[method-assign]


def _with_visible(get_env: Callable[[], Environment]) -> Callable[[], Environment]:
    """Return a theme's way to its templates, with those of the same folders that are not hidden."""

    def visible() -> Environment:
        result = get_env()
        if type(result.loader) is FileSystemLoader:  # another one is some other plugin's, and lists what it wants
            result.loader = VisibleFiles(result.loader.searchpath)
        return result

    return visible
