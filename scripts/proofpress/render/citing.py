"""How to cite this release, or a page, figure or value of it: plain text, BibTeX, RIS and CSL-JSON.

A citation names the frozen address and the hash of what was seen there, so that it can be checked later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..model.canonical_json import to_json
from ..model.records import Value
from ..model.settings import Settings
from ..text.escape import latex, one_line
from ..text.periods import with_said_dates

SHORT = 12
"""Digits of a hash that a line of text shows."""
DATA = "data set"
"""The kind of what is cited as data; all else that is cited is a page of the site."""


@dataclass(frozen=True)
class Citation:
    """What is cited: its kind in words, its title, its address below the release's folder, and its content's hash."""

    key: str
    kind: str
    title: str
    path: str
    settings: Settings
    sha256: str = ""

    @property
    def url(self) -> str:
        """Whole address, the same for ever."""
        return self.settings.address(self.path)

    @property
    def day(self) -> date:
        """Day of the release."""
        return date.fromisoformat(self.settings.released)

    @property
    def note(self) -> str:
        """The content's hash in full, as notes of references have it; empty without."""
        return f"SHA-256 of the content: {self.sha256}" if self.sha256 else ""

    def plain(self) -> str:
        """Return the citation as a line of text, the hash shortened."""
        site = self.settings
        digest = f" (sha256:{self.sha256[:SHORT]}…)" if self.sha256 else ""
        doi = f" https://doi.org/{site.doi}" if site.doi else ""
        edition = f"{self.kind}, release {site.release}{digest}"
        what = _first_upper(edition) if self.title == site.site_name else f"“{self.title}”, {edition}"
        return one_line(f"{site.site_name} ({self.day.year}). {what}. {self.url}{doi}")

    def bibtex(self) -> str:
        """Return the citation as a BibTeX entry."""
        fields = {
            "author": f"{{{latex(self.settings.site_name)}}}",
            "title": f"{{{latex(self.title)}}}",
            "year": str(self.day.year),
            "month": str(self.day.month),
            "howpublished": _first_upper(f"{self.kind}, release {self.settings.release}"),
            "url": self.url,
            "doi": self.settings.doi,
            "note": self.note,
        }
        lines = [f"  {name} = {{{one_line(text)}}}," for name, text in fields.items() if text]
        return "\n".join([f"@misc{{{self.key},", *lines, "}"]) + "\n"

    def ris(self) -> str:
        """Return the citation in RIS."""
        site = self.settings
        fields = (
            ("TY", "DATA" if self.kind == DATA else "ELEC"), ("AU", f"{site.site_name},"), ("TI", self.title),
            ("PY", str(self.day.year)), ("DA", self.day.strftime("%Y/%m/%d")), ("ET", site.release),
            ("PB", site.site_name), ("UR", self.url),
            ("DO", site.doi), ("N1", "; ".join(part for part in (self.kind, self.note) if part)),
        )  # fmt: skip
        return "".join(f"{tag}  - {one_line(text)}\n" for tag, text in fields if text) + "ER  - \n"

    def csl_item(self) -> dict[str, Any]:
        """Return the citation as an item of CSL-JSON."""
        site = self.settings
        item = {
            "id": self.key,
            "type": "dataset" if self.kind == DATA else "webpage",
            "author": [{"literal": site.site_name}],
            "title": self.title,
            "publisher" if self.kind == DATA else "container-title": site.site_name,
            "genre": self.kind,
            "version": site.release,
            "issued": {"date-parts": [[self.day.year, self.day.month, self.day.day]]},
            "URL": self.url,
            "DOI": site.doi,
            "note": self.note,
        }
        return {key: value for key, value in item.items() if value}

    def csl(self) -> str:
        """Return the citation as CSL-JSON."""
        return to_json([self.csl_item()])

    def files(self) -> dict[str, bytes]:
        """Return the citation as files, by name."""
        return citation_files([self])


def citation_files(citations: Iterable[Citation]) -> dict[str, bytes]:
    """Return citations as files by name, one a format, all of them in each."""
    result = list(citations)
    texts = {
        "cite.txt": "".join(f"{item.plain()}\n" for item in result),
        "cite.bib": "\n".join(item.bibtex() for item in result),
        "cite.ris": "\n".join(item.ris() for item in result),
        "cite.json": to_json([item.csl_item() for item in result]),
    }
    return {name: text.encode() for name, text in texts.items()}


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def citation_key(settings: Settings, part: str = "") -> str:
    """Return the key of a citation: what the site's keys begin with, the release, and the part that is cited."""
    return "-".join(word for word in (settings.citation_prefix, settings.release, part) if word)


def cite_figure(figure_id: str, title: str, settings: Settings, sha256: str = "") -> Citation:
    """Return the citation of a figure; its hash is of the values and the specification that it shows."""
    key = citation_key(settings, figure_id.replace("/", "-"))
    return Citation(key, f"figure {figure_id}", title, f"figures/{figure_id}/", settings, sha256)


def cite_value(value: Value, settings: Settings, sha256: str = "") -> Citation:
    """Return the citation of a value: what it says, of what, and for when."""
    title = ", ".join(with_said_dates(part) for part in (f"{value.text}: {value.formula}", value.period) if part)
    address = f"values/{value.analysis}/#{value.id}"
    return Citation(citation_key(settings, value.id), f"value {value.id}", title, address, settings, sha256)


def cite_analysis(slug: str, title: str, settings: Settings, sha256: str = "") -> Citation:
    """Return the citation of an analysis; its hash is of the hashes of all that it publishes."""
    return Citation(citation_key(settings, slug), "analysis", title, f"analyses/{slug}/", settings, sha256)


def cite_site(settings: Settings, sha256: str = "") -> Citation:
    """Return the citation of the whole site; its hash is that of the release's manifest."""
    return Citation(citation_key(settings), "research site", settings.site_name, "", settings, sha256)
