"""The letters that a site shows: those of the shipped fonts. A letter that none has is refused where it is read.

Latin, Greek and Cyrillic come from the typeface itself; Arabic, Han, kana and hangul from fonts under the same licence.
A reader's machine is never asked for one: it would show another picture, or none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

Ranges = Sequence[tuple[int, int]]
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
"""Ranges of the typeface that every page loads: Latin, punctuation, arrows and signs."""
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
"""Further ranges of it, for texts that need them: more of Latin, Greek, Cyrillic, currencies, signs, arrows."""
COMMON = (
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x2010, 0x2027),
    (0x2030, 0x203A),
    (0x20AC, 0x20AC),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
)
"""Ranges that a picture carries with it: what its texts are written in."""
_PLAIN = bytes([*b"\n", *range(0x20, 0x7F)])
"""Most of what texts are written in, as bytes: gone at once, they leave little to look through."""
_RARE = re.compile(f"[^\\s{''.join(f'{chr(first)}-{chr(last)}' for first, last in COMMON)}]")


@dataclass(frozen=True)
class Face:
    """A font file of an installed package, and the ranges that are taken from it.

    Attributes
    ----------
    name : str
        Distinguishes its cut from others: part of a file's name.
    number : int
        Of the font in a file that holds several; -1 where it holds one.
    shaped : bool
        Whether its letters change their form with their neighbours.
    """

    name: str
    module: str
    file: str
    ranges: Ranges
    number: int = -1
    shaped: bool = False

    @property
    def path(self) -> Path:
        """Where the file stands."""
        spec = find_spec(self.module)
        if spec is None or spec.origin is None:
            raise FileNotFoundError(f"the font package {self.module} is not installed")
        return Path(spec.origin).parent / self.file


OWN = Face("more", "fontpkg_source_sans_3", "files/SourceSans3[wght].ttf", (*CHARACTERS, *MORE))
FURTHER = (
    Face(
        "arabic",
        "fontpkg_noto_sans_arabic",
        "files/NotoSansArabic[wdth,wght].ttf",
        ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0x200C, 0x200F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
        shaped=True,
    ),
    Face(
        "cjk",
        "manimgx_fonts_cjk",
        "NotoSansCJK-VF.otf.ttc",
        (
            (0x1100, 0x11FF),
            (0x2E80, 0x2FDF),
            (0x3000, 0x33FF),
            (0x3400, 0x4DBF),
            (0x4E00, 0x9FFF),
            (0xA960, 0xA97F),
            (0xAC00, 0xD7FF),
            (0xF900, 0xFAFF),
            (0xFE30, 0xFE4F),
            (0xFF00, 0xFFEF),
            (0x20000, 0x323AF),
        ),
        number=2,
    ),
)
"""Arabic; Han in its simplified forms, kana and hangul; joined in this order."""


@cache
def letters_of(face: Face) -> frozenset[int]:
    """Return the code points that are taken from a font."""
    from fontTools.ttLib import TTFont

    font = TTFont(face.path, fontNumber=face.number, lazy=True)
    return frozenset(code for code in font.getBestCmap() if any(first <= code <= last for first, last in face.ranges))


def rare_in(text: str) -> list[str]:
    """Return the letters of a text that few texts have, each once, in order."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")
    return sorted(set(_RARE.findall(rest)))


def by_face(text: str) -> dict[Face, tuple[int, ...]]:
    """Return the rare letters of a text by the font that has them; those that none has are left out.

    Examples
    --------
    >>> {face.name: len(codes) for face, codes in by_face("Zürich 中国 الصين").items()}
    {'arabic': 5, 'cjk': 2}
    """
    rest = {ord(letter) for letter in rare_in(text)}
    result = {}
    for face in (OWN, *FURTHER):
        codes = rest & letters_of(face) if rest else rest
        rest -= codes
        if codes:
            result[face] = tuple(sorted(codes))
    return result


def further_letters(texts: Iterable[str]) -> str:
    """Return the letters of some texts that the typeface itself does not have and another font has, in order."""
    further = {code for text in texts for face, codes in by_face(text).items() if face != OWN for code in codes}
    return "".join(map(chr, sorted(further)))


def missing_letters(text: str) -> str:
    """Return the letters of a text that no shipped font has, by code and name; empty if each has one.

    Examples
    --------
    >>> missing_letters("₹ 5, Ελλάδα, Київ, 中国, الصين, ქა")
    'U+10D0 GEORGIAN LETTER AN, U+10E5 GEORGIAN LETTER KHAR'
    """
    rare = rare_in(text)
    known = {code for codes in by_face(text).values() for code in codes} if rare else set()
    missing = [letter for letter in rare if ord(letter) not in known]
    names = [f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip() for letter in missing[:3]]
    return ", ".join(names) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
