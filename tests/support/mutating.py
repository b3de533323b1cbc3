"""Valid files changed at random, so that fuzzing reaches past the first check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

ODD = [
    "",
    "\x00",
    "\ufeff",
    '"',
    ",",
    "\r",
    "\n\n",
    "{{",
    "}}",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(ODD),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
"""Any JSON, and the numbers that only Python's JSON knows."""


@st.composite
def mutated_bytes(draw: st.DrawFn, content: bytes) -> bytes:
    """Return bytes with some cut out, doubled or replaced, in one to four places."""
    pieces = st.binary(max_size=4) | st.sampled_from([piece.encode() for piece in ODD]) | st.just(b"")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        end = draw(st.integers(at, min(len(content), at + draw(st.sampled_from([0, 1, 3, 40])))))
        content = content[:at] + draw(pieces | st.just(content[at:end] * 2)) + content[end:]
    return content


def _places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each part of a JSON document."""
    yield path
    for key, part in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from _places(part, (*path, key))


@st.composite
def mutated_json(draw: st.DrawFn, document: Any) -> str:
    """Return a JSON document with one to three of its parts replaced, left out or renamed."""
    document = json.loads(json.dumps(document))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(_places(document))))
        if not path:
            return json.dumps(draw(JSON))
        node = document
        for key in path[:-1]:
            node = node[key]
        way = draw(st.sampled_from(["replace", "replace", "remove", "rename"]))
        if way == "replace" or isinstance(node, list):
            node[path[-1]] = draw(JSON)
        elif way == "remove":
            del node[path[-1]]
        else:
            node[draw(st.text(max_size=6) | st.sampled_from(["..", "a/b", ".x"]))] = node.pop(path[-1])
    return json.dumps(document)
