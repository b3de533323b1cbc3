"""Registers: the JSON files of entries that authors write, such as checks, frameworks and the glossary."""

from __future__ import annotations

import json
from typing import Any

from ..model.errors import Problem
from ..model.files import Root, project_files


def read_entries(root: Root, path: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return a JSON register's entries, and what is wrong with the file or its ids."""
    files = project_files(root)
    if not files.exists(path):
        return [], []
    try:
        entries = json.loads(files.text(path))
    except ValueError as err:
        return [], [Problem("bad-json", path, "cannot be read", "a JSON list", str(err))]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return [], [Problem("bad-json", path, "cannot be read", "a list of objects", type(entries).__name__)]
    seen: set[str] = set()
    problems = []
    for entry in entries:
        key = str(entry.get("id", ""))
        if not key or key in seen:
            got = "twice" if key else "none"
            problems.append(Problem("entry-id", path, f"id `{key}`", "an id of its own", got))
        seen.add(key)
    return entries, problems
