"""Vega-Lite specifications: a chart's units, the data and fields they draw, and changes to all of their parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .theme import NARROW


@dataclass(frozen=True)
class Leaf:
    """A chart's smallest part: one mark, the data set it draws and the fields it encodes."""

    mark: Mapping[str, Any]
    data: str
    encoding: Mapping[str, Any]

    def fields(self, *channels: str) -> list[str]:
        """Return the fields of some channels, or of all."""
        wanted = channels or tuple(self.encoding)
        return [field for channel in wanted for field in _fields(self.encoding.get(channel))]

    def own_fields(self, channel: str) -> list[str]:
        """Return the field that a channel itself encodes, without those of its conditions and its order."""
        return [unescaped(name) for name in self.raw_fields(channel)]

    def raw_fields(self, channel: str) -> list[str]:
        """Return the field that a channel itself encodes, as the specification has it."""
        item = self.encoding.get(channel)
        items = item if isinstance(item, list) else [item]
        return [part["field"] for part in items if isinstance(part, dict) and isinstance(part.get("field"), str)]


def unescaped(name: str) -> str:
    r"""Return a column's name as the frame has it; Vega-Lite wants dots and brackets in it escaped.

    Examples
    --------
    >>> unescaped(r"val\.ue"), unescaped(r"a\[0\]")
    ('val.ue', 'a[0]')
    """
    return re.sub(r"\\(.)", r"\1", name)


def reached(name: str) -> str:
    r"""Return a column's name as Vega-Lite reaches it: dots and brackets, quotes and backslashes escaped.

    Examples
    --------
    >>> print(reached("val.ue [%]"))
    val\.ue \[%\]
    """
    return re.sub(r"([.\[\]'\"\\])", r"\\\1", name)


def _fields(definition: Any) -> list[str]:
    if isinstance(definition, list):
        return [field for item in definition for field in _fields(item)]
    if not isinstance(definition, dict):
        return []
    own = [unescaped(definition["field"])] if isinstance(definition.get("field"), str) else []
    return own + [field for item in definition.values() if isinstance(item, dict | list) for field in _fields(item)]


CHILDREN = ("layer", "hconcat", "vconcat", "concat")


def leaves(spec: Mapping[str, Any], data: str = "", encoding: Mapping[str, Any] | None = None) -> Iterator[Leaf]:
    """Yield the leaves of a Vega-Lite specification, data and encoding inherited from above."""
    own = spec.get("data")
    data = str(own.get("name", "?")) if isinstance(own, dict) else data
    merged = {**(encoding or {}), **spec.get("encoding", {})}
    for key in CHILDREN:
        for child in spec.get(key, ()):
            yield from leaves(child, data, merged)
    if isinstance(spec.get("spec"), dict):
        facet = spec.get("facet")
        extra = {"facet": facet} if isinstance(facet, dict) else {}
        yield from leaves(spec["spec"], data, {**merged, **extra})
    if "mark" in spec:
        mark = spec["mark"]
        yield Leaf({"type": mark} if isinstance(mark, str) else mark, data, merged)


def computes(spec: Mapping[str, Any]) -> bool:
    """Whether a chart makes columns of its own."""
    steps = [step for part in walk(spec) for step in part.get("transform", ()) if isinstance(step, dict)]
    return any(set(step) - {"filter"} for step in steps)


def walk(node: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every object in a specification, the specification first, data sets left out."""
    if isinstance(node, dict):
        yield node
        for key, item in node.items():
            if key not in {"datasets", "config"}:
                yield from walk(item)
    elif isinstance(node, list):
        for item in node:
            yield from walk(item)


def rewritten(node: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    """Return a specification with every object changed, parts before the whole; data stay as they are."""
    if isinstance(node, list):
        return [rewritten(item, change) for item in node]
    if not isinstance(node, dict):
        return node
    return change({key: item if key in {"data", "datasets"} else rewritten(item, change) for key, item in node.items()})


def narrowed(spec: Mapping[str, Any], width: int = NARROW) -> dict[str, Any]:
    """Return a specification with each greater width brought down to ``width``.

    Parts side by side may still be too wide together: they are then drawn below one another.
    """

    def change(part: dict[str, Any]) -> dict[str, Any]:
        number = part.get("width")
        return {**part, "width": width} if isinstance(number, int | float) and number > width else part

    changed = rewritten(dict(spec), change)
    if "width" not in spec and not any(key in spec for key in (*CHILDREN[1:], "facet", "spec")):
        changed["width"] = width
    return dict(changed)
