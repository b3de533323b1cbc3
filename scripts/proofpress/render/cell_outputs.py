"""What a cell printed and displayed as HTML: as Jupyter shows it, with no script and nothing loaded from elsewhere."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from typing import Any

import bleach
import markdown
import tinycss2
from bleach.css_sanitizer import CSSSanitizer

from ..execute.shown import PICTURES, PUBLISHED, alt_of, tags_of
from ..text.terminal import to_html, to_plain

OUTPUT_LINES = 30
"""Lines of printed text that are shown."""
ELEMENTS = frozenset(
    {"a", "abbr", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "del", "details", "div", "dl"}
    | {"dt", "em", "h3", "h4", "h5", "h6", "hr", "i", "kbd", "li", "mark", "ol", "p", "pre", "s", "small", "span"}
    | {"strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"}
)
ATTRIBUTES = {
    "*": ["style", "title", "lang", "dir"],
    "a": ["href"],
    "col": ["span"],
    "ol": ["start"],
    "td": ["colspan", "rowspan", "headers"],
    "th": ["colspan", "rowspan", "scope"],
}
PROPERTIES = frozenset(
    {"background-color", "border", "border-bottom", "border-collapse", "border-left", "border-right", "border-top"}
    | {"color", "font-style", "font-weight", "padding", "text-align", "text-decoration", "vertical-align", "width"}
)
DROPPED = re.compile(r"<(style|script|template|noscript)\b[^>]*>.*?(?:</\1\s*>|\Z)|<!--.*?-->", re.DOTALL | re.I)
STYLES = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
NAMED = re.compile(r"<(\w+)([^<>]*?)\bid\s*=\s*[\"']?([\w-]+)[\"']?([^<>]*)>")


def cell_outputs(cell: Mapping[str, Any]) -> str:
    """Return what a cell printed and displayed, published values, figures and streams that its tags remove left out."""
    tags = tags_of(cell)
    parts: list[str] = []
    printed: list[str] = []
    for output in cell["outputs"]:
        data = output.get("data", {})
        if any(mime.startswith(PUBLISHED) for mime in data) or f"remove-{output.get('name', '')}" in tags:
            continue
        rich = _rich(cell, output)
        if rich:
            parts += [*_printed(printed), f'<div class="pp-rich" tabindex="0">{rich}</div>']
            printed = []
        else:
            printed.append(_text(output.get("text") or data.get("text/plain") or ""))
    return "".join([*parts, *_printed(printed)])


def _text(content: Any) -> str:
    return content if isinstance(content, str) else "".join(content)


def _printed(texts: list[str]) -> list[str]:
    """Return printed texts as one block, if anything was printed."""
    lines = "\n".join(text.removesuffix("\n") for text in texts if text).split("\n")
    if not to_plain("\n".join(lines)).strip():
        return []
    cut = [*lines[:OUTPUT_LINES], "…"] if len(lines) > OUTPUT_LINES else lines
    return [f'<pre class="pp-output" tabindex="0">{to_html(chr(10).join(cut))}</pre>']


def _rich(cell: Mapping[str, Any], output: Mapping[str, Any]) -> str:
    """Return an output's richest form that needs no script; empty where it is text only."""
    data = output.get("data", {})
    shapes: Mapping[str, Callable[[str], str]] = {"text/html": safe_html, "text/markdown": _from_markdown}
    for mime, shape in shapes.items():
        if mime in data:
            return shape(_text(data[mime]))
    for mime in PICTURES:
        if mime in data:
            return _picture(mime, data[mime], alt_of(cell, output, mime))
    if "application/json" in data:
        return f"<pre>{escape(json.dumps(data['application/json'], indent=1, ensure_ascii=False))}</pre>"
    return ""


def _picture(mime: str, content: Any, alt: str) -> str:
    """Return a picture that holds its own data; as an image, an SVG runs and loads nothing."""
    text = _text(content)
    data = base64.b64encode(text.encode()).decode() if mime == "image/svg+xml" else "".join(text.split())
    return f'<img src="data:{mime};base64,{data}" alt="{escape(alt)}">'


def _from_markdown(text: str) -> str:
    return safe_html(markdown.markdown(text, extensions=["tables", "sane_lists"]))


def safe_html(html: str) -> str:
    """Return HTML with the elements and attributes that show something, those of style sheets written into them.

    Examples
    --------
    >>> safe_html('<b onclick="x()">a</b><script>x()</script>')
    '<b>a</b>'
    """
    rules: dict[str, str] = {}
    for sheet in STYLES.findall(html):
        for name, style in _rules(sheet):
            rules[name] = f"{rules.get(name, '')}{style};"
    styled = NAMED.sub(lambda match: _with_style(match, rules), DROPPED.sub("", html))
    allowed = CSSSanitizer(allowed_css_properties=PROPERTIES)
    clean = bleach.clean(
        styled, ELEMENTS, ATTRIBUTES, protocols=["http", "https", "mailto"], strip=True, css_sanitizer=allowed
    )
    return str(clean)


def _rules(sheet: str) -> list[tuple[str, str]]:
    """Return the rules of a style sheet that are for one element each, by its id."""
    rules = []
    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        style = tinycss2.serialize(rule.content).strip().replace('"', "'").rstrip(";")
        for selector in tinycss2.serialize(rule.prelude).split(","):
            if re.fullmatch(r"\s*#[\w-]+\s*", selector):
                rules.append((selector.strip()[1:], " ".join(style.split())))
    return rules


def _with_style(match: re.Match[str], rules: Mapping[str, str]) -> str:
    tag, before, name, after = match.groups()
    style = rules.get(name)
    return f'<{tag}{before}{after} style="{escape(unescape(style))}">' if style else f"<{tag}{before}{after}>"
