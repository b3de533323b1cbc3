"""The shipped typeface, cut for its two uses: measuring and drawing charts, and the reader's browser.

Source Sans 3 (SIL Open Font License) comes as one variable font. The chart renderer draws a variable font at its
lightest weight only, so it is given the weights that charts use as fonts of their own; browsers get one small variable
font. Both go by the name that the site gives them: changed fonts may not use the original name, and the chart renderer
measures no font whose name has a word that starts with a digit.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from ..model.hashing import sha256, sha256_file
from ..model.keys import FONT_PACKAGES, package_parts
from ..model.letters import CHARACTERS, COMMON, OWN, by_face, further_letters, rare_in
from ..model.machine_cache import machine_cache
from ..model.options import FONT
from ..model.settings import Settings
from ..model.slug import slugify
from ..model.store import kept_folder
from . import further_fonts
from .further_fonts import font_rule, saved, web_cut, webfont_faces, with_letters
from .theme import font_folder

CUTS = Path(__file__).parent / "cuts"
"""Where the weights that charts use come with the package: cutting them takes seconds, :mod:`.cut_fonts` does it."""
WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
SHIPPED = {(False, CHARACTERS): "Web.ttf", (True, CHARACTERS): "WebItalic.ttf", (False, COMMON): "Common.ttf"}
"""The cuts that every site needs, which come with the package like those for charts, by slant and characters."""
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
    further : str
        Letters that it does not have and its cuts for charts and print take from other fonts.
    """

    cache: Path
    family: str = FONT
    further: str = ""

    def showing(self, *texts: str) -> Typeface:
        """Return the typeface with what some texts need beyond it."""
        return replace(self, further=further_letters([self.further, *texts]))


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
def cut(family: str, *, italic: bool, characters: Sequence[tuple[int, int]] = CHARACTERS) -> bytes:
    """Return the variable font with some characters only, under our name for it; italics in one weight."""
    from fontTools.ttLib import TTFont

    name = SHIPPED.get((italic, tuple(characters)))
    if name is None:
        return cut_anew(family, italic=italic, characters=characters)
    font = TTFont(CUTS / name, recalcTimestamp=False)
    rename(font, family, "Italic" if italic else "Regular")
    return saved(font)


def cut_anew(family: str, *, italic: bool, characters: Sequence[tuple[int, int]]) -> bytes:
    """Return the same, cut from the whole typeface, which takes a second."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(font_folder() / ("SourceSans3-Italic[wght].ttf" if italic else "SourceSans3[wght].ttf"))
    font.recalcTimestamp = False
    options = subset.Options()
    options.layout_features = list(FEATURES)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in characters for code in range(first, last + 1)])
    cutter.subset(font)
    rename(font, family, "Italic" if italic else "Regular")
    del font["STAT"]  # names the styles that were just renamed
    return saved(instantiateVariableFont(font, {"wght": 400}) if italic else font)


def rename(font: Any, family: str, style: str) -> None:
    """Give a font a family name of its own: the licence reserves the original one for the unchanged font."""
    names = font["name"]
    for number in {record.nameID for record in names.names if record.nameID not in {0, 13, 14}}:
        names.removeNames(nameID=number)
    texts = {1: family, 2: "Regular", 4: f"{family} {style}", 6: file_name(family, style), 16: family, 17: style}
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)


def file_name(family: str, style: str) -> str:
    """Return the name of a font's file, and the one that programs know it by."""
    return f"{family.replace(' ', '')}-{style}"


@cache
def webfont(family: str = FONT, *, italic: bool = False, characters: Sequence[tuple[int, int]] = CHARACTERS) -> bytes:
    """Return the typeface for browsers: WOFF2, variable in weight; italics, which are rare, in one weight only."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(cut(family, italic=italic, characters=characters)), recalcTimestamp=False)
    font.flavor = "woff2"
    return saved(font)


@cache
def font_face(family: str, text: str) -> str:
    """Return the typeface as a style sheet that needs no other file, for a picture that travels alone.

    Parameters
    ----------
    family : str
        Its name.
    text : str
        What the picture says: letters that few pictures have it carries only where it needs them.
    """
    faces = by_face(text)
    rare = tuple((code, code) for code in faces.pop(OWN, ()))
    own = webfont(family, characters=(*COMMON, *rare))
    further = "".join(font_rule(family, codes, _inline(web_cut(face, codes))) for face, codes in faces.items())
    return f'@font-face{{font-family:"{family}";src:{_inline(own)} format("woff2");font-weight:400 700}}{further}'


def _inline(font: bytes) -> str:
    return f'url("data:font/woff2;base64,{base64.b64encode(font).decode()}")'


def page_fonts(family: str, texts: Iterable[str]) -> tuple[str, dict[str, bytes]]:
    """Return what pages need to show letters that few have: rules of a style sheet and the files that it names.

    Parameters
    ----------
    family : str
        The typeface's name.
    texts : iterable of str
        All that the pages say.
    """
    rare = "".join(sorted({letter for text in texts for letter in rare_in(text)}))
    rules, files = [], {}
    for face, codes in webfont_faces(rare).items():
        name = f"{slugify(family)}-{face.name}.woff2"
        files[name] = web_cut(face, codes)
        uses = ((family, "normal"), (family, "italic"), (f"{family} Charts", "normal"))
        rules += [font_rule(named, codes, f'url("{name}")', style) for named, style in uses]
    return "".join(f"{rule}\n" for rule in rules), files


def _static(family: str, weight: int) -> bytes:
    """Return one weight as a font of its own, for the chart renderer: the shipped cut under the site's name for it."""
    from fontTools.ttLib import TTFont

    font = TTFont(CUTS / f"{WEIGHTS[weight]}.ttf", recalcTimestamp=False)
    rename(font, family, WEIGHTS[weight])
    return saved(font)


def chart_fonts(typeface: Typeface) -> Path:
    """Return a folder with the fonts that charts are measured and drawn with, made at first use.

    Parameters
    ----------
    typeface : Typeface
        Its cache keeps them; each version of the typeface, of its name and of this module has a folder of its own.
    """
    files = {f"{file_name(typeface.family, style)}.ttf": weight for weight, style in WEIGHTS.items()}
    sources = [*(CUTS / f"{style}.ttf" for style in WEIGHTS.values()), Path(__file__)]
    version = metadata.version("fonttools")
    made_from = sha256("".join([typeface.family, version, *(sha256_file(file) for file in sources)]))
    plain = kept_folder(
        typeface.cache / made_from[:16],
        lambda: {name: _static(typeface.family, weight) for name, weight in files.items()},
    )
    if not typeface.further:
        return plain
    versions = package_parts(FONT_PACKAGES).values()
    more = sha256("".join([made_from, typeface.further, *versions, sha256_file(Path(further_fonts.__file__))]))
    return kept_folder(
        typeface.cache / more[:16],
        lambda: {
            name: with_letters((plain / name).read_bytes(), typeface.further, weight) for name, weight in files.items()
        },
    )


def chart_font(typeface: Typeface, weight: int) -> Path:
    """Return the file of one weight of the typeface, as charts are measured with it."""
    return chart_fonts(typeface) / f"{file_name(typeface.family, WEIGHTS[weight])}.ttf"
