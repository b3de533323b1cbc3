"""The ink of a drawn mark: whether a reader sees it on white paper at all.

A bar in the colour of the paper is as blank as one without a colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

NONE = (None, "", "none", "transparent")
"""Colours that draw nothing."""
SURFACES = frozenset({"arc", "area", "image", "rect", "shape"})
"""Kinds of marks that others may lie on."""
PALE = 1.05
"""The contrast with white, as WCAG computes it, below which a colour is that of the paper: #f9f9f9 and lighter."""
NAMED = {"aliceblue", "azure", "floralwhite", "ghostwhite", "ivory", "mintcream", "snow", "white"}
"""The colours of CSS that are as pale."""
HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
FUNCTION = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+))?\s*\)")


def is_invisible(kind: str, item: Mapping[str, Any]) -> bool:
    """Whether an item is drawn in nothing: without opacity, ink, width of its line or size of its letters."""
    if item.get("opacity") == 0 or (kind == "text" and item.get("fontSize") == 0):
        return True
    return not (any(_paints(kind, item)) or kind in {"image", "shape", "trail"})


def is_inked(kind: str, item: Mapping[str, Any]) -> bool:
    """Whether an item is drawn in a colour that can be told from white paper."""
    if is_invisible(kind, item):
        return False
    return kind in {"image", "trail"} or any(contrast(colour, alpha) >= PALE for colour, alpha in _paints(kind, item))


def _paints(kind: str, item: Mapping[str, Any]) -> Iterator[tuple[Any, float]]:
    """Yield the colours of an item, each with its opacity."""
    for paint, idle in (("fill", kind in {"line", "rule"}), ("stroke", item.get("strokeWidth") == 0)):
        alpha = item.get(f"{paint}Opacity", 1)
        if not idle and item.get(paint) not in NONE and alpha != 0:
            yield item[paint], (1 if alpha is None else alpha) * (1 if item.get("opacity") is None else item["opacity"])


def contrast(colour: Any, alpha: float = 1) -> float:
    """Return the contrast of a colour with white paper that it lies on; of one that cannot be read, as if black.

    Examples
    --------
    >>> contrast("#ffffff"), contrast("#000"), round(contrast("black", 0.01), 2)
    (1.0, 21.0, 1.02)
    """
    if str(colour).strip().lower() in NAMED:
        return 1.0
    red, green, blue, own = _channels(str(colour).strip().lower())
    linear = [_linear(1 - (1 - part) * alpha * own) for part in (red, green, blue)]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[float, float, float, float]:
    """Return red, green, blue and opacity, each from 0 to 1."""
    if match := HEX.fullmatch(colour):
        size = 1 if len(match[1]) <= 4 else 2
        parts = [int(match[1][at : at + size] * (3 - size), 16) / 255 for at in range(0, len(match[1]), size)]
        return parts[0], parts[1], parts[2], parts[3] if len(parts) > 3 else 1
    if match := FUNCTION.fullmatch(colour):
        red, green, blue = (int(match[at]) / 255 for at in (1, 2, 3))
        return red, green, blue, float(match[4] or 1)
    return 0, 0, 0, 1
