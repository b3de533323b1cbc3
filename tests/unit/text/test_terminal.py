"""Printed text as a terminal shows it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.text.terminal import to_html, to_plain


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("\x1b[31mred\x1b[0m <b>", '<span class="pp-ansi-red">red</span> &lt;b&gt;'),
        (
            "\x1b[1;92mok\x1b[22m!",
            '<span class="pp-ansi-bold pp-ansi-green">ok</span><span class="pp-ansi-green">!</span>',
        ),
        ("\x1b[38;5;196mx\x1b[39my", '<span class="pp-ansi-red">x</span>y'),
        ("\x1b[38;2;0;90;250mx", '<span class="pp-ansi-blue">x</span>'),
        ("\x1b[48;5;196;4mx\x1b[24my", '<span class="pp-ansi-underline">x</span>y'),
        ("\x1b[31mone\ntwo\x1b[m", '<span class="pp-ansi-red">one</span>\n<span class="pp-ansi-red">two</span>'),
    ],
)
def test_colours_are_classes(text: str, html: str) -> None:
    """Each colour of a terminal, however it is written, is the nearest named one, until it ends."""
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("10%\r 20%\r100%", "100%"),
        ("a long line\rshort", "shortg line"),
        ("a long line\r\x1b[Kshort", "short"),
        ("50%\x1b[2K\rdone", "done"),
        ("abc\x08\x08X", "aXc"),
        ("a\x00b\x07c\x9bd", "abcd"),
        ("one\r\ntwo", "one\ntwo"),
        ("\x1b]8;;http://e.example\x07link\x1b]8;;\x07\x1b[3A", "link"),
        ("tab\there", "tab\there"),
    ],
)
def test_what_is_overwritten_is_gone(text: str, plain: str) -> None:
    """Returns, steps back and erasures leave what a reader of a terminal would see last."""
    assert to_plain(text) == plain


@given(st.text() | st.text("\x1b[]0123456789;mKABC\r\n\x08\x00 x<&"))
def test_no_control_character_is_left(text: str) -> None:
    """Whatever is printed, no character that HTML forbids and no element but spans come out."""
    html = to_html(text)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", html)
    assert set(re.findall(r"<(/?\w*)", html)) <= {"span", "/span"}
