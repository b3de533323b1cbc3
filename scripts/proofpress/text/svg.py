"""SVG pictures of which nothing runs and that load nothing: only what draws, and only addresses within the picture.

A picture that is a file of its own is a document to a browser: what would run in a page runs in it as well.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
DRAWING = frozenset(
    {"circle", "clipPath", "defs", "desc", "ellipse", "g", "image", "line", "linearGradient", "marker", "mask", "path"}
    | {"pattern", "polygon", "polyline", "radialGradient", "rect", "stop", "style", "svg", "switch", "symbol", "text"}
    | {"textPath", "title", "tspan", "use"}
)
"""Elements that draw or name; a picture may hold no others."""
DECLARATION = re.compile(r"<!(?:DOCTYPE|ENTITY)|<\?(?!xml\s)", re.IGNORECASE)
"""What may give other elements than stand in the text, or other styles."""
FETCHED = re.compile(r"url\(\s*['\"]?(?!#|data:(?:image|font)/)|@import|expression\(|javascript:", re.IGNORECASE)


def find_foreign(svg: str) -> list[str]:
    """Return what an SVG picture holds beside its drawing: what could run, or would be loaded from elsewhere.

    Examples
    --------
    >>> find_foreign('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>')
    []
    >>> find_foreign('<svg xmlns="http://www.w3.org/2000/svg"><a onclick="x()"/></svg>')
    ['the element `a`', 'the event handler `onclick`']
    """
    if declaration := DECLARATION.search(svg):
        return [f"the declaration `{declaration[0]}`"]
    try:
        picture = ET.fromstring(svg)
    except ET.ParseError as err:
        return [f"what is no XML ({err})"]
    return [what for element in picture.iter() for what in _foreign_parts(element)]


def _foreign_parts(element: ET.Element) -> list[str]:
    """Return what does not belong into a picture of one element: its kind, its attributes, its style."""
    wrong = []
    name = element.tag.removeprefix(SVG)
    if name not in DRAWING:
        wrong.append(f"the element `{name.rpartition('}')[2]}`")
    for attribute, value in element.attrib.items():
        if attribute.lower().startswith("on"):
            wrong.append(f"the event handler `{attribute}`")
        elif attribute in {"href", XLINK_HREF}:
            if not value.strip().startswith(("#", "data:image/")):
                wrong.append(f"the address `{value[:40]}`")
        elif FETCHED.search(value):
            wrong.append(f"the style `{value[:40]}`")
    if name == "style" and FETCHED.search(element.text or ""):
        wrong.append("a style that loads something")
    return wrong
