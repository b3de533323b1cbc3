"""How wide a page is, said at its beginning."""

from __future__ import annotations

import pytest

from proofpress.render.widths import WIDTHS, with_width

PAGE = '<html><head></head><body dir="ltr"><main>{part}</main></body></html>'


@pytest.mark.parametrize(("width", "part"), [(width, part) for width, parts in WIDTHS.items() for part in parts])
@pytest.mark.parametrize("classes", ["{}", "{} pp-other", "pp-other {}"])
def test_a_page_names_its_width(width: str, part: str, classes: str) -> None:
    """A part that is wider than text stands in the page's first tag, wherever in the page it is."""
    page = PAGE.format(part=f'<p>Text.</p><div class="{classes.format(part)}"></div>')
    assert with_width(page) == page.replace('<body dir="ltr">', f'<body data-pp-width="{width}" dir="ltr">')


def test_the_widest_part_counts() -> None:
    """A page with parts of several widths has that of the widest."""
    page = PAGE.format(part='<table class="pp-register"></table><table class="pp-register pp-broad"></table>')
    assert '<body data-pp-width="broad" ' in with_width(page)


@pytest.mark.parametrize("part", ['<p class="pp-cards-of">Text</p>', "<code>class=pp-broad</code>", "<p>pp-cards</p>"])
def test_a_page_of_text_stays(part: str) -> None:
    """A page that has no such part, or only speaks of one, stays as it is."""
    assert with_width(PAGE.format(part=part)) == PAGE.format(part=part)


def test_what_is_no_page_stays() -> None:
    """A piece without a body stays as it is."""
    assert with_width('<div class="pp-cards"></div>') == '<div class="pp-cards"></div>'
