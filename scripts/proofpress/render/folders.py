"""Folders of the site's addresses that have no page of their own: each answers with what is in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from .context import templates
from .csp import with_policy

WITHOUT = ("assets", "search")
"""Folders that hold parts of pages and are no reader's address."""
HEADING = re.compile(r"^# +(?P<words>[^\n<{`*\[\\]+?) *(?:\{[^\n]*)?$", re.MULTILINE)
"""A page's own title, where it is plain words."""


def folder_pages(pages: Mapping[str, str], files: Mapping[str, bytes], site_name: str) -> dict[str, bytes]:
    """Return a page for each folder that has none, by address.

    Parameters
    ----------
    pages : mapping of str to str
        Pages' Markdown by source path: ``a/b.md`` answers in the folder ``a/b``, and is called by its heading.
    files : mapping of str to bytes
        Other files by address.
    site_name : str
        What the site is called.
    """
    answering = {_address(page): _called(text) for page, text in pages.items()}
    names_below: dict[str, set[str]] = {}
    for place in [*(f"{page}/index.html" for page in answering if page), *files]:
        folder, _, name = place.rpartition("/")
        while folder:
            names_below.setdefault(folder, set()).add(name)
            folder, _, name = folder.rpartition("/")
            name += "/"
    result = {}
    for folder, names in sorted(names_below.items()):
        is_page = folder in answering or f"{folder}/index.html" in files
        if is_page or folder.split("/")[0] in WITHOUT or folder.startswith("."):
            continue
        called = {name: answering.get(f"{folder}/{name}".rstrip("/"), "") for name in sorted(names)}
        context = {"folder": folder, "names": called, "root": "../" * (folder.count("/") + 1), "site": site_name}
        result[f"{folder}/index.html"] = with_policy(
            templates().get_template("folder.html.j2").render(context)
        ).encode()
    return result


def _called(text: str) -> str:
    heading = HEADING.search(text)
    return heading["words"] if heading else ""


def _address(page: str) -> str:
    path = PurePosixPath(page)
    folder = path.parent if path.stem == "index" else path.with_suffix("")
    return "" if str(folder) == "." else str(folder)
