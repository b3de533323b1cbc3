"""How to cite a page of this release: plain text, BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ..canonical import to_json
from ..settings import Settings

LATEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
"""Characters that a backslash alone does not make plain."""


@dataclass(frozen=True)
class Citation:
    """What is cited: its kind in words, its title and its address below the site's root."""

    key: str
    kind: str
    title: str
    path: str
    settings: Settings

    @property
    def url(self) -> str:
        """Whole address."""
        return self.settings.site_url + self.path

    @property
    def day(self) -> date:
        """Day of the release."""
        return date.fromisoformat(self.settings.released)

    def plain(self) -> str:
        """Return the citation as a line of text."""
        site = self.settings
        return f"{site.site_name} ({self.day.year}). “{self.title}”, {self.kind}, release {site.release}. {self.url}"

    def bibtex(self) -> str:
        """Return the citation as a BibTeX entry."""
        fields = {
            "author": f"{{{_latex(self.settings.site_name)}}}",
            "title": f"{{{_latex(self.title)}}}",
            "year": str(self.day.year),
            "month": str(self.day.month),
            "howpublished": f"{self.kind}, release {self.settings.release}".capitalize(),
            "url": self.url,
        }
        lines = [f"  {name} = {{{text}}}," for name, text in fields.items()]
        return "\n".join([f"@misc{{{self.key},", *lines, "}"]) + "\n"

    def ris(self) -> str:
        """Return the citation in RIS."""
        site = self.settings
        fields = (
            ("TY", "ELEC"), ("AU", f"{site.site_name},"), ("TI", self.title), ("PY", str(self.day.year)),
            ("DA", self.day.strftime("%Y/%m/%d")), ("ET", site.release), ("PB", site.site_name), ("UR", self.url),
            ("N1", self.kind), ("ER", ""),
        )  # fmt: skip
        return "".join(f"{tag}  - {text}\n" for tag, text in fields)

    def csl(self) -> str:
        """Return the citation as CSL-JSON."""
        site = self.settings
        return to_json(
            [
                {
                    "id": self.key,
                    "type": "webpage",
                    "author": [{"literal": site.site_name}],
                    "title": self.title,
                    "container-title": site.site_name,
                    "genre": self.kind,
                    "version": site.release,
                    "issued": {"date-parts": [[self.day.year, self.day.month, self.day.day]]},
                    "URL": self.url,
                }
            ]
        )

    def files(self) -> dict[str, bytes]:
        """Return the citation as files, by name."""
        texts = {"cite.txt": f"{self.plain()}\n", "cite.bib": self.bibtex()}
        texts |= {"cite.ris": self.ris(), "cite.json": self.csl()}
        return {name: text.encode() for name, text in texts.items()}


def _latex(text: str) -> str:
    """Return text with the characters that LaTeX reads as commands made plain."""
    return re.sub(r"[%$&#_{}\\~^]", lambda match: LATEX.get(match[0], f"\\{match[0]}"), text)


def cite_figure(figure_id: str, title: str, settings: Settings) -> Citation:
    """Return the citation of a figure."""
    key = f"ledger-{settings.release}-{figure_id.replace('/', '-')}"
    return Citation(key, f"figure {figure_id}", title, f"figures/{figure_id}/", settings)


def cite_analysis(slug: str, title: str, settings: Settings) -> Citation:
    """Return the citation of an analysis."""
    return Citation(f"ledger-{settings.release}-{slug}", "analysis", title, f"analyses/{slug}/", settings)


def cite_site(settings: Settings) -> Citation:
    """Return the citation of the whole site."""
    return Citation(f"ledger-{settings.release}", "research site", settings.site_name, "", settings)
