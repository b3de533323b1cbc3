"""An analysis in two printed pages: a tagged PDF through Typst, the same bytes for the same release."""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import typst

from ..model.errors import Problem, PublishError
from ..model.scratch import temporary_folder
from ..notebook.fonts import Typeface, chart_fonts
from ..notebook.theme import LIGHT
from ..text.decision import LABELS, MEANS
from ..text.escape import escape_typst, typst_string

TEMPLATE = Path(__file__).parent / "templates" / "brief.typ.j2"
HEIGHT, LEAST_HEIGHT, FEW_SOURCES = 96, 70, 18
"""Of a brief's pictures, in millimetres: two pages hold both and few sources; each more takes a millimetre of each."""
MARKS = {"em": "emph", "i": "emph", "strong": "strong", "b": "strong"}


@dataclass(frozen=True)
class BriefFigure:
    """A figure of a brief: texts as plain text, the picture as stand-alone SVG, its hash."""

    id: str
    title: str
    subtitle: str
    alt: str
    source: str
    svg: bytes = field(repr=False)
    sha256: str


@dataclass(frozen=True)
class Brief:
    """What a brief says.

    Attributes
    ----------
    means : (str, str)
        What the finding means for a decision, inline HTML, and its confidence; empty where it is not said.
    takeaways : sequence of (str, str)
        Inline HTML and confidence.
    sources : sequence of (str, str)
        Short name with grade, and the address at which a reader finds the source, if it has one.
    releases : str
        Where newer releases and corrections are listed.
    """

    site: str
    address: str
    release: str
    released: str
    title: str
    dek: str
    means: tuple[str, str]
    takeaways: Sequence[tuple[str, str]]
    figures: Sequence[BriefFigure]
    limits: Sequence[str]
    sources: Sequence[tuple[str, str]]
    releases: str


class _ToTypst(HTMLParser):
    """Inline HTML in, Typst markup out: emphasis is kept, links become their text."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in MARKS:
            self.parts.append(f"#{MARKS[tag]}[")

    def handle_endtag(self, tag: str) -> None:
        if tag in MARKS:
            self.parts.append("];")  # without the semicolon "(", ";" and ".word" after it would be taken for code

    def handle_data(self, data: str) -> None:
        self.parts.append(escape_typst(data))


def to_typst(html: str) -> str:
    """Return inline HTML as Typst markup.

    Examples
    --------
    >>> to_typst('fell <em>fast</em> to <a href="#">5%</a>')
    'fell #emph[fast]; to 5%'
    """
    parser = _ToTypst()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)


def brief_source(brief: Brief, family: str) -> str:
    """Return a brief as a Typst document set in a typeface; pictures are files ``<number>.svg`` beside it."""
    tallest = max(LEAST_HEIGHT, HEIGHT - max(0, len(brief.sources) - FEW_SOURCES))
    return _template().render(brief=brief, called=LABELS[MEANS], font=family, palette=LIGHT, tallest=tallest)


@functools.cache
def _template() -> jinja2.Template:
    """Return the template of briefs, compiled once for all of them."""
    loader = jinja2.Environment(
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        variable_start_string="<<",
        variable_end_string=">>",
    )
    loader.filters["typst"] = escape_typst
    loader.filters["inline"] = to_typst
    loader.filters["quoted"] = typst_string
    loader.filters["shortened"] = lambda address: re.sub(r"^https?://(www\.)?|/$", "", address)
    return loader.from_string(TEMPLATE.read_text(encoding="utf-8"))


def print_brief(brief: Brief, fonts: Typeface) -> bytes:
    """Return a brief as PDF: tagged for assistive technology (PDF/UA-1), dated by its release.

    Parameters
    ----------
    brief : Brief
        Texts and pictures.
    fonts : Typeface
        Of the site, in which the brief is set, with what its texts need beyond it.

    Returns
    -------
    bytes
        The same for the same brief, wherever and whenever it is made.

    Raises
    ------
    PublishError
        If Typst refuses it, for one because a letter is not in our typeface.
    """
    stamp = calendar.timegm(date.fromisoformat(brief.released).timetuple())
    source = brief_source(brief, fonts.family)
    fonts = fonts.showing(source, *(figure.svg.decode() for figure in brief.figures))
    with temporary_folder() as folder:
        for number, figure in enumerate(brief.figures, 1):
            (folder / f"{number}.svg").write_bytes(figure.svg)
        (folder / "brief.typ").write_text(source, encoding="utf-8")
        try:
            pdf = typst.compile(
                str(folder / "brief.typ"),
                root=str(folder),
                font_paths=[str(chart_fonts(fonts))],
                ignore_system_fonts=True,
                pdf_standards="ua-1",
                timestamp=stamp,
            )
        except typst.TypstError as err:
            place = f"brief of {brief.address}"
            fix = "Change the text; letters outside our typeface cannot be printed."
            raise PublishError([Problem("unprintable", place, "cannot be printed", got=str(err), fix=fix)]) from err
        return bytes(pdf)
