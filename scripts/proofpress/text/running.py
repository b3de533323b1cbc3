"""Markup that runs: scripts, event handlers, addresses of other kinds than pages, and what leads a page elsewhere.

Hand-written pages and the texts of notebooks are Markdown and may hold HTML. What would run in a reader's browser is
refused, with its file and line, unless a site allows it by its option ``page_scripts``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from ..model.characters import SCHEME, SCHEMES
from ..model.errors import Problem
from ..model.remembered import Remembered
from .code_spans import hide_code

ELEMENTS = frozenset({"script", "base", "object", "embed", "applet", "frame", "frameset", "portal"})
ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "background", "cite", "ping", "manifest"}
    | {"to", "from", "values", "by", "srcset"}
)
"""Attributes that hold an address; those of SVG's animations may come to hold one."""
IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0]+")
"""What browsers leave out of an address, or before it."""
DATA_BLOCK = re.compile(r"application/(?:ld\+)?json")
LINK = re.compile(
    r"\]\(\s*<?([^)\s>]*)|^ {0,3}\[[^\]]+\]:\s*<?([^\s>]*)|<([a-z][a-z0-9+.-]*:[^\s>]*)>", re.MULTILINE | re.IGNORECASE
)
"""The address of a link or picture in Markdown: beside its words, named apart, or by itself."""
HANDLER = re.compile(r"\{:?[^{}\n]*?\b(on[a-z]+)\s*=[^{}\n]*\}", re.IGNORECASE)
MAY_RUN = re.compile(
    r"\bon[a-z]+\s*=|srcdoc|http-equiv|<(?:script|base|object|embed|applet|frame|portal)\b|style\s*=[^>]*url"
    r"|(?:href|src|action|data|poster|background|cite|ping|to|from|values|by|srcset)\s*=\s*[\"']?"
    r"(?!\s*(?:https?:|mailto:|data:image/|#))[^\"'>\s]{0,40}[:&\x00-\x20]",
    re.IGNORECASE,
)


class _Elements(HTMLParser):
    """Notes what would run, by line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name.lower(): value or "" for name, value in attrs}
        if tag in ELEMENTS and not (tag == "script" and DATA_BLOCK.fullmatch(facts.get("type", ""))):
            self._note(f"the element `<{tag}>`")
        if tag == "meta" and "http-equiv" in facts:
            self._note("`<meta http-equiv>`")
        for name, value in facts.items():
            if re.match(r"on\w", name):
                self._note(f"the event handler `{name}`")
            elif name == "srcdoc":
                self._note("the attribute `srcdoc`")
            elif name in ADDRESSES and not _leads_to_a_page(value, tag):
                self._note(f"the address `{value[:40]}`")

    def _note(self, what: str) -> None:
        self.found.append((self.getpos()[0], what))


def _leads_to_a_page(address: str, tag: str) -> bool:
    """Whether an address is relative, of a page or mail, or of a picture that holds its own data."""
    bare = IGNORED.sub("", address)
    scheme = SCHEME.match(bare)
    if scheme is None or scheme[1].lower() in SCHEMES:
        return True
    return tag in {"img", "source", "image", "link"} and bare.lower().startswith("data:image/")


def find_running(html: str) -> list[tuple[int, str]]:
    r"""Return what would run in a piece of HTML, each with its line; most pieces are passed after one look.

    Examples
    --------
    >>> find_running('<p>a</p>\n<img src="x" onerror="evil()">')
    [(2, 'the event handler `onerror`')]
    >>> find_running('<a href="page/">b</a>')
    []
    """
    return list(_found.of(lambda: _find(html), html))


_found: Remembered[list[tuple[int, str]]] = Remembered()


def _find(html: str) -> list[tuple[int, str]]:
    if not MAY_RUN.search(html):
        return []
    parser = _Elements()
    parser.feed(html)
    parser.close()
    return parser.found


def find_running_markdown(text: str) -> Iterator[tuple[int, str]]:
    """Yield what would run in Markdown, each with its line: in its HTML, its links, and its lists of attributes."""
    visible = hide_code(text)
    yield from find_running(visible)
    for match in LINK.finditer(visible):
        address = next(group for group in match.groups() if group is not None)
        if not _leads_to_a_page(address, "img"):
            yield visible.count("\n", 0, match.start()) + 1, f"the address `{address[:40]}`"
    for match in HANDLER.finditer(visible):
        yield visible.count("\n", 0, match.start()) + 1, f"the event handler `{match[1]}`"


def check_running(text: str, place: str, first_line: int = 1) -> list[Problem]:
    """Return a problem for each piece of Markdown that would run."""
    return [
        running_problem(f"{place}:{line + first_line - 1}", what)
        for line, what in dict.fromkeys(find_running_markdown(text))
    ]


def running_problem(place: str, what: str) -> Problem:
    """Return the problem of a page that brings what would run."""
    return Problem(
        "running-markup",
        place,
        f"{what} would run in readers' browsers",
        "text, pictures and links to pages",
        fix="Take it out; or allow it for the whole site: option `page_scripts: allowed`.",
    )
