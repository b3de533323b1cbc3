"""The texts that a drawn picture prints, as its readers see them.

They are taken from the drawing and not from its specification: what a filter, a condition or a narrow page leaves out
is not printed.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from ..text.svg import SVG

NOTHING = {"0", "0px", "none", "transparent"}
HIDING = ("opacity", "fill-opacity", "font-size")
"""Attributes that leave nothing of a text to see when they are nought."""
AXIS = "role-axis-label"
"""The class of a group that holds an axis's labels."""


@dataclass(frozen=True)
class PictureText:
    """A text of a picture, its lines joined, and whether it is a label of an axis."""

    text: str
    axis: bool = False


def picture_texts(svg: str) -> list[PictureText]:
    """Return the texts that a picture prints, in its order.

    Examples
    --------
    >>> picture_texts('<svg xmlns="http://www.w3.org/2000/svg"><text><tspan>Rioja</tspan><tspan>Alta</tspan></text></svg>')
    [PictureText(text='Rioja Alta', axis=False)]
    """
    return list(_texts(ET.fromstring(svg), axis=False))


def _texts(element: ET.Element, *, axis: bool) -> Iterator[PictureText]:
    """Yield the texts of an element and its parts, those left out that nobody sees."""
    if any(element.get(name) in NOTHING for name in HIDING) or element.get("display") == "none":
        return
    axis = axis or AXIS in element.get("class", "").split()
    if element.tag == f"{SVG}text":
        text = " ".join(" ".join(element.itertext()).split())
        if text and element.get("fill") not in NOTHING:
            yield PictureText(text, axis)
        return
    for part in element:
        yield from _texts(part, axis=axis)
