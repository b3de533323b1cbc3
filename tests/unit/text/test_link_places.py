"""Where no link can stand a value is words; everywhere else it leads to its trail."""

from __future__ import annotations

from html.parser import HTMLParser

import markdown
import pytest

from proofpress.text.binding import Namespace
from proofpress.text.bound import bind_markdown, shown_markup_problems
from tests.support import samples

VALUES = {"power.share": samples.value(), "power.odd": samples.value("odd", text='<b>"5"</b> [x] *y*', number=5)}
NAMES = Namespace(VALUES, {}, {}, {})
EXTENSIONS = ["abbr", "admonition", "attr_list", "def_list", "footnotes", "meta", "tables", "pymdownx.details"]
WORDS_ONLY = [
    '[read {{ share }}](page.md "of {{ share }}")',
    "[read {{ share }}](page.md#a_(b))",
    "[read {{ share }}][r]\n\n[r]: page.md 'of {{ share }}'",
    "[![picture of {{ share }}](a.png)](page.md)",
    '![picture of {{ share }}](a.png "{{ share }}")',
    '<p title="{{ share }}">a</p>',
    "<p title='{{ share }}' class=\"b\">a</p>",
    '<img alt="of {{ share }}" src="a.png">',
    '<a href="page/">read\n{{ share }}</a>',
    '<button type="button">{{ share }}</button>',
    "<svg><text>{{ share }}</text></svg>",
    "*[MW]: megawatt, {{ share }}\n\nMW",
    'Words\n{: title="{{ share }}" }',
    "# Coal {{ share }}",
    "Coal {{ share }}\n======",
    "Coal {{ share }}\n---",
    "## [Coal {{ share }}](page.md) fell",
    '## Coal {{ share }} {: .wide title="{{ share }}" }',
    "[typed {{= 25% | the law }}](page.md)",
]
LINKED = [
    "{{ share }}",
    "*{{ share }}* and **{{ share }}**",
    "[{{ share }}] in brackets, ({{ share }}) in parentheses",
    "[x] ({{ share }})",
    "- a\n- {{ share }}",
    "| a |\n|---|\n| {{ share }} |",
    '!!! note "of {{ share }}"\n    {{ share }}',
    '??? note "of {{ share }}"\n    {{ share }}',
    "Coal\n:   {{ share }}",
    "Coal[^1]\n\n[^1]: {{ share }}",
    "<p>{{ share }}</p>",
    "before {{ share }}\n- - -",
    "1 < 2, {{ share }} > 1",
]


class _Page(HTMLParser):
    """Notes the links of a page, those within others, and all words and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open, self.nested, self.links = 0, 0, 0
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [value or "" for name, value in attrs if name in {"title", "alt", "id", "class"}]
        if tag == "a":
            self.nested += self.open
            self.open += 1
            self.links += ("class", "pp-v") in attrs

    def handle_endtag(self, tag: str) -> None:
        self.open -= tag == "a"

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def read(text: str) -> tuple[_Page, str]:
    """Return the page that a text makes, and its HTML."""
    html = markdown.markdown(bind_markdown(text, "power", NAMES, "../"), extensions=EXTENSIONS)
    page = _Page()
    page.feed(html)
    return page, html


@pytest.mark.parametrize("text", WORDS_ONLY)
def test_where_no_link_can_stand_a_value_is_words(text: str) -> None:
    """Its text is there once for each placeholder, no link lies within another, and no markup is shown."""
    page, _ = read(text)
    said = " ".join(page.said)
    assert page.links == page.nested == 0
    assert said.count("19%") + said.count("25%") == text.count("{{")
    assert "<a" not in said
    assert "{" not in said


@pytest.mark.parametrize("text", LINKED)
def test_elsewhere_it_leads_to_its_trail(text: str) -> None:
    """Each value is a link, none within another."""
    page, html = read(text)
    assert page.links == text.count("{{")
    assert page.nested == 0
    assert shown_markup_problems(html, "p") == []


@pytest.mark.parametrize("text", [part.replace("share", "odd") for part in WORDS_ONLY if "share" in part])
def test_marks_in_a_value_end_nothing(text: str) -> None:
    """Quotation marks, brackets and elements in a value's text are shown as they are, and open no element."""
    page, html = read(text)
    assert "5" in " ".join(page.said)
    assert "<b>" not in html
    assert "<em>y" not in html


def test_settings_of_a_page_hold_words() -> None:
    """Title and description stand before a page's text, where YAML reads them."""
    text = '---\ntitle: "Coal {{ share }}"\ndescription: of {{ odd }}\n---\n\n{{ share }}\n'
    head, _, rest = bind_markdown(text, "power", NAMES, "").partition("---\n\n")
    assert head == '---\ntitle: "Coal 19%"\ndescription: of <b>”5”</b> [x] *y*\n'
    assert rest.startswith("<a ")


def test_the_address_of_a_heading_outlives_its_value() -> None:
    """Marked or underlined, in a link or with attributes of its own, its id is made of its own words."""
    for text, own in (
        ("Coal {{ share }} fell\n====", "coal-fell"),
        ("## [Coal {{ share }}](page.md) fell", "coal-fell"),
        ("## Coal {{ share }} {: .wide }", "coal"),
        ("## Coal {{ share }} {: .wide #own }", "own"),
    ):
        assert f'id="{own}"' in read(text)[1], text


def test_markup_that_is_shown_is_told() -> None:
    """An indented block of code shows what is in it, the link of a value too."""
    html = read("Code:\n\n    x = {{ share }}\n    y = {{ share }}\n")[1]
    [problem] = shown_markup_problems(html, "docs/a.md")
    assert str(problem).startswith("docs/a.md: the value “19%” stands where no link can")
