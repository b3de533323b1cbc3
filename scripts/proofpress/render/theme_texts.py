"""Authors' texts as the theme prints them: it puts titles, names and descriptions into its pages as they are.

MkDocs hands its theme plain text and the theme's templates do not escape it. Here it becomes text that is marked as
escaped, which templates that do escape leave alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from ..text.escape import html_text

TAG = re.compile(r"<(?:input|label)\b[^>]*>")
TICKED = re.compile(r'\stype="(?:checkbox|radio)"')
CONTENTS = re.compile(r'<label( class="md-nav__title") for="__toc">(.*?)</label>', re.DOTALL)
"""The head of a page's list of contents, which a tick box of the menu opens where the menu has the page."""
NAMES = ("site_name", "site_description", "site_author")


def _without_tags(text: Any) -> Markup:
    """Return HTML without its tags, as HTML: what is left of it would otherwise be printed as markup again."""
    return html_text(Markup(str(text)).striptags())


def escape_menu(items: Iterable[Any]) -> None:
    """Escape the names of sections and links of a navigation, in place; pages follow when they have been read."""
    for item in items:
        if not item.is_page and item.title is not None:
            item.title = html_text(item.title)
        escape_menu(item.children or ())


def escape_page(page: Any) -> None:
    """Escape a page's title and the texts of its front matter, in place, once it has been read."""
    rendered = getattr(page, "_title_from_render", None)
    title = page.title
    is_html = title == rendered and title != page.meta.get("title")
    page.meta.update({key: html_text(text) for key, text in page.meta.items() if isinstance(text, str)})
    if title is not None:
        page.title = Markup(title) if is_html else html_text(title)


def escape_settings(config: Any) -> None:
    """Escape the site's own names, in place. The copyright line is HTML, as the theme documents it."""
    for name in NAMES:
        if config[name] is not None:
            config[name] = html_text(config[name])


def escape_texts(environment: Any, config: Any, pages: Iterable[Any]) -> None:
    """Escape all that the theme prints, in place: before its first page is rendered, after the last has been read."""
    environment.filters["striptags"] = _without_tags
    escape_settings(config)
    for page in pages:
        escape_page(page)


def allowed_attributes(html: str) -> str:
    """Return a page without what the theme writes and HTML does not allow: two attributes, a label of nothing.

    Examples
    --------
    >>> allowed_attributes('<label tabindex=""></label><input type="checkbox" autocomplete="off">')
    '<label></label><input type="checkbox">'
    >>> allowed_attributes('<label class="md-nav__title" for="__toc">Contents</label>')
    '<span class="md-nav__title">Contents</span>'
    """

    def cleared(match: re.Match[str]) -> str:
        tag = match[0].replace(' tabindex=""', "")
        return tag.replace(' autocomplete="off"', "") if TICKED.search(tag) else tag

    html = TAG.sub(cleared, html)
    return html if 'id="__toc"' in html else CONTENTS.sub(r"<span\1>\2</span>", html)
