"""The shipped typeface, cut for its two uses: measuring and drawing charts, and the reader's browser.

Source Sans 3 (SIL Open Font License) comes as one variable font. The chart renderer draws a variable font at its
lightest weight only, so it is given the weights that charts use as fonts of their own; browsers get one small variable
font. Both go by the name Ledger Sans: changed fonts may not use the original name, and the chart renderer measures no
font whose name has a word that starts with a digit.
"""

from __future__ import annotations

import base64
import io
import os
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ..model.hashing import sha256
from .theme import FONT, font_folder

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


@cache
def _cut(*, italic: bool, characters: Sequence[tuple[int, int]] = CHARACTERS) -> bytes:
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
    _rename(font, "Italic" if italic else "Regular")
    del font["STAT"]  # names the styles that were just renamed
    return _saved(font)


def _rename(font: Any, style: str) -> None:
    """Give a font our family name: the licence reserves the original one for the unchanged font."""
    names = font["name"]
    for number in {record.nameID for record in names.names if record.nameID not in {0, 13, 14}}:
        names.removeNames(nameID=number)
    texts = {1: FONT, 2: "Regular", 4: f"{FONT} {style}", 6: f"{FONT.replace(' ', '')}-{style}", 16: FONT, 17: style}
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)


def _saved(font: Any) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


@cache
def webfont(*, italic: bool = False, characters: Sequence[tuple[int, int]] = CHARACTERS) -> bytes:
    """Return the typeface for browsers: WOFF2, variable in weight; italics, which are rare, in one weight only."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(io.BytesIO(_cut(italic=italic, characters=characters)), recalcTimestamp=False)
    if italic:
        font = instantiateVariableFont(font, {"wght": 400})
    font.flavor = "woff2"
    return _saved(font)


@cache
def font_face() -> str:
    """Return the typeface as a style sheet that needs no other file, for a picture that travels alone."""
    data = base64.b64encode(webfont(characters=COMMON)).decode()
    source = f'url("data:font/woff2;base64,{data}") format("woff2")'
    return f'@font-face{{font-family:"{FONT}";src:{source};font-weight:400 700}}'


def _static(weight: int) -> bytes:
    """Return one weight as a font of its own, for the chart renderer."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    variable = TTFont(io.BytesIO(_cut(italic=False)), recalcTimestamp=False)
    font = instantiateVariableFont(variable, {"wght": weight})
    font["OS/2"].usWeightClass = weight
    _rename(font, WEIGHTS[weight])
    return _saved(font)


def chart_fonts(folder: Path) -> Path:
    """Return a folder with the fonts that charts are measured and drawn with, made at first use.

    Parameters
    ----------
    folder : Path
        Where to keep them; each version of the typeface and of this module has a folder of its own.
    """
    made_from = sha256((font_folder() / "SourceSans3[wght].ttf").read_bytes() + Path(__file__).read_bytes())
    try:
        return _made(folder / made_from[:16])
    except OSError:  # no room or no permission for the cache: any other place will do
        return _made(Path(tempfile.mkdtemp(prefix="proofpress-fonts-")))


def _made(target: Path) -> Path:
    target.mkdir(parents=True, exist_ok=True)
    for weight, style in WEIGHTS.items():
        file = target / f"LedgerSans-{style}.ttf"
        if not file.is_file():
            part = file.with_suffix(f".{os.getpid()}.part")
            part.write_bytes(_static(weight))
            part.replace(file)
    return target
