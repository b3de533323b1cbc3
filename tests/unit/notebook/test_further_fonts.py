"""Letters of other fonts are drawn like the typeface's own: in charts, in pictures to pass on and on pages."""

from __future__ import annotations

import io
import re

import pytest
import vl_convert
from fontTools.ttLib import TTFont

from proofpress.model.letters import FURTHER
from proofpress.notebook.fonts import Typeface, chart_fonts, font_face, page_fonts
from proofpress.notebook.further_fonts import METRICS, web_cut

TEXTS = ["中国（大陆）", "かな", "한국", "السعودية", "𠮷", "中 and الصين"]
SHOWN = "".join(TEXTS)


def features(font: TTFont) -> set[str]:
    """Return what a font can do with its letters."""
    tables = [font[name].table for name in ("GSUB", "GPOS")]
    return {record.FeatureTag for table in tables for record in table.FeatureList.FeatureRecord}


@pytest.fixture(scope="module")
def shown(fonts: Typeface) -> Typeface:
    """Return the typeface with what the texts need."""
    return fonts.showing(SHOWN)


def test_a_chart_font_has_its_own_letters_and_the_others(shown: Typeface, fonts: Typeface) -> None:
    """Each weight, under the site's name, lines as high as before."""
    files = sorted(chart_fonts(shown).glob("*.ttf"))
    assert len(files) == 3
    for file in files:
        font, plain = TTFont(file), TTFont(chart_fonts(fonts) / file.name)
        assert set(map(ord, SHOWN)) | set(plain.getBestCmap()) == set(font.getBestCmap())
        assert font["name"].getDebugName(16) == plain["name"].getDebugName(16)
        for table, keys in METRICS.items():
            assert [getattr(font[table], key) for key in keys] == [getattr(plain[table], key) for key in keys]
        assert features(plain) <= features(font)


def test_a_typeface_without_further_letters_is_the_plain_one(fonts: Typeface) -> None:
    """Texts in Latin, Greek and Cyrillic need no font of another; the same letters give the same fonts."""
    assert chart_fonts(fonts.showing("Київ: 5 ≤ 6")) == chart_fonts(fonts)
    assert chart_fonts(fonts.showing("国中")) == chart_fonts(fonts.showing("中", "国国"))


@pytest.mark.parametrize("text", TEXTS)
def test_the_letters_are_seen_in_a_picture(shown: Typeface, text: str) -> None:
    """The picture with the text is another than the one without it; each of its letters has a shape."""
    vl_convert.register_font_directory(str(chart_fonts(shown)))

    def drawn(words: str) -> bytes:
        return bytes(
            vl_convert.svg_to_png(
                f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40" font-family="{shown.family}">'
                f'<text x="150" y="30" font-size="20">{words}</text></svg>'
            )
        )

    blank = drawn(" ")
    assert all(drawn(letter) != blank for letter in text if not letter.isspace())
    font = TTFont(next(chart_fonts(shown).glob("*-Regular.ttf")))
    assert all(font["glyf"][font.getBestCmap()[ord(letter)]].numberOfContours for letter in text if letter != " ")


def test_arabic_letters_join(shown: Typeface) -> None:
    """A word is not its letters side by side: the font knows how they begin, go on and end."""
    font = TTFont(next(chart_fonts(shown).glob("*-Regular.ttf")))
    assert {"init", "medi", "fina"} <= features(font)


def test_pages_load_a_font_only_for_the_letters_that_they_have() -> None:
    """A rule for each use of a font names the file and exactly the letters; Latin pages have no rule."""
    assert page_fonts("Site Sans", ["Zürich", "≤"]) == ("", {})
    rules, files = page_fonts("Site Sans", ["中国", "الصين", "中"])
    assert files.keys() == {"site-sans-cjk.woff2", "site-sans-arabic.woff2"}
    assert rules.count("unicode-range:U+4E2D,U+56FD}") == 3
    for name, content in files.items():
        font = TTFont(io.BytesIO(content))
        codes = re.search(rf'url\("{name}"\).*?unicode-range:([^}}]*)', rules)
        assert codes is not None
        assert len(font.getBestCmap()) == sum(
            int(last or first, 16) - int(first, 16) + 1
            for first, last in re.findall(r"U\+([0-9A-F]+)-?([0-9A-F]*)", codes[1])
        )
        assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [("wght", 400, 700)]


def test_a_picture_that_travels_alone_carries_its_letters() -> None:
    """Of all fonts that it needs, and the same bytes each time."""
    alone = font_face("Site Sans", "中الف")
    assert alone.count("@font-face") == 3
    assert font_face.__wrapped__("Site Sans", "中الف") == alone
    assert web_cut.__wrapped__(FURTHER[0], (0x4E2D,)) == web_cut(FURTHER[0], (0x4E2D,))
