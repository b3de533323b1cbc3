"""Files that every page shares: style, script, typeface, and the bundle of the interactive charts."""

from __future__ import annotations

import functools
import io
from pathlib import Path

from ..charts import DARK, LIGHT, font_folder
from ..draw import interactive_bundle

ASSETS = Path(__file__).parent / "assets"
FOLDER = "assets/proofpress"
CHARACTERS = [
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x2010, 0x2027),
    (0x202F, 0x203A),
    (0x2070, 0x209F),
    (0x20AC, 0x20AC),
    (0x2190, 0x2193),
    (0x2200, 0x22FF),
    (0x2713, 0x2713),
]
"""Unicode ranges the shipped typeface keeps: Latin, punctuation, arrows and signs."""


def palette_css() -> str:
    """Return the palette as CSS variables: light, and dark where the system or the page asks for it."""

    def block(palette: dict[str, str]) -> str:
        return "".join(f"--pp-{name}:{value};" for name, value in palette.items())

    dark = block(DARK)
    return (
        f":root{{{block(LIGHT)}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not(:has([data-md-color-scheme=default])){{{dark}}}}}\n"
        f"[data-md-color-scheme=slate]{{{dark}}}\n"
        f"@media print{{:root,[data-md-color-scheme=slate]{{{block(LIGHT)}}}}}\n"
    )


@functools.cache
def style() -> str:
    """Return the site's style sheet, palette first."""
    return palette_css() + (ASSETS / "style.css").read_text(encoding="utf-8")


@functools.cache
def typeface(italic: bool = False) -> bytes:
    """Return the shipped typeface as WOFF2, cut to the characters the site uses.

    Notes
    -----
    Source Sans 3, SIL Open Font License; the weight axis is kept from regular to bold.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    name = "SourceSans3-Italic[wght].ttf" if italic else "SourceSans3[wght].ttf"
    font = TTFont(font_folder() / name, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = ["kern", "liga", "tnum", "lnum", "mark", "ccmp"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in CHARACTERS for code in range(first, last + 1)])
    cutter.subset(font)
    font = instantiateVariableFont(font, {"wght": (400, 400, 700)})
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def site_assets() -> dict[str, bytes]:
    """Return the shared files by address."""
    return {
        f"{FOLDER}/style.css": style().encode(),
        f"{FOLDER}/figures.js": (ASSETS / "figures.js").read_bytes(),
        f"{FOLDER}/source-sans-3.woff2": typeface(),
        f"{FOLDER}/source-sans-3-italic.woff2": typeface(italic=True),
        f"{FOLDER}/vega.js": interactive_bundle().encode(),
    }
