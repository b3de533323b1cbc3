"""Texts with their placeholders bound: as words, as links to what explains a value, or as the Markdown of a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..model.errors import Problem
from ..model.slug import slugify
from .binding import Namespace, Resolved, plain_formula
from .code_spans import CODE_SPAN, FENCED
from .escape import html_text, in_markdown, in_markdown_attribute
from .formulas import with_formulas
from .link_places import LINK, fill_words
from .placeholders import PLACEHOLDER, Placeholder, fill

HEADING = re.compile(
    r"^(?:(?P<marks>#{1,6})\s+)?(?P<text>.*?)(?P<attributes>\s*\{(?!\{)(?:[^{}]|\{\{[^{}]*\}\})*\})?\s*$"
)
UNDERLINE = re.compile(r"^(?:=+|-+)\s*$")
SHOWN = re.compile(r"&lt;a class=(?:\"|&quot;|&#34;)pp-v.*?title=.*?&gt;(.*?)&lt;/a&gt;", re.DOTALL)
"""The link of a value whose markup a page shows."""


def shown_markup_problems(html: str, place: str) -> list[Problem]:
    """Return a problem for each value of a finished page whose link stands there as text."""
    return [
        Problem(
            "shown-markup",
            place,
            f"the value “{value}” stands where no link can, such as an indented block of code",
            "running text, a heading, a link's words, a title or an attribute",
            fix="Put the code between lines of ``` to show it as it is, or take the value out.",
        )
        for value in dict.fromkeys(SHOWN.findall(html))
    ]


def plain(text: str, analysis: str, names: Namespace) -> str:
    """Return a text with every placeholder as plain text."""

    def text_of(holder: Placeholder) -> str:
        if holder.escape:
            return holder.name
        bound = names.find(holder.name, analysis)
        return bound.text if bound else f"{{{{ {holder.name} }}}}"

    return fill(text, text_of)


def plain_markdown(text: str, analysis: str, names: Namespace) -> str:
    """Return Markdown with every placeholder as words that Markdown shows as they are."""

    def words(holder: Placeholder) -> str:
        bound = None if holder.escape else names.find(holder.name, analysis)
        return in_markdown(bound.text if bound else holder.name)

    return fill(text, words)


def linked(text: str, analysis: str, names: Namespace, root: str) -> str:
    """Return a text with every placeholder as HTML that links to what explains it.

    Parameters
    ----------
    text : str
        Markdown or plain text.
    analysis : str
        Whose short names it may use.
    names : Namespace
        What can be named.
    root : str
        Relative address of the site's root from the page, such as ``../../``.
    """

    def html_of(holder: Placeholder) -> str:
        if holder.escape:
            return in_markdown(holder.name)
        if holder.name in names.blocks:
            return "\n" + names.blocks[holder.name](root) + "\n"
        bound = names.find(holder.name, analysis)
        if bound is None:
            return ""
        body = in_markdown(bound.text)
        if not bound.anchor:
            return body
        hint = in_markdown_attribute(bound.hint)
        return f'<a class="pp-v" href="{root}{html_text(bound.anchor)}" title="{hint}">{body}</a>'

    return fill(text, html_of)


def bind_markdown(text: str, analysis: str, names: Namespace, root: str) -> str:
    """Return Markdown with its placeholders bound: linked in running text, plain in headings, untouched in code.

    A heading that holds a value gets an id made of its other words, so that its address outlives the number.
    """
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        return keep_text(match[0])

    def keep_text(piece: str) -> str:
        kept.append(piece)
        return f"\x00{len(kept) - 1}\x00"

    def words(holder: Placeholder) -> str | None:
        bound = Resolved(holder.name) if holder.escape else names.find(holder.name, analysis)
        return bound.text if bound else None

    hidden = CODE_SPAN.sub(keep, FENCED.sub(keep, text))
    hidden = with_formulas(hidden, lambda latex: plain_formula(latex, analysis, names), keep_text)
    lines = hidden.split("\n")
    for number, line in enumerate(lines):
        whole = len(PLACEHOLDER.findall(line))
        if whole and whole == line.count("{{") and _is_heading(lines, number):
            lines[number] = keep_text(_heading(line, lambda part: plain_markdown(part, analysis, names)))
    hidden = fill_words("\n".join(lines), words)
    bound = linked(hidden, analysis, names, root)  # as a whole: an escape's reason may run over lines
    for _ in range(2):  # a kept heading may hold kept code
        bound = re.sub("\x00(\\d+)\x00", lambda match: kept[int(match[1])], bound)
    return bound


def _is_heading(lines: Sequence[str], number: int) -> bool:
    """Whether a line is a heading: marked before it, or a paragraph of one line with a line of marks below it."""
    if lines[number].startswith("#"):
        return True
    before, after = lines[number - 1 : number] if number else [], lines[number + 1 : number + 2]
    return not any(line.strip() for line in before) and any(UNDERLINE.match(line) for line in after)


def _name(match: re.Match[str]) -> str:
    """Return what a placeholder names: a heading without other words is addressed by it."""
    return match["body"].partition("|")[0]


def _heading(line: str, words: Callable[[str], str]) -> str:
    """Return a heading with its values as words, and an id of its own words where its author gives none."""
    match = HEADING.match(line)
    assert match is not None
    given = match["attributes"] or ""
    if "#" in given:
        attributes = given
    else:
        own_words = LINK.sub(r"\g<label>", PLACEHOLDER.sub("", match["text"]))
        own = f"#{slugify(own_words) or slugify(PLACEHOLDER.sub(_name, match['text']))}"
        attributes = f"{given.rstrip('} ')} {own} }}" if given else f" {{{own}}}"
    marks = f"{match['marks']} " if match["marks"] else ""
    return f"{marks}{words(match['text'])}{words(attributes)}"
