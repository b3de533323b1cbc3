"""The cuts of the typeface that every site needs, made once for all: ``python -m proofpress.notebook.cut_fonts``.

They come with the package, because every build from nothing would spend seconds on them. A test cuts them anew and
compares; it says when a renewed library or typeface asks for it.
"""

from __future__ import annotations

import io

from ..model.letters import CHARACTERS, MORE
from .fonts import CUTS, SHIPPED, WEIGHTS, cut_anew, rename
from .further_fonts import saved

FAMILY = "Cut Sans"
"""Their name until a site gives them its own: changed fonts may not use the original one."""


def static(whole: bytes, weight: int) -> bytes:
    """Return one weight of a variable font as a font of its own."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    variable = TTFont(io.BytesIO(whole), recalcTimestamp=False)
    font = instantiateVariableFont(variable, {"wght": weight})
    font["OS/2"].usWeightClass = weight
    rename(font, FAMILY, WEIGHTS[weight])
    return saved(font)


def cuts() -> dict[str, bytes]:
    """Return every cut by the name of its file; charts and print can show all characters that are kept."""
    whole = cut_anew(FAMILY, italic=False, characters=CHARACTERS + MORE)
    fonts = {f"{style}.ttf": static(whole, weight) for weight, style in WEIGHTS.items()}
    for (italic, characters), name in SHIPPED.items():
        fonts[name] = cut_anew(FAMILY, italic=italic, characters=characters)
    return fonts


def main() -> None:
    """Write the cuts into the package."""
    for name, font in cuts().items():
        (CUTS / name).write_bytes(font)


if __name__ == "__main__":
    main()
