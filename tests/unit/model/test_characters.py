"""Characters and addresses that no text of a site may hold, and cells that spreadsheets would run."""

from __future__ import annotations

import pytest

from proofpress.model.characters import check_texts, find_unseen, is_address, is_formula


@pytest.mark.parametrize("mark", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\ud800", "\uffff"])
def test_unseen_characters_are_named(mark: str) -> None:
    """Each is told with its code, the field that it stands in and the text around it."""
    [problem] = check_texts({"title": "A", "also": ["b", f"c{mark}d"]}, "data/x.json, entry `y`")
    assert problem.place == "data/x.json, entry `y`, field `also[2]`"
    assert f"U+{ord(mark):04X}" in problem.thing
    assert str(problem).isprintable()


def test_a_key_is_a_text_too() -> None:
    """The name of a field is searched like its content."""
    [problem] = check_texts({"a\x00": 1}, "p")
    assert problem.place == "p, field `a\\x00`"


@pytest.mark.parametrize("text", ["a\tb\nc\r\nd", "naïve – “quoted” 5\u202f%", "אב", "漢字", "a\u200eb", ""])
def test_what_people_write_is_left_alone(text: str) -> None:
    """Line breaks, narrow spaces, every script and its plain marks are text."""
    assert find_unseen(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:x",
        "//evil.example/",
        "\\\\evil.example",
        'https://a.example/"onclick=x',
        "https://a.example/<b>",
        "https://a.example/ b",
    ],
)
def test_addresses_that_are_refused(text: str) -> None:
    """Whatever a browser would run, and whatever could leave its attribute, is no address; the field is named."""
    assert not is_address(text)
    for key in ("URL", "path", "homepage"):
        [problem] = [item for item in check_texts({key: text}, "p") if item.code in {"bad-address", "unseen-character"}]
        assert problem.place == f"p, field `{key}`"


@pytest.mark.parametrize("text", ["https://a.example/b?c=d&e#f", "http://a.example", "mailto:a@b.example", "a/b#c", ""])
def test_addresses_that_are_followed(text: str) -> None:
    """Pages, mail and places of the site itself."""
    assert is_address(text)
    assert check_texts({"URL": text}, "p") == []


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://e.example")', "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "-cmd|' /C calc'!A0"]
)
def test_formulas(text: str) -> None:
    """What a spreadsheet computes when it opens a file."""
    assert is_formula(text)


@pytest.mark.parametrize("text", ["", "-", "-5", "+3.2", "-1,234.5", "-5 %", "a=1", " =1", "−5 degrees", "'=1"])
def test_what_a_spreadsheet_shows(text: str) -> None:
    """Numbers with their sign and plain words stay as they are."""
    assert not is_formula(text)
