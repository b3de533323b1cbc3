"""Formulas in Markdown, ``$a_i$`` and ``$$…$$``, as MathML made in the build: no script, and screen readers read it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from html import escape

from .code_spans import hide_code
from .placeholders import PLACEHOLDER

FORMULA = re.compile(
    r"(?<![\\$\w])(?:\$\$(?P<display>[^$]+?)\$\$|\$(?P<inline>(?![\s$])[^$\n]*?(?<![\s\\$])(?<!US))\$(?!\d))", re.DOTALL
)
SIGN = re.compile(r"[\\^_=<>{}]|^[A-Za-z]['′]?$")
"""What makes a formula of a text between two dollars, which may be two prices."""
NUMBER = re.compile(r"[+−-]?\d[\d,.]*%?")
ELEMENTS = frozenset(
    {"math", "menclose", "mfrac", "mi", "mn", "mo", "mover", "mpadded", "mphantom", "mroot", "mrow", "mspace", "msqrt"}
    | {"mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover"}
)
ATTRIBUTES = re.compile(r"(?!on)[a-z]+(?<!href)(?<!src)(?<!style)(?<!class)(?<!^id)")
MARKDOWN = {ord(letter): f"&#{ord(letter)};" for letter in "*_`[]\\~^|!"}
"""Letters that Markdown would take for its own."""
SPACE = "{http://www.w3.org/1998/Math/MathML}"


def find_formulas(text: str) -> Iterator[re.Match[str]]:
    """Yield the formulas of a Markdown text, code and prices left out."""
    for match in FORMULA.finditer(hide_code(text)):
        if match["display"] is not None or SIGN.search(PLACEHOLDER.sub("", match["inline"])):
            yield match


def to_mathml(latex: str, *, display: bool = False) -> str:
    """Return a formula as MathML that may stand in Markdown.

    Raises
    ------
    ValueError
        If it cannot be read, or holds more than a formula.

    Examples
    --------
    >>> to_mathml("a_i")
    '<math display="inline"><mrow><msub><mi>a</mi><mi>i</mi></msub></mrow></math>'
    """
    from latex2mathml import converter  # few sites have formulas

    plain = latex.replace("<", r"\lt ").replace(">", r"\gt ").strip()
    if len(re.findall(r"(?<!\\){", plain)) != len(re.findall(r"(?<!\\)}", plain)):
        raise ValueError("its braces do not match")
    try:
        mathml = converter.convert(plain, display="block" if display else "inline")
        tree = ET.fromstring(re.sub(r"&(?!#?\w+;)", "&amp;", mathml))
    except Exception as err:  # the library raises many kinds; each means that it cannot read the formula
        raise ValueError(f"it cannot be read ({type(err).__name__})") from err
    return _written(tree)


def _written(element: ET.Element) -> str:
    """Return an element as text in which nothing is Markdown's."""
    name = element.tag.removeprefix(SPACE)
    if name not in ELEMENTS or not all(ATTRIBUTES.fullmatch(key) for key in element.attrib):
        raise ValueError(f"it holds more than a formula (`{name}`)")
    facts = "".join(f' {key}="{escape(value)}"' for key, value in element.attrib.items())
    text = escape(element.text or "", quote=False).translate(MARKDOWN)
    return f"<{name}{facts}>{text}{''.join(map(_written, element))}</{name}>"


def in_formula(text: str) -> str:
    r"""Return a value's text as LaTeX: a number as one, anything else as words.

    Examples
    --------
    >>> in_formula("1,200"), in_formula("19%"), in_formula("5 billion")
    ('1{,}200', '19\\%', '\\text{5 billion}')
    """
    text = text.replace("−", "-")
    if NUMBER.fullmatch(text):
        return text.replace(",", "{,}").replace("%", r"\%")
    return r"\text{" + re.sub(r"[{}$%&#_^~\\]", " ", text) + "}"


def with_formulas(text: str, resolve: Callable[[str], str], keep: Callable[[str], str]) -> str:
    """Return Markdown with each formula as MathML.

    Parameters
    ----------
    text : str
        Markdown.
    resolve : callable
        Fills the placeholders of a formula.
    keep : callable
        Returns what stands for a piece of HTML until the text is bound.
    """
    parts, end = [], 0
    for match in find_formulas(text):
        display = match["display"] is not None
        latex = resolve(text[match.start() : match.end()].strip("$"))
        try:
            html = f'<span class="pp-math">{to_mathml(latex, display=display)}</span>'
        except ValueError:
            continue  # told by the check of texts
        parts += [text[end : match.start()], keep(html)]
        end = match.end()
    return "".join([*parts, text[end:]])
