"""The shipped typeface, cut for its two uses: measuring and drawing charts, and the reader's browser.

Source Sans 3 (SIL Open Font License) comes as one variable font. The chart renderer draws a variable font at its
lightest weight only, so it is given the weights that charts use as fonts of their own; browsers get one small variable
font. Both go by the name that the site gives them: changed fonts may not use the original name, and the chart renderer
measures no font whose name has a word that starts with a digit.
"""

from __future__ import annotations

import base64
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from ..model.hashing import sha256, sha256_file
from ..model.machine_cache import machine_cache
from ..model.options import FONT
from ..model.settings import Settings
from ..model.slug import slugify
from ..model.store import kept_folder
from .theme import font_folder

WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
CHARACTERS = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x2010, 0x2027),
    (0x202F, 0x203A),
    (0x2070, 0x209F),
    (0x20AC, 0x20AC),
    (0x2190, 0x2193),
    (0x2200, 0x22FF),
    (0x25A0, 0x25FF),
    (0x2713, 0x2713),
)
"""Unicode ranges that are kept: Latin, punctuation, arrows and signs."""
MORE = (
    (0x180, 0x24F),
    (0x2B0, 0x36F),
    (0x370, 0x3FF),
    (0x400, 0x52F),
    (0x1E00, 0x1EFF),
    (0x20A0, 0x20CF),
    (0x2100, 0x218F),
    (0x2190, 0x21FF),
)
"""Further ranges, for texts that need them: Latin of all countries, Greek, Cyrillic, currencies, signs, arrows."""
COMMON = (
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x2010, 0x2027),
    (0x2030, 0x203A),
    (0x20AC, 0x20AC),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
)
"""Unicode ranges that a picture carries with it: what its texts are written in."""
FEATURES = ("kern", "liga", "tnum", "lnum", "mark", "ccmp")


@dataclass(frozen=True)
class Typeface:
    """The shipped typeface of a site.

    Attributes
    ----------
    cache : Path
        The folder that keeps its cuts for charts and print.
    family : str
        Its name on the site.
    """

    cache: Path
    family: str = FONT


def typeface_of(settings: Settings) -> Typeface:
    """Return a site's typeface."""
    return Typeface(machine_cache(settings) / "fonts", settings.font)


def webfont_name(family: str, *, italic: bool = False) -> str:
    """Return the name of the file that browsers load.

    Examples
    --------
    >>> webfont_name("Site Sans", italic=True)
    'site-sans-italic.woff2'
    """
    return f"{slugify(family)}{'-italic' if italic else ''}.woff2"


@cache
def _cut(family: str, *, italic: bool, characters: Sequence[tuple[int, int]] = CHARACTERS) -> bytes:
    """Return the variable font with some characters only, under our name for it."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(font_folder() / ("SourceSans3-Italic[wght].ttf" if italic else "SourceSans3[wght].ttf"))
    font.recalcTimestamp = False
    options = subset.Options()
    options.layout_features = list(FEATURES)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in characters for code in range(first, last + 1)])
    cutter.subset(font)
    _rename(font, family, "Italic" if italic else "Regular")
    del font["STAT"]  # names the styles that were just renamed
    return _saved(font)


def _rename(font: Any, family: str, style: str) -> None:
    """Give a font a family name of its own: the licence reserves the original one for the unchanged font."""
    names = font["name"]
    for number in {record.nameID for record in names.names if record.nameID not in {0, 13, 14}}:
        names.removeNames(nameID=number)
    texts = {1: family, 2: "Regular", 4: f"{family} {style}", 6: _file_name(family, style), 16: family, 17: style}
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)


def _file_name(family: str, style: str) -> str:
    return f"{family.replace(' ', '')}-{style}"


def _saved(font: Any) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


@cache
def webfont(family: str = FONT, *, italic: bool = False, characters: Sequence[tuple[int, int]] = CHARACTERS) -> bytes:
    """Return the typeface for browsers: WOFF2, variable in weight; italics, which are rare, in one weight only."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(io.BytesIO(_cut(family, italic=italic, characters=characters)), recalcTimestamp=False)
    if italic:
        font = instantiateVariableFont(font, {"wght": 400})
    font.flavor = "woff2"
    return _saved(font)


@cache
def letters() -> frozenset[int]:
    """Return the code points that charts and print can show."""
    from fontTools.ttLib import TTFont

    font = TTFont(font_folder() / "SourceSans3[wght].ttf", lazy=True)
    ranges = CHARACTERS + MORE
    return frozenset(code for code in font.getBestCmap() if any(first <= code <= last for first, last in ranges))


def missing_letters(text: str) -> str:
    """Return the letters of a text that the typeface does not have, by code and name; empty if it has all.

    Examples
    --------
    >>> missing_letters("₹ 5, Ελλάδα, Київ, 中国")
    'U+4E2D CJK UNIFIED IDEOGRAPH-4E2D, U+56FD CJK UNIFIED IDEOGRAPH-56FD'
    """
    rare = sorted({letter for letter in text if not _is_common(letter)})
    missing = [letter for letter in rare if ord(letter) not in letters()] if rare else []
    names = [f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip() for letter in missing[:3]]
    return ", ".join(names) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")


def _is_common(letter: str) -> bool:
    return letter.isspace() or any(first <= ord(letter) <= last for first, last in COMMON)


def rare_letters(text: str) -> tuple[tuple[int, int], ...]:
    """Return the letters of a text that few texts have, as ranges: a picture carries them only where it needs them."""
    codes = sorted({ord(letter) for letter in text if not _is_common(letter)} & letters())
    return tuple((code, code) for code in codes)


@cache
def font_face(family: str, rare: Sequence[tuple[int, int]] = ()) -> str:
    """Return the typeface as a style sheet that needs no other file, for a picture that travels alone.

    Parameters
    ----------
    family : str
        Its name.
    rare : sequence of (int, int)
        What the picture's texts need beside the letters that all pictures carry, of :func:`rare_letters`.
    """
    data = base64.b64encode(webfont(family, characters=(*COMMON, *rare))).decode()
    source = f'url("data:font/woff2;base64,{data}") format("woff2")'
    return f'@font-face{{font-family:"{family}";src:{source};font-weight:400 700}}'


def _static(family: str, weight: int) -> bytes:
    """Return one weight as a font of its own, for the chart renderer."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    variable = TTFont(io.BytesIO(_cut(family, italic=False, characters=CHARACTERS + MORE)), recalcTimestamp=False)
    font = instantiateVariableFont(variable, {"wght": weight})
    font["OS/2"].usWeightClass = weight
    _rename(font, family, WEIGHTS[weight])
    return _saved(font)


def chart_fonts(typeface: Typeface) -> Path:
    """Return a folder with the fonts that charts are measured and drawn with, made at first use.

    Parameters
    ----------
    typeface : Typeface
        Its cache keeps them; each version of the typeface, of its name and of this module has a folder of its own.
    """
    files = {f"{_file_name(typeface.family, style)}.ttf": weight for weight, style in WEIGHTS.items()}
    sources = [font_folder() / "SourceSans3[wght].ttf", Path(__file__)]
    version = metadata.version("fonttools")
    made_from = sha256("".join([typeface.family, version, *(sha256_file(file) for file in sources)]))
    return kept_folder(
        typeface.cache / made_from[:16],
        lambda: {name: _static(typeface.family, weight) for name, weight in files.items()},
    )


def chart_font(typeface: Typeface, weight: int) -> Path:
    """Return the file of one weight of the typeface, as charts are measured with it."""
    return chart_fonts(typeface) / f"{_file_name(typeface.family, WEIGHTS[weight])}.ttf"
