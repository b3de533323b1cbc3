"""Reading a built site as a reader's browser would: links, anchors, what loads, and what stands in the text."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from proofpress.figures.social_card import with_font
from tests.support.projects import files_below

LOADING = {
    ("audio", "src"),
    ("embed", "src"),
    ("iframe", "src"),
    ("image", "href"),
    ("image", "xlink:href"),
    ("img", "src"),
    ("input", "src"),
    ("object", "data"),
    ("script", "src"),
    ("source", "src"),
    ("track", "src"),
    ("use", "href"),
    ("use", "xlink:href"),
    ("video", "poster"),
    ("video", "src"),
}
LOADING_RELATIONS = {
    *("stylesheet", "preload", "prefetch", "icon", "modulepreload", "manifest", "apple-touch-icon", "shortcut"),
}
OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


def offered(path: Path, family: str) -> bytes:
    """Return a file of the record as readers are offered it: a picture carries its letters."""
    return with_font(path.read_text(encoding="utf-8"), family).encode() if path.suffix == ".svg" else path.read_bytes()


@dataclass
class Parsed(HTMLParser):
    """What one page holds.

    Attributes
    ----------
    links : list of str
        Where its ``<a>`` lead.
    loads : list of str
        What a browser fetches for it without being asked.
    ids : set of str
        Its anchors.
    text : list of str
        What a reader sees and a screen reader says, attributes included; blocks of code left out.
    quoted : list of str
        Of the text, what stands in code within a line.
    drawn : list of str
        Of the text, what stands in pictures.
    """

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    text: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._hidden = self._code = self._inline = self._drawing = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Sort a tag's attributes."""
        result = {key: value or "" for key, value in attrs}
        if result.get("id"):
            (self.repeated.append if result["id"] in self.ids else self.ids.add)(result["id"])
        if tag == "a" and result.get("name"):
            self.ids.add(result["name"])
        if tag in {"a", "area"} and "href" in result:
            self.links.append(result["href"])
        if tag == "link" and LOADING_RELATIONS & set(result.get("rel", "").split()):
            self.loads.append(result.get("href", ""))
        self.loads += [value for key, value in result.items() if (tag, key) in LOADING and value]
        self.loads += [part.split()[0] for part in result.get("srcset", "").split(",") if part.strip()]
        self.loads += re.findall(r"url\(\s*['\"]?([^'\")]+)", result.get("style", ""))
        if tag == "meta" and result.get("http-equiv", "").lower() == "refresh":
            self.links.append(result.get("content", "").partition("=")[2])
        self.text += [result[key] for key in ("title", "alt", "aria-label", "content", "placeholder") if key in result]
        if tag in {"script", "style"}:
            self._hidden += 1
        if tag == "pre":
            self._code += 1
        if tag == "code":
            self._inline += 1
        if tag == "svg":
            self._drawing += 1

    def handle_endtag(self, tag: str) -> None:
        """Leave what is hidden."""
        if tag in {"script", "style"}:
            self._hidden -= 1
        if tag == "pre":
            self._code -= 1
        if tag == "code":
            self._inline -= 1
        if tag == "svg":
            self._drawing -= 1

    def handle_data(self, data: str) -> None:
        """Keep text, and what style sheets within the page load."""
        if self._hidden:
            self.loads += re.findall(r"(?:url\(\s*['\"]?|@import\s+['\"])([^'\")]+)", data)
        elif not self._code:
            self.text.append(data)
            if self._inline:
                self.quoted.append(data)
            if self._drawing:
                self.drawn.append(data)


def read_pages(site: Path) -> dict[str, Parsed]:
    """Return every HTML page of a site by its file's address."""
    pages = {}
    for name, path in files_below(site).items():
        if path.suffix == ".html":
            pages[name] = Parsed()
            pages[name].feed(path.read_text(encoding="utf-8"))
    return pages


def resolve(page: str, link: str, base: str = "/") -> str:
    """Return the file that a link leads to from a page, both as addresses below the site's root."""
    path = unquote(urlsplit(link).path)
    if path.startswith("/"):
        target = path.removeprefix(base.rstrip("/"))
        target = posixpath.normpath(target.lstrip("/")) if target.strip("/") else ""
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    target = "" if target == "." else target
    if path.endswith(("/", "/.", "/..")) or path in {".", ".."} or target == "":
        return posixpath.join(target, "index.html")
    return target


def broken_links(site: Path, pages: dict[str, Parsed], base: str = "/") -> list[str]:
    """Return every link of a site's pages whose file or anchor does not exist."""
    files = set(files_below(site))
    broken = []
    for name, page in pages.items():
        for link in page.links:
            if re.match(r"^(?:[a-z][a-z0-9+.-]*:|//)", link, re.IGNORECASE):
                continue
            target = resolve(name, link, base)
            anchor = unquote(urlsplit(link).fragment)
            if target.startswith("../") or target not in files:
                broken.append(f"{name}: {link} (no {target})")
            elif anchor and target in pages and anchor not in pages[target].ids:
                broken.append(f"{name}: {link} (no #{anchor} in {target})")
    return broken


def outside_loads(pages: dict[str, Parsed]) -> list[str]:
    """Return what pages load from elsewhere."""
    return [f"{name}: {link}" for name, page in pages.items() for link in page.loads if OUTSIDE.match(link.strip())]


def missing_loads(site: Path, pages: dict[str, Parsed], base: str = "/") -> list[str]:
    """Return what pages load from the site itself that is not there."""
    files = set(files_below(site))
    return [
        f"{name}: {link}"
        for name, page in pages.items()
        for link in page.loads
        if not re.match(r"^(?:[a-z][a-z0-9+.-]*:|//|#)", link.strip(), re.IGNORECASE)
        and resolve(name, link.strip(), base) not in files
    ]
