"""Content made from schemas: something that fits, and what does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from proofpress.data.shapes import load_schema, schema_names

TEXTS = (
    *("x", "2026-01-31", "2026.01", "a/b", "a.b", "claim:a", "table:a:b.c", "https://x.example/", "tables/a.csv"),
    *(f"sha256:{'0' * 64}", *(f"{name}.schema.json" for name in schema_names())),
)
"""Texts, of which the first that fits a pattern stands for all that do."""
WRONG = (None, True, 0.5, "", " ", "?", [], {}, ["?", 7], {"?": 7})
"""Something of each type; of these, most fit no field of a given one."""


def resolved(part: Any, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a part of a schema with what it refers to."""
    if not isinstance(part, Mapping):
        return {}
    name = str(part.get("$ref", "")).rpartition("/")[2]
    return {**resolved(schema["$defs"][name], schema), **part} if name else part


def objects() -> Iterator[tuple[str, str]]:
    """Yield each schema with each of its parts that describes an object by its fields."""
    for name in schema_names():
        schema = load_schema(name)
        parts = {"": schema, **schema["$defs"]}
        yield from ((name, key) for key, part in parts.items() if part.get("properties"))


def fitting(part: Any, schema: Mapping[str, Any]) -> Any:
    """Return something that fits a part of a schema: an object with all of its fields, a list of one item."""
    part = resolved(part, schema)
    if "const" in part or "enum" in part:
        return part["const"] if "const" in part else part["enum"][0]
    if "anyOf" in part and "type" not in part:
        return fitting(part["anyOf"][0], schema)
    kinds = part.get("type", "string")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    if kind == "object":
        return _object(part, schema)
    if kind == "array":
        return [] if part.get("maxItems") == 0 else [fitting(part.get("items", {}), schema)]
    return {"string": _text(part), "integer": 1, "number": 1.5, "boolean": True}[kind]


def _object(part: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    left_out = {branch["required"][0] for branch in part.get("oneOf", ())[1:] if "required" in branch}
    content = {key: fitting(field, schema) for key, field in part.get("properties", {}).items() if key not in left_out}
    more = part.get("additionalProperties")
    if isinstance(more, Mapping) and not content:
        content["a"] = fitting(more, schema)
    if "fixed_in" in content:  # the kind that comes first needs one
        content["fixed_in"] = "2026.01"
    return content


def _text(part: Mapping[str, Any]) -> str:
    for text in TEXTS:
        if re.search(part.get("pattern", ""), text) and (part.get("format") != "date" or _is_date(text)):
            return text
    raise AssertionError(f"no text for the pattern {part['pattern']}: add one")


def _is_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def words_of(kind: str, field: str) -> tuple[str, ...]:
    """Return the words that a field of a register's entries may hold."""
    return tuple(load_schema(kind)["$defs"]["entry"]["properties"][field]["enum"])
