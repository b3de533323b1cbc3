"""Registers: the JSON files that authors write, each read against the schema of its kind, all problems at once.

A register is a list of entries, or an object with ``entries`` and a ``$schema`` by which editors complete and check it.
What a schema cannot say, such as references from one register to another, is checked where the register is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.errors import Problem
from ..model.files import Root, project_files
from ..model.remembered import Remembered
from ..model.strict_json import read_strictly
from .shapes import noun_of, shape_problems, shown

Entry = Mapping[str, Any]
_sound: Remembered[bool] = Remembered()
"""Registers that this process has found to have the shape that they should have."""


def read_json(root: Root, path: str) -> tuple[Any, list[Problem]]:
    """Return what a JSON file holds, or why it cannot be read."""
    try:
        return read_strictly(project_files(root).text(path)), []
    except OSError as err:
        return None, [Problem("bad-json", path, "cannot be read", "a file", str(err.strerror or err))]
    except ValueError as err:
        return None, [Problem("bad-json", path, "cannot be read", "JSON", str(err))]


def entries_of(content: Any) -> list[Any]:
    """Return the entries of a register: of the list that it is, or of the object that holds them.

    Examples
    --------
    >>> entries_of({"$schema": "sources.schema.json", "entries": [{"id": "x"}]}) == entries_of([{"id": "x"}])
    True
    """
    entries: list[Any] = content["entries"] if isinstance(content, dict) else content
    return entries


def read_entries(root: Root, path: str, kind: str) -> tuple[list[Entry], list[Problem]]:
    """Read a register.

    Parameters
    ----------
    root : Path or ProjectFiles
        The project.
    path : str
        The register's path from there; one that is not there is empty.
    kind : str
        Name of its schema.

    Returns
    -------
    entries : list of mappings
        Those that have the shape that they should have.
    problems : list of Problem
        What is wrong with the file and with the others, and ids that stand twice.
    """
    files = project_files(root)
    if not files.exists(path):
        return [], []
    content, problems = read_json(files, path)
    if problems:
        return [], problems
    return check_register(content, files.text(path), path, kind)


def check_register(content: Any, text: str, path: str, kind: str) -> tuple[list[Entry], list[Problem]]:
    """Return what :func:`check_entries` does; a text that this process has found sound is not looked at again."""
    if _sound.recall(path, kind, text):
        return entries_of(content), []
    entries, problems = check_entries(content, path, kind)
    if not problems:
        _sound.keep(True, path, kind, text)
    return entries, problems


def check_entries(content: Any, path: str, kind: str) -> tuple[list[Entry], list[Problem]]:
    """Return the entries of a register's content that have the right shape, and what is wrong with the register."""
    held = content.get("entries") if isinstance(content, dict) else content
    if not isinstance(held, list):
        got = shown(content if held is None else held)
        return [], [Problem("bad-json", path, "the file holds something else", "a list of entries", got)]
    problems: list[Problem] = []
    if isinstance(content, dict):
        problems = shape_problems({**content, "entries": []}, path, kind)
    noun = noun_of(kind, "entry")
    sound: list[Entry] = []
    seen: set[str] = set()
    for number, entry in enumerate(held, 1):
        place = entry_place(path, noun, entry, number)
        wrong = shape_problems(entry, place, kind, "entry")
        if not wrong:
            sound.append(entry)
            if entry["id"] in seen:
                wrong = [Problem("entry-id", place, f"id `{entry['id']}`", "an id of its own", "twice", "Rename one.")]
            seen.add(entry["id"])
        problems += wrong
    return sound, problems


def entry_place(path: str, noun: str, entry: Any, number: int) -> str:
    """Return where an entry stands: by its id, or by its number if it has none."""
    key = entry.get("id") if isinstance(entry, dict) else None
    return f"{path}, {noun} `{key}`" if isinstance(key, str) and key else f"{path}, {noun} {number}"
