"""A new entry of the registry of sources: from a DOI, a citation file or an address, as far as each tells."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ..data.sources import REGISTRY
from ..model.errors import DataError, Problem
from ..model.settings import Settings
from ..model.slug import slugify
from .new import check_id, read_sources, write_all
from .profile import SECRET

CSL = "application/vnd.citationstyles.csl+json"
OF_CROSSREF = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "book-chapter": "chapter",
    "reference-entry": "entry",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "dissertation": "thesis",
    "peer-review": "review",
    "database": "dataset",
}
"""Types that a registry of DOIs names in its own words, as CSL names them."""
WAIT_SECONDS = 15
"""For a registry of DOIs to answer."""
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s/]+\S*")
DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
LONGEST = 48
"""Letters of an id that a title makes."""


def new_source(settings: Settings, what: str, key: str = "", grade: str = "") -> tuple[list[str], str]:
    """Add a source to the registry: from a DOI, a citation file or an address; return the file and the id.

    What cannot be found out stays empty, and the build says what to fill in.

    Raises
    ------
    DataError
        If it is none of these, cannot be read, or its id is taken or none.
    """
    entry = _from_file(Path(what)) if Path(what).is_file() else _from_doi(what) or _from_address(what)
    registry, entries = read_sources(settings)
    place = re.sub(r"^https?://(www\.)?", "", what)
    chosen = key or slugify(str(entry.get("title") or place))[:LONGEST].strip("-") or "source"
    check_id(chosen)
    if chosen in {item["id"] for item in entries}:
        thing, fix = f"source `{chosen}` is there already", "Name another: `--id`."
        raise DataError([Problem("taken", REGISTRY, thing, fix=fix)])
    doi = str(entry.get("DOI", "")).lower()
    if same := next((item["id"] for item in entries if doi and str(item.get("DOI", "")).lower() == doi), ""):
        thing, fix = f"source `{same}` has this DOI already", "Cite that one."
        raise DataError([Problem("taken", REGISTRY, thing, got=doi, fix=fix)])
    short = str(entry.get("publisher") or entry.get("title") or "")
    entries.append({**entry, "id": chosen, "custom": {"short": short, "grade": grade, "licence": ""}})
    write_all(settings, {REGISTRY: json.dumps(registry, indent=1, ensure_ascii=False) + "\n"})
    return [REGISTRY], chosen


def is_unanswered(settings: Settings, key: str) -> bool:
    """Whether nobody said what a source's DOI stands for: its entry has one, and no title."""
    _, entries = read_sources(settings)
    return any(item["id"] == key and item.get("DOI") and not item.get("title") for item in entries)


def _from_address(what: str) -> dict[str, Any]:
    """Return the entry of a page.

    Raises
    ------
    DataError
        If it is no address, or one that holds a password.
    """
    if not ADDRESS.fullmatch(what):
        expected = "a DOI, a citation file that is there, or an address that begins with https://"
        raise DataError([Problem("no-source", f"`{what}`", "it names no source", expected)])
    if any(pattern.search(what) for pattern in SECRET.values()):
        fix = "Take it out, and change what has left its place."
        raise DataError([Problem("private-data", "the address", "it holds a secret", "nothing private", fix=fix)])
    return {"type": "webpage", "title": "", "URL": what}


def _from_file(path: Path) -> dict[str, Any]:
    """Return the CSL entry of a citation file: CSL-JSON or ``CITATION.cff``.

    Raises
    ------
    DataError
        If it is neither, or holds several.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        loaded = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError) as err:
        raise DataError([_no_citation(path, " ".join(str(err).split()))]) from err
    several = loaded if isinstance(loaded, list) else [loaded]
    if len(several) != 1 or not isinstance(several[0], dict):
        got = f"{len(several)} entries" if len(several) != 1 else type(several[0]).__name__
        raise DataError([_no_citation(path, got)])
    return _kept(several[0] if path.suffix == ".json" else _from_cff(several[0]))


def _no_citation(path: Path, got: str) -> Problem:
    fix = "Leave one entry in the file, or give the source's DOI or address."
    return Problem("no-citation", str(path), "a citation file", "one entry in CSL-JSON or `CITATION.cff`", got, fix)


def _from_cff(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the CSL entry that a ``CITATION.cff`` makes."""
    authors = said.get("authors")
    day = str(said.get("date-released", ""))
    return {
        "type": said.get("type", "dataset"),
        "title": said.get("title", ""),
        "author": [_name(item) for item in authors] if isinstance(authors, list) else [],
        "DOI": said.get("doi", ""),
        "URL": said.get("url", ""),
        "issued": {"date-parts": [[int(part) for part in day.split("-")]]} if DAY.fullmatch(day) else None,
    }


def _name(item: Any) -> dict[str, str]:
    """Return an author as CSL has it: a person's two names, or the one of an institution."""
    if not isinstance(item, dict):
        return {"literal": str(item)}
    if "family-names" in item:
        return {"family": str(item["family-names"]), "given": str(item.get("given-names", ""))}
    return {"literal": str(item.get("name", ""))}


def _from_doi(text: str) -> dict[str, Any] | None:
    """Return what the registry of DOIs says, as far as the network allows; None for what is no DOI."""
    match = DOI.fullmatch(text.strip())
    if match is None:
        return None
    request = urllib.request.Request(f"https://doi.org/{match[1]}", headers={"Accept": CSL})
    try:
        with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:
            return _kept(json.loads(answer.read()))
    except (OSError, urllib.error.URLError, ValueError, TypeError, AttributeError):
        return {"type": "article", "title": "", "DOI": match[1], "URL": f"https://doi.org/{match[1]}"}


def _kept(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a registry keeps of a CSL entry."""
    names = (
        "type",
        "title",
        "author",
        "publisher",
        "issued",
        "DOI",
        "URL",
        "container-title",
        "volume",
        "issue",
        "page",
    )
    kept = {name: entry[name] for name in names if entry.get(name)}
    kind = kept.get("type")
    return {**kept, "type": OF_CROSSREF[kind]} if isinstance(kind, str) and kind in OF_CROSSREF else kept
