"""What a cell shows and how it is tagged: refused where the page could not show it, or would hide part of the proof."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any

SCRIPTED = ("application/javascript", "application/vnd.jupyter.widget-view+json", "application/vnd.plotly.v1+json")
"""Outputs that are programs."""
SCRIPT = re.compile(r"<(?:script|iframe|object|embed)\b", re.IGNORECASE)
PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
PUBLISHED = "application/vnd.proofpress"
UNRUN = {"skip-execution", "raises-exception"}
"""Tags by which other tools leave a cell out or let it fail: here every cell runs, and none may fail."""
HIDING = {"remove-cell", "remove-input", "remove-output"}
HARMLESS = {
    "hide-cell",
    "hide-input",
    "hide-output",
    "remove-stdout",
    "remove-stderr",
    "scroll-output",
    "output-scroll",
}
"""Tags that fold a cell or a part of it, which is folded anyway, and that leave out what it prints."""
LIKE = 0.8
"""How like a known tag one must be to be taken for a slip of the pen."""
ALT_FIX = 'Say what it shows: `# %% alt="…"`, or publish it with publish_figure.'


def tags_of(cell: Mapping[str, Any]) -> set[str]:
    """Return a cell's tags, as Jupyter Book and nbconvert write them, with hyphens.

    Examples
    --------
    >>> sorted(tags_of({"metadata": {"tags": ["hide_output", "remove-cell"]}}))
    ['hide-output', 'remove-cell']
    """
    return {str(tag).replace("_", "-") for tag in cell.get("metadata", {}).get("tags", ())}


def alt_of(cell: Mapping[str, Any], output: Mapping[str, Any], mime: str) -> str:
    """Return what a shown picture says in words: the output's own words, or its cell's."""
    own = output.get("metadata", {})
    inner = own.get(mime)
    words = (inner.get("alt") if isinstance(inner, Mapping) else "") or own.get("alt") or cell["metadata"].get("alt")
    return str(words or "").strip()


def refused_outputs(cell: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Yield what is wrong with a cell's tags and with what it shows, as facts of a problem."""
    tags, outputs = tags_of(cell), cell.get("outputs", ())
    for tag in sorted(tags & UNRUN):
        yield _facts(f"the tag `{tag}`", "a cell that runs to its end", "Remove the tag, or the cell.")
    for tag in sorted(tags - (known := UNRUN | HIDING | HARMLESS)):
        if near := difflib.get_close_matches(tag, sorted(known), n=1, cutoff=LIKE):
            yield _facts(
                f"the tag `{tag}` means nothing", f"`{near[0]}`, or a tag unlike it", "Write it so, or rename it."
            )
    publishes = any(mime.startswith(PUBLISHED) for output in outputs for mime in output.get("data", {}))
    for tag in sorted(tags & HIDING if publishes else ()):
        thing = f"the tag `{tag}` would hide how a figure or value is made"
        yield _facts(thing, "code that readers can open", "Remove the tag: code is folded away on the page.")
    for output in outputs:
        yield from _refused(cell, output)


def _refused(cell: Mapping[str, Any], output: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    data = output.get("data", {})
    if any(mime.startswith(PUBLISHED) for mime in data):
        return
    html = data.get("text/html", "")
    if any(mime in data for mime in SCRIPTED) or SCRIPT.search(html if isinstance(html, str) else "".join(html)):
        fix = "Show a table, a picture or text; publish a chart with publish_figure."
        yield _facts("the cell shows a program, which no page runs", "an output without scripts", fix)
        return
    picture = next((mime for mime in PICTURES if mime in data), "")
    if picture and "text/html" not in data and "text/markdown" not in data and not alt_of(cell, output, picture):
        yield _facts("the cell shows a picture without words for it", "a text alternative", ALT_FIX)


def _facts(thing: str, expected: str, fix: str) -> dict[str, str]:
    return {"code": "cell-output", "thing": thing, "got": f"none; expected {expected}", "fix": fix}
