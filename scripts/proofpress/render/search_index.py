"""The index of the site's search: what its pages say, findings first, registers and data last."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..data.glossary import Term
from ..model.canonical_json import to_json
from ..model.vocabulary import Vocabulary
from .search_text import Entry, read_entries

INDEX = "search/search_index.json"
"""Where the theme asks for the index."""
WORDS = "search/words.json"
"""The words that mean the same, by group."""
OPENING = ("for-a-decision", "takeaways")
"""Ids of the sections that count as the page itself."""
WHOLE, LEAD = True, False
PLACES: tuple[tuple[str, float, bool], ...] = (
    ("analyses/", 3.0, WHOLE),
    ("figures/", 0.6, LEAD),
    ("values/", 0.2, LEAD),
    ("data/", 0.12, LEAD),
    ("claims/", 0.2, WHOLE),
    *((folder, 0.1, WHOLE) for folder in ("start/", "contribute/", "reference/")),
)
"""Weight of the pages in each folder, and whether all of their sections are found or only the pages themselves."""
PAGES: Mapping[str, float] = {
    "glossary/": 4.0,
    "frameworks/": 0.3,
    "debate/": 0.6,
    "changes/": 0.8,
    "analyses/": 0.3,
    "figures/": 0.3,
    "": 0.5,
}
"""Weight of single pages."""
OTHERS = 1.5
LISTS = ("", "analyses/", "figures/")
"""Pages that repeat what others have in full."""
KINDS: Mapping[str, float] = {"page": 2.0, "figure": 1.5, "term": 1.5, "section": 1.0, "row": 0.7}
REGISTERED = 0.15
"""Weight of a term or row that is not of the glossary: an entry of a register."""
GLOSSARY = "glossary/"


@dataclass(frozen=True)
class FoundPage:
    """A page as its search reads it: address below the root, title, content as HTML, other names for it, one a line."""

    address: str
    title: str
    html: str
    called: str = ""


def search_words(vocabulary: Vocabulary, glossary: Iterable[Term]) -> bytes:
    """Return the file of words that mean the same: those of the vocabulary, and all forms of each term."""
    groups = [(name, *others) for name, others in (*vocabulary.subjects, *vocabulary.synonyms) if others]
    groups += [(*term.forms, *term.searched) for term in glossary if len(term.forms) + len(term.searched) > 1]
    return to_json({"synonyms": [list(dict.fromkeys(group)) for group in groups]}).encode()


def search_index(entries: Iterable[Mapping[str, Any]], words: bytes) -> str:
    """Return the index: settings with the words that mean the same, and the entries of all pages."""
    config = {"lang": ["en"], "separator": r"[^\p{L}\p{N}]+", "pipeline": ["stemmer"], **json.loads(words or b"{}")}
    return json.dumps({"config": config, "docs": list(entries)}, separators=(",", ":"), ensure_ascii=False)


def _place(address: str) -> tuple[float, bool]:
    for folder, weight, is_whole in PLACES:
        if address.startswith(folder) and address != folder:
            return weight, is_whole
    return PAGES.get(address, OTHERS), LEAD if address in LISTS else WHOLE


def page_entries(page: FoundPage) -> list[dict[str, Any]]:
    """Return a page's entries: the page itself with its opening, then its sections, terms and rows."""
    weight, is_whole = _place(page.address)
    first, *rest = read_entries(page.html)
    opening = [entry for entry in rest if entry.anchor in OPENING]
    lead = " ".join(filter(None, (first.said(), *(entry.said() for entry in opening))))
    title = first.called() or page.title
    docs = [_doc(page.address, title, lead, weight * KINDS["page"])]
    names = [page.title] if title != page.title else []
    called = page.called.splitlines()
    if name := ", ".join((*names, *called)):
        docs[0]["name"] = name
    if called:
        docs[0]["called"] = called
    for entry in rest if is_whole else ():
        if entry.anchor not in OPENING and (entry.title or entry.text):
            docs.append(_section(page.address, entry, weight))
    return docs


def _section(address: str, entry: Entry, weight: float) -> dict[str, Any]:
    is_registered = entry.kind == "term" and address != GLOSSARY
    factor = REGISTERED if is_registered else KINDS[entry.kind]
    doc = _doc(f"{address}#{entry.anchor}", entry.called(), entry.said(), weight * factor)
    return {**doc, "term": True} if entry.kind == "term" and not is_registered else doc


def _doc(location: str, title: str, text: str, weight: float) -> dict[str, Any]:
    return {"location": location, "title": title, "text": text, "boost": round(weight, 3)}
