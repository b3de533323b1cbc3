"""The printed brief: the same bytes for the same release, tagged, two pages, and every word that was written."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from proofpress.figures.draw import with_background
from proofpress.model.errors import PublishError
from proofpress.model.hashing import sha256
from proofpress.notebook.fonts import Typeface
from proofpress.notebook.theme import LIGHT
from proofpress.render import briefs
from proofpress.render.briefs import brief_files, inline, linked_from_site, make_brief
from proofpress.render.context import Page
from proofpress.render.csp import script_hashes
from proofpress.render.typst_brief import Brief, BriefFigure, brief_source, print_brief, to_typst
from proofpress.text.escape import escape_typst
from tests.support.projects import varied

if TYPE_CHECKING:
    from proofpress.record.site_input import SiteInput
    from proofpress.render.site import Site

PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 300" width="640" height="300">'
    b'<rect width="640" height="300" fill="#1f5f99"/></svg>'
)

MARKED = (
    r"""# = - + / * _ ` $ @ ~ < > [ ] { } \ " ' // /* */ #let x = 1 #(1) <label> @ref https://x.org/a_b *b* _i_ $x^2$"""
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), max_size=30)
SPECIAL = st.text(st.sampled_from(list("a1 .,;:()[]{}#*_`$@~<>=+-/\\\"'&!?")), max_size=30)


def a_brief(count: int = 2, **changes: Any) -> Brief:
    """Return a brief with some figures, changed as told."""
    fields: dict[str, Any] = {
        "site": "Fixture",
        "address": "https://fixture.example/2026.01/analyses/power/",
        "release": "2026.01",
        "released": "2026-01-15",
        "title": "Coal fell to 19%",
        "dek": "From <em>39%</em> in 2012.",
        "means": ("A plan may count on less coal.", "Moderate confidence"),
        "takeaways": [(f"Number {number}.", "High confidence") for number in range(3)],
        "figures": [
            BriefFigure(f"power/f{n}", f"Figure {n}", "Percent", "Bars.", "Grid (A)", PICTURE, sha256(PICTURE))
            for n in range(count)
        ],
        "limits": ["Two plants only."],
        "sources": [("Grid (A)", "https://grid.example/a?b=1&c=2"), ("Press (C)", "")],
        "releases": "https://x.example/releases/",
    }
    return Brief(**{**fields, **changes})


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def shown(node: Any) -> str:
    """Return the text that Typst shows for content, as it tells of it itself; anything but text is an error."""
    if isinstance(node, list):
        return "".join(map(shown, node))
    kind = node["func"]
    if kind in {"space", "parbreak"}:
        return " "
    if kind in {"text", "symbol"}:
        return str(node["text"])
    assert kind in {"sequence", "emph", "strong"}, node
    return shown(node.get("children", node.get("body")))


def typeset(markup: str) -> str:
    """Return the words that Typst makes of markup, single spaces between them."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.typ"
        file.write_text(f"#[{markup}] <it>", encoding="utf-8")
        return words(shown(json.loads(typst.query(str(file), "<it>", root=folder))))


def words(text: str) -> str:
    """Return a text with single spaces, as a printed line has them; other spaces are letters."""
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")


@given(TEXTS | SPECIAL)
def test_plain_text_is_shown_as_it_is(text: str) -> None:
    """Whatever its letters mean in Typst, a text is printed letter by letter."""
    assert typeset(escape_typst(text)) == words(text)


@given(st.lists(st.tuples(st.sampled_from(["", "em", "strong", "a", "code"]), TEXTS | SPECIAL), max_size=6))
def test_no_text_of_a_paragraph_is_lost(parts: list[tuple[str, str]]) -> None:
    """Emphasis, links and code keep every letter inside them and around them, in order."""
    html = "".join(f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text) for tag, text in parts)
    assert typeset(to_typst(html)) == words("".join(text for _, text in parts))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("It <em>fell</em>; then (again)", "It fell; then (again)"),
        ("<em>Fell</em>(2020)", "Fell(2020)"),
        ("<strong>Fell</strong>.Then", "Fell.Then"),
        ("<em>a <strong>b</strong></em>[c]", "a b[c]"),
        ("07. of ... and -- or", "07. of ... and -- or"),
        ("<p>One</p>\n\n<p>= Two\n- three\n1. four</p>", "One = Two - three 1. four"),
        (escape(MARKED), MARKED),
    ],
)
def test_markup_of_typst_is_text(html: str, text: str) -> None:
    """What Typst would take for code, a call, a list, a heading or a dash is printed as typed."""
    assert typeset(to_typst(html)) == text


@pytest.mark.parametrize("field", ["site", "release", "title", "dek", "address", "releases"])
def test_no_field_of_a_brief_is_code(field: str, fonts: Typeface) -> None:
    """Special characters in any text of a brief are printed: none stops the typesetter or calls it."""
    text = escape(MARKED) if field == "dek" else MARKED
    hard = replace(a_brief().figures[0], title=MARKED, subtitle=MARKED, alt=MARKED, source=MARKED, id=MARKED)
    changes = {field: text, "figures": [hard], "limits": [escape(MARKED)], "sources": [(MARKED, MARKED)]}
    result = print_brief(a_brief(takeaways=[(escape(MARKED), MARKED)], **changes), fonts)
    assert pages_of(result) >= 1


def test_the_same_brief_has_the_same_bytes(fonts: Typeface, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing again, with another folder for temporary files and another current one, changes no byte."""
    first = print_brief(a_brief(), fonts)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert print_brief(a_brief(), fonts) == first
    assert str(tmp_path).encode() not in first
    assert print_brief(a_brief(dek="Other."), fonts) != first


def test_a_brief_has_two_tagged_pages(fonts: Typeface) -> None:
    """Two figures fill two pages; the PDF is tagged, in English, for PDF/UA-1, with title and alt texts."""
    pdf = print_brief(a_brief(), fonts)
    assert pdf.startswith(b"%PDF-")
    assert pages_of(pdf) == 2
    for part in (b"/StructTreeRoot", b"/Marked true", b"/Lang(en)", b"pdfuaid:part>1<", b"/S/H1", b"/S/L"):
        assert part in pdf.replace(b"/S /", b"/S/"), part
    assert len(re.findall(rb"/Alt\s*\(Bars\.\)", pdf)) == 2
    assert b"Coal fell to 19%" in pdf


def test_a_brief_is_dated_by_its_release(fonts: Typeface) -> None:
    """The date in the file is the release's, not the day of printing."""
    dates = re.findall(rb"D:(\d{8})", print_brief(a_brief(), fonts))
    assert dates
    assert set(dates) == {b"20260115"}


def test_letters_outside_the_typeface_are_told(fonts: Typeface) -> None:
    """A brief that cannot be printed names its page and what Typst says."""
    with pytest.raises(
        PublishError, match=r"brief of https://fixture\.example/2026\.01/analyses/power/: cannot be printed"
    ) as err:
        print_brief(a_brief(title="ไทย"), fonts)
    assert "ไ" in str(err.value)


def test_letters_of_other_fonts_are_printed(fonts: Typeface) -> None:
    """What a shipped font has stands in the PDF, whichever font it is."""
    assert print_brief(a_brief(title="中国 かな 한국 السعودية Ελλάδα Київ"), fonts).startswith(b"%PDF-")


def test_the_source_names_release_and_hashes() -> None:
    """The footer has release, address and the hash of each picture, as escaped text."""
    text = brief_source(a_brief(), "Plain Sans").replace("\\", "")
    assert "release 2026.01. https://fixture.example/2026.01/analyses/power/" in text
    for figure in a_brief().figures:
        assert f"Figure {figure.id} SHA-256 {figure.sha256[:16]}" in text


def page(evidence: SiteInput) -> Page:
    """Return where the briefs of the fixture site stand."""
    from proofpress.render.site import names_of

    return Page("../../", evidence, names_of(evidence))


def test_a_brief_says_what_its_page_says(evidence: SiteInput) -> None:
    """Title, takeaways with their confidence, figure, limits and sources are the analysis's, numbers filled in."""
    [analysis] = [analysis for analysis in evidence.analyses if analysis.slug == "power-mix"]
    brief = make_brief(analysis, page(evidence))
    assert brief.title == "Coal fell to 19% of power in 2023"
    assert brief.address == "https://fixture.example/2026.01/analyses/power-mix/"
    assert [word.split()[1] for _, word in brief.takeaways] == ["confidence"] * 3
    assert [figure.id for figure in brief.figures] == ["power-mix/coal-halves"]
    assert brief.figures[0].sha256 == sha256(brief.figures[0].svg)
    assert (
        brief.figures[0].svg
        == with_background(evidence.pictures["power-mix/coal-halves"].inline["wide"], LIGHT).encode()
    )
    assert brief.limits
    assert any(
        name.startswith("Grid Office") and name.endswith("(A)") and address.startswith("https://")
        for name, address in brief.sources
    )
    assert "{{" not in brief_source(brief, "Plain Sans")


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("power-mix.md", "../../analyses/power-mix/"),
        ("power-mix.md#limits", "../../analyses/power-mix/#limits"),
        ("../methods.md#words", "../../methods/#words"),
        ("../index.md", "../../"),
        ("../a/index.md", "../../a/"),
        ("https://x.example/a.md", "https://x.example/a.md"),
        ("#here", "#here"),
        ("../data/tables/x.csv", "../data/tables/x.csv"),
    ],
)
def test_links_of_a_brief_lead_to_pages(link: str, address: str) -> None:
    """A link to a source file leads to its page, as on the analysis's own page; other links stay."""
    assert linked_from_site(f'<a href="{link}">x</a>', "analyses", "../../") == f'<a href="{address}">x</a>'


def test_a_brief_shows_the_figures_that_the_header_names(evidence: SiteInput) -> None:
    """Named figures come in the order named; without names, those of the takeaways' rows, the card's first."""
    [first, *_] = evidence.analyses
    [figure] = first.figures
    several = replace(first, figures=tuple(replace(figure, name=name) for name in ("a", "b", "capacity", "c")))

    def chosen(**meta: Any) -> list[str]:
        return [item.name for item in briefs._chosen(replace(several, meta={**first.meta, **meta}))]

    assert chosen(brief=["c", "a"]) == ["c", "a"]
    assert chosen(brief=["b"]) == ["b"]
    assert chosen() == ["capacity", "a"]
    elsewhere = {name: replace(figure, name=name, row_ids=("plants:none",)) for name in ("a", "capacity")}
    several = replace(several, figures=tuple(elsewhere.get(item.name, item) for item in several.figures))
    assert chosen() == ["b", "capacity"]


def test_every_item_of_a_list_is_a_limit() -> None:
    """Items may run over lines; stars and dashes both mark them."""
    assert briefs._items("- One\n  more.\n* Two - not three.\n") == ["One more.", "Two - not three."]
    assert briefs._items("") == []


def test_inline_is_a_paragraph_without_its_tags() -> None:
    """Markdown within a paragraph becomes HTML without a paragraph around it."""
    assert inline("It *fell* & **rose** <") == "It <em>fell</em> &amp; <strong>rose</strong> &lt;"


def test_a_brief_stands_beside_its_page(rendered: Site) -> None:
    """Each analysis has its brief as PDF and as a page without script that names what it may load."""
    for slug in ("plants", "power-mix"):
        assert pages_of(rendered.files[f"analyses/{slug}/brief.pdf"]) >= 1
        html = rendered.files[f"analyses/{slug}/brief.html"].decode()
        assert html.count("Content-Security-Policy") == 1
        assert script_hashes(html) == []
        assert "<script" not in html
        assert f'<link rel="canonical" href="https://fixture.example/2026.01/analyses/{slug}/">' in html
        assert "{{" not in html
        assert 'url("../../assets/proofpress/' in html


def test_a_brief_says_what_follows_for_a_decision(evidence: SiteInput) -> None:
    """The sentence that leads the decision box stands in the brief, its number bound; without a box nothing does."""
    with_box, without = (
        next(item for item in evidence.analyses if item.slug == slug) for slug in ("plants", "power-mix")
    )
    said = make_brief(with_box, page(evidence))
    assert said.means == ("A town may want a second plant, since the largest has 1,200 MW.", "Moderate confidence")
    for text in said.means:
        assert text.partition(",")[0] in brief_source(said, "Site Sans")
        assert text in brief_files(with_box, page(evidence), "")[f"analyses/{with_box.slug}/brief.html"].decode()
    assert make_brief(without, page(evidence)).means == ("", "")


def test_a_kept_brief_holds_while_nothing_changed(
    evidence: SiteInput, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A brief is printed once; another text, other code, other packages or another typesetter print it anew."""
    [analysis, *_] = evidence.analyses
    printed: list[Brief] = []
    monkeypatch.setattr(briefs, "print_brief", lambda brief, fonts: printed.append(brief) or b"%PDF")
    result = varied(evidence, settings=replace(evidence.settings, root=tmp_path))
    make = partial(brief_files, analysis, page(result), "")
    assert make() == make()
    assert len(printed) == 1
    parts = briefs.generator_parts
    monkeypatch.setattr(briefs, "generator_parts", lambda *names: {**parts(*names), "generator x.py": "other"})
    make()
    monkeypatch.setattr(briefs, "package_parts", lambda names: dict.fromkeys(names, "0.0.1"))
    make()
    assert len(printed) == 3
    for path in (tmp_path / ".cache" / "proofpress" / "briefs").rglob("*.kept"):
        path.write_bytes(path.read_bytes()[:-1])
    make()
    assert len(printed) == 4


def test_a_brief_holds_a_figure_of_any_shape(fonts: Typeface) -> None:
    """A picture much taller than wide stays within its page."""
    tall = PICTURE.replace(b"300", b"2400")
    assert pages_of(print_brief(a_brief(figures=[replace(a_brief().figures[0], svg=tall)] * 2), fonts)) == 2
