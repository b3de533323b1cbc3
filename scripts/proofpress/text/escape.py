"""Every author's text on its way to a reader: one function for each place that it can go to.

Text is text: nothing that an author writes into a title, a name, a cell or a note is read as markup, as an address or
as a command by what shows it. Templates escape for HTML by themselves; what goes elsewhere, or through Markdown on its
way to HTML, passes here.
"""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;"}
MARKDOWN = re.compile(r"[\\`*_{}\[\]~^|]|!(?=\[)|:(?=//)")
"""Characters that Markdown, or an extension of it, may take for a mark."""
BEFORE_HTML = re.compile(r"[\\`\[\]]")
"""Those that it takes even within the tag of an element."""
LATEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
"""Characters that a backslash alone does not make plain."""
TYPST = re.compile(r"([\\#$*_`<>@~\[\]{}=+\-/\"'.])")
BREAKS = re.compile("[\t-\r\x1c-\x1e\x85\u2028\u2029]+")
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that neither XML nor a line of text can hold."""


def html_text(text: Any) -> Markup:
    """Return a text for HTML, in an element or in a quoted attribute; what is marked as HTML already stays.

    Examples
    --------
    >>> str(html_text('a "b" <c>'))
    'a &#34;b&#34; &lt;c&gt;'
    """
    if hasattr(text, "__html__"):
        return Markup(text)
    return Markup(re.sub(r'[&<>"]', lambda match: HTML[match[0]], str(text)))


def in_markdown(text: Any) -> Markup:
    """Return a text for HTML that Markdown reads once more, such as a heading: it shows every character as it is.

    Examples
    --------
    >>> str(in_markdown("[a](b) <c>"))
    '&#91;a&#93;(b) &lt;c&gt;'
    """
    return Markup(MARKDOWN.sub(_numbered, one_line(str(html_text(text)))))


def in_markdown_attribute(text: Any) -> Markup:
    """Return a text for a quoted attribute of HTML within running Markdown, which looks for code and links first.

    Examples
    --------
    >>> str(in_markdown_attribute("a `b` *c*"))
    'a &#96;b&#96; *c*'
    """
    return Markup(BEFORE_HTML.sub(_numbered, one_line(str(html_text(text)))))


def _numbered(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def one_line(text: str) -> str:
    r"""Return a text as one line, without characters that no line can hold.

    Examples
    --------
    >>> one_line("a\r\nTY  - b\x00")
    'a TY  - b'
    """
    return UNWRITABLE.sub("", BREAKS.sub(" ", text))


def in_script(json: str) -> str:
    r"""Return JSON that can stand in a script element, which nothing in it can end.

    Examples
    --------
    >>> in_script('"</script>"')
    '"\\u003c/script>"'
    """
    return json.replace("<", "\\u003c")


def xml_text(text: str) -> str:
    """Return a text for XML, in an element or in a quoted attribute."""
    return str(html_text(UNWRITABLE.sub("", text)))


def latex(text: str) -> str:
    """Return a text with the characters that LaTeX reads as commands made plain, on one line."""
    return re.sub(r"[%$&#_{}\\~^]", lambda match: LATEX.get(match[0], f"\\{match[0]}"), one_line(text))


def escape_typst(text: str) -> str:
    r"""Return a text as Typst markup that shows it.

    Examples
    --------
    >>> escape_typst("US$5 *today*")
    'US\\$5 \\*today\\*'
    """
    return TYPST.sub(r"\\\1", text)


def typst_string(text: str) -> str:
    r"""Return a text as a string of Typst code.

    Examples
    --------
    >>> typst_string('a "b"')
    '"a \\"b\\""'
    """
    return '"' + one_line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
