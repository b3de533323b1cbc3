"""The reference of the plugin's options: what their record says of each, as Markdown, so that it is written once."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields
from typing import Any

from ..model.house_rules import HouseRules
from ..model.options import PLACE, Options
from ..model.timelines import Timeline

ATTRIBUTE = re.compile(r"^(?P<names>\w+(?:, \w+)*) : .+\n(?P<text>(?:    .+\n?)+)", re.MULTILINE)
LIMIT = re.compile(r"(?<![\w.`-])\d+(?= characters)")
"""A number that is the generator's, which a page may print though no cell computes it."""
HEAD = f"""---
search: {{exclude: true}}
---

# Settings

What a site can tell the generator, below `{PLACE}` in `mkdocs.yml`. Each may be left out. This page is made from the
record that checks them: an option that is unknown, or not as it must be, is refused by name.
"""
RULES = """
## House rules { #rules }

Below `rules`: what the site's editors ask of every analysis. Nothing is asked where they stay silent.
"""
TIMELINES = """
## Timelines { #timelines }

Below `timelines`: a page for each name, which lists the rows of a table by date, the newest first, with the dates, the
status that follows from them, the text, the source, the row and where analyses use it. Readers search it and choose by
who acts, by further columns and by status. The page stands at the address of its name and in the menu; a page of your
own of that name takes its place, with `{{ timeline.NAME }}` where the entries go. Columns are named as the table has
them; their titles are the headings.
"""
SHAPED = ("rules", "timelines")
"""Options that have a table of their own."""


def option_reference() -> str:
    """Return every option and house rule as a page of Markdown."""
    options = [
        (
            entry.name,
            LIMIT.sub(r"{{= \g<0> | the generator’s limit }}", entry.metadata["expected"]),
            _default(entry.default),
            text,
        )
        for entry, text in _described(Options)
        if entry.name not in SHAPED
    ]
    rules = [(entry.name, "", _default(entry.default), text) for entry, text in _described(HouseRules)]
    timelines = [(entry.name, _default(entry.default), text) for entry, text in _described(Timeline)]
    return "\n".join(
        [
            HEAD,
            "| option | must be | without it | what it says |\n|---|---|---|---|",
            *(f"| `{name}` | {must} | {default} | {text} |" for name, must, default, text in options),
            "| `rules` | house rules, see below | none | What the site’s editors ask of every analysis. |",
            "| `timelines` | pages by name, see below | none | Pages that list the rows of a table by date. |",
            RULES,
            "| rule | without it | what it asks |\n|---|---|---|",
            *(f"| `{name}` | {default} | {text} |" for name, _, default, text in rules),
            TIMELINES,
            "| setting | without it | what it says |\n|---|---|---|",
            *(f"| `{name}` | {default} | {text} |" for name, default, text in timelines),
            "",
        ]
    )


def _described(record: Any) -> Iterator[tuple[Any, str]]:
    """Yield each field of a record with what its docstring says of it."""
    texts = {
        name: " ".join(match["text"].split()).replace("``", "`")
        for match in ATTRIBUTE.finditer(inspect.getdoc(record) or "")
        for name in match["names"].split(", ")
    }
    for entry in fields(record):
        yield entry, texts[entry.name]


def _default(value: Any) -> str:
    """Return what holds where an option is left out, as a reader of the page sees it."""
    if value is MISSING:
        return "needed"
    if value in ("", (), 0, False):
        return "none"
    return f"`{', '.join(value) if isinstance(value, tuple) else value}`"
