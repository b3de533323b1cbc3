"""Markdown's character references: an ampersand before just any word and a semicolon is none."""

from __future__ import annotations

import re
from html.entities import html5

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import ENTITY_RE, HtmlInlineProcessor

NAME, PRIORITY = "entity", 80
"""Markdown's own pattern, and where it stands among the others."""


class _References(HtmlInlineProcessor):
    def handleMatch(self, found: re.Match[str], text: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802, Markdown's name
        """Return a reference as it is, and what HTML knows no character for with its ampersand written out."""
        name = found[1][1:]
        result = found[1] if name.startswith("#") or name in html5 else f"&amp;{name}"
        return self.md.htmlStash.store(result), found.start(0), found.end(0)


class Entities(Extension):
    """Markdown extension that lets "Q&A; more" be text.

    Markdown takes each such word for a character reference, and passes on to the page what no browser knows.
    """

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802, Markdown's name
        """Put the pattern in the place of Markdown's own."""
        md.inlinePatterns.register(_References(ENTITY_RE, md), NAME, PRIORITY)
