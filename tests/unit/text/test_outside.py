"""What a page would load from other sites is found in every element that loads; links and own files are left alone."""

from __future__ import annotations

import pytest

from proofpress.text.outside import find_outside, find_outside_style, outside_problem

LOADS = [
    '<img src="https://a.example/b">',
    "<img alt='a > b' src=//a.example/b>",
    '<img srcset="x.png 1x, https://a.example/b 2x" src="x.png">',
    '<video poster="http://a.example/b"></video>',
    '<video><source src="//a.example/b"></video>',
    '<audio src="HTTPS://a.example/b"></audio>',
    '<iframe title="x" src=" https://a.example/b"></iframe>',
    '<embed src="https://a.example/b">',
    '<object data="https://a.example/b"></object>',
    '<input type="image" src="https://a.example/b">',
    '<link rel="stylesheet" href="https://a.example/b">',
    '<link href="https://a.example/b" rel="shortcut icon">',
    "<link rel=preconnect href=https://a.example/b>",
    '<script async src="https://a.example/b"></script>',
    '<svg><image href="https://a.example/b"/><use xlink:href="https://a.example/b"/></svg>',
    '<p style="background: url(https://a.example/b)">',
    '<style>@import "https://a.example/b";</style>',
]
LOADS_NOTHING = [
    '<a href="https://a.example/b">b</a>',
    '<link rel="canonical" href="https://a.example/b"><link rel="alternate" href="https://a.example/b">',
    '<meta property="og:image" content="https://a.example/b">',
    '<img src="../b.png" alt="see https://a.example/b"><img src="/b.png"><img src="a//b.png">',
    '<img src="data:image/svg+xml,<svg xmlns=\'http://www.w3.org/2000/svg\'/>"><img src="data:image/png;base64,//8=">',
    '<code>&lt;img src="https://a.example/b"&gt;</code>',
    '<p style="background: url(b.png)">https://a.example/b</p>',
]


@pytest.mark.parametrize("html", LOADS)
def test_what_loads_from_another_site_is_found(html: str) -> None:
    """Each address once an element, however it is written."""
    found = set(find_outside(html))
    assert len(found) == 1
    assert found.pop().lower().removeprefix("https:").removeprefix("http:") == "//a.example/b"


@pytest.mark.parametrize("html", LOADS_NOTHING)
def test_what_loads_nothing_is_left_alone(html: str) -> None:
    """Links lead elsewhere when a reader follows them; own files and data come with the page."""
    assert list(find_outside(html)) == []


def test_style_sheets_are_read_too() -> None:
    """Pictures and further sheets of another site, not those beside the sheet."""
    css = "@import url('https://a.example/b.css');\n.c { background: url(../d.png), url(//a.example/f) }"
    assert list(find_outside_style(css)) == ["https://a.example/b.css", "//a.example/f"]


def test_a_problem_says_what_to_do() -> None:
    """With the place, the address and the way out."""
    text = str(outside_problem("docs/index.md:3", "https://a.example/b.png"))
    assert "docs/index.md:3" in text
    assert "`https://a.example/b.png`" in text
    assert "docs/ where its licence allows" in text
