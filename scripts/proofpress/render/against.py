"""A published site beside what the data give today: figures, values and claims, one by one, and files.

The published files themselves are read: beside a wrong file, a listing that says the right hash would be believed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..model.canonical_json import exact_number, to_json
from ..model.errors import DataError, Problem
from ..model.hashing import sha256
from ..record.site_input import SiteInput
from .listings import SCHEMA_VERSION

Reader = Callable[[str], bytes]
FIGURE_FIELDS = ("title", "subtitle", "alt", "note", "grade", "sources", "claims")
VALUE_FIELDS = ("kind", "number", "unit", "text", "formula", "period", "rows", "sources", "grade")
CLAIM_FIELDS = (
    *("source", "locator", "statement", "metric", "entity", "value_low", "value_high", "unit", "printed", "period"),
    *("hedge", "kind", "origin", "grade", "status", "links"),
)
"""What a listing says of a claim: what its row holds, and what the checks say of it."""
PREFIX = {"figures": "", "values": "", "claims": "claim:"}
"""What the names of entries begin with, by listing: a claim's id may be that of a page."""
SHOWN = 60
"""Characters of a field that a difference quotes."""


def published_differences(
    results: SiteInput, files: Mapping[str, bytes], read: Reader, place: str
) -> dict[str, list[str]]:
    """Return what differs between a published site and today’s results by figure, value and claim.

    Parameters
    ----------
    results : SiteInput
        As regenerated.
    files : mapping of str to bytes
        The site's own files, as rendered from them.
    read : callable
        Gives a file of the published site by its name.
    place : str
        Where that site is, for messages.

    Raises
    ------
    DataError
        If no site is published there.
    """
    result: dict[str, list[str]] = {}
    for name, fields in (("figures", FIGURE_FIELDS), ("values", VALUE_FIELDS), ("claims", CLAIM_FIELDS)):
        ours, theirs = _entries(files.__getitem__, name, "here"), _entries(read, name, place)
        for key in sorted(ours.keys() | theirs.keys()):
            lines = list(_field_differences(ours.get(key), theirs.get(key), fields))
            if name == "figures" and key in ours and key in theirs:
                drawn = sorted(results.entries[key].fields["files"])
                lines += _file_differences([f"figures/{key}/{file}" for file in drawn], files, read)
            result[PREFIX[name] + key] = lines
    return result


def _entries(read: Reader, name: str, place: str) -> dict[str, dict[str, Any]]:
    """Return the entries of a site's listing by id.

    Raises
    ------
    DataError
        If it has none, or one of another form.
    """
    try:
        listing = json.loads(read(f"{name}.json"))
        if listing["schema_version"] == SCHEMA_VERSION:
            return {str(entry["id"]): entry for entry in listing[name]}
        got = f"schema_version {listing['schema_version']}"
    except (OSError, ValueError, KeyError, TypeError) as err:
        got = f"{type(err).__name__}: {err}"
    expected = f"`{name}.json` of schema_version {SCHEMA_VERSION}, as a site or a release has it"
    fix = "Name the folder or address of one release, such as https://site.example/2026.11/."
    raise DataError([Problem("no-published-site", place, "no published site there", expected, got, fix)])


def _field_differences(
    ours: Mapping[str, Any] | None, theirs: Mapping[str, Any] | None, fields: tuple[str, ...]
) -> Iterator[str]:
    """Yield the fields of an entry that are others, or that it is on one side only."""
    if ours is None or theirs is None:
        yield "published → not regenerated" if ours is None else "not published → regenerated"
        return
    for name in fields:
        old, new = (to_json(entry.get(name), indent=None, number=exact_number).strip() for entry in (theirs, ours))
        if old != new:
            yield f"{name}: {old[:SHOWN]} → {new[:SHOWN]}"


def _file_differences(paths: list[str], files: Mapping[str, bytes], read: Reader) -> Iterator[str]:
    """Yield the files of a figure that are other bytes, or cannot be read."""
    for path in paths:
        name = path.rpartition("/")[2]
        try:
            published = read(path)
        except (OSError, ValueError) as err:
            yield f"{name}: cannot be read ({err}) → {len(files[path])} bytes"
            continue
        if published != files[path]:
            yield f"{name}: sha256 {sha256(published)[:12]} → {sha256(files[path])[:12]}"
