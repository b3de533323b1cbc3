"""The reference of the registers: every schema as Markdown, so that what it says is written once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from .shapes import expected, load_schema, schema_names

CODE = re.compile(r"`([^`]*\{\{[^`]*)`")
"""Code that holds a placeholder."""
BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})
ORDER = (
    "sources",
    "datapackage",
    "checks",
    "links",
    "origins",
    "frameworks",
    "debate",
    "glossary",
    "vocabulary",
    "notebook",
)
"""What authors write comes first, in the order in which a site grows; then what is left, by name."""
HEAD = """---
search: {exclude: true}
---

# Registers

Every file that an author writes, and the history that the generator keeps, field by field. This page is made from the
schemas that check the files: `proofpress schemas --out DIR` writes them for an editor, which then completes and checks
as you type. A register is a list of entries, or an object with `$schema` and `entries`. Fields marked with * are
required.
"""


def reference() -> str:
    """Return the reference of all registers as a page of Markdown."""
    names = [*ORDER, *(name for name in schema_names() if name not in ORDER)]
    return "\n".join([HEAD, *(line for name in names for line in _register(load_schema(name)))]).rstrip("\n") + "\n"


def _register(schema: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"## {schema['title']}", "", f"`{schema['x-files']}`. {schema['description']}", "")
    parts = {"": schema, **schema["$defs"]}
    for key, part in parts.items():
        if part.get("properties") and key != "entries":
            if key:
                yield from (f"### {part['title'][:1].upper()}{part['title'][1:]} {{ #{_anchor(schema, key)} }}", "")
            yield from _fields(part, schema)


def _anchor(schema: Mapping[str, Any], key: str) -> str:
    return f"{schema['title']}-{key}".lower().replace(" ", "-")


def _fields(part: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield a table of an object's fields; those that need no words of their own share a line."""
    yield from ("| field | holds | |", "|---|---|---|")
    required = set(part.get("required", ()))
    plain = []
    for name, field in part["properties"].items():
        description = field.get("description", "") if isinstance(field, Mapping) else ""
        if not description and name not in required:
            plain.append(f"`{name}`")
            continue
        star = " *" if name in required else ""
        yield f"| `{name}`{star} | {_cell(expected(field, schema))} | {_cell(description)}{_examples(field)} |"
    yield ""
    if plain:
        yield from (f"Also known: {', '.join(plain)}.", "")


def _examples(field: Mapping[str, Any]) -> str:
    examples = field.get("examples", ())
    shown = (example if isinstance(example, str) else json.dumps(example, ensure_ascii=False) for example in examples)
    return _cell(f" Such as {', '.join(f'`{example}`' for example in shown)}.") if examples else ""


def _cell(text: str) -> str:
    """Return a text for a cell of a table; a placeholder in code is shown, not bound."""
    shown = CODE.sub(lambda match: f"<code>{escape(match[1], quote=False).translate(BRACES)}</code>", text)
    return shown.replace("|", "&#124;").replace("\n", " ")
