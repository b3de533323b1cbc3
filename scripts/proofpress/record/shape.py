"""What a record file must hold to be read: its parts, and in each entry what whoever reads it asks for.

A record is merged by hand and by version control. What is no record any more is told by its path, not by an error of
the code that comes to need the missing part.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.remembered import Remembered
from ..model.strict_json import read_strictly

SCHEMA_VERSION = 1
NEEDED: dict[str, dict[str, Any]] = {
    "figures": {"title": str, "files": Mapping, "rows": list, "sources": list},
    "values": {"text": str, "unit": str, "number": (int, float, str), "rows": list, "sources": list},
    "claims": {"text": str, "statement": str, "rows": list},
}
"""What each entry of a part holds, and as what."""
Parts = tuple[dict[str, Any], dict[str, Any], dict[str, Any]]
_read: Remembered[Parts] = Remembered(most=400)
"""Record files that this process has read: a preview reads all of them with each edit."""


def parts_of(text: str) -> Parts:
    """Return the figures, values and claims of a record file, which whoever reads them leaves as they are.

    Raises
    ------
    ValueError
        If the text is no JSON, holds a key twice, or lacks what an entry must hold.
    """
    return _read.of(lambda: _parts(text), text)


def _parts(text: str) -> Parts:
    stored = read_strictly(text)
    if not isinstance(stored, dict) or stored.get("schema_version") != SCHEMA_VERSION:
        raise ValueError(f"no record of schema version {SCHEMA_VERSION}")
    figures, values, claims = (_part(stored, part) for part in NEEDED)
    return figures, values, claims


def _part(stored: Mapping[str, Any], part: str) -> dict[str, Any]:
    entries = stored.get(part)
    if not isinstance(entries, dict):
        raise ValueError(f"`{part}` is no object")
    for name, fields in entries.items():
        if not name or name.strip(".") == "" or "/" in name or "\\" in name or not name.isprintable():
            raise ValueError(f"`{part}` has an entry named {name!r}")
        if not isinstance(fields, dict):
            raise ValueError(f"`{part}`, `{name}` is no object")
        for key, kind in NEEDED[part].items():
            if not isinstance(fields.get(key), kind) or isinstance(fields[key], bool):
                raise ValueError(f"`{part}`, `{name}`: `{key}` is {fields.get(key)!r:.40}")
        texts = [*fields.get("sources", []), *fields["rows"], *fields.get("files", {}).values()]
        if not all(isinstance(text, str) for text in texts):
            raise ValueError(f"`{part}`, `{name}`: what should be texts are not")
    return entries
