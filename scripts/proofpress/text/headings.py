"""Headings that run over several lines, as Markdown's underlined form allows, made into headings of one line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

UNDERLINED = re.compile(r"\A\s*(?P<text>\S[^\n]*(?:\n[^\n=][^\n]*)*)\n=+[ \t]*(?:\n|\Z)")


def join_title(source: str) -> str:
    r"""Return Markdown whose title, underlined with equals signs, stands in one line behind a hash.

    Examples
    --------
    >>> join_title("Sales fell\nby half\n=======\n\nIn ten years.")
    '# Sales fell by half\n\nIn ten years.'
    """
    match = UNDERLINED.match(source)
    if match is None:
        return source
    rest = source[match.end() :]
    return f"# {' '.join(match['text'].split())}" + (f"\n{rest}" if rest else "")


def with_joined_titles(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Return a notebook whose Markdown cells have their titles in one line."""
    cells = [
        {**cell, "source": join_title(cell["source"])} if cell["cell_type"] == "markdown" else cell
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}
