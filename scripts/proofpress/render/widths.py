"""How wide a page is: by what it holds, said at its beginning, since a reader sees it before its end has come."""

from __future__ import annotations

import re

WIDTHS = {
    "broad": ("pp-broad",),
    "wide": ("pp-register", "pp-cards", "pp-gallery", "pp-rows", "pp-theses"),
}
"""Classes of the parts that make a page wider than its text, by width, the widest first."""


def with_width(page: str) -> str:
    """Return a finished page that names its width, for the style sheet, where it has a part that is wider than text."""
    head, body, rest = page.partition("<body")
    held = {name for value in re.findall(r'\sclass="([^"]*)"', rest) for name in value.split()}
    width = next((width for width, parts in WIDTHS.items() if held.intersection(parts)), None)
    return f'{head}{body} data-pp-width="{width}"{rest}' if body and width else page
