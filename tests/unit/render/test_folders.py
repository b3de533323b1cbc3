"""Folders of addresses without a page: each answers with what is in it, and none that has a page is touched."""

from __future__ import annotations

from proofpress.render.folders import folder_pages

PAGES = {
    "index.md": "# Site",
    "data.md": "# Data",
    "data/wines.md": "---\ntitle: x\n---\n\n# Wines & grapes\n",
    "figures/a/b.md": "no title",
}
FILES = {"data/tables/wines.csv": b"", "figures/a/b/chart.svg": b"", "assets/style.css": b"", ".well-known/x.txt": b""}


def test_folders_without_a_page_answer() -> None:
    """Files' folders and those between pages get a page; those of pages, of assets and hidden ones do not."""
    assert sorted(folder_pages(PAGES, FILES, "Site")) == [
        "data/tables/index.html",
        "figures/a/index.html",
        "figures/index.html",
    ]


def test_a_folder_lists_what_is_in_it() -> None:
    """Files and folders are named once, with a link each, and the site's name leads home."""
    html = folder_pages(PAGES, FILES, "A & B")["figures/a/index.html"].decode()
    assert html.count('<a href="b/">') == 1
    assert '<a href="../../">A &amp; B</a>' in html
    assert "Content-Security-Policy" in html


def test_a_page_in_a_folder_is_called_by_its_title() -> None:
    """A page's own heading names it, as text; what has none is named by its address."""
    pages = {"a/one.md": "---\nx: 1\n---\n\n# Wine & grapes\n", "a/two.md": "no title", "a/three.md": "# The `x`"}
    html = folder_pages(pages, {}, "Site")["a/index.html"].decode()
    assert '<a href="one/">Wine &amp; grapes</a>' in html
    assert '<a href="two/">two/</a>' in html
    assert '<a href="three/">three/</a>' in html
