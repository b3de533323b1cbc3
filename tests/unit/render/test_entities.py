"""Character references in Markdown: those that HTML knows stay, all else is text."""

from __future__ import annotations

import pytest
from markdown import markdown

from proofpress.render.briefs import inline

CASES = {
    "more Q&A; few": "more Q&amp;A; few",
    "AT&T;": "AT&amp;T;",
    "Q&A": "Q&amp;A",
    "5 &lt; 6 &amp; 7": "5 &lt; 6 &amp; 7",
    "&nbsp;&#169;&#xa9;&copy;": "&nbsp;&#169;&#xa9;&copy;",
    "&nosuch;": "&amp;nosuch;",
    "`Q&A;`": "<code>Q&amp;A;</code>",
}


@pytest.mark.parametrize(("text", "shown"), CASES.items())
def test_only_references_that_html_knows_stay(text: str, shown: str) -> None:
    """An ampersand that begins no character is written out, on pages and in briefs alike."""
    assert markdown(text, extensions=["proofpress.render.entities:Entities"]) == f"<p>{shown}</p>"
    assert inline(text) == shown
