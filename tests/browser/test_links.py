"""What links are called: on a page, links of one name lead to one place, so that a list of links can be used."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.browser.pages import KINDS
from tests.support.projects import files_below

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
ACTIONS, ROW, CONTENTS = "pp-actions", "tr", "md-nav--secondary"
"""Where a name counts among the others of its place only: a figure's actions, a table's row, a page's contents."""
TRAILS = {"pp-v", "headerlink"}
"""A number leads to its own trail, the same number elsewhere to another; the sign behind a heading to that heading."""


@dataclass
class Links(HTMLParser):
    """The links of a page: the place in which each is told apart, its name, and where it leads."""

    address: str
    found: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        super().__init__()
        self._path: list[tuple[str, str]] = []
        self._link: dict[str, str] = {}
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link, or what a picture in it is called."""
        given = {key: value or "" for key, value in attrs}
        classes = set(given.get("class", "").split())
        if tag == "a" and "href" in given and not classes & TRAILS:
            self._link, self._words = given, []
        if tag == "img":
            self._words.append(given.get("alt", ""))
        if tag not in VOID:
            inner = next((name for name in (ACTIONS, CONTENTS) if name in classes), ROW if tag == ROW else "")
            line, column = self.getpos()
            self._path.append((tag, f"{inner} {line}:{column}" if inner else ""))

    def handle_data(self, data: str) -> None:
        """Note a link's words."""
        self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Close elements; a link that closes is told."""
        if tag == "a" and self._link:
            place = next((place for _, place in reversed(self._path) if place), "")
            name = " ".join((self._link.get("aria-label") or "".join(self._words)).split())
            self.found[place, name].add(urljoin(self.address, self._link["href"]))
            self._link = {}
        if any(name == tag for name, _ in self._path):
            while self._path.pop()[0] != tag:
                pass


def ambiguous(address: str, text: str) -> list[str]:
    """Return the names of a page's links that lead to several places."""
    links = Links(address)
    links.feed(text)
    return [f"“{name}”: {sorted(places)}" for (_, name), places in links.found.items() if len(places) > 1]


def test_links_of_one_name_lead_to_one_place(real_site: Path) -> None:
    """On every page a name of links stands for one place; numbers, rows, a figure's actions and contents are told."""
    pages = {name: path for name, path in files_below(real_site).items() if name.endswith(".html")}
    assert len(pages) > len(KINDS)
    root = "https://site.example/"
    wrong = [
        f"{name}: {fault}"
        for name, path in pages.items()
        for fault in ambiguous(root + re.sub(r"index\.html$", "", name), path.read_text(encoding="utf-8"))
    ]
    assert wrong == [], "\n".join(wrong[:40])


def test_ambiguous_links_are_noticed() -> None:
    """Two of one name and two places are a fault, in one row too; of one place, or in two rows, none."""
    twice = '<a href="#a">Lewis</a>, <a href="#b"><b>Lewis</b></a>'
    assert ambiguous("https://site.example/", twice)
    assert ambiguous("https://site.example/", f"<table><tr><td>{twice}</td></tr></table>")
    assert ambiguous("https://site.example/", twice.replace("#b", "./#a")) == []
    assert ambiguous("https://site.example/", twice.replace('"#b"', '"#b" aria-label="Lewis, thesis 2"')) == []
    rows = '<table><tr><td><a href="#a">row</a></td></tr><tr><td><a href="#b">row</a></td></tr></table>'
    assert ambiguous("https://site.example/", rows) == []
