"""Placeholders: ``{{ name }}`` binds a published value; ``{{= 25 | why }}`` prints a typed number with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"\{\{(?P<escape>=)?\s*(?P<body>[^{}]*?)\s*\}\}")


@dataclass(frozen=True)
class Placeholder:
    """A ``{{ name }}`` in a text; an escape has the typed text as name, and a reason."""

    name: str
    line: int
    escape: bool = False
    reason: str = ""


def _placeholder(match: re.Match[str], text: str) -> Placeholder:
    line = text.count("\n", 0, match.start()) + 1
    if match["escape"]:
        shown, _, reason = match["body"].partition("|")
        return Placeholder(shown.strip(), line, escape=True, reason=reason.strip())
    return Placeholder(match["body"], line)


def find_placeholders(text: str) -> Iterator[Placeholder]:
    """Yield the placeholders of a text in order."""
    for match in PLACEHOLDER.finditer(text):
        yield _placeholder(match, text)


def fill(text: str, resolve: Callable[[Placeholder], str | None]) -> str:
    """Return a text with every placeholder replaced by what ``resolve`` says of it; None leaves it as it is."""

    def filled(match: re.Match[str]) -> str:
        found = resolve(_placeholder(match, text))
        return match[0] if found is None else found

    return PLACEHOLDER.sub(filled, text)
