"""Letters of other fonts under the site's own typeface: added to the fonts of charts and print, cut for browsers.

Charts and print look no letter up elsewhere: a renderer that does takes the first font of the machine that has it, and
draws another picture on the next machine. So one font has all that a text needs. Browsers take letters from several
files by their code, and load a file only where a page has one of its letters.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from typing import Any

from ..model.letters import CHARACTERS, FURTHER, Face, by_face

OUTLINE_ERROR = 0.5
"""Units of an em's thousand by which an outline may differ from its original."""
METRICS = {
    "hhea": ("ascent", "descent", "lineGap"),
    "OS/2": ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"),
}
"""What decides the height of a line: the typeface's own, whatever letters are added to it."""


def cut(face: Face, codes: Sequence[int], axes: dict[str, Any]) -> Any:
    """Return a font with some letters only.

    Parameters
    ----------
    face : Face
        What has them.
    codes : sequence of int
        The letters.
    axes : dict
        The weight, or the range of weights, that is kept; of other axes the ordinary place.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(face.path, fontNumber=face.number, lazy=True, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = ["*"] if face.shaped else []
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    whole = TTFont(io.BytesIO(saved(font)), recalcTimestamp=False)
    known = {axis.axisTag: axis.defaultValue for axis in whole["fvar"].axes}
    return instantiateVariableFont(whole, {**{tag: at for tag, at in known.items() if tag != "wght"}, **axes})


def saved(font: Any) -> bytes:
    """Return a font as a file."""
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def with_letters(plain: bytes, text: str, weight: int) -> bytes:
    """Return a font of one weight that also has the letters of a text, whichever font they come from.

    Parameters
    ----------
    plain : bytes
        The typeface in that weight, as TrueType.
    text : str
        What it should show.
    weight : int
        The weight.
    """
    from fontTools.ttLib import TTFont

    whole = TTFont(io.BytesIO(plain), recalcTimestamp=False)
    kept = {(table, key): getattr(whole[table], key) for table, keys in METRICS.items() for key in keys}
    for face, codes in by_face(text).items():
        if face in FURTHER:
            other = cut(face, codes, {"wght": weight})
            whole = _merged(whole, other) if face.shaped else _added(whole, other)
    for (table, key), number in kept.items():
        setattr(whole[table], key, number)
    return saved(whole)


def _merged(font: Any, other: Any) -> Any:
    """Return two TrueType fonts as one, with what both know of forms and marks; the first names it."""
    from fontTools.merge import Merger

    names = font["name"]
    whole = Merger().merge([io.BytesIO(saved(font)), io.BytesIO(saved(other))])
    whole.recalcTimestamp = False
    whole["name"] = names
    return whole


def _added(font: Any, other: Any) -> Any:
    """Return a TrueType font with the letters of another, whose outlines may be of another kind."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    shapes, order, known = other.getGlyphSet(), list(font.getGlyphOrder()), dict(font.getBestCmap())
    for code, name in sorted(other.getBestCmap().items()):
        pen, glyph = TTGlyphPen(None), f"further{code:04X}"
        shapes[name].draw(Cu2QuPen(pen, OUTLINE_ERROR, reverse_direction=True))
        font["glyf"][glyph] = drawn = pen.glyph()
        drawn.recalcBounds(font["glyf"])
        font["hmtx"][glyph] = (round(shapes[name].width), getattr(drawn, "xMin", 0))
        order.append(glyph)
        known[code] = glyph
    font.setGlyphOrder(order)
    _set_codes(font, known)
    return font


def _set_codes(font: Any, known: dict[int, str]) -> None:
    """Let a font find its glyphs by their codes, those beyond the first plane too."""
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

    tables = []
    for form, platform, encoding, last in ((4, 0, 3, 0xFFFF), (4, 3, 1, 0xFFFF), (12, 3, 10, 0x10FFFF)):
        table = CmapSubtable.newSubtable(form)
        table.platformID, table.platEncID, table.language = platform, encoding, 0
        table.cmap = {code: name for code, name in known.items() if code <= last}
        tables.append(table)
    font["cmap"].tables = tables


def webfont_faces(text: str) -> dict[Face, tuple[int, ...]]:
    """Return the letters of a text that pages load with files of their own, by the font that has them."""
    first = {code for low, high in CHARACTERS for code in range(low, high + 1)}
    faces = {face: tuple(code for code in codes if code not in first) for face, codes in by_face(text).items()}
    return {face: codes for face, codes in faces.items() if codes}


@cache
def web_cut(face: Face, codes: tuple[int, ...]) -> bytes:
    """Return some letters of a font for browsers: WOFF2, in the weights that pages use."""
    font = cut(face, codes, {"wght": (400, 400, 700)})
    if "STAT" in font:
        del font["STAT"]  # names styles that are not in this cut
    font.flavor = "woff2"
    return saved(font)


def font_rule(family: str, codes: Sequence[int], source: str, style: str = "normal") -> str:
    """Return the rule of a style sheet that takes some letters of a family from a file, upright or as italics too.

    Examples
    --------
    >>> font_rule("Site Sans", [0x4E2D, 0x4E2E, 0x56FD], 'url("x.woff2")').partition("swap;")[2]
    'font-style:normal;unicode-range:U+4E2D-4E2E,U+56FD}'
    """
    return (
        f'@font-face{{font-family:"{family}";src:{source} format("woff2");font-weight:400 700;font-display:swap;'
        f"font-style:{style};unicode-range:{_unicode_range(codes)}}}"
    )


def _unicode_range(codes: Sequence[int]) -> str:
    """Return code points as a style sheet has them."""
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in runs)
