"""The theme prints titles, names and descriptions as they are; before it does they are escaped."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest
from markupsafe import Markup

from proofpress.render.theme_texts import escape_menu, escape_page, escape_texts

EVIL = '</title><script>evil("x")</script>'
SAFE = "&lt;/title&gt;&lt;script&gt;evil(&#34;x&#34;)&lt;/script&gt;"


class Item:
    """A part of the menu, or a page."""

    def __init__(self, title: str | None, *, rendered: str | None = None, is_page: bool = True, **more: Any) -> None:
        self.title, self._title_from_render, self.is_page = title, rendered, is_page
        self.children: list[Item] = more.get("children", [])
        self.meta: dict[str, Any] = more.get("meta", {})


def test_names_in_the_menu() -> None:
    """Sections and links at every depth are escaped; pages wait until they have been read."""
    page, link = Item(EVIL), Item(EVIL, is_page=False)
    section = Item(EVIL, is_page=False, children=[page, link])
    escape_menu([section])
    assert [section.title, link.title, page.title] == [SAFE, SAFE, EVIL]


@pytest.mark.parametrize(
    ("title", "rendered", "meta", "expected"),
    [
        (EVIL, None, {}, SAFE),
        (EVIL, "Other", {}, SAFE),
        (EVIL, EVIL, {"title": EVIL}, SAFE),
        ("A &lt;b&gt;", "A &lt;b&gt;", {}, "A &lt;b&gt;"),
        (None, None, {}, None),
    ],
)
def test_a_pages_title(title: str | None, rendered: str | None, meta: dict[str, Any], expected: str | None) -> None:
    """A title from menu, front matter or file is text; one from the rendered heading is HTML already."""
    page = Item(title, rendered=rendered, meta=dict(meta))
    escape_page(page)
    assert page.title == expected
    assert title is None or isinstance(page.title, Markup)


def test_front_matter_is_text() -> None:
    """Every text of the front matter is escaped, known to us or not; other data stay."""
    page = Item("T", meta={"title": EVIL, "description": EVIL, "author": EVIL, "hide": ["toc"], "image": "a.png"})
    escape_page(page)
    assert page.meta == {"title": SAFE, "description": SAFE, "author": SAFE, "hide": ["toc"], "image": "a.png"}


def test_what_templates_do_with_it() -> None:
    """Escaped again, stripped of tags or printed as it is: the page shows the text and no markup of it."""
    environment = jinja2.Environment()
    config = {"site_name": EVIL, "site_description": None, "site_author": EVIL}
    escape_texts(environment, config, [])
    template = environment.from_string("{{ a }}|{{ a | e }}|{{ a | striptags }}|{{ a | striptags | e }}")
    name = config["site_name"]
    assert template.render(a=name).split("|") == [SAFE] * 4
    assert config["site_description"] is None
    assert environment.from_string("{{ '<b>x</b> &lt;i&gt;' | striptags }}").render() == "x &lt;i&gt;"
