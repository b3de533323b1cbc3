"""What a page would load from another site: pictures, films, frames, styles, scripts.

A page's own policy keeps browsers from it, so that readers would see a gap. A build refuses it, with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.errors import Problem

ELEMENT = re.compile(
    r"<(audio|embed|feimage|iframe|image|img|input|link|object|script|source|track|use|video)"
    r"(?=[\s/])((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.IGNORECASE,
)
"""The elements that load something, with their attributes; a link to a page loads nothing."""
ATTRIBUTE = re.compile(
    r"\s(?:data|poster|src|srcset|(?:xlink:)?href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
ADDRESS = re.compile(r"(?:^|[\s,])((?:https?:|(?=//))//[^\s,]+)", re.IGNORECASE)
"""An address of another site; a list of pictures for several sizes may hold more than one."""
RELATION = re.compile(
    r"\srel\s*=\s*[\"']?[^\"'>]*\b(?:icon|manifest|\w*preload|prefetch|preconnect|stylesheet)\b", re.I
)
"""What a `link` in a page's head loads; canonical addresses, feeds and licences it only names."""
STYLE = re.compile(r"(?:url\(\s*|@import\s+)[\"']?((?:https?:)?//[^\s\"')]+)", re.IGNORECASE)
STYLES = re.compile(r"<style\b[^>]*>(.*?)</style|\sstyle\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE | re.DOTALL)


def find_outside(html: str) -> Iterator[str]:
    """Yield the addresses of other sites that a page would load from.

    Examples
    --------
    >>> list(find_outside('<img src="https://a.example/b.png"><a href="https://c.example/">c</a>'))
    ['https://a.example/b.png']
    """
    for element in ELEMENT.finditer(html):
        if element[1].lower() == "link" and not RELATION.search(element[2]):
            continue
        for attribute in ATTRIBUTE.finditer(element[2]):
            value = next(group for group in attribute.groups() if group is not None)
            yield from () if value.lstrip().lower().startswith("data:") else ADDRESS.findall(value)
    for style in STYLES.finditer(html):
        yield from find_outside_style(next(group for group in style.groups() if group is not None))


def find_outside_style(css: str) -> Iterator[str]:
    """Yield the addresses of other sites that a style sheet would load from."""
    yield from STYLE.findall(css)


def outside_problem(place: str, address: str) -> Problem:
    """Return the problem of a page that would load from another site."""
    return Problem(
        "outside-file",
        place,
        f"`{address[:80]}` would be loaded from another site, which a page's policy keeps browsers from",
        "files of this site",
        fix="Put the file into docs/ where its licence allows, and name it there; or link to it.",
    )
