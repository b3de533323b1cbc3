"""Slugs: the names that addresses, files and anchors are made of."""

from __future__ import annotations

import re
import unicodedata

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slugify(text: str) -> str:
    """Return the slug of a text: lower-case ASCII words joined by hyphens; a slug is its own slug.

    Examples
    --------
    >>> slugify("Wine_regions 2025")
    'wine-regions-2025'
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_text))


def is_slug(text: str) -> bool:
    """Whether a text is a slug: lower-case ASCII letters and digits, words joined by single hyphens."""
    return SLUG.fullmatch(text) is not None
