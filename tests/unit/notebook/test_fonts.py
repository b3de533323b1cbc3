"""The typeface's cuts that come with the package are what the locked typeface and library give."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from proofpress.model.letters import COMMON
from proofpress.notebook.cut_fonts import cuts
from proofpress.notebook.fonts import CUTS, WEIGHTS, Typeface, chart_fonts, webfont


@pytest.mark.slow
def test_shipped_cuts_are_what_would_be_cut() -> None:
    """Cut anew, each is the shipped file byte for byte: ``python -m proofpress.notebook.cut_fonts`` renews them."""
    anew = cuts()
    shipped = {path.name: path.read_bytes() for path in CUTS.glob("*.ttf")}
    assert len(shipped) > 3
    assert sorted(shipped) == sorted(anew)
    assert [name for name, font in anew.items() if font != shipped[name]] == []


def test_cuts_go_by_the_sites_name(fonts: Typeface) -> None:
    """No font that a site uses goes by the reserved name; each says whose it is, and the licence lies beside it."""
    files = sorted(chart_fonts(Typeface(fonts.cache, "Site Serif")).glob("*.ttf"))
    assert len(files) == len(WEIGHTS)
    web = [webfont("Site Serif"), webfont("Site Serif", italic=True), webfont("Site Serif", characters=COMMON)]
    for font in [*(TTFont(path) for path in files), *(TTFont(io.BytesIO(content)) for content in web)]:
        called = {number: font["name"].getDebugName(number) for number in (1, 4, 6, 16)}
        assert called[1] == called[16] == "Site Serif"
        assert called[4].startswith("Site Serif ")
        assert called[6].startswith("SiteSerif-")
        assert "Reserved Font Name" in font["name"].getDebugName(0)
    assert "SIL OPEN FONT LICENSE" in (CUTS / "LICENSE.txt").read_text(encoding="utf-8")
