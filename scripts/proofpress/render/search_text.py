"""The text of a page for its search: one entry for the page, each section, each row and term with an address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small")
) | frozenset(("span", "strong", "sub", "sup", "time", "u", "var", "wbr"))
"""Elements within a line: words on both sides of one may be one word. At every other tag a word ends."""
VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
SKIPPED = frozenset(("script", "style", "object", "svg", "template", "form", "button", "select"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
EXCLUDED = "data-search-exclude"
PERMALINK = "headerlink"
FIGURE = "pp-title"
"""Class of a heading that is a figure's title."""
SPACES = re.compile(r"\s+")


@dataclass
class Entry:
    """A part of a page that a search can lead to.

    Attributes
    ----------
    anchor : str
        Its id in the page; empty for the page itself.
    kind : str
        ``page``, ``section``, ``figure``, ``term`` or ``row``; ``excluded`` below a heading that is not searched.
    title, text : list of str
        What it is called and what it says, in pieces.
    """

    anchor: str
    kind: str
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def called(self) -> str:
        """Return the title as one line."""
        return SPACES.sub(" ", "".join(self.title)).strip()

    def said(self) -> str:
        """Return the text as one line."""
        return SPACES.sub(" ", "".join(self.text)).strip()


class _Reader(HTMLParser):
    """Divides a page into entries while its tags go by."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.entries = [Entry("", "page")]
        self._section = self._entry = self.entries[0]
        self._open: list[str] = []
        self._skipped_at = 0
        self._title_at = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self._add(" ")
        if tag in VOID:
            return
        self._open.append(tag)
        if self._skipped_at:
            return
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        is_excluded = EXCLUDED in given
        if tag in SKIPPED or PERMALINK in classes or (is_excluded and tag not in HEADINGS):
            self._skipped_at = len(self._open)
        else:
            kind = "figure" if FIGURE in classes else "section"
            self._begin(tag, given.get("id") or "", "excluded" if is_excluded else kind)

    def _begin(self, tag: str, anchor: str, kind: str) -> None:
        """Begin an entry or its title where this tag does so."""
        if tag in HEADINGS:
            if tag != "h1" and anchor:
                self._section = self._entry = self._new(anchor, kind)
            self._title_at = len(self._open)
        elif tag in ("dt", "tr") and anchor:
            self._entry = self._new(anchor, "term" if tag == "dt" else "row")
            self._title_at = len(self._open) if tag == "dt" else 0
        elif tag == "th" and self._entry.kind == "row" and not self._entry.title:
            self._title_at = len(self._open)

    def _new(self, anchor: str, kind: str) -> Entry:
        self.entries.append(Entry(anchor, kind))
        return self.entries[-1]

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open:
            depth, last = len(self._open), self._open.pop()
            self._skipped_at = 0 if depth == self._skipped_at else self._skipped_at
            self._title_at = 0 if depth == self._title_at else self._title_at
            if last in ("tr", "dl"):
                self._entry = self._section
            if last == tag:
                break
        if tag not in INLINE:
            self._add(" ")

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str) -> None:
        if not self._skipped_at:
            (self._entry.title if self._title_at else self._entry.text).append(text)


def read_entries(html: str) -> list[Entry]:
    """Return the entries of a page's content; the first stands for the page itself.

    Parameters
    ----------
    html : str
        The content, without menu and header.

    Examples
    --------
    >>> page, section = read_entries("<h1>Ice</h1><p>Thick.</p><h2 id='a'>When</h2><td>HHI)</td><td>The</td>")
    >>> page.called(), section.called(), section.said()
    ('Ice', 'When', 'HHI) The')
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [entry for entry in reader.entries if entry.kind != "excluded"]
