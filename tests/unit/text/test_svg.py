"""SVG pictures that only draw: allowed are shapes, words and addresses within the picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.text.svg import find_foreign

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
RECORD = Path(__file__).parents[3] / "docs" / "published"


@pytest.mark.parametrize(
    ("svg", "what"),
    [
        (f"{HEAD}><script>x()</script></svg>", "the element `script`"),
        ('<a:svg xmlns:a="http://www.w3.org/2000/svg"><a:script>x()</a:script></a:svg>', "the element `script`"),
        (f'{HEAD} onload="x()"/>', "the event handler `onload`"),
        (f'{HEAD}><g ONCLICK="x()"/></svg>', "the event handler `ONCLICK`"),
        (f"{HEAD}><foreignObject/></svg>", "the element `foreignObject`"),
        (f'{HEAD}><h:img xmlns:h="http://www.w3.org/1999/xhtml"/></svg>', "the element `img`"),
        (f'{HEAD}><use xlink:href="https://e.example/a.svg#b"/></svg>', "the address `https://e.example"),
        (f'{HEAD}><image href=" javascript:x()"/></svg>', "the address ` javascript:x()"),
        (f'{HEAD}><animate attributeName="href" to="javascript:x()"/></svg>', "the element `animate`"),
        (f'{HEAD}><path fill="url(https://e.example/a)"/></svg>', "the style `url(https://e.example/a)`"),
        (f"{HEAD}><style>@import 'https://e.example/a.css';</style></svg>", "a style that loads"),
        ('<?xml-stylesheet href="a.css"?><svg/>', "the declaration `<?`"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "the declaration `<!DOCTYPE`"),
        ("<svg", "what is no XML"),
    ],
)
def test_what_is_no_drawing(svg: str, what: str) -> None:
    """Whatever could run in a browser, or be loaded from elsewhere, is named, whatever its prefix or case."""
    assert any(found.startswith(what) for found in find_foreign(svg)), find_foreign(svg)


def test_pictures_of_the_record_only_draw() -> None:
    """Every picture that the generator has drawn passes."""
    pictures = list(RECORD.glob("*/*/chart.svg"))
    assert pictures
    assert {path: foreign for path in pictures if (foreign := find_foreign(path.read_text(encoding="utf-8")))} == {}
