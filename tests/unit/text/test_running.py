"""Markup that runs is found in Markdown and in finished pages, by line; plain markup is left alone."""

from __future__ import annotations

import pytest

from proofpress.text.running import check_running, find_running, find_running_markdown

RUNS = [
    "<script>evil()</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    '<img src="x" onerror="evil()">',
    "<svg/onload=evil()>",
    '<a href="javascript:evil()">a</a>',
    '<a href=" java\nscript:evil()">a</a>',
    '<a href="&#106;avascript:evil()">a</a>',
    '<a href="java&Tab;script:evil()">a</a>',
    '<a href="vbscript:evil()">a</a>',
    '<a href="data:text/html,<script>evil()</script>">a</a>',
    '<form action="javascript:evil()"><button formaction="javascript:evil()">a</button></form>',
    '<iframe srcdoc="<script>evil()</script>"></iframe>',
    '<object data="x.html"></object>',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<svg><a><animate attributeName="href" to="javascript:evil()"/></a></svg>',
    '<svg><a xlink:href="javascript:evil()"><text>a</text></a></svg>',
    "<details open ontoggle=evil()>",
]
MARKDOWN_RUNS = [
    "[a](javascript:evil())",
    "![a](javascript:evil())",
    "[a][b]\n\n[b]: javascript:evil()",
    "<javascript:evil()>",
    "[a](JaVaScRiPt:evil())",
    "A paragraph\n{: onclick=evil() }",
    "# Heading { onclick=evil() }",
    "*a*{: onmouseover='evil()' }",
]
HARMLESS = [
    '<p class="a" id="once">on = 5, javascript: a language</p>',
    '<a href="page/?a=b&amp;c#d">a</a> <a href="mailto:a@b.example">b</a>',
    '<img src="data:image/png;base64,AAAA" alt="on=1"> <img src="a.png">',
    '<script type="application/json">{"onerror": "<b>"}</script>',
    "<svg><text>one = two</text></svg>",
    "&lt;script&gt;evil()&lt;/script&gt;",
]
MARKDOWN_HARMLESS = [
    "`<script>evil()</script>` and [a](b.md#c)",
    "```html\n<script>evil()</script>\n<a href='javascript:x'>\n```",
    "[a](https://a.example/?b=c:d) <https://a.example/> [b]: note",
    "A table\n\n| a | b |\n|---|---|\n| on = 1 | 2 < 3 > 1 |",
    "# Heading {: .a #once }",
]


@pytest.mark.parametrize("html", RUNS)
def test_what_runs_is_found(html: str) -> None:
    """Elements, handlers and addresses, however they are written, in HTML and in Markdown that holds HTML."""
    assert find_running(f"<p>a</p>\n{html}")
    assert list(find_running_markdown(f"Text\n\n{html}\n"))


@pytest.mark.parametrize("text", MARKDOWN_RUNS)
def test_what_runs_in_markdown_is_found(text: str) -> None:
    """Links of every form, and attributes that an extension gives to an element; each is told with its line."""
    [problem, *_] = check_running(f"One\n\n{text}", "docs/a.md", 10)
    assert problem.code == "running-markup"
    assert int(problem.place.rpartition(":")[2]) >= 12
    assert problem.place.startswith("docs/a.md:")


@pytest.mark.parametrize("html", HARMLESS)
def test_plain_markup_is_left_alone(html: str) -> None:
    """Words, links to pages, pictures and data are no code."""
    assert find_running(html) == []


@pytest.mark.parametrize("text", MARKDOWN_HARMLESS)
def test_code_is_shown_not_run(text: str) -> None:
    """What stands in code, and links to pages, pass."""
    assert check_running(text, "docs/a.md") == []
