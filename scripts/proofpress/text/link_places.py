"""Places of Markdown that can hold no link: there a value stands as words, and its trail is reached from elsewhere.

A link within another is no HTML; in a title, an attribute or a page's settings its markup would be shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .escape import in_markdown, in_markdown_attribute, one_line
from .placeholders import PLACEHOLDER, Placeholder, fill

LABEL = r"(?:[^\[\]]|\[(?:[^\[\]]|\[[^\[\]]*\])*\])*"
"""What stands in brackets, a picture within a link too."""
TARGET = r"(?:[^()\n]|\([^()\n]*\))*"
"""What stands in parentheses behind them: an address and its title."""
SETTINGS = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*(?=\n|\Z)", re.DOTALL)
ELEMENT = re.compile(
    r"<(?P<name>a|button|option|script|select|style|svg|textarea|title)(?=[\s>]).*?</(?P=name)\s*>",
    re.DOTALL | re.IGNORECASE,
)
"""Elements that can hold no link, or nothing but text."""
TAG = re.compile(r"<[a-z][\w-]*(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?/?>", re.IGNORECASE)
LINK = re.compile(rf"(?P<label>!?\[{LABEL}\])(?P<target>\({TARGET}\)|\[[^\[\]]*\])")
DEFINITION = re.compile(r"^ {0,3}(?:\*\[[^\]\n]+\]|\[(?!\^)[^\]\n]+\]):.*$", re.MULTILINE)
"""The meaning of an abbreviation, and an address that is named apart from its links."""
ATTRIBUTES = re.compile(r"\{:?(?=[ \w.#:])[^{}\n]*(?:\{\{[^{}\n]*\}\}[^{}\n]*)+\}")
"""The list of attributes of a heading or a paragraph."""


def fill_words(text: str, words: Callable[[Placeholder], str | None]) -> str:
    """Return Markdown whose placeholders are words wherever no link can stand; the others are left.

    Parameters
    ----------
    text : str
        Markdown without its code.
    words : callable
        The words of a placeholder; None leaves it as it is.
    """

    def filled(part: str, escape: Callable[[str], str]) -> str:
        return fill(part, lambda holder: None if (found := words(holder)) is None else escape(found))

    def of_link(match: re.Match[str]) -> str:
        return filled(match["label"], in_markdown) + filled(match["target"], _in_quotes)

    if not PLACEHOLDER.search(text):
        return text
    text = SETTINGS.sub(lambda match: filled(match[0], _in_quotes), text)
    text = ELEMENT.sub(lambda match: filled(match[0], in_markdown), text)
    text = TAG.sub(lambda match: filled(match[0], in_markdown_attribute), text)
    text = LINK.sub(of_link, text)
    text = DEFINITION.sub(lambda match: filled(match[0], _in_quotes), text)
    return ATTRIBUTES.sub(lambda match: filled(match[0], lambda words: in_markdown(_in_quotes(words))), text)


def _in_quotes(text: str) -> str:
    """Return words for a quoted text that is escaped later, which no quotation mark of theirs may end."""
    return one_line(text).replace('"', "”")
