"""What a cell printed and displayed as HTML: as Jupyter shows it, and nothing that runs."""

from __future__ import annotations

import re
from typing import Any

import nbformat
import pandas as pd
import pytest

from proofpress.render.cell_outputs import cell_outputs, safe_html
from proofpress.render.exporter import FoldCode, folded_cell


def html_of(data: dict[str, Any], **metadata: Any) -> str:
    """Return how a page shows an output."""
    output = nbformat.v4.new_output("display_data", data=data)
    return cell_outputs(nbformat.v4.new_code_cell("x", outputs=[output], metadata=metadata))


def test_a_styled_table_keeps_its_styles() -> None:
    """A table of pandas is a table, and the colours that its style sheet gives by id stand in its cells."""
    html = html_of({"text/html": pd.DataFrame({"a": [1, 2]}).style.highlight_max(color="red").to_html()})
    assert re.search(r'<td style="background-color: red;">2</td>', html)
    assert "<style" not in html
    assert "#T_" not in html


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ({"text/html": "<b>bold</b>", "text/plain": "plain"}, "<b>bold</b>"),
        ({"text/markdown": "**bold** <script>x()</script>", "text/plain": "p"}, "<p><strong>bold</strong> </p>"),
        ({"application/json": {"a": "<"}, "text/plain": "p"}, "{\n &quot;a&quot;: &quot;&lt;&quot;\n}"),
        (
            {"image/png": "AA\nBB\n", "text/plain": "p"},
            '<img src="data:image/png;base64,AABB" alt="A &quot;square&quot;">',
        ),
        ({"image/svg+xml": "<svg/>"}, '<img src="data:image/svg+xml;base64,PHN2Zy8+"'),
        ({"text/plain": "\x1b[31mred\x1b[0m <b>"}, '<span class="pp-ansi-red">red</span> &lt;b&gt;</pre>'),
    ],
)
def test_the_richest_form_is_shown(data: dict[str, Any], shown: str) -> None:
    """Of an output's forms the page shows the one that Jupyter shows, where it needs no script."""
    assert shown in html_of(data, alt='A "square"')


@pytest.mark.parametrize(
    "html",
    [
        '<img src=x onerror="x()">',
        '<a href="javascript:x()">a</a>',
        "<svg><script>x()</script></svg>",
        "<iframe srcdoc='<script>x()</script>'></iframe>",
        '<p style="background-image:url(https://e.example/a)">a</p>',
        "<style>@import 'https://e.example'; #a {background: url(https://e.example)}</style><p id=a>a</p>",
        '<p style="position:fixed" onclick=x() class="md-header">a</p>',
        "<math><mtext><table><mglyph><style><img src=x onerror=x()>",
    ],
)
def test_nothing_runs_or_is_loaded(html: str) -> None:
    """No script, handler, frame, foreign address or class of the page is left of what a cell displays."""
    assert not re.search(
        r"<(script|img|iframe|svg|style)|\son\w+=|javascript:|e\.example|position|class=", safe_html(html)
    )


def test_tags_are_honoured() -> None:
    """A removed cell, input or output is not there, and the fold says how many cells are left out."""
    output = nbformat.v4.new_output("stream", name="stdout", text="printed")

    def tagged(*tags: str) -> Any:
        return nbformat.v4.new_code_cell("code", outputs=[output], metadata={"tags": list(tags)})

    whole = folded_cell(tagged("hide-input", "hide_output"))
    assert "code" in whole
    assert "printed" in whole
    assert folded_cell(tagged("remove_cell")) == ""
    assert "printed" in folded_cell(tagged("remove-input"))
    assert "highlight" not in folded_cell(tagged("remove-input"))
    assert "printed" not in folded_cell(tagged("remove-output"))
    assert "printed" not in folded_cell(tagged("remove-stdout"))
    assert "printed" in folded_cell(tagged("remove-stderr"))
    block = FoldCode()._block([tagged("remove-cell"), tagged()], {})
    assert "<summary>Code (2 cells, 1 left out by its author)</summary>" in block
