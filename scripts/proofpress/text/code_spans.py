"""Code in Markdown, which is shown as it is: fenced blocks and spans."""

from __future__ import annotations

import re

FENCED = re.compile(r"^(```+|~~~+).*?^\1\s*$", re.MULTILINE | re.DOTALL)
CODE_SPAN = re.compile(r"(`+)(?:.*?)\1", re.DOTALL)


def blank(match: re.Match[str]) -> str:
    """Return as many spaces as a match has characters, its lines kept."""
    return re.sub(r"[^\n]", " ", match.group(0))


def hide_code(text: str) -> str:
    """Return Markdown with its code as spaces, so that every place in it stays where it is.

    Examples
    --------
    >>> hide_code("a `b` c")
    'a     c'
    """
    return CODE_SPAN.sub(blank, FENCED.sub(blank, text))
