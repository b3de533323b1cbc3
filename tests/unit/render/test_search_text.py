"""Entries of a page for its search: where they begin and end, what they leave out, and where words end."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from proofpress.render.search_text import INLINE, read_entries


def test_cells_entries_and_blocks_end_words() -> None:
    """Neighbouring cells, terms and lines are words apart; marks within a word leave it whole."""
    html = "<table><tr><td>HHI)</td><td>The</td></tr></table><p>A<br>B<b>C</b></p><ul><li>D</li><li>E</li></ul>"
    assert read_entries(html)[0].said() == "HHI) The A BC D E"


def test_sections_rows_and_terms_are_entries() -> None:
    """A heading with an id, a term and a row each begin an entry; what follows a table belongs to the section again."""
    html = (
        "<h1>Page</h1><p>Lead</p><h2 id=s>Section<a class=headerlink href=#s>#</a></h2><p>Text</p>"
        "<table><tr id=r><th scope=row>Row <code>id</code></th><td>5</td></tr></table><p>After</p>"
        "<h3 id=f class=pp-title>Figure</h3><dl><dt id=t>Term</dt><dd>Meaning</dd></dl><p>Last</p>"
    )
    entries = [(entry.kind, entry.anchor, entry.called(), entry.said()) for entry in read_entries(html)]
    assert entries == [
        ("page", "", "Page", "Lead"),
        ("section", "s", "Section", "Text After"),
        ("row", "r", "Row id", "5"),
        ("figure", "f", "Figure", "Last"),
        ("term", "t", "Term", "Meaning"),
    ]


def test_what_is_excluded_is_left_out() -> None:
    """Excluded parts, excluded sections, scripts, pictures and forms are not read; what follows them is."""
    html = (
        "<p>a</p><div data-search-exclude><p>no</p></div><svg><text>no</text></svg><script>no</script><form>no</form>"
        "<p>b</p><h2 id=x data-search-exclude>no</h2><p>no</p><h2 id=y>c</h2><p>d &amp; e</p>"
    )
    text = " ".join(f"{entry.called()} {entry.said()}" for entry in read_entries(html))
    assert text.split() == ["a", "b", "c", "d", "&", "e"]


@given(st.lists(st.tuples(st.sampled_from(["p", "li", "td", "div", "dd"]), st.text(string.ascii_letters, min_size=1))))
def test_no_two_blocks_are_glued(blocks: list[tuple[str, str]]) -> None:
    """Whatever blocks follow one another, their words stay apart."""
    html = "".join(f"<{tag}>{text}</{tag}>" for tag, text in blocks)
    assert read_entries(html)[0].said().split() == [text for _, text in blocks]
    assert not INLINE & {tag for tag, _ in blocks}
