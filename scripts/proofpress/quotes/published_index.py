"""Published releases: the index of one, and of the newest, from a folder or a web address."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from ..data.corrections import corrections_from
from ..model.errors import DataError, Problem, nearest
from .index import NAME, SCHEMA_VERSION

Reader = Callable[[str], bytes]
SECONDS = 30


@dataclass(frozen=True)
class PublishedIndexes:
    """The index that is quoted, the newest one if it is another, both with the corrections known today."""

    index: dict[str, Any]
    newest: dict[str, Any] | None = None


def from_folder(folder: Path) -> Reader:
    """Return how to read a file of the published branch as a folder."""
    return lambda name: (folder / name).read_bytes()


def from_web(address: str) -> Reader:
    """Return how to read a file of the published site.

    Raises
    ------
    DataError
        If the address is not one of the web.
    """
    if urlsplit(address).scheme not in {"http", "https"}:
        raise DataError([Problem("bad-address", address, "no address of the web", "https://…")])

    def read(name: str) -> bytes:
        with urlopen(f"{address.rstrip('/')}/{name}", timeout=SECONDS) as answer:
            return bytes(answer.read())

    return read


def reader_of(place: str) -> Reader:
    """Return how to read a file of a published site that is a folder, or at an address of the web.

    Raises
    ------
    DataError
        If it is neither.
    """
    return from_web(place) if "://" in place else _existing(Path(place))


def _existing(folder: Path) -> Reader:
    if not folder.is_dir():
        expected = "a folder that is there, or an address that begins with https://"
        raise DataError([Problem("no-published-site", str(folder), "no published site there", expected)])
    return from_folder(folder)


def read_published_indexes(read: Reader, place: str, release: str = "") -> PublishedIndexes:
    """Return the indexes of a release and of the newest one.

    Parameters
    ----------
    read : callable
        Gives a file of the releases by its name.
    place : str
        Where the releases are, for messages.
    release : str
        The release that is quoted; the newest when empty.

    Raises
    ------
    DataError
        If a file cannot be read, or there is no such release.
    """
    listing = _load(read, place, "releases.json")
    known = [str(release["release"]) for release in listing["releases"]]
    if release and release not in known:
        problem = Problem("unknown-release", place, f"no release `{release}`", fix=nearest(release, known))
        raise DataError([problem])
    register = _load(read, place, "corrections.json")
    entries = [item.to_json() for item in corrections_from(register["corrections"], f"{place}/corrections.json")]
    latest = str(listing["latest"])
    newest = {**_load(read, place, f"{latest}/{NAME}"), "corrections": entries}
    if release in ("", latest):
        return PublishedIndexes(newest)
    return PublishedIndexes({**_load(read, place, f"{release}/{NAME}"), "corrections": entries}, newest)


def _load(read: Reader, place: str, name: str) -> dict[str, Any]:
    try:
        loads = json.loads(read(name))
    except (OSError, URLError, ValueError) as err:
        raise DataError(
            [Problem("unreadable", f"{place.rstrip('/')}/{name}", "cannot be read", "JSON", str(err))]
        ) from err
    if not isinstance(loads, dict) or loads.get("schema_version") != SCHEMA_VERSION:
        raise DataError(
            [
                Problem(
                    "unreadable",
                    f"{place.rstrip('/')}/{name}",
                    "holds something else",
                    f"schema version {SCHEMA_VERSION}",
                )
            ]
        )
    return loads
