"""Every author's text is text wherever it goes: HTML, Markdown, scripts, XML, LaTeX, Typst, a line."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from xml.etree import ElementTree

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from proofpress.text.escape import (
    html_text,
    in_markdown,
    in_markdown_attribute,
    in_script,
    latex,
    one_line,
    typst_string,
    xml_text,
)

HOSTILE = [
    "<script>evil()</script>",
    '"><img src=x onerror=evil()>',
    "</title><script>evil()</script>",
    "[a](javascript:evil()) ![b](x) <javascript:evil()>",
    "`code` *em* __strong__ ~~gone~~ ^up^ | cell |",
    "name { onclick=evil() } {: .a #b onclick=evil() }",
    "&lt;script&gt; &amp; &#106;avascript:",
    "back\\slash \\` \\[a](b)",
    "!!! note",
    "*[HTML]: evil",
    "</script><script>evil()</script>",
    "http://a.example/ www.b.example",
]
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40) | st.sampled_from(HOSTILE)
EXTENSIONS = ["attr_list", "tables", "abbr", "def_list", "footnotes", "toc", "pymdownx.superfences", "md_in_html"]


class Seen(HTMLParser):
    """The elements, attributes and text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.values: list[str | None] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes."""
        self.tags.append((tag, tuple(name for name, _ in attrs if name != "id")))
        self.values += [value for name, value in attrs if name != "id"]

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


@given(TEXTS)
def test_html_shows_the_text(text: str) -> None:
    """In an element and in an attribute, nothing but the text comes of it."""
    seen = Seen(f'<b title="{html_text(text)}">{html_text(text)}</b>')
    assert (seen.tags, seen.values, seen.text) == ([("b", ("title",))], [text], text)


def test_what_is_escaped_stays() -> None:
    """A text that is marked as HTML is not escaped twice."""
    assert html_text(Markup("a &amp; b")) == "a &amp; b"
    assert html_text(html_text("<")) == "&lt;"


@given(TEXTS)
@example("a { onclick=evil() }")
@example("a\nb")
def test_markdown_shows_the_text(text: str) -> None:
    """A heading and a paragraph hold the text and no other element, with every extension that a site may use."""
    line = one_line(text).strip()
    for source, tag in ((f"# x{in_markdown(line)}x", "h1"), (f"x{in_markdown(line)}x", "p")):
        seen = Seen(markdown.markdown(source, extensions=EXTENSIONS))
        assert seen.tags == [(tag, ())], source
        assert " ".join(seen.text.split()) == " ".join(f"x{line}x".split())


@given(TEXTS)
def test_an_attribute_within_markdown_is_the_text(text: str) -> None:
    """Code and links in a title do not cut its element."""
    line = one_line(text)
    html = markdown.markdown(f'x <a href="y" title="{in_markdown_attribute(line)}">z</a>', extensions=EXTENSIONS)
    seen = Seen(html)
    assert seen.tags == [("p", ()), ("a", ("href", "title"))]
    assert seen.values == ["y", line]


@given(TEXTS)
def test_json_in_a_script_stays_in_it(text: str) -> None:
    """Data say the same, and nothing ends the element that holds them."""
    held = in_script(json.dumps(text))
    assert json.loads(held) == text
    assert "<" not in held


@given(st.text())
def test_xml_can_always_be_read(text: str) -> None:
    """Feeds stay well formed, whatever characters a text holds."""
    node = ElementTree.fromstring(f'<a b="{xml_text(text)}">{xml_text(text)}</a>')
    assert node.tag == "a"
    assert len(node) == 0


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x00", "\t"])
def test_a_line_stays_one_line(mark: str) -> None:
    """No character makes a second line, or a second record of what is read by lines."""
    for text in (one_line(f"a{mark}TY  - b"), latex(f"a{mark}b"), typst_string(f"a{mark}b")):
        assert len(text.splitlines()) == 1
        assert "\x00" not in text


def test_a_plain_line_is_left_alone() -> None:
    """A text that is a line already stays as it is."""
    assert one_line("a – b, “c”") == "a – b, “c”"
